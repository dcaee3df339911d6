"""Follows a session and says which sentence starts now. Speaks nothing itself, and asks no clock.

The words and their moments are those of speech.py; this is the memory between two states of the
player: what was planned for the step, and up to where it was spoken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kneetimer.core import phrases, speech
from kneetimer.core.exercise import Exercise
from kneetimer.core.player import State, Status
from kneetimer.core.speech import LengthOf, Line, Talk

WATCHED_PAIN = 3  # from this answer on, the safety line is spoken


@dataclass(frozen=True, slots=True)
class Narration:
    """What the voice does now: fall silent first or not, then say a line or none.

    `delay_ms` is what the line waits for the sound of its moment.
    """

    hush: bool = False
    line: Line | None = None
    delay_ms: int = 0


NOTHING = Narration()


class Narrator:
    """Gives each line of a session once, when the state that it belongs to is shown.

    `talk` is what the person chose; own pace, eased exercises and pain are taken from the session.
    """

    def __init__(self, exercises: Mapping[str, Exercise], length_of: LengthOf, talk: Talk) -> None:
        self._exercises = exercises
        self._length_of = length_of
        self._talk = talk
        self._last: State | None = None
        self._planned: tuple[Line, ...] = ()
        self._key: object = None

    def choose(self, talk: Talk) -> None:
        """Take other choices from the next state on."""
        self._talk = replace(talk, pain_noted=self._talk.pain_noted)

    def note_pain(self, level: int | None) -> None:
        """The answer to "how much does it hurt?"; None is no answer and changes nothing."""
        if level is not None:
            self._talk = replace(self._talk, pain_noted=level >= WATCHED_PAIN)

    def follow(self, state: State) -> Narration:
        """What to say now that the session is in `state`. To be called with every new state."""
        last, self._last = self._last, state
        if state.status is Status.FINISHED:
            return self._once(last, state, speech.closing(self._length_of))
        if state.status is Status.PAUSED:
            return self._once(last, state, self._single(phrases.PAUSED))
        if state.gets_set:
            lines = speech.getting_set(state.script, self._exercises, self._length_of) if last is None else ()
            # In one go, because no step gives the second sentence its moment.
            pieces = tuple(piece for line in lines for piece in line.pieces)
            length = speech.length_ms(pieces, self._length_of)
            return Narration(line=Line(0, length, pieces) if pieces and length else None)
        if state.status is not Status.RUNNING:
            return Narration(hush=last is not None and last.status is Status.RUNNING)
        planned = self._plan(state)
        moved = last is None or last.gets_set or last.index != state.index or _clock(last) > _clock(state)
        if last is not None and not moved and state.eased - last.eased:
            # Said now: the cues of the set come too late for somebody whom it hurts.
            cue = self._single(self._exercises[state.step.exercise].eased.cue)
            return Narration(True, cue[0] if cue else None)
        after_ms = 0 if moved or last is None else _clock(last)
        line = speech.due(planned, after_ms, _clock(state))
        return Narration(moved and last is not None, line) if moved or line else NOTHING

    def next_ms(self, state: State) -> int | None:
        """Session time until the next line of the step; None when no more comes."""
        if state.status is not Status.RUNNING:
            return None
        at_ms = speech.next_ms(self._plan(state), _clock(state))
        return None if at_ms is None else at_ms - _clock(state)

    def _once(self, last: State | None, state: State, lines: tuple[Line, ...]) -> Narration:
        if last is not None and last.status is state.status:
            return NOTHING
        line = lines[0] if lines and last is not None else None
        return Narration(True, line, line.at_ms if line else 0)

    def _single(self, piece: str) -> tuple[Line, ...]:
        length = self._length_of(piece)
        return () if length is None else (Line(0, length, (piece,)),)

    def _plan(self, state: State) -> tuple[Line, ...]:
        talk = replace(self._talk, own_pace=state.waits_for_done, eased=state.eased)
        key = (state.index, state.length_ms, talk)
        if key != self._key:
            self._key = key
            self._planned = speech.lines(
                state.script, state.index, state.length_ms, self._exercises, self._length_of, talk
            )
        return self._planned


def _clock(state: State) -> int:
    """How far into its step a session is, also where no tempo leads it."""
    return state.spent_ms if state.waits_for_done else state.position_ms
