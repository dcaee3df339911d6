"""The badge on the figure's panel that names the side, in the phase's colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.session.phase_colours import colours_of
from kneetimer.ui.session.phase_style import PhaseStyle
from kneetimer.ui.session.stage_text import words_font
from kneetimer.ui.shell.theme import Theme

TEXT_PX = 38
HEIGHT = 56
PADDING = 20
RADIUS = 12


class SideBadge(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.StaticText)
        self._theme = theme
        self._style = PhaseStyle.READY
        self._text = ""
        self._scale = 1.0
        self._text_scale = 1.0
        self._most_width = 10_000
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_side(self, style: PhaseStyle, text: str) -> None:
        if (style, text) != (self._style, self._text):
            self._style, self._text = style, text
            self.setAccessibleName(text)
            self.update()

    def set_scale(self, scale: float, text_scale: float, most_width: int) -> None:
        """`most_width` is what the panel leaves for the badge, in pixels."""
        self._scale, self._text_scale, self._most_width = scale, text_scale, most_width
        self.update()

    def text(self) -> str:
        """As it is drawn."""
        return self._text.upper()

    def text_font(self) -> QFont:
        px = min(TEXT_PX * self._text_scale, HEIGHT * self._scale * 0.86)
        needed = QFontMetricsF(words_font(px, QFont.Weight.Bold)).horizontalAdvance(self.text())
        room = self._most_width - 2 * PADDING * self._scale
        return words_font(int(px * min(1.0, room / needed)) if needed else px, QFont.Weight.Bold)

    def sizeHint(self) -> QSize:
        text = QFontMetricsF(self.text_font()).horizontalAdvance(self.text())
        return QSize(round(text + 2 * PADDING * self._scale), round(HEIGHT * self._scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        accent = QColor(colours_of(self._theme.palette, self._style).accent)
        chosen = self.text_font()
        metrics = QFontMetricsF(chosen)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(accent)
            painter.drawRoundedRect(QRectF(self.rect()), RADIUS * self._scale, RADIUS * self._scale)
            painter.setFont(chosen)
            painter.setPen(self._theme.color("on_accent"))
            left = (self.width() - metrics.horizontalAdvance(self.text())) / 2
            painter.drawText(QPointF(left, (self.height() + metrics.capHeight()) / 2), self.text())
