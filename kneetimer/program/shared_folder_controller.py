"""Keeps this computer's file in the shared folder up to date, and takes in what other computers left there.

Files are read and written on a thread that nobody waits for; what two computers know is put together by
storage/exchange/shared_folder.py. Rests while a session runs.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from kneetimer import __version__
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.devices.process import helper_thread
from kneetimer.program.file_dialog import ask_for
from kneetimer.program.model import Model
from kneetimer.storage.errors import StorageError
from kneetimer.storage.installation import id_of
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.ui.settings import shared_words as words
from kneetimer.ui.text import times

if TYPE_CHECKING:  # the exchange loads slowly, and most people have one computer
    from kneetimer.storage.exchange.shared_folder import Stamp, State, Theirs
    from kneetimer.storage.exchange.transfer import Imported

SETTLES_MS = 3_000  # after the last change here, before it is written
LOOKS_MS = 5 * 60_000


@dataclass(frozen=True, slots=True)
class _Came:
    """What came of one look into the folder: the files of others, and what could not be done or ""."""

    theirs: tuple[Theirs, ...]
    trouble: str


class SharedFolderController(QObject):
    """`noted` says that there is something new to say of the folder, `note` has it, "" for nothing.

    `said` is a trouble, once; `went_well` a sentence and a folder.
    """

    noted = Signal()
    said = Signal(str)
    went_well = Signal(str, str)
    _arrived = Signal()  # from the thread

    def __init__(self, model: Model, window: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._window = window
        self.note = ""
        self._folder = ""
        self._seen: dict[Path, Stamp] = {}
        self._left: dict[Path, State] = {}  # what is in which folder; the thread's alone
        self._trouble = ""
        self._busy = False
        self._orders: queue.SimpleQueue[Callable[[], _Came] | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[_Came] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._settles, self._looks = QTimer(self), QTimer(self)
        self._settles.setSingleShot(True)
        self._settles.setInterval(SETTLES_MS)
        self._looks.setInterval(LOOKS_MS)
        self._settles.timeout.connect(self.exchange)
        self._looks.timeout.connect(self.exchange)
        self._arrived.connect(self._take_answers)
        model.changed.connect(self.follow)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.applicationStateChanged.connect(self._came_to_front)

    @Slot()
    def ask_for_folder(self) -> None:
        dialog = ask_for(self._window, tr(words.CHOOSE))
        dialog.fileSelected.connect(self.choose)

    @Slot(str)
    def choose(self, folder: str) -> None:
        if Path(folder) == self._model.where.data_dir:
            self.said.emit(words.is_data_folder(folder))
            return
        self._model.choose(self._model.preferences.with_(shared_folder=folder))

    def set_busy(self, busy: bool) -> None:
        """While a session runs nothing is read, written or taken in."""
        self._busy = busy
        if not busy:
            self.follow()

    def forget(self) -> str:
        """Delete this computer's files from the folder; why some are left, or ""."""
        from kneetimer.storage.exchange import shared_folder

        if not self._folder:
            return ""
        left = shared_folder.forget(Path(self._folder), id_of(self._model.where))
        return words.left(left) if left else ""

    def close(self, limit_s: float) -> None:
        """Leave what is known now in the folder, and wait for that `limit_s` at most."""
        self._looks.stop()
        if self._settles.isActive():
            self._settles.stop()
            self.exchange()
        thread, self._thread = self._thread, None
        if thread is not None:
            self._orders.put(None)
            helper_thread.end(thread, limit_s)

    @Slot()
    def follow(self) -> None:
        """Something is other than it was: the folder, or what is to be in it."""
        folder = self._model.preferences.shared_folder
        if folder != self._folder:
            self._folder, self._seen, self._trouble, self.note = folder, {}, "", ""
            self.noted.emit()
        if not folder:
            self._settles.stop()
            self._looks.stop()
        elif not self._busy:
            self._settles.start()
            if not self._looks.isActive():
                self._looks.start()

    @Slot(Qt.ApplicationState)
    def _came_to_front(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive and self._looks.isActive():
            self.exchange()

    @Slot()
    def exchange(self) -> None:
        """Look what the others left, and leave what is known here."""
        if self._busy or not self._folder or self._model.queue is None or self._model.queue.waits:
            return
        where, now, folder = self._model.where, self._model.clock.now(), Path(self._folder)
        seen, left = dict(self._seen), self._left
        from kneetimer.storage.exchange import shared_folder

        def work() -> _Came:
            theirs: tuple[Theirs, ...] = ()  # what was read is taken in, also where nothing can be written
            try:
                own = id_of(where)
                theirs = tuple(shared_folder.others(folder, own, seen))
                theirs = shared_folder.without_known(where, theirs)
                left[folder] = shared_folder.write_changed(
                    where, folder, own, now, __version__, left.get(folder)
                )
            except StorageError as problem:
                return _Came(theirs, str(problem))
            except OSError as problem:
                return _Came(theirs, words.not_written(folder, problem.strerror or ""))
            return _Came(theirs, "")

        if self._thread is None:
            self._thread = helper_thread.start(self._carry_out, "shared folder")
        self._orders.put(work)

    def _carry_out(self) -> None:
        while (work := self._orders.get()) is not None:
            self._answers.put(work())
            with contextlib.suppress(RuntimeError):  # the program has ended meanwhile
                self._arrived.emit()

    @Slot()
    def _take_answers(self) -> None:
        while not self._answers.empty():
            came = self._answers.get()
            if self._busy:
                continue  # it is looked at again when the session is over
            troubles = [came.trouble, *(each.trouble for each in came.theirs), *self._take_in(came.theirs)]
            self._tell_trouble(next((each for each in troubles if each), ""))

    def _take_in(self, theirs: tuple[Theirs, ...]) -> list[str]:
        """Have what others left, and say what keeps some of it out: that is tried again."""
        from kneetimer.storage.exchange import shared_folder

        history, done, troubles = self._model.history, [], []
        if history is None:
            return []
        for each in theirs:
            self._seen[each.path] = each.stamp
            if each.everything is None:
                continue
            try:
                done.append(shared_folder.take_in(history, each.everything, self._model.exercises, each.path))
            except StorageError as problem:
                troubles.append(str(problem))
                del self._seen[each.path]
        if any(not each.added_nothing for each in done):
            self._say(done)
        before = self._model.plans.repository.ids()
        for each in theirs:
            try:
                self._take_plans(each.plans)  # their exercises are known now
            except StorageError as problem:
                troubles.append(str(problem))
                self._seen.pop(each.path, None)
        if self._model.plans.repository.ids() != before:
            self._model.has_changed()
        for sentence in dict.fromkeys(sentence for each in done for sentence in each.left_out):
            self.said.emit(sentence)
        return troubles

    def _say(self, done: list[Imported]) -> None:
        self._model.let_go()
        self._model.open_again()
        sessions = sum(each.sessions + each.continued for each in done)
        answers = sum(each.answers for each in done)
        told = words.merged(sessions, answers, times.time_of_day(self._model.clock.now()))
        self.note = told
        self.went_well.emit(told, "")
        self.noted.emit()

    def _take_plans(self, plans: tuple[Path, ...]) -> None:
        """Have the plans that another computer has and this one has not; one that is known is left alone.

        Raises PlanNotSavedError.
        """
        repository = self._model.plans.repository
        for path in plans:
            try:
                if repository.read(path).id not in repository.ids():
                    repository.take_in(path)
            except FileProblem as problem:
                self.said.emit(str(problem))

    def _tell_trouble(self, trouble: str) -> None:
        is_new, self._trouble = trouble not in ("", self._trouble), trouble
        if is_new:
            self.said.emit(trouble)
        if trouble:
            self.note = trouble
            self.noted.emit()
