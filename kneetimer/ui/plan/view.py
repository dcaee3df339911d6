"""What the Plan page shows, built from the plan, what was changed in it, and the records. No Qt, no clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import field, replace

from kneetimer.core.dose_reason import DoseWhy, reason_for
from kneetimer.core.exercise import Exercise
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.outlook import Outlook
from kneetimer.core.plan import Block, BlockKind, Dose, Phase, Plan
from kneetimer.core.plan_edit import (
    DoseEdit,
    DosePart,
    DosePlace,
    EditLog,
    PlanEdits,
    can_ease,
    differing,
    dose_at,
    places_of,
    with_edits,
)
from kneetimer.core.plan_shape import Spot, fitting, new_spots, spot_of
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import SessionRecord
from kneetimer.core.schedule import counted_sessions, day_of, of_round, target_of
from kneetimer.core.script import load_of, rest_between_sets, tempo_of
from kneetimer.core.substitute import substituted
from kneetimer.core.swap import same_tempo
from kneetimer.core.weights import load_of_kg
from kneetimer.ui.exercises.view import NO_LOAD, LoadLine, load_line
from kneetimer.ui.plan import why_words, words
from kneetimer.ui.plan.week_tiles import WeekTile
from kneetimer.ui.text import times
from kneetimer.ui.text.loads import load_text
from kneetimer.ui.today.week_cells import week_cells


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One exercise: its name, a word about it, its dose and its rest ("" where it has none)."""

    place: DosePlace
    name: str
    note: str
    dose: str
    rest: str
    differs: bool


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A part of the session. In an own plan `choices` (id, name) may be added at `spot`.

    Without lines it is a part that the plan has not, and stands there only to be added to.
    """

    title: str
    has_rests: bool
    lines: tuple[PlanLine, ...]
    spot: Spot
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseCard:
    """A stretch of weeks. The exercises of a plan that is not `is_own` stay as they are."""

    title: str
    note: str
    sections: tuple[PlanSection, ...]
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class PlanEntry:
    """A plan that can be chosen."""

    id: str
    name: str
    current: bool


@dataclass(frozen=True, slots=True)
class DoseField:
    """A number of a dose: what holds now, what the plan says, and whether a person changed it here."""

    title: str
    value: float
    plan: float
    caption: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """What may be done with an exercise of an own plan besides taking it out."""

    up: bool
    down: bool


@dataclass(frozen=True, slots=True)
class DoseView:
    """One dose with everything about it that can be changed. `tempo` is in seconds, empty for holds.

    `moves` is None where the plan is not the person's own.
    """

    place: DosePlace
    name: str
    edit: DoseEdit
    own: Dose
    timed: bool
    sets: DoseField
    amount: DoseField
    rest: DoseField | None
    tempo: tuple[DoseField, ...]
    differs: frozenset[DosePart]
    consequence: str
    can_undo: bool
    exercise: str
    load: LoadLine
    moves: Moves | None = None


@dataclass(frozen=True, slots=True)
class PlanView:
    """The whole page. `finisher` and `ease` are None where the plan has no such choice."""

    title: str
    note: str
    plans: tuple[PlanEntry, ...]
    is_own: bool
    weeks: tuple[WeekTile, ...]
    phases: tuple[PhaseCard, ...]
    finisher: bool | None
    finisher_title: str
    ease: bool | None
    ease_title: str
    ease_note: str
    differs: str
    last_change: str
    can_undo: bool
    finished: bool
    go_on: tuple[PlanEntry, ...]
    stay: str
    dose: DoseView | None

    @property
    def shown_id(self) -> str:
        """The id of the plan that the page is about."""
        return next((plan.id for plan in self.plans if plan.current), "")


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """What the page is built from. `plan` is the plan as it came, without anybody's changes."""

    plan: Plan
    log: EditLog
    outlook: Outlook  # with the person's changes in its plan
    known: tuple[tuple[str, str, bool], ...]  # id, name, own
    last: SessionRecord | None = None  # the last session that counted for this plan
    steps_kg: Mapping[str, float] = field(default_factory=dict)  # proposed for the coming session

    @property
    def exercises(self) -> Mapping[str, Exercise]:
        return self.outlook.exercises

    @property
    def preferences(self) -> Preferences:
        return self.outlook.preferences

    @property
    def edits(self) -> PlanEdits:
        return self.log.now

    @property
    def is_own(self) -> bool:
        return any(own for plan_id, _, own in self.known if plan_id == self.plan.id)

    @property
    def edited(self) -> Plan:
        """With the person's doses, week by week as the plan has them: easing has its own line."""
        return with_edits(self.plan, replace(self.edits, ease=False), self.exercises)

    @property
    def done(self) -> Plan:
        """The same with what stands in for missing kit."""
        missing = self.preferences.missing_on(self.outlook.today)
        return substituted(self.edited, missing, self.exercises)


def plan_view(facts: PlanFacts, open_at: DosePlace | None, minutes_before: int = 0) -> PlanView:
    """The page. `open_at` is the dose that is being changed; its sessions took `minutes_before`."""
    plan, preferences, outlook = facts.plan, facts.preferences, facts.outlook
    coming = outlook.due
    done = of_round(outlook.plan, counted_sessions(outlook.records))
    finishers = [b for b in facts.edited.blocks if b.kind is BlockKind.FINISHER]
    names = [facts.exercises[d.exercise].name for b in finishers[:1] for d in b.doses]
    second = plan.phases[1] if len(plan.phases) > 1 else plan.phases[0]
    number = sum(1 for block in plan.blocks for place in places_of(block) if _differs(facts, place))
    others = [PlanEntry(i, n, False) for i, n, _ in facts.known if i != plan.id]
    return PlanView(
        title=plan.name,
        note=words.note(plan, day_of(done[0]) if done else None, outlook.today),
        plans=tuple(
            PlanEntry(plan_id, words.plan_entry(name, own=own), plan_id == plan.id)
            for plan_id, name, own in facts.known
        ),
        is_own=facts.is_own,
        weeks=_weeks(outlook),
        phases=_phases(facts),
        finisher=preferences.finisher if finishers else None,
        finisher_title=words.finisher(names),
        ease=facts.edits.ease if can_ease(plan) else None,
        ease_title=words.ease_title(second.name),
        ease_note=words.ease_note(second.first_week),
        differs=words.differs(number),
        last_change=_last_change(facts),
        can_undo=bool(facts.log.before),
        finished=coming.plan_finished,
        go_on=tuple(others[:3]),
        stay=words.stay(plan.weeks),
        dose=None if open_at is None else _dose_view(facts, open_at, minutes_before),
    )


def _last_change(facts: PlanFacts) -> str:
    """What an undo would take back, where the last change was one of the plan itself."""
    before = facts.log.before[-1].plan if facts.log.before else None
    if before is None:
        return ""
    then, now = _exercises_in(before), _exercises_in(facts.plan)
    for sentence, some in ((words.taken_out, then - now), (words.added, now - then)):
        for exercise in some:
            return sentence(facts.exercises[exercise].name)
    return tr(words.MOVED) if before.name == facts.plan.name else words.renamed(before.name)


def _exercises_in(plan: Plan) -> Counter[str]:
    return Counter(dose.exercise for block in plan.blocks for dose in block.doses)


def minutes_at(plan: Plan, outlook: Outlook, place: DosePlace) -> int:
    """How long a session with the dose of a place takes: the coming one, where it has that dose."""
    return _minutes(outlook, _week_with(plan, place, outlook.due.week))


def _minutes(outlook: Outlook, week: int) -> int:
    """The coming session where it is of that week, so that Today says the same; else the week's first."""
    named = None if week == outlook.due.week else week
    return times.minutes(outlook.script(named).length_ms)


def _differs(facts: PlanFacts, place: DosePlace) -> bool:
    return bool(differing(facts.plan, facts.edits, place, facts.exercises))


def _weeks(outlook: Outlook) -> tuple[WeekTile, ...]:
    plan = outlook.plan
    target = target_of(plan, outlook.preferences.sessions_a_week)
    cells = week_cells(plan, outlook.records, outlook.due, target)
    return tuple(
        WeekTile(week.name, plan.phase(number).name, week.cells, week.is_current)
        for number, week in enumerate(cells, start=1)
    )


def _phases(facts: PlanFacts) -> tuple[PhaseCard, ...]:
    """A card a phase, and one for what every week has."""
    plan = facts.edited
    eased = facts.edits.ease and can_ease(facts.plan)
    cards = [
        PhaseCard(
            words.phase_title(phase.first_week, phase.last_week, phase.name),
            words.phase_note(phase, eased=eased and phase is plan.phases[1]),
            _sections(facts, phase, shared=False),
            facts.is_own,
        )
        for phase in plan.phases
    ]
    every_week = _sections(facts, Phase("", 1, plan.weeks), shared=True)
    if every_week:
        cards.append(PhaseCard(tr(words.EVERY_WEEK), "", every_week, facts.is_own))
    return tuple(cards)


def _sections(facts: PlanFacts, phase: Phase, *, shared: bool) -> tuple[PlanSection, ...]:
    """The parts of some weeks, be it those that every week has or the others."""
    plan = facts.edited
    blocks = [
        block
        for block in plan.blocks
        if block.first_week <= phase.last_week
        and block.last_week >= phase.first_week
        and _is_shared(plan, block) is shared
    ]
    sections = [_section(facts, block, phase) for block in blocks]
    if facts.is_own:
        phases = facts.plan.phases if shared else (phase,)
        spots = dict.fromkeys(spot for each in phases for spot in new_spots(facts.plan, each))
        sections += [_empty_section(facts, spot) for spot in spots if _is_shared(plan, spot) is shared]
    order = list(BlockKind)
    return tuple(sorted(sections, key=lambda each: (order.index(each.spot.kind), each.spot.first_week)))


def _empty_section(facts: PlanFacts, spot: Spot) -> PlanSection:
    title = words.section(spot.kind, spot.first_week, spot.last_week, whole_phase=True)
    return PlanSection(title, False, (), spot, _choices(facts, spot.kind))


def _choices(facts: PlanFacts, kind: BlockKind) -> tuple[tuple[str, str], ...]:
    """What may be added to a part of an own plan."""
    if not facts.is_own:
        return ()
    return tuple((each, facts.exercises[each].name) for each in fitting(kind, facts.exercises))


def _is_shared(plan: Plan, part: Block | Spot) -> bool:
    """True for a warm-up or cool-down that every week has, in a plan of more than one phase."""
    whole = (part.first_week, part.last_week) == (1, plan.weeks)
    return whole and not part.kind.has_rests and len(plan.phases) > 1


def _section(facts: PlanFacts, block: Block, phase: Phase) -> PlanSection:
    first, last = max(block.first_week, phase.first_week), min(block.last_week, phase.last_week)
    title = words.section(
        block.kind,
        first,
        last,
        whole_phase=(first, last) == (phase.first_week, phase.last_week),
    )
    if block.kind is BlockKind.FINISHER and not facts.preferences.finisher:
        title = words.switched_off(title)
    # Of the weeks of another phase there is nothing to say yet.
    tells = _is_shared(facts.plan, block) or phase.first_week <= facts.outlook.due.week <= phase.last_week
    lines = []
    done = next(each for each in facts.done.blocks if spot_of(each) == spot_of(block))
    for place, dose, really in zip(places_of(block), block.doses, done.doses, strict=True):
        weeks = range(first - block.first_week, last + 1 - block.first_week)
        amounts = [dose.amount(week) for week in weeks]
        instead = ""
        if (really.exercise, really.variant) != (dose.exercise, dose.variant):
            instead = _without_kit(facts, really, [really.amount(week) for week in weeks])
        reason = _reason(facts, place, dose) if tells else ""
        lines.append(_line(facts, place, dose, amounts, instead, reason))
    return PlanSection(title, block.kind.has_rests, tuple(lines), spot_of(block), _choices(facts, block.kind))


def _reason(facts: PlanFacts, place: DosePlace, dose: Dose) -> str:
    """Where the number of the coming session comes from; "" before the first one, where all is the plan's."""
    reason = reason_for(facts.outlook, place, facts.last, chosen=_differs(facts, place))
    if reason is None or (facts.last is None and reason.why is DoseWhy.NEW):
        return ""
    unit = facts.exercises[dose.exercise].unit_of(dose.variant)
    told = why_words.why(reason, unit, facts.outlook.today)
    step_kg = facts.steps_kg.get(dose.exercise) if place.block.has_rests else None
    return told if step_kg is None else f"{told}; {why_words.next_weight(load_text(load_of_kg(step_kg)))}"


def _without_kit(facts: PlanFacts, dose: Dose, amounts: Sequence[int]) -> str:
    """What is done while the kit of an exercise is missing."""
    exercise = facts.exercises[dose.exercise]
    unit = exercise.unit_of(dose.variant)
    return words.without_kit(_name(exercise, dose.variant), words.dose(unit, exercise, dose.sets, amounts))


def _line(
    facts: PlanFacts, place: DosePlace, dose: Dose, amounts: Sequence[int], instead: str, reason: str
) -> PlanLine:
    exercise = facts.exercises[dose.exercise]
    unit = exercise.unit_of(dose.variant)
    load = load_of(dose, exercise, facts.preferences, place.block)
    notes = [load_text(load)] if load else []
    if dose.stands_for is not None:
        notes.append(words.stands_for(facts.exercises[dose.stands_for].name))
    if instead:
        notes = [instead]  # the load of what is not done says nothing
    if reason and not instead:
        notes.append(reason)
    rest_s = rest_between_sets(dose, facts.preferences)
    return PlanLine(
        place,
        _name(exercise, dose.variant),
        "; ".join(notes),
        words.dose(unit, exercise, dose.sets, amounts),
        tr("{seconds} s", seconds=rest_s) if place.block.has_rests else "",
        _differs(facts, place),
    )


def _name(exercise: Exercise, variant: str | None) -> str:
    return exercise.name if variant is None else exercise.variant(variant).name


def _week_with(plan: Plan, place: DosePlace, coming: int) -> int:
    """The coming week, or the nearest one that has the dose."""
    for block in plan.blocks:
        if (block.kind, block.first_week) == (place.block, place.first_week):
            return min(max(coming, block.first_week), block.last_week)
    return coming


def _dose_view(facts: PlanFacts, place: DosePlace, minutes_before: int) -> DoseView | None:
    try:
        own = dose_at(facts.plan, place)
    except KeyError:
        return None
    mine = dose_at(facts.edited, place)
    edit = facts.edits.doses.get(place)
    if edit is None or edit.of != own.exercise:
        edit = DoseEdit(own.exercise)
    differs = differing(facts.plan, facts.edits, place, facts.exercises)
    exercise = facts.exercises[mine.exercise]
    unit = exercise.unit_of(mine.variant)
    week = _week_with(facts.plan, place, facts.outlook.due.week)
    after = _minutes(facts.outlook, week)
    step_kg = facts.steps_kg.get(exercise.id)
    load = load_line(exercise, mine.variant, facts.edited, facts.preferences, step_kg)
    return DoseView(
        place=place,
        name=_name(exercise, mine.variant),
        edit=edit,
        own=own,
        timed=unit.is_timed,
        sets=_field(tr(words.SETS), mine.sets, own.sets, DosePart.SETS, differs),
        amount=_amount(mine, own, exercise, differs),
        rest=_rest(facts, place, mine, own, differs),
        tempo=_tempo(facts, mine, own, differs),
        differs=differs,
        consequence=words.consequence(minutes_before or after, after, week),
        can_undo=bool(facts.log.before),
        exercise=exercise.id,
        load=load if place.block.has_rests else NO_LOAD,  # nobody warms up with a weight
        moves=_moves(facts, place),
    )


def _moves(facts: PlanFacts, place: DosePlace) -> Moves | None:
    if not facts.is_own:
        return None
    of_block = [p for b in facts.plan.blocks for p in places_of(b) if p.kind == place.kind]
    last = max(p.number for p in of_block if p.first_week == place.first_week)
    return Moves(up=place.number > 0, down=place.number < last)


def _field(
    title: str, value: float, plan: float, part: DosePart, differs: frozenset[DosePart], unit: str = ""
) -> DoseField:
    changed = part in differs
    return DoseField(title, value, plan, words.plan_says(plan, unit) if changed else "", changed)


def _amount(mine: Dose, own: Dose, exercise: Exercise, differs: frozenset[DosePart]) -> DoseField:
    unit = exercise.unit_of(mine.variant)
    grows = len(set(mine.amounts)) > 1
    title = words.amount_title(unit, exercise, grows=grows)
    field = _field(title, mine.amounts[0], own.amounts[0], DosePart.AMOUNT, differs)
    captions = [words.grows(mine.amounts[0], mine.amounts[-1])] if grows else []
    return replace(field, caption="; ".join([*captions, *([field.caption] if field.caption else [])]))


def _rest(
    facts: PlanFacts, place: DosePlace, mine: Dose, own: Dose, differs: frozenset[DosePart]
) -> DoseField | None:
    if not place.block.has_rests:
        return None
    value = rest_between_sets(mine, facts.preferences)
    field = _field(tr(words.REST), value, own.rest_s, DosePart.REST, differs, "s")
    if field.differs:
        return field
    return replace(field, caption=words.rest_source(facts.preferences, mine.exercise, own.rest_s))


def _tempo(facts: PlanFacts, mine: Dose, own: Dose, differs: frozenset[DosePart]) -> tuple[DoseField, ...]:
    tempo = tempo_of(mine, facts.exercises[mine.exercise])
    exercise, plans_own = facts.exercises[mine.exercise], facts.exercises[own.exercise]
    fits = same_tempo(plans_own, own.variant, exercise, mine.variant)
    usual = tempo_of(replace(mine, tempo_ms=own.tempo_ms if fits else None), exercise)
    if tempo is None or usual is None:
        return ()
    now = (tempo.first_ms, tempo.hold_ms, tempo.second_ms)
    before = (usual.first_ms, usual.hold_ms, usual.second_ms)
    return tuple(
        DoseField(
            words.tempo_title(word),
            ms / 1000,
            plan_ms / 1000,
            words.plan_says(plan_ms / 1000, "s") if DosePart.TEMPO in differs and ms != plan_ms else "",
            DosePart.TEMPO in differs and ms != plan_ms,
        )
        for word, ms, plan_ms in zip(words.tempo_titles(tempo), now, before, strict=True)
    )
