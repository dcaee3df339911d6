"""Opens the system's dialogs for files without a loop of their own, so that timers and saving go on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog


def open_dialog(dialog: QFileDialog, folder: str = "") -> None:
    """Show a dialog in a folder, or where people keep their things. It is gone when it is closed."""
    usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    places = (place for place in (folder, usual) if place and Path(place).is_dir())
    dialog.setDirectory(next(places, str(Path.home())))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
