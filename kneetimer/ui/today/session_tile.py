"""An exercise of the coming session as a button: its still figure, its name and its dose."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from kneetimer.ui.controls.drawn_button import DrawnButton
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.text import elided_words, widest_word, words_font
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today.view import DoseLine

RADIUS = 12
NAME_PX = 15
INSET = 8
PICTURE_HEIGHT = 84
LEAST_WIDTH = 104
MOST_WIDTH = 180  # a name of one long word asks for no more
DOSE_EDGES = 10
NAME_LINES = 2
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop


class SessionTile(DrawnButton, QPushButton):
    """Without a picture it is as high as its words."""

    def __init__(
        self, theme: Theme, figures: StillFigures, line: DoseLine, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self.line = line
        self._has_picture = True
        self.setText(line.name)
        self.setAccessibleName(f"{line.name}, {line.dose}")
        self.setAccessibleDescription(line.note)
        self.setToolTip(line.note)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wants_ring(self, RADIUS)
        theme.changed.connect(self._restyle)
        figures.drawn.connect(self._drawn)

    def show_picture(self, shown: bool) -> None:
        """Leave the picture out where the window is low."""
        if shown != self._has_picture:
            self._has_picture = shown
            self._restyle()

    def picture_rect(self) -> QRect:
        high = self._theme.px(PICTURE_HEIGHT) if self._has_picture else 0
        return QRect(INSET, INSET, self.width() - 2 * INSET, high)

    @Slot(str)
    def _drawn(self, exercise: str) -> None:
        if exercise == self.line.exercise:
            self.update(self.picture_rect())

    def _name_font(self) -> QFont:
        return words_font(self._theme.px(NAME_PX), QFont.Weight.DemiBold)

    def _dose_font(self) -> QFont:
        return words_font(self._theme.px(15))

    def least_width(self) -> int:
        """As wide as the longest word of the name and the whole dose."""
        dose = QFontMetrics(self._dose_font())
        longest = widest_word(self.line.name, self._theme.px(NAME_PX), QFont.Weight.DemiBold)
        wide = max(longest + 2 * INSET, dose.horizontalAdvance(self.line.dose) + DOSE_EDGES)
        return max(self._theme.px(LEAST_WIDTH), min(wide, self._theme.px(MOST_WIDTH)))

    def sizeHint(self) -> QSize:
        name = QFontMetrics(self._name_font()).lineSpacing() * NAME_LINES
        dose = QFontMetrics(self._dose_font()).lineSpacing()
        picture = self._theme.px(PICTURE_HEIGHT) + 4 if self._has_picture else 0
        return QSize(self.least_width(), INSET + picture + name + 2 + dose + INSET)

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("edge" if self.underMouse() or self.isDown() else "line"), 1))
            painter.setBrush(theme.color("raised"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            place = self.picture_rect()
            if self._has_picture:
                self._draw_picture(painter, place)
            top = place.bottom() + 5 if self._has_picture else INSET
            dose = QFontMetrics(self._dose_font())
            bottom = self.height() - INSET - dose.lineSpacing()
            painter.setFont(self._name_font())
            painter.setPen(theme.color("ink"))
            name = QRect(INSET, top, self.width() - 2 * INSET, bottom - top)
            shown = elided_words(self.line.name, QFontMetrics(self._name_font()), name.width())
            painter.drawText(name, int(_WRAPPED | Qt.AlignmentFlag.AlignVCenter), shown)
            painter.setFont(self._dose_font())
            painter.setPen(theme.color("soft"))
            room = QRect(DOSE_EDGES // 2, bottom, self.width() - DOSE_EDGES, dose.lineSpacing())
            said = dose.elidedText(self.line.dose, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), said)

    def _draw_picture(self, painter: QPainter, place: QRect) -> None:
        ratio = self.devicePixelRatioF()
        size = QSize(round(place.width() * ratio), round(place.height() * ratio))
        picture = self._figures.picture(self.line.exercise, size, ratio)
        if picture is not None:
            painter.drawPixmap(QPoint(place.left(), place.top()), picture)
