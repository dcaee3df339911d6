"""One answer about the knee: 0 to 10, then which knee and what else, once there is something to say.

Knee and signs come up only where a level was given; without one there is no answer.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneetimer.core.knee import Limits
from kneetimer.core.preferences import Knee
from kneetimer.ui.controls.choice_row import HEIGHT as BUTTON_HEIGHT
from kneetimer.ui.controls.choice_row import OptionButton
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.key_place import digit_meant
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.zero_to_ten import ScaleAnchor, ZeroToTen
from kneetimer.ui.knee import words
from kneetimer.ui.knee.view import KneeAnswer
from kneetimer.ui.shell.theme import Theme

LABEL_WIDTH = 150
USUAL = Limits()
ROLES = ("surface", "pain_amber", "pain_red")


def pain_anchors(limits: Limits = USUAL) -> tuple[ScaleAnchor, ...]:
    """What stands under a row of pain, and where its colours change."""
    return tuple(
        ScaleAnchor(first, last, text, role)
        for (first, last, text), role in zip(words.anchors(limits), ROLES, strict=True)
    )


class KneeQuestion(QWidget):
    """`changed` says each new answer as a KneeAnswer."""

    changed = Signal(object)

    def __init__(self, theme: Theme, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._watched: Knee | None = None
        self.level = ZeroToTen(theme, question, pain_anchors())
        self._more = QWidget()
        # Not in groups of Qt's: in one that is not exclusive Tab and arrows reach the first button alone.
        self._knees = [OptionButton(theme, text) for _, text in words.KNEES]
        self._signs = [OptionButton(theme, text) for _, text in words.SIGNS]
        self._lay_out()
        self.setFocusProxy(self.level)
        self.level.answered.connect(self._level_answered)
        for button in self._knees:
            button.toggled.connect(self._knee_toggled)
        for button in self._signs:
            button.toggled.connect(self._sign_toggled)

    def answer(self) -> KneeAnswer:
        """What is answered. Knee and signs say nothing without a level."""
        level = self.level.value()
        if level is None:
            return KneeAnswer()
        knees = [knee for at, (knee, _) in enumerate(words.KNEES) if self._knees[at].isChecked()]
        signs = [sign for at, (sign, _) in enumerate(words.SIGNS) if self._signs[at].isChecked()]
        return KneeAnswer(level, knees[0] if knees else None, tuple(signs))

    def show_answer(self, answer: KneeAnswer, watched: Knee | None = None) -> None:
        """Show an answer without saying that a person gave it.

        `watched` is the knee that is taken as the one meant, until a person says another.
        """
        self._watched = watched
        self.level.show_value(answer.level)
        self._show_knee(answer.knee if answer.level is not None else watched)
        for at, (sign, _) in enumerate(words.SIGNS):
            self._signs[at].show_state(sign in answer.signs)
        self._show_more()

    def set_limits(self, limits: Limits) -> None:
        """Colour the row and name its zones by the person's limits."""
        self.level.show_anchors(pain_anchors(limits))

    def knee_buttons(self) -> list[OptionButton]:
        return list(self._knees)

    def sign_buttons(self) -> list[OptionButton]:
        return list(self._signs)

    def asks_more(self) -> bool:
        """True while knee and signs are shown."""
        return not self._more.isHidden()

    def take_digit(self, event: QKeyEvent) -> bool:
        """Take a digit that was pressed elsewhere on the page as the answer. False for other keys."""
        digit = digit_meant(event)
        if digit is None or event.isAutoRepeat():
            return False
        self.level.type_digit(digit)
        return True

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.level)
        column.addWidget(self._more)
        rows = QVBoxLayout(self._more)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(10)
        for question, buttons in ((words.WHICH, self._knees), (words.SIGNS_QUESTION, self._signs)):
            row = QHBoxLayout()
            row.setSpacing(12)
            label = Text(self._theme, question, px=14, weight=QFont.Weight.DemiBold, role="soft")
            label.setMinimumSize(LABEL_WIDTH, BUTTON_HEIGHT)
            row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            flow = Flow()
            for button in buttons:
                button.setAccessibleDescription(question)
                flow.addWidget(button)
            row.addLayout(flow, 1)
            rows.addLayout(row)
        self._more.hide()

    def _show_knee(self, knee: Knee | None) -> None:
        for at, (each, _) in enumerate(words.KNEES):
            self._knees[at].show_state(each is knee)

    def _show_more(self) -> None:
        self._more.setVisible(self.level.value() is not None)

    @Slot(object)
    def _level_answered(self, level: object) -> None:
        if level is None:
            self.show_answer(KneeAnswer(), self._watched)
        self._show_more()
        self.changed.emit(self.answer())

    @Slot()
    def _knee_toggled(self) -> None:
        """One knee or both at most; a second time takes it back."""
        toggled = self.sender()
        for button in self._knees:
            button.show_state(button is toggled and button.isChecked())
        self.changed.emit(self.answer())

    @Slot()
    def _sign_toggled(self) -> None:
        self.changed.emit(self.answer())
