"""A step of a session in its easier form: fewer reps or seconds, slower, without what is put away.

Changes no script: the player asks for the step that it runs. How far the figure moves is the exercise's
`eased.range_percent`.
"""

from __future__ import annotations

from dataclasses import replace

from kneetimer.core import pacing
from kneetimer.core.exercise import Exercise, Unit
from kneetimer.core.script import Step, StepKind


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
