"""The command that says what files of runs hold: `kneetimer runs check`.

Only reads, needs no window and loads no Qt. Whether a run is stored already is not asked, so that the answer
about a file is always the same; what a file has in it twice counts once, as in the window.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from kneetimer.core.language import mark, tr, trn
from kneetimer.core.run import KnownRuns, Recording, Run, RunKind
from kneetimer.storage import locations
from kneetimer.storage.errors import StorageError
from kneetimer.storage.records.history import HistoryReader
from kneetimer.storage.runs.activity import LeftOut
from kneetimer.storage.runs.reading import readings, shown_name
from kneetimer.ui.text.numbers import number_text

WRONG = 1
_KINDS = {
    RunKind.EASY: mark("easy"),
    RunKind.HARD: mark("hard"),
    RunKind.LONG: mark("long"),
}


def check(data_dir: Path | None, files: Sequence[Path], now: datetime, *, as_json: bool) -> int:
    """Say what would be taken of each file at `now`. The exit code is 1 where one cannot be read."""
    stored = _stored(data_dir)
    told = []
    is_wrong = False
    for path in files:
        found = list(readings(path, now))
        new, known = _taken([run for reading in found for run in reading.runs], stored)
        runs: list[dict[str, object]] = []
        left_out: list[LeftOut] = []
        for reading in found:
            kinds = [(each, known.guess(each)) for each in reading.runs if id(each) in new]
            others = [*reading.left_out, *(_copy(each) for each in reading.runs if id(each) not in new)]
            runs += [_plain(each, kind) for each, kind in kinds]
            left_out += others
            if not as_json:
                _print(reading.name, kinds, others, reading.mended, reading.problem)
        problems = [reading.problem for reading in found if reading.problem]
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


def _taken(recordings: Sequence[Recording], stored: Sequence[Run]) -> tuple[set[int], KnownRuns]:
    """Which recordings of a file are not there twice, and all runs that would be known with them.

    Of a run that is there with and without a doubt, the one without is taken.
    """
    new: set[int] = set()
    here, known = KnownRuns(()), KnownRuns(stored)
    for each in sorted(recordings, key=lambda run: not run.is_sure):
        came = here.arrival(each)
        if came.is_new:
            new.add(id(each))
            here.add(came.run)
            if each.is_sure and (arrived := known.arrival(each)).is_new:
                known.add(arrived.run)
    return new, known


def _copy(run: Recording) -> LeftOut:
    return LeftOut(
        tr("a run of {moment}", moment=f"{run.started:%Y-%m-%d %H:%M}"),
        tr("It is in the file a second time."),
    )


def _problem(path: Path, problems: Sequence[str]) -> str | None:
    """One sentence, also where an archive has more than one file that cannot be read."""
    if len(problems) < 2:
        return problems[0] if problems else None
    many = trn(
        "{file} has {number} file in it that cannot be read.",
        "{file} has {number} files in it that cannot be read.",
        len(problems),
        file=shown_name(path.name),
    )
    return f"{many} {problems[0]}"


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
        facts = ", ".join(_facts(run, kind))
        if run.is_sure:
            print(tr("  run: {facts}", facts=facts))
        else:
            print(tr("  may be a run, you are asked: {facts}", facts=facts))
    for other in left_out:
        print(tr("  left out: {what}. {why}", what=other.what, why=other.why))
    for sentence in mended:
        print(tr("  read all the same: {sentence}", sentence=sentence))


def _facts(run: Recording, kind: RunKind) -> Iterator[str]:
    minutes, seconds = divmod(run.duration_s, 60)
    moving_s = run.duration_s if run.moving_s is None else run.moving_s
    yield f"{run.started:%Y-%m-%d %H:%M}"
    yield tr("{minutes} min {seconds} s", minutes=minutes, seconds=seconds)
    if run.duration_s - moving_s >= 30:
        yield tr("{minutes} min of it moving", minutes=moving_s // 60)
    if run.distance_m is not None:
        yield tr("{kilometres} km", kilometres=number_text(run.distance_m / 1000, ".2f"))
    yield tr(_KINDS[kind])
