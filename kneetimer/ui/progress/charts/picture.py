"""A chart as a picture of its own: title, note, legend, chart and its sentence, as PNG, SVG or copied.

Colours are those of the theme in force.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

from PySide6.QtCore import QBuffer, QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QImage, QImageWriter, QPainter, QTransform
from PySide6.QtSvg import QSvgGenerator

from kneetimer.core.late_dataclass import dataclass
from kneetimer.ui.progress.saved_file import NotWrittenError, saved_file
from kneetimer.ui.shell.theme import Theme, font

MARGIN = 24.0
GAP = 10.0
PNG_SCALE = 2
SVG = "http://www.w3.org/2000/svg"
SIDES = ("x", "y", "width", "height")
POINT = re.compile(r"(-?[\d.]+(?:e-?\d+)?),(-?[\d.]+(?:e-?\d+)?)")


@dataclass(frozen=True, slots=True)
class Picture:
    """What goes into the picture; `body` and `legend` draw themselves."""

    theme: Theme
    title: str
    note: str
    sentence: str
    size: QSize
    body: Callable[[QPainter, QRectF], None]
    legend: Callable[[QPainter, QPointF, float], None]
    legend_height: float

    def whole_size(self) -> QSize:
        """The size of the picture in pixels, at a scale of 1."""
        return QSize(
            round(self.size.width() + 2 * MARGIN),
            round(self._body_top() + self.size.height() + GAP + self._sentence_rect(0).height() + MARGIN),
        )

    def as_image(self) -> QImage:
        size = self.whole_size()
        image = QImage(size * PNG_SCALE, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(PNG_SCALE)
        with QPainter(image) as painter:
            self._draw(painter)
        return image

    def save(self, path: Path) -> bool:
        """Write an SVG file where the name ends so, else a PNG file. False where it cannot be written."""
        try:
            with saved_file(path) as file:
                if path.suffix.lower() == ".svg":
                    file.write(self._as_svg())
                elif not QImageWriter(file, QByteArray(b"png")).write(self.as_image()):
                    raise NotWrittenError(file.errorString())
        except NotWrittenError:
            return False
        return True

    def _as_svg(self) -> bytes:
        written = QBuffer()
        generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        generator.setOutputDevice(written)
        size = self.whole_size()
        generator.setSize(size)
        generator.setViewBox(QRect(0, 0, size.width(), size.height()))
        # The axes are drawn for the screen; at another resolution they would come out in another size.
        generator.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
        generator.setTitle(self.title)
        generator.setDescription(self.sentence)
        with QPainter(generator) as painter:
            self._draw(painter)
        return flattened(bytes(written.data().data()))

    def _draw(self, painter: QPainter) -> None:
        theme = self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(QPointF(0, 0), self.whole_size().toSizeF()), theme.color("surface"))
        width = self.size.width()
        y = MARGIN
        for text, letters, role in (
            (self.title, self._title_font(), "ink"),
            (self.note, self._text_font(), "soft"),
        ):
            height = QFontMetricsF(letters).height()
            painter.setFont(letters)
            painter.setPen(theme.color(role))
            painter.drawText(QRectF(MARGIN, y, width, height), Qt.AlignmentFlag.AlignLeft, text)
            y += height
        self.legend(painter, QPointF(MARGIN, y + GAP), width)
        body = QRectF(QPointF(MARGIN, self._body_top()), self.size.toSizeF())
        self.body(painter, body)
        painter.setFont(self._text_font())
        painter.setPen(theme.color("ink"))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        painter.drawText(self._sentence_rect(body.bottom() + GAP), flags, self.sentence)

    def _body_top(self) -> float:
        heights = sum(QFontMetricsF(letters).height() for letters in (self._title_font(), self._text_font()))
        legend = self.legend_height + GAP if self.legend_height else 0.0
        return MARGIN + heights + GAP + legend

    def _sentence_rect(self, top: float) -> QRectF:
        room = QRectF(MARGIN, top, self.size.width(), 400)
        flags = int(Qt.AlignmentFlag.AlignLeft) | int(Qt.TextFlag.TextWordWrap)
        return QFontMetricsF(self._text_font()).boundingRect(room, flags, self.sentence)

    def _title_font(self) -> QFont:
        return font(self.theme.px(18), QFont.Weight.DemiBold)

    def _text_font(self) -> QFont:
        return font(self.theme.px(14))


def flattened(svg: bytes) -> bytes:
    """The same picture with every shape in the picture's own coordinates.

    The charts' shapes come in the coordinates of their axes with pens that do not grow with them,
    which office programs do not know: their lines would come out as wide as the bars.
    """
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)
    for group in root.iter(f"{{{SVG}}}g"):
        matrix = QTransform(*map(float, group.get("transform", "matrix(1,0,0,1,0,0)")[7:-1].split(",")))

        def moved(found: re.Match[str], matrix: QTransform = matrix) -> str:
            point = matrix.map(QPointF(float(found[1]), float(found[2])))
            return f"{point.x():.2f},{point.y():.2f}"

        if not (matrix.isScaling() or matrix.isRotating()):
            continue
        del group.attrib["transform"]
        for shape in group:
            for name in {"d", "points"}.intersection(shape.keys()):
                shape.set(name, POINT.sub(moved, shape.attrib[name]))
            if shape.tag == f"{{{SVG}}}rect":
                rect = matrix.mapRect(QRectF(*(float(shape.attrib[side]) for side in SIDES)))
                for side in SIDES:
                    shape.set(side, f"{getattr(rect, side)():.2f}")
    whole: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return whole
