"""Exercises in the whole program: kit that is missing, and practice, from the window to the history."""

from __future__ import annotations

import pytest
from on_screen import button, part, parts, reads, says
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from test_program import Person, person

from kneetimer.ui.today.resume_card import InterruptedCard
from kneetimer.ui.today.session_card import NextSessionCard
from kneetimer.ui.today.session_tile import SessionTile

__all__ = ["person"]


def test_a_practice_by_keys_is_kept_and_does_not_count(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl+4, P: one set with its time to get ready, a summary, and the first session still to come."""
    program = person.open()
    program.window.activateWindow()
    assert QTest.qWaitForWindowActive(program.window)
    QTest.keyClick(program.window, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert program.window.current_page() == "exercises"
    person.press(Qt.Key.Key_P)
    assert person.at == "bodyweight-squat ready 1"
    person.wait(2 * 60)
    assert program.summary().page.isVisible()
    assert says(program.summary().page, "Practice of Bodyweight squats is done")
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (told,) = person.history(capsys)
    assert (told["kind"], told["state"]) == ("practice", "finished")
    program.window.show_page("today")
    assert program.model.outlook.script().week == 1
    assert button(program.today.page, "Start session").isVisible()
    person.press(Qt.Key.Key_Space)
    assert person.at == "leg-swing-forward ready 1"


def test_an_interrupted_practice_says_what_it_was(person: Person) -> None:
    """A practice that the window closed on can be gone on with, under its own name."""
    program = person.open()
    program.window.show_page("exercises")
    person.press(Qt.Key.Key_P)
    person.wait(20)
    person.close()
    program = person.open()
    card = part(program.today.page, InterruptedCard)
    assert card.isVisible() and reads(card, ": practice was interrupted")


def test_kit_that_is_missing_changes_today_and_stays_so(person: Person) -> None:
    """No mini band: Today lists side leg raises instead of clamshells, also after the next start."""
    program = person.open()
    program.window.show_page("exercises")
    program.exercises().page.open_exercise("clamshell")
    QTest.mouseClick(program.exercises().page.detail.kit_buttons["mini-band"], Qt.MouseButton.LeftButton)
    person.close()
    program = person.open()
    names = {step.exercise for step in program.model.outlook.script().steps}
    assert "side-leg-raise" in names
    assert "clamshell" not in names
    card = part(program.today.page, NextSessionCard)
    assert reads(card, "Side leg raises instead of Clamshells")
    assert "each leg, instead of Clamshells" in [
        tile.accessibleDescription() for tile in parts(card, SessionTile)
    ]
    person.press(Qt.Key.Key_Space)
    person.wait(60)
    assert person.at


def test_the_exercises_page_opens_without_a_wait(person: Person) -> None:
    """Opening the page draws no figure: the pictures come afterwards, in pieces."""
    program = person.open()
    program.window.show_page("exercises")
    assert not program.exercises().page.figures.is_drawing
    program.exercises().page.grab()
    assert program.exercises().page.figures.is_drawing


@pytest.mark.parametrize("page", ["learn", "settings"])
def test_a_search_is_empty_when_its_page_is_opened_again(person: Person, page: str) -> None:
    """What was looked for does not hide anything from somebody who comes back later."""
    program = person.open()
    program.window.show_page(page)
    search = getattr(program, page)().page.search
    QTest.keyClicks(search.edit, "squat")
    program.window.show_page("today")
    program.window.show_page(page)
    assert search.text() == ""
