"""Which side a person does less with, by exercise and over all, for who wants to begin with it.

Goes by what was really done in the last sessions. Describes no body and promises nothing; which side comes
first, script.py says.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from kneetimer.core.exercise import Side
from kneetimer.core.plan import BlockKind
from kneetimer.core.preferences import WEAKER, Preferences
from kneetimer.core.record import SessionRecord, SessionState, SetResult
from kneetimer.core.schedule import Past
from kneetimer.core.script import WeakerSides

COMPARED = 6  # sessions; what is further back is no longer how it is
LEAST_SESSIONS = 2
LESS_PERCENT = 10  # as in the sentence of Progress


def asks_for_weaker(preferences: Preferences) -> bool:
    """True where somebody wants to know: the sets of the last sessions are read for nobody else."""
    return preferences.start_side == WEAKER or preferences.extra_weaker_set


def to_compare(past: Sequence[Past]) -> tuple[Past, ...]:
    """The last sessions of which the sides are compared, oldest first. `past` may be in any order.

    A gentle session and a practice say nothing: nobody went to the end of what they could.
    """
    done = [
        each
        for each in past
        if each.state in (SessionState.FINISHED, SessionState.PARTIAL)
        and each.worked
        and not (each.rehearsal or each.removed or each.is_practice or each.script.gentle)
    ]
    return tuple(sorted(done, key=lambda each: each.started)[-COMPARED:])


def weaker_sides(records: Iterable[SessionRecord]) -> WeakerSides:
    """What the sets of some sessions say of the two sides.

    A side is weaker where it did at least a tenth less of the same sets, over two sessions or more. A set
    that only one side had, as one more for the weaker, is left out: it would make that one the stronger.
    """
    done: dict[str, dict[Side, int]] = {}
    sessions: dict[str, int] = {}
    for record in records:
        pairs = list(_pairs(record))
        for exercise in {left.exercise for left, _ in pairs}:
            sessions[exercise] = sessions.get(exercise, 0) + 1
        for left, right in pairs:
            sums = done.setdefault(left.exercise, {Side.LEFT: 0, Side.RIGHT: 0})
            # In thousandths of the plan's dose, so that reps and seconds can be added up over all.
            sums[Side.LEFT] += round(1000 * left.share)
            sums[Side.RIGHT] += round(1000 * right.share)
    known = {each: side for each, sums in done.items() if (side := _weaker(sums, sessions[each])) is not None}
    both = {side: sum(sums[side] for sums in done.values()) for side in Side}
    return WeakerSides(MappingProxyType(known), _weaker(both, max(sessions.values(), default=0)))


def _pairs(record: SessionRecord) -> Iterable[tuple[SetResult, SetResult]]:
    """The strength sets that both sides had, left and right. Stretches are held alike and say nothing."""
    found: dict[tuple[int, int], dict[Side, SetResult]] = {}
    for result in record.sets:
        if result.side is not None and result.block is BlockKind.STRENGTH:
            place = (record.script.planned[result.step].item, result.set)
            found.setdefault(place, {})[result.side] = result
    return ((sides[Side.LEFT], sides[Side.RIGHT]) for sides in found.values() if len(sides) == len(Side))


def _weaker(done: Mapping[Side, int], sessions: int) -> Side | None:
    less = min(done, key=lambda side: done[side])
    clearly = 100 * done[less] <= (100 - LESS_PERCENT) * done[less.other]
    return less if sessions >= LEAST_SESSIONS and clearly and done[less.other] else None
