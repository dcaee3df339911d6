"""How the parts of a chart look: fills, hatching, dashes and marks. Knows no pyqtgraph.

The legend and the plot draw with the same functions, so that they cannot look different. `unit` is
how wide and high one pixel is where the painter draws: (1, 1) on a widget; on the axes of a plot its
height is below 0, because y grows upwards there.
"""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from kneetimer.ui.progress.charts.values import BarStyle, Dash, Mark
from kneetimer.ui.shell.palette import PhaseColours
from kneetimer.ui.shell.theme import Theme

RADIUS = 5.0
LEAST_ROUND_WIDTH = 8.0
EMPTY_HEIGHT = 3.0
MARK_SIZE = 8.0
LINE_WIDTH = 2.5
HATCH_GAP = 7.0

Unit = tuple[float, float]
ON_WIDGETS: Unit = (1.0, 1.0)


def _shape(*corners: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    path.closeSubpath()
    return path


def _disc() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QRectF(-0.5, -0.5, 1, 1))
    return path


# One unit wide, around (0, 0).
MARKS = {
    Mark.DISC: _disc(),
    Mark.SQUARE: _shape((-0.44, -0.44), (0.44, -0.44), (0.44, 0.44), (-0.44, 0.44)),
    Mark.TRIANGLE: _shape((0, -0.5), (0.5, 0.4), (-0.5, 0.4)),
    Mark.DIAMOND: _shape((0, -0.6), (0.6, 0), (0, 0.6), (-0.6, 0)),
}


def colour(theme: Theme, role: str) -> QColor:
    """The colour of a plain role, or the accent of a phase such as "done"."""
    value = getattr(theme.palette, role)
    return QColor(value.accent if isinstance(value, PhaseColours) else value)


def tint(theme: Theme, role: str) -> QColor:
    """The colour of a plain role, or the tint of a phase."""
    value = getattr(theme.palette, role)
    return QColor(value.tint if isinstance(value, PhaseColours) else value)


def grid(theme: Theme) -> QColor:
    """Grid lines and the hatching of the open week: quiet in high contrast too."""
    return QColor(theme.palette.paused.track)


def pen(ink: QColor, width: float, pixel_ratio: float, dash: Dash = Dash.SOLID) -> QPen:
    """A pen of so many pixels whatever the axes are. Such pens count the device's pixels, hence the ratio."""
    made = QPen(ink, width * pixel_ratio)
    made.setCosmetic(True)
    made.setCapStyle(Qt.PenCapStyle.RoundCap if dash is Dash.DOTTED else Qt.PenCapStyle.FlatCap)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if dash is Dash.DASHED:
        made.setDashPattern([3.0, 2.0])
    elif dash is Dash.DOTTED:
        made.setDashPattern([0.1, 2.2])
    return made


def draw_bar(
    painter: QPainter,
    rect: QRectF,
    style: BarStyle,
    ink: QColor,
    *,
    hatched: bool = False,
    unit: Unit = ON_WIDGETS,
) -> None:
    """One bar; an empty one is a line along the ground."""
    wide, high = unit
    if style is BarStyle.EMPTY:
        painter.fillRect(_from_ground(rect, EMPTY_HEIGHT * high, high), ink)
        return
    pixels = rect.width() / wide
    thin = pixels < LEAST_ROUND_WIDTH
    radius = 0.0 if thin else min(RADIUS, pixels / 3)
    path = _rounded(rect, radius, unit)
    if style is BarStyle.PARTIAL:
        painter.fillPath(lower_half(path, high), ink)
    elif style is BarStyle.FULL and not hatched:
        painter.fillPath(path, ink)
        return
    outlined = style is BarStyle.TARGET
    if hatched:
        draw_hatching(painter, _inset(rect, 1, unit), ink, 1.0 if outlined else 2.2, unit)
    width = 1.0 if thin or outlined else 1.5
    painter.strokePath(
        _rounded(_inset(rect, width / 2, unit), radius, unit), pen(ink, width, _ratio(painter))
    )


def lower_half(path: QPainterPath, down: float = 1.0) -> QPainterPath:
    """The lower half of a shape. A shape and not a clip, which few readers of SVG files know."""
    box = path.boundingRect()
    half = QPainterPath()
    half.addRect(_from_ground(box, box.height() / 2, down))
    return path.intersected(half)


def draw_hatching(painter: QPainter, box: QRectF, ink: QColor, width: float, unit: Unit = ON_WIDGETS) -> None:
    """Slanted lines in a rectangle, each cut to its length: patterns and clips get lost in SVG files."""
    across, up = box.width() / unit[0], box.height() / abs(unit[1])
    corner = box.bottomLeft() if unit[1] > 0 else box.topLeft()
    lines = []
    at = -up + HATCH_GAP / 2
    while at < across:
        ends = (max(at, 0.0), min(at + up, across))
        low, top = (corner + QPointF(x * unit[0], (at - x) * unit[1]) for x in ends)
        lines.append(QLineF(low, top))
        at += HATCH_GAP
    painter.setPen(pen(ink, width, _ratio(painter)))
    painter.drawLines(lines)


def draw_mark(painter: QPainter, ink: QColor, mark: Mark, at: QPointF, size: float = MARK_SIZE) -> None:
    """The shape of a point, filled."""
    if mark is not Mark.NONE:
        painter.save()
        painter.translate(at)
        painter.scale(size, size)
        painter.fillPath(MARKS[mark], ink)
        painter.restore()


def _ratio(painter: QPainter) -> float:
    return painter.device().devicePixelRatioF()


def _rounded(rect: QRectF, radius: float, unit: Unit) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(rect, radius * unit[0], radius * abs(unit[1]))
    return path


def _inset(rect: QRectF, by: float, unit: Unit) -> QRectF:
    x, y = by * unit[0], by * abs(unit[1])
    return rect.adjusted(x, y, -x, -y)


def _from_ground(box: QRectF, height: float, down: float) -> QRectF:
    """The lowest so much of a rectangle; `down` is below 0 where y grows upwards."""
    height = abs(height)
    top = box.bottom() - height if down > 0 else box.top()
    return QRectF(box.left(), top, box.width(), height)
