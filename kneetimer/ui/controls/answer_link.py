"""A small button where a question comes up: it leads to its answer on the Learn page."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kneetimer.ui.controls.button import Button
from kneetimer.ui.shell.theme import Theme


class AnswerLink(Button):
    """`asked` carries the id of the article."""

    asked = Signal(str)

    def __init__(self, theme: Theme, article: str, question: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, question, compact=True, parent=parent)
        self._article = article
        self.clicked.connect(self._ask)

    @Slot()
    def _ask(self) -> None:
        self.asked.emit(self._article)
