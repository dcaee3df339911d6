"""Today's card with what is wrong with the data and what to do about it."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import words
from kneetimer.ui.today.view import DataProblem


class ProblemCard(Card):
    """`folder` leads to the folder of the data."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, outline="danger", spacing=6)
        self.folder = Button(theme, tr(words.SHOW_FOLDER))
        self._sentence = Text(theme, weight=QFont.Weight.DemiBold, wrap=True)
        self._what_to_do = Text(theme, role="soft", wrap=True)
        title = Text(theme, tr(words.PROBLEM_TITLE), px=14, weight=QFont.Weight.DemiBold, role="danger")
        text = QVBoxLayout()
        text.setSpacing(4)
        text.addWidget(title)
        text.addWidget(self._sentence)
        text.addWidget(self._what_to_do)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(text, 1)
        row.addWidget(self.folder)
        self.column.addLayout(row)

    def show_problem(self, problem: DataProblem) -> None:
        self._sentence.setText(problem.sentence)
        self._what_to_do.setText(problem.what_to_do)
