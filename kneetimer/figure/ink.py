"""Polygons into Qt paths and colours into brushes: the few drawing operations that the painters share.

Knows nothing of bodies, props or palettes.
"""

from array import array
from collections.abc import Iterable, Sequence
from functools import cache

import shiboken6
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QImage, QPainter, QPainterPath, QPolygonF, QTransform

from kneetimer.figure.outline import Circle, Polygon, chain, hull
from kneetimer.figure.silhouette import Weighted


@cache
def brush(colour: str) -> QBrush:
    """A solid brush; colour is #RRGGBB or #AARRGGBB."""
    return QBrush(QColor(colour))


@cache
def stripes(colour: str, ground: str, period: int) -> QBrush:
    """Stripes at 45 degrees, period pixels apart, over ground."""
    tile = QImage(period, period, QImage.Format.Format_RGB32)
    tile.fill(QColor(ground))
    with QPainter(tile) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = painter.pen()
        pen.setColor(QColor(colour))
        pen.setWidthF(period * 0.36)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for shift in (-period, 0, period):
            painter.drawLine(QPointF(shift - period, period * 2.0), QPointF(shift + period * 2.0, -period))
    return QBrush(tile)


def polygon(flat: Sequence[float]) -> QPolygonF:
    """A Qt polygon from x0, y0, x1, y1 ..."""
    # One copy of the whole block: a list of QPointF takes seven times as long.
    n = len(flat) // 2
    shape = QPolygonF()
    shape.resize(n)
    block = memoryview(shiboken6.VoidPtr(shape.data(), n * 16, True))  # type: ignore[call-arg,arg-type]
    block[:] = array("d", flat).tobytes()
    return shape


def path(polygons: Iterable[Polygon]) -> QPainterPath:
    """The union of polygons that all turn the same way."""
    out = QPainterPath()
    out.setFillRule(Qt.FillRule.WindingFill)
    for flat in polygons:
        if len(flat) >= 6:
            out.addPolygon(polygon(flat))
            out.closeSubpath()
    return out


def grown(circles: Iterable[Circle], by: float) -> list[Circle]:
    """Circles with larger radii."""
    return [(x, y, r + by) for x, y, r in circles]


def plain(circles: Weighted, by: float = 0.0) -> list[Circle]:
    """Circles without their weights, grown."""
    return [(x, y, r + by) for x, y, r, _w in circles]


def lit(circles: Weighted, light: float) -> list[Circle]:
    """The lit part of a chain: each circle smaller and towards the light, by its weight; always inside
    the chain.
    """
    return [(x + light * r * w, y - 0.13 * r * w, r * (1 - 0.14 * w)) for x, y, r, w in circles]


def lit_evenly(circles: Iterable[Circle], light: float, strength: float = 1.0) -> list[Circle]:
    """As lit, the same weight everywhere."""
    return [
        (x + light * r * strength, y - 0.13 * r * strength, r * (1 - 0.14 * strength)) for x, y, r in circles
    ]


def new_paper(size: QSize) -> QImage:
    """A transparent image, at least one pixel large."""
    image = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


class Layer:
    """A transparent picture that shapes are painted on, all in one coordinate system, perhaps mirrored."""

    def __init__(self, area: QRect, width: int, mirrored: bool, paper: QImage | None = None) -> None:
        """area: the part of the picture that this layer covers; width: the whole picture's; device pixels.

        paper is an image to use again, at least as large as area; what is on it stays until it is cleared.
        """
        self.area = area
        self.is_empty = True
        if paper is None:
            paper = new_paper(area.size())
        self.image = paper
        if mirrored:
            self.transform = QTransform(-1, 0, 0, 1, width - area.x(), -area.y())
        else:
            self.transform = QTransform.fromTranslate(-area.x(), -area.y())
        self.painter = QPainter(self.image)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setTransform(self.transform)

    @property
    def rect(self) -> QRect:
        """The layer's device pixels, from its own upper left corner."""
        return QRect(QPoint(0, 0), self.area.size())

    def fill(self, shape: QPainterPath, colour: str) -> None:
        """Paint a shape."""
        self.is_empty = False
        self.painter.fillPath(shape, brush(colour))

    def fill_atop(self, shape: QPainterPath, colour: QBrush) -> None:
        """Paint a shape only where something is painted already."""
        self.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
        self.painter.fillPath(shape, colour)
        self.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def gap(self, shape: QPainterPath) -> None:
        """Cut a thin gap round a part that is about to be painted; what lies behind the figure shows through.

        Cutting takes a quarter of the time that painting the gap on the parts already there would take.
        """
        if self.is_empty:
            return
        self.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        self.painter.fillPath(shape, brush("#00000000"))
        self.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def clear(self, area: QRect) -> None:
        """Make a rectangle (device pixels) transparent."""
        self.painter.resetTransform()
        self.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
        self.painter.fillRect(area, Qt.GlobalColor.transparent)
        self.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        self.painter.setTransform(self.transform)

    def stamp(self, other: "Layer", area: QRect) -> None:
        """Paint a rectangle (device pixels) of another layer onto this one."""
        self.is_empty = False
        self.painter.resetTransform()
        self.painter.drawImage(area.topLeft(), other.image, area)
        self.painter.setTransform(self.transform)

    def stamp_atop(self, other: "Layer", area: QRect) -> None:
        """As stamp(), but only where something is painted on this layer already."""
        self.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceAtop)
        self.stamp(other, area)
        self.painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    def device_area(self, bounds: QRectF) -> QRect:
        """The device pixels that bounds (in drawing coordinates) may touch."""
        mapped = self.transform.mapRect(bounds).adjusted(-2, -2, 2, 2).toAlignedRect()
        return mapped.intersected(self.rect)

    def end(self) -> QImage:
        """Finish painting; the layer's picture."""
        self.painter.end()
        return self.image


def chain_path(circles: Sequence[Circle]) -> QPainterPath:
    """The shape of one chain."""
    return path((chain(circles),))


def hulls_path(groups: Iterable[Sequence[Circle]]) -> QPainterPath:
    """The union of several hulls."""
    return path([hull(g) for g in groups])
