"""What to have at hand and what comes first, over the figure's panel while the person gets set.

Shows what the view says. The figure itself stands at the left, in the part that `figure_room` leaves it.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QAccessible, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.session import words
from kneetimer.ui.session.stage_text import TextStyle, draw_lines, fit
from kneetimer.ui.session.view import GetSet
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.text.lists import comma_list

HEADING = TextStyle(28, QFont.Weight.DemiBold, most_lines=2, wrap_under=0.9)
NAME = TextStyle(29, QFont.Weight.DemiBold, most_lines=2, wrap_under=0.8)
USE = TextStyle(24, QFont.Weight.Medium)
DOSE = TextStyle(24, QFont.Weight.Medium)
FIRST = TextStyle(28, QFont.Weight.Bold, most_lines=2, wrap_under=0.85)
SHARE = 0.47  # of the panel for the figure
FIRST_HEIGHT = 84
BADGE_ROOM = 72  # above the figure, for the badge of a side
MARGIN = 20
HEADING_HEIGHT = 70
MOST_ROW = 106
LEFT_IN_ROW = Qt.AlignmentFlag.AlignLeft


class GetSetSheet(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown = GetSet((), "", "")
        self._scale = 1.0
        self._text_scale = 1.0
        set_role(self, QAccessible.Role.StaticText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_get_set(self, shown: GetSet) -> None:
        if shown != self._shown:
            self._shown = shown
            kit = comma_list([piece.name for piece in shown.kit])
            needs = words.have_these(kit) if kit else tr(words.NO_KIT)
            self.setAccessibleName(f"{needs} {words.first_set(shown.dose, shown.name)}")
            self.update()

    def set_scale(self, scale: float, text_scale: float) -> None:
        self._scale, self._text_scale = scale, text_scale
        self.update()

    def figure_room(self, whole: QRect) -> QRect:
        """The part of the panel's room for a figure that is left for it."""
        width = round(whole.width() * SHARE)
        top, bottom = round(BADGE_ROOM * self._scale), round(FIRST_HEIGHT * self._scale)
        return QRect(whole.left(), whole.top() + top, width, whole.height() - top - bottom)

    def paintEvent(self, event: QPaintEvent) -> None:
        scale = self._scale
        split = self.width() * SHARE
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color("line"), max(1.0, scale)))
            painter.drawLine(round(split), 0, round(split), self.height())
            margin = MARGIN * scale
            top = self.height() - FIRST_HEIGHT * scale
            first = QRectF(1.3 * margin, top, split - 1.6 * margin, 32 * scale)
            self._write(painter, self._shown.dose, DOSE, first, "soft")
            first.translate(0, 30 * scale)
            first.setHeight((FIRST_HEIGHT - 38) * scale)
            self._write(painter, self._shown.name, FIRST, first, "ink")
            room = QRectF(split + margin, 0, self.width() - split - 1.6 * margin, self.height())
            self._draw_kit(painter, room)

    def _draw_kit(self, painter: QPainter, room: QRectF) -> None:
        kit, scale = self._shown.kit, self._scale
        heading = QRectF(room.left(), 4 * scale, room.width(), HEADING_HEIGHT * scale)
        if not kit:
            self._write(painter, tr(words.NO_KIT), HEADING, heading, "ink")
            return
        self._write(painter, tr(words.HAVE_THESE), HEADING, heading, "ink")
        height = min(MOST_ROW * scale, (room.height() - heading.bottom() - 8 * scale) / len(kit))
        for at, piece in enumerate(kit):
            top = heading.bottom() + at * height
            if at:
                painter.setPen(QPen(self._theme.color("line"), max(1.0, scale)))
                painter.drawLine(round(room.left()), round(top), round(room.right()), round(top))
            name = QRectF(room.left(), top + 0.1 * height, room.width(), 0.46 * height)
            self._write(painter, piece.name, NAME, name, "ink")
            use = QRectF(room.left(), top + 0.56 * height, room.width(), 0.36 * height)
            self._write(painter, piece.use, USE, use, "soft")

    def _write(self, painter: QPainter, text: str, style: TextStyle, box: QRectF, role: str) -> None:
        fitted = fit(text, style, style.px * self._text_scale, box.width(), box.height())
        painter.setFont(style.font(fitted.px))
        painter.setPen(self._theme.color(role))
        draw_lines(painter, fitted, box, LEFT_IN_ROW)
