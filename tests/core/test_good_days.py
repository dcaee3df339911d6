"""Which days are good for a session with runs around them, and that no advice ever breaks its own rules."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_plan import PLAN, session

from kneetimer.core.good_days import Obstacle, Rhythm, best_day, judge, week_of
from kneetimer.core.preferences import Preferences, RunRule, from_wire, to_wire
from kneetimer.core.run import Run, RunKind, RunState
from kneetimer.core.schedule import NextSession, coming_sessions, next_session

ZONE = timezone(timedelta(hours=1))
MONDAY = date(2026, 11, 23)
PLANNED, DONE = RunState.PLANNED, RunState.DONE
EASY, HARD, LONG = RunKind.EASY, RunKind.HARD, RunKind.LONG


def on(offset: int) -> date:
    """The day so many days after the Monday."""
    return MONDAY + timedelta(days=offset)


def at(offset: int, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(on(offset), time(hour, minute), ZONE)


def noted(kind: RunKind, day: int, state: RunState = PLANNED) -> Run:
    """A run of which only the day is known."""
    return Run(on(day), kind, state=state)


def ran(kind: RunKind, day: int, hour: int, minutes: int = 60) -> Run:
    """A run from a file."""
    return Run(on(day), kind, at(day, hour), DONE, 10_000, minutes * 60)


def days_that_are_good(*runs: Run, rule: RunRule = RunRule.STACK, days: int = 7) -> list[int]:
    rhythm = Rhythm(runs, rule, now=at(0, 9))
    return [day for day in range(days) if judge(on(day), rhythm).good]


def coming(
    *runs: Run, last: int | None = None, today: int = 0, hour: int = 9, **habits: object
) -> NextSession:
    """What comes next on a day, after one session or none."""
    rhythm = Rhythm(runs, now=at(today, hour), **habits)  # type: ignore[arg-type]
    records = [] if last is None else [session(1, 1, at(last, 18))]
    return next_session(PLAN, records, 2, on(today), rhythm)


def test_a_planned_hard_run_keeps_its_day_and_its_neighbours_free() -> None:
    """Of a hard run on Wednesday only the day is known, so Tuesday to Thursday are no days for a session."""
    assert days_that_are_good(noted(HARD, 2)) == [0, 4, 5, 6]


def test_the_day_before_a_long_run_stays_free() -> None:
    """With a long run on Saturday neither Friday nor Saturday itself is a good day; Sunday is."""
    assert days_that_are_good(noted(LONG, 5)) == [0, 1, 2, 3, 6]


def test_an_easy_run_and_a_session_may_share_a_day_where_one_stacks_them() -> None:
    """Stacking, an easy run takes no day; keeping apart, it takes its own and no other."""
    assert days_that_are_good(noted(EASY, 2)) == [0, 1, 2, 3, 4, 5, 6]
    assert days_that_are_good(noted(EASY, 2), rule=RunRule.APART) == [0, 1, 3, 4, 5, 6]


def test_a_session_waits_a_whole_day_after_a_hard_run() -> None:
    """A hard run that ended on Sunday at 19:00 makes Monday good from 19:00 on and not before."""
    run = ran(HARD, -1, 18)
    rest = coming(run, hour=9).rest
    assert (rest.good_today, rest.good_later_today, rest.not_before) == (False, True, at(0, 19))
    assert rest.waits_for == run
    assert coming(run, hour=19).rest.good_today


def test_nobody_is_told_to_train_late_in_the_evening() -> None:
    """A hard run that ended at 22:00 moves the session to the day after the next one."""
    rest = coming(ran(HARD, -1, 21)).rest
    assert (rest.earliest, rest.good_later_today) == (on(1), False)
    assert [clash.obstacle for clash in rest.clashes] == [Obstacle.NEAR_HARD_RUN]


def test_a_few_hours_lie_between_an_easy_run_and_a_session() -> None:
    """An easy run that ended at 08:00 makes its day good from 11:00 on."""
    assert coming(ran(EASY, 0, 7), hour=9).rest.not_before == at(0, 11)
    assert coming(ran(EASY, 0, 7), hour=11).rest.good_today


def test_without_runs_and_wishes_nothing_is_moved() -> None:
    """Two days after a session is the best day, as the plan alone would say."""
    rest = coming(last=-1).rest
    assert (rest.earliest, rest.wished, rest.moved_by) == (on(1), on(1), ())


def test_a_wished_day_is_waited_for() -> None:
    """With Tuesday and Thursday as wishes, Monday is free and the session is on Tuesday."""
    rest = coming(last=-3, wish_days=(1, 3)).rest
    assert (rest.earliest, rest.free_today, rest.clashes) == (on(1), True, ())


def test_a_run_moves_a_wished_session_to_the_nearest_good_day_of_the_week() -> None:
    """Friday is the day before a long run, so the session comes on Thursday, and it says why."""
    rest = coming(noted(LONG, 5), wish_days=(4,)).rest
    assert (rest.wished, rest.earliest) == (on(4), on(3))
    assert [clash.obstacle for clash in rest.moved_by] == [Obstacle.BEFORE_LONG_RUN]


def test_a_session_moves_back_where_the_day_before_is_a_rest_day() -> None:
    """After a session on Tuesday with a hard run on Thursday, Saturday is the first good day."""
    rest = coming(noted(HARD, 3), last=1, today=2).rest
    assert (rest.wished, rest.earliest) == (on(3), on(5))


def test_weeks_begin_where_a_person_lets_them_begin() -> None:
    """The week of a Monday begins on the Sunday before it where weeks start on Sunday."""
    assert week_of(MONDAY, 6)[0] == on(-1)
    assert week_of(MONDAY, 6)[-1] == on(5)
    assert week_of(on(-1), 6)[0] == on(-1)


def test_the_sessions_to_come_fill_the_weeks_of_the_plan() -> None:
    """Two a week on Tuesdays and Fridays are twelve sessions in six weeks, all of them on those days."""
    rhythm = Rhythm(wish_days=(1, 4), now=at(0, 9))
    due = next_session(PLAN, [], 2, on(0), rhythm)
    listed = coming_sessions(PLAN, due, 2, rhythm)
    assert [(each.week, each.session) for each in listed] == [(w, s) for w in range(1, 7) for s in (1, 2)]
    assert [each.day for each in listed] == [on(7 * week + day) for week in range(6) for day in (1, 4)]


def test_this_weeks_sessions_count_for_the_days_to_come() -> None:
    """After two sessions this week the next ones come from Monday on, bonus or not."""
    done = [session(1, 1, at(0, 7)), session(1, 2, at(2, 7))]
    rhythm = Rhythm(now=at(4, 9))
    due = next_session(PLAN, done, 2, on(4), rhythm)
    assert due.is_bonus
    first = coming_sessions(PLAN, due, 2, rhythm, done)[0]
    assert (first.week, first.session, first.day) == (2, 1, on(7))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("wish_days", [7]),
        ("wish_days", [3, 1]),
        ("wish_days", [1, 1]),
        ("wish_days", "13"),
        ("wish_days", [True]),
        ("run_rule", "sometimes"),
        ("reminder_at", "24:00"),
        ("reminder_at", "7:5"),
        ("watched_folder", "a\nb"),
        ("calendar_file", 7),
    ],
)
def test_a_setting_that_cannot_be_used_goes_back_to_its_default(name: str, value: object) -> None:
    """A wrong value costs that setting alone, with one sentence."""
    read, complaints = from_wire({**to_wire(Preferences()), name: value, "volume": 35})
    assert read == Preferences(volume=35)
    assert len(complaints) == 1 and name in complaints[0]


def test_settings_of_days_and_runs_are_read_back_as_they_were_stored() -> None:
    """What was chosen comes back."""
    chosen = Preferences(wish_days=(1, 5), run_rule=RunRule.APART, reminder_at="18:30", watched_folder="/a b")
    assert from_wire(to_wire(chosen)) == (chosen, ())


# The promises, whatever somebody did and plans to do.


@pytest.mark.parametrize(
    ("zone", "kind", "ran_at", "now", "good_from"),
    [
        ("Europe/Berlin", HARD, "2027-03-27 18:00+01:00", "2027-03-28 09:00", "2027-03-28 20:00"),
        ("Europe/Berlin", HARD, "2027-10-30 18:00+02:00", "2027-10-31 09:00", "2027-10-31 18:00"),
        ("Europe/Berlin", EASY, "2027-03-28 00:30+01:00", "2027-03-28 01:45", "2027-03-28 05:30"),
        ("America/Santiago", HARD, "2027-09-04 10:00-04:00", "2027-09-05 09:00", "2027-09-05 12:00"),
        ("Australia/Lord_Howe", HARD, "2027-04-03 10:00+11:00", "2027-04-04 07:00", "2027-04-04 10:30"),
    ],
)
def test_the_hours_after_a_run_are_hours_that_pass(
    zone: str, kind: RunKind, ran_at: str, now: str, good_from: str
) -> None:
    """24 hours after a hard run, three after an easy one, as the clock shows it after it was changed."""
    started = datetime.fromisoformat(ran_at)
    run = Run(started.date(), kind, started, DONE, 10_000, 3600)
    here = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))
    not_before = judge(here.date(), Rhythm((run,), now=here)).not_before
    assert not_before is not None
    assert f"{not_before:%Y-%m-%d %H:%M}" == good_from


kinds = st.sampled_from(RunKind)
notes = st.builds(noted, kinds, st.integers(-12, 40), st.sampled_from(RunState))
from_files = st.builds(ran, kinds, st.integers(-12, 0), st.integers(0, 23), st.integers(1, 2000))
all_runs = st.lists(st.one_of(notes, from_files), max_size=12)
all_days = st.lists(st.integers(0, 6), max_size=7).map(lambda days: tuple(sorted(set(days))))
rules = st.sampled_from(RunRule)
gaps = st.lists(st.integers(0, 12), max_size=8)


def assert_kept(day: date, not_before: datetime | None, rhythm: Rhythm) -> None:
    """No session of this day, begun when it may begin, breaks what the app says about runs."""
    assert rhythm.now is not None
    begins = not_before or datetime.combine(day, time(), ZONE)
    if day == rhythm.now.date():
        begins = max(begins, rhythm.now)
    assert begins.astimezone(ZONE).date() == day
    for run in rhythm.runs:
        if run.kind is LONG:
            assert run.day - day != timedelta(days=1), "the day before a long run"
        if run.kind is HARD:
            if run.started is None or run.day >= day:
                assert abs((run.day - day).days) >= 2, "too near to a hard run"
            else:
                assert begins - run.ended >= timedelta(hours=24), "within 24 hours of a hard run"  # type: ignore[operator]
        if rhythm.rule is RunRule.APART or run.kind is not EASY:
            assert run.day != day, "on the day of a run"


@settings(max_examples=300, deadline=None)
@given(all_runs, all_days, rules, st.integers(0, 6), gaps, st.integers(0, 23), st.sampled_from((2, 3)))
def test_no_advice_breaks_the_rules(
    runs: list[Run],
    wishes: tuple[int, ...],
    rule: RunRule,
    starts_on: int,
    waits: list[int],
    hour: int,
    target: int,
) -> None:
    """Whatever was done and missed: no two days running, none before a long run, none near a hard one."""
    rhythm = Rhythm(tuple(runs), rule, wishes, starts_on, at(0, hour))
    days = [-sum(waits[number:]) for number in range(len(waits))]
    records = [session(1 + number % 6, 1 + number % 2, at(day, 6)) for number, day in enumerate(days)]
    due = next_session(PLAN, records, target, on(0), rhythm)
    rest = due.rest
    assert rest.earliest >= on(0)
    assert all(abs((rest.earliest - on(day)).days) >= 2 for day in days)
    assert_kept(rest.earliest, rest.not_before, rhythm)
    assert rest.good_today or rest.good_later_today or rest.free_today or rest.clashes or rest.waits_for
    listed = coming_sessions(PLAN, due, target, rhythm, records)
    for each in listed:
        assert_kept(each.day, each.not_before, rhythm)
    proposed = [each.day for each in listed]
    assert all(later - earlier >= timedelta(days=2) for earlier, later in itertools.pairwise(proposed))
    for day in proposed:
        assert sum(other in rhythm.week_of(day) for other in proposed) <= target
    assert len({(each.week, each.session) for each in listed}) == len(listed)


@settings(max_examples=200, deadline=None)
@given(all_runs, all_days, rules)
def test_a_better_day_is_only_offered_where_one_is_needed(
    runs: list[Run], wishes: tuple[int, ...], rule: RunRule
) -> None:
    """The session stays on the wished day while that is good, and else moves because of a run."""
    rhythm = Rhythm(tuple(runs), rule, wishes, now=at(0, 9))
    rest = next_session(PLAN, [], 2, on(0), rhythm).rest
    assert rest.wished is not None
    assert not wishes or rest.wished.weekday() in wishes
    assert (rest.earliest == rest.wished) == judge(rest.wished, rhythm).good
    assert bool(rest.moved_by) == (rest.earliest != rest.wished)
    assert best_day(on(0), rhythm).day == rest.earliest
