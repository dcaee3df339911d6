"""Stand-ins for the machine: a clock that moves only when it is told to, and one that was set."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from kneetimer.core.elapsed import ClockReading
from kneetimer.devices.process.clock import Clock


class StandingClock(Clock):
    """Shows `start` until time is let pass. Sleeping moves the clock outside and not the monotonic one."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self.ms = 0.0
        self._slept_ms = 0.0
        self.presses = 0  # each counts as a second, so that presses told one after the other are apart

    def seconds(self) -> float:
        return self.ms / 1000 + self.presses

    def read(self) -> ClockReading:
        return ClockReading(self.ms, self.ms + self._slept_ms)

    def now(self) -> datetime:
        return self._start + timedelta(milliseconds=self.ms + self._slept_ms)

    def wait(self, ms: float) -> None:
        self.ms += ms

    def sleep(self, ms: float) -> None:
        """The lid is closed for so long."""
        self._slept_ms += ms

    def zone(self) -> str:
        return "Europe/Vienna"


class ClockFrom(Clock):
    """Runs on from a given time, for programs that are watched from outside."""

    def __init__(self, start: datetime) -> None:
        self._start = start
        self._began_s = time.monotonic()

    def now(self) -> datetime:
        return self._start + timedelta(seconds=time.monotonic() - self._began_s)

    def zone(self) -> str:
        return "Europe/Vienna"
