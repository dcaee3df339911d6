"""What stands pinned under the sections: what the choices do to the next session, and Undo."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.setting_row import keep_room
from kneetimer.ui.controls.text import Text
from kneetimer.ui.settings import words
from kneetimer.ui.shell.theme import Theme


class Foot(Card):
    """It keeps its height whatever is said in it, so that nothing above it moves."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, role="raised", margin=14)
        self.undo = Button(theme, tr(words.UNDO), key=words.UNDO_KEY, compact=True)
        keep_room(self.undo)
        self.undo.hide()
        self._said = Text(theme, px=14, role="soft", wrap=True)
        self._consequence = Text(theme, " ", px=20, weight=QFont.Weight.DemiBold)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._said)
        lines.addWidget(self._consequence)
        row = QHBoxLayout()
        row.addLayout(lines, 1)
        row.addWidget(self.undo)
        self.column.addLayout(row)

    def show_lines(self, said: str, consequence: str = "") -> None:
        """Say a line, and under it in bold what the next session takes."""
        self._said.setText(said)
        self._consequence.setText(consequence or " ")

    def show_undo(self, offered: bool, said: str) -> None:
        """Offer Undo, or not; `said` is what it would take back."""
        self.undo.setVisible(offered)
        self.undo.setAccessibleDescription(said)
