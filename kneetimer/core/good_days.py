"""Which days are good for a session, with the runs around them and the days a person wishes for.

Runs rule days out; a wish only chooses among the rest. What comes next in the plan is schedule.py's
to say. Everything here is advice: a person may start on any day.
"""

from __future__ import annotations

import enum
from collections.abc import Callable, Mapping
from dataclasses import field
from datetime import date, datetime, time, timedelta

from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.moments import later, stamp
from kneetimer.core.preferences import Preferences, RunRule
from kneetimer.core.run import LONGEST_S, Run, RunKind, RunState

AFTER_HARD = timedelta(hours=24)
AFTER_EASY = timedelta(hours=3)  # "a few hours" between an easy run and a session
LATEST_START = time(21)  # where a run makes the session wait longer than this, another day is better
SEARCH_DAYS = 6  # how far from the wished day a better one is looked for first

LONGEST_REACH_DAYS = LONGEST_S // (24 * 3600) + 2
ONE_DAY = timedelta(days=1)


class Obstacle(enum.Enum):
    """Why a day is not a good one, in the order in which it is told."""

    NO_REST = "no-rest"  # a session was that day or the day before
    WEEK_FULL = "week-full"
    BEFORE_LONG_RUN = "before-long-run"
    NEAR_HARD_RUN = "near-hard-run"
    ON_RUN_DAY = "on-run-day"


@dataclass(frozen=True, slots=True)
class Clash:
    """One thing that speaks against a day; `run` is the run that does, None where none does."""

    obstacle: Obstacle
    run: Run | None = None


@dataclass(frozen=True, slots=True)
class DayVerdict:
    """What runs say about a day. With `not_before` it is good from then on, for the run in `waits_for`."""

    day: date
    clashes: tuple[Clash, ...] = ()
    not_before: datetime | None = None
    waits_for: Run | None = None

    @property
    def good(self) -> bool:
        return not self.clashes


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The person's days: their runs, how runs and sessions go together, and the days they like.

    `wish_days` are days of the week, Monday is 0; none means any. `now` is aware; without it a
    run keeps whole days free, whatever its time. `chosen` are the days that they chose for single sessions,
    by schedule.session_key.
    """

    runs: tuple[Run, ...] = ()
    rule: RunRule = RunRule.STACK
    wish_days: tuple[int, ...] = ()
    week_starts_on: int = 0
    now: datetime | None = None
    chosen: Mapping[str, date] = field(default_factory=dict)
    _by_day: dict[date, list[Run]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for run in self.runs:
            self._by_day.setdefault(run.day, []).append(run)

    def runs_on(self, day: date) -> tuple[Run, ...]:
        return tuple(self._by_day.get(day, ()))

    def runs_near(self, day: date) -> tuple[Run, ...]:
        """The runs that may speak against a day: one over several nights does so for longest."""
        near = (day + number * ONE_DAY for number in range(-LONGEST_REACH_DAYS, 2))
        return tuple(run for each in near for run in self.runs_on(each))

    def week_of(self, day: date) -> tuple[date, ...]:
        """The seven days of the week of a day."""
        return week_of(day, self.week_starts_on)

    def wishes(self, day: date) -> bool:
        return not self.wish_days or day.weekday() in self.wish_days


ANY_DAY = Rhythm()


def rhythm_of(preferences: Preferences, runs: tuple[Run, ...], now: datetime) -> Rhythm:
    first = preferences.week_starts.weekday
    chosen = {key: date.fromisoformat(day) for key, day in preferences.chosen_days.items()}
    return Rhythm(runs, preferences.run_rule, preferences.wish_days, first, now, chosen)


def week_of(day: date, starts_on: int = 0) -> tuple[date, ...]:
    """The seven days of the calendar week of a day. `starts_on` is its first day, Monday is 0."""
    first = day - timedelta(days=(day.weekday() - starts_on) % 7)
    return tuple(first + timedelta(days=number) for number in range(7))


def judge(day: date, rhythm: Rhythm) -> DayVerdict:
    """What the runs around a day say about a session on it."""
    clashes: dict[Obstacle, Clash] = {}
    not_before: datetime | None = None
    waits_for: Run | None = None
    for run in rhythm.runs_near(day):
        found = _verdict_of(run, day, rhythm)
        if isinstance(found, Clash):
            clashes.setdefault(found.obstacle, found)
        elif found is not None and (not_before is None or stamp(found) > stamp(not_before)):
            not_before, waits_for = found, run
    if clashes:
        return DayVerdict(day, tuple(clashes[each] for each in Obstacle if each in clashes))
    return DayVerdict(day, (), not_before, waits_for)


def wished_day(first: date, rhythm: Rhythm, *, full: Callable[[date], bool] | None = None) -> date:
    """The day for a session as if there were no runs: from `first` on, on a day that is wished for."""
    day = first
    while not rhythm.wishes(day) or (full is not None and full(day)):
        day += ONE_DAY
    return day


def best_day(first: date, rhythm: Rhythm, *, full: Callable[[date], bool] | None = None) -> DayVerdict:
    """The best day from `first` on: the wished one, else the nearest good one, in its own week first.

    `full` names days that are not to be had, such as those of a week with enough sessions.
    """

    def is_open(day: date) -> bool:
        return (full is None or not full(day)) and judge(day, rhythm).good

    wished = wished_day(first, rhythm, full=full)
    if is_open(wished):
        return judge(wished, rhythm)
    week = rhythm.week_of(wished)
    near = [first + timedelta(days=number) for number in range((wished - first).days + SEARCH_DAYS + 1)]
    near.sort(key=lambda day: (day not in week, abs((day - wished).days), day))
    for day in near:
        if is_open(day):
            return judge(day, rhythm)
    # Runs are finite, so that there is a good day behind the last of them at the latest.
    day = wished + timedelta(days=SEARCH_DAYS + 1)
    while not is_open(day):
        day += ONE_DAY
    return judge(day, rhythm)


def _verdict_of(run: Run, day: date, rhythm: Rhythm) -> Clash | datetime | None:
    """What one run says about a day: that it is no good one, from when on it is one, or nothing."""
    days_after = (day - run.day).days
    if run.kind is RunKind.HARD:
        return _near_hard_run(run, day, rhythm)
    if run.kind is RunKind.LONG and days_after == -1:
        return Clash(Obstacle.BEFORE_LONG_RUN, run)
    if days_after != 0:
        return None
    if rhythm.rule is RunRule.APART or run.kind is not RunKind.EASY:
        return Clash(Obstacle.ON_RUN_DAY, run)
    if run.ended is None or rhythm.now is None:
        return None
    return _wait(later(run.ended, AFTER_EASY), day, rhythm.now, Clash(Obstacle.ON_RUN_DAY, run))


def _near_hard_run(run: Run, day: date, rhythm: Rhythm) -> Clash | datetime | None:
    clash = Clash(Obstacle.NEAR_HARD_RUN, run)
    days_after = (day - run.day).days
    if days_after <= 0:
        return clash if days_after >= -1 else None
    if run.ended is None or rhythm.now is None or run.state is RunState.PLANNED:
        return clash if days_after == 1 else None
    return _wait(later(run.ended, AFTER_HARD), day, rhythm.now, clash)


def _wait(until: datetime, day: date, now: datetime, clash: Clash) -> Clash | datetime | None:
    """Nothing where the wait is over when the day begins, a clash where it takes the whole day."""
    begins = now if day == now.date() else datetime.combine(day, time(), now.tzinfo)
    if stamp(until) <= stamp(begins):
        return None
    latest = datetime.combine(day, LATEST_START, now.tzinfo)
    return until.astimezone(now.tzinfo) if stamp(until) <= stamp(latest) else clash
