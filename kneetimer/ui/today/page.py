"""The Today page: the knee, what to do today by its verdict, the week, and the plan.

Shows what today_view builds and says what a person wants; decides nothing.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.answer_link import AnswerLink
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.text import Text
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.knee.knee_card import KneeCard
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import words
from kneetimer.ui.today.anyway_question import ONE_KEY, AnywayQuestion
from kneetimer.ui.today.day_cards import DayCards
from kneetimer.ui.today.open_answers_card import OpenAnswersCard
from kneetimer.ui.today.problem_card import ProblemCard
from kneetimer.ui.today.resume_card import InterruptedCard
from kneetimer.ui.today.six_weeks import SixWeeks
from kneetimer.ui.today.view import TodayView
from kneetimer.ui.today.week_card import WeekCard

UNFOLDED_MARGIN = 24


class TodayPage(QWidget):
    """`knee` takes digits that are pressed anywhere on the page, `foot_note` stands last.

    `confirmed` is the second step to what was asked with `ask_anyway`.

    `rest_requested` asks to move the session of today, `report_requested` for the page to take along, and
    `change_requested` for the answer that forbids everything. `choices_wanted` says that the menu of shorter
    sessions opens, `seen_told` that somebody has looked at the knee, and whether the plan goes a week back.
    `answer_wanted` and `left_out` are about the questions that wait for an answer.
    """

    start_requested = Signal()
    confirmed = Signal()
    resume_requested = Signal(str)
    settings_requested = Signal()
    kind_requested = Signal(str)
    folder_requested = Signal()
    rest_requested = Signal()
    report_requested = Signal()
    change_requested = Signal()
    seen_told = Signal(bool)
    answer_wanted = Signal()
    left_out = Signal()
    exercise_requested = Signal(str)
    choices_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        figures: StillFigures,
        knee: KneeCard | None = None,
        foot_note: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: TodayView | None = None
        self._unfolded: QWidget | None = None
        self._stops: list[QWidget] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll = ScrollPage(theme)
        self._date = Text(theme, role="soft")
        self._why = Text(theme, role="faint", wrap=True)
        self._title = Text(theme, px=30, weight=QFont.Weight.Bold, display=True, wrap=True)
        self._problem = ProblemCard(theme)
        self._resume = InterruptedCard(theme)
        self._open_answers = OpenAnswersCard(theme)
        self._day = DayCards(theme, figures)
        self.kit = self._day.kit
        self.week = WeekCard(theme)
        self._weeks = SixWeeks(theme)
        self._weeks_note = Text(theme, role="soft", wrap=True)
        self._weeks_card = self._titled_card(tr(words.SIX_WEEKS), self._weeks_note, self._weeks)
        self._knee = knee
        self._foot_note = foot_note
        self.learn = AnswerLink(theme, "train-with-pain", tr(words.LEARN))
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        day = self._day
        day.session.start_requested.connect(self.start_requested)
        day.session.kind_requested.connect(self.kind_requested)
        day.session.adjust_requested.connect(self.settings_requested)
        day.session.exercise_requested.connect(self.exercise_requested)
        day.session.choices_wanted.connect(self.choices_wanted)
        day.rest.rest_requested.connect(self._rest)
        day.rest.day_requested.connect(self._choose_day)
        day.rest.start_requested.connect(self.start_requested)
        day.report_requested.connect(self.report_requested)
        day.change_requested.connect(self.change_requested)
        day.seen_told.connect(self.seen_told)
        day.rest.anyway.rested.connect(self._rest)
        self._resume.anyway.rested.connect(self._decline)
        self._resume.resume_requested.connect(self.resume_requested)
        for question in (day.rest.anyway, self._resume.anyway):
            question.confirmed.connect(self.confirmed)
            question.declined.connect(self._decline)
        self._open_answers.answer_wanted.connect(self.answer_wanted)
        self._open_answers.left_out.connect(self.left_out)
        self._problem.folder.clicked.connect(self.folder_requested)
        self.week.unfolded.connect(self._scroll_to)
        self._scroll.width_changed.connect(self._arrange)
        self._theme.changed.connect(self._arrange)

    def show_view(self, view: TodayView) -> None:
        if self._view is not None and self._view.gate != view.gate:
            self.stop_asking()  # it was asked because of another answer
        self._view = view
        self._date.setText(view.date_line)
        self._why.setText(view.why)
        self._title.setText(view.title)
        self._title.set_role(view.title_role)
        self._problem.setVisible(view.problem is not None)
        if view.problem is not None:
            self._problem.show_problem(view.problem)
        self._resume.setVisible(view.resume is not None)
        if view.resume is not None:
            self._resume.show_card(view.resume)
        # Of data that cannot be read nothing is said: no week, no session that may have been done.
        for card in (self._day, self.week, self._weeks_card):
            card.setVisible(view.problem is None)
        self._open_answers.show_sentence(view.open_answers)
        self._day.show_view(view)
        self.week.show_week(view.week_title, view.week_note, view.week_warning, view.days, view.week_shift)
        self._weeks.show_weeks(view.weeks)
        self._weeks_note.setText(" · ".join(view.progress))
        self._stops = _in_tab_order(self, self._scroll.column, self._stops)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer shorter forms of the session that comes next, as (key, words)."""
        self._day.session.show_choices(choices)

    def ask_anyway(self, question: str, yes: str) -> None:
        """Ask for the second step in the card from which a session would begin."""
        waits = self._view is not None and self._view.resume is not None
        card = self._resume if waits else self._day.rest
        card.ask(question, yes)
        self._scroll_to(card.anyway)

    def stop_asking(self) -> None:
        """Take back the question: the answer that begins nothing."""
        self._day.rest.stop_asking()
        self._resume.stop_asking()

    def anyway(self) -> AnywayQuestion | None:
        """The question whether to begin all the same, while it is asked."""
        cards = (self._day.rest, self._resume)
        return next((card.anyway for card in cards if card.anyway.is_asking()), None)

    def _lay_out(self) -> None:
        column = self._scroll.column
        column.setSpacing(12)
        head = QVBoxLayout()
        head.setSpacing(0)
        dated = QHBoxLayout()
        dated.setSpacing(12)
        dated.addWidget(self._date, 0, Qt.AlignmentFlag.AlignTop)
        dated.addWidget(self._why, 1)
        head.addLayout(dated)
        head.addWidget(self._title)
        column.addLayout(head)
        # The row of the knee stands above what follows from it; Tab goes in the same order.
        cards = (
            self._knee,
            self._problem,
            self._resume,
            self._open_answers,
            self._day,
            self.week,
            self._weeks_card,
            self._foot_note,
            self.learn,
        )
        for card in cards:
            if card is not None:
                column.addWidget(card)
        column.addStretch(1)
        self._weeks_note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._problem.hide()
        self._resume.hide()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)
        self._arrange()

    def _titled_card(self, title: str, note: Text, content: QWidget) -> Card:
        card = Card(self._theme, spacing=12)
        head = QHBoxLayout()
        head.addWidget(Text(self._theme, title, px=18, weight=QFont.Weight.DemiBold))
        head.addWidget(note, 1)
        card.column.addLayout(head)
        card.column.addWidget(content)
        content.setAccessibleName(title)
        return card

    @Slot()
    def _arrange(self) -> None:
        width = self._scroll.content_width()
        self.week.arrange(width)
        self._day.arrange(width, self.height())
        if self._knee is not None:
            self._knee.arrange(width)

    @Slot(QWidget)
    def _scroll_to(self, widget: QWidget) -> None:
        self._unfolded = widget
        QTimer.singleShot(0, self, self._show_unfolded)  # its place is known once it has been laid out

    @Slot()
    def _show_unfolded(self) -> None:
        if self._unfolded is not None and self._unfolded.isVisible():
            self._scroll.ensureWidgetVisible(self._unfolded, 0, UNFOLDED_MARGIN)

    @Slot()
    def _rest(self) -> None:
        self._decline()
        self.rest_requested.emit()

    @Slot()
    def _choose_day(self) -> None:
        """Take the next session up in the week, where arrows choose its day."""
        self.week.take_next()

    @Slot()
    def _decline(self) -> None:
        # The focus first: Qt gives that of a button that is hidden to the next one, and scrolls there.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stop_asking()

    def _press_one_key(self, key: int) -> None:
        """Press the one filled button; where nothing may begin, only keys of the keyboard do."""
        if self._view is None or self._view.problem is not None:
            return
        if self._view.stop is not None:
            if key == Qt.Key.Key_Space:
                self.report_requested.emit()
        elif self._view.resume is not None:
            if self._resume.anyway.is_asking():
                self._decline()  # the quick key is never the deliberate one
            elif not self._resume.is_asking():
                self.resume_requested.emit("go-on")
        elif self._view.rest is not None:
            self._rest()
        else:
            self.start_requested.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        if event.key() in ONE_KEY and not event.isAutoRepeat() and not event.modifiers():
            self._press_one_key(event.key())
        elif event.key() == Qt.Key.Key_Escape and self.anyway() is not None:
            self._decline()
        elif event.key() == Qt.Key.Key_Down:
            bar.setValue(bar.value() + bar.singleStep() * 3)
        elif event.key() == Qt.Key.Key_Up:
            bar.setValue(bar.value() - bar.singleStep() * 3)
        elif self._knee is None or not self._knee.isVisible() or not self._knee.take_digit(event):
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.stop_asking()
        super().hideEvent(event)


def _in_tab_order(page: QWidget, column: QVBoxLayout, known: list[QWidget]) -> list[QWidget]:
    """What Tab comes to, in the order in which the cards are seen, and see to it that it does.

    Qt goes by when each part came into the window. `known` is what was put in order before.
    """
    items = [column.itemAt(at) for at in range(column.count())]
    cards = [card for item in items if item is not None and (card := item.widget()) is not None]
    parts = [part for card in cards for part in card.findChildren(QWidget)]
    stops = [part for part in parts if part.focusPolicy() is not Qt.FocusPolicy.NoFocus]
    if stops != known:
        for before, after in itertools.pairwise([page, *stops]):
            page.setTabOrder(before, after)
    return stops
