"""The form of the panel about pain: where its scale, knees, signs and answers stand.

Decides nothing and hands nothing on: hurt_panel.py does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QButtonGroup, QWidget

from kneetimer.core.knee import Limits, Sign
from kneetimer.core.language import Sentence, tr
from kneetimer.core.preferences import Knee
from kneetimer.core.record import HurtAnswer
from kneetimer.ui.controls.zero_to_ten import STAGE_LOOK, ZeroToTen
from kneetimer.ui.knee import words as knee_words
from kneetimer.ui.knee.question import pain_anchors
from kneetimer.ui.session import stage_words as words
from kneetimer.ui.session import words as session_words
from kneetimer.ui.session.key_button import KeyButton
from kneetimer.ui.session.stage_overlay import StageOverlay
from kneetimer.ui.session.stage_text import StageText, TextStyle
from kneetimer.ui.shell.theme import Theme

TITLE = TextStyle(40, QFont.Weight.Bold, display=True)
NAME = TextStyle(28, QFont.Weight.DemiBold)
ANCHOR = TextStyle(22, QFont.Weight.DemiBold)
QUESTION = TextStyle(28, QFont.Weight.DemiBold)
HINT = TextStyle(22, QFont.Weight.Medium)
ADVICE = TextStyle(28, QFont.Weight.DemiBold, most_lines=2, wrap_under=0.8)
FOLLOWS = TextStyle(22, QFont.Weight.Medium, most_lines=3, wrap_under=0.95)

KNEES = (Knee.LEFT, Knee.RIGHT, Knee.BOTH)
ANSWERS = (HurtAnswer.STOP, HurtAnswer.SKIP, HurtAnswer.EASE, HurtAnswer.GO_ON)
SIGN_LETTERS = "ABCD"
NONE = len(SIGN_LETTERS)  # the button that says so, in the group of the signs
TEN_AT = 8  # the number under which is said how a ten is pressed
MIDDLE_WIDTH = 2  # numbers that the words of the middle zone need at least
LEFT = 32
CELL, GAP, MARGIN, WIDTH = STAGE_LOOK.height, STAGE_LOOK.gap, STAGE_LOOK.margin, STAGE_LOOK.width


class HurtForm(StageOverlay):
    """A card with everything that can be answered about pain."""

    def __init__(self, theme: Theme, clock: Callable[[], float], parent: QWidget) -> None:
        super().__init__(theme, WIDTH + 2 * LEFT, 700, parent)
        self._title = StageText(theme, TITLE, self)
        self._title.show_text(tr(session_words.HURT_TITLE))
        self.setAccessibleName(tr(session_words.HURT_TITLE))
        self._name = StageText(theme, NAME, self, role="soft")
        self._levels = ZeroToTen(theme, tr(words.LEVELS), (), look=STAGE_LOOK, seconds=clock, parent=self)
        self._advice = StageText(theme, ADVICE, self)
        self._kept = StageText(theme, HINT, self, role="soft")
        self._knees = {knee: KeyButton(theme, self, px=24, one_size=True) for knee in KNEES}
        self._signs = {sign: KeyButton(theme, self, px=22, one_size=True) for sign, _ in knee_words.SIGNS}
        self._none = KeyButton(theme, self, px=22, one_size=True)
        self._answers = {answer: KeyButton(theme, self, px=22, one_size=True) for answer in ANSWERS}
        self._follows = {answer: StageText(theme, FOLLOWS, self) for answer in ANSWERS}
        self.read = KeyButton(theme, self, px=18)  # Tab comes to it last
        self._knee_group = QButtonGroup(self)
        self._knee_group.setExclusive(False)
        self._sign_group = QButtonGroup(self)
        self._sign_group.setExclusive(False)
        self._answer_group = QButtonGroup(self)
        self._place_scale(theme)
        self._place_signs(theme)
        self._place_answers()

    def signs(self) -> tuple[Sign, ...]:
        """The signs that are chosen."""
        return tuple(sign for sign, button in self._signs.items() if button.isChecked())

    def show_limits(self, limits: Limits) -> None:
        """Colour the numbers and name their zones by the person's limits."""
        zones = pain_anchors(limits)
        self._levels.show_anchors([replace(zone, text="") for zone in zones])
        step, free = CELL + GAP, 0
        for text, zone, width in zip(self._zones, zones, (1, MIDDLE_WIDTH, 1), strict=True):
            left = max(zone.first, free)
            free = max(zone.last + 1, left + width) if zone is not zones[-1] else TEN_AT
            text.show_text(zone.text)
            self.place(text, LEFT + left * step, 182, (free - left) * step - GAP, 32)

    def scale_child(self, child: QWidget) -> None:
        if child is self._levels:
            self._levels.set_scale(self._scale)

    def _place_scale(self, theme: Theme) -> None:
        self.place(self._title, LEFT, 16, 452, 56)
        self.place(self._name, LEFT + 468, 24, WIDTH - 468, 46)
        self.place(self._levels, LEFT - MARGIN, 80 - MARGIN, WIDTH + 2 * MARGIN, CELL + 2 * MARGIN)
        step = CELL + GAP
        self._zones = [StageText(theme, ANCHOR, self) for _ in knee_words.ZONES]
        self._say(theme, session_words.HURT_TEN, HINT, LEFT + TEN_AT * step, 182, 3 * step - GAP, 32)
        self.show_limits(Limits())
        self._say(theme, session_words.HURT_KNEE, QUESTION, LEFT, 226, 230, 60)
        for place, knee in enumerate(KNEES):
            button = self._knees[knee]
            button.setCheckable(True)
            self._knee_group.addButton(button, place)
            self.place(button, 280 + place * 236, 226, 224, 60)
        self._say(theme, session_words.HURT_MOVE, HINT, 1000, 226, 168, 60)

    def _place_signs(self, theme: Theme) -> None:
        self._say(theme, session_words.HURT_SIGNS, QUESTION, LEFT, 300, 330, 40)
        self._say(theme, session_words.HURT_SIGNS_MEAN, HINT, LEFT + 340, 300, WIDTH - 340, 40)
        for place, (sign, label) in enumerate(knee_words.SIGNS):
            self._place_sign(self._signs[sign], place, tr(label), SIGN_LETTERS[place])
        self._place_sign(self._none, NONE, tr(session_words.HURT_NO_SIGN), "N")

    def _place_sign(self, button: KeyButton, place: int, label: str, letter: str) -> None:
        button.setCheckable(True)
        button.show_action(
            label, letter, tr("{question} {answer}", question=tr(knee_words.SIGNS_QUESTION), answer=label)
        )
        self._sign_group.addButton(button, place)
        self.place(button, LEFT + place * 230, 344, 218, 58)

    def _place_answers(self) -> None:
        self.place(self._advice, LEFT, 414, WIDTH, 60)
        for place, answer in enumerate(ANSWERS):
            self._answer_group.addButton(self._answers[answer], place)
            self.place(self._answers[answer], LEFT + place * 288, 484, 272, 60)
            self.place(self._follows[answer], LEFT + place * 288, 548, 272, 86)
        self.place(self._kept, LEFT, 642, WIDTH - 300, 40)
        self.place(self.read, LEFT + WIDTH - 280, 638, 280, 48)

    def _say(
        self, theme: Theme, text: Sentence, style: TextStyle, left: int, top: int, width: int, height: int
    ) -> StageText:
        """Words that stand there whatever is answered."""
        said = StageText(theme, style, self, role="soft" if style is HINT else "ink")
        said.show_text(tr(text))
        self.place(said, left, top, width, height)
        return said
