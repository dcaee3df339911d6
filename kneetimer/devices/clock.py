"""The machine's clocks, read together so that sleep can be told from time that was spent.

The monotonic clock stops while a Linux machine sleeps; the boot-time clock does not. Where
there is no boot-time clock, the wall clock stands in for it.
"""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from kneetimer.core.elapsed import Reading


class Clock:
    """Reads the real clocks."""

    def read(self) -> Reading:
        boot_clock = getattr(time, "CLOCK_BOOTTIME", None)
        outside_s = time.time() if boot_clock is None else time.clock_gettime(boot_clock)
        return Reading(time.monotonic() * 1000, outside_s * 1000)

    def seconds(self) -> float:
        """Seconds that never run backwards."""
        return time.monotonic()

    def now(self) -> datetime:
        """The local time with its UTC offset."""
        return datetime.now().astimezone()

    def zone(self) -> str:
        """The name of the local time zone as the system knows it, such as Europe/Vienna."""
        return _zone_name() or time.tzname[0]


def _zone_name() -> str:
    """The zone that /etc/localtime points to; empty where that cannot be told."""
    try:
        target = str(Path("/etc/localtime").resolve(strict=True))
    except OSError:
        return ""
    _, found, name = target.partition("zoneinfo/")
    return name if found else ""
