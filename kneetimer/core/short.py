"""Less than the whole session: short versions by a fixed rule, and its warm-up or cool-down alone.

The rule of a short session, applied step by step until it fits into its minutes, which it never
exceeds:

1. The finisher falls away.
2. The cool-down falls away.
3. Strength sets fall away one by one, from the exercise that has the most left and of those the
   last one, until each exercise has one set.
4. Exercises of the warm-up fall away, the last one first, until one is left.
5. Strength exercises fall away, the last one first, until one is left.

Lengths are those of the script itself, with the person's own rests and pace. Does not choose for
anybody; when a gentle session is advised, and what is in it, steering.py says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kneetimer.core.exercise import Exercise
from kneetimer.core.plan import Block, BlockKind, Dose, Plan
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import BOTH_ALIKE, Script, SessionKind, WeakerSides, build_script
from kneetimer.core.steering import gentle_script

MINUTES: Mapping[SessionKind, int] = {
    SessionKind.SHORT_20: 20,
    SessionKind.SHORT_15: 15,
    SessionKind.SHORT_10: 10,
}
_ALONE = {SessionKind.WARM_UP: BlockKind.WARM_UP, SessionKind.COOL_DOWN: BlockKind.COOL_DOWN}


def chosen_script(
    kind: SessionKind,
    plan: Plan,
    week: int,
    session: int,
    preferences: Preferences,
    exercises: Mapping[str, Exercise],
    *,
    sets_fewer: int = 0,
    weaker: WeakerSides = BOTH_ALIKE,
) -> Script | None:
    """The script of a session, or of what a person chose to do of it.

    None where the choice makes no sense: a week without a cool-down, a full session that is
    short enough as it is, or exercises so long that not even one set fits. Raises ValueError as
    build_script does.
    """
    if kind is not SessionKind.FULL:
        preferences = preferences.with_(extra_weaker_set=False)  # who has less time does no more
    full = build_script(plan, week, session, preferences, exercises, sets_fewer=sets_fewer, weaker=weaker)
    if kind is SessionKind.FULL:
        return full
    if kind is SessionKind.PRACTICE:
        return None  # it is no part of a session
    if kind is SessionKind.GENTLE:
        gentle = gentle_script(plan, week, preferences, exercises, weaker)
        return None if gentle is None else replace(gentle, session=session)
    blocks = _blocks_of(plan, week, preferences, sets_fewer)
    if kind in _ALONE:
        wanted = [tuple(block for block in blocks if block.kind is _ALONE[kind])]
    else:
        wanted = [] if full.length_ms <= MINUTES[kind] * 60_000 else list(_shorter(blocks))
    for kept in wanted:
        # The doses are those of this one week already, so nothing is taken from them again.
        kept_plan = replace(plan, blocks=kept)
        script = build_script(kept_plan, week, session, preferences, exercises, weaker=weaker)
        if script.steps and (kind in _ALONE or script.length_ms <= MINUTES[kind] * 60_000):
            left_out = strength_sets(full) - strength_sets(script)
            return replace(script, kind=kind, left_out=left_out)
    return None


def could_count(script: Script) -> bool:
    """True where a session that is done in full moves the plan on: see SessionRecord.counts."""
    if script.kind is SessionKind.FULL:
        return True
    here = strength_sets(script)
    return not script.gentle and here > 0 and here >= script.left_out


def strength_sets(script: Script) -> int:
    """How many strength sets a script has; one on both sides is two."""
    return sum(1 for step in script.steps if step.is_set and step.block is BlockKind.STRENGTH)


def _blocks_of(plan: Plan, week: int, preferences: Preferences, sets_fewer: int) -> tuple[Block, ...]:
    """The blocks of the full session, each with the doses of this week alone."""
    blocks = []
    for block in plan.blocks_of(week):
        if block.kind is BlockKind.FINISHER and not preferences.finisher:
            continue
        fewer = sets_fewer if block.kind is BlockKind.STRENGTH else 0
        doses = tuple(
            replace(
                dose,
                sets=max(1, dose.sets - fewer),
                amounts=(dose.amount(week - block.first_week),),
            )
            for dose in block.doses
        )
        blocks.append(Block(block.kind, week, week, doses))
    return tuple(blocks)


def _shorter(blocks: tuple[Block, ...]) -> Iterator[tuple[Block, ...]]:
    """Shorter and shorter sessions, by the rule in the module's first lines."""
    for kind in (BlockKind.FINISHER, BlockKind.COOL_DOWN):
        blocks = tuple(block for block in blocks if block.kind is not kind)
        yield blocks
    while (doses := _one_set_less(_doses(blocks, BlockKind.STRENGTH))) is not None:
        blocks = _with_doses(blocks, BlockKind.STRENGTH, doses)
        yield blocks
    for kind in (BlockKind.WARM_UP, BlockKind.STRENGTH):
        while len(doses := _doses(blocks, kind)) > 1:
            blocks = _with_doses(blocks, kind, doses[:-1])
            yield blocks


def _one_set_less(doses: tuple[Dose, ...]) -> tuple[Dose, ...] | None:
    most = max((dose.sets for dose in doses), default=0)
    if most <= 1:
        return None
    at = max(number for number, dose in enumerate(doses) if dose.sets == most)
    return (*doses[:at], replace(doses[at], sets=most - 1), *doses[at + 1 :])


def _doses(blocks: tuple[Block, ...], kind: BlockKind) -> tuple[Dose, ...]:
    return tuple(dose for block in blocks if block.kind is kind for dose in block.doses)


def _with_doses(blocks: tuple[Block, ...], kind: BlockKind, doses: tuple[Dose, ...]) -> tuple[Block, ...]:
    return tuple(replace(block, doses=doses) if block.kind is kind else block for block in blocks)
