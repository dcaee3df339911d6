"""An exercise of the builder's library: its still figure, its name, its kit, and whether the plan has it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kneetimer.ui.controls.drawn_signs import draw_check_in
from kneetimer.ui.controls.text import elided_words, wrapped_height
from kneetimer.ui.exercises.tile import LINE_PX, NAME_LINES, UNCUT, ExerciseTile
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.plan import builder_words as words
from kneetimer.ui.plan.builder_view import LibraryEntry
from kneetimer.ui.plan.dragging import MouseDrag
from kneetimer.ui.shell.theme import Theme

LEAST_WIDTH = 122
PICTURE = 72
KIT_LINES = 2
INSET = 8
SIGN = 44
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class LibraryTile(ExerciseTile):
    """A press adds the exercise once more; `dragged` and `dropped` carry a point of the screen."""

    ROLE = QAccessible.Role.Button  # nothing stays chosen
    dragged = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(
        self, theme: Theme, figures: StillFigures, entry: LibraryEntry, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, figures, entry.id, entry.name, (entry.kit,), parent)
        self._entry = entry
        self._held = MouseDrag()
        self.setCheckable(False)
        self.show_entry(entry)

    def show_entry(self, entry: LibraryEntry) -> None:
        self._entry = entry
        self.setAccessibleName(words.add(entry.name, entry.count))
        self.setAccessibleDescription(entry.kit)
        self.update()

    def least_width(self) -> int:
        return self._wide_enough(LEAST_WIDTH, INSET, "")

    def height_at(self, width: int) -> int:
        room = width - 2 * INSET
        small = QFontMetrics(self._line_font())
        kit = wrapped_height(self._entry.kit, room, self._theme.px(LINE_PX))
        names = self._more_lines(room)
        return self.sizeHint().height() + names + max(0, kit - small.lineSpacing() * KIT_LINES)

    def picture_rect(self) -> QRect:
        return QRect(INSET, INSET - 2, self.width() - 2 * INSET, self._theme.px(PICTURE))

    def sign_rect(self) -> QRect:
        """Where + or the check stands."""
        return QRect(self.width() - SIGN - 4, 4, SIGN, SIGN)

    def sizeHint(self) -> QSize:
        lines = QFontMetrics(self._name_font()).lineSpacing() * NAME_LINES
        small = QFontMetrics(self._line_font()).lineSpacing() * KIT_LINES
        return QSize(self._theme.px(LEAST_WIDTH), self._theme.px(PICTURE) + lines + small + 2 * INSET)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held.press(event)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held.move(event):
            self.setDown(False)
            self.dragged.emit(event.globalPosition().toPoint())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held.let_go():
            self.setDown(False)
            self.dropped.emit(event.globalPosition().toPoint())
        else:
            super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("edge" if self.underMouse() else "line"), 1))
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
            self._paint_figure(painter)
            self._paint_sign(painter)
            self._paint_name(painter)

    def _paint_figure(self, painter: QPainter) -> None:
        panel = self.picture_rect()
        ratio = self.devicePixelRatioF()
        width = min(panel.width(), self._theme.px(104))
        size = QSize(round(width * ratio), round(panel.height() * ratio))
        picture = self._figures.picture(self.exercise, size, ratio)
        if picture is not None:
            # Beside the sign, where there is room for both.
            free = self.width() - SIGN - 4 - width
            painter.drawPixmap(max(2, min(free, (self.width() - width) // 2)), panel.y(), picture)

    def _paint_sign(self, painter: QPainter) -> None:
        theme, box = self._theme, QRectF(self.sign_rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        has = self._entry.count > 0
        colour = QColor(theme.palette.done.accent if has else theme.palette.edge)
        painter.setPen(QPen(colour, 1))
        painter.setBrush(QColor(theme.palette.done.tint if has else theme.palette.surface))
        painter.drawRoundedRect(box, 12, 12)
        if has:
            draw_check_in(painter, box, QColor(theme.palette.done.text))
            return
        painter.setPen(QPen(theme.color("ink"), 2, c=Qt.PenCapStyle.RoundCap))
        middle = box.center()
        for reach in (QPointF(6, 0), QPointF(0, 6)):
            painter.drawLine(middle - reach, middle + reach)

    def _paint_name(self, painter: QPainter) -> None:
        name, small = QFontMetrics(self._name_font()), QFontMetrics(self._line_font())
        left, width = INSET + 1, self.width() - 2 * INSET
        rect = QRect(left, self.picture_rect().bottom() + 2, width, name.lineSpacing() * NAME_LINES)
        painter.setFont(self._name_font())
        painter.setPen(self._theme.color("ink"))
        used = painter.drawText(rect, int(UNCUT | _TOP_LEFT), elided_words(self.text(), name, width))
        painter.setFont(self._line_font())
        painter.setPen(self._theme.color("soft"))
        line = QRect(left, used.bottom() + 2, width, small.lineSpacing() * KIT_LINES)
        painter.drawText(line, int(UNCUT | _TOP_LEFT), self._entry.kit)
