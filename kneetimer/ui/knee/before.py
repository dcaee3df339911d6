"""Asks before Start how the knee is, and says in one sentence what that changes.

Decides nothing: the sentence and the offer of a gentle session come with the view.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneetimer.core.preferences import Knee
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.text import Text
from kneetimer.ui.knee import words
from kneetimer.ui.knee.question import KneeQuestion
from kneetimer.ui.knee.view import KneeAnswer, KneeBeforeView
from kneetimer.ui.shell.theme import Theme


class KneeBefore(QWidget):
    """`answered` carries a KneeAnswer, `gentle_wanted` is the press of the offer.

    The page hands digits that are pressed on it to `take_digit`, so that one key answers.
    """

    answered = Signal(object)
    gentle_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.question = KneeQuestion(theme, words.BEFORE)
        self._why = Text(theme, wrap=True)
        self.gentle = Button(theme, words.GENTLE)
        self._offer = QWidget()
        head = QHBoxLayout()
        head.addWidget(Text(theme, words.BEFORE, px=14, weight=QFont.Weight.DemiBold, role="soft"))
        head.addStretch(1)
        head.addWidget(Text(theme, words.HINT, px=13, role="faint"))
        offer = QHBoxLayout(self._offer)
        offer.setContentsMargins(0, 0, 0, 0)
        offer.setSpacing(16)
        offer.addWidget(self.gentle)
        offer.addWidget(Text(theme, words.GENTLE_NOTE, px=14, role="soft", wrap=True), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.question)
        column.addWidget(self._why)
        column.addWidget(self._offer)
        self.setFocusProxy(self.question)
        self.question.changed.connect(self._answered)
        self.gentle.clicked.connect(self._gentle)

    def show_view(self, view: KneeBeforeView, watched: Knee | None = None) -> None:
        """Show what was answered and what follows. `watched` is the knee that is meant by default."""
        if view.answer != self.question.answer():
            self.question.show_answer(view.answer, watched)
        elif view.answer.level is None:
            self.question.show_answer(KneeAnswer(), watched)
        self._why.setText(view.why)
        self._why.setVisible(bool(view.why))
        self._why.set_role("danger" if view.warns else "soft")
        self._why.set_weight(QFont.Weight.DemiBold if view.warns else QFont.Weight.Normal)
        self._offer.setVisible(view.offers_gentle)

    def why(self) -> str:
        """The sentence on the screen."""
        return "" if self._why.isHidden() else self._why.text()

    def offers_gentle(self) -> bool:
        return not self._offer.isHidden()

    def take_digit(self, event: QKeyEvent) -> bool:
        """Take a digit that was pressed elsewhere on the page. False for other keys."""
        return self.question.take_digit(event)

    @Slot(object)
    def _answered(self, answer: object) -> None:
        self.answered.emit(answer)

    @Slot()
    def _gentle(self) -> None:
        self.gentle_wanted.emit()
