"""The ring of the plan: one segment a session, those that are done filled, the newest one thicker.

Draws what summary_view builds; says it in words to assistive technology.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QAccessible, QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneetimer.ui.controls.drawn_signs import draw_check
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.summary.view import PlanRing

SIZE = 286
DRAWN_IN_MS = 400
GAP = 5.0  # degrees between two segments of twelve; less where there are more
WIDTH, NEWEST_WIDTH = 26.0, 34.0
CHECK_WIDTH = 120


class SessionRing(QWidget):
    """`moves` says whether the newest segment is drawn in or stands there at once."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._ring: PlanRing | None = None
        self.moves = True
        self._drawn = 1.0  # of the newest segment
        self._drawing = QVariantAnimation(self)
        self._drawing.setStartValue(0.0)
        self._drawing.setEndValue(1.0)
        self._drawing.setDuration(DRAWN_IN_MS)
        self._drawing.valueChanged.connect(self._draw_in)
        set_role(self, QAccessible.Role.Graphic)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_ring(self, ring: PlanRing) -> None:
        self._ring = ring
        self.setAccessibleName(f"{ring.title}. {ring.note}")
        self._drawing.stop()
        self._drawn = 1.0
        if self.moves:
            self._drawn = 0.0
            self._drawing.start()
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(SIZE)
        return QSize(side, side)

    @Slot(object)
    def _draw_in(self, share: float) -> None:
        self._drawn = share
        self.update()

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ring = self._ring
        if ring is None:
            return
        palette, scale = self._theme.palette, min(self.width(), self.height()) / SIZE
        accent, ground = QColor(palette.done.accent), QColor(palette.done.track)
        step = 360.0 / ring.count
        gap = min(GAP, step / 3)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(QPointF(self.rect().center()))
            painter.scale(scale, scale)
            for number in range(ring.count):
                start = number * step + gap / 2
                self._segment(painter, ground, WIDTH, start, step - gap)
                if number < ring.done and number != ring.newest:
                    self._segment(painter, accent, WIDTH, start, step - gap)
                elif number == ring.newest:
                    share = max(0.0, min(1.0, ring.share)) * self._drawn
                    self._segment(painter, accent, NEWEST_WIDTH, start, (step - gap) * share)
            if ring.whole:
                draw_check(painter, QPointF(), CHECK_WIDTH, accent, 16)

    def _segment(self, painter: QPainter, colour: QColor, width: float, start: float, span: float) -> None:
        """A part of the ring, in degrees clockwise from the top."""
        if span <= 0:
            return
        radius = (SIZE - NEWEST_WIDTH) / 2
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        box = QRectF(-radius, -radius, 2 * radius, 2 * radius)
        painter.drawArc(box, round(16 * (90 - start)), round(-16 * span))
