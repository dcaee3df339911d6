"""The weeks of a plan with a cell for each session: done, next, to come, and the bonus."""

from __future__ import annotations

import enum

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneetimer.core.language import trn
from kneetimer.core.late_dataclass import dataclass
from kneetimer.ui.controls.drawn_signs import draw_check_in
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.shell.theme import Theme, font

WEEK_GAP = 16
CELL_GAP = 5
CELL_HEIGHT = 28
MOST_CELL_WIDTH = 44
RADIUS = 7


class CellState(enum.Enum):
    DONE = "done"
    NEXT = "next"
    TO_COME = "to-come"
    AGAIN = "again"  # done once; comes again after a break
    BONUS = "bonus"  # not asked for: drawn with dashes


@dataclass(frozen=True, slots=True)
class WeekCells:
    """A week: its name and its sessions in order. The week in which the next session lies is current."""

    name: str
    cells: tuple[CellState, ...]
    is_current: bool


class SixWeeks(QWidget):
    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.Graphic)
        self._theme = theme
        self._weeks: tuple[WeekCells, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_weeks(self, weeks: tuple[WeekCells, ...]) -> None:
        self._weeks = weeks
        said = []
        for week in weeks:
            done = week.cells.count(CellState.DONE) + week.cells.count(CellState.AGAIN)
            said.append(trn("{week}: {number} done", "{week}: {number} done", done, week=week.name))
        self.setAccessibleDescription("; ".join(said))
        self._restyle()

    def week_rects(self) -> tuple[QRectF, ...]:
        """One column a week, which together fill the width."""
        number = max(1, len(self._weeks))
        wide = (self.width() - WEEK_GAP * (number - 1)) / number
        return tuple(QRectF(at * (wide + WEEK_GAP), 0, wide, self.height()) for at in range(len(self._weeks)))

    def cell_rects(self, week: QRectF, number: int) -> tuple[QRectF, ...]:
        """The cells of a week under its name."""
        wide = min(MOST_CELL_WIDTH, (week.width() - CELL_GAP * (number - 1)) / number)
        top = self.height() - CELL_HEIGHT
        return tuple(
            QRectF(week.left() + at * (wide + CELL_GAP), top, wide, CELL_HEIGHT) for at in range(number)
        )

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _name_font(self, is_current: bool) -> QFont:
        return font(self._theme.px(14), QFont.Weight.DemiBold if is_current else QFont.Weight.Normal)

    def _draw_cell(self, painter: QPainter, state: CellState, rect: QRectF) -> None:
        theme = self._theme
        done = QColor(theme.palette.done.accent)
        if state is CellState.DONE:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(done)
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            draw_check_in(painter, rect, theme.color("on_accent"))
            return
        if state is CellState.AGAIN:
            painter.setPen(QPen(done, 1))
            painter.setBrush(QColor(theme.palette.done.tint))
            painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            draw_check_in(painter, rect, done)
            return
        wide = 3.0 if state is CellState.NEXT else 1.0
        colour = QColor(theme.palette.work.accent) if state is CellState.NEXT else theme.color("edge")
        pen = QPen(colour, wide)
        if state is CellState.BONUS:
            pen.setDashPattern([3, 3])
        painter.setPen(pen)
        painter.setBrush(theme.color("raised"))
        half = wide / 2
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), RADIUS, RADIUS)

    def sizeHint(self) -> QSize:
        name = QFontMetricsF(self._name_font(True)).height()
        return QSize(600, round(name) + 8 + CELL_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(6 * 60, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for week, rect in zip(self._weeks, self.week_rects(), strict=True):
                painter.setFont(self._name_font(week.is_current))
                painter.setPen(self._theme.color("ink" if week.is_current else "soft"))
                name = QRectF(rect.left(), 0, rect.width(), self.height() - CELL_HEIGHT - 6)
                painter.drawText(name, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, week.name)
                for state, cell in zip(week.cells, self.cell_rects(rect, len(week.cells)), strict=True):
                    self._draw_cell(painter, state, cell)
