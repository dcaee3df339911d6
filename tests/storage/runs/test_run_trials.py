"""Damaged and hostile files of runs, short. `packaging/campaigns/files.py` reads as many as you like."""

from pathlib import Path

import run_trials


def test_every_damaged_file_gives_runs_or_a_sentence(memory_path: Path) -> None:
    """300 files, the bombs among them: no file breaks the reader, and each is told in one sentence."""
    outcome = run_trials.run(memory_path, 300, 3, lambda: 0.0)
    # How long a file takes is measured by the campaign, on a machine that does nothing else.
    assert [each for each in outcome.broken if not each.endswith(" s")] == []
    assert outcome.counts["read"] > 20 and outcome.counts["refused"] > 50
