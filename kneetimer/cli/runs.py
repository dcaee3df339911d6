"""The command that says what files of runs hold: `kneetimer runs check`.

Only reads, needs no window and loads no Qt. Whether a run is stored already is not asked, so that the answer
about a file is always the same; what a file has in it twice counts once, as in the window.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from kneetimer.core.run import KnownRuns, Recording, Run, RunKind
from kneetimer.storage import locations
from kneetimer.storage.errors import StorageError
from kneetimer.storage.records.history import HistoryReader
from kneetimer.storage.runs.activity import LeftOut
from kneetimer.storage.runs.reading import readings, shown_name

WRONG = 1


def check(data_dir: Path | None, files: Sequence[Path], now: datetime, *, as_json: bool) -> int:
    """Say what would be taken of each file at `now`. The exit code is 1 where one cannot be read."""
    known = KnownRuns(_stored(data_dir))
    told = []
    is_wrong = False
    for path in files:
        runs: list[dict[str, object]] = []
        left_out: list[LeftOut] = []
        problems: list[str] = []
        here = KnownRuns(())
        for reading in readings(path, now):
            new, copies = _apart(reading.runs, here)
            kinds = [(each, known.guess(each)) for each in new]
            left_out += [*reading.left_out, *copies]
            problems += [reading.problem] if reading.problem else []
            runs += [_plain(each, kind) for each, kind in kinds]
            if not as_json:
                _print(reading.name, kinds, (*reading.left_out, *copies), reading.mended, reading.problem)
        is_wrong = is_wrong or bool(problems)
        told.append(
            {
                "file": str(path),
                "runs": runs,
                "left_out": [{"what": each.what, "why": each.why} for each in left_out],
                "problem": _problem(path, problems),
            }
        )
    if as_json:
        print(json.dumps(told, indent=2))
    return WRONG if is_wrong else 0


def _apart(runs: Sequence[Recording], here: KnownRuns) -> tuple[list[Recording], list[LeftOut]]:
    """The runs that are new among those of this file, which they are added to, and the others."""
    new: list[Recording] = []
    copies: list[LeftOut] = []
    for each in runs:
        came = here.arrival(each)
        if came.is_new:
            here.add(came.run)
            new.append(each)
        else:
            what = f"a run of {each.started:%Y-%m-%d %H:%M}"
            copies.append(LeftOut(what, "It is in the file a second time."))
    return new, copies


def _problem(path: Path, problems: Sequence[str]) -> str | None:
    """One sentence, also where an archive has more than one file that cannot be read."""
    if len(problems) < 2:
        return problems[0] if problems else None
    return f"{shown_name(path.name)} has {len(problems)} files in it that cannot be read. {problems[0]}"


def _stored(data_dir: Path | None) -> Sequence[Run]:
    """The runs whose usual pace says how hard another one was; none where there are none that can be read."""
    try:
        with HistoryReader.open(locations.locate(data_dir)) as reader:
            return reader.runs()
    except StorageError:
        return ()


def _plain(run: Recording, kind: RunKind) -> dict[str, object]:
    return {
        "started": run.started.isoformat(),
        "seconds": run.duration_s,
        "moving_seconds": run.duration_s if run.moving_s is None else run.moving_s,
        "meters": run.distance_m,
        "kind": kind.value,
        "sure": run.is_sure,
    }


def _print(
    name: str,
    runs: Sequence[tuple[Recording, RunKind]],
    left_out: Sequence[LeftOut],
    mended: Sequence[str],
    problem: str,
) -> None:
    if problem:
        print(problem)
        return
    print(name)
    for run, kind in runs:
        minutes, seconds = divmod(run.duration_s, 60)
        far = "" if run.distance_m is None else f", {run.distance_m / 1000:.2f} km"
        moving_s = run.duration_s if run.moving_s is None else run.moving_s
        moving = "" if run.duration_s - moving_s < 30 else f", {moving_s // 60} min of it moving"
        sure = "run" if run.is_sure else "may be a run, you are asked"
        print(f"  {sure}: {run.started:%Y-%m-%d %H:%M}, {minutes} min {seconds} s{moving}{far}, {kind.value}")
    for other in left_out:
        print(f"  left out: {other.what}. {other.why}")
    for sentence in mended:
        print(f"  read all the same: {sentence}")
