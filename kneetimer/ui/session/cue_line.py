"""The one sentence under the stage that says what to do now. Long ones shrink, then take two lines."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from kneetimer.ui.session.stage_text import StageText, TextStyle
from kneetimer.ui.shell.theme import Theme

CUE = TextStyle(44, QFont.Weight.DemiBold, most_lines=2, wrap_under=0.77)


class CueLine(StageText):
    """Centred in the width of the page."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, CUE, parent, align=Qt.AlignmentFlag.AlignHCenter)
