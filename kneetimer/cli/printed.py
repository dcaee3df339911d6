"""Scripts and sessions as `kneetimer preview --json` and `kneetimer history --json` print them.

The shapes are documented in docs/command-line.md and stay stable. Prints nothing itself.
"""

from __future__ import annotations

from kneetimer.core.record import SessionRecord
from kneetimer.core.script import Script


def printed_script(script: Script) -> dict[str, object]:
    """What `kneetimer preview --json` prints; seconds are numbers, whole where they can be."""
    return {
        "plan": script.plan,
        "week": script.week,
        "session": script.session,
        "seconds": _seconds(script.length_ms),
        "steps": [
            {
                "kind": step.kind.value,
                "block": step.block.value,
                "exercise": step.exercise,
                "side": step.side.value if step.side else None,
                "set": step.set,
                "sets": step.sets,
                "reps": step.reps,
                "seconds": _seconds(step.length_ms),
            }
            for step in script.steps
        ],
    }


def printed_record(session: SessionRecord) -> dict[str, object]:
    """One session as `kneetimer history --json` prints it."""
    return {
        "id": session.id,
        "plan": session.script.plan,
        "week": session.script.week,
        "session": session.script.session,
        "state": session.state.value,
        "rehearsal": session.rehearsal,
        "started": session.started.isoformat(),
        "seconds": _seconds(session.active_ms),
        "effort": session.effort,
        "pain": session.pain,
        "note": session.note,
        "gentle": session.script.gentle,
        "kind": session.script.kind.value,
        "by_hand": session.by_hand,
        "edited": session.edited.isoformat() if session.edited else None,
        "sets": [
            {
                "exercise": result.exercise,
                "block": result.block.value,
                "side": result.side.value if result.side else None,
                "set": result.set,
                "target_reps": result.target_reps,
                "reps": result.reps,
                "target_seconds": None if result.target_ms is None else _seconds(result.target_ms),
                "seconds": _seconds(result.ms),
                "state": result.state.value,
                "load": result.load,
            }
            for result in session.sets
        ],
    }


def _seconds(ms: int) -> int | float:
    return ms // 1000 if ms % 1000 == 0 else ms / 1000
