"""One exercise by itself: its size, and that it is in no count."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from kneetimer.core.folding import fold
from kneetimer.core.plan import Block, BlockKind, Dose
from kneetimer.core.practice import practice_dose, practice_of
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Began, Ended, SessionEvent, SessionState, SetEnded, SetState
from kneetimer.core.schedule import Reason, next_session
from kneetimer.core.script import SessionKind, StepKind, build_script
from kneetimer.core.swap import done_as
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records import wire

EXERCISES = load_exercises()
PLAN = load_plan("six-week-knee")
MONDAY = datetime.fromisoformat("2026-03-02T19:00:00+01:00")


def test_a_practice_is_one_set_on_each_side_with_time_to_get_ready() -> None:
    """Lie down, left, change over, right; no rest and nothing after it."""
    script = practice_of(PLAN, 1, "clamshell", None, Preferences(), EXERCISES)
    assert [step.kind for step in script.steps] == [
        StepKind.READY,
        StepKind.WORK,
        StepKind.SIDE,
        StepKind.WORK,
    ]
    assert {step.reps for step in script.steps if step.is_set} == {15}
    assert script.kind is SessionKind.PRACTICE


@pytest.mark.parametrize(
    ("week", "exercise", "amount"),
    [
        (1, "bodyweight-squat", 15),  # the strength set, not the warm-up's
        (5, "bodyweight-squat", 20),
        (3, "wall-sit", 24),
        (1, "single-leg-rdl", 12),  # the plan has it later
        (6, "clamshell", 15),  # the plan had it earlier
        (1, "calf-raise", 10),  # the plan has it not at all
    ],
)
def test_a_practice_is_as_large_as_in_the_plan(week: int, exercise: str, amount: int) -> None:
    """What is practised is what the plan asks for in this week, where it asks for it."""
    assert practice_dose(PLAN, week, EXERCISES[exercise]).amounts == (amount,)


def test_a_variant_is_practised_with_its_own_dose() -> None:
    """Single-leg calf raises are five a side, also in a week of another number on both legs."""
    calf_raise = EXERCISES["calf-raise"]
    assert practice_dose(PLAN, 1, calf_raise, "single-leg").amounts == (5,)
    essentials = load_plan("ten-essentials-home")
    assert practice_dose(essentials, 6, calf_raise).amounts == (15,)
    assert practice_dose(essentials, 6, calf_raise, "single-leg").amounts == (5,)
    assert practice_dose(essentials, 6, calf_raise, "weighted").amounts == (15,)


def test_a_variant_that_a_plan_prescribes_is_practised_as_the_plan_says() -> None:
    """The plan's own number for this very variant goes before the usual one."""
    dose = Dose("calf-raise", 2, (8,), 45, "single-leg")
    plan = replace(PLAN, blocks=(Block(BlockKind.STRENGTH, 1, 6, (dose,)),))
    assert practice_dose(plan, 1, EXERCISES["calf-raise"], "single-leg").amounts == (8,)


def test_a_swap_to_a_variant_takes_its_dose() -> None:
    """Whoever does the plan's calf raises on one leg is asked for five a side, and for the plan's number
    again on both legs."""
    calf_raise, own = EXERCISES["calf-raise"], Dose("calf-raise", 2, (10, 11, 12), 45)
    assert done_as(own, calf_raise, "single-leg").amounts == (5,)
    assert done_as(own, calf_raise, "weighted").amounts == (10, 11, 12)
    on_one = replace(own, amounts=(8,), variant="single-leg")
    assert done_as(on_one, calf_raise, "single-leg") == on_one


def test_a_practice_never_counts_and_moves_no_plan() -> None:
    """However much is practised, the first session still comes first and nothing was trained."""
    script = practice_of(PLAN, 1, "bodyweight-squat", None, Preferences(), EXERCISES)
    events: list[SessionEvent] = [
        Began(script, False, MONDAY, "Europe/Vienna", False),
        SetEnded(1, 15, 60_000, SetState.DONE),
        Ended(SessionState.FINISHED, 65_000),
    ]
    record = fold("p", events)
    assert record.sets[0].reps == 15
    assert not record.counts()
    coming = next_session(PLAN, [record], 2, date(2026, 3, 2))
    assert (coming.reason, coming.rest.good_today) == (Reason.FIRST, True)


def test_practising_is_not_training_again_after_a_break() -> None:
    """Two weeks away stay two weeks away, whatever was practised yesterday."""
    full = build_script(PLAN, 2, 1, Preferences(), EXERCISES)
    ago = MONDAY.replace(day=2, month=2)
    session = fold("s", [Began(full, False, ago, "", False), Ended(SessionState.FINISHED, 1)])
    script = practice_of(PLAN, 1, "bodyweight-squat", None, Preferences(), EXERCISES)
    practice = fold(
        "p",
        [
            Began(script, False, MONDAY, "", False),
            SetEnded(1, 15, 60_000, SetState.DONE),
            Ended(SessionState.FINISHED, 65_000),
        ],
    )
    assert next_session(PLAN, [session, practice], 2, date(2026, 3, 3)).days_away == 29


def test_the_kind_of_a_script_is_kept_and_old_scripts_are_whole_sessions() -> None:
    """What was stored before there was practice reads as what it was."""
    practice = practice_of(PLAN, 1, "wall-sit", None, Preferences(), EXERCISES)
    assert wire.script_from_wire(wire.script_to_wire(practice)) == practice
    session = wire.script_to_wire(build_script(PLAN, 1, 1, Preferences(), EXERCISES))
    assert "kind" not in session
    assert wire.script_from_wire(session).kind is SessionKind.FULL
