"""What cannot be stored is shown as done, tried again, and in a file beside the data after closing."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from failing_disk import AVAILABLE, FailingDisk
from fakes import StandingClock
from on_screen import reads
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox
from pytestqt.qtbot import QtBot
from test_locked_file import held

from kneetimer.core.elapsed import STOOD_STILL_MS
from kneetimer.core.player import Status
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Answered, Paused, SessionState
from kneetimer.core.script import build_script
from kneetimer.core.written_down import written_down
from kneetimer.program import saver
from kneetimer.program.program import Program
from kneetimer.storage.engine.check import verify
from kneetimer.storage.exchange import rescue
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.ui.shell.theme import load_fonts

EVENING = datetime.fromisoformat("2026-11-26T18:30:00+01:00")
SAYS = "another program is using it"
INSIDE = "Something went wrong inside"


@pytest.fixture
def where(memory_path: Path) -> Locations:
    there = locate(memory_path / "data")
    with History.open_to_write(there, lambda: EVENING) as history:
        chosen = Preferences(safety_accepted="1", full_screen=False, sounds=False, get_set_s=0)
        history.save_preferences(chosen)
    return there


class Desk:
    """The program over one data folder, opened and closed as often as a test likes."""

    def __init__(self, where: Locations, qtbot: QtBot) -> None:
        self.where = where
        self.qtbot = qtbot
        self.clock = StandingClock(EVENING)
        self.program: Program | None = None

    def open(self) -> Program:
        load_fonts()
        history = History.open_to_write(self.where, self.clock.now)
        history._database.connection.execute("PRAGMA busy_timeout = 20")  # nobody has to wait for a test
        self.program = Program(self.where, history, None, clock=self.clock)
        self.program.show()
        self.qtbot.waitExposed(self.program.window)
        return self.program

    def close(self) -> None:
        program, self.program = self.program, None
        if program is not None:
            program.window.close()
            program.window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def play_to_the_end(self) -> None:
        """Pieces are shorter than what would be taken for a program that stood still."""
        assert self.program is not None
        driver = self.program.sessions().driver
        while driver.is_running():
            self.clock.ms += STOOD_STILL_MS * 0.8
            driver.tick()

    def stored(self) -> list[tuple[SessionState, int]]:
        with HistoryReader.open(self.where) as reader:
            return [(each.state, sum(one.reps or 0 for one in each.sets)) for each in reader.sessions()]


@pytest.fixture
def desk(where: Locations, qtbot: QtBot) -> Iterator[Desk]:
    made = Desk(where, qtbot)
    yield made
    made.close()


def texts(program: Program) -> str:
    shown = (label.text() for label in program.window.findChildren(QLabel) if label.isVisible())
    return "\n".join(shown)


def answer(button: str, program: Program) -> list[str]:
    """Press a button of the question once it comes up; what the question said is in the list then."""
    said: list[str] = []
    looks = QTimer(program)
    looks.setInterval(10)

    def press() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            looks.stop()
            said.append(f"{box.text()} {box.informativeText()}")
            next(each for each in box.buttons() if each.text() == button).click()

    looks.timeout.connect(press)
    looks.start()
    return said


def test_a_session_that_is_only_unsaved_is_done(desk: Desk, where: Locations) -> None:
    """Summary, Today and Progress agree that it is done, say why it is not saved, and no card asks."""
    program = desk.open()
    program.entry.start()
    desk.clock.ms += 1000
    program.sessions().driver.tick()
    with held(where.database):
        desk.play_to_the_end()
        desk.qtbot.waitUntil(lambda: SAYS in texts(program))
        assert reads(program.summary().page, "is done")
        assert "Not saved yet" in texts(program)
        program.summary().page.finish()
        assert program.today.page.isVisible()
        assert "interrupted" not in texts(program).lower()
        assert program.model.outlook.due.session == 2
        desk.qtbot.waitUntil(lambda: "Not saved yet" in program.window.banner.message())
        program.window.show_page("progress")
        assert program.progress().page.table.row_texts()[0][1] == "Week 1, session 1"
        view = program.progress()._view
        assert view is not None and "not saved yet" in view.rows[0].description
        desk.qtbot.waitUntil(lambda: "Not saved yet" in program.window.banner.message())
    desk.qtbot.waitUntil(lambda: not program.model.not_saved, timeout=10_000)
    assert program.window.banner.isHidden()
    ((state, reps),) = desk.stored()
    assert (state, reps > 200) == (SessionState.FINISHED, True)
    assert verify(where.database) == []
    assert rescue.files(where) == []


def test_closing_asks_and_the_next_start_takes_it_in(desk: Desk, where: Locations) -> None:
    """Wait keeps the window; Close leaves a private file, which the next start stores once and deletes."""
    program = desk.open()
    with held(where.database):
        program.entry.start()
        desk.play_to_the_end()
        desk.qtbot.waitUntil(lambda: bool(program.model.not_saved))
        said = answer("Wait", program)
        program.window.close()
        assert SAYS in said[0] and program.window.isVisible()
        answer("Close", program)
        desk.close()
    (file,) = rescue.files(where)
    assert file.stat().st_mode & 0o777 == 0o600
    assert json.loads(file.read_text())["format"] == "kneetimer-export"
    assert not where.lock.exists()
    kept = file.read_bytes()
    program = desk.open()
    assert "is saved now" in program.window.banner.message()
    assert not file.exists()
    (done,) = desk.stored()
    assert done[0] is SessionState.FINISHED
    desk.close()
    file.write_bytes(kept)  # as after a power cut between storing and deleting
    desk.open()
    assert desk.stored() == [done]
    assert verify(where.database) == []


def test_what_waits_can_be_kept_elsewhere(
    desk: Desk, where: Locations, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of the person's choice holds the session, for Import to take."""
    chosen = tmp_path / "mine.json"
    monkeypatch.setattr(
        "kneetimer.program.saving_controller.QFileDialog.getSaveFileName", lambda *_: (str(chosen), "")
    )
    monkeypatch.setattr("kneetimer.program.saving_controller.QMessageBox.information", lambda *_: None)
    program = desk.open()
    with held(where.database):
        program.entry.start()
        desk.play_to_the_end()
        desk.qtbot.waitUntil(lambda: bool(program.model.not_saved))
        answer("Save elsewhere…", program)
        desk.close()
    assert len(json.loads(chosen.read_text())["sessions"]) == 1


def test_the_system_ends_the_program_without_a_question(desk: Desk, where: Locations) -> None:
    """A logout waits for no answer: what is not saved goes into the file, with the session that runs."""
    program = desk.open()
    with held(where.database):
        program.entry.start()
        desk.clock.ms += 1000
        program.sessions().driver.tick()
        program._signals.asked.emit()
        assert not program.window.isVisible()
    assert len(rescue.files(where)) == 1
    program = desk.open()
    assert "interrupted" in texts(program).lower()


def test_tries_come_less_often_and_at_once_when_the_window_is_wanted(
    desk: Desk, where: Locations, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The pauses double up to their limit; coming to the front tries without waiting for the next."""
    monkeypatch.setattr(saver, "FIRST_PAUSE_MS", 60_000)
    program = desk.open()
    with held(where.database):
        program.model.choose(program.model.preferences.with_(volume=11))
        program.model.flush()
        desk.qtbot.waitUntil(lambda: bool(program.model.not_saved))
    QApplication.sendEvent(program.window, QEvent(QEvent.Type.WindowActivate))
    desk.qtbot.waitUntil(lambda: not program.model.not_saved, timeout=5_000)
    with HistoryReader.open(where) as reader:
        assert reader.preferences()[0].volume == 11


def other_data(folder: Path) -> Path:
    """The data file of somebody who did one session two days before, such as a sync program brings."""
    there = locate(folder / "other")
    plan = load_plan("six-week-knee")
    script = build_script(plan, 1, 1, Preferences(), load_exercises())
    done = written_down(
        script, EVENING - timedelta(days=2), "Europe/Vienna", 1_500_000, Answered(None, None, "")
    )
    with History.open_to_write(there, lambda: EVENING) as history:
        chosen = Preferences(safety_accepted="1", full_screen=False, sounds=False, get_set_s=0)
        history.save_preferences(chosen)
        history.add_session(done)
    return there.database


@pytest.mark.parametrize(
    ("how", "button"),
    [
        ("replaced", "Keep both"),
        ("replaced", "Put mine back"),
        ("replaced", "Use the other"),
        ("overwritten", "Keep both"),
        ("overwritten", "Use the other"),
        ("deleted", "Put mine back"),
    ],
)
def test_another_file_in_our_place_loses_nothing(
    desk: Desk, where: Locations, memory_path: Path, how: str, button: str
) -> None:
    """The session goes on; afterwards one question decides, and what is not used is kept."""
    other = other_data(memory_path)
    program = desk.open()
    program.entry.start()
    desk.clock.ms += 1000
    program.sessions().driver.tick()
    if how == "replaced":
        os.replace(other, where.database)
    elif how == "overwritten":
        where.database.write_bytes(other.read_bytes())
    else:
        where.database.unlink()
    desk.play_to_the_end()
    desk.qtbot.waitUntil(lambda: bool(program.model.not_saved))
    assert reads(program.summary().page, "is done")
    said = answer(button, program)
    program.summary().page.finish()
    desk.qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    desk.qtbot.waitUntil(lambda: not program.model.not_saved, timeout=10_000)
    assert "Not saved yet" not in texts(program)
    finished = [state for state, reps in desk.stored() if state is SessionState.FINISHED]
    assert len(finished) == {"Keep both": 2, "Put mine back": 1, "Use the other": 1}[button]
    days = {each.started.date() for each in program.model.records}
    assert (EVENING.date() in days) == (button != "Use the other")
    if button == "Use the other":
        kept = [*where.data_dir.glob("*.not-taken-in"), *where.backups_dir.glob("*.not-taken-in")]
        assert any(EVENING.date().isoformat() in path.read_text() for path in kept)
    assert verify(where.database) == []
    assert INSIDE not in texts(program)


@pytest.mark.parametrize("how", ["replaced", "overwritten"])
def test_another_file_is_noticed_when_the_window_comes_to_the_front(
    desk: Desk, where: Locations, memory_path: Path, how: str
) -> None:
    """A sync program has brought another file while nothing was written: it is asked at once."""
    with History.open_to_write(where, lambda: EVENING) as history:
        plan = load_plan("six-week-knee")
        script = build_script(plan, 1, 1, Preferences(), load_exercises())
        day = EVENING - timedelta(days=4)
        history.add_session(written_down(script, day, "Europe/Vienna", 1_500_000, Answered(None, None, "")))
        history.back_up()
    program = desk.open()
    other = other_data(memory_path)
    if how == "replaced":
        os.replace(other, where.database)
    else:
        where.database.write_bytes(other.read_bytes())
    said = answer("Keep both", program)
    QApplication.sendEvent(program.window, QEvent(QEvent.Type.WindowActivate))
    desk.qtbot.waitUntil(lambda: bool(said), timeout=10_000)
    desk.qtbot.waitUntil(lambda: len(program.model.records) == 2, timeout=10_000)
    assert verify(where.database) == []


@pytest.mark.skipif(not AVAILABLE, reason="this Python has SQLite built in")
def test_a_disk_that_takes_seconds_holds_no_session(desk: Desk, where: Locations) -> None:
    """No step waits for the disk, nothing of it is sleep, and all is stored once it answers."""
    stands_s = 1.5
    slow = iter(range(4))
    with FailingDisk() as disk:
        program = desk.open()
        program.entry.start()
        driver = program.sessions().driver
        disk.before_each = lambda _: time.sleep(stands_s) if next(slow, None) is not None else None
        longest = 0.0
        for _ in range(240):
            desk.clock.ms += 1000
            began = time.monotonic()
            driver.tick()
            longest = max(longest, time.monotonic() - began)
        assert longest < stands_s / 2
        assert driver.state is not None and driver.state.status in (Status.RUNNING, Status.COUNT_IN)
        desk.qtbot.waitUntil(lambda: "takes long to answer" in program.model.not_saved, timeout=20_000)
        desk.qtbot.waitUntil(lambda: not program.model.queue.waits, timeout=20_000)
        told = program.model.queue.told(program.sessions().session)
        assert told is not None
        with HistoryReader.open(where) as reader:
            stored = [event for _, event in reader.events_of(program.sessions().session)]
        assert stored == [event for _, event in told.events]
        assert not any(isinstance(event, Paused) for event in stored)
        desk.close()


def test_the_system_ends_the_program_while_it_asks(desk: Desk, where: Locations) -> None:
    """A question about what is not saved holds up no logout: it goes, and what waits is put aside."""
    program = desk.open()
    looks = QTimer(program)
    looks.setInterval(10)
    asked: list[str] = []

    def end() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            asked.append(box.text())
            looks.stop()
            QTimer.singleShot(10_000, box, box.reject)  # a test that fails does not wait for ever
            program._saving.end()

    looks.timeout.connect(end)
    with held(where.database):
        program.entry.start()
        desk.play_to_the_end()
        desk.qtbot.waitUntil(lambda: bool(program.model.not_saved))
        looks.start()
        program.window.close()
        assert len(asked) == 1 and not program.window.isVisible()
        assert program.model.history is None
    assert len(rescue.files(where)) == 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no pipes in folders")
def test_all_that_is_wrong_at_the_start_is_told_at_once(desk: Desk, where: Locations) -> None:
    """A file that cannot be taken in and a plan that cannot be read: neither hides the other."""
    os.mkfifo(where.data_dir / rescue.name_of(where, EVENING))
    where.plans_dir.mkdir()
    (where.plans_dir / "mine.toml").write_text("nothing")
    told = desk.open().window.banner.message()
    assert "it is not a file" in told and "mine.toml" in told


@pytest.fixture
def hanging_disk() -> Iterator[Callable[[], None]]:
    """A disk that works until it is told to hang for who writes the data; it answers after the test."""
    answers = threading.Event()
    with FailingDisk() as disk:

        def hang() -> None:
            disk.before_each = lambda _: threading.current_thread().name == "saver" and answers.wait(30)

        yield hang
        answers.set()


@pytest.mark.skipif(not AVAILABLE, reason="this Python has SQLite built in")
def test_a_disk_that_hangs_is_given_its_moment_once(desk: Desk, hanging_disk: Callable[[], None]) -> None:
    """Thirty steps on end do not wait for it thirty times."""
    program = desk.open()
    assert program.model.saver is not None and program.model.queue is not None
    program.model.saver.set_in_session(True)
    hanging_disk()
    began = time.monotonic()
    for volume in range(30):
        program.model.queue.save_preferences(replace(program.model.preferences, volume=volume))
    assert time.monotonic() - began < 30 * saver.PATIENCE_IN_SESSION_S / 2


@pytest.mark.skipif(not AVAILABLE, reason="this Python has SQLite built in")
def test_a_system_that_shuts_down_does_not_wait_for_a_disk_that_hangs(
    desk: Desk, where: Locations, hanging_disk: Callable[[], None]
) -> None:
    """The program is gone within a moment, and what the disk did not take is in a file elsewhere."""
    program = desk.open()
    program.entry.start()
    driver = program.sessions().driver
    for _ in range(60):
        desk.clock.ms += 1000
        driver.tick()
    hanging_disk()
    for _ in range(60):
        desk.clock.ms += 1000
        driver.tick()
    began = time.monotonic()
    program._saving.end()
    assert time.monotonic() - began < saver.AT_THE_END_S
    assert rescue.files(where)
