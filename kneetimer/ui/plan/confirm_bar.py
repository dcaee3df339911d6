"""A question of the Plan page, in the page itself: a name to type, or a yes to something that weighs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kneetimer.core.language import Sentence, tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.text import Text
from kneetimer.ui.plan import words
from kneetimer.ui.plan.acts import PlanAct
from kneetimer.ui.shell.theme import Theme, font

MOST_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class PlanQuestion:
    """`name_of` says what a name is asked for, None where none is."""

    text: Sentence
    yes: Sentence
    name_of: Sentence | None = None
    deletes: bool = False


QUESTIONS = {
    PlanAct.COPY: PlanQuestion(words.COPY_QUESTION, words.MAKE_COPY, words.NAME_OF_COPY),
    PlanAct.RENAME: PlanQuestion(words.RENAME_QUESTION, words.RENAME_YES, words.NAME_OF_PLAN),
    PlanAct.RESTART: PlanQuestion(words.RESTART_QUESTION, words.RESTART_YES),
    PlanAct.DELETE: PlanQuestion(words.DELETE_QUESTION, words.DELETE_YES, deletes=True),
}


class ConfirmBar(Card):
    """`answered` carries what was asked and the name that was typed; Escape and Cancel say nothing."""

    answered = Signal(object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, spacing=10)
        self._theme = theme
        self._act: PlanAct | None = None
        self._question = Text(theme, px=16, weight=QFont.Weight.DemiBold, wrap=True)
        self.name = QLineEdit()
        self.name.setMaxLength(MOST_CHARACTERS)
        self.yes = Button(theme, tr(words.MAKE_COPY))
        self.no = Button(theme, tr(words.CANCEL))
        wants_ring(self.name, 8)
        buttons = Flow(8)
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        self.column.addWidget(self._question)
        self.column.addWidget(self.name)
        self.column.addLayout(buttons)
        self.yes.clicked.connect(self._answer)
        self.no.clicked.connect(self.hide)
        self.name.returnPressed.connect(self._answer)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def ask(self, act: PlanAct, name: str) -> None:
        """Ask one of QUESTIONS; where it is about a name, `name` may be changed before the answer."""
        self._act = act
        question = QUESTIONS[act]
        self._question.setText(tr(question.text))
        self.yes.show_text(tr(question.yes), ButtonKind.DANGER if question.deletes else ButtonKind.OUTLINED)
        self.name.setText(name if question.name_of else "")
        self.name.setAccessibleName(tr(question.name_of) if question.name_of else "")
        self.name.setVisible(bool(question.name_of))
        self.show()
        if question.name_of:
            self.name.selectAll()
            self.name.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.no.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _answer(self) -> None:
        self.hide()
        self.answered.emit(self._act, self.name.text())

    @Slot()
    def _restyle(self) -> None:
        p = self._theme.palette
        self.name.setFont(font(self._theme.px(16)))
        self.name.setMinimumHeight(44)
        self.name.setStyleSheet(
            f"QLineEdit {{ background: {p.surface}; color: {p.ink}; border: 1px solid {p.edge};"
            " border-radius: 8px; padding: 4px 10px; }"
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)
