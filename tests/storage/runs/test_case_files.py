"""Files of runs that once were read wrongly, with what other readers and a person find in them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from kneetimer.core.run import KnownRuns
from kneetimer.storage.runs.reading import readings

CASES = Path(__file__).parents[2] / "data" / "runs"
NOW = datetime(2027, 4, 1, 12, tzinfo=ZoneInfo("Europe/Berlin"))

EVENING = "2026-11-24T18:00:00+01:00"
JUNE = "2026-06-01T08:00:00+02:00"
# Start, seconds from start to end, seconds of moving, metres. Sixty points every half minute last 1,770 s;
# metres of GPX are those of gpxpy, those of FIT what fitparse reads of the sums.
POINTS = (EVENING, 1_770, 1_770, 4_597)
FIT = (EVENING, 1_800, 1_800, 5_000)
HALF_HOUR = (JUNE, 1_790, 1_790, 5_978)
BREAK = (JUNE, 3_590, 2_380, 7_948)
RUNS: dict[str, tuple[tuple[str, int, int, int], ...]] = {
    "dst-night.gpx": (("2027-03-28T00:20:00+01:00", 2_400, 2_400, 8_015),),
    "fit-crc-wrong.fit": (FIT,),
    "fit-generic-then-running.fit": (("2026-11-24T19:06:40+01:00", 1_800, 1_800, 5_000),),
    "fit-trailing-bytes.fit": (FIT,),
    "fit-with-20-min-break.fit": ((EVENING, 3_000, 1_800, 5_000),),
    "fit.fit.gz": (FIT,),
    "garmin.zip": (HALF_HOUR,),
    "gpx-bom-doctype.gpx": (POINTS,),
    "gpx-leading-newline.gpx": (POINTS,),
    "gpx-ride-then-run.gpx": (POINTS,),
    "gpx-two-days.gpx": (("2026-11-22T18:00:00+01:00", *POINTS[1:]), POINTS),
    "gpx-undeclared-prefix.gpx": (POINTS,),
    "gpxtype_Run_Walk.gpx": (POINTS,),
    "pause20.gpx": (BREAK,),
    "pause20.tcx": ((*BREAK[:3], 7_940),),
    "plain.gpx.gz": (HALF_HOUR,),
    "repeated.gpx": (HALF_HOUR,),
    "stale-first.gpx": (HALF_HOUR,),
    "strava-leading-spaces.tcx": (FIT,),
    "tcx-sport-lowercase.tcx": (FIT,),
    # Its lap says half an hour without the break, its last point is 49 minutes after the first.
    "tcx-with-20-min-break.tcx": ((EVENING, 2_940, 1_800, 5_000),),
}
NO_RUNS = {
    "fit-course.fit",
    "fit-no-session-sport-cycling.fit",
    "gpx-untyped-25kmh.gpx",
    "gpxtype_1.gpx",
    "gpxtype_MTB.gpx",
    "gpxtype_Radfahren.gpx",
    "gpxtype_Yoga.gpx",
    "gpxtype_kayaking.gpx",
    "tcx-other-swim.tcx",
}
TOGETHER = (
    ("pause20.gpx", "pause20.tcx"),
    ("plain.gpx.gz", "garmin.zip", "repeated.gpx", "stale-first.gpx"),
    ("fit-with-20-min-break.fit", "tcx-with-20-min-break.tcx"),
)


@pytest.mark.parametrize("name", sorted(path.name for path in CASES.iterdir()))
def test_each_file_has_the_runs_that_are_in_it(name: str) -> None:
    """Start with its offset, length, moving time and distance of each; the others say why there is none."""
    (found,) = readings(CASES / name, NOW)
    assert found.problem == ""
    expected = RUNS.get(name, ())
    assert (name in NO_RUNS) == (not expected)
    assert [(run.started.isoformat(), run.duration_s, run.moving_s) for run in found.runs] == [
        each[:3] for each in expected
    ]
    assert [run.distance_m for run in found.runs] == [pytest.approx(each[3], rel=0.02) for each in expected]
    assert all(run.is_sure for run in found.runs)
    assert expected or all(each.why for each in found.left_out)


@pytest.mark.parametrize("names", TOGETHER, ids=lambda names: names[0])
def test_files_of_one_run_make_one_run(names: tuple[str, ...]) -> None:
    """Whatever wrote them, and however the break in it was counted, the second and third add nothing."""
    known = KnownRuns(())
    new = []
    for name in names:
        (found,) = readings(CASES / name, NOW)
        came = known.arrival(found.runs[0])
        known.add(came.run)
        new.append(came.is_new)
    assert new == [True] + [False] * (len(names) - 1)
