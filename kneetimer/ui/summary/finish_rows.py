"""The rows of the quiet moment after a session: each exercise against its plan and against last time.

Draws what summary_view builds. Says the same in words to assistive technology.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.shell.theme import Theme, font
from kneetimer.ui.summary import words
from kneetimer.ui.summary.view import FinishRow

ROW = 42
PX = 18
BAR = 18
SHARES = (0.3, 0.6, 0.8)  # of the width: where bars, amounts and changes begin
SHARES_BELOW = (0.0, 0.42, 0.7)  # the same where the names stand above them
GAP = 12
RADIUS = 6.0
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class FinishRows(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: tuple[FinishRow, ...] = ()
        self._compared = False  # with the last time
        set_role(self, QAccessible.Role.Graphic)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_rows(self, rows: Sequence[FinishRow], *, compared: bool) -> None:
        self._rows, self._compared = tuple(rows), compared
        self.setAccessibleName("; ".join(f"{row.name}: {row.amount} {row.change}".strip() for row in rows))
        self.updateGeometry()
        self.update()

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _fonts(self) -> tuple[QFont, QFont]:
        """Of names and changes, and of amounts."""
        px = self._theme.px(PX)
        return font(px, QFont.Weight.Medium), font(px, QFont.Weight.DemiBold)

    def _is_stacked(self) -> bool:
        """Whether the names stand above, because not all that is written has its room side by side."""
        plain, strong = map(QFontMetricsF, self._fonts())
        bars, amounts, changes = (share * self.width() for share in SHARES)
        return any(
            plain.horizontalAdvance(row.name) > bars - GAP
            or strong.horizontalAdvance(row.amount) > changes - amounts - GAP
            or plain.horizontalAdvance(row.change) > self.width() - changes
            for row in self._rows
        )

    def _line_height(self) -> int:
        return round(ROW * self._theme.px(PX) / PX)

    def _row_height(self) -> int:
        return self._line_height() * (2 if self._is_stacked() else 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(640, self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self._height())

    def _height(self) -> int:
        """Of the rows, and of the line over them."""
        return self._line_height() + self._row_height() * len(self._rows) if self._rows else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, height, stacked = self._theme, self._line_height(), self._is_stacked()
        row_height = self._row_height()
        plain, strong = self._fonts()
        starts = [round(self.width() * share) for share in (SHARES_BELOW if stacked else SHARES)]
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._rows:
                self._draw_head(painter, plain, starts, height)
            for at, row in enumerate(self._rows):
                top = height + at * row_height
                painter.setPen(theme.color("ink"))
                room = self.width() if stacked else starts[0] - GAP
                self._write(painter, plain, row.name, QRectF(0, top, room, height))
                top += height if stacked else 0
                self._draw_bar(painter, row, QRectF(starts[0], top, starts[1] - starts[0] - 2 * GAP, height))
                painter.setPen(theme.color("ink"))
                amount = QRectF(starts[1], top, starts[2] - starts[1] - GAP, height)
                self._write(painter, strong, row.amount, amount)
                painter.setPen(theme.color("soft"))
                change = QRectF(starts[2], top, self.width() - starts[2], height)
                self._write(painter, plain, row.change, change)

    def _draw_head(self, painter: QPainter, plain: QFont, starts: list[int], height: int) -> None:
        """What the columns are, with the mark of the last time as it stands in the bars."""
        heads = [(starts[1], tr(words.TODAY))]
        if self._compared:
            x = starts[0] + 2
            painter.setPen(QPen(self._theme.color("ink"), 3))
            painter.drawLine(QPointF(x, height / 2 - BAR / 2 - 5), QPointF(x, height / 2 + BAR / 2 + 5))
            heads += [(x + GAP, tr(words.LAST_TIME)), (starts[2], tr(words.CHANGED))]
        painter.setPen(self._theme.color("soft"))
        for left, text in heads:
            self._write(painter, plain, text, QRectF(left, 0, self.width() - left, height))

    def _write(self, painter: QPainter, chosen: QFont, text: str, box: QRectF) -> None:
        painter.setFont(chosen)
        shown = QFontMetricsF(chosen).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, LEFT, shown)

    def _draw_bar(self, painter: QPainter, row: FinishRow, box: QRectF) -> None:
        """The plan as an outline, what was done as its filling, last time as a mark across."""
        accent = QColor(self._theme.palette.done.accent)
        bar = QRectF(box.left(), box.center().y() - BAR / 2, box.width(), BAR)
        painter.setPen(QPen(accent, 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(bar, RADIUS, RADIUS)
        done = QRectF(bar)
        done.setWidth(bar.width() * min(1.0, row.share))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent)
        painter.drawRoundedRect(done, RADIUS, RADIUS)
        if row.last_share is not None:
            x = bar.left() + bar.width() * min(1.0, row.last_share)
            painter.setPen(QPen(self._theme.color("ink"), 3))
            painter.drawLine(QPointF(x, bar.top() - 5), QPointF(x, bar.bottom() + 5))
