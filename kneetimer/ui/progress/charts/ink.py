"""How the parts of a chart are drawn: bars, hatching, zones, dashes and marks. Knows no pyqtgraph.

The legend and the plot draw with the same functions, so that they cannot look different.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPolygonF

from kneetimer.ui.progress.charts.values import BarStyle, Dash, Mark, Zone
from kneetimer.ui.shell.palette import PhaseColours
from kneetimer.ui.shell.theme import Theme

RADIUS = 5.0
LEAST_ROUND_WIDTH = 8.0
EMPTY_HEIGHT = 3.0
MARK_SIZE = 8.0
LINE_WIDTH = 2.5
HATCH_GAP = 7.0


def colour(theme: Theme, role: str) -> QColor:
    """The colour of a plain role, or the accent of a phase such as "done"."""
    value = getattr(theme.palette, role)
    return QColor(value.accent if isinstance(value, PhaseColours) else value)


def grid(theme: Theme) -> QColor:
    """Grid lines and the hatching of the open week: quiet in high contrast too."""
    return QColor(theme.palette.paused.track)


def draw_zone(painter: QPainter, theme: Theme, rect: QRectF, zone: Zone) -> None:
    """A band: a plain role or the tint of a phase. High contrast has no tints, so it gets edges there."""
    value = getattr(theme.palette, zone.role)
    fill = QColor(value.tint if isinstance(value, PhaseColours) else value)
    painter.fillRect(rect, fill)
    if not zone.name and fill == theme.color("surface"):
        painter.setPen(pen_of(theme, zone.role, Dash.DASHED, 2.0))
        painter.drawLine(rect.topLeft(), rect.topRight())
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


def pen_of(theme: Theme, role: str, dash: Dash, width: float = LINE_WIDTH) -> QPen:
    pen = QPen(colour(theme, role), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap if dash is Dash.DASHED else Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash is Dash.DASHED:
        pen.setDashPattern([3.0, 2.0])
    elif dash is Dash.DOTTED:
        pen.setDashPattern([0.1, 2.2])
    elif dash is Dash.NONE:
        pen.setStyle(Qt.PenStyle.NoPen)
    return pen


def draw_bar(
    painter: QPainter, theme: Theme, rect: QRectF, style: BarStyle, role: str, *, hatched: bool = False
) -> None:
    """One bar in a rectangle, in pixels; an empty one is a line along the ground."""
    ink = colour(theme, role)
    radius = min(RADIUS, rect.width() / 3) if rect.width() >= LEAST_ROUND_WIDTH else 0.0
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if style is BarStyle.EMPTY:
        ground = QRectF(rect.left(), rect.bottom() - EMPTY_HEIGHT, rect.width(), EMPTY_HEIGHT)
        painter.fillRect(ground, ink)
        return
    path = QPainterPath()
    path.addRoundedRect(rect, radius, radius)
    thin = rect.width() < LEAST_ROUND_WIDTH
    if style is BarStyle.FULL and not hatched:
        painter.fillPath(path, ink)
    elif style is BarStyle.PARTIAL:
        painter.fillPath(lower_half(path), ink)
    if hatched:
        draw_hatching(painter, rect.adjusted(1, 1, -1, -1), ink, 1.0 if style is BarStyle.TARGET else 2.2)
    if style is not BarStyle.FULL or hatched:
        width = 1.0 if thin or style is BarStyle.TARGET else 1.5
        painter.setPen(QPen(ink, width))
        inset = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawRoundedRect(inset, radius, radius)


def lower_half(path: QPainterPath) -> QPainterPath:
    """The lower half of a shape. A shape and not a clip, which few readers of SVG files know."""
    box = path.boundingRect()
    half = QPainterPath()
    half.addRect(QRectF(box.left(), box.center().y(), box.width(), box.height()))
    return path.intersected(half)


def draw_hatching(painter: QPainter, box: QRectF, ink: QColor, width: float) -> None:
    """Slanted lines in a rectangle, each cut to its length: patterns and clips get lost in SVG files."""
    pen = QPen(ink, width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    height = box.height()
    at = box.left() - height
    at += -at % HATCH_GAP
    while at < box.right():
        start = max(at, box.left())
        end = min(at + height, box.right())
        painter.drawLine(QPointF(start, box.bottom() - (start - at)), QPointF(end, box.bottom() - (end - at)))
        at += HATCH_GAP


def draw_mark(painter: QPainter, ink: QColor, mark: Mark, at: QPointF, size: float = MARK_SIZE) -> None:
    """The shape of a point, filled."""
    if mark is Mark.NONE:
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(ink))
    half = size / 2
    if mark is Mark.DISC:
        painter.drawEllipse(at, half, half)
    elif mark is Mark.SQUARE:
        painter.drawRect(QRectF(at.x() - half, at.y() - half, size, size).adjusted(0.5, 0.5, -0.5, -0.5))
    elif mark is Mark.TRIANGLE:
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(at.x(), at.y() - half),
                    QPointF(at.x() + half, at.y() + half * 0.8),
                    QPointF(at.x() - half, at.y() + half * 0.8),
                ]
            )
        )
    else:
        reach = half * 1.2
        painter.drawPolygon(
            QPolygonF(
                [
                    QPointF(at.x(), at.y() - reach),
                    QPointF(at.x() + reach, at.y()),
                    QPointF(at.x(), at.y() + reach),
                    QPointF(at.x() - reach, at.y()),
                ]
            )
        )


def draw_label(painter: QPainter, font: QFont, ink: QColor, rect: QRectF, text: str) -> None:
    """A zone's name in its upper right corner."""
    painter.setFont(font)
    painter.setPen(ink)
    flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
    painter.drawText(rect.adjusted(6, 3, -8, 0), flags, text)
