"""What the plan builder says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kneetimer.core.draft import MOST_GROWN_REPS, MOST_GROWN_S, DraftRule, DraftVerdict, Growth
from kneetimer.core.exercise import Exercise, Unit
from kneetimer.core.plan import BlockKind, Phase
from kneetimer.ui.exercises.words import listed
from kneetimer.ui.plan.words import each_side, weeks
from kneetimer.ui.text.dates import long_date
from kneetimer.ui.today.words import PARTS

ABOUT = "A plan that you put together yourself."
PHASE = "All weeks"
BACK = "Back"
NAME = "Name of the plan"
NAME_HINT = "Name your plan"
MORE = "Begin with another plan"
TRY = "Try it now"
SAVE = "Save plan"
LIBRARY = "All exercises"
SEARCH = "Find an exercise"
MY_KIT = "My kit"
WORKS = "Works"
ANY_MUSCLE = "All muscles"
NOTHING_FOUND = "No exercise fits. Try another word, or turn off “My kit”."
PLAN_PARTS = "Your plan"
WEEKS = "Weeks"
OFTEN = "a week"
OFTEN_NAME = "Sessions a week"
GROWTH = "From week to week"
PHASES = "Which weeks"
REST = "Rest between sets"
NONE_YET = "none yet"
USUAL_THREE = "Add the usual three stretches"
EMPTY = {
    BlockKind.WARM_UP: "Press + on an exercise. Leg swings come here.",
    BlockKind.STRENGTH: "Press + on an exercise, or drag one here.",
    BlockKind.COOL_DOWN: "Drop stretches here, or leave this part out.",
}
NEW = "An empty plan"
FILE = "From a file…"
REMOVE = "Take out"
DRAG = "Drag to another place"
SETS_NAME = "Sets"
READY = "Ready to save"
NO_KIT = "no kit"
GROWTHS = {
    Growth.SAME: "Same every week",
    Growth.REP: "1 rep more a week",
    Growth.HOLD: "2 s more a week (holds)",
    Growth.OWN: "As it was copied",
}
HELP = (
    "Enter adds an exercise. In the plan Alt with the arrow keys moves it, Delete takes it out, "
    "plus and minus change its dose."
)


def copy_of(name: str) -> str:
    return f"A copy of {name}"


def part(kind: BlockKind, first: int, last: int, *, whole: bool) -> str:
    return PARTS[kind] if whole else f"{PARTS[kind]} ({weeks(first, last)})"


def phase(each: Phase) -> str:
    return f"{weeks(each.first_week, each.last_week)}: {each.name}"


def found(shown: int, of: int) -> str:
    return f"{shown} of {of}"


def kit(labels: Sequence[str]) -> str:
    return listed(labels) if labels else NO_KIT


def add(name: str, count: int) -> str:
    """What a screen reader says of a tile of the library."""
    if not count:
        return f"Add: {name}"
    return (
        f"Add again: {name}, in your plan" if count == 1 else f"Add again: {name}, {count} times in your plan"
    )


def sets(number: int) -> str:
    return "set" if number == 1 else "sets"


def amount_units(unit: Unit, exercise: Exercise) -> tuple[str, str]:
    """The words after one and after several: ("rep", "reps"), ("each leg", "each leg")."""
    each = each_side(unit, exercise)
    if unit.is_timed:
        said = f"s {each}".strip()
        return said, said
    if unit is Unit.STEPS_PER_DIRECTION:
        return f"step {each}", f"steps {each}"
    return (each, each) if each else ("rep", "reps")


def amount_name(unit: Unit) -> str:
    if unit.is_timed:
        return "Seconds"
    return "Steps" if unit is Unit.STEPS_PER_DIRECTION else "Reps"


def row(name: str, dose: str, number: int, of: int) -> str:
    """What a screen reader says of a row."""
    return f"{name}, {dose}, {number} of {of}"


def minutes_and_kit(minutes: int, labels: Sequence[str]) -> str:
    return f"{minutes} min · {kit(labels)}"


def sums(counts: Mapping[str, str], first_day: date | None) -> str:
    """How much a session of the first week asks for, and when the first one is a good idea."""
    said = ", ".join(f"{name} {count}" for name, count in counts.items())
    parts = [f"In a session of week 1: {said}."] if said else []
    if first_day is not None:
        parts.append(f"First day: {long_date(first_day)}.")
    return " ".join(parts)


def verdict(found: DraftVerdict, exercises: Mapping[str, Exercise], kit_labels: Sequence[str]) -> str:
    """Whether a draft can be kept, as one sentence."""
    name = exercises[found.exercise].name if found.exercise else ""
    match found.rule:
        case DraftRule.NEEDS_EXERCISE:
            return "Add one exercise first."
        case DraftRule.NEEDS_STRENGTH:
            return f"Week {found.week} needs a strength exercise."
        case DraftRule.NEEDS_NAME:
            return "Give the plan a name."
        case DraftRule.GROWS_TOO_FAR:
            timed = exercises[found.exercise].unit.is_timed
            most = f"{MOST_GROWN_S} s" if timed else f"{MOST_GROWN_REPS} reps"
            return f"{name}: would pass {most} in week {found.week}. Keep it the same, or start lower."
        case DraftRule.GROWS_FAST:
            return f"{name}: over a tenth more each week. You can save it; a higher start makes it less."
        case DraftRule.NEEDS_KIT:
            return f"{name}: {listed(kit_labels)} not in your kit. You can save it all the same."
        case DraftRule.READY:
            return READY


def saved(name: str) -> str:
    return f"{name} is saved, and you follow it from its week 1."


def name_of_copy(name: str, taken: Sequence[str]) -> str:
    """A name for a copy that no plan has."""
    wanted, number = f"{name}, my way", 2
    while wanted in taken:
        wanted, number = f"{name}, my way {number}", number + 1
    return wanted
