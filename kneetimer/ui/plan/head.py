"""The head of the Plan page: the name of the plan, what it is about, and what can be done with all of it.

A layout and no widget, so that a screen reader comes straight to what is in it. Asks nothing; the page does.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.menu_button import ActionsButton, MoreButton
from kneetimer.ui.controls.text import Text
from kneetimer.ui.plan import words
from kneetimer.ui.plan.acts import PlanAct
from kneetimer.ui.plan.view import PlanView
from kneetimer.ui.shell.theme import Theme

BESIDE = ((PlanAct.DAYS, words.CHANGE_DAYS), (PlanAct.CALENDAR, words.ADD_TO_CALENDAR))
OF_ANY_PLAN = (
    (PlanAct.BUILD, words.BUILD),
    (PlanAct.COPY, words.COPY),
    (PlanAct.EXPORT, words.EXPORT),
    (PlanAct.IMPORT, words.IMPORT),
    (PlanAct.PRINT, words.PRINT),
    (PlanAct.SHOW_QR, words.SHOW_QR),
    (PlanAct.COPY_TEXT, words.COPY_TEXT),
    (PlanAct.PASTE, words.PASTE),
    (PlanAct.RESTART, words.RESTART),
)
OF_AN_OWN_PLAN = ((PlanAct.RENAME, words.RENAME), (PlanAct.DELETE, words.DELETE))


class PlanHead(QHBoxLayout):
    """`plan_chosen` names another plan than the one that is shown, `asked` carries a PlanAct."""

    plan_chosen = Signal(str)
    asked = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown = ""  # the id of the plan
        self._is_own = False
        self._narrow = False
        self.title = Text(theme, px=30, weight=QFont.Weight.Bold, display=True, wrap=True)
        # A name in letters that run from right to left still begins where the page does.
        self.title.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self.note = Text(theme, px=16, role="soft", wrap=True)
        self.days = Button(theme, tr(words.CHANGE_DAYS))
        self.others = ActionsButton(theme, tr(words.OTHER_PLANS))
        self.calendar = Button(theme, tr(words.ADD_TO_CALENDAR))
        self.more = MoreButton(theme, tr(words.MORE))
        told = QVBoxLayout()
        told.setSpacing(0)
        told.addWidget(self.title)
        told.addWidget(self.note)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (self.days, self.others, self.calendar, self.more):
            buttons.addWidget(button)
        self.setSpacing(16)
        self.addLayout(told, 1)
        self.addLayout(buttons)
        self.days.clicked.connect(self._ask_days)
        self.calendar.clicked.connect(self._ask_calendar)
        self.others.acted.connect(self._choose)
        self.more.menu().triggered.connect(self._picked)

    def show_view(self, view: PlanView) -> None:
        self._shown, self._is_own = view.shown_id, view.is_own
        self.title.setText(view.title)
        self.note.setText(view.note)
        self.others.show_actions([(plan.id, plan.name) for plan in view.plans], self._shown)
        self._fill_menu()

    def set_narrow(self, narrow: bool) -> None:
        """Where there is no room beside the name, days and calendar are in the menu."""
        self._narrow = narrow
        self.days.setVisible(not narrow)
        self.calendar.setVisible(not narrow)
        self._fill_menu()

    def _fill_menu(self) -> None:
        own = OF_AN_OWN_PLAN if self._is_own else ()
        self.more.menu().clear()
        for act, text in (*(BESIDE if self._narrow else ()), *OF_ANY_PLAN, *own):
            self.more.menu().addAction(tr(text)).setData(act.value)

    @Slot()
    def _ask_days(self) -> None:
        self.asked.emit(PlanAct.DAYS)

    @Slot()
    def _ask_calendar(self) -> None:
        self.asked.emit(PlanAct.CALENDAR)

    @Slot(str)
    def _choose(self, plan_id: str) -> None:
        if plan_id != self._shown:
            self.plan_chosen.emit(plan_id)

    @Slot(QAction)
    def _picked(self, action: QAction) -> None:
        self.asked.emit(PlanAct(action.data()))
