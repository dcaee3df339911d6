"""The mark beside the title of a session that is only a rehearsal."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.session.stage_words import REHEARSAL_MARK
from kneetimer.ui.shell.theme import Theme, font

TEXT_PX = 19
HEIGHT = 34


class RehearsalMark(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.StaticText)
        self._theme = theme
        self._scale = 1.0
        self.setAccessibleName(tr(REHEARSAL_MARK))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        theme.changed.connect(self.update)

    def set_scale(self, scale: float) -> None:
        self._scale = scale
        self.update()

    def _drawn(self) -> str:
        return tr(REHEARSAL_MARK).upper()

    def _text_font(self) -> QFont:
        chosen = font(TEXT_PX * self._scale, QFont.Weight.Bold)
        chosen.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 104)
        return chosen

    def sizeHint(self) -> QSize:
        text = QFontMetricsF(self._text_font()).horizontalAdvance(self._drawn())
        return QSize(round(text + 24 * self._scale), round(HEIGHT * self._scale))

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = self._theme.color("ink")
        stroke = 2 * max(1.0, self._scale)
        radius = 8 * self._scale
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink, stroke))
            inset = stroke / 2
            painter.drawRoundedRect(
                QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius
            )
            painter.setFont(self._text_font())
            metrics = QFontMetricsF(painter.font())
            left = (self.width() - metrics.horizontalAdvance(self._drawn())) / 2
            painter.drawText(QPointF(left, (self.height() + metrics.capHeight()) / 2), self._drawn())
