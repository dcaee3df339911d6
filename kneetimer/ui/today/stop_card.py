"""Today's card when nothing may begin: whom to see and when, and a page to take along.

Makes no page. How the plan goes on later, hold_card.py asks.
"""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import words

NARROW = 760


class StopCard(Card):
    """`report_requested` asks for the page."""

    report_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, role="pain_red", outline="danger", margin=24, spacing=14)
        self.report = Button(theme, tr(words.MAKE_PAGE), ButtonKind.INK, key="Space", main=True)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(24)
        self._sides.addWidget(self._today(), 1)
        self._sides.addWidget(self._otherwise(), 1)
        self.column.addLayout(self._sides)
        self.report.clicked.connect(self.report_requested)

    def arrange(self, width: int) -> None:
        """Take on the width that the page has for the card."""
        narrow = width < self._theme.px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(direction)

    def _today(self) -> QWidget:
        side, column = _side()
        column.addWidget(
            Text(self._theme, tr(words.SEE_TODAY), px=20, weight=QFont.Weight.DemiBold, wrap=True)
        )
        column.addWidget(Text(self._theme, tr(words.SEE_TODAY_IF), weight=QFont.Weight.DemiBold, wrap=True))
        for each in words.SEE_TODAY_SIGNS:
            column.addWidget(Text(self._theme, f"•  {each}", wrap=True))
        column.addStretch(1)
        return side

    def _otherwise(self) -> QWidget:
        side, column = _side()
        column.addWidget(
            Text(self._theme, tr(words.OTHERWISE), px=20, weight=QFont.Weight.DemiBold, wrap=True)
        )
        column.addWidget(Text(self._theme, tr(words.OTHERWISE_NOTE), wrap=True))
        column.addSpacing(6)
        column.addWidget(self.report)
        column.addWidget(Text(self._theme, tr(words.PAGE_STAYS), px=15, role="soft", wrap=True))
        column.addStretch(1)
        return side


def _side() -> tuple[QWidget, QVBoxLayout]:
    side = QWidget()
    column = QVBoxLayout(side)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    return side, column
