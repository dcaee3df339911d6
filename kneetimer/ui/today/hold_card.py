"""Today's card about a plan that is on hold: how it goes on once somebody has looked at the knee.

Asks and says what was answered; lifts nothing itself.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.choice_row import HEIGHT
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import words
from kneetimer.ui.today.view import StopCardView


class HoldCard(Card):
    """`seen_told` says that somebody has looked, and whether the plan goes a week back.

    `change_requested` asks for the answer that stopped everything.
    """

    seen_told = Signal(bool)
    change_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, spacing=8)
        self.seen = Button(theme, tr(words.SEEN))
        self.change = Button(theme, tr(words.CHANGE_ANSWER))
        self.go_on = Button(theme, tr(words.GO_ON_HERE))
        self.back = Button(theme, tr(words.BACK_ONE_WEEK))
        self.not_yet = Button(theme, tr(words.NOT_YET))
        self._put_off: date | None = None  # the day on which the answer was "not yet"
        self._today: date | None = None
        self._asks = False  # by itself, because it was said on another day
        self._why = Text(theme, wrap=True)
        self._question = Text(theme, weight=QFont.Weight.DemiBold, wrap=True)
        self._means = Text(theme, role="soft", wrap=True)
        self._wrong = Text(theme, tr(words.WRONG_ONE), role="soft")
        self._note = Text(theme, tr(words.SEEN_NOTE), role="soft")
        for beside in (self._note, self._wrong):
            beside.setMinimumHeight(HEIGHT)  # in one line with the buttons
        self._usual, self._asked = QWidget(), QWidget()
        self.column.addWidget(Text(theme, tr(words.ON_HOLD), px=18, weight=QFont.Weight.DemiBold, wrap=True))
        self.column.addWidget(self._why)
        self.column.addWidget(self._question)
        self.column.addWidget(self._means)
        for shown, parts in (
            (self._usual, (self.seen, self._note, self._wrong, self.change)),
            (self._asked, (self.go_on, self.back, self.not_yet)),
        ):
            row = Flow(12)
            shown.setLayout(row)
            for part in parts:
                row.addWidget(part)
            self.column.addWidget(shown)
        self.seen.clicked.connect(self._ask)
        self.not_yet.clicked.connect(self._put_it_off)
        self.go_on.clicked.connect(self._go_on)
        self.back.clicked.connect(self._go_back)
        self.change.clicked.connect(self.change_requested)
        self._show_question(False)

    def show_card(self, view: StopCardView) -> None:
        if view.today != self._today:
            self._put_off = None
        is_other = (view.today, view.asks) != (self._today, self._asks)
        self._today, self._asks = view.today, view.asks
        self._why.setText(view.waits)
        for part in (self._wrong, self.change):
            part.setVisible(view.can_change)
        self._means.setText(words.seen_means(view.here, view.back))
        self.back.setEnabled(bool(view.back))
        if is_other:
            self._show_question(view.asks and self._put_off is None)

    def _show_question(self, shown: bool) -> None:
        self._question.setText(tr(words.LOOKED_AT if self._asks else words.WHERE_ON))
        go_on = words.YES_GO_ON_HERE if self._asks else words.GO_ON_HERE
        self.go_on.show_text(tr(go_on), ButtonKind.OUTLINED)
        back = words.YES_BACK_ONE_WEEK if self._asks else words.BACK_ONE_WEEK
        self.back.show_text(tr(back), ButtonKind.OUTLINED)
        self._question.setVisible(shown)
        self._means.setVisible(shown)
        self._asked.setVisible(shown)
        self._usual.setVisible(not shown)

    @Slot()
    def _ask(self) -> None:
        self._show_question(True)
        self.not_yet.setFocus(Qt.FocusReason.OtherFocusReason)  # the answer that changes nothing

    @Slot()
    def _put_it_off(self) -> None:
        self._put_off = self._today
        self._show_question(False)
        self.seen.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_on(self) -> None:
        self._show_question(False)
        self.seen_told.emit(False)

    @Slot()
    def _go_back(self) -> None:
        self._show_question(False)
        self.seen_told.emit(True)
