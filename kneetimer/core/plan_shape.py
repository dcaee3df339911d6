"""Which exercises an own plan has and in which order: one more, one fewer, one moved.

Every change makes a new plan, and what a person changed in a dose goes along with its exercise.
Stores nothing, and does not know whose plan it is.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kneetimer.core.exercise import Exercise, Sort
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import Block, BlockKind, Dose, Phase, Plan
from kneetimer.core.plan_edit import DosePlace, PlanEdits, places_of

MOST_DOSES = 20  # in one block
USUAL_SETS = 2
USUAL_REST_S = 45
USUAL_AMOUNT = {Sort.REPS: 10, Sort.SWINGS: 12, Sort.HOLD: 20, Sort.STRETCH: 30}
USUAL_IN = {
    BlockKind.WARM_UP: (Sort.SWINGS,),
    BlockKind.STRENGTH: (Sort.REPS, Sort.HOLD),
    BlockKind.FINISHER: (Sort.HOLD,),
    BlockKind.COOL_DOWN: (Sort.STRETCH,),
}


class PlanRule(enum.Enum):
    """What a plan must have, where a change would take that away."""

    NEEDS_STRENGTH = "needs-strength"
    BLOCK_IS_FULL = "block-is-full"


class PlanRuleError(ValueError):
    """A change that no plan may have; `rule` says why."""

    def __init__(self, rule: PlanRule) -> None:
        super().__init__(rule.value)
        self.rule = rule


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an exercise can be added: at the end of a block, or in a new one of these weeks."""

    kind: BlockKind
    first_week: int
    last_week: int


@dataclass(frozen=True, slots=True)
class Shaped:
    """A changed plan, the edits that go with it, and where the exercise is now; None for one taken out."""

    plan: Plan
    edits: PlanEdits
    place: DosePlace | None


def spot_of(block: Block) -> Spot:
    return Spot(block.kind, block.first_week, block.last_week)


def new_spots(plan: Plan, phase: Phase) -> tuple[Spot, ...]:
    """Where a phase could get a block of a kind that it has not.

    A first warm-up is for every week and belongs to the first phase, a first cool-down to the last.
    """
    found = []
    for kind in BlockKind:
        blocks = [block for block in plan.blocks if block.kind is kind]
        if any(b.first_week <= phase.last_week and phase.first_week <= b.last_week for b in blocks):
            continue
        shared = {BlockKind.WARM_UP: plan.phases[0], BlockKind.COOL_DOWN: plan.phases[-1]}
        if blocks or kind not in shared:
            found.append(Spot(kind, phase.first_week, phase.last_week))
        elif phase == shared[kind]:
            found.append(Spot(kind, 1, plan.weeks))
    return tuple(found)


def with_exercise(plan: Plan, edits: PlanEdits, spot: Spot, dose: Dose) -> Shaped:
    """The plan with one more exercise, the last of its block. Raises PlanRuleError where that is full."""
    block = _block_at(plan, spot.kind, spot.first_week)
    if block is None:
        new = Block(spot.kind, spot.first_week, spot.last_week, (dose,))
        place = DosePlace(spot.kind.value, spot.first_week, 0)
        return Shaped(replace(plan, blocks=(*plan.blocks, new)), edits, place)
    if len(block.doses) >= MOST_DOSES:
        raise PlanRuleError(PlanRule.BLOCK_IS_FULL)
    longer = replace(block, doses=(*block.doses, dose))
    return Shaped(_with_block(plan, block, longer), edits, places_of(longer)[-1])


def without_exercise(plan: Plan, edits: PlanEdits, place: DosePlace) -> Shaped:
    """The plan without the exercise at a place; with its last one a block goes.

    Raises PlanRuleError for the last strength exercise of its weeks, KeyError where there is none.
    """
    block = _block_of(plan, place)
    kept = [at for at in range(len(block.doses)) if at != place.number]
    if not kept and block.kind is BlockKind.STRENGTH:
        raise PlanRuleError(PlanRule.NEEDS_STRENGTH)
    return _ordered(plan, edits, block, kept, None)


def with_exercise_moved(plan: Plan, edits: PlanEdits, place: DosePlace, by: int) -> Shaped:
    """The plan with an exercise `by` places further down its block, or at the block's end.

    Raises KeyError where there is no such place.
    """
    block = _block_of(plan, place)
    target = min(max(place.number + by, 0), len(block.doses) - 1)
    order = [at for at in range(len(block.doses)) if at != place.number]
    order.insert(target, place.number)
    return _ordered(plan, edits, block, order, replace(place, number=target))


def usual_dose(exercise: Exercise, kind: BlockKind, plans: Iterable[Plan]) -> Dose:
    """What to begin with: the dose of the first of these plans that has the exercise, or a small one.

    A block of the same kind goes before others, and growing amounts begin with the first.
    """
    known = [
        (block.kind is not kind, dose)
        for plan in plans
        for block in plan.blocks
        for dose in block.doses
        if dose.exercise == exercise.id
    ]
    if known:
        dose = min(known, key=lambda each: each[0])[1]
        dose = replace(dose, amounts=dose.amounts[:1], rest_chosen=False, stands_for=None)
    else:
        dose = Dose(exercise.id, USUAL_SETS, (USUAL_AMOUNT[exercise.unit.sort],), USUAL_REST_S)
    if not kind.has_rests:
        return replace(dose, sets=1, rest_s=0)
    return replace(dose, rest_s=dose.rest_s or USUAL_REST_S)


def fitting(kind: BlockKind, exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """All exercises, those that are usual in such a block first, each group by name."""

    def order(exercise: Exercise) -> tuple[bool, bool, str]:
        sort = exercise.unit.sort
        return (sort not in USUAL_IN[kind], sort in (Sort.SWINGS, Sort.STRETCH), exercise.name)

    offered = [exercise for exercise in exercises.values() if not exercise.retired]
    return tuple(exercise.id for exercise in sorted(offered, key=order))


def _block_at(plan: Plan, kind: BlockKind, first_week: int) -> Block | None:
    found = (block for block in plan.blocks if (block.kind, block.first_week) == (kind, first_week))
    return next(found, None)


def _block_of(plan: Plan, place: DosePlace) -> Block:
    block = _block_at(plan, place.block, place.first_week)
    if block is None or not 0 <= place.number < len(block.doses):
        raise KeyError(place)
    return block


def _ordered(
    plan: Plan, edits: PlanEdits, block: Block, order: Sequence[int], place: DosePlace | None
) -> Shaped:
    """The block with its doses in another order, named by their old numbers; some may be missing."""
    old = places_of(block)
    moved = {old[was]: old[now] for now, was in enumerate(order)}
    doses = {moved.get(at, at): edit for at, edit in edits.doses.items() if at not in old or at in moved}
    shaped = replace(block, doses=tuple(block.doses[was] for was in order)) if order else None
    return Shaped(_with_block(plan, block, shaped), replace(edits, doses=doses), place)


def _with_block(plan: Plan, block: Block, new: Block | None) -> Plan:
    blocks = [new if each is block else each for each in plan.blocks]
    return replace(plan, blocks=tuple(each for each in blocks if each is not None))
