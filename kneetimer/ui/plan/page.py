"""The Plan page: the weeks, what each session of a phase consists of, and what may be changed in it.

Shows what plan_view builds and says by signals what a person wants; decides nothing.
"""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.answer_link import AnswerLink
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.plan import words
from kneetimer.ui.plan.acts import PlanAct
from kneetimer.ui.plan.cards import ChangesCard, FinishedCard, OptionsCard
from kneetimer.ui.plan.confirm_bar import QUESTIONS, ConfirmBar
from kneetimer.ui.plan.head import PlanHead
from kneetimer.ui.plan.phase_grid import PhaseGrid
from kneetimer.ui.plan.view import PlanView
from kneetimer.ui.plan.week_tiles import WeekTiles
from kneetimer.ui.shell.theme import Theme

NARROW = 860  # below this the phases stand one under the other
ROOM_ABOVE = 12  # what stays free over the row that is brought to the top


class PlanPage(QWidget):
    """`act_requested` carries a PlanAct, after its question where it has one, and the name that was typed."""

    act_requested = Signal(object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: PlanView | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll = ScrollPage(theme)
        self.head = PlanHead(theme)
        self.confirm = ConfirmBar(theme)
        self.finished = FinishedCard(theme)
        self.weeks = WeekTiles(theme, tr(words.WEEKS))
        self.changes = ChangesCard(theme)
        self.phases = PhaseGrid(theme)
        self.options = OptionsCard(theme)
        self.learn = [AnswerLink(theme, article, tr(question)) for article, question in words.ANSWERS]
        # The place of a new panel is known once its row has been laid out.
        self._reveal = QTimer(self)
        self._reveal.setSingleShot(True)
        self._reveal.setInterval(30)
        self._lay_out()
        self._connect()

    def show_view(self, view: PlanView) -> None:
        """Show a plan; the panel of a dose opens, changes or closes as the view says."""
        if self._view is not None and self._view.shown_id != view.shown_id:
            self.confirm.hide()  # it was about the plan before
        self._view = view
        self.head.show_view(view)
        self.weeks.show_weeks(view.weeks)
        self.finished.show_view(view)
        self.changes.show_view(view)
        self.options.show_view(view)
        self.phases.show_phases(view.phases, view.dose)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Have Tab go down the page: rows and panels are made after what stands below them."""
        head, confirm, changes = self.head, self.confirm, self.changes
        controls: list[QWidget] = [head.days, head.others, head.calendar, head.more]
        controls += [confirm.name, confirm.yes, confirm.no]
        controls += [self.finished.repeat, *self.finished.ways.values(), changes.undo, changes.reset_all]
        controls += [*self.phases.controls(), self.options.finisher, self.options.ease]
        for control, following in pairwise(controls):
            QWidget.setTabOrder(control, following)

    def _lay_out(self) -> None:
        column = self._scroll.column
        column.addLayout(self.head)
        column.addWidget(self.confirm)
        column.addWidget(self.finished)
        week_card = Card(self._theme, margin=20)
        week_card.column.addWidget(self.weeks)
        column.addWidget(week_card)
        column.addWidget(self.changes)
        column.addLayout(self.phases)
        column.addWidget(self.options)
        answers = Flow(8)
        for link in self.learn:
            answers.addWidget(link)
        column.addLayout(answers)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scroll)

    def _connect(self) -> None:
        self.head.asked.connect(self._begin)
        self.head.plan_chosen.connect(self._to_top)
        self.phases.copy_asked.connect(self._begin_copy)
        self.phases.opened.connect(self._reveal.start)
        self.phases.leaving.connect(self._keep_keyboard)
        self.confirm.answered.connect(self._answered)
        self._reveal.timeout.connect(self._show_panel_whole)
        self._scroll.width_changed.connect(self._arrange)
        self._theme.changed.connect(self._arrange)

    @Slot(object)
    def _begin(self, act: PlanAct) -> None:
        """Do what was asked for, or ask about it first."""
        question = QUESTIONS.get(act)
        if question is None:
            self.act_requested.emit(act, "")
            return
        assert self._view is not None
        name = self._view.title
        self.confirm.ask(act, words.copy_name(name) if act is PlanAct.COPY else name)
        if question.name_of:
            self._to_top()

    @Slot()
    def _begin_copy(self) -> None:
        self._begin(PlanAct.COPY)

    @Slot(object, str)
    def _answered(self, act: PlanAct, name: str) -> None:
        self._keep_keyboard()
        self.act_requested.emit(act, name)

    @Slot()
    def _keep_keyboard(self) -> None:
        """Have the keyboard at the page itself, when what has it goes away."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _to_top(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)

    @Slot()
    def _show_panel_whole(self) -> None:
        """Bring the row of the panel to the top where the panel would be cut off at the bottom."""
        panel, inside = self.phases.open_panel(), self._scroll.widget()
        if panel is None or inside is None:
            return
        bottom = panel.mapTo(inside, QPoint(0, panel.height())).y()
        bar = self._scroll.verticalScrollBar()
        row = panel.parentWidget()
        if row is not None and bottom > bar.value() + self._scroll.viewport().height():
            bar.setValue(row.mapTo(inside, QPoint(0, 0)).y() - ROOM_ABOVE)

    @Slot()
    def _arrange(self) -> None:
        narrow = self._scroll.content_width() < self._theme.px(NARROW)
        self.head.set_narrow(narrow)
        self.phases.set_narrow(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.phases.is_open():
            self.phases.close_dose()
        elif not self._scroll.scroll_by_key(event.key()):
            super().keyPressEvent(event)
