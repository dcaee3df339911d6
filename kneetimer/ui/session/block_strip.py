"""The strip: a session as a row of blocks, each as wide as its time and filled by what was done.

The same drawing on Today's card, live in the session and on the summary. Knows blocks, not
sessions: ui/session/strip.py makes them.
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.session import strip
from kneetimer.ui.session.strip import StripBlock
from kneetimer.ui.shell.palette import PhaseColours
from kneetimer.ui.shell.theme import Theme

DESIGN_HEIGHT = 24
GAP = 4
PART_GAP = 20
LEAST_WIDTH = 8
RADIUS = 6.0
HATCH = 6.0  # from one line of what was left out to the next


class BlockStrip(QWidget):
    """Blocks side by side. Its height is the widget's; give it 24 on a page, 16 in a session."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._blocks: tuple[StripBlock, ...] = ()
        self._accent: str | None = None
        self._fill: str | None = None
        set_role(self, QAccessible.Role.Graphic)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_blocks(
        self, blocks: Iterable[StripBlock], accent: str | None, *, fill: str | None = None
    ) -> None:
        """Show blocks; `accent` colours the current one, `fill` what was done of the others.

        Both are the name of a phase ("work", "done"), whose accent is taken, or a colour
        (#RRGGBB); None is ink.
        """
        shown = (tuple(blocks), accent, fill)
        if shown != (self._blocks, self._accent, self._fill):
            self._blocks, self._accent, self._fill = shown
            self.update()

    def blocks(self) -> tuple[StripBlock, ...]:
        return self._blocks

    def block_rects(self) -> tuple[QRectF, ...]:
        """The rectangle of each block in the widget, outline included."""
        placed = strip.spans(self._blocks, self.width(), GAP, PART_GAP, LEAST_WIDTH)
        return tuple(QRectF(left, 0, width, self.height()) for left, width in placed)

    def fill_rects(self) -> tuple[QRectF, ...]:
        """The part of each block that is filled; empty rectangles where nothing was done."""
        rects = []
        for block, rect in zip(self._blocks, self.block_rects(), strict=True):
            done = min(1.0, max(0.0, block.done))
            rects.append(QRectF(rect.left(), rect.top(), rect.width() * done, rect.height()))
        return tuple(rects)

    def _colour(self, name: str | None) -> QColor:
        if name is None:
            return self._theme.color("ink")
        phase = getattr(self._theme.palette, name, None)
        return QColor(phase.accent if isinstance(phase, PhaseColours) else name)

    def _draw_block(self, painter: QPainter, block: StripBlock, rect: QRectF, filled: QRectF) -> None:
        radius = min(RADIUS, rect.width() / 2, rect.height() / 2)
        colour = self._colour(self._accent if block.current else self._fill)
        if not filled.isEmpty():
            shape = QPainterPath()
            shape.addRoundedRect(rect, radius, radius)
            painter.save()
            painter.setClipRect(filled)
            painter.fillPath(shape, colour)
            painter.restore()
        if block.over and block.done < 1.0:
            self._draw_left_out(painter, rect, filled, radius, colour)
        if block.done < 1.0:
            marked = block.current or block.done > 0 or block.over
            painter.setPen(QPen(colour if marked else self._theme.color("edge"), 1.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = rect.adjusted(0.5, 0.5, -0.5, -0.5)
            painter.drawRoundedRect(inset, radius - 0.5, radius - 0.5)

    def _draw_left_out(
        self, painter: QPainter, rect: QRectF, filled: QRectF, radius: float, colour: QColor
    ) -> None:
        """Hatch what was left out, so that it is told from what was done and what is to come by its shape."""
        shape = QPainterPath()
        shape.addRoundedRect(rect, radius, radius)
        painter.save()
        painter.setClipPath(shape)
        painter.setClipRect(rect.adjusted(filled.width(), 0, 0, 0), Qt.ClipOperation.IntersectClip)
        painter.setPen(QPen(colour, HATCH / 3))
        at = rect.left() - rect.height()
        while at < rect.right():
            painter.drawLine(QPointF(at, rect.bottom()), QPointF(at + rect.height(), rect.top()))
            at += HATCH
        painter.restore()

    def sizeHint(self) -> QSize:
        return QSize(400, DESIGN_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, min(DESIGN_HEIGHT, 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rects = zip(self._blocks, self.block_rects(), self.fill_rects(), strict=True)
            for block, rect, filled in rects:
                self._draw_block(painter, block, rect, filled)
