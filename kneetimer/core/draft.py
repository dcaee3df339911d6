"""A plan that is being built: what it has so far, what each press does to it, and whether it can be kept.

Every change makes a new draft, so the one before is the way back. Stores nothing, and follows nothing:
no session comes of a draft before it is saved as a plan.
"""

from __future__ import annotations

import enum
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from kneetimer.core.exercise import Exercise, Sort
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import Block, BlockKind, Dose, Phase, Plan
from kneetimer.core.plan_edit import REPS, SECONDS, DosePlace, places_of
from kneetimer.core.plan_shape import MOST_DOSES, USUAL_REST_S, PlanRule, PlanRuleError, usual_dose
from kneetimer.core.preferences import Preferences, Range
from kneetimer.core.script import Script, SessionKind, build_script

WEEKS = Range(1, 26, 1)
SESSIONS = Range(1, 7, 1)
USUAL_WEEKS = 6
USUAL_SESSIONS = 2
REP_STEP, HOLD_STEP_S = 1, 2
MOST_GROWN_REPS, MOST_GROWN_S = 30, 60
USUAL_STRETCHES = ("quad-stretch", "hamstring-stretch", "figure-four-stretch")
_PARTS = {Sort.SWINGS: BlockKind.WARM_UP, Sort.STRETCH: BlockKind.COOL_DOWN}


class Growth(enum.Enum):
    """What a week asks for more than the week before. OWN leaves each exercise as it was copied."""

    SAME = "same"
    REP = "rep"
    HOLD = "hold"
    OWN = "own"


class DraftRule(enum.Enum):
    """What is to be said of a draft. Those before READY stand in the way of keeping it."""

    NEEDS_EXERCISE = "needs-exercise"
    NEEDS_STRENGTH = "needs-strength"
    NEEDS_NAME = "needs-name"
    GROWS_TOO_FAR = "grows-too-far"
    GROWS_FAST = "grows-fast"
    NEEDS_KIT = "needs-kit"
    READY = "ready"


@dataclass(frozen=True, slots=True)
class DraftVerdict:
    """The one thing to say of a draft, and what it is about; `week` counts from 1."""

    rule: DraftRule
    exercise: str = ""
    week: int = 0
    phase: Phase | None = None
    kit: tuple[str, ...] = ()

    @property
    def blocks(self) -> bool:
        """True where the draft cannot be kept like this."""
        return self.rule not in (DraftRule.GROWS_FAST, DraftRule.NEEDS_KIT, DraftRule.READY)


@dataclass(frozen=True, slots=True)
class Draft:
    """`plan` may have no name and no blocks yet. `phase` is the one that is open, counted from 0."""

    plan: Plan
    growth: Growth = Growth.REP
    phase: int = 0

    @property
    def open_phase(self) -> Phase:
        return self.plan.phases[self.phase]

    def blocks(self) -> tuple[Block, ...]:
        """The blocks of the open phase, in the order of a session."""
        phase = self.open_phase
        found = [b for b in self.plan.blocks if _meets(b, phase)]
        return tuple(sorted(found, key=lambda b: (list(BlockKind).index(b.kind), b.first_week)))

    def block_at(self, place: DosePlace) -> Block:
        """The block of a place. Raises KeyError where there is none, or none of that number in it."""
        for block in self.plan.blocks:
            if place in places_of(block):
                return block
        raise KeyError(place)

    def dose_at(self, place: DosePlace) -> Dose:
        return self.block_at(place).doses[place.number]

    def count(self, exercise: str) -> int:
        """How often the open phase has an exercise."""
        return sum(dose.exercise == exercise for block in self.blocks() for dose in block.doses)


@dataclass(frozen=True, slots=True)
class Drafted:
    """A changed draft, and where the dose is now that it was about."""

    draft: Draft
    place: DosePlace


def new_draft(about: str, phase: str) -> Draft:
    """An empty plan of six weeks, two sessions a week."""
    plan = Plan(
        "draft",
        "",
        about,
        USUAL_WEEKS,
        USUAL_SESSIONS,
        USUAL_SESSIONS,
        USUAL_REST_S,
        (Phase(phase, 1, USUAL_WEEKS),),
        (),
    )
    return Draft(plan)


def draft_of(plan: Plan, name: str) -> Draft:
    """A draft that begins as a copy of a plan."""
    grows = any(len(set(dose.amounts)) > 1 for block in plan.blocks for dose in block.doses)
    return Draft(replace(plan, id="draft", name=name, since=None), Growth.OWN if grows else Growth.SAME)


def part_of(exercise: Exercise) -> BlockKind:
    """The part of a session that an exercise belongs to."""
    return _PARTS.get(exercise.unit.sort, BlockKind.STRENGTH)


def named(draft: Draft, name: str) -> Draft:
    return replace(draft, plan=replace(draft.plan, name=name))


def with_often(draft: Draft, sessions: int) -> Draft:
    """So many sessions a week; a bonus session that the plan allows stays one."""
    plan = draft.plan
    most = min(SESSIONS.most, sessions + plan.sessions_most - plan.sessions_least)
    return replace(draft, plan=replace(plan, sessions_least=sessions, sessions_most=int(most)))


def with_weeks(draft: Draft, weeks: int, exercises: Mapping[str, Exercise]) -> Draft:
    """So many weeks: the last phase grows or shrinks, and ends no sooner than it begins."""
    plan, last = draft.plan, draft.plan.phases[-1]
    weeks = max(weeks, last.first_week)
    blocks = tuple(
        replace(block, last_week=weeks if block.last_week >= min(plan.weeks, weeks) else block.last_week)
        for block in plan.blocks
        if block.first_week <= weeks
    )
    phases = (*plan.phases[:-1], replace(last, last_week=weeks))
    return _grown(replace(draft, plan=replace(plan, weeks=weeks, phases=phases, blocks=blocks)), exercises)


def with_growth(draft: Draft, growth: Growth, exercises: Mapping[str, Exercise]) -> Draft:
    """The same first week, with other weeks after it."""
    return _grown(replace(draft, growth=growth), exercises)


def with_phase(draft: Draft, number: int) -> Draft:
    return replace(draft, phase=number)


def with_one_more(
    draft: Draft,
    exercise: Exercise,
    exercises: Mapping[str, Exercise],
    known: Iterable[Plan],
    kind: BlockKind | None = None,
    number: int | None = None,
) -> Drafted:
    """One more exercise: in its own part or in `kind`, at the end or before dose `number`.

    Its dose is the usual one, that of the first of the `known` plans which has it. Raises PlanRuleError
    where the part is full.
    """
    kind = kind or part_of(exercise)
    return _inserted(draft, usual_dose(exercise, kind, known), kind, number, exercises)


def moved_to(
    draft: Draft, place: DosePlace, kind: BlockKind, number: int, exercises: Mapping[str, Exercise]
) -> Drafted:
    """The dose of a place at another one: before dose `number` of its own part or of another one."""
    dose, block = draft.dose_at(place), draft.block_at(place)
    if kind is block.kind:
        order = [each for at, each in enumerate(block.doses) if at != place.number]
        number = min(max(number, 0), len(order))
        order.insert(number, dose)
        return Drafted(_with_doses(draft, block, order), replace(place, number=number))
    if kind.has_rests != block.kind.has_rests:
        dose = replace(dose, rest_s=USUAL_REST_S if kind.has_rests else 0)
    return _inserted(without(draft, place), dose, kind, number, exercises)


def without(draft: Draft, place: DosePlace) -> Draft:
    """Without the dose of a place; a part whose last one it was goes with it."""
    block = draft.block_at(place)
    return _with_doses(draft, block, [d for at, d in enumerate(block.doses) if at != place.number])


def with_sets(draft: Draft, place: DosePlace, sets: int) -> Draft:
    return _with_dose(draft, place, replace(draft.dose_at(place), sets=sets))


def with_amount(draft: Draft, place: DosePlace, amount: int, exercises: Mapping[str, Exercise]) -> Draft:
    """Reps or seconds of the first week; the weeks after it go on from there."""
    dose = draft.dose_at(place)
    by = amount - dose.amounts[0]
    allowed = _allowed(dose, exercises)
    amounts = tuple(int(allowed.clamped(each + by)) for each in dose.amounts)
    return _grown(_with_dose(draft, place, replace(dose, amounts=amounts)), exercises)


def with_rests(draft: Draft, kind: BlockKind, rest_s: int) -> Draft:
    """One rest between the sets of a whole part."""
    plan = draft.plan
    open_now = draft.blocks()
    blocks = tuple(
        replace(block, doses=tuple(replace(dose, rest_s=rest_s) for dose in block.doses))
        if block.kind is kind and block in open_now
        else block
        for block in plan.blocks
    )
    return replace(draft, plan=replace(plan, blocks=blocks))


def verdict_of(draft: Draft, missing: Collection[str], exercises: Mapping[str, Exercise]) -> DraftVerdict:
    """The first thing that is to be said of a draft, what stands in the way of it before the rest."""
    plan = draft.plan
    if not plan.blocks:
        return DraftVerdict(DraftRule.NEEDS_EXERCISE)
    for phase in plan.phases:
        for week in range(phase.first_week, phase.last_week + 1):
            if not any(block.kind is BlockKind.STRENGTH for block in plan.blocks_of(week)):
                return DraftVerdict(DraftRule.NEEDS_STRENGTH, week=week, phase=phase)
    if not plan.name.strip():
        return DraftVerdict(DraftRule.NEEDS_NAME)
    return next(
        (found for found in _said_of_doses(draft, missing, exercises) if found is not None),
        DraftVerdict(DraftRule.READY),
    )


def trial_script(
    plan: Plan, week: int, preferences: Preferences, exercises: Mapping[str, Exercise]
) -> Script:
    """A whole session of a plan as practice: it moves no plan on and is in no count."""
    return replace(build_script(plan, week, 1, preferences, exercises), kind=SessionKind.PRACTICE)


def _said_of_doses(
    draft: Draft, missing: Collection[str], exercises: Mapping[str, Exercise]
) -> Iterator[DraftVerdict | None]:
    doses = [(block, dose) for block in draft.plan.blocks for dose in block.doses]
    for block, dose in doses:
        yield _too_far(block, dose, exercises)
    for _, dose in doses:
        first, second = dose.amounts[0], dose.amounts[min(1, len(dose.amounts) - 1)]
        if (second - first) * 10 > first and draft.growth is not Growth.OWN:
            yield DraftVerdict(DraftRule.GROWS_FAST, dose.exercise)
    for _, dose in doses:
        lacking = tuple(kit for kit in exercises[dose.exercise].kit_of(dose.variant) if kit in missing)
        if lacking:
            yield DraftVerdict(DraftRule.NEEDS_KIT, dose.exercise, kit=lacking)


def _too_far(block: Block, dose: Dose, exercises: Mapping[str, Exercise]) -> DraftVerdict | None:
    most = MOST_GROWN_S if exercises[dose.exercise].unit_of(dose.variant).is_timed else MOST_GROWN_REPS
    for number, amount in enumerate(dose.amounts):
        if amount > max(most, dose.amounts[0]) and number:
            return DraftVerdict(DraftRule.GROWS_TOO_FAR, dose.exercise, block.first_week + number)
    return None


def _meets(block: Block, phase: Phase) -> bool:
    return block.first_week <= phase.last_week and phase.first_week <= block.last_week


def _inserted(
    draft: Draft, dose: Dose, kind: BlockKind, number: int | None, exercises: Mapping[str, Exercise]
) -> Drafted:
    block = next((each for each in draft.blocks() if each.kind is kind), None)
    plan, phase = draft.plan, draft.open_phase
    if block is None:
        # Warm-up and cool-down are the same in all weeks, as those of most plans are.
        first, last = (phase.first_week, phase.last_week) if kind.has_rests else (1, plan.weeks)
        taken = [b for b in plan.blocks if b.kind is kind]
        if taken and not kind.has_rests:
            first, last = phase.first_week, phase.last_week
        block = Block(kind, first, last, ())
        draft = replace(draft, plan=replace(plan, blocks=(*plan.blocks, block)))
    if len(block.doses) >= MOST_DOSES:
        raise PlanRuleError(PlanRule.BLOCK_IS_FULL)
    doses = list(block.doses)
    at = len(doses) if number is None else min(max(number, 0), len(doses))
    doses.insert(at, dose)
    changed = _grown(_with_doses(draft, block, doses), exercises)
    return Drafted(changed, DosePlace(kind.value, block.first_week, at))


def _with_dose(draft: Draft, place: DosePlace, dose: Dose) -> Draft:
    block = draft.block_at(place)
    doses = [dose if at == place.number else each for at, each in enumerate(block.doses)]
    return _with_doses(draft, block, doses)


def _with_doses(draft: Draft, block: Block, doses: list[Dose]) -> Draft:
    changed = (replace(block, doses=tuple(doses)),) if doses else ()
    blocks: list[Block] = []
    for each in draft.plan.blocks:
        blocks.extend(changed if each is block else (each,))
    return replace(draft, plan=replace(draft.plan, blocks=tuple(blocks)))


def _allowed(dose: Dose, exercises: Mapping[str, Exercise]) -> Range:
    return SECONDS if exercises[dose.exercise].unit_of(dose.variant).is_timed else REPS


def _grown(draft: Draft, exercises: Mapping[str, Exercise]) -> Draft:
    """The doses of all weeks, worked out anew from those of their first."""
    blocks = tuple(
        replace(block, doses=tuple(_grown_dose(dose, block, draft.growth, exercises) for dose in block.doses))
        for block in draft.plan.blocks
    )
    return replace(draft, plan=replace(draft.plan, blocks=blocks))


def _grown_dose(dose: Dose, block: Block, growth: Growth, exercises: Mapping[str, Exercise]) -> Dose:
    weeks = block.last_week - block.first_week + 1
    if growth is Growth.OWN:
        kept = dose.amounts[:weeks]
        longer = kept + kept[-1:] * (weeks - len(kept))
        return replace(dose, amounts=kept if len(kept) == 1 else longer)
    timed = exercises[dose.exercise].unit_of(dose.variant).is_timed
    step = {Growth.REP: 0 if timed else REP_STEP, Growth.HOLD: HOLD_STEP_S if timed else 0}.get(growth, 0)
    if not step or not block.kind.has_rests or weeks == 1:
        return replace(dose, amounts=dose.amounts[:1])
    allowed = _allowed(dose, exercises)
    return replace(
        dose, amounts=tuple(int(allowed.clamped(dose.amounts[0] + step * week)) for week in range(weeks))
    )
