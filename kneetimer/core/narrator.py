"""Follows a session and says what starts to be said now. Speaks nothing itself, and asks no clock.

What and when is decided in speech.py; this is the memory between two states of the player: what was planned
for the step, up to where it was spoken, and what was really heard of the sets to come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from kneetimer.core import speech
from kneetimer.core.exercise import Exercise
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.player import State, Status
from kneetimer.core.speech import Talk, Voiced
from kneetimer.core.speech_track import Line
from kneetimer.core.utterance import Kind, LengthOf, Message

WATCHED_PAIN = 3  # from this answer on, the safety line is spoken
STOPPED = (Status.PAUSED, Status.COUNT_IN)
# What may be said more than once in a step, and what says nothing by itself.
AGAIN = frozenset({Kind.PLACE, Kind.CUE, Kind.KEEP, Kind.LEFT, Kind.NUMBER, Kind.MORE})
LEADS = frozenset({Kind.NEXT, Kind.AFTER})


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

    `talk` is what the person chose; own pace, eased exercises and pain are taken from the session. Without
    `closes` the end is left to somebody who knows what comes next.
    """

    def __init__(
        self, exercises: Mapping[str, Exercise], length_of: LengthOf, talk: Talk, *, closes: bool = True
    ) -> None:
        self._exercises = exercises
        self._length_of = length_of
        self._talk = talk
        self._closes = closes
        self._last: State | None = None
        self._planned: tuple[Line, ...] = ()
        self._key: object = None
        self._resumed: Line | None = None
        self._given: Line | None = None  # the last line of this step
        self._told: set[Message] = set()  # in this step
        self._heard: dict[int, set[Message]] = {}  # of each set, what was said of it
        self._said: frozenset[Message] = frozenset()  # of them, before this step

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
            return self._once(last, state, speech.closing(self._length_of) if self._closes else ())
        if state.status is Status.PAUSED:
            self._take_back_cut(last)
            return self._once(last, state, self._single(Message(Kind.PAUSED)))
        if state.gets_set:
            return self._get_set(last, state)
        if state.status is not Status.RUNNING:
            return Narration(hush=last is not None and last.status is Status.RUNNING)
        moved = last is None or last.gets_set or last.index != state.index or _clock(last) > _clock(state)
        if last is not None and not moved and state.eased - last.eased:
            # Said now: the cues of the set come too late for somebody whom it hurts.
            cue = self._single(Message(Kind.EASED, (state.step.exercise,)))
            return Narration(True, cue[0] if cue else None)
        if moved:
            self._enter(last, state)
        elif last is not None and last.status in STOPPED:
            self._resume(state)
        planned = self._lines(state)
        after_ms = 0 if moved or last is None else _clock(last)
        line = speech.due(planned, after_ms, _clock(state))
        if line is not None:
            self._given = line
            self._told.update(line.messages)
            self._heard.setdefault(line.about, set()).update(line.messages)
        return Narration(moved and last is not None, line) if moved or line else NOTHING

    def next_ms(self, state: State) -> int | None:
        """Session time until the next line of the step; None when no more comes."""
        if state.status is not Status.RUNNING:
            return None
        at_ms = speech.next_ms(self._lines(state), _clock(state))
        return None if at_ms is None else at_ms - _clock(state)

    def _get_set(self, last: State | None, state: State) -> Narration:
        """Once, what to fetch and what comes first; what was heard of that is not said again."""
        if last is not None:
            return NOTHING
        line = speech.getting_set(state.script, self._voiced(state), state.get_set_ms)
        if line is None:
            return NOTHING
        self._heard[line.about] = set(line.messages)
        return Narration(line=replace(line, at_ms=0))

    def _enter(self, last: State | None, state: State) -> None:
        """Another step begins, or the same one anew."""
        self._take_back_cut(last)
        about = speech.coming(state.script, state.index)
        if last is not None and not last.gets_set and last.index >= state.index:
            # Gone back: it is all said again.
            self._heard = {index: said for index, said in self._heard.items() if index < about}
        self._said = frozenset(self._heard.get(about, ()))
        self._given = self._resumed = self._key = None
        self._told.clear()

    def _resume(self, state: State) -> None:
        voiced = self._voiced(state)
        self._resumed = speech.resumed(
            state.script, state.index, _clock(state), state.length_ms, voiced, self._plan(state)
        )

    def _take_back_cut(self, last: State | None) -> None:
        """What was cut short counts as not heard."""
        given, self._given = self._given, None
        if given is not None and last is not None and _clock(last) < given.end_ms:
            self._heard[given.about].difference_update(given.messages)

    def _once(self, last: State | None, state: State, lines: tuple[Line, ...]) -> Narration:
        if last is not None and last.status is state.status:
            return NOTHING
        line = lines[0] if lines and last is not None else None
        return Narration(True, line, line.at_ms if line else 0)

    def _single(self, meaning: Message) -> tuple[Line, ...]:
        length = self._length_of((meaning,))
        return () if length is None else (Line(0, length, (meaning,)),)

    def _voiced(self, state: State) -> Voiced:
        talk = replace(self._talk, own_pace=state.waits_for_done, eased=state.eased)
        return Voiced(self._exercises, self._length_of, talk)

    def _lines(self, state: State) -> tuple[Line, ...]:
        planned = self._plan(state)
        if self._resumed is None:
            return planned
        return tuple(sorted((*planned, self._resumed), key=lambda line: line.at_ms))

    def _plan(self, state: State) -> tuple[Line, ...]:
        voiced = self._voiced(state)
        key = (state.index, state.length_ms, voiced.talk)
        if key != self._key:
            self._key = key
            planned = speech.lines(state.script, state.index, state.length_ms, voiced, self._said)
            self._planned = tuple(self._not_again(planned))
        return self._planned

    def _not_again(self, planned: tuple[Line, ...]) -> Iterator[Line]:
        """Without what was said in this step before: planned anew, a sentence may have a later moment."""
        for line in planned:
            left = tuple(each for each in line.messages if each.kind in AGAIN or each not in self._told)
            length_ms = self._length_of(left) if left else None
            if length_ms is not None and not all(each.kind in LEADS for each in left):
                yield replace(line, messages=left, length_ms=length_ms)


def _clock(state: State) -> int:
    """How far into its step a session is, also where no tempo leads it."""
    return state.spent_ms if state.waits_for_done else state.position_ms
