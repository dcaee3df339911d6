"""Which sounds fall due in a step, and which one wins where several fall due at once.

Knows nothing of loudspeakers; devices/audio/sound.py plays what is named here.
"""

from __future__ import annotations

import enum

from kneetimer.core import pacing
from kneetimer.core.script import Script, Step, StepKind

COUNTDOWN_S = 3
HALF_WAY_FROM_MS = 20_000  # shorter holds are over before half-way is news
LATE_MS = 1_000  # a cue later than this says something that is no longer true


class Cue(enum.Enum):
    """The sounds, told apart by ear alone."""

    START = "start"
    END = "end"
    SIDE = "side"
    REST = "rest"
    COUNT = "count"
    HALF = "half"
    BEAT = "beat"
    TURN = "turn"


def entry_cue(script: Script, index: int) -> Cue | None:
    """The sound of entering step `index`; past the last step, the end of the session."""
    if index >= len(script.steps):
        return Cue.END
    kind = script.steps[index].kind
    if kind in (StepKind.WORK, StepKind.HOLD):
        return Cue.START
    if kind is StepKind.REST:
        return Cue.REST
    if kind is StepKind.SIDE:
        return Cue.SIDE
    after_a_set = index > 0 and script.steps[index - 1].is_set
    return Cue.END if after_a_set else None


def cues_within(
    step: Step, length_ms: int, after_ms: int, until_ms: int, *, counted: bool
) -> list[tuple[int, Cue]]:
    """The cues of a step in the half-open time (after_ms, until_ms], with their moments, in order.

    `length_ms` is the step's length with the rest that a person added. `counted` is False
    where the person counts the reps, which then have no beats. The entry cue is not among
    them, nor is anything at the very end: that moment belongs to the entry of the next step.
    """
    due: list[tuple[int, Cue]] = []
    last = min(until_ms, length_ms - 1)
    if step.kind is StepKind.WORK:
        if counted and step.tempo is not None:
            due.extend(_beats(step, after_ms, last))
        return due
    if step.kind is StepKind.HOLD and length_ms >= HALF_WAY_FROM_MS:
        due.append((length_ms // 2, Cue.HALF))
    due.extend((length_ms - 1000 * second, Cue.COUNT) for second in range(COUNTDOWN_S, 0, -1))
    return [(at, cue) for at, cue in due if after_ms < at <= last]


def _beats(step: Step, after_ms: int, last_ms: int) -> list[tuple[int, Cue]]:
    assert step.tempo is not None
    rep_ms = step.tempo.rep_ms
    due = []
    for rep in range(max(0, after_ms // rep_ms), last_ms // rep_ms + 1):
        for turn in pacing.turns(step.tempo):
            at = rep * rep_ms + turn
            if after_ms < at <= last_ms:
                due.append((at, Cue.BEAT if turn == 0 else Cue.TURN))
    return due
