"""The safety note as text: at the first start, and in Settings for as long as the program is used."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.text import Text
from kneetimer.ui.first_start import safety
from kneetimer.ui.shell.theme import Theme


class SafetyText(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None, *, px: float = 16) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        column.addWidget(Text(theme, tr(safety.INTRODUCTION), px=px, wrap=True))
        for title, lines in safety.SECTIONS:
            column.addSpacing(10)
            column.addWidget(Text(theme, tr(title), px=px, weight=QFont.Weight.DemiBold, wrap=True))
            for line in lines:
                column.addWidget(Text(theme, tr(line), px=px, role="soft", wrap=True))
