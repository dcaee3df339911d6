"""A session that was done without the program, written down: when, which one, how long, and the answers.

Emits it as a value; which sets it had is the plan's to say.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QDate, QDateTime, QTime, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QDateTimeEdit,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from kneetimer.core.plan import Plan
from kneetimer.core.record import Answered
from kneetimer.core.session_edit import LONGEST_MINUTES, AddedSession
from kneetimer.ui.pages.session_sheet import EFFORT_ANCHORS, PAIN_ANCHORS, style_field
from kneetimer.ui.theme import Theme, font
from kneetimer.ui.widgets.button import Button, ButtonKind
from kneetimer.ui.widgets.focus_ring import FocusRings
from kneetimer.ui.widgets.text import Text
from kneetimer.ui.widgets.zero_to_ten import ZeroToTen
from kneetimer.ui.wording import progress as words
from kneetimer.ui.wording.summary import EFFORT_QUESTION, PAIN_QUESTION

USUAL_MINUTES = 40


class AddSession(QDialog):
    """`added` carries an AddedSession. `now` is local; nothing later than it can be chosen."""

    added = Signal(object)

    def __init__(self, theme: Theme, plan: Plan, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setWindowTitle(words.ADD_SESSION)
        moment = QDateTime(QDate(now.year, now.month, now.day), QTime(now.hour, now.minute))
        self._started = QDateTimeEdit(moment)
        self._started.setDisplayFormat("d MMM yyyy  HH:mm")
        self._started.setMaximumDateTime(moment)
        self._started.setCalendarPopup(False)
        self._week, self._session, self._minutes = QSpinBox(), QSpinBox(), QSpinBox()
        self._week.setRange(1, plan.weeks)
        self._session.setRange(1, plan.sessions_most)
        self._minutes.setRange(1, LONGEST_MINUTES)
        self._minutes.setValue(USUAL_MINUTES)
        self._effort = ZeroToTen(theme, EFFORT_QUESTION, EFFORT_ANCHORS)
        self._pain = ZeroToTen(theme, PAIN_QUESTION, PAIN_ANCHORS)
        self._note = QPlainTextEdit()
        self._add = Button(theme, words.ADD, ButtonKind.FILLED)
        self._cancel = Button(theme, words.CANCEL)
        FocusRings(theme, self)
        self._lay_out()
        self._add.clicked.connect(self._add_clicked)
        self._cancel.clicked.connect(self.reject)
        self.resize(640, 560)

    def choose(self, week: int, session: int, minutes: int) -> None:
        """Fill in which session of the plan it was and how long it took."""
        self._week.setValue(week)
        self._session.setValue(session)
        self._minutes.setValue(minutes)

    def choose_start(self, started: datetime) -> None:
        self._started.setDateTime(
            QDateTime(QDate(started.year, started.month, started.day), QTime(started.hour, started.minute))
        )

    def add_button(self) -> Button:
        return self._add

    @Slot()
    def _add_clicked(self) -> None:
        day, clock = self._started.date(), self._started.time()
        self.added.emit(
            AddedSession(
                week=self._week.value(),
                session=self._session.value(),
                started=datetime(day.year(), day.month(), day.day(), clock.hour(), clock.minute()),
                minutes=self._minutes.value(),
                answers=Answered(self._effort.value(), self._pain.value(), self._note.toPlainText()),
            )
        )
        self.accept()

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(10)
        column.addWidget(Text(theme, words.ADD_SESSION, px=24, weight=QFont.Weight.Bold, display=True))
        column.addWidget(Text(theme, words.ADD_NOTE, px=15, role="soft", wrap=True))
        fields = QGridLayout()
        fields.setHorizontalSpacing(16)
        for number, (name, field) in enumerate(
            (
                (words.STARTED, self._started),
                (words.WEEK, self._week),
                (words.SESSION, self._session),
                (words.MINUTES, self._minutes),
            )
        ):
            field.setAccessibleName(name)
            field.setMinimumHeight(44)
            field.setFont(font(theme.px(16)))
            style_field(field, theme)
            fields.addWidget(Text(theme, name, px=14, role="soft"), 0, number)
            fields.addWidget(field, 1, number)
        fields.setColumnStretch(0, 2)
        column.addLayout(fields)
        for question in (self._effort, self._pain):
            column.addWidget(Text(theme, question.accessibleName(), weight=QFont.Weight.DemiBold))
            column.addWidget(question)
        column.addWidget(Text(theme, words.NOTE, weight=QFont.Weight.DemiBold))
        self._note.setAccessibleName(words.NOTE)
        self._note.setTabChangesFocus(True)
        self._note.setFont(font(theme.px(16)))
        style_field(self._note, theme)
        column.addWidget(self._note, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._add)
        column.addLayout(foot)
