"""Reads damaged and hostile files of runs, exports, plans and calendars, and prints the counts by kind.

    python packaging/campaigns/files.py 20000 --seed 7

Each file must be read whole, or say in one sentence why not, within two seconds of processor time and 200 MB
of memory. The exit code is 1 where one broke this. The trials themselves are in tests/file_trials.py and
tests/run_trials.py, which the tests run short.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

import file_trials


def peak_mb() -> float:
    """The most memory this process has held; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:  # Windows
        return 0.0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


def main() -> int:
    parser = argparse.ArgumentParser(description="Damaged files of all kinds that are read, counted.")
    parser.add_argument("count", nargs="?", type=int, default=20_000, help="how many files")
    parser.add_argument("--seed", type=int, default=1, help="the same seed makes the same files")
    wanted = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        found = file_trials.run(Path(folder), wanted.count, wanted.seed, peak_mb)
    print(f"{wanted.count} files, seed {wanted.seed}; files in archives counted one by one:")
    for kind, outcome in found.items():
        for each in outcome.broken[:20]:
            print(f"broken: {each}")
        counts = outcome.counts
        said = ", ".join(
            f"{counts[word]} {words}"
            for word, words in (
                ("read", "read"),
                ("left out", "without a run"),
                ("refused", "refused"),
                ("tracebacks", "tracebacks"),
            )
        )
        cost = f"slowest {outcome.slowest_s:.2f} s, largest growth {outcome.growth_mb:.0f} MB"
        print(f"{kind}: {said}, {len(outcome.broken)} broken, {cost}")
    return 1 if any(outcome.broken for outcome in found.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
