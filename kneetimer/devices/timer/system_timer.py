"""The reminder as a timer of the system, for when no window is open.

Written and removed only when a person asks for it. What each system is told is in its own module;
docs/runs.md says what works where.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

from kneetimer.devices.timer.timer_command import SystemTimerError

__all__ = ["SystemTimerError", "dead_program", "install", "is_installed", "is_possible", "remove"]


def is_possible() -> bool:
    """True where this system has timers that can be set up from here."""
    return bool(_timers().is_possible())


def is_installed() -> bool:
    return bool(_timers().is_installed())


def install(command: Sequence[str], at: str) -> None:
    """Have the system run a command each day at a time such as "18:30". Raises SystemTimerError."""
    _timers().install(command, at)


def dead_program() -> str | None:
    """The program that the timer starts, where there is no such program any more."""
    started = _timers().program()
    return started if started is not None and not Path(started).exists() else None


def remove() -> None:
    """Take the timer away again, without a trace. Raises SystemTimerError where it stays."""
    _timers().remove()


def _timers() -> ModuleType:
    """The timers of this system; the others bring libraries along that are not needed here."""
    name = {"darwin": "launchd_timer", "win32": "task_scheduler"}.get(sys.platform, "systemd_timer")
    return import_module(f"kneetimer.devices.timer.{name}")
