"""Asks whether to leave: go on, keep what was done as a partial session, or discard it."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.core.session_keys import LeaveAnswer
from kneetimer.ui.session import stage_words as words
from kneetimer.ui.session import words as session_words
from kneetimer.ui.session.key_button import KeyButton, KeyKind
from kneetimer.ui.session.stage_overlay import StageOverlay
from kneetimer.ui.session.stage_text import StageText, TextStyle
from kneetimer.ui.shell.theme import Theme

TITLE = TextStyle(40, QFont.Weight.Bold, display=True)
TEXT = TextStyle(26, QFont.Weight.Medium, most_lines=2, wrap_under=0.95)


class LeavePanel(StageOverlay):
    """`chosen` carries the value of a LeaveAnswer. Discarding takes two presses."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, 840, 316, parent)
        self._title = StageText(theme, TITLE, self)
        self._title.show_text(tr(session_words.LEAVE_TITLE))
        self.setAccessibleName(tr(session_words.LEAVE_TITLE))
        self._text = StageText(theme, TEXT, self, role="soft")
        self._text.show_text(tr(session_words.LEAVE_TEXT))
        self._stay = KeyButton(theme, self, px=20, kind=KeyKind.FILLED)
        self._partial = KeyButton(theme, self, px=20)
        self._discard = KeyButton(theme, self, px=20, kind=KeyKind.DANGER)
        self.place(self._title, 40, 28, 760, 56)
        self.place(self._text, 40, 96, 760, 76)
        self.place(self._stay, 40, 216, 240, 60)
        self.place(self._partial, 300, 216, 240, 60)
        self.place(self._discard, 560, 216, 240, 60)
        self._stay.show_action(tr(session_words.GO_ON), "Space", tr(words.TIP_STAY))
        self._partial.show_action(tr(session_words.KEEP_PARTIAL), "", tr(words.TIP_PARTIAL))
        self._stay.clicked.connect(self._choose_stay)
        self._partial.clicked.connect(self._choose_partial)
        self._discard.clicked.connect(self._choose_discard)
        self._ask_before_discarding(False)

    def open(self) -> None:
        self._ask_before_discarding(False)
        super().open()

    def first_focus(self) -> QWidget:
        return self._stay

    def _ask_before_discarding(self, asked: bool) -> None:
        self._sure = asked
        self._discard.set_kind(KeyKind.DANGER_FILLED if asked else KeyKind.DANGER)
        label = session_words.DISCARD_SURE if asked else session_words.DISCARD
        tip = words.TIP_DISCARD_SURE if asked else words.TIP_DISCARD
        self._discard.show_action(tr(label), "", tr(tip))

    @Slot()
    def _choose_stay(self) -> None:
        self.chosen.emit(LeaveAnswer.STAY.value)

    @Slot()
    def _choose_partial(self) -> None:
        self.chosen.emit(LeaveAnswer.PARTIAL.value)

    @Slot()
    def _choose_discard(self) -> None:
        if self._sure:
            self.chosen.emit(LeaveAnswer.DISCARD.value)
        else:
            self._ask_before_discarding(True)
