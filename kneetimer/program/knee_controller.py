"""The desk behind the questions about the knee: asks them at their moments and keeps the answers.

What an answer changes, core/steering.py decides; the sentence that says why stands under the question.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core import steering
from kneetimer.core.knee import (
    Answer,
    CheckMoment,
    FootNote,
    KneeCheck,
    MorningAsked,
    limits_of,
)
from kneetimer.core.outlook import Outlook
from kneetimer.core.preferences import Preferences
from kneetimer.core.schedule import day_of
from kneetimer.core.session_edit import check_of
from kneetimer.core.summary import PastSession
from kneetimer.devices.process.clock import Clock
from kneetimer.storage.errors import StorageError
from kneetimer.storage.records.history import History
from kneetimer.storage.records.write_queue import WriteQueue
from kneetimer.ui.controls.card import Card
from kneetimer.ui.knee.before import KneeBefore
from kneetimer.ui.knee.foot_note_panel import FootNotePanel
from kneetimer.ui.knee.morning import KneeMorning
from kneetimer.ui.knee.view import KneeAnswer, knee_before_view, knee_morning_view, watched_knee
from kneetimer.ui.shell.theme import Theme


class KneeDesk(QObject):
    """`changed` comes after an answer that may change the coming session; `said` is a trouble."""

    changed = Signal()
    gentle_wanted = Signal()
    said = Signal(str)

    def __init__(
        self,
        theme: Theme,
        history: History | None,
        keeper: WriteQueue | None,
        records: Sequence[PastSession],
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._history = history
        self._keeper = keeper
        self._clock = clock
        self._records = records
        self._preferences = Preferences()
        self._foot_note_put_off = False
        self._since: date | None = None  # the day from which on answers were read
        self._notes: list[FootNote] = []
        self.checks: list[KneeCheck] = []  # those that may say something about today
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
        self._read()

    def write_into(
        self, history: History | None, keeper: WriteQueue | None, records: Sequence[PastSession]
    ) -> None:
        """Go on with another history."""
        self._history, self._keeper, self._records = history, keeper, records
        self._read()

    def read_again(self, records: Sequence[PastSession]) -> None:
        """Sessions or answers were changed on another page."""
        self._records = records
        self._read()

    def follow(self, records: Sequence[PastSession]) -> None:
        """The sessions are these now: have the answers that may say something about today."""
        self._records = records
        if steering.telling_since(records) != self._since:
            self._read()

    def show(self, outlook: Outlook) -> None:
        """Ask what is to be asked now."""
        records, preferences, today = outlook.records, outlook.preferences, outlook.today
        self._preferences = preferences
        for question in (self.before.question, self.morning.question):
            question.set_limits(limits_of(preferences))
        gate = outlook.gate
        answered = steering.todays_answer(records, self.checks, today)
        answer = KneeAnswer(answered.level, answered.knee, answered.signs) if answered else KneeAnswer()
        self.before_card.setVisible(self._history is not None)
        self.before.show_view(knee_before_view(gate, answer, today), watched_knee(preferences))
        self._show_morning(today)
        due = steering.foot_note_due(self._foot_notes(), records, self.checks, today)
        self.foot_note.setVisible(bool(records) and due and not self._foot_note_put_off)

    def session_began(self, session: str) -> None:
        """Tie today's answer to the session that it was given for."""
        answered = steering.todays_answer(self._records, self.checks, self._clock.now().date())
        if answered is not None and answered.session is None:
            self._keep(replace(answered, session=session))

    def said_after(self, session: str, level: int | None) -> None:
        """Keep how the knee is right after a session, in place of what was said of it before."""
        earlier = check_of(session, CheckMoment.AFTER, self.checks)
        if level is None:
            if earlier is not None:
                self._remove(earlier)
        elif earlier is not None:
            self._keep(replace(earlier, level=level))
        else:
            self._keep(self._check(CheckMoment.AFTER, KneeAnswer(level), session))

    def _show_morning(self, today: date) -> None:
        if self._history is None or self.morning.isVisible():
            return
        if self._show_sign_of_this_morning(today):
            return
        due = steering.morning_due(self._records, self.checks, frozenset(), today)
        if due is None or self._was_asked(due.id):
            return
        sign = steering.sign_in_force(self._records, self.checks)
        if sign is not None and sign.day > day_of(due):
            return  # an answer about an earlier morning must not lift what was said since
        self.morning.show_view(knee_morning_view(due, self._preferences, today))
        self.morning.show()
        self._keep(MorningAsked(due.id, self._clock.stamp()))  # asked once, answered or not

    def _show_sign_of_this_morning(self, today: date) -> bool:
        """An answer that stops everything stays where it was given, so that it can be taken back there."""
        for check in self.checks:
            if check.moment is CheckMoment.MORNING and check.signs and check.at.date() == today:
                about = next((each for each in self._records if each.id == check.session), None)
                if about is not None:
                    answer = KneeAnswer(check.level, check.knee, check.signs)
                    self.morning.show_view(knee_morning_view(about, self._preferences, today, answer))
                    self.morning.show()
                    return True
        return False

    @Slot(object)
    def _answered_before(self, answer: KneeAnswer) -> None:
        earlier = steering.todays_answer(self._records, self.checks, self._clock.now().date())
        if answer.level is None:
            if earlier is not None:
                self._remove(earlier)
                self.changed.emit()
            return
        check = self._check(CheckMoment.BEFORE, answer, None)
        self._keep(replace(check, id=earlier.id) if earlier is not None else check)
        self.changed.emit()

    @Slot(str, object)
    def _answered_morning(self, session: str, answer: KneeAnswer) -> None:
        self.morning.hide()
        if answer.level is not None:
            earlier = check_of(session, CheckMoment.MORNING, self.checks)
            check = self._check(CheckMoment.MORNING, answer, session)
            self._keep(replace(check, id=earlier.id) if earlier is not None else check)
            self.changed.emit()

    @Slot(str)
    def _skipped_morning(self, session: str) -> None:
        self.morning.hide()

    @Slot(object, object)
    def _noted(self, left: int | None, right: int | None) -> None:
        self.foot_note.hide()
        self._keep(FootNote(uuid.uuid4().hex, self._clock.stamp(), left, right))

    @Slot()
    def _put_off(self) -> None:
        self._foot_note_put_off = True
        self.foot_note.hide()

    def _check(self, moment: CheckMoment, answer: KneeAnswer, session: str | None) -> KneeCheck:
        assert answer.level is not None
        identity = uuid.uuid4().hex
        return KneeCheck(
            identity, self._clock.stamp(), moment, answer.level, answer.knee, session, answer.signs
        )

    def _keep(self, answer: Answer) -> None:
        if self._keeper is not None and not self._keeper.save_answer(answer):
            self.said.emit(str(self._keeper.trouble))
        self._read()

    def _remove(self, answer: Answer) -> None:
        if self._keeper is not None and not self._keeper.remove_answer(answer):
            self.said.emit(str(self._keeper.trouble))
        self._read()

    def _was_asked(self, session: str) -> bool:
        waiting = self._keeper.waiting() if self._keeper is not None else ()
        if any(isinstance(each, MorningAsked) and each.session == session for each, _ in waiting):
            return True
        try:
            return self._history is not None and self._history.was_morning_asked(session)
        except StorageError as problem:
            self.said.emit(str(problem))
            return True  # it can be asked the next time

    def _foot_notes(self) -> list[FootNote]:
        try:
            self._notes = self._history.foot_notes() if self._history is not None else []
        except StorageError as problem:
            self.said.emit(str(problem))
        return self._notes

    def _read(self) -> None:
        self._since = steering.telling_since(self._records)
        try:
            checks = self._history.telling_checks(self._since) if self._history is not None else []
        except StorageError as problem:
            self.said.emit(str(problem))
            checks = self.checks
        known = {check.id: check for check in checks}
        for answer, stays in self._keeper.waiting() if self._keeper is not None else ():
            if isinstance(answer, KneeCheck):  # given, and only not on the disk yet
                known.pop(answer.id, None)
                if stays:
                    known[answer.id] = answer
        self.checks = list(known.values())
