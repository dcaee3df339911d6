"""The machine's clocks, read together so that sleep can be told from time that was spent.

The monotonic clock stops while a Linux machine sleeps; the boot-time clock does not. Where
there is no boot-time clock, the wall clock stands in for it.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

SLEPT_MS = 2_000  # beyond what was expected: longer than any hiccup of a busy machine


@dataclass(frozen=True, slots=True)
class Reading:
    """The clocks at one moment, in ms from arbitrary beginnings."""

    monotonic_ms: float
    outside_ms: float  # goes on while the machine sleeps


class Clock:
    """Reads the real clocks."""

    def read(self) -> Reading:
        boot_clock = getattr(time, "CLOCK_BOOTTIME", None)
        outside_s = time.time() if boot_clock is None else time.clock_gettime(boot_clock)
        return Reading(time.monotonic() * 1000, outside_s * 1000)

    def now(self) -> datetime:
        """The local time with its UTC offset."""
        return datetime.now().astimezone()

    def zone(self) -> str:
        """The name of the local time zone as the system knows it, such as Europe/Vienna."""
        return _zone_name() or time.tzname[0]


def away_ms(before: Reading, after: Reading, expected_ms: float) -> float:
    """How long the machine or the program stood still between two readings; 0 for a mere hiccup."""
    spent = max(after.monotonic_ms - before.monotonic_ms, after.outside_ms - before.outside_ms)
    gap = spent - expected_ms
    return spent if gap > SLEPT_MS else 0.0


def _zone_name() -> str:
    """The zone that /etc/localtime points to; empty where that cannot be told."""
    try:
        target = str(Path("/etc/localtime").resolve(strict=True))
    except OSError:
        return ""
    _, found, name = target.partition("zoneinfo/")
    return name if found else ""
