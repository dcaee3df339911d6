"""A chart drawn with pyqtgraph: bars, lines and zones on two axes, with a read-out by mouse and keys.

Draws what a ChartView says and computes no number. Zooming is off until it is asked for, and the
wheel then scrolls the page.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QEnterEvent,
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QToolTip, QWidget

from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.progress.charts import ink
from kneetimer.ui.progress.charts.chart_reader import ChartReader
from kneetimer.ui.progress.charts.values import Bar, ChartLine, ChartView, ChartZone, Dash, Mark
from kneetimer.ui.shell.theme import Theme, font

FONT_PX = 13
LEAST_HEIGHT = 150
AXIS_GAP = 8
LAST_LABEL = 14
LABEL_OVERHANG = 40  # pixels that a label may stand out at either end of its axis
STACK_GAP = 2  # between boxes that stand on each other
MOST_MARKED = 40  # a line of more points is drawn without their marks
ZONES, COLUMNS, GRID, NAMES, BARS, LINES, MARKER = range(-4, 3)  # from back to front


class Plot(pg.GraphicsView):  # type: ignore[misc]  # pyqtgraph has no types
    """The drawn part of a chart. `read` says the words at the place that is looked at, "" for none."""

    read = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self._theme = theme
        self._view: ChartView | None = None
        self.box = ChartBox(theme)  # first: the base class resizes itself while it is made
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        wants_ring(self, 8, around_parent=True)
        self.setMinimumHeight(LEAST_HEIGHT)
        # The library's lines change their bounds without telling the scene, whose index would then
        # keep pointers to lines that are gone.
        self.scene().setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.enableMouse(False)
        # Two axes and a box of our own: the library's plot brings two more axes and a form for
        # menus along, which takes four times as long to build.
        self._layout = pg.GraphicsLayout()
        self._layout.setSpacing(0)
        self.setCentralItem(self._layout)
        self._axes = {side: pg.AxisItem(side) for side in ("left", "bottom")}
        self._layout.addItem(self._axes["left"], 0, 0)
        self._layout.addItem(self.box, 0, 1)
        self._layout.addItem(self._axes["bottom"], 1, 1)
        for axis in self._axes.values():
            axis.linkToView(self.box)
        self._reader = ChartReader(self)
        self._reader.moved.connect(self._look)
        self._restyle()
        theme.changed.connect(self._restyle)

    def show_view(self, view: ChartView) -> None:
        """Draw other numbers."""
        self._view = view
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.sentence)
        for side, ticks in (("bottom", view.x_ticks), ("left", view.y_ticks)):
            self._axes[side].setTicks([[(tick.at, tick.text) for tick in ticks]])
        self._set_axis_width()
        self.box.show_view(view)
        self._reader.show_readings(view.readings)
        self.box.mark(None)
        self.box.draw(self.devicePixelRatioF())

    def paint(self, painter: QPainter, target: QRectF) -> None:
        """Draw the chart as shapes into a rectangle of any painter."""
        whole = self._layout.mapRectToScene(self._layout.boundingRect())
        self.box.draw(painter.device().devicePixelRatioF())
        painter.save()
        # The base class draws its frame with whatever brush the painter comes with.
        painter.setBrush(Qt.BrushStyle.NoBrush)
        self.scene().render(painter, target, whole)
        painter.restore()
        self.box.draw(self.devicePixelRatioF())

    @Slot()
    def _look(self) -> None:
        """What is looked at is marked, and said in place of the chart's own sentence."""
        words = self._reader.words()
        self.box.mark(self._reader.x())
        if self._view is not None:
            self.setAccessibleDescription(words or self._view.sentence)
        self.read.emit(words)

    def _set_axis_width(self) -> None:
        """As wide as the widest number, for the base class leaves out what does not fit."""
        metrics = QFontMetricsF(font(self._theme.px(FONT_PX)))
        texts = [tick.text for tick in self._view.y_ticks] if self._view else []
        widest = max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
        self._axes["left"].setWidth(max(self._theme.px(34), round(widest) + AXIS_GAP + 6))

    @Slot()
    def _restyle(self) -> None:
        theme = self._theme
        self.setBackground(theme.color("surface"))
        tick_font = font(theme.px(FONT_PX))
        for axis in self._axes.values():
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
        self.box.draw(self.devicePixelRatioF())

    def sizeHint(self) -> QSize:
        return QSize(300, self._theme.px(170))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, LEAST_HEIGHT)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.DevicePixelRatioChange:
            self.box.draw(self.devicePixelRatioF())
        return bool(super().event(event))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        foreign = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if foreign or not self._reader.follow(event.key()):
            QWidget.keyPressEvent(self, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._reader.go_near(self.box.mapSceneToView(self.mapToScene(event.position().toPoint())).x())
        words = self._reader.words()
        if words:
            QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._reader.leave()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.setMouseTracking(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._reader.leave()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.box.zoomable:
            super().wheelEvent(event)
        else:
            event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.box.zoomable:
            self.box.show_whole()


class ChartBox(pg.ViewBox):  # type: ignore[misc]
    """The place between the axes, with bars, lines and zones on it.

    It shows the whole of a chart, or once it is `zoomable` the part of the x axis that the mouse chose.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(enableMenu=False, enableMouse=False)
        self._theme = theme
        self._view: ChartView | None = None
        self._drawn: list[pg.GraphicsObject] = []
        self.zoomable = False
        self._mark = pg.InfiniteLine(angle=90)
        self._mark.setZValue(MARKER)
        self._mark.hide()
        self.addItem(self._mark, ignoreBounds=True)
        self.setDefaultPadding(0)
        self._clip(False)

    def show_view(self, view: ChartView) -> None:
        """Be the place for another chart, which `draw` puts there."""
        self._view = view
        self.show_whole()

    @Slot(bool)
    def set_zoomable(self, on: bool) -> None:
        """Let the mouse zoom and move along the x axis, or go back to the whole chart."""
        self.zoomable = on
        self.setMouseEnabled(x=on, y=False)
        self._clip(on)
        if not on:
            self.show_whole()

    def show_whole(self) -> None:
        if self._view is not None:
            self.setRange(xRange=self._view.x_range, yRange=self._view.y_range, padding=0)

    def draw(self, pixel_ratio: float) -> None:
        """Put everything of the chart on the axes anew, for a device with so many pixels to a pixel."""
        while self._drawn:
            self.removeItem(self._drawn.pop())
        view, theme = self._view, self._theme
        if view is None:
            return
        for zone in view.zones:
            self._add_zone(zone, pixel_ratio)
        for column in view.columns:
            self._add(_Hatched(theme, column.left, column.right), COLUMNS)
        levels = [tick.at for tick in view.y_ticks for _ in view.x_range]
        ends = [*view.x_range] * len(view.y_ticks)
        pen = ink.pen(ink.grid(theme), 1, pixel_ratio)
        self._add(pg.PlotCurveItem(ends, levels, connect="pairs", pen=pen), GRID)
        if view.bars:
            self._add(_Bars(theme, view.bars), BARS)
        for line in view.lines:
            if line.points:
                self._add(_curve(theme, line, pixel_ratio), LINES)
        self._mark.setPen(ink.pen(theme.color("focus"), 2, pixel_ratio))

    def mark(self, x: float | None) -> None:
        """Have a line stand at a place on the x axis, None for none."""
        self._mark.setVisible(x is not None)
        if x is not None:
            self._mark.setValue(x)

    def _clip(self, on: bool) -> None:
        """Cut off what lies outside of the axes. The whole chart keeps its outermost marks in full."""
        self.setFlag(self.GraphicsItemFlag.ItemClipsChildrenToShape, on)

    def _add(self, item: pg.GraphicsObject, layer: int) -> None:
        item.setZValue(layer)
        self.addItem(item, ignoreBounds=True)
        self._drawn.append(item)

    def _add_zone(self, zone: ChartZone, pixel_ratio: float) -> None:
        theme = self._theme
        fill = ink.tint(theme, zone.role)
        # High contrast has no tints, so a zone without a name gets edges there, as does one without a height.
        edged = not zone.name and (fill == theme.color("surface") or zone.low == zone.high)
        edge = ink.pen(ink.colour(theme, zone.role), 2, pixel_ratio, Dash.DASHED) if edged else pg.mkPen(None)
        self._add(pg.LinearRegionItem((zone.low, zone.high), "horizontal", fill, edge, movable=False), ZONES)
        if zone.name:
            # On a line of its own at its upper edge, where a name keeps its place while one zooms.
            above = pg.InfiniteLine(zone.high, 0, pg.mkPen(None))
            name = pg.InfLineLabel(
                above, zone.name, position=1, anchors=[(1, 0), (1, 0)], color=theme.color("soft")
            )
            name.setFont(font(theme.px(FONT_PX)))
            self._add(above, NAMES)


class _Hatched(pg.LinearRegionItem):  # type: ignore[misc]
    """A hatched stretch of the x axis."""

    def __init__(self, theme: Theme, left: float, right: float) -> None:
        super().__init__((left, right), pen=pg.mkPen(None), movable=False)
        self._ink = ink.grid(theme)

    def paint(self, painter: QPainter, *_: object) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink.draw_hatching(painter, self.boundingRect(), self._ink, 1.5, _unit(self))


class _Bars(pg.BarGraphItem):  # type: ignore[misc]
    """Bars with round corners, each in its style."""

    def __init__(self, theme: Theme, bars: tuple[Bar, ...]) -> None:
        self._bars = [(bar, ink.colour(theme, bar.role)) for bar in bars]
        super().__init__(
            x=[bar.x for bar in bars],
            width=[bar.width for bar in bars],
            y0=[bar.low for bar in bars],
            y1=[bar.high for bar in bars],
        )

    def paint(self, painter: QPainter, *_: object) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        unit = _unit(self)
        for bar, colour in self._bars:
            low = bar.low - STACK_GAP * unit[1] if bar.low > 0 else bar.low
            place = QRectF(bar.x - bar.width / 2, low, bar.width, bar.high - low)
            ink.draw_bar(painter, place, bar.style, colour, hatched=bar.hatched, unit=unit)


def _unit(item: pg.GraphicsObject) -> ink.Unit:
    return item.pixelWidth(), -item.pixelHeight()


def _curve(theme: Theme, line: ChartLine, pixel_ratio: float) -> pg.PlotDataItem:
    """A line with a mark at each of its points. A single point always has one."""
    colour = ink.colour(theme, line.role)
    drawn = line.dash is not Dash.NONE
    crowded = len(line.points) > MOST_MARKED
    mark = Mark.DISC if len(line.points) == 1 and line.mark is Mark.NONE else line.mark
    return pg.PlotDataItem(
        *(list(places) for places in zip(*line.points, strict=True)),
        pen=ink.pen(colour, ink.LINE_WIDTH, pixel_ratio, line.dash) if drawn else None,
        symbol=ink.MARKS.get(mark) if not (crowded and drawn) else None,
        symbolSize=ink.MARK_SIZE / 2 if crowded else ink.MARK_SIZE,
        symbolBrush=colour,
        symbolPen=pg.mkPen(None),
        antialias=True,
        useCache=False,  # a picture of a mark would stay a picture in an SVG file
    )
