"""Reads damaged and hostile files of runs as long as you like and prints the counts.

    python packaging/campaigns/runs.py 20000 --seed 7

Each file must give believable runs, or what was left out, or one sentence that names it, within two seconds
of processor time and 200 MB of memory. The exit code is 1 where one broke this. The trials themselves are in
tests/run_trials.py, which the tests run short.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

import run_trials


def peak_mb() -> float:
    """The most memory this process has held; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def main() -> int:
    parser = argparse.ArgumentParser(description="Damaged and hostile files of runs, counted.")
    parser.add_argument("count", nargs="?", type=int, default=20_000, help="how many files")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same files")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        outcome = run_trials.run(Path(folder), wanted.count, wanted.seed, peak_mb)
    for each in outcome.broken:
        print(f"broken: {each}")
    counts = outcome.counts
    print(f"{wanted.count} files, seed {wanted.seed}; files in archives counted one by one:")
    print(f"{counts['read']} with runs, {counts['left out']} without, {counts['refused']} refused")
    print(f"{len(outcome.broken)} broken")
    print(f"slowest {outcome.slowest_s:.2f} s ({outcome.slowest}), largest growth {outcome.growth_mb:.0f} MB")
    return 1 if outcome.broken else 0


if __name__ == "__main__":
    sys.exit(main())
