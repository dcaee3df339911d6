"""The days of a week as values: what is on each, and what it is like for a session that moves. No Qt."""

from __future__ import annotations

import enum
from datetime import date

from kneetimer.core.late_dataclass import dataclass

SessionPlace = tuple[int, int]
"""A session by its week and its number."""


class MarkKind(enum.Enum):
    DONE = "done"  # a filled disc with a check
    PART = "part"  # half a disc: some of a session, not enough to count
    NEXT = "next"  # a box in vermilion: today
    PLANNED = "planned"  # a box: to come
    BONUS = "bonus"  # a dashed box: not asked for
    PROPOSED = "proposed"  # a box in the colour of rest: where it goes if the person rests today
    REST = "rest"  # a bed: today, as advised
    RUN = "run"  # two filled peaks
    RUN_PLANNED = "run-planned"  # two peaks in outline


@dataclass(frozen=True, slots=True)
class DayMark:
    """One session or run on a day: its words, and the short form where the days are narrow.

    `session` is that of one that can be moved to another day.
    """

    kind: MarkKind
    text: str
    short: str
    session: SessionPlace | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """A day: "Mon", "23", and "Today" where it is today, and its sessions and runs.

    `note` says why it is kept free, `spoken` all of it in words.
    """

    name: str
    number: str
    today: str = ""
    marks: tuple[DayMark, ...] = ()
    date: date | None = None
    note: str = ""
    spoken: str = ""

    @property
    def movable(self) -> SessionPlace | None:
        """The session of this day that can be moved."""
        return next((mark.session for mark in self.marks if mark.session is not None), None)


@dataclass(frozen=True, slots=True)
class DayPlace:
    """A day as the place for a session: what to say of it, and whether it is to be had."""

    words: str
    open: bool
