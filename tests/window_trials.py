"""The program with its window, played by a clock that a trial moves: for program_trials.py. Loads Qt."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from failing_disk import FailingDisk
from fakes import StandingClock
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from storage_trials import Outcome

from kneetimer.core.player import Status
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Answered, SessionState
from kneetimer.core.script import build_script
from kneetimer.core.written_down import written_down
from kneetimer.program.program import Program
from kneetimer.program.start import application
from kneetimer.storage.engine.check import verify
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History, HistoryReader

from program_trials import EVENING  # isort: skip

FIRST = Preferences(safety_accepted="1", full_screen=False, sounds=False, voice=False, get_set_s=0)
LONGEST_S = 60.0
TICK_MS = 8_000  # time that a busy window lost, and that was spent; after ten seconds a session pauses
MOST_LATER_MS = 40


class Player:
    """Plays sessions from Today to the summary, one after the other, without waiting."""

    def __init__(self, where: Locations) -> None:
        self.app = QApplication.instance() or application()
        self.where = where
        self.clock = StandingClock(EVENING)
        history = History.open_to_write(where, self.clock.now)
        history.save_preferences(FIRST)
        self.program = Program(where, history, None, clock=self.clock)
        self.program.show()

    def play(self, seconds: float) -> None:
        driver = self.program.sessions().driver
        until = self.clock.ms + 1000 * seconds
        while self.clock.ms < until and driver.is_running():
            self.clock.ms += TICK_MS
            driver.tick()

    def play_one(self) -> None:
        """A whole session, three days after the one before."""
        self.program.window.show_page("today")
        self.program.entry.start()
        self.play(7_200)
        self.program.summary().page.finish()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        self.clock.sleep(3 * 86_400_000)

    def close(self) -> None:
        self.program.window.close()
        self.program.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def wait_for(happened: Callable[[], object], what: str, outcome: Outcome) -> bool:
    """Let the program run until something has happened. False where it does not."""
    deadline = time.monotonic() + LONGEST_S
    while not happened() and time.monotonic() < deadline:
        QTest.qWait(5)
    outcome.expect(bool(happened()), what)
    return bool(happened())


def swap(outcome: Outcome, folder: Path, chance: random.Random, what: str) -> None:
    """One session under which the file is replaced, overwritten or deleted, and one answer afterwards."""
    how = chance.choice(("replaced", "overwritten", "deleted"))
    button = "Put mine back" if how == "deleted" else "Keep both"
    what = f"{what}, {how}"
    player = Player(locate(folder / "data"))
    program, where = player.program, player.where
    program.entry.start()
    player.play(chance.uniform(1, 1_500))
    # Where nothing of ours is in the file yet, nothing of ours is lost with it, and nobody is asked.
    wait_for(lambda: not program.model.queue.waits, f"{what}: not stored", outcome)
    _put_another(where, _other(folder), how)
    player.play(7_200)
    outcome.counts[how] += 1
    record = program.model.record_of(program.sessions().session)
    reps = sum(each.reps or 0 for each in record.sets)
    wait_for(lambda: program.model.not_saved, f"{what}: not noticed", outcome)
    looks = QTimer(program)
    looks.setInterval(10)
    pressed: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            looks.stop()
            pressed.append(box.text())
            next(each for each in box.buttons() if each.text() == button).click()

    looks.timeout.connect(press)
    looks.start()
    program.summary().page.finish()
    if wait_for(lambda: pressed, f"{what}: nothing was asked", outcome):
        wait_for(lambda: not program.model.not_saved, f"{what}: still not saved", outcome)
    looks.stop()
    player.close()
    with HistoryReader.open(where) as reader:
        ours = [each for each in reader.sessions() if each.started.date() == EVENING.date()]
        others = [each for each in reader.sessions() if each.started.date() != EVENING.date()]
    stored = [sum(each.reps or 0 for each in one.sets) for one in ours]
    outcome.expect(stored == [reps], f"{what}: {reps} reps were done, {stored} are stored")
    outcome.expect([each.state for each in ours] == [SessionState.FINISHED], f"{what}: not finished")
    outcome.expect(len(others) == (how != "deleted"), f"{what}: {len(others)} sessions of the other file")
    outcome.expect(verify(where.database) == [], f"{what}: the file is not whole")
    outcome.counts["reps that are all there"] += reps


def _other(folder: Path) -> Path:
    """The data of another computer, as a sync program brings it."""
    there = locate(folder / "other")
    script = build_script(load_plan("six-week-knee"), 1, 1, Preferences(), load_exercises())
    day = EVENING - timedelta(days=2)
    with History.open_to_write(there, lambda: EVENING) as history:
        history.save_preferences(FIRST)
        history.add_session(written_down(script, day, "Europe/Vienna", 1_500_000, Answered(None, None, "")))
    return there.database


def _put_another(where: Locations, other: Path, how: str) -> None:
    deadline = time.monotonic() + LONGEST_S
    while where.database.with_name(where.database.name + "-journal").exists():  # in the middle of a write
        assert time.monotonic() < deadline
        QCoreApplication.processEvents()
    if how == "replaced":
        os.replace(other, where.database)
    elif how == "overwritten":
        where.database.write_bytes(other.read_bytes())
    else:
        where.database.unlink()


def slow_disk(outcome: Outcome, folder: Path, count: int, stands_s: float) -> None:
    """How much later a step of a session is done where each write of the disk takes `stands_s`."""
    quick_ms = _steps_ms(outcome, folder / "quick", count, 0.0)
    slow_ms = _steps_ms(outcome, folder / "slow", count, stands_s)
    outcome.counts["ms in 99 of 100 steps, quick disk"] = round(quick_ms)
    outcome.counts["ms in 99 of 100 steps, slow disk"] = round(slow_ms)
    outcome.expect(slow_ms - quick_ms <= MOST_LATER_MS, f"a step waits {slow_ms - quick_ms:.0f} ms longer")


def _steps_ms(outcome: Outcome, folder: Path, count: int, stands_s: float) -> float:
    """What 99 of 100 steps of a session take at most, apart from its first, in which the screen is made."""
    what = f"a write of {stands_s} s"
    with FailingDisk() as disk:
        player = Player(locate(folder))
        player.program.entry.start()
        player.play(30)
        if stands_s:
            disk.before_each = lambda _: time.sleep(stands_s)
        driver, took_ms = player.program.sessions().driver, []
        for _ in range(count):
            player.clock.ms += 500
            began_s = time.perf_counter()
            driver.tick()
            took_ms.append(1000 * (time.perf_counter() - began_s))
        state = driver.state
        outcome.expect(state is not None and state.status is not Status.PAUSED, f"{what}: it was paused")
        disk.before_each = None
        wait_for(lambda: not player.program.model.queue.waits, f"{what}: not stored", outcome)
        session = player.program.sessions().session
        sets = player.program.model.record_of(session).sets
        player.close()
    with HistoryReader.open(player.where) as reader:
        outcome.expect(reader.record_of(session).sets == sets, f"{what}: not all of it is stored")
    outcome.counts["steps"] += count
    return sorted(took_ms)[int(0.99 * len(took_ms)) - 1]
