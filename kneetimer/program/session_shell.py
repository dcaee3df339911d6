"""The shell of a session in a window: the one timer that moves it, and what the driver says as signals.

Decides nothing, and knows neither page nor sound: whoever shows, plays or stores connects.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kneetimer.core.cues import Cue
from kneetimer.core.player import State
from kneetimer.core.session_keys import Question
from kneetimer.core.utterance import Utterance
from kneetimer.program.session_driver import SessionClock, SessionDriver


class SessionShell(QObject):
    """Keeps the driver of one session after another; Shell in session_driver.py has what each signal says."""

    state_changed = Signal(object)  # the State, also where only time has passed in it
    cue_due = Signal(str)
    cue_coming = Signal(str, float)  # and in how many ms
    cue_put_off = Signal()
    line_due = Signal(object, int)  # the Utterance, and ms to wait before it
    hushed = Signal()
    asked = Signal(object)  # a Question
    ended = Signal()

    def __init__(self, clock: SessionClock, *, speed: float = 1.0, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.driver = SessionDriver(clock, self, speed=speed)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)

    def show(self, state: State) -> None:
        self.state_changed.emit(state)

    def play(self, cue: Cue) -> None:
        self.cue_due.emit(cue.value)

    def announce(self, cue: Cue, in_ms: float) -> None:
        self.cue_coming.emit(cue.value, in_ms)

    def take_back(self) -> None:
        self.cue_put_off.emit()

    def speak(self, messages: Utterance, delay_ms: int) -> None:
        self.line_due.emit(messages, delay_ms)

    def hush(self) -> None:
        self.hushed.emit()

    def ask(self, question: Question) -> None:
        self.asked.emit(question)

    def wake_in(self, ms: float | None) -> None:
        if ms is None:
            self._timer.stop()
        else:
            self._timer.start(round(ms))

    def end(self) -> None:
        self.ended.emit()

    @Slot()
    def _tick(self) -> None:
        self.driver.tick()
