"""The strip of a session with the name and the length of each part under its first block."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from kneetimer.ui.controls.text import words_font
from kneetimer.ui.session.block_strip import DESIGN_HEIGHT, BlockStrip
from kneetimer.ui.session.strip import StripBlock
from kneetimer.ui.shell.theme import Theme

LABEL_GAP = 12
SMALLEST_PX = 11


class LabelledStrip(QWidget):
    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.strip = BlockStrip(theme)
        self.strip.setFixedHeight(DESIGN_HEIGHT)
        self.strip.setAccessibleName(name)
        self.labels = PartLabels(theme, self.strip)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.strip)
        column.addWidget(self.labels)

    def show_parts(
        self,
        blocks: Sequence[StripBlock],
        parts: Sequence[tuple[str, str]],
        accent: str | None,
        fill: str | None = None,
    ) -> None:
        """Show blocks and, for each part in them, its name and its length."""
        self.strip.show_blocks(blocks, accent, fill=fill)
        self.strip.setAccessibleDescription(", ".join(" ".join(part) for part in parts))
        self.labels.show_labels(parts)


class PartLabels(QWidget):
    """Two short lines a part, moved aside where they would touch."""

    def __init__(self, theme: Theme, strip: BlockStrip) -> None:
        super().__init__()
        self._theme = theme
        self._strip = strip
        self._labels: tuple[tuple[str, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_labels(self, labels: Sequence[tuple[str, str]]) -> None:
        self._labels = tuple(labels)
        self._restyle()

    def label_rects(self) -> tuple[QRectF, ...]:
        """Where each label stands: under its part, clear of its neighbours, inside of the widget."""
        metrics = QFontMetricsF(self._font())
        widths = [max(metrics.horizontalAdvance(line) for line in label) + 2 for label in self._labels]
        lefts = self._part_lefts()
        edge = 0.0
        for at, width in enumerate(widths):
            lefts[at] = max(lefts[at], edge)
            edge = lefts[at] + width + LABEL_GAP
        edge = float(self.width())
        for at in reversed(range(len(widths))):
            lefts[at] = min(lefts[at], edge - widths[at])
            edge = lefts[at] - LABEL_GAP
        return tuple(
            QRectF(max(0.0, left), 0, width, self.height()) for left, width in zip(lefts, widths, strict=True)
        )

    def _part_lefts(self) -> list[float]:
        lefts: list[float] = []
        before = None
        for block, rect in zip(self._strip.blocks(), self._strip.block_rects(), strict=True):
            if block.block is not before:
                lefts.append(rect.left())
            before = block.block
        missing = len(self._labels) - len(lefts)
        return (lefts + [0.0] * missing)[: len(self._labels)]

    def _font(self) -> QFont:
        """The labels' font, smaller where they would not fit side by side."""
        px = float(self._theme.px(14))
        needed = self._width_at(px)
        if self._labels and needed > self.width() > 0:
            px = max(SMALLEST_PX, px * self.width() / needed)
        return words_font(px)

    def _width_at(self, px: float) -> float:
        metrics = QFontMetricsF(words_font(px))
        widths = [max(metrics.horizontalAdvance(line) for line in label) + 2 for label in self._labels]
        return sum(widths) + LABEL_GAP * (len(widths) - 1)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px(14)
        return QSize(round(self._width_at(px)), round(2 * QFontMetricsF(words_font(px)).height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setFont(self._font())
            for (name, length), rect in zip(self._labels, self.label_rects(), strict=True):
                half = rect.height() / 2
                painter.setPen(self._theme.color("ink"))
                painter.drawText(rect, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, name)
                painter.setPen(self._theme.color("soft"))
                lower = rect.adjusted(0, half, 0, 0)
                painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, length)
