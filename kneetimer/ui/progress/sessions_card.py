"""The card of all sessions: their table, its menu, and what was changed last with the way back."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QFont, QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.menu_button import MoreButton
from kneetimer.ui.controls.text import Text
from kneetimer.ui.progress import words
from kneetimer.ui.progress.session_table import SessionTable
from kneetimer.ui.progress.view import TableRow
from kneetimer.ui.shell.theme import Theme

COPY = -1  # stands for no column in the table's menu


class SessionsCard(Card):
    """`add_requested` asks for the form of a session that was done elsewhere."""

    add_requested = Signal()
    undo_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=8)
        self.table = SessionTable(theme)
        self._note = Text(theme, tr(words.TABLE_NOTE), px=14, role="soft")
        self._add = Button(theme, tr(words.ADD_SESSION))
        self._changed_line = Text(theme, "", px=15)
        self._undo = Button(theme, tr(words.UNDO))
        self._more = MoreButton(theme, words.more_of(tr(words.TABLE_TITLE)))
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(8)
        self._head.addWidget(Text(theme, tr(words.TABLE_TITLE), px=18, weight=QFont.Weight.DemiBold), 1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for widget in (self._changed_line, self._undo, self._note, self._add, self._more):
            acts.addWidget(widget)
        self._head.addLayout(acts)
        self._changed_line.hide()
        self._undo.hide()
        for column, sort_by in enumerate(words.SORT_BY):
            self._more.menu().addAction(tr(sort_by)).setData(column)
        self._more.menu().addSeparator()
        self._more.menu().addAction(tr(words.COPY_NUMBERS)).setData(COPY)
        self.column.addLayout(self._head)
        self.column.addWidget(self.table, 1)
        self._add.clicked.connect(self.add_requested)
        self._undo.clicked.connect(self.undo_requested)
        self._more.menu().triggered.connect(self._asked)

    def set_can_edit(self, can_edit: bool) -> None:
        self._add.setVisible(can_edit)

    def set_direction(self, direction: QBoxLayout.Direction) -> None:
        """Its buttons beside the title, or below it."""
        self._head.setDirection(direction)

    def show_rows(self, rows: tuple[TableRow, ...]) -> None:
        self.table.show_rows(rows)
        self._note.setVisible(bool(rows) and self._undo.isHidden())

    def show_undo(self, said: str) -> None:
        """Say what was done last, with the way back beside it; nothing where `said` is empty."""
        self._changed_line.setText(said)
        self._changed_line.setVisible(bool(said))
        self._undo.setVisible(bool(said))
        self._note.setVisible(not said and bool(self.table.row_texts()))

    @Slot(QAction)
    def _asked(self, action: QAction) -> None:
        """The way of the keyboard to what a click on a column's head does."""
        if action.data() == COPY:
            QGuiApplication.clipboard().setText(self.table.as_text())
        else:
            self.table.sort_or_turn(action.data())
