"""The rules inside a session, met at the window: what holds it, what pauses it, and what is heard of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from on_screen import button, key_of, part, reads, says
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot
from test_program import Person

from kneetimer.core.player import Status
from kneetimer.core.script import StepKind
from kneetimer.core.session_keys import SessionKey
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.zero_to_ten import ZeroToTen
from kneetimer.ui.progress.words import pain_cell
from kneetimer.ui.session.cue_line import CueLine
from kneetimer.ui.session.hold_panel import HoldPanel
from kneetimer.ui.session.hurt_panel import HurtPanel
from kneetimer.ui.session.key_bar import SLOTS, KeyBar
from kneetimer.ui.session.keys_panel import KeysPanel
from kneetimer.ui.session.leave_panel import LeavePanel
from kneetimer.ui.session.sound_button import SoundButton
from kneetimer.ui.shell.theme import load_fonts

Key = Qt.Key
ANSWERS = {
    "go-on": "Go on",
    "ease": "Easier",
    "skip": "Skip it",
    "stop": "Stop here",
}
ONE_KEYS = (Key.Key_Space, Key.Key_Return, Key.Key_PageDown, Key.Key_Period, Key.Key_MediaTogglePlayPause)


class Trainee(Person):
    """A person in a set of squats, with a mouse and a headset."""

    def in_squats(self) -> None:
        self.open(start=True)
        self.wait_until(StepKind.WORK, "bodyweight-squat")
        self.wait(8)

    def click(self, widget: QWidget) -> None:
        middle = QPoint(widget.width() // 2, widget.height() // 2)
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=middle)
        self.clock.presses += 1

    def panel(self, kind: type[QWidget]) -> QWidget:
        assert self.program is not None
        found = self.program.sessions().page.findChild(kind)
        assert found is not None
        return found

    @property
    def hurt(self) -> HurtPanel:
        found = self.panel(HurtPanel)
        assert isinstance(found, HurtPanel)
        return found

    @property
    def hold(self) -> HoldPanel:
        found = self.panel(HoldPanel)
        assert isinstance(found, HoldPanel)
        return found

    @property
    def says(self) -> str:
        """The line under the figure."""
        found = self.panel(CueLine)
        assert isinstance(found, CueLine)
        return found.text()

    def offered(self) -> set[SessionKey]:
        bar = self.panel(KeyBar)
        assert isinstance(bar, KeyBar)
        return {key for key in SLOTS if key_of(bar, key).isVisible()}

    def answer(self, level: int, choice: str, *, by: str) -> None:
        """Say how much it hurts and what to do, all with the keyboard or all with the mouse."""
        assert self.program is not None
        if by == "mouse":
            bar = self.panel(KeyBar)
            assert isinstance(bar, KeyBar)
            self.click(key_of(bar, SessionKey.HURTS))
            levels = part(self.hurt, ZeroToTen)
            cell = levels.cell_rects()[level].center().toPoint()
            QTest.mouseClick(levels, Qt.MouseButton.LeftButton, pos=cell)
            self.click(button(self.hurt, "Right"))
            self.click(button(self.hurt, ANSWERS[choice]))
            return
        self.press(Key.Key_H, Key(Key.Key_0 + level), Key.Key_Right, Key.Key_Right)
        self.tab_to(button(self.hurt, ANSWERS[choice]))
        self.press(Key.Key_Return)

    def tab_to(self, widget: QWidget) -> None:
        assert self.program is not None
        for _ in range(20):
            if self.program.window.focusWidget() is widget:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {widget.accessibleName()}")

    def headset(self) -> None:
        """What the desktop sends for the buttons of a headset or a media keyboard."""
        assert self.program is not None
        media = self.program.sessions().hands_free._media
        for signal in (media.play, media.play_pause, media.pause):
            signal.emit()
            self.clock.presses += 1


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Trainee]:
    load_fonts()
    person = Trainee(memory_path, qtbot)
    yield person
    if person.program is not None:
        person.close()


def stands(person: Trainee) -> tuple[str, int]:
    assert person.program is not None
    state = person.program.sessions().driver.state
    assert state is not None
    return person.at, state.remaining_ms


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_skipping_at_8_leads_to_a_rest_that_waits(person: Trainee, by: str) -> None:
    """H, 8, skip: the next exercise does not count down, the reason is on the screen, no key starts it."""
    person.in_squats()
    person.answer(8, "skip", by=by)
    assert person.at == "walking-lunge ready 1"
    where = stands(person)
    person.wait(120)
    assert (person.status, stands(person)) == (Status.PAUSED, where)
    assert person.says.startswith("You said 8 of 10 at Bodyweight squats, right knee.")
    for key in ONE_KEYS:
        person.press(key)
        assert person.hold.isVisible()
        person.press(*ONE_KEYS[2:], Key.Key_Escape)
        assert not person.hold.isVisible()
    person.headset()
    person.wait(120)
    assert (person.status, stands(person)) == (Status.PAUSED, where)


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_going_on_at_9_takes_a_second_step(person: Trainee, by: str) -> None:
    """H, 9, go on: asked once more; Space does not confirm it, a click or Tab and Enter does."""
    person.in_squats()
    where = stands(person)
    person.answer(9, "go-on", by=by)
    assert person.hold.isVisible()
    person.headset()
    person.wait(60)
    assert (person.status, stands(person)) == (Status.PAUSED, where)
    if by == "mouse":
        person.click(button(person.hold, "Go on anyway"))
    else:
        person.tab_to(button(person.hold, "Go on anyway"))
        person.press(Key.Key_Space)
        assert person.status is Status.PAUSED
        person.press(Key.Key_Return)
    assert person.status is Status.COUNT_IN
    person.wait(4)
    assert person.status is Status.RUNNING
    assert not person.hold.isVisible()


def test_stopping_at_8_ends_the_session(person: Trainee, capsys: pytest.CaptureFixture[str]) -> None:
    """Whoever is asked once more can still stop; the session is kept, and stopped for the knee."""
    person.in_squats()
    person.answer(8, "go-on", by="keyboard")
    person.click(button(person.hold, "Stop the session"))
    assert person.program is not None
    assert person.program.summary().page.isVisible()
    assert reads(person.program.summary().page, "stopped for your knee")
    assert [each["state"] for each in person.history(capsys)] == ["partial"]


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_with_a_sign_only_ways_to_stop_are_there(person: Trainee, by: str) -> None:
    """It locks: no skip, no easier, no going on, on no key and no button, until the sign is taken back."""
    person.in_squats()
    where = stands(person)
    person.press(Key.Key_H)
    sign = button(person.hurt, "It locks")
    if by == "mouse":
        person.click(sign)
    else:
        person.tab_to(sign)
        person.press(Key.Key_Space)
    assert [each for each in ANSWERS if button(person.hurt, ANSWERS[each]).isVisible()] == ["stop"]
    person.press(Key.Key_Escape)
    assert person.offered() == {SessionKey.MAIN, SessionKey.HURTS, SessionKey.LEAVE}
    person.press(Key.Key_Right, Key.Key_Left, Key.Key_MediaNext, Key.Key_Up, Key.Key_Down)
    person.headset()
    person.wait(60)
    assert (person.status, stands(person)) == (Status.PAUSED, where)
    assert person.hold.isVisible()
    assert not button(person.hold, "Go on anyway").isVisible()
    person.click(button(person.hold, "Answer again"))
    assert sign.isChecked()
    person.click(sign)
    person.press(Key.Key_2)
    person.click(button(person.hurt, "Go on"))
    assert person.status is Status.COUNT_IN
    assert "lock" not in person.says


@pytest.mark.parametrize("level", [2, 8])
def test_escape_keeps_what_was_chosen_and_stays_paused(person: Trainee, level: int) -> None:
    """The panel closes, nothing runs, and asking again shows level and knee as they were."""
    person.in_squats()
    person.press(Key.Key_H, Key(Key.Key_0 + level))
    person.click(button(person.hurt, "Left"))
    person.press(Key.Key_Escape)
    where = stands(person)
    person.wait(30)
    assert (person.status, stands(person)) == (Status.PAUSED, where)
    person.press(Key.Key_H)
    assert part(person.hurt, ZeroToTen).value() == level
    assert button(person.hurt, "Left").isChecked()


def test_an_answer_kept_by_escape_survives_the_window(person: Trainee) -> None:
    """Closed with a 9 unanswered: going on after the restart is asked once more."""
    person.in_squats()
    person.press(Key.Key_H, Key.Key_9, Key.Key_Escape)
    person.close()
    program = person.open()
    program.sessions().answer_interrupted(program.model.records[0], "go-on")  # whatever the card asked before
    person.wait(60)
    assert person.status is Status.PAUSED
    assert person.hold.isVisible()


def test_who_decided_on_the_resume_card_is_not_asked_again(person: Trainee) -> None:
    """The second step was taken there already, for the same 9; for a sign there is none."""
    person.in_squats()
    person.press(Key.Key_H, Key.Key_9, Key.Key_Escape)
    person.close()
    program = person.open()
    program.sessions().answer_interrupted(program.model.records[0], "go-on", decided=True)
    assert person.status is Status.COUNT_IN
    person.press(Key.Key_H)
    person.click(button(person.hurt, "It is swollen"))
    person.press(Key.Key_Escape)
    program.sessions().driver.go_on(redo=False, anyway=True)
    assert person.status is Status.PAUSED
    assert not button(person.hold, "Go on anyway").isVisible()


@pytest.mark.parametrize(
    ("key", "kind"), [(Key.Key_Question, KeysPanel), (Key.Key_F1, KeysPanel), (Key.Key_Escape, LeavePanel)]
)
def test_a_panel_pauses_and_closing_it_decides_nothing(
    person: Trainee, key: Qt.Key, kind: type[QWidget]
) -> None:
    """The list of keys stops the clock as the other panels do, and like them is left paused."""
    person.in_squats()
    where = stands(person)
    person.press(key)
    assert person.panel(kind).isVisible()
    person.wait(30)
    assert (person.status, stands(person)) == (Status.PAUSED, where)
    person.press(Key.Key_Escape)
    assert not person.panel(kind).isVisible()
    person.wait(30)
    assert (person.status, stands(person)) == (Status.PAUSED, where)
    person.press(Key.Key_Space)
    assert person.status is Status.COUNT_IN


def test_the_list_of_keys_closes_by_mouse(person: Trainee) -> None:
    """Its button leaves the session paused too."""
    person.in_squats()
    person.press(Key.Key_F1)
    panel = person.panel(KeysPanel)
    assert isinstance(panel, KeysPanel)
    person.click(button(panel, "Close"))
    assert person.status is Status.PAUSED


def test_a_panel_over_a_sleep_keeps_what_the_sleep_offers(person: Trainee) -> None:
    """The machine slept, a panel was opened and closed: the reason and Redo are still there."""
    person.in_squats()
    person.clock.sleep(600_000)
    person.wait(0.1)
    asleep = person.says
    assert "asleep for" in asleep
    person.press(Key.Key_F1, Key.Key_Escape)
    assert person.says == asleep
    assert SessionKey.REDO in person.offered()


@pytest.mark.parametrize("late_s", [3, 8, 40])
def test_a_session_never_begins_paused(person: Trainee, late_s: float) -> None:
    """However late the first turn after Start is, it is the screen that was slow: time begins with it."""
    person.open(start=True)
    person.clock.ms += late_s * 1000
    assert person.program is not None
    person.program.sessions().driver.tick()
    assert person.status is Status.RUNNING
    state = person.program.sessions().driver.state
    assert state is not None
    assert state.active_ms < 1_100


@pytest.mark.parametrize("late_s", [3, 40])
def test_going_on_never_pauses_at_once(person: Trainee, late_s: float) -> None:
    """The same after a pause and for a session that is taken up again."""
    person.in_squats()
    person.press(Key.Key_Space, Key.Key_Space)
    assert person.program is not None
    person.clock.ms += late_s * 1000
    person.program.sessions().driver.tick()
    assert person.status is Status.COUNT_IN


def test_a_late_turn_in_a_set_is_time_that_was_spent(person: Trainee) -> None:
    """Five seconds on the way to full screen are five seconds of squats; a closed lid is none of them."""
    person.in_squats()
    assert person.program is not None
    driver = person.program.sessions().driver
    before = stands(person)[1]
    person.press(Key.Key_F)
    person.clock.ms += 5_000
    driver.tick()
    assert (person.status, stands(person)[1]) == (Status.RUNNING, before - 5_000)
    person.clock.sleep(30_000)
    driver.tick()
    assert (person.status, stands(person)[1]) == (Status.PAUSED, before - 5_000)


@pytest.mark.parametrize("by", ["keyboard", "mouse"])
def test_m_and_v_hold_for_this_session(person: Trainee, by: str) -> None:
    """Off shows on the stage; the settings stay, and the next session begins as they say."""
    program = person.open(sounds=True)
    person.press(Key.Key_Space)
    switches = program.sessions().page.findChildren(SoundButton)
    assert [each.isChecked() for each in switches] == [True, True]
    if by == "mouse":
        for each in switches:
            person.click(each)
    else:
        person.press(Key.Key_M, Key.Key_V)
    assert [each.isChecked() for each in switches] == [False, False]
    assert (program.model.preferences.sounds, program.model.preferences.voice) == (True, True)
    person.press(Key.Key_Escape)
    program.sessions().page.panels.leave_chosen.emit("discard")
    person.press(Key.Key_Space)
    assert person.status is Status.RUNNING
    assert [each.isChecked() for each in switches] == [True, True]


def test_a_practice_obeys_the_same_rules(person: Trainee) -> None:
    """One exercise by itself is held by an 8 as a session is."""
    program = person.open()
    program.window.show_page("exercises")
    program.exercises().page.practise_requested.emit("bodyweight-squat", None)
    person.wait_until(StepKind.WORK)
    person.answer(8, "go-on", by="keyboard")
    person.press(Key.Key_Escape, Key.Key_Space, Key.Key_Escape)
    person.wait(60)
    assert person.status is Status.PAUSED


def test_the_button_says_that_a_decision_is_due(person: Trainee) -> None:
    """While a session is held its one key decides and does not promise to go on."""
    person.in_squats()
    person.press(Key.Key_H, Key.Key_7, Key.Key_Escape)
    assert person.program is not None
    bar = person.panel(KeyBar)
    assert isinstance(bar, KeyBar)
    assert key_of(bar, SessionKey.MAIN).text() == "Decide"


def test_an_8_reaches_the_summary_and_progress(person: Trainee, capsys: pytest.CaptureFixture[str]) -> None:
    """Said in the session, filled in on the summary; whoever answers 2 there still reads 8 later."""
    person.in_squats()
    person.answer(8, "stop", by="keyboard")
    assert person.program is not None
    summary = person.program.summary().page
    assert summary.pain.value() == 8
    summary.ask()
    summary.questions.go_on()
    cell = summary.pain.cell_rects()[2].center().toPoint()
    QTest.mouseClick(summary.pain, Qt.MouseButton.LeftButton, pos=cell)
    texts = [text.text() for text in summary.findChildren(Text) if text.isVisible()]
    assert any("the worst of this session stays 8" in text for text in texts)
    summary.finish()
    (told,) = person.history(capsys)
    assert told["pain"] == 2
    person.program.window.show_page("progress")
    tables = person.program.progress().page.findChildren(QTableView)
    rows = [table.model() for table in tables if table.model() is not None]
    told_cells = {str(rows_.index(0, at).data()) for rows_ in rows for at in range(rows_.columnCount())}
    assert pain_cell(None, 8) in told_cells


def test_skipping_through_a_session_is_no_session_done(
    person: Trainee, capsys: pytest.CaptureFixture[str]
) -> None:
    """Everything skipped: the summary says partial and Today has the same session next."""
    program = person.open(start=True)
    for _ in range(400):
        if not program.sessions().driver.is_running():
            break
        person.press(Key.Key_Right)
    assert says(program.summary().page, "Session 1 of week 1, kept as partial")
    program.summary().page.finish()
    assert [each["state"] for each in person.history(capsys)] == ["partial"]
    assert (program.model.outlook.due.week, program.model.outlook.due.session) == (1, 1)


def test_a_message_about_the_pages_does_not_stand_over_a_session(person: Trainee) -> None:
    """It waits for the pages to come back; one that comes during the session is shown at once."""
    program = person.open()
    program.window.show_banner("Something about a file.")
    person.press(Key.Key_Space)
    assert program.sessions().driver.is_running()
    assert not program.window.banner.isVisible()
    person.press(Key.Key_Escape)
    program.sessions().page.panels.leave_chosen.emit("discard")
    assert program.window.banner.isVisible()
    program.window.banner.cross.click()
    person.press(Key.Key_Space)
    program.window.show_banner("Something that cannot wait.")
    assert program.window.banner.isVisible()
