"""The Today page: the next session, whether today is a good day for it, the week, and the plan.

Shows what today_view builds and says what a person wants; decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.gate import Permission
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.text import Text
from kneetimer.ui.knee.before import KneeBefore
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import words
from kneetimer.ui.today.anyway_question import ONE_KEY, AnywayQuestion
from kneetimer.ui.today.resume_card import InterruptedCard
from kneetimer.ui.today.session_card import NextSessionCard
from kneetimer.ui.today.six_weeks import SixWeeks
from kneetimer.ui.today.view import DataProblem, TodayView
from kneetimer.ui.today.week_card import WeekCard

ADVICE_WIDTH = 270
UNFOLDED_MARGIN = 24
MOST_SENTENCES = 6
NARROW = 920  # below this the advice stands under the session


class TodayPage(QWidget):
    """`confirmed` is the second step to what was asked with `ask_anyway`."""

    start_requested = Signal()
    confirmed = Signal()
    resume_requested = Signal(str)
    settings_requested = Signal()
    kind_requested = Signal(str)
    folder_requested = Signal()
    rest_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: TodayView | None = None
        self._unfolded: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll = ScrollPage(theme)
        self._date = Text(theme, role="soft")
        self._title = Text(theme, px=30, weight=QFont.Weight.Bold, display=True, wrap=True)
        self._problem = _ProblemCard(theme)
        self._resume = InterruptedCard(theme)
        self._session = NextSessionCard(theme)
        self._advice = _AdviceCard(theme)
        self.week = WeekCard(theme)
        self._weeks = SixWeeks(theme)
        self._weeks_note = Text(theme, role="soft", wrap=True)
        self._weeks_note.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._weeks_card = self._titled_card(words.SIX_WEEKS, self._weeks_note, self._weeks)
        self._knee: KneeBefore | None = None
        self._top = QGridLayout()
        self._lay_out()
        self._session.start_requested.connect(self.start_requested)
        self._session.kind_requested.connect(self.kind_requested)
        self._session.adjust_requested.connect(self.settings_requested)
        self._resume.resume_requested.connect(self.resume_requested)
        for question in (self._session.anyway, self._resume.anyway):
            question.confirmed.connect(self.confirmed)
            question.declined.connect(self._decline)
        self._problem.folder.clicked.connect(self._request_folder)
        self.week.unfolded.connect(self._scroll_to)
        self._scroll.width_changed.connect(self._arrange)
        theme.changed.connect(self._arrange)

    def show_view(self, view: TodayView) -> None:
        if self._view is not None and self._view.gate != view.gate:
            self.stop_asking()  # it was asked because of another answer
        self._view = view
        goes = view.gate.permission is Permission.GO
        self._date.setText(view.date_line)
        self._title.setText(view.title)
        self._title.set_role("ink" if goes else "danger")
        self._problem.setVisible(view.problem is not None)
        if view.problem is not None:
            self._problem.show_problem(view.problem)
        self._resume.setVisible(view.resume is not None)
        if view.resume is not None:
            self._resume.show_card(view.resume)
        # Of data that cannot be read nothing is said: no week, no session that may have been done.
        for card in (self._session, self._advice, self.week, self._weeks_card):
            card.setVisible(view.problem is None)
        if view.resume is not None:
            self._session.hide()
            self._advice.hide()
        self._session.show_card(view.card)
        self._advice.show_advice(view.advice_title, view.advice, view.caution)
        self._advice.set_warns(not goes)
        self.week.show_week(
            view.week_title, view.week_note, view.week_warning, view.days, view.week_shift
        )
        self._weeks.show_weeks(view.weeks)
        self._weeks_note.setText(" · ".join(view.progress))

    def set_picture(self, picture: QWidget) -> None:
        """Lay a picture at the left of the session's card."""
        self._session.set_picture(picture)

    def set_knee(self, before: KneeBefore, card: QWidget, morning: QWidget, foot_note: QWidget) -> None:
        """Lay the questions about the knee at their places: the morning's first, the others below.

        `card` holds `before`, which is answered by digits that are pressed anywhere on the page.
        """
        column = self._scroll.column
        column.insertWidget(column.indexOf(self._problem), morning)
        column.insertWidget(column.indexOf(self.week), card)
        column.insertWidget(column.count() - 1, foot_note)
        self._knee = before

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer shorter forms of the session that comes next, as (key, words)."""
        self._session.show_choices(choices)

    def ask_anyway(self, question: str, yes: str) -> None:
        """Ask for the second step in the card from which a session would begin."""
        waits = self._view is not None and self._view.resume is not None
        card = self._resume if waits else self._session
        card.ask(question, yes)
        self._scroll.ensureWidgetVisible(card.anyway, 0, UNFOLDED_MARGIN)

    def stop_asking(self) -> None:
        """Take back the question: the answer that begins nothing."""
        self._session.stop_asking()
        self._resume.stop_asking()

    def anyway(self) -> AnywayQuestion | None:
        """The question whether to begin all the same, while it is asked."""
        cards = (self._session, self._resume)
        return next((card.anyway for card in cards if card.anyway.is_asking()), None)

    def session_card(self) -> NextSessionCard:
        return self._session

    def resume_card(self) -> InterruptedCard:
        return self._resume

    def is_stacked(self) -> bool:
        """True where the page is so narrow that the advice stands under the session."""
        return self._top.itemAtPosition(1, 0) is not None

    def _lay_out(self) -> None:
        column = self._scroll.column
        head = QVBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._date)
        head.addWidget(self._title)
        column.addLayout(head)
        column.addWidget(self._problem)
        column.addWidget(self._resume)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.setSpacing(16)
        column.addLayout(self._top)
        column.addWidget(self.week)
        column.addWidget(self._weeks_card)
        column.addStretch(1)
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
        narrow = width < self._theme.px(NARROW)
        self.week.arrange(width)
        self._top.removeWidget(self._session)
        self._top.removeWidget(self._advice)
        self._top.addWidget(self._session, 0, 0)
        self._top.addWidget(self._advice, 1 if narrow else 0, 0 if narrow else 1)
        self._advice.setMinimumWidth(0 if narrow else self._theme.px(ADVICE_WIDTH))
        self._advice.setMaximumWidth(16_777_215 if narrow else self._theme.px(ADVICE_WIDTH))

    @Slot(QWidget)
    def _scroll_to(self, widget: QWidget) -> None:
        self._unfolded = widget
        QTimer.singleShot(0, self, self._show_unfolded)  # its place is known once it has been laid out

    @Slot()
    def _show_unfolded(self) -> None:
        if self._unfolded is not None and self._unfolded.isVisible():
            self._scroll.ensureWidgetVisible(self._unfolded, 0, UNFOLDED_MARGIN)

    @Slot()
    def _request_folder(self) -> None:
        self.folder_requested.emit()

    @Slot()
    def _decline(self) -> None:
        # The focus first: Qt gives that of a button that is hidden to the next one, and scrolls there.
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.stop_asking()

    def _press_one_key(self) -> None:
        if self._view is None or self._view.gate.permission is Permission.NO:
            return
        if self.anyway() is not None:
            self._decline()  # the quick key is never the deliberate one
        elif self._view.resume is None:
            self.start_requested.emit()
        elif not self._resume.is_asking():
            self.resume_requested.emit("go-on")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._scroll.verticalScrollBar()
        if event.key() in ONE_KEY and not event.isAutoRepeat() and not event.modifiers():
            self._press_one_key()
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


class _AdviceCard(Card):
    """Why today is a good day or not."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, spacing=12)
        self._theme = theme
        self._title = Text(theme, px=14, weight=QFont.Weight.DemiBold, role="soft")
        self._sentences = [Text(theme, wrap=True) for _ in range(MOST_SENTENCES)]
        self._caution = Text(theme, role="caution", wrap=True)
        self.column.addWidget(self._title)
        for sentence in self._sentences:
            self.column.addWidget(sentence)
        self.column.addWidget(self._caution)
        self.column.addStretch(1)

    def set_warns(self, warns: bool) -> None:
        """Give the title the colour of a warning."""
        self._title.set_role("danger" if warns else "soft")

    def show_advice(self, title: str, sentences: tuple[str, ...], caution: str) -> None:
        self._title.setText(title)
        self._caution.setText(caution)
        self._caution.setVisible(bool(caution))
        for number, label in enumerate(self._sentences):
            label.setText(sentences[number] if number < len(sentences) else "")
            label.setVisible(number < len(sentences))


class _ProblemCard(Card):
    """What is wrong with the data and what to do about it."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, outline="danger", spacing=6)
        self.folder = Button(theme, words.SHOW_FOLDER)
        self._sentence = Text(theme, weight=QFont.Weight.DemiBold, wrap=True)
        self._what_to_do = Text(theme, role="soft", wrap=True)
        title = Text(theme, words.problem_title(), px=14, weight=QFont.Weight.DemiBold, role="danger")
        text = QVBoxLayout()
        text.setSpacing(4)
        text.addWidget(title)
        text.addWidget(self._sentence)
        text.addWidget(self._what_to_do)
        row = QHBoxLayout()
        row.setSpacing(20)
        row.addLayout(text, 1)
        row.addWidget(self.folder)
        self.column.addLayout(row)

    def show_problem(self, problem: DataProblem) -> None:
        self._sentence.setText(problem.sentence)
        self._what_to_do.setText(problem.what_to_do)
