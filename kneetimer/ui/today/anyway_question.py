"""The second step before a session that the knee speaks against: whether to begin all the same.

Space, Escape and every other quick key mean the safe answer. Decides nothing and begins nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import day_words, words

ONE_KEY = (
    Qt.Key.Key_Space,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_MediaPlay,
    Qt.Key.Key_MediaTogglePlayPause,
)
"""What starts a session on Today, and what a presenter or a headset sends: never the deliberate step."""


class AnywayQuestion(QWidget):
    """`confirmed` is a click on the first button, or Enter while it has the focus.

    `rested` is the one key, which means the safe answer here too; else it is `declined`.
    """

    confirmed = Signal()
    declined = Signal()
    rested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.Grouping)
        self._question = Text(theme, weight=QFont.Weight.DemiBold, wrap=True)
        self.yes = AnywayButton(theme, tr(words.START_ANYWAY))
        self.no = Button(theme, tr(words.REST_TODAY), key="Esc")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._question)
        column.addWidget(Text(theme, tr(day_words.ANYWAY_NOTE), wrap=True))
        column.addSpacing(6)
        buttons = Flow(12)
        buttons.addWidget(self.yes)
        buttons.addWidget(self.no)
        column.addLayout(buttons)
        self.no.clicked.connect(self._decline)
        self.yes.clicked.connect(self._confirm)
        self.hide()

    def ask(self, question: str, yes: str) -> None:
        """Show the question. The keyboard is at it and at none of its answers, which Tab leads to."""
        self._question.setText(question)
        self.setAccessibleName(question)
        self.yes.show_text(yes, ButtonKind.OUTLINED)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_asking(self) -> bool:
        return not self.isHidden()

    @Slot()
    def _decline(self) -> None:
        self.declined.emit()  # whoever asked takes the focus and hides it

    @Slot()
    def _confirm(self) -> None:
        self.hide()
        self.confirmed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys that its buttons leave to it."""
        if event.key() in (*ONE_KEY, Qt.Key.Key_Escape):
            if not event.isAutoRepeat():
                (self.declined if event.key() == Qt.Key.Key_Escape else self.rested).emit()
            return
        super().keyPressEvent(event)


class AnywayButton(Button):
    """A button that Space does not press: the key goes on to the question, as the safe answer."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            event.ignore()
            return
        super().keyPressEvent(event)
