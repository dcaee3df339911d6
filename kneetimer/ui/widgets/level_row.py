"""A row of eleven cells, 0 to 10, of which none is chosen until a person chooses one.

Arrows move the choice and digits set it (1 then 0 is 10). Knows no question and no advice.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kneetimer.ui.theme import Theme, font
from kneetimer.ui.widgets.key_button import FOCUS_GAP, FOCUS_RING
from kneetimer.ui.wording import stage as words

HIGHEST = 10
CELL = 96
GAP = 8
WIDTH = CELL * (HIGHEST + 1) + GAP * HIGHEST
RADIUS = 12
DIGIT_PX = 44
TEN_WITHIN_S = 0.6
MARGIN = 6  # for the focus ring, in design pixels


def zone_of(level: int) -> str:
    """The palette's role behind a level: 0-2, 3-5 and 6-10."""
    return "surface" if level <= 2 else "pain_amber" if level <= 5 else "pain_red"


class LevelRow(QWidget):
    """Its rectangle is MARGIN design pixels larger than the cells on each side."""

    level_chosen = Signal(int)
    entered = Signal()  # Space or Enter: on to what comes next

    def __init__(self, theme: Theme, clock: Callable[[], float], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._level: int | None = None
        self._one_at_s: float | None = None
        self._scale = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(words.LEVELS)
        theme.changed.connect(self.update)

    def level(self) -> int | None:
        return self._level

    def clear(self) -> None:
        self._level = None
        self._one_at_s = None
        self.setAccessibleDescription("")
        self.update()

    def set_scale(self, scale: float) -> None:
        self._scale = scale
        self.update()

    def cell_rect(self, level: int) -> QRectF:
        side, step = CELL * self._scale, (CELL + GAP) * self._scale
        return QRectF(MARGIN * self._scale + level * step, MARGIN * self._scale, side, side)

    def choose(self, level: int) -> None:
        if level == self._level:
            return
        self._level = level
        self.setAccessibleDescription(words.level(level))
        self.update()
        self.level_chosen.emit(level)

    def type_digit(self, digit: int) -> None:
        """A digit was typed; 1 then 0 soon after is 10."""
        now = self._clock()
        ten = digit == 0 and self._one_at_s is not None and now - self._one_at_s <= TEN_WITHIN_S
        self._one_at_s = now if digit == 1 else None
        self.choose(10 if ten else digit)

    def _move(self, by: int) -> None:
        self.choose(0 if self._level is None else min(HIGHEST, max(0, self._level + by)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if Qt.Key.Key_0 <= key <= Qt.Key.Key_9:
            if not event.isAutoRepeat():
                self.type_digit(key - Qt.Key.Key_0)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self._move(1)
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self._move(-1)
        elif key == Qt.Key.Key_Home:
            self.choose(0)
        elif key == Qt.Key.Key_End:
            self.choose(HIGHEST)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self.entered.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for level in range(HIGHEST + 1):
            if self.cell_rect(level).contains(event.position()):
                self.choose(level)
                return
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        radius = RADIUS * self._scale
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(font(DIGIT_PX * self._scale, QFont.Weight.DemiBold))
            metrics = QFontMetricsF(painter.font())
            for level in range(HIGHEST + 1):
                cell = self.cell_rect(level)
                chosen = level == self._level
                painter.setPen(QPen(QColor(palette.ink if chosen else palette.edge), max(1.0, self._scale)))
                painter.setBrush(QColor(palette.ink if chosen else getattr(palette, zone_of(level))))
                painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
                painter.setPen(QColor(palette.on_ink if chosen else palette.ink))
                left = cell.center().x() - metrics.horizontalAdvance(str(level)) / 2
                painter.drawText(QPointF(left, cell.center().y() + metrics.capHeight() / 2), str(level))
            if self.hasFocus():
                self._draw_focus(painter, radius)

    def _draw_focus(self, painter: QPainter, radius: float) -> None:
        """Around the chosen cell, or around all of them while none is."""
        around = self.cell_rect(0).united(self.cell_rect(HIGHEST))
        if self._level is not None:
            around = self.cell_rect(self._level)
        away = FOCUS_GAP + FOCUS_RING / 2
        painter.setPen(QPen(self._theme.color("focus"), FOCUS_RING))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(around.adjusted(-away, -away, away, away), radius + away, radius + away)
