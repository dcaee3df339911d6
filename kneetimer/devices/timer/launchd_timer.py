"""The reminder as an agent of launchd, on macOS: one property list in the person's own library."""

from __future__ import annotations

import contextlib
import os
import plistlib
import shutil
from collections.abc import Sequence
from pathlib import Path

from kneetimer.core.language import tr
from kneetimer.devices.timer.timer_command import SystemTimerError, not_written, tell

LABEL = "kneetimer.remind"


def is_possible() -> bool:
    return shutil.which("launchctl") is not None


def is_installed() -> bool:
    return _file().exists()


def install(command: Sequence[str], at: str) -> None:
    """Have the system run a command each day at a time such as "18:30". Raises SystemTimerError."""
    file = _file()
    # Without RunAtLoad and KeepAlive: it runs at its time and at no other.
    agent = {
        "Label": LABEL,
        "ProgramArguments": list(command),
        "StartCalendarInterval": {"Hour": int(at[:2]), "Minute": int(at[3:])},
        "ProcessType": "Background",
    }
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(plistlib.dumps(agent))
    except OSError as problem:
        raise SystemTimerError(not_written(file, problem)) from problem
    # One that is loaded already keeps its old time until it is unloaded.
    with contextlib.suppress(SystemTimerError):
        tell("launchctl", "bootout", f"{_domain()}/{LABEL}")
    try:
        tell("launchctl", "bootstrap", _domain(), str(file))
    except SystemTimerError:
        file.unlink(missing_ok=True)
        raise


def remove() -> None:
    """Take the timer away again, without a trace. Raises SystemTimerError where the file stays."""
    file = _file()
    with contextlib.suppress(SystemTimerError):
        tell("launchctl", "bootout", f"{_domain()}/{LABEL}")
    try:
        file.unlink(missing_ok=True)
    except OSError as problem:
        why = tr("The timer {file} cannot be deleted: {reason}.", file=file, reason=problem.strerror)
        raise SystemTimerError(why) from problem


def program() -> str | None:
    """What the timer that is set up starts; None where there is none, or it cannot be read."""
    try:
        return str(plistlib.loads(_file().read_bytes())["ProgramArguments"][0])
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _file() -> Path:
    return Path(os.path.expanduser("~")) / "Library" / "LaunchAgents" / f"{LABEL}.plist"


def _domain() -> str:
    """The person's own session, in which windows and notifications can be shown."""
    return f"gui/{os.getuid()}"
