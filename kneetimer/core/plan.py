"""What a plan prescribes: weeks, phases, blocks and doses.

Knows nothing of a person's settings; script.py joins the two.
"""

from __future__ import annotations

import enum
from datetime import datetime

from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass


class BlockKind(enum.Enum):
    """The four parts of a session, in the order in which they are done."""

    WARM_UP = "warm-up"
    STRENGTH = "strength"
    FINISHER = "finisher"
    COOL_DOWN = "cool-down"

    @property
    def has_rests(self) -> bool:
        """Warm-up and cool-down go from one exercise to the next with a get-ready only."""
        return self in (BlockKind.STRENGTH, BlockKind.FINISHER)


@dataclass(frozen=True, slots=True)
class Dose:
    """What one block asks of one exercise.

    `amounts` holds one number for the whole block, or one a week of the block: reps (of one
    side where the exercise has sides) or seconds, as the exercise's unit says.
    `rest_s` is the plan's rest between its sets; `load` is a short word such as "light band".
    `tempo_ms` replaces the first movement, the hold and the second movement of the exercise's
    own tempo. `rest_chosen` is true where a person chose the rest at this very place, so that
    no other choice of theirs goes before it. `stands_for` names the exercise of the plan in
    whose place this one is done.
    """

    exercise: str
    sets: int
    amounts: tuple[int, ...]
    rest_s: int
    variant: str | None = None
    load: str = ""
    tempo_ms: tuple[int, int, int] | None = None
    rest_chosen: bool = False
    stands_for: str | None = None

    def amount(self, week_of_block: int) -> int:
        """Reps or seconds in the week of the block, counted from 0."""
        return self.amounts[min(week_of_block, len(self.amounts) - 1)]


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the session, the same in the weeks `first_week` to `last_week`."""

    kind: BlockKind
    first_week: int
    last_week: int
    doses: tuple[Dose, ...]


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of weeks with a name; its blocks are those whose weeks cover it. `aim` is what it is for."""

    name: str
    first_week: int
    last_week: int
    aim: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan of some weeks. `rest_exercises_s` is the rest between two exercises.

    `since` is when a person began it anew: what they did of it before belongs to an earlier round.
    """

    id: str
    name: str
    about: str
    weeks: int
    sessions_least: int
    sessions_most: int
    rest_exercises_s: int
    phases: tuple[Phase, ...]
    blocks: tuple[Block, ...]
    since: datetime | None = None

    def phase(self, week: int) -> Phase:
        """The phase that a week belongs to. Raises ValueError outside of the plan."""
        for phase in self.phases:
            if phase.first_week <= week <= phase.last_week:
                return phase
        raise ValueError(
            tr("{plan} has weeks 1 to {most}, not {week}", plan=self.name, most=self.weeks, week=week)
        )

    def blocks_of(self, week: int) -> tuple[Block, ...]:
        """The blocks of a week's sessions, in the order in which they are done."""
        found = [b for b in self.blocks if b.first_week <= week <= b.last_week]
        return tuple(sorted(found, key=lambda block: list(BlockKind).index(block.kind)))
