"""How answers about the knee move the next session, and what is asked when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import small_plan
from small_plan import EXERCISES, PLAN

from kneetimer.core.good_days import ANY_DAY
from kneetimer.core.knee import Change, CheckMoment, FootNote, KneeCheck, Limits, Sign, Why, during
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import Hurt, HurtAnswer, SessionRecord, SessionState
from kneetimer.core.schedule import coming_sessions
from kneetimer.core.script import SessionKind, build_script
from kneetimer.core.steering import (
    advised_answer,
    foot_note_due,
    gentle_script,
    latest_level,
    morning_due,
    steered_session,
)
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan

ZONE = timezone(timedelta(hours=1))
MONDAY = datetime(2026, 11, 2, 18, tzinfo=ZONE)
ME = Preferences(knee=Knee.LEFT)


def day(number: int, hour: int = 18) -> datetime:
    """`number` days after Monday 2 November."""
    return (MONDAY + timedelta(number)).replace(hour=hour)


def check(at: datetime, moment: CheckMoment, level: int, about: SessionRecord | None = None) -> KneeCheck:
    return KneeCheck(f"{at:%d%H}{moment}", at, moment, level, session=about.id if about else None)


def two_sessions(pain: int | None = None) -> list[SessionRecord]:
    """The two sessions of week 1, on Monday and Wednesday; by the plan, week 2 comes next."""
    return [
        small_plan.session(1, 1, day(0), pain=0),
        small_plan.session(1, 2, day(2), pain=pain),
    ]


def coming(
    records: list[SessionRecord], checks: list[KneeCheck], today: int = 7
) -> tuple[int, int, int, Why]:
    steered = steered_session(PLAN, records, ME, day(today).date(), checks)
    return steered.coming.week, steered.coming.session, steered.coming.sets_fewer, steered.verdict.why


def test_a_good_answer_lets_the_plan_go_on() -> None:
    """Pain 1 in the last session of week 1, nothing else said: week 2 comes."""
    assert coming(two_sessions(pain=1), []) == (2, 1, 0, Why.FINE)


def practised(number: int, pain: int | None = None) -> SessionRecord:
    """One set of squats, tried out on that day."""
    whole = small_plan.session(1, 1, day(number), pain=pain)
    return replace(whole, script=replace(whole.script, kind=SessionKind.PRACTICE))


def test_a_silent_practice_leaves_the_answers_before_it_in_force() -> None:
    """Trying out a set asks nothing, so week 2 still comes; pain that was told in it counts."""
    records = two_sessions(pain=1)
    assert coming([*records, practised(3)], []) == (2, 1, 0, Why.FINE)
    assert coming([*records, practised(3, pain=4)], [])[3] is Why.SOME_PAIN_LAST_TIME
    locked = replace(practised(3), hurts=(Hurt(0, None, None, HurtAnswer.STOP, (Sign.LOCKING,)),))
    assert coming([*records, locked], [])[3] is Why.SIGN
    practice = practised(3)
    after = check(day(3, 19), CheckMoment.AFTER, 4, practice)
    assert coming([*records, practice], [after])[3] is Why.SOME_PAIN_LAST_TIME


def test_no_answer_keeps_the_dose_until_there_is_one() -> None:
    """Somebody who watches a knee and says nothing does the last session again, until they answer."""
    records = two_sessions(pain=None)
    assert coming(records, []) == (1, 2, 0, Why.NO_ANSWER)
    assert coming(records, [check(day(7, 8), CheckMoment.BEFORE, 0)]) == (2, 1, 0, Why.FINE)


def test_an_answer_of_yesterday_is_not_about_today() -> None:
    """What was said on another day before another Start says nothing about this one."""
    assert coming(two_sessions(), [check(day(5), CheckMoment.BEFORE, 0)])[3] is Why.NO_ANSWER


def test_amber_holds_the_week_and_a_good_session_goes_on() -> None:
    """Pain 4 repeats the session; after it was done with pain 1, week 2 comes."""
    records = two_sessions(pain=4)
    assert coming(records, []) == (1, 2, 0, Why.SOME_PAIN_LAST_TIME)
    records.append(small_plan.session(1, 2, day(7), pain=1))
    assert coming(records, [], today=9) == (2, 1, 0, Why.FINE)


def test_a_held_plan_has_no_bonus() -> None:
    """With both sessions done by Wednesday, Friday has a bonus; after pain or silence it has none.

    The session that is held comes on the first good day of the next week, not under another name on Friday.
    """
    friday = day(4).date()
    free = steered_session(PLAN, two_sessions(pain=1), ME, friday, []).coming
    assert (free.is_bonus, free.session, free.rest.good_today) == (True, 3, True)
    for pain in (4, 8, None):
        held = steered_session(PLAN, two_sessions(pain=pain), ME, friday, []).coming
        assert (held.is_bonus, held.week, held.session) == (False, 1, 2)
        assert held.rest.earliest == day(7).date()
        assert not held.rest.good_today
    worse = [
        check(day(2, 17), CheckMoment.BEFORE, 0, two_sessions(pain=1)[1]),
        check(day(3, 8), CheckMoment.MORNING, 2, two_sessions(pain=1)[1]),
    ]
    held = steered_session(PLAN, two_sessions(pain=1), ME, friday, worse).coming
    assert (held.is_bonus, held.week, held.session, held.rest.good_today) == (False, 1, 2, False)
    planned = coming_sessions(PLAN, held, 2, ANY_DAY, two_sessions(pain=1))
    assert planned[0].day == day(7).date()


def test_within_a_week_the_sessions_go_on_at_the_same_dose() -> None:
    """A hold keeps the dose; the second session of the week has the same one and may come."""
    records = [small_plan.session(1, 1, day(0), pain=4)]
    assert coming(records, [], today=2) == (1, 2, 0, Why.SOME_PAIN_LAST_TIME)


def test_a_morning_worse_by_two_holds_and_one_in_amber_takes_a_set() -> None:
    """From 0 before to 2 holds; from 1 before to 4 takes one set from each exercise."""
    records = two_sessions(pain=1)
    last = records[-1]
    mild = [
        check(day(2, 17), CheckMoment.BEFORE, 0, last),
        check(day(3, 8), CheckMoment.MORNING, 2, last),
    ]
    assert coming(records, mild) == (1, 2, 0, Why.WORSE_MORNING)
    hard = [
        check(day(2, 17), CheckMoment.BEFORE, 1, last),
        check(day(3, 8), CheckMoment.MORNING, 4, last),
    ]
    assert coming(records, hard) == (1, 2, 1, Why.WORSE_MORNING)


def test_two_worse_mornings_are_found_across_sessions() -> None:
    """Worse after both sessions: see somebody, one set fewer."""
    records = two_sessions(pain=1)
    checks = []
    for record in records:
        checks.append(check(record.started, CheckMoment.BEFORE, 0, record))
        checks.append(check(record.started + timedelta(hours=14), CheckMoment.MORNING, 3, record))
    assert coming(records, checks) == (1, 2, 1, Why.WORSE_TWICE)


def test_without_an_answer_before_a_session_the_last_morning_is_compared_with() -> None:
    """A morning of 1 before the session and 3 after it is two worse."""
    records = two_sessions(pain=1)
    checks = [
        check(day(1, 8), CheckMoment.MORNING, 1, records[0]),
        check(day(3, 8), CheckMoment.MORNING, 3, records[1]),
    ]
    assert coming(records, checks)[3] is Why.WORSE_MORNING


def test_a_sign_stands_until_a_later_day_without_one() -> None:
    """Giving way in a session stops everything; the answer right after it lifts nothing, a morning does."""
    first, last = two_sessions(pain=1)
    hurt = Hurt(0, 2, None, HurtAnswer.STOP, (Sign.GIVING_WAY,))
    last = replace(last, hurts=(hurt,))
    records = [first, last]
    after_it = [check(day(2, 19), CheckMoment.AFTER, 0, last)]
    steered = steered_session(PLAN, records, ME, day(7).date(), after_it)
    assert (steered.verdict.change, steered.verdict.signs) == (Change.STOP_ALL, (Sign.GIVING_WAY,))
    morning = [*after_it, check(day(3, 8), CheckMoment.MORNING, 0, last)]
    assert coming(records, morning) == (1, 2, 1, Why.SIGN_LAST_TIME)


def test_a_long_break_is_not_undone_by_a_hold() -> None:
    """The schedule's own way back after three weeks stays as it is when the knee asks for a hold."""
    records = [small_plan.session(2, 1, day(0), pain=4)]
    steered = steered_session(PLAN, records, ME, day(20).date(), [])
    assert (steered.coming.week, steered.coming.session, steered.coming.sets_fewer) == (1, 1, 1)
    assert not steered.changed


def test_rehearsals_and_deleted_sessions_steer_nothing() -> None:
    """Pain said in a rehearsal or in a session that was deleted does not hold the plan."""
    records = two_sessions(pain=1)
    records.append(small_plan.session(1, 2, day(3), rehearsal=True, pain=8))
    records.append(replace(small_plan.session(1, 2, day(4), pain=8), removed=True))
    assert coming(records, []) == (2, 1, 0, Why.FINE)


def test_the_morning_is_asked_about_once_from_the_next_day_on() -> None:
    """Not on the day itself, then once for a week, and only about the last session."""
    records = two_sessions(pain=1)
    last = records[-1]
    nobody: frozenset[str] = frozenset()
    assert morning_due(records, [], nobody, day(2).date()) is None
    assert morning_due(records, [], nobody, day(3).date()) is last
    assert morning_due(records, [], nobody, day(9).date()) is last
    assert morning_due(records, [], nobody, day(10).date()) is None
    assert morning_due(records, [], frozenset({last.id}), day(3).date()) is None
    answered = [check(day(3, 8), CheckMoment.MORNING, 0, last)]
    assert morning_due(records, answered, nobody, day(4).date()) is None


def test_a_session_past_midnight_is_asked_about_by_the_day_it_began() -> None:
    """Begun at 23:50, ended after midnight: the next day is the morning after."""
    late = small_plan.session(1, 1, day(0).replace(hour=23, minute=50), pain=0)
    assert morning_due([late], [], frozenset(), date(2026, 11, 3)) is late


def test_nothing_is_asked_about_what_was_discarded_or_interrupted() -> None:
    """Only sessions that were kept have a morning after."""
    records = [
        small_plan.session(1, 1, day(0), state=SessionState.DISCARDED),
        small_plan.session(1, 1, day(0), state=SessionState.RUNNING),
    ]
    assert morning_due(records, [], frozenset(), day(1).date()) is None


def test_the_foot_note_hides_while_the_newest_answer_hurts() -> None:
    """Pain 3 in the last session hides it; a later morning of 1 shows it again, if a month has passed."""
    records = [small_plan.session(1, 1, day(0), pain=3)]
    assert latest_level(records, []) == 3
    assert not foot_note_due([], records, [], day(1).date())
    better = [check(day(1, 8), CheckMoment.MORNING, 1, records[0])]
    assert foot_note_due([], records, better, day(1).date())
    assert not foot_note_due([FootNote("n", day(-10), 4, 5)], records, better, day(1).date())


def test_the_gentle_session_is_bridges_and_clamshells_in_every_week() -> None:
    """Both exercises in the plan's own doses, in the weeks too that have neither; marked as gentle."""
    plan, exercises = load_plan("six-week-knee"), load_exercises()
    for week in range(1, 7):
        script = gentle_script(plan, week, ME, exercises)
        assert script is not None
        assert script.gentle
        sets = [step for step in script.steps if step.is_set]
        assert [step.exercise for step in sets] == ["glute-bridge"] * 2 + ["clamshell"] * 4
        assert {step.reps for step in sets} == {20, 15}
    assert gentle_script(PLAN, 1, ME, {"squats": EXERCISES["squats"]}) is None


def test_a_gentle_session_does_not_move_the_plan_on_but_is_no_time_away() -> None:
    """Finished gently, it counts for no week; ten days later the plan has not been left for ten days."""
    record = small_plan.session(1, 2, day(8), pain=0)
    gentle = replace(record, script=replace(record.script, kind=SessionKind.GENTLE))
    assert not gentle.counts()
    records = [*two_sessions(pain=1), gentle]
    steered = steered_session(PLAN, records, ME, day(12).date(), [])
    assert (steered.coming.week, steered.coming.session) == (2, 1)
    assert steered.coming.days_away == 4


def test_a_plan_script_is_not_gentle() -> None:
    """Only the gentle session is marked."""
    assert not build_script(PLAN, 1, 1, ME, EXERCISES).gentle


def test_what_is_advised_when_it_hurts() -> None:
    """Go on up to 2, the easier version up to 5, stop above and with any sign, nothing before an answer."""
    advised = [advised_answer(during(level, (), Limits())) for level in range(11)]
    assert advised == [HurtAnswer.GO_ON] * 3 + [HurtAnswer.EASE] * 3 + [HurtAnswer.STOP] * 5
    assert advised_answer(during(0, (Sign.SHARP,), Limits())) is HurtAnswer.STOP
    assert advised_answer(during(None, (), Limits())) is None


def test_nobody_is_held_who_watches_neither_knee() -> None:
    """Without a knee to watch the questions may stay unanswered, and the plan goes on."""
    steered = steered_session(PLAN, two_sessions(pain=None), Preferences(), day(7).date(), [])
    assert (steered.coming.week, steered.coming.session, steered.changed) == (2, 1, False)
