"""Where this program is started from by others, at a place that stays there when it is updated.

Loads no Qt. The programs that this one starts itself are second_program.py's.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

APP_ID = "kneetimer"


def desktop_entry() -> str:
    """The name of the desktop entry, and so of the icon. A sandbox gives the program another one."""
    return os.environ.get("FLATPAK_ID") or APP_ID


def command() -> list[str]:
    """The words that start the program, for a timer that outlives this process."""
    image = os.environ.get("APPIMAGE")  # what runs is unpacked somewhere else at each start
    if getattr(sys, "frozen", False):
        return [image or sys.executable]
    script = _script()
    return [str(script)] if script else [sys.executable, "-m", "kneetimer"]


def _script() -> Path | None:
    """The command that the installation put into the path; it stays where its Python is replaced."""
    if sys.platform == "win32":
        return None  # it would open a console, which python's quiet twin does not
    found = shutil.which("kneetimer")
    ours = Path(sys.prefix, "bin", "kneetimer")
    for each in (found, ours):
        if each and ours.exists() and os.path.realpath(each) == os.path.realpath(ours):
            return Path(os.path.abspath(each))
    return None
