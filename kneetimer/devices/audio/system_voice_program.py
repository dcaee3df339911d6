"""The second program that holds the system's speech engine; system_voice.py starts and watches it.

It reads orders as lines of JSON (`{"say": text, "volume": 0.0-1.0}` or `{"stop": true}`) and
answers with the words ready, none, speaking and finished. It ends when its input ends.
"""

from __future__ import annotations

import json
import signal
import sys

from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal, Slot
from PySide6.QtTextToSpeech import QTextToSpeech

from kneetimer.devices.process import helper_thread

# Engines that report success and are silent.
SILENT_ENGINES = frozenset({"mock"})


class Orders(QObject):
    """Lines from the standard input, brought to the thread of the engine."""

    line = Signal(str)
    ended = Signal()

    def read(self) -> None:
        for line in sys.stdin or ():  # a program without a console may have none
            self.line.emit(line)
        self.ended.emit()


class Engine(QObject):
    """The first engine that is real and works, told what to say."""

    def __init__(self, speech: QTextToSpeech) -> None:
        super().__init__()
        self._speech = speech
        self._was_speaking = False
        speech.stateChanged.connect(self._look)
        self._announced = False
        self._look(speech.state())

    @Slot(str)
    def obey(self, line: str) -> None:
        order = json.loads(line)
        if "say" in order:
            self._speech.setVolume(float(order["volume"]))
            self._speech.say(order["say"])
        else:
            self._was_speaking = False
            self._speech.stop()

    @Slot(QTextToSpeech.State)
    def _look(self, state: QTextToSpeech.State) -> None:
        match state:
            case QTextToSpeech.State.Ready if not self._announced:
                self._announced = True
                self._choose_voice()
                answer(f"ready {self._speech.engine()}, {self._speech.voice().name()}")
            case QTextToSpeech.State.Ready if self._was_speaking:
                self._was_speaking = False
                answer("finished")
            case QTextToSpeech.State.Speaking:
                self._was_speaking = True
                answer("speaking")
            case QTextToSpeech.State.Error:
                answer("none")
                QCoreApplication.quit()

    def _choose_voice(self) -> None:
        """The sentences are English, whatever language the system speaks."""
        english = QLocale(QLocale.Language.English, QLocale.Country.UnitedStates)
        self._speech.setLocale(english)
        voices = [v for v in self._speech.availableVoices() if v.locale().language() is english.language()]
        if voices and self._speech.voice() not in voices:
            self._speech.setVoice(voices[0])


def answer(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    """Run until the input ends; 1 where the system has no engine."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the window decides when to end, not the terminal
    app = QCoreApplication(sys.argv[:1])
    engines = [name for name in QTextToSpeech.availableEngines() if name not in SILENT_ENGINES]
    if not engines:
        answer("none")
        return 1
    orders = Orders()
    engine = Engine(QTextToSpeech(engines[0]))
    orders.line.connect(engine.obey)
    orders.ended.connect(app.quit)
    helper_thread.start(orders.read, "orders")
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
