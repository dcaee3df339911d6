"""Stores what is handed over on a thread of its own, and tries again with growing pauses until it is stored.

A disk that is slow, full or gone holds neither the window nor a session. What waits, and in which order it
is written, records/write_queue.py knows; what the person is told of it, saving_controller.py.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from kneetimer.core.language import tr
from kneetimer.devices.process.clock import Clock
from kneetimer.program.writer import Aside, OneOff, Writer
from kneetimer.storage.errors import NotSavedError, StorageError
from kneetimer.storage.exchange import rescue
from kneetimer.storage.locations import Locations
from kneetimer.storage.records.history import History
from kneetimer.storage.records.write_queue import Batch, WriteQueue

# A healthy disk has stored something by then, so that the screen says what is on it. In a session no cue may
# be later than that; on a page it is what a press may take.
PATIENCE_IN_SESSION_S = 0.03
PATIENCE_S = 0.5
LATE_MS = 1_000  # then the person is told that something is not stored yet
FIRST_PAUSE_MS = 1_000
LONGEST_PAUSE_MS = 30_000
AT_THE_END_S = 2.0  # a window that closes asks the person then
HURRY_S = 0.4  # a system that shuts down asks nobody, and kills what takes its time


class Saver(QObject):
    """`queue` takes what is to be stored. `changed` comes when something waits, for another reason or not,
    `answered` whenever it is known what came of a part of it.

    `at_the_end_s` is how long who closes the program waits for a disk, each time.
    """

    changed = Signal()
    answered = Signal()
    _arrived = Signal()  # from the thread

    def __init__(
        self, history: History, where: Locations, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.queue = WriteQueue(history, clock.now, self.push)
        self._history = history
        self._where = where
        self._clock = clock
        self._told = ""
        self._writer = Writer(history, self._arrived.emit)
        self._flying: Batch | None = None
        self._rescued: list[Path] = []  # where a rescue file of this run may be
        self._patience_s = PATIENCE_S
        self.at_the_end_s = AT_THE_END_S
        self._pause_ms = FIRST_PAUSE_MS
        self._again = QTimer(self)
        self._late = QTimer(self)
        for timer, slot in ((self._again, self._try_again), (self._late, self._say_late)):
            timer.setSingleShot(True)
            timer.timeout.connect(slot)
        self._arrived.connect(self._take_answers)

    def set_in_session(self, on: bool) -> None:
        """Whether a session runs, in which nothing may wait for long."""
        self._patience_s = PATIENCE_IN_SESSION_S if on else PATIENCE_S

    def hurry(self) -> None:
        """The system ends the program: what cannot be stored in a moment is put aside."""
        self.at_the_end_s = HURRY_S

    def push(self) -> bool:
        """Have all that waits written. True when it is on the disk already, which is a matter of a moment.

        A disk is given that moment once for each batch: were it given at every step, a slow one would
        hold up the cues of all steps until it answers.
        """
        if self._flying is not None:
            self._take_answer()
        if self._flying is None and self.queue.waits:
            self._send()
            if self.queue.trouble is None:  # else it is likely to go wrong again
                self._wait(self._patience_s)
        return not self.queue.waits

    def store_now(self) -> bool:
        """As `push`, for who needs it on the disk: what is being written already gets its moment, too."""
        self.push()
        self._wait(PATIENCE_S)
        return not self.queue.waits

    def check_stored(self, session_id: str) -> None:
        """Raise what keeps a session from being stored as it was done: until then it cannot be corrected."""
        if session_id in self.queue.unsaved_sessions() and not self.store_now():
            path = self._history.path
            raise self.queue.trouble or NotSavedError(
                tr("{file} is being written. Try again.", file=path), path
            )

    @Slot()
    def try_now(self) -> None:
        """The file or the space may be back."""
        self._pause_ms = FIRST_PAUSE_MS
        self.push()

    def finish(self) -> bool:
        """Try once more to store what waits, for some seconds at most. True when nothing waits any more."""
        if self._flying is not None:
            self._take_answer(self.at_the_end_s)
        if self._flying is None and self.queue.waits:
            self._send()
        if self._flying is not None:
            self._take_answer(self.at_the_end_s)
        return not self.queue.waits

    def rescue(self, place: Path | None = None) -> Path | None:
        """Put what waits into a file, at `place` or else near the data; None where that cannot be done now.

        On a thread that nobody waits for in the end: a disk may hang. Another one is tried then.
        """
        places = [place] if place is not None else self._places()
        for some in (places, places[-1:]):
            written = OneOff(self._aside(some)).wait(self.at_the_end_s)
            if written is not None:
                return written
        return None

    def close(self) -> bool:
        """Write no more. False where the disk still holds the thread, and with it the data file."""
        self._again.stop()
        self._late.stop()
        return self._writer.end(PATIENCE_IN_SESSION_S if self._flying is not None else self.at_the_end_s)

    def _wait(self, patience_s: float) -> None:
        while self._flying is not None and self._take_answer(patience_s):
            continue

    def _send(self) -> None:
        self._flying = self.queue.batch()
        self._late.start(LATE_MS)
        self._writer.order(self._flying)

    def _take_answer(self, wait_s: float = 0.0) -> bool:
        """Take note of what came of the batch that is being written, if that is known within `wait_s`."""
        answer = self._writer.answer(wait_s)
        if answer is None:
            return False
        batch, problem = answer
        self._flying = None
        self._late.stop()
        if problem is None:
            self.queue.settle(batch, None)
            self._pause_ms = FIRST_PAUSE_MS
            self._again.stop()
            if self.queue.waits:
                self._send()
            else:
                while self._rescued:
                    self._writer.order(self._rescued.pop())
        else:
            self.queue.settle(batch, _as_trouble(problem, self._history.path))
            if not self._again.isActive():
                self._again.start(self._pause_ms)
            self._writer.order(self._aside(self._places()))
        self._tell()
        self.answered.emit()
        if problem is not None and not isinstance(problem, StorageError):
            sys.excepthook(type(problem), problem, problem.__traceback__)
        return True

    @Slot()
    def _take_answers(self) -> None:
        while self._take_answer():
            pass

    @Slot()
    def _try_again(self) -> None:
        self._pause_ms = min(2 * self._pause_ms, LONGEST_PAUSE_MS)
        self.push()

    @Slot()
    def _say_late(self) -> None:
        if self._flying is not None:
            path, why = self._history.path, tr("the disk takes long to answer")
            late = NotSavedError(
                tr("KneeTimer waits to save to {file}: {why}.", file=path, why=why), path, why
            )
            self.queue.settle(self._flying, late)
            self._tell()

    def _tell(self) -> None:
        told = str(self.queue.trouble or "")
        if told != self._told:
            self._told = told
            self.changed.emit()

    def _aside(self, places: list[Path]) -> Aside:
        now = self._clock.now()
        return Aside(rescue.content_of(self.queue, now), places, now)

    def _places(self) -> list[Path]:
        if not self._rescued:
            name = rescue.name_of(self._where, self._clock.now())
            self._rescued = [folder / name for folder in rescue.folders(self._where)]
        return list(self._rescued)


def _as_trouble(problem: Exception, path: Path) -> StorageError:
    if isinstance(problem, StorageError):
        return problem
    why = tr("something went wrong inside KneeTimer")
    return NotSavedError(tr("KneeTimer cannot save to {file}: {why}.", file=path, why=why), path, why)
