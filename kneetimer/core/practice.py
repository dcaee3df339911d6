"""One exercise by itself, outside of any plan: how much of it, and its script.

A practice moves no plan on and is in no count; record.py sees to that.
"""

from __future__ import annotations

from collections.abc import Mapping

from kneetimer.core.exercise import Exercise, Unit
from kneetimer.core.plan import BlockKind, Dose, Plan
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import BOTH_ALIKE, Script, WeakerSides, practice_script

REPS = 10
SECONDS = 20


def practice_dose(plan: Plan, week: int, exercise: Exercise, variant: str | None = None) -> Dose:
    """One set, as large as the plan asks for in that week.

    Where the plan has the exercise in another week only, its first amount; where it has it not at
    all, or the variant is counted in another way, 10 reps or 20 seconds. A variant with an amount of its
    own has that one, unless the plan has this very variant.
    """
    own = exercise.variant(variant).amount if variant is not None else None
    blocks = sorted(plan.blocks, key=lambda block: block.kind is not BlockKind.STRENGTH)
    for block in sorted(blocks, key=lambda block: not block.first_week <= week <= block.last_week):
        for dose in block.doses:
            same = dose.variant == variant if own is not None else _alike(exercise, dose.variant, variant)
            if dose.exercise == exercise.id and same:
                amount = dose.amount(max(0, week - block.first_week) if week <= block.last_week else 0)
                return Dose(exercise.id, 1, (amount,), 0, variant, dose.load)
    usual = SECONDS if exercise.unit_of(variant).is_timed else REPS
    return Dose(exercise.id, 1, (usual if own is None else own,), 0, variant)


def practice_of(
    plan: Plan,
    week: int,
    exercise: str,
    variant: str | None,
    preferences: Preferences,
    exercises: Mapping[str, Exercise],
    weaker: WeakerSides = BOTH_ALIKE,
) -> Script:
    """The script of one set with its time to get ready, left and right where it has sides."""
    dose = practice_dose(plan, week, exercises[exercise], variant)
    return practice_script(plan.id, week, dose, preferences, exercises, weaker)


def _alike(exercise: Exercise, one: str | None, other: str | None) -> bool:
    """Whether an amount of one variant means the same in the other."""
    units = {exercise.unit_of(one), exercise.unit_of(other)}
    return len(units) == 1 or units == {Unit.REPS_PER_SIDE, Unit.REPS_ALTERNATING}
