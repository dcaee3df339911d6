"""Looks after the person's runs: those of the week card, and those that files bring.

Reading files is run_files_controller.py's; which day is good for a session, core/good_days.py's.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QFileDialog, QWidget

from kneetimer.core.language import tr
from kneetimer.core.run import Run, RunKind, RunState
from kneetimer.program.file_dialog import open_dialog
from kneetimer.program.model import Model
from kneetimer.program.run_files_controller import RunFilesController
from kneetimer.program.undo import Undo
from kneetimer.storage.errors import StorageError
from kneetimer.ui.shell.main_window import MainWindow
from kneetimer.ui.today import run_words as words
from kneetimer.ui.today.day_panel import DayPanel, DayRuns
from kneetimer.ui.today.week_card import WeekCard

FOLLOW_MS = 500  # how often pages are shown anew while runs arrive


class RunDeleted(QUndoCommand):
    def __init__(self, model: Model, run: Run) -> None:
        super().__init__()
        self._model = model
        self._run = run

    def redo(self) -> None:
        self._model.remove(self._run)

    def undo(self) -> None:
        self._model.save(self._run)


class RunController(QObject):
    """`files` reads files; the rest is asked for by the week card."""

    def __init__(
        self, model: Model, card: WeekCard, window: MainWindow, undo: Undo, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._card = card
        self._window = window
        self._undo = undo
        self._watched = ""
        self.files = RunFilesController(model, card, window, self._deleted_runs, self)
        self._follows = QTimer(self)
        self._follows.setSingleShot(True)
        self._connect()

    def set_busy(self, busy: bool) -> None:
        """While a session runs no folder is looked into."""
        self.files.set_busy(busy)

    def close(self, limit_s: float) -> None:
        self._follows.stop()
        self.files.close(limit_s)

    @Slot()
    def follow(self) -> None:
        """Show and watch what the model has now."""
        folder = self._model.preferences.watched_folder
        if folder != self._watched:
            self._watched = folder
            self.files.watch(folder)
        opened = self._card.open_day()
        if opened is not None:
            self.open_day(opened)

    # The week card.

    @Slot(object)
    def open_day(self, day: date) -> None:
        runs = tuple(run for run in self._model.runs if run.day == day)
        self._card.show_day(DayRuns(day, self._model.clock.now().date(), runs))

    @Slot(object, object)
    def _add(self, kind: RunKind, state: RunState) -> None:
        day = self._card.open_day()
        if day is not None:
            self._model.save(Run(day, kind, state=state, id=uuid.uuid4().hex))

    @Slot(object)
    def _correct(self, change: tuple[Run, RunKind]) -> None:
        run, kind = change
        self._model.save(replace(run, kind=kind, guessed=False))

    @Slot(object)
    def _ran(self, run: Run) -> None:
        self._model.save(replace(run, state=RunState.DONE))

    @Slot(object)
    def _delete(self, run: Run) -> None:
        if self._model.queue is None:
            return
        said = words.deleted(run, self._model.clock.now().date())
        self._undo.do(RunDeleted(self._model, run), said)

    # Files.

    @Slot()
    def _ask_for_files(self) -> None:
        dialog = QFileDialog(self._window, tr(words.IMPORT_TITLE))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(words.import_filter())
        dialog.filesSelected.connect(self._chose_files)
        open_dialog(dialog)

    @Slot(list)
    def _chose_files(self, names: list[str]) -> None:
        self.take_files(tuple(Path(name) for name in names))

    @Slot(object)
    def take_files(self, files: tuple[Path, ...]) -> None:
        """Read files that the person chose or dropped."""
        if self._model.queue is not None:
            self.files.take(files)

    def _deleted_runs(self) -> frozenset[str] | None:
        """The ids of the runs that must not come back by themselves; None where that cannot be told."""
        try:
            return self._model.history.deleted_runs() if self._model.history is not None else None
        except StorageError:
            return None

    @Slot(object)
    def _arrived(self, runs: Sequence[Run]) -> None:
        """Keep what files brought. Pages follow at once, and then no faster than they can be read."""
        self._model.save(*runs, tell=False)
        if not self._follows.isActive():
            self._follows.start(FOLLOW_MS)
            self._model.has_changed()

    @Slot(object)
    def _refused(self, run: Run) -> None:
        """A person says that it was no run: it is marked as one that was deleted, so that it stays away."""
        self._model.remove(run)

    @Slot()
    def _settled(self) -> None:
        self._follows.stop()
        self._model.has_changed()

    @Slot()
    def ask_for_folder(self) -> None:
        dialog = QFileDialog(self._window, tr(words.WATCHED))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._chose_folder)
        open_dialog(dialog, self._model.preferences.watched_folder)

    @Slot(str)
    def _chose_folder(self, name: str) -> None:
        self._model.choose(self._model.preferences.with_(watched_folder=name))

    @Slot(QWidget)
    def _connect_panel(self, panel: DayPanel) -> None:
        panel.added.connect(self._add)
        panel.corrected.connect(self._correct)
        panel.ran.connect(self._ran)
        panel.deleted.connect(self._delete)

    def _connect(self) -> None:
        card = self._card
        card.day_opened.connect(self.open_day)
        card.import_requested.connect(self._ask_for_files)
        card.files_dropped.connect(self.take_files)
        card.panel_made.connect(self._connect_panel)
        self.files.arrived.connect(self._arrived)
        self.files.refused.connect(self._refused)
        self.files.settled.connect(self._settled)
        self._follows.timeout.connect(self._model.has_changed)
        self._model.changed.connect(self.follow)
        self._model.replaced.connect(self.files.forget)
