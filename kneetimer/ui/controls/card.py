"""A card: a rounded surface with one hairline around it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.ui.shell.theme import Theme

RADIUS = 16


class Card(QWidget):
    """Put what it holds into `column`. `role` is the colour of the surface."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        role: str = "surface",
        margin: int = 22,
        spacing: int = 8,
        radius: int = RADIUS,
        outline: str | None = "line",
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self._radius = radius
        self._outline = outline
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(margin, margin - 2, margin, margin)
        self.column.setSpacing(spacing)
        theme.changed.connect(self._repaint)

    def set_outline(self, role: str) -> None:
        """Give the line around it another colour; one that warns is twice as wide."""
        self._outline = role
        self.update()

    @Slot()
    def _repaint(self) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._outline is None:
                painter.setPen(self._theme.color(self._role))
            else:
                painter.setPen(QPen(self._theme.color(self._outline), 2 if self._outline == "danger" else 1))
            painter.setBrush(self._theme.color(self._role))
            rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(rect, self._radius, self._radius)
