"""Stand-ins for the machine: a clock that moves only when it is told to, one that was set, a slow disk."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kneetimer.core.elapsed import ClockReading
from kneetimer.devices.process.clock import Clock
from kneetimer.storage.locations import flush_file


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


class SlowDisk:
    """A disk that does not answer for what is written to the backups until it is told to."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked, self.answers = threading.Event(), threading.Event()
        monkeypatch.setattr("kneetimer.storage.engine.backup.flush_file", self._flush)

    def _flush(self, path: Path) -> None:
        self.asked.set()
        self.answers.wait()
        flush_file(path)
