"""Cards side by side in rows of 33 parts, or all in one column."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QGridLayout, QWidget

from kneetimer.core.late_dataclass import dataclass
from kneetimer.ui.shell.theme import Theme

PARTS = 33
GAP = 16


@dataclass(frozen=True, slots=True)
class CardPlace:
    """A card, how many of the 33 parts of a row it takes, and its least height in pixels of the design."""

    card: QWidget
    parts: int
    height: int
    shown: bool = True


class CardGrid(QGridLayout):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSpacing(GAP)

    def place(self, cards: Iterable[CardPlace], *, one_column: bool) -> None:
        """Put the cards into rows in their order; what is not shown takes no room."""
        row = column = 0
        for placed in cards:
            self.removeWidget(placed.card)
            placed.card.setVisible(placed.shown)
            if not placed.shown:
                continue
            parts = PARTS if one_column else placed.parts
            if column + parts > PARTS:
                row, column = row + 1, 0
            self.addWidget(placed.card, row, column, 1, parts)
            placed.card.setMinimumHeight(self._theme.px(placed.height))
            column += parts
        for part in range(PARTS):
            self.setColumnStretch(part, 1)
            self.setColumnMinimumWidth(part, 0)
