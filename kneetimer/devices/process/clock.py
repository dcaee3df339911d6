"""The machine's clocks and its time zone. Nothing else reads them: who needs a moment or a zone is given it.

The clocks are read together so that sleep can be told from time that was spent. The monotonic clock
stops while a Linux machine sleeps; the boot-time clock does not. Where there is no boot-time clock,
the wall clock stands in for it.
"""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from kneetimer.core.elapsed import ClockReading
from kneetimer.core.moments import stamp

_EPOCH = datetime(1970, 1, 1)
_SYSTEM_CANNOT = (OverflowError, ValueError, OSError)  # years that the C library of a system does not know


class LocalZone(tzinfo):
    """The zone of the machine with all its clock changes, as the C library of the system tells them.

    So TZ, /etc/localtime and the zone of Windows hold alike, and no table of zones is needed.
    """

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        if moment is None:
            return None
        # Without a zone, as it has to be for the C library to be asked; `fold` stays and is heeded.
        bare = moment.replace(tzinfo=None, microsecond=0)
        try:
            return bare - (_EPOCH + timedelta(seconds=bare.timestamp()))
        except _SYSTEM_CANNOT:
            return _standard_offset()

    def dst(self, moment: datetime | None) -> timedelta | None:
        return None  # not every system says how much of the offset is summer time

    def tzname(self, moment: datetime | None) -> str | None:
        if moment is None:
            return None
        try:
            return time.localtime(moment.replace(tzinfo=None).timestamp()).tm_zone
        except _SYSTEM_CANNOT:
            return time.tzname[0]

    def fromutc(self, moment: datetime) -> datetime:
        seconds = moment.replace(tzinfo=UTC, microsecond=0).timestamp()
        try:
            local = datetime.fromtimestamp(seconds)  # with the fold of the hour that a night has twice
        except _SYSTEM_CANNOT:
            local = moment + _standard_offset()
        return local.replace(microsecond=moment.microsecond, tzinfo=self)


class Clock:
    """Reads the real clocks."""

    def read(self) -> ClockReading:
        boot_clock = getattr(time, "CLOCK_BOOTTIME", None)
        outside_s = time.time() if boot_clock is None else time.clock_gettime(boot_clock)
        return ClockReading(time.monotonic() * 1000, outside_s * 1000)

    def seconds(self) -> float:
        """Seconds that never run backwards."""
        return time.monotonic()

    def wait(self, ms: float) -> None:
        """Do nothing for so long. Not for a window, which has its timers."""
        time.sleep(ms / 1000)

    def now(self) -> datetime:
        """The local time. Its tzinfo is the zone with all its rules; sums with it are core/moments.py's."""
        if hasattr(time, "tzset"):
            time.tzset()  # a computer that travels changes its zone while the window is open
        return datetime.now(_HERE)

    def stamp(self) -> datetime:
        """The local time with the offset of this moment alone: what is stored, and may be compared."""
        return stamp(self.now())

    def zone(self) -> str:
        """The name of the local time zone as the system knows it, such as Europe/Vienna."""
        return _zone_name() or time.tzname[0]


_HERE = LocalZone()


def _standard_offset() -> timedelta:
    return timedelta(seconds=-time.timezone)


def _zone_name() -> str:
    """What TZ names, else the zone that /etc/localtime points to; empty where that cannot be told."""
    told = os.environ.get("TZ")
    if told is None:
        try:
            told = str(Path("/etc/localtime").resolve(strict=True))
        except OSError:
            return ""
    file, found, name = told.removeprefix(":").partition("zoneinfo/")
    if found:
        return name
    return "" if file.startswith("/") or "," in file else file  # a file or a rule is no name
