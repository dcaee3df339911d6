"""Six weeks of days as a list: filled where a session was done, half filled where it was partial.

Arrows move from day to day, Enter and a click open what was done on one. calendar_painter.py has its looks.
"""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QSizePolicy,
    QToolTip,
    QWidget,
)

from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.press_list import PressList
from kneetimer.ui.progress.charts.calendar_painter import GAP, CalendarPainter
from kneetimer.ui.progress.charts.values import CalendarDay, CalendarView
from kneetimer.ui.shell.theme import Theme

ARROWS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
PRESSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
NO_DAY = -1


class Calendar(PressList):  # size: Qt asks a list for thirteen of its methods
    """One item a day. `read` says the words of the day that is looked at, `opened` the sessions of a day."""

    read = Signal(str)
    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view: CalendarView | None = None
        self._days: tuple[CalendarDay, ...] = ()
        self._under_pointer = NO_DAY
        self._painter = CalendarPainter(theme)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        wants_ring(self, 8, around_parent=True)
        self.row_pressed.connect(self._press)
        self.currentRowChanged.connect(self._say)
        theme.changed.connect(self._restyle)

    def show_view(self, view: CalendarView) -> None:
        """Show other weeks; the keyboard stands at today, or at their first day."""
        blocked = self.blockSignals(True)
        self._view = view
        self._days = tuple(day for week in view.weeks for day in week)
        self._under_pointer = NO_DAY
        self.have(len(self._days))
        for at, day in enumerate(self._days):
            self.say(at, day.words)
        self.stand_at(next((at for at, day in enumerate(self._days) if day.is_today), 0))
        self.blockSignals(blocked)
        self._restyle()

    def reading(self) -> str:
        """The words of the day under the pointer, or else of the one at which the keyboard is."""
        day = self._day()
        return day.words if day else ""

    def day_rects(self, width: float, height: float) -> tuple[tuple[QRectF, ...], ...]:
        """The cell of every day, week by week, in an area so large."""
        return self._painter.day_rects(len(self._days) // 7, width, height)

    def paint(self, painter: QPainter, target: QRectF) -> None:
        """Draw the calendar into a rectangle of any painter."""
        if self._view is not None:
            self._painter.paint(painter, target, self._view, self._day())

    def _day(self) -> CalendarDay | None:
        at = self._under_pointer
        if at == NO_DAY and self.hasFocus():
            at = self.currentRow()
        return self._days[at] if 0 <= at < len(self._days) else None

    def _go_to(self, number: int) -> None:
        """Move the keyboard to a day, if there is one; its words are read whatever the pointer is at."""
        self._under_pointer = NO_DAY
        if 0 <= number < self.count():
            self.stand_at(number)
        self._say()

    def _point_at(self, number: int) -> None:
        if number != self._under_pointer:
            self._under_pointer = number
            self._say()

    @Slot()
    def _say(self) -> None:
        self.viewport().update()
        self.read.emit(self.reading())

    @Slot(int)
    def _press(self, number: int) -> None:
        self.stand_at(number)
        if self._days[number].sessions:
            self.opened.emit(self._days[number].sessions)

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.viewport().update()

    # What Qt asks a list for, whose items lie as they are painted.

    def visualRect(self, index: QModelIndex | QPersistentModelIndex) -> QRect:
        rects = self.day_rects(self.viewport().width(), self.viewport().height())
        row, column = divmod(index.row(), 7)
        return rects[row][column].toRect() if 0 <= row < len(rects) else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        rects = self.day_rects(self.viewport().width(), self.viewport().height())
        reach = GAP / 2
        for at, rect in enumerate(rect for week in rects for rect in week):
            if rect.adjusted(-reach, -reach, reach, reach).contains(point):
                return self.model().index(at, 0)
        return QModelIndex()

    def scrollTo(
        self,
        index: QModelIndex | QPersistentModelIndex,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """All days are in sight."""

    def updateGeometries(self) -> None:
        """Nothing is scrolled."""

    def sizeHint(self) -> QSize:
        return self._painter.size(least=False)

    def minimumSizeHint(self) -> QSize:
        return self._painter.size(least=True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, here = event.key(), self.currentRow()
        if here < 0 or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(0 if key == Qt.Key.Key_Home else self.count() - 1)
        elif key in ARROWS:
            self._go_to(here + ARROWS[key])
        elif key in PRESSES:
            self._press(here)
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self.indexAt(event.position().toPoint()).row())
        if self._under_pointer != NO_DAY:
            QToolTip.showText(event.globalPosition().toPoint(), self.reading(), self)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(NO_DAY)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the page's

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._say()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._say()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint(painter, QRectF(self.viewport().rect()))
