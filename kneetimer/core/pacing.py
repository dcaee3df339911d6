"""Where a rep is at a moment of its tempo: which part, how far through it, and the count.

The ring, the figure and the beats all ask here, so they cannot disagree.
"""

from __future__ import annotations

import enum

from kneetimer.core.exercise import Tempo
from kneetimer.core.late_dataclass import dataclass

REST_DASHES = 36


class RepPhase(enum.Enum):
    """The parts of a rep: first movement, held middle, second movement, pause before the next."""

    FIRST = "first"
    HOLD = "hold"
    SECOND = "second"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class RepMoment:
    """A part of a rep and how far through it, linear in time from 0 to 1."""

    phase: RepPhase
    fraction: float


def parts(tempo: Tempo) -> tuple[tuple[RepPhase, int], ...]:
    """The parts of a rep that take time, with their lengths in ms, in order."""
    lengths = (
        (RepPhase.FIRST, tempo.first_ms),
        (RepPhase.HOLD, tempo.hold_ms),
        (RepPhase.SECOND, tempo.second_ms),
        (RepPhase.PAUSE, tempo.pause_ms),
    )
    return tuple((phase, length) for phase, length in lengths if length > 0)


def rep_moment(tempo: Tempo, position_ms: int) -> RepMoment:
    """Where in its rep a set is after `position_ms` of tempo."""
    into = position_ms % tempo.rep_ms
    for phase, length in parts(tempo):
        if into < length:
            return RepMoment(phase, into / length)
        into -= length
    raise AssertionError("the parts of a rep add up to the rep")


def reps_completed(tempo: Tempo, position_ms: int) -> int:
    """A rep is complete once its movements are: the pause behind it takes nothing back."""
    return (position_ms + tempo.pause_ms) // tempo.rep_ms


def set_ms(tempo: Tempo, reps: int) -> int:
    """How long a set takes. Nobody waits after the last rep."""
    return max(0, reps * tempo.rep_ms - tempo.pause_ms)


def turns(tempo: Tempo) -> tuple[int, ...]:
    """The moments of a rep, in ms from its start, at which a part begins; the first is 0."""
    at = 0
    moments = []
    for _, length in parts(tempo):
        moments.append(at)
        at += length
    return tuple(moments)


def dashes_left(remaining_ms: int, length_ms: int) -> int:
    """Of the REST_DASHES that a rest is shown with, those that have not gone out."""
    # In whole numbers: a share of 12.000000000000002 would show one dash more than `until_dash_ms` knows of.
    return -(-remaining_ms * REST_DASHES // length_ms) if length_ms else 0


def until_dash_ms(remaining_ms: int, length_ms: int) -> int:
    """Time until the next dash of a rest goes out."""
    left = dashes_left(remaining_ms, length_ms)
    return remaining_ms - max(0, left - 1) * length_ms // REST_DASHES


def word(tempo: Tempo, phase: RepPhase) -> str:
    """What the part is called on screen; empty where the exercise has no word for it."""
    return {
        RepPhase.FIRST: tempo.first_word,
        RepPhase.HOLD: tempo.hold_word,
        RepPhase.SECOND: tempo.second_word,
        RepPhase.PAUSE: "",
    }[phase]
