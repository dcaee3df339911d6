"""A chart as a picture of its own: title, note, legend, chart and its sentence, as PNG, SVG or copied.

Colours are those of the theme in force.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgGenerator

from kneetimer.ui.shell.theme import Theme, font

MARGIN = 24.0
GAP = 10.0
PNG_SCALE = 2


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
        if path.suffix.lower() != ".svg":
            return bool(self.as_image().save(str(path)))
        generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        generator.setFileName(str(path))
        size = self.whole_size()
        generator.setSize(size)
        generator.setViewBox(QRect(0, 0, size.width(), size.height()))
        # The axes are drawn for the screen; at another resolution they would come out in another size.
        generator.setResolution(round(QGuiApplication.primaryScreen().logicalDotsPerInch()))
        generator.setTitle(self.title)
        generator.setDescription(self.sentence)
        painter = QPainter()
        if not painter.begin(generator):
            return False
        self._draw(painter)
        painter.end()
        return path.is_file() and path.stat().st_size > 0

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
