"""Keeps keys and clicks away from a page that opened by itself, for its first second.

A hand that was busy with the page before would answer what nobody has read yet: one press of Skip too many,
a double click, a key that is still held. Does not know pages; the window says when one came by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QWindow

FIRST_S = 1.0
CLICKS = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)


class FirstSecond(QObject):
    """Looks at what the system sends to a window, before any widget has it.

    Shortcuts with Ctrl or Alt belong to the window and pass: they answer nothing on a page.
    """

    def __init__(self, seconds: Callable[[], float], parent: QObject) -> None:
        """`seconds` is a clock that never runs backwards."""
        super().__init__(parent)
        self._seconds = seconds
        self._until_s: float | None = None
        self._pressed_since: set[int] = set()

    def watch(self, window: QWindow) -> None:
        window.installEventFilter(self)

    def begin(self) -> None:
        """What is shown now was not there when the person last pressed something."""
        self._until_s = self._seconds() + FIRST_S
        self._pressed_since.clear()

    def end(self) -> None:
        """The person went to another page, and means that one."""
        self._until_s = None

    def _lasts(self) -> bool:
        return self._until_s is not None and self._seconds() < self._until_s

    def _keeps(self, event: QKeyEvent) -> bool:
        if self._until_s is None:
            return False
        key = event.nativeScanCode() or event.key()
        if event.isAutoRepeat():
            # A key that is held from before repeats for longer than a second, and never means this page.
            return key not in self._pressed_since
        if self._lasts():
            self._pressed_since.discard(key)
            return True
        self._pressed_since.add(key)
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress:
            return self._keeps(cast(QKeyEvent, event))
        return event.type() in CLICKS and self._lasts()
