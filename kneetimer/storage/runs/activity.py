"""What the reader of a format hands over: the activities of a file as it tells them. Judges nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from kneetimer.core.language import Sentence, mark, tr, trn

DAMAGED = mark("{file} is cut short or damaged.")
TOO_MUCH = mark("{file} has more in it than any run.")

KeepOn = Callable[[float], None]
"""Called now and then with the share that is read, 0 to 1. Raises StoppedError where nobody waits."""


@dataclass(frozen=True, slots=True)
class RecordedPause:
    """A time in which nobody moved: seconds after the start, and its length in seconds."""

    after_s: float
    length_s: float


@dataclass(frozen=True, slots=True)
class Activity:
    """One activity before it is judged. `kind` is what its file calls it, "" where it says nothing.

    `elapsed_s` is from start to end, `moving_s` without the pauses. `best_m_s` is the average speed of its
    best 20 minutes of moving, None without points; `fast_share` is how much of the time it moved faster
    than anybody runs. `offset` is that of the place from UTC, where the file tells.
    """

    kind: str
    started: datetime
    elapsed_s: float
    moving_s: float
    distance_m: float | None
    best_m_s: float | None = None
    fast_share: float = 0.0
    pauses: tuple[RecordedPause, ...] = ()
    title: str = ""
    offset: timedelta | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something in a file that is no run: what it is, and why it is none, as a sentence."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a file tells. `mended` has a sentence for each thing that was passed over to read it."""

    activities: tuple[Activity, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    mended: tuple[str, ...] = ()


class UnreadableError(Exception):
    """Why a file cannot be read: a sentence in which {file} stands for its name, with its other fields."""

    def __init__(self, why: Sentence, **fields: object) -> None:
        super().__init__(why.english)
        self._why, self._fields = why, fields

    def about(self, file: str) -> str:
        """The sentence about the file of this name."""
        return tr(self._why, file=file, **self._fields)


class StoppedError(Exception):
    """Reading was given up, because nobody waits for it any more."""


def after_the_end(count: int) -> str:
    """The sentence on what stands behind all that belongs to a file."""
    return trn(
        "{number} byte after its end did not count.", "{number} bytes after its end did not count.", count
    )


def of_another_time(count: int) -> str:
    """The sentence on points that stand at a time at which nobody was on the way."""
    return trn(
        "{number} point of another time did not count.",
        "{number} points of another time did not count.",
        count,
    )


def go_on(share: float) -> None:
    """The KeepOn of somebody who always waits."""
