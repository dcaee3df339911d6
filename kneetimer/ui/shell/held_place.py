"""Tells a page that scrolls what a person presses on it, so that this stays under the pointer.

Does not scroll; controls/scroll_box.py does, once the page has grown or shrunk by the press.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QMouseEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from kneetimer.ui.controls.scroll_box import ScrollBox

CLICKS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class HeldPlace(QObject):
    """Looks at what the system sends to a window, before any widget has it, and keeps nothing from them."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__(inside)
        self._inside = inside

    def watch(self, window: QWindow) -> None:
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed: QWidget | None = None
        if event.type() in CLICKS:
            pressed = self._inside.childAt(cast(QMouseEvent, event).position().toPoint())
        elif event.type() is QEvent.Type.KeyPress:
            pressed = QApplication.focusWidget()
        around = pressed
        while around is not None and not isinstance(around, ScrollBox):
            around = around.parentWidget()
        if pressed is not None and around is not None:
            around.hold(pressed)
        return False
