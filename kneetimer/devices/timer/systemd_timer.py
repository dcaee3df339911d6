"""The reminder as a timer of systemd, on Linux: two small files in the person's own folder."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from kneetimer.core.language import tr
from kneetimer.devices.timer.timer_command import SystemTimerError, not_written, tell

NAME = "kneetimer-remind"
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')


def is_possible() -> bool:
    """True where systemd looks after the person's timers."""
    return shutil.which("systemctl") is not None


def is_installed() -> bool:
    return (_folder() / f"{NAME}.timer").exists()


def install(command: Sequence[str], at: str) -> None:
    """Have the system run a command each day at a time such as "18:30". Raises SystemTimerError."""
    folder = _folder()
    words = " ".join(_quoted(word) for word in command)
    service = f"[Unit]\nDescription=KneeTimer reminder\n\n[Service]\nType=oneshot\nExecStart={words}\n"
    # Not persistent: a reminder that was missed while the machine was off says nothing any more.
    timer = (
        "[Unit]\nDescription=KneeTimer reminder\n\n"
        f"[Timer]\nOnCalendar=*-*-* {at}:00\nAccuracySec=1min\nPersistent=false\n\n"
        "[Install]\nWantedBy=timers.target\n"
    )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{NAME}.service").write_text(service, encoding="utf-8")
        (folder / f"{NAME}.timer").write_text(timer, encoding="utf-8")
    except OSError as problem:
        _delete(folder)
        raise SystemTimerError(not_written(folder, problem)) from problem
    try:
        _systemctl("daemon-reload")
        _systemctl("enable", f"{NAME}.timer")
        _systemctl("restart", f"{NAME}.timer")  # also where it runs already, with another time
    except SystemTimerError:
        _delete(folder)
        raise


def remove() -> None:
    """Take the timer away again, without a trace. Raises SystemTimerError where the files stay."""
    folder = _folder()
    # Without systemd the files alone do nothing, and they go away below.
    with contextlib.suppress(SystemTimerError):
        _systemctl("disable", "--now", f"{NAME}.timer")
    try:
        _delete(folder)
    except OSError as problem:
        why = tr("The timer in {folder} cannot be deleted: {reason}.", folder=folder, reason=problem.strerror)
        raise SystemTimerError(why) from problem
    with contextlib.suppress(SystemTimerError):
        _systemctl("daemon-reload")


def program() -> str | None:
    """What the timer that is set up starts; None where there is none, or it cannot be read."""
    try:
        text = (_folder() / f"{NAME}.service").read_text(encoding="utf-8")
    except (OSError, ValueError):
        return None
    for line in text.splitlines():
        if line.startswith("ExecStart="):
            return _first_word(line.removeprefix("ExecStart="))
    return None


def _folder() -> Path:
    """Where a person's own timers are. A variable that is empty or relative counts as not set."""
    base = Path(os.environ.get("XDG_CONFIG_HOME", ""))
    if not base.is_absolute():
        base = Path(os.path.expanduser("~")) / ".config"
    return base / "systemd" / "user"


def _delete(folder: Path) -> None:
    wanted = folder / "timers.target.wants" / f"{NAME}.timer"
    for path in (wanted, folder / f"{NAME}.timer", folder / f"{NAME}.service"):
        path.unlink(missing_ok=True)


def _quoted(word: str) -> str:
    """A word of a command as systemd reads it: it would take %, $ and backslashes for its own."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def _first_word(words: str) -> str:
    """The first of the words that `_quoted` wrote."""
    found = _QUOTED.match(words)
    if found is None:
        return words.partition(" ")[0]
    word = re.sub(r"\\(.)", r"\1", found[1])
    return word.replace("%%", "%").replace("$$", "$")


def _systemctl(*words: str) -> None:
    tell("systemctl", "--user", *words)
