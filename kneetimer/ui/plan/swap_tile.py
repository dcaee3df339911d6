"""What may be done in the place of an exercise, as a choice with its figure, dose, kit and minutes."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from kneetimer.ui.controls.drawn_button import DrawnButton
from kneetimer.ui.controls.drawn_signs import draw_check
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.text import elided_words, words_font, wrapped_height
from kneetimer.ui.exercises.tile import UNCUT
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.plan.swap_view import SwapOption
from kneetimer.ui.shell.theme import Theme

NAME_PX = 18
PICTURE = 150
INSET = 14
RADIUS = 16
RING = 11
LEFT = INSET + 2 * RING + 10
LEAST_WIDTH = 260
_TOP_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class SwapTile(DrawnButton, QRadioButton):
    """A native radio button. `taken` says that it was asked for at once, by a double click."""

    reached = Signal()
    taken = Signal()

    def __init__(
        self, theme: Theme, figures: StillFigures, option: SwapOption, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self.option = option
        self._moves = False
        self._picture = PICTURE
        self.setText(option.name)
        self.setAccessibleName(option.name)
        self.setAccessibleDescription(" ".join((option.about, option.kit, option.minutes)))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wants_ring(self, RADIUS)
        figures.drawn.connect(self._drawn)
        theme.changed.connect(self._restyle)

    def picture_rect(self) -> QRect:
        return QRect(INSET, 8, self.width() - 2 * INSET, self._theme.px(self._picture))

    def set_picture(self, height: int) -> None:
        """How high the picture is, in the design."""
        self._picture = height
        self.updateGeometry()

    def set_moves(self, moves: bool) -> None:
        """A moving figure stands over the still one."""
        self._moves = moves
        self.update()

    @Slot(str)
    def _drawn(self, exercise: str) -> None:
        if exercise == self.option.exercise:
            self.update()

    def _name_font(self) -> QFont:
        return words_font(self._theme.px(NAME_PX), QFont.Weight.DemiBold)

    def _line_font(self, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
        return words_font(self._theme.px(15), weight)

    def sizeHint(self) -> QSize:
        line = QFontMetrics(self._line_font())
        names = self._name_height(self._theme.px(LEAST_WIDTH) - INSET - LEFT)
        height = 8 + self._theme.px(self._picture) + 6 + names + 3 * line.lineSpacing() + 18
        return QSize(self._theme.px(LEAST_WIDTH), height)

    def _name_height(self, room: int) -> int:
        """How high the name is in so many pixels beside each other."""
        return wrapped_height(self.option.name, room, self._theme.px(NAME_PX), QFont.Weight.DemiBold)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()  # takes what is chosen, which the sheet does
            return
        super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.taken.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, chosen = self._theme, self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = 3.0 if chosen else 1.0
            painter.setPen(QPen(theme.color("ink" if chosen else "edge"), outline))
            painter.setBrush(theme.color("surface"))
            half = outline / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS, RADIUS)
            if not self._moves:
                self._paint_figure(painter)
            self._paint_words(painter)

    def _paint_figure(self, painter: QPainter) -> None:
        panel, ratio = self.picture_rect(), self.devicePixelRatioF()
        size = QSize(round(panel.width() * ratio), round(panel.height() * ratio))
        picture = self._figures.picture(self.option.exercise, size, ratio)
        if picture is not None:
            painter.drawPixmap(panel.topLeft(), picture)

    def _paint_words(self, painter: QPainter) -> None:
        theme, option = self._theme, self.option
        name, line = QFontMetrics(self._name_font()), QFontMetrics(self._line_font())
        top = self.picture_rect().bottom() + 6
        right = self.width() - INSET
        self._paint_ring(painter, QPointF(INSET + RING, top + name.lineSpacing() / 2))
        minutes_font = self._line_font(QFont.Weight.DemiBold)
        wide = QFontMetrics(minutes_font).horizontalAdvance(option.minutes) + 2
        painter.setPen(theme.color("ink"))
        painter.setFont(minutes_font)
        # Where the name is too long for both, the minutes stand above it, in the picture's corner.
        beside = name.horizontalAdvance(option.name) <= right - wide - 8 - LEFT
        above = QRect(right - wide, top if beside else 10, wide, name.lineSpacing())
        painter.drawText(
            above, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), option.minutes
        )
        painter.setFont(self._name_font())
        room = right - LEFT - (wide + 8 if beside else 0)
        names = QRect(LEFT, top, room, self._name_height(room))
        painter.drawText(names, int(UNCUT | _TOP_LEFT), elided_words(option.name, name, room))
        painter.setFont(self._line_font())
        painter.setPen(theme.color("soft"))
        top = names.bottom() + 3
        about = QRect(LEFT, top, right - LEFT, 2 * line.lineSpacing())
        used = painter.drawText(about, int(UNCUT | _TOP_LEFT), option.about)
        self._paint_kit(painter, used.bottom() + 4, line)

    def _paint_kit(self, painter: QPainter, top: int, line: QFontMetrics) -> None:
        theme, lacks = self._theme, self.option.lacks
        colour = theme.color("danger") if lacks else QColor(theme.palette.done.text)
        middle = QPointF(LEFT + 8, top + line.lineSpacing() / 2)
        if lacks:
            painter.setPen(QPen(colour, 2, c=Qt.PenCapStyle.RoundCap))
            painter.drawLine(middle - QPointF(5, 5), middle + QPointF(5, 5))
            painter.drawLine(middle - QPointF(5, -5), middle + QPointF(5, -5))
        else:
            draw_check(painter, middle, 13, colour, 2)
        painter.setFont(self._line_font(QFont.Weight.DemiBold if lacks else QFont.Weight.Normal))
        painter.setPen(colour if lacks else theme.color("ink"))
        room = QRect(LEFT + 24, top, self.width() - INSET - LEFT - 24, line.lineSpacing())
        kit = line.elidedText(self.option.kit, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(_TOP_LEFT), kit)

    def _paint_ring(self, painter: QPainter, middle: QPointF) -> None:
        chosen = self.isChecked()
        painter.setPen(QPen(self._theme.color("ink" if chosen else "edge"), 2))
        painter.setBrush(self._theme.color("surface"))
        painter.drawEllipse(middle, RING - 1, RING - 1)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("ink"))
            painter.drawEllipse(middle, RING - 6, RING - 6)
