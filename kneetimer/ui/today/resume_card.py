"""Today's card with a session that was interrupted: go on, redo the set, keep it, or discard it.

Where no session may begin it can only be kept or discarded.
"""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.core.gate import Permission
from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.text import Text
from kneetimer.ui.session.labelled_strip import LabelledStrip
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import words
from kneetimer.ui.today.anyway_question import AnywayQuestion
from kneetimer.ui.today.view import ResumeCard


class InterruptedCard(Card):
    """Says which answer a person gave: "go-on", "redo", "partial" or, once confirmed, "discard"."""

    resume_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, spacing=0)
        self._theme = theme
        self._view: ResumeCard | None = None
        self._title = Text(theme, px=22, weight=QFont.Weight.DemiBold, display=True, wrap=True)
        self._sentence = Text(theme, role="soft", wrap=True)
        self._hurt = Text(theme, weight=QFont.Weight.DemiBold, wrap=True)
        self._strip = LabelledStrip(theme, tr(words.SESSION_STRIP))
        self.go_on = Button(theme, tr(words.GO_ON), ButtonKind.FILLED, key="Space", main=True)
        self.redo = Button(theme, tr(words.REDO_SET), tall=True)
        self.partial = Button(theme, tr(words.KEEP_PARTIAL), tall=True)
        self.discard = Button(theme, tr(words.DISCARD), ButtonKind.DANGER, tall=True)
        self.discard_yes = Button(theme, tr(words.DISCARD_YES), ButtonKind.DANGER)
        self.discard_no = Button(theme, tr(words.DISCARD_NO))
        self._answers = self._row(self.go_on, self.redo, self.partial, self.discard)
        self._question = self._question_row()
        self.anyway = AnywayQuestion(theme)
        self.column.addWidget(self._title)
        self.column.addSpacing(6)
        self.column.addWidget(self._sentence)
        self.column.addWidget(self._hurt)
        self.column.addSpacing(18)
        self.column.addWidget(self._strip)
        self.column.addSpacing(22)
        self.column.addWidget(self._answers)
        self.column.addWidget(self._question)
        self.column.addWidget(self.anyway)
        self._question.hide()
        self.go_on.clicked.connect(self._go_on)
        self.redo.clicked.connect(self._redo)
        self.partial.clicked.connect(self._keep)
        self.discard.clicked.connect(self._ask)
        self.discard_yes.clicked.connect(self._discard)
        self.discard_no.clicked.connect(self._stop_asking)

    def show_card(self, card: ResumeCard) -> None:
        if card == self._view:
            return
        self._view = card
        self._title.setText(card.title)
        self._sentence.setText(card.sentence)
        self._hurt.setText(card.hurt)
        self._hurt.setVisible(bool(card.hurt))
        goes = card.permission is Permission.GO
        self._hurt.set_role("soft" if goes else "danger")
        self._strip.show_parts(card.blocks, card.parts, "work")
        if goes:
            self.go_on.show_text(tr(words.GO_ON), ButtonKind.FILLED, "Space")
        else:
            self.go_on.show_text(tr(words.GO_ON_AGAINST), ButtonKind.OUTLINED)
        self.go_on.setVisible(card.permission is not Permission.NO)
        self.redo.setVisible(card.permission is not Permission.NO)
        self.anyway.hide()
        self._stop_asking()

    def is_asking(self) -> bool:
        """True while the question stands whether to discard."""
        return not self._question.isHidden()

    def ask(self, question: str, yes: str) -> None:
        """Ask in place of the answers whether to go on all the same; `anyway` has what is said."""
        self._answers.hide()
        self._question.hide()
        self.anyway.ask(question, yes)

    def stop_asking(self) -> None:
        """Take back the question whether to go on all the same."""
        self.anyway.hide()
        self._answers.setVisible(not self.is_asking())

    def _row(self, *buttons: Button) -> QWidget:
        row = FlowWidget()
        for button in buttons:
            row.flow.addWidget(button)
        return row

    def _question_row(self) -> QWidget:
        question = QWidget()
        column = QVBoxLayout(question)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Text(self._theme, tr(words.DISCARD_QUESTION), weight=QFont.Weight.Medium, wrap=True))
        column.addWidget(self._row(self.discard_yes, self.discard_no))
        return question

    @Slot()
    def _go_on(self) -> None:
        self.resume_requested.emit("go-on")

    @Slot()
    def _redo(self) -> None:
        self.resume_requested.emit("redo")

    @Slot()
    def _keep(self) -> None:
        self.resume_requested.emit("partial")

    @Slot()
    def _discard(self) -> None:
        self.resume_requested.emit("discard")

    @Slot()
    def _ask(self) -> None:
        self._answers.hide()
        self._question.show()
        # The answer that loses nothing is the one that Space presses.
        self.discard_no.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _stop_asking(self) -> None:
        was_asking = self.is_asking()
        self._question.hide()
        self._answers.show()
        if was_asking and self.isVisible():
            self.discard.setFocus(Qt.FocusReason.OtherFocusReason)


class FlowWidget(QWidget):
    """A widget whose children lie in lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.flow = Flow(12)
        self.setLayout(self.flow)

    def sizeHint(self) -> QSize:
        return self.flow.sizeHint()
