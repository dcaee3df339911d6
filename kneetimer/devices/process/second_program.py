"""The programs that this one starts beside itself, by the words that start them. Each says what it is for.

Loads no Qt, as little as the command line does.
"""

from __future__ import annotations

import sys
from pathlib import Path

SOUND_OUTPUT = "--sound-output"
SYSTEM_VOICE = "--system-voice"
WINDOW_TRIAL = "--window-trial"
DESKTOP_CHECK = "--desktop-check"

CONSOLE_TWIN = "kneetimer-console.exe"

MODULES = {
    SOUND_OUTPUT: "kneetimer.devices.audio.sound_program",
    SYSTEM_VOICE: "kneetimer.devices.audio.system_voice_program",
    WINDOW_TRIAL: "kneetimer.devices.desktop.window_trial",
    DESKTOP_CHECK: "kneetimer.devices.desktop.desktop_check",
}


def command(word: str) -> tuple[str, ...]:
    """What starts one; a packaged program has no `python -m` and starts itself with the word.

    On Windows the window's program has no input and output that could be relied on: its twin has.
    """
    if getattr(sys, "frozen", False):
        twin = Path(sys.executable).with_name(CONSOLE_TWIN)
        return (str(twin) if sys.platform == "win32" and twin.exists() else sys.executable, word)
    return (sys.executable, "-m", MODULES[word])
