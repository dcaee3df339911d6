"""Trials of the whole program, run as often as one likes: kills, signals, other files, many sessions.

The tests run them short; packaging/campaigns/torture.py runs them long. `broken` holds a sentence for each
promise that was not kept.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import random
import shutil
import signal
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from pathlib import Path
from unittest.mock import patch

from storage_trials import Outcome, rounds
from stored_sessions import StillClock, began, content_of, store, whole_session

from kneetimer.core.record import SessionRecord, SessionState
from kneetimer.storage.engine.backup import backups_in
from kneetimer.storage.engine.check import verify
from kneetimer.storage.engine.restore import restore
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.records.history import History, HistoryReader

SPEED = 400  # a session of 35 minutes in about five seconds
EVENING = datetime.fromisoformat("2026-11-26T18:30:00+01:00")
GONE_S = 2.0  # within which a program that is asked to end has ended
STANDS_S = 3.0  # then no other set comes: the session is over


def killed_program(folder: Path, count: int, seed: int = 1) -> Outcome:
    """The real program is killed at random moments of its sessions and started again, over one folder."""
    outcome = Outcome()
    chance = random.Random(seed)
    where = locate(folder / "data")
    acknowledged: dict[int, tuple[str, str]] = {}
    over: set[str] = set()
    how = "start"
    for kill in rounds(count):
        program = _Running(where, how, kill)
        program.play(chance.randint(0, 8), chance.uniform(0.0, 0.15))
        program.send(signal.SIGKILL)
        lines = program.rest()[0]
        acknowledged |= told_sets(lines)
        outcome.counts["kills"] += 1
        if not where.database.exists():
            outcome.expect(not acknowledged, f"kill {kill}: the file is gone")
            continue
        outcome.expect(verify(where.database) == [], f"kill {kill}: the file is not whole")
        with HistoryReader.open(where) as reader:
            sessions = [each for each in reader.sessions() if each.id not in over]
        outcome.expect(not reader.unreadable, f"kill {kill}: {reader.unreadable}")
        if not sessions:  # killed before the session began
            outcome.expect(not acknowledged, f"kill {kill}: the session is gone")
            continue
        session = sessions[0]
        stored = _judge(outcome, f"kill {kill}", session, acknowledged, _in_writing(lines))
        outcome.counts["sets acknowledged and there"] += len(acknowledged)
        acknowledged = stored  # the next start shows also what nobody was told of
        if session.state is SessionState.RUNNING:
            place = session.place.step
            outcome.expect(place >= max(acknowledged, default=0), f"kill {kill}: it would resume at {place}")
            how = "go-on"
        else:
            acknowledged, how = {}, "start"
            over.add(session.id)
            outcome.counts["sessions played to their end"] += 1
    return outcome


def _judge(
    outcome: Outcome,
    what: str,
    session: SessionRecord,
    acknowledged: dict[int, tuple[str, str]],
    in_writing: int,
) -> dict[int, tuple[str, str]]:
    """Check a session against what was acknowledged of it, and return what is stored."""
    stored = {each.step: (str(each.reps), each.state.value) for each in session.sets if each.ms or each.reps}
    lost = {step: told for step, told in acknowledged.items() if stored.get(step) != told}
    outcome.expect(not lost, f"{what}: lost or changed: {lost}")
    untold = len(stored) - len(acknowledged)
    outcome.counts["sets there that nobody was told of"] += max(0, untold)
    outcome.expect(
        untold <= in_writing, f"{what}: {untold} sets that nobody told of, {in_writing} were in writing"
    )
    steps = [each.step for each in session.sets]
    outcome.expect(len(steps) == len(set(steps)), f"{what}: a set is there twice")
    return stored


# A program that has loaded everything and done nothing: each trial goes on from a copy of it.
_loaded = multiprocessing.get_context("forkserver")
_loaded.set_forkserver_preload(["session_process"])
# Where it looks for modules: Python 3.11 forgets to tell it.
_HERE = {"PYTHONPATH": os.pathsep.join((str(Path(__file__).parent), os.environ.get("PYTHONPATH", "")))}


class _Running:
    """The real program in a process of its own, with its window open."""

    def __init__(self, where: Locations, how: str, attempt: int) -> None:
        with patch.dict(os.environ, _HERE):
            forkserver.ensure_running()
        self._hears, tells = _loaded.Pipe(duplex=False)
        self._process = _loaded.Process(target=_be_the_program, args=(where.data_dir, how, tells, attempt))
        self._process.start()
        self._told: list[str] = []
        tells.close()
        assert self._hears.recv() == "window"

    def send(self, asked: signal.Signals) -> None:
        assert self._process.pid is not None
        os.kill(self._process.pid, asked)

    def play(self, sets: int, seconds: float) -> None:
        """Let it play so many sets, or to the end of the session, and some more: the moment of the trial."""
        while sets > 0 and self._hears.poll(STANDS_S):
            self._told.append(self._hears.recv())
            sets -= self._told[-1].startswith("set")
        time.sleep(seconds)  # not a wait for anything

    def rest(self) -> tuple[list[str], int | None]:
        """All that it told until it had ended, and its exit code."""
        with suppress(EOFError, OSError):  # the last line may be cut
            while True:
                self._told.append(self._hears.recv())
        self._process.join()
        self._hears.close()
        return self._told, self._process.exitcode


def _be_the_program(folder: Path, how: str, tells: Connection, attempt: int) -> None:
    import session_process  # loads Qt, in that process alone

    # An hour after the attempt before, so that the newest session is the one that was played last.
    session_process.play(folder, SPEED, how, tells.send, EVENING + timedelta(hours=attempt))


def _in_writing(lines: list[str]) -> int:
    """How many sets were being stored at the end: all of them may be there, or none."""
    writing = [at for at, line in enumerate(lines) if line.startswith("writing")]
    return int(lines[writing[-1]].split()[1]) - len(lines[writing[-1] + 1 :]) if writing else 0


def told_sets(lines: list[str]) -> dict[int, tuple[str, str]]:
    """Step -> reps and state of each set that the program said was stored."""
    told = {}
    for line in lines:
        word, *values = line.split()
        if word == "set":
            told[int(values[0])] = (values[1], values[2])
    return told


def asked_to_end(folder: Path, count: int, seed: int = 1) -> Outcome:
    """The system asks the program to end in a session, as a terminal, a logout or a reboot does."""
    outcome = Outcome()
    chance = random.Random(seed)
    where = locate(folder / "data")
    how, slowest = "start", 0.0
    for attempt in rounds(count):
        asked = chance.choice((signal.SIGTERM, signal.SIGINT, signal.SIGHUP))
        program = _Running(where, how, attempt)
        program.play(chance.randint(0, 3), chance.uniform(0.0, 0.15))
        program.send(asked)
        began_s = time.monotonic()
        lines, code = program.rest()
        slowest = max(slowest, time.monotonic() - began_s)
        outcome.counts[asked.name] += 1
        outcome.counts["later than 2 s on this machine then"] += time.monotonic() - began_s > GONE_S
        what = f"attempt {attempt}, {asked.name}"
        outcome.expect(code == 0, f"{what}: exit code {code}")
        outcome.expect(not where.lock.exists(), f"{what}: its lock is still there")
        outcome.expect(verify(where.database) == [], f"{what}: the file is not whole")
        with HistoryReader.open(where) as reader:
            sessions = reader.sessions()
        running = bool(sessions) and sessions[0].state is SessionState.RUNNING
        if sessions:
            told = told_sets(lines)
            stored = {each.step: (str(each.reps), each.state.value) for each in sessions[0].sets}
            lost = {step: each for step, each in told.items() if stored.get(step) != each}
            outcome.expect(not lost, f"{what}: lost: {lost}")
        how = "go-on" if running else "start"
    outcome.counts["slowest end in ms"] = round(1000 * slowest)
    return outcome


def restored_backups(folder: Path, count: int, seed: int = 1) -> Outcome:
    """Each of many backups is put back, in any order: everything is as it was when it was made."""
    outcome = Outcome()
    chance = random.Random(seed)
    here = locate(folder / "data")
    clock = StillClock()
    then: dict[Path, object] = {}
    with History.open_to_write(here, clock) as history:
        for number in range(count):
            store(history, whole_session(began(1 + number % 6, started=clock.now)))
            # Kept apart, as the second place does: of so many in the first, a rule keeps fewer.
            made = folder / f"{number}.db"
            shutil.copyfile(history.back_up(), made)
            then[made] = content_of(made)
            clock.now += timedelta(days=1)
    order = list(then)
    chance.shuffle(order)
    for made in order:
        done = restore(made, here, clock.now)
        clock.now += timedelta(seconds=1)
        outcome.counts["backups put back"] += 1
        outcome.expect(content_of(here.database) == then[made], f"{made.name}: not as it was")
        outcome.expect(done.kept is not None and done.kept.exists(), f"{made.name}: nothing was kept")
        outcome.expect(verify(here.database) == [], f"{made.name}: the file is not whole")
    outcome.expect(bool(backups_in(here.backups_dir)), "the backups are gone")
    return outcome


def swapped_files(folder: Path, count: int, seed: int = 1) -> Outcome:
    """Another file takes the place of the data file while a session runs; all of it is there afterwards."""
    from window_trials import swap  # loads Qt

    outcome = Outcome()
    chance = random.Random(seed)
    for attempt in rounds(count):
        place = folder / str(attempt)
        place.mkdir()
        swap(outcome, place, chance, f"attempt {attempt}")
        shutil.rmtree(place, ignore_errors=True)
    return outcome


def slow_disk(folder: Path, count: int, seed: int = 1) -> Outcome:
    """Each write takes five seconds, for so many steps of a session: none of them waits for it."""
    import window_trials  # loads Qt

    outcome = Outcome()
    window_trials.slow_disk(outcome, folder, count, 5.0)
    return outcome


def sessions_in_a_row(folder: Path, count: int, seed: int = 1) -> Outcome:
    """One program plays session after session: memory, files, threads and objects do not grow."""
    from window_trials import Player  # loads Qt

    outcome = Outcome()
    player = Player(locate(folder / "data"))
    measured: list[tuple[float, list[str], int, int]] = []
    for number in rounds(count):
        player.play_one()
        outcome.counts["sessions"] += 1
        if number >= count // 5 and (count < 50 or number % 10 == 0):  # what is loaded once is loaded then
            player.program.flow.backups.finish(60)  # it has files open while it is made
            measured.append((_memory_mb(), _open_files(), threading.active_count(), _objects()))
    player.close()
    with HistoryReader.open(player.where) as reader:
        done = [each for each in reader.sessions() if each.state is SessionState.FINISHED]
    count = outcome.counts["sessions"]
    outcome.expect(len(done) == count, f"{len(done)} of {count} sessions are stored as finished")
    outcome.expect(verify(player.where.database) == [], "the file is not whole")
    half = len(measured) // 2
    early, late = measured[:half], measured[half:]
    growth = sum(each[0] for each in late) / len(late) - sum(each[0] for each in early) / len(early)
    more = sum(each[3] for each in late) / len(late) - sum(each[3] for each in early) / len(early)
    outcome.counts["growth from first to second half in KB"] = round(1024 * growth)
    outcome.counts["objects of Python more from first to second half"] = round(more)
    outcome.counts["memory at the end in MB"] = round(measured[-1][0])
    # A record of a session is some KB, and what is loaded late some MB; more than 60 KB a session is a leak.
    outcome.expect(growth * 1024 < max(8_192, 60 * count), f"memory grows by {growth:.1f} MB")
    # In few words a session is a handful of objects; what is kept of the last few is there in the first half.
    outcome.expect(more < max(5_000, 10 * count), f"there are {more:.0f} objects more")
    # The fewest: what is open for a moment, while something is read or kept apart, is gone at another one.
    threads = [min(each[2] for each in part) for part in (early, late)]
    outcome.expect(threads[1] <= threads[0] + 1, f"threads: {threads[0]} to {threads[1]}")
    files = [min((each[1] for each in part), key=len) for part in (early, late)]
    outcome.expect(len(files[1]) <= len(files[0]) + 1, f"files: {files[0]} to {files[1]}")
    return outcome


def _memory_mb() -> float:
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    return 0.0


def _objects() -> int:
    gc.collect()
    return len(gc.get_objects())


def _open_files() -> list[str]:
    """What is open, by the names that the system has for it; nothing where it does not tell."""
    names = []
    with suppress(OSError):
        for each in os.listdir("/proc/self/fd"):
            with suppress(OSError):  # the folder that was just listed is open no more
                names.append(os.readlink(f"/proc/self/fd/{each}"))
    return names
