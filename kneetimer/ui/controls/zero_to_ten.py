"""A question answered from 0 to 10, with nothing answered until a person does.

Arrows move, digits set (1 and then 0 within 600 ms is 10), Backspace and Delete clear. The same
row stands on pages, read at a desk, and on the stage of a session, read from far.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.key_place import digit_meant
from kneetimer.ui.session.key_button import FOCUS_GAP, FOCUS_RING
from kneetimer.ui.shell.theme import Theme, font

CELLS = 11
LEAST_CELL = 34  # narrower than high, in the narrowest windows
SECOND_DIGIT_S = 0.6
MOST = CELLS - 1
NONE = -1  # the slider's value without an answer


@dataclass(frozen=True, slots=True)
class CellLook:
    """How the row is drawn, in design pixels.

    On the stage it scales with the window, keeps `margin` around the cells for a ring of its own
    around the chosen one, and Space and Enter go on to what comes next.
    """

    height: int
    gap: int
    radius: int
    digit_px: int
    margin: int = 0
    on_stage: bool = False

    @property
    def width(self) -> int:
        """The cells as squares with their gaps."""
        return self.height * CELLS + self.gap * (CELLS - 1)


PAGE_LOOK = CellLook(height=48, gap=6, radius=10, digit_px=16)
STAGE_LOOK = CellLook(height=96, gap=8, radius=12, digit_px=44, margin=6, on_stage=True)


@dataclass(frozen=True, slots=True)
class ScaleAnchor:
    """What the answers `first` to `last` mean, written under them; `role` colours their cells."""

    first: int
    last: int
    text: str
    role: str = "raised"


class ZeroToTen(QSlider):  # size: Qt asks a slider for nine of its methods
    """A native slider of eleven cells. `answered` says the new answer, None when it was cleared.

    `entered` is Space or Enter on the stage. While nothing is answered the slider stands before its 0,
    at NONE, so that every answer is a step away for assistive technology too.
    """

    answered = Signal(object)
    entered = Signal()

    def __init__(
        self,
        theme: Theme,
        question: str,
        anchors: Sequence[ScaleAnchor],
        *,
        look: CellLook = PAGE_LOOK,
        seconds: Callable[[], float] = time.monotonic,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._look = look
        self._scale = 1.0
        self._anchors = tuple(anchors)
        self._seconds = seconds
        self._one_at: float | None = None
        self.setAccessibleName(question)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        if not look.on_stage:
            wants_ring(self, look.radius)
        self.setSingleStep(1)
        self.setPageStep(1)
        self.show_value(None)
        self.valueChanged.connect(self._moved)
        theme.changed.connect(self._restyle)

    def show_anchors(self, anchors: Sequence[ScaleAnchor]) -> None:
        """Say something else under the cells."""
        self._anchors = tuple(anchors)
        self.update()

    def value(self) -> int | None:  # type: ignore[override]  # whoever forgets None would store a pain of -1
        """The answer, None before there is one."""
        number = super().value()
        return None if number == NONE else number

    def show_value(self, value: int | None) -> None:
        """Show an answer without saying that a person gave it."""
        self._one_at = None
        blocked = self.blockSignals(True)
        self._set(value)
        self.blockSignals(blocked)

    def answer(self, value: int | None) -> None:
        """A person answered, here or with a key that was pressed elsewhere."""
        self._set(value)

    def _set(self, value: int | None) -> None:
        # Once there is an answer the slider ends at 0, as the question does.
        if value is None:
            self.setMinimum(NONE)
            self.setValue(NONE)
        else:
            self.setValue(value)
        self._describe()

    @Slot()
    def _moved(self) -> None:
        """The number is another one, by whatever hand: a key, the mouse or assistive technology."""
        self._describe()
        self.answered.emit(self.value())

    def type_digit(self, digit: int) -> None:
        """A digit was typed; 1 then 0 soon after is 10."""
        now = self._seconds()
        after_one = self._one_at is not None and now - self._one_at <= SECOND_DIGIT_S
        self._one_at = now if digit == 1 else None
        self.answer(10 if digit == 0 and after_one else digit)

    def set_scale(self, scale: float) -> None:
        """How much larger than in the design a stage is."""
        self._scale = scale
        self.update()

    def cell_rects(self) -> tuple[QRectF, ...]:
        """The eleven cells, which fill the width inside of the margin exactly."""
        margin, gap = self._look.margin * self._scale, self._look.gap * self._scale
        wide = (self.width() - 2 * margin - gap * (CELLS - 1)) / CELLS
        high = self._look.height * self._scale
        return tuple(QRectF(margin + at * (wide + gap), margin, wide, high) for at in range(CELLS))

    def anchor_rects(self) -> tuple[QRectF, ...]:
        """Where each anchor's words stand: centred under its cells, inside of the widget."""
        cells = self.cell_rects()
        metrics = QFontMetricsF(font(self._theme.px(14)))
        rects = []
        for anchor in self._anchors:
            width = metrics.horizontalAdvance(anchor.text) + 2
            middle = (cells[anchor.first].left() + cells[anchor.last].right()) / 2
            left = min(max(0.0, middle - width / 2), self.width() - width)
            rects.append(QRectF(left, self._look.height + 5, width, metrics.height()))
        return tuple(rects)

    def _describe(self) -> None:
        value = self.value()
        self.setRange(NONE if value is None else 0, MOST)
        self.setAccessibleDescription(
            tr("not answered") if value is None else tr("{level} of 10", level=value)
        )
        self.update()

    def _role(self, cell: int) -> str:
        for anchor in self._anchors:
            if anchor.first <= cell <= anchor.last:
                return anchor.role
        return "raised"

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _draw_cell(self, painter: QPainter, cell: int, rect: QRectF) -> None:
        theme = self._theme
        chosen = cell == self.value()
        outline = (2.0 if chosen else 1.0) * max(1.0, self._scale)
        painter.setPen(QPen(theme.color("ink" if chosen else "edge"), outline))
        painter.setBrush(theme.color("ink" if chosen else self._role(cell)))
        inset, radius = outline / 2, self._look.radius * self._scale
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
        painter.setPen(theme.color("on_ink" if chosen else "ink"))
        metrics = QFontMetricsF(painter.font())
        # By the height of the digits themselves: lines have more room above than below.
        left = rect.center().x() - metrics.horizontalAdvance(str(cell)) / 2
        painter.drawText(QPointF(left, rect.center().y() + metrics.capHeight() / 2), str(cell))

    def _digit_font(self) -> QFont:
        px = self._look.digit_px
        return font(px * self._scale if self._look.on_stage else self._theme.px(px), QFont.Weight.DemiBold)

    def _draw_ring(self, painter: QPainter, cells: tuple[QRectF, ...]) -> None:
        """Around the chosen cell, or around all of them while none is."""
        value = self.value()
        around = cells[0].united(cells[-1]) if value is None else cells[value]
        away, radius = FOCUS_GAP + FOCUS_RING / 2, self._look.radius * self._scale
        painter.setPen(QPen(self._theme.color("focus"), FOCUS_RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(around.adjusted(-away, -away, away, away), radius + away, radius + away)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(font(self._theme.px(14)))
        return QSize(778, self._look.height + 5 + round(metrics.height()) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(CELLS * LEAST_CELL + (CELLS - 1) * self._look.gap, self.sizeHint().height())

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
        elif self._look.on_stage and key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        elif key in moves:
            # From no answer each arrow comes to 0 first.
            value = self.value()
            self.answer(0 if value is None else min(MOST, max(0, value + moves[Qt.Key(key)])))
        elif key == Qt.Key.Key_Home:
            self.answer(0)
        elif key == Qt.Key.Key_End:
            self.answer(MOST)
        elif key in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.answer(None)
        elif (digit := digit_meant(event)) is not None:
            if not event.isAutoRepeat():
                self.type_digit(digit)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for cell, rect in enumerate(self.cell_rects()):
            if rect.contains(event.position()):
                self._one_at = None
                # A second click takes an answer back: not to answer stays possible.
                self.answer(None if cell == self.value() else cell)
                return
        event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        event.ignore()  # a cell is pressed, not dragged

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a page that scrolls under the pointer would answer

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            cells = self.cell_rects()
            painter.setFont(self._digit_font())
            for cell, rect in enumerate(cells):
                self._draw_cell(painter, cell, rect)
            if self._look.on_stage:
                if self.hasFocus():
                    self._draw_ring(painter, cells)
                return  # the words under the cells are the panel's, as large as its others
            painter.setFont(font(self._theme.px(14)))
            painter.setPen(self._theme.color("soft"))
            for anchor, rect in zip(self._anchors, self.anchor_rects(), strict=True):
                painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, anchor.text)
