"""The desk behind the Progress page: gives it what is stored, and carries out what is asked of it there.

Corrections, deletions and sessions done elsewhere become happenings of their own, so that nothing
that was recorded is ever overwritten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from kneetimer import __version__
from kneetimer.core import record
from kneetimer.core.exercise import Exercise
from kneetimer.core.plan import Plan
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import SessionRecord
from kneetimer.core.run import Run
from kneetimer.core.script import build_script
from kneetimer.core.session_edit import AddedSession, SessionEdit
from kneetimer.devices.clock import Clock
from kneetimer.storage import transfer
from kneetimer.storage.errors import StorageError
from kneetimer.storage.history import History
from kneetimer.ui.pages.progress import ProgressPage
from kneetimer.ui.pages.progress_view import ProgressView, progress_view
from kneetimer.ui.report import ReportNotWrittenError, write_report
from kneetimer.ui.report_view import range_of, report_view
from kneetimer.ui.theme import Theme
from kneetimer.ui.widgets.button import Button
from kneetimer.ui.wording import program as words


class ProgressDesk(QObject):
    """`changed` gives a record after each correction; `said` is a sentence for the person."""

    changed = Signal(object)
    said = Signal(str)

    def __init__(
        self,
        page: ProgressPage,
        theme: Theme,
        history: History | None,
        exercises: Mapping[str, Exercise],
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._history = history
        self._exercises = exercises
        self._clock = clock
        self._records: Sequence[SessionRecord] = ()
        self._plan: Plan | None = None
        self._preferences = Preferences()
        self._view: ProgressView | None = None
        self._export = Button(theme, words.EXPORT)
        self._report = Button(theme, words.REPORT)
        if history is not None:
            page.add_header_button(self._export)
            page.add_header_button(self._report)
        self._export.clicked.connect(self._ask_for_export)
        self._report.clicked.connect(self._ask_for_report)
        page.edit_requested.connect(self._edit)
        page.delete_requested.connect(self._delete)
        page.undo_requested.connect(self._undo)
        page.add_requested.connect(self._add)

    def show(
        self, records: Sequence[SessionRecord], plan: Plan, preferences: Preferences, runs: Sequence[Run] = ()
    ) -> None:
        """Show the page with what is known now."""
        self._records, self._plan, self._preferences = records, plan, preferences
        checks = self._history.knee_checks() if self._history is not None else []
        self._view = progress_view(
            records,
            checks,
            runs,
            plan,
            preferences,
            self._clock.now(),
            exercises=self._exercises,
            known=self._view,
        )
        self._page.show_view(self._view)

    def export_to(self, folder: Path) -> None:
        """Write everything that is stored into a folder."""
        assert self._history is not None
        try:
            done = transfer.export(self._history, folder, self._clock.now(), __version__)
        except StorageError as problem:
            self.said.emit(str(problem))
            return
        self.said.emit(words.exported(done.sessions, folder))

    def report_to(self, file: Path) -> None:
        """Write the page for a physiotherapist, about the last six weeks."""
        assert self._history is not None
        assert self._plan is not None
        today = self._clock.now().date()
        first, last = range_of(self._records, None, None, today)
        view = report_view(
            self._plan,
            self._exercises,
            self._records,
            self._history.knee_checks(),
            self._history.foot_notes(),
            self._preferences.sessions_a_week,
            first,
            last,
            today,
        )
        try:
            write_report(view, file)
        except ReportNotWrittenError as problem:
            self.said.emit(words.not_written(file, str(problem)))
            return
        self.said.emit(words.written(file))

    @Slot()
    def _ask_for_export(self) -> None:
        folder = QFileDialog.getExistingDirectory(self._page, words.EXPORT_TO)
        if folder:
            self.export_to(Path(folder))

    @Slot()
    def _ask_for_report(self) -> None:
        file, _ = QFileDialog.getSaveFileName(self._page, words.REPORT_TO, words.REPORT_NAME, "PDF (*.pdf)")
        if file:
            self.report_to(Path(file).with_suffix(".pdf"))

    @Slot(object)
    def _edit(self, edit: SessionEdit) -> None:
        self._amend(edit.session, record.Edited(self._clock.now(), edit.sets, edit.answers))

    @Slot(str)
    def _delete(self, session: str) -> None:
        self._amend(session, record.Removed(self._clock.now()))

    @Slot(str)
    def _undo(self, session: str) -> None:
        self._amend(session, record.Removed(self._clock.now(), False))

    def _amend(self, session: str, happening: record.Happening) -> None:
        if self._history is None:
            return
        try:
            self._history.append(session, happening)
            self.changed.emit(self._history.record_of(session))
        except StorageError as problem:
            self.said.emit(str(problem))

    @Slot(object)
    def _add(self, added: AddedSession) -> None:
        if self._history is None or self._plan is None:
            return
        script = build_script(self._plan, added.week, added.session, self._preferences, self._exercises)
        happenings = record.written_down(
            script,
            added.started.astimezone(),
            self._clock.zone(),
            added.minutes * 60_000,
            added.answers,
        )
        try:
            session = self._history.add_session(happenings)
            self.changed.emit(self._history.record_of(session))
        except StorageError as problem:
            self.said.emit(str(problem))
