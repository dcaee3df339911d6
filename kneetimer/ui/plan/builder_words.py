"""What the plan builder says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from kneetimer.core.draft import MOST_GROWN_REPS, MOST_GROWN_S, DraftRule, DraftVerdict, Growth
from kneetimer.core.exercise import Exercise
from kneetimer.core.language import mark, markc, tr, trn
from kneetimer.core.plan import BlockKind, Phase
from kneetimer.ui.exercises.words import listed
from kneetimer.ui.plan.words import phase_title, weeks
from kneetimer.ui.text.dates import long_date
from kneetimer.ui.text.lists import comma_list
from kneetimer.ui.today.words import PARTS

ABOUT = mark("A plan that you put together yourself.")
PHASE = mark("All weeks")
BACK = markc("to the page before", "Back")
NAME = mark("Name of the plan")
NAME_HINT = mark("Name your plan")
MORE = mark("Begin with another plan")
TRY = mark("Try it now")
SAVE = mark("Save plan")
LIBRARY = mark("All exercises")
SEARCH = mark("Find an exercise")
MY_KIT = mark("My kit")
WORKS = markc("the muscles that an exercise works", "Works")
ANY_MUSCLE = mark("All muscles")
NOTHING_FOUND = mark("No exercise fits. Try another word, or turn off “My kit”.")
PLAN_PARTS = mark("Your plan")
WEEKS = mark("Weeks")
OFTEN = markc("after a number of times", "a week")
OFTEN_NAME = mark("Sessions a week")
GROWTH = mark("From week to week")
PHASES = mark("Which weeks")
REST = mark("Rest between sets")
NONE_YET = mark("none yet")
USUAL_THREE = mark("Add the usual three stretches")
EMPTY = {
    BlockKind.WARM_UP: mark("Press + on an exercise. Leg swings come here."),
    BlockKind.STRENGTH: mark("Press + on an exercise, or drag one here."),
    BlockKind.COOL_DOWN: mark("Drop stretches here, or leave this part out."),
}
NEW = mark("An empty plan")
FILE = mark("From a file…")
REMOVE = mark("Take out")
DRAG = mark("Drag to another place")
SETS_NAME = mark("Sets")
READY = mark("Ready to save")
GROWTHS = {
    Growth.SAME: mark("Same every week"),
    Growth.REP: mark("1 rep more a week"),
    Growth.HOLD: mark("2 s more a week (holds)"),
    Growth.OWN: mark("As it was copied"),
}
HELP = mark(
    "Enter adds an exercise. In the plan Alt with the arrow keys moves it, Delete takes it out, "
    "plus and minus change its dose."
)


def copy_of(name: str) -> str:
    return tr("A copy of {plan}", plan=name)


def part(kind: BlockKind, first: int, last: int, *, whole: bool) -> str:
    said = tr(PARTS[kind])
    return said if whole else tr("{part} ({weeks})", part=said, weeks=weeks(first, last))


def phase(each: Phase) -> str:
    return phase_title(each.first_week, each.last_week, each.name)


def found(shown: int, of: int) -> str:
    return tr("{shown} of {all}", shown=shown, all=of)


def kit(labels: Sequence[str]) -> str:
    return listed(labels) if labels else tr("No kit")


def add(name: str, count: int) -> str:
    """What a screen reader says of a tile of the library."""
    if not count:
        return tr("Add: {exercise}", exercise=name)
    return trn(
        "Add again: {exercise}, in your plan",
        "Add again: {exercise}, {number} times in your plan",
        count,
        exercise=name,
    )


def sets(number: int) -> str:
    return trn("{number} set", "{number} sets", number)


def times(number: int) -> str:
    return trn("{number} time", "{number} times", number)


def row(name: str, dose: str, number: int, of: int) -> str:
    """What a screen reader says of a row."""
    return tr("{exercise}, {dose}, {number} of {all}", exercise=name, dose=dose, number=number, all=of)


def minutes_and_kit(minutes: int, labels: Sequence[str]) -> str:
    return f"{tr('{minutes} min', minutes=minutes)} · {kit(labels)}"


def work_of(name: str, count: int, *, timed: bool) -> str:
    """How much of an exercise there is: "Wall sit 90 s", "Step-ups 30"."""
    if timed:
        return tr("{exercise} {seconds} s", exercise=name, seconds=count)
    return tr("{exercise} {number}", exercise=name, number=count)


def sums(works: Sequence[str], first_day: date | None) -> str:
    """How much a session of the first week asks for, and when the first one is a good idea."""
    parts = [tr("In a session of week 1: {exercises}.", exercises=comma_list(works))] if works else []
    if first_day is not None:
        parts.append(tr("First day: {date}.", date=long_date(first_day)))
    return " ".join(parts)


def verdict(found: DraftVerdict, exercises: Mapping[str, Exercise], kit_labels: Sequence[str]) -> str:
    """Whether a draft can be kept, as one sentence."""
    name = exercises[found.exercise].name if found.exercise else ""
    match found.rule:
        case DraftRule.NEEDS_EXERCISE:
            return tr("Add one exercise first.")
        case DraftRule.NEEDS_STRENGTH:
            return tr("Week {week} needs a strength exercise.", week=found.week)
        case DraftRule.NEEDS_NAME:
            return tr("Give the plan a name.")
        case DraftRule.GROWS_TOO_FAR:
            return _too_far(name, found.week, timed=exercises[found.exercise].unit.is_timed)
        case DraftRule.GROWS_FAST:
            return tr(
                "{exercise}: over a tenth more each week. You can save it; a higher start makes it less.",
                exercise=name,
            )
        case DraftRule.NEEDS_KIT:
            return tr(
                "{exercise}: {kit} not in your kit. You can save it all the same.",
                exercise=name,
                kit=listed(kit_labels),
            )
        case DraftRule.READY:
            return tr(READY)


def _too_far(name: str, week: int, *, timed: bool) -> str:
    if timed:
        return tr(
            "{exercise}: would pass {seconds} s in week {week}. Keep it the same, or start lower.",
            exercise=name,
            seconds=MOST_GROWN_S,
            week=week,
        )
    return tr(
        "{exercise}: would pass {reps} reps in week {week}. Keep it the same, or start lower.",
        exercise=name,
        reps=MOST_GROWN_REPS,
        week=week,
    )


def saved(name: str) -> str:
    return tr("{plan} is saved, and you follow it from its week 1.", plan=name)


def name_of_copy(name: str, taken: Sequence[str]) -> str:
    """A name for a copy that no plan has."""
    wanted, number = tr("{plan}, my way", plan=name), 2
    while wanted in taken:
        wanted, number = tr("{plan}, my way {number}", plan=name, number=number), number + 1
    return wanted
