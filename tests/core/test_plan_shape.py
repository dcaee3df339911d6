"""Exercises of an own plan that are added, taken out and moved, and what stays with each of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetimer.core.plan import Block, BlockKind, Dose, Plan
from kneetimer.core.plan_edit import DoseEdit, DosePlace, PlanEdits, dose_at, places_of, with_edits
from kneetimer.core.plan_shape import (
    MOST_DOSES,
    PlanRule,
    PlanRuleError,
    Spot,
    fitting,
    new_spots,
    spot_of,
    usual_dose,
    with_exercise,
    with_exercise_moved,
    without_exercise,
)
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan, read_plan
from kneetimer.storage.plans.plan_writer import plan_text

EXERCISES = load_exercises()
KNEE = load_plan("six-week-knee")
FOUNDATION = next(b for b in KNEE.blocks if b.kind is BlockKind.STRENGTH and b.first_week == 1)
SQUATS, BRIDGES, CLAMSHELLS, EXTENSIONS = places_of(FOUNDATION)
STEP_UPS = Dose("step-up", 2, (10,), 45)
NONE = PlanEdits()


def order_of(plan: Plan) -> list[str]:
    """The strength exercises of week 1."""
    return [
        dose.exercise for block in plan.blocks_of(1) if block.kind.value == "strength" for dose in block.doses
    ]


def test_an_added_exercise_is_the_last_of_its_block() -> None:
    """Step-ups come after the four of the foundation weeks, and week 4 stays as it is."""
    shaped = with_exercise(KNEE, NONE, spot_of(FOUNDATION), STEP_UPS)
    assert order_of(shaped.plan) == [*order_of(KNEE), "step-up"]
    assert shaped.place is not None and dose_at(shaped.plan, shaped.place) == STEP_UPS
    assert shaped.plan.blocks_of(4) == KNEE.blocks_of(4)


def test_a_moved_exercise_takes_its_changes_along() -> None:
    """Three sets of clamshells stay three sets of clamshells at the top, and the squats keep their own."""
    edits = PlanEdits(
        {CLAMSHELLS: DoseEdit("clamshell", sets=3), SQUATS: DoseEdit("bodyweight-squat", amount=12)}
    )
    shaped = with_exercise_moved(KNEE, edits, CLAMSHELLS, -2)
    assert order_of(shaped.plan)[:2] == ["clamshell", "bodyweight-squat"]
    assert shaped.place == SQUATS
    used = with_edits(shaped.plan, shaped.edits, EXERCISES)
    assert dose_at(used, SQUATS).sets == 3
    assert dose_at(used, BRIDGES).amounts == (12,)


def test_moving_stops_at_the_ends_of_the_block() -> None:
    """The first cannot go further up, the last not further down."""
    assert with_exercise_moved(KNEE, NONE, SQUATS, -1).plan == KNEE
    assert with_exercise_moved(KNEE, NONE, EXTENSIONS, 1).plan == KNEE


def test_what_is_taken_out_takes_its_changes_with_it_and_no_others() -> None:
    """Without the bridges the clamshells' change is still the clamshells', and the bridges' is gone."""
    edits = PlanEdits({BRIDGES: DoseEdit("glute-bridge", sets=5), CLAMSHELLS: DoseEdit("clamshell", sets=3)})
    shaped = without_exercise(KNEE, edits, BRIDGES)
    assert order_of(shaped.plan) == ["bodyweight-squat", "clamshell", "terminal-knee-extension"]
    used = with_edits(shaped.plan, shaped.edits, EXERCISES)
    assert [d.sets for b in used.blocks_of(1) if b.kind is BlockKind.STRENGTH for d in b.doses] == [2, 3, 2]


def test_a_week_keeps_one_strength_exercise_and_may_lose_every_other_part() -> None:
    """The last strength exercise stays; the finisher goes as a whole and can be added again."""
    plan = KNEE
    for place in (EXTENSIONS, CLAMSHELLS, BRIDGES):
        plan = without_exercise(plan, NONE, place).plan
    with pytest.raises(PlanRuleError) as refused:
        without_exercise(plan, NONE, SQUATS)
    assert refused.value.rule is PlanRule.NEEDS_STRENGTH
    bare = without_exercise(plan, NONE, DosePlace("finisher", 1, 0)).plan
    assert all(block.kind is not BlockKind.FINISHER for block in bare.blocks)
    spots = new_spots(bare, bare.phases[1])
    assert spots == (Spot(BlockKind.FINISHER, 4, 6),)
    again = with_exercise(bare, NONE, spots[0], Dose("wall-sit", 2, (20,), 45)).plan
    assert [block.kind for block in again.blocks_of(4)][-2:] == [BlockKind.FINISHER, BlockKind.COOL_DOWN]
    assert [block.kind for block in again.blocks_of(3)] == [block.kind for block in bare.blocks_of(3)]


def test_a_first_warm_up_is_for_every_week() -> None:
    """A plan without warm-up and cool-down gets them once, beside the first and the last phase."""
    bare = KNEE
    for kind, count in (("warm-up", 5), ("cool-down", 3)):
        for _ in range(count):
            bare = without_exercise(bare, NONE, DosePlace(kind, 1, 0)).plan
    assert new_spots(bare, bare.phases[0]) == (Spot(BlockKind.WARM_UP, 1, 6),)
    assert new_spots(bare, bare.phases[1]) == (Spot(BlockKind.COOL_DOWN, 1, 6),)


def test_a_full_block_takes_no_more() -> None:
    """The twenty-first exercise is refused by name of the rule."""
    full = Plan(
        "mine",
        "Mine",
        "Full.",
        1,
        1,
        1,
        45,
        KNEE.phases[:1],
        (Block(BlockKind.STRENGTH, 1, 1, (STEP_UPS,) * MOST_DOSES),),
    )
    with pytest.raises(PlanRuleError) as refused:
        with_exercise(full, NONE, spot_of(full.blocks[0]), STEP_UPS)
    assert refused.value.rule is PlanRule.BLOCK_IS_FULL


@pytest.mark.parametrize("exercise", sorted(EXERCISES))
@pytest.mark.parametrize("kind", list(BlockKind))
def test_every_exercise_can_be_added_to_every_part(exercise: str, kind: BlockKind) -> None:
    """What is offered first makes a plan that its own file format takes."""
    dose = usual_dose(EXERCISES[exercise], kind, (KNEE,))
    block = next(block for block in KNEE.blocks if block.kind is kind)
    plan = with_exercise(KNEE, NONE, spot_of(block), dose).plan
    assert read_plan(plan_text(plan, EXERCISES), EXERCISES) == plan


def test_an_added_exercise_begins_with_the_dose_that_a_plan_has_for_it() -> None:
    """Clamshells come with their band, a wall sit with its first seconds, and in the warm-up with one set."""
    clamshell = usual_dose(EXERCISES["clamshell"], BlockKind.STRENGTH, (KNEE,))
    assert (clamshell.sets, clamshell.amounts, clamshell.load) == (2, (15,), "light band")
    wall = usual_dose(EXERCISES["wall-sit"], BlockKind.WARM_UP, (KNEE,))
    assert (wall.sets, wall.amounts, wall.rest_s) == (1, (20,), 0)


def test_what_fits_a_part_is_offered_first() -> None:
    """Stretches first for the cool-down, swings for the warm-up, and all twenty for each."""
    assert set(fitting(BlockKind.COOL_DOWN, EXERCISES)[:3]) == {
        "quad-stretch", "hamstring-stretch", "figure-four-stretch",
    }  # fmt: skip
    assert set(fitting(BlockKind.WARM_UP, EXERCISES)[:2]) == {"leg-swing-forward", "leg-swing-sideways"}
    assert "quad-stretch" not in fitting(BlockKind.STRENGTH, EXERCISES)[:15]
    assert set(fitting(BlockKind.STRENGTH, EXERCISES)) == set(EXERCISES)


ACTIONS = st.lists(st.tuples(st.sampled_from(["add", "out", "up", "down"]), st.integers(0, 3)), max_size=12)


@given(actions=ACTIONS)
def test_changes_follow_their_exercise_whatever_is_done(actions: list[tuple[str, int]]) -> None:
    """However exercises come, move and go, each change stays with the exercise it was made for."""
    plan = KNEE
    edits = PlanEdits(
        {
            place: DoseEdit(dose_at(KNEE, place).exercise, sets=6 + place.number % 4)
            for place in places_of(FOUNDATION)
        }
    )
    wanted = {edit.of: edit.sets for edit in edits.doses.values()}
    for what, number in actions:
        block = next(b for b in plan.blocks if b.kind is BlockKind.STRENGTH and b.first_week == 1)
        place = places_of(block)[min(number, len(block.doses) - 1)]
        if what == "add":
            shaped = with_exercise(plan, edits, spot_of(block), STEP_UPS)
        elif what == "out" and len(block.doses) > 1:
            shaped = without_exercise(plan, edits, place)
        else:
            shaped = with_exercise_moved(plan, edits, place, -1 if what == "up" else 1)
        plan, edits = shaped.plan, shaped.edits
    for dose in next(b for b in with_edits(plan, edits, EXERCISES).blocks_of(1) if b.kind.has_rests).doses:
        assert dose.sets == wanted.get(dose.exercise, STEP_UPS.sets)
