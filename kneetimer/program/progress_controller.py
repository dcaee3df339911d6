"""Shows progress from what is stored, and carries out what is asked there.

Corrections, deletions and sessions done elsewhere become events of their own, so that nothing
that was recorded is ever overwritten.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand

from kneetimer import __version__
from kneetimer.core import record
from kneetimer.core.exercise import Side
from kneetimer.core.knee import KneeCheck
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.moments import shown, stamp
from kneetimer.core.run import RunState
from kneetimer.core.schedule import day_of, target_of
from kneetimer.core.session_edit import AddedSession, SessionEdit, edited_checks
from kneetimer.core.written_down import written_down
from kneetimer.program.appearance import Appearance
from kneetimer.program.model import Model
from kneetimer.program.page_controller import KeptPage
from kneetimer.program.progress_dialogs import ProgressDialogs
from kneetimer.program.undo import Undo
from kneetimer.storage.errors import StorageError
from kneetimer.storage.exchange import transfer
from kneetimer.storage.exchange.csv_files import TableStyle
from kneetimer.storage.records import merged
from kneetimer.storage.records.history import History
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.menu_button import ActionsButton
from kneetimer.ui.progress import words as page_words
from kneetimer.ui.progress.insight_view import InsightAction
from kneetimer.ui.progress.page import ProgressPage
from kneetimer.ui.progress.report import write_report
from kneetimer.ui.progress.report_view import range_of, report_view
from kneetimer.ui.progress.saved_file import NotWrittenError
from kneetimer.ui.progress.view import ProgressView, progress_view
from kneetimer.ui.shell import words

# The page opens with six weeks; older sessions are read when somebody looks back at them.
RECENT = timedelta(weeks=8)


class _SessionChanged(QUndoCommand):
    """A correction or a deletion; what could not be stored is nothing to undo."""

    def __init__(
        self, said: str, carry_out: Callable[[_Change], bool], change: _Change, back: _Change
    ) -> None:
        super().__init__(said)
        self._carry_out = carry_out
        self._change = change
        self._back = back

    def redo(self) -> None:
        self.setObsolete(not self._carry_out(self._change))

    def undo(self) -> None:
        self.setObsolete(not self._carry_out(self._back))


@dataclass(frozen=True, slots=True)
class _Removal:
    """That a session is deleted, or with `removed` False that it is back."""

    session: str
    removed: bool = True


_Change = SessionEdit | _Removal


class _StartSide(QUndoCommand):
    """Sets begin on a side from the next session on."""

    def __init__(self, model: Model, side: Side) -> None:
        super().__init__()
        self._model = model
        self._side = side.value
        self._before = model.preferences.start_side

    def redo(self) -> None:
        self._model.choose(self._model.preferences.with_(start_side=self._side))

    def undo(self) -> None:
        self._model.choose(self._model.preferences.with_(start_side=self._before))


class ProgressController(KeptPage):
    """`article_asked` carries the id of an answer that the insight leads to."""

    article_asked = Signal(str)

    def __init__(self, appearance: Appearance, model: Model, undo: Undo, parent: QObject) -> None:
        super().__init__(model, parent)
        self._undo = undo
        self._appearance = appearance
        self._page = page = ProgressPage(appearance.theme, can_edit=model.history is not None)
        self._records: dict[str, record.SessionRecord] = {}
        self._checks: list[KneeCheck] = []  # all of them: the model has those that are about today
        self._view: ProgressView | None = None
        self._looks_back = False
        self._dialogs = ProgressDialogs(page, model.clock, self)
        self._told: set[str] = set()  # what was said about sessions that cannot be read
        self._export = ActionsButton(appearance.theme, tr(words.EXPORT))
        self._export.show_actions([(key, tr(text)) for key, text in words.EXPORTS])
        self._report = Button(appearance.theme, tr(words.REPORT))
        page.header.add_button(self._export)
        page.header.add_button(self._report)
        self._export.acted.connect(self._dialogs.ask_for_files)
        self._report.clicked.connect(self._dialogs.ask_for_report)
        page.insight.acted.connect(self._act_on_insight)
        page.looked_back.connect(self._read_older)
        page.calendar.looked_back.connect(self._read_older)
        page.sheets.edit_requested.connect(self._edit)
        page.sheets.delete_requested.connect(self._delete)
        page.all_sessions.undo_requested.connect(undo.undo)
        undo.changed.connect(self._offer_undo)
        page.sheets.add_requested.connect(self._add)
        page.sheets.fit_requested.connect(self._ask_for_fit)
        self._dialogs.export_chosen.connect(self.export_to)
        self._dialogs.import_chosen.connect(self.import_from)
        self._dialogs.report_chosen.connect(self.report_to)
        self._dialogs.fit_chosen.connect(self.fit_to)
        model.replaced.connect(self._replaced)
        appearance.changed.connect(self._follow)

    @property
    def page(self) -> ProgressPage:
        return self._page

    @Slot()
    def _replaced(self) -> None:
        self._view = None
        self._looks_back, self._is_stale = False, True
        self._page.set_can_edit(self._history is not None)

    @property
    def _history(self) -> History | None:
        return self._model.history

    def refresh(self) -> None:
        super().refresh()
        self._model.know_all()
        outlook = self._model.outlook
        self._page.trends.set_look(self._appearance.figure_look)
        self._read()
        self._view = progress_view(
            outlook.records,
            self._checks,
            tuple(run for run in outlook.runs if run.state is RunState.DONE),
            outlook.plan,
            outlook.preferences,
            outlook.now,
            exercises=self._model.exercises,
            known=self._view,
            records=self._records,
            coming=(outlook.due.week, outlook.due.session),
            unsaved=merged.unsaved(self._model.queue),
        )
        self._page.show_view(self._view)

    @Slot(object)
    def _act_on_insight(self, action: InsightAction) -> None:
        if action.side is not None:
            self._undo.do(_StartSide(self._model, action.side), page_words.starts_on(action.side))
        else:
            self.article_asked.emit(action.article)

    @Slot()
    def _read_older(self) -> None:
        if not self._looks_back:
            self._looks_back = True
            self.refresh()

    def _read(self) -> None:
        """Have what there is now, stored or not. What cannot be read is said; the page keeps what it had."""
        queue = self._model.queue
        complaints: tuple[str, ...] = ()
        try:
            if self._history is None:
                self._records, self._checks = {}, []
            else:
                checks = self._history.knee_checks()
                since = None if self._looks_back else self._model.clock.now().date() - RECENT
                self._records = {session.id: session for session in self._history.sessions(since=since)}
                self._checks = merged.answers(checks, KneeCheck, queue)
                complaints = self._history.unreadable
        except StorageError as problem:
            self._is_stale = True  # it is tried again when the page is opened again
            self.said.emit(str(problem))
        self._records |= merged.unsaved(queue)
        new = [each for each in complaints if each not in self._told]
        self._told.update(new)
        _complain(self.said.emit, new)

    @Slot(object, bool, object)
    def export_to(self, folder: Path, fit: bool = False, style: TableStyle = TableStyle.POINT) -> None:
        """Write everything that is stored into a folder."""
        assert self._history is not None
        try:
            now = self._model.clock.now()
            done = transfer.export(self._history, folder, now, __version__, fit=fit, style=style)
        except StorageError as problem:
            self.said.emit(str(problem))
            return
        _complain(self.said.emit, done.left_out)
        self.went_well.emit(words.exported(done.sessions, done.rehearsals, done.deleted, folder), str(folder))

    @Slot(object)
    def report_to(self, file: Path) -> None:
        """Write the page for a physiotherapist, about the last six weeks."""
        assert self._history is not None
        outlook = self._model.outlook
        first, last = range_of(outlook.records, None, None, outlook.today)
        wanted = [session.id for session in outlook.records if first <= day_of(session) <= last]
        try:
            notes = self._history.foot_notes()
        except StorageError as problem:
            self.said.emit(str(problem))
            return
        view = report_view(
            outlook.plan,
            self._model.exercises,
            [record for each in wanted if (record := self._records.get(each)) is not None],
            self._checks,
            notes,
            target_of(outlook.plan, outlook.preferences.sessions_a_week),
            first,
            last,
            outlook.today,
        )
        try:
            write_report(view, file)
        except NotWrittenError as problem:
            self.said.emit(words.not_written(file, str(problem)))
            return
        self.went_well.emit(words.written(file), str(file.parent))

    @Slot(str, object)
    def fit_to(self, session: str, file: Path) -> None:
        """Write one session as an activity that sports programs read."""
        assert self._history is not None
        sheet = self._page.sheets.sheet()
        try:
            transfer.export_fit(self._history, session, file)
        except StorageError as problem:
            (self.said.emit if sheet is None else sheet.show_message)(str(problem))
            return
        if sheet is None:
            self.went_well.emit(words.fit_written(file), str(file.parent))
        else:
            sheet.show_message(words.fit_written(file))  # it lies over the window and its toasts

    @Slot(str)
    def _ask_for_fit(self, session: str) -> None:
        if (known := self._records.get(session)) is not None:
            self._dialogs.ask_for_fit(session, transfer.fit_name(known))

    @Slot(object)
    def import_from(self, file: Path) -> None:
        """Add what an export has and this history has not, all of it or nothing."""
        assert self._history is not None
        try:
            done = transfer.import_file(self._history, file, self._model.exercises)
        except StorageError as problem:
            self.said.emit(str(problem))
            return
        self._model.let_go()
        self._model.open_again()
        _complain(self.said.emit, done.left_out)
        self.went_well.emit(words.imported(done.sessions, done.continued, done.answers), "")

    @Slot()
    def ask_for_report(self) -> None:
        """Ask where the page for somebody who looks at the knee is to be, and write it there."""
        self._dialogs.ask_for_report()

    @Slot(object, object)
    def _edit(self, edit: SessionEdit, back: SessionEdit) -> None:
        self._do(page_words.changed, edit, back)

    @Slot(str)
    def _delete(self, session: str) -> None:
        self._do(page_words.deleted, _Removal(session), _Removal(session, False))

    def _do(self, said: Callable[[str], str], change: _Change, back: _Change) -> None:
        if self._view is not None and self._history is not None:
            name = self._view.name_of(self._view.session(change.session))
            self._undo.do(_SessionChanged(said(name), self._carry_out, change, back))

    def _carry_out(self, change: _Change) -> bool:
        """Store a change, or say why it cannot be stored."""
        saver = self._model.saver
        if self._history is None or saver is None:
            return False
        try:
            saver.check_stored(change.session)
            if isinstance(change, SessionEdit):
                now = self._model.clock.now()
                before = self._history.record_of(change.session)
                checks = self._history.knee_checks()
                kept, dropped = edited_checks(change, before, checks, now.tzinfo)
                self._history.correct(change.session, change.event(stamp(now)), kept, dropped)
            else:
                self._history.append(
                    change.session, record.Removed(self._model.clock.stamp(), change.removed)
                )
            self._model.rewrote(change.session)
        except StorageError as problem:
            self.said.emit(str(problem))
            return False
        return True

    @Slot()
    def _offer_undo(self) -> None:
        """The page offers a way back from what it did last, while that is what would be undone."""
        last = self._undo.next()
        self._page.all_sessions.show_undo(last.text() if isinstance(last, _SessionChanged) else "")

    @Slot(object)
    def _add(self, added: AddedSession) -> None:
        if self._history is None:
            return
        script = self._model.outlook.script(added.week, added.session, added.started.date())
        events = written_down(
            script,
            stamp(shown(added.started, self._model.clock.now().tzinfo)),
            self._model.clock.zone(),
            added.minutes * 60_000,
            added.answers,
        )
        try:
            session = self._history.add_session(events)
            self._model.remember(self._history.record_of(session))
        except StorageError as problem:
            self.said.emit(str(problem))


def _complain(say: Callable[[str], None], sentences: Sequence[str]) -> None:
    """Say all of them at once: one by one, the last would take the place of the others."""
    if sentences:
        say(words.complaints(sentences))
