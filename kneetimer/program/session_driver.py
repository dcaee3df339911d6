"""Leads a session: fed with a clock, keys and a log, it says what is to be shown, heard and asked, and when.

Knows no window, no widget and no Qt: whatever carries out what it says is a shell around it, the one of
the window in session_shell.py and the one of the terminal in cli/rehearse.py. What a key means and when to
look again is asked of the core; what a set or a rest is, the player knows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Protocol

from kneetimer.core import player, record, session_keys
from kneetimer.core.cues import Cue
from kneetimer.core.elapsed import ClockReading, away_between
from kneetimer.core.narrator import Narrator
from kneetimer.core.next_wake import LONGEST_MS, next_wake_ms
from kneetimer.core.player import State, Status
from kneetimer.core.session_keys import HoldAnswer, LeaveAnswer, Meaning, Question, SessionKey
from kneetimer.core.utterance import Utterance

# How long before its moment a sound is announced, in real time: longer than a window is ever busy.
AHEAD_MS = 400.0
ANNOUNCED_UP_TO = 10.0  # times faster; beyond that sounds follow each other too quickly to be laid ready
FIRST_LATE_MS = 2_000.0  # what a first tick may be late and still count in full


class SessionClock(Protocol):
    """What the driver asks the machine about time; devices/process/clock.py answers."""

    def read(self) -> ClockReading: ...


class Log(Protocol):
    """Where events are kept; returns only after they are on the disk, or known not to be."""

    def append(self, *events: record.SessionEvent, place: player.SavePlace | None = None) -> None: ...


class Shell(Protocol):
    """What carries out what the driver says, at once and in the order in which it is said."""

    def show(self, state: State) -> None:
        """The session is in this state, or time has passed in it."""

    def play(self, cue: Cue) -> None:
        """A sound is due now."""

    def announce(self, cue: Cue, in_ms: float) -> None:
        """A sound is due in so many real ms."""

    def take_back(self) -> None:
        """Sounds that were announced are not due after all."""

    def speak(self, messages: Utterance, delay_ms: int) -> None:
        """A sentence is due, after so many ms."""

    def hush(self) -> None:
        """What is being spoken of is over."""

    def ask(self, question: Question) -> None:
        """The session is paused for a question."""

    def wake_in(self, ms: float | None) -> None:
        """`tick` wants to be called in so many real ms, and not before; None while nothing moves."""

    def end(self) -> None:
        """The session is over, whichever way; its last state was shown."""


class SessionDriver:
    """Leads one session after another.

    `speed` makes time run faster for rehearsals. `narrator` says what is to be spoken; nobody speaks
    without one.
    """

    def __init__(self, clock: SessionClock, shell: Shell, *, speed: float = 1.0) -> None:
        self.narrator: Narrator | None = None
        self._clock = clock
        self._shell = shell
        self._speed = speed
        self._log: Log | None = None
        self._state: State | None = None
        self._read: ClockReading | None = None
        self._owed_ms = 0.0  # the part of a millisecond that the last tick could not give
        self._expected_ms = 0.0
        self._ticked = False  # since the session last began to run
        self._redoes = False  # what is waiting to be gone on with begins its step anew
        self._announced_ms = -math.inf  # by the clock, when the last of the announced sounds is due

    @property
    def state(self) -> State | None:
        """The session as it stands; None before the first one."""
        return self._state

    def is_running(self) -> bool:
        return self._state is not None and not self._state.is_over

    def begin(self, state: State, log: Log) -> None:
        """Lead through a new session from its first step, or through a restored one from its pause."""
        self._log = log
        self._state = state
        self._owed_ms = 0.0
        if state.gets_set:
            self._read, self._ticked = self._clock.read(), False
            self._speak(state)
            self._show()
        elif state.status is Status.WAITING:
            self._send(player.Start())
        else:
            self._show()

    def tell(self, event: player.Event) -> None:
        """Something that no key says: the window goes away, or another weight is taken."""
        self._catch_up()
        self._send(event)

    def tick(self) -> None:
        """Take note of the time that has passed, and show the moment."""
        self._catch_up()
        if self._state is not None:
            self._show()

    # What the person says.

    def press(self, key: SessionKey) -> None:
        """A key, as long as no question is open. One that means nothing in this state does nothing."""
        self._catch_up()
        if self._state is not None:
            self._do(session_keys.of_key(self._state, key))

    def go_on(self, *, redo: bool, anyway: bool = False) -> None:
        """Go on with a paused session where it was, or from the start of its step.

        Where something was said that holds the session, what to do is asked instead, unless going on
        `anyway` was decided already and is possible.
        """
        if self._state is not None:
            self._do(session_keys.going_on(self._state, redo=redo, anyway=anyway))

    def answer_hurt(self, answer: player.HurtAnswered) -> None:
        if self.narrator is not None:
            self.narrator.note_pain(answer.level)
        self._send(answer)
        if self._state is not None:
            self._do(session_keys.after_hurt(self._state, answer.answer))

    def answer_hold(self, answer: HoldAnswer) -> None:
        if self._state is not None:
            self._do(session_keys.of_hold_answer(self._state, answer, redo=self._redoes))

    def answer_leave(self, answer: LeaveAnswer) -> None:
        if self._state is not None:
            self._do(session_keys.of_leave_answer(self._state, answer))

    def _do(self, meaning: Meaning) -> None:
        if meaning.event is not None:
            self._send(meaning.event)
        if meaning.question is not None:
            self._redoes = meaning.redo
            self._shell.ask(meaning.question)

    # What the clock says.

    def _catch_up(self) -> None:
        """Tell the player how much time has passed since it was last told."""
        if self._state is None or not _moves(self._state):
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
        if not _moves(before):
            # From here on time counts. Read before anything is written: the disk's time is the person's too.
            self._read, self._ticked = self._clock.read(), False
        try:
            self._state, effects = player.step(before, event)
        except player.IllegalEventError:
            return  # an answer that came twice: its question is decided, and the session runs again
        near_ms = round(AHEAD_MS * self._speed)
        if not isinstance(event, player.Ticked) and (
            player.coming_cues(before, near_ms) != player.coming_cues(self._state, near_ms)
        ):
            self._take_back()
        # Sounds first: writing to a slow disk takes longer than an ear forgives.
        for effect in effects:
            if isinstance(effect, player.PlayCue):
                self._shell.play(effect.cue)
        self._speak(self._state)
        self._store(effects)
        if self._state.is_over:
            self._show()
            self._shell.end()
        elif show:
            self._show()

    def _speak(self, state: State) -> None:
        """Say what is due in this state, and fall silent where what was spoken of is over."""
        if self.narrator is None:
            return
        told = self.narrator.follow(state)
        if told.hush:
            self._shell.hush()
        if told.line is not None:
            self._shell.speak(told.line.messages, told.delay_ms)

    def _store(self, effects: Sequence[player.Effect]) -> None:
        """Keep what came of one step, all of it in one go."""
        assert self._log is not None
        events = [effect.event for effect in effects if isinstance(effect, player.Append)]
        places = [effect for effect in effects if isinstance(effect, player.SavePlace)]
        if events or places:
            self._log.append(*events, place=places[-1] if places else None)

    def _show(self) -> None:
        assert self._state is not None
        self._shell.show(self._state)
        self._shell.wake_in(self._next_wake_ms(self._state))

    # When to look again, and which sounds to announce until then.

    def _next_wake_ms(self, state: State) -> float | None:
        """Real ms until the session or its next sound wants attention."""
        change_ms = next_wake_ms(state, None if self.narrator is None else self.narrator.next_ms(state))
        if change_ms is None:
            return None
        announce_ms = self._announce(state)
        self._expected_ms = max(1.0, min(change_ms / self._speed, announce_ms))
        return self._expected_ms

    def _announce(self, state: State) -> float:
        """Announce the sounds that are near; real ms until that is to be done for the one after them."""
        if self._speed > ANNOUNCED_UP_TO:
            return math.inf
        assert self._read is not None
        now_ms = self._clock.read().monotonic_ms
        for in_ms, cue in player.coming_cues(state, round((AHEAD_MS + LONGEST_MS) * self._speed)):
            due_ms = self._read.monotonic_ms + (in_ms - self._owed_ms) / self._speed
            left_ms = due_ms - now_ms
            if left_ms > AHEAD_MS:
                return left_ms - AHEAD_MS
            if left_ms > 0 and due_ms - self._announced_ms > 1.0:
                self._announced_ms = due_ms
                self._shell.announce(cue, left_ms)
        return math.inf

    def _take_back(self) -> None:
        if self._announced_ms != -math.inf:
            self._announced_ms = -math.inf
            self._shell.take_back()


def _moves(state: State) -> bool:
    """Whether time that passes is time of the session."""
    counts_down = state.gets_set and not state.waits_to_start
    return counts_down or state.status in (Status.RUNNING, Status.COUNT_IN)
