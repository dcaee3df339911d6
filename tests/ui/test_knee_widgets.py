"""The questions about the knee as somebody answers them: with one key, with clicks, or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest
import small_plan
from on_screen import button, reads, says
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kneetimer.core import knee
from kneetimer.core.gate import gate_for
from kneetimer.core.knee import (
    Aftermath,
    Change,
    CheckMoment,
    KneeCheck,
    Limits,
    Said,
    Sign,
    Verdict,
    Why,
)
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import Hurt, HurtAnswer, SessionRecord
from kneetimer.ui.knee import words
from kneetimer.ui.knee.after import KneeAfter
from kneetimer.ui.knee.foot_note_panel import FootNotePanel
from kneetimer.ui.knee.knee_card import KneeCard
from kneetimer.ui.knee.view import KneeAnswer, KneeRowView, morning_row, now_row
from kneetimer.ui.shell.theme import Theme

LIMITS = Limits()
NOW = datetime(2026, 11, 28, 18, tzinfo=timezone(timedelta(hours=1)))  # a Saturday
FINE_LAST_TIME = small_plan.session(1, 1, NOW - timedelta(days=2), pain=2)


@pytest.fixture
def theme(qapp: object) -> Theme:
    return Theme()


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.resize(760, 400)
    widget.show()


ME = Preferences(knee=Knee.RIGHT)
LAST = Said(NOW.date() - timedelta(days=1), CheckMoment.MORNING, 2)


def view_of(answer: KneeAnswer, preferences: Preferences = ME) -> KneeRowView:
    checks = []
    if answer.level is not None:
        level, signs = answer.level, answer.signs
        checks.append(KneeCheck("now", NOW, CheckMoment.BEFORE, level, answer.knee, None, signs))
    gate = gate_for([FINE_LAST_TIME], checks, LIMITS, NOW.date())
    return now_row(gate, answer, preferences, LAST, NOW.date())


class Steered(KneeCard):
    """The row with the rules behind it, as the page has it."""

    def __init__(self, theme: Theme, preferences: Preferences = ME) -> None:
        super().__init__(theme)
        self.preferences = preferences
        self.told: list[KneeAnswer] = []
        self.answered.connect(self.take)
        self.show_view(view_of(KneeAnswer(), preferences))

    def take(self, answer: KneeAnswer) -> None:
        self.told.append(answer)
        self.show_view(view_of(answer, self.preferences))

    def shows(self, words_: str) -> bool:
        """Whether a button with these words is there to be pressed."""
        return button(self, words_).isVisible()


def test_one_key_answers_before_start(qtbot: QtBot, theme: Theme) -> None:
    """A digit is the answer, about the knee that the person watches, and the sentence says what it means."""
    asked = Steered(theme)
    shown(qtbot, asked)
    qtbot.keyClick(asked.question.level, Qt.Key.Key_2)
    assert asked.told == [KneeAnswer(2, Knee.RIGHT)]
    assert says(asked, "2 of 10 is fine: the plan goes on.")
    assert not asked.shows("It locks")


def test_nothing_is_answered_until_somebody_does(qtbot: QtBot, theme: Theme) -> None:
    """No level, no knee, no sign; what could be said more is not asked yet."""
    asked = Steered(theme)
    shown(qtbot, asked)
    assert asked.question.answer() == KneeAnswer()
    assert not asked.shows("It locks") and not asked.shows("Left") and not asked.shows(str(words.MORE))
    assert asked.told == []


def test_the_last_answer_is_named_with_its_day(qtbot: QtBot, theme: Theme) -> None:
    """Beside the open question stands whose answer there was, with the way to change it."""
    asked = Steered(theme)
    shown(qtbot, asked)
    assert says(asked, "Yesterday morning: 2 of 10")
    with qtbot.waitSignal(asked.change_wanted):
        qtbot.mouseClick(button(asked, "Change"), Qt.MouseButton.LeftButton)


def test_signs_are_asked_where_they_are_opened_or_it_hurts_too_much(qtbot: QtBot, theme: Theme) -> None:
    """At 1 a press opens them, at 6 they are there by themselves, and a sign counts more than the number."""
    asked = Steered(theme)
    shown(qtbot, asked)
    qtbot.keyClick(asked.question.level, Qt.Key.Key_1)
    assert not asked.shows("It gives way")
    qtbot.mouseClick(button(asked, str(words.MORE)), Qt.MouseButton.LeftButton)
    assert asked.shows("It gives way")
    qtbot.mouseClick(button(asked, "It gives way"), Qt.MouseButton.LeftButton)
    assert asked.told[-1] == KneeAnswer(1, Knee.RIGHT, (Sign.GIVING_WAY,))
    assert reads(asked, "doctor or physiotherapist")
    fresh = Steered(theme)
    shown(qtbot, fresh)
    qtbot.keyClick(fresh.question.level, Qt.Key.Key_6)
    assert fresh.shows("It gives way")
    assert reads(fresh, "better rest today")


def test_an_answer_can_be_changed_and_taken_back(qtbot: QtBot, theme: Theme) -> None:
    """Another knee is another answer; without a level knee and signs say nothing."""
    asked = Steered(theme, Preferences())  # somebody who watches no knee is asked which one
    shown(qtbot, asked)
    qtbot.keyClick(asked.question.level, Qt.Key.Key_5)
    left, right, both = (button(asked, name) for name in ("Left", "Right", "Both"))
    qtbot.mouseClick(left, Qt.MouseButton.LeftButton)
    assert asked.told[-1].knee is Knee.LEFT
    assert [each.isChecked() for each in (left, right, both)] == [True, False, False]
    qtbot.mouseClick(left, Qt.MouseButton.LeftButton)
    assert asked.told[-1].knee is None
    qtbot.mouseClick(button(asked, str(words.MORE)), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(asked, "Sharp pain"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(asked.question.level, Qt.Key.Key_Backspace)
    assert asked.told[-1] == KneeAnswer()
    qtbot.keyClick(asked.question.level, Qt.Key.Key_0)
    assert asked.told[-1] == KneeAnswer(0)


class Page(QWidget):
    """A page that hands digits on, as Today does."""

    def __init__(self, asked: KneeCard) -> None:
        super().__init__()
        self.asked = asked
        self.left_over: list[int] = []

    def keyPressEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        if not self.asked.take_digit(event):
            self.left_over.append(event.key())


def test_a_digit_anywhere_on_the_page_answers(qtbot: QtBot, theme: Theme) -> None:
    """3 on the page is 3; Ctrl+3 and Space are for others."""
    asked = Steered(theme)
    page = Page(asked)
    shown(qtbot, page)
    qtbot.keyClick(page, Qt.Key.Key_3)
    assert asked.told == [KneeAnswer(3, Knee.RIGHT)]
    qtbot.keyClick(page, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert len(asked.told) == 1
    assert Qt.Key.Key_Space in page.left_over


def test_the_morning_is_answered_at_once_and_leads_on(qtbot: QtBot, theme: Theme) -> None:
    """A digit goes on by itself, a 1 waits for its 0, and Skip answers nothing."""
    asked = KneeCard(theme)
    shown(qtbot, asked)
    told: list[KneeAnswer] = []
    asked.answered.connect(told.append)
    asked.show_view(morning_row(FINE_LAST_TIME, ME, NOW.date(), KneeAnswer(), goes_on=True))
    assert says(asked, "1 of 2, then: how it is now")
    with qtbot.waitSignal(asked.went_on):
        qtbot.keyClick(asked.question.level, Qt.Key.Key_3)
    with qtbot.waitSignal(asked.went_on):
        qtbot.keyClick(asked.question.level, Qt.Key.Key_1)
        qtbot.keyClick(asked.question.level, Qt.Key.Key_0)
    assert [each.level for each in told] == [3, 1, 10]
    with qtbot.waitSignal(asked.went_on):
        qtbot.mouseClick(button(asked, "Skip"), Qt.MouseButton.LeftButton)
    assert len(told) == 3


def test_the_summary_row_has_no_answer_of_its_own(qtbot: QtBot, theme: Theme) -> None:
    """Unanswered is None; a stored answer is shown and can be taken back."""
    row = KneeAfter(theme)
    shown(qtbot, row)
    assert row.level.value() is None
    row.show_value(6)
    assert row.level.value() == 6
    qtbot.keyClick(row.level, Qt.Key.Key_Delete)
    assert row.level.value() is None


def test_the_foot_note_needs_one_leg(qtbot: QtBot, theme: Theme) -> None:
    """One leg alone can be noted; the other is then not tried, which is not 0."""
    panel = FootNotePanel(theme)
    shown(qtbot, panel)
    assert not panel.save.isEnabled()
    qtbot.mouseClick(panel.sides[1].buttons()[4], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.noted) as noted:
        qtbot.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    assert noted.args == [None, 4]
    panel.ask()
    assert [row.choice() for row in panel.sides] == [None, None]
    assert not panel.save.isEnabled()


VERDICTS = [
    *(knee.before(level, (), LIMITS) for level in (None, *range(11))),
    *(knee.before(2, (sign,), LIMITS) for sign in Sign),
    *(
        knee.after([Aftermath(0, worst, morning)] * times, LIMITS)
        for times in (1, 2)
        for worst in (None, 0, 4, 8)
        for morning in (None, 0, 2, 4, 8)
    ),
    knee.after([Aftermath(0, 0, 0, (Sign.SHARP, Sign.LOCKING, Sign.SWELLING))], LIMITS),
]


def test_every_verdict_has_one_plain_sentence() -> None:
    """Each reason occurs and has a sentence of its own with a full stop at its end and none inside."""
    assert {verdict.why for verdict in VERDICTS} == set(Why) - {Why.NOTHING_YET}
    for verdict in VERDICTS:
        for moment in (CheckMoment.BEFORE, CheckMoment.DURING):
            said = words.why(verdict, moment)
            assert said.endswith(".")
            assert said.count(".") == 1
            assert "!" not in said
            assert "None" not in said
            if verdict.level is not None and verdict.why not in (
                Why.SIGN,
                Why.SIGN_LAST_TIME,
                Why.WORSE_MORNING,
                Why.WORSE_TWICE,
            ):
                assert str(verdict.level) in said
    assert words.why(Verdict(Change.GO_ON, Why.NOTHING_YET)) == ""


def about_last_time(record: SessionRecord, *checks: KneeCheck) -> str:
    gate = gate_for([record], checks, LIMITS, NOW.date())
    return now_row(gate, KneeAnswer(), ME, None, NOW.date()).verdict


def test_under_an_open_question_it_is_said_whose_answer_it_was(qtbot: QtBot, theme: Theme) -> None:
    """Until something is answered Thursday's 2 is called Thursday's; the answer of now goes by its number."""
    asked = Steered(theme)
    shown(qtbot, asked)
    assert says(asked, "2 of 10 in your session on Thursday is fine: the plan goes on.")
    qtbot.keyClick(asked.question.level, Qt.Key.Key_1)
    assert says(asked, "1 of 10 is fine: the plan goes on.")


@pytest.mark.parametrize(
    ("moment", "hours_later", "level", "said"),
    [
        (CheckMoment.AFTER, 1, 4, "It was 4 of 10 after your session on Thursday, so "),
        (CheckMoment.AFTER, 1, 8, "It was 8 of 10 after your session on Thursday, so "),
        (CheckMoment.MORNING, 14, 4, "It was 4 of 10 yesterday morning, so "),
    ],
)
def test_each_answer_of_the_past_has_its_moment(
    moment: CheckMoment, hours_later: int, level: int, said: str
) -> None:
    """Right after the session and the next morning are told apart from what was said in it."""
    record = FINE_LAST_TIME
    check = KneeCheck("later", record.started + timedelta(hours=hours_later), moment, level, None, record.id)
    assert about_last_time(record, check).startswith(said)


def test_a_sign_of_the_past_is_told_with_its_day() -> None:
    """Locking on Thursday still holds on Saturday, and is not told as if it were an answer of today."""
    hurt = Hurt(0, 3, None, HurtAnswer.STOP, (Sign.LOCKING,))
    said = about_last_time(replace(FINE_LAST_TIME, hurts=(hurt,)))
    assert said.startswith("There was locking in your session on Thursday: ")


def test_the_sentence_says_what_really_changes() -> None:
    """One set fewer is said exactly where the verdict takes one."""
    for verdict in VERDICTS:
        assert ("one set fewer" in words.why(verdict)) == (verdict.change is Change.STEP_DOWN)


def test_the_morning_question_names_the_day() -> None:
    """Yesterday is this morning; further back the day of the session is named."""
    today = date(2026, 11, 20)
    assert "this morning" in words.morning_question(date(2026, 11, 19), today)
    assert "on Tuesday" in words.morning_question(date(2026, 11, 17), today)
