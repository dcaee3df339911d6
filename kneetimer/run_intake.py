"""Files of runs on their way into the history: read beside the window, kept one after the other.

A file is read in a thread of its own, because one of a long run takes longer than a frame. What is
in it is compared and stored where the window lives.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from kneetimer.core.run import Recording, Run, arrival
from kneetimer.storage.run_file import RunFileError, id_of, read_bytes, run_in
from kneetimer.storage.run_folder import recent_files

WAIT_AT_END_MS = 3_000


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of some files. `asked` is False for those of the watched folder."""

    added: tuple[Run, ...]
    replaced: tuple[Run, ...]
    known: int
    problems: tuple[str, ...]
    asked: bool


class RunIntake(QObject):
    """`finished` carries an Intake for each call of `take` and of `look_into`."""

    finished = Signal(object)
    _read = Signal(object, object, bool)

    def __init__(self, known: Callable[[], Sequence[Run]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known = known
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._looked_at: set[tuple[str, int, int]] = set()
        self._read.connect(self._compare)

    def take(self, files: Sequence[Path]) -> None:
        """Read files that a person chose."""
        self._pool.start(_Reading(self, tuple(files), None, frozenset(), asked=True))

    def look_into(self, folder: Path, now: datetime, ids: Collection[str]) -> None:
        """Read what is new in a folder; `ids` are the runs that are known or were deleted."""
        self._pool.start(_Reading(self, (folder,), now, frozenset(ids), asked=False))

    def is_busy(self) -> bool:
        return self._pool.activeThreadCount() > 0

    def close(self) -> None:
        """Wait for the file that is being read, and read no more."""
        self._pool.clear()
        self._pool.waitForDone(WAIT_AT_END_MS)

    def is_new_look(self, path: Path) -> bool:
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

    @Slot(object, object, bool)
    def _compare(self, recordings: list[Recording], problems: list[str], asked: bool) -> None:
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


class _Reading(QRunnable):
    """Reads some files, or those of a folder, away from the window."""

    def __init__(
        self,
        intake: RunIntake,
        paths: tuple[Path, ...],
        now: datetime | None,
        ids: frozenset[str],
        *,
        asked: bool,
    ) -> None:
        super().__init__()
        self._intake = intake
        self._paths = paths
        self._now = now
        self._ids = ids
        self._asked = asked

    def run(self) -> None:
        recordings: list[Recording] = []
        problems: list[str] = []
        paths: Sequence[Path] = self._paths
        if self._now is not None:
            try:
                paths = [path for path in recent_files(paths[0], self._now) if self._intake.is_new_look(path)]
            except RunFileError as problem:
                paths = ()
                problems.append(str(problem))
        for path in paths:
            try:
                raw = read_bytes(path)
                if id_of(raw) not in self._ids:
                    recordings.append(run_in(raw, path))
            except RunFileError as problem:
                problems.append(str(problem))
        self._intake._read.emit(recordings, problems, self._asked)
