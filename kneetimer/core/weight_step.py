"""When a weight should grow: the one small step that the plan proposes, never more than a tenth in a week.

Proposes; what is taken is the person's. Whether the knee holds the plan, steering.py knows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from types import MappingProxyType

from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.outlook import Outlook
from kneetimer.core.record import SessionRecord, SetResult, SetState
from kneetimer.core.schedule import day_of
from kneetimer.core.script import Script
from kneetimer.core.weights import MOST_KG, kg_of, step_kg

WEEK = timedelta(days=7)
NO_STEPS: Mapping[str, float] = MappingProxyType({})
SESSIONS_READ = 8  # more than a week has of any plan


@dataclass(frozen=True, slots=True)
class Worked:
    """The sets of one exercise in one session, and its local day."""

    day: date
    sets: tuple[SetResult, ...]


def next_kg(load: str, past: Sequence[Worked], today: date, *, coming: int, held: bool) -> float | None:
    """The weight to propose for an exercise that is done with `load`; None where it stays as it is.

    `past` are the sessions that had the exercise, the newest first. It was done in full with this weight
    in the last two of them, and with no lighter one in the last seven days: so no week adds more than a
    tenth. `coming` is how many reps or ms the coming session asks for: where that is more than last time,
    one thing grows at a time. `held` says that the knee holds the plan, or that the exercise is eased.
    """
    kg = kg_of(load)
    step = None if kg is None else step_kg(kg)
    if kg is None or step is None or held or len(past) < 2:
        return None
    if not all(_in_full_with(worked, kg) for worked in past[:2]) or coming > _prescribed(past[0]):
        return None
    recent = [worked for worked in past if today - worked.day < WEEK]
    if any((kg_of(result.load) or 0.0) < kg for worked in recent for result in worked.sets):
        return None
    return min(kg + step, MOST_KG) if kg < MOST_KG else None


def _in_full_with(worked: Worked, kg: float) -> bool:
    whole = all(each.state is SetState.DONE and not each.eased for each in worked.sets)
    return bool(worked.sets) and whole and all((kg_of(each.load) or 0.0) >= kg for each in worked.sets)


def _prescribed(worked: Worked) -> int:
    return sum(each.target_ms or 0 if each.target_reps is None else each.target_reps for each in worked.sets)


def weight_steps(outlook: Outlook, script: Script, past: Sequence[SessionRecord]) -> dict[str, float]:
    """The weights in kg that the coming session proposes, by exercise; `past` has the newest first.

    Nothing for anybody whose plan is held or who begins again with fewer sets, and nothing for an exercise
    that hurt or is eased. Who watches neither knee is not held for want of an answer.
    """
    held = outlook.due.held or outlook.due.sets_fewer > 0
    loads = {step.exercise: step.load for step in script.planned if step.is_set and step.block.has_rests}
    found: Mapping[str, float | None] = {
        exercise: next_kg(
            load,
            [Worked(day_of(each), sets) for each in past if (sets := _sets_of(each, exercise))],
            outlook.today,
            coming=_asked_for(script, exercise),
            held=held or exercise in outlook.preferences.eased or any(_hurt(e, exercise) for e in past[:2]),
        )
        for exercise, load in loads.items()
    }
    return {exercise: kg for exercise, kg in found.items() if kg is not None}


def _sets_of(record: SessionRecord, exercise: str) -> tuple[SetResult, ...]:
    return tuple(each for each in record.sets if each.exercise == exercise and each.block.has_rests)


def _asked_for(script: Script, exercise: str) -> int:
    sets = [step for step in script.planned if step.is_set and step.exercise == exercise]
    return sum(step.length_ms if step.reps is None else step.reps for step in sets if step.block.has_rests)


def _hurt(record: SessionRecord, exercise: str) -> bool:
    return any(record.script.planned[hurt.step].exercise == exercise for hurt in record.hurts)
