"""A run, as far as strength sessions care: when it was, how hard, how long. Has no route and no pulse.

A run that is planned or was written down by hand has a day; one from a file has a moment too.
"""

from __future__ import annotations

import enum
import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.moments import later, passed

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

SAME_START_S = 60  # where one of two recordings does not say how long it was
SAME_SHARE = 0.8  # nobody runs twice at once: recordings that share so much of the shorter one are one run
ALIKE_SHARE, ALIKE_DISTANCE = 0.3, 0.1  # and less is enough where they are as far but for a tenth


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
    `source` is the name of the file that it came from, "" where it was added by hand. `duration_s` is from
    start to end, `moving_s` without the pauses, where a file tells.
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
    moving_s: int | None = None

    def __post_init__(self) -> None:
        if not FIRST_YEAR <= self.day.year <= LAST_YEAR:
            raise ValueError(f"the year of a run must be from {FIRST_YEAR} to {LAST_YEAR}")
        if self.started is not None and (self.started.tzinfo is None or self.started.date() != self.day):
            raise ValueError("a run belongs to the local day of its start")
        for name, value, most in (
            ("duration_s", self.duration_s, LONGEST_S),
            ("distance_m", self.distance_m, FARTHEST_M),
            ("moving_s", self.moving_s, LONGEST_S),
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

    `id` is made from the content of the file, so that the same file is always the same run. `duration_s`
    is from start to end, `moving_s` without the pauses. Where it is not sure that it is a run, the person
    is asked.
    """

    id: str
    started: datetime
    duration_s: int
    distance_m: int | None
    title: str
    source: str
    moving_s: int | None = None
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Arrival:
    """What a recording amounts to. `is_new` is False where the run was known already.

    A run that was planned or written down by hand keeps its id and all that stood there: the recording
    only adds what was not known.
    """

    run: Run
    is_new: bool


class KnownRuns:
    """Runs by their days, among which a recording finds its own without going through all of them."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._by_day: dict[date, dict[str, Run]] = {}
        for run in runs:
            self.add(run)

    def add(self, run: Run) -> None:
        """Add a run, or its newest state."""
        self._by_day.setdefault(run.day, {})[run.id] = run

    def near(self, day: date, before: int, after: int) -> list[Run]:
        """The runs of a day, of so many days before it, and of so many after it."""
        days = (day + timedelta(days=number) for number in range(-before, after + 1))
        return [run for each in days for run in self._by_day.get(each, {}).values()]

    def arrival(self, recording: Recording) -> Arrival:
        """The run of a recording among the runs that are known already."""
        day = recording.started.date()
        run = Run(
            day,
            RunKind.EASY,
            recording.started,
            RunState.DONE,
            recording.distance_m,
            recording.duration_s,
            recording.source,
            id=recording.id,
            moving_s=recording.moving_s,
        )
        for other in self.near(day, LONGEST_S // (24 * 3600), 1):
            if other.id == run.id or is_same(other, run):
                return Arrival(other, False)
        note = note_of(run, self.near(day, 0, 0))
        if note is not None:
            return Arrival(_completed(note, run), True)
        return Arrival(replace(run, kind=self.guess(recording), guessed=True), True)

    def guess(self, recording: Recording) -> RunKind:
        """How hard a recording was, beside the runs of the eight weeks before it."""
        day = recording.started.date()
        recent = self.near(day, USUAL_WEEKS * 7, 0)
        others = (run for run in recent if run.state is RunState.DONE and run.id != recording.id)
        lasted = recording.moving_s or recording.duration_s
        return guess_kind(recording.title, recording.distance_m, lasted, others)


def _completed(note: Run, run: Run) -> Run:
    """What was written down, with what a recording knows besides."""
    return replace(
        note,
        started=run.started,
        state=RunState.DONE,
        distance_m=run.distance_m if note.distance_m is None else note.distance_m,
        duration_s=run.duration_s if note.duration_s is None else note.duration_s,
        moving_s=run.moving_s if note.duration_s is None else note.moving_s,
        source=note.source or run.source,
    )


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
    import statistics  # with its fractions and decimals no start should wait for it

    pace = _pace(distance_m, duration_s)
    found = (_pace(run.distance_m, run.moving_s or run.duration_s) for run in others)
    paces = [each for each in found if each is not None]
    if pace is not None and len(paces) >= USUAL_RUNS and pace <= FASTER * statistics.median(paces):
        return RunKind.HARD
    return RunKind.EASY


def is_same(one: Run, other: Run) -> bool:
    """True where two recordings are of one run, by the time that they share, and by their distances."""
    if one.started is None or other.started is None or one.ended is None or other.ended is None:
        return False
    if not one.duration_s or not other.duration_s:
        return abs(passed(one.started, other.started).total_seconds()) <= SAME_START_S
    begun, over = max(one.started, other.started), min(one.ended, other.ended)
    share = passed(begun, over).total_seconds() / min(one.duration_s, other.duration_s)
    if share >= SAME_SHARE:
        return True
    metres = (one.distance_m or 0, other.distance_m or 0)
    is_as_far = min(metres) > 0 and max(metres) - min(metres) <= ALIKE_DISTANCE * max(metres)
    return share >= ALIKE_SHARE and is_as_far


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
