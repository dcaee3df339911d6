"""Asks about the knee at the moments for it, and has the model keep the answers.

What an answer changes, core/steering.py decides; the sentence that says why stands under the question.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Qt, Signal, Slot

from kneetimer.core import steering
from kneetimer.core.gate import Permission
from kneetimer.core.knee import CheckMoment, FootNote, KneeCheck, MorningAsked
from kneetimer.core.schedule import day_of
from kneetimer.core.session_edit import check_of
from kneetimer.core.summary import PastSession
from kneetimer.program.model import Model
from kneetimer.storage.errors import StorageError
from kneetimer.ui.knee.foot_note_panel import FootNotePanel
from kneetimer.ui.knee.knee_card import KneeCard
from kneetimer.ui.knee.view import KneeAnswer, morning_row, now_row
from kneetimer.ui.shell.theme import Theme


class KneeController(QObject):
    """`said` is a trouble."""

    said = Signal(str)

    def __init__(self, theme: Theme, model: Model, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._foot_note_put_off = False
        self._notes: list[FootNote] = []
        self._morning = ""  # the session whose morning is asked about; "" where it is how the knee is now
        self._reopened = False  # by the person, who wants to change what they answered
        self.card = KneeCard(theme)
        self.foot_note = FootNotePanel(theme)
        self.foot_note.hide()
        self.card.answered.connect(self._answered)
        self.card.went_on.connect(self._go_on)
        self.card.change_wanted.connect(self.reopen)
        self.foot_note.noted.connect(self._noted)
        self.foot_note.skipped.connect(self._put_off)

    def refresh(self) -> None:
        """Ask what is to be asked now: the morning first, then how the knee is."""
        outlook = self._model.outlook
        self.card.setVisible(self._model.history is not None)
        asked = self._morning_asked(outlook.today)
        if asked is not None:
            about = check_of(asked.id, CheckMoment.MORNING, outlook.checks)
            answer = _answer_in(about)
            self.card.show_view(
                morning_row(asked, outlook.preferences, outlook.today, answer, goes_on=not self._reopened)
            )
        else:
            now = steering.todays_answer(outlook.records, outlook.checks, outlook.today)
            last = steering.last_answer(outlook.records, outlook.checks)
            self.card.show_view(
                now_row(
                    outlook.gate,
                    _answer_in(now),
                    outlook.preferences,
                    last[0] if last else None,
                    outlook.today,
                )
            )
        due = steering.foot_note_due(self._foot_notes(), outlook.told, outlook.checks, outlook.today)
        self.foot_note.setVisible(bool(outlook.records) and due and not self._foot_note_put_off)

    @Slot()
    def reopen(self) -> None:
        """Open the answer that decides again: that of this morning, else that of now, with its signs."""
        outlook = self._model.outlook
        last = steering.last_answer(outlook.records, outlook.checks)
        now = steering.todays_answer(outlook.records, outlook.checks, outlook.today)
        signs_of_now = outlook.gate.permission is Permission.NO and now is not None and now.signs
        if last is not None and last[0].moment is CheckMoment.MORNING and not signs_of_now:
            self._morning, self._reopened = last[1], True
            self.refresh()
        if outlook.gate.permission is Permission.NO:
            self.card.question.open_signs()
        else:
            self.card.question.level.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def session_began(self, session: str) -> None:
        """Tie today's answer to the session that it was given for."""
        answered = self._todays_answer()
        if answered is not None and answered.session is None:
            self._model.save(replace(answered, session=session))

    def keep_after(self, session: str, level: int | None) -> None:
        """Keep how the knee is right after a session, in place of what was answered before."""
        earlier = check_of(session, CheckMoment.AFTER, self._model.checks)
        if level is None:
            if earlier is not None:
                self._model.remove(earlier)
        elif earlier is not None:
            self._model.save(replace(earlier, level=level))
        else:
            self._model.save(self._check(CheckMoment.AFTER, KneeAnswer(level), session))

    def _todays_answer(self) -> KneeCheck | None:
        model = self._model
        return steering.todays_answer(model.records, model.checks, model.clock.now().date())

    def _morning_asked(self, today: date) -> PastSession | None:
        """The session whose morning is asked about now."""
        records, checks = self._model.records, self._model.checks
        if self._model.history is None:
            return None
        if self._morning:
            return next((each for each in records if each.id == self._morning), None)
        due = steering.morning_due(records, checks, frozenset(), today)
        if due is None or self._was_asked(due.id):
            return None
        sign = steering.sign_in_force(self._model.outlook.told, self._model.outlook.checks)
        if sign is not None and sign.day > day_of(due):
            return None  # an answer about an earlier morning must not lift what was said since
        self._morning, self._reopened = due.id, False
        self._model.save(MorningAsked(due.id, self._model.clock.stamp()))  # asked once, answered or not
        return due

    @Slot(object)
    def _answered(self, answer: KneeAnswer) -> None:
        """Keep an answer as it was given, to the question that is lit."""
        if self._morning:
            earlier = check_of(self._morning, CheckMoment.MORNING, self._model.checks)
            moment, session = CheckMoment.MORNING, self._morning
        else:
            earlier = self._todays_answer()
            moment, session = CheckMoment.BEFORE, ""
        if answer.level is None:
            if earlier is not None:
                self._model.remove(earlier)
            return
        check = self._check(moment, answer, session or None)
        self._model.save(replace(check, id=earlier.id) if earlier is not None else check)

    @Slot()
    def _go_on(self) -> None:
        self._morning, self._reopened = "", False
        self.refresh()

    @Slot(object, object)
    def _noted(self, left: int | None, right: int | None) -> None:
        self.foot_note.hide()
        self._model.save(FootNote(uuid.uuid4().hex, self._model.clock.stamp(), left, right))

    @Slot()
    def _put_off(self) -> None:
        self._foot_note_put_off = True
        self.foot_note.hide()

    def _check(self, moment: CheckMoment, answer: KneeAnswer, session: str | None) -> KneeCheck:
        assert answer.level is not None
        return KneeCheck(
            uuid.uuid4().hex,
            self._model.clock.stamp(),
            moment,
            answer.level,
            answer.knee,
            session,
            answer.signs,
        )

    def _was_asked(self, session: str) -> bool:
        waiting = self._model.queue.waiting() if self._model.queue is not None else ()
        if any(isinstance(each, MorningAsked) and each.session == session for each, _ in waiting):
            return True
        try:
            return self._model.history is not None and self._model.history.was_morning_asked(session)
        except StorageError as problem:
            self.said.emit(str(problem))
            return True  # it can be asked the next time

    def _foot_notes(self) -> list[FootNote]:
        try:
            self._notes = self._model.history.foot_notes() if self._model.history is not None else []
        except StorageError as problem:
            self.said.emit(str(problem))
        return self._notes


def _answer_in(check: KneeCheck | None) -> KneeAnswer:
    return KneeAnswer(check.level, check.knee, check.signs) if check is not None else KneeAnswer()
