"""One session of the history summed up: what was done of what was prescribed, by part and side.

Looks at single sessions; progress.py adds them up by weeks.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from datetime import date

from kneetimer.core.exercise import Side
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import BlockKind
from kneetimer.core.record import SessionRecord, SessionState, SetResult
from kneetimer.core.schedule import day_of
from kneetimer.core.summary import PastSession
from kneetimer.core.weights import kg_of


class Part(enum.Enum):
    """The parts that are summed apart: warm-up reps are no strength reps, and practice is no dose."""

    WARM_UP = "warm-up"
    STRENGTH = "strength"  # with the finisher
    COOL_DOWN = "cool-down"
    PRACTICE = "practice"  # an exercise by itself, which no plan asked for


_WORK = (Part.STRENGTH, Part.PRACTICE)
_PARTS: Mapping[BlockKind, Part] = {
    BlockKind.WARM_UP: Part.WARM_UP,
    BlockKind.STRENGTH: Part.STRENGTH,
    BlockKind.FINISHER: Part.STRENGTH,
    BlockKind.COOL_DOWN: Part.COOL_DOWN,
}


@dataclass(frozen=True, slots=True)
class DoseSum:
    """What was done and what was prescribed of one exercise on one side, in one part of a session."""

    part: Part
    exercise: str
    side: Side | None
    timed: bool
    done: int  # reps, or milliseconds where it is timed
    target: int
    longest_ms: int = 0
    longest_target_ms: int = 0
    heaviest_kg: float = 0.0  # of the sets that something was done of


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """One kept session, summed up.

    `reps` are strength reps, or those practised; `held_ms` is every hold together.
    """

    record: SessionRecord
    day: date
    counts: bool
    partial: bool
    trained: bool
    reps: int
    held_ms: int
    doses: tuple[DoseSum, ...]

    @property
    def load(self) -> float | None:
        """Effort times minutes; None where the effort was not rated."""
        effort = self.record.effort
        return None if effort is None else effort * self.record.active_ms / 60_000


def is_kept(record: PastSession) -> bool:
    """True for what the history shows: a session that was finished, or left and kept, and not deleted."""
    over = record.state in (SessionState.FINISHED, SessionState.PARTIAL)
    return over and not record.rehearsal and not record.removed


def facts_of(record: SessionRecord) -> SessionFacts:
    """One session summed up by part, exercise and side."""
    # By plain numbers: hashing a pair of enums for each of 60,000 sets takes longer than all the rest.
    grouped: dict[int, list[SetResult]] = {}
    steps = record.script.steps
    for result in record.sets:
        side = result.side
        key = 3 * steps[result.step].item + (0 if side is None else 1 if side is Side.LEFT else 2)
        group = grouped.get(key)
        if group is None:
            grouped[key] = [result]
        else:
            group.append(result)
    practised = record.is_practice
    doses = tuple(_sum_of(results, practised) for results in grouped.values())
    partial = record.state is SessionState.PARTIAL
    return SessionFacts(
        record=record,
        day=day_of(record),
        counts=record.counts(),
        partial=partial,
        trained=not partial or any(dose.done > 0 for dose in doses),
        reps=sum(dose.done for dose in doses if dose.part in _WORK and not dose.timed),
        held_ms=sum(dose.done for dose in doses if dose.timed),
        doses=doses,
    )


def _sum_of(results: Sequence[SetResult], practised: bool) -> DoseSum:
    first = results[0]
    part = Part.PRACTICE if practised else _PARTS[first.block]
    timed = first.target_reps is None
    if timed:
        return DoseSum(
            part,
            first.exercise,
            first.side,
            True,
            sum(result.ms for result in results),
            sum(result.target_ms or 0 for result in results),
            max(result.ms for result in results),
            max(result.target_ms or 0 for result in results),
            _heaviest(results),
        )
    return DoseSum(
        part,
        first.exercise,
        first.side,
        False,
        sum(result.reps or 0 for result in results),
        sum(result.target_reps or 0 for result in results),
        heaviest_kg=_heaviest(results),
    )


def _heaviest(results: Sequence[SetResult]) -> float:
    lifted = (kg_of(result.load) or 0.0 for result in results if result.load and result.share)
    return max(lifted, default=0.0)
