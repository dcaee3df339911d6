"""A program for the voice tests: does what its arguments say and prints when it did.

`say=A|B` speaks the pieces A and B, `wait=MS` lets time pass, `stop`, `volume=N`, `mute=0|1` and
`system=0|1` do what they say. The environment variable ENGINE may hold a program as JSON that
plays the system's voice. Each line printed is a monotonic time, what happened, and a value.
"""

import json
import os
import sys
import time

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Slot

from kneetimer.devices.audio.loudspeaker import Loudspeaker
from kneetimer.devices.audio.voice import Voice


class Reading(QObject):
    """Does one thing after the other and ends the program."""

    def __init__(self, voice: Voice, actions: list[str]) -> None:
        super().__init__()
        self._voice = voice
        self._actions = actions
        self._next = QTimer(self, singleShot=True)
        self._next.timeout.connect(self.act)
        voice.status_changed.connect(self.tell_status)
        voice.speaking_changed.connect(self.tell_speaking)
        self._next.start(250)

    @Slot()
    def act(self) -> None:
        if not self._actions:
            self._voice.release()
            QCoreApplication.quit()
            return
        action, _, value = self._actions.pop(0).partition("=")
        began_s = time.monotonic()
        result: object = ""
        match action:
            case "say":
                result = self._voice.say(tuple(value.split("|")))
            case "stop":
                self._voice.stop()
            case "volume":
                self._voice.set_volume(int(value))
            case "mute":
                self._voice.set_muted(value == "1")
            case "system":
                self._voice.set_system(value == "1")
        tell(began_s, action, result)
        self._next.start(int(value) if action == "wait" else 0)

    @Slot(str)
    def tell_status(self, status: str) -> None:
        tell(time.monotonic(), "status", status)

    @Slot(bool)
    def tell_speaking(self, speaking: bool) -> None:
        tell(time.monotonic(), "speaking", speaking)


def tell(at_s: float, what: str, value: object) -> None:
    print(at_s, what, value, flush=True)


def main() -> None:
    app = QCoreApplication(sys.argv[:1])
    command = json.loads(os.environ.get("ENGINE", "null"))
    voice = Voice(Loudspeaker(), system_command=command)
    reading = Reading(voice, sys.argv[1:])
    voice.prime()
    app.exec()
    del reading


main()
