"""A step of a session in its easier form: fewer reps or seconds, slower, without what is put away.

Which exercises are eased, the person and the player say. How far the figure moves is the exercise's
`eased.range_percent`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from kneetimer.core import pacing
from kneetimer.core.exercise import Exercise, Unit
from kneetimer.core.script import Script, Step, StepKind


def easier_steps(script: Script, exercises: Mapping[str, Exercise]) -> tuple[Step, ...]:
    """Every step of a script in its easier form, for the player, who takes those that are wanted."""
    return tuple(eased_step(step, exercises[step.exercise]) for step in script.planned)


def begun_easier(script: Script, eased: Collection[str], exercises: Mapping[str, Exercise]) -> Script:
    """The script with some exercises in their easier form from the start."""
    planned = script.planned
    wanted = {step.exercise for step in planned} & set(eased)
    if not wanted:
        return replace(script, steps=planned, eased=(), full=())
    steps = tuple(
        eased_step(step, exercises[step.exercise]) if step.exercise in wanted else step for step in planned
    )
    return replace(script, steps=steps, eased=tuple(sorted(wanted)), full=planned)


def eased_step(step: Step, exercise: Exercise) -> Step:
    """The step in the easier form of its exercise; steps without work keep their length."""
    eased = exercise.eased
    way = exercise.eased_variant(step.variant)
    # A weight or a band that is put away is in nobody's hands any more.
    load = "" if way != step.variant or set(eased.without) & set(exercise.kit) else step.load
    step = replace(step, variant=way, load=load)
    if step.kind is StepKind.HOLD:
        return replace(step, length_ms=1000 * eased.amount(step.length_ms // 1000))
    if step.kind is not StepKind.WORK:
        return step
    assert step.reps is not None and step.tempo is not None
    # In turns, each leg has as many: 20 reps of 10 a leg become 14 of 7 a leg.
    legs = 2 if step.unit is Unit.REPS_ALTERNATING else 1
    reps = legs * eased.amount(step.reps // legs)
    tempo = eased.tempo(step.tempo)
    return replace(step, reps=reps, tempo=tempo, length_ms=pacing.set_ms(tempo, reps))
