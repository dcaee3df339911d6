"""The summary: what it says of a session, and that answers are handed over as they were given."""

from dataclasses import replace

import pytest
from page_examples import EXERCISES, PLAN, SUMMARIES, light_theme, session, summary
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.progress import progress_of
from kneetimer.core.record import Hurt, HurtAnswer, SessionRecord, SessionState
from kneetimer.core.steering import aftermath, worst_during
from kneetimer.ui.controls.text import Text
from kneetimer.ui.summary.page import SummaryPage


@pytest.fixture
def page(qtbot: QtBot) -> SummaryPage:
    page = SummaryPage(light_theme())
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    return page


def test_a_finished_session_is_done() -> None:
    """Its strip is full and its facts say what was done of what was asked."""
    view = SUMMARIES["done"]()
    assert view.title == "Session 2 of week 2 is done"
    assert all(block.done == 1.0 for block in view.blocks)
    assert view.facts[1:] == ("190 of 190 reps", "wall sit 2 × 22 s", "stretches 3:00")
    assert view.lines == ("This week has its sessions. A bonus is possible from Saturday.",)


def test_a_partial_session_is_told_as_it_was() -> None:
    """It is called partial, holds that were not done are 0:00, and the same session comes again."""
    view = SUMMARIES["partial"]()
    assert view.title == "Session 2 of week 2, kept as partial"
    assert view.facts[2:] == ("wall sit 0:00 of 0:44", "stretches 0:00 of 3:00")
    assert "this session comes again" in view.lines[0]
    assert "session 2 of week 2" in view.lines[1]


def test_a_session_stopped_for_pain_says_what_to_watch() -> None:
    """It names the knee as the reason, says what to watch, and offers no bonus."""
    view = SUMMARIES["pain"]()
    assert "stopped for your knee" in view.title
    assert "tomorrow morning" in view.lines[0]
    assert not any("bonus" in line for line in view.lines)


def test_a_rehearsal_is_marked() -> None:
    """A rehearsal says that it does not count and plans nothing."""
    view = SUMMARIES["rehearsal"]()
    assert "does not count" in view.rehearsal
    assert view.lines == ()


def test_nothing_is_answered_for_you(qtbot: QtBot, page: SummaryPage) -> None:
    """Closed at once, both answers are none and the note is empty."""
    page.show_view(SUMMARIES["done"]())
    with qtbot.waitSignal(page.closed) as closed:
        qtbot.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    assert closed.args == [None, None, ""]


def test_the_keyboard_alone_answers_everything(qtbot: QtBot, page: SummaryPage) -> None:
    """A digit for the effort, Tab, 1 and 0 for the pain, two Tabs, a note of two lines, Ctrl+Enter."""
    page.show_view(SUMMARIES["done"]())
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.effort.hasFocus)
    qtbot.keyClicks(page.effort, "6")
    qtbot.keyClick(page.effort, Qt.Key.Key_Tab)
    assert page.pain.hasFocus()
    qtbot.keyClicks(page.pain, "10")
    qtbot.keyClick(page.pain, Qt.Key.Key_Tab)
    assert page.after.level.hasFocus()
    qtbot.keyClick(page.after.level, Qt.Key.Key_Tab)
    assert page.note.hasFocus()
    qtbot.keyClicks(page.note, "left knee")
    qtbot.keyClick(page.note, Qt.Key.Key_Return)
    qtbot.keyClicks(page.note, "a little stiff")
    with qtbot.waitSignal(page.closed) as closed:
        qtbot.keyClick(page.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert closed.args == [6, 10, "left knee\na little stiff"]


def test_control_enter_closes_from_the_rows_too(qtbot: QtBot, page: SummaryPage) -> None:
    """The key on the button works wherever the focus is, and 0 is an answer."""
    page.show_view(SUMMARIES["done"]())
    qtbot.keyClicks(page.effort, "0")
    with qtbot.waitSignal(page.closed) as closed:
        qtbot.keyClick(page.effort, Qt.Key.Key_Enter, Qt.KeyboardModifier.ControlModifier)
    assert closed.args == [0, None, ""]


def test_the_next_summary_starts_unanswered(qtbot: QtBot, page: SummaryPage) -> None:
    """Answers of one session never show on the summary of the next."""
    page.show_view(SUMMARIES["done"]())
    qtbot.keyClicks(page.pain, "4")
    qtbot.keyClicks(page.note, "old")
    page.show_view(SUMMARIES["partial"]())
    with qtbot.waitSignal(page.closed) as closed:
        qtbot.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    assert closed.args == [None, None, ""]


def test_the_facts_stand_under_the_strip(page: SummaryPage) -> None:
    """The page shows the facts of its view, and no more when the next has fewer."""
    page.show_view(SUMMARIES["done"]())
    assert page.facts() == SUMMARIES["done"]().facts
    assert page.title() == "Session 2 of week 2 is done"


def hurting(*levels: int) -> SessionRecord:
    """A session in which it hurt at its last set, once for each level."""
    told = session(2, 2, 0, share=0.5, state=SessionState.PARTIAL)
    step = max(result.step for result in told.sets if result.reps)
    return replace(told, hurts=tuple(Hurt(step, level, Knee.RIGHT, HurtAnswer.GO_ON) for level in levels))


def said(page: SummaryPage) -> str:
    """What stands on the page about the session's own answers."""
    texts = [text.text() for text in page.findChildren(Text) if text.isVisible()]
    return next((text for text in texts if text.startswith("You said")), "")


def test_what_was_said_in_the_session_is_filled_in(qtbot: QtBot, page: SummaryPage) -> None:
    """The highest of several, with where it was said; closed at once, it is the answer."""
    view = summary(hurting(4, 8, 3))
    page.show_view(view)
    name = EXERCISES[hurting(8).script.steps[hurting(8).hurts[0].step].exercise].name.lower()
    assert page.pain.value() == 8
    assert said(page) == f"You said 8 at {name}, right knee."
    with qtbot.waitSignal(page.closed) as closed:
        page.finish()
    assert closed.args == [None, 8, ""]


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_a_lower_answer_is_not_taken_without_a_word(qtbot: QtBot, page: SummaryPage, by: str) -> None:
    """2 after a 9 is stored as given, and the page says at once what the session's worst stays."""
    page.show_view(summary(hurting(9)))
    if by == "mouse":
        cell = page.pain.cell_rects()[2].center().toPoint()
        qtbot.mouseClick(page.pain, Qt.MouseButton.LeftButton, pos=cell)
    else:
        qtbot.keyClick(page.pain, Qt.Key.Key_2)
    assert said(page).endswith("2 is kept as your answer; the worst of this session stays 9.")
    qtbot.keyClick(page.pain, Qt.Key.Key_9)
    assert "stays" not in said(page)
    page.show_view(SUMMARIES["done"]())
    assert said(page) == ""


def test_an_answer_that_is_stored_is_not_replaced(page: SummaryPage) -> None:
    """Shown again, the page has the answer that was given, not what was said in the session."""
    page.show_view(summary(replace(hurting(9), pain=3)))
    assert page.pain.value() == 3
    assert "the worst of this session stays 9" in said(page)


def test_every_reader_says_the_same_worst() -> None:
    """Chart, table, steering and the summary: 9 was said, whatever the answer for the whole session is."""
    told = replace(hurting(9, 4), pain=2)
    day = told.started.date()
    points = progress_of([told], (), PLAN, Preferences(), day).pains(day, day)
    assert [point.level for point in points] == [9]
    assert worst_during(told) == 9
    assert summary(told).said is not None
    assert aftermath(told, []).worst == 9
