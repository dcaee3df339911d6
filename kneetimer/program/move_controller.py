"""Moves sessions to other days, as the week and the advice to rest on Today ask for it.

Which days are good, core/moves.py says. The moves are choices of the person, which the model stores, and each
can be undone. Shows nothing itself.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoCommand

from kneetimer.core.moves import day_after_rest, sessions_ahead, with_day
from kneetimer.core.schedule import ComingSession
from kneetimer.program.model import Model
from kneetimer.program.undo import Undo
from kneetimer.ui.today import week_words
from kneetimer.ui.today.page import TodayPage
from kneetimer.ui.today.week_days import SessionPlace
from kneetimer.ui.today.week_view import day_places


class SessionMoved(QUndoCommand):
    """A session is on another day; the other moves stay as they are when this one is undone."""

    def __init__(self, model: Model, session: ComingSession, day: date) -> None:
        super().__init__()
        self._model = model
        self._before = dict(model.preferences.chosen_days)
        self._after = dict(with_day(model.outlook, session, day).chosen_days)

    def redo(self) -> None:
        self._choose(self._after)

    def undo(self) -> None:
        self._choose(self._before)

    def _choose(self, days: dict[str, str]) -> None:
        self._model.choose(self._model.preferences.with_(chosen_days=days))


class MoveController(QObject):
    def __init__(self, model: Model, page: TodayPage, undo: Undo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._card = page.week
        self._undo = undo
        self._card.session_taken.connect(self._show_places)
        self._card.session_moved.connect(self._move)
        page.rest_requested.connect(self._rest)

    @Slot(object)
    def _show_places(self, session: SessionPlace) -> None:
        places, _ = day_places(self._model.outlook, session, self._card.days())
        self._card.show_places(places)

    @Slot(object, object)
    def _move(self, session: SessionPlace, day: date) -> None:
        found = day_places(self._model.outlook, session, self._card.days())[1]
        if found is not None:
            self._put(found, day)

    @Slot()
    def _rest(self) -> None:
        """Rest today: the session of today goes to the next good day."""
        outlook = self._model.outlook
        ahead = sessions_ahead(outlook)
        if ahead and outlook.due.rest.earliest <= outlook.today:
            self._put(ahead[0], day_after_rest(outlook))

    def _put(self, session: ComingSession, day: date) -> None:
        outlook = self._model.outlook
        is_due = (session.week, session.session) == (outlook.due.week, outlook.due.session)
        before = outlook.due.rest.earliest if is_due else session.day
        if self._model.queue is not None and day != before:
            said = week_words.moved(session.session, day, outlook.today)
            self._undo.do(SessionMoved(self._model, session, day), said)
