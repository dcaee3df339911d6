"""What the Exercises page says."""

from __future__ import annotations

from collections.abc import Sequence

from kneetimer.core.exercise import Exercise, Unit
from kneetimer.ui.text.lists import or_list
from kneetimer.ui.text.names import within
from kneetimer.ui.today.words import dose_note

TITLE = "Exercises"
SEARCH = "Search"
SEARCH_NAME = "Search the exercises"
MUSCLE = "Muscle"
KIT = "Kit"
PLAN = "Plan"
ANY_MUSCLE = "All muscles"
ANY_KIT = "All kit"
ANY_PLAN = "All plans"
AT_HAND = "Only what I have"
NOTHING_FOUND = "Nothing found"
NOTHING_HELP = "No exercise fits your search and filters together."
SHOW_ALL = "Show all exercises"
BACK = "All exercises"
GRID = "Exercises"
MOVEMENT = "Movement"
PAUSE = "Pause"
PLAY = "Play"
SIDE = "Working side"
SIDES = ("Left", "Right")
VIEW = "Seen from"
VIEWS = ("Side", "Front")
WAY = "Way to do it"
PLAIN_WAY = "As in the plan"
WAYS_TITLE = "Ways to do it"
STEPS_TITLE = "Step by step"
STOP_TITLE = "When to stop"
RUNNING_TITLE = "For running"
KIT_TITLE = "What you need"
LOAD_TITLE = "What you do it with"
WEIGHT = "Weight"
BAND = "Band"
LOADS_TITLE = "Weights and bands"
LOADS_HELP = "What you do your next session with. It is kept with each set; your warm-up stays without it."
LOADS_DONE = "Done"
NO_KIT = "No kit. A bit of floor is enough."
I_HAVE_NOT = "I do not have this"
I_HAVE = "I have this"
PRACTISE = "Practise one set"
PLAIN_INSTEAD = "In your plan: without the kit that you do not have."
NOTHING_REPLACES = "It stays in your plan: no other exercise for these muscles fits the kit that you have."


def listed(parts: Sequence[str]) -> str:
    """ "Quads, glutes"."""
    return ", ".join([*parts[:1], *map(within, parts[1:])])


def lacking(kit: Sequence[str]) -> str:
    """What of its kit is missing, on the tile."""
    return f"No {or_list([each.lower() for each in kit])}" if kit else ""


def kit_note(missing: bool) -> str:
    return "you do not have this" if missing else ""


def kit_button_name(label: str, *, missing: bool) -> str:
    """What a screen reader says of the button beside a piece of kit."""
    return f"{I_HAVE if missing else I_HAVE_NOT}: {label.lower()}"


def replaced_by(name: str) -> str:
    return f"In your plan you do {within(name)} instead."


def instead_of(name: str) -> str:
    """The note beside an exercise that stands in for another one."""
    return f"instead of {within(name)}"


def weight_of(name: str) -> str:
    """What the weight of an exercise is called, where others stand beside it by its name."""
    return f"{WEIGHT}: {name}" if name else WEIGHT


def band_of(name: str) -> str:
    return f"{BAND}: {name}" if name else BAND


def as_the_plan_says(load: str) -> str:
    """The choice of a band that leaves it to the plan: "As planned (light band)"."""
    return f"As planned ({load})" if load else "As planned"


def take_step(load: str) -> str:
    return f"Use {load}"


def load_note(step: str) -> str:
    """What the choice is for, and why a step is offered."""
    if step:
        return f"You did all sets twice: {step} is the next step. Your knee and your form decide."
    return "Kept with each set. Your warm-up stays without it."


def practice_note(unit: Unit, exercise: Exercise, amount: int) -> str:
    """How much one practice is, and that it changes nothing."""
    counted = {Unit.STEPS_PER_DIRECTION: "steps", Unit.SWINGS: "swings"}.get(unit, "reps")
    size = f"{amount} s" if unit.is_timed else f"{amount} {counted}"
    each = dose_note(unit, exercise, "")
    size = " ".join(part for part in (size, each) if part)
    return f"{size}. Kept as practice; it does not count for the plan."


def count_line(shown: int, of: int) -> str:
    """How many exercises the filters leave, as a screen reader says it."""
    return f"{shown} of {of} exercises"
