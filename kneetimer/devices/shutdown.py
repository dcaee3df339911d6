"""Turns the system's wish that the program ends (logout, kill, Ctrl+C) into a Qt signal.

A Python signal handler runs only between two lines of Python, and none run while Qt waits. So the
signal's number is written into a socket that wakes Qt up.
"""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")


class ShutdownSignals(QObject):
    """Emits `asked` when the system asks the program to end."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        for name in _SIGNALS:
            number = getattr(signal, name, None)  # Windows has no SIGHUP
            if number is not None:
                signal.signal(number, _ignore)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def release(self) -> None:
        """Give the signals back to Python."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                signal.signal(number, signal.SIG_DFL)
        self._reader.close()
        self._writer.close()

    @Slot()
    def _woken(self) -> None:
        try:
            woken = self._reader.recv(64)
        except BlockingIOError:
            return
        if woken:
            self.asked.emit()


def _ignore(number: int, frame: object) -> None:
    """The socket has the signal already."""
