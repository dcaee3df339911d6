"""Runs the catalogue of what may happen to the data, and writes what came of it into docs/reliability.md.

    python packaging/campaigns/torture.py                       # everything, as often as is worth it
    python packaging/campaigns/torture.py kills --count 100 --seed 7
    python packaging/campaigns/torture.py --short --no-table    # each as the tests do

A row of the table is written when its trial is over, with the commit it ran on, so that trials can be run one
by one, beside other work. The exit code is 1 where a promise was broken. The trials themselves are in tests/,
which run them short.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "packaging" / "campaigns")]
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import program_trials  # noqa: E402  after the folders it is in
import storage_trials  # noqa: E402
from storage_trials import Outcome  # noqa: E402

TABLE = ROOT / "docs" / "reliability.md"
HEAD = "| trial | what | came of it | promises broken | seed, time | commit |"
RULE = "|---|---|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Row:
    """A trial: what is done, what does it, and how often in short and in long; 0 for every case there is."""

    name: str
    what: str
    trial: Callable[[Path, int, int], Outcome]
    short: int = 0
    long: int = 0


def _complete(trial: Callable[..., Outcome], folder: Path, count: int, seed: int) -> Outcome:
    return trial(folder)


def _script(*words: str, folder: Path, count: int, seed: int) -> Outcome:
    """Another campaign, which prints its counts and fails where a promise was broken."""
    command = [sys.executable, *words, str(count), "--seed", str(seed)]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    outcome = Outcome()
    told = [line.strip() for line in ran.stdout.splitlines() if line.strip()]
    outcome.broken = [line for line in told if line.startswith("broken")]
    outcome.said = "; ".join(line for line in told if line not in outcome.broken)
    if ran.returncode and not outcome.broken:
        outcome.broken.append((ran.stderr.strip() or outcome.said)[-300:])
    return outcome


def _suite(*tests: str, folder: Path, count: int, seed: int) -> Outcome:
    """Tests that try every case there is."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:xdist", "-p", "no:cacheprovider", *tests]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    outcome = Outcome()
    for number, state in re.findall(r"(\d+) (passed|skipped|failed|error)", ran.stdout.splitlines()[-1]):
        outcome.counts[f"tests {state}"] = int(number)
    if ran.returncode:
        outcome.broken += [line for line in ran.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return outcome


def _campaign(name: str) -> Callable[[Path, int, int], Outcome]:
    return lambda folder, count, seed: _script(
        str(ROOT / "packaging" / "campaigns" / name), folder=folder, count=count, seed=seed
    )


def _tests(*tests: str) -> Callable[[Path, int, int], Outcome]:
    return lambda folder, count, seed: _suite(*tests, folder=folder, count=count, seed=seed)


ROWS = (
    Row("kills", "F1: the real program is killed in its sessions and started again",
        program_trials.killed_program, 20, 1_000),
    Row("writer-kills", "F1: the writing process is killed between and in its commits",
        storage_trials.killed_writers, 20, 1_000),
    Row("failing-disk", "F2: each write, flush, rename and deletion fails, once, for good, and half done",
        partial(_complete, storage_trials.failing_disk)),
    Row("failing-calls", "F2: each open, write, fsync, rename and unlink fails for SQLite and Python",
        partial(_complete, storage_trials.failing_calls)),
    Row("killed-writes", "F2: the process is gone before each write, flush, rename and deletion",
        partial(_complete, storage_trials.kills)),
    Row("journals", "F3: the journal of a cut-off write, damaged at each block of 512 bytes",
        storage_trials.journals, 100, 2_000),
    Row("full-disk", "F4: the disk is full from an event on; then there is space again",
        storage_trials.full_disk, 5, 40),
    Row("in-the-way", "F5: read-only, missing, a folder, a pipe or a dead link in each place",
        _tests("tests/storage/engine", "tests/test_locked_file.py", "tests/test_command_line.py")),
    Row("broken-files", "F6: cut, overwritten, foreign files, changed bits anywhere",
        storage_trials.broken_files, 60, 2_000),
    Row("flipped-bits", "F6: one changed bit in what sessions are made of",
        storage_trials.flipped_bits, 200, 20_000),
    Row("instances", "F8: two to eight programs at once, stale locks, killed writers",
        storage_trials.instances, 10, 300),
    Row("clocks", "F9: clock jumps, zones, daylight saving and sleep in every state",
        _tests("tests/core", "tests/test_day_turns.py", "tests/devices/test_clock.py")),
    Row("devices", "F10: no sound device, no engine, hung services, no display, no fonts",
        _tests("tests/devices", "tests/test_fonts.py")),
    Row("signals", "F11: SIGTERM, SIGINT and SIGHUP in a session",
        program_trials.asked_to_end, 10, 300),
    Row("in-a-row", "F12: one program plays session after session",
        program_trials.sessions_in_a_row, 20, 500),
    Row("other-files", "C4: another file in the place of the data file under a session",
        program_trials.swapped_files, 6, 300),
    Row("slow-disk", "C5: each write of the disk takes five seconds while a session runs",
        program_trials.slow_disk, 100, 1_000),
    Row("restores", "each backup is put back, in any order",
        program_trials.restored_backups, 5, 30),
    Row("plans", "H: hostile and damaged plan files", _campaign("hostile_plans.py"), 2_000, 100_000),
    Row("files", "damaged files of runs, exports, plans and calendars", _campaign("files.py"), 1_000, 20_000),
    Row("imports", "I: hostile exports and backups", _tests("tests/storage/exchange")),
    Row("erasing", "D: no byte of a person is left after deleting everything",
        _tests("tests/storage/engine/test_erase.py")),
)  # fmt: skip
BY_NAME = {row.name: row for row in ROWS}


def run(row: Row, count: int, seed: int, folder: Path | None, *, table: bool) -> bool:
    """Run one trial, print what came of it, and write its row. True where every promise was kept."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kneetimer-trial-", dir=folder) as made:
        try:
            outcome = row.trial(Path(made), count, seed)
        except Exception:
            # The program has put a hook of its own in place of Python's, which writes into its log.
            traceback.print_exc()
            raise
    took_s = time.monotonic() - began
    came = outcome.said or ", ".join(f"{number:,} {what}" for what, number in sorted(outcome.counts.items()))
    print(
        f"{row.name}: {came}; {len(outcome.broken)} promises broken ({took_s:.0f} s, seed {seed})", flush=True
    )
    for promise in outcome.broken[:20]:
        print(f"  {promise}", flush=True)
    if table:
        _write_row(row, came, len(outcome.broken), f"{seed}, {_time(took_s)}")
    return not outcome.broken


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


def _git(*words: str) -> str:
    ran = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return ran.stdout.strip()


def _write_row(row: Row, came: str, broken: int, how: str) -> None:
    """Put the row in the place of the one that was there, in the order of the catalogue."""
    changed = _git("status", "--porcelain", "--", ".", f":!{TABLE.relative_to(ROOT)}")
    commit = _git("describe", "--always") + ("+" if changed else "")
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    start = lines.index(RULE) + 1
    end = next((at for at in range(start, len(lines)) if not lines[at].startswith("|")), len(lines))
    rows = {line.split("|")[1].strip(): line for line in lines[start:end]}
    came = came.replace("|", "/")
    rows[row.name] = f"| {row.name} | {row.what} | {came} | {broken} | {how} | {commit} |"
    lines[start:end] = [rows[each.name] for each in ROWS if each.name in rows]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description="What may happen to the data, counted.")
    parser.add_argument("rows", nargs="*", metavar="TRIAL", help=f"of {', '.join(BY_NAME)}; all without any")
    parser.add_argument("--count", type=int, help="how often, where it is not every case there is")
    parser.add_argument("--short", action="store_true", help="as often as the tests")
    parser.add_argument("--seed", type=int, default=1, help="the same seed does the same things")
    parser.add_argument("--folder", type=Path, help="where to work; the system's temporary folder otherwise")
    parser.add_argument("--minutes", type=float, help="begin no other round of a trial after so long")
    parser.add_argument("--no-table", action="store_true", help="leave docs/reliability.md as it is")
    wanted = parser.parse_args()
    unknown = [name for name in wanted.rows if name not in BY_NAME]
    if unknown:
        parser.error(f"{unknown[0]} is none of {', '.join(BY_NAME)}")
    kept = True
    for row in [BY_NAME[name] for name in wanted.rows] or ROWS:
        if wanted.minutes:
            storage_trials.stop_after(60 * wanted.minutes)
        count = wanted.count or (row.short if wanted.short else row.long)
        kept = run(row, count, wanted.seed, wanted.folder, table=not wanted.no_table) and kept
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
