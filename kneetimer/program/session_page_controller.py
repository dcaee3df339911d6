"""Between a running session and its screen: shows each state, and takes keys and answers to the driver.

Decides nothing about the session: what a key means, the core says, and what is offered, the view.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core import player
from kneetimer.core.exercise import Exercise
from kneetimer.core.player import State
from kneetimer.core.script import Script
from kneetimer.core.session_keys import HoldAnswer, LeaveAnswer, Question, SessionKey
from kneetimer.devices.process.clock import Clock
from kneetimer.program.session_shell import SessionShell
from kneetimer.storage.plans import library
from kneetimer.ui.session import strip
from kneetimer.ui.session.figure import SessionFigure
from kneetimer.ui.session.hurt_question import hurt_question
from kneetimer.ui.session.page import SessionPage
from kneetimer.ui.session.view import held_of, view_of


class SessionPageController(QObject):
    """`moved` carries state and view when a session is at another step, pauses, goes on or is over.

    `load_chosen` names an exercise and what it is done with from here on.
    """

    moved = Signal(object, object)
    load_chosen = Signal(str, str)

    def __init__(
        self,
        page: SessionPage,
        figure: SessionFigure,
        shell: SessionShell,
        exercises: Mapping[str, Exercise],
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._figure = figure
        self._driver = shell.driver
        self._exercises = exercises
        self._clock = clock
        self._stands: tuple[object, ...] = ()  # what `moved` was last emitted for
        shell.state_changed.connect(self._show)
        shell.asked.connect(self._ask)
        page.key_pressed.connect(self._press)
        page.load_wanted.connect(self._take_load)
        page.panels.hurt_chosen.connect(self._answer_hurt)
        page.panels.hold_chosen.connect(self._answer_hold)
        page.panels.leave_chosen.connect(self._answer_leave)

    def begin(self, script: Script) -> None:
        """Clear the stage for a session that begins or is gone on with."""
        self._stands = ()
        self._page.panels.close()
        self._page.show_strip(strip.blocks_of(script))

    @Slot(object)
    def _show(self, state: State) -> None:
        view = view_of(state, self._exercises, self._clock.now(), library.kit_label)
        self._page.show_view(view)
        self._figure.show(state, view)
        self._page.show_steps_large(self._figure.is_empty())
        stands = (state.status, state.index, state.extra_ms, state.pause)
        if stands != self._stands:
            self._stands = stands
            self.moved.emit(state, view)

    @Slot(object)
    def _ask(self, question: Question) -> None:
        state = self._driver.state
        assert state is not None
        match question:
            case Question.HURT:
                self._page.panels.ask_hurt(hurt_question(state, self._exercises), state.open_answer)
            case Question.HOLD:
                held = held_of(state, self._exercises)
                assert held is not None
                self._page.panels.ask_hold(held)
            case Question.LEAVE:
                self._page.panels.ask_leave()
            case Question.KEYS:
                self._page.panels.show_keys()

    @Slot(int)
    def _press(self, key: int) -> None:
        self._driver.press(SessionKey(key))

    @Slot(str)
    def _take_load(self, load: str) -> None:
        state = self._driver.state
        if state is not None and not state.is_over:
            self._driver.tell(player.SetLoad(load))
            self.load_chosen.emit(state.step.exercise, load)

    @Slot(object)
    def _answer_hurt(self, answer: player.HurtAnswered) -> None:
        self._driver.answer_hurt(answer)

    @Slot(str)
    def _answer_hold(self, answer: str) -> None:
        self._driver.answer_hold(HoldAnswer(answer))

    @Slot(str)
    def _answer_leave(self, answer: str) -> None:
        self._driver.answer_leave(LeaveAnswer(answer))
