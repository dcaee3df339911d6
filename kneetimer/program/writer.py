"""The thread that writes: batches into the data file, and what cannot be written into a rescue file.

Whatever the disk does, only this thread stands still. Touches nothing of the window; what came of a batch
is asked for with `answer`. When to write, and what to do about a trouble, the saver decides.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneetimer import __version__
from kneetimer.core.late_dataclass import dataclass
from kneetimer.devices.process import helper_thread
from kneetimer.storage.errors import NotSavedError
from kneetimer.storage.exchange import rescue
from kneetimer.storage.records.history import History
from kneetimer.storage.records.write_queue import Batch

if TYPE_CHECKING:
    from kneetimer.storage.exchange.json_file import Everything


@dataclass(frozen=True, slots=True)
class Aside:
    """What waits, and where it may be put aside, the best place first."""

    content: Everything
    places: Sequence[Path]
    made: datetime

    def write(self) -> Path:
        """Raises NotSavedError."""
        return rescue.write(self.content, self.places, self.made, __version__)


class Writer:
    """Carries out one order after the other. `told` is called on the thread when there is an answer."""

    def __init__(self, history: History, told: Callable[[], None]) -> None:
        self._answers: queue.SimpleQueue[tuple[Batch, Exception | None]] = queue.SimpleQueue()
        self._history = history
        self._told = told
        self._orders: queue.SimpleQueue[Batch | Aside | Path | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def order(self, work: Batch | Aside | Path) -> None:
        """Write a batch, put something aside, or delete a rescue file that is not needed any more."""
        if self._thread is None:
            self._thread = helper_thread.start(self._run, "saver")
        self._orders.put(work)

    def answer(self, wait_s: float) -> tuple[Batch, Exception | None] | None:
        """What came of the next batch; None where that is not known within `wait_s`."""
        try:
            return self._answers.get(timeout=wait_s) if wait_s else self._answers.get_nowait()
        except queue.Empty:
            return None

    def end(self, limit_s: float) -> bool:
        """Carry out what was ordered and no more. False where that takes longer than `limit_s`.

        What comes of it then is told to nobody: who asked may be gone.
        """
        thread, self._thread = self._thread, None
        if thread is None:
            return True
        self._orders.put(None)
        helper_thread.end(thread, limit_s)
        if thread.is_alive():
            self._told = _nobody
        return not thread.is_alive()

    def _run(self) -> None:
        while (work := self._orders.get()) is not None:
            if isinstance(work, Batch):
                self._write(work)
            elif isinstance(work, Aside):
                with contextlib.suppress(
                    NotSavedError
                ):  # it stays in memory, and the person knows that it does
                    work.write()
            else:
                with contextlib.suppress(OSError):  # the next start takes it in, which adds nothing
                    work.unlink(missing_ok=True)

    def _write(self, batch: Batch) -> None:
        problem: Exception | None = None
        try:
            batch.write(self._history)
        except Exception as raised:  # told on the window's thread, also where the program is at fault
            problem = raised
        self._answers.put((batch, problem))
        self._told()


def _nobody() -> None:
    pass


class OneOff:
    """Puts something aside on a thread of its own, which nobody waits for if the disk hangs."""

    def __init__(self, work: Aside) -> None:
        self._work = work
        self._done: queue.SimpleQueue[Path | None] = queue.SimpleQueue()
        helper_thread.start(self._run, "rescue")

    def wait(self, limit_s: float) -> Path | None:
        """The file that was written, None where none was within `limit_s`."""
        try:
            return self._done.get(timeout=limit_s)
        except queue.Empty:
            return None

    def _run(self) -> None:
        try:
            self._done.put(self._work.write())
        except NotSavedError:
            self._done.put(None)
