"""The panels over the stage, of which one at most is open: leave, how much it hurts, what holds, the keys.

Closing one decides nothing; which is opened when, and what an answer means, is the session's.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from kneetimer.core.knee import Limits
from kneetimer.core.player import HurtAnswered
from kneetimer.core.preferences import Knee
from kneetimer.core.record import Hurt
from kneetimer.core.session_keys import SessionKey
from kneetimer.ui.session.hold_panel import HoldPanel
from kneetimer.ui.session.hurt_panel import HurtPanel
from kneetimer.ui.session.hurt_question import HurtQuestion
from kneetimer.ui.session.keys_panel import KeysPanel
from kneetimer.ui.session.leave_panel import LeavePanel
from kneetimer.ui.session.stage_overlay import StageOverlay
from kneetimer.ui.session.view import Held
from kneetimer.ui.shell.theme import Theme


class SessionPanels(QObject):
    """Opens panels over a page. An answer comes after its panel has closed."""

    leave_chosen = Signal(str)  # the value of a LeaveAnswer
    hurt_chosen = Signal(object)  # a HurtAnswered
    hold_chosen = Signal(str)  # the value of a HoldAnswer
    article_asked = Signal(str)  # the id of an answer to read while a panel is open
    closed = Signal()

    def __init__(self, theme: Theme, clock: Callable[[], float], page: QWidget) -> None:
        super().__init__(page)
        self._leave = LeavePanel(theme, page)
        self._hurt = HurtPanel(theme, clock, page)
        self._keys = KeysPanel(theme, page)
        self._hold = HoldPanel(theme, clock, page)
        self._all: tuple[StageOverlay, ...] = (self._leave, self._hurt, self._keys, self._hold)
        self._leave.chosen.connect(self._leave_answered)
        self._hurt.chosen.connect(self._hurt_answered)
        self._hold.chosen.connect(self._hold_answered)
        self._hurt.article_asked.connect(self.article_asked)
        self._hold.article_asked.connect(self.article_asked)
        self._leave.dismissed.connect(self.close)
        self._hurt.dismissed.connect(self._hurt.keep)
        self._keys.dismissed.connect(self.close)
        self._hold.dismissed.connect(self.close)

    def ask_leave(self) -> None:
        self._close_but(self._leave)
        self._leave.open()

    def ask_hurt(self, question: HurtQuestion, kept: Hurt | None = None) -> None:
        """Ask how much it hurts; `kept` is what was chosen before the panel was closed."""
        self._close_but(self._hurt)
        self._hurt.ask(question, kept)

    def ask_hold(self, held: Held) -> None:
        """Ask what to do after an answer that holds the session."""
        self._close_but(self._hold)
        self._hold.ask(held)

    def show_keys(self) -> None:
        self._close_but(self._keys)
        self._keys.open()

    def open_panel(self) -> StageOverlay | None:
        return next((panel for panel in self._all if not panel.isHidden()), None)

    def press(self, key: SessionKey) -> None:
        """A key that the open panel did not take: Esc closes it, and the list of keys goes as it came."""
        panel = self.open_panel()
        if panel is not None and (key is SessionKey.LEAVE or (key, panel) == (SessionKey.KEYS, self._keys)):
            panel.dismissed.emit()

    def set_person(self, limits: Limits, watched: Knee) -> None:
        """The person's limits of knee pain, for what is advised when it hurts, and the knee they watch."""
        self._hurt.set_person(limits, watched)

    def place(self, room: QRect, scale: float, text_scale: float) -> None:
        for panel in self._all:
            panel.set_scale(scale, text_scale)
            panel.setGeometry(room)

    @Slot()
    def close(self) -> None:
        """Close whatever panel is open, without an answer."""
        self._close_but(None)
        self.closed.emit()

    def _close_but(self, opening: StageOverlay | None) -> None:
        for panel in self._all:
            if panel is not opening:
                panel.hide()

    @Slot(str)
    def _leave_answered(self, answer: str) -> None:
        self.close()
        self.leave_chosen.emit(answer)

    @Slot(object)
    def _hurt_answered(self, answer: HurtAnswered) -> None:
        self.close()
        self.hurt_chosen.emit(answer)

    @Slot(str)
    def _hold_answered(self, answer: str) -> None:
        self.close()
        self.hold_chosen.emit(answer)
