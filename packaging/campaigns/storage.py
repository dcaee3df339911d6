"""Runs the trials of the storage as long as you like and prints the counts.

    python packaging/campaigns/storage.py                                  # all, as often as is worth it
    python packaging/campaigns/storage.py 2000 --trial journals --seed 7

Trials without a count try every operation of every scenario. The exit code is 1 where a promise
was broken. The trials themselves are in tests/storage_trials.py, which the tests run short.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

import storage_trials
from storage_trials import Outcome

COUNTED: dict[str, tuple[Callable[[Path, int, int], Outcome], int]] = {
    "journals": (storage_trials.journals, 2_000),
    "broken-files": (storage_trials.broken_files, 2_000),
    "flipped-bits": (storage_trials.flipped_bits, 20_000),
    "instances": (storage_trials.instances, 500),
    "killed-writers": (storage_trials.killed_writers, 1_000),
    "full-disk": (storage_trials.full_disk, 40),
}
COMPLETE: dict[str, Callable[[Path], Outcome]] = {
    "failing-disk": storage_trials.failing_disk,
    "kills": storage_trials.kills,
}


def run(name: str, count: int | None, seed: int, folder: Path) -> bool:
    """Run one trial below `folder` and print what came of it. True where every promise was kept."""
    began = time.monotonic()
    if name in COMPLETE:
        outcome = COMPLETE[name](folder)
    else:
        trial, standard = COUNTED[name]
        outcome = trial(folder, count or standard, seed)
    print(f"{name} ({time.monotonic() - began:.0f} s, seed {seed})")
    for what, number in sorted(outcome.counts.items()):
        print(f"  {what}: {number}")
    print(f"  promises broken: {len(outcome.broken)}")
    for promise in outcome.broken[:20]:
        print(f"    {promise}")
    return not outcome.broken


def main() -> int:
    parser = argparse.ArgumentParser(description="The storage against kills, full disks and broken files.")
    parser.add_argument("count", nargs="?", type=int, help="how often, where it is not every operation")
    parser.add_argument("--trial", choices=["all", *COUNTED, *COMPLETE], default="all")
    parser.add_argument("--seed", type=int, default=1, help="the same seed does the same things")
    parser.add_argument("--folder", type=Path, help="where to work; the system's temporary folder otherwise")
    wanted = parser.parse_args()
    names = [*COUNTED, *COMPLETE] if wanted.trial == "all" else [wanted.trial]
    kept = True
    for name in names:
        with tempfile.TemporaryDirectory(prefix="kneetimer-trial-", dir=wanted.folder) as made:
            kept = run(name, wanted.count, wanted.seed, Path(made)) and kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
