"""The filled pill that says the phase: its word beside a shape of its own."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kneetimer.ui.controls.drawn_signs import draw_phase
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.session.phase_colours import colours_of
from kneetimer.ui.session.phase_style import PhaseStyle
from kneetimer.ui.session.stage_text import words_font
from kneetimer.ui.shell.theme import Theme

WORD_PX = 40
SPACING = 0.02  # of the font's size, between capitals
SHAPE = 0.8  # of the word's size
GAP = 0.42
PADDING = 24


class PhasePill(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.StaticText)
        self._theme = theme
        self._style = PhaseStyle.READY
        self._word = ""
        self._scale = 1.0
        self._text_scale = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_phase(self, style: PhaseStyle, word: str) -> None:
        if (style, word) != (self._style, self._word):
            self._style, self._word = style, word
            self.setAccessibleName(word)
            self.update()

    def set_scale(self, scale: float, text_scale: float) -> None:
        if (scale, text_scale) != (self._scale, self._text_scale):
            self._scale, self._text_scale = scale, text_scale
            self.update()

    def word_font(self) -> QFont:
        """As large as the text size asks and the pill allows."""
        px = min(WORD_PX * self._text_scale, self.height() * 0.86)
        chosen = self._spaced(px)
        room = self.width() - 2 * PADDING * self._scale
        needed = self._content_width(chosen)
        return self._spaced(px * room / needed) if needed > room else chosen

    def _spaced(self, px: float) -> QFont:
        chosen = words_font(int(px), QFont.Weight.Bold)
        chosen.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, px * SPACING)
        return chosen

    def _content_width(self, chosen: QFont) -> float:
        px = chosen.pixelSize()
        return px * (SHAPE + GAP) + QFontMetricsF(chosen).horizontalAdvance(self._word.upper())

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = colours_of(self._theme.palette, self._style)
        on_fill = QColor(self._theme.palette.on_accent)
        chosen = self.word_font()
        px = chosen.pixelSize()
        left = (self.width() - self._content_width(chosen)) / 2
        middle = self.height() / 2
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(QRectF(self.rect()), middle, middle)
            draw_phase(painter, self._style, QPointF(left + px * SHAPE / 2, middle), px * SHAPE, on_fill)
            painter.setFont(chosen)
            painter.setPen(on_fill)
            baseline = middle + QFontMetricsF(chosen).capHeight() / 2
            painter.drawText(QPointF(left + px * (SHAPE + GAP), baseline), self._word.upper())
