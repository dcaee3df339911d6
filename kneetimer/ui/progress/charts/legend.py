"""The legend of a chart: a sample of each bar and line with its name, in as many rows as it needs."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.progress.charts import ink
from kneetimer.ui.progress.charts.values import Dash, Key
from kneetimer.ui.shell.theme import Theme, font
from kneetimer.ui.text.lists import comma_list

SAMPLE = 14.0
LINE_SAMPLE = 26.0
GAP = 6
APART = 16
FONT_PX = 13


class Legend(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys: tuple[Key, ...] = ()
        set_role(self, QAccessible.Role.StaticText)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_keys(self, keys: tuple[Key, ...]) -> None:
        self._keys = keys
        self.setVisible(bool(keys))
        self.setAccessibleName(comma_list([key.name for key in keys]))
        self._restyle()

    def places(self, width: float) -> list[QRectF]:
        """Where each entry lies in a legend so wide."""
        rects: list[QRectF] = []
        x = y = 0.0
        height = self._row_height()
        for key in self._keys:
            wide = self._width_of(key)
            if x > 0 and x + wide > width:
                x, y = 0.0, y + height
            rects.append(QRectF(x, y, wide, height))
            x += wide + APART
        return rects

    def paint(self, painter: QPainter, corner: QPointF, width: float) -> None:
        """Draw the entries from an upper left corner on."""
        painter.setFont(self._font())
        for key, place in zip(self._keys, self.places(width), strict=True):
            self._draw(painter, key, place.translated(corner))

    def height_at(self, width: float) -> float:
        return max((place.bottom() for place in self.places(width)), default=0.0)

    @Slot()
    def _restyle(self) -> None:
        self._take_height()
        self.update()

    def _take_height(self) -> None:
        # A fixed height, because a layout asks for heights by width only where all around it do.
        self.setFixedHeight(round(self.height_at(self.width())))

    def _font(self) -> QFont:
        return font(self._theme.px(FONT_PX))

    def _row_height(self) -> float:
        return max(20.0, QFontMetricsF(self._font()).height() + 4)

    def _width_of(self, key: Key) -> float:
        sample = SAMPLE if key.style is not None or key.dash is Dash.NONE else LINE_SAMPLE
        return sample + GAP + QFontMetricsF(self._font()).horizontalAdvance(key.name)

    def _draw(self, painter: QPainter, key: Key, place: QRectF) -> None:
        theme = self._theme
        middle = place.center().y()
        if key.style is not None:
            wide = SAMPLE
            box = QRectF(place.left(), middle - SAMPLE / 2, SAMPLE, SAMPLE)
            ink.draw_bar(painter, box, key.style, ink.colour(theme, key.role), hatched=key.hatched)
        else:
            wide = SAMPLE if key.dash is Dash.NONE else LINE_SAMPLE
            if key.dash is not Dash.NONE:
                colour = ink.colour(theme, key.role)
                ratio = painter.device().devicePixelRatioF()
                painter.setPen(ink.pen(colour, ink.LINE_WIDTH, ratio, key.dash))
                painter.drawLine(QPointF(place.left() + 1, middle), QPointF(place.left() + wide - 1, middle))
            ink.draw_mark(
                painter, ink.colour(theme, key.role), key.mark, QPointF(place.left() + wide / 2, middle)
            )
        painter.setPen(theme.color("soft"))
        painter.drawText(
            place.adjusted(wide + GAP, 0, 2, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
            key.name,
        )

    def sizeHint(self) -> QSize:
        wide = sum(self._width_of(key) + APART for key in self._keys)
        return QSize(round(wide), round(self._row_height()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._take_height()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint(painter, QPointF(0, 0), self.width())
