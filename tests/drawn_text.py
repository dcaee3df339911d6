"""Every text that a widget draws, with its place: asked of the painting itself, not of the widget's words.

A paint device that keeps texts and drops all else. Judges nothing; tests/looks.py does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import (
    QFontMetricsF,
    QPaintDevice,
    QPaintEngine,
    QPaintEngineState,
    QPainter,
    QPixmap,
    QRegion,
    QTextItem,
)
from PySide6.QtWidgets import QWidget

METRIC = QPaintDevice.PaintDeviceMetric
LARGEST = 8_000


@dataclass(frozen=True, slots=True)
class DrawnText:
    """A piece of text and its ink, in logical pixels of the widget that drew it.

    `capitals` is their height; `is_cut` says that the painter was told to leave a part of the ink out.
    """

    text: str
    ink: QRectF
    capitals: float
    is_cut: bool


class _Engine(QPaintEngine):
    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.texts: list[DrawnText] = []

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def begin(self, pdev: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def updateState(self, state: QPaintEngineState) -> None:
        pass

    def drawTextItem(self, p: QPointF, textItem: QTextItem) -> None:  # noqa: N803  # Qt's own name
        if not textItem.text().strip("\u200b \n"):
            return
        painter, chosen = self.painter(), textItem.font()
        ink = QFontMetricsF(chosen).tightBoundingRect(textItem.text()).translated(p)
        there = painter.combinedTransform().mapRect(ink)
        capitals = QFontMetricsF(chosen).capHeight()
        is_cut = painter.hasClipping() and not painter.clipBoundingRect().adjusted(-1, -1, 1, 1).contains(ink)
        self.texts.append(DrawnText(textItem.text(), there, capitals, is_cut))

    def drawPixmap(self, r: QRectF, pm: QPixmap, sr: QRectF) -> None:
        pass

    def _leave_out(self, *_: Any) -> None:
        pass

    drawImage = drawTiledPixmap = drawPath = drawPolygon = _leave_out  # noqa: N815  # Qt's own names
    drawLines = drawRects = drawPoints = drawEllipse = _leave_out  # noqa: N815


class _Device(QPaintDevice):
    def __init__(self) -> None:
        super().__init__()
        self._engine = _Engine()

    def paintEngine(self) -> _Engine:
        return self._engine

    def metric(self, metric: QPaintDevice.PaintDeviceMetric) -> int:
        match metric:
            case METRIC.PdmWidth | METRIC.PdmHeight:
                return LARGEST
            case METRIC.PdmDevicePixelRatio:
                return 1
            case METRIC.PdmDevicePixelRatioScaled:
                return 1 << 16
            case METRIC.PdmDepth:
                return 32
        return 96


def drawn_by(widget: QWidget) -> list[DrawnText]:
    """What this widget draws itself, without what lies in it."""
    device = _Device()
    with QPainter(device) as painter:
        # Of QWidget, because a graphics view draws its scene with a method of this name.
        QWidget.render(widget, painter, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return device.paintEngine().texts
