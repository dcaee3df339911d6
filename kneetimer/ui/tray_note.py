"""A notification of the desktop from the open window. Its icon is in the tray only while it is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QSystemTrayIcon

TITLE = "KneeTimer"
SHOWN_MS = 60_000


class TrayNote(QObject):
    """`clicked` says that the person took it up."""

    clicked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tray: QSystemTrayIcon | None = None

    def show(self, icon: QIcon, text: str) -> bool:
        """Show a sentence. False where this desktop has no place for it."""
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return False
        self.hide()
        self._tray = QSystemTrayIcon(icon, self)
        self._tray.setToolTip(TITLE)
        self._tray.messageClicked.connect(self._took_up)
        self._tray.activated.connect(self._took_up)
        self._tray.show()
        self._tray.showMessage(TITLE, text, icon, SHOWN_MS)
        QTimer.singleShot(SHOWN_MS, self.hide)
        return True

    @Slot()
    def hide(self) -> None:
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None

    @Slot()
    def _took_up(self) -> None:
        self.hide()
        self.clicked.emit()
