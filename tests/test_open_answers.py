"""Questions after a session that were left for later: how long Today offers them, and what answers them."""

from __future__ import annotations

import pytest
from on_screen import button, reads, use
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from test_program import Person, person

from kneetimer.core.knee import CheckMoment
from kneetimer.core.record import SessionRecord
from kneetimer.program.program import Program

__all__ = ["person"]

HOUR_MS = 3_600_000
OPEN = "open from"


def after_a_session(person: Person, qtbot: QtBot, **choices: object) -> Program:
    """The quiet moment after a session that was left after some swings."""
    program = person.open(**choices)
    person.press(Qt.Key.Key_Space)
    person.wait(12)
    program.sessions().page.panels.leave_chosen.emit("partial")
    qtbot.waitUntil(program.summary().page.isVisible)
    person.clock.ms += 2000  # a page that opens by itself takes nothing in its first second
    return program


def record(program: Program) -> SessionRecord:
    return program.model.record_of(program.model.records[0].id)


@pytest.mark.parametrize("by_mouse", [False, True], ids=["keyboard", "mouse"])
def test_two_answers_are_given_later(person: Person, qtbot: QtBot, by_mouse: bool) -> None:
    """After one answer and Escape Today offers two; after a new start these are the ones that are asked."""
    program = after_a_session(person, qtbot)
    person.press(Qt.Key.Key_Space, Qt.Key.Key_5, Qt.Key.Key_Escape)
    assert reads(program.today.page, "Two answers open from today's session")
    person.close()
    person.clock.ms += HOUR_MS
    program = person.open()
    assert reads(program.today.page, "Two answers open from today's session")
    person.clock.ms += 2000
    use(program.today.page, "Answer now", by_mouse=by_mouse)
    page = program.summary().page
    qtbot.waitUntil(page.isVisible)
    person.clock.ms += 2000
    asked = page.questions.open_question
    assert asked is not None and asked.title == "Worst knee pain during the session"
    person.press(Qt.Key.Key_2, Qt.Key.Key_0)
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    known = record(program)
    assert (known.effort, known.pain) == (5, 2)
    after = [check for check in program.model.checks if check.moment is CheckMoment.AFTER]
    assert [(check.level, check.session) for check in after] == [(0, known.id)]
    assert not reads(program.today.page, OPEN)


def test_later_leaves_three_for_a_day(person: Person, qtbot: QtBot) -> None:
    """The next morning how the knee was after the session is asked no more, and a day later nothing is."""
    program = after_a_session(person, qtbot)
    person.press(Qt.Key.Key_Escape)
    assert reads(program.today.page, "Three answers open from today's session")
    person.close()
    person.clock.ms += 14 * HOUR_MS
    program = person.open()
    assert reads(program.today.page, "Two answers open from yesterday's session")
    person.close()
    person.clock.ms += 10 * HOUR_MS + 60_000
    program = person.open()
    assert not reads(program.today.page, OPEN)


def test_what_is_left_out_is_not_offered_again(person: Person, qtbot: QtBot) -> None:
    """Left out one by one nothing is open; left out on Today the line goes for good, with no answer kept."""
    program = after_a_session(person, qtbot)
    person.press(Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right)
    program.summary().page.finish()
    assert not reads(program.today.page, OPEN)
    person.close()
    program = after_a_session(person, qtbot)
    person.press(Qt.Key.Key_Escape)
    assert reads(program.today.page, OPEN)
    use(program.today.page, "Leave out", by_mouse=True)
    assert not reads(program.today.page, OPEN)
    person.close()
    program = person.open()
    assert not reads(program.today.page, OPEN)
    assert (record(program).effort, record(program).pain) == (None, None)


def test_a_practice_is_over_without_questions(person: Person, qtbot: QtBot) -> None:
    """Its moment has one way on, back to the exercises, and leaves no question for later."""
    program = person.open()
    program.window.show_page("exercises")
    program.exercises().page.practise_requested.emit("clamshell", None)
    person.wait(20)
    program.sessions().page.panels.leave_chosen.emit("partial")
    page = program.summary().page
    qtbot.waitUntil(page.isVisible)
    person.clock.ms += 2000
    assert not button(page, "Later").isVisible()
    person.press(Qt.Key.Key_Space)
    assert program.window.current_page() == "exercises"
    program.window.show_page("today")
    assert not reads(program.today.page, OPEN)
