"""Lengths and times of day in words and digits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kneetimer.core.language import tr


def minutes(ms: int) -> int:
    """Whole minutes, rounded to the nearest and never 0."""
    return max(1, round(ms / 60_000))


def minutes_of_parts(lengths_ms: Sequence[int]) -> tuple[int, ...]:
    """Whole minutes of the parts of something, which add up to the minutes of all of it.

    Those that lose most by it are rounded up first. A part is never 0, unless that would be too much.
    """
    whole = minutes(sum(lengths_ms))
    found = [length // 60_000 for length in lengths_ms]
    by_rest = sorted(range(len(found)), key=lambda at: (found[at] > 0, -(lengths_ms[at] % 60_000)))
    for at in by_rest[: max(0, whole - sum(found))]:
        found[at] += 1
    return tuple(found)


def clock(ms: int) -> str:
    """A length as m:ss, or h:mm:ss from an hour on; rounded up, so that 0:00 means over."""
    seconds = -(-ms // 1000)
    hours, rest = divmod(seconds, 3600)
    if hours:
        return f"{hours}:{rest // 60:02}:{rest % 60:02}"
    return f"{rest // 60}:{rest % 60:02}"


def time_of_day(moment: datetime) -> str:
    return f"{moment:%H:%M}"


def seconds_in_words(seconds: int) -> str:
    """A length as it is said: "12 s", "2 min", "1 h 5 min"."""
    if seconds < 60:
        return tr("{seconds} s", seconds=seconds)
    if seconds < 3600:
        return tr("{minutes} min", minutes=seconds // 60)
    hours, rest = divmod(seconds // 60, 60)
    if not rest:
        return tr("{hours} h", hours=hours)
    return tr("{hours} h {minutes} min", hours=hours, minutes=rest)
