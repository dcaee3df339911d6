"""The weeks of a plan as tiles: the week, its phase, and a bar for each of its sessions."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.shell.theme import Theme, font
from kneetimer.ui.today.six_weeks import CellState

GAP = 10
LEAST_WIDTH = 118
PADDING = 12
BAR_HEIGHT = 10
BAR_GAP = 6
RADIUS = 12


@dataclass(frozen=True, slots=True)
class WeekTile:
    """A week of the plan with its sessions."""

    name: str
    phase: str
    cells: tuple[CellState, ...]
    is_current: bool


class WeekTiles(QWidget):
    """Lines of tiles of one width, as many a line as have room."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._weeks: tuple[WeekTile, ...] = ()
        set_role(self, QAccessible.Role.Graphic)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def show_weeks(self, weeks: tuple[WeekTile, ...]) -> None:
        self._weeks = weeks
        told = []
        for week in weeks:
            done = sum(cell in (CellState.DONE, CellState.AGAIN) for cell in week.cells)
            told.append(tr("{week}, {phase}: {number} done", week=week.name, phase=week.phase, number=done))
        self.setAccessibleDescription("; ".join(told))
        self._restyle()

    def tile_rects(self, width: int) -> tuple[QRectF, ...]:
        number = max(1, len(self._weeks))
        fits = int((width + GAP) // (self._least_width() + GAP))
        a_line = max(1, min(number, fits))
        lines = -(-number // a_line)
        a_line = -(-number // lines)  # lines of much the same length
        wide = (width - GAP * (a_line - 1)) / a_line
        high = self._tile_height()
        return tuple(
            QRectF((at % a_line) * (wide + GAP), (at // a_line) * (high + GAP), wide, high)
            for at in range(len(self._weeks))
        )

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()

    def _name_font(self) -> QFont:
        return font(self._theme.px(16), QFont.Weight.DemiBold)

    def _phase_font(self) -> QFont:
        return font(self._theme.px(14))

    def _least_width(self) -> float:
        """Wide enough for the longest name of a phase."""
        metrics = QFontMetricsF(self._phase_font())
        phases = (metrics.horizontalAdvance(week.phase) + 2 * PADDING + 1 for week in self._weeks)
        return max(self._theme.px(LEAST_WIDTH), *phases, 0.0)

    def _tile_height(self) -> int:
        words = QFontMetricsF(self._name_font()).height() + QFontMetricsF(self._phase_font()).height()
        return round(words) + 2 * PADDING + BAR_HEIGHT + 12

    def _draw_tile(self, painter: QPainter, week: WeekTile, rect: QRectF) -> None:
        theme = self._theme
        pen_width = 2.0 if week.is_current else 1.0
        painter.setPen(QPen(theme.color("ink" if week.is_current else "line"), pen_width))
        painter.setBrush(theme.color("raised"))
        half = pen_width / 2
        painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), RADIUS, RADIUS)
        inside = rect.adjusted(PADDING, PADDING, -PADDING, -PADDING)
        name_metrics, phase_metrics = QFontMetricsF(self._name_font()), QFontMetricsF(self._phase_font())
        painter.setFont(self._name_font())
        painter.setPen(theme.color("ink"))
        line = QRectF(inside.left(), inside.top(), inside.width(), name_metrics.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, week.name)
        painter.setFont(self._phase_font())
        painter.setPen(theme.color("soft"))
        line = QRectF(inside.left(), line.bottom(), inside.width(), phase_metrics.height())
        phase = phase_metrics.elidedText(week.phase, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, phase)
        self._draw_bars(painter, week, inside)

    def _draw_bars(self, painter: QPainter, week: WeekTile, inside: QRectF) -> None:
        theme = self._theme
        number = max(1, len(week.cells))
        wide = (inside.width() - BAR_GAP * (number - 1)) / number
        for at, state in enumerate(week.cells):
            left = inside.left() + at * (wide + BAR_GAP)
            bar = QRectF(left, inside.bottom() - BAR_HEIGHT, wide, BAR_HEIGHT)
            if state in (CellState.DONE, CellState.AGAIN):
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(theme.palette.done.accent))
                painter.drawRoundedRect(bar, BAR_HEIGHT / 2, BAR_HEIGHT / 2)
                continue
            is_next = state is CellState.NEXT
            pen = QPen(QColor(theme.palette.work.accent) if is_next else theme.color("edge"))
            pen.setWidthF(2.0 if is_next else 1.0)
            if state is CellState.BONUS:
                pen.setDashPattern([2, 2])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            half = pen.widthF() / 2
            radius = BAR_HEIGHT / 2 - half
            painter.drawRoundedRect(bar.adjusted(half, half, -half, -half), radius, radius)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rects = self.tile_rects(width)
        return round(rects[-1].bottom()) + 1 if rects else 0

    def sizeHint(self) -> QSize:
        return QSize(720, self.heightForWidth(720))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(LEAST_WIDTH), self._tile_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for week, rect in zip(self._weeks, self.tile_rects(self.width()), strict=True):
                self._draw_tile(painter, week, rect)
