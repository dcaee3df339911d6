"""What opens over the Progress page: a session with its sets, and the form for one done elsewhere.

Says by signals what a person wants done with a session; stores nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu, QWidget

from kneetimer.core.moments import later
from kneetimer.core.session_edit import SessionEdit, taken_back
from kneetimer.ui.progress.add_session import USUAL_MINUTES, AddSession
from kneetimer.ui.progress.session_sheet import SessionSheet
from kneetimer.ui.progress.view import ProgressView
from kneetimer.ui.shell.theme import Theme


class SessionSheets(QObject):
    """Everything opens over the window of `over`; `can_edit` shows what changes the history.

    `opened`, `delete_requested` and `fit_requested` carry the id of a session, `edit_requested` a SessionEdit
    and the opposite one, `add_requested` an AddedSession.
    """

    opened = Signal(str)
    edit_requested = Signal(object, object)
    delete_requested = Signal(str)
    add_requested = Signal(object)
    fit_requested = Signal(str)

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme = theme
        self._over = over
        self._view: ProgressView | None = None
        self._sheet: SessionSheet | None = None
        self.can_edit = False

    def show_view(self, view: ProgressView) -> None:
        """Have other sessions to open; the one that is open stays as it is."""
        self._view = view

    def sheet(self) -> SessionSheet | None:
        """The session that is open."""
        return self._sheet

    @Slot(str)
    def open(self, session_id: str) -> None:
        """Open a session of the history. Raises KeyError where there is none."""
        if self._view is None:
            return
        record = self._view.session(session_id)
        if self._sheet is not None:
            self._sheet.close()
        self._sheet = SessionSheet(
            self._theme,
            record,
            self._view.exercises,
            checks=self._view.checks_of(session_id),
            today=self._view.progress.today,
            can_edit=self.can_edit,
            parent=self._over.window(),
        )
        self._sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheet.setModal(True)
        self._sheet.edited.connect(self._edit)
        self._sheet.delete_asked.connect(self.delete_requested)
        self._sheet.fit_asked.connect(self.fit_requested)
        self._sheet.finished.connect(self._closed)
        self._sheet.open()
        self.opened.emit(session_id)

    @Slot(object)
    def open_one_of(self, session_ids: tuple[str, ...]) -> None:
        """Open a session of a day, and where it has several, ask which."""
        if len(session_ids) == 1:
            self.open(session_ids[0])
            return
        view = self._view
        assert view is not None
        menu = QMenu(self._over)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for session_id in session_ids:
            record = view.session(session_id)
            action = menu.addAction(f"{record.started:%H:%M}  {view.name_of(record)}")
            action.setData(session_id)
        menu.triggered.connect(self._picked)
        menu.popup(QCursor.pos())

    def ask_for_session(self, now: datetime) -> AddSession | None:
        """Open the form for a session that was done elsewhere, which may have ended just `now`.

        The page may have been filled hours ago.
        """
        if self._view is None:
            return None
        view = self._view
        form = AddSession(self._theme, view.progress.plan, now, self._over.window())
        form.choose(*view.coming, USUAL_MINUTES)
        form.choose_start(later(now, -timedelta(minutes=USUAL_MINUTES)))
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.setModal(True)
        form.added.connect(self.add_requested)
        form.open()
        return form

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self.open(action.data())

    @Slot(object)
    def _edit(self, edit: SessionEdit) -> None:
        if self._view is not None:
            record = self._view.session(edit.session)
            back = taken_back(edit, record, self._view.checks_of(edit.session))
            self.edit_requested.emit(edit, back)

    @Slot()
    def _closed(self) -> None:
        self._sheet = None
