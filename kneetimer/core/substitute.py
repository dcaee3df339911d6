"""What to do in place of an exercise whose kit a person does not have.

The rule, in this order:

1. A variant that only adds what is missing is done as the plain exercise.
2. Otherwise the most similar exercise (swap.py says which) takes its place that asks for no harder
   position: lying down, then on both feet, then on one leg. It needs only kit that the plan uses
   anyway or that every room has, and none that is missing. It is not done in the same block already.
3. Sets, reps and rest stay, the tempo is its own; a movement that works more muscles starts with
   ten reps at most.
4. Where nothing fits, the exercise stays in the plan.

Makes a plan of a plan and knows no settings beyond the missing kit; words are the interface's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from kneetimer.core import muscle
from kneetimer.core.exercise import Exercise, Unit
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import Block, BlockKind, Dose, Plan
from kneetimer.core.swap import done_as, done_instead, similar_to

IN_EVERY_ROOM = frozenset({"space", "support", "wall", "chair", "step"})
MOST_REPS_OF_BIGGER = 10


@dataclass(frozen=True, slots=True)
class Substitution:
    """In one block: `exercise` is done in place of `instead_of`. The same id where only a variant went."""

    block: BlockKind
    first_week: int
    last_week: int
    exercise: str
    instead_of: str


def substituted(plan: Plan, missing: Collection[str], exercises: Mapping[str, Exercise]) -> Plan:
    """The plan with what can be done without the missing kit. The same plan where nothing is missing."""
    if not missing:
        return plan
    allowed = _kit_at_hand(plan, missing, exercises)
    blocks = tuple(_substituted_block(block, frozenset(missing), allowed, exercises) for block in plan.blocks)
    return plan if blocks == plan.blocks else replace(plan, blocks=blocks)


def substitutions(
    plan: Plan, missing: Collection[str], exercises: Mapping[str, Exercise]
) -> tuple[Substitution, ...]:
    """What `substituted` changes, block by block in the order of the plan."""
    changed = substituted(plan, missing, exercises)
    return tuple(
        Substitution(block.kind, block.first_week, block.last_week, new.exercise, old.exercise)
        for block, other in zip(plan.blocks, changed.blocks, strict=True)
        for old, new in zip(block.doses, other.doses, strict=True)
        if old != new
    )


def stays_without_kit(plan: Plan, missing: Collection[str], exercises: Mapping[str, Exercise]) -> list[str]:
    """The exercises that need missing kit and that nothing could replace, in the order of the plan."""
    doses = [dose for block in substituted(plan, missing, exercises).blocks for dose in block.doses]
    return list(
        dict.fromkeys(
            dose.exercise for dose in doses if _lacks(exercises[dose.exercise], dose.variant, missing)
        )
    )


def _kit_at_hand(plan: Plan, missing: Collection[str], exercises: Mapping[str, Exercise]) -> frozenset[str]:
    used = {
        kit
        for block in plan.blocks
        for dose in block.doses
        for kit in exercises[dose.exercise].kit_of(dose.variant)
    }
    return (IN_EVERY_ROOM | used) - frozenset(missing)


def _substituted_block(
    block: Block, missing: frozenset[str], allowed: frozenset[str], exercises: Mapping[str, Exercise]
) -> Block:
    taken = {dose.exercise for dose in block.doses}
    doses: list[Dose] = []
    for dose in block.doses:
        exercise = exercises[dose.exercise]
        if not _lacks(exercise, dose.variant, missing):
            doses.append(dose)
        elif not _lacks(exercise, None, missing):
            doses.append(done_as(dose, exercise, None))
        else:
            found = _stand_in(dose, taken, allowed, exercises)
            if found is None:
                doses.append(dose)
            else:
                taken.add(found.id)
                doses.append(_dose_of(dose, exercise, found))
    return replace(block, doses=tuple(doses))


def _lacks(exercise: Exercise, variant: str | None, missing: Collection[str]) -> bool:
    return any(kit in missing for kit in exercise.kit_of(variant))


def _stand_in(
    dose: Dose, taken: Collection[str], allowed: frozenset[str], exercises: Mapping[str, Exercise]
) -> Exercise | None:
    """The most similar exercise that can be done with what is at hand."""
    exercise = exercises[dose.exercise]
    for other in similar_to(exercise, exercise.unit_of(dose.variant), exercises):
        no_harder = _position(other) <= _position(exercise)
        if other.id not in taken and set(other.kit) <= allowed and no_harder:
            return other
    return None


def _dose_of(dose: Dose, exercise: Exercise, other: Exercise) -> Dose:
    amounts = dose.amounts
    if muscle.worked_by(other) - muscle.worked_by(exercise):
        amounts = tuple(min(amount, MOST_REPS_OF_BIGGER) for amount in amounts)
    return replace(done_instead(dose, other.id), amounts=amounts)


def _position(exercise: Exercise) -> int:
    """How hard the position is to hold: 0 lying, 1 on both feet or in a machine, 2 on one leg."""
    if "mat" in exercise.kit:
        return 0
    return 2 if exercise.unit is Unit.REPS_PER_SIDE else 1
