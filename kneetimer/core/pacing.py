"""Where a rep stands at a moment. Does not measure time."""

import enum
from dataclasses import dataclass


class RepPhase(enum.Enum):
    """The parts of one rep, in the order in which they pass."""

    FIRST = "first"
    HOLD = "hold"
    SECOND = "second"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class RepMoment:
    """A phase of the rep and the fraction of it that has passed, 0 to 1, linear in time."""

    phase: RepPhase
    fraction: float
