"""The Progress page: headline, charts, calendar and the table of sessions.

Shows one ProgressView at a time. The frames with their words come up at once; the charts are drawn right
after that, one at a time. What a person wants, its parts say by signals.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.weeks import WeekSpan
from kneetimer.ui.controls.answer_link import AnswerLink
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.progress import words
from kneetimer.ui.progress.card_grid import CardGrid, CardPlace
from kneetimer.ui.progress.charts.card import CalendarCard, ChartCard
from kneetimer.ui.progress.charts.choice_card import ChoiceCard
from kneetimer.ui.progress.header import SPANS, ProgressHeader
from kneetimer.ui.progress.insight_cards import InsightCard, SidesCard, TrendsCard
from kneetimer.ui.progress.insight_view import InsightView
from kneetimer.ui.progress.session_sheets import SessionSheets
from kneetimer.ui.progress.sessions_card import SessionsCard
from kneetimer.ui.progress.view import HoldChoice, ProgressView
from kneetimer.ui.shell.theme import Theme

WIDE = 900  # from here on two cards stand side by side; of 33 parts, 607 and 380 pixels of the design
CHART_HEIGHT, LOW_HEIGHT = 372, 324


class ProgressPage(ScrollPage):
    """`can_edit` shows what changes the history; connect the signals of `sheets` then.

    `looked_back` comes before more than six weeks are shown, `drawn` says that every chart has been drawn.
    """

    looked_back = Signal()
    drawn = Signal()

    def __init__(self, theme: Theme, *, can_edit: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._view: ProgressView | None = None
        self._span = WeekSpan.SIX_WEEKS
        self._arranged: tuple[int, bool, bool] | None = None
        self.header = ProgressHeader(theme)
        self.insight = InsightCard(theme)
        self.sides = SidesCard(theme)
        self.trends = TrendsCard(theme)
        self.sessions = ChartCard(theme, tr(words.SESSIONS_TITLE))
        self.knee = ChoiceCard(theme, tr(words.KNEE_TITLE), tr(words.WHICH_KNEE))
        self.calendar = CalendarCard(theme)
        self.dose = ChoiceCard(theme, tr(words.DOSE_TITLE), tr(words.WHAT))
        self.holds = ChoiceCard(theme, tr(words.HOLDS_TITLE), tr(words.WHAT))
        self.load = ChartCard(theme, tr(words.LOAD_TITLE))
        self.all_sessions = SessionsCard(theme)
        self.table = self.all_sessions.table
        self.sheets = SessionSheets(theme, self)
        self._grid = CardGrid(theme)
        # One chart an event: the window answers in between, and what is at the top comes first.
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(0)
        self.learn = AnswerLink(theme, "when-difference", tr(words.LEARN))
        self.set_can_edit(can_edit)
        self._lay_out()
        self._connect()

    def chart_cards(self) -> tuple[ChartCard, ...]:
        """The cards that are drawn by pyqtgraph, in the order in which they are drawn."""
        return (self.sessions, self.knee, self.dose, self.holds, self.load)

    def set_can_edit(self, can_edit: bool) -> None:
        """Show or hide what changes the history and what is made of it."""
        self.sheets.can_edit = can_edit
        self.all_sessions.set_can_edit(can_edit)
        self.header.show_buttons(can_edit)

    def show_view(self, view: ProgressView) -> None:
        """Show a history, over the span that a person chose before."""
        self._view = view = view if view.span is self._span else view.with_span(self._span)
        self.sheets.show_view(view)
        self.header.headline.setText(view.headline)
        self._show_insight(view.insight)
        self.sessions.show_view(view.sessions)
        self.load.show_view(view.load)
        self.calendar.show_pages(view.calendar)
        self.knee.offer(view.knee_choices, words.knee_name, view.knee_chart, None)
        self.dose.offer(view.dose_choices, view.choice_name, view.dose, view.no_dose(), least=1)
        self.holds.offer(view.hold_choices, view.hold_name, view.holds, HoldChoice())
        self.all_sessions.show_rows(view.rows)
        if self.isVisible():
            self._drawing.start()

    def _show_insight(self, view: InsightView) -> None:
        self.insight.show_view(view)
        self.sides.show_rows(view.sides)
        self.trends.show_rows(view.trends)
        self._arrange()

    @Slot()
    def _draw_next(self) -> None:
        for card in self.chart_cards():
            if not card.is_drawn():
                card.draw()
                self._drawing.start()
                return
        self.drawn.emit()

    @Slot(int)
    def _span_chosen(self, number: int) -> None:
        if SPANS[number] is not WeekSpan.SIX_WEEKS:
            self.looked_back.emit()
        self._span = SPANS[number]
        if self._view is not None:
            self.show_view(self._view)

    def _lay_out(self) -> None:
        self.column.addWidget(self.header)
        self.column.addWidget(self.insight)
        self.column.addLayout(self._grid)
        self.column.addWidget(self.learn)
        self.column.addStretch(1)
        self._arrange()

    def _connect(self) -> None:
        self._drawing.timeout.connect(self._draw_next)
        self.header.range.chosen.connect(self._span_chosen)
        self.calendar.opened.connect(self.sheets.open_one_of)
        self.table.opened.connect(self.sheets.open)
        self.sheets.opened.connect(self.table.select)

    def _arrange(self) -> None:
        """Cards side by side where there is room, else one under the other."""
        columns = 2 if self.content_width() >= self._theme.px(WIDE) else 1
        view = self._view
        sides, trends = (bool(view.insight.sides), bool(view.insight.trends)) if view else (False, False)
        if (columns, sides, trends) == self._arranged:
            return
        self._arranged = (columns, sides, trends)
        beside = QBoxLayout.Direction.LeftToRight if columns == 2 else QBoxLayout.Direction.TopToBottom
        self.header.row.setDirection(beside)
        self.all_sessions.set_direction(beside)
        own = [
            CardPlace(self.sides, 20, 0, shown=sides),
            CardPlace(self.sessions, 13, LOW_HEIGHT),
            CardPlace(self.trends, 20, 0, shown=trends),
            CardPlace(self.knee, 13, CHART_HEIGHT),
        ]
        if not sides or not trends:
            own = [
                CardPlace(self.sides, 33, 0, shown=sides),
                CardPlace(self.trends, 33, 0, shown=trends),
                CardPlace(self.sessions, 20, CHART_HEIGHT),
                CardPlace(self.knee, 13, CHART_HEIGHT),
            ]
        rest = (
            CardPlace(self.calendar, 11, LOW_HEIGHT),
            CardPlace(self.all_sessions, 22, LOW_HEIGHT),
            CardPlace(self.dose, 33, CHART_HEIGHT),
            CardPlace(self.holds, 17, CHART_HEIGHT),
            CardPlace(self.load, 16, CHART_HEIGHT),
        )
        self._grid.place((*own, *rest), one_column=columns == 1)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._arrange()
        if self._view is not None:
            self._drawing.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._drawing.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
