"""Progress: every number of a simulated history beside one that is worked out here another way.

The other way is slow and plain: it goes through the events one by one, knows no records and
no sums of the program, and finds weeks with the ISO calendar.
"""

import itertools
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_plan import PLAN, session
from stored_sessions import records_of

from kneetimer.core.exercise import Side
from kneetimer.core.folding import fold
from kneetimer.core.knee import CheckMoment, KneeCheck
from kneetimer.core.plan import BlockKind
from kneetimer.core.practice import practice_of
from kneetimer.core.preferences import Knee, Preferences, WeekStart
from kneetimer.core.progress import DoseChoice, Progress, parted_by_knee, progress_of
from kneetimer.core.record import (
    Answered,
    Began,
    Edited,
    Ended,
    Hurt,
    HurtAnswer,
    Removed,
    SessionRecord,
    SessionState,
    SetEnded,
    SetState,
)
from kneetimer.core.script import StepKind
from kneetimer.core.session_facts import Part
from kneetimer.core.weeks import PeriodState, PlanWeeks, WeekSpan
from kneetimer.program import demo
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan

BERLIN = timezone(timedelta(hours=1))
SIX_WEEK_PLAN = load_plan("six-week-knee")
MONDAY = date(2026, 10, 12)  # summer time ends on the Sunday of the second week
TODAY = date(2026, 11, 12)
DEMO = demo.demo_of(SIX_WEEK_PLAN, load_exercises(), MONDAY, list(demo.STORY))

Amounts = dict[tuple[BlockKind, str, Side | None], list[int]]


@dataclass
class Told:
    """One session as its events have it, worked out without the program's own records."""

    day: date
    state: SessionState
    amounts: Amounts
    longest: dict[tuple[str, Side | None], tuple[int, int]]
    effort: int | None
    minutes: float
    strength_share: float
    done_of_step: dict[int, int] = field(default_factory=dict)


def independent() -> list[Told]:
    """The sessions that count as history: over, kept, not deleted, no rehearsals."""
    found = []
    for each in DEMO.sessions:
        began = each.events[0]
        assert isinstance(began, Began)
        ended = [event for event in each.events if isinstance(event, Ended)]
        removed = [event.removed for event in each.events if isinstance(event, Removed)]
        if began.rehearsal or ended[-1].state is SessionState.DISCARDED or removed[-1:] == [True]:
            continue
        done: dict[int, int] = {}
        effort = None
        for event in each.events:
            if isinstance(event, SetEnded):
                done[event.step] = event.ms if event.reps is None else event.reps
            if isinstance(event, Answered):
                effort = event.effort
            if isinstance(event, Edited):
                done.update({edit.step: edit.amount for edit in event.sets})
                effort = event.answers.effort if event.answers else effort
        amounts: Amounts = defaultdict(lambda: [0, 0])
        longest: dict[tuple[str, Side | None], tuple[int, int]] = {}
        shares = []
        for index, step in enumerate(began.script.steps):
            if step.kind not in (StepKind.WORK, StepKind.HOLD):
                continue
            target = step.length_ms if step.kind is StepKind.HOLD else step.reps or 0
            cell = amounts[(step.block, step.exercise, step.side)]
            cell[0] += done.get(index, 0)
            cell[1] += target
            if step.block is BlockKind.STRENGTH:
                shares.append(min(1, done.get(index, 0) / target))
            if step.kind is StepKind.HOLD:
                before = longest.get((step.exercise, step.side), (0, 0))
                longest[(step.exercise, step.side)] = (
                    max(before[0], done.get(index, 0)),
                    max(before[1], target),
                )
        day = date.fromisoformat(began.started.isoformat()[:10])
        share = sum(shares) / len(shares)
        minutes = ended[-1].active_ms / 60_000
        found.append(Told(day, ended[-1].state, dict(amounts), longest, effort, minutes, share, done))
    return found


TOLD = independent()


def progress(
    records: list[SessionRecord], today: date = TODAY, checks: tuple[KneeCheck, ...] = (), **chosen: object
) -> Progress:
    return progress_of(records, checks, PLAN, Preferences().with_(**chosen), today)


def of_demo() -> Progress:
    return progress_of(records_of(DEMO), DEMO.checks, SIX_WEEK_PLAN, Preferences(), TODAY)


def week_of_plan(day: date) -> int:
    """0 for the week of MONDAY; neither daylight saving nor clocks come into it."""
    return day.isocalendar().week - MONDAY.isocalendar().week


def test_the_simulated_weeks_have_what_makes_histories_hard() -> None:
    """The story holds a rehearsal, a discarded, a deleted, an edited and a partial session, and odd hours."""
    events = [event for each in DEMO.sessions for event in each.events]
    starts = [event for event in events if isinstance(event, Began)]
    assert any(began.rehearsal for began in starts)
    assert any(isinstance(event, Edited) and event.sets for event in events)
    assert any(isinstance(event, Removed) for event in events)
    states = {event.state for event in events if isinstance(event, Ended)}
    assert states == {SessionState.FINISHED, SessionState.PARTIAL, SessionState.DISCARDED}
    offsets = [began.started.utcoffset() for began in starts]
    assert offsets[0] == timedelta(hours=2)
    assert offsets[-1] == timedelta(hours=1)
    assert any(began.started.time() == time(23, 50) for began in starts)
    assert len(TOLD) == len(DEMO.sessions) - 3
    assert Counter(week_of_plan(told.day) for told in TOLD) == {0: 3, 1: 2, 2: 1, 3: 3, 4: 1}


def test_sessions_of_each_week_are_those_of_the_independent_count() -> None:
    """Whole, partial and counting sessions of every week are as counted by hand."""
    found = of_demo()
    counts = found.counts(found.window(WeekSpan.SIX_WEEKS))
    for week, count in enumerate(counts):
        mine = [told for told in TOLD if week_of_plan(told.day) == week]
        assert count.full == sum(told.state is SessionState.FINISHED for told in mine)
        assert count.partial == sum(told.state is SessionState.PARTIAL for told in mine)
        finished = sum(told.state is SessionState.FINISHED for told in mine)
        halves = sum(told.state is SessionState.PARTIAL and told.strength_share >= 0.5 for told in mine)
        assert count.counted == finished + halves
    assert [count.period.state.value for count in counts] == [*["past"] * 4, "open", "future"]


def test_consistency_is_that_of_the_independent_count() -> None:
    """Two a week are planned; weeks of three have one beyond, the week of one misses one."""
    found = of_demo()
    consistency = found.consistency(found.counts(found.window(WeekSpan.SIX_WEEKS)))
    by_week = Counter(week_of_plan(told.day) for told in TOLD)
    assert consistency.planned == 2 * 4
    assert consistency.done == sum(min(2, by_week[week]) for week in range(4))
    assert consistency.beyond == sum(max(0, by_week[week] - 2) for week in range(4))
    assert consistency.this_week == by_week[4]


PARTS = {
    Part.WARM_UP: (BlockKind.WARM_UP,),
    Part.STRENGTH: (BlockKind.STRENGTH, BlockKind.FINISHER),
    Part.COOL_DOWN: (BlockKind.COOL_DOWN,),
}
TIMED = {"wall-sit", "quad-stretch", "hamstring-stretch", "figure-four-stretch"}


def test_every_dose_is_that_of_the_independent_sum() -> None:
    """Reps and held time, done and prescribed, left and right, of every choice in every week."""
    found = of_demo()
    window = found.window(WeekSpan.SIX_WEEKS)
    choices = found.dose_choices(window)
    assert len(choices) == 4 + 8  # strength reps and holds, warm-up, cool-down; then eight exercises
    for choice in choices:
        for week, dose in enumerate(found.doses(window, choice)):
            sums = {None: [0, 0], Side.LEFT: [0, 0], Side.RIGHT: [0, 0]}
            for told in TOLD:
                if week_of_plan(told.day) != week:
                    continue
                for (block, exercise, side), (done, target) in told.amounts.items():
                    wanted = choice.exercise in (None, exercise) and (exercise in TIMED) == choice.timed
                    if block in PARTS[choice.part] and wanted:
                        for key in {None, side}:
                            sums[key][0] += done
                            sums[key][1] += target
            assert [dose.total.done, dose.total.target] == sums[None]
            assert [dose.left.done, dose.left.target] == sums[Side.LEFT]
            assert [dose.right.done, dose.right.target] == sums[Side.RIGHT]


def test_prescribed_strength_reps_are_those_of_the_plan() -> None:
    """Weeks 1 to 3 ask for 190 strength reps a session, weeks 4 to 6 for 294; warm-up is not among them."""
    found = of_demo()
    window = found.window(WeekSpan.SIX_WEEKS)
    doses = found.doses(window, DoseChoice(Part.STRENGTH, timed=False))
    assert [dose.total.target for dose in doses] == [3 * 190, 2 * 190, 190, 2 * 190 + 294, 294, 0]


@pytest.mark.parametrize("exercise", sorted(TIMED))
def test_every_hold_is_that_of_the_independent_search(exercise: str) -> None:
    """The longest hold of every session and side, and its target, are as found in the events."""
    found = of_demo()
    holds = found.holds(found.window(WeekSpan.SIX_WEEKS), exercise)
    expected = [
        (told.day, side, *longest)
        for told in TOLD
        for (name, side), longest in told.longest.items()
        if name == exercise
    ]
    assert [(hold.facts.day, hold.side, hold.ms, hold.target_ms) for hold in holds] == expected


def test_every_load_is_that_of_the_independent_sum() -> None:
    """Effort times minutes of every week, with the effort as it was corrected."""
    found = of_demo()
    for week, load in enumerate(found.loads(found.window(WeekSpan.SIX_WEEKS))):
        mine = [told for told in TOLD if week_of_plan(told.day) == week]
        rated = [told for told in mine if told.effort is not None]
        assert load.load == pytest.approx(sum((told.effort or 0) * told.minutes for told in rated))
        assert (load.rated, load.unrated) == (len(rated), len(mine) - len(rated))


def test_every_pain_is_that_of_the_story() -> None:
    """Before, worst during, after and the next morning of every kept session, each on its day."""
    found = of_demo()
    window = found.window(WeekSpan.SIX_WEEKS)
    expected = Counter()
    for one in demo.STORY:
        if one.rehearsal or one.removed or one.state is SessionState.DISCARDED:
            continue
        for moment, level in zip(CheckMoment, one.pain, strict=True):
            if level is not None:
                later = 1 if moment is CheckMoment.MORNING else 0
                expected[(MONDAY + timedelta(days=one.day + later), moment, level)] += 1
    pains = found.pains(window.first, window.last)
    assert Counter((point.day, point.moment, point.level) for point in pains) == expected


def test_a_session_belongs_to_the_local_date_on_which_it_started() -> None:
    """One that crosses midnight stays on its evening, and one abroad on the date that its place had."""
    late = session(1, 1, datetime(2026, 11, 8, 23, 50, tzinfo=BERLIN))
    auckland = session(1, 2, datetime(2026, 11, 9, 0, 30, tzinfo=timezone(timedelta(hours=13))))
    assert auckland.started < late.started
    found = progress([late, auckland])
    counts = found.counts(found.window(WeekSpan.SIX_WEEKS))
    assert [count.full for count in counts] == [1, 1, 0, 0, 0, 0]


def test_the_week_starts_on_the_chosen_day() -> None:
    """With weeks from Sunday on, a Sunday's session opens the week instead of closing it."""
    sunday = session(1, 1, datetime(2026, 11, 8, 10, tzinfo=BERLIN))
    tuesday = session(1, 2, datetime(2026, 11, 10, 18, tzinfo=BERLIN))
    found = progress([sunday, tuesday], week_starts=WeekStart.SUNDAY)
    window = found.window(WeekSpan.SIX_WEEKS)
    assert window.first == date(2026, 11, 8)
    assert [count.full for count in found.counts(window)] == [2, 0, 0, 0, 0, 0]


def test_the_week_of_new_year_is_one_week() -> None:
    """Sessions of 29 December and 2 January stand in the same column."""
    records = [
        session(1, number, datetime(year, month, day, 18, tzinfo=BERLIN))
        for number, (year, month, day) in enumerate([(2026, 12, 29), (2027, 1, 2)], start=1)
    ]
    found = progress(records, date(2027, 1, 5))
    counts = found.counts(found.window(WeekSpan.SIX_WEEKS))
    assert [count.full for count in counts] == [2, 0, 0, 0, 0, 0]
    assert [count.period.state for count in counts[:2]] == [PeriodState.PAST, PeriodState.OPEN]


def test_six_weeks_are_those_of_the_plan_while_they_last() -> None:
    """In the third week of the plan three weeks are still to come, numbered as the plan counts."""
    first = session(1, 1, datetime(2026, 10, 27, 18, tzinfo=BERLIN))
    window = progress([first]).window(WeekSpan.SIX_WEEKS)
    assert [period.plan_weeks for period in window.periods] == [PlanWeeks((1,)), *[None] * 5]
    states = [period.state.value for period in window.periods]
    assert states == ["past", "past", "open", "future", "future", "future"]


def test_after_the_six_weeks_the_last_six_are_shown() -> None:
    """Later the open week is the last one, and the weeks without sessions have no names."""
    first = session(1, 1, datetime(2026, 9, 1, 18, tzinfo=BERLIN))
    window = progress([first]).window(WeekSpan.SIX_WEEKS)
    assert window.periods[-1].state is PeriodState.OPEN
    assert (window.first, window.last) == (date(2026, 10, 5), date(2026, 11, 15))
    assert {period.plan_weeks for period in window.periods} == {None}


def test_weeks_are_called_by_the_weeks_of_the_plan_that_were_done_in_them() -> None:
    """Two in one week are both named, one that goes on is again, and an empty week has no name."""
    done = [
        session(1, 1, datetime(2026, 10, 5, 18, tzinfo=BERLIN)),
        session(1, 2, datetime(2026, 10, 12, 18, tzinfo=BERLIN)),
        session(2, 1, datetime(2026, 10, 26, 18, tzinfo=BERLIN)),
        session(3, 1, datetime(2026, 11, 1, 18, tzinfo=BERLIN)),
    ]
    window = progress(done).window(WeekSpan.SIX_WEEKS)
    assert [period.plan_weeks for period in window.periods] == [
        PlanWeeks((1,)), PlanWeeks((1,), again=True), None, PlanWeeks((2, 3)), None, None,
    ]  # fmt: skip


def test_six_weeks_begin_anew_when_the_plan_is_begun_anew() -> None:
    """Going back to week 1 after later weeks starts another six weeks; repeating week 1 does not."""
    days = [(1, 1, 1), (6, 9, 1), (1, 11, 3), (1, 11, 5)]
    records = [session(week, 1, datetime(2026, month, day, 18, tzinfo=BERLIN)) for week, month, day in days]
    assert progress(records).window(WeekSpan.SIX_WEEKS).first == date(2026, 11, 2)


def test_a_week_with_more_does_not_make_up_for_a_week_with_less() -> None:
    """Three and one of two a week are three of four, and one beyond."""
    days = [(10, 27), (10, 29), (10, 31), (11, 3)]
    records = [session(1, 1, datetime(2026, month, day, 18, tzinfo=BERLIN)) for month, day in days]
    found = progress(records)
    consistency = found.consistency(found.counts(found.window(WeekSpan.SIX_WEEKS)))
    assert (consistency.weeks, consistency.planned, consistency.done, consistency.beyond) == (2, 4, 3, 1)


def test_weeks_before_the_first_session_are_not_missed() -> None:
    """Looking back twelve weeks counts nothing as planned before somebody began."""
    found = progress([session(1, 1, datetime(2026, 11, 3, 18, tzinfo=BERLIN))])
    window = found.window(WeekSpan.TWELVE_WEEKS)
    assert [period.state.value for period in window.periods] == [*["before"] * 10, "past", "open"]
    assert found.consistency(found.counts(window)).planned == 2


def test_a_session_that_was_left_at_once_is_no_half_session() -> None:
    """A partial session without any work is kept in the table and fills nothing."""
    left = session(1, 1, datetime(2026, 11, 10, 18, tzinfo=BERLIN), state=SessionState.PARTIAL, share=0)
    found = progress([left])
    counts = found.counts(found.window(WeekSpan.SIX_WEEKS))
    assert counts[0].sessions == 0
    assert len(found.facts(TODAY - timedelta(days=7), TODAY)) == 1


def test_a_session_that_still_runs_is_no_history() -> None:
    """What was not ended yet appears nowhere."""
    running = session(1, 1, datetime(2026, 11, 10, 18, tzinfo=BERLIN), state=SessionState.RUNNING)
    assert progress([running]).past == ()


def test_no_answer_is_no_zero() -> None:
    """A session without a rating has no load and one without answers has no pain."""
    found = progress([session(1, 1, datetime(2026, 11, 10, 18, tzinfo=BERLIN))])
    window = found.window(WeekSpan.SIX_WEEKS)
    assert (found.loads(window)[0].rated, found.loads(window)[0].unrated) == (0, 1)
    assert found.pains(window.first, window.last) == ()


@pytest.mark.parametrize(("summary", "during"), [(3, 6), (6, 3)])
def test_the_worst_of_a_session_is_the_worst_of_all_that_was_said_in_it(summary: int, during: int) -> None:
    """A 3 and a 6 make a 6, whichever came first; two answers before keep the later one."""
    started = datetime(2026, 11, 10, 18, tzinfo=BERLIN)
    record = session(1, 1, started, pain=summary)
    checks = (
        KneeCheck("a", started + timedelta(minutes=9), CheckMoment.DURING, during, None, record.id),
        KneeCheck("b", started - timedelta(minutes=9), CheckMoment.BEFORE, 4, None, record.id),
        KneeCheck("c", started - timedelta(minutes=2), CheckMoment.BEFORE, 1, None, record.id),
    )
    found = progress([record], checks=checks)
    pains = found.pains(date(2026, 11, 9), date(2026, 11, 15))
    assert {(point.moment, point.level) for point in pains} == {
        (CheckMoment.DURING, 6),
        (CheckMoment.BEFORE, 1),
    }


def test_every_answer_says_which_knee_it_is_about() -> None:
    """As was said with it, else about the same session; left is never put together with right."""
    left = session(1, 1, datetime(2026, 11, 9, 18, tzinfo=BERLIN), pain=3)
    hurting = replace(
        session(1, 2, datetime(2026, 11, 11, 18, tzinfo=BERLIN), pain=2),
        hurts=(Hurt(1, 5, Knee.RIGHT, HurtAnswer.GO_ON),),
    )
    silent = session(1, 3, datetime(2026, 11, 12, 18, tzinfo=BERLIN), pain=1)
    checks = (
        KneeCheck("a", left.started, CheckMoment.BEFORE, 4, Knee.LEFT, left.id),
        KneeCheck("b", left.started + timedelta(hours=1), CheckMoment.AFTER, 2, None, left.id),
        KneeCheck("c", left.started + timedelta(hours=13), CheckMoment.MORNING, 6, Knee.BOTH, left.id),
        KneeCheck("d", hurting.started + timedelta(hours=1), CheckMoment.AFTER, 0, None, hurting.id),
    )
    days = (date(2026, 11, 9), date(2026, 11, 15))
    points = progress([left, hurting, silent], checks=checks).pains(*days)
    assert {(point.level, point.knee) for point in points} == {
        (4, Knee.LEFT), (3, Knee.LEFT), (2, Knee.LEFT), (6, Knee.BOTH),
        (5, Knee.RIGHT), (0, Knee.RIGHT), (1, None),
    }  # fmt: skip
    parted = parted_by_knee(points)
    assert list(parted) == [None, Knee.RIGHT, Knee.BOTH, Knee.LEFT]
    assert sorted(point.level for point in parted[Knee.LEFT]) == [2, 3, 4]
    alone = progress([left, silent], checks=checks[:2]).pains(*days)
    assert parted_by_knee(alone) == {Knee.LEFT: alone}


def test_practice_is_in_no_week_and_no_prescribed_dose() -> None:
    """An exercise done by itself is shown apart: weeks, dose, holds and load go without it."""
    alone = practice_of(SIX_WEEK_PLAN, 1, "clamshell", None, Preferences(), load_exercises())
    sets = [at for at, step in enumerate(alone.steps) if step.is_set]
    practice = fold(
        "p",
        [
            Began(alone, False, datetime(2026, 11, 10, 9, tzinfo=BERLIN), "", False),
            *(SetEnded(at, 15, 60_000, SetState.DONE) for at in sets),
            Ended(SessionState.FINISHED, 130_000),
            Answered(9, None, ""),
        ],
    )
    with_it = progress_of([*records_of(DEMO), practice], (), SIX_WEEK_PLAN, Preferences(), TODAY)
    window = with_it.window(WeekSpan.SIX_WEEKS)
    without = progress_of(records_of(DEMO), (), SIX_WEEK_PLAN, Preferences(), TODAY)
    assert with_it.counts(window) == without.counts(window)
    assert with_it.loads(window) == without.loads(window)
    for choice in without.dose_choices(window):
        assert with_it.doses(window, choice) == without.doses(window, choice)
    practised = with_it.doses(window, DoseChoice(Part.PRACTICE, timed=False))
    assert [dose.total.done for dose in practised] == [0, 0, 0, 0, 30, 0]


def test_answers_about_a_session_that_is_gone_are_gone_with_it() -> None:
    """Pain that belongs to a deleted or rehearsed session is not drawn; one without a session is."""
    at = datetime(2026, 11, 10, 18, tzinfo=BERLIN)
    checks = (
        KneeCheck("a", at, CheckMoment.BEFORE, 5, None, "not-there"),
        KneeCheck("b", at, CheckMoment.BEFORE, 2),
    )
    found = progress([], checks=checks)
    assert [point.level for point in found.pains(date(2026, 11, 9), date(2026, 11, 15))] == [2]


def test_many_weeks_become_groups_of_four_that_end_with_the_open_week() -> None:
    """Two years are 27 columns of four weeks, and no session is lost between them."""
    start = datetime(2024, 11, 12, 18, tzinfo=BERLIN)
    records = [session(1, 1, start + timedelta(days=7 * week)) for week in range(105)]
    found = progress(records)
    window = found.window(WeekSpan.ALL)
    assert (len(window.periods), window.weeks_each) == (27, 4)
    assert window.last == date(2026, 11, 15)
    assert sum(count.full for count in found.counts(window)) == 105


ANY_SESSION = session(1, 1, datetime(2026, 11, 10, 18, tzinfo=BERLIN))


@given(
    st.lists(st.tuples(st.integers(0, 900), st.integers(-12, 13), st.integers(0, 23)), max_size=12),
    st.sampled_from(list(WeekStart)),
    st.sampled_from(list(WeekSpan)),
)
def test_every_session_of_the_window_is_in_exactly_one_week(
    moments: list[tuple[int, int, int]], starts: WeekStart, span: WeekSpan
) -> None:
    """Weeks follow each other without gaps or overlaps, so no session is lost or counted twice."""
    records = []
    for number, (days_ago, offset, hour) in enumerate(moments):
        day = TODAY - timedelta(days=days_ago)
        started = datetime.combine(day, time(hour), timezone(timedelta(hours=offset)))
        records.append(replace(ANY_SESSION, id=str(number), started=started))
    found = progress(records, week_starts=starts)
    window = found.window(span)
    for earlier, later in itertools.pairwise(window.periods):
        assert later.first == earlier.last + timedelta(days=1)
    assert all(period.first.weekday() == starts.weekday for period in window.periods)
    inside = [record for record in records if window.first <= record.started.date() <= window.last]
    assert sum(count.full for count in found.counts(window)) == len(inside)
    if span is WeekSpan.ALL:
        assert len(inside) == len(records)


def test_sums_are_worked_out_once() -> None:
    """What was summed up is kept for the same record and made anew for a corrected one."""
    record = session(1, 1, datetime(2026, 11, 10, 18, tzinfo=BERLIN))
    first = progress([record])
    [facts] = first.facts(TODAY - timedelta(days=7), TODAY)
    again = progress_of([record], (), PLAN, Preferences(), TODAY, known=first)
    assert again.facts(TODAY - timedelta(days=7), TODAY) == (facts,)
    assert again.facts(TODAY - timedelta(days=7), TODAY)[0] is facts
    other = session(1, 1, datetime(2026, 11, 10, 18, tzinfo=BERLIN), share=0.5, state=SessionState.PARTIAL)
    corrected = progress_of([other], (), PLAN, Preferences(), TODAY, known=first)
    assert corrected.facts(TODAY - timedelta(days=7), TODAY)[0].partial


def test_the_demo_is_the_same_every_time() -> None:
    """Told twice, the same history comes out, with ids of its own."""
    again = demo.demo_of(SIX_WEEK_PLAN, load_exercises(), MONDAY, list(demo.STORY))
    assert again == DEMO
    assert len({each.id for each in DEMO.sessions}) == len(DEMO.sessions)
    assert all(check.at.astimezone(UTC) for check in DEMO.checks)
