"""Keys of one letter, digit or sign can be switched off, as the system sends them to the real window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget
from test_first_second import Keyboard
from test_program import Person, person

from kneetimer.core.player import Status
from kneetimer.ui.session import words as session_words
from kneetimer.ui.text.key_names import shown_keys

__all__ = ["person"]


def test_a_session_takes_no_letter_and_every_key_with_a_name(person: Person) -> None:
    """H asks nothing, P changes no pace and the full stop pauses nothing; Space, the arrows and Esc work."""
    program = person.open(start=True, letter_keys=False)
    page = program.sessions().page
    keyboard = Keyboard(person)
    person.wait(20)
    keyboard.press(Qt.Key.Key_H, Qt.Key.Key_P, Qt.Key.Key_E, Qt.Key.Key_Period, Qt.Key.Key_Question)
    assert page.panels.open_panel() is None
    assert person.status is Status.RUNNING
    keyboard.press(Qt.Key.Key_Space)
    assert person.status is Status.PAUSED
    keyboard.press(Qt.Key.Key_F1)
    panel = page.panels.open_panel()
    assert panel is not None
    said = " ".join(each.accessibleDescription() for each in panel.findChildren(QWidget))
    assert "Space / Enter" in said and "F1: " in said and "? / F1" not in said
    keyboard.press(Qt.Key.Key_Escape, Qt.Key.Key_Escape)
    assert page.panels.open_panel() is not None


def test_with_the_setting_on_a_letter_asks_at_once(person: Person) -> None:
    """The same press that does nothing without it."""
    program = person.open(start=True)
    person.wait(20)
    Keyboard(person).press(Qt.Key.Key_H)
    assert program.sessions().page.panels.open_panel() is not None


def test_a_field_takes_what_is_typed_into_it(person: Person) -> None:
    """The search of the exercises finds by letters, and the stroke does not bring one to it."""
    program = person.open(letter_keys=False)
    program.window.show_page("exercises")
    search = program.exercises().page.finder.search.edit
    keyboard = Keyboard(person)
    keyboard.press(Qt.Key.Key_Slash)
    assert not search.hasFocus()
    search.setFocus()
    keyboard.press(Qt.Key.Key_W, Qt.Key.Key_A)
    assert search.text().lower() == "wa"


def test_no_list_and_no_button_shows_a_key_that_is_not_in_use(person: Person) -> None:
    """Nor does what is said of a button, and the way back to all of them is one switch."""
    program = person.open(start=True, letter_keys=False)
    page = program.sessions().page
    tips = [each.toolTip() for each in page.findChildren(QAbstractButton) if each.toolTip()]
    assert tips and not [tip for tip in tips if tip.endswith(("(H)", "(P)", "(E)", "(M)", "(V)"))]
    program.model.choose(program.model.preferences.with_(letter_keys=True))
    tips = [each.toolTip() for each in page.findChildren(QAbstractButton) if each.toolTip()]
    assert [tip for tip in tips if tip.endswith("(H)")]


def test_lists_of_keys_keep_those_with_a_name() -> None:
    """A row with one key of each kind keeps that with a name; a row of letters alone goes."""
    rows = shown_keys(session_words.KEYS, letter_keys=False)
    assert (("F11",), "full screen on or off") in rows
    assert not [keys for keys, _ in rows if "H" in keys or "−" in keys or "?" in keys]
    shown = shown_keys(session_words.KEYS, letter_keys=True)
    assert shown == tuple((keys, str(does)) for keys, does in session_words.KEYS)
