"""Trials of the whole program, run as often as one likes: kills, signals, other files, many sessions.

The tests run them short; packaging/campaigns/torture.py runs them long. `broken` holds a sentence for each
promise that was not kept.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from storage_trials import Outcome, rounds
from stored_sessions import StillClock, began, content_of, store, whole_session

from kneetimer.core.record import SessionRecord, SessionState
from kneetimer.storage.engine.backup import backups_in
from kneetimer.storage.engine.check import verify
from kneetimer.storage.engine.restore import restore
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.records.history import History, HistoryReader

CHILD = Path(__file__).with_name("session_process.py")
SPEED = 400  # a session of 35 minutes in about five seconds
EVENING = datetime.fromisoformat("2026-11-26T18:30:00+01:00")
GONE_S = 2.0  # within which a program that is asked to end has ended


def killed_program(folder: Path, count: int, seed: int = 1) -> Outcome:
    """The real program is killed at random moments of its sessions and started again, over one folder."""
    outcome = Outcome()
    chance = random.Random(seed)
    where = locate(folder / "data")
    acknowledged: dict[int, tuple[str, str]] = {}
    how = "start"
    for kill in rounds(count):
        acknowledged |= told_sets(_kill_after(where, how, chance.uniform(0.0, 0.7)))
        outcome.counts["kills"] += 1
        if not where.database.exists():
            outcome.expect(not acknowledged, f"kill {kill}: the file is gone")
            continue
        outcome.expect(verify(where.database) == [], f"kill {kill}: the file is not whole")
        with HistoryReader.open(where) as reader:
            sessions = reader.sessions()
        outcome.expect(not reader.unreadable, f"kill {kill}: {reader.unreadable}")
        if not sessions:  # killed before the session began
            outcome.expect(not acknowledged, f"kill {kill}: the session is gone")
            continue
        session = sessions[0]
        stored = _judge(outcome, f"kill {kill}", session, acknowledged)
        outcome.counts["sets acknowledged and there"] += len(acknowledged)
        acknowledged = stored  # each kill may leave one that nobody was told of, and the next start shows it
        if session.state is SessionState.RUNNING:
            place = session.place.step
            outcome.expect(place >= max(acknowledged, default=0), f"kill {kill}: it would resume at {place}")
            how = "go-on"
        else:
            acknowledged, how = {}, "start"
            outcome.counts["sessions played to their end"] += 1
    return outcome


def _judge(
    outcome: Outcome, what: str, session: SessionRecord, acknowledged: dict[int, tuple[str, str]]
) -> dict[int, tuple[str, str]]:
    """Check a session against what was acknowledged of it, and return what is stored."""
    stored = {each.step: (str(each.reps), each.state.value) for each in session.sets if each.ms or each.reps}
    lost = {step: told for step, told in acknowledged.items() if stored.get(step) != told}
    outcome.expect(not lost, f"{what}: lost or changed: {lost}")
    outcome.expect(len(stored) - len(acknowledged) <= 1, f"{what}: more than one set that nobody told of")
    steps = [each.step for each in session.sets]
    outcome.expect(len(steps) == len(set(steps)), f"{what}: a set is there twice")
    return stored


def _program(where: Locations, how: str) -> subprocess.Popen[str]:
    command = [sys.executable, str(CHILD), str(where.data_dir), str(SPEED), how]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    assert program.stdout.readline() == "window\n"
    return program


def _kill_after(where: Locations, how: str, seconds: float) -> list[str]:
    """Start the program, let it play, kill it; what it said before."""
    with _program(where, how) as program:
        assert program.stdout is not None
        time.sleep(seconds)  # not a wait for anything: the moment of the power cut
        program.kill()
        return program.stdout.read().splitlines()


def told_sets(lines: list[str]) -> dict[int, tuple[str, str]]:
    """Step -> reps and state of each set that the program said was stored."""
    told = {}
    for line in lines:
        word, *values = line.split()
        if word == "set" and len(values) == 3:  # the last line may be cut
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
        with _program(where, how) as program:
            assert program.stdout is not None
            time.sleep(chance.uniform(0.0, 0.7))  # not a wait: the moment
            program.send_signal(asked)
            began_s = time.monotonic()
            lines = program.stdout.read().splitlines()
            code = program.wait()
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
    """One program plays session after session: memory, files and threads do not grow."""
    from window_trials import Player  # loads Qt

    outcome = Outcome()
    player = Player(locate(folder / "data"))
    measured: list[tuple[float, int, int]] = []
    for number in rounds(count):
        player.play_one()
        outcome.counts["sessions"] += 1
        if number >= count // 5 and (count < 50 or number % 10 == 0):  # what is loaded once is loaded then
            measured.append((_memory_mb(), _open_files(), threading.active_count()))
    player.close()
    with HistoryReader.open(player.where) as reader:
        done = [each for each in reader.sessions() if each.state is SessionState.FINISHED]
    count = outcome.counts["sessions"]
    outcome.expect(len(done) == count, f"{len(done)} of {count} sessions are stored as finished")
    outcome.expect(verify(player.where.database) == [], "the file is not whole")
    half = len(measured) // 2
    early, late = measured[:half], measured[half:]
    growth = sum(each[0] for each in late) / len(late) - sum(each[0] for each in early) / len(early)
    outcome.counts["growth from first to second half in KB"] = round(1024 * growth)
    outcome.counts["memory at the end in MB"] = round(measured[-1][0])
    # A record of a session is some KB, and what is loaded late some MB; more than 60 KB a session is a leak.
    outcome.expect(growth * 1024 < max(8_192, 60 * count), f"memory grows by {growth:.1f} MB")
    for at, what in ((1, "files"), (2, "threads")):
        outcome.expect(
            measured[-1][at] <= measured[0][at] + 1, f"{what}: {measured[0][at]} to {measured[-1][at]}"
        )
    return outcome


def _memory_mb() -> float:
    with suppress(OSError):
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
    return 0.0


def _open_files() -> int:
    with suppress(OSError):
        return len(os.listdir("/proc/self/fd"))
    return 0
