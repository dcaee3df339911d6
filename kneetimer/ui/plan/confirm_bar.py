"""A question of the Plan page, in the page itself: a name to type, or a yes to something that weighs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.text import Text
from kneetimer.ui.plan import words
from kneetimer.ui.shell.theme import Theme, font

MOST_CHARACTERS = 60


class ConfirmBar(Card):
    """`answered` carries what was asked and the name that was typed; Escape and Cancel say nothing."""

    answered = Signal(str, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, spacing=10)
        self._theme = theme
        self._what = ""
        self._question = Text(theme, px=16, weight=QFont.Weight.DemiBold, wrap=True)
        self.name = QLineEdit()
        self.name.setMaxLength(MOST_CHARACTERS)
        self.yes = Button(theme, words.MAKE_COPY)
        self.no = Button(theme, words.CANCEL)
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

    def ask(
        self,
        what: str,
        question: str,
        yes: str,
        *,
        name: str = "",
        name_of: str = "",
        deletes: bool = False,
    ) -> None:
        """Ask; with a `name`, it may be changed before the answer. `name_of` says what it is the name of."""
        self._what = what
        self._question.setText(question)
        self.yes.show_text(yes, ButtonKind.DANGER if deletes else ButtonKind.OUTLINED)
        self.name.setText(name)
        self.name.setAccessibleName(name_of)
        self.name.setVisible(bool(name))
        self.show()
        if name:
            self.name.selectAll()
            self.name.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.no.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def _answer(self) -> None:
        self.hide()
        self.answered.emit(self._what, self.name.text())

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
