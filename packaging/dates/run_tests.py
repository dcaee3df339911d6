"""Runs the tests on other days, at other hours and in other zones than those of this computer.

A table of the days and what came of them is printed; the exit code is 1 where a test failed, 2 where Linux
lacks faketime. What needs a window, a bus or a sound is left out: threads crawl there, servers do not start.
Tests that name no moment and start no program are the same on every day, and left out too.

    python packaging/dates/run_tests.py            # every day, all tests: up to half an hour
    python packaging/dates/run_tests.py --short    # three days, and what reckons with days
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MENDS_SLEEP = Path(__file__).with_name("python")
# The markers are set by tests/conftest.py.
NO_SERVER = "not window and not screen and not bus and not sound"
# What reckons with days, and is quick.
QUICK = (
    "tests/core/test_gate.py", "tests/core/test_good_days.py", "tests/core/test_moments.py",
    "tests/core/test_progress.py", "tests/core/test_reminder.py", "tests/core/test_schedule.py",
    "tests/core/test_session_edit.py", "tests/core/test_steering.py", "tests/devices/test_clock.py",
    "tests/storage/exchange/test_calendar_file.py", "tests/ui/test_session_view.py",
)  # fmt: skip
LONGEST_S = 25 * 60


@dataclass(frozen=True, slots=True)
class Day:
    """A moment in a zone, and what is special about it."""

    about: str
    start: str
    zone: str


DAYS = (
    Day("Monday", "2026-11-23 00:03", "Pacific/Apia"),
    Day("Tuesday", "2026-11-24 07:30", "Asia/Tokyo"),
    Day("Wednesday", "2026-11-25 12:00", "Europe/Berlin"),
    Day("Thursday", "2026-11-26 18:30", "America/Santiago"),
    Day("Friday", "2026-11-27 21:00", "America/Los_Angeles"),
    Day("Saturday", "2026-11-28 23:50", "Pacific/Apia"),
    Day("Sunday", "2026-11-29 09:00", "America/Los_Angeles"),
    Day("last of the year", "2026-12-31 23:58", "Pacific/Apia"),
    Day("leap day", "2028-02-29 12:00", "Asia/Tokyo"),
    Day("clocks forward", "2027-03-28 01:55", "Europe/Berlin"),
    Day("clocks back", "2027-10-31 02:55", "Europe/Berlin"),
    Day("clocks forward at midnight", "2027-09-04 23:55", "America/Santiago"),
    Day("clocks back at midnight", "2027-04-03 23:55", "America/Santiago"),
    Day("half an hour forward", "2027-10-03 01:55", "Australia/Lord_Howe"),
    Day("half an hour back", "2027-04-04 01:55", "Australia/Lord_Howe"),
)
SHORT = tuple(day for day in DAYS if day.about in ("Sunday", "clocks forward", "last of the year"))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What pytest said of one day: its last line and all of it."""

    day: Day
    code: int
    summary: str
    told: str


def run(day: Day, files: list[str], words: list[str]) -> Outcome:
    """Run the tests on one day."""
    with tempfile.TemporaryDirectory(prefix="kneetimer-dates-") as folder:
        done = subprocess.run(
            [
                *("faketime", "-f", f"@{day.start}:00"),
                *(sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist"),
                *("-m", f"days and {NO_SERVER}", "--basetemp", f"{folder}/tests"),
                *(*words, *files),
            ],
            cwd=ROOT,
            # Waits are by the clock that only counts seconds: that one stays as it is.
            env=os.environ
            | {"TZ": day.zone, "FAKETIME_DONT_FAKE_MONOTONIC": "1", "PYTHONPATH": str(MENDS_SLEEP)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=LONGEST_S,
            check=False,
        )
    summary = done.stdout.strip().rpartition("\n")[2] or "nothing was said"
    return Outcome(day, done.returncode, summary, done.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--short", action="store_true", help="three days, and what reckons with days")
    parser.add_argument("--only", metavar="WORD", default="", help="the days whose line has this in it")
    parser.add_argument("words", nargs="*", help="words for pytest, after --")
    chosen = parser.parse_args()
    if shutil.which("faketime") is None:
        print("faketime is missing, so no other day was tried (Debian and Ubuntu: apt install faketime).")
        return 2 if sys.platform == "linux" else 0
    days = [day for day in (SHORT if chosen.short else DAYS) if chosen.only in f"{day}"]
    files = list(QUICK) if chosen.short else []
    red = []
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for outcome in pool.map(lambda day: run(day, files, chosen.words), days):
            day = outcome.day
            print(f"{day.start:<17} {day.zone:<20} {day.about:<27} {outcome.summary}", flush=True)
            if outcome.code:
                red.append(outcome)
    for outcome in red:
        print(f"\n{outcome.day.start} {outcome.day.zone}:\n{outcome.told}")
    return 1 if red else 0


if __name__ == "__main__":
    sys.exit(main())
