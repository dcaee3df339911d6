"""Answers of Learn where the question comes up, and what the sentence on Progress leads to."""

from __future__ import annotations

from datetime import timedelta

from on_screen import button, toasted
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from stored_sessions import sets_of
from test_program import Person, person

from kneetimer.core.exercise import Side
from kneetimer.core.player import Status
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Began, Ended, SessionState
from kneetimer.core.script import Step, StepKind, build_script
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History
from kneetimer.ui.learn.article_sheet import ArticleSheet
from kneetimer.ui.session.hold_panel import HoldPanel
from kneetimer.ui.session.hurt_panel import HurtPanel

__all__ = ["person"]


def fewer(step: Step) -> int | None:
    return 10 if step.exercise == "clamshell" and step.side is Side.LEFT else step.reps


def three_sessions_left_behind(person: Person) -> None:
    """Clamshells of the left leg stop at 10 of 15, three times."""
    script = build_script(load_plan("six-week-knee"), 1, 1, Preferences(), load_exercises())
    with History.open_to_write(locate(person.folder), person.clock.now) as history:
        for days in (7, 4, 2):
            start = Began(script, False, person.clock.stamp() - timedelta(days=days), "UTC", False)
            end = Ended(SessionState.FINISHED, script.length_ms)
            history.add_session([start, *sets_of(script, fewer), end])


def test_the_weaker_side_can_begin_from_where_it_is_said(person: Person) -> None:
    """Right comes first so far; the button makes it left, goes away, and Ctrl+Z brings both back."""
    three_sessions_left_behind(person)
    program = person.open(start_side="right")
    program.window.show_page("progress")
    card = program.progress().page.insight
    assert card.title.text() == "Your left leg stops first"
    QTest.mouseClick(button(card, "Start sets on the left"), Qt.MouseButton.LeftButton)
    first = next(step.side for step in program.model.script().steps if step.side)
    assert first is Side.LEFT and card.action.isHidden()
    assert "Sets start on the left from the next session on" in toasted(program.window)
    program.undo.undo()
    assert program.model.preferences.start_side == "right" and card.action.isVisible()


def test_the_plan_leads_to_single_answers(person: Person) -> None:
    """How much, and when more: the article, and the way back to Plan."""
    program = person.open()
    program.window.show_page("plan")
    button(program.plans.page, "How much, and when more?").click()
    learn = program.learn().page
    assert (program.window.current_page(), learn.current()) == ("learn", "how-much")
    learn.article.back.click()
    assert program.window.current_page() == "plan"


def test_an_answer_is_read_over_a_session_that_waits(person: Person) -> None:
    """H leads to training with pain, a sign to when to see someone; all stays paused."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait_until(StepKind.WORK)
    person.press(Qt.Key.Key_H)
    page = program.sessions().page
    hurt = page.panels.open_panel()
    assert isinstance(hurt, HurtPanel)
    button(hurt, "Can I train with it?").click()
    sheet = program.window.findChildren(ArticleSheet)[-1]
    assert sheet.windowTitle() == "Can I train with knee pain?" and sheet.article.deeds == []
    sheet.back.click()
    assert hurt.isVisible() and person.status is Status.PAUSED
    person.press(Qt.Key.Key_B)
    button(hurt, "When to see someone").click()
    assert program.window.findChildren(ArticleSheet)[-1].windowTitle() == "When to see someone"
    program.window.findChildren(ArticleSheet)[-1].reject()
    person.press(Qt.Key.Key_Escape, Qt.Key.Key_Space)
    hold = page.panels.open_panel()
    assert isinstance(hold, HoldPanel)
    button(hold, "When to see someone").click()
    assert program.window.findChildren(ArticleSheet)[-1].isVisible()
    program.window.findChildren(ArticleSheet)[-1].reject()
    assert hold.isVisible() and person.status is Status.PAUSED
