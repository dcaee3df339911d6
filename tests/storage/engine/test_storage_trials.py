"""The trials of the storage, run short. `packaging/campaigns/torture.py` runs them as long as you like."""

import sys
from pathlib import Path

import pytest
import storage_trials
from failing_calls import lacking
from failing_disk import AVAILABLE

KILLED = ["first start", "set done", "backup", "restore", "migrate", "import"]
OLDER = [f"from format {each}" for each in storage_trials.OLDER]
needs_failing_disk = pytest.mark.skipif(
    not AVAILABLE, reason="this Python has SQLite built in, so that no failing disk can be put under it"
)


@needs_failing_disk
@pytest.mark.parametrize("scenario", ["set done", "finish", "restore"])
def test_a_write_that_fails_leaves_the_state_before_or_after(folder: Path, scenario: str) -> None:
    """Whichever write, flush, rename or deletion fails, nothing is half done and trying again works."""
    outcome = storage_trials.failing_disk(folder, {scenario})
    assert outcome.broken == []
    assert outcome.counts[f"{scenario}: faults"] > 20


@pytest.mark.skipif(bool(lacking()), reason=lacking())
def test_a_call_of_the_system_that_fails_leaves_the_state_before_or_after(folder: Path) -> None:
    """Whichever open, write, fsync, rename or unlink fails, a person hears of it in a sentence."""
    outcome = storage_trials.failing_calls(folder, {"open", "finish", "export"})
    assert outcome.broken == []
    assert min(outcome.counts[f"{each}: faults"] for each in ("open", "finish", "export")) > 10


@needs_failing_disk
@pytest.mark.parametrize("scenario", [*KILLED, *OLDER])
def test_a_kill_at_any_write_leaves_the_state_before_or_after(folder: Path, scenario: str) -> None:
    """Whatever the disk holds when the process goes, the next start makes a whole file of it."""
    outcome = storage_trials.kills(folder, {scenario})
    assert outcome.broken == []
    assert outcome.counts[f"{scenario}: kills"] > 10


@needs_failing_disk
def test_a_damaged_journal_is_never_mixed_into_the_data(folder: Path) -> None:
    """What a crash left half done is undone or completed exactly, or the file is refused untouched."""
    outcome = storage_trials.journals(folder, 100)
    assert outcome.broken == []
    assert outcome.counts["before"] + outcome.counts["after"] + outcome.counts["refused"] == 100
    assert outcome.counts["before"] > 0 < outcome.counts["refused"]


def test_a_broken_file_is_refused_or_shown_and_never_changed(folder: Path) -> None:
    """Cut, overwritten, foreign or with changed bits: one sentence, no crash, and no empty history."""
    outcome = storage_trials.broken_files(folder, 60)
    assert outcome.broken == []
    assert outcome.counts["refused"] > 0 < outcome.counts["opened"]


def test_a_changed_bit_in_a_session_is_reported(folder: Path) -> None:
    """The check finds at least 999 of 1,000 changed bits in what sessions are made of."""
    outcome = storage_trials.flipped_bits(folder, 200)
    assert outcome.broken == []
    assert outcome.counts["reported"] + outcome.counts["missed"] == 200


@pytest.mark.skipif(sys.platform == "win32", reason="the trial sends a signal of Unix systems")
def test_of_several_programs_one_writes(folder: Path) -> None:
    """Started at once, also on a lock that a crash left, one gets the data and the others its number."""
    outcome = storage_trials.instances(folder, 10)
    assert outcome.broken == []
