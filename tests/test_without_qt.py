"""The commands without a window on a machine where Qt does not load, as one without its system libraries."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from run_samples import gpx
from stored_sessions import StillClock

from kneetimer.program import demo
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History

ROOT = Path(__file__).parents[1]
# What the import of any part of Qt says where its first library is missing.
NO_QT = "raise ImportError('libglib-2.0.so.0: cannot open shared object file: No such file or directory')\n"


@pytest.fixture
def bare(tmp_path: Path) -> dict[str, str]:
    """The environment of a machine without Qt's libraries, for a program and the programs it starts."""
    package = tmp_path / "bare" / "PySide6"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(NO_QT)
    before = os.environ.get("PYTHONPATH", "")
    path = os.pathsep.join(each for each in (str(package.parent), before) if each)
    return {**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder with some weeks of sessions."""
    told = demo.six_weeks(load_plan("six-week-knee"), load_exercises(), date(2026, 11, 12))
    with History.open_to_write(locate(tmp_path / "data"), StillClock()) as history:
        demo.store(history, told)
    return tmp_path / "data"


def run(bare: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kneetimer", *words],
        env=bare, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def test_commands_without_a_window_need_no_qt(bare: dict[str, str], data: Path, tmp_path: Path) -> None:
    """Each does its work where Qt does not even load: what is asked for is printed or written."""
    export = tmp_path / "export"
    run_file = tmp_path / "run.gpx"
    run_file.write_bytes(gpx(datetime(2026, 11, 3, 7, tzinfo=UTC)))
    plan = ROOT / "resources" / "plans" / "six-week-knee.toml"
    for words in (
        ("--version",),
        ("--help",),
        ("preview",),
        ("preview", "--json"),
        ("history",),
        ("history", "--json"),
        ("rehearse", "--no-window", "--speed", "1000"),
        ("export", str(export), "--fit"),
        ("import", str(export / "kneetimer.json")),
        ("verify",),
        ("remind",),
        ("plan", "check", str(plan)),
        ("runs", "check", str(run_file)),
        ("doctor",),
    ):
        done = run(bare, *words, "--data-dir", str(data))
        assert (done.returncode, done.stderr) == (0, ""), words
        assert done.stdout or words == ("remind",), words
    assert json.loads((export / "kneetimer.json").read_text(encoding="utf-8"))
    assert list(export.glob("**/*.fit"))


@pytest.mark.parametrize("words", [(), ("rehearse",), ("report", "page.pdf"), ("doctor", "--sound")])
def test_what_needs_qt_says_so_in_a_sentence(
    bare: dict[str, str], data: Path, words: tuple[str, ...]
) -> None:
    """The window, a rehearsal, the page and the sounds cannot do without: one line, no traceback."""
    done = run(bare, *words, "--data-dir", str(data))
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("kneetimer: ") and "librar" in line


def test_doctor_tells_what_it_can_without_qt(bare: dict[str, str], data: Path) -> None:
    """The data, the folder and the plans are looked at; what only Qt knows is said not to be known."""
    said = run(bare, "doctor", "--data-dir", str(data)).stdout
    told = dict(line.split(maxsplit=1) for line in said.splitlines())
    assert told["folder"] == f"works: your data is in {data}"
    assert told["data"].endswith("sessions are recorded")
    assert told["exercises"].startswith("works")
    assert "Qt does not start" in told["versions"]
    assert told["sound"].startswith("DOES NOT WORK")
