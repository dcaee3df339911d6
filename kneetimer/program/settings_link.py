"""A way from elsewhere in the window to one setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from kneetimer.program.lazy import Lazy
from kneetimer.ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from kneetimer.program.settings_controller import SettingsController


class SettingsLink(QObject):
    """Leads to the setting of that name."""

    def __init__(
        self, window: MainWindow, settings: Lazy[SettingsController], name: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._window = window
        self._settings = settings
        self._name = name

    @Slot()
    def open(self) -> None:
        """Show the settings with this one ready to be changed."""
        self._window.show_page("settings")
        self._settings().page.go_to(self._name)
