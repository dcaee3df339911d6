"""Which session comes next: the sequence, days of rest, missed time, and what must never happen."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_plan import PLAN, session

from kneetimer.core.record import SessionRecord, SessionState
from kneetimer.core.schedule import NextSession, Reason, next_session, sessions_to_go, week_of

MONDAY = date(2026, 11, 23)


def at(day: date, hour: int = 18) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def on(offset: int) -> date:
    """The day so many days after the Monday of the first week."""
    return MONDAY + timedelta(days=offset)


def after(*done: tuple[int, int, int], today: int, target: int = 2) -> NextSession:
    """What comes next after sessions given as (week, session, day)."""
    records = [session(week, number, at(on(day))) for week, number, day in done]
    return next_session(PLAN, records, target, on(today))


def test_the_first_session_comes_first() -> None:
    """A person who has done nothing yet starts with session 1 of week 1, today."""
    coming = after(today=0)
    assert (coming.week, coming.session, coming.reason) == (1, 1, Reason.FIRST)
    assert coming.rest.good_today
    assert coming.days_away is None


def test_sessions_follow_one_another() -> None:
    """After session 1 comes session 2 of the same week, after the last one the next week."""
    assert (after((1, 1, 0), today=2).week, after((1, 1, 0), today=2).session) == (1, 2)
    coming = after((1, 1, 0), (1, 2, 2), today=7)
    assert (coming.week, coming.session, coming.is_bonus) == (2, 1, False)


def test_a_third_session_is_a_bonus_while_the_week_runs() -> None:
    """With a target of two, Friday offers a third session of the week, and Monday the next week."""
    friday = after((1, 1, 0), (1, 2, 2), today=4)
    assert (friday.week, friday.session, friday.is_bonus, friday.reason) == (1, 3, True, Reason.BONUS)
    monday = after((1, 1, 0), (1, 2, 2), (1, 3, 4), today=7)
    assert (monday.week, monday.session, monday.is_bonus) == (2, 1, False)


def test_no_bonus_is_offered_that_would_cost_the_rest_day() -> None:
    """After sessions on Wednesday and Saturday the week has no good day left for a third."""
    coming = after((1, 1, 2), (1, 2, 5), today=6)
    assert (coming.week, coming.session, coming.is_bonus) == (2, 1, False)


def test_a_week_that_lacks_a_session_moves_on_instead_of_offering_a_bonus() -> None:
    """When session 2 was done on the next Monday, that week has one session, so week 2 comes next."""
    coming = after((1, 1, 5), (1, 2, 7), today=9)
    assert (coming.week, coming.session, coming.is_bonus) == (2, 1, False)


def test_with_a_target_of_three_the_third_is_part_of_the_plan() -> None:
    """The third session is no bonus and is not dropped when the calendar week is over."""
    coming = after((1, 1, 2), (1, 2, 4), today=7, target=3)
    assert (coming.week, coming.session, coming.is_bonus) == (1, 3, False)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (7, (5, 1, 0, Reason.GO_ON)),
        (8, (4, 1, 0, Reason.REPEAT_WEEK)),
        (14, (4, 1, 0, Reason.REPEAT_WEEK)),
        (15, (3, 1, 1, Reason.BACK_ONE_WEEK)),
        (28, (3, 1, 1, Reason.BACK_ONE_WEEK)),
        (29, (4, 1, 0, Reason.RESTART_PHASE)),
    ],
)
def test_time_away_leads_back(days: int, expected: tuple[int, int, int, Reason]) -> None:
    """Up to 7 days the plan goes on; later it repeats the week, goes back one, restarts the phase."""
    coming = after((4, 1, 0), (4, 2, 2), today=2 + days)
    assert (coming.week, coming.session, coming.sets_fewer, coming.reason) == expected
    assert coming.days_away == days


def test_only_the_first_session_after_a_break_has_fewer_sets() -> None:
    """After three weeks away the second session back is a full one."""
    coming = after((4, 2, 0), (3, 1, 21), today=23)
    assert (coming.week, coming.session, coming.sets_fewer) == (3, 2, 0)


def test_nobody_goes_back_before_the_first_week() -> None:
    """After three weeks away from week 1 the person starts week 1 again."""
    coming = after((1, 1, 0), today=20)
    assert (coming.week, coming.session, coming.sets_fewer) == (1, 1, 1)


def test_after_the_last_week_the_plan_is_finished() -> None:
    """Week 6 is offered again, and stays finished while it is repeated."""
    done = ((6, 1, 0), (6, 2, 3))
    coming = after(*done, today=7)
    assert (coming.week, coming.session, coming.plan_finished) == (6, 1, True)
    assert coming.reason is Reason.PLAN_FINISHED
    repeated = after(*done, (6, 1, 7), today=9)
    assert (repeated.week, repeated.session, repeated.plan_finished) == (6, 2, True)


def test_one_day_of_rest_lies_between_two_sessions() -> None:
    """After a session on Monday the earliest good day is Wednesday."""
    assert after((1, 1, 0), today=0).rest.done_today
    tuesday = after((1, 1, 0), today=1).rest
    assert (tuesday.good_today, tuesday.earliest) == (False, on(2))
    assert after((1, 1, 0), today=2).rest.good_today


def test_a_week_with_three_sessions_is_full() -> None:
    """After Monday, Wednesday and Friday the next good day is Monday, though Sunday has its day of rest."""
    rest = after((1, 1, 0), (1, 2, 2), (1, 3, 4), today=6).rest
    assert (rest.good_today, rest.earliest, rest.week_is_full) == (False, on(7), True)
    assert after((1, 1, 0), (1, 2, 2), (1, 3, 4), today=7).rest.good_today


def test_half_a_session_counts_and_less_is_done_again() -> None:
    """A session left after more than half of its strength work moves on; one left early is repeated."""
    most = session(1, 1, at(on(0)), state=SessionState.PARTIAL, share=0.9)
    little = session(1, 1, at(on(0)), state=SessionState.PARTIAL, share=0.3)
    assert next_session(PLAN, [most], 2, on(2)).session == 2
    assert next_session(PLAN, [little], 2, on(2)).session == 1
    assert next_session(PLAN, [little], 2, on(1)).rest.good_today


def test_a_session_left_early_is_no_missed_week() -> None:
    """Somebody who trained a little last week has not been away for two weeks."""
    records = [
        session(2, 1, at(on(0))),
        session(2, 2, at(on(8)), state=SessionState.PARTIAL, share=0.3),
    ]
    coming = next_session(PLAN, records, 2, on(12))
    assert (coming.week, coming.session, coming.reason) == (2, 2, Reason.GO_ON)


def test_a_clock_that_was_wrong_forbids_nothing_for_long() -> None:
    """A session dated next year leaves the day after tomorrow as a good day at the latest."""
    rest = after((1, 1, 400), today=0).rest
    assert rest.earliest == on(2)


def test_a_session_after_midnight_belongs_to_its_own_day() -> None:
    """Started at half past midnight on Tuesday, a session makes Thursday the next good day."""
    record = session(1, 1, at(on(1), hour=0) + timedelta(minutes=30))
    assert next_session(PLAN, [record], 2, on(1)).rest.earliest == on(3)


def test_weeks_start_on_monday() -> None:
    """The week of a Sunday begins six days before it."""
    assert week_of(on(6)) == tuple(on(day) for day in range(7))


def test_sessions_to_go_leave_the_bonus_out() -> None:
    """Twelve at the start with two a week, eleven after the first, ten while the bonus is offered."""
    assert sessions_to_go(PLAN, after(today=0), 2) == 12
    assert sessions_to_go(PLAN, after((1, 1, 0), today=2), 2) == 11
    assert sessions_to_go(PLAN, after((1, 1, 0), (1, 2, 2), today=4), 2) == 10
    assert sessions_to_go(PLAN, after((6, 1, 0), (6, 2, 3), today=7), 2) == 0


days_between = st.lists(st.integers(2, 7), min_size=60, max_size=60)
targets = st.sampled_from((2, 3))
histories = st.lists(
    st.tuples(
        st.integers(1, 6),
        st.integers(1, 3),
        st.integers(0, 90),
        st.sampled_from((SessionState.FINISHED, SessionState.PARTIAL)),
        st.sampled_from((0.2, 1.0)),
    ),
    max_size=6,
)


def _history(listed: list[tuple[int, int, int, SessionState, float]]) -> list[SessionRecord]:
    return [
        session(week, number, at(on(day)), state=state, share=share)
        for week, number, day, state, share in listed
    ]


@settings(max_examples=40, deadline=None)
@given(days_between, targets)
def test_doing_what_comes_next_leads_through_the_whole_plan(days: list[int], target: int) -> None:
    """Whoever trains at least once in seven days does each session of the plan once and in order."""
    records: list[SessionRecord] = []
    day = 0
    asked_for = []
    for wait in days:
        coming = next_session(PLAN, records, target, on(day))
        if coming.plan_finished:
            break
        if not coming.is_bonus:
            asked_for.append((coming.week, coming.session))
        records.append(session(coming.week, coming.session, at(on(day))))
        day += wait
    assert asked_for == [(week, number) for week in range(1, 7) for number in range(1, target + 1)]


@settings(deadline=None)
@given(histories, targets, st.integers(0, 120))
def test_what_comes_next_is_always_a_session_of_the_plan(
    listed: list[tuple[int, int, int, SessionState, float]], target: int, today: int
) -> None:
    """Whatever happened, the next session exists, is never two ahead, and leaves a day of rest."""
    records = _history(listed)
    coming = next_session(PLAN, records, target, on(today))
    assert 1 <= coming.week <= PLAN.weeks
    assert 1 <= coming.session <= PLAN.sessions_most
    assert coming.sets_fewer in (0, 1)
    assert coming.rest.earliest >= on(today)
    counted = sorted((r for r in records if r.counts()), key=lambda r: r.started)
    if not counted:
        assert (coming.week, coming.session) == (1, 1)
        return
    last = counted[-1]
    assert coming.week <= last.script.week + 1
    if coming.rest.good_today:
        assert all(
            abs((on(today) - r.started.date()).days) > 1 or r.started.date() > on(today) for r in counted
        )


@settings(max_examples=50, deadline=None)
@given(histories, targets, st.integers(0, 120), st.randoms())
def test_rehearsals_discarded_sessions_and_order_change_nothing(
    listed: list[tuple[int, int, int, SessionState, float]], target: int, today: int, random: object
) -> None:
    """Only sessions that count move the plan, in whatever order they are read."""
    days = {day for _, _, day, _, _ in listed}
    if len(days) < len(listed):
        listed = [entry for at_, entry in enumerate(listed) if entry[2] not in {e[2] for e in listed[:at_]}]
    records = _history(listed)
    expected = next_session(PLAN, records, target, on(today))
    noise = [
        session(6, 2, at(on(today), hour=7), rehearsal=True),
        session(6, 2, at(on(today), hour=8), state=SessionState.DISCARDED),
        session(6, 2, at(on(today), hour=9), state=SessionState.RUNNING),
    ]
    shuffled = [*records, *noise]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert next_session(PLAN, shuffled, target, on(today)) == expected
