"""When to look at a running session again: the next moment at which something is seen or heard to change.

Pure, and about the session's own time. Knows neither the speed of a rehearsal nor the time of day: what is
shown of that ("done at 19:30") follows within a second, because a session is looked at that often.
"""

from __future__ import annotations

from kneetimer.core import pacing
from kneetimer.core.player import State, Status, coming_cues
from kneetimer.core.script import StepKind

FRAME_MS = 42  # of a moving figure: 24 a second
SLOW_FRAME_MS = 100  # of rings that only empty
LONGEST_MS = 1000


def next_wake_ms(state: State, line_in_ms: int | None = None) -> int | None:
    """Session time from 1 to LONGEST_MS until the next change; None where time changes nothing.

    `line_in_ms` is when the narrator has something to say. Digits, words and sounds change exactly then;
    rings and figures move all the time and get their frames.
    """
    if state.gets_set:
        return None if state.waits_to_start else min(SLOW_FRAME_MS, _until_second(state.get_set_ms))
    if state.status is Status.COUNT_IN:
        return min(SLOW_FRAME_MS, _until_second(state.count_in_ms))
    if state.status is not Status.RUNNING:
        return None
    moments = [_until_second(state.session_remaining_ms)]
    if line_in_ms is not None:
        moments.append(max(1, line_in_ms))
    if state.in_overtime:
        moments.append(1000 - state.overtime_ms % 1000)
    elif not state.waits_for_done:
        moments += _changes_of_step(state)
    soonest = min(moments)
    sounds = coming_cues(state, soonest)
    return sounds[0][0] if sounds else soonest


def _changes_of_step(state: State) -> list[int]:
    """What changes in a step that time leads."""
    # Each part of a rep begins with a sound, and steps without reps are whole seconds long, so that what is
    # counted from their start changes with what is counted to their end.
    moments = [state.remaining_ms]
    if state.step.kind is StepKind.WORK:
        return [*moments, FRAME_MS]
    moments.append(_until_second(state.remaining_ms))
    if state.step.kind is StepKind.REST:
        return [*moments, pacing.until_dash_ms(state.remaining_ms, state.length_ms)]
    return [*moments, SLOW_FRAME_MS]


def _until_second(remaining_ms: int) -> int:
    """Time until a count that runs down shows its next second; a whole one where it has run out."""
    return remaining_ms % 1000 or 1000
