"""The panel on the left of the stage: a figure, or the steps of the exercise in large type.

Marks the working side with a bar along its edge and a badge. Draws no figure itself: a widget
that does is given to it and then fills it.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from kneetimer.core.exercise import Side
from kneetimer.ui.session.easier_badge import EasierBadge
from kneetimer.ui.session.get_set_sheet import GetSetSheet
from kneetimer.ui.session.load_bar import LoadBar
from kneetimer.ui.session.phase_colours import colours_of
from kneetimer.ui.session.phase_style import PhaseStyle
from kneetimer.ui.session.side_badge import HEIGHT as BADGE_HEIGHT
from kneetimer.ui.session.side_badge import SideBadge
from kneetimer.ui.session.stage_text import words_font
from kneetimer.ui.session.view import Badge, Easier, GetSet, LoadChoice
from kneetimer.ui.shell.theme import Theme

RADIUS = 20
BAR = 12
BADGE_TOP = 20
BADGE_GAP = 8  # between the bar and the badge
LOAD_FOOT = 8
FIGURE_INSET = 6  # keeps a square widget inside the round corners
STEPS_PX = 34
STEPS_LEAST_PX = 10
STEPS_MARGIN = 36
NUMBER_WIDTH = 1.35  # of the steps' size
BETWEEN_STEPS = 0.6
WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


class FigurePanel(QWidget):
    """`foot_taken` says how many pixels at the foot of the figure belong to what the set is done with."""

    foot_taken = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._style = PhaseStyle.READY
        self._badge: Badge | None = None
        self._steps: tuple[str, ...] = ()
        self._figure: QWidget | None = None
        self._scale = 1.0
        self._text_scale = 1.0
        self._layout: tuple[int, tuple[QRect, ...]] | None = None
        self._side_badge = SideBadge(theme, self)
        self._side_badge.hide()
        self._easier_badge = EasierBadge(theme, self)
        self._easier_badge.hide()
        self._sheet = GetSetSheet(theme, self)
        self._sheet.hide()
        self.load = LoadBar(theme, self)
        self.load.hide()
        self._foot = 0
        theme.changed.connect(self.update)

    def show_side(self, style: PhaseStyle, badge: Badge | None) -> None:
        if (style, badge) == (self._style, self._badge):
            return
        if badge is None or self._badge is None:
            self._layout = None
        self._style, self._badge = style, badge
        self._side_badge.setVisible(badge is not None)
        if badge is not None:
            self._side_badge.show_side(style, badge.text)
        self._place()
        self.update()

    def show_easier(self, easier: Easier | None) -> None:
        """The sign of the easier form; None hides it."""
        self._easier_badge.setVisible(easier is not None)
        if easier is not None:
            self._easier_badge.show_easier(easier)
            self._place()

    def show_get_set(self, get_set: GetSet | None) -> None:
        """What to fetch, beside the figure; None gives the figure all of the panel."""
        if get_set is not None:
            self._sheet.show_get_set(get_set)
        if self._sheet.isHidden() == (get_set is not None):
            self._sheet.setVisible(get_set is not None)
            self._place()
            self.update()

    def show_load(self, choice: LoadChoice | None) -> None:
        """What the coming set is done with, at the foot of the figure; None gives the figure all of it."""
        self.load.show_choice(choice)
        self._tell_foot()

    def show_steps_large(self, large: bool) -> None:
        """Show the steps in place of a figure that there is none of."""
        if self._figure is not None and self._figure.isHidden() != large:
            self._figure.setVisible(not large)
            self.update()

    def show_steps(self, steps: tuple[str, ...]) -> None:
        if steps != self._steps:
            self._steps = steps
            self._layout = None
            self.setAccessibleDescription(" ".join(steps))
            self.update()

    def set_figure_widget(self, figure: QWidget | None) -> None:
        """Let a widget draw the figure, or show the steps again. The panel becomes its parent."""
        if figure is self._figure:
            return
        if self._figure is not None:
            self._figure.hide()
            self._figure.setParent(None)
        self._figure = figure
        if figure is not None:
            figure.setParent(self)
            figure.show()
            self._side_badge.raise_()
            self._easier_badge.raise_()
            self._sheet.raise_()
            self.load.raise_()
        self._place()
        self.update()

    def set_scale(self, scale: float, text_scale: float) -> None:
        self._scale, self._text_scale = scale, text_scale
        self._layout = None
        self._place()
        self.update()

    def figure_rect(self) -> QRect:
        """Where a figure goes: clear of the round corners and of the bars at both edges."""
        sideways, inset = round(BAR * self._scale), round(FIGURE_INSET * self._scale)
        whole = self.rect().adjusted(sideways, inset, -sideways, -inset)
        return whole if self._sheet.isHidden() else self._sheet.figure_room(whole)

    def bar_rect(self) -> QRectF:
        """The bar at the edge of the working side; empty where there is none."""
        if self._badge is None:
            return QRectF()
        width = BAR * self._scale
        left = 0.0 if self._badge.side is Side.LEFT else self.width() - width
        return QRectF(left, 0, width, self.height())

    def steps_layout(self) -> tuple[int, tuple[QRect, ...]]:
        """The size of the steps' type, and the box of each step's words: the largest that fit."""
        if self._layout is None:
            margin = round(STEPS_MARGIN * self._scale)
            top = round((BADGE_TOP + BADGE_HEIGHT + 16) * self._scale) if self._badge else margin
            room = self.rect().adjusted(margin, top, -margin, -round(24 * self._scale))
            largest = max(STEPS_LEAST_PX, round(STEPS_PX * self._text_scale))
            for px in range(largest, STEPS_LEAST_PX - 1, -1):
                boxes = self._steps_at(px, room)
                if not boxes or boxes[-1].bottom() <= room.bottom() or px == STEPS_LEAST_PX:
                    break
            if boxes:
                spare = max(0, room.bottom() - boxes[-1].bottom())
                boxes = [box.translated(0, spare // 2) for box in boxes]
            self._layout = (px, tuple(boxes))
        return self._layout

    def _steps_at(self, px: int, room: QRect) -> list[QRect]:
        metrics = QFontMetrics(words_font(px, QFont.Weight.Medium))
        left = room.left() + round(px * NUMBER_WIDTH)
        boxes: list[QRect] = []
        top = room.top()
        for step in self._steps:
            box = metrics.boundingRect(QRect(left, top, room.right() - left, 10_000), WRAP, step)
            boxes.append(QRect(left, top, room.right() - left, box.height()))
            top += box.height() + round(px * BETWEEN_STEPS)
        return boxes

    def _place(self) -> None:
        if self._figure is not None:
            self._figure.setGeometry(self.figure_rect())
        self._sheet.set_scale(self._scale, self._text_scale)
        self._sheet.setGeometry(self.rect())
        self.load.set_scale(self._scale, self._text_scale)
        foot = round(LOAD_FOOT * self._scale)
        right = self.width() - self.load.width() - foot - round(BAR * self._scale)
        self.load.move(right, self.height() - self.load.height() - foot)
        self._tell_foot()
        edge = round((BAR + BADGE_GAP) * self._scale)
        below = self._badge is not None and self._badge.side is Side.LEFT
        self._easier_badge.set_scale(self._scale, self._text_scale, wide=below)
        under = BADGE_HEIGHT + BADGE_GAP if below else 0
        corner = QPoint(edge, round((BADGE_TOP + under) * self._scale))
        self._easier_badge.setGeometry(QRect(corner, self._easier_badge.sizeHint()))
        if self._badge is None:
            return
        room = self.figure_rect().width() if not self._sheet.isHidden() else self.width() - 2 * edge
        self._side_badge.set_scale(self._scale, self._text_scale, room)
        size = self._side_badge.sizeHint()
        left = edge if self._badge.side is Side.LEFT else self.width() - edge - size.width()
        self._side_badge.setGeometry(QRect(QPoint(left, round(BADGE_TOP * self._scale)), size))

    def _tell_foot(self) -> None:
        foot = 0 if self.load.isHidden() else self.figure_rect().bottom() + 1 - self.load.y()
        if foot != self._foot:
            self._foot = foot
            self.foot_taken.emit(foot)

    def _draw_steps(self, painter: QPainter) -> None:
        px, boxes = self.steps_layout()
        chosen = words_font(px, QFont.Weight.Medium)
        painter.setFont(chosen)
        margin = round(STEPS_MARGIN * self._scale)
        for number, (step, box) in enumerate(zip(self._steps, boxes, strict=True), start=1):
            painter.setPen(self._theme.color("soft"))
            painter.drawText(QRect(margin, box.top(), box.left() - margin, box.height()), WRAP, str(number))
            painter.setPen(self._theme.color("ink"))
            painter.drawText(box, WRAP, step)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._layout = None
        self._place()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        drawn = self._figure is not None and not self._figure.isHidden()
        if drawn and self.figure_rect().contains(event.rect()):
            # A frame of the figure needs nothing but plain surface behind it.
            with QPainter(self) as painter:
                painter.fillRect(event.rect(), QColor(palette.surface))
            return
        colours = colours_of(palette, self._style)
        radius = RADIUS * self._scale
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(self.rect()), radius, radius)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(shape, QColor(palette.surface))
            bar = QPainterPath()
            bar.addRect(self.bar_rect())
            painter.fillPath(shape.intersected(bar), QColor(colours.accent))
            if palette.surface == colours.tint:
                painter.setPen(QPen(QColor(palette.edge), 2))
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius - 1, radius - 1)
            if not drawn:
                self._draw_steps(painter)
