"""Reads plans from TOML files, those that come with the program and those that people write.

Does not decide which plan is followed, and does not turn a plan into a session (core/script.py).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from importlib import resources
from importlib.resources.abc import Traversable

from kneetimer.core.exercise import Exercise
from kneetimer.core.language import tr
from kneetimer.core.plan import Block, BlockKind, Dose, Phase, Plan
from kneetimer.core.plan_edit import LEAST_REP_MS
from kneetimer.core.plan_shape import MOST_DOSES
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_words import PLAN_WORDS
from kneetimer.storage.plans.toml_field import nearest, plain_word
from kneetimer.storage.plans.toml_file import Source
from kneetimer.storage.plans.toml_table import Table, read_table
from kneetimer.storage.plans.toml_text import FileProblem, shown
from kneetimer.storage.plans.translated import read_built_in

FORMAT = 2
MOST_WEEKS = 26
MOST_TEMPO_S = 10

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KINDS = tuple(kind.value for kind in BlockKind)
_SUFFIX = ".toml"


def plan_ids() -> tuple[str, ...]:
    """The ids of the plans that come with the program, in alphabetical order."""
    names = (entry.name for entry in _folder().iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))


def load_plan(plan_id: str) -> Plan:
    """A plan that comes with the program. Raises FileProblem where there is none of that id."""
    known = plan_ids()
    if plan_id not in known:
        there, meant = shown(plan_id, 40), nearest(plan_id, known)
        rule = tr("there is no plan “{plan}”", plan=there)
        if meant:
            rule = tr("there is no plan “{plan}”; did you mean “{near}”?", plan=there, near=meant)
        raise FileProblem(tr("the plans"), "", rule)
    return read_built_in("plans", plan_id, lambda table: read_plan(table, load_exercises()))


def read_plan(source: Source | Table, exercises: Mapping[str, Exercise], file: str = "") -> Plan:
    """A plan from a path, a packaged resource, or the text itself, checked against `exercises`.

    `file` is the name for messages where the source has none. Raises FileProblem naming the
    file, the place and the rule; it never returns a plan that breaks one.
    """
    table = read_table(source, file, PLAN_WORDS)
    table.check_format(FORMAT)
    if "doses" in table:
        raise table.problem(
            "doses", tr("doses belong to a block; write [[blocks.doses]] below its [[blocks]]")
        )
    table.only(
        "format", "id", "name", "about", "weeks", "sessions_a_week", "rest_exercises_s", "phases", "blocks"
    )
    weeks = table.whole("weeks", 1, MOST_WEEKS)
    sessions_least, sessions_most = _first_and_last(table, "sessions_a_week", 7)
    return Plan(
        id=_plan_id(table),
        name=table.text("name", 60),
        about=table.text("about", 300),
        weeks=weeks,
        sessions_least=sessions_least,
        sessions_most=sessions_most,
        rest_exercises_s=table.whole("rest_exercises_s", 0, 300),
        phases=_phases(table, weeks),
        blocks=_blocks(table, weeks, exercises, table.whole("format", 1, FORMAT)),
    )


def _folder() -> Traversable:
    return resources.files("kneetimer.resources") / "plans"


def _plan_id(table: Table) -> str:
    plan_id = table.text("id", 40)
    if not _ID.fullmatch(plan_id):
        instead = re.sub(r"[^a-z0-9]+", "-", plain_word(plan_id)).strip("-") or "my-plan"
        rule = tr(
            "must be small letters and digits joined by hyphens, not “{there}”; for example {sample}",
            there=shown(plan_id, 40),
            sample=f'id = "{instead}"',
        )
        raise table.problem("id", rule)
    return plan_id


def _first_and_last(table: Table, key: str, most: int) -> tuple[int, int]:
    first, last = table.wholes(key, 1, most, counts=(2,))
    if first > last:
        rule = tr(
            "must go upwards, not from {first} to {last}; write {instead}",
            first=first,
            last=last,
            instead=f"{key} = [{last}, {first}]",
        )
        raise table.problem(key, rule)
    return first, last


def _phases(table: Table, weeks: int) -> tuple[Phase, ...]:
    phases: list[Phase] = []
    expected = 1
    for entry in table.tables("phases", 1, MOST_WEEKS):
        entry.only("name", "weeks", "aim")
        first, last = _first_and_last(entry, "weeks", weeks)
        if first != expected:
            rule = tr(
                "must begin with week {week}, not with week {other}; for example {sample}",
                week=expected,
                other=first,
                sample=f"weeks = [{expected}, {max(expected, last)}]",
            )
            raise entry.problem("weeks", rule)
        phases.append(Phase(entry.text("name", 30), first, last, entry.text("aim", 120, default="")))
        expected = last + 1
    if expected <= weeks:
        rule = tr(
            "no phase has week {week}; the last one must end with the plan: {sample}",
            week=expected,
            sample=f"weeks = [{first}, {weeks}]",
        )
        raise table.problem("phases", rule)
    return tuple(phases)


def _blocks(table: Table, weeks: int, exercises: Mapping[str, Exercise], version: int) -> tuple[Block, ...]:
    blocks: list[Block] = []
    taken: set[tuple[BlockKind, int]] = set()
    for entry in table.tables("blocks", 1, 4 * MOST_WEEKS):
        entry.only("kind", "weeks", "doses")
        kind = BlockKind(entry.one_of("kind", _KINDS))
        first, last = _first_and_last(entry, "weeks", weeks)
        for week in range(first, last + 1):
            if (kind, week) in taken:
                rule = tr(
                    "week {week} has a {kind} block already; put the doses of both into one block",
                    week=week,
                    kind=kind.value,
                )
                raise entry.problem("weeks", rule)
            taken.add((kind, week))
        doses = tuple(
            _dose(dose, kind, last - first + 1, exercises, version)
            for dose in entry.tables("doses", 1, MOST_DOSES)
        )
        blocks.append(Block(kind, first, last, doses))
    for week in range(1, weeks + 1):
        if (BlockKind.STRENGTH, week) not in taken:
            rule = tr(
                "no strength block has week {week}, and every week needs one; write a block with "
                "{kind} and {weeks}",
                week=week,
                kind='kind = "strength"',
                weeks=f"weeks = [{week}, {week}]",
            )
            raise table.problem("blocks", rule)
    return tuple(blocks)


def _dose(table: Table, kind: BlockKind, weeks: int, exercises: Mapping[str, Exercise], version: int) -> Dose:
    if version < 2 and "tempo_s" in table:
        rule = tr("this needs version 2 of the format; write format = 2 in the first line")
        raise table.problem("tempo_s", rule)
    table.only("exercise", "variant", "sets", "reps", "seconds", "rest_s", "load", "tempo_s")
    titles = {exercise.name.casefold(): exercise.id for exercise in exercises.values()}
    exercise = exercises[table.one_of("exercise", exercises.keys(), titles)]
    variant = _variant(table, exercise)
    timed = exercise.unit_of(variant).is_timed
    wanted, other = ("seconds", "reps") if timed else ("reps", "seconds")
    if other in table:
        rule = tr(
            "“{exercise}” is counted in {wanted}; write {wanted} instead of {written}, for example {sample}",
            exercise=exercise.id,
            wanted=wanted,
            written=table.written(other),
            sample=f"{wanted} = {30 if timed else 12}",
        )
        raise table.problem(other, rule)
    counts: Sequence[int] = (1, weeks)
    return Dose(
        exercise=exercise.id,
        sets=table.whole("sets", 1, 10),
        amounts=table.wholes(wanted, 5 if timed else 1, 600 if timed else 200, counts=counts),
        rest_s=_rest(table, kind),
        variant=variant,
        load=table.text("load", 30, default=""),
        tempo_ms=_tempo(table, exercise),
    )


def _variant(table: Table, exercise: Exercise) -> str | None:
    if "variant" not in table:
        return None
    return table.one_of("variant", [variant.id for variant in exercise.variants])


def _tempo(table: Table, exercise: Exercise) -> tuple[int, int, int] | None:
    if "tempo_s" not in table:
        return None
    if exercise.tempo is None:
        raise table.problem(
            "tempo_s", tr("“{exercise}” is held and has no tempo; take it out", exercise=exercise.id)
        )
    first_ms, hold_ms, second_ms = table.milliseconds_each("tempo_s", MOST_TEMPO_S, count=3)
    if first_ms + hold_ms + second_ms < LEAST_REP_MS:
        rule = tr(
            "a rep must last at least {seconds} s; for example tempo_s = [2, 0, 2]",
            seconds=LEAST_REP_MS / 1000,
        )
        raise table.problem("tempo_s", rule)
    return first_ms, hold_ms, second_ms


def _rest(table: Table, kind: BlockKind) -> int:
    if kind.has_rests:
        return table.whole("rest_s", 0, 300)
    if "rest_s" in table:
        rule = tr(
            "a {kind} block has no rests; take {written} out",
            kind=kind.value,
            written=table.written("rest_s"),
        )
        raise table.problem("rest_s", rule)
    return 0
