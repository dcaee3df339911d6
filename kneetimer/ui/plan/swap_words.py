"""What the sheet says on which an exercise is swapped for another one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kneetimer.ui.exercises.words import listed
from kneetimer.ui.plan.words import weeks
from kneetimer.ui.text.dates import counted, sentence
from kneetimer.ui.text.times import time_of_day

CLOSE = "Close"
NOW = "In your plan now"
SCOPE = "Swap it for"
TODAY = "Today only"
STAYS = "What you did before stays as it was."
KEYS = "Arrow keys choose, Enter takes it."
KEEP = "Keep it"
NONE = "No other exercise here works these muscles. You can take it out of a plan of your own instead."
NO_KIT = "No kit"


def title(name: str) -> str:
    return f"Swap: {name}"


def found(number: int) -> str:
    return f"{sentence(counted(number, 'exercise'))} for the same muscles"


def from_today(first: int, last: int) -> str:
    return f"{weeks(first, last)}, from today"


def about(dose: str, muscles: Sequence[str]) -> str:
    return f"{dose}. {listed(muscles)}."


def kit(labels: Sequence[str], lacking: Sequence[str]) -> str:
    """What it needs, or what of that is not there."""
    if lacking:
        return f"{listed(lacking)}: not in your kit"
    return listed(labels) if labels else NO_KIT


def minutes(before: int, after: int) -> str:
    return f"{after} min" if before == after else f"{before} → {after} min"


def consequence(before: int, after: int, done: datetime, lacking: Sequence[str]) -> str:
    """What the swap does to the session, before it is taken."""
    goes = f"stays at {after}" if before == after else f"goes from {before} to {after}"
    said = f"The session {goes} min, done at {time_of_day(done)}."
    return f"You need: {listed(lacking)}. {said}" if lacking else said


def use(name: str) -> str:
    return f"Use {name}"


def swapped(old: str, new: str, *, today: bool) -> str:
    return f"{new} instead of {old}{', today only' if today else ' from today'}."
