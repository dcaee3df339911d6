"""What this computer offers for a session, asked in a program of its own.

Sound servers and desktop services may hang, end whoever asks them, or write into the terminal; here they do
that beside the command that wants to know. Nothing is judged: `kneetimer doctor` prints the answers.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable

from kneetimer.devices.process import second_program

SOUND, SCREEN, NOTICES, MEDIA_KEYS, QT = "sound", "screen", "notices", "media keys", "Qt"
LIMIT_S = 30.0

Answer = tuple[bool, str]


def ask() -> dict[str, Answer]:
    """By topic, whether it works and a sentence; none where nobody answered. Waits `LIMIT_S` at most."""
    command = second_program.command(second_program.DESKTOP_CHECK)
    try:
        # What Qt or a library writes of itself goes the same way and no further.
        said = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT_S, check=False
        ).stdout
    except subprocess.TimeoutExpired as problem:
        said = problem.stdout or b""
    except OSError:
        return {}
    answers = {}
    for line in said.splitlines():
        try:
            topic, works, sentence = json.loads(line)
        except ValueError:
            continue
        answers[str(topic)] = (bool(works), str(sentence))
    return answers


def _sound() -> Answer:
    from kneetimer.devices.audio.loudspeaker import probe

    return probe()


def _screen() -> Answer:
    from kneetimer.devices.desktop.awake import probe

    return probe()


def _notices() -> Answer:
    from kneetimer.devices.desktop.notify import probe

    return probe()


def _media_keys() -> Answer:
    from kneetimer.devices.desktop.media import probe

    return probe()


def _qt() -> Answer:
    from PySide6.QtCore import qVersion

    return True, qVersion()


# Sound comes last: its server may end the program.
QUESTIONS: tuple[tuple[str, Callable[[], Answer]], ...] = (
    (QT, _qt),
    (NOTICES, _notices),
    (MEDIA_KEYS, _media_keys),
    (SCREEN, _screen),
    (SOUND, _sound),
)


def main() -> int:
    """Print an answer a line, each as soon as it is there. Returns 0."""
    for topic, question in QUESTIONS:
        try:
            print(json.dumps([topic, *question()]), flush=True)
        except ImportError:
            continue  # a system library is missing; whoever asks knows which
    return 0


if __name__ == "__main__":
    sys.exit(main())
