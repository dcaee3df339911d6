"""Where the number of a dose comes from, in a person's own past, and how it is said."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from kneetimer.core.dose_reason import DoseReason, DoseWhy, reason_for, reasons_of
from kneetimer.core.exercise import Unit
from kneetimer.core.folding import fold
from kneetimer.core.knee import CheckMoment, KneeCheck
from kneetimer.core.outlook import Outlook, outlook_of
from kneetimer.core.plan_edit import DosePlace, with_swap_on
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import (
    Began,
    Ended,
    SessionEvent,
    SessionRecord,
    SessionState,
    SetEnded,
    SetState,
)
from kneetimer.core.script import build_script
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.ui.plan.why_words import of_session, why

EXERCISES = load_exercises()
KNEE = load_plan("six-week-knee")
NOW = datetime.fromisoformat("2026-03-13T19:00:00+01:00")  # a Friday
WALL_SIT, SQUATS = DosePlace("finisher", 1, 0), DosePlace("strength", 1, 0)


def did(week: int, session: int, days_ago: int, *, short_by_ms: int = 0) -> SessionRecord:
    """A session of the plan, done in full or with holds that were let go early."""
    script = build_script(KNEE, week, session, Preferences(), EXERCISES)
    began = Began(script, False, NOW - timedelta(days=days_ago), "Europe/Vienna", False)
    events: list[SessionEvent] = [began]
    for index, step in enumerate(script.steps):
        if step.is_set:
            less = short_by_ms if step.reps is None else 0
            state = SetState.PARTIAL if less else SetState.DONE
            events.append(SetEnded(index, step.reps, step.length_ms - less, state))
    events.append(Ended(SessionState.FINISHED, script.length_ms))
    return fold(f"{week}-{session}", events)


def seen(*records: SessionRecord, checks: tuple[KneeCheck, ...] = (), **choices: object) -> Outlook:
    return outlook_of(KNEE, Preferences(**choices), records, EXERCISES, NOW, (), checks)  # type: ignore[arg-type]


def said(outlook: Outlook, place: DosePlace, last: SessionRecord | None, *, chosen: bool = False) -> str:
    reason = reason_for(outlook, place, last, chosen=chosen)
    if reason is None:
        return ""
    return why(reason, Unit.SECONDS if place is WALL_SIT else Unit.REPS, outlook.today)


def test_a_hold_grows_because_the_last_one_was_held() -> None:
    """After week 1 in full the wall sit has 22 s, and the squats are as last time."""
    last = did(1, 2, 3)
    outlook = seen(did(1, 1, 6), last)
    assert said(outlook, WALL_SIT, last) == "22 s: you held both 20 s"
    assert said(outlook, SQUATS, last) == "15: as last time"


def test_what_was_not_held_in_full_is_not_praised() -> None:
    """The plan goes on all the same, and says from what."""
    last = did(1, 2, 3, short_by_ms=5000)
    assert said(seen(did(1, 1, 6), last), WALL_SIT, last) == "2 × 22 s, after 2 × 20 s last time"


def test_a_plan_that_the_knee_holds_says_which_morning() -> None:
    """A morning that was worse holds week 1, and each dose says so, with the day."""
    last = did(1, 2, 3)
    morning = NOW - timedelta(days=2)
    before = KneeCheck("b", morning - timedelta(days=1, hours=1), CheckMoment.BEFORE, 0, session="1-2")
    after = KneeCheck("a", morning, CheckMoment.MORNING, 2, session="1-2")
    outlook = seen(did(1, 1, 6), last, checks=(before, after), knee_worse=2)
    assert outlook.due.week == 1
    assert said(outlook, WALL_SIT, last) == "held: your knee was worse on Wednesday morning"


def test_a_break_a_choice_and_a_swap_say_so() -> None:
    """After 20 days there is a set less; what a person chose is their choice; today alone is today alone."""
    last = did(3, 1, 20)
    away = seen(last)
    assert said(away, SQUATS, last) == "a set less: 20 days without a session"
    assert said(seen(), SQUATS, None) == "15: new in week 1"
    assert said(seen(), SQUATS, None, chosen=True) == "15: your choice"
    today = with_swap_on(Preferences(), KNEE.id, SQUATS, ("step-up", None), NOW.date())
    swapped = outlook_of(KNEE, today, (), EXERCISES, NOW)
    assert said(swapped, SQUATS, None) == "swapped for today alone"


def test_a_dose_of_other_weeks_has_no_reason_yet() -> None:
    """In week 1 nothing is said of week 4."""
    assert reason_for(seen(), DosePlace("strength", 4, 0), None, chosen=False) is None


def test_each_exercise_of_the_coming_session_has_its_reason() -> None:
    """Told by its number in the script, for warm-up, strength work, finisher and cool-down alike."""
    last = did(1, 2, 3)
    outlook = seen(did(1, 1, 6), last)
    script = outlook.script()
    told = of_session(script, reasons_of(outlook, last, ()), outlook.today)
    assert sorted(told) == list(range(script.items))
    wall_sit = next(step.item for step in script.steps if step.exercise == "wall-sit")
    assert told[wall_sit] == "22 s: you held both 20 s"
    without = seen(did(1, 1, 6), last, finisher=False)
    less = of_session(without.script(), reasons_of(without, last, ()), without.today)
    assert len(less) == len(told) - 1 and "22 s: you held both 20 s" not in less.values()


def test_all_sets_are_counted_in_words() -> None:
    """Both of two, all of three, and a single one is only named."""
    reason = DoseReason(DoseWhy.MORE_AFTER_ALL, 12, 2, 1, 11, 2)
    three = replace(reason, sets=3, last_sets=3)
    one = replace(reason, sets=1, last_sets=1)
    assert [why(each, Unit.REPS, NOW.date()) for each in (reason, three, one)] == [
        "12: you did both 11",
        "12: you did all 11",
        "12: you did 11",
    ]
