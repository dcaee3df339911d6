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
    QFont,
    QGuiApplication,
    QHideEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from kneetimer.core.moments import later
from kneetimer.core.session_edit import SessionEdit, taken_back
from kneetimer.core.weeks import WeekSpan
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.menu_button import MenuButton, MoreButton
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.text import Text
from kneetimer.ui.progress import words
from kneetimer.ui.progress.add_session import USUAL_MINUTES, AddSession
from kneetimer.ui.progress.charts.card import CalendarCard, ChartCard
from kneetimer.ui.progress.session_sheet import SessionSheet
from kneetimer.ui.progress.session_table import SessionTable
from kneetimer.ui.progress.view import ProgressView
from kneetimer.ui.shell.theme import Theme

SPANS = tuple(WeekSpan)
WIDE = 900  # from here on two cards stand side by side as in the design
CHART_HEIGHT, LOW_HEIGHT = 372, 324
GAP = 16
COPY = -1  # stands for no column in the table's menu


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
        self._columns = 0
        self._header = _Header(theme)
        self.sessions = ChartCard(theme, words.SESSIONS_TITLE)
        self.knee = ChartCard(theme, words.KNEE_TITLE, question=words.WHICH_KNEE)
        self.calendar = CalendarCard(theme)
        self.dose = ChartCard(theme, words.DOSE_TITLE, question=words.WHAT)
        self.holds = ChartCard(theme, words.HOLDS_TITLE, question=words.WHAT)
        self.load = ChartCard(theme, words.LOAD_TITLE)
        self.table = SessionTable(theme)
        self._table_card = Card(theme, spacing=8)
        self._table_note = Text(theme, words.TABLE_NOTE, px=14, role="soft")
        self._add = Button(theme, words.ADD_SESSION)
        self._changed_line = Text(theme, "", px=15)
        self._undo = Button(theme, words.UNDO)
        self._table_more = MoreButton(theme, f"{words.MORE}: {words.TABLE_TITLE}")
        self._grid = QGridLayout()
        self._table_head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sheet: SessionSheet | None = None
        # One chart an event: the window answers in between, and what is at the top comes first.
        self._drawing = QTimer(self)
        self._drawing.setSingleShot(True)
        self._drawing.setInterval(0)
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
        self._add.setVisible(can_edit)
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
            self._view.exercise_name,
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
        self.sessions.show_view(view.sessions)
        self.load.show_view(view.load)
        self._show_calendar()
        self._show_knee()
        self._show_dose()
        self._show_holds()
        self.table.show_rows(view.rows)
        self._table_note.setVisible(bool(view.rows) and self._undo.isHidden())
        if self.isVisible():
            self._drawing.start()

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
        self._hold = _offer(self.holds, [view.exercise_name(choice) for choice in choices], self._hold)
        self.holds.show_view(view.holds(choices[self._hold] if choices else ""))

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
        self._changed_line.setText(said)
        self._changed_line.setVisible(bool(said))
        self._undo.setVisible(bool(said))
        self._table_note.setVisible(not said and self._view is not None and bool(self._view.rows))

    @Slot(QAction)
    def _table_asked(self, action: QAction) -> None:
        """The way of the keyboard to what a click on a column's head does."""
        if action.data() == COPY:
            QGuiApplication.clipboard().setText(self.table.as_text())
        else:
            self.table.sort_or_turn(action.data())

    @Slot()
    def _sheet_closed(self) -> None:
        self._sheet = None

    def _close_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.close()
            self._sheet = None

    def _lay_out(self) -> None:
        head = self._table_head
        head.setSpacing(8)
        head.addWidget(Text(self._theme, words.TABLE_TITLE, px=18, weight=QFont.Weight.DemiBold), 1)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        for widget in (self._changed_line, self._undo, self._table_note, self._add, self._table_more):
            acts.addWidget(widget)
        head.addLayout(acts)
        self._changed_line.hide()
        self._undo.hide()
        self._add.setVisible(self._can_edit)
        for column, title in enumerate(words.SESSION_COLUMNS):
            action = self._table_more.menu().addAction(words.sort_by(title))
            action.setData(column)
        self._table_more.menu().addSeparator()
        self._table_more.menu().addAction(words.COPY_NUMBERS).setData(COPY)
        self._table_card.column.addLayout(head)
        self._table_card.column.addWidget(self.table, 1)
        self._grid.setSpacing(GAP)
        self.column.addWidget(self._header)
        self.column.addLayout(self._grid)
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
        self._add.clicked.connect(self.ask_for_session)
        self._undo.clicked.connect(self.undo_requested)
        self._table_more.menu().triggered.connect(self._table_asked)

    def _arrange(self) -> None:
        """Cards side by side where there is room, else one under the other."""
        columns = 2 if self.content_width() >= self._theme.px(WIDE) else 1
        if columns == self._columns:
            return
        self._columns = columns
        beside = QBoxLayout.Direction.LeftToRight if columns == 2 else QBoxLayout.Direction.TopToBottom
        for head in (self._header.row, self._table_head):
            head.setDirection(beside)
        cards: list[tuple[QWidget, int, int, int, int]]
        if columns == 2:
            # Of twelve: 607 and 380 pixels of the design's 1008, then 300 and 688.
            cards = [
                (self.sessions, 0, 0, 20, CHART_HEIGHT),
                (self.knee, 0, 20, 13, CHART_HEIGHT),
                (self.calendar, 1, 0, 11, LOW_HEIGHT),
                (self._table_card, 1, 11, 22, LOW_HEIGHT),
                (self.dose, 2, 0, 33, CHART_HEIGHT),
                (self.holds, 3, 0, 17, CHART_HEIGHT),
                (self.load, 3, 17, 16, CHART_HEIGHT),
            ]
        else:
            order = (
                self.sessions, self.knee, self.calendar, self._table_card, self.dose, self.holds, self.load
            )  # fmt: skip
            cards = [(card, row, 0, 33, CHART_HEIGHT) for row, card in enumerate(order)]
        for card, row, column, width, height in cards:
            self._grid.removeWidget(card)
            self._grid.addWidget(card, row, column, 1, width)
            card.setMinimumHeight(self._theme.px(height))
        for column in range(33):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 0)

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


class _Header(QWidget):
    """What the page is called and says in a line, and its buttons: beside it in a `row`, or below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._buttons: list[QWidget] = []
        self.headline = Text(theme, "", px=16, role="soft", wrap=True)
        self.range = MenuButton(theme, words.RANGE)
        self.range.show_choices([words.SPANS[span] for span in SPANS], 0)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(Text(theme, words.TITLE, px=30, weight=QFont.Weight.Bold, display=True))
        titles.addWidget(self.headline)
        self._flow = Flow(gap=10)
        self._flow.addWidget(self.range)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(10)
        self.row.addLayout(titles, 1)
        self.row.addLayout(self._flow)

    def add_button(self, button: QWidget) -> None:
        self._flow.addWidget(button)
        self._buttons.append(button)

    def show_buttons(self, shown: bool) -> None:
        for button in self._buttons:
            button.setVisible(shown)
