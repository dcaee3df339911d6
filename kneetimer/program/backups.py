"""Makes backups, also in the second place that the person chose, and finds out what each one holds.

Copying to another disk and reading backups to the last row take their time, so both are done on threads that
nobody waits for. Puts nothing back: settings_controller.py does.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.devices.process import helper_thread
from kneetimer.program.model import Model
from kneetimer.storage.engine import backup
from kneetimer.storage.engine.backup import Backup
from kneetimer.storage.engine.restore import Examined, examine
from kneetimer.storage.errors import StorageError

_Key = tuple[Path, int]  # a file, and when it was changed last
_Order = _Key | tuple[Path, Path] | None  # a backup to read, or to copy into a folder


@dataclass(frozen=True, slots=True)
class HeldBackup:
    """What a backup holds; None where it could not be put back, or is not read yet."""

    backup: Backup
    content: Examined | None
    is_read: bool


class Backups(QObject):
    """`changed` comes when more is known of a backup, or of the second place.

    `trouble` is why the second place has not the last backup, or ""; `said` tells the person, once.
    """

    changed = Signal()
    said = Signal(str)
    _arrived = Signal()  # from the thread

    def __init__(self, model: Model, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._known: dict[_Key, Examined | None] = {}
        self._orders: queue.SimpleQueue[_Order] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[tuple[_Key, Examined | None] | str] = queue.SimpleQueue()
        self._asked: set[_Key] = set()
        self._thread: threading.Thread | None = None
        self.trouble = ""
        self._arrived.connect(self._take_answers)

    def back_up(self) -> None:
        """Make a backup, and have it copied to the second place. Raises NotBackedUpError."""
        if self._model.history is None:
            return
        if self._model.saver is not None:
            self._model.saver.store_now()  # the end of the session belongs into its backup
        made = self._model.history.back_up()
        if self._model.preferences.backup_folder:
            self._order((made, Path(self._model.preferences.backup_folder)))

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

    def close(self, limit_s: float) -> None:
        """Wait for what is being copied, `limit_s` at most; the next backup makes up for it."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._orders.put(None)
            helper_thread.end(thread, limit_s)

    def _folders(self) -> list[Path]:
        second = self._model.preferences.backup_folder
        return [self._model.where.backups_dir, *([Path(second)] if second else [])]

    def _order(self, order: _Order) -> None:
        if self._thread is None:
            self._thread = helper_thread.start(self._carry_out, "backups")
        self._orders.put(order)

    def _carry_out(self) -> None:
        while (order := self._orders.get()) is not None:
            path, what = order
            if isinstance(what, Path):
                self._answers.put(_copied(path, what))
            else:
                self._answers.put(((path, what), _content(path)))
            with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
                self._arrived.emit()

    @Slot()
    def _take_answers(self) -> None:
        while not self._answers.empty():
            answer = self._answers.get()
            if isinstance(answer, str):
                is_new, self.trouble = answer not in ("", self.trouble), answer
                if is_new:
                    self.said.emit(answer)
            else:
                self._known[answer[0]] = answer[1]
        self.changed.emit()


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
