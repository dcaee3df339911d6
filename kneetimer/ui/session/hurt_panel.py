"""Asks how much it hurts and where, says what that means, and offers what to do.

With a sign it offers nothing but to stop. Stores and decides nothing: answers that were not given are handed
on as None, and what was chosen when the panel is closed as "open".
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kneetimer.core.knee import CheckMoment, Limits, Sign, Zone, during
from kneetimer.core.language import tr
from kneetimer.core.player import HurtAnswered
from kneetimer.core.preferences import Knee
from kneetimer.core.record import Hurt, HurtAnswer
from kneetimer.core.steering import advised_answer
from kneetimer.ui.controls.key_place import FOREIGN_MODIFIERS, digit_meant, key_meant
from kneetimer.ui.knee import words as knee_words
from kneetimer.ui.session import stage_words as words
from kneetimer.ui.session import words as session_words
from kneetimer.ui.session.hold_panel import SEE_SOMEONE
from kneetimer.ui.session.hurt_form import ANSWERS, KNEES, NONE, HurtForm
from kneetimer.ui.session.hurt_question import HurtQuestion
from kneetimer.ui.session.key_button import PRESS_KEYS, KeyKind
from kneetimer.ui.shell.theme import Theme

LETTERS = {HurtAnswer.SKIP: "S", HurtAnswer.EASE: "E", HurtAnswer.GO_ON: "G"}
KEYS = frozenset(
    (
        *(int(getattr(Qt.Key, f"Key_{letter}")) for letter in "ABCDNSEG"),
        *(int(key) for key in (*PRESS_KEYS, Qt.Key.Key_Left, Qt.Key.Key_Right)),
    )
)
NORMAL = Limits()
TRAIN_WITH_PAIN = "train-with-pain"

ADVICE_OF_ZONE = {
    Zone.GREEN: session_words.advice_green,
    Zone.AMBER: session_words.advice_amber,
    Zone.RED: session_words.advice_red,
}


def advice_for(level: int | None, signs: tuple[Sign, ...] = (), limits: Limits = NORMAL) -> str:
    """The sentence under the answers; empty before there is one."""
    if signs:
        return knee_words.why(during(level, signs, limits), CheckMoment.DURING)
    return "" if level is None else ADVICE_OF_ZONE[limits.zone(level)](level)


def advised(level: int | None, signs: tuple[Sign, ...] = (), limits: Limits = NORMAL) -> HurtAnswer | None:
    """The answer whose button is filled."""
    return advised_answer(during(level, signs, limits))


class HurtPanel(HurtForm):
    """`chosen` carries the HurtAnswered, `article_asked` the id of an answer to read meanwhile."""

    chosen = Signal(object)
    article_asked = Signal(str)

    def __init__(self, theme: Theme, clock: Callable[[], float], parent: QWidget) -> None:
        super().__init__(theme, clock, parent)
        self._question = HurtQuestion("")
        self._watched = Knee.NEITHER
        self._knee: Knee | None = None
        self._limits = NORMAL
        self._levels.answered.connect(self._show_advice)
        self._levels.entered.connect(self._to_answer)
        # Assistive technology toggles where a mouse clicks.
        self._knee_group.idToggled.connect(self._choose_knee)
        self._sign_group.idToggled.connect(self._choose_sign)
        self._answer_group.idClicked.connect(self._choose_answer)
        self.read.clicked.connect(self._ask_article)

    def set_person(self, limits: Limits, watched: Knee) -> None:
        """Where the person's zones end, and which knee they watch."""
        self._limits, self._watched = limits, watched
        self.show_limits(limits)

    def ask(self, question: HurtQuestion, kept: Hurt | None = None) -> None:
        """Open with nothing answered but the knee, or with what was kept when the panel was closed."""
        self._question = question
        self._name.show_text(question.where)
        self._levels.show_value(None if kept is None else kept.level)
        usual = question.working if self._watched is Knee.NEITHER else self._watched
        self._knee = usual if kept is None else kept.knee
        for sign, button in self._signs.items():
            button.setChecked(kept is not None and sign in kept.signs)
        self._none.setChecked(False)
        self._show_knee()
        self._show_advice()
        self.open()

    def _show_knee(self) -> None:
        for knee, button in self._knees.items():
            label = tr(session_words.HURT_KNEES[knee.value])
            if knee is self._watched:
                label = session_words.as_watched(label)
            button.show_action(label, "", words.answer_to(tr(session_words.HURT_KNEE), label))
            button.setChecked(knee is self._knee)
            button.set_kind(KeyKind.CHOSEN if knee is self._knee else KeyKind.PLAIN)

    @Slot()
    def _show_advice(self) -> None:
        level, signs = self._levels.value(), self.signs()
        for button in (*self._signs.values(), self._none):
            button.set_kind(KeyKind.CHOSEN if button.isChecked() else KeyKind.PLAIN)
        self._advice.show_text(advice_for(level, signs, self._limits))
        read = session_words.SEE_SOMEONE if signs else session_words.TRAIN_WITH_PAIN
        self.read.show_action(tr(read), "", tr(words.TIP_READ))
        self._kept.show_text("" if level is None else session_words.level_kept(level))
        filled = advised(level, signs, self._limits)
        red = level is not None and not signs and self._limits.zone(level) is Zone.RED
        for answer, button in self._answers.items():
            key = "Space" if answer is filled else LETTERS.get(answer, "")
            label, tip = session_words.HURT_ANSWERS[answer.value], words.HURT_TIPS[answer.value]
            button.show_action(tr(label), key, tr(tip))
            button.set_kind(KeyKind.FILLED if answer is filled else KeyKind.PLAIN)
            here = answer is HurtAnswer.STOP or not signs
            if answer is HurtAnswer.GO_ON:
                here = here and level is not None
            button.setVisible(here)
            self._follows[answer].setVisible(here)
            against = red and answer in (HurtAnswer.EASE, HurtAnswer.GO_ON)
            not_advised = session_words.not_advised(level) if against and level is not None else ""
            self._follows[answer].show_text(f"{self._question.follows(answer)} {not_advised}".strip())

    @Slot()
    def _ask_article(self) -> None:
        self.article_asked.emit(SEE_SOMEONE if self.signs() else TRAIN_WITH_PAIN)

    @Slot()
    def _to_answer(self) -> None:
        answer = advised(self._levels.value(), self.signs(), self._limits)
        if answer is not None:
            self._answers[answer].setFocus(Qt.FocusReason.TabFocusReason)

    @Slot(int, bool)
    def _choose_knee(self, place: int, taken: bool) -> None:
        if taken:
            self._knee = KNEES[place]
        elif self._knee is KNEES[place]:
            self._knee = None
        self._show_knee()

    def _move_knee(self, by: int) -> None:
        at = KNEES.index(self._knee) + by if self._knee in KNEES else 0 if by > 0 else len(KNEES) - 1
        self._knee = KNEES[max(0, min(len(KNEES) - 1, at))]
        self._show_knee()

    @Slot(int, bool)
    def _choose_sign(self, place: int, taken: bool) -> None:
        """None unsays the signs, and a sign unsays None."""
        if taken and place == NONE:
            for button in self._signs.values():
                button.setChecked(False)
        elif taken:
            self._none.setChecked(False)
        self._show_advice()

    @Slot(int)
    def _choose_answer(self, place: int) -> None:
        self._hand_on(ANSWERS[place])

    @Slot()
    def keep(self) -> None:
        """Hand on what is chosen so far, without a choice of what to do."""
        self._hand_on(HurtAnswer.OPEN)

    def _hand_on(self, answer: HurtAnswer) -> None:
        level, signs = self._levels.value(), self.signs()
        # A knee that was chosen for a person says nothing by itself.
        nothing = answer is HurtAnswer.OPEN and level is None and not signs
        self.chosen.emit(HurtAnswered(level, None if nothing else self._knee, answer, signs))

    def _press(self, key: int) -> bool:
        """Carry out a key; False where it means nothing."""
        if key in PRESS_KEYS:
            filled = advised(self._levels.value(), self.signs(), self._limits)
            button = None if filled is None else self._answers[filled]
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move_knee(1 if key == Qt.Key.Key_Right else -1)
            return True
        else:
            keys = {f"{letter}": self._answers[answer] for answer, letter in LETTERS.items()}
            keys |= dict(zip("ABCDN", (*self._signs.values(), self._none), strict=True))
            button = keys.get(chr(key))
        if button is None or not button.isVisibleTo(self):
            return False
        button.click()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat() or event.modifiers() & FOREIGN_MODIFIERS:
            return super().keyPressEvent(event)
        digit = digit_meant(event)
        if digit is not None:
            self._levels.type_digit(digit)
            return None
        key = key_meant(event, KEYS)
        if key not in KEYS or not self._press(key):
            super().keyPressEvent(event)
        return None
