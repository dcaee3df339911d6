"""What the Exercises page says."""

from __future__ import annotations

from collections.abc import Sequence

from kneetimer.core.exercise import Exercise, SideWord, Unit
from kneetimer.core.language import mark, markc, tr
from kneetimer.ui.text.amounts import reps
from kneetimer.ui.text.lists import comma_list

TITLE = mark("Exercises")
SEARCH = mark("Search")
SEARCH_NAME = mark("Search the exercises")
MUSCLE = mark("Muscle")
KIT = mark("Kit")
PLAN = mark("Plan")
ANY_MUSCLE = mark("All muscles")
ANY_KIT = mark("All kit")
ANY_PLAN = mark("All plans")
AT_HAND = mark("Only what I have")
NOTHING_FOUND = mark("Nothing found")
NOTHING_HELP = mark("No exercise fits your search and filters together.")
SHOW_ALL = mark("Show all exercises")
BACK = mark("All exercises")
GRID = mark("Exercises")
PAUSE = mark("Pause")
PLAY = mark("Play")
PAUSE_MOVEMENT = mark("Movement: pause")
PLAY_MOVEMENT = mark("Movement: play")
SIDE = mark("Working side")
SIDES = (markc("a side", "Left"), markc("a side", "Right"))
VIEW = mark("Seen from")
VIEWS = (markc("seen from", "Side"), markc("seen from", "Front"))
WAY = mark("Way to do it")
PLAIN_WAY = mark("As in the plan")
WAYS_TITLE = mark("Ways to do it")
STEPS_TITLE = mark("Step by step")
STOP_TITLE = mark("When to stop")
RUNNING_TITLE = mark("For running")
KIT_TITLE = mark("What you need")
LOAD_TITLE = mark("What you do it with")
WEIGHT = mark("Weight")
BAND = mark("Band")
BANDS = {
    "yellow": markc("a band's colour", "Yellow"),
    "red": markc("a band's colour", "Red"),
    "green": markc("a band's colour", "Green"),
    "blue": markc("a band's colour", "Blue"),
    "black": markc("a band's colour", "Black"),
}
LOADS_TITLE = mark("Weights and bands")
LOADS_HELP = mark(
    "What you do your next session with. It is kept with each set; your warm-up stays without it."
)
LOADS_DONE = markc("a button that ends something", "Done")
NO_KIT = mark("No kit. A bit of floor is enough.")
I_HAVE_NOT = mark("I do not have this")
I_HAVE = mark("I have this")
PRACTISE = mark("Practise one set")
PLAIN_INSTEAD = mark("In your plan: without the kit that you do not have.")
NOTHING_REPLACES = mark(
    "It stays in your plan: no other exercise for these muscles fits the kit that you have."
)

EACH_SIDE = {
    SideWord.LEG: mark("{amount} each leg"),
    SideWord.SIDE: mark("{amount} each side"),
    SideWord.DIRECTION: mark("{amount} each way"),
}


def side_word(unit: Unit, exercise: Exercise) -> SideWord | None:
    """What takes turns, None where nothing does."""
    if unit is Unit.REPS_ALTERNATING:
        return SideWord.LEG
    return exercise.side_word if unit.changes_side else None


def each_side(amount: str, side: SideWord | None) -> str:
    """An amount, and what it is for: "15 each leg"."""
    return amount if side is None else tr(EACH_SIDE[side], amount=amount)


def listed(parts: Sequence[str]) -> str:
    """ "Quads, Glutes"."""
    return comma_list(parts)


def lacking(kit: Sequence[str]) -> str:
    """What of its kit is missing, on the tile."""
    return tr("Missing: {kit}", kit=comma_list(kit)) if kit else ""


def kit_note(missing: bool) -> str:
    return tr("you do not have this") if missing else ""


def kit_button_name(label: str, *, missing: bool) -> str:
    """What a screen reader says of the button beside a piece of kit."""
    return tr("I have this: {kit}", kit=label) if missing else tr("I do not have this: {kit}", kit=label)


def replaced_by(name: str) -> str:
    return tr("In your plan you do {exercise} instead.", exercise=name)


def weight_of(name: str) -> str:
    """What the weight of an exercise is called, where others stand beside it by its name."""
    return tr("Weight: {exercise}", exercise=name) if name else tr(WEIGHT)


def band_of(name: str) -> str:
    return tr("Band: {exercise}", exercise=name) if name else tr(BAND)


def as_the_plan_says(load: str) -> str:
    """The choice of a band that leaves it to the plan: "As planned (light band)"."""
    return tr("As planned ({load})", load=load) if load else tr("As planned")


def take_step(load: str) -> str:
    return tr("Use {load}", load=load)


def load_note(step: str) -> str:
    """What the choice is for, and why a step is offered."""
    if step:
        did = tr("You did all sets twice: {load} is the next step.", load=step)
        return f"{did} {tr('Your knee and your form decide.')}"
    return f"{tr('Kept with each set.')} {tr('Your warm-up stays without it.')}"


def practice_note(unit: Unit, exercise: Exercise, amount: int) -> str:
    """How much one practice is, and that it changes nothing."""
    if unit.is_timed:
        size = tr("{seconds} s", seconds=amount)
    else:
        size = reps(unit, amount)
    size = each_side(size, side_word(unit, exercise))
    return tr("{amount}. Kept as practice; it does not count for the plan.", amount=size)


def count_line(shown: int, of: int) -> str:
    """How many exercises the filters leave, as a screen reader says it."""
    return tr("{shown} of {all} exercises", shown=shown, all=of)
