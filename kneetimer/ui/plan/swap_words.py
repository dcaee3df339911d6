"""What the sheet says on which an exercise is swapped for another one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kneetimer.core.language import mark, tr, trn
from kneetimer.ui.exercises.words import listed
from kneetimer.ui.plan.words import weeks
from kneetimer.ui.text.dates import opening_number
from kneetimer.ui.text.times import time_of_day

CLOSE = mark("Close")
NOW = mark("In your plan now")
SCOPE = mark("Swap it for")
TODAY = mark("Today only")
STAYS = mark("What you did before stays as it was.")
KEYS = mark("Arrow keys choose, Enter takes it.")
KEEP = mark("Keep it")
NONE = mark("No other exercise here works these muscles. You can take it out of a plan of your own instead.")
NO_KIT = mark("No kit")


def title(name: str) -> str:
    return tr("Swap: {exercise}", exercise=name)


def found(number: int) -> str:
    return trn(
        "{number} exercise for the same muscles",
        "{number} exercises for the same muscles",
        number,
        number=opening_number(number),
    )


def from_today(first: int, last: int) -> str:
    return tr("{weeks}, from today", weeks=weeks(first, last))


def about(dose: str, muscles: Sequence[str]) -> str:
    return tr("{dose}. {muscles}.", dose=dose, muscles=listed(muscles))


def kit(labels: Sequence[str], lacking: Sequence[str]) -> str:
    """What it needs, or what of that is not there."""
    if lacking:
        return tr("{kit}: not in your kit", kit=listed(lacking))
    return listed(labels) if labels else tr(NO_KIT)


def minutes(before: int, after: int) -> str:
    if before == after:
        return tr("{minutes} min", minutes=after)
    return tr("{before} → {after} min", before=before, after=after)


def consequence(before: int, after: int, done: datetime, lacking: Sequence[str]) -> str:
    """What the swap does to the session, before it is taken."""
    end = time_of_day(done)
    if before == after:
        said = tr("The session stays at {minutes} min, done at {time}.", minutes=after, time=end)
    else:
        said = tr(
            "The session goes from {before} to {after} min, done at {time}.",
            before=before,
            after=after,
            time=end,
        )
    return f"{tr('You need: {kit}.', kit=listed(lacking))} {said}" if lacking else said


def use(name: str) -> str:
    return tr("Use {exercise}", exercise=name)


def swapped(old: str, new: str, *, today: bool) -> str:
    if today:
        return tr("{exercise} instead of {replaced}, today only.", exercise=new, replaced=old)
    return tr("{exercise} instead of {replaced} from today.", exercise=new, replaced=old)
