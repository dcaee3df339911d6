"""A session that was done without the program, written down: when, which one, how long, and the answers.

Emits it as a value; which sets it had is the plan's to say.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QTime, QTimeZone, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from kneetimer.core.language import tr
from kneetimer.core.plan import Plan
from kneetimer.core.preferences import Range
from kneetimer.core.record import Answered
from kneetimer.core.session_edit import LONGEST_MINUTES, AddedSession
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.focus_ring import FocusRings, wants_ring
from kneetimer.ui.controls.sheet import finish_typing, fit_on_screen, scrolled, style_field
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.zero_to_ten import ZeroToTen
from kneetimer.ui.knee.question import pain_anchors
from kneetimer.ui.progress import words
from kneetimer.ui.progress.session_sheet import NOTE_HEIGHT, effort_anchors
from kneetimer.ui.shell.theme import Theme, font
from kneetimer.ui.summary.words import EFFORT_QUESTION, PAIN_QUESTION

USUAL_MINUTES = 40


class AddSession(QDialog):
    """`added` carries an AddedSession. `now` is local; nothing later than it can be chosen."""

    added = Signal(object)

    def __init__(self, theme: Theme, plan: Plan, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(tr(words.ADD_SESSION))
        moment = _on_the_clock(now)
        self._started = QDateTimeEdit()
        self._started.setTimeZone(moment.timeZone())
        self._started.setDateTime(moment)
        self._started.setDisplayFormat("d MMM yyyy  HH:mm")
        self._started.setMaximumDateTime(moment)
        self._started.setCalendarPopup(True)
        self._week = Stepper(theme, tr(words.WEEK), Range(1, plan.weeks, 1))
        self._session = Stepper(theme, tr(words.SESSION), Range(1, plan.sessions_most, 1))
        self._minutes = Stepper(theme, tr(words.MINUTES), Range(1, LONGEST_MINUTES, 1, "min"))
        self.choose(1, 1, USUAL_MINUTES)
        self._effort = ZeroToTen(theme, tr(EFFORT_QUESTION), effort_anchors())
        self._pain = ZeroToTen(theme, tr(PAIN_QUESTION), pain_anchors())
        self._note = QPlainTextEdit()
        self._message = Text(theme, "", px=15, wrap=True)
        self._message.hide()
        self._add = Button(theme, tr(words.ADD), ButtonKind.FILLED)
        self._cancel = Button(theme, tr(words.CANCEL))
        FocusRings(theme, self)
        self._lay_out()
        self._add.clicked.connect(self._add_clicked)
        self._cancel.clicked.connect(self.reject)
        fit_on_screen(self, theme.px(660), theme.px(660))

    def choose(self, week: int, session: int, minutes: int) -> None:
        """Fill in which session of the plan it was and how long it took."""
        self._week.show_value(week)
        self._session.show_value(session)
        self._minutes.show_value(minutes)

    def choose_start(self, started: datetime) -> None:
        self._started.setDateTime(_on_the_clock(started))

    @Slot()
    def _add_clicked(self) -> None:
        self._started.interpretText()
        if why := finish_typing(self):
            self._message.setText(why)
            self._message.show()
            return
        day, clock = self._started.date(), self._started.time()
        self.added.emit(
            AddedSession(
                week=round(self._week.value()),
                session=round(self._session.value()),
                started=datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute()),
                minutes=round(self._minutes.value()),
                answers=Answered(self._effort.value(), self._pain.value(), self._note.toPlainText()),
            )
        )
        self.accept()

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(10)
        column.addWidget(Text(theme, tr(words.ADD_SESSION), px=24, weight=QFont.Weight.Bold, display=True))
        column.addWidget(Text(theme, tr(words.ADD_NOTE), px=15, role="soft", wrap=True))
        self._started.setAccessibleName(tr(words.STARTED))
        self._started.setFixedSize(theme.px(220), max(44, theme.px(44)))
        self._started.setFont(font(theme.px(16)))
        wants_ring(self._started, 4)
        fields = QGridLayout()
        fields.setHorizontalSpacing(16)
        for number, (name, field) in enumerate(
            (
                (tr(words.STARTED), self._started),
                (tr(words.MINUTES), self._minutes),
                (tr(words.WEEK), self._week),
                (tr(words.SESSION), self._session),
            )
        ):
            row, at = divmod(number, 2)
            field.setMinimumHeight(field.sizeHint().height())
            fields.addWidget(Text(theme, name, px=14, role="soft"), 2 * row, at)
            fields.addWidget(field, 2 * row + 1, at)
        fields.setColumnStretch(2, 1)
        rows = QVBoxLayout()
        rows.setSpacing(10)
        rows.addLayout(fields)
        for question in (self._effort, self._pain):
            rows.addWidget(Text(theme, question.accessibleName(), weight=QFont.Weight.DemiBold))
            rows.addWidget(question)
        rows.addWidget(Text(theme, tr(words.NOTE), weight=QFont.Weight.DemiBold))
        self._note.setAccessibleName(tr(words.NOTE))
        self._note.setTabChangesFocus(True)
        self._note.setFont(font(theme.px(16)))
        style_field(self._note, theme)
        self._note.setFixedHeight(NOTE_HEIGHT)
        rows.addWidget(self._note)
        column.addWidget(scrolled(rows), 1)
        column.addWidget(self._message)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._add)
        column.addLayout(foot)


def _on_the_clock(moment: datetime) -> QDateTime:
    """What the clock shows, without a zone: the one that Qt reads may lack hours that the given one has."""
    day, minute = QDate(moment.year, moment.month, moment.day), QTime(moment.hour, moment.minute)
    return QDateTime(day, minute, QTimeZone(QTimeZone.Initialization.UTC))
