"""The exercises that there are for a person: those that come with the program, and those they made.

One mapping that stays the same object, so that whoever holds it follows what is added. Stores nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kneetimer.core.exercise import Exercise
from kneetimer.core.own_exercise import OwnExercise, with_own
from kneetimer.storage.errors import StorageError
from kneetimer.storage.plans import library
from kneetimer.storage.records.history import History
from kneetimer.ui.text import spoken_english


def as_spoken(exercises: Mapping[str, Exercise]) -> Mapping[str, Exercise]:
    """The same exercises as the recorded voice names them, whichever language is on the screen."""
    return {**exercises, **library.load_exercises(spoken_english.CODE)}


class KnownExercises:
    """`all` are the exercises by their ids; `own` those that the person made, retired ones too."""

    def __init__(self, history: History | None) -> None:
        self._all: dict[str, Exercise] = {}
        self.all: Mapping[str, Exercise] = MappingProxyType(self._all)
        self.own: tuple[OwnExercise, ...] = ()
        self.read(history)

    def read(self, history: History | None) -> None:
        """Take over those of a data file."""
        try:
            self._know(history.own_exercises() if history is not None else ())
        except StorageError:
            self._know(())  # the model tells what cannot be read

    def keep(self, own: OwnExercise) -> None:
        """Know one more, in place of the one with its id."""
        self._know((*(each for each in self.own if each.id != own.id), own))

    def _know(self, own: tuple[OwnExercise, ...]) -> None:
        self.own = own
        self._all.clear()
        self._all.update(with_own(library.load_exercises(), own))
