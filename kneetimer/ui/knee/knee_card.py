"""The one row in which Today asks about the knee: the morning first, then how it is now.

The question that is lit takes the digits of the whole page; its answer is said at once, as it was given.
Which question that is, and what follows from an answer, comes with the view.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.key_place import digit_meant
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.zero_to_ten import SECOND_DIGIT_S
from kneetimer.ui.knee import words
from kneetimer.ui.knee.link_button import LinkButton
from kneetimer.ui.knee.question import KneeQuestion
from kneetimer.ui.knee.view import KneeAnswer, KneeRowView
from kneetimer.ui.shell.theme import Theme

STACKED = 620  # narrower, and what is beside the question stands below it
HINTED = 860


class KneeCard(Card):
    """`answered` carries a KneeAnswer to the question that is lit.

    `went_on` says that this one is done with, answered or not, and `change_wanted` that the last answer is to
    be opened again.
    """

    answered = Signal(object)
    went_on = Signal()
    change_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, margin=20, spacing=0)
        self._view: KneeRowView | None = None
        self._at_once = False  # the last answer was a digit or a click, and not one of many steps of an arrow
        self._title = Text(theme, px=18, weight=QFont.Weight.DemiBold, wrap=True)
        self._hint = Text(theme, tr(words.HINT), px=15, role="faint")
        self._beside = Text(theme, px=15, role="soft")
        self.change = LinkButton(theme, tr(words.CHANGE))
        self.skip = Button(theme, tr(words.NOT_NOW), compact=True)
        self.question = KneeQuestion(theme, tr(words.BEFORE))
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(4)
        told = QHBoxLayout()
        told.setSpacing(12)
        told.addWidget(self._beside, 1)
        told.addWidget(self.change)
        told.addWidget(self.skip)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._hint)
        self._head.addSpacing(12)
        self._head.addLayout(told)
        self.column.addLayout(self._head)
        self.column.addSpacing(4)
        self.column.addWidget(self.question)
        self.question.changed.connect(self._answered)
        self.question.level.installEventFilter(self)
        self.change.clicked.connect(self.change_wanted)
        self.skip.clicked.connect(self._go_on)
        self._later.timeout.connect(self._go_on)

    def show_view(self, view: KneeRowView) -> None:
        """Show the question that is lit and what was answered to it."""
        before, self._view = self._view, view
        is_other = before is None or before.session != view.session
        if is_other:
            self._later.stop()
        self._title.setText(view.question)
        self.question.level.setAccessibleName(view.question)
        self.question.set_limits(view.limits)
        if is_other or view.answer != self.question.answer() or view.answer.level is None:
            self.question.show_answer(view.answer, view.watched)
        self.question.show_verdict(view.verdict, view.role, view.aside)
        self._beside.setText(view.step or view.earlier)
        self.change.setVisible(view.can_change)
        self.skip.setVisible(bool(view.session))
        is_answered = view.answer.level is not None
        self.skip.show_text(tr(words.NEXT) if is_answered else tr(words.NOT_NOW), ButtonKind.OUTLINED)
        self.set_outline("danger" if view.warns else "line")

    def arrange(self, width: int) -> None:
        """Leave the hint out where there is little room, and set what is beside the question below it."""
        px = self._theme.px
        stacked = width < px(STACKED)
        self._head.setDirection(
            QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        )
        self.column.setContentsMargins(20, 16 if stacked else 6, 20, 10)
        self._hint.setVisible(width >= px(HINTED))
        self._beside.setWordWrap(stacked)

    def take_digit(self, event: QKeyEvent) -> bool:
        """Take a digit that was pressed elsewhere on the page. False for other keys."""
        self._at_once = True
        return self.question.take_digit(event)

    @Slot(object)
    def _answered(self, answer: KneeAnswer) -> None:
        self._later.stop()
        goes_on = self._view is not None and self._view.goes_on
        self.answered.emit(answer)
        if goes_on and self._at_once and answer.level is not None:
            # A 1 may be the first half of a 10.
            self._later.start(round(SECOND_DIGIT_S * 1000) if answer.level == 1 else 0)

    @Slot()
    def _go_on(self) -> None:
        self._later.stop()
        if self._view is not None and self._view.session:
            self.went_on.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress:
            self._at_once = True
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._at_once = digit_meant(event) is not None
        return False
