"""What the Exercises page shows: every exercise as words, and which of them a search finds. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kneetimer.core import muscle
from kneetimer.core.exercise import Exercise, Tempo, Unit
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.outlook import Outlook
from kneetimer.core.plan import Plan
from kneetimer.core.practice import practice_of
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import Script, chosen_load
from kneetimer.core.substitute import stays_without_kit, substitutions
from kneetimer.core.weight_step import NO_STEPS
from kneetimer.core.weights import LoadKind, load_kind, load_of_kg
from kneetimer.ui.exercises import words

Label = Callable[[str], str]

AT_HAND = "at-hand"  # the choice of kit that leaves out what is marked as missing
# A hold has no tempo: its figure goes into the pose, stays, and comes back.
HOLD_TEMPO = Tempo(2000, 3000, 2000, 1500)


@dataclass(frozen=True, slots=True)
class Filters:
    """What is looked for; empty asks for nothing."""

    search: str = ""
    muscle: str = ""
    kit: str = ""
    plan: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.search.strip() or self.muscle or self.kit or self.plan)


@dataclass(frozen=True, slots=True)
class Choice:
    """An entry of a filter: its id, and its words."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class KitLine:
    """One piece of kit. `note` says what its lack changes."""

    id: str
    label: str
    missing: bool
    note: str


@dataclass(frozen=True, slots=True)
class LoadLine:
    """What a way is done with: `chosen` by the person, "" where the plan decides, which says `plan`.

    `step` is the load that is proposed next, "" where it stays as it is.
    """

    kind: LoadKind
    chosen: str
    plan: str
    step: str


NO_LOAD = LoadLine(LoadKind.NOTHING, "", "", "")


@dataclass(frozen=True, slots=True)
class ExerciseLoad:
    """An exercise of a session, by the name of the way it is done in, and what it is done with."""

    exercise: str
    name: str
    line: LoadLine


@dataclass(frozen=True, slots=True)
class ExerciseWay:
    """The exercise itself (`id` None) or a variant of it, with what one practice of it is."""

    id: str | None
    name: str
    note: str
    tempo: Tempo
    sides: bool
    alternates: bool
    kit: tuple[KitLine, ...]
    practice: str
    load: LoadLine


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise. The tile shows its name, its muscles and `lack`; the rest is its detail."""

    id: str
    name: str
    muscles: tuple[str, ...]
    lack: str
    why: str
    running: str
    steps: tuple[str, ...]
    stop_if: str
    ways: tuple[ExerciseWay, ...]
    in_plan: str
    muscle_parts: frozenset[str]
    kit_ids: frozenset[str]
    plan_ids: frozenset[str]
    search_text: str


@dataclass(frozen=True, slots=True)
class ExercisesView:
    entries: tuple[Entry, ...]
    muscles: tuple[Choice, ...]
    kits: tuple[Choice, ...]
    plans: tuple[Choice, ...]


def exercises_view(
    exercises: Mapping[str, Exercise],
    plans: Sequence[Plan],
    plan: Plan,
    week: int,
    preferences: Preferences,
    muscle_label: Label,
    kit_label: Label,
    steps_kg: Mapping[str, float] = NO_STEPS,
) -> ExercisesView:
    """The page for a person's kit and the `week` of `plan` that they are in; `steps_kg` is proposed."""
    missing = frozenset(preferences.missing_kit)
    changes = {change.instead_of: change.exercise for change in substitutions(plan, missing, exercises)}
    stays = stays_without_kit(plan, missing, exercises)
    entries = []
    for exercise in (each for each in exercises.values() if not each.retired):
        lacking = [kit_label(kit) for kit in exercise.kit if kit in missing]
        ways = tuple(
            _way(exercise, variant, plan, week, preferences, exercises, kit_label, steps_kg.get(exercise.id))
            for variant in (None, *(each.id for each in exercise.variants))
        )
        muscles = tuple(muscle_label(each) for each in exercise.muscles)
        searched = [exercise.name, *muscles, *(way.name for way in ways)]
        searched += [kit.label for way in ways for kit in way.kit]
        entries.append(
            Entry(
                id=exercise.id,
                name=exercise.name,
                muscles=muscles,
                lack=words.lacking(lacking),
                why=exercise.why,
                running=exercise.running,
                steps=exercise.steps,
                stop_if=exercise.stop_if,
                ways=ways,
                in_plan=_in_plan(exercise, changes.get(exercise.id), exercises, stays=exercise.id in stays),
                muscle_parts=muscle.worked_by(exercise),
                kit_ids=frozenset(exercise.kit),
                plan_ids=frozenset(each.id for each in plans if _has(each, exercise.id)),
                search_text=" ".join(searched).casefold().replace("-", " "),
            )
        )
    kits = dict.fromkeys(kit for exercise in exercises.values() for kit in exercise.kit)
    muscles_known = dict.fromkeys(each for exercise in exercises.values() for each in exercise.muscles)
    return ExercisesView(
        entries=tuple(entries),
        muscles=_sorted_choices(muscles_known, muscle_label),
        kits=(Choice(AT_HAND, tr(words.AT_HAND)), *_sorted_choices(kits, kit_label)),
        plans=tuple(Choice(each.id, each.name) for each in plans),
    )


def _in_plan(
    exercise: Exercise, instead: str | None, exercises: Mapping[str, Exercise], *, stays: bool
) -> str:
    """What the plan does where kit is missing. `instead` is what it has in the place of the exercise."""
    if instead is None:
        return tr(words.NOTHING_REPLACES) if stays else ""
    return tr(words.PLAIN_INSTEAD) if instead == exercise.id else words.replaced_by(exercises[instead].name)


def found(view: ExercisesView, filters: Filters, missing: frozenset[str]) -> tuple[Entry, ...]:
    """The exercises that fit every filter, in the order of the page. `missing` are ids of kit."""
    return tuple(entry for entry in view.entries if _fits(entry, filters, missing))


def _fits(entry: Entry, filters: Filters, missing: frozenset[str]) -> bool:
    wanted = filters.search.casefold().replace("-", " ").split()
    if filters.kit == AT_HAND:
        kit_fits = not entry.kit_ids & missing
    else:
        kit_fits = not filters.kit or filters.kit in entry.kit_ids
    return (
        kit_fits
        and all(word in entry.search_text for word in wanted)
        and (not filters.muscle or bool(muscle.parts_of(filters.muscle) & entry.muscle_parts))
        and (not filters.plan or filters.plan in entry.plan_ids)
    )


def _way(
    exercise: Exercise,
    variant: str | None,
    plan: Plan,
    week: int,
    preferences: Preferences,
    exercises: Mapping[str, Exercise],
    kit_label: Label,
    step_kg: float | None,
) -> ExerciseWay:
    name, note = tr(words.PLAIN_WAY), ""
    missing = preferences.missing_kit
    if variant is not None:
        name, note = exercise.variant(variant).name, exercise.variant(variant).note
    unit, tempo = exercise.unit_of(variant), exercise.tempo_of(variant)
    script = practice_of(plan, week, exercise.id, variant, preferences, exercises)
    amount = next(step for step in script.steps if step.is_set)
    reps = amount.reps or 0
    size = amount.length_ms // 1000 if unit.is_timed else reps
    if unit is Unit.REPS_ALTERNATING:
        size = reps // 2
    return ExerciseWay(
        id=variant,
        name=name,
        note=note,
        tempo=tempo.at_pace(preferences.pace) if tempo else HOLD_TEMPO,
        sides=unit.changes_side,
        alternates=unit is Unit.REPS_ALTERNATING,
        kit=tuple(
            KitLine(kit, kit_label(kit), kit in missing, words.kit_note(kit in missing))
            for kit in exercise.kit_of(variant)
        ),
        practice=words.practice_note(unit, exercise, size),
        load=load_line(exercise, variant, plan, preferences, step_kg),
    )


def load_line(
    exercise: Exercise, variant: str | None, plan: Plan, preferences: Preferences, step_kg: float | None
) -> LoadLine:
    """What a person does an exercise with in a way of it; `step_kg` is proposed, None where nothing is."""
    kind = load_kind(exercise, variant)
    doses = (dose for block in plan.blocks for dose in block.doses if dose.exercise == exercise.id)
    written = next((dose.load for dose in doses if dose.load), "")
    step = load_of_kg(step_kg or 0) if kind is LoadKind.WEIGHT else ""
    return LoadLine(kind, chosen_load(preferences, exercise, variant), written, step)


def loads_of_session(
    outlook: Outlook, script: Script, steps_kg: Mapping[str, float]
) -> tuple[ExerciseLoad, ...]:
    """What the exercises of a session are done with, apart from those that nobody makes heavier."""
    found: dict[str, ExerciseLoad] = {}
    for step in script.steps:
        if step.is_set and step.block.has_rests and step.exercise not in found:
            exercise = outlook.exercises[step.exercise]
            name = exercise.name if step.variant is None else exercise.variant(step.variant).name
            kg = steps_kg.get(step.exercise)
            line = load_line(exercise, step.variant, outlook.plan, outlook.preferences, kg)
            found[step.exercise] = ExerciseLoad(step.exercise, name, line)
    return tuple(each for each in found.values() if each.line.kind is not LoadKind.NOTHING)


def _has(plan: Plan, exercise: str) -> bool:
    return any(dose.exercise == exercise for block in plan.blocks for dose in block.doses)


def _sorted_choices(ids: Mapping[str, None], label: Label) -> tuple[Choice, ...]:
    return tuple(sorted((Choice(each, label(each)) for each in ids), key=lambda choice: choice.label))
