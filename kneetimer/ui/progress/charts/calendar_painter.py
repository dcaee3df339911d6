"""Paints the weeks of a calendar: on the screen, into a saved picture, and says where each day lies.

Knows neither mouse nor keys; calendar.py does.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from kneetimer.core.language import language_in_use
from kneetimer.ui.progress.charts import ink
from kneetimer.ui.progress.charts.values import CalendarDay, CalendarMark, CalendarView, Mark
from kneetimer.ui.shell.theme import Theme, font

GAP = 6.0
RADIUS = 8.0
MONTH_WIDTH = 36.0
HEAD_HEIGHT = 24.0
LEAST_CELL = 26.0
USUAL_CELL = 30.0
TALLEST_CELL = 44.0


class CalendarPainter:
    """The looks of a calendar in a theme; sizes are in pixels."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme

    def day_rects(self, weeks: int, width: float, height: float) -> tuple[tuple[QRectF, ...], ...]:
        """The cell of every day, week by week, in an area so large."""
        month, head = self._month_width(), self._head_height()
        wide = (width - month - 6 * GAP) / 7
        high = min(TALLEST_CELL, (height - head - (weeks - 1) * GAP) / weeks) if weeks else 0.0
        return tuple(
            tuple(
                QRectF(month + column * (wide + GAP), head + row * (high + GAP), wide, high)
                for column in range(7)
            )
            for row in range(weeks)
        )

    def size(self, *, least: bool) -> QSize:
        """The room that six weeks take, or have to have."""
        cell = LEAST_CELL if least else USUAL_CELL
        return QSize(220 if least else 260, round(self._head_height() + 6 * cell + 5 * GAP))

    def paint(
        self, painter: QPainter, target: QRectF, view: CalendarView, marked: CalendarDay | None
    ) -> None:
        """Draw the calendar into a rectangle of any painter, with an outline around the day looked at."""
        painter.save()
        painter.translate(target.topLeft())
        rects = self.day_rects(len(view.weeks), target.width(), target.height())
        painter.setFont(self._font())
        painter.setPen(self._theme.color("soft"))
        for name, rect in zip(view.weekdays, rects[0], strict=True):
            above = QRectF(rect.left(), 0, rect.width(), self._head_height() - GAP)
            painter.drawText(above, Qt.AlignmentFlag.AlignCenter, name)
        for month, week, places in zip(view.months, view.weeks, rects, strict=True):
            painter.setFont(self._font())
            painter.setPen(self._theme.color("soft"))
            beside = QRectF(0, places[0].top(), self._month_width(), places[0].height())
            painter.drawText(beside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, month)
            for day, place in zip(week, places, strict=True):
                self._draw_day(painter, day, place, marked=day is marked)
        painter.restore()

    def _draw_day(self, painter: QPainter, day: CalendarDay, rect: QRectF, *, marked: bool) -> None:
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
        if marked:
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
        painter.setFont(self._font(weight) if place.height() > 18 else font(11, weight))
        painter.setPen(theme.color("ink" if day.is_today and role != "on_accent" else role))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, day.number)

    def _font(self, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        return font(self._theme.px(13), weight)

    def _month_width(self) -> float:
        widths = map(QFontMetricsF(self._font()).horizontalAdvance, language_in_use().short_months)
        return max(MONTH_WIDTH, max(widths) + GAP)

    def _head_height(self) -> float:
        return max(HEAD_HEIGHT, QFontMetricsF(self._font()).height() + GAP)
