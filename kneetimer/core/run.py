"""A run, as far as strength sessions care: when it was, how hard, how long. Has no route and no pulse.

A run that is planned or was written down by hand has a day; one from a file has a moment too.
"""

from __future__ import annotations

import enum
import math
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from kneetimer.core.moments import later

FIRST_YEAR, LAST_YEAR = 1990, 2100  # a clock that was wrong must not put a run outside of the calendar
LONGEST_S = 7 * 24 * 3600
FARTHEST_M = 1_000_000

LONG_S = 90 * 60
LONG_M = 15_000
FASTER = 0.93  # a pace that takes this share of the usual time, or less, is hard
USUAL_WEEKS = 8
USUAL_RUNS = 3  # with fewer runs there is no usual pace
HARD_WORDS = ("interval", "tempo", "fartlek", "threshold", "track", "hill", "race", "parkrun", "hard")
LONG_WORDS = ("long run", "long slow", "marathon")

SAME_START_S = 60
SAME_LENGTH = 0.1  # two recordings of one run may differ by this share of the longer one


class RunKind(enum.Enum):
    EASY = "easy"
    HARD = "hard"
    LONG = "long"


class RunState(enum.Enum):
    PLANNED = "planned"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Run:
    """One run on a local date. `started` is aware, or None where only the day is known.

    `guessed` says that the kind was worked out by `guess_kind` and nobody has looked at it yet.
    `source` is the name of the file that it came from, "" where it was added by hand.
    Raises ValueError where a number is no length of a run, or `day` is not that of the start.
    """

    day: date
    kind: RunKind
    started: datetime | None = None
    state: RunState = RunState.DONE
    distance_m: int | None = None
    duration_s: int | None = None
    source: str = ""
    guessed: bool = False
    id: str = ""

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.day.year <= LAST_YEAR:
            raise ValueError(f"the year of a run must be from {FIRST_YEAR} to {LAST_YEAR}")
        if self.started is not None and (self.started.tzinfo is None or self.started.date() != self.day):
            raise ValueError("a run belongs to the local day of its start")
        for name, value, most in (
            ("duration_s", self.duration_s, LONGEST_S),
            ("distance_m", self.distance_m, FARTHEST_M),
        ):
            if value is not None and not 0 <= value <= most:
                raise ValueError(f"{name} must be from 0 to {most}, not {value}")

    @property
    def ended(self) -> datetime | None:
        """When it was over; the start where the length is not known, None without a start."""
        if self.started is None:
            return None
        return later(self.started, timedelta(seconds=self.duration_s or 0))


@dataclass(frozen=True, slots=True)
class Recording:
    """A run as a file tells it: an aware local start, a length in seconds, metres where it knows them.

    `id` is made from the content of the file, so that the same file is always the same run.
    """

    id: str
    started: datetime
    duration_s: int
    distance_m: int | None
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a recording amounts to. `is_new` is False where the run was known already.

    `instead_of` is the run planned or written down by hand for the same day, whose place it takes.
    """

    run: Run
    is_new: bool
    instead_of: Run | None = None


def arrival(recording: Recording, known: Sequence[Run]) -> Arrival:
    """The run of a recording among the runs that are known already."""
    run = Run(
        recording.started.date(),
        RunKind.EASY,
        recording.started,
        RunState.DONE,
        recording.distance_m,
        recording.duration_s,
        recording.source,
        id=recording.id,
    )
    for other in known:
        if other.id == run.id or is_same(other, run):
            return Arrival(other, False)
    note = note_of(run, known)
    if note is not None:
        return Arrival(replace(run, kind=note.kind), True, note)
    usual = usual_runs(known, run.day)
    guess = guess_kind(recording.title, recording.distance_m, recording.duration_s, usual)
    return Arrival(replace(run, kind=guess, guessed=True), True)


def guess_kind(title: str, distance_m: int | None, duration_s: int | None, others: Iterable[Run]) -> RunKind:
    """How hard a run from a file was. docs/runs.md states the rule for those who wonder.

    `others` are the runs of the last weeks; their usual pace is what this one is held against.
    """
    said = title.lower()
    if any(word in said for word in HARD_WORDS):
        return RunKind.HARD
    if any(word in said for word in LONG_WORDS):
        return RunKind.LONG
    if (duration_s or 0) >= LONG_S or (distance_m or 0) >= LONG_M:
        return RunKind.LONG
    pace = _pace(distance_m, duration_s)
    paces = [known for run in others if (known := _pace(run.distance_m, run.duration_s)) is not None]
    if pace is not None and len(paces) >= USUAL_RUNS and pace <= FASTER * statistics.median(paces):
        return RunKind.HARD
    return RunKind.EASY


def usual_runs(runs: Iterable[Run], day: date) -> list[Run]:
    """The runs that say what is usual on a day: those done in the eight weeks before it."""
    first = day - timedelta(weeks=USUAL_WEEKS)
    return [run for run in runs if run.state is RunState.DONE and first <= run.day <= day]


def is_same(one: Run, other: Run) -> bool:
    """True where two recordings are of one run: the same start to a minute, and a similar length."""
    if one.started is None or other.started is None:
        return False
    if abs((one.started - other.started).total_seconds()) > SAME_START_S:
        return False
    if one.duration_s is None or other.duration_s is None:
        return True
    longer = max(one.duration_s, other.duration_s)
    return abs(one.duration_s - other.duration_s) <= max(SAME_START_S, SAME_LENGTH * longer)


def note_of(run: Run, known: Sequence[Run]) -> Run | None:
    """What was written down or planned by hand for the run of a file: the only one of its day."""
    notes = [other for other in known if other.started is None and other.day == run.day]
    return notes[0] if len(notes) == 1 else None


def _pace(distance_m: int | None, duration_s: int | None) -> float | None:
    """Seconds a metre; None where the run is too short to have one."""
    if not distance_m or not duration_s or distance_m < 500:
        return None
    pace = duration_s / distance_m
    return pace if math.isfinite(pace) else None
