"""Which key a press means on any layout: the rule alone, with events as each system sends them."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kneetimer.ui.controls.key_place import digit_meant, key_meant, us_key

BOUND = frozenset((Qt.Key.Key_H, Qt.Key.Key_V, Qt.Key.Key_Period, Qt.Key.Key_Question, Qt.Key.Key_Minus))
NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
# Places as X11 counts them, from xkb's table of names (evdev): AE01 and so on.
AE01, AE06, AC06, AB04, AB09, AB10, KP5 = 10, 15, 43, 55, 60, 61, 84


def pressed(text: str, place: int, modifiers: Qt.KeyboardModifier = NONE, key: int = 0) -> QKeyEvent:
    """A press that types `text`, with Qt's name of the key: the upper-case letter, or the sign."""
    key = key or (ord(text.upper()) if text else 0)
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, place, 0, 0, text)


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="places as Linux counts them")


@linux
@pytest.mark.parametrize(
    ("text", "place", "modifiers", "meant"),
    [
        ("р", AC06, NONE, Qt.Key.Key_H),  # Russian
        ("η", AC06, NONE, Qt.Key.Key_H),  # Greek
        ("י", AC06, NONE, Qt.Key.Key_H),  # Hebrew
        ("ا", AC06, NONE, Qt.Key.Key_H),  # Arabic
        ("d", AC06, NONE, Qt.Key.Key_H),  # Dvorak: nothing listens to D
        ("Р", AC06, SHIFT, Qt.Key.Key_H),
        ("h", 44, NONE, Qt.Key.Key_H),  # Dvorak: the key that types h lies at J's place
        ("v", AB09, NONE, Qt.Key.Key_V),  # Dvorak: what is typed wins over the full stop's place
        ("ю", AB09, NONE, Qt.Key.Key_Period),  # Russian
        (".", AB10, NONE, Qt.Key.Key_Period),  # Russian: typed, so not the question mark's place
        (",", AB10, SHIFT, Qt.Key.Key_Question),  # Russian
        ("-", AE06, NONE, Qt.Key.Key_Minus),  # French: typed
    ],
)
def test_a_typed_letter_wins_and_else_the_place_counts(
    qapp: object, text: str, place: int, modifiers: Qt.KeyboardModifier, meant: int
) -> None:
    """A bound letter counts wherever it is typed; a key that types none counts by its place."""
    assert key_meant(pressed(text, place, modifiers), BOUND) == meant


@linux
@pytest.mark.parametrize("modifier", ["Control", "Alt", "Meta", "GroupSwitch"])
def test_other_modifiers_leave_the_place_out(qapp: object, modifier: str) -> None:
    """Ctrl, Alt and the system's key belong to others, and AltGr asks for a sign of its own."""
    held = Qt.KeyboardModifier[f"{modifier}Modifier"]
    assert key_meant(pressed("р", AC06, held), BOUND) == ord("Р")
    assert digit_meant(pressed("&", AE01, held)) is None


@linux
@pytest.mark.parametrize(
    ("text", "place", "modifiers", "digit"),
    [
        ("1", AE01, NONE, 1),
        ("&", AE01, NONE, 1),  # French without Shift
        ("1", AE01, SHIFT, 1),  # French with it
        ("!", AE01, SHIFT, None),  # English with it
        ("-", AE06, NONE, 6),  # French
        ("٥", 14, NONE, 5),  # Arabic digits
        ("5", KP5, Qt.KeyboardModifier.KeypadModifier, 5),
        ("", KP5, Qt.KeyboardModifier.KeypadModifier, None),  # without Num Lock it moves
        ("h", AC06, NONE, None),
    ],
)
def test_digits_count_typed_or_by_the_digit_row(
    qapp: object, text: str, place: int, modifiers: Qt.KeyboardModifier, digit: int | None
) -> None:
    """A digit is a digit in every script, and the digit row needs no Shift."""
    assert digit_meant(pressed(text, place, modifiers, key=0 if text else Qt.Key.Key_Clear)) == digit


def test_a_text_field_keeps_its_keys(qtbot: QtBot) -> None:
    """What a text field passes on, such as the first half of an accent, is no key of the page."""
    page = QWidget()
    qtbot.addWidget(page)
    field = QLineEdit(page)
    page.show()
    page.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert digit_meant(pressed("", AE06, key=Qt.Key.Key_Dead_Acute)) is None
    assert key_meant(pressed("", AC06, key=Qt.Key.Key_Dead_Acute), BOUND) == Qt.Key.Key_Dead_Acute


@pytest.mark.parametrize(
    ("platform", "scan_code", "virtual_key", "sign"),
    [
        ("linux", 43, 0, "H"),
        ("linux", 19, 0, "0"),
        ("linux", 0, 0, ""),  # sent by a program
        ("win32", 0x23, 0, "H"),
        ("win32", 0x32, 0, "M"),
        ("win32", 0x135, 0, ""),  # the numeric pad's stroke has the code of another key, and a mark
        ("darwin", 1, 0x04, "H"),
        ("darwin", 1, 0x23, "P"),
        ("darwin", 1, 0x2E, "M"),
        ("darwin", 1, 0x19, "9"),
        ("darwin", 1, 0x2F, "."),
        ("darwin", 1, 0x24, ""),  # Return
    ],
)
def test_each_system_names_places_in_its_own_way(
    platform: str, scan_code: int, virtual_key: int, sign: str
) -> None:
    """X11 and Wayland count from eight on, Windows gives scan codes, macOS virtual keys."""
    assert us_key(scan_code, virtual_key, platform=platform) == (ord(sign) if sign else 0)
