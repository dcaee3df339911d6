"""The events of a session that was done elsewhere, as if it had been led.

Which session it was and what was done of it, the person says. Stores nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from kneetimer.core.record import (
    Answered,
    Began,
    Ended,
    SessionEvent,
    SetEnded,
    SetResult,
    result_of,
    state_at_the_end,
    state_of_set,
)
from kneetimer.core.script import Script, StepKind


def written_down(
    script: Script,
    started: datetime,
    zone: str,
    active_ms: int,
    answers: Answered,
    amounts: Mapping[int, int] | None = None,
) -> list[SessionEvent]:
    """The events of a session that was done elsewhere.

    `amounts` are reps or milliseconds by step; a set that is not in it was done as prescribed.
    The session is finished or partial as one that was led to its last step. Raises ValueError
    for a step that is not a set.
    """
    given = dict(amounts or {})
    events: list[SessionEvent] = [Began(script, False, started, zone, True, by_hand=True)]
    results: list[SetResult | None] = [None] * len(script.steps)
    for index, step in enumerate(script.steps):
        if not step.is_set:
            continue
        hold = step.kind is StepKind.HOLD
        amount = given.pop(index, step.length_ms if hold else step.reps or 0)
        reps, ms = (None, amount) if hold else (amount, 0)
        state = state_of_set(step, reps, ms)
        events.append(SetEnded(index, reps, ms, state))
        results[index] = result_of(index, step, reps, ms, state)
    if given:
        raise ValueError(f"step {min(given)} is not a set")
    events.append(Ended(state_at_the_end(script, results), active_ms))
    events.append(answers)
    return events
