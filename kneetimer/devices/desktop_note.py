"""A notification of the desktop from a program without a window, by the system's own command."""

from __future__ import annotations

import shutil
import subprocess
import sys

ANSWER_S = 5


def show(title: str, text: str) -> bool:
    """Show a notification. False where this system has no command for it, or it did not work."""
    command = _command(title, text)
    if command is None:
        return False
    try:
        return subprocess.run(command, capture_output=True, timeout=ANSWER_S, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _command(title: str, text: str) -> list[str] | None:
    if sys.platform == "darwin":
        # The words are ours and go in as arguments, never as a part of the script.
        script = "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run"
        return ["osascript", "-e", script, title, text]
    if sys.platform == "win32":
        found = shutil.which("msg")
        return None if found is None else [found, "*", "/TIME:60", f"{title}: {text}"]
    found = shutil.which("notify-send")
    return None if found is None else [found, "--app-name=KneeTimer", "--icon=kneetimer", title, text]
