"""Six weeks of days: filled where a session was done, half filled where it was partial.

Arrows move from day to day, Enter and a click open what was done on one.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.progress.charts import ink
from kneetimer.ui.progress.charts.values import CalendarDay, CalendarMark, CalendarView, Mark
from kneetimer.ui.shell.theme import Theme, font

GAP = 6.0
RADIUS = 8.0
MONTH_WIDTH = 36.0
HEAD_HEIGHT = 24.0
LEAST_CELL = 26.0
TALLEST_CELL = 44.0


class Calendar(QWidget):
    """`read` says the words of the day that is looked at, `opened` the sessions of a day."""

    read = Signal(str)
    opened = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: CalendarView | None = None
        self._at: tuple[int, int] | None = None
        set_role(self, QAccessible.Role.Chart)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        wants_ring(self, 8, around_parent=True)
        theme.changed.connect(self._restyle)

    def show_view(self, view: CalendarView) -> None:
        self._view = view
        self._at = None
        self.setAccessibleName(view.title)
        done = [day.words for week in view.weeks for day in week if day.sessions or day.ran]
        self.setAccessibleDescription(" ".join(done))
        self._restyle()

    def reading(self) -> str:
        day = self._day()
        return day.words if day else ""

    def day_rects(self, width: float, height: float) -> tuple[tuple[QRectF, ...], ...]:
        """The cell of every day, week by week, in an area so large."""
        if self._view is None:
            return ()
        weeks = len(self._view.weeks)
        month, head = _month_width(self._theme), _head_height(self._theme)
        cell_width = (width - month - 6 * GAP) / 7
        cell_height = min(TALLEST_CELL, (height - head - (weeks - 1) * GAP) / weeks)
        return tuple(
            tuple(
                QRectF(
                    month + column * (cell_width + GAP),
                    head + row * (cell_height + GAP),
                    cell_width,
                    cell_height,
                )
                for column in range(7)
            )
            for row in range(weeks)
        )

    def paint(self, painter: QPainter, target: QRectF) -> None:
        """Draw the calendar into a rectangle of any painter."""
        view = self._view
        if view is None:
            return
        painter.save()
        painter.translate(target.topLeft())
        rects = self.day_rects(target.width(), target.height())
        painter.setFont(_font(self._theme))
        painter.setPen(self._theme.color("soft"))
        for name, rect in zip(view.weekdays, rects[0], strict=True):
            above = QRectF(rect.left(), 0, rect.width(), _head_height(self._theme) - GAP)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, name)
        for month, week, places in zip(view.months, view.weeks, rects, strict=True):
            painter.setFont(_font(self._theme))
            painter.setPen(self._theme.color("soft"))
            beside = QRectF(0, places[0].top(), _month_width(self._theme), places[0].height())
            painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, month)
            for day, place in zip(week, places, strict=True):
                self._draw_day(painter, day, place)
        painter.restore()

    def _day(self) -> CalendarDay | None:
        if self._view is None or self._at is None:
            return None
        return self._view.weeks[self._at[0]][self._at[1]]

    def _look(self, at: tuple[int, int] | None) -> None:
        if at == self._at:
            return
        self._at = at
        self.update()
        self.read.emit(self.reading())

    def _open(self) -> None:
        day = self._day()
        if day is not None and day.sessions:
            self.opened.emit(day.sessions)

    def _at_point(self, point: QPointF) -> tuple[int, int] | None:
        for row, week in enumerate(self.day_rects(self.width(), self.height())):
            for column, rect in enumerate(week):
                if rect.adjusted(-GAP / 2, -GAP / 2, GAP / 2, GAP / 2).contains(point):
                    return row, column
        return None

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _draw_day(self, painter: QPainter, day: CalendarDay, rect: QRectF) -> None:
        theme = self._theme
        done = ink.colour(theme, "done")
        path = QPainterPath()
        path.addRoundedRect(rect, RADIUS, RADIUS)
        painter.fillPath(path, theme.color("surface" if day.ahead else "raised"))
        if day.mark is CalendarMark.DONE:
            painter.fillPath(path, done)
        elif day.mark is CalendarMark.PARTIAL:
            painter.fillPath(ink.lower_half(path), done)
        outline, width = theme.color("line"), 1.0
        if day.mark is CalendarMark.PARTIAL:
            outline, width = done, 1.5
        if day.is_today:
            outline, width = theme.color("ink"), 2.0
        if self._day() is day:
            outline, width = theme.color("focus"), 3.0
        painter.setPen(QPen(outline, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = width / 2
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        self._draw_number(painter, day, rect)
        if day.ran:
            ran = theme.color("on_accent" if day.mark is not CalendarMark.NONE else "ink")
            at = QPointF(rect.right() - 8, rect.bottom() - 8)
            ink.draw_mark(painter, ran, Mark.TRIANGLE, at, 8)

    def _draw_number(self, painter: QPainter, day: CalendarDay, rect: QRectF) -> None:
        theme = self._theme
        role = "faint" if day.ahead else "soft"
        place = QRectF(rect)
        if day.ran:
            place.adjust(0, 0, -9, -6)  # the run's mark has the lower right corner
        if day.mark is CalendarMark.DONE:
            role = "on_accent"
        elif day.mark is CalendarMark.PARTIAL:
            # Half of the cell is filled; the number stands in the other half.
            role = "ink"
            place.setBottom(rect.center().y() + 1)
        weight = QFont.Weight.Bold if day.is_today else QFont.Weight.Medium
        painter.setFont(_font(self._theme, weight) if place.height() > 18 else font(11, weight))
        painter.setPen(theme.color("ink" if day.is_today and role != "on_accent" else role))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, day.number)

    def sizeHint(self) -> QSize:
        return QSize(260, round(_head_height(self._theme) + 6 * 30 + 5 * GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(220, round(_head_height(self._theme) + 6 * LEAST_CELL + 5 * GAP))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: -7,
            Qt.Key.Key_Down: 7,
        }
        if self._view is None or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif event.key() in moves:
            days = 7 * len(self._view.weeks)
            today = [
                (row, column)
                for row, week in enumerate(self._view.weeks)
                for column, day in enumerate(week)
                if day.is_today
            ]
            if self._at is None:
                self._look(today[0] if today else (0, 0))
            else:
                place = self._at[0] * 7 + self._at[1] + moves[Qt.Key(event.key())]
                if 0 <= place < days:
                    self._look(divmod(place, 7))
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._open()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._look(self._at_point(event.position()))
        if self.reading():
            QToolTip.showText(event.globalPosition().toPoint(), self.reading(), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._look(self._at_point(event.position()))
        if event.button() is Qt.MouseButton.LeftButton:
            self._open()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if not self.hasFocus():
            self._look(None)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._look(None)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint(painter, QRectF(self.rect()))


def _font(theme: Theme, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    return font(theme.px(13), weight)


def _month_width(theme: Theme) -> float:
    return max(MONTH_WIDTH, QFontMetricsF(_font(theme)).horizontalAdvance("May") + GAP)


def _head_height(theme: Theme) -> float:
    return max(HEAD_HEIGHT, QFontMetricsF(_font(theme)).height() + GAP)
