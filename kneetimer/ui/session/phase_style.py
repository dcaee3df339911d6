"""The looks of a session's phases. Which phase has which, the session's view knows."""

from __future__ import annotations

import enum


class PhaseStyle(enum.Enum):
    """The phase as colour, word, shape and ring tell it."""

    READY = "ready"
    REPS = "reps"
    HOLD = "hold"
    REST = "rest"
    SIDE = "side"
    PAUSED = "paused"
    DONE = "done"
