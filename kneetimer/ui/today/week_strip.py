"""The seven days of a week: a disc for each session, two peaks for each run.

Knows marks and words, not records. A day can be chosen with a click, or with arrows and Enter.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneetimer.ui.controls.drawn_signs import draw_check_in
from kneetimer.ui.shell.theme import Theme, font

GAP = 10
PADDING = 10
RADIUS = 12
DISC = 18


class MarkKind(enum.Enum):
    DONE = "done"  # a filled disc with a check
    PART = "part"  # half a disc: some of a session, not enough to count
    NEXT = "next"  # a ring in vermilion: today
    PLANNED = "planned"  # a thin ring: a good day to come
    RUN = "run"  # two filled peaks
    RUN_PLANNED = "run-planned"  # two peaks in outline


@dataclass(frozen=True, slots=True)
class DayMark:
    """One session or run on a day: its words, and the short form where the days are narrow."""

    kind: MarkKind
    text: str
    short: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day: "Mon", "23", and "Today" where it is today, and its sessions and runs."""

    name: str
    number: str
    today: str = ""
    marks: tuple[DayMark, ...] = ()
    date: date | None = None


class WeekStrip(QWidget):
    """Seven cells. Every mark has its own shape, so that none is told by colour alone.

    `day_chosen` says which cell a person took, counted from 0.
    """

    day_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: tuple[Day, ...] = ()
        self._at = 0  # the cell that arrows have come to
        self._open: int | None = None
        self._hover: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMouseTracking(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_days(self, days: tuple[Day, ...]) -> None:
        self._days = days
        said = [
            f"{day.name} {day.number}: {', '.join(mark.text for mark in day.marks)}"
            for day in days
            if day.marks
        ]
        self.setAccessibleDescription("; ".join(said))
        self._restyle()

    def show_open(self, number: int | None) -> None:
        """Mark the day whose runs are shown below, counted from 0."""
        self._open = number
        if number is not None:
            self._at = number
        self.update()

    def current(self) -> int:
        """The cell that the arrows have come to."""
        return self._at

    def day_rects(self) -> tuple[QRectF, ...]:
        """The cells, which fill the width exactly."""
        number = max(1, len(self._days))
        wide = (self.width() - GAP * (number - 1)) / number
        return tuple(QRectF(at * (wide + GAP), 0, wide, self.height()) for at in range(len(self._days)))

    def words_of(self, mark: DayMark, width: float) -> str:
        """The words of a mark that fit into a day `width` wide; one letter tells kinds of runs apart."""
        room = width - 2 * PADDING - DISC - 6
        for words in (mark.text, mark.short, mark.short[:1]):
            if self._metrics(14).horizontalAdvance(words) <= room:
                return words
        return ""

    def is_stacked(self) -> bool:
        """True where the days are so narrow that the number stands under the name."""
        if not self._days:
            return False
        room = self.day_rects()[0].width() - 2 * PADDING
        name = max(self._metrics(14).horizontalAdvance(day.name) for day in self._days)
        number = max(self._metrics(16, QFont.Weight.Bold).horizontalAdvance(_head(day)) for day in self._days)
        return name + number + 6 > room

    def _number(self, day: Day, room: float) -> str:
        fits = self._metrics(16, QFont.Weight.Bold).horizontalAdvance(_head(day)) <= room
        return _head(day) if fits else day.number

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _metrics(self, px: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFontMetricsF:
        return QFontMetricsF(font(self._theme.px(px), weight))

    def _line_height(self) -> int:
        return max(DISC + 4, round(self._metrics(14).height()) + 4)

    def _draw_day(self, painter: QPainter, day: Day, rect: QRectF) -> None:
        theme = self._theme
        number = self._days.index(day)
        outline = 2.0 if bool(day.today) else 1.0
        painter.setPen(QPen(theme.color("ink" if bool(day.today) else "line"), outline))
        painter.setBrush(theme.color("background" if number == self._hover else "raised"))
        inset = outline / 2
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        if number == self._open:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("ink"))
            painter.drawRoundedRect(
                QRectF(rect.left() + RADIUS, rect.bottom() - 8, rect.width() - 2 * RADIUS, 4), 2, 2
            )
        if self.hasFocus() and number == self._at:
            painter.setPen(QPen(theme.color("focus"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1.5, 1.5, -1.5, -1.5), RADIUS, RADIUS)
        line = self._metrics(16).height()
        head = QRectF(rect.left() + PADDING, rect.top() + 12, rect.width() - 2 * PADDING, line)
        stacked = self.is_stacked()
        painter.setFont(font(theme.px(14)))
        painter.setPen(theme.color("soft"))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, day.name)
        if stacked:
            head.translate(0, line + 2)
        painter.setFont(font(theme.px(16), QFont.Weight.Bold))
        painter.setPen(theme.color("ink"))
        side = Qt.AlignmentFlag.AlignLeft if stacked else Qt.AlignmentFlag.AlignRight
        painter.drawText(head, side | Qt.AlignmentFlag.AlignVCenter, self._number(day, head.width()))
        top = head.bottom() + 10
        for mark in day.marks:
            self._draw_mark(painter, mark, QRectF(head.left(), top, head.width(), self._line_height()))
            top += self._line_height()

    def _draw_mark(self, painter: QPainter, mark: DayMark, line: QRectF) -> None:
        theme = self._theme
        disc = QRectF(line.left(), line.center().y() - DISC / 2, DISC, DISC)
        _draw_disc(painter, mark.kind, disc, theme)
        painter.setFont(font(theme.px(14)))
        painter.setPen(theme.color("ink"))
        words = line.adjusted(DISC + 6, 0, 0, 0)
        text = self.words_of(mark, line.width() + 2 * PADDING)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _number_at(self, place: QPointF) -> int | None:
        for number, rect in enumerate(self.day_rects()):
            if rect.contains(place):
                return number
        return None

    def sizeHint(self) -> QSize:
        most = max([1, *(len(day.marks) for day in self._days)])
        line = self._metrics(16).height()
        head = 2 * line + 2 if self.is_stacked() else line
        height = 12 + head + 10 + most * self._line_height() + 11
        return QSize(700, round(height))

    def minimumSizeHint(self) -> QSize:
        return QSize(7 * 60, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position())
        if number is not None and event.button() is Qt.MouseButton.LeftButton:
            self._at = number
            self.day_chosen.emit(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover = self._number_at(event.position())
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hover = None
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._days:
            self._at = min(max(self._at + steps[Qt.Key(event.key())], 0), len(self._days) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._days:
            self.day_chosen.emit(self._at)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for day, rect in zip(self._days, self.day_rects(), strict=True):
                self._draw_day(painter, day, rect)


def _head(day: Day) -> str:
    return day.today or day.number


def _draw_disc(painter: QPainter, kind: MarkKind, disc: QRectF, theme: Theme) -> None:
    done = QColor(theme.palette.done.accent)
    if kind is MarkKind.DONE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(done)
        painter.drawEllipse(disc)
        draw_check_in(painter, disc, theme.color("on_accent"))
    elif kind is MarkKind.PART:
        painter.setPen(QPen(done, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc.adjusted(0.75, 0.75, -0.75, -0.75))
        painter.setBrush(done)
        painter.drawPie(disc.adjusted(0.75, 0.75, -0.75, -0.75), 90 * 16, 180 * 16)
    elif kind in (MarkKind.RUN, MarkKind.RUN_PLANNED):
        _draw_peaks(painter, disc, theme.color("ink"), filled=kind is MarkKind.RUN)
    else:
        is_next = kind is MarkKind.NEXT
        wide = 4.5 if is_next else 1.5
        colour = QColor(theme.palette.work.accent) if is_next else theme.color("edge")
        painter.setPen(QPen(colour, wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = wide / 2
        painter.drawEllipse(disc.adjusted(half, half, -half, -half))


def _draw_peaks(painter: QPainter, box: QRectF, colour: QColor, *, filled: bool) -> None:
    """Two peaks side by side, the sign of a run."""
    foot, top = box.bottom() - 3, box.top() + 4
    wide = (box.width() - 2) / 2
    painter.setPen(
        QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    )
    painter.setBrush(colour if filled else Qt.BrushStyle.NoBrush)
    for left in (box.left() + 1, box.left() + 1 + wide):
        painter.drawPolygon(
            QPolygonF([QPointF(left, foot), QPointF(left + wide / 2, top), QPointF(left + wide, foot)])
        )
