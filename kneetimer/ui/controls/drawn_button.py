"""What native buttons share that are drawn here, checkable or not. How each looks, its class says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton

# What is drawn alike stands beside the native class, and is no second Qt class itself.
if TYPE_CHECKING:
    _Button = QAbstractButton
else:
    _Button = object


class DrawnButton(_Button):
    """Pressed anywhere on it, by Enter too, and never smaller than it is drawn."""

    def show_state(self, checked: bool) -> None:
        """Show a state, without saying that a person took it or gave it back."""
        blocked = self.blockSignals(True)
        self.setChecked(checked)
        self.blockSignals(blocked)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)
