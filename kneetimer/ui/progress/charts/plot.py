"""A chart drawn with pyqtgraph: bars, lines and zones on two axes, with a read-out by mouse and keys.

Draws what a ChartView says and computes no number. Zooming is off until it is asked for, and the
wheel then scrolls the page.
"""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QStyleOptionGraphicsItem, QToolTip, QWidget

from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.progress.charts import ink
from kneetimer.ui.progress.charts.values import ChartView, Dash, Line, Mark
from kneetimer.ui.shell.theme import Theme, font

FONT_PX = 13
LEAST_HEIGHT = 150
AXIS_GAP = 8
LAST_LABEL = 14
LABEL_OVERHANG = 40  # pixels that a label may stand out at either end of its axis
STACK_GAP = 2  # between boxes that stand on each other


class Plot(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """The drawn part of a chart. `read` says the words at the place that is looked at, "" for none."""

    read = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._theme = theme
        self._view: ChartView | None = None
        self._reading: int | None = None
        self._zoomable = False
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        wants_ring(self, 8, around_parent=True)
        self.setMinimumHeight(LEAST_HEIGHT)
        self.enableMouse(False)
        # Two axes and a box of our own: the library's plot brings two more axes and a form for
        # menus along, which takes four times as long to build.
        self._layout = pg.GraphicsLayout()
        self._layout.setSpacing(0)
        self.setCentralItem(self._layout)
        self._box = pg.ViewBox(enableMenu=False, enableMouse=False)
        self._box.setDefaultPadding(0)
        self._axes = {side: pg.AxisItem(side) for side in ("left", "bottom")}
        self._layout.addItem(self._axes["left"], 0, 0)
        self._layout.addItem(self._box, 0, 1)
        self._layout.addItem(self._axes["bottom"], 1, 1)
        for axis in self._axes.values():
            axis.linkToView(self._box)
        self._ground = _Ground(theme)
        self._front = _Front(theme)
        self._marker = _Marker(theme)
        for layer in (self._ground, self._front, self._marker):
            self._box.addItem(layer, ignoreBounds=True)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_view(self, view: ChartView) -> None:
        """Draw other numbers."""
        self._view = view
        self._reading = None
        self._ground.show_view(view)
        self._front.show_view(view)
        self._marker.show_at(None, view)
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.sentence)
        for side, ticks in (("bottom", view.x_ticks), ("left", view.y_ticks)):
            self._axes[side].setTicks([[(tick.at, tick.text) for tick in ticks]])
        self._set_axis_width()
        self._set_ranges()

    def reading(self) -> str:
        """The words of the place that is looked at; empty where none is."""
        if self._view is None or self._reading is None:
            return ""
        return self._view.readings[self._reading].words

    def set_zoomable(self, on: bool) -> None:
        """Let the mouse zoom and move along the x axis, or go back to the whole chart."""
        self._zoomable = on
        self._box.setMouseEnabled(x=on, y=False)
        if not on:
            self._set_ranges()

    def is_zoomable(self) -> bool:
        return self._zoomable

    def place_of(self, x: float, y: float) -> QPoint:
        """Where a point of the axes lies in the widget."""
        place: QPoint = self.mapFromScene(self._box.mapViewToScene(QPointF(x, y)))
        return place

    def x_range(self) -> tuple[float, float]:
        """The part of the x axis that is shown."""
        left, right = self._box.viewRange()[0]
        return left, right

    def paint(self, painter: QPainter, target: QRectF) -> None:
        """Draw the chart as shapes into a rectangle of any painter."""
        whole = self._layout.mapRectToScene(self._layout.boundingRect())
        painter.save()
        # The base class draws its frame with whatever brush the painter comes with.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self.scene().render(painter, target, whole)
        painter.restore()

    def read_at(self, position: QPointF) -> str:
        """Look at the reading nearest to a point of the widget, and return its words."""
        if self._view is None or not self._view.readings:
            return ""
        x = self._box.mapSceneToView(self.mapToScene(position.toPoint())).x()
        readings = self._view.readings
        self._look(min(range(len(readings)), key=lambda at: abs(readings[at].x - x)))
        return self.reading()

    def _look(self, index: int | None) -> None:
        if index == self._reading or self._view is None:
            return
        self._reading = index
        self._marker.show_at(None if index is None else self._view.readings[index].x, self._view)
        self.setAccessibleDescription(self.reading() or self._view.sentence)
        self.read.emit(self.reading())

    def _set_axis_width(self) -> None:
        """As wide as the widest number, for the base class leaves out what does not fit."""
        metrics = QFontMetricsF(font(self._theme.px(FONT_PX)))
        texts = [tick.text for tick in self._view.y_ticks] if self._view else []
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
        self._axes["left"].setWidth(max(self._theme.px(34), round(widest) + AXIS_GAP + 6))

    def _set_ranges(self) -> None:
        if self._view is not None:
            self._box.setRange(xRange=self._view.x_range, yRange=self._view.y_range, padding=0)

    @Slot()
    def _restyle(self) -> None:
        theme = self._theme
        self.setBackground(theme.color("surface"))
        tick_font = font(theme.px(FONT_PX))
        for side in ("bottom", "left"):
            axis = self._axes[side]
            axis.setPen(pg.mkPen(None))
            axis.setTickPen(pg.mkPen(None))
            axis.setTextPen(pg.mkPen(theme.color("soft")))
            axis.setStyle(
                tickFont=tick_font,
                tickLength=0,
                tickAlpha=0,
                tickTextOffset=AXIS_GAP,
                hideOverlappingLabels=LABEL_OVERHANG,
                autoReduceTextSpace=False,
            )
        # Room for half of the highest number, and for half of the last date.
        half = round(QFontMetricsF(tick_font).height() / 2)
        self._layout.setContentsMargins(0, half, LAST_LABEL, 0)
        self._set_axis_width()
        self._axes["bottom"].setHeight(theme.px(28))
        for item in (self._ground, self._front, self._marker):
            item.update()

    def sizeHint(self) -> QSize:
        return QSize(300, self._theme.px(170))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, LEAST_HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        last = len(self._view.readings) - 1 if self._view else -1
        if last < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            QWidget.keyPressEvent(self, event)
            return
        at = self._reading
        match event.key():
            case Qt.Key.Key_Right:
                self._look(0 if at is None else min(last, at + 1))
            case Qt.Key.Key_Left:
                self._look(last if at is None else max(0, at - 1))
            case Qt.Key.Key_Home:
                self._look(0)
            case Qt.Key.Key_End:
                self._look(last)
            case Qt.Key.Key_Escape if at is not None:
                self._look(None)
            case _:
                QWidget.keyPressEvent(self, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        text = self.read_at(event.position())
        if text:
            QToolTip.showText(event.globalPosition().toPoint(), text, self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._look(None)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.setMouseTracking(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look(None)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._zoomable:
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_ranges_if_whole()

    def _set_ranges_if_whole(self) -> None:
        if not self._zoomable:
            self._set_ranges()


class _Layer(pg.GraphicsObject):  # type: ignore[misc]
    """A layer of the chart. Places come from the axes, sizes of pens and letters from the screen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._view: ChartView | None = None

    def show_view(self, view: ChartView) -> None:
        self.prepareGeometryChange()
        self._view = view
        self.update()

    def draw(self, painter: QPainter, view: ChartView, to_pixels: QTransform) -> None:
        raise NotImplementedError

    def boundingRect(self) -> QRectF:
        if self._view is None:
            return QRectF()
        (left, right), (low, high) = self._view.x_range, self._view.y_range
        return QRectF(left, low, right - left, high - low)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        if self._view is None:
            return
        to_pixels = painter.worldTransform()
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter, self._view, to_pixels)
        painter.restore()


class _Ground(_Layer):
    """Zones, the hatched open week and the grid, behind everything else."""

    def draw(self, painter: QPainter, view: ChartView, to_pixels: QTransform) -> None:
        theme = self._theme
        left, right = view.x_range
        painter.setPen(Qt.PenStyle.NoPen)
        rects = [
            to_pixels.mapRect(QRectF(left, zone.low, right - left, zone.high - zone.low))
            for zone in view.zones
        ]
        for zone, rect in zip(view.zones, rects, strict=True):
            ink.draw_zone(painter, theme, rect, zone)
        for column in view.columns:
            low, high = view.y_range
            shape = to_pixels.mapRect(QRectF(column.left, low, column.right - column.left, high - low))
            ink.draw_hatching(painter, shape, ink.grid(theme), 1.5)
        painter.setPen(QPen(ink.grid(theme), 1))
        ends = [to_pixels.map(QPointF(x, tick.at)) for tick in view.y_ticks for x in (left, right)]
        for start, end in zip(ends[::2], ends[1::2], strict=True):
            y = round(start.y()) + 0.5
            painter.drawLine(QPointF(start.x(), y), QPointF(end.x(), y))
        for zone, rect in zip(view.zones, rects, strict=True):
            if zone.name:
                ink.draw_label(painter, font(theme.px(FONT_PX)), theme.color("soft"), rect, zone.name)


class _Front(_Layer):
    """Bars and lines."""

    def draw(self, painter: QPainter, view: ChartView, to_pixels: QTransform) -> None:
        theme = self._theme
        for bar in view.bars:
            place = QRectF(bar.x - bar.width / 2, bar.low, bar.width, bar.high - bar.low)
            rect = to_pixels.mapRect(place)
            if bar.low > 0:
                rect.setBottom(rect.bottom() - STACK_GAP)
            ink.draw_bar(painter, theme, rect, bar.style, bar.role, hatched=bar.hatched)
        for line in view.lines:
            self._draw_line(painter, [to_pixels.map(QPointF(*point)) for point in line.points], line)

    def _draw_line(self, painter: QPainter, points: Sequence[QPointF], line: Line) -> None:
        theme = self._theme
        if line.dash is not Dash.NONE and len(points) > 1:
            painter.setPen(ink.pen_of(theme, line.role, line.dash))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(points)
        crowded = len(points) > 1 and (points[-1].x() - points[0].x()) / len(points) < ink.MARK_SIZE
        if crowded and line.dash is not Dash.NONE:
            return
        for point in points:
            ink.draw_mark(
                painter,
                ink.colour(theme, line.role),
                line.mark if len(points) > 1 or line.mark is not Mark.NONE else Mark.DISC,
                point,
                ink.MARK_SIZE / 2 if crowded else ink.MARK_SIZE,
            )


class _Marker(_Layer):
    """The line at the place that is read out."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._x: float | None = None

    def show_at(self, x: float | None, view: ChartView) -> None:
        self._x = x
        self.show_view(view)

    def draw(self, painter: QPainter, view: ChartView, to_pixels: QTransform) -> None:
        if self._x is None:
            return
        low, high = view.y_range
        painter.setPen(QPen(self._theme.color("focus"), 2))
        painter.drawLine(to_pixels.map(QPointF(self._x, low)), to_pixels.map(QPointF(self._x, high)))
