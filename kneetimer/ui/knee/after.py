"""The row of the summary that asks how the knee is after the session. Nothing is chosen for a person."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.zero_to_ten import ZeroToTen
from kneetimer.ui.knee import words
from kneetimer.ui.knee.question import pain_anchors
from kneetimer.ui.shell.theme import Theme


class KneeAfter(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.level = ZeroToTen(theme, tr(words.AFTER), pain_anchors())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Text(theme, tr(words.AFTER), px=14, weight=QFont.Weight.DemiBold, role="soft"))
        column.addWidget(self.level)
        self.setFocusProxy(self.level)

    def show_value(self, value: int | None) -> None:
        self.level.show_value(value)
