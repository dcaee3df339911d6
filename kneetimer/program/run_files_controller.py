"""Looks after the files of runs for the window: those a person gives, those of the watched folder, and what
is asked about them. Runs themselves are the run controller's: it hears which arrive, and which are none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from kneetimer.core.run import KnownRuns, Run
from kneetimer.program.lazy import Lazy
from kneetimer.program.model import Model
from kneetimer.storage.runs import memory
from kneetimer.ui.shell.main_window import MainWindow
from kneetimer.ui.today import run_words as words
from kneetimer.ui.today.run_files import RunFilesPanel, RunFilesView, RunQuestion
from kneetimer.ui.today.week_card import WeekCard

if TYPE_CHECKING:
    from kneetimer.program.run_import import Intake, RunIntake

MOST_DETAILS = 2_000
PATIENCE_MS = 400  # what is read sooner needs no bar, which would push the page about


class RunFilesController(QObject):
    """`arrived` carries runs to keep, `refused` a run that a person says is none.

    `note` is what the settings say of the watched folder, and `noted` that it has changed; `settled` comes
    after each reading.
    """

    arrived = Signal(object)
    refused = Signal(object)
    noted = Signal()
    settled = Signal()

    def __init__(
        self,
        model: Model,
        card: WeekCard,
        window: MainWindow,
        deleted: Callable[[], frozenset[str] | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._card = card
        self._window = window
        self._model = model
        self._deleted = deleted
        self._folder = ""
        self._panel: RunFilesPanel | None = None
        self._share: float | None = None
        self._read = 0.0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._show_reading)
        self._summary = ""
        self._said = ""  # in the banner, about files that need a look
        self._details: tuple[str, ...] = ()
        self._look_again = False
        self._busy = False
        self.note = ""
        self._memory = model.where.data_dir / memory.NAME
        self._intake = Lazy(self._make_intake)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.applicationStateChanged.connect(self._came_to_front)

    @property
    def intake(self) -> RunIntake:
        """What reads the files."""
        return self._intake()

    def _make_intake(self) -> RunIntake:
        from kneetimer.program.run_import import RunIntake

        made = RunIntake(self._known, memory.RunMemory(self._memory), self)
        made.arrived.connect(self.arrived)
        made.progressed.connect(self._show_progress)
        made.finished.connect(self._finish)
        made.set_busy(self._busy)
        return made

    def _known(self) -> Sequence[Run]:
        return self._model.runs

    def watch(self, folder: str) -> None:
        """Look for new files in a folder from now on; "" for none."""
        self._folder, self.note = folder, ""
        self.look_into_folder()
        self.show()

    def set_busy(self, busy: bool) -> None:
        """While a session runs no folder is looked into, and what is being read waits."""
        self._busy = busy
        if self._intake.made is not None:
            self._intake.made.set_busy(busy)

    def forget(self) -> None:
        """The data is another one, of which nothing is known."""
        self.intake.forget()
        self.note = self._summary = ""
        self._details = ()
        self.show()

    def close(self, limit_s: float) -> None:
        self._patience.stop()
        if self._intake.made is not None:
            self._intake.made.close(limit_s)

    def take(self, files: tuple[Path, ...]) -> None:
        """Read files that the person chose or dropped."""
        self.intake.take(files, self._model.clock.now())

    def look_into_folder(self) -> None:
        """Look for new files where the person said that they appear."""
        if not self._folder or self._busy:
            return
        self._look_again = self.intake.is_busy()  # what came after that look began is found afterwards
        deleted = None if self._look_again else self._deleted()
        if deleted is not None:
            self.intake.look_into(Path(self._folder), self._model.clock.now(), deleted)

    def show(self) -> None:
        """Show what is read, told and asked; nothing where there is nothing of it."""
        today = self._model.clock.now().date()
        # Where no file was ever looked at, nothing is asked, and nothing is loaded for it.
        unsure = self.intake.questions() if self._intake.made or self._memory.exists() else ()
        asked = tuple(RunQuestion(each.id, words.question(each, today), each.source) for each in unsure)
        view = RunFilesView(self._share, self._summary, self._details, asked)
        if self._panel is None:
            if view.is_empty:
                return
            self._panel = self._card.run_files
            self._panel.stopped.connect(self.intake.stop)
            self._panel.closed.connect(self._close_summary)
            self._panel.answered.connect(self._answer)
        self._panel.show_view(view)

    @Slot(Qt.ApplicationState)
    def _came_to_front(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.look_into_folder()

    @Slot(float)
    def _show_progress(self, share: float) -> None:
        self._read = share
        if self._share is not None and self._panel is not None:
            self._panel.show_progress(share)
        elif not self._patience.isActive():
            self._patience.start(PATIENCE_MS)

    @Slot()
    def _show_reading(self) -> None:
        if self.intake.is_busy():
            self._share = self._read
            self.show()

    @Slot(object)
    def _finish(self, intake: Intake) -> None:
        if not self.intake.is_busy():
            self._patience.stop()
            self._share = None
        problems = intake.problems
        others = tuple(words.left_out(name, each.what, each.why) for name, each in intake.left_out)
        said = words.imported(intake.added, intake.known, intake.unsure, others, problems)
        is_news = bool(others or problems or intake.was_stopped)
        if not intake.asked:
            # What a watched folder holds besides runs is no news: it is told where the folder is.
            # A look that finds nothing new leaves what the one before it had to say.
            if is_news or intake.added:
                self.note = words.imported(0, 0, 0, others, problems)
            said = words.imported(intake.added, 0, intake.unsure, (), ())
            self.noted.emit()
        if is_news:
            self._summary = words.summary(
                intake.added, len(others), len(problems), was_stopped=intake.was_stopped
            )
            self._details = (*problems, *others, *intake.mended)[:MOST_DETAILS]
        self._window.banner.take_back(self._said)
        self._said = said if problems or intake.unsure else ""
        if self._said:
            self._window.show_banner(said)
        elif said:
            self._window.toasts.tell(said)
        self.show()
        self.settled.emit()
        if self._look_again and not self.intake.is_busy():
            self.look_into_folder()

    @Slot()
    def _close_summary(self) -> None:
        self._summary, self._details = "", ()
        self.show()

    @Slot(str, bool)
    def _answer(self, id: str, is_run: bool) -> None:
        recording = self.intake.answer(id)
        if recording is not None:
            came = KnownRuns(self._known() if is_run else ()).arrival(recording)
            if not is_run:
                self.refused.emit(came.run)
            elif came.is_new:
                self.arrived.emit((came.run,))
        self.show()
