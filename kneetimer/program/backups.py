"""Makes backups, also in the second place that the person chose, and finds out what each one holds.

A disk may take its time for what is written, copied and read to the last row, so all of it is done on a
thread that nobody waits for. Puts nothing back: settings_controller.py does.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kneetimer.core.late_dataclass import dataclass
from kneetimer.devices.process import helper_thread
from kneetimer.program.model import Model
from kneetimer.storage.engine import backup
from kneetimer.storage.engine.backup import Backup
from kneetimer.storage.engine.restore import Examined, examine
from kneetimer.storage.errors import StorageError
from kneetimer.storage.records.history import History

_Key = tuple[Path, int]  # a file, and when it was changed last


@dataclass(frozen=True, slots=True)
class _Making:
    """A backup to make, and to copy to the `second` place unless that is ""."""

    history: History
    second: str


_Order = _Key | _Making | threading.Event | None  # a backup to read or to make, or somebody to tell


@dataclass(frozen=True, slots=True)
class _Made:
    """Why no backup was made, or not copied to the second place; "" where it was."""

    trouble: str
    is_second: bool


@dataclass(frozen=True, slots=True)
class HeldBackup:
    """What a backup holds; None where it could not be put back, or is not read yet."""

    backup: Backup
    content: Examined | None
    is_read: bool


class Backups(QObject):
    """`changed` comes when a backup was made, when more is known of one, or of the second place.

    `trouble` is why the second place has not the last backup, or ""; `said` tells the person of it, once,
    and of each backup that could not be made. `over` carries a sentence that is true no longer.
    """

    changed = Signal()
    said = Signal(str)
    over = Signal(str)
    _arrived = Signal()  # from the thread

    def __init__(self, model: Model, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._known: dict[_Key, Examined | None] = {}
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[tuple[_Key, Examined | None] | _Made] = queue.SimpleQueue()
        self._asked: set[_Key] = set()
        self._thread: threading.Thread | None = None
        self._is_wanted = False  # as soon as what waits is stored
        self._written = threading.Event()  # the last backup that was ordered
        self._written.set()
        self.trouble = ""
        self._not_made = ""  # why there is no backup of now
        self._arrived.connect(self._take_answers)

    def back_up(self) -> None:
        """Have a backup made and copied to the second place, once what is done until now is stored."""
        self._is_wanted = self._model.history is not None
        saver = self._model.saver
        if saver is not None:
            saver.answered.connect(self._make_wanted, Qt.ConnectionType.UniqueConnection)
            saver.push()
        self._make_wanted()

    def held(self) -> list[HeldBackup]:
        """All that can be put back, newest first, with what is known of each."""
        found = []
        for folder in self._folders():
            for each in backup.restorable_in(folder):
                key = _key(each.path)
                found.append(HeldBackup(each, self._known.get(key), key in self._known))
        return sorted(found, key=lambda held: (held.backup.made, held.backup.number), reverse=True)

    def read(self, most: int) -> None:
        """Find out what the newest backups hold, `most` of them, where that is not known yet."""
        for held in self.held()[:most]:
            key = _key(held.backup.path)
            if not held.is_read and key not in self._asked:
                self._asked.add(key)
                self._order(key)

    def finish(self, limit_s: float) -> bool:
        """Wait for the backup that is being written, `limit_s` at most. False where a disk takes longer."""
        if self._is_wanted and self._model.saver is not None:
            self._model.saver.store_now()
            self._make()
        return self._thread is None or not self._thread.is_alive() or self._written.wait(limit_s)

    def close(self, limit_s: float) -> None:
        """As `finish`, for good; the next backup makes up for what takes longer."""
        is_written = self.finish(limit_s)
        thread, self._thread = self._thread, None
        if thread is not None:
            self._orders.put(None)
            helper_thread.end(thread, limit_s if is_written else 0)

    @Slot()
    def _make_wanted(self) -> None:
        """The end of the session belongs into its backup, and what nobody can write nobody can copy."""
        queue = self._model.queue
        if self._is_wanted and (queue is None or not queue.waits):
            self._make()

    def _make(self) -> None:
        self._is_wanted, history = False, self._model.history
        if history is not None:
            self._order(_Making(history, self._model.preferences.backup_folder))
            self._written = threading.Event()
            self._order(self._written)

    def _folders(self) -> list[Path]:
        second = self._model.preferences.backup_folder
        return [self._model.where.backups_dir, *([Path(second)] if second else [])]

    def _order(self, order: _Order) -> None:
        if self._thread is None or not self._thread.is_alive():
            self._thread = helper_thread.start(self._carry_out, "backups")
        self._orders.put(order)

    def _carry_out(self) -> None:
        while (order := self._orders.get()) is not None:
            if isinstance(order, threading.Event):
                order.set()
                continue
            for answer in _answers_to(order):
                self._answers.put(answer)
                with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
                    self._arrived.emit()

    @Slot()
    def _take_answers(self) -> None:
        while not self._answers.empty():
            answer = self._answers.get()
            if isinstance(answer, _Made):
                self._take(answer)
            else:
                self._known[answer[0]] = answer[1]
        self.changed.emit()

    def _take(self, made: _Made) -> None:
        before = self.trouble if made.is_second else self._not_made
        if made.is_second:
            self.trouble = made.trouble
        else:
            self._not_made = made.trouble
        if before and before != made.trouble:
            self.over.emit(before)
        if made.trouble and not (made.is_second and made.trouble == before):
            self.said.emit(made.trouble)


def _answers_to(order: _Key | _Making) -> Iterator[tuple[_Key, Examined | None] | _Made]:
    if not isinstance(order, _Making):
        yield order, _content(order[0])
        return
    try:
        made = order.history.back_up_beside()
    except StorageError as problem:
        yield _Made(str(problem), is_second=False)
        return
    yield _Made("", is_second=False)
    if order.second:
        yield _Made(_copied(made, Path(order.second)), is_second=True)


def _key(path: Path) -> _Key:
    """A file as it is now: one of the same name may be another one later."""
    try:
        return path, path.stat().st_mtime_ns
    except OSError:
        return path, 0


def _content(path: Path) -> Examined | None:
    try:
        return examine(path)
    except StorageError:
        return None


def _copied(made: Path, folder: Path) -> str:
    """Why a backup could not be copied, or ""."""
    try:
        backup.copy_to(made, folder)
    except StorageError as problem:
        return str(problem)
    return ""
