"""Paints a figure's magnifier: the working legs larger, with their ghost and arrow. Paints no whole body."""

import math

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from kneetimer.figure.body import Build, body_of
from kneetimer.figure.body_ink import BodyInk
from kneetimer.figure.body_painter import BodyPainter
from kneetimer.figure.camera import Camera
from kneetimer.figure.figure import Arrow, Figure, Lens
from kneetimer.figure.framing import arrow_points
from kneetimer.figure.ink import Layer
from kneetimer.figure.motion import START
from kneetimer.figure.palette import FigurePalette
from kneetimer.figure.prop import point_of
from kneetimer.figure.rig import Skeleton
from kneetimer.figure.sign_painter import draw_arrow
from kneetimer.figure.silhouette import see
from kneetimer.figure.sprite import Sprite
from kneetimer.figure.still_painter import paint_ghost, paint_still_props


class LensPainter:
    """A magnifier with the working legs in it; what stands still in it is painted once."""

    def __init__(
        self, lens: Lens, figure: Figure, build: Build, camera: Camera, palette: FigurePalette,
        width: int, mirrored: bool,
    ) -> None:  # fmt: skip
        """camera is the whole picture's, width its width in device pixels."""
        self._figure = figure
        self._build = build
        self._palette = palette
        self._width = width
        self._mirrored = mirrored
        self._k = camera.k
        self._start = figure.skeleton(START, build)
        self._spot = QPointF(*camera.point(point_of(lens.on, self._start.bones)))
        self._covers = lens.covers * camera.k
        self._radius = self._covers * lens.times
        self._disc = QPointF(camera.dx + lens.centre[0] * self._k, camera.dy - lens.centre[1] * self._k)
        self._near = Camera(
            figure.eye,
            self._k * lens.times,
            self._disc.x() - (self._spot.x() - camera.dx) * lens.times,
            self._disc.y() - (self._spot.y() - camera.dy) * lens.times,
        )
        self._inside = QPainterPath()
        self._inside.addEllipse(self._disc, self._radius, self._radius)
        self._grounds: dict[bool, Sprite] = {}
        self._ways: dict[Arrow, list[tuple[float, float]]] = {}

    def paint(self, layer: Layer, skeleton: Skeleton, *, with_ghost: bool, way: str | None) -> None:
        """Paint it at a moment; way is where the arrow points, as Stage has it, or None for no arrow."""
        painter, k = layer.painter, self._k
        ring = QColor(self._palette.ghost_line)
        self._paint_handle(painter, QPen(ring, 0.7 * k))
        area = layer.device_area(self._inside.boundingRect()).translated(layer.area.topLeft())
        legs = self._legs(area, skeleton)
        ground = self._ground(area, with_ghost)
        painter.resetTransform()
        painter.drawImage(ground.corner - layer.area.topLeft(), ground.image)
        painter.setTransform(layer.transform)
        painter.setClipPath(self._inside)
        painter.resetTransform()
        painter.drawImage(area.topLeft() - layer.area.topLeft(), legs.image)
        painter.setTransform(layer.transform)
        painter.setClipping(False)
        if way is not None:
            for arrow in self._figure.arrows:
                points = self._way(arrow)
                draw_arrow(painter, points[::-1] if way == "back" else points, k * 1.15, self._palette)
        painter.setPen(QPen(ring, 0.9 * k))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self._disc, self._radius, self._radius)
        painter.setPen(Qt.PenStyle.NoPen)

    def _paint_handle(self, painter: QPainter, pen: QPen) -> None:
        """A ring round what is magnified and a line from it to the disc."""
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(self._spot, self._covers, self._covers)
        way = self._disc - self._spot
        away = math.atan2(way.y(), way.x())
        unit = QPointF(math.cos(away), math.sin(away))
        painter.drawLine(self._spot + unit * self._covers, self._disc - unit * self._radius)
        painter.setPen(Qt.PenStyle.NoPen)

    def _legs(self, area: QRect, skeleton: Skeleton) -> Layer:
        figure, body = self._figure, body_of(self._build)
        legs, scratch, marks = (Layer(area, self._width, self._mirrored) for _ in range(3))
        sil = see(skeleton, body, self._near)
        ink = BodyInk(legs, scratch, marks, figure, skeleton, sil, body, self._palette, self._mirrored)
        # Hips and lit muscles lie outside the disc; leaving them out saves half of the work.
        ink.muscles = ()
        painter = BodyPainter(ink)
        for _key, part, side in painter.parts():
            if side not in figure.working_legs:
                continue
            if part == "leg again" or (part == "leg" and side not in ink.twice):
                painter.paint(part, side)
        for finished in (scratch, marks, legs):
            finished.end()
        return legs

    def _ground(self, area: QRect, with_ghost: bool) -> Sprite:
        """The disc with what stands still and the ghost of the legs; the same at every moment."""
        if with_ghost not in self._grounds:
            ground = Layer(area, self._width, self._mirrored)
            ground.fill(self._inside, self._palette.surface)
            ground.painter.setClipPath(self._inside)
            paint_still_props(ground, self._figure, self._start, self._near, self._palette)
            if with_ghost:
                seen = see(self._start, body_of(self._build), self._near)
                paint_ghost(ground, seen.legs(self._figure.working_legs), 0.75 * self._k, self._palette)
            self._grounds[with_ghost] = Sprite(ground.end(), area.topLeft())
        return self._grounds[with_ghost]

    def _way(self, arrow: Arrow) -> list[tuple[float, float]]:
        """The arrow's way in the magnifier; the same at every moment, so it is worked out once."""
        if arrow not in self._ways:
            self._ways[arrow] = arrow_points(self._figure, arrow, self._near, self._build)
        return self._ways[arrow]
