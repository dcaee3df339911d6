"""Paints what explains a figure over it: arrows, the line of knee and toe, the stopwatch of a hold.

Does not decide when they are shown, and paints no body.
"""

import itertools
import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from kneetimer.figure.camera import Camera
from kneetimer.figure.figure import Guide
from kneetimer.figure.ink import brush, polygon
from kneetimer.figure.palette import FigurePalette
from kneetimer.figure.prop import point_of
from kneetimer.figure.rig import Skeleton

_ARROW_WIDTH = 3.0
_ARROW_HEAD = 7.8


def draw_arrow(
    out: QPainter, way: list[tuple[float, float]], k: float, palette: FigurePalette, *, swings: bool = False
) -> None:
    """A thick arrow along way (pixels), outlined in the surface colour; k is pixels per unit.

    With swings it has a head at both ends.
    """
    width = _ARROW_WIDTH * k
    total = sum(math.dist(a, b) for a, b in itertools.pairwise(way))
    head = min(_ARROW_HEAD * k, total * (0.4 if swings else 0.62))
    heads: list[QPolygonF] = []
    shaft = list(way)
    for _end in range(2 if swings else 1):
        shaft, triangle = _headed(shaft, head)
        heads.append(triangle)
        shaft = shaft[::-1]
    line = QPainterPath(QPointF(*shaft[0]))
    for p in shaft[1:]:
        line.lineTo(QPointF(*p))
    for colour, grow in ((palette.surface, 1.3 * k), (palette.arrow, 0.0)):
        pen = QPen(QColor(colour), width + grow)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        out.setPen(pen)
        out.setBrush(Qt.BrushStyle.NoBrush)
        out.drawPath(line)
        edge = QPen(QColor(colour), 0.8 * k + grow)
        edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        out.setPen(edge)
        out.setBrush(brush(colour))
        for triangle in heads:
            out.drawPolygon(triangle)
    out.setPen(Qt.PenStyle.NoPen)


def _headed(way: list[tuple[float, float]], head: float) -> tuple[list[tuple[float, float]], QPolygonF]:
    """The way shortened at its end by an arrow head of this length, and the head."""
    half = head * 0.62
    tip = way[-1]
    shaft = list(way)
    while len(shaft) > 2 and math.dist(shaft[-1], tip) < 0.9 * head:
        shaft.pop()
    base = shaft[-1]
    d = max(1e-6, math.dist(base, tip))
    ux, uy = (tip[0] - base[0]) / d, (tip[1] - base[1]) / d
    neck = (tip[0] - ux * head, tip[1] - uy * head)
    if (neck[0] - base[0]) * ux + (neck[1] - base[1]) * uy > 0:
        shaft.append((neck[0] + ux * 0.1, neck[1] + uy * 0.1))
    side = (-uy * half, ux * half)
    corners = [*tip, neck[0] + side[0], neck[1] + side[1], neck[0] - side[0], neck[1] - side[1]]
    return shaft, polygon(corners)


def draw_guide(
    out: QPainter, guide: Guide, skeleton: Skeleton, camera: Camera, palette: FigurePalette
) -> None:
    """A dashed line between two points of the body, with a dot on the first."""
    a = camera.point(point_of(guide.start, skeleton.bones))
    b = camera.point(point_of(guide.end, skeleton.bones))
    k = camera.k
    for colour, width in ((palette.surface, 2.0), (palette.guide, 1.1)):
        pen = QPen(QColor(colour), width * k)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        if colour != palette.surface:
            pen.setDashPattern([1.6, 2.2])
        out.setPen(pen)
        out.drawLine(QPointF(*a), QPointF(*b))
    out.setPen(Qt.PenStyle.NoPen)
    for colour, r in ((palette.surface, 2.3), (palette.guide, 1.7)):
        out.setBrush(brush(colour))
        out.drawEllipse(QPointF(*a), r * k, r * k)


def draw_stopwatch(
    out: QPainter, place: tuple[float, float], camera: Camera, palette: FigurePalette, *, mirrored: bool
) -> None:
    """A stopwatch at a place in the picture (right, up; units): this is held for a time."""
    k, p = camera.k, palette
    out.save()
    out.translate(camera.dx + place[0] * k, camera.dy - place[1] * k)
    if mirrored:
        out.scale(-1, 1)
    out.scale(k, k)
    ink = QColor("#455060" if p.name == "light" else "#BAC4CE")
    pen = QPen(ink, 1.5)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    out.setPen(pen)
    out.setBrush(brush(p.surface))
    out.drawLine(QPointF(-1.6, -8.0), QPointF(1.6, -8.0))
    out.drawLine(QPointF(0, -8.0), QPointF(0, -6.2))
    out.drawLine(QPointF(4.6, -5.4), QPointF(5.6, -6.4))
    out.drawEllipse(QPointF(0, 0), 6.2, 6.2)
    out.setPen(Qt.PenStyle.NoPen)
    out.setBrush(ink)
    out.drawPie(QRectF(-4.2, -4.2, 8.4, 8.4), 90 * 16, -300 * 16)
    out.restore()
