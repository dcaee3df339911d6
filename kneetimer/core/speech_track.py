"""The time of one step and what is said in it: first what has a fixed moment, then what fits around it.

Knows neither exercises nor a language; speech.py puts messages here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.utterance import LengthOf, Message, Utterance

AIR_MS = 350  # between two sentences


@dataclass(frozen=True, slots=True)
class Line:
    """What is said in one go, the moment at which it starts, and how long it takes.

    `about` is the index of the step that it tells of: its own, or a set that comes later.
    """

    at_ms: int
    length_ms: int
    messages: Utterance
    about: int = 0

    @property
    def end_ms(self) -> int:
        return self.at_ms + self.length_ms


class SpeechTrack:
    """The time of one step."""

    def __init__(self, length_of: LengthOf, end_ms: int, about: int) -> None:
        self._length_of = length_of
        self._taken: list[tuple[int, int]] = []
        self._about = about
        self.end_ms = end_ms
        self.lines: list[Line] = []

    def block(self, from_ms: int, to_ms: int) -> None:
        """Keep a time free of speech."""
        self._taken.append((from_ms, to_ms))

    def fix(self, at_ms: int, meaning: Message, most_ms: int) -> None:
        """Say something at its exact moment, or not at all where it takes longer than `most_ms`."""
        length = self._length_of((meaning,))
        if length is not None and length <= most_ms and self._is_free(at_ms, at_ms + length):
            self._say(at_ms, length, (meaning,), self._about)

    def fit(
        self,
        messages: Sequence[Message],
        from_ms: int,
        until_ms: int,
        *,
        about: int | None = None,
        late: bool = False,
    ) -> int:
        """Say as much as fits between two moments, in one go and as early (or `late`) as possible.

        Gives the moment from which the next sentence may start.
        """
        left = self.sayable(messages)
        while left:
            length = self._length_of(tuple(left))
            assert length is not None, "what cannot be said was left out above"
            at_ms = self._gap(length, from_ms, until_ms, late=late)
            if at_ms is not None:
                self._say(at_ms, length, tuple(left), self._about if about is None else about)
                return at_ms + length + AIR_MS
            left.remove(max(left, key=lambda meaning: meaning.rank))
        return from_ms

    def needs(self, messages: Sequence[Message]) -> int:
        """How long that takes which can be said at all; no time where nothing of it can be."""
        left = tuple(self.sayable(messages))
        return (self._length_of(left) or 0) if left else 0

    def sayable(self, messages: Iterable[Message]) -> list[Message]:
        return [meaning for meaning in messages if self._length_of((meaning,)) is not None]

    def silences(self, until_ms: int, longest_ms: int) -> list[tuple[int, int]]:
        """The times before `until_ms` that are longer silent than that, with what is fixed as a sound."""
        spans = sorted([(0, 0), *self._taken, (until_ms, until_ms)])
        found, heard_ms = [], 0
        for start, end in spans:
            if min(start, until_ms) - heard_ms > longest_ms:
                found.append((heard_ms, min(start, until_ms)))
            heard_ms = max(heard_ms, end)
        return found

    def _say(self, at_ms: int, length: int, messages: Utterance, about: int) -> None:
        self.lines.append(Line(at_ms, length, messages, about))
        self._taken.append((at_ms, at_ms + length))

    def _gap(self, length: int, from_ms: int, until_ms: int, *, late: bool) -> int | None:
        if late:
            latest = [until_ms, *(start - AIR_MS for start, _ in self._taken if start - AIR_MS < until_ms)]
            starts = sorted((end - length for end in latest), reverse=True)
        else:
            starts = sorted([from_ms, *(end + AIR_MS for _, end in self._taken if end + AIR_MS > from_ms)])
        for start in starts:
            if from_ms <= start and start + length <= until_ms and self._is_free(start, start + length):
                return start
        return None

    def _is_free(self, from_ms: int, to_ms: int) -> bool:
        return all(to_ms <= start or from_ms >= end for start, end in self._taken)
