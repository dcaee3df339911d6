"""Which sentence of the running step is due: keeps the plan of what is said, step by step.

Plays nothing. core/speech.py decides what is said and where it fits; a voice says it.
"""

from __future__ import annotations

from collections.abc import Mapping

from kneetimer.core import speech
from kneetimer.core.exercise import Exercise
from kneetimer.core.player import State, Status
from kneetimer.core.speech import LengthOf, Line, Talk


class SessionSpeech:
    """The sentences of one session. Without a `length_of` nothing is said."""

    def __init__(self, exercises: Mapping[str, Exercise]) -> None:
        self._exercises = exercises
        self._length_of: LengthOf | None = None
        self._talk = Talk()
        self._lines: tuple[Line, ...] = ()
        self._planned: tuple[object, ...] = ()
        self._until_ms = -1

    def choose(self, length_of: LengthOf | None, talk: Talk) -> None:
        """What the person wants to hear, and how long a voice takes for each piece."""
        self._length_of = length_of
        self._talk = talk
        self._planned = ()

    def take(self, state: State, *, pain_noted: bool) -> Line | None:
        """The line that fell due since the last call, if any."""
        if self._length_of is None or state.status is not Status.RUNNING:
            return None
        now = _moment(state)
        self._plan(state, pain_noted)
        if now < self._until_ms:  # the step began again
            self._until_ms = now - 1
        line = speech.due(self._lines, self._until_ms, now)
        self._until_ms = now
        return line

    def until_next_ms(self, state: State) -> int | None:
        """Time from now to the next line of this step; None when no more comes."""
        if self._length_of is None:
            return None
        at = speech.next_ms(self._lines, self._until_ms)
        return None if at is None else at - _moment(state)

    def closing(self) -> Line | None:
        """What is said after the last step."""
        lines = () if self._length_of is None else speech.closing(self._length_of)
        return lines[0] if lines else None

    def _plan(self, state: State, pain_noted: bool) -> None:
        assert self._length_of is not None
        planned = (id(state.script), state.index, state.length_ms, state.own_pace, state.eased, pain_noted)
        if planned == self._planned:
            return
        if planned[:2] != self._planned[:2]:
            self._until_ms = -1
        self._planned = planned
        talk = Talk(
            self._talk.counting, self._talk.form_cues, state.own_pace, state.eased, pain_noted
        )
        self._lines = speech.lines(
            state.script, state.index, state.length_ms, self._exercises, self._length_of, talk
        )


def _moment(state: State) -> int:
    """The place on the step's own clock; a set at the person's own pace runs on the time spent."""
    return state.spent_ms if state.waits_for_done else state.position_ms
