"""What is said in a step of a session, and when: messages fitted around what must be on time.

Numbers and countdowns have fixed moments. Sentences are put into the gaps between them; one that
does not fit is shortened by its least important part, and left out when nothing of it fits. What the
steps before a set have no time for is said ahead, near the end of the set before. The lengths are given
from outside, so nothing here depends on a voice or a language, or plays one.

Moments count from the start of the step, in the session's milliseconds. A sound at the start of a
step is left to itself for BEEP_MS, and the countdown at the end of a step is never talked over.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from kneetimer.core import cues
from kneetimer.core.exercise import Exercise, SideWord
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.preferences import Counting, Talking
from kneetimer.core.script import Script, StepKind
from kneetimer.core.speech_track import AIR_MS, Line, SpeechTrack
from kneetimer.core.speech_words import StepWords
from kneetimer.core.utterance import Kind, LengthOf, Message, Utterance

BEEP_MS = 520  # the sound of entering a step
# A number waits for the tick of its rep or the pip of its second. A voice reaches the ear some
# 40 ms later than a beep, because its clips are resampled on their way.
TICK_MS = 40
PIP_MS = 100
COUNTDOWN_MS = 1000 * cues.COUNTDOWN_S + 50  # what no sentence may reach into
LAST_SECONDS = 5
COUNTS_DOWN_FROM_MS = 12_000  # shorter holds would be nothing but numbers
LAST_REPS = 3
LAST_REPS_FROM = 6
THERE = ("wall", "space")  # what nobody fetches
LATE_MS = 600  # a sentence later than this belongs to a moment that is over
LONG_SET_MS = 40_000  # a set of reps whose middle is news
# How long nobody speaks at most; with a countdown and the sound of the next step it stays below 30 seconds.
SILENT_MS: Mapping[Talking, int] = {Talking.FULL: 16_000, Talking.NORMAL: 24_000}
LEFT_EVERY_S = 15  # the lengths of time that are told while a rest or a hold goes on; less than any silence

Said = frozenset[Message]


@dataclass(frozen=True, slots=True)
class Talk:
    """What a person wants to hear, and what the session knows of the person at the moment.

    `eased` holds the exercises that were made easier, `pain_noted` is True after pain that is
    not to be trained through was answered in this session.
    """

    counting: Counting = Counting.LAST_THREE
    form_cues: bool = True
    talking: Talking = Talking.NORMAL
    own_pace: bool = False
    eased: frozenset[str] = field(default_factory=frozenset)
    pain_noted: bool = False

    @property
    def is_quiet(self) -> bool:
        return self.talking is Talking.QUIET


@dataclass(frozen=True, slots=True)
class Voiced:
    """What lines are planned with: the exercises, the lengths of what is said, and the person's choices."""

    exercises: Mapping[str, Exercise]
    length_of: LengthOf
    talk: Talk

    def words(self, script: Script, index: int) -> StepWords:
        return StepWords(script, index, self.exercises, self.length_of, self.talk.eased)


def lines(
    script: Script, index: int, length_ms: int, voiced: Voiced, said: Said = frozenset()
) -> tuple[Line, ...]:
    """Everything to be spoken in step `index` while it is `length_ms` long, in order.

    `said` is what was heard so far of the set that the step is or leads to. At the person's own pace a
    set has no count, and `length_ms` is what the plan reckons with.
    """
    step = script.steps[index]
    speaker = _Speaker(script, index, length_ms, voiced, said)
    match step.kind:
        case StepKind.READY:
            speaker.ready()
        case StepKind.REST:
            speaker.rest()
        case StepKind.SIDE:
            speaker.side()
        case StepKind.WORK:
            speaker.work()
        case StepKind.HOLD:
            speaker.hold()
    return tuple(sorted(speaker.track.lines, key=lambda line: line.at_ms))


def whole(script: Script, voiced: Voiced) -> Iterator[tuple[Line, ...]]:
    """The lines of every step of a session that goes as planned, and those after its end."""
    heard: dict[int, set[Message]] = {}
    for index, step in enumerate(script.steps):
        said = frozenset(heard.get(coming(script, index), ()))
        planned = lines(script, index, step.length_ms, voiced, said)
        for line in planned:
            heard.setdefault(line.about, set()).update(line.messages)
        yield planned
    yield closing(voiced.length_of)


def coming(script: Script, index: int) -> int:
    """The index of the set that a step is or leads to."""
    at = script.coming_set(index)
    return index if at is None else at


def closing(length_of: LengthOf) -> tuple[Line, ...]:
    """What is spoken after the last step."""
    track = SpeechTrack(length_of, 10_000, 0)
    track.fit([Message(Kind.FINISHED)], BEEP_MS, 10_000)
    return tuple(track.lines)


def ending(week: int, session: int, next_day: str) -> Utterance:
    """Which session is done and when the next one is; `next_day` is the English name of its day, or ""."""
    coming = [Message(Kind.NEXT_DAY, (next_day,))] if next_day else []
    return (Message(Kind.WAS, (session, week)), *coming)


def getting_set(script: Script, voiced: Voiced, length_ms: int) -> Line | None:
    """What is spoken after Start, in the time to get set: what to fetch, what comes first, and where to be.

    In one go, because no step gives a second sentence its moment.
    """
    things = tuple(to_fetch(script, voiced.exercises))
    words = voiced.words(script, 0)
    first = [message for message in words.all() if message.kind is not Kind.KIT]
    track = SpeechTrack(voiced.length_of, length_ms, words.about)
    fetch = track.sayable([Message(Kind.KIT, things, 2)] if things else []) or words.kit(2)
    track.fit([Message(Kind.GET_SET, (), 8), *fetch, *first], AIR_MS, length_ms - COUNTDOWN_MS)
    return track.lines[0] if track.lines else None


def to_fetch(script: Script, exercises: Mapping[str, Exercise]) -> dict[str, str]:
    """What to have at hand for a session, in the order of use, each with the exercise that needs it first."""
    found: dict[str, str] = {}
    for step in script.steps:
        eased = step.exercise in script.eased
        for kit in exercises[step.exercise].kit_of(step.variant, eased=eased):
            if kit not in THERE:
                found.setdefault(kit, step.exercise)
    return found


def resumed(
    script: Script, index: int, at_ms: int, length_ms: int, voiced: Voiced, planned: Sequence[Line]
) -> Line | None:
    """What to do, for somebody who goes on with step `index` at `at_ms` of it; None where no time is left.

    It fits between what else is still planned in the step.
    """
    step = script.steps[index]
    words = voiced.words(script, index)
    left_ms = length_ms - at_ms
    track = SpeechTrack(voiced.length_of, length_ms, words.about)
    for line in planned:
        track.block(line.at_ms, line.end_ms)
    until = length_ms - (0 if step.is_set else COUNTDOWN_MS)
    match step.kind:
        case StepKind.WORK:
            assert step.tempo is not None, "a set of reps has a tempo"
            reps = [] if voiced.talk.own_pace else [math.ceil(left_ms / step.tempo.rep_ms)]
            to_do = [Message(Kind.DOSE, (step.unit.value, words.each_side(count)), 2) for count in reps]
            parts = [words.name(1), *words.side(0), *to_do]
        case StepKind.HOLD:
            parts = [words.name(2), *words.side(0), Message(Kind.HOLD, (round(left_ms / 1000),), 1)]
        case StepKind.REST:
            parts = [Message(Kind.REST, (), 0), Message(Kind.TIME, (round(left_ms / 1000),), 1)]
        case StepKind.SIDE:
            parts = [*words.side(0), words.change()]
        case StepKind.READY:
            parts = [words.name(0), *words.announcement()]
    track.fit(parts, at_ms + BEEP_MS, until)
    return track.lines[0] if track.lines else None


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


class _Speaker:
    """Puts the words of one step on its track."""

    def __init__(self, script: Script, index: int, length_ms: int, voiced: Voiced, said: Said) -> None:
        self._script = script
        self._index = index
        self._step = script.steps[index]
        self._voiced = voiced
        self._talk = voiced.talk
        self._said = said
        self._exercise = voiced.exercises[self._step.exercise]
        self._words = voiced.words(script, index)
        self.track = SpeechTrack(voiced.length_of, length_ms, self._words.about)

    # The steps before a set.

    def ready(self) -> None:
        track, words = self.track, self._words
        until = self._keep_countdown_free()
        from_ms = BEEP_MS if self._index else AIR_MS
        first = self._step.set == 1
        unsaid = self._unsaid(words.all())
        if first:
            # The name is said again, and where to be when it is time to get there.
            unsaid = [m for m in unsaid if m.kind not in (Kind.NAME, Kind.PLACE)]
            again = 7 if words.name(0) in self._said else 0
            unsaid = [words.name(again), *unsaid, words.place(8 if words.place(0) in self._said else 3)]
        elif not unsaid:
            unsaid = [*words.side(0), words.place(1)]
        from_ms = track.fit(unsaid, from_ms, until)
        if self._talk.pain_noted and first:
            from_ms = track.fit([Message(Kind.SAFETY)], from_ms, until)
        self._tell_time(until)

    def rest(self) -> None:
        track, words = self.track, self._words
        until = self._keep_countdown_free()
        length = Message(Kind.TIME, (round(track.end_ms / 1000),), 1)
        from_ms = track.fit([Message(Kind.REST), length], BEEP_MS, until)
        parts = [m for m in words.all() if m.kind is not Kind.PLACE]
        from_ms = track.fit([Message(Kind.NEXT, (), 8), *parts], from_ms, until)
        if self._talk.pain_noted:
            from_ms = track.fit([Message(Kind.SAFETY)], from_ms, until)
        place = [words.place(0)]
        if track.needs([words.name(0), *place]) > self._ready_ms(self._index + 1):
            # Where to lie or stand is worth hearing when it is time to get there.
            late = until - track.needs(place) - 3000
            track.fit(place, max(from_ms, late), until)
        self._tell_time(until)

    def side(self) -> None:
        until = self._keep_countdown_free()
        walks = self._exercise.side_word is SideWord.DIRECTION
        change = [] if walks else [Message(Kind.CHANGE_SIDES, (), 2)]
        self.track.fit([*change, *self._words.side(0), self._words.change()], BEEP_MS, until)
        self._tell_time(until)

    # The sets.

    def work(self) -> None:
        step, tempo, track = self._step, self._step.tempo, self.track
        assert tempo is not None, "a set of reps has a tempo"
        assert step.reps is not None, "a set of reps has a number of reps"
        end = track.end_ms
        led = not self._talk.own_pace
        if led and self._talk.counting is not Counting.NONE:
            end -= LAST_REPS * tempo.rep_ms
        # The start sound says begin too, and what is still to be known must not wait for the word. What must
        # be known of this set and the next matters more than numbers, which may be covered by it.
        unsaid = self._unsaid_at_start()
        from_ms = track.fit(unsaid, BEEP_MS, end)
        if not unsaid and not self._talk.is_quiet:
            from_ms = track.fit([Message(Kind.BEGIN)], BEEP_MS, end)
        from_ms = track.fit(self._place_unsaid(), from_ms, end)
        self._half_way_of_reps(end)
        self._say_ahead(from_ms, end)
        if led:
            self._count(step.reps, tempo.rep_ms)
        self._form_cues(max(2 * tempo.rep_ms + TICK_MS, 4000 + TICK_MS, from_ms), end)

    def hold(self) -> None:
        track, end = self.track, self.track.end_ms
        half = end // 2
        if end >= COUNTS_DOWN_FROM_MS:
            for second in range(LAST_SECONDS, 0, -1):
                number = Message(Kind.NUMBER, (second,))
                track.fix(end - 1000 * second + PIP_MS, number, 1000 - PIP_MS - 20)
            end -= 1000 * LAST_SECONDS
        if track.end_ms >= cues.HALF_WAY_FROM_MS and not self._talk.is_quiet:
            track.fix(half + BEEP_MS // 2, Message(Kind.HALF_WAY), end - half)
        unsaid = [m for m in self._unsaid_at_start() if m.kind is not Kind.TIME]
        hold = Message(Kind.HOLD, (round(track.end_ms / 1000),), 1)
        from_ms = track.fit([*unsaid, hold], BEEP_MS, end)
        from_ms = track.fit(self._place_unsaid(), from_ms, end)
        self._say_ahead(from_ms, end)
        self._form_cues(max(4000, from_ms), end)

    def _count(self, reps: int, rep_ms: int) -> None:
        if self._talk.counting is Counting.NONE:
            return
        for completed in range(1, reps):
            left = reps - completed
            if reps >= LAST_REPS_FROM and left <= LAST_REPS:
                meaning = Message(Kind.MORE, (left,))
            elif self._talk.counting is Counting.EVERY_REP:
                meaning = Message(Kind.NUMBER, (completed,))
            else:
                continue
            self.track.fix(completed * rep_ms + TICK_MS, meaning, rep_ms - 2 * TICK_MS)

    def _half_way_of_reps(self, end: int) -> None:
        """The middle of a long set, unless every rep is counted anyway."""
        talk, length = self._talk, self.track.end_ms
        if length < LONG_SET_MS or talk.own_pace or talk.is_quiet or talk.counting is Counting.EVERY_REP:
            return
        self.track.fix(length // 2 + TICK_MS, Message(Kind.HALF_WAY), end - length // 2)

    def _say_ahead(self, from_ms: int, end: int) -> None:
        """What the steps up to the next set have no time for, as late as possible."""
        after = self._script.coming_set(self._index + 1)
        if after is None or self._script.steps[after - 1].kind is StepKind.SIDE:
            return
        words = self._voiced.words(self._script, after)
        heard: set[Message] = set()
        for index in range(self._index + 1, after):
            step = self._script.steps[index]
            for line in lines(self._script, index, step.length_ms, self._voiced, frozenset(heard)):
                heard.update(line.messages)
        missing = [m for m in self.track.sayable(words.all()) if m not in heard]
        if missing:
            name = [words.name(0)] if self._script.steps[after].set == 1 else []
            parts = [Message(Kind.AFTER, (), 7), *name, *(m for m in missing if m not in name)]
            self.track.fit(parts, from_ms, end - AIR_MS, about=after, late=True)

    def _form_cues(self, from_ms: int, until_ms: int) -> None:
        """One reminder a set, another one in each set and side; more where nobody would speak for long."""
        talk, track = self._talk, self.track
        if talk.is_quiet:
            return
        turn = 2 * (self._step.set - 1) + self._words.is_second_side
        reminders = self._words.cues(turn)
        if talk.form_cues and reminders:
            track.fit(reminders[:1], from_ms, until_ms)
        if self._step.kind is StepKind.HOLD:
            self._tell_time(until_ms)
            return
        if talk.own_pace:
            return
        used = 0
        for start, end in track.silences(until_ms, SILENT_MS[talk.talking]):
            pieces = math.ceil((end - start) / SILENT_MS[talk.talking])
            for piece in range(1, pieces):
                used += 1
                keep = not talk.form_cues or not reminders
                more = Message(Kind.KEEP) if keep else reminders[used % len(reminders)]
                track.fit([more], start + (end - start) * piece // pieces, until_ms)

    def _tell_time(self, until_ms: int) -> None:
        """How much of the step is left, where nobody would speak for long."""
        longest_ms = SILENT_MS.get(self._talk.talking)
        if longest_ms is None or (self._talk.own_pace and self._step.is_set):
            return
        every_ms, whole_ms = 1000 * LEFT_EVERY_S, self.track.end_ms
        for start, end in self.track.silences(until_ms, longest_ms):
            heard = start
            while end - heard > longest_ms:
                # The latest moment at which a round time is left.
                left_ms = -(-(whole_ms - heard - longest_ms) // every_ms) * every_ms
                meaning = Message(Kind.LEFT, (left_ms // 1000,))
                self.track.fit([meaning], whole_ms - left_ms, end)
                heard = whole_ms - left_ms

    # The place in the session.

    def _keep_countdown_free(self) -> int:
        until = max(0, self.track.end_ms - COUNTDOWN_MS)
        self.track.block(until, self.track.end_ms)
        return until

    def _ready_ms(self, index: int) -> int:
        """How long may be spoken in a step to get ready; 0 where the set starts at once."""
        found = self._script.steps[index : index + 1]
        if not found or found[0].kind is not StepKind.READY:
            return 0
        return max(0, found[0].length_ms - BEEP_MS - COUNTDOWN_MS)

    def _unsaid(self, messages: Sequence[Message]) -> list[Message]:
        return [meaning for meaning in messages if meaning not in self._said]

    def _unsaid_at_start(self) -> list[Message]:
        """What the steps before this set had no time for."""
        after_change = self._index > 0 and self._script.steps[self._index - 1].kind is StepKind.SIDE
        if after_change:
            return self.track.sayable(self._unsaid(self._words.side(0)))
        first = [self._words.name(0)] if self._step.set == 1 else []
        return self.track.sayable(self._unsaid([*first, *self._words.announcement()]))

    def _place_unsaid(self) -> list[Message]:
        """With what and where to be, where nothing before this set had time for it."""
        if self._step.set > 1 or self._words.is_second_side:
            return []
        return self._unsaid([*self._words.load(1), *self._words.kit(2), self._words.place(0)])
