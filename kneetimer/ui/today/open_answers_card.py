"""Today's line about questions after a session that were left for later.

Says which there are and what a person wants with them; asks none of them itself.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import words


class OpenAnswersCard(Card):
    """`answer_wanted` opens the questions, `left_out` leaves them without an answer for good."""

    answer_wanted = Signal()
    left_out = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, margin=12, spacing=0)
        self._sentence = Text(theme, weight=QFont.Weight.DemiBold, wrap=True)
        self.answer = Button(theme, tr(words.ANSWER_NOW))
        self.leave_out = Button(theme, tr(words.LEAVE_OUT))
        row = QHBoxLayout()
        row.setContentsMargins(8, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._sentence, 1)
        row.addWidget(self.answer)
        row.addWidget(self.leave_out)
        self.column.addLayout(row)
        self.answer.clicked.connect(self.answer_wanted)
        self.leave_out.clicked.connect(self.left_out)

    def show_sentence(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self.setVisible(bool(sentence))
