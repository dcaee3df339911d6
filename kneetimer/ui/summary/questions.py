"""The questions after a session, one at a time: a digit answers and goes on, each can be left out.

Answered ones stand above as a line, those to come below. Keeps no answers but those that its scales show.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.key_place import FOREIGN_MODIFIERS, digit_meant
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.zero_to_ten import ZeroToTen
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.summary import words

TEN_MS = 600  # after a 1, that long a 0 makes it a ten


class AskedQuestion(Card):
    """One question: open with its scale, or a line with its answer. `change_wanted` opens it again."""

    change_wanted = Signal()

    def __init__(self, theme: Theme, title: str, scale: ZeroToTen, note: Text | None = None) -> None:
        super().__init__(theme, margin=20, spacing=8)
        self.scale = scale
        self.title = title
        self._name = Text(theme, title, px=17, weight=QFont.Weight.DemiBold, wrap=True)
        self._answer = Text(theme, px=17, weight=QFont.Weight.Bold)
        self.change = Button(theme, tr(words.CHANGE), compact=True)
        self.change.setAccessibleName(words.change_answer(title))
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self._name, 1)
        line.addWidget(self._answer)
        line.addWidget(self.change)
        self.column.addLayout(line)
        self._note = note
        if note is not None:
            self.column.addWidget(note)
        self.column.addWidget(scale)
        self.change.clicked.connect(self.change_wanted)

    def show_open(self, is_open: bool, *, asked: bool) -> None:
        """Open, or closed: then with its answer, and with a way back once it has been asked."""
        value = self.scale.value()
        self.scale.setVisible(is_open)
        if self._note is not None:
            self._note.setVisible((is_open or asked) and bool(self._note.text()))
        self._answer.setText("" if is_open or not asked else words.answered(value))
        self.change.setVisible(asked and not is_open)


class Questions(QWidget):
    """`over` comes after the last question."""

    over = Signal()

    def __init__(
        self, theme: Theme, questions: Sequence[AskedQuestion], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._all = tuple(questions)
        self._listed = self._all
        self._open = 0
        self._asked: set[AskedQuestion] = set()
        self._by_hand = False
        self._of = Text(theme, px=15, weight=QFont.Weight.DemiBold, role="soft")
        self.accept = Button(theme, tr(words.GO_ON), ButtonKind.INK, key="Space")
        self.leave_out = Button(theme, tr(words.LEAVE_OUT), key="→")
        self._ten = QTimer(self)
        self._ten.setSingleShot(True)
        self._ten.setInterval(TEN_MS)
        self._ten.timeout.connect(self.go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._of)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.accept)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.leave_out)
        for question in self._all:
            column.addWidget(question)
            question.scale.installEventFilter(self)
            question.scale.answered.connect(self._answered)
            question.scale.entered.connect(self.go_on)
            question.change_wanted.connect(self._reopen)
        column.addLayout(self._buttons)
        self.accept.clicked.connect(self.go_on)
        self.leave_out.clicked.connect(self.skip)

    @property
    def open_question(self) -> AskedQuestion | None:
        """The one that is asked now; None after the last."""
        return self._listed[self._open] if self._open < len(self._listed) else None

    def start(self, *, but: AskedQuestion | None = None, asked: Collection[AskedQuestion] = ()) -> None:
        """Ask from the first one that was not `asked` before; `but` is left out."""
        self._ten.stop()
        self._listed = tuple(each for each in self._all if each is not but)
        self._asked = set(asked)
        for each in self._all:
            each.setVisible(each is not but)
        self._to(self._next(0))

    def left(self) -> list[AskedQuestion]:
        """The questions that nobody has come to yet, and that have no answer."""
        return [each for each in self._listed if each not in self._asked and each.scale.value() is None]

    def _next(self, at: int) -> int:
        """The first question from there on that nobody has come to; behind the last one if there is none."""
        places = range(at, len(self._listed))
        return next((each for each in places if self._listed[each] not in self._asked), len(self._listed))

    @Slot()
    def go_on(self) -> None:
        """To the next question, with the answer that stands."""
        self._ten.stop()
        if self.open_question is not None:
            self._asked.add(self.open_question)
            self._to(self._next(self._open + 1))

    @Slot()
    def skip(self) -> None:
        """Leave the open question without an answer."""
        if self.open_question is not None:
            self.open_question.scale.answer(None)
            self.go_on()

    def go_back(self) -> None:
        if self._open > 0:
            self._ten.stop()
            self._to(self._open - 1)

    def type_digit(self, digit: int) -> None:
        """A digit answers and goes on; after a 1 there is a moment for a 0."""
        question = self.open_question
        if question is None:
            return
        question.scale.type_digit(digit)
        if question.scale.value() == 1:
            self._ten.start()
        else:
            self.go_on()

    def press(self, event: QKeyEvent) -> bool:
        """Carry out a key of the questions; False where it means nothing here."""
        if self.open_question is None or event.modifiers() & FOREIGN_MODIFIERS or event.isAutoRepeat():
            return False
        digit = digit_meant(event)
        if digit is not None:
            self.type_digit(digit)
        elif event.key() == Qt.Key.Key_Space and self.accept.isVisibleTo(self):
            self.go_on()
        elif event.key() == Qt.Key.Key_Right:
            self.skip()
        elif event.key() == Qt.Key.Key_Up:
            self.go_back()
        else:
            return False
        return True

    def _to(self, at: int) -> None:
        self._open = at
        for place, question in enumerate(self._listed):
            question.show_open(place == at, asked=question in self._asked)
        here = self.open_question is not None
        self._of.setText(words.question_of(at + 1, len(self._listed)) if here else "")
        self._of.setVisible(here)
        self.leave_out.setVisible(here)
        self._show_accept()
        if here:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.over.emit()

    def _show_accept(self) -> None:
        question = self.open_question
        value = None if question is None else question.scale.value()
        self.accept.setVisible(value is not None)
        if value is not None:
            self.accept.setText(words.is_right(value))

    @Slot()
    def _answered(self) -> None:
        self._show_accept()
        question = self.open_question
        if self._by_hand and question is not None and self.sender() is question.scale:
            self._by_hand = False
            self.go_on()

    @Slot()
    def _reopen(self) -> None:
        self._to(next(at for at, each in enumerate(self._listed) if each is self.sender()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """On the scale itself digits go on as everywhere, and so does a click."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            digit = digit_meant(event)
            scale = self.open_question.scale if self.open_question is not None else None
            if digit is not None and watched is scale and not event.isAutoRepeat():
                self.type_digit(digit)
                return True
        elif event.type() == QEvent.Type.MouseButtonPress:
            self._by_hand = True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.press(event):
            super().keyPressEvent(event)
