"""Where a session may be moved, what speaks against a day, and what follows for the sessions behind it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import small_plan
from small_plan import EXERCISES, PLAN

from kneetimer.core.good_days import Obstacle
from kneetimer.core.knee import CheckMoment, KneeCheck, Sign
from kneetimer.core.moves import Refusal, day_after_rest, day_choices, sessions_ahead, with_day
from kneetimer.core.outlook import Outlook, outlook_of
from kneetimer.core.preferences import Preferences, from_wire, to_wire
from kneetimer.core.run import Run, RunKind, RunState

ZONE = timezone(timedelta(hours=1))
THURSDAY = datetime(2026, 11, 26, 18, tzinfo=ZONE)
TODAY = THURSDAY.date()
MONDAY = small_plan.session(1, 1, THURSDAY - timedelta(days=3), pain=1)
LONG_RUN = Run(TODAY + timedelta(days=2), RunKind.LONG, state=RunState.PLANNED, id="long")


def outlook(level: int | None = None, *signs: Sign, preferences: Preferences | None = None) -> Outlook:
    """Thursday, with session 1 on Monday and a long run on Saturday."""
    checks = []
    if level is not None:
        checks.append(KneeCheck("now", THURSDAY, CheckMoment.BEFORE, level, None, None, signs))
    chosen = preferences or Preferences()
    return outlook_of(PLAN, chosen, [MONDAY], EXERCISES, THURSDAY, (LONG_RUN,), checks)


def days(known: Outlook) -> list[tuple[int, int, int]]:
    """The first sessions to come: week, session, days from today."""
    return [(each.week, each.session, (each.day - TODAY).days) for each in sessions_ahead(known)[:3]]


def week() -> list[date]:
    return [TODAY + timedelta(days=number) for number in range(-3, 4)]


def test_a_session_moves_and_those_behind_it_make_room() -> None:
    """From Thursday to Sunday: the next one is no longer on Saturday but two days later."""
    before = outlook()
    assert days(before)[0] == (1, 2, 0)
    after = before.again(preferences=with_day(before, sessions_ahead(before)[0], TODAY + timedelta(days=3)))
    assert after.due.rest.earliest == TODAY + timedelta(days=3)
    assert not after.due.rest.good_today
    assert days(after)[:2] == [(1, 2, 3), (2, 1, 5)]


def test_a_later_session_is_moved_alone() -> None:
    """The second to come goes to another day of its week; the first stays where it is."""
    before = outlook()
    second = sessions_ahead(before)[1]
    to = second.day + timedelta(days=2)
    after = before.again(preferences=with_day(before, second, to))
    assert days(after)[0] == (1, 2, 0)
    assert sessions_ahead(after)[1].day == to


def test_each_day_says_what_speaks_against_it() -> None:
    """Days that are over are none; Friday is before the long run, Saturday has it; Sunday is good."""
    found = day_choices(outlook(), sessions_ahead(outlook())[0], week())
    assert [each.refused for each in found[:3]] == [Refusal.OVER] * 3
    assert [[clash.obstacle for clash in each.clashes] for each in found[3:]] == [
        [],
        [Obstacle.BEFORE_LONG_RUN],
        [Obstacle.ON_RUN_DAY],
        [],
    ]


def test_sessions_stay_in_their_order() -> None:
    """The second of two cannot come before the first, and not on the same day."""
    known = outlook()
    choice = day_choices(known, sessions_ahead(known)[1], [TODAY, TODAY + timedelta(days=1)])
    assert choice[0].refused is Refusal.OUT_OF_ORDER
    assert choice[1].refused is None
    assert choice[1].clashes[0].obstacle is Obstacle.NO_REST


def test_a_knee_that_is_too_sore_puts_the_session_on_the_next_good_day() -> None:
    """At 7 today's session would go to Sunday: Friday comes before the long run, Saturday has it."""
    assert day_after_rest(outlook(7)) == TODAY + timedelta(days=3)
    assert days(outlook(7))[:2] == [(1, 2, 3), (2, 1, 5)]


def test_with_a_sign_no_session_has_a_day() -> None:
    """Nothing is put on a day while nobody knows when it may begin."""
    assert sessions_ahead(outlook(1, Sign.LOCKING)) == ()


def test_a_day_that_is_over_is_no_longer_chosen() -> None:
    """Whoever moved a session to Wednesday and let it pass finds it on the best day again."""
    key = f"{PLAN.id}/1/2"
    missed = outlook(preferences=Preferences(chosen_days={key: (TODAY - timedelta(days=1)).isoformat()}))
    assert missed.due.rest.earliest == TODAY
    moved = with_day(missed, sessions_ahead(missed)[1], TODAY + timedelta(days=4))
    assert key not in moved.chosen_days


def test_chosen_days_and_kit_of_today_are_stored() -> None:
    """They come back as they were; a day that is none costs nothing but itself."""
    chosen = Preferences(chosen_days={"small/1/2": "2026-11-29"}).with_kit_on(TODAY, "mat", missing=True)
    assert from_wire(to_wire(chosen)) == (chosen, ())
    read, complaints = from_wire({**to_wire(chosen), "chosen_days": {"small/1/2": "Sunday"}})
    assert read.chosen_days == {}
    assert len(complaints) == 1
    assert read.missing_on(TODAY) == ("mat",)


def test_kit_that_is_elsewhere_today_is_back_tomorrow() -> None:
    """It is missing on that day alone; ticking brings it back, for good where it was missing for good."""
    chosen = Preferences(missing_kit=("pole",)).with_kit_on(TODAY, "mat", missing=True)
    assert chosen.missing_on(TODAY) == ("mat", "pole")
    assert chosen.missing_on(TODAY + timedelta(days=1)) == ("pole",)
    assert chosen.with_kit_on(TODAY, "mat", missing=False).missing_on(TODAY) == ("pole",)
    assert chosen.with_kit_on(TODAY, "pole", missing=False).missing_kit == ()
