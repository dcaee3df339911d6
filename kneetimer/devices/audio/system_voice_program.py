"""The second program that holds the system's speech engine; system_voice.py starts and watches it.

Its orders are lines of JSON: `{"locales": [...]}` first, then `{"say": text, "number": n, "volume": 0.0-1.0}`
or `{"stop": true}`. It answers with lines: ready and which voice, none, speaking n, finished n and how many
ms it took. It ends when its input ends, and names its engine then where it was asked for nothing.
"""

from __future__ import annotations

import json
import signal
import sys
import time

from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot
from PySide6.QtTextToSpeech import QTextToSpeech

from kneetimer.devices.audio.voice_choice import OfferedVoice, best_engine, best_voice
from kneetimer.devices.process import helper_thread

# What an engine's full volume is turned down to, so that it is as loud as the recorded voice and does not
# distort. speech-dispatcher takes twice the usual level of eSpeak NG for full: -16.1 LUFS, with cut peaks; at
# this it has -19.7.
LOUDNESS = {"speechd": 0.64}


class Orders(QObject):
    """Lines from the standard input, brought to the thread of the engine."""

    line = Signal(str)
    ended = Signal()

    def read(self) -> None:
        for line in sys.stdin or ():  # a program without a console may have none
            self.line.emit(line)
        self.ended.emit()


class Engine(QObject):
    """An engine that is told what to say."""

    def __init__(self, speech: QTextToSpeech) -> None:
        super().__init__()
        self._speech = speech
        self._locales: list[str] = []
        self._number = 0
        self._asked_s = 0.0
        self._was_speaking = False
        self._announced = False
        speech.stateChanged.connect(self._look)

    @Slot(str)
    def obey(self, line: str) -> None:
        order = json.loads(line)
        if "locales" in order:
            self._locales = order["locales"]
            self._look(self._speech.state())
        elif "say" in order:
            self._number = order["number"]
            self._asked_s = time.monotonic()
            self._speech.setVolume(order["volume"] * LOUDNESS.get(self._speech.engine(), 1.0))
            self._speech.say(order["say"])
        else:
            self._was_speaking = False
            self._speech.stop()

    @Slot()
    def end(self) -> None:
        if not self._announced:
            answer(f"unasked {self._speech.engine()}")
        QCoreApplication.quit()

    @Slot(QTextToSpeech.State)
    def _look(self, state: QTextToSpeech.State) -> None:
        match state:
            case QTextToSpeech.State.Ready if not self._announced:
                self._announce()
            case QTextToSpeech.State.Ready if self._was_speaking:
                self._was_speaking = False
                answer(f"finished {self._number} {round(1000 * (time.monotonic() - self._asked_s))}")
            case QTextToSpeech.State.Speaking:
                self._was_speaking = True
                answer(f"speaking {self._number}")
            case QTextToSpeech.State.Error:
                answer("none")
                QCoreApplication.quit()

    def _announce(self) -> None:
        """Say which voice speaks, as soon as it is known which language is wanted."""
        if not self._locales:
            return
        self._announced = True
        if self._choose_voice():
            answer(f"ready {self._speech.engine()}, {self._speech.voice().name()}")
        else:
            answer("none")
            QCoreApplication.quit()

    def _choose_voice(self) -> bool:
        """The best voice of the language of the sentences, whatever language the system speaks."""
        speech = self._speech
        language = self._locales[0].partition("_")[0]
        voices = []
        for locale in speech.availableLocales():
            if locale.name().partition("_")[0] == language:
                speech.setLocale(locale)
                voices += speech.availableVoices()
        offered = [OfferedVoice(each.name(), each.locale().name()) for each in voices]
        chosen = best_voice(offered, self._locales)
        if chosen is None:
            return False
        speech.setLocale(voices[chosen].locale())
        speech.setVoice(voices[chosen])
        return True


def answer(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    """Run until the input ends; 1 where the system has no engine."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the window decides when to end, not the terminal
    app = QCoreApplication(sys.argv[:1])
    name = best_engine(QTextToSpeech.availableEngines())
    if name is None:
        answer("none")
        return 1
    orders = Orders()
    speech = QTextToSpeech(name)
    if speech.state() is QTextToSpeech.State.Error:  # it is listed, but a library that it needs is missing
        answer("none")
        return 1
    engine = Engine(speech)
    orders.line.connect(engine.obey)
    orders.ended.connect(engine.end)
    helper_thread.start(orders.read, "orders")
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
