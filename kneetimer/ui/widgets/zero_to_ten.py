"""A question answered from 0 to 10, with nothing answered until a person does.

Arrows move, digits set (1 and then 0 within 600 ms is 10), Backspace and Delete clear.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneetimer.ui.theme import Theme, font
from kneetimer.ui.widgets.focus_ring import wants_ring

CELLS = 11
GAP = 6
CELL_HEIGHT = 48
RADIUS = 10
SECOND_DIGIT_S = 0.6


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the answers `first` to `last` mean, written under them; `role` colours their cells."""

    first: int
    last: int
    text: str
    role: str = "raised"


class ZeroToTen(QWidget):
    """Eleven cells. `answered` says the new answer, None when it was cleared."""

    answered = Signal(object)

    def __init__(
        self,
        theme: Theme,
        question: str,
        anchors: Sequence[Anchor],
        *,
        seconds: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._anchors = tuple(anchors)
        self._seconds = seconds
        self._value: int | None = None
        self._one_at: float | None = None
        self.setAccessibleName(question)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        wants_ring(self, RADIUS)
        theme.changed.connect(self._restyle)
        self._describe()

    def value(self) -> int | None:
        return self._value

    def show_value(self, value: int | None) -> None:
        """Show an answer without saying that a person gave it."""
        self._value = value
        self._one_at = None
        self._describe()
        self.update()

    def cell_rects(self) -> tuple[QRectF, ...]:
        """The eleven cells, which fill the width exactly."""
        wide = (self.width() - GAP * (CELLS - 1)) / CELLS
        return tuple(QRectF(at * (wide + GAP), 0, wide, CELL_HEIGHT) for at in range(CELLS))

    def anchor_rects(self) -> tuple[QRectF, ...]:
        """Where each anchor's words stand: centred under its cells, inside of the widget."""
        cells = self.cell_rects()
        metrics = QFontMetricsF(self._anchor_font())
        rects = []
        for anchor in self._anchors:
            width = metrics.horizontalAdvance(anchor.text) + 2
            middle = (cells[anchor.first].left() + cells[anchor.last].right()) / 2
            left = min(max(0.0, middle - width / 2), self.width() - width)
            rects.append(QRectF(left, CELL_HEIGHT + 5, width, metrics.height()))
        return tuple(rects)

    def _answer(self, value: int | None) -> None:
        if value == self._value:
            return
        self._value = value
        self._describe()
        self.update()
        self.answered.emit(value)

    def _describe(self) -> None:
        said = "not answered" if self._value is None else f"{self._value} of 10"
        self.setAccessibleDescription(said)

    def _digit(self, digit: int) -> None:
        now = self._seconds()
        after_one = self._one_at is not None and now - self._one_at <= SECOND_DIGIT_S
        self._one_at = now if digit == 1 else None
        self._answer(10 if digit == 0 and after_one else digit)

    def _role(self, cell: int) -> str:
        for anchor in self._anchors:
            if anchor.first <= cell <= anchor.last:
                return anchor.role
        return "raised"

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _anchor_font(self) -> QFont:
        return font(self._theme.px(14))

    def _draw_cell(self, painter: QPainter, cell: int, rect: QRectF) -> None:
        theme = self._theme
        chosen = cell == self._value
        outline = 2.0 if chosen else 1.0
        painter.setPen(QPen(theme.color("ink" if chosen else "edge"), outline))
        painter.setBrush(theme.color("ink" if chosen else self._role(cell)))
        inset = outline / 2
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        painter.setPen(theme.color("on_ink" if chosen else "ink"))
        painter.setFont(font(theme.px(16), QFont.Weight.DemiBold))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, str(cell))

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._anchor_font())
        return QSize(778, CELL_HEIGHT + 5 + round(metrics.height()) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(CELLS * 44 + (CELLS - 1) * GAP, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
        }
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif key in moves:
            self._answer(0 if self._value is None else min(10, max(0, self._value + moves[Qt.Key(key)])))
        elif key == Qt.Key.Key_Home:
            self._answer(0)
        elif key == Qt.Key.Key_End:
            self._answer(10)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._answer(None)
        elif event.text().isdecimal():
            self._digit(int(event.text()))
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for cell, rect in enumerate(self.cell_rects()):
            if rect.contains(event.position()):
                self._one_at = None
                # A second click takes an answer back: not to answer stays possible.
                self._answer(None if cell == self._value else cell)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for cell, rect in enumerate(self.cell_rects()):
                self._draw_cell(painter, cell, rect)
            painter.setFont(self._anchor_font())
            painter.setPen(self._theme.color("soft"))
            for anchor, rect in zip(self._anchors, self.anchor_rects(), strict=True):
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, anchor.text)
