"""Asks how much it hurts and where, says what that means, and offers what to do.

With a sign it offers nothing but to stop. Stores and decides nothing: answers that were not given are handed
on as None, and what was chosen when the panel is closed as "open".
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from kneetimer.core.knee import CheckMoment, Limits, Sign, Zone, during
from kneetimer.core.player import HurtAnswered
from kneetimer.core.preferences import Knee
from kneetimer.core.record import Hurt, HurtAnswer
from kneetimer.core.steering import advised_answer
from kneetimer.ui.controls.key_place import digit_meant
from kneetimer.ui.controls.zero_to_ten import STAGE_LOOK, ScaleAnchor, ZeroToTen
from kneetimer.ui.knee import words as knee_words
from kneetimer.ui.session import stage_words as words
from kneetimer.ui.session import words as session_words
from kneetimer.ui.session.key_button import KeyButton, KeyKind
from kneetimer.ui.session.stage_overlay import StageOverlay
from kneetimer.ui.session.stage_text import StageText, TextStyle
from kneetimer.ui.shell.theme import Theme

TITLE = TextStyle(40, QFont.Weight.Bold, display=True)
NAME = TextStyle(28, QFont.Weight.DemiBold)
ANCHOR = TextStyle(22, QFont.Weight.DemiBold)
QUESTION = TextStyle(28, QFont.Weight.DemiBold)
ADVICE = TextStyle(28, QFont.Weight.Medium, most_lines=2, wrap_under=0.9)

KNEES = (Knee.LEFT, Knee.RIGHT, Knee.BOTH)
ANSWERS = (HurtAnswer.GO_ON, HurtAnswer.EASE, HurtAnswer.SKIP, HurtAnswer.STOP)
ZONES = ((0, 2, "surface"), (3, 5, "pain_amber"), (6, 10, "pain_red"))
LEFT = 32
CELL, GAP, MARGIN, WIDTH = STAGE_LOOK.height, STAGE_LOOK.gap, STAGE_LOOK.margin, STAGE_LOOK.width
NORMAL = Limits()

ADVICE_OF_ZONE = {
    Zone.GREEN: session_words.HURT_ADVICE_GREEN,
    Zone.AMBER: session_words.HURT_ADVICE_AMBER,
    Zone.RED: session_words.HURT_ADVICE_RED,
}


def advice_for(level: int | None, signs: tuple[Sign, ...] = (), limits: Limits = NORMAL) -> str:
    """The sentence under the answers; empty before there is one."""
    if signs:
        return knee_words.why(during(level, signs, limits), CheckMoment.DURING)
    return "" if level is None else ADVICE_OF_ZONE[limits.zone(level)]


def advised(level: int | None, signs: tuple[Sign, ...] = (), limits: Limits = NORMAL) -> HurtAnswer | None:
    """The answer whose button is filled."""
    return advised_answer(during(level, signs, limits))


class HurtPanel(StageOverlay):
    """`chosen` carries the HurtAnswered."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, clock: Callable[[], float], parent: QWidget) -> None:
        super().__init__(theme, WIDTH + 2 * LEFT, 700, parent)
        self._title = StageText(theme, TITLE, self)
        self._title.show_text(session_words.HURT_TITLE)
        self._name = StageText(theme, NAME, self, role="soft")
        anchors = [ScaleAnchor(first, last, "", role) for first, last, role in ZONES]
        self._levels = ZeroToTen(theme, words.LEVELS, anchors, look=STAGE_LOOK, seconds=clock, parent=self)
        self._advice = StageText(theme, ADVICE, self)
        self._question = StageText(theme, QUESTION, self)
        self._question.show_text(session_words.HURT_KNEE)
        self._knees = {knee: KeyButton(theme, self, px=24) for knee in KNEES}
        self._signs = {sign: KeyButton(theme, self, px=20) for sign, _ in knee_words.SIGNS}
        self._answers = {answer: KeyButton(theme, self, px=20) for answer in ANSWERS}
        self._knee_group = QButtonGroup(self)
        self._knee_group.setExclusive(False)
        self._sign_group = QButtonGroup(self)
        self._sign_group.setExclusive(False)
        self._answer_group = QButtonGroup(self)
        self._place_all(theme)
        self._levels.answered.connect(self._show_advice)
        self._levels.entered.connect(self._to_answer)
        self._knee_group.idClicked.connect(self._choose_knee)
        self._sign_group.idClicked.connect(self._choose_sign)
        self._answer_group.idClicked.connect(self._choose_answer)
        self._knee: Knee | None = None
        self._limits = NORMAL

    def set_limits(self, limits: Limits) -> None:
        """Where the person's zones end."""
        self._limits = limits

    def ask(self, exercise: str, kept: Hurt | None = None) -> None:
        """Open with nothing answered, or with what was kept when the panel was closed."""
        self._name.show_text(exercise)
        self._levels.show_value(None if kept is None else kept.level)
        self._knee = None if kept is None else kept.knee
        for sign, button in self._signs.items():
            button.setChecked(kept is not None and sign in kept.signs)
            button.set_kind(KeyKind.CHOSEN if button.isChecked() else KeyKind.PLAIN)
        self._show_knee()
        self._show_advice()
        self.open()

    def levels(self) -> ZeroToTen:
        return self._levels

    def signs(self) -> tuple[Sign, ...]:
        """The signs that are chosen."""
        return tuple(sign for sign, button in self._signs.items() if button.isChecked())

    def advice(self) -> str:
        return self._advice.text()

    def first_focus(self) -> QWidget:
        return self._levels

    def scale_child(self, child: QWidget) -> None:
        if child is self._levels:
            self._levels.set_scale(self._scale)

    def _place_all(self, theme: Theme) -> None:
        self.place(self._title, LEFT, 22, WIDTH, 56)
        self.place(self._name, LEFT, 80, WIDTH, 40)
        self.place(self._levels, LEFT - MARGIN, 136 - MARGIN, WIDTH + 2 * MARGIN, CELL + 2 * MARGIN)
        step = CELL + GAP
        for (first, last, _), text in zip(ZONES, session_words.HURT_ANCHORS, strict=True):
            anchor = StageText(theme, ANCHOR, self)
            anchor.show_text(text)
            self.place(anchor, LEFT + first * step, 240, (last - first + 1) * step - GAP, 32)
        self.place(self._question, LEFT, 300, 230, 64)
        labels = session_words.HURT_KNEES
        for place, knee in enumerate(KNEES):
            button = self._knees[knee]
            button.setCheckable(True)
            button.show_action(labels[knee.value], "", f"{session_words.HURT_KNEE} {labels[knee.value]}")
            self._knee_group.addButton(button, place)
            self.place(button, 280 + place * 176, 300, 160, 64)
        for place, (sign, label) in enumerate(knee_words.SIGNS):
            button = self._signs[sign]
            button.setCheckable(True)
            button.show_action(label, "", f"{knee_words.SIGNS_QUESTION} {label}")
            self._sign_group.addButton(button, place)
            self.place(button, LEFT + place * 288, 380, 272, 60)
        self.place(self._advice, LEFT, 464, WIDTH, 88)
        actions = {
            HurtAnswer.GO_ON: (session_words.GO_ON, words.TIP_AS_IT_IS),
            HurtAnswer.EASE: (session_words.EASE, words.TIP_EASE),
            HurtAnswer.SKIP: (session_words.SKIP_EXERCISE, words.TIP_SKIP_EXERCISE),
            HurtAnswer.STOP: (session_words.STOP_SESSION, words.TIP_STOP),
        }
        for place, (answer, (label, tip)) in enumerate(actions.items()):
            button = self._answers[answer]
            button.show_action(label, "", tip)
            self._answer_group.addButton(button, place)
            self.place(button, LEFT + place * 288, 600, 272, 60)

    def _show_knee(self) -> None:
        for knee, button in self._knees.items():
            button.setChecked(knee is self._knee)
            button.set_kind(KeyKind.CHOSEN if knee is self._knee else KeyKind.PLAIN)

    @Slot()
    def _show_advice(self) -> None:
        level, signs = self._levels.value(), self.signs()
        self._advice.show_text(advice_for(level, signs, self._limits))
        filled = advised(level, signs, self._limits)
        for answer, button in self._answers.items():
            button.set_kind(KeyKind.FILLED if answer is filled else KeyKind.PLAIN)
            button.setVisible(answer is HurtAnswer.STOP or not signs)

    @Slot()
    def _to_answer(self) -> None:
        answer = advised(self._levels.value(), self.signs(), self._limits)
        if answer is not None:
            self._answers[answer].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int)
    def _choose_knee(self, place: int) -> None:
        self._knee = None if KNEES[place] is self._knee else KNEES[place]
        self._show_knee()

    @Slot(int)
    def _choose_sign(self, place: int) -> None:
        button = self._signs[knee_words.SIGNS[place][0]]
        button.set_kind(KeyKind.CHOSEN if button.isChecked() else KeyKind.PLAIN)
        self._show_advice()

    @Slot(int)
    def _choose_answer(self, place: int) -> None:
        self._hand_on(ANSWERS[place])

    @Slot()
    def keep(self) -> None:
        """Hand on what is chosen so far, without a choice of what to do."""
        self._hand_on(HurtAnswer.OPEN)

    def _hand_on(self, answer: HurtAnswer) -> None:
        self.chosen.emit(HurtAnswered(self._levels.value(), self._knee, answer, self.signs()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = digit_meant(event)
        if digit is not None and not event.isAutoRepeat():
            self._levels.type_digit(digit)
            return
        super().keyPressEvent(event)
