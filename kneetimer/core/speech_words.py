"""What there is to say of a step of a script, as meanings with their ranks; speech.py says when."""

from __future__ import annotations

from collections.abc import Mapping

from kneetimer.core.exercise import Exercise, Side, Unit
from kneetimer.core.script import Script
from kneetimer.core.utterance import Kind, LengthOf, Message


class StepWords:
    """What there is to say of the set that step `index` is or leads to."""

    def __init__(
        self,
        script: Script,
        index: int,
        exercises: Mapping[str, Exercise],
        length_of: LengthOf,
        eased: frozenset[str] = frozenset(),
    ) -> None:
        at = script.coming_set(index)
        self.about = index if at is None else at
        self._step = script.steps[index]
        self._coming = script.steps[self.about]
        self._exercise = exercises[self._step.exercise]
        self._length_of = length_of
        self._eased = self._step.exercise in eased
        self._script = script
        sides = (step.side for step in script.steps if step.item == self._step.item and step.side)
        self._first_side = next(sides, None)

    @property
    def is_second_side(self) -> bool:
        """Whether the other side of the same set came before."""
        return self._step.side is not self._first_side

    def _is_alone(self) -> bool:
        """Whether the other side has no such set, as where one has one more."""
        place = (self._coming.item, self._coming.set)
        sets = (step for step in self._script.steps if step.is_set and (step.item, step.set) == place)
        return len({step.side for step in sets}) == 1

    def name(self, rank: int) -> Message:
        variant = self._step.variant
        meaning = Message(Kind.NAME, (self._step.exercise, *([variant] if variant else [])), rank)
        return meaning if self._length_of((meaning,)) is not None else Message(Kind.UNNAMED, (), rank)

    def side(self, rank: int) -> list[Message]:
        side = self._step.side
        if side is None:
            return []
        # Of a set that one side has more, no word says that it is the first of two.
        turned = side is Side.LEFT if self._is_alone() else self._first_side is Side.RIGHT
        kind = Kind.SIDE_TURNED if turned else Kind.SIDE
        return [Message(kind, (self._exercise.side_word.value, side.value), rank)]

    def dose(self, rank: int) -> Message:
        coming = self._coming
        if coming.reps is None:
            return Message(Kind.TIME, (round(coming.seconds),), rank)
        return Message(Kind.DOSE, (coming.unit.value, self.each_side(coming.reps)), rank)

    def each_side(self, reps: int) -> int:
        """As reps are counted aloud: of one leg, where the legs take turns."""
        return reps // 2 if self._coming.unit is Unit.REPS_ALTERNATING else reps

    def set_of(self, rank: int) -> list[Message]:
        coming = self._coming
        return [Message(Kind.SET_OF, (coming.set, coming.sets), rank)] if coming.sets > 1 else []

    def announcement(self) -> list[Message]:
        """Side, dose and set of the set that comes."""
        return [*self.side(1), self.dose(2), *self.set_of(6)]

    def place(self, rank: int) -> Message:
        side = self._step.side
        if self._eased and set(self._exercise.kit) & set(self._exercise.eased.without):
            return Message(Kind.EASED, (self._step.exercise,), rank)  # what is put away
        return Message(Kind.PLACE, (self._step.exercise, *([side.value] if side else [])), rank)

    def load(self, rank: int) -> list[Message]:
        return [Message(Kind.LOAD, (self._step.load,), rank)] if self._step.load else []

    def kit(self, rank: int) -> list[Message]:
        things = self._exercise.kit_of(self._step.variant, eased=self._eased)
        return [Message(Kind.KIT, things, rank)] if things else []

    def all(self) -> list[Message]:
        """All that must be known before the first rep or second: what with comes before how to get there."""
        if self._coming.set > 1:
            return self.announcement()
        return [self.name(0), *self.announcement(), *self.load(5), *self.kit(4), self.place(3)]

    def change(self) -> Message:
        """How to get to the other side."""
        side = self._step.side
        assert side is not None, "only what has sides changes them"
        kind = Kind.CHANGE if self._exercise.setup.change else Kind.PLACE
        return Message(kind, (self._step.exercise, side.value), 1)

    def cues(self, turn: int) -> list[Message]:
        """The reminders of form from a turn on: another one in each set and side."""
        if self._eased:
            return [Message(Kind.EASED, (self._step.exercise,))]
        count = len(self._exercise.cues)
        return [Message(Kind.CUE, (self._step.exercise, (turn + at) % count)) for at in range(count)]
