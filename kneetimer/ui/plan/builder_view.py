"""What the plan builder shows, built from a draft and what is known of the person. No Qt, no clock."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from kneetimer.core import muscle
from kneetimer.core.draft import Draft, DraftRule, DraftVerdict, Growth, verdict_of
from kneetimer.core.exercise import Exercise, SideWord, Unit
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.outlook import Outlook
from kneetimer.core.plan import Block, BlockKind, Dose
from kneetimer.core.plan_edit import REPS, SECONDS, DosePlace, places_of
from kneetimer.core.preferences import Range
from kneetimer.core.script import Script
from kneetimer.ui.exercises.words import side_word
from kneetimer.ui.plan import builder_words as words
from kneetimer.ui.plan import words as plan_words
from kneetimer.ui.text import times

Label = Callable[[str], str]
SHOWN_EMPTY = (BlockKind.WARM_UP, BlockKind.STRENGTH, BlockKind.COOL_DOWN)


@dataclass(frozen=True, slots=True)
class LibraryEntry:
    """An exercise that can be added. `count` is how often the open weeks have it."""

    id: str
    name: str
    kit: str
    count: int
    needs: frozenset[str]
    works: frozenset[str]
    search: str


@dataclass(frozen=True, slots=True)
class DraftLine:
    """One exercise of the plan with its dose. `unit` and `side` are what its amount counts."""

    place: DosePlace
    exercise: str
    name: str
    kit: str
    sets: int
    amount: int
    allowed: Range
    amount_name: str
    unit: Unit
    side: SideWord | None
    said: str  # as a screen reader says it


@dataclass(frozen=True, slots=True)
class DraftPart:
    """A part of a session. `rests` are the least and the most between its sets; None where it has none."""

    kind: BlockKind
    first_week: int
    title: str
    length: str
    rests: tuple[int, int] | None
    lines: tuple[DraftLine, ...]
    empty: str

    @property
    def shape(self) -> tuple[object, ...]:
        """What decides which widgets there are."""
        return (
            self.kind,
            self.first_week,
            bool(self.rests),
            tuple((each.place, each.exercise, each.unit, each.side) for each in self.lines),
        )


@dataclass(frozen=True, slots=True)
class BuilderView:
    """The whole builder. `verdict` says in one sentence whether the plan can be kept."""

    name: str
    weeks: int
    often: int
    growths: tuple[tuple[Growth, str], ...]
    growth: Growth
    phases: tuple[str, ...]
    phase: int
    parts: tuple[DraftPart, ...]
    library: tuple[LibraryEntry, ...]
    muscles: tuple[tuple[str, str], ...]
    missing: frozenset[str]
    rule: DraftRule
    blocks: bool
    verdict: str
    totals: str
    sums: str
    plans: tuple[tuple[str, str], ...]  # what a draft can begin with: id and name
    own: tuple[tuple[str, str], ...]  # the exercises that the person made: id and name


def found_in(view: BuilderView, search: str, works: str, *, my_kit: bool) -> tuple[str, ...]:
    """The exercises of the library that a person looks for, by their ids."""
    wanted = search.casefold().replace("-", " ").split()
    return tuple(
        entry.id
        for entry in view.library
        if all(word in entry.search for word in wanted)
        and not (my_kit and entry.needs & view.missing)
        and (not works or muscle.parts_of(works) & entry.works)
    )


def builder_view(
    draft: Draft,
    outlook: Outlook,
    kit_label: Label,
    muscle_label: Label,
    plans: Sequence[tuple[str, str]] = (),
    own: Collection[str] = (),
) -> BuilderView:
    """The builder for a draft. `outlook` is the person's with the draft as their plan.

    `own` are the ids of the exercises that the person made.
    """
    exercises, missing = outlook.exercises, frozenset(outlook.preferences.missing_kit)
    found = verdict_of(draft, missing, exercises)
    plan = draft.plan
    script = outlook.script(draft.open_phase.first_week, 1) if plan.blocks else None
    offered = [each for each in exercises.values() if not each.retired]
    works = dict.fromkeys(each for exercise in exercises.values() for each in exercise.muscles)
    growths = [g for g in Growth if g is not Growth.OWN or draft.growth is Growth.OWN]
    return BuilderView(
        name=plan.name,
        weeks=plan.weeks,
        often=plan.sessions_least,
        growths=tuple((each, tr(words.GROWTHS[each])) for each in growths),
        growth=draft.growth,
        phases=tuple(words.phase(each) for each in plan.phases),
        phase=draft.phase,
        parts=_parts(draft, outlook, script, kit_label),
        library=tuple(_entry(each, draft, kit_label, muscle_label) for each in offered),
        muscles=tuple(sorted(((each, muscle_label(each)) for each in works), key=lambda pair: pair[1])),
        missing=missing,
        rule=found.rule,
        blocks=found.blocks,
        verdict=words.verdict(found, exercises, [kit_label(each) for each in found.kit]),
        totals=_totals(draft, outlook, script, kit_label),
        sums=_sums(draft, outlook, found),
        plans=tuple(plans),
        own=tuple((each, exercises[each].name) for each in own if not exercises[each].retired),
    )


def _entry(exercise: Exercise, draft: Draft, kit_label: Label, muscle_label: Label) -> LibraryEntry:
    kit = [kit_label(each) for each in exercise.kit]
    searched = [exercise.name, *(muscle_label(each) for each in exercise.muscles), *kit]
    return LibraryEntry(
        exercise.id,
        exercise.name,
        words.kit(kit),
        draft.count(exercise.id),
        frozenset(exercise.kit),
        muscle.worked_by(exercise),
        " ".join(searched).casefold().replace("-", " "),
    )


def _parts(draft: Draft, outlook: Outlook, script: Script | None, kit_label: Label) -> tuple[DraftPart, ...]:
    blocks = draft.blocks()
    parts = [_part(draft, block, outlook, script, kit_label) for block in blocks]
    for kind in SHOWN_EMPTY:
        if not any(block.kind is kind for block in blocks):
            title = words.part(kind, 0, 0, whole=True)
            parts.append(DraftPart(kind, 0, title, tr(words.NONE_YET), None, (), tr(words.EMPTY[kind])))
    order = list(BlockKind)
    return tuple(sorted(parts, key=lambda part: (order.index(part.kind), part.first_week)))


def _part(draft: Draft, block: Block, outlook: Outlook, script: Script | None, kit_label: Label) -> DraftPart:
    phase = draft.open_phase
    whole = block.first_week <= phase.first_week and block.last_week >= phase.last_week
    length_ms = sum(step.length_ms for step in script.steps if step.block is block.kind) if script else 0
    rests = [dose.rest_s for dose in block.doses]
    doses = zip(places_of(block), block.doses, strict=True)
    lines = tuple(_line(place, dose, len(block.doses), outlook, kit_label) for place, dose in doses)
    return DraftPart(
        block.kind,
        block.first_week,
        words.part(block.kind, block.first_week, block.last_week, whole=whole),
        times.seconds_in_words(length_ms // 1000),
        (min(rests), max(rests)) if block.kind.has_rests else None,
        lines,
        "",
    )


def _line(place: DosePlace, dose: Dose, of: int, outlook: Outlook, kit_label: Label) -> DraftLine:
    exercise = outlook.exercises[dose.exercise]
    unit = exercise.unit_of(dose.variant)
    name = exercise.name if dose.variant is None else exercise.variant(dose.variant).name
    said = plan_words.dose(unit, exercise, dose.sets, [dose.amounts[0]])
    return DraftLine(
        place,
        exercise.id,
        name,
        words.kit([kit_label(each) for each in exercise.kit_of(dose.variant)]),
        dose.sets,
        dose.amounts[0],
        SECONDS if unit.is_timed else REPS,
        plan_words.amount_name(unit),
        unit,
        side_word(unit, exercise),
        words.row(name, said, place.number + 1, of),
    )


def _totals(draft: Draft, outlook: Outlook, script: Script | None, kit_label: Label) -> str:
    if script is None:
        return ""
    used = dict.fromkeys(
        kit
        for block in draft.blocks()
        for dose in block.doses
        for kit in outlook.exercises[dose.exercise].kit_of(dose.variant)
    )
    return words.minutes_and_kit(times.minutes(script.length_ms), [kit_label(kit) for kit in used])


def _sums(draft: Draft, outlook: Outlook, found: DraftVerdict) -> str:
    """The strength work of one session, sides counted, and its first day once nothing is in the way."""
    counts: dict[str, int] = {}
    timed: set[str] = set()
    for dose in (dose for block in draft.blocks() if block.kind.has_rests for dose in block.doses):
        exercise = outlook.exercises[dose.exercise]
        unit = exercise.unit_of(dose.variant)
        sides = 2 if unit.changes_side or unit is Unit.REPS_ALTERNATING else 1
        counts[exercise.name] = counts.get(exercise.name, 0) + dose.sets * dose.amounts[0] * sides
        if unit.is_timed:
            timed.add(exercise.name)
    said = [words.work_of(name, count, timed=name in timed) for name, count in counts.items()]
    return words.sums(said, None if found.blocks else outlook.due.rest.earliest)
