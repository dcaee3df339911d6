"""Runs a session: turns keys and passing time into the player's events, and its effects into acts.

Holds the only timer of the program. It is set to the next moment at which something changes on
the screen or in the ears, and does not run while a session is paused. What a set or a rest is,
the player knows; how it looks, the page.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from kneetimer.core import player, record
from kneetimer.core.cues import Cue
from kneetimer.core.elapsed import Reading, away_between
from kneetimer.core.exercise import Exercise
from kneetimer.core.knee import Sign
from kneetimer.core.narrator import Narrator
from kneetimer.core.player import State, Status
from kneetimer.core.preferences import Knee
from kneetimer.core.record import HurtAnswer, PauseReason
from kneetimer.core.script import StepKind
from kneetimer.ui.session import strip
from kneetimer.ui.session.figure import SessionFigure
from kneetimer.ui.session.page import SessionPage
from kneetimer.ui.session.view import REST_DASHES, MainAction, held_of, view_of

FRAME_MS = 1000 / 24
SLOW_FRAME_MS = 100  # rings that only empty
# How long before its moment a sound is announced, in real time: longer than a window is ever busy.
AHEAD_MS = 400.0
ANNOUNCED_UP_TO = 10.0  # times faster; beyond that sounds follow each other too quickly to be laid ready
FIRST_LATE_MS = 2_000.0  # what a first tick may be late and still count in full
LONGEST_WAIT_MS = 1000.0  # of the timer while time passes: a second is counted, or more often


class SessionClock(Protocol):
    """What the driver asks the machine about time; devices/process/clock.py answers."""

    def read(self) -> Reading: ...

    def now(self) -> datetime: ...


class Log(Protocol):
    """Where events are kept; returns only after they are on the disk, or known not to be."""

    def append(self, *events: record.SessionEvent, place: player.SavePlace | None = None) -> None: ...


class SessionDriver(QObject):
    """Leads one session after another through the session page.

    `speed` makes time run faster for rehearsals. `cue_due` names the sound to play now; `cue_coming`
    names it a moment before and says in how many ms it is due, and `cue_put_off` takes that back;
    `ended` comes once a session is over, whichever way; `moved` carries the view whenever a session
    is at another step, pauses, goes on or is over.
    """

    cue_due = Signal(str)
    cue_coming = Signal(str, float)
    cue_put_off = Signal()
    ended = Signal()
    moved = Signal(object)
    voice_due = Signal(object, int)  # the pieces of a sentence, and ms to wait before it
    hushed = Signal()
    mute_toggled = Signal()
    voice_toggled = Signal()
    full_screen_toggled = Signal()

    def __init__(
        self,
        page: SessionPage,
        figure: SessionFigure,
        exercises: Mapping[str, Exercise],
        clock: SessionClock,
        *,
        speed: float = 1.0,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._page = page
        self._figure = figure
        self._exercises = exercises
        self._clock = clock
        self._speed = speed
        self._log: Log | None = None
        self._state: State | None = None
        self._read: Reading | None = None
        self._owed_ms = 0.0  # the part of a millisecond that the last tick could not give
        self._expected_ms = 0.0
        self._ticked = False  # since the session last began to run
        self._redoes = False  # what is waiting to be gone on with begins its step anew
        self._announced_ms = -math.inf  # by the clock, when the last of the announced cues is due
        self.narrator: Narrator | None = None  # nobody speaks without one
        self._stands: tuple[object, ...] = ()  # what `moved` was last emitted for
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._connect()

    @property
    def state(self) -> State | None:
        """The session as it stands; None before the first one."""
        return self._state

    def begin(self, state: State, log: Log) -> None:
        """Lead through a new session from its first step, or through a restored one from its pause."""
        self._log = log
        self._state = state
        self._owed_ms = 0.0
        self._stands = ()
        self._read = self._clock.read()
        self._ticked = False
        self._page.close_overlays()
        self._page.show_strip(strip.blocks_of(state.script))
        if state.status is Status.WAITING:
            self._send(player.Start())
        else:
            self._show()

    def go_on(self, *, redo: bool, anyway: bool = False) -> None:
        """Go on with a restored session where it was, or from the start of its step.

        Where something was said that holds the session, what to do is asked instead, unless going on
        `anyway` was decided already and is possible.
        """
        self._go_on(redo=redo, anyway=anyway)

    def is_running(self) -> bool:
        return self._state is not None and not self._state.is_over

    def suspend(self) -> None:
        """Pause because the window goes away; the session is offered again at the next start."""
        self._catch_up()
        self._send(player.Pause(PauseReason.INTERRUPTED))
        self._timer.stop()

    # What the page says.

    @Slot()
    def _main(self) -> None:
        self._catch_up()
        if self._state is None or self._state.is_over:
            return
        action = view_of(self._state, self._exercises, self._clock.now()).main
        if action in (MainAction.GO_ON, MainAction.DECIDE):
            self._go_on(redo=False)
        elif action in (MainAction.DONE, MainAction.COUNT):
            self._send(player.Done())
        else:
            self._send(player.Pause())

    @Slot()
    def _redo(self) -> None:
        self._go_on(redo=True)

    def _go_on(self, *, redo: bool, anyway: bool = False) -> None:
        self._read = self._clock.read()
        self._ticked = False
        self._page.close_overlays()
        if self._state is not None:
            held = held_of(self._state, self._exercises)
            if held is not None and (held.must_stop or not anyway):
                self._redoes = redo
                self._page.open_hold(held)
                return
        self._send(player.GoOn(redo, anyway))

    @Slot()
    def _skip(self) -> None:
        self._catch_up()
        self._send(player.Skip())

    @Slot()
    def _back(self) -> None:
        self._catch_up()
        self._send(player.Back())

    @Slot()
    def _more(self) -> None:
        self._adjust(1)

    @Slot()
    def _less(self) -> None:
        self._adjust(-1)

    @Slot()
    def _last_more(self) -> None:
        self._catch_up()
        self._send(player.CorrectLastSet(1))

    @Slot()
    def _last_less(self) -> None:
        self._catch_up()
        self._send(player.CorrectLastSet(-1))

    def _adjust(self, direction: int) -> None:
        self._catch_up()
        if self._state is None or self._state.is_over:
            return
        if self._state.step.kind is StepKind.REST:
            self._send(player.AdjustRest(15 * direction))
        elif self._state.step.kind is StepKind.WORK:
            self._send(player.CorrectCount(direction))

    @Slot()
    def _pace(self) -> None:
        self._catch_up()
        if self._state is not None and not self._state.is_over:
            self._send(player.SetPace(not self._state.own_pace))

    @Slot()
    def _hurts(self) -> None:
        if not self._interrupt(PauseReason.HURTS):
            return
        self._ask_again()

    def _ask_again(self) -> None:
        """How much it hurts, with what was kept when it was asked last in this pause."""
        assert self._state is not None
        kept = self._state.said
        if kept is not None and kept.answer is not HurtAnswer.OPEN:
            kept = None
        step = self._state.index if kept is None else kept.step
        self._page.open_hurt(self._exercises[self._state.script.steps[step].exercise].name, kept)

    @Slot(object, object, str, object)
    def _hurt_chosen(
        self, level: int | None, knee: Knee | None, answer: str, signs: tuple[Sign, ...]
    ) -> None:
        self._page.close_overlays()
        if self.narrator is not None:
            self.narrator.note_pain(level)
        chosen = HurtAnswer(answer)
        self._send(player.HurtAnswered(level, knee, chosen, signs))
        if self._state is None or self._state.is_over or chosen is HurtAnswer.OPEN:
            return
        if self._state.held is None or chosen is not HurtAnswer.SKIP:
            self._go_on(redo=False)

    @Slot(str)
    def _hold_chosen(self, answer: str) -> None:
        if self._state is None or self._state.said is None:
            return
        if answer == "anyway":
            self._go_on(redo=self._redoes, anyway=True)
        elif answer == "again":
            self._ask_again()
        else:
            said = self._state.said
            self._send(player.HurtAnswered(said.level, said.knee, HurtAnswer.STOP, said.signs))

    @Slot()
    def _leave(self) -> None:
        if self._interrupt(PauseReason.LEAVING):
            self._page.open_leave()

    @Slot(str)
    def _leave_chosen(self, choice: str) -> None:
        self._page.close_overlays()
        if choice == "stay":
            self._go_on(redo=False)
        else:
            self._send(player.Leave(discard=choice == "discard"))

    @Slot()
    def _keys(self) -> None:
        if self._interrupt(PauseReason.PERSON):
            self._page.open_keys()

    def _interrupt(self, reason: PauseReason) -> bool:
        """Pause to ask or show something. False where there is no session to pause.

        Closing the panel decides nothing and leaves the session paused, so one that was paused already
        keeps the reason and what is offered for it.
        """
        self._catch_up()
        if self._state is not None and self._state.status is not Status.PAUSED:
            self._send(player.Pause(reason))
        return self._state is not None and self._state.status is Status.PAUSED

    # What the clock says.

    @Slot()
    def tick(self) -> None:
        """Take note of the time that has passed, and show the moment."""
        self._catch_up()
        self._show()

    def _catch_up(self) -> None:
        """Tell the player how much time has passed since it was last told."""
        state = self._state
        if state is None or state.status not in (Status.RUNNING, Status.COUNT_IN):
            return
        before, after = self._read, self._clock.read()
        assert before is not None
        self._read = after
        first, self._ticked = not self._ticked, True
        away = away_between(before, after, self._expected_ms)
        spent_ms = after.monotonic_ms - before.monotonic_ms
        if first and (away is None or not away.asleep):
            # Between beginning and the first tick the screen is built and drawn. However long that takes, it
            # is neither sleep nor the person's time.
            away, late_ms = None, spent_ms - self._expected_ms
            if late_ms > FIRST_LATE_MS:
                spent_ms = self._expected_ms
                self._take_back()  # sounds that were announced for moments which have moved
        if away is not None:
            self._owed_ms = 0.0
            self._send(player.Slept(round(away.ms / 1000), away.asleep))
            return
        self._owed_ms += spent_ms * self._speed
        whole = int(self._owed_ms)
        self._owed_ms -= whole
        if whole > 0:
            self._send(player.Ticked(whole), show=False)

    # What the player says.

    def _send(self, event: player.Event, *, show: bool = True) -> None:
        if self._state is None or self._state.is_over:
            return
        before = self._state
        try:
            self._state, effects = player.step(before, event)
        except player.IllegalEventError:
            return  # a key that means nothing in this step
        if not isinstance(event, player.Ticked):
            self._put_off(before, self._state)
        # Sounds first: writing to a slow disk takes longer than an ear forgives.
        for effect in effects:
            if isinstance(effect, player.PlayCue):
                self.cue_due.emit(effect.cue.value)
        self._speak()
        self._store(effects)
        if self._state.is_over:
            self._timer.stop()
            self._show()
            self.ended.emit()
        elif show:
            self._show()

    def _speak(self) -> None:
        """Say what is due in this state, and fall silent where what was spoken of is over."""
        assert self._state is not None
        if self.narrator is None:
            return
        told = self.narrator.follow(self._state)
        if told.hush:
            self.hushed.emit()
        if told.line is not None:
            self.voice_due.emit(told.line.pieces, told.delay_ms)

    def _store(self, effects: Sequence[player.Effect]) -> None:
        """Keep what came of one step, all of it in one go."""
        assert self._log is not None
        events = [effect.event for effect in effects if isinstance(effect, player.Append)]
        places = [effect for effect in effects if isinstance(effect, player.SavePlace)]
        if events or places:
            self._log.append(*events, place=places[-1] if places else None)

    def _show(self) -> None:
        if self._state is None:
            return
        view = view_of(self._state, self._exercises, self._clock.now())
        self._page.show_view(view)
        self._figure.show(self._state, view)
        self._set_timer()
        stands = (self._state.status, self._state.index, self._state.extra_ms)
        if stands != self._stands:
            self._stands = stands
            self.moved.emit(view)

    def _set_timer(self) -> None:
        assert self._state is not None
        if self._state.status not in (Status.RUNNING, Status.COUNT_IN):
            self._timer.stop()
            return
        look_ms = (AHEAD_MS + LONGEST_WAIT_MS) * min(self._speed, ANNOUNCED_UP_TO)
        coming = player.coming_cues(self._state, round(look_ms))
        change_ms = self._next_change_ms(self._state, coming) / self._speed
        announce_ms = self._announce(coming)
        self._expected_ms = max(1.0, change_ms if announce_ms is None else min(change_ms, announce_ms))
        self._timer.start(round(self._expected_ms))

    def _put_off(self, before: State, after: State) -> None:
        """Take back the sounds that were announced and that an event has made untrue."""
        near_ms = round(AHEAD_MS * self._speed)
        if player.coming_cues(before, near_ms) != player.coming_cues(after, near_ms):
            self._take_back()

    def _take_back(self) -> None:
        if self._announced_ms != -math.inf:
            self._announced_ms = -math.inf
            self.cue_put_off.emit()

    def _announce(self, coming: Sequence[tuple[int, Cue]]) -> float | None:
        """Announce the sounds that are near; real ms until that is to be done for the one after them."""
        assert self._read is not None
        now_ms = self._clock.read().monotonic_ms
        for in_ms, cue in coming if self._speed <= ANNOUNCED_UP_TO else ():
            due_ms = self._read.monotonic_ms + (in_ms - self._owed_ms) / self._speed
            left_ms = due_ms - now_ms
            if left_ms > AHEAD_MS:
                return left_ms - AHEAD_MS
            if left_ms > 0 and due_ms - self._announced_ms > 1.0:
                self._announced_ms = due_ms
                self.cue_coming.emit(cue.value, left_ms)
        return None

    def _next_change_ms(self, state: State, coming: Sequence[tuple[int, Cue]]) -> float:
        """Session time until something changes on the screen or in the ears."""
        if state.status is Status.COUNT_IN:
            return min(SLOW_FRAME_MS, _until_multiple(state.count_in_ms, 1000))
        if state.in_overtime:
            return float(1000 - state.overtime_ms % 1000)
        if state.waits_for_done:
            second = _until_multiple(state.remaining_ms, 1000) if state.remaining_ms else 1000.0
            said_in = self._next_line_ms(state)
            return second if said_in is None else min(second, said_in)
        moments = [float(state.remaining_ms)]
        said_in = self._next_line_ms(state)
        if said_in is not None:
            moments.append(said_in)
        if coming:
            moments.append(float(coming[0][0]))
        if state.step.kind is StepKind.WORK:
            moments.append(FRAME_MS)
        elif state.step.kind is StepKind.REST:
            moments.append(_until_multiple(state.remaining_ms, 1000))
            moments.append(_until_multiple(state.remaining_ms, state.length_ms / REST_DASHES))
        else:
            moments.append(SLOW_FRAME_MS)
        return min(moments)

    def _next_line_ms(self, state: State) -> float | None:
        said_in = None if self.narrator is None else self.narrator.next_ms(state)
        return None if said_in is None else float(max(1, said_in))

    def _connect(self) -> None:
        self._timer.timeout.connect(self.tick)
        page = self._page
        page.main_pressed.connect(self._main)
        page.skip_pressed.connect(self._skip)
        page.back_pressed.connect(self._back)
        page.more_pressed.connect(self._more)
        page.less_pressed.connect(self._less)
        page.last_more_pressed.connect(self._last_more)
        page.last_less_pressed.connect(self._last_less)
        page.pace_pressed.connect(self._pace)
        page.hurts_pressed.connect(self._hurts)
        page.hurt_chosen.connect(self._hurt_chosen)
        page.hold_chosen.connect(self._hold_chosen)
        page.leave_pressed.connect(self._leave)
        page.leave_chosen.connect(self._leave_chosen)
        page.redo_pressed.connect(self._redo)
        page.keys_pressed.connect(self._keys)
        page.mute_pressed.connect(self.mute_toggled)
        page.voice_pressed.connect(self.voice_toggled)
        page.full_screen_pressed.connect(self.full_screen_toggled)


def _until_multiple(remaining_ms: float, unit_ms: float) -> float:
    """Time until a count that runs down shows its next whole unit, at least 1 ms."""
    into = remaining_ms % unit_ms
    return max(1.0, into if into > 0 else unit_ms)
