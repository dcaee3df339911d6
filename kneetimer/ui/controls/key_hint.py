"""The name of a key in a small frame, as it stands on the button that the key presses."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from kneetimer.ui.shell.theme import Theme, font

TEXT_PX = 13
PADDING = 7


def hint_size(theme: Theme, key: str) -> QSizeF:
    """How much room the frame of a key's name takes."""
    metrics = QFontMetricsF(_font(theme))
    height = metrics.height() + 4
    return QSizeF(max(height, metrics.horizontalAdvance(key) + 2 * PADDING), height)


def draw_hint(painter: QPainter, theme: Theme, key: str, rect: QRectF, colour: QColor) -> None:
    """Draw the name of a key in its frame, in the colour of the text beside it."""
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), 5, 5)
    painter.setFont(_font(theme))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)


def _font(theme: Theme) -> QFont:
    return font(theme.px(TEXT_PX), QFont.Weight.DemiBold)
