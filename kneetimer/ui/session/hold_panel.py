"""Asks what to do after an answer that holds the session: stop, answer again or, where it may, go on anyway.

The deliberate second step. Decides nothing: what holds a session and whether it may go on, the player says.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.core.session_keys import HoldAnswer
from kneetimer.ui.session import stage_words as words
from kneetimer.ui.session import words as session_words
from kneetimer.ui.session.key_button import PRESS_KEYS, KeyButton, KeyKind
from kneetimer.ui.session.stage_overlay import StageOverlay
from kneetimer.ui.session.stage_text import StageText, TextStyle
from kneetimer.ui.session.view import Held
from kneetimer.ui.shell.theme import Theme

TITLE = TextStyle(40, QFont.Weight.Bold, display=True)
TEXT = TextStyle(26, QFont.Weight.Medium, most_lines=2, wrap_under=0.95)
# Space opens the panel, and a second press of it is rather the same wish than a choice to end the session.
QUIET_S = 1.0
SEE_SOMEONE = "see-someone"


class DeliberateButton(KeyButton):
    """Pressed by a click or by Enter; Space, which is the one key of a session, does nothing here."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)


class HoldPanel(StageOverlay):
    """`chosen` carries the value of a HoldAnswer, `article_asked` the id of an answer to read meanwhile."""

    chosen = Signal(str)
    article_asked = Signal(str)

    def __init__(self, theme: Theme, clock: Callable[[], float], parent: QWidget) -> None:
        super().__init__(theme, 900, 376, parent)
        self._clock = clock
        self._opened_s = 0.0
        self._title = StageText(theme, TITLE, self)
        self._text = StageText(theme, TEXT, self, role="soft")
        self._stop = KeyButton(theme, self, px=20, kind=KeyKind.FILLED)
        self._again = KeyButton(theme, self, px=20)
        self._anyway = DeliberateButton(theme, self, px=20, kind=KeyKind.DANGER)
        self._read = KeyButton(theme, self, px=18)
        self.place(self._title, 40, 28, 820, 56)
        self.place(self._text, 40, 96, 820, 76)
        self.place(self._stop, 40, 216, 280, 60)
        self.place(self._again, 340, 216, 240, 60)
        self.place(self._anyway, 600, 216, 260, 60)
        self.place(self._read, 40, 296, 280, 52)
        self._stop.show_action(tr(session_words.STOP_SESSION), "Space", tr(words.TIP_STOP))
        self._again.show_action(tr(session_words.ANSWER_AGAIN), "", tr(words.TIP_ANSWER_AGAIN))
        self._anyway.show_action(tr(session_words.GO_ON_ANYWAY), "", tr(words.TIP_ANYWAY))
        self._read.show_action(tr(session_words.SEE_SOMEONE), "", tr(words.TIP_READ))
        self._read.clicked.connect(self._ask_article)
        self._stop.clicked.connect(self._choose_stop)
        self._again.clicked.connect(self._choose_again)
        self._anyway.clicked.connect(self._choose_anyway)

    def ask(self, held: Held) -> None:
        """Open with the reason; going on is offered only where it is allowed."""
        self._title.show_text(held.said)
        self._text.show_text(held.why)
        self.setAccessibleName(f"{held.said} {held.why}")
        self._anyway.setVisible(not held.must_stop)
        self._opened_s = self._clock()
        self.open()

    @Slot()
    def _ask_article(self) -> None:
        self.article_asked.emit(SEE_SOMEONE)

    @Slot()
    def _choose_stop(self) -> None:
        self.chosen.emit(HoldAnswer.STOP.value)

    @Slot()
    def _choose_again(self) -> None:
        self.chosen.emit(HoldAnswer.AGAIN.value)

    @Slot()
    def _choose_anyway(self) -> None:
        self.chosen.emit(HoldAnswer.ANYWAY.value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in PRESS_KEYS:
            if not event.isAutoRepeat() and self._clock() - self._opened_s >= QUIET_S:
                self._choose_stop()
            return
        super().keyPressEvent(event)
