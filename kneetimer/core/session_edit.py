"""What a person changed in the history afterwards, or added to it, as values.

Changes nothing by itself: storage appends it to the happenings, so that the original stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SetEdit:
    """A set as it really was: `reps` is None for a hold, `ms` the time held (unchanged for reps)."""

    step: int
    reps: int | None
    ms: int

    def __post_init__(self) -> None:
        if self.ms < 0 or (self.reps is not None and self.reps < 0):
            raise ValueError("a set cannot have less than nothing")


@dataclass(frozen=True, slots=True)
class SessionEdit:
    """The changed sets of a session and its answers as they are now. None means not answered."""

    session: str
    sets: tuple[SetEdit, ...]
    effort: int | None
    pain: int | None
    note: str

    def __post_init__(self) -> None:
        _check_answers(self.effort, self.pain)


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
    effort: int | None
    pain: int | None
    note: str

    def __post_init__(self) -> None:
        if not 1 <= self.minutes <= 24 * 60:
            raise ValueError(f"a session lasts from 1 to 1,440 minutes, not {self.minutes}")
        _check_answers(self.effort, self.pain)


def _check_answers(effort: int | None, pain: int | None) -> None:
    for name, value in (("effort", effort), ("pain", pain)):
        if value is not None and not 0 <= value <= 10:
            raise ValueError(f"{name} must be from 0 to 10, not {value}")
