"""The Progress page: headline, charts, calendar and the table of sessions.

Shows one ProgressView at a time and says by signals what a person wants. The frames with their
words come up at once; the charts are drawn right after that, one at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QHideEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QBoxLayout, QMenu, QWidget

from kneetimer.core.moments import later
from kneetimer.core.session_edit import SessionEdit, taken_back
from kneetimer.core.weeks import WeekSpan
from kneetimer.ui.controls.answer_link import AnswerLink
from kneetimer.ui.controls.menu_button import MenuButton
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.progress import words
from kneetimer.ui.progress.add_session import USUAL_MINUTES, AddSession
from kneetimer.ui.progress.card_grid import CardGrid, CardPlace
from kneetimer.ui.progress.charts.card import CalendarCard, ChartCard
from kneetimer.ui.progress.header import SPANS, ProgressHeader
from kneetimer.ui.progress.insight_cards import InsightCard, SidesCard, TrendsCard
from kneetimer.ui.progress.insight_view import InsightView
from kneetimer.ui.progress.session_sheet import SessionSheet
from kneetimer.ui.progress.sessions_card import SessionsCard
from kneetimer.ui.progress.view import HoldChoice, ProgressView
from kneetimer.ui.shell.theme import Theme

WIDE = 900  # from here on two cards stand side by side; of 33 parts, 607 and 380 pixels of the design
CHART_HEIGHT, LOW_HEIGHT = 372, 324


class ProgressPage(ScrollPage):
    """`can_edit` shows what changes the history; connect its signals then.

    `edit_requested` carries a SessionEdit and the opposite one, `add_requested` an AddedSession;
    `delete_requested` and `fit_requested` the id of a session. `looked_back` comes before older sessions
    than those of six weeks are shown, `drawn` says that every chart has been drawn.
    """

    open_session = Signal(str)
    edit_requested = Signal(object, object)
    delete_requested = Signal(str)
    undo_requested = Signal()
    add_requested = Signal(object)
    fit_requested = Signal(str)
    looked_back = Signal()
    drawn = Signal()

    def __init__(self, theme: Theme, *, can_edit: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._can_edit = can_edit
        self._view: ProgressView | None = None
        self._span = WeekSpan.SIX_WEEKS
        self._pages_back = 0
        self._dose = self._hold = self._knee = 0
        self._arranged: tuple[int, bool, bool] | None = None
        self._header = ProgressHeader(theme)
        self.insight = InsightCard(theme)
        self.sides = SidesCard(theme)
        self.trends = TrendsCard(theme)
        self.sessions = ChartCard(theme, words.SESSIONS_TITLE)
        self.knee = ChartCard(theme, words.KNEE_TITLE, question=words.WHICH_KNEE)
        self.calendar = CalendarCard(theme)
        self.dose = ChartCard(theme, words.DOSE_TITLE, question=words.WHAT)
        self.holds = ChartCard(theme, words.HOLDS_TITLE, question=words.WHAT)
        self.load = ChartCard(theme, words.LOAD_TITLE)
        self.all_sessions = SessionsCard(theme)
        self.table = self.all_sessions.table
        self._grid = CardGrid(theme)
        self._sheet: SessionSheet | None = None
        # One chart an event: the window answers in between, and what is at the top comes first.
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(0)
        self.learn = AnswerLink(theme, "when-difference", words.LEARN)
        self._lay_out()
        self._connect()

    def chart_cards(self) -> tuple[ChartCard, ...]:
        """The cards that are drawn by pyqtgraph, in the order in which they are drawn."""
        return (self.sessions, self.knee, self.dose, self.holds, self.load)

    def add_header_button(self, button: QWidget) -> None:
        """Put a button at the right of the header, such as the one for the report."""
        self._header.add_button(button)
        button.setVisible(self._can_edit)

    def set_can_edit(self, can_edit: bool) -> None:
        """Show or hide what changes the history and what is made of it."""
        self._can_edit = can_edit
        self.all_sessions.set_can_edit(can_edit)
        self._header.show_buttons(can_edit)

    def show_view(self, view: ProgressView) -> None:
        """Show a history, over the span that a person chose before."""
        self._view = view if view.span is self._span else view.with_span(self._span)
        self._show()

    def view(self) -> ProgressView | None:
        return self._view

    def headline(self) -> str:
        return self._header.headline.text()

    def range_button(self) -> MenuButton:
        return self._header.range

    def sheet(self) -> SessionSheet | None:
        """The session that is open."""
        return self._sheet

    @Slot(str)
    def show_session(self, session_id: str) -> None:
        """Open a session of the history. Raises KeyError where there is none."""
        if self._view is None:
            return
        record = self._view.session(session_id)
        self._close_sheet()
        self._sheet = SessionSheet(
            self._theme,
            record,
            self._view.exercises,
            checks=self._view.checks_of(session_id),
            today=self._view.progress.today,
            can_edit=self._can_edit,
            parent=self.window(),
        )
        self._sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._sheet.setModal(True)
        self._sheet.edited.connect(self._edit)
        self._sheet.delete_asked.connect(self.delete_requested)
        self._sheet.fit_asked.connect(self.fit_requested)
        self._sheet.finished.connect(self._sheet_closed)
        self._sheet.open()
        self.table.select(session_id)
        self.open_session.emit(session_id)

    @Slot()
    def ask_for_session(self) -> AddSession | None:
        """Open the form for a session that was done elsewhere."""
        if self._view is None:
            return None
        view = self._view
        form = AddSession(self._theme, view.progress.plan, view.now, self.window())
        form.choose(*view.coming, USUAL_MINUTES)
        form.choose_start(later(view.now, -timedelta(minutes=USUAL_MINUTES)))
        form.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        form.setModal(True)
        form.added.connect(self.add_requested)
        form.open()
        return form

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        self._header.headline.setText(view.headline)
        self._show_insight(view.insight)
        self.sessions.show_view(view.sessions)
        self.load.show_view(view.load)
        self._show_calendar()
        self._show_knee()
        self._show_dose()
        self._show_holds()
        self.all_sessions.show_rows(view.rows)
        if self.isVisible():
            self._drawing.start()

    def _show_insight(self, view: InsightView) -> None:
        self.insight.show_view(view)
        self.sides.show_rows(view.sides)
        self.trends.show_rows(view.trends)
        self._arrange()

    def _show_calendar(self) -> None:
        if self._view is not None:
            self.calendar.show_view(self._view.calendar(self._pages_back))

    def _show_knee(self) -> None:
        view = self._view
        if view is None:
            return
        choices = view.knee_choices
        self._knee = _offer(self.knee, [words.KNEES[choice] for choice in choices], self._knee)
        self.knee.show_view(view.knee_chart(choices[self._knee] if choices else None))

    def _show_dose(self) -> None:
        view = self._view
        if view is None:
            return
        choices = view.dose_choices
        self._dose = _offer(self.dose, [view.choice_name(choice) for choice in choices], self._dose, least=1)
        self.dose.show_view(view.dose(choices[self._dose] if choices else view.no_dose()))

    def _show_holds(self) -> None:
        view = self._view
        if view is None:
            return
        choices = view.hold_choices
        self._hold = _offer(self.holds, [view.hold_name(choice) for choice in choices], self._hold)
        self.holds.show_view(view.holds(choices[self._hold] if choices else HoldChoice()))

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

    @Slot(int)
    def _calendar_moved(self, pages: int) -> None:
        if pages > 0:
            self.looked_back.emit()
        self._pages_back = max(0, self._pages_back + pages)
        self._show_calendar()

    @Slot(int)
    def _knee_chosen(self, number: int) -> None:
        self._knee = number
        self._show_knee()

    @Slot(int)
    def _dose_chosen(self, number: int) -> None:
        self._dose = number
        self._show_dose()

    @Slot(int)
    def _hold_chosen(self, number: int) -> None:
        self._hold = number
        self._show_holds()

    @Slot(object)
    def _day_opened(self, sessions: tuple[str, ...]) -> None:
        if len(sessions) == 1:
            self.show_session(sessions[0])
            return
        view = self._view
        assert view is not None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for session_id in sessions:
            record = view.session(session_id)
            action = menu.addAction(f"{record.started:%H:%M}  {view.name_of(record)}")
            action.setData(session_id)
        menu.triggered.connect(self._day_chosen)
        menu.popup(self.cursor().pos())

    @Slot(QAction)
    def _day_chosen(self, action: QAction) -> None:
        self.show_session(action.data())

    @Slot(object)
    def _edit(self, edit: SessionEdit) -> None:
        if self._view is None:
            return
        record = self._view.session(edit.session)
        back = taken_back(edit, record, self._view.checks_of(edit.session))
        self.edit_requested.emit(edit, back)

    def show_undo(self, said: str) -> None:
        """Say what was done last, with the way back beside it; nothing where `said` is empty."""
        self.all_sessions.show_undo(said)

    @Slot()
    def _sheet_closed(self) -> None:
        self._sheet = None

    def _close_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.close()
            self._sheet = None

    def _lay_out(self) -> None:
        self.all_sessions.set_can_edit(self._can_edit)
        self.column.addWidget(self._header)
        self.column.addWidget(self.insight)
        self.column.addLayout(self._grid)
        self.column.addWidget(self.learn)
        self.column.addStretch(1)
        self._arrange()

    def _connect(self) -> None:
        self._drawing.timeout.connect(self._draw_next)
        self._header.range.chosen.connect(self._span_chosen)
        self.calendar.moved.connect(self._calendar_moved)
        self.calendar.opened.connect(self._day_opened)
        self.knee.chosen.connect(self._knee_chosen)
        self.dose.chosen.connect(self._dose_chosen)
        self.holds.chosen.connect(self._hold_chosen)
        self.table.opened.connect(self.show_session)
        self.all_sessions.add_requested.connect(self.ask_for_session)
        self.all_sessions.undo_requested.connect(self.undo_requested)

    def _arrange(self) -> None:
        """Cards side by side where there is room, else one under the other."""
        columns = 2 if self.content_width() >= self._theme.px(WIDE) else 1
        view = self._view
        sides, trends = (bool(view.insight.sides), bool(view.insight.trends)) if view else (False, False)
        if (columns, sides, trends) == self._arranged:
            return
        self._arranged = (columns, sides, trends)
        beside = QBoxLayout.Direction.LeftToRight if columns == 2 else QBoxLayout.Direction.TopToBottom
        self._header.row.setDirection(beside)
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


def _offer(card: ChartCard, names: Sequence[str], wanted: int, *, least: int = 2) -> int:
    """Show what a chart can be of, where there are at least so many, and give what it is of."""
    taken = min(wanted, max(0, len(names) - 1))
    button = card.choice
    assert button is not None
    button.setVisible(len(names) >= least)
    if names:
        button.show_choices(list(names), taken)
    return taken
