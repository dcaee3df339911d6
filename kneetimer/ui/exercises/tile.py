"""One exercise of the grid: its still figure, its name, what it works, and kit that is missing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from kneetimer.ui.controls.drawn_button import DrawnButton
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.text import elided_words, widest_word, words_font, wrapped_height
from kneetimer.ui.exercises.words import listed
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.shell.theme import Theme

RADIUS = 16
INSET = 12
PICTURE_HEIGHT = 112
PICTURE_WIDTH = 140
NAME_PX = 16
NAME_WEIGHT = QFont.Weight.DemiBold
LINE_PX = 14
NAME_LINES = 2
LEAST_WIDTH = 148
# At scales such as 125 % a line may be a part of a pixel higher than its metrics say.
UNCUT = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip
_WRAPPED = UNCUT | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class ExerciseTile(DrawnButton, QRadioButton):
    """Checked while its detail is open. `focused` says that the keyboard came to it."""

    focused = Signal()
    ROLE = QAccessible.Role.RadioButton

    def __init__(
        self,
        theme: Theme,
        figures: StillFigures,
        exercise: str,
        name: str,
        muscles: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self.exercise = exercise
        self._muscles = tuple(muscles)
        self._lack = ""
        if self.ROLE is not ExerciseTile.ROLE:
            set_role(self, self.ROLE)
        self.setText(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wants_ring(self, RADIUS)
        self._name_aloud()
        theme.changed.connect(self._restyle)
        figures.drawn.connect(self._picture_drawn)

    def show_lack(self, lack: str) -> None:
        """Say which kit is missing; empty says nothing."""
        if lack != self._lack:
            self._lack = lack
            self._name_aloud()
            self.update()

    def least_width(self) -> int:
        """As wide as the longest word of the name and the main muscle."""
        return self._wide_enough(LEAST_WIDTH, INSET + 2, self._muscle_lines()[-1])

    def height_at(self, width: int) -> int:
        """With the lines that the name takes in this width, and at least NAME_LINES of them."""
        return self.sizeHint().height() + self._more_lines(width - 2 * INSET - 4)

    def _wide_enough(self, least: int, inset: int, line: str) -> int:
        px = self._theme.px
        name = widest_word(self.text(), px(NAME_PX), NAME_WEIGHT)
        widest = max(name, QFontMetrics(self._line_font()).horizontalAdvance(line) + 2)
        return min(max(px(least), widest + 2 * inset), px(2 * least))

    def _more_lines(self, width: int) -> int:
        """How much higher the name is than NAME_LINES."""
        high = wrapped_height(self.text(), width, self._theme.px(NAME_PX), NAME_WEIGHT)
        return max(0, high - QFontMetrics(self._name_font()).lineSpacing() * NAME_LINES)

    def picture_rect(self) -> QRect:
        """The panel behind the figure."""
        return QRect(INSET, INSET, self.width() - 2 * INSET, self._theme.px(PICTURE_HEIGHT))

    def _name_aloud(self) -> None:
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(". ".join(part for part in (listed(self._muscles), self._lack) if part))

    def _muscle_lines(self) -> list[str]:
        """The first two muscles, or the main one where two are too long."""
        return [listed(self._muscles[:most]) for most in (2, 1)]  # an own exercise names none

    @Slot(str)
    def _picture_drawn(self, exercise: str) -> None:
        if exercise == self.exercise:
            self.update(self.picture_rect())

    def _name_font(self) -> QFont:
        return words_font(self._theme.px(NAME_PX), NAME_WEIGHT)

    def _line_font(self) -> QFont:
        return words_font(self._theme.px(LINE_PX))

    def sizeHint(self) -> QSize:
        lines = QFontMetrics(self._name_font()).lineSpacing() * NAME_LINES
        small = QFontMetrics(self._line_font()).lineSpacing()
        height = INSET + self._theme.px(PICTURE_HEIGHT) + 10 + lines + 4 + small + INSET
        return QSize(self._theme.px(LEAST_WIDTH), height)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not event.isAutoRepeat():
                self.click()
            return
        # Not QAbstractButton's: it would move among all buttons of the group by their places.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        chosen = self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            outline = 2.0 if chosen else 1.0
            role = "ink" if chosen else "edge" if self.underMouse() else "line"
            painter.setPen(QPen(theme.color(role), outline))
            painter.setBrush(theme.color("surface"))
            half = outline / 2
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), RADIUS, RADIUS)
            self._paint_picture(painter)
            self._paint_words(painter)

    def _paint_picture(self, painter: QPainter) -> None:
        panel = self.picture_rect()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("raised"))
        painter.drawRoundedRect(panel, RADIUS - 6, RADIUS - 6)
        ratio = self.devicePixelRatioF()
        width = min(self._theme.px(PICTURE_WIDTH), self._theme.px(LEAST_WIDTH) - 2 * INSET)
        size = QSize(round(width * ratio), round(panel.height() * ratio))
        picture = self._figures.picture(self.exercise, size, ratio)
        if picture is not None:
            painter.drawPixmap(panel.center().x() - width // 2, panel.y(), picture)

    def _paint_words(self, painter: QPainter) -> None:
        theme = self._theme
        left, width = INSET + 2, self.width() - 2 * INSET - 4
        top = self.picture_rect().bottom() + 11
        name = QFontMetrics(self._name_font())
        rect = QRect(left, top, width, name.lineSpacing() * NAME_LINES)
        painter.setFont(self._name_font())
        painter.setPen(theme.color("ink"))
        used = painter.drawText(rect, int(_WRAPPED), elided_words(self.text(), name, width))
        small = QFontMetrics(self._line_font())
        line = QRect(left, used.bottom() + 5, width, small.lineSpacing())
        painter.setFont(self._line_font())
        painter.setPen(theme.color("ink" if self._lack else "soft"))
        text = self._lack or next(
            (line for line in self._muscle_lines() if small.horizontalAdvance(line) < width - 1), ""
        )
        text = small.elidedText(text, Qt.TextElideMode.ElideRight, width)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), text)
