"""The cards of the sentence worth knowing, of the two sides and of each exercise. Reckon nothing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QPainter, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.progress import Amount
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.text import Text
from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.progress import words
from kneetimer.ui.progress.charts import ink
from kneetimer.ui.progress.charts.legend import Legend
from kneetimer.ui.progress.charts.values import BarStyle, Key, Mark
from kneetimer.ui.progress.insight_view import (
    SIDES_TITLE,
    TRENDS_NOTE,
    TRENDS_TITLE,
    InsightAction,
    InsightView,
    SideRow,
    TrendRow,
)
from kneetimer.ui.shell.theme import Theme

SHOWN_FIRST = 4
MOST_TOLD = 13  # of how many exercises in words, see numbers.py
BAR_HEIGHT = 22
LINE_HEIGHT = 34
FIGURE = QSize(64, 48)
SIDES = (("chart_left", Mark.DISC), ("chart_right", Mark.SQUARE))


class InsightCard(Card):
    """One sentence with the numbers that it rests on, beside a bar in ink, and what may be done about it.

    `acted` carries the InsightAction whose button was pressed.
    """

    acted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=2)
        self._action: InsightAction | None = None
        self.column.setContentsMargins(28, 14, 22, 16)
        self.title = Text(theme, "", px=22, weight=QFont.Weight.Bold, wrap=True, display=True)
        self.numbers = Text(theme, "", px=17, wrap=True)
        self.action = Button(theme, "", compact=True)
        self.action.hide()
        said = QVBoxLayout()
        said.setSpacing(2)
        said.addWidget(self.title)
        said.addWidget(self.numbers)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(said, 1)
        row.addWidget(self.action)
        self.column.addLayout(row)
        self.action.clicked.connect(self._act)

    def show_view(self, view: InsightView) -> None:
        self.title.setText(view.title)
        self.title.setVisible(bool(view.title))
        self.numbers.setText(view.numbers)
        self._action = view.action
        self.action.setVisible(view.action is not None)
        self.action.show_text("" if view.action is None else view.action.text, ButtonKind.OUTLINED)

    @Slot()
    def _act(self) -> None:
        self.acted.emit(self._action)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("ink"))
            painter.drawRoundedRect(QRectF(12, 18, 4, self.height() - 36), 2, 2)


class _RowsCard(Card):
    """A title with its note, and rows in a grid that are made anew when others are shown."""

    def __init__(self, theme: Theme, title: str, note: str) -> None:
        super().__init__(theme, spacing=6)
        self.column.setContentsMargins(22, 14, 18, 16)
        self.head = QHBoxLayout()
        self.head.setSpacing(10)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addWidget(Text(theme, title, px=18, weight=QFont.Weight.DemiBold))
        titles.addWidget(Text(theme, note, px=14, role="soft", wrap=True))
        self.head.addLayout(titles, 1)
        self.column.addLayout(self.head)
        self._rows = QWidget()
        self.column.addWidget(self._rows)
        self.column.addStretch(1)

    def fresh_grid(self) -> QGridLayout:
        """An empty grid in the place of the rows that were there."""
        rows = QWidget()
        self.column.replaceWidget(self._rows, rows)
        self._rows.hide()
        self._rows.deleteLater()
        self._rows = rows
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        return grid


class SidesCard(_RowsCard):
    """Mirrored bars: what was done of what was planned, left and right, the widest gap first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr(SIDES_TITLE), tr(words.SIDES_NOTE))
        self._legend = Legend(theme)
        self._legend.show_keys(
            tuple(
                Key(name, role, mark=mark)
                for name, (role, mark) in zip((tr(words.LEFT), tr(words.RIGHT)), SIDES, strict=True)
            )
        )
        self.column.insertWidget(1, self._legend)

    def show_rows(self, rows: tuple[SideRow, ...]) -> None:
        grid = self.fresh_grid()
        for at, row in enumerate(rows):
            grid.addWidget(Text(self._theme, row.name, px=15, wrap=True), at, 0)
            for column, text in ((1, row.left_text), (3, row.right_text)):
                number = Text(self._theme, text, px=15, weight=QFont.Weight.Medium)
                number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                grid.addWidget(number, at, column)
            grid.addWidget(SideBars(self._theme, row), at, 2)
            weight = QFont.Weight.Normal if at else QFont.Weight.DemiBold
            grid.addWidget(Text(self._theme, row.gap, px=15, weight=weight, wrap=True), at, 4)
        for column, stretch in ((0, 5), (2, 6), (4, 4)):
            grid.setColumnStretch(column, stretch)


class SideBars(QWidget):
    """Two bars from the middle; the outline is what was planned, and a disc and a square tell the sides."""

    def __init__(self, theme: Theme, row: SideRow) -> None:
        super().__init__()
        self._theme = theme
        self._amounts: tuple[Amount, Amount] = (row.left, row.right)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(BAR_HEIGHT))
        self.setMinimumWidth(theme.px(96))
        set_role(self, QAccessible.Role.Graphic)
        self.setAccessibleName(
            tr(
                "{exercise}: left {left}, right {right}, {gap}",
                exercise=row.name,
                left=row.left_text,
                right=row.right_text,
                gap=row.gap,
            )
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        half = self.width() / 2
        most = max(*(max(each.done, each.target) for each in self._amounts), 1)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(QRectF(half - 1, 0, 2, self.height()), self._theme.color("soft"))
            for at, (role, mark) in enumerate(SIDES):
                colour = ink.colour(self._theme, role)
                amount = self._amounts[at]
                for value, style in ((amount.target, BarStyle.TARGET), (amount.done, BarStyle.FULL)):
                    wide = (half - 10) * value / most
                    left = half - 6 - wide if at == 0 else half + 6
                    if wide >= 1:
                        box = QRectF(left, 1, wide, self.height() - 2)
                        ink.draw_bar(painter, box, style, self._theme.color("soft") if value != amount.done
                                     else colour)  # fmt: skip
                spot = QPointF(half - 16 if at == 0 else half + 16, self.height() / 2)
                if (half - 10) * amount.done / most > 24:
                    ink.draw_mark(painter, self._theme.color("surface"), mark, spot)


class TrendsCard(_RowsCard):
    """A line for each exercise: its figure, a point a session, the last value and what changed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr(TRENDS_TITLE), tr(TRENDS_NOTE))
        self._figures = StillFigures(self)
        self._pictures: dict[str, QLabel] = {}
        self._trends: tuple[TrendRow, ...] = ()
        names = [words.all_of(count) for count in range(SHOWN_FIRST + 1, MOST_TOLD)]
        self._all = Button(theme, words.all_of(0), compact=True, says=(tr(words.FEWER), *names))
        self._all.setCheckable(True)
        self.head.addWidget(self._all, 0, Qt.AlignmentFlag.AlignTop)
        self._all.toggled.connect(self._fill)
        self._figures.drawn.connect(self._put_picture)

    def set_look(self, look: FigureLook) -> None:
        """Colours and body shape of the small figures."""
        self._figures.set_look(look)
        self._ask_for_pictures()

    def show_rows(self, rows: tuple[TrendRow, ...]) -> None:
        self._trends = rows
        self._all.setVisible(len(rows) > SHOWN_FIRST)
        self._fill()

    @Slot()
    def _fill(self) -> None:
        grid = self.fresh_grid()
        self._pictures.clear()
        shown = self._trends if self._all.isChecked() else self._trends[:SHOWN_FIRST]
        name = tr(words.FEWER) if self._all.isChecked() else words.all_of(len(self._trends))
        self._all.setText(name)
        self._all.setAccessibleName(name)
        for at, row in enumerate(shown):
            picture = QLabel()
            picture.setFixedSize(FIGURE)
            picture.setAccessibleName(words.figure_of(row.name))
            self._pictures[row.exercise] = picture
            grid.addWidget(picture, at, 0)
            grid.addWidget(Text(self._theme, row.name, px=15, wrap=True), at, 1)
            grid.addWidget(TrendLine(self._theme, row), at, 2)
            said = QVBoxLayout()
            said.setSpacing(0)
            said.addWidget(Text(self._theme, row.last, px=15, weight=QFont.Weight.DemiBold, wrap=True))
            said.addWidget(Text(self._theme, row.change, px=14, role="soft", wrap=True))
            grid.addLayout(said, at, 3)
        for column, stretch in ((1, 4), (2, 4), (3, 5)):
            grid.setColumnStretch(column, stretch)
        self._ask_for_pictures()

    def _ask_for_pictures(self) -> None:
        for exercise in self._pictures:
            self._put_picture(exercise)

    @Slot(str)
    def _put_picture(self, exercise: str) -> None:
        label = self._pictures.get(exercise)
        if label is None:
            return
        ratio = self.devicePixelRatioF()
        size = QSize(round(FIGURE.width() * ratio), round(FIGURE.height() * ratio))
        label.setPixmap(self._figures.picture(exercise, size, ratio) or QPixmap())


class TrendLine(QWidget):
    """One line, or left and right, of the share of the dose that was done; the upper edge is the whole."""

    def __init__(self, theme: Theme, row: TrendRow) -> None:
        super().__init__()
        self._theme = theme
        self._lines = row.lines
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(LINE_HEIGHT))
        self.setMinimumWidth(theme.px(64))
        set_role(self, QAccessible.Role.Graphic)
        self.setAccessibleName(
            tr("{exercise}: {last}, {change}", exercise=row.name, last=row.last, change=row.change)
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        least = min(0.5, *(min(line) for line in self._lines))
        two = len(self._lines) > 1
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for at, line in enumerate(self._lines):
                role, mark = SIDES[at] if two else ("ink", Mark.DISC)
                colour = ink.colour(self._theme, role)
                step = (self.width() - 16) / max(1, len(line) - 1)
                points = [
                    QPointF(8 + step * n, 6 + (self.height() - 12) * (1 - share) / (1 - least))
                    for n, share in enumerate(line)
                ]
                painter.setPen(ink.pen(colour, 1.5, self.devicePixelRatioF()))
                painter.drawPolyline(QPolygonF(points))
                for point in points:
                    ink.draw_mark(painter, colour, mark, point, 6.0)
