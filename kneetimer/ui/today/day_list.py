"""The seven days of a week as a list: side by side, or one under the other where there is no room for that.

Shows days and marks one of them; what can be done with them, week_strip.py knows.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QEnterEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kneetimer.ui.controls.press_list import PressList
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today.day_painter import RADIUS, DayPainter
from kneetimer.ui.today.week_days import Day, SessionPlace

GAP = 8
NARROWEST = 74  # narrower days lie one under the other


class DayList(PressList):
    """One item a day. Tab comes to it, arrows go from day to day, and a screen reader says each."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._days: tuple[Day, ...] = ()
        self._open: int | None = None
        self._under_pointer = -1
        self._painter = DayPainter(theme)
        self.setItemDelegate(_DayDelegate(self, self._painter))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_days(self, days: tuple[Day, ...]) -> None:
        """Show a week. The first time the list stands at today."""
        self._days = days
        self.have(len(days))
        for at, day in enumerate(days):
            self.say(at, day.spoken)
        if self.currentRow() < 0 and days:
            self.stand_at(next((at for at, day in enumerate(days) if day.today), 0))
        self._restyle()

    def show_open(self, number: int | None) -> None:
        """Mark the day whose runs are shown below, counted from 0."""
        self._open = number
        if number is not None:
            self.stand_at(number)
        self.viewport().update()

    def day(self, number: int) -> Day:
        return self._days[number]

    def is_open(self, number: int) -> bool:
        return number == self._open

    def is_marked(self, number: int) -> bool:
        """True for the day at which the keyboard stands."""
        return self.hasFocus() and number == self.currentRow()

    def is_under_pointer(self, number: int) -> bool:
        return number == self._under_pointer

    def day_rects(self) -> tuple[QRectF, ...]:
        """The cells, which fill the width."""
        number = max(1, len(self._days))
        if self._painter.as_row:
            high = self._cell_height()
            return tuple(QRectF(0, at * (high + GAP), self.width(), high) for at in range(len(self._days)))
        wide = (self.width() - GAP * (number - 1)) / number
        return tuple(QRectF(at * (wide + GAP), 0, wide, self.height()) for at in range(len(self._days)))

    def is_stacked(self) -> bool:
        """True where the days are so narrow that the number stands under the name."""
        return self._painter.is_stacked(self._days, self._cell_width())

    def session_at(self, place: QPointF) -> SessionPlace | None:
        """The session that can be taken there."""
        stacked = self.is_stacked()
        for day, rect in zip(self._days, self.day_rects(), strict=True):
            boxes = self._painter.mark_rects(day, rect, stacked=stacked)
            for mark, box in zip(day.marks, boxes, strict=True):
                if box.contains(place):
                    return mark.session
        return None

    def number_at(self, place: QPointF) -> int:
        """The day there, counted from 0; -1 beside all of them."""
        return next((at for at, rect in enumerate(self.day_rects()) if rect.contains(place)), -1)

    def _cell_width(self) -> float:
        return self.width() if self._painter.as_row else (self.width() - 6 * GAP) / 7

    def _cell_height(self) -> int:
        return self._painter.height(self._days, self._cell_width())

    @Slot()
    def _restyle(self) -> None:
        wide = (self.width() - 6 * GAP) / 7
        rows = self._painter.as_row = 0 < wide < self.theme.px(NARROWEST)
        self.setFlow(QListView.Flow.TopToBottom if rows else QListView.Flow.LeftToRight)
        for at, rect in enumerate(self.day_rects()):
            # An item takes the gap behind it along; the last has none, or the list could be scrolled by it.
            gap = GAP if at < self.count() - 1 else 0
            wide, high = (rect.width(), rect.height() + gap) if rows else (rect.width() + gap, rect.height())
            self.item(at).setSizeHint(QSize(int(wide), int(high)))
        self.updateGeometry()
        self.viewport().update()

    def sizeHint(self) -> QSize:
        high = self._cell_height()
        return QSize(700, (high + GAP) * len(self._days) - GAP if self._painter.as_row else high)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, self.sizeHint().height())

    def viewportEvent(self, event: QEvent) -> bool:
        # A delegate's option tells it too, but in words of QStyle, which a start takes 6 ms to make.
        if isinstance(event, QEnterEvent | QMouseEvent):
            self._point_at(self.indexAt(event.position().toPoint()).row())
        elif event.type() == QEvent.Type.Leave:
            self._point_at(-1)
        return super().viewportEvent(event)

    def _point_at(self, number: int) -> None:
        if number != self._under_pointer:
            self._under_pointer = number
            self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()


class _DayDelegate(QStyledItemDelegate):
    def __init__(self, days: DayList, painter: DayPainter) -> None:
        super().__init__(days)
        self._days = days
        self._painter = painter

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        days, number, theme = self._days, index.row(), self._days.theme
        rect = days.day_rects()[number]
        hover = days.is_under_pointer(number)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.draw(painter, days.day(number), rect, stacked=days.is_stacked(), hover=hover)
        if days.is_open(number):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("ink"))
            bar = QRectF(rect.left() + RADIUS, rect.bottom() - 6, rect.width() - 2 * RADIUS, 4)
            painter.drawRoundedRect(bar, 2, 2)
        if days.is_marked(number):
            painter.setPen(QPen(theme.color("focus"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), RADIUS, RADIUS)
        painter.restore()
