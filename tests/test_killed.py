"""Power cuts, signals and other files: the real program, tried short. `make torture` tries it long."""

from __future__ import annotations

import json
from pathlib import Path

import program_trials
import pytest
from fakes import StandingClock

from kneetimer.__main__ import main


def test_no_acknowledged_set_is_lost(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Over 20 kills, each set that was said to be stored is there after the restart, once, unchanged."""
    outcome = program_trials.killed_program(tmp_path, 20, seed=4)
    assert outcome.broken == []
    assert outcome.counts["sets acknowledged and there"] > 20
    words = ["history", "--json", "--data-dir", str(tmp_path / "data")]
    assert main(words, StandingClock(program_trials.EVENING)) == 0
    assert json.loads(capsys.readouterr().out)


def test_a_program_that_is_asked_to_end_has_saved_everything(memory_path: Path) -> None:
    """SIGTERM, SIGINT or SIGHUP in a session: it ends by itself, all of it is stored and its lock is gone."""
    assert program_trials.asked_to_end(memory_path, 3).broken == []


def test_every_backup_brings_back_what_was_then(memory_path: Path) -> None:
    """Put back in any order, each one gives the state in which it was made."""
    assert program_trials.restored_backups(memory_path, 5).broken == []
