"""When a reminder comes: at the chosen time, on good days, not after training, and not late."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_plan import PLAN, session

from kneetimer.core.good_days import Rhythm
from kneetimer.core.moments import passed
from kneetimer.core.reminder import is_due, next_reminder
from kneetimer.core.run import Run, RunKind
from kneetimer.core.schedule import RestAdvice, next_session

ZONE = timezone(timedelta(hours=1))
MONDAY = date(2026, 11, 23)
BERLIN = ZoneInfo("Europe/Berlin")


def at(offset: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(MONDAY + timedelta(days=offset), time(hour, minute), ZONE)


def rest_at(now: datetime, *runs: Run, last: int | None = None) -> RestAdvice:
    records = [] if last is None else [session(1, 1, at(last, 17))]
    return next_session(PLAN, records, 2, now.date(), Rhythm(runs, now=now)).rest


def test_a_good_day_is_reminded_of_at_the_chosen_time() -> None:
    """In the morning the reminder of the evening is the next one, and then it is due for half an hour."""
    assert next_reminder("18:30", rest_at(at(0, 9)), at(0, 9)) == at(0, 18, 30)
    moments = ((18, 29), (18, 30), (18, 59), (19, 1))
    assert [is_due("18:30", rest_at(at(0, *t)), at(0, *t)) for t in moments] == [False, True, True, False]


def test_who_has_trained_is_left_in_peace() -> None:
    """After a session of today, and on the day of rest after it, nothing comes; then it does."""
    for day in (0, 1):
        assert not is_due("18:30", rest_at(at(day, 18, 30), last=0), at(day, 18, 30))
        assert next_reminder("18:30", rest_at(at(day, 9), last=0), at(day, 9)) == at(2, 18, 30)
    assert is_due("18:30", rest_at(at(2, 18, 30), last=0), at(2, 18, 30))


def test_a_run_makes_the_reminder_wait() -> None:
    """Twenty-four hours after a hard run that ended at 19:30 the session may begin, and not at 18:30."""
    run = Run(MONDAY - timedelta(days=1), RunKind.HARD, at(-1, 18, 30), duration_s=3600)
    assert next_reminder("18:30", rest_at(at(0, 9), run), at(0, 9)) == at(0, 19, 30)
    assert not is_due("18:30", rest_at(at(0, 18, 30), run), at(0, 18, 30))


def test_a_reminder_keeps_its_time_when_the_clocks_are_changed() -> None:
    """Half past six of the next evening is 22.5 hours after eight, and one more where a night has it."""
    for day, hours in ((27, 21.5), (20, 22.5)):
        now = datetime(2027, 3, day, 20, tzinfo=BERLIN)
        reminder = next_reminder("18:30", rest_at(now), now)
        assert reminder is not None and reminder.date().day == day + 1
        assert passed(now, reminder) == timedelta(hours=hours)
    now = datetime(2027, 10, 30, 20, tzinfo=BERLIN)
    reminder = next_reminder("18:30", rest_at(now), now)
    assert reminder is not None and passed(now, reminder) == timedelta(hours=23.5)


def test_an_hour_that_comes_twice_reminds_once() -> None:
    """At the second half past two of a night an hour has passed, which is too late."""
    first = datetime(2027, 10, 31, 2, 35, tzinfo=BERLIN)
    assert is_due("02:30", rest_at(first), first)
    again = first.replace(fold=1)
    assert not is_due("02:30", rest_at(again), again)
    assert next_reminder("02:30", rest_at(again), again) == datetime(2027, 11, 1, 2, 30, tzinfo=BERLIN)


def test_a_time_that_a_night_lacks_reminds_after_the_gap() -> None:
    """Half past two does not come on 28 March: the reminder is due when half an hour of three is over."""
    before = datetime(2027, 3, 28, 1, 55, tzinfo=BERLIN)
    reminder = next_reminder("02:30", rest_at(before), before)
    assert reminder is not None and passed(before, reminder) == timedelta(minutes=35)
    for minute, due in ((25, False), (31, True)):
        now = datetime(2027, 3, 28, 3, minute, tzinfo=BERLIN)
        assert is_due("02:30", rest_at(now), now) is due


def test_without_a_time_there_is_no_reminder() -> None:
    """Reminders are off until somebody turns them on."""
    assert next_reminder("", rest_at(at(0, 9)), at(0, 9)) is None
    assert not is_due("", rest_at(at(0, 9)), at(0, 9))


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, 23),
    st.integers(0, 59),
    st.integers(0, 23),
    st.none() | st.integers(-6, 0),
    st.lists(st.tuples(st.sampled_from(RunKind), st.integers(-2, 6)), max_size=5),
)
def test_the_next_reminder_lies_ahead_and_never_skips_a_good_day(
    hour: int, minute: int, now_hour: int, last: int | None, runs: list[tuple[RunKind, int]]
) -> None:
    """Following the moments one by one comes to a due reminder on the best day or finds a later best day."""
    noted = tuple(Run(MONDAY + timedelta(days=day), kind) for kind, day in runs)
    chosen = f"{hour:02}:{minute:02}"
    now = at(0, now_hour)
    for _ in range(40):
        rest = rest_at(now, *noted, last=last)
        if is_due(chosen, rest, now):
            assert rest.good_today
            return
        moment = next_reminder(chosen, rest, now)
        assert moment is not None and moment > now
        now = moment
    pytest.fail("no reminder in forty looks")
