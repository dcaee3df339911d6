"""Reminds of a session that is due, and has the system remind while the window is closed.

When that is, core/reminder.py says.
"""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from kneetimer.core.gate import Permission
from kneetimer.core.moments import passed
from kneetimer.core.reminder import next_reminder
from kneetimer.devices.desktop.bus import SessionBus
from kneetimer.devices.desktop.notify import Notifier
from kneetimer.devices.process import launcher
from kneetimer.devices.timer import system_timer
from kneetimer.program.model import Model
from kneetimer.ui.shell.main_window import MainWindow
from kneetimer.ui.text import times
from kneetimer.ui.today import run_words as words

LONGEST_WAIT_MS = 15 * 60 * 1000  # a laptop may sleep meanwhile, so that the time is looked at again


class ReminderController(QObject):
    """`noted` says that the system's timer is, or is not, what it was."""

    noted = Signal()

    def __init__(
        self, model: Model, window: MainWindow, bus: SessionBus | None, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._window = window
        self._at = model.preferences.reminder_at
        self._reminded: date | None = None
        self._text = ""
        self._timer_went_at = ""  # the time at which the system's timer was set up before it went away
        self._busy = False
        self._notifier = Notifier(bus, window.windowIcon(), self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look_at_time)
        self._notifier.unseen.connect(self._ask_for_attention)
        self._notifier.pressed.connect(window.bring_to_front)
        model.changed.connect(self.follow)

    def is_installed(self) -> bool | None:
        """Whether the system reminds while the window is closed; None where it cannot."""
        return system_timer.is_installed() if system_timer.is_possible() else None

    def set_busy(self, busy: bool) -> None:
        """While a session runs nobody is reminded."""
        self._busy = busy
        if busy:
            self._withdraw()

    def close(self) -> None:
        self._timer.stop()
        self._notifier.withdraw()

    @Slot()
    def follow(self) -> None:
        """Wait for the next moment to remind, as things are now."""
        before, self._at = self._at, self._model.preferences.reminder_at
        if before != self._at:
            self._take_time_over(before)
        outlook = self._model.outlook
        if outlook.gate.permission is not Permission.GO or outlook.due.rest.done_today:
            self._withdraw()
        self._wait()

    @Slot()
    def look_at_time(self) -> None:
        """Remind where it is time, and wait for the next one."""
        outlook = self._model.outlook
        if outlook.is_reminder_due() and not self._busy and self._reminded != outlook.today:
            self._reminded = outlook.today
            self._text = text = words.remind(times.minutes(self._model.script().length_ms))
            # The window may be behind others, or in front of somebody who has notifications off.
            self._notifier.show(words.REMINDER_TITLE, text)
            self._window.show_banner(text)
        self._wait()

    def _withdraw(self) -> None:
        """What it reminded of has begun, is done, or is no good idea any more."""
        self._notifier.withdraw()
        self._window.banner.take_back(self._text)

    @Slot()
    def _ask_for_attention(self) -> None:
        QApplication.alert(self._window)

    def _wait(self) -> None:
        self._timer.stop()
        if not self._at:
            return
        outlook = self._model.outlook
        moment = next_reminder(self._at, outlook.due.rest, outlook.now)
        if moment is not None:
            wait_ms = round(passed(outlook.now, moment) / timedelta(milliseconds=1)) + 1
            self._timer.start(min(wait_ms, LONGEST_WAIT_MS))

    @Slot(bool)
    def set_system_timer(self, on: bool) -> None:
        """Have the system start the reminder while the window is closed, or no longer."""
        self._timer_went_at = ""
        try:
            if on:
                system_timer.install(self._command(), self._at)
            else:
                system_timer.remove()
        except system_timer.SystemTimerError as problem:
            self._window.show_banner(str(problem))
        self.noted.emit()

    def _take_time_over(self, before: str) -> None:
        """A new time is taken over by the system's timer. Without a reminder that goes away, and comes
        back with it, so that a reset that is undone leaves everything as it was."""
        if system_timer.is_installed():
            self.set_system_timer(bool(self._at))
            self._timer_went_at = "" if self._at else before
        elif self._at and self._at == self._timer_went_at:
            self.set_system_timer(True)

    def _command(self) -> list[str]:
        return [*launcher.command(), "remind", "--data-dir", str(self._model.where.data_dir)]
