"""To which day a session may be moved, and what speaks against each: advice, but for the order of the plan.

The day that is best is good_days.py's and schedule.py's to say. Stores nothing, says nothing in words.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence
from datetime import date, timedelta

from kneetimer.core.gate import Permission
from kneetimer.core.good_days import Clash, Obstacle, best_day, judge
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.outlook import Outlook
from kneetimer.core.preferences import Preferences
from kneetimer.core.schedule import (
    DAYS_FROM_SESSION_TO_SESSION,
    ComingSession,
    FullWeeks,
    counted_sessions,
    day_of,
    session_key,
)


class Refusal(enum.Enum):
    """Why a session cannot be on a day at all."""

    OVER = "over"
    OUT_OF_ORDER = "out-of-order"  # the session before it comes that day or later


@dataclass(frozen=True, slots=True)
class DayChoice:
    """A day for a session: whether it is to be had, and what speaks against it."""

    day: date
    refused: Refusal | None = None
    clashes: tuple[Clash, ...] = ()

    @property
    def good(self) -> bool:
        return self.refused is None and not self.clashes


def sessions_ahead(outlook: Outlook) -> tuple[ComingSession, ...]:
    """All sessions to come, each on its day: the next one first, a bonus and one of a finished plan too.

    One that would be today is on the next good day while the knee speaks against it; none has a day while
    no session may begin.
    """
    if outlook.gate.permission is Permission.NO:
        return ()
    due = outlook.due
    if outlook.gate.permission is Permission.BETTER_NOT and due.rest.earliest <= outlook.today:
        return sessions_ahead_of(outlook, day_after_rest(outlook))
    first = ComingSession(due.week, due.session, due.rest.earliest, due.rest.not_before, due.rest.chosen)
    coming = outlook.coming()
    return (first, *coming) if due.is_bonus or due.plan_finished else coming


def sessions_ahead_of(outlook: Outlook, day: date) -> tuple[ComingSession, ...]:
    """The sessions to come as they would be with the next one on another day."""
    due = outlook.due
    moved = ComingSession(due.week, due.session, day, None)
    others = outlook.again(preferences=with_day(outlook, moved, day)).coming()
    return (moved, *(each for each in others if (each.week, each.session) != (due.week, due.session)))


def day_after_rest(outlook: Outlook) -> date:
    """The next good day behind today for the session that comes next, where the person rests today."""
    due, rhythm = outlook.due, outlook.rhythm
    if due.rest.earliest > outlook.today:
        return due.rest.earliest
    days = [day_of(record) for record in counted_sessions(outlook.records)]
    full = FullWeeks(days, outlook.plan.sessions_most, rhythm)
    first = outlook.today + timedelta(days=1)
    if days:
        first = max(first, min(days[-1], outlook.today) + timedelta(days=DAYS_FROM_SESSION_TO_SESSION))
    return best_day(first, rhythm, full=full).day


def day_choices(outlook: Outlook, session: ComingSession, days: Sequence[date]) -> tuple[DayChoice, ...]:
    """What days are like for one of `sessions_ahead`.

    Those behind it make room, unless they were moved too.
    """
    place = (session.week, session.session)
    ahead = sessions_ahead(outlook)
    earlier = [each.day for each in ahead if (each.week, each.session) < place]
    moved = [each.day for each in ahead if (each.week, each.session) > place and each.chosen]
    taken = [*earlier, *moved, *(day_of(record) for record in counted_sessions(outlook.records))]
    full = FullWeeks(taken, outlook.plan.sessions_most, outlook.rhythm)
    return tuple(_day_choice(outlook, day, earlier, taken, full) for day in days)


def _day_choice(
    outlook: Outlook, day: date, earlier: Sequence[date], taken: Sequence[date], full: FullWeeks
) -> DayChoice:
    if day < outlook.today:
        return DayChoice(day, Refusal.OVER)
    if any(each >= day for each in earlier):
        return DayChoice(day, Refusal.OUT_OF_ORDER)
    clashes: list[Clash] = []
    if any(abs((day - each).days) < DAYS_FROM_SESSION_TO_SESSION for each in taken):
        clashes.append(Clash(Obstacle.NO_REST))
    if full(day):
        clashes.append(Clash(Obstacle.WEEK_FULL))
    return DayChoice(day, None, (*clashes, *judge(day, outlook.rhythm).clashes))


def with_day(outlook: Outlook, session: ComingSession, day: date) -> Preferences:
    """The person's choices with a session moved to a day; days that are over are forgotten."""
    key = session_key(outlook.plan.id, session.week, session.session)
    today = outlook.today.isoformat()
    kept = {each: on for each, on in outlook.preferences.chosen_days.items() if on >= today}
    return outlook.preferences.with_(chosen_days={**kept, key: day.isoformat()})
