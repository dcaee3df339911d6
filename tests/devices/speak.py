"""A program for the voice tests: does what the lines on its standard input say and prints what happened.

`say=A|B` speaks the meanings A and B (kind and values, with dots between), or any other text as it is,
`length=A` tells how long A takes, `stop`, `volume=N`, `mute=0|1` and
`system=0|1` do what they say. The environment variable ENGINE may hold a program as JSON that
plays the system's voice. Each line printed is a monotonic time, what happened, and a value; the first
tells whether there is sound.
"""

import json
import os
import sys
import time

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Slot

from kneetimer.core.utterance import Kind, Message, Spoken, Take
from kneetimer.devices.audio.loudspeaker import Loudspeaker
from kneetimer.devices.audio.voice import Voice
from kneetimer.storage.plans.library import load_exercises
from kneetimer.ui.text.spoken_english import LOCALES, SpokenEnglish


class Reading(QObject):
    """Does one thing after the other; the end of the lines is the end of the program."""

    def __init__(self, voice: Voice, speaker: Loudspeaker) -> None:
        super().__init__()
        self._voice = voice
        # Without a buffer, in which a line would wait of which the system says nothing any more.
        self._lines = open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)  # noqa: SIM115
        self._asked = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._asked.activated.connect(self.act)
        speaker.available_changed.connect(self.tell_sound)
        voice.status_changed.connect(self.tell_status)
        voice.speaking_changed.connect(self.tell_speaking)

    @Slot()
    def act(self) -> None:
        line = self._lines.readline().decode()
        if not line:
            self._asked.setEnabled(False)
            self._voice.release()
            QCoreApplication.quit()
            return
        action, _, value = line.rstrip("\n").partition("=")
        began_s = time.monotonic()
        result: object = ""
        match action:
            case "say":
                result = self._voice.say(spoken(value))
            case "length":
                result = self._voice.length_ms(spoken(value))
            case "stop":
                self._voice.stop()
            case "volume":
                self._voice.set_volume(int(value))
            case "mute":
                self._voice.set_muted(value == "1")
            case "system":
                self._voice.set_system(value == "1")
        tell(began_s, action, result)

    @Slot(bool)
    def tell_sound(self, available: bool) -> None:
        tell(time.monotonic(), "sound", available)

    @Slot(str)
    def tell_status(self, status: str) -> None:
        tell(time.monotonic(), "status", status)

    @Slot(bool)
    def tell_speaking(self, speaking: bool) -> None:
        tell(time.monotonic(), "speaking", speaking)


def spoken(words: str) -> Spoken:
    """The meanings with these ids in English, or a sentence of a person's own."""
    parts = [each.split(".") for each in words.split("|")]
    if parts[0][0] not in {kind.value for kind in Kind}:
        take = Take("own", words)
        return Spoken(take, (take,), (0,))
    meanings = (
        Message(Kind(kind), tuple(int(each) if each.isdigit() else each for each in values))
        for kind, *values in parts
    )
    found = SpokenEnglish(load_exercises()).spoken(tuple(meanings))
    assert found is not None, words
    return found


def tell(at_s: float, what: str, value: object) -> None:
    print(at_s, what, value, flush=True)


def main() -> None:
    app = QCoreApplication(sys.argv[:1])
    command = json.loads(os.environ.get("ENGINE", "null"))
    speaker = Loudspeaker()
    voice = Voice(speaker, LOCALES, system_command=command)
    reading = Reading(voice, speaker)
    voice.prime()
    app.exec()
    del reading


main()
