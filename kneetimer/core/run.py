"""A run, as far as strength sessions care: its day and how hard it was. Has no route and no pace."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date


class RunKind(enum.Enum):
    EASY = "easy"
    HARD = "hard"
    LONG = "long"


@dataclass(frozen=True, slots=True)
class Run:
    """One run on a local date."""

    day: date
    kind: RunKind
