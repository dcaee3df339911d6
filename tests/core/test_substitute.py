"""Missing kit changes the plan by a rule that can be said in a few sentences."""

import pytest

from kneetimer.core.plan import Block, BlockKind, Dose, Plan
from kneetimer.core.substitute import Substitution, stays_without_kit, substituted, substitutions
from kneetimer.core.swap import candidates
from kneetimer.storage.plans.library import KIT_LABELS, load_exercises
from kneetimer.storage.plans.plan_file import load_plan

EXERCISES = load_exercises()
PLAN = load_plan("six-week-knee")


def small_plan(*doses: Dose, kind: BlockKind = BlockKind.STRENGTH) -> Plan:
    return Plan("p", "P", "", 1, 1, 1, 45, (), (Block(kind, 1, 1, doses),))


def dose(exercise: str, amount: int = 15, variant: str | None = None, load: str = "") -> Dose:
    return Dose(exercise, 2, (amount,), 45, variant, load)


def test_with_all_kit_the_plan_is_the_plan() -> None:
    """Nobody's plan changes before they say that something is missing."""
    assert substituted(PLAN, (), EXERCISES) is PLAN
    assert substituted(PLAN, ("barbell",), EXERCISES) is PLAN


def test_without_a_mini_band_the_side_leg_raise_stands_in() -> None:
    """Clamshells and band walks work the side of the hip; so does a side leg raise, without a band."""
    assert substitutions(PLAN, ("mini-band",), EXERCISES) == (
        Substitution(BlockKind.STRENGTH, 1, 3, "side-leg-raise", "clamshell"),
        Substitution(BlockKind.STRENGTH, 4, 6, "side-leg-raise", "lateral-band-walk"),
    )


def test_sets_reps_and_rest_stay_and_the_load_word_goes() -> None:
    """A stand-in for the same muscle is done as often; "light band" means nothing without a band."""
    plan = small_plan(dose("clamshell", load="light band"), dose("glute-bridge"))
    (block,) = substituted(plan, ("mini-band",), EXERCISES).blocks
    assert block.doses[0] == Dose("side-leg-raise", 2, (15,), 45, stands_for="clamshell")


def test_a_bigger_movement_starts_with_ten_reps() -> None:
    """Step-ups in place of knee extensions move the whole body, so fifteen become ten."""
    (block,) = substituted(small_plan(dose("terminal-knee-extension")), ("long-band",), EXERCISES).blocks
    assert block.doses[0] == Dose("step-up", 2, (10,), 45, stands_for="terminal-knee-extension")


def test_a_variant_that_needs_missing_kit_becomes_the_plain_exercise() -> None:
    """Goblet squats without a dumbbell are squats."""
    (block,) = substituted(
        small_plan(dose("bodyweight-squat", variant="goblet")), ("dumbbell",), EXERCISES
    ).blocks
    assert block.doses == (dose("bodyweight-squat"),)


def test_nobody_is_sent_to_a_machine_or_onto_one_leg() -> None:
    """A stand-in needs no kit beyond the plan's and no harder position, whatever is missing."""
    for kit in KIT_LABELS:
        for change in substitutions(PLAN, (kit,), EXERCISES):
            new, old = EXERCISES[change.exercise], EXERCISES[change.instead_of]
            assert not {kit, "barbell", "leg-press", "curl-machine", "dumbbell"} & set(new.kit)
            if "mat" in old.kit:
                assert "mat" in new.kit, f"{old.id} is done lying down, {new.id} is not"


@pytest.mark.parametrize("kit", KIT_LABELS)
def test_no_exercise_comes_twice_in_a_block(kit: str) -> None:
    """A stand-in is never something that the block has already."""
    for block in substituted(PLAN, (kit,), EXERCISES).blocks:
        names = [each.exercise for each in block.doses]
        assert len(names) == len(set(names))


def test_a_hold_is_not_replaced_by_a_stretch() -> None:
    """Without a wall the wall sit stays: a quad stretch works the same muscle and is something else."""
    assert substitutions(PLAN, ("wall",), EXERCISES) == ()
    assert stays_without_kit(PLAN, ("wall",), EXERCISES) == ["wall-sit"]


@pytest.mark.parametrize("kit", sorted(KIT_LABELS))
def test_what_stands_in_is_what_the_plan_page_would_offer(kit: str) -> None:
    """A person who swaps by hand finds the same exercise in the list."""
    for change in substitutions(PLAN, (kit,), EXERCISES):
        if change.exercise != change.instead_of:
            planned = Dose(change.instead_of, 2, (10,), 45)
            offered = [swap.exercise for swap in candidates(planned, (kit,), EXERCISES)]
            assert change.exercise in offered
