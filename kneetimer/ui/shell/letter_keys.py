"""Takes the keys of one letter, digit or sign out of use, for hands and voices that press them unmeant.

A person who dictates, or whose hand slips, starts with every letter what they did not want (WCAG 2.1.4).
Keys with names stay, such as Space, the arrows and F1, and so do all with Ctrl or Alt. A field takes what
is typed into it, and a scale or a list what is pressed while it has the keyboard.
"""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QAbstractItemView, QAbstractSlider, QApplication, QComboBox, QWidget

from kneetimer.ui.controls.key_place import FOREIGN_MODIFIERS
from kneetimer.ui.shell.theme import Theme

NAMED_FROM = 0x01000000  # Qt's keys with a name, such as Key_Escape, come after all signs there are
DEAD_KEYS = range(Qt.Key.Key_Dead_Grave, Qt.Key.Key_Dead_Longsolidusoverlay + 1)
KEY_EVENTS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
OWN_KEYS = (QAbstractSlider, QAbstractItemView, QComboBox)


class LetterKeys(QObject):
    """Looks at what the system sends to a window, before any widget or shortcut has it."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def watch(self, window: QWindow) -> None:
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._theme.letter_keys or event.type() not in KEY_EVENTS:
            return False
        pressed = cast(QKeyEvent, event)
        if not _is_letter(pressed) or _types(QApplication.focusWidget()):
            return False
        pressed.accept()  # so that it is no shortcut either
        return True


def _is_letter(event: QKeyEvent) -> bool:
    key = event.key()
    if event.modifiers() & FOREIGN_MODIFIERS or key == Qt.Key.Key_Space:
        return False
    return key < NAMED_FROM or key in DEAD_KEYS


def _types(focus: QWidget | None) -> bool:
    """Whether the keyboard is in something that letters or digits are for."""
    if focus is None:
        return False
    return isinstance(focus, OWN_KEYS) or focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
