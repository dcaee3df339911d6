"""The sign on the figure's panel that an exercise is done in its easier form, with what that asks for."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetrics, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.session.side_badge import HEIGHT, RADIUS
from kneetimer.ui.session.stage_text import words_font
from kneetimer.ui.session.view import Easier
from kneetimer.ui.session.words import sentence
from kneetimer.ui.shell.theme import Theme

TEXT_PX = 30
NOTE_PX = 25
PADDING = 20
SIGN = 22  # width of the arrow down to a floor that has come up
SIGN_GAP = 14
NOTE_GAP = 6
WRAP = int(Qt.TextFlag.TextWordWrap)


class EasierBadge(QWidget):
    """Outlined in ink, so that it is not taken for the filled badge of a side."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.StaticText)
        self._theme = theme
        self._shown = Easier("", "")
        self._scale = 1.0
        self._text_scale = 1.0
        self._is_wide = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_easier(self, shown: Easier) -> None:
        if shown != self._shown:
            self._shown = shown
            self.setAccessibleName(" ".join(filter(None, (sentence(shown.text), shown.note))))
            self.update()

    def set_scale(self, scale: float, text_scale: float, *, wide: bool) -> None:
        """`wide` puts the note beside the badge, where what stands above has taken the room below."""
        self._scale, self._text_scale, self._is_wide = scale, text_scale, wide
        self.update()

    def text(self) -> str:
        """As it is drawn."""
        return self._shown.text.upper()

    def _text_font(self) -> QFont:
        return words_font(min(TEXT_PX * self._text_scale, HEIGHT * self._scale * 0.8), QFont.Weight.Bold)

    def _note_font(self) -> QFont:
        return words_font(NOTE_PX * self._text_scale, QFont.Weight.DemiBold)

    def _badge_width(self) -> float:
        text = QFontMetricsF(self._text_font()).horizontalAdvance(self.text())
        return text + (2 * PADDING + SIGN + SIGN_GAP) * self._scale

    def _note_rect(self) -> QRect:
        """The note under the badge, no wider than it: the figure stands beside them."""
        metrics = QFontMetrics(self._note_font())
        width = round(self._badge_width())
        if self._is_wide:
            left = width + round(2 * NOTE_GAP * self._scale)
            note = metrics.boundingRect(QRect(left, 0, 10_000, 10_000), 0, self._shown.note)
            return note.translated(0, max(0, (round(HEIGHT * self._scale) - note.height()) // 2))
        top = round((HEIGHT + NOTE_GAP) * self._scale)
        return metrics.boundingRect(QRect(0, top, width, 10_000), WRAP, self._shown.note)

    def sizeHint(self) -> QSize:
        bottom = round(HEIGHT * self._scale)
        right = round(self._badge_width())
        if self._shown.note:
            note = self._note_rect()
            bottom, right = max(bottom, note.bottom() + 1), max(right, note.right() + 1)
        return QSize(right, bottom)

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self._scale
        ink = self._theme.color("ink")
        stroke = 3 * max(1.0, scale)
        box = QRectF(0, 0, self._badge_width(), HEIGHT * scale)
        box = box.adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
        chosen = self._text_font()
        metrics = QFontMetricsF(chosen)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(ink, stroke))
            painter.setBrush(self._theme.color("surface"))
            painter.drawRoundedRect(box, RADIUS * scale, RADIUS * scale)
            self._draw_sign(painter, QPointF((PADDING + SIGN / 2) * scale, box.center().y()))
            painter.setFont(chosen)
            left = (PADDING + SIGN + SIGN_GAP) * scale
            painter.drawText(QPointF(left, box.center().y() + metrics.capHeight() / 2), self.text())
            if self._shown.note:
                painter.setFont(self._note_font())
                painter.drawText(self._note_rect(), WRAP, self._shown.note)

    def _draw_sign(self, painter: QPainter, middle: QPointF) -> None:
        """An arrow down from a bar: less far."""
        half = SIGN / 2 * self._scale
        pen = painter.pen()
        painter.setPen(
            QPen(pen.color(), pen.widthF(), c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin)
        )
        x, y = middle.x(), middle.y()
        painter.drawLine(QPointF(x - half, y - half), QPointF(x + half, y - half))
        painter.drawLine(QPointF(x, y - half * 0.3), QPointF(x, y + half))
        left, tip, right = (QPointF(x + side * half * 0.6, y + half * 0.4) for side in (-1, 0, 1))
        tip.setY(y + half)
        painter.drawPolyline([left, tip, right])
