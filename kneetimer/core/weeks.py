"""The weeks that one looks at: calendar weeks in a row, each past, open or still to come.

Knows dates and no sessions.
"""

from __future__ import annotations

import enum
from datetime import date, timedelta

from kneetimer.core.late_dataclass import dataclass

WEEK = timedelta(days=7)
MOST_SINGLE_WEEKS = 60  # more columns than that cannot be told apart
GROUPED_WEEKS = 4


class WeekSpan(enum.Enum):
    """How far back one looks, in weeks; 0 is everything."""

    SIX_WEEKS = 6
    TWELVE_WEEKS = 12
    HALF_YEAR = 26
    ALL = 0


class PeriodState(enum.Enum):
    BEFORE = "before"  # nothing had been recorded yet
    PAST = "past"
    OPEN = "open"  # has today in it
    FUTURE = "future"


@dataclass(frozen=True, slots=True)
class PlanWeeks:
    """The weeks of the plan that the sessions of a calendar week are of, ascending.

    `again` where the last week with sessions had those of the very same ones.
    """

    numbers: tuple[int, ...]
    again: bool = False


@dataclass(frozen=True, slots=True)
class Period:
    """One column of a chart: a calendar week, or `weeks` of them where there are too many.

    `plan_weeks` is what it is called by; None where it has no sessions, and in longer spans.
    """

    first: date
    weeks: int
    state: PeriodState
    plan_weeks: PlanWeeks | None = None

    @property
    def last(self) -> date:
        return self.first + self.weeks * WEEK - timedelta(days=1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Window:
    """The periods that one looks at, oldest first, without gaps."""

    span: WeekSpan
    periods: tuple[Period, ...]

    @property
    def first(self) -> date:
        return self.periods[0].first

    @property
    def last(self) -> date:
        return self.periods[-1].last

    @property
    def weeks_each(self) -> int:
        return self.periods[0].weeks

    def index_of(self, day: date) -> int | None:
        """Which period a day lies in; None outside of the window."""
        index = (day - self.first).days // (7 * self.weeks_each)
        return index if 0 <= index < len(self.periods) else None


def periods_from(start: date, columns: int, each: int, begun: date, today: date) -> tuple[Period, ...]:
    """So many periods of `each` weeks in a row. `begun` is the week of the first record of all."""
    periods = []
    for column in range(columns):
        first = start + column * each * WEEK
        after = first + each * WEEK
        if today >= after:
            state = PeriodState.BEFORE if after <= begun else PeriodState.PAST
        else:
            state = PeriodState.OPEN if today >= first else PeriodState.FUTURE
        periods.append(Period(first, each, state))
    return tuple(periods)
