"""Python's search for objects that only hold each other, made on the window's thread and no other.

Python searches on whichever thread happens to make many objects. What it finds it destroys there, and
an object of Qt's that is destroyed beside the window's thread can crash the program.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QTimer, Slot

LOOK_EVERY_MS = 1_000


def collect_what_is_due() -> None:
    """Search as far as Python would have by now. To be called on the window's thread."""
    counts, limits = gc.get_count(), gc.get_threshold()
    due = [generation for generation in range(3) if counts[generation] > limits[generation]]
    # As Python does it: an older generation is looked through only when a younger one is due.
    if 0 in due:
        gc.collect(max(generation for generation in due if set(range(generation + 1)) <= set(due)))


class GarbageCollector(QObject):
    """Searches at most once a second instead of whenever and wherever Python would.

    It rests while nothing happens in the window: what makes objects is woken by something, and a timer
    that ran on for ever would wake an idle computer once a second.
    """

    def __init__(self, parent: QObject, *, every_ms: int = LOOK_EVERY_MS) -> None:
        super().__init__(parent)
        gc.disable()
        self._woke_itself = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._timer.setInterval(every_ms)
        self._timer.timeout.connect(self._look)
        QAbstractEventDispatcher.instance().awake.connect(self._awake)

    @Slot()
    def _awake(self) -> None:
        if self._woke_itself:
            self._woke_itself = False
        elif not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _look(self) -> None:
        self._woke_itself = True
        collect_what_is_due()
