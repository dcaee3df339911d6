"""What a person changed in a plan, as values laid over it: doses, exercises, the way into phase 2.

The plan itself is never changed, so everything can be put back. Knows nothing of sessions that run
or are over: those keep the script they began with.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Mapping
from dataclasses import field, replace
from datetime import date, datetime
from types import MappingProxyType

from kneetimer.core.exercise import Exercise
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import Block, BlockKind, Dose, Plan
from kneetimer.core.preferences import Preferences, Range
from kneetimer.core.swap import done_as, done_instead, same_tempo

SETS = Range(1, 10, 1)
REPS = Range(1, 200, 1)
SECONDS = Range(5, 600, 1, "s")
REST_S = Range(0, 300, 5, "s")
TEMPO_S = Range(0, 10, 0.5, "s")
LEAST_REP_MS = 200
MOST_UNDO = 100


@dataclasses.dataclass(frozen=True, slots=True, order=True)
class DosePlace:
    """Where a dose stands in a plan: its block by kind and first week, and its number from 0."""

    kind: str
    first_week: int
    number: int

    @property
    def block(self) -> BlockKind:
        return BlockKind(self.kind)


@dataclass(frozen=True, slots=True)
class DoseEdit:
    """A person's own dose at one place of a plan. None means "as the plan says".

    `of` is the exercise that the plan has there: where a changed plan has another one, the edit
    is left alone. `amount` is that of the block's first week; a plan's growth goes on from it.
    `exercise` is a substitute; with a `variant` and no `exercise` it is the plan's own, done
    another way. A `variant` of "" is the plain exercise where the plan asks for a variant.
    Raises ValueError, naming the field and its range, where a number is outside of it.
    """

    of: str
    sets: int | None = None
    amount: int | None = None
    rest_s: int | None = None
    tempo_ms: tuple[int, int, int] | None = None
    exercise: str | None = None
    variant: str | None = None

    def __post_init__(self) -> None:
        _check("sets", self.sets, SETS)
        _check("the amount", self.amount, Range(REPS.least, SECONDS.most, 1))
        _check("the rest", self.rest_s, REST_S)
        if self.tempo_ms is not None:
            if len(self.tempo_ms) != 3 or any(type(part) is not int for part in self.tempo_ms):
                raise ValueError(tr("a tempo has three parts, each in whole milliseconds"))
            if not all(0 <= part <= TEMPO_S.most * 1000 for part in self.tempo_ms):
                raise ValueError(
                    tr("each part of a tempo must be from 0 to {most} s", most=f"{TEMPO_S.most:g}")
                )
            if sum(self.tempo_ms) < LEAST_REP_MS:
                raise ValueError(tr("a rep must last at least {seconds} s", seconds=LEAST_REP_MS / 1000))

    @property
    def is_empty(self) -> bool:
        """True where everything is as the plan says."""
        return self == DoseEdit(self.of)


class DosePart(enum.Enum):
    """The parts of a dose that may differ from the plan, each on its own."""

    SETS = "sets"
    AMOUNT = "amount"
    REST = "rest_s"
    TEMPO = "tempo_ms"
    EXERCISE = "exercise"


@dataclass(frozen=True, slots=True)
class PlanEdits:
    """Everything a person changed in one plan. `since` is when they began it anew."""

    doses: Mapping[DosePlace, DoseEdit] = field(default_factory=lambda: MappingProxyType({}))
    ease: bool = False
    since: datetime | None = None

    def __post_init__(self) -> None:
        kept = {place: self.doses[place] for place in sorted(self.doses) if not self.doses[place].is_empty}
        object.__setattr__(self, "doses", MappingProxyType(kept))

    def with_dose(self, place: DosePlace, edit: DoseEdit) -> PlanEdits:
        return replace(self, doses={**self.doses, place: edit})

    def reset(self, place: DosePlace) -> PlanEdits:
        """The plan's own dose at one place."""
        return replace(self, doses={at: edit for at, edit in self.doses.items() if at != place})

    def reset_all(self) -> PlanEdits:
        """The plan's own doses everywhere; a new round stays one."""
        return replace(self, doses={}, ease=False)


@dataclass(frozen=True, slots=True)
class Before:
    """How things were before a change. `plan` is the plan itself where the change was in its exercises."""

    edits: PlanEdits
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class EditLog:
    """The edits now and how things were before, so that a change can be taken back."""

    now: PlanEdits = field(default_factory=PlanEdits)
    before: tuple[Before, ...] = ()

    def change(self, edits: PlanEdits, plan_before: Plan | None = None) -> EditLog:
        """`plan_before` is the plan as it was, where its exercises were changed too."""
        if edits == self.now and plan_before is None:
            return self
        return EditLog(edits, (*self.before, Before(self.now, plan_before))[-MOST_UNDO:])

    def undo(self) -> EditLog:
        """The edits as they were before the last change; the same log where there was none."""
        return EditLog(self.before[-1].edits, self.before[:-1]) if self.before else self


def places_of(block: Block) -> tuple[DosePlace, ...]:
    return tuple(DosePlace(block.kind.value, block.first_week, at) for at in range(len(block.doses)))


def dose_at(plan: Plan, place: DosePlace) -> Dose:
    """The dose of a place. Raises KeyError where the plan has none there."""
    for block in plan.blocks:
        if (block.kind.value, block.first_week) == (place.kind, place.first_week):
            if 0 <= place.number < len(block.doses):
                return block.doses[place.number]
            break
    raise KeyError(place)


def with_edits(plan: Plan, edits: PlanEdits, exercises: Mapping[str, Exercise]) -> Plan:
    """The plan to use: the person's doses, then the gentle way into the second phase.

    An edit that no longer fits the plan or its exercises is passed over.
    """
    blocks = tuple(_edited_block(block, edits, exercises) for block in plan.blocks)
    edited = replace(plan, blocks=blocks, since=edits.since)
    return eased(edited) if edits.ease else edited


def edited_dose(dose: Dose, edit: DoseEdit, kind: BlockKind, exercises: Mapping[str, Exercise]) -> Dose:
    """A dose with a person's changes; the dose itself where they do not fit it."""
    if not _fits(dose, edit, exercises):
        return dose
    edited = _swapped(dose, edit, exercises[dose.exercise])
    if edit.sets is not None:
        edited = replace(edited, sets=edit.sets)
    if edit.amount is not None:
        timed = exercises[edited.exercise].unit_of(edited.variant).is_timed
        allowed = SECONDS if timed else REPS
        shift = edit.amount - dose.amounts[0]
        amounts = tuple(int(min(max(amount + shift, allowed.least), allowed.most)) for amount in dose.amounts)
        edited = replace(edited, amounts=amounts)
    if edit.rest_s is not None and kind.has_rests:
        edited = replace(edited, rest_s=edit.rest_s, rest_chosen=True)
    if edit.tempo_ms is not None and exercises[edited.exercise].tempo is not None:
        edited = replace(edited, tempo_ms=edit.tempo_ms)
    return edited


def with_swaps(
    plan: Plan, swaps: Mapping[DosePlace, tuple[str, str | None]], exercises: Mapping[str, Exercise]
) -> Plan:
    """The plan with other exercises, or other ways to do them, at some of its places."""
    blocks = []
    for block in plan.blocks:
        doses = list(block.doses)
        for place in places_of(block):
            if place in swaps:
                own = doses[place.number]
                edit = swapped(DoseEdit(own.exercise), own, *swaps[place])
                doses[place.number] = edited_dose(own, edit, block.kind, exercises)
        blocks.append(replace(block, doses=tuple(doses)))
    return replace(plan, blocks=tuple(blocks))


def swaps_on(preferences: Preferences, plan: str, day: date) -> dict[DosePlace, tuple[str, str | None]]:
    """What a person does otherwise on a day alone, by its place in a plan. What cannot be read is none."""
    if preferences.swaps_today_on != day.isoformat():
        return {}
    found = {}
    for key, way in preferences.swaps_today.items():
        of, _, place = key.partition("/")
        kind, _, numbers = place.partition("/")
        first, _, number = numbers.partition("/")
        exercise, _, variant = way.partition("/")
        if of == plan and first.isdecimal() and number.isdecimal():
            found[DosePlace(kind, int(first), int(number))] = (exercise, variant or None)
    return found


def with_swap_on(
    preferences: Preferences, plan: str, place: DosePlace, way: tuple[str, str | None] | None, day: date
) -> Preferences:
    """Something else done at a place on a day alone; None is what the plan has there."""
    known = preferences.swaps_today if preferences.swaps_today_on == day.isoformat() else {}
    key = f"{plan}/{place.kind}/{place.first_week}/{place.number}"
    swaps = {each: known[each] for each in known if each != key}
    if way is not None:
        swaps[key] = "/".join(each for each in way if each)
    return preferences.with_(swaps_today=swaps, swaps_today_on=day.isoformat() if swaps else "")


def differing(
    plan: Plan, edits: PlanEdits, place: DosePlace, exercises: Mapping[str, Exercise]
) -> frozenset[DosePart]:
    """In what the dose of a place differs from the plan."""
    edit = edits.doses.get(place)
    if edit is None:
        return frozenset()
    own = dose_at(plan, place)
    mine = edited_dose(own, edit, place.block, exercises)
    other = own.exercise != mine.exercise
    others = exercises[own.exercise], own.variant, exercises[mine.exercise], mine.variant
    told = {
        DosePart.SETS: mine.sets != own.sets,
        DosePart.AMOUNT: mine.amounts != own.amounts,
        DosePart.REST: mine.rest_chosen,
        # What moves otherwise brings its own tempo: only one that was chosen for it differs.
        DosePart.TEMPO: mine.tempo_ms != (own.tempo_ms if same_tempo(*others) else None),
        DosePart.EXERCISE: other or mine.variant != own.variant,
    }
    return frozenset(part for part, differs in told.items() if differs)


def reset_part(edit: DoseEdit, part: DosePart) -> DoseEdit:
    """The edit with one part as the plan says. A tempo belongs to its exercise and goes with it."""
    match part:
        case DosePart.SETS:
            return replace(edit, sets=None)
        case DosePart.AMOUNT:
            return replace(edit, amount=None)
        case DosePart.REST:
            return replace(edit, rest_s=None)
        case DosePart.TEMPO:
            return replace(edit, tempo_ms=None)
        case DosePart.EXERCISE:
            return replace(edit, exercise=None, variant=None, tempo_ms=None)


def swapped(
    edit: DoseEdit, own: Dose, exercise: str, variant: str | None, *, keeps_tempo: bool = False
) -> DoseEdit:
    """The edit with another exercise or variant in the place of the plan's.

    `keeps_tempo` is for one that moves as the one before did: a tempo that was chosen goes with it.
    """
    if (exercise, variant) == (own.exercise, own.variant):
        return reset_part(edit, DosePart.EXERCISE)
    plain = "" if own.variant and exercise == own.exercise else None
    return replace(
        edit,
        exercise=None if exercise == own.exercise else exercise,
        variant=plain if variant is None else variant,
        tempo_ms=edit.tempo_ms if keeps_tempo else None,
    )


def can_ease(plan: Plan) -> bool:
    """True where a second phase begins with strength work of its own and is three weeks long or more."""
    return _second_strength(plan) is not None


def eased(plan: Plan) -> Plan:
    """The plan with a step-wise way into its second phase.

    The phase's first week has one set fewer, its second week all sets with reps half-way between
    that and the full dose (rounded down), and from its third week on it is done in full. With
    3 x 20 that is 2 x 20, 3 x 16, 3 x 20.
    """
    block = _second_strength(plan)
    if block is None:
        return plan
    first = block.first_week
    parts = (
        replace(block, last_week=first, doses=tuple(_fewer_sets(dose) for dose in block.doses)),
        replace(
            block,
            first_week=first + 1,
            last_week=first + 1,
            doses=tuple(_fewer_reps(_from(dose, 1)) for dose in block.doses),
        ),
        replace(block, first_week=first + 2, doses=tuple(_from(dose, 2) for dose in block.doses)),
    )
    blocks: list[Block] = []
    for each in plan.blocks:
        blocks.extend(parts if each is block else (each,))
    return replace(plan, blocks=tuple(blocks))


def _second_strength(plan: Plan) -> Block | None:
    if len(plan.phases) < 2:
        return None
    phase = plan.phases[1]
    for block in plan.blocks:
        begins = block.kind is BlockKind.STRENGTH and block.first_week == phase.first_week
        if begins and block.last_week >= phase.first_week + 2:
            return block
    return None


def _from(dose: Dose, week_of_block: int) -> Dose:
    """A dose in the weeks from one of its block's on."""
    return dose if len(dose.amounts) == 1 else replace(dose, amounts=dose.amounts[week_of_block:])


def _fewer_sets(dose: Dose) -> Dose:
    return replace(dose, sets=max(1, dose.sets - 1), amounts=dose.amounts[:1])


def _fewer_reps(dose: Dose) -> Dose:
    if dose.sets == 1:
        return replace(dose, amounts=dose.amounts[:1])
    half_way = dose.amounts[0] * (2 * dose.sets - 1) // (2 * dose.sets)
    return replace(dose, amounts=(max(1, half_way),))


def _edited_block(block: Block, edits: PlanEdits, exercises: Mapping[str, Exercise]) -> Block:
    doses = list(block.doses)
    for place in places_of(block):
        edit = edits.doses.get(place)
        if edit is not None:
            doses[place.number] = edited_dose(doses[place.number], edit, block.kind, exercises)
    return replace(block, doses=tuple(doses))


def _fits(dose: Dose, edit: DoseEdit, exercises: Mapping[str, Exercise]) -> bool:
    if edit.of != dose.exercise:
        return False
    exercise = exercises.get(edit.exercise or dose.exercise)
    if exercise is None:
        return False
    own = exercises[dose.exercise].unit_of(dose.variant)
    if exercise.unit.is_timed != own.is_timed:
        return False
    return not edit.variant or any(variant.id == edit.variant for variant in exercise.variants)


def _swapped(dose: Dose, edit: DoseEdit, exercise: Exercise) -> Dose:
    if edit.exercise is not None and edit.exercise != dose.exercise:
        return done_instead(dose, edit.exercise, edit.variant or None)
    if edit.variant is not None:
        return done_as(dose, exercise, edit.variant or None)
    return dose


def _check(name: str, value: int | None, allowed: Range) -> None:
    if value is None:
        return
    if type(value) is not int:
        raise ValueError(f"{name} must be a whole number, not {value!r}")
    if not allowed.least <= value <= allowed.most:
        raise ValueError(f"{name} must be from {allowed.least:g} to {allowed.most:g}, not {value}")


def set_less(plan: Plan, edits: PlanEdits, week: int) -> PlanEdits:
    """One set fewer of each exercise of the strength work that a week has; the last set of one stays.

    It holds for all weeks of these blocks. `plan` is the plan itself, without the edits.
    """
    for block in plan.blocks_of(week):
        if block.kind is not BlockKind.STRENGTH:
            continue
        for place, dose in zip(places_of(block), block.doses, strict=True):
            edit = edits.doses.get(place, DoseEdit(dose.exercise))
            edit = edit if edit.of == dose.exercise else DoseEdit(dose.exercise)
            sets = edit.sets or dose.sets
            if sets > 1:
                edits = edits.with_dose(place, replace(edit, sets=sets - 1))
    return edits
