"""What a person asks to change in the history, or to add to it, before it has a time and a place.

Changes nothing by itself: record.Edited and record.written_down say how it is stored.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from kneetimer.core.record import Answered, SetEdit

LONGEST_MINUTES = 24 * 60


@dataclass(frozen=True, slots=True)
class SessionEdit:
    """The sets of a session that were changed, and its answers where those were; else None."""

    session: str
    sets: tuple[SetEdit, ...]
    answers: Answered | None


@dataclass(frozen=True, slots=True)
class AddedSession:
    """A session that was done without the program, all of its sets in full.

    `started` is local time as it stood on the clock, without a zone. Raises ValueError for
    lengths of no or more than 1,440 minutes.
    """

    week: int
    session: int
    started: datetime
    minutes: int
    answers: Answered

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= LONGEST_MINUTES:
            raise ValueError(f"a session lasts from 1 to {LONGEST_MINUTES} minutes, not {self.minutes}")
