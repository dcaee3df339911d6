"""Where the number of a dose in the coming session comes from: the plan, the knee, a break, or a choice.

Gives the reason as values; the sentence is the interface's. Decides nothing: it tells what outlook.py and
the plan have decided.
"""

from __future__ import annotations

import enum
from collections.abc import Collection

from kneetimer.core.exercise import Unit
from kneetimer.core.knee import Change, Verdict
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.outlook import Outlook
from kneetimer.core.plan import BlockKind, Dose
from kneetimer.core.plan_edit import DosePlace, dose_at, places_of, swaps_on
from kneetimer.core.record import SessionRecord, SetResult


class DoseWhy(enum.Enum):
    SWAPPED_TODAY = "swapped-today"
    FEWER_FOR_KNEE = "fewer-for-knee"
    FEWER_AFTER_BREAK = "fewer-after-break"
    CHOSEN = "chosen"
    HELD = "held"
    NEW = "new"  # no last time to compare with
    MORE_AFTER_ALL = "more-after-all"  # all of the last time was done
    MORE = "more"
    LESS = "less"  # than the last time, by the plan
    SAME = "same"


@dataclass(frozen=True, slots=True)
class DoseReason:
    """Why the coming session has `sets` of `amount` (reps, or seconds) of an exercise in its week.

    `last` is the amount of a set of the last time, `last_sets` how many there were, None where there was
    no last time. `verdict` is what the answers about the knee say, `days_away` how long nothing was done.
    """

    why: DoseWhy
    amount: int
    sets: int
    week: int
    last: int | None = None
    last_sets: int | None = None
    verdict: Verdict | None = None
    days_away: int | None = None


def reason_for(
    outlook: Outlook, place: DosePlace, last: SessionRecord | None, *, chosen: bool
) -> DoseReason | None:
    """Why the coming session has this much at a place; None where it has nothing there.

    `last` is the last session that counted for the plan; `chosen` says that a person changed the dose.
    """
    plan, due = outlook.plan_done, outlook.due
    blocks = plan.blocks_of(due.week)
    if not any((block.kind, block.first_week) == (place.block, place.first_week) for block in blocks):
        return None
    try:
        dose = dose_at(plan, place)
    except KeyError:
        return None
    amount = dose.amount(due.week - place.first_week)
    fewer = due.sets_fewer if place.block is BlockKind.STRENGTH else 0
    sets = max(1, dose.sets - fewer)
    found = _last_time(last, dose, place.block)
    before, before_sets, all_done = found or (None, None, False)
    why = _why(outlook, place, chosen=chosen, fewer=fewer > 0 and sets < dose.sets)
    if why is None:
        why = _compared((sets, amount), (before_sets, before), all_done=all_done)
    if why is DoseWhy.SAME and outlook.is_week_held:
        why = DoseWhy.HELD
    return DoseReason(why, amount, sets, due.week, before, before_sets, outlook.gate.plan, due.days_away)


def reasons_of(
    outlook: Outlook, last: SessionRecord | None, chosen: Collection[DosePlace]
) -> dict[int, DoseReason]:
    """Why the coming session has as much as it has, by the number of the exercise in its script."""
    doses = [
        place
        for block in outlook.plan_done.blocks_of(outlook.due.week)
        if block.kind is not BlockKind.FINISHER or outlook.preferences.finisher
        for place in places_of(block)
    ]
    found = {
        item: reason_for(outlook, place, last, chosen=place in chosen) for item, place in enumerate(doses)
    }
    return {item: reason for item, reason in found.items() if reason is not None}


def _why(outlook: Outlook, place: DosePlace, *, chosen: bool, fewer: bool) -> DoseWhy | None:
    """What goes before the plan's own weeks; None where nothing does."""
    if place in swaps_on(outlook.preferences, outlook.plan.id, outlook.today):
        return DoseWhy.SWAPPED_TODAY
    if fewer:
        by_knee = outlook.gate.plan.change not in (Change.GO_ON, Change.HOLD)
        return DoseWhy.FEWER_FOR_KNEE if by_knee else DoseWhy.FEWER_AFTER_BREAK
    return DoseWhy.CHOSEN if chosen else None


def _compared(now: tuple[int, int], last: tuple[int | None, int | None], *, all_done: bool) -> DoseWhy:
    last_sets, last_amount = last
    if last_sets is None or last_amount is None:
        return DoseWhy.NEW
    if now == (last_sets, last_amount):
        return DoseWhy.SAME
    if now[0] * now[1] < last_sets * last_amount:
        return DoseWhy.LESS
    return DoseWhy.MORE_AFTER_ALL if all_done else DoseWhy.MORE


def _last_time(last: SessionRecord | None, dose: Dose, block: BlockKind) -> tuple[int, int, bool] | None:
    """The amount of a set, how many sets, and whether all of them were done in full."""
    if last is None:
        return None
    steps = last.script.steps
    done = [
        result
        for result in last.sets
        if result.exercise == dose.exercise
        and result.block is block
        and steps[result.step].variant == dose.variant
    ]
    if not done:
        return None
    step = steps[done[0].step]
    sets = min(steps[result.step].sets for result in done)  # a set that one side had more is not the plan's
    amount = step.reps if step.reps is not None else step.length_ms // 1000
    if step.unit is Unit.REPS_ALTERNATING:
        amount //= 2
    asked = [result for result in done if result.set <= sets]
    return amount, sets, len({result.set for result in asked}) == sets and all(map(_full, asked))


def _full(result: SetResult) -> bool:
    if result.target_reps is not None:
        return (result.reps or 0) >= result.target_reps
    return result.ms >= (result.target_ms or 0)
