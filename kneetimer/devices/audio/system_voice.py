"""The voice of the system, in a process of its own that can be ended when it does not answer.

A speech engine may block whoever calls it for seconds, or for ever. The window must not be that
caller, so a second small program holds the engine, is told lines of text, and is watched.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QTimer, Signal, Slot

from kneetimer.core.language import mark
from kneetimer.devices.audio.spoken_lengths import SpokenLengths
from kneetimer.devices.process import second_program

START_LIMIT_MS = 8_000
ANSWER_LIMIT_MS = 1_500  # until it begins to speak
LATE_MS = 1_000  # after one and a half times of what a sentence should take, it counts as not spoken
GONE_LIMIT_MS = 300  # a killed program is gone in a few

# Who shows them says them in the person's language.
NOT_THERE = mark("This system has no voice of its own. The recorded voice speaks instead.").english
NO_ANSWER = mark("The system voice does not answer. The recorded voice speaks instead.").english


class SystemVoice(QObject):
    """The system's voice as far as it works. `ready` is True from its first answer on."""

    finished = Signal()
    """The sentence is over."""

    failed = Signal(str)
    """There is no such voice, or there is none any more, with the sentence to show."""

    def __init__(
        self, locales: Sequence[str], parent: QObject | None = None, *, command: Sequence[str] | None = None
    ) -> None:
        """`locales` of what it is to say, as in en_US, the best one first."""
        super().__init__(parent)
        self._locales = tuple(locales)
        self._lengths = SpokenLengths()
        self._number = 0  # of the last sentence
        self._text = ""  # of the sentence that is spoken; empty when none is
        self._known = ""  # the voice whose lengths were learned
        self._command = tuple(command or second_program.command(second_program.SYSTEM_VOICE))
        self._process: QProcess | None = None
        self._volume = 1.0
        self._description = ""
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.timeout.connect(self._no_answer)

    @property
    def ready(self) -> bool:
        return bool(self._description)

    @property
    def description(self) -> str:
        """Engine and voice, once it is ready."""
        return self._description

    def start(self) -> None:
        """Look for the voice; does nothing while it runs. Returns at once."""
        if self._process is not None:
            return
        process = QProcess(self)
        process.setProgram(self._command[0])
        process.setArguments(list(self._command[1:]))
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._ended)
        self._process = process
        self._watch.start(START_LIMIT_MS)
        process.start()
        self._send({"locales": self._locales})

    def close(self) -> None:
        """End the voice without a word."""
        process, self._process = self._process, None
        self._description = self._text = ""
        self._watch.stop()
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._read)
        process.finished.disconnect(self._ended)
        process.errorOccurred.disconnect(self._ended)
        process.kill()
        process.waitForFinished(GONE_LIMIT_MS)
        process.deleteLater()

    def say(self, text: str) -> None:
        """Speak; `failed` tells when it does not begin in time, or is not over in time."""
        if self.ready:
            self._number += 1
            self._text = text
            self._watch.start(ANSWER_LIMIT_MS)
            self._send({"say": text, "number": self._number, "volume": self._volume})

    def stop(self) -> None:
        """Fall silent. What comes of the sentence after that is nobody's concern."""
        if self.ready and self._text:
            self._text = ""
            self._watch.stop()
            self._send({"stop": True})

    def set_volume(self, factor: float) -> None:
        """From 0.0 to 1.0, of the next sentence."""
        self._volume = factor

    def length_ms(self, text: str) -> int:
        """How long this voice takes to say something, as far as it is known."""
        return self._lengths.of(text)

    def _send(self, order: dict[str, object]) -> None:
        assert self._process is not None, "only a voice that was started is sent orders"
        self._process.write(json.dumps(order).encode() + b"\n")

    @Slot()
    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            word, _, rest = bytes(self._process.readLine().data()).decode(errors="replace").partition(" ")
            match word.strip():
                case "ready":
                    self._watch.stop()
                    if rest.strip() != self._known:
                        self._known, self._lengths = rest.strip(), SpokenLengths()
                    self._description = rest.strip() or "system voice"
                case "speaking" if self._is_last(rest):
                    self._watch.start(self.length_ms(self._text) * 3 // 2 + LATE_MS)
                case "finished" if self._is_last(rest):
                    self._watch.stop()
                    self._lengths.learn(self._text, int(rest.split()[1]))
                    self._text = ""
                    self.finished.emit()
                case "none":
                    self._fail(NOT_THERE)

    def _is_last(self, told: str) -> bool:
        """Whether an answer is about the sentence that was given last, and not stopped since."""
        return bool(self._text) and told.split()[0] == str(self._number)

    @Slot()
    def _ended(self) -> None:
        self._fail(NO_ANSWER if self.ready else NOT_THERE)

    @Slot()
    def _no_answer(self) -> None:
        self._fail(NO_ANSWER)

    def _fail(self, reason: str) -> None:
        self.close()
        self.failed.emit(reason)


def is_default(platform: str) -> bool:
    """Whether the system's voice is taken where nobody chose: on the systems where voices are good."""
    return platform in ("win32", "darwin")
