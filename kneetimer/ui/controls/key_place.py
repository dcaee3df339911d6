"""What a key means whatever the keyboard's layout: the letter it types, or else the letter of its place.

A key that types a bound Latin letter, digit or sign means that, wherever it lies. Only where it types
nothing that is bound does its place count: there it means what a US keyboard has at this place. So H stays
H on a Cyrillic keyboard, a digit needs no Shift on a French one, and on Dvorak both the key that types h
and the one at H's place ask the same. Knows no key's effect, and leaves text fields alone.
"""

from __future__ import annotations

import sys
from collections.abc import Container

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

# With one of these held, a key belongs to the window or the system.
FOREIGN_MODIFIERS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)

# Rows of a US keyboard by the code of their first key. Windows' scan codes are those of the first PC
# keyboards, and Linux numbered its input events after them, so one table serves both.
_ROWS = {2: "1234567890-=", 16: "QWERTYUIOP", 30: "ASDFGHJKL", 44: "ZXCVBNM,./"}
_PC = {first + at: ord(sign) for first, row in _ROWS.items() for at, sign in enumerate(row)}
_X_OFFSET = 8  # X11 and Wayland count keys from eight on
# macOS gives no scan codes; its virtual key codes name places (kVK_ANSI_A and so on), in no order.
_MAC_ORDER = "ASDFHGZXCV\0BQWERYT123465=97-80\0OU\0IP\0LJ\0K\0\0,/NM."
_MAC = {code: ord(sign) for code, sign in enumerate(_MAC_ORDER) if sign != "\0"}
_SHIFTED = {
    Qt.Key.Key_Slash: Qt.Key.Key_Question,
    Qt.Key.Key_Equal: Qt.Key.Key_Plus,
    Qt.Key.Key_Minus: Qt.Key.Key_Underscore,
    Qt.Key.Key_Comma: Qt.Key.Key_Less,
    Qt.Key.Key_Period: Qt.Key.Key_Greater,
}
_DIGITS = range(Qt.Key.Key_0, Qt.Key.Key_9 + 1)


def us_key(scan_code: int, virtual_key: int, *, shifted: bool = False, platform: str = sys.platform) -> int:
    """The key (a Qt.Key) that a US keyboard has at this place; 0 where the place is not known.

    Digits with Shift are signs there, so they are none. The numeric pad is not in the table: it types
    digits on every layout while Num Lock is on, and moves while it is off.
    """
    if scan_code <= 0:
        return 0  # sent by a program, not by a keyboard
    if platform == "darwin":
        key = _MAC.get(virtual_key, 0)
    else:
        key = _PC.get(scan_code if platform == "win32" else scan_code - _X_OFFSET, 0)
    if not shifted:
        return key
    return 0 if key in _DIGITS else _SHIFTED.get(Qt.Key(key), key)


def key_meant(event: QKeyEvent, bound: Container[int]) -> int:
    """The key (a Qt.Key) that this press means to somebody who listens to `bound`."""
    typed = event.key()
    if typed in bound:
        return typed
    placed = _placed(event)
    return placed if placed in bound else typed


def digit_meant(event: QKeyEvent) -> int | None:
    """The digit that this press means, in any script, or None."""
    if event.modifiers() & FOREIGN_MODIFIERS:
        return None
    if event.text().isdecimal() and len(event.text()) == 1:
        return int(event.text())
    return _digit_of(_placed(event))


def digit_with_ctrl(event: QKeyEvent) -> int | None:
    """The digit at whose place a key is pressed with Ctrl alone. Qt's shortcuts want the sign, with Shift."""
    if event.modifiers() != Qt.KeyboardModifier.ControlModifier:
        return None
    return _digit_of(us_key(event.nativeScanCode(), event.nativeVirtualKey()))


def _digit_of(key: int) -> int | None:
    return key - Qt.Key.Key_0 if key in _DIGITS else None


def _placed(event: QKeyEvent) -> int:
    """What the place of the key says; 0 where it has nothing to say."""
    # AltGr asks for a sign of its own.
    if event.modifiers() & (FOREIGN_MODIFIERS | Qt.KeyboardModifier.GroupSwitchModifier):
        return 0
    # A text field passes on what it does not type, such as the first half of an accent.
    focus = QApplication.focusWidget()
    if focus is not None and focus.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled):
        return 0
    shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
    return us_key(event.nativeScanCode(), event.nativeVirtualKey(), shifted=shifted)
