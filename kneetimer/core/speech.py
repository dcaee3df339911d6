"""What is spoken in a step of a session, and when: sentences fitted around what must be on time.

Numbers and countdowns have fixed moments. Sentences are put into the gaps between them; one that
does not fit is shortened by its least important part, and left out when nothing of it fits. The
lengths of the phrases are given from outside, so nothing here depends on a voice or plays one.

Moments count from the start of the step, in the session's milliseconds. A sound at the start of a
step is left to itself for BEEP_MS, and the countdown at the end of a step is never talked over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kneetimer.core import cues, phrases
from kneetimer.core.exercise import Exercise, Side, SideWord, Unit
from kneetimer.core.phrases import Pieces
from kneetimer.core.preferences import Counting
from kneetimer.core.script import Script, Step, StepKind

BEEP_MS = 520  # the sound of entering a step
# A number waits for the tick of its rep or the pip of its second. A voice reaches the ear some
# 40 ms later than a beep, because its clips are resampled on their way.
TICK_MS = 40
PIP_MS = 100
COUNTDOWN_MS = 1000 * cues.COUNTDOWN_S + 50  # what no sentence may reach into
LAST_SECONDS = 5
COUNTS_DOWN_FROM_MS = 12_000  # shorter holds would be nothing but numbers
LAST_REPS_FROM = 6
AIR_MS = 350  # between two sentences
THERE = ("wall", "space")  # what nobody fetches
LATE_MS = 600  # a sentence later than this belongs to a moment that is over

LengthOf = Callable[[str], int | None]
"""How long a piece takes to say, in ms; None where it cannot be said."""


@dataclass(frozen=True, slots=True)
class Talk:
    """What a person wants to hear, and what the session knows of the person at the moment.

    `eased` holds the exercises that were made easier, `pain_noted` is True after pain that is
    not to be trained through was answered in this session.
    """

    counting: Counting = Counting.LAST_THREE
    form_cues: bool = True
    own_pace: bool = False
    eased: frozenset[str] = field(default_factory=frozenset)
    pain_noted: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence, the moment at which it starts, and how long it takes."""

    at_ms: int
    length_ms: int
    pieces: Pieces

    @property
    def text(self) -> str:
        return " ".join(self.pieces)


def lines(
    script: Script,
    index: int,
    length_ms: int,
    exercises: Mapping[str, Exercise],
    length_of: LengthOf,
    talk: Talk,
) -> tuple[Line, ...]:
    """Everything to be spoken in step `index` while it is `length_ms` long, in order.

    At the person's own pace a set has no count, and `length_ms` is what the plan reckons with.
    """
    step = script.steps[index]
    track = _Track(length_of, length_ms)
    speaker = _Speaker(script, index, exercises, length_of, talk)
    match step.kind:
        case StepKind.READY:
            speaker.ready(track)
        case StepKind.REST:
            speaker.rest(track)
        case StepKind.SIDE:
            speaker.side(track)
        case StepKind.WORK:
            speaker.work(track)
        case StepKind.HOLD:
            speaker.hold(track)
    return tuple(sorted(track.lines, key=lambda line: line.at_ms))


def closing(length_of: LengthOf) -> tuple[Line, ...]:
    """What is spoken after the last step."""
    track = _Track(length_of, 10_000)
    track.fit([_Part((phrases.FINISHED,), 0)], BEEP_MS, 10_000)
    return tuple(track.lines)


def getting_set(script: Script, exercises: Mapping[str, Exercise], length_of: LengthOf) -> tuple[Line, ...]:
    """What is spoken after Start, while the person fetches what is needed: that, and what comes first."""
    kit = tuple(to_fetch(script, exercises))
    track = _Track(length_of, 20_000)
    first = _Speaker(script, 0, exercises, length_of, Talk())
    track.fit([_Part((phrases.GET_SET,), 3), _Part(phrases.kit(kit), 2)], AIR_MS, 20_000)
    track.fit([first._name(0), *first._announcement()], AIR_MS, 20_000)
    return tuple(track.lines)


def to_fetch(script: Script, exercises: Mapping[str, Exercise]) -> dict[str, str]:
    """What to have at hand for a session, in the order of use, each with the exercise that needs it first."""
    found: dict[str, str] = {}
    for step in script.steps:
        eased = step.exercise in script.eased
        for kit in exercises[step.exercise].kit_of(step.variant, eased=eased):
            if kit not in THERE:
                found.setdefault(kit, step.exercise)
    return found


def due(planned: Iterable[Line], after_ms: int, until_ms: int) -> Line | None:
    """The line to start now, of those in the half-open time (after_ms, until_ms].

    Where one late tick crosses several, the latest; none where even that one is too late.
    """
    crossed = [line for line in planned if after_ms < line.at_ms <= until_ms]
    if not crossed or until_ms - crossed[-1].at_ms > LATE_MS:
        return None
    return crossed[-1]


def next_ms(planned: Iterable[Line], after_ms: int) -> int | None:
    """The moment of the first line after `after_ms`; None when no more is due."""
    return next((line.at_ms for line in planned if line.at_ms > after_ms), None)


def length_ms(pieces: Pieces, length_of: LengthOf) -> int | None:
    """How long a sentence takes with its pauses; None where a piece of it cannot be said."""
    total = sum(phrases.pauses_ms(pieces))
    for piece in pieces:
        length = length_of(piece)
        if length is None:
            return None
        total += length
    return total


@dataclass(frozen=True, slots=True)
class _Part:
    """Pieces that are said together or not at all; the highest rank is left out first."""

    pieces: Pieces
    rank: int


class _Track:
    """The time of one step, filled first with what is fixed and then with what fits."""

    def __init__(self, length_of: LengthOf, end_ms: int) -> None:
        self._length_of = length_of
        self._taken: list[tuple[int, int]] = []
        self.end_ms = end_ms
        self.lines: list[Line] = []

    def block(self, from_ms: int, to_ms: int) -> None:
        """Keep a time free of speech."""
        self._taken.append((from_ms, to_ms))

    def fix(self, at_ms: int, pieces: Pieces, most_ms: int) -> None:
        """Say something at its exact moment, or not at all where it takes longer than `most_ms`."""
        length = length_ms(pieces, self._length_of) if pieces else None
        if length is not None and length <= most_ms and self._is_free(at_ms, at_ms + length):
            self._say(at_ms, length, pieces)

    def fit(self, parts: Sequence[_Part], from_ms: int, until_ms: int) -> int:
        """Say as many parts as fit between two moments, in one go and as early as possible.

        Gives the moment from which the next sentence may start.
        """
        left = [part for part in parts if part.pieces and self._can_say(part)]
        while left:
            pieces = tuple(piece for part in left for piece in part.pieces)
            length = length_ms(pieces, self._length_of)
            assert length is not None, "parts that cannot be said were left out above"
            at_ms = self._gap(length, from_ms, until_ms)
            if at_ms is not None:
                self._say(at_ms, length, pieces)
                return at_ms + length + AIR_MS
            left.remove(max(left, key=lambda part: part.rank))
        return from_ms

    def needs(self, parts: Sequence[_Part]) -> int:
        """How long the parts take that can be said at all."""
        pieces = tuple(piece for part in parts if self._can_say(part) for piece in part.pieces)
        return length_ms(pieces, self._length_of) or 0

    def _can_say(self, part: _Part) -> bool:
        return all(self._length_of(piece) is not None for piece in part.pieces)

    def _say(self, at_ms: int, length: int, pieces: Pieces) -> None:
        self.lines.append(Line(at_ms, length, pieces))
        self._taken.append((at_ms, at_ms + length))

    def _gap(self, length: int, from_ms: int, until_ms: int) -> int | None:
        starts = [from_ms, *(end + AIR_MS for _, end in self._taken if end + AIR_MS > from_ms)]
        for start in sorted(starts):
            if start + length <= until_ms and self._is_free(start, start + length):
                return start
        return None

    def _is_free(self, from_ms: int, to_ms: int) -> bool:
        return all(to_ms <= start or from_ms >= end for start, end in self._taken)


class _Speaker:
    """Finds the words of one step and puts them on its track."""

    def __init__(
        self,
        script: Script,
        index: int,
        exercises: Mapping[str, Exercise],
        length_of: LengthOf,
        talk: Talk,
    ) -> None:
        self._script = script
        self._index = index
        self._step = script.steps[index]
        self._exercises = exercises
        self._exercise = exercises[self._step.exercise]
        self._length_of = length_of
        self._talk = talk

    # The steps before a set.

    def ready(self, track: _Track) -> None:
        until = _keep_countdown_free(track)
        from_ms = BEEP_MS if self._index else AIR_MS
        if self._follows(StepKind.REST):
            parts = [self._name(0), self._position(1)]
        elif self._step.set > 1:
            parts = [*self._announcement(), self._position(1)]
        else:
            parts = [self._name(0), *self._announcement(), self._position(4), self._load(5), self._kit(6)]
        from_ms = track.fit(parts, from_ms, until)
        if self._talk.pain_noted and self._step.set == 1:
            track.fit([_Part((phrases.SAFETY,), 0)], from_ms, until)

    def rest(self, track: _Track) -> None:
        until = _keep_countdown_free(track)
        from_ms = track.fit(
            [_Part((phrases.REST,), 0), _Part(phrases.seconds(round(track.end_ms / 1000)), 1)], BEEP_MS, until
        )
        new = self._step.set == 1
        parts = [_Part((phrases.NEXT,), 7), *([self._name(0)] if new else []), *self._announcement()]
        if new:
            parts += [self._load(5), self._kit(6)]
        from_ms = track.fit(parts, from_ms, until)
        if self._talk.pain_noted:
            from_ms = track.fit([_Part((phrases.SAFETY,), 0)], from_ms, until)
        position = [self._position(0)]
        if track.needs([self._name(0), *position]) > _time_to_say_ready(self._script, self._index):
            # Where to lie or stand is worth hearing when it is time to get there.
            late = until - track.needs(position) - 3000
            track.fit(position, max(from_ms, late), until)

    def side(self, track: _Track) -> None:
        until = _keep_countdown_free(track)
        change = self._exercise.setup.change_sentence(self._step.side)
        walks = self._exercise.side_word is SideWord.DIRECTION
        parts = [
            _Part(() if walks else (phrases.CHANGE_SIDES,), 2),
            self._side(0),
            _Part((change,), 1),
        ]
        track.fit(parts, BEEP_MS, until)

    # The sets.

    def work(self, track: _Track) -> None:
        step, tempo = self._step, self._step.tempo
        assert tempo is not None, "a set of reps has a tempo"
        assert step.reps is not None, "a set of reps has a number of reps"
        end = track.end_ms
        if not self._talk.own_pace and self._talk.counting is not Counting.NONE:
            end -= 3 * tempo.rep_ms
        # The start sound says begin too, and what is still to be known must not wait for the word. Which
        # side it is and how many also matters more than the first numbers, which may be covered by it.
        unsaid = self._not_yet_said()
        from_ms = track.fit(unsaid, BEEP_MS, end)
        if not self._talk.own_pace:
            self._count(track, step.reps, tempo.rep_ms)
        if not unsaid:
            from_ms = track.fit([_Part((phrases.BEGIN,), 0)], BEEP_MS, end)
        from_ms = track.fit(self._place_not_yet_said(), from_ms, end)
        self._form_cue(track, max(2 * tempo.rep_ms + TICK_MS, 4000 + TICK_MS, from_ms), end)

    def hold(self, track: _Track) -> None:
        end = track.end_ms
        half = end // 2
        if end >= COUNTS_DOWN_FROM_MS:
            for second in range(LAST_SECONDS, 0, -1):
                track.fix(end - 1000 * second + PIP_MS, phrases.number(second), 1000 - PIP_MS - 20)
            end -= 1000 * LAST_SECONDS
        if track.end_ms >= cues.HALF_WAY_FROM_MS:
            track.fix(half + BEEP_MS // 2, (phrases.HALF_WAY,), end - half)
        for_seconds = (phrases.HOLD_FOR, *phrases.seconds(round(track.end_ms / 1000)))
        from_ms = track.fit([_Part(for_seconds, 1), *self._not_yet_said(but_dose=True)], BEEP_MS, end)
        from_ms = track.fit(self._place_not_yet_said(), from_ms, end)
        self._form_cue(track, max(4000, from_ms), end)

    def _count(self, track: _Track, reps: int, rep_ms: int) -> None:
        if self._talk.counting is Counting.NONE:
            return
        for completed in range(1, reps):
            remaining = phrases.REMAINING_REPS.get(reps - completed) if reps >= LAST_REPS_FROM else None
            if remaining is not None:
                words: Pieces = (remaining,)
            elif self._talk.counting is Counting.EVERY_REP:
                words = phrases.number(completed)
            else:
                continue
            track.fix(completed * rep_ms + TICK_MS, words, rep_ms - 2 * TICK_MS)

    def _form_cue(self, track: _Track, from_ms: int, until_ms: int) -> None:
        """One reminder a set, another one in each set and side."""
        if not self._talk.form_cues or not self._exercise.cues:
            return
        turn = 2 * (self._step.set - 1) + (self._step.side is Side.RIGHT)
        cue = self._exercise.cues[turn % len(self._exercise.cues)]
        if self._step.exercise in self._talk.eased:
            cue = self._exercise.eased.cue
        track.fit([_Part((cue,), 0)], from_ms, until_ms)

    # The words.

    def _name(self, rank: int) -> _Part:
        variant = self._step.variant
        text = self._exercise.variant(variant).name if variant else self._exercise.name
        name = phrases.name(text)
        return _Part((name if self._length_of(name) is not None else phrases.NEXT_EXERCISE,), rank)

    def _side(self, rank: int) -> _Part:
        side = self._step.side
        return _Part((phrases.SIDES[self._exercise.side_word, side],) if side else (), rank)

    def _announcement(self) -> list[_Part]:
        """Side, dose and set of the set that comes."""
        coming = self._coming()
        of = phrases.set_of(coming.set, coming.sets)
        return [self._side(1), self._dose(2), _Part((of,) if of else (), 3)]

    def _dose(self, rank: int) -> _Part:
        coming = self._coming()
        amount = coming.reps if coming.reps is not None else round(coming.seconds)
        if coming.unit is Unit.REPS_ALTERNATING:
            amount //= 2
        return _Part(phrases.dose(coming.unit, amount), rank)

    def _position(self, rank: int) -> _Part:
        eased = self._step.exercise in self._talk.eased
        return _Part((self._exercise.setup_sentence(self._step.side, eased=eased),), rank)

    def _load(self, rank: int) -> _Part:
        load = phrases.LOADS.get(self._step.load)
        return _Part((load,) if load else (), rank)

    def _kit(self, rank: int) -> _Part:
        eased = self._step.exercise in self._talk.eased
        return _Part(phrases.kit(self._exercise.kit_of(self._step.variant, eased=eased)), rank)

    # The place in the session.

    def _coming(self) -> Step:
        at = self._script.coming_set(self._index)
        return self._script.steps[at] if at is not None else self._step

    def _follows(self, kind: StepKind) -> bool:
        return self._index > 0 and self._script.steps[self._index - 1].kind is kind

    def _not_yet_said(self, *, but_dose: bool = False) -> list[_Part]:
        """What the steps before this set had no time for."""
        if self._follows(StepKind.SIDE):
            wanted = [self._side(0)]
        else:
            first = [self._name(0)] if self._step.set == 1 else []
            wanted = [*first, *self._announcement()]
        said = self._said_before
        if but_dose:
            said = said.union(self._dose(0).pieces)
        return [part for part in wanted if not said.issuperset(part.pieces)]

    def _place_not_yet_said(self) -> list[_Part]:
        """Where to be and what with, where five seconds to get ready were too short to say it."""
        if self._step.set > 1 or self._follows(StepKind.SIDE):
            return []
        parts = [self._position(0), self._load(1), self._kit(2)]
        return [part for part in parts if not self._said_before.issuperset(part.pieces)]

    @cached_property
    def _said_before(self) -> frozenset[str]:
        """What the steps since the last set say."""
        found: list[Line] = []
        at = self._index - 1
        while at >= 0 and not self._script.steps[at].is_set:
            before = self._script.steps[at]
            found += lines(self._script, at, before.length_ms, self._exercises, self._length_of, self._talk)
            at -= 1
        return frozenset(piece for line in found for piece in line.pieces)


def _time_to_say_ready(script: Script, index: int) -> int:
    """How long may be spoken in the step to get ready after this rest; 0 where the set starts at once."""
    coming = script.steps[index + 1 : index + 2]
    if not coming or coming[0].kind is not StepKind.READY:
        return 0
    return max(0, coming[0].length_ms - BEEP_MS - COUNTDOWN_MS)


def _keep_countdown_free(track: _Track) -> int:
    until = max(0, track.end_ms - COUNTDOWN_MS)
    track.block(until, track.end_ms)
    return until
