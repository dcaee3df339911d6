"""Says when the day has turned for the open window: at midnight, after sleep, or by a changed clock or zone.

Knows nothing of what follows from it. No system tells a program of all of these, and Qt's timers stand
still while the machine sleeps; so the clock is looked at when the window comes to the front, at midnight,
and once a minute, which costs nothing that could be measured.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from kneetimer.core.moments import passed
from kneetimer.devices.process.clock import Clock

LONGEST_WAIT_MS = 60_000
JUMP = timedelta(minutes=1)  # more than clocks are ever put right by


class DayWatch(QObject):
    """`turned` comes for another date, another zone, and a clock that went on without the window.

    `went_on` comes instead where only the time is another: once a minute, and with the window to the front.
    """

    turned = Signal()
    went_on = Signal()

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        # With the offset of the moment: the machine's own zone may be another one when it is asked again.
        self._seen = clock.stamp()
        self._seen_s = clock.seconds()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.timeout.connect(self._look)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.applicationStateChanged.connect(self._came_to_front)
        self._wait()

    def stop(self) -> None:
        self._timer.stop()

    @Slot(Qt.ApplicationState)
    def _came_to_front(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive and self._timer.isActive():
            self._look()

    @Slot()
    def _look(self) -> None:
        now, now_s = self._clock.stamp(), self._clock.seconds()
        jump = passed(self._seen, now) - timedelta(seconds=now_s - self._seen_s)
        before, self._seen, self._seen_s = self._seen, now, now_s
        self._wait()
        if (now.date(), now.utcoffset()) != (before.date(), before.utcoffset()) or abs(jump) > JUMP:
            self.turned.emit()
        else:
            self.went_on.emit()

    def _wait(self) -> None:
        now = self._clock.now()
        midnight = datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)
        until_ms = passed(now, midnight) // timedelta(milliseconds=1) + 1
        self._timer.start(min(until_ms, LONGEST_WAIT_MS))
