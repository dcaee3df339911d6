"""Power cuts: the real program is killed at random moments and started again."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
import session_process
from fakes import StandingClock

from kneetimer.__main__ import main
from kneetimer.core.record import SessionState
from kneetimer.storage.engine.check import verify
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import HistoryReader

CHILD = Path(__file__).with_name("session_process.py")
SPEED = 400  # a session of 35 minutes in about five seconds
KILLS = 20


def kill_after(folder: Path, how: str, seconds: float) -> list[str]:
    """Start the program, let it play, kill it; what it said before."""
    with subprocess.Popen(
        [sys.executable, str(CHILD), str(folder), str(SPEED), how], stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "window\n"
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


def test_no_acknowledged_set_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Over 20 kills, each set that was said to be stored is there after the restart, once, unchanged."""
    chance = random.Random(4)
    folder = tmp_path / "data"
    where = locate(folder)
    acknowledged: dict[int, tuple[str, str]] = {}
    how = "start"
    for kill in range(KILLS):
        acknowledged |= told_sets(kill_after(folder, how, chance.uniform(0.0, 0.7)))
        with HistoryReader.open(where) as reader:
            sessions = reader.sessions()
        assert verify(where.database) == []
        if not sessions:  # killed before the session began
            assert not acknowledged
            continue
        session = sessions[0]
        stored = {
            result.step: (str(result.reps), result.state.value)
            for result in session.sets
            if result.ms > 0 or result.reps
        }
        missing = {step: told for step, told in acknowledged.items() if stored.get(step) != told}
        assert missing == {}, f"after kill {kill}"
        assert len(stored) - len(acknowledged) <= 1
        if session.state is SessionState.RUNNING:
            assert session.place.step >= max(acknowledged, default=0)
            how = "go-on"
        else:
            acknowledged, how = {}, "start"
    assert main(["history", "--json", "--data-dir", str(folder)], StandingClock(session_process.EVENING)) == 0
    assert json.loads(capsys.readouterr().out)
