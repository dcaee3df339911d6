"""How the reps of a set and the side that works are named, wherever a sentence needs them."""

from __future__ import annotations

from kneetimer.core.exercise import Side, SideWord, Unit
from kneetimer.core.language import mark, tr, trn

SIDES_BEHIND = {
    (Side.LEFT, SideWord.LEG): mark("left leg"),
    (Side.RIGHT, SideWord.LEG): mark("right leg"),
    (Side.LEFT, SideWord.SIDE): mark("left side"),
    (Side.RIGHT, SideWord.SIDE): mark("right side"),
    (Side.LEFT, SideWord.DIRECTION): mark("to the left"),
    (Side.RIGHT, SideWord.DIRECTION): mark("to the right"),
}


def reps(unit: Unit, count: int) -> str:
    """ "15 reps", "12 swings", "10 steps"."""
    if unit is Unit.STEPS_PER_DIRECTION:
        return trn("{number} step", "{number} steps", count)
    if unit is Unit.SWINGS:
        return trn("{number} swing", "{number} swings", count)
    return trn("{number} rep", "{number} reps", count)


def side_behind(side: Side, word: SideWord) -> str:
    """The side as it stands behind a name: "left leg"."""
    return tr(SIDES_BEHIND[side, word])
