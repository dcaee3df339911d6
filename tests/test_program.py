"""The whole program with real widgets and real files, driven by keys; only time is told to it."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes import StandingClock
from on_screen import button, lines, numbers_of, part, reads, says, toasted, type_over, use
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot
from stored_sessions import as_it_happened, records_of, sets_of

from kneetimer.__main__ import main
from kneetimer.core import record
from kneetimer.core.folding import fold
from kneetimer.core.gate import Permission
from kneetimer.core.knee import CheckMoment, Why
from kneetimer.core.player import Status
from kneetimer.core.preferences import Knee, Preferences, ThemeChoice
from kneetimer.core.record import Began, Ended, PauseReason, SessionState
from kneetimer.core.script import Step, StepKind, build_script
from kneetimer.core.session_edit import AddedSession, SessionEdit
from kneetimer.core.weeks import WeekSpan
from kneetimer.devices.audio.loudspeaker import NO_DEVICE
from kneetimer.program import demo, session_flow
from kneetimer.program import start as app
from kneetimer.program.model import open_data
from kneetimer.program.program import ASK_DESKTOP_AFTER_MS, Program
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.answers import EntryRow
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.zero_to_ten import ZeroToTen
from kneetimer.ui.knee.question import KneeQuestion
from kneetimer.ui.knee.view import KneeAnswer
from kneetimer.ui.progress import words as progress_words
from kneetimer.ui.progress.page import ProgressPage
from kneetimer.ui.progress.view import progress_view
from kneetimer.ui.session.cue_line import CueLine
from kneetimer.ui.session.notice_strip import NoticeStrip
from kneetimer.ui.shell import palette
from kneetimer.ui.shell.theme import Theme, load_fonts
from kneetimer.ui.text.spoken_english import SpokenEnglish
from kneetimer.ui.today.resume_card import InterruptedCard

EVENING = datetime.fromisoformat("2026-03-02T19:00:00+01:00")


class Person:
    """Somebody at the program: presses keys, lets time pass, closes and opens the window."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder = folder
        self._qtbot = qtbot
        self.clock = StandingClock(EVENING)
        self.program: Program | None = None

    def open(self, *, start: bool = False, **choices: object) -> Program:
        where = locate(self.folder)
        history = History.open_to_write(where, self.clock.now)
        known = history.preferences()[0]
        first = {"safety_accepted": "1", "full_screen": False, "sounds": False, "get_set_s": 0}
        history.save_preferences(replace(known, **(first | choices)))  # type: ignore[arg-type]
        self.program = Program(where, history, None, clock=self.clock)
        self.program.window.resize(1280, 800)  # as on a usual screen; that of the tests is smaller
        self.program.show(start=start)
        self._qtbot.waitExposed(self.program.window)
        return self.program

    def close(self) -> None:
        assert self.program is not None
        self.program.window.close()
        self.program.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.program = None

    def press(self, *keys: Qt.Key) -> None:
        assert self.program is not None
        for key in keys:
            QTest.keyClick(self.program.window.focusWidget() or self.program.window, key)
            self.clock.presses += 1

    def wait(self, seconds: float) -> None:
        """Time passes in pieces that are too short to be taken for sleep."""
        assert self.program is not None
        left = seconds * 1000
        while left > 0:
            piece = min(2000.0, left)
            self.clock.ms += piece
            left -= piece
            self.program.sessions().driver.tick()

    @property
    def at(self) -> str:
        """Where the session stands: "squat work 1"."""
        assert self.program is not None
        state = self.program.sessions().driver.state
        assert state is not None
        return f"{state.step.exercise} {state.step.kind.value} {state.step.set}"

    @property
    def status(self) -> Status:
        assert self.program is not None
        state = self.program.sessions().driver.state
        assert state is not None
        return state.status

    def wait_until(self, kind: StepKind, exercise: str = "") -> None:
        """Slowly only where one of the next steps is the one."""

        def is_meant(step: Step) -> bool:
            return step.kind is kind and exercise in step.exercise

        for _ in range(4000):
            assert self.program is not None
            state = self.program.sessions().driver.state
            assert state is not None
            if is_meant(state.step):
                return
            self.wait(0.5 if any(map(is_meant, state.script.steps[state.index + 1 : state.index + 6])) else 2)
        raise AssertionError(f"never came to {kind.value} {exercise}")

    def history(self, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
        """What `kneetimer history --json` prints, while the window is open or not, once all is stored."""
        queue = self.program.model.queue if self.program is not None else None
        if queue is not None:
            self._qtbot.waitUntil(lambda: not queue.waits)
        capsys.readouterr()
        assert main(["history", "--json", "--data-dir", str(self.folder)], self.clock) == 0
        told: list[dict[str, object]] = json.loads(capsys.readouterr().out)
        return told


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Person]:
    load_fonts()
    somebody = Person(memory_path / "data", qtbot)
    yield somebody
    if somebody.program is not None:
        somebody.close()


def store_three_weeks(person: Person) -> None:
    """Three weeks of sessions done in full, the last one four days ago, so that week 4 comes next."""
    with History.open_to_write(locate(person.folder), person.clock.now) as history:
        for number in range(6):  # every four days: both sessions of a week in one calendar week
            week, session = number // 2 + 1, number % 2 + 1
            script = build_script(load_plan("six-week-knee"), week, session, Preferences(), load_exercises())
            start = Began(script, False, EVENING + timedelta(days=4 * number), "Europe/Vienna", False)
            end = Ended(SessionState.FINISHED, script.length_ms)
            history.add_session([start, *sets_of(script), end])
    person.clock.ms += 6 * 4 * 86_400_000


def test_a_window_that_closes_at_once_leaves_nothing_running(person: Person, qtbot: QtBot) -> None:
    """What waits for the first picture, to talk to the desktop, is not begun when all is closed."""
    before = set(threading.enumerate())
    program = person.open()
    person.close()
    later = QTimer(program)
    later.setSingleShot(True)
    with qtbot.waitSignal(later.timeout):
        later.start(ASK_DESKTOP_AFTER_MS + 50)
    assert {thread.name for thread in set(threading.enumerate()) - before if thread.is_alive()} == set()


def test_week_1_runs_from_start_to_summary_without_a_key(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """Space on Today starts; from there nothing is touched, and every set is in the history in full."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    assert person.at == "leg-swing-forward ready 1"
    person.wait(36 * 60)
    assert program.summary().page.isVisible()
    assert says(program.summary().page, "Session 1 of week 1 is done")
    (told,) = person.history(capsys)
    assert (told["state"], told["week"], told["session"]) == ("finished", 1, 1)
    sets = told["sets"]
    assert isinstance(sets, list)
    assert {one["state"] for one in sets} == {"done"}
    strength = [one["reps"] for one in sets if one["block"] == "strength"]
    assert sum(strength) == 190
    assert sum(one["seconds"] for one in sets if one["block"] == "cool-down") == 180
    assert sum(one["reps"] or 0 for one in sets if one["block"] == "warm-up") == 48 + 15 + 20 + 15


def test_week_4_follows_and_runs_by_itself(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    """After three weeks the second phase comes next; its 294 reps are recorded."""
    store_three_weeks(person)
    person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(46 * 60)
    told = person.history(capsys)[-1]
    assert (told["week"], told["session"], told["state"]) == (4, 1, "finished")
    sets = told["sets"]
    assert isinstance(sets, list)
    assert sum(one["reps"] for one in sets if one["block"] == "strength") == 294


def test_sounds_are_laid_ready_and_a_pause_takes_them_back(person: Person) -> None:
    """Each sound is announced once, a moment before it is due; a pause in that moment keeps it silent."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    shell = program.sessions().shell
    coming, taken_back = QSignalSpy(shell.cue_coming), QSignalSpy(shell.cue_put_off)
    person.wait(1.9)
    person.wait(0.05)
    assert [(name, round(in_ms)) for name, in_ms in map(coming.at, range(coming.count()))] == [("count", 100)]
    person.wait(0.95)
    assert coming.count() == 2
    assert taken_back.count() == 0
    person.press(Qt.Key.Key_Space)
    assert taken_back.count() == 1


def test_a_session_without_sound_says_why_and_goes_on(person: Person, qtbot: QtBot) -> None:
    """Where nothing can be heard the session says so on the screen, and runs to its end."""
    program = person.open(start=True, sounds=True)
    strip = program.sessions().page.findChild(NoticeStrip)
    assert strip is not None
    qtbot.waitUntil(lambda: NO_DEVICE in strip.notices())
    person.wait(36 * 60)
    assert program.summary().page.isVisible()


def test_a_sound_test_that_nobody_hears_says_why(person: Person, qtbot: QtBot) -> None:
    """The answer to the button in the settings is in the window, also when it takes a moment."""
    program = person.open()
    program.settings().page.sound_test_requested.emit()
    qtbot.waitUntil(lambda: program.window.banner.message() == NO_DEVICE)


def test_every_key_does_its_part_and_the_history_is_right(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """A session in which every key of the key list is used is recorded to the last rep."""
    program = person.open()
    person.press(Qt.Key.Key_Space)  # start
    person.press(Qt.Key.Key_Right)  # skip getting ready
    assert person.at == "leg-swing-forward work 1"
    person.wait(5)
    person.press(Qt.Key.Key_Right)  # after four swings of 1.25 s
    assert person.at == "leg-swing-forward side 1"
    person.press(Qt.Key.Key_Left)  # back into the left swings, this time in full
    person.wait(15)
    assert person.at == "leg-swing-forward side 1"
    person.press(Qt.Key.Key_Space)  # pause
    assert person.status is Status.PAUSED
    person.wait(600)
    person.press(Qt.Key.Key_Return)  # go on
    person.wait(8)
    assert person.at == "leg-swing-forward work 1"
    person.press(Qt.Key.Key_P)  # own pace
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Down)  # ten swings only
    person.wait(30)
    person.press(Qt.Key.Key_PageDown)  # done
    assert person.at == "leg-swing-sideways ready 1"
    person.press(Qt.Key.Key_P)  # the coach counts again: means nothing here, and must not harm
    person.press(Qt.Key.Key_PageUp)  # back one step
    assert person.at == "leg-swing-forward work 1"
    person.press(Qt.Key.Key_Right)  # keeps the ten
    person.wait_until(StepKind.WORK, "bodyweight-squat")
    person.wait(9)
    person.press(Qt.Key.Key_Up)  # two squats and a missed one
    person.press(Qt.Key.Key_F1)
    assert program.sessions().page.panels.open_panel() is not None
    assert person.status is Status.PAUSED
    person.press(Qt.Key.Key_Question)
    assert program.sessions().page.panels.open_panel() is None
    assert person.status is Status.PAUSED
    person.press(Qt.Key.Key_Space)
    person.press(Qt.Key.Key_M)  # mute
    person.press(Qt.Key.Key_F)  # full screen and back
    assert program.window.isFullScreen()
    person.press(Qt.Key.Key_F11)
    assert not program.window.isFullScreen()
    person.press(Qt.Key.Key_H)
    assert person.status is Status.PAUSED
    assert program.sessions().driver.state is not None
    assert program.sessions().driver.state.pause is PauseReason.HURTS
    person.press(Qt.Key.Key_Escape)  # it is nothing
    assert person.status is Status.PAUSED
    person.press(Qt.Key.Key_Space)  # go on
    person.wait_until(StepKind.REST)
    rest = program.sessions().driver.state.remaining_ms
    person.press(Qt.Key.Key_Up)
    assert program.sessions().driver.state.remaining_ms == rest + 15_000
    person.press(Qt.Key.Key_Down, Qt.Key.Key_Down)
    assert program.sessions().driver.state.remaining_ms == rest - 15_000
    person.press(Qt.Key.Key_Escape)  # leave
    program.sessions().page.panels.leave_chosen.emit("partial")
    assert program.summary().page.isVisible()
    (told,) = person.history(capsys)
    assert told["state"] == "partial"
    sets = told["sets"]
    assert isinstance(sets, list)
    first = [(one["exercise"], one["side"], one["reps"], one["state"]) for one in sets[:5]]
    assert first == [
        ("leg-swing-forward", "left", 12, "done"),
        ("leg-swing-forward", "right", 10, "partial"),
        ("leg-swing-sideways", "left", 12, "done"),
        ("leg-swing-sideways", "right", 12, "done"),
        ("bodyweight-squat", None, 15, "done"),
    ]


def test_holding_the_key_down_presses_once(person: Person) -> None:
    """A key that is held repeats; the session pauses once and does not flutter."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(2)
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Space)
    QTest.keyClick(program.window.focusWidget(), Qt.Key.Key_Space)  # bounced within a quarter second
    assert person.status is Status.PAUSED


def test_closing_in_the_middle_offers_to_go_on(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    """The window closed in a hold: the next start shows it, and going on continues the hold where it was."""
    person.open()
    person.press(Qt.Key.Key_Space)
    person.wait_until(StepKind.HOLD, "wall-sit")
    person.wait(7)
    person.close()
    (told,) = person.history(capsys)
    assert told["state"] == "running"
    program = person.open()
    assert part(program.today.page, InterruptedCard).isVisible()
    person.press(Qt.Key.Key_Space)
    assert person.status is Status.COUNT_IN
    person.wait(3)
    state = program.sessions().driver.state
    assert state is not None
    assert (person.at, state.remaining_ms) == ("wall-sit hold 1", 13_000)


@pytest.mark.parametrize(
    ("how", "state"), [("partial", "partial"), ("discard", "discarded")], ids=["keep", "discard"]
)
def test_an_interrupted_session_is_kept_or_discarded(
    person: Person, capsys: pytest.CaptureFixture[str], how: str, state: str
) -> None:
    """Nothing is decided for the person; their answer is what the history says."""
    person.open()
    person.press(Qt.Key.Key_Space)
    person.wait_until(StepKind.REST)
    person.wait(5)
    person.close()
    program = person.open()
    program.today.page.resume_requested.emit(how)
    (told,) = person.history(capsys)
    assert told["state"] == state
    assert not part(program.today.page, InterruptedCard).isVisible()


def test_redoing_starts_the_set_again(person: Person) -> None:
    """Redo begins the interrupted hold from its start, after the count-in."""
    person.open()
    person.press(Qt.Key.Key_Space)
    person.wait_until(StepKind.HOLD, "wall-sit")
    person.wait(7)
    person.close()
    program = person.open()
    program.today.page.resume_requested.emit("redo")
    person.wait(3)
    state = program.sessions().driver.state
    assert state is not None
    assert state.remaining_ms == 20_000


def test_the_lid_closed_in_a_hold_pauses_it(person: Person) -> None:
    """Twelve minutes of sleep take nothing from the hold, and the screen says so and offers to redo it."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait_until(StepKind.HOLD, "wall-sit")
    person.wait(7)
    person.clock.sleep(720_000)
    program.sessions().driver.tick()
    state = program.sessions().driver.state
    assert state is not None
    assert (person.status, state.remaining_ms) == (Status.PAUSED, 13_000)
    cue = program.sessions().page.findChild(CueLine)
    assert cue is not None
    assert "12 min" in cue.text()


def test_settings_never_touch_a_running_session(person: Person) -> None:
    """A rest that is changed while a session waits for its answer does not change that session."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    running = program.sessions().driver.state
    assert running is not None
    rests = [step.length_ms for step in running.script.steps if step.kind is StepKind.REST]
    program.settings().page.changed.emit(replace(program.model.preferences, rest_sets_s=120))
    after = program.sessions().driver.state
    assert after is not None
    assert [step.length_ms for step in after.script.steps if step.kind is StepKind.REST] == rests
    coming = program.model.outlook.script()
    assert 120_000 in {step.length_ms for step in coming.steps if step.kind is StepKind.REST}


def test_a_new_theme_reaches_what_has_not_been_shown_yet(person: Person) -> None:
    """After the theme and the text size are changed, no words keep the colours or the size of before."""
    program = person.open()
    assert not program.sessions().page.isVisible()  # made, and not shown yet
    program.window.show_page("plan")
    program.window.show_page("settings")
    chosen = replace(program.model.preferences, theme=ThemeChoice.DARK, text_size=130)
    program.settings().page.changed.emit(chosen)

    of_before = [QColor(colour) for colour in (palette.LIGHT.ink, palette.LIGHT.soft, palette.LIGHT.faint)]

    seen = set()

    def misfits() -> list[str]:
        texts = [text for text in program.window.findChildren(Text) if text.isVisible() and text.text()]
        seen.update(texts)
        return [
            text.text() for text in texts if text.palette().color(QPalette.ColorRole.WindowText) in of_before
        ]

    found = {}
    for page in ("settings", "today", "plan", "progress", "exercises", "learn"):
        program.window.show_page(page)
        found[page] = misfits()
    program.entry.start()
    found["session"] = misfits()
    person.press(Qt.Key.Key_H)
    found["it hurts"] = misfits()
    assert len(seen) > 100
    assert not any(found.values()), found


def test_answers_of_the_summary_are_stored(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    """Effort, pain and the note come back in the history; what was not answered is null, not 0."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(36 * 60)
    person.press(Qt.Key.Key_Space, Qt.Key.Key_5)
    program.summary().page.note.setPlainText("Felt fine =SUM(A1)")
    program.summary().page.finish()
    (told,) = person.history(capsys)
    assert (told["effort"], told["pain"], told["note"]) == (5, None, "Felt fine =SUM(A1)")
    assert program.today.page.isVisible()


def test_closing_the_window_on_the_summary_keeps_the_answers(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """The cross of the window loses nothing that was typed, and a backup is made."""
    person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(36 * 60)
    person.press(Qt.Key.Key_Space, Qt.Key.Key_7)
    person.close()
    (told,) = person.history(capsys)
    assert told["effort"] == 7
    assert list((person.folder / "backups").iterdir())


def test_the_first_start_asks_and_never_again(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    """The safety note and the questions come first; once answered, Today does."""
    program = person.open(safety_accepted="")
    assert program.first_start().isVisible()
    person.press(Qt.Key.Key_Space)
    assert program.first_start().step() == 1
    program.first_start().knee.buttons()[1].click()
    program.first_start().sessions.buttons()[1].click()
    program.first_start().counter.buttons()[0].click()
    program.first_start().go_on.click()
    program.first_start().finish.click()
    assert program.today.page.isVisible()
    assert program.model.preferences.sessions_a_week == 3
    assert program.model.preferences.safety_accepted.startswith("1 2026-03-02T18:00")
    person.close()
    history = History.open_to_write(locate(person.folder), person.clock.now)
    stored = history.preferences()[0]
    history.close()
    assert stored.safety_accepted.startswith("1 ")


def test_a_second_window_is_refused(person: Person) -> None:
    """Two writers never share one file."""
    person.open()
    opened = open_data(person.folder, person.clock)
    assert isinstance(opened, app.AlreadyOpenError)


def test_a_damaged_file_is_shown_and_left_alone(tmp_path: Path, qtbot: QtBot) -> None:
    """The window opens, says what is wrong, starts no session and writes nothing."""
    load_fonts()
    where = locate(tmp_path)
    where.database.write_bytes(b"not a database" * 99)
    before = where.database.read_bytes()
    clock = StandingClock(EVENING)
    opened = open_data(tmp_path, clock)
    assert not isinstance(opened, app.AlreadyOpenError)
    program = Program(*opened, clock=clock)
    qtbot.addWidget(program.window)
    program.show()
    program.entry.start()
    assert program.sessions().driver.state is None
    assert program.today.page.isVisible()
    program.window.close()
    assert where.database.read_bytes() == before


def test_progress_shows_corrects_deletes_and_brings_back(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was done is on the Progress page; a correction, a deletion and its undo reach the history."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(36 * 60)
    program.summary().page.finish()
    program.window.show_page("progress")
    (told,) = person.history(capsys)
    session = str(told["id"])
    edit = SessionEdit(session, (), record.Answered(6, 1, "Better"))
    back = SessionEdit(session, (), record.Answered(None, None, ""))
    program.progress().page.sheets.edit_requested.emit(edit, back)
    (told,) = person.history(capsys)
    assert (told["effort"], told["pain"], told["note"]) == (6, 1, "Better")
    program.progress().page.sheets.delete_requested.emit(session)
    assert person.history(capsys) == []
    assert program.model.outlook.script().session == 1
    program.progress().page.all_sessions.undo_requested.emit()
    (told,) = person.history(capsys)
    assert told["effort"] == 6
    assert program.model.outlook.script().session == 2


def test_a_session_done_elsewhere_is_added(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    """A session that was done without the program counts like any other."""
    program = person.open()
    program.window.show_page("progress")
    answers = record.Answered(5, 0, "")
    morning = datetime(2026, 3, 1, 9, 30)
    program.progress().page.sheets.add_requested.emit(AddedSession(1, 1, morning, 35, answers))
    (told,) = person.history(capsys)
    assert (told["state"], told["seconds"], told["effort"]) == ("finished", 2100, 5)
    assert program.model.outlook.script().session == 2


def test_a_window_counts_the_hour_that_a_night_loses(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """At five to two on 28 March in Berlin, Today, the settings and the session are done after three."""
    person.clock = StandingClock(datetime(2027, 3, 28, 1, 55, tzinfo=ZoneInfo("Europe/Berlin")))
    program = person.open()
    length = timedelta(milliseconds=program.model.outlook.script().length_ms)
    done = datetime(2027, 3, 28, 2, 55) + length  # five to two and the hour that is skipped
    assert done.hour == 3
    assert program.today.page._view.card.length_line.endswith(f"done by {done:%H:%M}")
    program.window.show_page("settings")
    assert reads(program.settings().page, " done at 03:")
    program.window.show_page("progress")
    earlier = datetime(2027, 3, 28, 2, 30)  # which never was
    added = AddedSession(1, 1, earlier, 35, record.Answered(5, 0, ""))
    program.progress().page.sheets.add_requested.emit(added)
    (told,) = person.history(capsys)
    assert told["started"] == "2027-03-28T03:30:00+02:00"


def test_export_and_report_are_written(person: Person) -> None:
    """The export has its files and the report is a PDF."""
    program = person.open()
    program.window.show_page("progress")
    program.progress().export_to(person.folder / "out")
    assert {path.suffix for path in (person.folder / "out").iterdir()} >= {".csv", ".json"}
    program.progress().report_to(person.folder / "report.pdf")
    assert (person.folder / "report.pdf").read_bytes().startswith(b"%PDF")


def test_the_voice_leads_through_the_session(person: Person) -> None:
    """Name, side and dose are said before a set, the change of side at its end, and the session's end."""
    program = person.open()
    said: list[str] = []
    program.sessions().shell.line_due.connect(
        lambda meanings, _delay: said.append(SpokenEnglish(load_exercises()).spoken(meanings).whole.text)
    )
    person.press(Qt.Key.Key_Space)
    for _ in range(36 * 60):
        person.wait(1)
    told = " ".join(said)
    assert "Clamshells." in told
    assert "Fifteen reps" in told
    for side in ("left", "right"):
        assert side in told.lower()
    first = next(at for at, line in enumerate(said) if "Clamshells" in line)
    assert first > 5
    assert len(said) == len([line for line in said if line.strip()])


def test_v_turns_the_voice_off(person: Person) -> None:
    """V silences the voice, and again brings it back; what is chosen in the settings stays."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    said: list[object] = []
    program.sessions().shell.line_due.connect(lambda pieces, _delay: said.append(pieces))
    person.press(Qt.Key.Key_V)
    person.wait(20)
    assert said == []
    assert program.model.preferences.voice
    person.press(Qt.Key.Key_V)
    for _ in range(120):
        person.wait(0.25)
    assert said


def test_one_key_answers_for_the_knee_and_the_answer_steers(person: Person) -> None:
    """A digit on Today answers; 7 advises against starting, and sharp pain starts nothing."""
    program = person.open(knee=Knee.LEFT)
    person.press(Qt.Key.Key_7)
    assert program.model.checks[-1].level == 7
    assert reads(program.today.knee.card, "7 of 10 is too much to train on")
    button(program.today.knee.card, "Sharp pain").click()
    assert program.model.outlook.gate.permission is Permission.NO
    program.entry.start()
    assert program.sessions().driver.state is None
    program.today.knee.card.answered.emit(KneeAnswer(1, Knee.LEFT, ()))
    assert program.model.outlook.gate.permission is Permission.GO
    program.entry.start()
    assert program.sessions().driver.state is not None


def test_the_morning_is_asked_once(person: Person, qtbot: QtBot) -> None:
    """The day after a session its morning is asked about; the question does not come back."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(36 * 60)
    program.summary().page.finish()
    person.close()
    person.clock.ms += 14 * 3_600_000
    program = person.open()
    assert reads(program.today.knee.card, "How is your knee this morning")
    person.press(Qt.Key.Key_2)
    qtbot.waitUntil(lambda: says(program.today.knee.card, "How is your knee now?"))
    assert says(program.today.knee.card, "This morning: 2 of 10")
    assert [check.level for check in program.model.checks] == [2]
    person.close()
    program = person.open()
    assert says(program.today.knee.card, "How is your knee now?")


def test_the_knee_after_a_session_is_kept(person: Person) -> None:
    """The answer on the summary belongs to the session; no answer stays none."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(36 * 60)
    person.press(Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_3)
    program.summary().page.finish()
    (check,) = program.model.checks
    assert (check.level, check.moment.value) == (3, "after")


def test_answers_about_the_knee_are_corrected_later_and_put_back(person: Person) -> None:
    """Before, after and next morning change in the editor; charts and plan follow, and undo brings them back.

    What was answered first stays stored, and the session is marked as edited.
    """
    program = person.open(knee=Knee.LEFT)
    program.today.page.setFocus()
    person.press(Qt.Key.Key_2)  # before the session
    person.press(Qt.Key.Key_Space)
    person.wait(36 * 60)
    person.press(Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_1)
    program.summary().page.finish()
    person.clock.ms += 2 * 86_400_000
    program.window.show_page("progress")
    page = program.progress().page
    page.sheets.open(page.table.session_at(0))
    sheet = page.sheets.sheet()
    assert sheet is not None
    use(sheet, "Answers", by_mouse=True)
    before, after, morning = (
        part(sheet, ZeroToTen, f"Knee pain {when}")
        for when in ("before the session", "right after the session", "the next morning")
    )
    assert (before.value(), knee_of(before, "Left").isChecked()) == (2, True)
    QTest.keyClick(before, Qt.Key.Key_4)
    knee_of(before, "Right").click()
    QTest.keyClick(after, Qt.Key.Key_Backspace)
    QTest.keyClick(morning, Qt.Key.Key_6)
    knee_of(morning, "Right").click()
    button(sheet, str(progress_words.SAVE)).click()
    assert numbers_of(page.knee)[1:] == [
        ("Mon 2 Mar", "4", "–", "–", "–"),
        ("Tue 3 Mar", "–", "–", "–", "6"),
    ]
    assert page.table.row_texts()[0][6] == "4 → –"
    assert program.model.outlook.gate.plan.why is Why.WORSE_MORNING
    first = page.table.model().index(0, 1)
    assert first.data(Qt.ItemDataRole.AccessibleTextRole).endswith(", edited")
    levels = {json.loads(row.content)["level"] for row in stored_answers(person) if row.content}
    assert levels == {1, 2, 4, 6}
    button(page, str(progress_words.UNDO)).click()
    assert numbers_of(page.knee)[1:] == [("Mon 2 Mar", "2", "–", "1", "–")]
    assert program.model.outlook.gate.plan.why is not Why.WORSE_MORNING


def knee_of(level: ZeroToTen, name: str) -> QAbstractButton:
    """The knee of this name under the row of a question."""
    question = level.parentWidget()
    assert isinstance(question, KneeQuestion)
    return button(question, name)


def stored_answers(person: Person) -> list[EntryRow]:
    """Every row about an answer from 0 to 10, also those that were replaced or taken back."""
    with HistoryReader.open(locate(person.folder)) as reader:
        return [row for row in reader.answer_rows() if row.kind == "knee-check"]


def test_a_partial_session_with_every_set_corrected_to_full_is_a_whole_one(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """The sheet says so before it is saved; chart and plan follow, and undo makes it partial again."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(60)
    person.press(Qt.Key.Key_Escape)
    program.sessions().page.panels.leave_chosen.emit("partial")
    program.summary().page.finish()
    assert person.history(capsys)[0]["state"] == "partial"
    program.window.show_page("progress")
    page = program.progress().page
    session = page.table.session_at(0)
    page.sheets.open(session)
    sheet = page.sheets.sheet()
    assert sheet is not None
    (record,) = program.model.records
    results = record.sets
    fields = [field for field in sheet.findChildren(Stepper) if field.isVisible()]
    for field, result in zip(fields[:-1], results[:-1], strict=True):
        type_over(field, str(result.target_reps or (result.target_ms or 0) // 1000))
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert not says(sheet, str(progress_words.BECOMES_WHOLE))
    type_over(fields[-1], str((results[-1].target_ms or 0) // 1000))
    QTest.keyClick(fields[-1], Qt.Key.Key_Return)
    assert says(sheet, str(progress_words.BECOMES_WHOLE))
    button(sheet, str(progress_words.SAVE)).click()
    (told,) = person.history(capsys)
    assert told["state"] == "finished" and told["edited"] is not None
    assert numbers_of(page.sessions)[1][1:4] == ("1", "0", "1")
    assert program.model.outlook.script().session == 2
    button(page, str(progress_words.UNDO)).click()
    assert person.history(capsys)[0]["state"] == "partial"
    assert numbers_of(page.sessions)[1][1:4] == ("0", "1", "0")
    with HistoryReader.open(locate(person.folder)) as reader:
        stored = [event for _, event in reader.events_of(session)]
    original = fold(session, as_it_happened(stored))
    assert original.sets == results


def test_answers_of_the_summary_are_stored_as_they_are_given(person: Person, qtbot: QtBot) -> None:
    """A power cut with the summary open loses none of them: each is in the file before the next key."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(36 * 60)

    def stored() -> tuple[int | None, int | None, str, list[int]]:
        with HistoryReader.open(locate(person.folder)) as reader:
            (told,) = reader.sessions()
            levels = [check.level for check in reader.knee_checks() if check.moment is CheckMoment.AFTER]
        return told.effort, told.pain, told.note, levels

    person.press(Qt.Key.Key_Space, Qt.Key.Key_6)
    assert stored() == (6, None, "", [])
    person.press(Qt.Key.Key_3, Qt.Key.Key_2)
    assert stored() == (6, 3, "", [2])
    program.summary().page.questions.go_back()
    person.press(Qt.Key.Key_1)  # second thoughts replace the answer
    assert stored() == (6, 3, "", [1])
    program.summary().page.after.level.setFocus()
    person.press(Qt.Key.Key_Delete)
    assert stored() == (6, 3, "", [])
    program.summary().page.note.setFocus()
    person.press(Qt.Key.Key_O, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: stored() == (6, 3, "ok", []))
    with HistoryReader.open(locate(person.folder)) as reader:
        events = len(reader.events_of(reader.sessions()[0].id))
    program.summary().page.finish()
    with HistoryReader.open(locate(person.folder)) as reader:
        assert len(reader.events_of(reader.sessions()[0].id)) == events  # closing adds nothing new


def test_an_export_is_imported_in_the_window(
    person: Person, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """On another computer the session is there at once and counts; a second import adds nothing."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(36 * 60)
    program.summary().page.finish()
    program.window.show_page("progress")
    program.progress().export_to(tmp_path / "out", fit=True)
    assert len(list((tmp_path / "out").glob("*.fit"))) == 1
    person.close()
    person.folder = tmp_path / "other"
    program = person.open()
    program.window.show_page("progress")
    assert program.model.outlook.script().session == 1
    file = tmp_path / "out" / "kneetimer.json"
    program.progress().import_from(file)
    assert program.window.current_page() == "progress"
    assert program.model.outlook.script().session == 2
    assert program.progress().page.table.row_texts()[0][1] == "Week 1, session 1"
    program.progress().import_from(file)
    assert len(person.history(capsys)) == 1
    assert "already" in toasted(program.window)[-1]


def test_the_calendar_of_progress_goes_back_to_weeks_that_were_not_read_yet(person: Person) -> None:
    """Twelve weeks back, each day has what was done on it, and the day before the first session ends it."""
    where = locate(person.folder)
    plan, exercises = load_plan("six-week-knee"), load_exercises()
    told = demo.years(plan, exercises, EVENING.date(), 45)
    with History.open_to_write(where, person.clock.now) as history:
        demo.store(history, told)
    program = person.open()
    program.window.show_page("progress")
    everything = progress_view(
        records_of(told), told.checks, (), plan, program.model.preferences, EVENING, exercises=exercises
    )
    card = program.progress().page.calendar
    for pages in (1, 2):
        button(card, str(progress_words.EARLIER)).click()
        expected = everything.calendar(pages).numbers
        assert numbers_of(card) == [expected.columns, *expected.rows]
        assert len(numbers_of(card)) > 6


def read_off(page: ProgressPage) -> list[object]:
    """Everything on the page of progress: its sentence, its sessions, and each chart with its choices."""
    found: list[object] = [page.header.headline.text(), page.table.row_texts()]
    for card in (*page.chart_cards(), page.calendar):
        found.append((lines(card), numbers_of(card)))
    for card in (page.knee, page.dose, page.holds):
        for choice in card.choice.menu().actions():
            choice.trigger()
            found.append((choice.text(), lines(card), numbers_of(card)))
    return found


def test_progress_shows_all_years_though_the_start_read_little(person: Person, qtbot: QtBot) -> None:
    """Every span has the sessions and the answers that the whole history has, to the last number."""
    where = locate(person.folder)
    plan, exercises = load_plan("six-week-knee"), load_exercises()
    told = demo.years(plan, exercises, EVENING.date(), 45)
    with History.open_to_write(where, person.clock.now) as history:
        demo.store(history, told)
    program = person.open()
    assert len(program.model.checks) < len(told.checks) / 3
    program.window.show_page("progress")
    everything = progress_view(
        records_of(told), told.checks, (), plan, program.model.preferences, EVENING, exercises=exercises
    )
    shown, expected = program.progress().page, ProgressPage(Theme())
    qtbot.addWidget(expected)
    expected.show_view(everything)
    for page in (shown, expected):
        page.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    for number in range(len(WeekSpan)):
        for page in (shown, expected):
            page.header.range.menu().actions()[number].trigger()
        assert read_off(shown) == read_off(expected)


def test_an_answer_that_cannot_be_stored_now_is_stored_later(person: Person) -> None:
    """While nothing can be written the answer still steers, the window says so, and no answer is lost."""
    program = person.open(knee=Knee.LEFT)
    assert program.model.history is not None
    program.model.history._database.connection.execute("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(locate(person.folder).database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        program.today.page.setFocus()
        person.press(Qt.Key.Key_7)
        assert "cannot save" in program.window.banner.message()
        assert program.model.outlook.gate.plan.why is Why.MUCH_PAIN
        with HistoryReader.open(locate(person.folder)) as reader:
            assert reader.knee_checks() == []
    person.close()
    with HistoryReader.open(locate(person.folder)) as reader:
        assert [check.level for check in reader.knee_checks()] == [7]


@pytest.mark.parametrize("stay", [False, True])
def test_a_rehearsal_ends_by_itself_or_stays(
    person: Person, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot, stay: bool
) -> None:
    """Its summary closes the window after a moment; where it is to stay, that takes the person's button."""
    monkeypatch.setattr(session_flow, "SUMMARY_OF_REHEARSAL_MS", 0)
    program = person.open()
    program.flow.rehearse(program.model.outlook.script(), stay=stay)
    for _ in range(4000):
        if not program.sessions().driver.is_running():
            break
        person.wait(2)
    assert program.summary().page.isVisible() or not stay
    later = QTimer(singleShot=True, interval=1)
    with qtbot.waitSignal(later.timeout):
        later.start()
    assert program.window.isVisible() is stay
    if stay:
        QTest.mouseClick(button(program.summary().page, "Later"), Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not program.window.isVisible())
