"""Files of runs on their way into the history: read beside the window, compared step by step in it.

Files are read in a thread of its own, because one of a long run takes longer than a frame and an archive
has thousands. After each step the thread waits until the window has taken it, so that the window is never
behind. Stores no runs; who listens does.
"""

from __future__ import annotations

import contextlib
import dataclasses
import queue
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import field, replace
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.run import KnownRuns, Recording, Run
from kneetimer.devices.process import helper_thread
from kneetimer.storage.runs.activity import LeftOut, StoppedError
from kneetimer.storage.runs.folder import FolderUnreadableError, Found, files_in
from kneetimer.storage.runs.memory import RunMemory, mark_of
from kneetimer.storage.runs.reading import FileReading, readings, shown_name

STEPS_AHEAD = 2
MOST_FILES_A_STEP = 20


@dataclass(frozen=True, slots=True)
class Intake:
    """What came of some files. `asked` is False for those of the watched folder.

    `left_out` are the activities that are no runs, with the names of their files; `problems` are the files
    that cannot be read; `mended` has what was passed over to read the others. `unsure` counts those that
    the person is asked about.
    """

    added: int
    known: int
    unsure: int
    left_out: tuple[tuple[str, LeftOut], ...]
    problems: tuple[str, ...]
    mended: tuple[str, ...]
    asked: bool
    was_stopped: bool


@dataclass(frozen=True, slots=True)
class _Order:
    """Files to read or, where `asked` is False, a folder to look into.

    Files with a mark of `looked_at` are passed over, and so are runs of `deleted`.
    """

    paths: tuple[Path, ...]
    now: datetime
    looked_at: frozenset[str]
    deleted: frozenset[str]
    asked: bool


@dataclasses.dataclass(slots=True)
class _Step:
    """Some readings with the keys of their files, and the keys of the files that are done with them."""

    share: float = 0.0
    readings: list[tuple[str, FileReading]] = field(default_factory=list)
    done: list[str] = field(default_factory=list)


@dataclasses.dataclass(slots=True)
class _Totals:
    known: int = 0
    left_out: list[tuple[str, LeftOut]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    added: dict[str, Recording] = field(default_factory=dict)
    unsure: int = 0


class RunIntake(QObject):
    """`arrived` carries the runs to keep of each step, `progressed` the share that is read, and `finished`
    an Intake for each call of `take` and of `look_into`."""

    arrived = Signal(object)
    progressed = Signal(float)
    finished = Signal(object)
    _stepped = Signal(object, object)
    _ended = Signal(object, bool)

    def __init__(
        self, known: Callable[[], Sequence[Run]], memory: RunMemory, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._known = known
        self._memory = memory
        self._orders: queue.SimpleQueue[_Order | None] = queue.SimpleQueue()
        self._room = threading.Semaphore(STEPS_AHEAD)
        self._unread = 0
        self._is_closed = False
        self._is_stopped = False
        self._may_read = threading.Event()
        self._may_read.set()
        self._thread: threading.Thread | None = None
        self._totals = _Totals()
        self._runs_of: dict[str, list[str]] = {}
        self._stepped.connect(self._take_step)
        self._ended.connect(self._end)

    def take(self, files: Sequence[Path], now: datetime) -> None:
        """Read files that a person chose. Runs of unknown places were in the zone of `now`, here as below."""
        self._order(_Order(tuple(files), now, frozenset(), frozenset(), asked=True))

    def look_into(self, folder: Path, now: datetime, deleted: Collection[str]) -> None:
        """Read what is new in a folder; `deleted` are the ids of runs that must not come back."""
        ids = {run.id for run in self._known()} | {each.id for each in self._memory.questions()}
        looked_at = self._memory.looked_at(ids | set(deleted))
        self._order(_Order((folder,), now, looked_at, frozenset(deleted), asked=False))

    def is_busy(self) -> bool:
        return self._unread > 0

    @Slot()
    def stop(self) -> None:
        """Give up what is being read. What was taken stays; what was not is found by the next look."""
        self._is_stopped = True

    def set_busy(self, busy: bool) -> None:
        """Read nothing while a session runs, which needs the processor more; then go on where it was."""
        if busy:
            self._may_read.clear()
        else:
            self._may_read.set()

    def questions(self) -> tuple[Recording, ...]:
        """The recordings of which it is not sure that they are runs."""
        return self._memory.questions()

    def answer(self, id: str) -> Recording | None:
        """Ask no more about a recording, and return it."""
        recording = self._memory.answered(id)
        self._memory.save()
        return recording

    def forget(self) -> None:
        """Know nothing of what was looked at and asked: the data is another one."""
        self._memory.forget()

    def close(self, limit_s: float) -> None:
        """Wait for the file that is being read, `limit_s` at most, and read no more."""
        self._is_closed = True
        self._orders.put(None)
        self._room.release()
        thread, self._thread = self._thread, None
        if thread is not None:
            helper_thread.end(thread, limit_s)

    def _order(self, order: _Order) -> None:
        if self._is_closed:
            return
        self._unread += 1
        self._orders.put(order)
        if self._thread is None:
            self._thread = helper_thread.start(self._carry_out, "files of runs")

    @Slot(object, object)
    def _take_step(self, order: _Order, step: _Step) -> None:
        totals = self._totals
        kept: list[Run] = []
        known = KnownRuns(self._known())
        for key, reading in step.readings:
            totals.left_out += ((reading.name, each) for each in reading.left_out)
            totals.mended += (f"{reading.name}: {each}" for each in reading.mended)
            if reading.problem:
                totals.problems.append(reading.problem)
            # The earlier one first: how hard a run was is guessed by the runs before it.
            for recording in sorted(reading.runs, key=lambda each: each.started):
                run = None if recording.id in order.deleted else self._take(recording, known)
                if run is not None:
                    kept.append(run)
                    known.add(run)
                self._runs_of.setdefault(key, []).append(_id_of(recording, known, order.deleted))
        for key in step.done:
            runs = self._runs_of.pop(key, ())
            if key:
                self._memory.remember(key, runs)
        if kept:
            self.arrived.emit(tuple(kept))
        self.progressed.emit(step.share)
        self._room.release()

    def _take(self, recording: Recording, known: KnownRuns) -> Run | None:
        """The run to keep of a recording; None where it is known or has to be asked about."""
        came = known.arrival(recording)
        if not came.is_new:
            self._totals.known += 1
            return None
        if not recording.is_sure:
            asked = KnownRuns(KnownRuns(()).arrival(each).run for each in self._memory.questions())
            if asked.arrival(recording).is_new:
                self._memory.ask(recording)
                self._totals.unsure += 1
            return None
        self._totals.added[came.run.id] = recording
        return came.run

    @Slot(object, bool)
    def _end(self, order: _Order, was_stopped: bool) -> None:
        self._unread -= 1
        totals, self._totals = self._totals, _Totals()
        self._runs_of.clear()
        # The newest came first, when nothing was known of the runs before them: now it is.
        known = KnownRuns(self._known())
        clearer = []
        for run in self._known():
            recording = totals.added.get(run.id)
            if recording is not None and run.guessed and (kind := known.guess(recording)) is not run.kind:
                clearer.append(replace(run, kind=kind))
        if clearer:
            self.arrived.emit(tuple(clearer))
        for each in self._memory.questions():
            if not known.arrival(each).is_new:  # another file has the same run, without a doubt
                self._memory.answered(each.id)
        self._memory.save()
        self.finished.emit(
            Intake(
                len(totals.added),
                totals.known,
                totals.unsure,
                tuple(totals.left_out),
                tuple(totals.problems),
                tuple(totals.mended),
                order.asked,
                was_stopped,
            )
        )

    # From here on, everything runs on the thread.

    def _carry_out(self) -> None:
        while (order := self._orders.get()) is not None:
            self._is_stopped = False
            try:
                self._read(order)
            except StoppedError:
                pass
            except Exception:  # the thread must outlive whatever a folder or a file does to its reader
                name = shown_name(order.paths[0].name)
                broken = FileReading(name, problem=tr("{file} cannot be read.", file=name))
                self._hand_over(order, _Step(1.0, [("", broken)]))
            if self._is_closed:
                return
            with contextlib.suppress(RuntimeError):  # the window may have gone meanwhile
                self._ended.emit(order, self._is_stopped)

    def _read(self, order: _Order) -> None:
        try:
            files = list(self._files_of(order))
        except FolderUnreadableError as problem:
            self._hand_over(order, _Step(1.0, [("", FileReading("", problem=str(problem)))]))
            return
        step = _Step()
        for number, file in enumerate(files):

            def keep_on(share: float, number: int = number) -> None:
                self._keep_on()
                with contextlib.suppress(RuntimeError):
                    self.progressed.emit((number + share) / len(files))

            self._keep_on()
            for reading in readings(file.path, order.now, keep_on):
                self._keep_on()
                step.readings.append((file.key, reading))
                step.share = max(step.share, number / len(files))
                if reading.runs or len(step.readings) >= MOST_FILES_A_STEP:
                    step = self._hand_over(order, step)
            step.done.append(file.key)
            step.share = (number + 1) / len(files)
        self._hand_over(order, step)

    def _files_of(self, order: _Order) -> Iterator[Found]:
        if order.asked:
            # Chosen by hand, a file is read again however often, and nothing is remembered of it.
            return (Found(path, "") for path in order.paths)
        return (each for each in files_in(order.paths[0]) if mark_of(each.key) not in order.looked_at)

    def _hand_over(self, order: _Order, step: _Step) -> _Step:
        """Give a step to the window as soon as it has room, and return the next one."""
        while not self._room.acquire(timeout=0.2):
            self._keep_on()
        self._keep_on()
        with contextlib.suppress(RuntimeError):
            self._stepped.emit(order, step)
        return _Step(step.share)

    def _keep_on(self) -> None:
        while not self._may_read.wait(0.2) and not self._is_closed and not self._is_stopped:
            pass
        if self._is_closed or self._is_stopped:
            raise StoppedError


def _id_of(recording: Recording, known: KnownRuns, deleted: Collection[str]) -> str:
    """The id of the run that a recording belongs to; its own where there is none, or it was deleted."""
    if recording.id in deleted:
        return recording.id
    came = known.arrival(recording)
    return recording.id if came.is_new else came.run.id
