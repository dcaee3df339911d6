"""Turns the system's wish that the program ends (logout, kill, Ctrl+C) into a Qt signal.

A Python signal handler runs only between two lines of Python, and none run while Qt waits. So the
signal's number is written into a pipe that wakes Qt up. Windows has no such signals: there a
logout closes the window, which saves as well.
"""

from __future__ import annotations

import os
import signal

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")


class ShutdownSignals(QObject):
    """Emits `asked` when the system asks the program to end."""

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if os.name != "posix":
            return
        self._read_end, self._write_end = os.pipe()
        os.set_blocking(self._read_end, False)
        os.set_blocking(self._write_end, False)
        signal.set_wakeup_fd(self._write_end, warn_on_full_buffer=False)
        for name in _SIGNALS:
            signal.signal(getattr(signal, name), _ignore)
        self._notifier = QSocketNotifier(self._read_end, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._woken)

    def release(self) -> None:
        """Give the signals back to Python."""
        if os.name != "posix":
            return
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for name in _SIGNALS:
            signal.signal(getattr(signal, name), signal.SIG_DFL)
        os.close(self._read_end)
        os.close(self._write_end)

    @Slot()
    def _woken(self) -> None:
        try:
            woken = os.read(self._read_end, 64)
        except BlockingIOError:
            return
        if woken:
            self.asked.emit()


def _ignore(number: int, frame: object) -> None:
    """The pipe has the signal already."""
