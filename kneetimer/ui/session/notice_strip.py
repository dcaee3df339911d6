"""The strip above the key bar that says what does not work just now, one line for each thing.

Shows what it is told, for as long as it is told; it never closes a notice by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kneetimer.core.late_dataclass import dataclass
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.session.stage_layout import MARGIN
from kneetimer.ui.session.stage_text import INK_HEIGHT, LEAST_PX, TextStyle
from kneetimer.ui.shell.theme import Theme

NOTICE = TextStyle(20, QFont.Weight.DemiBold)
MARK = 7  # radius of the disc before each notice
MARK_GAP = 12
BETWEEN = 32
MOST_ROWS = 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A notice in its row, from 0, and where its mark begins, in pixels from the left margin."""

    text: str
    row: int
    left: float
    width: float


def flow(notices: tuple[str, ...], px: int, width: float, rows: int, scale: float) -> list[Placed] | None:
    """The notices side by side in `rows` rows; None where they need more."""
    metrics = QFontMetricsF(NOTICE.font(px))
    mark, between = (2 * MARK + MARK_GAP) * scale, BETWEEN * scale
    placed: list[Placed] = []
    row, left = 0, 0.0
    for notice in notices:
        needed = mark + metrics.horizontalAdvance(notice)
        if left > 0 and (left + needed > width or len(notices) <= rows):
            row, left = row + 1, 0.0
        if row >= rows or needed > width:
            return None
        placed.append(Placed(notice, row, left, needed))
        left += needed + between
    return placed


class NoticeStrip(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        set_role(self, QAccessible.Role.StaticText)
        self._notices: tuple[str, ...] = ()
        self._scale = 1.0
        self._text_scale = 1.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        theme.changed.connect(self.update)

    def show_notices(self, notices: tuple[str, ...]) -> None:
        if notices != self._notices:
            self._notices = notices
            self.setAccessibleName(" ".join(notices))
            self.setVisible(bool(notices))
            self.update()

    def notices(self) -> tuple[str, ...]:
        return self._notices

    def rows(self) -> int:
        return min(MOST_ROWS, len(self._notices))

    def set_scale(self, scale: float, text_scale: float) -> None:
        self._scale, self._text_scale = scale, text_scale
        self.update()

    def arranged(self) -> tuple[int, list[Placed]]:
        """The size of the type in pixels, and where each notice goes: the largest that fits."""
        width = self.width() - 2 * MARGIN * self._scale
        row_height = self.height() / max(1, self.rows())
        px = int(min(NOTICE.px * self._text_scale, (row_height - 2) / INK_HEIGHT))
        while px > LEAST_PX:
            placed = flow(self._notices, px, width, self.rows(), self._scale)
            if placed is not None:
                return px, placed
            px -= 1
        return LEAST_PX, flow(self._notices, LEAST_PX, width * 9, self.rows(), self._scale) or []

    def paintEvent(self, event: QPaintEvent) -> None:
        px, placed = self.arranged()
        margin, radius = MARGIN * self._scale, MARK * self._scale
        row_height = self.height() / max(1, self.rows())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(event.rect(), self._theme.color("surface"))
            painter.fillRect(0, 0, self.width(), 1, self._theme.color("edge"))
            painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("edge"))
            painter.setFont(NOTICE.font(px))
            cap = QFontMetricsF(painter.font()).capHeight()
            for notice in placed:
                middle = (notice.row + 0.5) * row_height
                left = margin + notice.left
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color("ink"))
                painter.drawEllipse(QPointF(left + radius, middle), radius, radius)
                painter.setPen(self._theme.color("ink"))
                after_mark = left + 2 * radius + MARK_GAP * self._scale
                painter.drawText(QPointF(after_mark, middle + cap / 2), notice.text)
