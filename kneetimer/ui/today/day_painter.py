"""Draws a day: its name, a sign and words for each session and run, a box around what can be moved.

Every mark has its own shape, so that none is told by colour alone. Knows no list and no mouse.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from kneetimer.ui.controls.drawn_signs import draw_check_in, draw_pause
from kneetimer.ui.shell.theme import Theme, font
from kneetimer.ui.today.week_days import Day, DayMark, MarkKind

PADDING = 10
RADIUS = 12
DISC = 18
GRIP = 14
BOX_HEIGHT = 44
TOP = 8
ROW_HEAD = 104  # where days lie one under the other


class DayPainter:
    """Measures and draws; `as_row` sets the marks beside the name instead of below it."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.as_row = False

    def metrics(self, px: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFontMetricsF:
        return QFontMetricsF(font(self._theme.px(px), weight))

    def words_of(self, mark: DayMark, width: float) -> str:
        """The words of a mark that fit into a day `width` wide; one letter tells kinds of runs apart."""
        room = width - 2 * PADDING - (GRIP + 16 if mark.session is not None else DISC + 6)
        for words in (mark.text, mark.short, mark.short[:1]):
            if self.metrics(14, QFont.Weight.Medium).horizontalAdvance(words) <= room:
                return words
        return ""

    def is_stacked(self, days: tuple[Day, ...], width: float) -> bool:
        """True where days are so narrow that the number stands under the name."""
        if not days or self.as_row:
            return False
        name = max(self.metrics(14).horizontalAdvance(day.name) for day in days)
        number = max(self.metrics(16, QFont.Weight.Bold).horizontalAdvance(_head(day)) for day in days)
        return name + number + 6 > width - 2 * PADDING

    def height(self, days: tuple[Day, ...], width: float) -> int:
        """How high each of these days must be."""
        most = max((sum(self._mark_height(mark) for mark in day.marks) for day in days), default=0)
        most = max(most, self._line() if any(day.note for day in days) else 0)
        if self.as_row:
            return round(max(BOX_HEIGHT, self._line() + 12, most + 10))
        head = self.metrics(16).height() * (2 if self.is_stacked(days, width) else 1)
        return round(TOP + head + 6 + max(most, BOX_HEIGHT) + 8)

    def mark_rects(self, day: Day, rect: QRectF, *, stacked: bool) -> tuple[QRectF, ...]:
        """Where each mark lies in a day."""
        if self.as_row:
            left, top = self._theme.px(ROW_HEAD), rect.top() + 5
        else:
            head = self.metrics(16).height() * (2 if stacked else 1)
            left, top = PADDING, rect.top() + TOP + head + 6
        found = []
        for mark in day.marks:
            high = self._mark_height(mark)
            found.append(QRectF(rect.left() + left, top, rect.width() - left - PADDING, high - 2))
            top += high
        return tuple(found)

    def draw(self, painter: QPainter, day: Day, rect: QRectF, *, stacked: bool, hover: bool = False) -> None:
        theme = self._theme
        outline = 2.0 if day.today else 1.0
        painter.setPen(QPen(theme.color("ink" if day.today else "line"), outline))
        painter.setBrush(theme.color("background" if hover else "raised"))
        inset = outline / 2
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)
        self._draw_head(painter, day, rect, stacked)
        marks = self.mark_rects(day, rect, stacked=stacked)
        for mark, box in zip(day.marks, marks, strict=True):
            self._draw_mark(painter, mark, box)
        if day.note and not day.marks:
            as_mark = replace(day, marks=(DayMark(MarkKind.RUN, day.note, ""),))
            line = self.mark_rects(as_mark, rect, stacked=stacked)[0]
            painter.setFont(font(theme.px(14)))
            painter.setPen(theme.color("soft"))
            shown = self.metrics(14).elidedText(day.note, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_head(self, painter: QPainter, day: Day, rect: QRectF, stacked: bool) -> None:
        theme = self._theme
        line = self.metrics(16).height()
        head = QRectF(rect.left() + PADDING, rect.top() + TOP, rect.width() - 2 * PADDING, line)
        if self.as_row:
            head = QRectF(rect.left() + PADDING, rect.top(), theme.px(ROW_HEAD) - PADDING - 8, rect.height())
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font(theme.px(14)))
        painter.setPen(theme.color("soft"))
        painter.drawText(head, Qt.AlignmentFlag.AlignLeft | middle, day.name)
        if stacked:
            head.translate(0, line)
        painter.setFont(font(theme.px(15 if self.as_row else 16), QFont.Weight.Bold))
        painter.setPen(theme.color("ink"))
        side = Qt.AlignmentFlag.AlignLeft if stacked else Qt.AlignmentFlag.AlignRight
        fits = self.metrics(16, QFont.Weight.Bold).horizontalAdvance(_head(day)) <= head.width()
        painter.drawText(head, side | middle, _head(day) if fits else day.number)

    def _line(self) -> float:
        return max(DISC + 6, round(self.metrics(14).height()) + 6)

    def _mark_height(self, mark: DayMark) -> float:
        return max(BOX_HEIGHT, self._line() + 8) if mark.session is not None else self._line()

    def _draw_mark(self, painter: QPainter, mark: DayMark, box: QRectF) -> None:
        theme = self._theme
        text = self.words_of(mark, box.width() + 2 * PADDING)
        words = box.adjusted(DISC + 6, 0, 0, 0)
        colour = theme.color("ink")
        if mark.session is not None:
            self._draw_box(painter, mark.kind, box)
            words = box.adjusted(GRIP + 12, 0, -2, 0)
        else:
            disc = QRectF(box.left(), box.center().y() - DISC / 2, DISC, DISC)
            _draw_sign(painter, mark.kind, disc, theme)
            colour = QColor(theme.palette.rest.text) if mark.kind is MarkKind.REST else colour
        painter.setFont(font(theme.px(14), QFont.Weight.Medium))
        painter.setPen(colour)
        painter.drawText(words, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _draw_box(self, painter: QPainter, kind: MarkKind, box: QRectF) -> None:
        """A box with a grip: it can be taken."""
        theme = self._theme
        pen = QPen(theme.color("edge"), 1)
        if kind is MarkKind.PROPOSED:
            pen = QPen(QColor(theme.palette.rest.accent), 2)
        elif kind is MarkKind.NEXT:
            pen = QPen(QColor(theme.palette.work.accent), 2)
        elif kind is MarkKind.BONUS:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(theme.color("surface"))
        half = pen.widthF() / 2
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), 9, 9)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("soft"))
        middle = QPointF(box.left() + GRIP, box.center().y())
        for column in (-2.5, 2.5):
            for row in (-5, 0, 5):
                painter.drawEllipse(middle + QPointF(column, row), 1.2, 1.2)


def _head(day: Day) -> str:
    return day.today or day.number


def _draw_sign(painter: QPainter, kind: MarkKind, disc: QRectF, theme: Theme) -> None:
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
    elif kind is MarkKind.REST:
        draw_pause(painter, disc.center(), DISC, QColor(theme.palette.rest.accent))
    elif kind in (MarkKind.RUN, MarkKind.RUN_PLANNED):
        _draw_peaks(painter, disc, theme.color("ink"), filled=kind is MarkKind.RUN)


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
