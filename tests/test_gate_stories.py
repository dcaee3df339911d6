"""Every way into a session meets the same gate: the whole program, with real widgets and real files."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fakes import StandingClock
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from on_screen import button, reads, says
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kneetimer.cli.commands import remind
from kneetimer.core.gate import GateReason, Permission
from kneetimer.core.knee import CheckMoment, KneeCheck, Limits, Sign
from kneetimer.core.preferences import Knee
from kneetimer.core.record import Hurt, HurtAnswer, SessionState
from kneetimer.program.program import Program
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import History
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.text import Text
from kneetimer.ui.first_start.page import FirstAnswers
from kneetimer.ui.knee import words
from kneetimer.ui.knee.view import KneeAnswer
from kneetimer.ui.shell.theme import load_fonts

EVENING = datetime.fromisoformat("2026-03-02T19:00:00+01:00")  # a Monday


class Person:
    """Somebody at the program who presses what is there to be pressed."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder = folder
        self._qtbot = qtbot
        self.clock = StandingClock(EVENING)
        self.program: Program | None = None

    def open(self, *, start: bool = False, **choices: object) -> Program:
        where = locate(self.folder)
        history = History.open_to_write(where, self.clock.now)
        first = {"safety_accepted": "1", "full_screen": False, "sounds": False, "knee": Knee.RIGHT}
        first["get_set_s"] = 0
        known = history.preferences()[0]
        history.save_preferences(replace(known, **(first | choices)))  # type: ignore[arg-type]
        self.program = Program(where, history, None, clock=self.clock)
        self.program.show(start=start)
        self._qtbot.waitExposed(self.program.window)
        return self.program

    def close(self) -> None:
        if self.program is not None:
            self.program.window.close()
            self.program.window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.program = None

    def answered_before_start(self, level: int, *signs: Sign) -> None:
        """An answer of today that is stored already when the program is opened."""
        with History.open_to_write(locate(self.folder), self.clock.now) as history:
            at = self.clock.now() - timedelta(minutes=5)
            history.save_answer(KneeCheck("before", at, CheckMoment.BEFORE, level, None, None, signs))

    def answers(self, level: int | None, *signs: Sign) -> None:
        """Answer on Today, as the question itself says it."""
        assert self.program is not None
        self.program.window.show_page("today")
        self.program.today.knee.card.answered.emit(KneeAnswer(level, Knee.RIGHT, signs))

    @property
    def is_in_session(self) -> bool:
        assert self.program is not None
        return self.program.sessions().driver.is_running()

    @property
    def is_asked(self) -> bool:
        assert self.program is not None
        return self.program.today.page.anyway() is not None

    # The ways in: each takes what a person has on the screen, and nothing where it is not there.

    def press_start(self) -> None:
        assert self.program is not None
        self.program.window.show_page("today")
        for start in self.program.today.page.findChildren(Button):
            if start.isVisible() and re.match("Start|Train anyway", start.accessibleName()):
                QTest.mouseClick(start, Qt.MouseButton.LeftButton)
                return

    def press_key(self, key: Qt.Key) -> None:
        assert self.program is not None
        self.program.window.show_page("today")
        self.program.today.page.setFocus()
        QTest.keyClick(self.program.window.focusWidget() or self.program.window, key)

    def choose(self, kind: str) -> None:
        """A choice of the menu beside Start; it is asked for even where the menu is not to be seen."""
        assert self.program is not None
        self.program.window.show_page("today")
        self.program.today.page.kind_requested.emit(kind)

    def practise(self) -> None:
        assert self.program is not None
        self.program.window.show_page("exercises")
        self.program.exercises().page.practise_requested.emit("clamshell", None)

    def resume(self, how: str) -> None:
        assert self.program is not None
        self.program.window.show_page("today")
        self.program.today.page.resume_requested.emit(how)

    def take(self, way: str) -> None:
        kind, _, what = way.partition(" ")
        match kind:
            case "start":
                self.press_start()
            case "key":
                self.press_key(Qt.Key[f"Key_{what}"])
            case "choose":
                self.choose(what)
            case "practise":
                self.practise()
            case "resume":
                self.resume(what)

    def says(self, begins: str) -> bool:
        """Whether a line that begins so can be read in the window."""
        assert self.program is not None
        lines = (text.text() for text in self.program.window.findChildren(Text) if text.isVisible())
        return any(line.startswith(begins) for line in lines)


KEYS = ["key Space", "key Return", "key Enter", "key PageDown", "key MediaPlay", "key MediaTogglePlayPause"]
KINDS = ("short-20", "short-15", "short-10", "warm-up", "cool-down", "gentle")
SHORTER = [f"choose {kind}" for kind in KINDS]
WAYS = ["start", *KEYS, *SHORTER, "practise"]
DELIBERATE = [way for way in WAYS if way not in KEYS]
RESUMING = ["key Space", "key PageDown", "resume go-on", "resume redo"]


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Person]:
    load_fonts()
    somebody = Person(memory_path / "data", qtbot)
    yield somebody
    somebody.close()


def test_each_way_begins_when_nothing_speaks_against_it(person: Person) -> None:
    """The ways that the other tests try do lead into a session, each with one press."""
    for number, way in enumerate(WAYS):
        person.folder = person.folder.with_name(f"data {number}")
        person.open()
        person.take(way)
        assert person.is_in_session, way
        person.close()


def test_a_sign_closes_every_way(person: Person, qtbot: QtBot) -> None:
    """With each sign no way begins or asks, nothing is stored, and no message is left when it is gone."""
    program = person.open()
    for sign, way in itertools.product(Sign, [each for each in WAYS if each != "key Space"]):
        person.answers(2, sign)
        person.take(way)
        assert not person.is_in_session, (sign, way)
        assert not person.is_asked, (sign, way)
    with qtbot.waitSignal(program.today.page.report_requested):  # Space makes the page to take along
        person.press_key(Qt.Key.Key_Space)
    assert not person.is_in_session
    assert program.today.page.isVisible()
    assert person.says("Stop: let someone look at your knee first")
    assert not program.window.banner.isVisible()
    person.answers(2)
    assert person.says("Ready for your first session")
    assert not program.model.records


def test_over_the_limit_the_quick_keys_rest(person: Person) -> None:
    """At 6 of 10 each of them moves the session to the next good day and begins nothing, once and again."""
    for number, way in enumerate(KEYS):
        person.folder = person.folder.with_name(f"data {number}")
        program = person.open()
        person.answers(6)
        for _ in range(2):
            person.take(way)
            assert not person.is_in_session and not person.is_asked, way
        assert program.model.outlook.due.rest.earliest == EVENING.date() + timedelta(days=1), way
        assert person.says("Session 1 is on Tuesday 3 March")
        person.close()


def test_over_the_limit_every_way_asks_and_only_the_second_step_begins(person: Person) -> None:
    """Each way at 6 of 10: asked, declined by the quick keys, asked again; then the second step begins it."""
    for number, way in enumerate(DELIBERATE):
        person.folder = person.folder.with_name(f"data {number}")
        program = person.open()
        person.answers(6)
        person.take(way)
        assert person.is_asked and not person.is_in_session, way
        for key in (Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_MediaTogglePlayPause):
            QTest.keyClick(program.window.focusWidget(), key)
            assert not person.is_asked and not person.is_in_session, (way, key)
            assert program.window.focusWidget() is program.today.page, (way, key)
            person.take(way)
            assert person.is_asked, way
        question = program.today.page.anyway()
        assert question is not None
        QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton)
        assert person.is_in_session, way
        person.close()


def test_the_question_goes_with_the_answer_it_is_about(person: Person) -> None:
    """Asked at 7; with a sign, another level, or another page in between, the second step is gone."""
    program = person.open()
    for change in ((9,), (7, Sign.SWELLING), (1,)):
        person.answers(7)
        person.press_start()
        assert person.is_asked
        person.answers(*change)  # type: ignore[arg-type]
        assert not person.is_asked
        program.today.page.confirmed.emit()  # as if it had been pressed all the same
        assert person.is_in_session == (change == (1,)), change
    person.close()
    program = person.open()
    program.entry.resume("discard")
    person.answers(7)
    person.press_start()
    program.window.show_page("settings")
    program.window.show_page("today")
    assert not person.is_asked


@pytest.mark.parametrize(
    ("said", "begins", "asks"),
    [((2,), True, False), ((7,), False, True), ((7, Sign.LOCKING), False, False)],
    ids=["fine", "over the limit", "a sign"],
)
def test_start_from_the_command_line_meets_the_gate(
    person: Person, said: tuple[int, Sign], begins: bool, asks: bool
) -> None:
    """`kneetimer --start` begins, or opens Today with the question, or says there why nothing begins."""
    person.answered_before_start(*said)
    person.open(start=True)
    assert (person.is_in_session, person.is_asked) == (begins, asks)


def test_the_first_start_meets_the_gate(person: Person) -> None:
    """Somebody who imported answers and reads the safety note first is not led past a sign by `--start`."""
    person.answered_before_start(7, Sign.SHARP)
    program = person.open(start=True, safety_accepted="")
    assert not person.is_in_session
    program.first_start().finished.emit(FirstAnswers(Knee.RIGHT, 2, True, 100, "1"))
    assert not person.is_in_session
    assert person.says("Stop: let someone look at your knee first")


@pytest.mark.parametrize("way", RESUMING)
def test_an_interrupted_session_meets_the_gate(person: Person, way: str) -> None:
    """After a 9 in it the ways back ask; after a sign there is none; keeping what was done always goes."""
    for number, (level, signs) in enumerate(((9, ()), (2, (Sign.GIVING_WAY,)))):
        person.folder = person.folder.with_name(f"data {number}")
        program = person.open()
        person.press_start()
        assert program.model.queue is not None
        hurt = Hurt(1, level, Knee.RIGHT, HurtAnswer.GO_ON, signs)
        program.model.queue.append(program.sessions().session, hurt)
        person.close()
        program = person.open()
        person.take(way)
        assert not person.is_in_session
        assert person.is_asked == (not signs)
        if not signs:
            question = program.today.page.anyway()
            assert question is not None
            QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton)
            assert person.is_in_session
        else:
            program.today.page.resume_requested.emit("partial")
            assert program.model.records[0].state is SessionState.PARTIAL
            person.press_start()
            assert not person.is_in_session
        person.close()


def test_a_rehearsal_is_not_asked_about(person: Person) -> None:
    """Nobody trains in it, and nothing of it counts."""
    person.answered_before_start(7, Sign.LOCKING)
    program = person.open()
    program.flow.rehearse(program.model.outlook.script())
    assert person.is_in_session


def test_nobody_is_reminded_against_the_knee(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    """At 7 neither window nor `kneetimer remind` calls to a session; a reminder that stands goes with a 7."""
    program = person.open(reminder_at="19:00")
    program.reminder.look_at_time()
    assert program.window.banner.message().startswith("Your knee session is next.")
    assert program.window.banner.isVisible()
    person.answers(7)
    assert not program.window.banner.isVisible()
    person.close()
    remind(person.folder, person.clock.now())
    assert capsys.readouterr().out == ""
    program = person.open()
    program.reminder.look_at_time()
    assert not program.window.banner.isVisible()


def test_a_reminder_goes_when_its_session_begins(person: Person) -> None:
    """It called to the session that runs now: it does not stand over it."""
    program = person.open(reminder_at="19:00")
    program.reminder.look_at_time()
    assert program.window.banner.isVisible()
    person.press_start()
    assert person.is_in_session
    assert not program.window.banner.isVisible()


def test_a_sign_of_this_morning_is_taken_back_where_it_was_said(person: Person) -> None:
    """Swelling in the answer about the morning: the answer of now, a 0, does not lift it on the same day.

    "Change my answer" opens it where it was said, with the sign ticked; unticked it is gone.
    """
    program = person.open()
    person.press_start()
    for _ in range(20):  # through getting ready and a part of the first set
        person.clock.ms += 1000
        program.sessions().driver.tick()
    program.sessions().page.panels.leave_chosen.emit("partial")
    program.summary().page.finish()
    person.close()
    person.clock.ms += 12 * 3_600_000
    program = person.open()
    card = program.today.knee.card
    assert reads(card, "How is your knee this morning")
    QTest.keyClick(card.question.level, Qt.Key.Key_Right)  # 0, by an arrow, which does not go on by itself
    QTest.keyClick(card.question.level, Qt.Key.Key_Right)
    QTest.mouseClick(button(card, "Sharp, locked, giving way or swollen?"), Qt.MouseButton.LeftButton)
    swollen = button(card, "It is swollen")
    QTest.mouseClick(swollen, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(card, "Next"), Qt.MouseButton.LeftButton)
    assert says(card, "How is your knee now?")
    person.answers(0)
    person.press_start()
    assert not person.is_in_session
    assert reads(program.today.page, "You said swelling this morning.")
    QTest.mouseClick(button(program.today.page, "Change my answer"), Qt.MouseButton.LeftButton)
    assert reads(card, "How is your knee this morning") and swollen.isChecked()
    QTest.mouseClick(swollen, Qt.MouseButton.LeftButton)
    QTest.mouseClick(button(card, "Next"), Qt.MouseButton.LeftButton)
    person.press_start()
    person.press_start()
    assert person.is_in_session


def test_the_limit_of_the_settings_is_the_limit_of_the_gate(person: Person) -> None:
    """With the stop limit at 3, a 4 asks; the advice names the 3."""
    program = person.open(knee_stop=3)
    person.answers(4)
    assert program.model.outlook.gate.reason is GateReason.OVER_LIMIT
    assert reads(program.today.page, "You said 4 of 10. Your limit is 3.")
    under_the_row = [text for _, _, text in words.anchors(Limits(stop_above=3))]
    assert under_the_row == ["0–2 fine", "3 same dose", "4–10 stop"]
    person.press_start()
    assert person.is_asked


answers = st.tuples(
    st.none() | st.integers(0, 10), st.lists(st.sampled_from(Sign), max_size=1, unique=True).map(tuple)
)
steps = st.lists(st.one_of(answers, st.sampled_from(WAYS), st.just("confirm")), min_size=2, max_size=8)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(steps)
def test_no_order_of_answers_and_presses_leads_round_the_gate(person: Person, steps: list[object]) -> None:
    """Whatever is answered and pressed in whatever order: a session begins only as the gate allows."""
    person.folder = person.folder.parent / f"run {len(list(person.folder.parent.iterdir()))}"
    program = person.open()
    try:
        for step in steps:
            before = program.model.outlook.gate.permission
            was_asked = person.is_asked
            if isinstance(step, tuple):
                person.answers(step[0], *step[1])
                assert not person.is_in_session
                continue
            question = program.today.page.anyway()
            if step != "confirm":
                person.take(str(step))
            elif question is not None:
                QTest.mouseClick(question.yes, Qt.MouseButton.LeftButton)
            if person.is_in_session:
                deliberate = step == "confirm" and was_asked and before is Permission.BETTER_NOT
                assert before is Permission.GO or deliberate
                return
    finally:
        person.close()
