"""Asks about the knee at the moments for it, and has the model keep the answers.

What an answer changes, core/steering.py decides; the sentence that says why stands under the question.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core import steering
from kneetimer.core.knee import CheckMoment, FootNote, KneeCheck, MorningAsked, limits_of
from kneetimer.core.schedule import day_of
from kneetimer.core.session_edit import check_of
from kneetimer.program.model import Model
from kneetimer.storage.errors import StorageError
from kneetimer.ui.controls.card import Card
from kneetimer.ui.knee.before import KneeBefore
from kneetimer.ui.knee.foot_note_panel import FootNotePanel
from kneetimer.ui.knee.morning import KneeMorning
from kneetimer.ui.knee.view import KneeAnswer, knee_before_view, knee_morning_view, watched_knee
from kneetimer.ui.shell.theme import Theme


class KneeController(QObject):
    """`gentle_wanted` is the press of that offer; `said` is a trouble."""

    gentle_wanted = Signal()
    said = Signal(str)

    def __init__(self, theme: Theme, model: Model, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._foot_note_put_off = False
        self._notes: list[FootNote] = []
        self.before = KneeBefore(theme)
        self.before_card = Card(theme)
        self.before_card.column.addWidget(self.before)
        self.morning = KneeMorning(theme)
        self.foot_note = FootNotePanel(theme)
        self.morning.hide()
        self.foot_note.hide()
        self.before.answered.connect(self._answered_before)
        self.before.gentle_wanted.connect(self.gentle_wanted)
        self.morning.answered.connect(self._answered_morning)
        self.morning.skipped.connect(self._skipped_morning)
        self.foot_note.noted.connect(self._noted)
        self.foot_note.skipped.connect(self._put_off)

    def refresh(self) -> None:
        """Ask what is to be asked now."""
        outlook = self._model.outlook
        for question in (self.before.question, self.morning.question):
            question.set_limits(limits_of(outlook.preferences))
        answered = steering.todays_answer(outlook.records, outlook.checks, outlook.today)
        answer = KneeAnswer(answered.level, answered.knee, answered.signs) if answered else KneeAnswer()
        self.before_card.setVisible(self._model.history is not None)
        view = knee_before_view(outlook.gate, answer, outlook.today)
        self.before.show_view(view, watched_knee(outlook.preferences))
        self._show_morning(outlook.today)
        due = steering.foot_note_due(self._foot_notes(), outlook.records, outlook.checks, outlook.today)
        self.foot_note.setVisible(bool(outlook.records) and due and not self._foot_note_put_off)

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

    def _show_morning(self, today: date) -> None:
        records, checks = self._model.records, self._model.checks
        if self._model.history is None or self.morning.isVisible():
            return
        if self._show_sign_of_this_morning(today):
            return
        due = steering.morning_due(records, checks, frozenset(), today)
        if due is None or self._was_asked(due.id):
            return
        sign = steering.sign_in_force(records, checks)
        if sign is not None and sign.day > day_of(due):
            return  # an answer about an earlier morning must not lift what was said since
        self.morning.show_view(knee_morning_view(due, self._model.preferences, today))
        self.morning.show()
        self._model.save(MorningAsked(due.id, self._model.clock.stamp()))  # asked once, answered or not

    def _show_sign_of_this_morning(self, today: date) -> bool:
        """An answer that stops everything stays where it was given, so that it can be taken back there."""
        for check in self._model.checks:
            if check.moment is CheckMoment.MORNING and check.signs and check.at.date() == today:
                about = next((each for each in self._model.records if each.id == check.session), None)
                if about is not None:
                    answer = KneeAnswer(check.level, check.knee, check.signs)
                    view = knee_morning_view(about, self._model.preferences, today, answer)
                    self.morning.show_view(view)
                    self.morning.show()
                    return True
        return False

    @Slot(object)
    def _answered_before(self, answer: KneeAnswer) -> None:
        earlier = self._todays_answer()
        if answer.level is None:
            if earlier is not None:
                self._model.remove(earlier)
            return
        check = self._check(CheckMoment.BEFORE, answer, None)
        self._model.save(replace(check, id=earlier.id) if earlier is not None else check)

    @Slot(str, object)
    def _answered_morning(self, session: str, answer: KneeAnswer) -> None:
        self.morning.hide()
        if answer.level is not None:
            earlier = check_of(session, CheckMoment.MORNING, self._model.checks)
            check = self._check(CheckMoment.MORNING, answer, session)
            self._model.save(replace(check, id=earlier.id) if earlier is not None else check)

    @Slot(str)
    def _skipped_morning(self, session: str) -> None:
        self.morning.hide()

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
