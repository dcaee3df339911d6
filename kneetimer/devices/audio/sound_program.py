"""The second program that holds the sound output; audio_process.py starts it and watches it.

It reads orders from its standard input and answers with lines: the reason why there is no sound (empty
where there is), that the output changed, and that a piece was given to the output. It ends when its
input ends. It decides nothing: what is heard when, the window says.
"""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QCoreApplication, QObject, QSocketNotifier, Slot

from kneetimer.devices.audio import audio_process as orders
from kneetimer.devices.audio.loudspeaker import BUFFER_S, Channel, Loudspeaker
from kneetimer.devices.process import helper_thread, launcher, priority

MOST_AT_ONCE = 1 << 20


class Output(QObject):
    """Carries out orders as they arrive."""

    def __init__(self, source: int) -> None:
        super().__init__()
        self._source = source
        self._waiting = bytearray()
        self._channels: dict[int, Channel | None] = {}
        self._is_raised = False
        self._speaker = Loudspeaker(self, is_alone=True)
        self._speaker.available_changed.connect(self._tell)
        self._speaker.open()
        self._speaker.changed.connect(self._changed)
        self._notifier = QSocketNotifier(source, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    @Slot(bool, str)
    def _tell(self, available: bool, reason: str) -> None:
        answer(f"{orders.REASON} {reason}")

    @Slot()
    def _changed(self) -> None:
        answer(orders.CHANGED)

    @Slot()
    def _read(self) -> None:
        piece = os.read(self._source, MOST_AT_ONCE)
        if not piece:
            QCoreApplication.quit()
            return
        self._waiting += piece
        size = orders.ORDER.size
        while len(self._waiting) >= size:
            order, channel, number, other = orders.ORDER.unpack_from(self._waiting)
            end = size + (other if order == orders.PLAY else 0)
            if len(self._waiting) < end:
                return
            samples = bytes(self._waiting[size:end])
            del self._waiting[:end]
            self._obey(order, channel, number, other, samples)

    def _obey(self, order: bytes, number: int, amount: float, rate_hz: int, samples: bytes) -> None:
        if order == orders.NEW:
            self._channels[number] = self._speaker.channel(rate_hz, amount)
            return
        channel = self._channels.get(number)
        if order == orders.PLAY:
            if channel is not None:
                channel.play(samples, amount or None)
                self._raise()
            answer(orders.PLAYED)
        elif channel is None:
            return
        elif order == orders.STOP:
            channel.stop()
        elif order == orders.VOLUME:
            channel.set_volume(amount)
        elif order == orders.CLOSE:
            del self._channels[number]
            channel.close()

    def _raise(self) -> None:
        """Go before programs that compute, once the library of the sound server has started its threads."""
        if not self._is_raised:
            self._is_raised = True
            helper_thread.start(priority.raise_all, "priority")


def answer(text: str) -> None:
    print(text, flush=True)


def main() -> int:
    """Run until the input ends."""
    if sys.stdin is None:
        return 0  # nobody can give orders
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the window decides when to end, not the terminal
    # What volume mixers list; the library of the sound server reads it when it is loaded.
    os.environ["PULSE_PROP"] = f"application.name=KneeTimer application.icon_name={launcher.desktop_entry()}"
    # How much the library has the server hold of each piece; it is read when a piece begins.
    os.environ.setdefault("PULSE_LATENCY_MSEC", str(round(1000 * BUFFER_S)))
    app = QCoreApplication(sys.argv[:1])
    app.setApplicationName("KneeTimer")
    output = Output(sys.stdin.fileno())
    code = app.exec()
    del output
    return code


if __name__ == "__main__":
    sys.exit(main())
