"""Asks once how the knee was the morning after a session. Skipping it is as good an end as answering."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.text import Text
from kneetimer.ui.knee import words
from kneetimer.ui.knee.question import KneeQuestion
from kneetimer.ui.knee.view import KneeMorningView
from kneetimer.ui.shell.theme import Theme


class KneeMorning(Card):
    """`answered` carries the session's id and a KneeAnswer, `skipped` the id."""

    answered = Signal(str, object)
    skipped = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, spacing=12)
        self._session = ""
        self._question = Text(theme, px=18, weight=QFont.Weight.DemiBold, wrap=True)
        self.question = KneeQuestion(theme, words.MORNING_TITLE)
        self.save = Button(theme, words.SAVE)
        self.skip = Button(theme, words.NOT_NOW)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.save)
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        self.column.addWidget(self._question)
        self.column.addWidget(self.question)
        self.column.addLayout(buttons)
        self.setFocusProxy(self.question)
        self.question.changed.connect(self._changed)
        self.save.clicked.connect(self._save)
        self.skip.clicked.connect(self._skip)

    def show_view(self, view: KneeMorningView) -> None:
        """Ask about a session, or show what was answered so that it can be changed."""
        self._session = view.session
        self._question.setText(view.question)
        self.question.level.setAccessibleName(view.question)
        self.question.show_answer(view.answer, view.knee)
        self._changed(None)

    def asked(self) -> str:
        """The question on the screen."""
        return self._question.text()

    @Slot(object)
    def _changed(self, answer: object) -> None:
        self.save.setEnabled(self.question.answer().level is not None)

    @Slot()
    def _save(self) -> None:
        self.answered.emit(self._session, self.question.answer())

    @Slot()
    def _skip(self) -> None:
        self.skipped.emit(self._session)
