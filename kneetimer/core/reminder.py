"""When a person is reminded of a session: at their time, on a day that suits, and only if it is not done.

Computes moments and shows nothing. All times are local, in the zone of the `now` that is given.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from kneetimer.core.moments import passed, stamp
from kneetimer.core.schedule import RestAdvice

FIRST_TIME = "18:00"  # proposed where none was chosen yet
LATE = timedelta(minutes=30)  # a reminder that could not come in time says nothing any more


def next_reminder(reminder_at: str, rest: RestAdvice, now: datetime) -> datetime | None:
    """The next moment to ask `is_due`; None where no reminder is wanted.

    `reminder_at` is a time such as "18:30", or empty; `now` is aware.
    """
    if not reminder_at:
        return None
    if rest.earliest == now.date() and not rest.done_today:
        today = _moment_on(reminder_at, rest, now)
        if passed(now, today) > timedelta():
            return today
    following = datetime.combine(now.date() + timedelta(days=1), _time(reminder_at), now.tzinfo)
    day = datetime.combine(rest.earliest, _time(reminder_at), now.tzinfo)
    return max(day, following)


def is_due(reminder_at: str, rest: RestAdvice, now: datetime) -> bool:
    """True from the time of the reminder on, for half an hour, on a day that is good for a session."""
    if not reminder_at or not rest.good_today or rest.done_today:
        return False
    return timedelta() <= passed(_moment_on(reminder_at, rest, now), now) <= LATE


def _moment_on(reminder_at: str, rest: RestAdvice, now: datetime) -> datetime:
    """The moment of today's reminder: the chosen time, or later where a run makes the session wait."""
    moment = datetime.combine(now.date(), _time(reminder_at), now.tzinfo)
    return moment if rest.not_before is None else max(moment, rest.not_before, key=stamp)


def _time(text: str) -> time:
    return time(int(text[:2]), int(text[3:]))
