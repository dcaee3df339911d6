"""What a person says about their knees, as values."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import datetime

from kneetimer.core.preferences import Knee


class CheckMoment(enum.Enum):
    """When the answer was given, seen from a session."""

    BEFORE = "before"
    DURING = "during"  # the worst while it lasted
    AFTER = "after"
    MORNING = "morning"  # the next morning, or later if the program was not opened


class Sign(enum.Enum):
    """What overrides every number: stop, and see somebody."""

    SHARP = "sharp"
    LOCKING = "locking"
    GIVING_WAY = "giving-way"
    SWELLING = "swelling"


@dataclass(frozen=True, slots=True)
class KneeCheck:
    """One answer. `level` is 0 to 10; `session` is the id of the session it is about, if any.

    `at` is an aware local time. Raises ValueError for a level outside of the scale.
    """

    id: str
    at: datetime
    moment: CheckMoment
    level: int
    knee: Knee | None = None
    session: str | None = None
    signs: tuple[Sign, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.level <= 10:
            raise ValueError(f"knee pain must be from 0 to 10, not {self.level}")
