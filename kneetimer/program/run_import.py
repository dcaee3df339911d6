"""Files of runs on their way into the history: read beside the window, kept one after the other.

A file is read in a thread of its own, because one of a long run takes longer than a frame. What is
in it is compared and stored where the window lives.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core.run import Recording, Run, arrival
from kneetimer.devices.process import helper_thread
from kneetimer.storage.runs.run_file import RunFileError, id_of, read_bytes, run_in, shown_name
from kneetimer.storage.runs.run_folder import recent_files

WAIT_AT_END_S = 3.0


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of some files. `asked` is False for those of the watched folder."""

    added: tuple[Run, ...]
    replaced: tuple[Run, ...]
    known: int
    problems: tuple[str, ...]
    asked: bool


@dataclass(frozen=True, slots=True)
class _Order:
    """Files to read or a folder to look into; runs of `ids` are left out."""

    paths: tuple[Path, ...]
    now: datetime
    ids: frozenset[str]
    asked: bool


class RunIntake(QObject):
    """`finished` carries an Intake for each call of `take` and of `look_into`."""

    finished = Signal(object)
    _read = Signal(object, object, bool)

    def __init__(self, known: Callable[[], Sequence[Run]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._unread = 0
        self._is_closed = False
        self._thread: threading.Thread | None = None
        self._looked_at: set[tuple[str, int, int]] = set()  # belongs to the thread
        self._read.connect(self._compare)

    def take(self, files: Sequence[Path], now: datetime) -> None:
        """Read files that a person chose. Runs of unknown places were in the zone of `now`, here as below."""
        self._order(_Order(tuple(files), now, frozenset(), asked=True))

    def look_into(self, folder: Path, now: datetime, ids: Collection[str]) -> None:
        """Read what is new in a folder; `ids` are the runs that are known or were deleted."""
        self._order(_Order((folder,), now, frozenset(ids), asked=False))

    def is_busy(self) -> bool:
        return self._unread > 0

    def close(self) -> None:
        """Wait for the file that is being read, and read no more."""
        self._is_closed = True
        self._orders.put(None)
        thread, self._thread = self._thread, None
        if thread is not None:
            helper_thread.end(thread, WAIT_AT_END_S)

    def _order(self, order: _Order) -> None:
        if self._is_closed:
            return
        self._unread += 1
        self._orders.put(order)
        if self._thread is None:
            self._thread = helper_thread.start(self._carry_out, "files of runs")

    @Slot(object, object, bool)
    def _compare(self, recordings: list[Recording], problems: list[str], asked: bool) -> None:
        self._unread -= 1
        known = list(self._known())
        added: list[Run] = []
        replaced: list[Run] = []
        again = 0
        for recording in sorted(recordings, key=lambda each: each.started):
            came = arrival(recording, known)
            if not came.is_new:
                again += 1
                continue
            if came.instead_of is not None:
                replaced.append(came.instead_of)
                known.remove(came.instead_of)
            added.append(came.run)
            known.append(came.run)
        self.finished.emit(Intake(tuple(added), tuple(replaced), again, tuple(problems), asked))

    # From here on, everything runs on the thread.

    def _carry_out(self) -> None:
        while (order := self._orders.get()) is not None:
            recordings: list[Recording] = []
            problems: list[str] = []
            zone = order.now.tzinfo or UTC
            for path in self._paths_of(order, problems):
                if self._is_closed:
                    return
                try:
                    raw = read_bytes(path)
                    if id_of(raw) not in order.ids:
                        recordings.append(run_in(raw, path, zone))
                except RunFileError as problem:
                    problems.append(str(problem))
                except Exception:  # the thread must outlive whatever a file does to its reader
                    problems.append(f"{shown_name(path)} cannot be read.")
            with contextlib.suppress(RuntimeError):  # the window may have gone meanwhile
                self._read.emit(recordings, problems, order.asked)

    def _paths_of(self, order: _Order, problems: list[str]) -> Sequence[Path]:
        if order.asked:
            return order.paths
        try:
            return [path for path in recent_files(order.paths[0], order.now) if self._is_new_look(path)]
        except RunFileError as problem:
            problems.append(str(problem))
        except Exception:
            problems.append(f"{shown_name(order.paths[0])} cannot be read.")
        return ()

    def _is_new_look(self, path: Path) -> bool:
        """True where a file of the folder has not been looked at as it is now."""
        try:
            found = path.stat()
        except OSError:
            return False
        key = (str(path), found.st_size, found.st_mtime_ns)
        if key in self._looked_at:
            return False
        self._looked_at.add(key)
        return True
