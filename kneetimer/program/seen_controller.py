"""Keeps that somebody has looked at a knee with a sign, and where the plan goes on then.

What that changes, core/steering.py says. It can be undone. Shows nothing itself.
"""

from __future__ import annotations

import uuid

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QUndoCommand

from kneetimer.core.knee import LookedAt
from kneetimer.program.model import Model
from kneetimer.program.undo import Undo
from kneetimer.ui.today import words
from kneetimer.ui.today.page import TodayPage


class KneeSeen(QUndoCommand):
    def __init__(self, model: Model, seen: LookedAt) -> None:
        super().__init__()
        self._model = model
        self._seen = seen

    def redo(self) -> None:
        self._model.save(self._seen)

    def undo(self) -> None:
        self._model.remove(self._seen)


class SeenController(QObject):
    def __init__(self, model: Model, page: TodayPage, undo: Undo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._undo = undo
        page.seen_told.connect(self._keep)

    @Slot(bool)
    def _keep(self, back_one_week: bool) -> None:
        if self._model.queue is None:
            return
        seen = LookedAt(uuid.uuid4().hex, self._model.clock.stamp(), back_one_week)
        due = self._model.outlook.again(seen=seen).due
        self._undo.do(KneeSeen(self._model, seen), words.goes_on_at(due))
