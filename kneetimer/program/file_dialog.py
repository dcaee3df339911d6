"""Opens the system's dialogs for files without a loop of their own, so that timers and saving go on."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget


def open_dialog(dialog: QFileDialog, folder: str = "") -> None:
    """Show a dialog in a folder, or where people keep their things. It is gone when it is closed."""
    usual = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    places = (place for place in (folder, usual) if place and os.path.isdir(place))
    dialog.setDirectory(next(places, str(Path.home())))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def ask_for(parent: QWidget | None, title: str, kinds: str = "", *, save_as: str = "") -> QFileDialog:
    """Ask for a file of some kinds, to be written where there is `save_as`; for a folder without kinds.

    Connect `fileSelected` of what is returned.
    """
    dialog = QFileDialog(parent, title)
    if not kinds:
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    elif save_as:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(kinds)
    open_dialog(dialog)
    if save_as:
        dialog.selectFile(save_as)
    return dialog
