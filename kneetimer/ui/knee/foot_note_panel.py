"""Asks for the knee-over-foot note: of five slow squats a side, how many stayed over the foot."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneetimer.core.knee import FOOT_NOTE_SQUATS
from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.choice_row import ChoiceRow
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.text import Text
from kneetimer.ui.knee import words
from kneetimer.ui.shell.theme import Theme


class FootNotePanel(Card):
    """`noted` carries left and right, 0 to 5 or None for a leg that was not tried; `skipped` neither."""

    noted = Signal(object, object)
    skipped = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, spacing=12)
        counts = [str(count) for count in range(FOOT_NOTE_SQUATS + 1)]
        self.sides = tuple(ChoiceRow(theme, tr(name), counts) for name in words.FOOT_SIDES)
        self.save = Button(theme, tr(words.FOOT_SAVE))
        self.skip = Button(theme, tr(words.NOT_NOW))
        self.column.addWidget(Text(theme, tr(words.FOOT_TITLE), px=18, weight=QFont.Weight.DemiBold))
        self.column.addWidget(Text(theme, tr(words.FOOT_STEPS), wrap=True))
        for name, row in zip(words.FOOT_SIDES, self.sides, strict=True):
            line = Flow(gap=12)
            label = Text(theme, tr(name), px=14, weight=QFont.Weight.DemiBold, role="soft")
            label.setMinimumWidth(90)
            line.addWidget(label)
            line.addWidget(row)
            self.column.addLayout(line)
        self.column.addWidget(Text(theme, tr(words.FOOT_NOTE), px=14, role="soft", wrap=True))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.save)
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        self.column.addLayout(buttons)
        for row in self.sides:
            row.chosen.connect(self._chosen)
        self.save.clicked.connect(self._save)
        self.skip.clicked.connect(self._skip)
        self.ask()

    def ask(self) -> None:
        """Open with nothing answered."""
        for row in self.sides:
            row.clear()
        self.save.setEnabled(False)

    @Slot(int)
    def _chosen(self, number: int) -> None:
        self.save.setEnabled(True)

    @Slot()
    def _save(self) -> None:
        left, right = (row.choice() for row in self.sides)
        self.noted.emit(left, right)

    @Slot()
    def _skip(self) -> None:
        self.skipped.emit()
