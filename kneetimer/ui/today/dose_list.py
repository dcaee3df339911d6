"""The exercises of a session with their doses, large enough to read from a step back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today.view import DoseLine


class DoseList(Card):
    """One line an exercise: the dose in bold, the name, and under it how it counts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, role="background", margin=18, spacing=0, radius=12, outline=None)
        self._theme = theme
        self._shown: tuple[DoseLine, ...] = ()
        self._rows: QWidget | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    def show_doses(self, doses: Sequence[DoseLine]) -> None:
        if tuple(doses) == self._shown and self._rows is not None:
            return
        self._shown = tuple(doses)
        if self._rows is not None:
            self.column.removeWidget(self._rows)
            self._rows.hide()
            self._rows.deleteLater()
        self._rows = QWidget()
        grid = QGridLayout(self._rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for number, line in enumerate(self._shown):
            self._add_line(grid, 3 * number, line)
        self.column.addWidget(self._rows)

    def shown(self) -> tuple[DoseLine, ...]:
        return self._shown

    def _add_line(self, grid: QGridLayout, row: int, line: DoseLine) -> None:
        if row:
            grid.setRowMinimumHeight(row - 1, 6)
            grid.setRowStretch(row - 1, 1)
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(Text(self._theme, line.dose, px=18, weight=QFont.Weight.Bold), row, 0, top)
        grid.addWidget(
            Text(self._theme, line.name, px=18, weight=QFont.Weight.Medium, wrap=True), row, 1, top
        )
        if line.note:
            grid.addWidget(Text(self._theme, line.note, px=14, role="soft", wrap=True), row + 1, 1, top)
