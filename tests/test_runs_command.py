"""`kneetimer runs check`: what it says of files, in text and in JSON, and what it does not load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from fakes import StandingClock
from run_samples import even, fit_of, fit_session, gpx_of, points

from kneetimer.__main__ import main

ZONE = timezone(timedelta(hours=1))
CLOCK = StandingClock(datetime(2026, 11, 20, tzinfo=ZONE))
START = datetime(2025, 6, 1, 8, 0, tzinfo=ZONE)
DOUBTFUL = gpx_of(("", [points(even(START, 60, 15_000))]))


def told(
    files: list[Path], folder: Path, capsys: pytest.CaptureFixture[str]
) -> tuple[int, list[dict[str, Any]]]:
    code = main(["runs", "check", *map(str, files), "--json", "--data-dir", str(folder / "data")], CLOCK)
    return code, json.loads(capsys.readouterr().out)


def test_json_has_what_would_be_taken_of_each_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Runs with start, lengths, distance and kind; what is left out; one sentence where it cannot be read."""
    run, ride, broken = (tmp_path / name for name in ("run.fit", "ride.fit", "broken.fit"))
    run.write_bytes(fit_of([fit_session(START, 100, 15_500, timer=95 * 60_000)]))
    ride.write_bytes(fit_of([fit_session(START, 60, 20_000, sport=2)]))
    broken.write_bytes(run.read_bytes()[:50])
    code, found = told([run, ride, broken], tmp_path, capsys)
    assert code == 1
    assert [each["file"] for each in found] == [str(run), str(ride), str(broken)]
    (taken,) = found[0]["runs"]
    assert datetime.fromisoformat(taken.pop("started")) == START
    assert taken == {
        "seconds": 6_000, "moving_seconds": 5_700, "meters": 15_500, "kind": "long", "sure": True
    }  # fmt: skip
    assert found[0] == {"file": str(run), "runs": [taken], "left_out": [], "problem": None}
    assert found[1]["runs"] == []
    assert [each["why"] for each in found[1]["left_out"]] == [
        "Its file says that it is something else than a run."
    ]
    assert found[2]["problem"] == "broken.fit is cut short or damaged."


def test_what_is_in_a_file_twice_is_told_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An archive with a run as FIT and as GPX has one run, and says why there is no second."""
    way = gpx_of(("running", [points(even(START + timedelta(seconds=20), 59, 10_050))]))
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.fit", fit_of([fit_session(START, 60, 10_000)]))
        archive.writestr("b.gpx", way)
    code, (found,) = told([tmp_path / "all.zip"], tmp_path, capsys)
    assert code == 0
    assert [run["meters"] for run in found["runs"]] == [10_000]
    assert [each["why"] for each in found["left_out"]] == ["It is in the file a second time."]


def test_the_runs_of_an_archive_are_held_against_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of four runs in an archive the one that is a tenth faster than the others is hard, as in the window."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for day, minutes in enumerate((60, 60, 60, 53)):
            run = fit_session(START + timedelta(days=day), minutes, 10_000)
            archive.writestr(f"{9 - day}.fit", fit_of([run]))
    _, (found,) = told([tmp_path / "all.zip"], tmp_path, capsys)
    assert sorted((run["started"][:10], run["kind"]) for run in found["runs"])[-2:] == [
        ("2025-06-03", "easy"),
        ("2025-06-04", "hard"),
    ]


def test_of_a_run_with_and_without_a_doubt_the_sure_one_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The phone's file names no kind, the watch's does: nobody is asked."""
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.gpx", DOUBTFUL)
        archive.writestr("b.fit", fit_of([fit_session(START, 60, 15_000)]))
    _, (found,) = told([tmp_path / "all.zip"], tmp_path, capsys)
    assert [run["sure"] for run in found["runs"]] == [True]


def test_where_every_file_can_be_read_the_exit_code_is_0(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A file without a run can be read as well as one with a run that is asked about."""
    (tmp_path / "a.gpx").write_bytes(DOUBTFUL)
    (tmp_path / "b.gpx").write_bytes(b"<gpx><rte/></gpx>")
    code, found = told([tmp_path / "a.gpx", tmp_path / "b.gpx"], tmp_path, capsys)
    assert code == 0
    assert [run["sure"] for each in found for run in each["runs"]] == [False]


def test_people_get_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --json each file has its lines: runs, what is left out, and what was passed over."""
    (tmp_path / "a.gpx").write_bytes(b"\n" + DOUBTFUL)
    assert main(["runs", "check", str(tmp_path / "a.gpx"), "--data-dir", str(tmp_path / "data")], CLOCK) == 0
    name, run, mended = capsys.readouterr().out.splitlines()
    assert name == "a.gpx"
    assert (
        run.startswith("  may be a run, you are asked: 2025-06-01 ") and "60 min 0 s, 15.00 km, long" in run
    )
    assert mended == "  read all the same: There were blanks before its first line."
    assert not (tmp_path / "data").exists()


def test_no_qt_is_loaded(tmp_path: Path) -> None:
    """The command works where no window can."""
    (tmp_path / "a.fit").write_bytes(fit_of([fit_session(datetime(2025, 6, 1, tzinfo=UTC), 30, 5_000)]))
    code = "import sys; from kneetimer.__main__ import main; main(); print(*sys.modules, file=sys.stderr)"
    answer = subprocess.run(
        [sys.executable, "-c", code, "runs", "check", str(tmp_path / "a.fit"), "--data-dir", str(tmp_path)],
        env=os.environ | {"TZ": "UTC"},  # the day of a run is that of the place
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    assert answer.stdout.startswith("a.fit\n  run: 2025-06-01 ")
    assert not [name for name in answer.stderr.split() if name.startswith(("PySide6", "shiboken"))]
