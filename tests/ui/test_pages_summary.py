"""The summary: what it says of a session, and that answers are handed over as they were given."""

import time
from dataclasses import replace

import pytest
from on_screen import button, says
from page_examples import EXERCISES, PLAN, SUMMARIES, THURSDAY, light_theme, session, summary
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kneetimer.core.knee import Sign
from kneetimer.core.outlook import outlook_of
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.progress import progress_of
from kneetimer.core.record import Hurt, HurtAnswer, SessionRecord, SessionState
from kneetimer.core.steering import aftermath, worst_during
from kneetimer.ui.controls.text import Text
from kneetimer.ui.summary.page import SummaryPage
from kneetimer.ui.summary.view import summary_view


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
    assert view.facts[1:] == ("190 of 190 reps", "Wall sit 2 × 22 s", "Stretches 3:00")
    assert view.lines == ()
    assert view.next is not None
    assert view.next.title == "Next: Saturday 28 November"
    assert view.next.note == "This week has its sessions. One more is a bonus."


def test_a_partial_session_is_told_as_it_was() -> None:
    """It is called partial, holds that were not done are 0:00, and the same session comes again."""
    view = SUMMARIES["partial"]()
    assert view.title == "Session 2 of week 2, kept as partial"
    assert view.facts[2:] == ("Wall sit 0:00 of 0:44", "Stretches 0:00 of 3:00")
    assert "this session comes again" in view.lines[0]
    assert view.next is not None and view.next.note == "Session 2 of week 2."


def test_a_session_stopped_for_pain_says_what_to_watch() -> None:
    """It names the knee as the reason, says what to watch, and offers no bonus."""
    view = SUMMARIES["pain"]()
    assert "stopped for your knee" in view.title
    assert "tomorrow morning" in view.lines[0]
    assert view.next is not None
    assert view.next.note.startswith("Session 2 of week 2. It was 6 of 10 in your session today")
    assert "one set fewer" in view.next.note


def test_a_rehearsal_is_marked() -> None:
    """A rehearsal says that it does not count and plans nothing."""
    view = SUMMARIES["rehearsal"]()
    assert "does not count" in view.rehearsal
    assert view.lines == ()
    assert (view.next, view.ring) == (None, None)


def test_the_ring_has_a_segment_for_each_session_of_the_plan() -> None:
    """Five are done with a bonus and eight to go; a partial one that comes again is the fifth, half there."""
    ring = SUMMARIES["done"]().ring
    assert ring is not None
    assert (ring.count, ring.done, ring.newest, ring.whole) == (13, 5, 4, True)
    assert (ring.title, ring.note) == ("5 of 13 sessions", "Week 2 has its two.")
    partial = SUMMARIES["partial"]().ring
    assert partial is not None
    assert (partial.done, partial.newest, partial.whole) == (4, 4, False)
    assert 0 < partial.share < 0.5
    assert partial.note == "Week 2 has one of two."


def test_the_next_day_is_the_one_to_which_today_would_move_it() -> None:
    """Stopped early with a 6, it could be begun again today by the days alone, and is not called to."""
    record = session(2, 2, 0.01, state=SessionState.PARTIAL, share=0.2, hurt=True)
    view = summary(record)
    assert view.next is not None
    assert view.next.title == "Next: Friday 27 November"


def test_the_next_day_is_called_in_english_on_any_system(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system says Samstag, the clip that is played is still the one of Saturday."""
    monkeypatch.setattr(time, "strftime", lambda form, *moment: "Samstag")
    assert f"{THURSDAY:%A}" == "Samstag"
    view = SUMMARIES["done"]()
    assert view.next is not None and view.next.weekday == "saturday"


def test_a_sign_said_in_the_session_names_no_next_day() -> None:
    """It says whom the knee waits for instead."""
    record = session(2, 2, 0.01, state=SessionState.PARTIAL, share=0.4)
    view = summary(replace(record, hurts=(Hurt(8, 3, None, HurtAnswer.STOP, (Sign.LOCKING,)),)))
    assert view.next is not None
    assert view.next.title == "Next: once someone has looked at your knee"
    assert "locking" in view.next.note


def test_nothing_is_answered_for_you(qtbot: QtBot, page: SummaryPage) -> None:
    """Left at once, by Escape or by its button, both answers are none and the note is empty."""
    page.show_view(SUMMARIES["done"]())
    with qtbot.waitSignal(page.closed) as closed:
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert closed.args == [None, None, ""]
    with qtbot.waitSignal(page.closed) as closed:
        qtbot.mouseClick(button(page, "Later"), Qt.MouseButton.LeftButton)
    assert closed.args == [None, None, ""]


def in_focus(page: SummaryPage) -> QWidget:
    """Where the keys go."""
    return page.window().focusWidget() or page


def test_the_keyboard_alone_answers_everything(qtbot: QtBot, page: SummaryPage) -> None:
    """Space, then a digit each, 1 and 0 for ten, and a note of two lines that Ctrl+Enter closes."""
    page.show_view(SUMMARIES["done"]())
    page.activateWindow()
    qtbot.keyClick(in_focus(page), Qt.Key.Key_Space)
    assert [page.effort.isVisible(), page.pain.isVisible()] == [True, False]
    qtbot.keyClick(in_focus(page), "6")
    assert [page.effort.isVisible(), page.pain.isVisible()] == [False, True]
    qtbot.keyClicks(in_focus(page), "10")
    assert page.after.level.isVisible()
    with qtbot.waitSignal(page.after_answered) as after:
        qtbot.keyClick(in_focus(page), "3")
    assert after.args == [3]
    assert in_focus(page) is page.note
    qtbot.keyClicks(page.note, "left knee")
    qtbot.keyClick(page.note, Qt.Key.Key_Return)
    qtbot.keyClicks(page.note, "a little stiff")
    with qtbot.waitSignal(page.closed) as closed:
        qtbot.keyClick(page.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert closed.args == [6, 10, "left knee\na little stiff"]


def test_a_question_can_be_left_out_gone_back_to_and_clicked(qtbot: QtBot, page: SummaryPage) -> None:
    """Right leaves out, Up goes back, a click answers and goes on; an 8 that was said is taken by Space."""
    page.show_view(summary(hurting(8)))
    page.ask()
    qtbot.keyClick(in_focus(page), Qt.Key.Key_Right)
    assert page.pain.isVisible()
    qtbot.keyClick(in_focus(page), Qt.Key.Key_Up)
    cell = page.effort.cell_rects()[5].center().toPoint()
    qtbot.mouseClick(page.effort, Qt.MouseButton.LeftButton, pos=cell)
    assert (page.effort.value(), page.pain.isVisible()) == (5, True)
    assert page.questions.accept.text() == "8 is right"
    qtbot.keyClick(in_focus(page), Qt.Key.Key_Space)
    assert (page.pain.value(), page.after.level.isVisible()) == (8, True)
    qtbot.keyClick(in_focus(page), Qt.Key.Key_Right)
    with qtbot.waitSignal(page.closed) as closed:
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert closed.args == [5, 8, ""]


def test_after_a_one_there_is_time_for_a_ten(qtbot: QtBot, page: SummaryPage) -> None:
    """A 1 goes on by itself after a moment, and not before."""
    page.show_view(SUMMARIES["done"]())
    page.ask()
    qtbot.keyClick(in_focus(page), "1")
    assert page.effort.isVisible()
    qtbot.waitUntil(page.pain.isVisible)
    assert page.effort.value() == 1


def test_each_exercise_stands_against_the_plan_and_last_time() -> None:
    """All of it, and as much as before; of a part how much less; the first time there is no change."""
    last, now = session(2, 1, 3), session(2, 2, 0.01, state=SessionState.PARTIAL, share=0.5)
    rows = summary_view(now, outlook_of(PLAN, Preferences(), [last, now], EXERCISES, THURSDAY), last).rows
    assert (rows[0].name, rows[0].amount, rows[0].change) == ("Bodyweight squats", "30 of 30", "same")
    less = next(row for row in rows if row.share < 1)
    done, of, target = less.amount.split()
    assert (of, less.change) == ("of", f"−{int(target) - int(done)}")
    assert all(row.change == "" and row.last_share is None for row in SUMMARIES["done"]().rows)


def test_the_next_summary_starts_unanswered(qtbot: QtBot, page: SummaryPage) -> None:
    """Answers of one session never show on the summary of the next."""
    page.show_view(SUMMARIES["done"]())
    page.ask()
    qtbot.keyClick(in_focus(page), Qt.Key.Key_Right)
    qtbot.keyClicks(in_focus(page), "4")
    qtbot.keyClicks(page.note, "old")
    page.show_view(SUMMARIES["partial"]())
    page.ask()
    with qtbot.waitSignal(page.closed) as closed:
        qtbot.mouseClick(page.close_button, Qt.MouseButton.LeftButton)
    assert closed.args == [None, None, ""]


def test_the_facts_stand_under_the_strip(page: SummaryPage) -> None:
    """The page shows the facts of its view, and no more when the next has fewer."""
    page.show_view(SUMMARIES["done"]())
    assert says(page, " · ".join(SUMMARIES["done"]().facts))
    assert says(page, "Session 2 of week 2 is done")


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
    page.ask()
    page.questions.go_on()
    name = EXERCISES[hurting(8).script.steps[hurting(8).hurts[0].step].exercise].name
    assert page.pain.value() == 8
    assert said(page) == f"You said 8 at {name}, right knee."
    with qtbot.waitSignal(page.closed) as closed:
        page.finish()
    assert closed.args == [None, 8, ""]


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_a_lower_answer_is_not_taken_without_a_word(qtbot: QtBot, page: SummaryPage, by: str) -> None:
    """2 after a 9 is stored as given, and the page says at once what the session's worst stays."""
    page.show_view(summary(hurting(9)))
    page.ask()
    page.questions.go_on()
    if by == "mouse":
        cell = page.pain.cell_rects()[2].center().toPoint()
        qtbot.mouseClick(page.pain, Qt.MouseButton.LeftButton, pos=cell)
    else:
        qtbot.keyClick(page.pain, Qt.Key.Key_2)
    assert said(page).endswith("2 is kept as your answer; the worst of this session stays 9.")
    page.questions.go_back()
    qtbot.keyClick(page.pain, Qt.Key.Key_9)
    assert "stays" not in said(page)
    page.show_view(SUMMARIES["done"]())
    assert said(page) == ""


def test_an_answer_that_is_stored_is_not_replaced(page: SummaryPage) -> None:
    """Shown again, the page has the answer that was given, not what was said in the session."""
    page.show_view(summary(replace(hurting(9), pain=3)))
    page.ask()
    page.questions.go_on()
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
