"""The sound output, held by a second program that is watched and can be ended.

On Linux the library of the sound server ends the process that uses it when the server dies, and
blocks it while the server hangs. The window must be neither, so sound_program.py is in its place
and gets pieces of sound through a pipe, with the moments at which they are due.
"""

from __future__ import annotations

import struct
import sys
from collections.abc import Sequence

from PySide6.QtCore import QObject, QProcess, QTimer, Slot

from kneetimer.devices.audio.loudspeaker import DEVICE_FAILED, NO_DEVICE, Loudspeaker
from kneetimer.devices.process import second_program

# An order: what, which channel, a number (a factor, a time or a length in s), another (a rate or a length).
ORDER = struct.Struct("<cIdI")
NEW, PLAY, STOP, VOLUME, CLOSE = b"N", b"P", b"S", b"V", b"C"
# What the program answers, in lines.
REASON, CHANGED, PLAYED = "reason", "changed", "played"

ANSWER_LIMIT_MS = 1_500
START_LIMIT_MS = 8_000
GONE_LIMIT_MS = 300  # a killed program is gone in a few
AGAIN_MS, LONGEST_AGAIN_MS = 1_000, 30_000  # until it is started again; each time twice as long


class FarChannel:
    """A channel of the second program. Nothing here waits for it."""

    def __init__(self, speaker: AudioProcess, number: int) -> None:
        self._speaker = speaker
        self._number = number

    def play(self, samples: bytes, at_s: float | None = None) -> bool:
        if self._speaker.reason:
            return False
        self._speaker.send(PLAY, self._number, at_s or 0.0, samples)
        return True

    def stop(self) -> None:
        self._speaker.send(STOP, self._number)

    def set_volume(self, factor: float) -> None:
        self._speaker.send(VOLUME, self._number, factor)

    def close(self) -> None:
        self._speaker.send(CLOSE, self._number)


class AudioProcess(Loudspeaker):
    """A loudspeaker as any other, except that it is taken to work until the second program says otherwise."""

    def __init__(self, parent: QObject | None = None, *, command: Sequence[str] | None = None) -> None:
        super().__init__(parent)
        self._command = tuple(command or second_program.command(second_program.SOUND_OUTPUT))
        self._process: QProcess | None = None
        self._channels = 0
        self._unanswered = 0
        self._again_ms = AGAIN_MS
        self._wanted = False
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.timeout.connect(self._gone)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.timeout.connect(self._start)

    @property
    def is_open(self) -> bool:
        return self._wanted

    def open(self) -> None:
        if not self._wanted:
            self._wanted = True
            self._again_ms = AGAIN_MS
            self._start()

    def close(self) -> None:
        self._wanted = False
        self._again.stop()
        self._end()

    def channel(self, rate_hz: int, longest_s: float) -> FarChannel | None:
        if self._process is None:
            return None
        self._channels += 1
        self.send(NEW, self._channels, longest_s, rate_hz=rate_hz)
        return FarChannel(self, self._channels)

    def send(
        self, order: bytes, channel: int, number: float = 0.0, samples: bytes = b"", *, rate_hz: int = 0
    ) -> None:
        """Give an order to the program; it is lost where the program is gone."""
        if self._process is None:
            return
        self._process.write(ORDER.pack(order, channel, number, rate_hz or len(samples)) + samples)
        if order == PLAY:
            self._unanswered += 1
            if not self._watch.isActive():
                self._watch.start(ANSWER_LIMIT_MS)
            # As much as the pipe takes goes now, block by block: what is due soon must not wait until the
            # window has time.
            while self._process.bytesToWrite() and self._process.waitForBytesWritten(0):
                pass

    @Slot()
    def _start(self) -> None:
        self._end()
        process = QProcess(self)
        process.setProgram(self._command[0])
        process.setArguments(list(self._command[1:]))
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._gone)
        process.errorOccurred.connect(self._gone)
        self._process = process
        self._unanswered = 0
        self._watch.start(START_LIMIT_MS)
        process.start()
        self.changed.emit()

    def _end(self) -> None:
        process, self._process = self._process, None
        self._watch.stop()
        if process is None:
            return
        process.readyReadStandardOutput.disconnect(self._read)
        process.finished.disconnect(self._gone)
        process.errorOccurred.disconnect(self._gone)
        process.kill()
        process.waitForFinished(GONE_LIMIT_MS)
        process.deleteLater()

    @Slot()
    def _gone(self) -> None:
        """The program ended, does not answer, or has lost its output: another one tries in a while."""
        self._end()
        self._report(DEVICE_FAILED)
        self._try_again()

    def _try_again(self) -> None:
        self._again.start(self._again_ms)
        self._again_ms = min(2 * self._again_ms, LONGEST_AGAIN_MS)

    @Slot()
    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            word, _, rest = bytes(self._process.readLine().data()).decode().strip().partition(" ")
            if word == REASON:
                self._watch.stop()
                self._take_reason(rest)
            elif word == CHANGED:
                self.changed.emit()
            elif word == PLAYED:
                self._again_ms = AGAIN_MS
                self._unanswered -= 1
                self._watch.stop()
                if self._unanswered > 0:
                    self._watch.start(ANSWER_LIMIT_MS)

    def _take_reason(self, reason: str) -> None:
        if reason == DEVICE_FAILED:
            self._gone()
            return
        self._report(reason)
        if not reason:
            self._again.stop()
        elif reason == NO_DEVICE:
            # A sound server that comes late, or comes back, is not noticed by who looked before.
            self._try_again()


def session_loudspeaker(parent: QObject) -> Loudspeaker:
    """The loudspeaker for a session on this system."""
    return AudioProcess(parent) if sys.platform == "linux" else Loudspeaker(parent)
