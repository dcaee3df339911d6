"""Small signs drawn as geometry: arrows, pause bars, a check, and the shape of each phase.

Fonts lack many of these as glyphs, so none is ever typed. Every function draws with one colour
inside a square around a centre and leaves the painter's pen and brush changed.
"""

from __future__ import annotations

import enum
import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from kneetimer.ui.session.phase_style import PhaseStyle


class Direction(enum.Enum):
    RIGHT = 0
    DOWN = 90
    LEFT = 180
    UP = 270


ARROWS = {"→": Direction.RIGHT, "↓": Direction.DOWN, "←": Direction.LEFT, "↑": Direction.UP}


def _line_pen(colour: QColor, width: float) -> QPen:
    return QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def draw_arrow(painter: QPainter, centre: QPointF, size: float, direction: Direction, colour: QColor) -> None:
    """An arrow `size` long."""
    painter.save()
    painter.translate(centre)
    painter.rotate(direction.value)
    painter.setPen(_line_pen(colour, size * 0.14))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half, head = size * 0.43, size * 0.28
    painter.drawLine(QPointF(-half, 0), QPointF(half, 0))
    painter.drawPolyline(
        QPolygonF([QPointF(half - head, -head), QPointF(half, 0), QPointF(half - head, head)])
    )
    painter.restore()


def draw_pause(painter: QPainter, centre: QPointF, size: float, colour: QColor) -> None:
    """Two upright bars."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    width, height = size * 0.24, size * 0.84
    for middle in (-size * 0.24, size * 0.24):
        bar = QRectF(centre.x() + middle - width / 2, centre.y() - height / 2, width, height)
        painter.drawRoundedRect(bar, width * 0.2, width * 0.2)


def draw_check(painter: QPainter, centre: QPointF, size: float, colour: QColor, stroke: float) -> None:
    """A check mark `size` wide."""
    painter.setPen(_line_pen(colour, stroke))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    reach = (size - stroke) / 2
    painter.drawPolyline(
        QPolygonF(
            [
                centre + QPointF(-reach, reach * 0.1),
                centre + QPointF(-reach * 0.3, reach * 0.75),
                centre + QPointF(reach, -reach * 0.7),
            ]
        )
    )


def draw_check_in(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """A check mark in the middle of a box, as large as fits well."""
    stroke = max(1.8, box.height() / 9)
    draw_check(painter, box.center(), 0.45 * min(box.width(), box.height()) + stroke, colour, stroke)


def draw_phase(painter: QPainter, style: PhaseStyle, centre: QPointF, size: float, colour: QColor) -> None:
    """The shape that stands for a phase wherever its word stands."""
    if style is PhaseStyle.PAUSED:
        draw_pause(painter, centre, size, colour)
    elif style is PhaseStyle.DONE:
        draw_check(painter, centre, size, colour, size * 0.16)
    elif style is PhaseStyle.HOLD:
        _draw_hold(painter, centre, size, colour)
    elif style is PhaseStyle.REST:
        _draw_rest(painter, centre, size, colour)
    elif style is PhaseStyle.READY:
        _draw_ready(painter, centre, size, colour)
    elif style is PhaseStyle.SIDE:
        _draw_side(painter, centre, size, colour)
    else:
        _draw_reps(painter, centre, size, colour)


def _draw_reps(painter: QPainter, centre: QPointF, size: float, colour: QColor) -> None:
    """A broken circle: six reps."""
    stroke = size * 0.17
    radius = (size - stroke) / 2
    painter.setPen(QPen(colour, stroke, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    circle = QRectF(centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius)
    for part in range(6):
        painter.drawArc(circle, round((part * 60 + 8) * 16), 44 * 16)


def _draw_hold(painter: QPainter, centre: QPointF, size: float, colour: QColor) -> None:
    """A solid block: nothing moves."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    side = size * 0.78
    block = QRectF(centre.x() - side / 2, centre.y() - side / 2, side, side)
    painter.drawRoundedRect(block, side * 0.18, side * 0.18)


def _draw_rest(painter: QPainter, centre: QPointF, size: float, colour: QColor) -> None:
    """A bed: headboard, mattress on two feet, pillow."""
    painter.save()
    painter.translate(centre)
    painter.setPen(_line_pen(colour, size * 0.13))
    left, right, floor = -size * 0.46, size * 0.46, size * 0.36
    painter.drawLine(QPointF(left, -size * 0.36), QPointF(left, floor))
    painter.drawLine(QPointF(right, 0), QPointF(right, floor))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(QRectF(left, -size * 0.02, right - left, size * 0.2))
    painter.drawRoundedRect(
        QRectF(left + size * 0.14, -size * 0.24, size * 0.28, size * 0.2), size * 0.07, size * 0.07
    )
    painter.restore()


def _draw_ready(painter: QPainter, centre: QPointF, size: float, colour: QColor) -> None:
    """A hollow triangle that points ahead."""
    painter.setPen(_line_pen(colour, size * 0.12))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    reach = size * 0.46
    corners = [
        centre + QPointF(reach * math.cos(turn) * 0.98, reach * math.sin(turn))
        for turn in (0.0, 2 * math.pi / 3, 4 * math.pi / 3)
    ]
    painter.drawPolygon(QPolygonF(corners))


def _draw_side(painter: QPainter, centre: QPointF, size: float, colour: QColor) -> None:
    """Two arrows that pass each other."""
    painter.setPen(_line_pen(colour, size * 0.12))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half, apart, head = size * 0.46, size * 0.19, size * 0.22
    for way in (1, -1):
        tip = centre + QPointF(way * half, -way * apart)
        painter.drawLine(centre + QPointF(-way * half, -way * apart), tip)
        painter.drawPolyline(QPolygonF([tip + QPointF(-way * head, -way * head), tip]))
