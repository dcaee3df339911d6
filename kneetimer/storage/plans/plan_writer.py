"""Writes a plan as the TOML file that plan_file.py reads back as the same plan.

A person's choices are not part of a plan: where a rest was chosen, the plan simply has that rest.
"""

from __future__ import annotations

from collections.abc import Mapping

from kneetimer.core.exercise import Exercise
from kneetimer.core.plan import Block, BlockKind, Dose, Plan


def plan_text(plan: Plan, exercises: Mapping[str, Exercise]) -> str:
    """The plan as text, in the oldest version of the format that can hold it."""
    version = 2 if any(dose.tempo_ms for block in plan.blocks for dose in block.doses) else 1
    lines = [
        f"format = {version}",
        f"id = {_quoted(plan.id)}",
        f"name = {_quoted(plan.name)}",
        f"about = {_quoted(plan.about)}",
        f"weeks = {plan.weeks}",
        f"sessions_a_week = [{plan.sessions_least}, {plan.sessions_most}]",
        f"rest_exercises_s = {plan.rest_exercises_s}",
    ]
    for phase in plan.phases:
        lines += [
            "",
            "[[phases]]",
            f"name = {_quoted(phase.name)}",
            f"weeks = [{phase.first_week}, {phase.last_week}]",
            *([f"aim = {_quoted(phase.aim)}"] if phase.aim else []),
        ]
    for block in plan.blocks:
        lines += ["", *_block(block, exercises)]
    return "\n".join(lines) + "\n"


def _block(block: Block, exercises: Mapping[str, Exercise]) -> list[str]:
    doses = [f"  {_dose(dose, block.kind, exercises[dose.exercise])}," for dose in block.doses]
    return [
        "[[blocks]]",
        f"kind = {_quoted(block.kind.value)}",
        f"weeks = [{block.first_week}, {block.last_week}]",
        "doses = [",
        *doses,
        "]",
    ]


def _dose(dose: Dose, kind: BlockKind, exercise: Exercise) -> str:
    counted = "seconds" if exercise.unit_of(dose.variant).is_timed else "reps"
    amounts = ", ".join(str(amount) for amount in dose.amounts)
    fields = [f"exercise = {_quoted(dose.exercise)}"]
    if dose.variant is not None:
        fields.append(f"variant = {_quoted(dose.variant)}")
    fields += [
        f"sets = {dose.sets}",
        f"{counted} = {amounts if len(dose.amounts) == 1 else f'[{amounts}]'}",
    ]
    if kind.has_rests:
        fields.append(f"rest_s = {dose.rest_s}")
    if dose.load:
        fields.append(f"load = {_quoted(dose.load)}")
    if dose.tempo_ms is not None:
        fields.append(f"tempo_s = [{', '.join(f'{part / 1000:g}' for part in dose.tempo_ms)}]")
    return f"{{ {', '.join(fields)} }}"


def _quoted(text: str) -> str:
    """A basic string of TOML; plan texts are single lines without control characters."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
