"""Tables of numbers that cannot be changed, in the look of the pages."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.progress.charts.values import Numbers
from kneetimer.ui.shell.theme import Theme, font

ROW_HEIGHT = 34


def style_table(table: QTableView, theme: Theme, row_height: int, px: float = 14) -> None:
    """Hairlines between rows, a quiet head, and the focus colour for the current row."""
    p = theme.palette
    table.setFont(font(theme.px(px)))
    table.verticalHeader().setDefaultSectionSize(theme.px(row_height))
    table.setStyleSheet(
        f"QTableView {{ background: {p.surface}; color: {p.ink}; border: none; outline: none;"
        f" selection-background-color: {p.background}; selection-color: {p.ink}; }}"
        f"QTableView::item {{ border-bottom: 1px solid {p.line}; padding: 0 4px 0 0; }}"
        f"QHeaderView {{ background: {p.surface}; border: none; }}"
        f"QHeaderView::section {{ background: {p.surface}; color: {p.soft}; border: none;"
        f" border-bottom: 1px solid {p.line}; padding: 6px 4px 6px 3px;"
        f" font-size: {theme.px(13)}px; }}"
        # With 1,500 rows the handle would shrink to a dot.
        f"QScrollBar::handle:vertical {{ min-height: 40px; }}"
        f"QTableCornerButton::section {{ background: {p.surface}; border: none; }}"
        f"QTableView::corner {{ background: {p.surface}; border: none; }}"
    )


class NumberTable(QTableWidget):
    """The numbers of a chart. Tab leaves it, arrows move in it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setHighlightSections(False)
        wants_ring(self, 8, around_parent=True)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_numbers(self, title: str, numbers: Numbers) -> None:
        self.setAccessibleName(title)
        self.setColumnCount(len(numbers.columns))
        self.setHorizontalHeaderLabels(numbers.columns)
        self.setRowCount(len(numbers.rows))
        for row, cells in enumerate(numbers.rows):
            for column, text in enumerate(cells):
                self.setItem(row, column, QTableWidgetItem(text))
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The first column takes what the others leave; where they leave too little, the table scrolls."""
        head, columns = self.horizontalHeader(), range(self.columnCount())
        wanted = sum(max(self.sizeHintForColumn(column), head.sectionSizeHint(column)) for column in columns)
        fits = wanted <= self.viewport().width()
        if columns:
            mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.ResizeToContents
            head.setSectionResizeMode(0, mode)

    @Slot()
    def _restyle(self) -> None:
        style_table(self, self._theme, ROW_HEIGHT)
