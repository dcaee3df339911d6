"""The strip above the key bar that says what does not work just now, one line for each thing.

Shows what it is told, for as long as it is told; it never closes a notice by itself.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kneetimer.ui.stage_layout import MARGIN
from kneetimer.ui.theme import Theme, font
from kneetimer.ui.widgets.stage_text import TextStyle, draw_lines, fit

NOTICE = TextStyle(20, QFont.Weight.DemiBold)
MARK = 7  # radius of the disc before each notice
MARK_GAP = 12
BETWEEN = 32


def rows_and_columns(notices: int) -> tuple[int, int]:
    """How the strip is divided: up to two rows, then columns."""
    rows = 0 if notices == 0 else 1 if notices == 1 else 2
    return rows, -(-notices // rows) if rows else 0


class NoticeStrip(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
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
        return rows_and_columns(len(self._notices))[0]

    def set_scale(self, scale: float, text_scale: float) -> None:
        self._scale, self._text_scale = scale, text_scale
        self.update()

    def boxes(self) -> tuple[QRectF, ...]:
        """The words' box of each notice."""
        rows, columns = rows_and_columns(len(self._notices))
        if not rows:
            return ()
        margin, between = MARGIN * self._scale, BETWEEN * self._scale
        mark = (2 * MARK + MARK_GAP) * self._scale
        width = (self.width() - 2 * margin - between * (columns - 1)) / columns
        height = self.height() / rows
        return tuple(
            QRectF(
                margin + (at % columns) * (width + between) + mark,
                (at // columns) * height,
                width - mark,
                height,
            )
            for at in range(len(self._notices))
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = self._theme.color("ink")
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(event.rect(), self._theme.color("surface"))
            painter.fillRect(0, 0, self.width(), 1, self._theme.color("edge"))
            painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("edge"))
            for notice, box in zip(self._notices, self.boxes(), strict=True):
                radius = MARK * self._scale
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color("danger"))
                centre = QPointF(box.left() - MARK_GAP * self._scale - radius, box.center().y())
                painter.drawEllipse(centre, radius, radius)
                fitted = fit(notice, NOTICE, NOTICE.px * self._text_scale, box.width(), box.height() - 2)
                painter.setFont(font(fitted.px, NOTICE.weight))
                painter.setPen(ink)
                draw_lines(painter, fitted, box, Qt.AlignmentFlag.AlignLeft)
