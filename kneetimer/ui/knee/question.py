"""One answer about the knee: 0 to 10, then which knee and what else, once there is something to say.

Knee and signs come up only where a level was given; without one there is no answer. What follows from it
stands between the two, in words that come from outside.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneetimer.core.knee import Limits, Zone
from kneetimer.core.language import tr
from kneetimer.core.preferences import Knee
from kneetimer.ui.controls.choice_row import HEIGHT as BUTTON_HEIGHT
from kneetimer.ui.controls.choice_row import OptionButton
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.key_place import digit_meant
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.zero_to_ten import ScaleAnchor, ZeroToTen
from kneetimer.ui.knee import words
from kneetimer.ui.knee.link_button import LinkButton
from kneetimer.ui.knee.view import KneeAnswer
from kneetimer.ui.shell.theme import Theme

LEAST_VERDICT = 320  # room for the verdict, without which what is beside it stands below
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
        self._limits = USUAL
        self._opened = False  # the signs, by the person
        self.level = ZeroToTen(theme, question, pain_anchors())
        self._verdict = Text(theme, wrap=True)
        self._aside = Text(theme, px=14, role="soft")
        self.more = LinkButton(theme, tr(words.MORE))
        # Not in groups of Qt's: in one that is not exclusive Tab and arrows reach the first button alone.
        self._knees = [OptionButton(theme, tr(text)) for _, text in words.KNEES]
        self._signs = [OptionButton(theme, tr(text)) for _, text in words.SIGNS]
        self._lay_out()
        self.level.answered.connect(self._level_answered)
        self.more.clicked.connect(self.open_signs)
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
        self._opened = self._opened and answer.level is not None
        self.level.show_value(answer.level)
        self._show_knee(answer.knee if answer.level is not None else watched)
        for at, (sign, _) in enumerate(words.SIGNS):
            self._signs[at].show_state(sign in answer.signs)
        self._show_more()

    def set_limits(self, limits: Limits) -> None:
        """Colour the row and name its zones by the person's limits."""
        self._limits = limits
        self.level.show_anchors(pain_anchors(limits))

    def show_verdict(self, text: str, role: str, aside: str = "") -> None:
        """Say under the row what follows; `aside` stands at the end of that line."""
        self._verdict.setText(text)
        self._verdict.set_role(role)
        self._verdict.set_weight(QFont.Weight.Normal if role == "soft" else QFont.Weight.DemiBold)
        self._verdict.setVisible(bool(text))
        self._aside.setText(aside)
        self._show_more()

    @Slot()
    def open_signs(self) -> None:
        """Ask whether it is one of the signs that count more than the number."""
        self._opened = True
        self._show_more()
        self._signs[0].setFocus(Qt.FocusReason.OtherFocusReason)

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
        column.setSpacing(4)
        column.addWidget(self.level)
        self._told = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._told.setSpacing(6)
        self._told.addWidget(self._verdict, 1)
        self._told.addStretch()
        self._told.addWidget(self._aside)
        self._told.addWidget(self.more)
        column.addLayout(self._told)
        self._signs_row = self._row(tr(words.SIGNS_QUESTION), self._signs)
        self._knees_row = self._row(tr(words.WHICH), self._knees)
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows.setSpacing(20)
        self._rows.addWidget(self._signs_row)
        self._rows.addWidget(self._knees_row)
        self._rows.addStretch(1)
        column.addLayout(self._rows)
        self._verdict.hide()
        self._show_more()

    def _row(self, question: str, buttons: Sequence[OptionButton]) -> QWidget:
        shown = QWidget()
        row = QHBoxLayout(shown)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(12)
        label = Text(self._theme, question, px=15, weight=QFont.Weight.DemiBold)
        label.setMinimumHeight(BUTTON_HEIGHT)
        row.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
        flow = Flow()
        for button in buttons:
            button.setAccessibleDescription(question)
            flow.addWidget(button)
        row.addLayout(flow, 1)
        return shown

    def _show_knee(self, knee: Knee | None) -> None:
        for at, (each, _) in enumerate(words.KNEES):
            self._knees[at].show_state(each is knee)

    def _show_more(self) -> None:
        """Ask for the signs where they were opened or it hurts too much; for the knee where it is open."""
        level = self.level.value()
        too_much = level is not None and self._limits.zone(level) is Zone.RED
        signs = level is not None and (
            self._opened or too_much or any(each.isChecked() for each in self._signs)
        )
        # Whoever watches one knee means that one; another can be named beside a sign.
        named = signs and (self._opened or any(each.isChecked() for each in self._signs))
        self._signs_row.setVisible(signs)
        self._knees_row.setVisible(bool(level) and (self._watched is None or named))
        self.more.setVisible(level is not None and not signs)
        self._aside.setVisible(bool(self._aside.text()) and not self.more.isVisibleTo(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set in one line what there is room for, and else below."""
        super().resizeEvent(event)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        rows = self._signs_row.sizeHint().width() + self._knees_row.sizeHint().width() + 40
        self._rows.setDirection(beside if rows <= self.width() else below)
        self._aside.setWordWrap(False)
        told = max(self.more.sizeHint().width(), self._aside.sizeHint().width()) + self._theme.px(
            LEAST_VERDICT
        )
        self._told.setDirection(beside if told <= self.width() else below)
        self._aside.setWordWrap(told > self.width())

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
