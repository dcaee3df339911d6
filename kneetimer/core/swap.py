"""What may be done in the place of an exercise: its variants, and exercises that work the same muscles.

Says what is possible, best first; what a person has at hand or prefers is theirs to know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kneetimer.core.exercise import Exercise, Unit

MOST_SIMILAR = 5
# A narrower name of a muscle counts as the wider one.
_WIDER = {"gluteus-maximus": "glutes", "gluteus-medius": "glutes"}


@dataclass(frozen=True, slots=True)
class Swap:
    """An exercise or one of its variants. `same` is True where it is the exercise itself, another way."""

    exercise: str
    variant: str | None
    same: bool


def swaps_for(exercise_id: str, exercises: Mapping[str, Exercise]) -> tuple[Swap, ...]:
    """The plain exercise and its variants, then at most five similar exercises.

    Similar is what works at least one of the same muscles and is counted in the same way: holds
    stand for holds, stretches and swings only for their own kind. The one that shares most comes
    first; with as many shared, the one that adds the fewest muscles.
    """
    own = exercises[exercise_id]
    found = [Swap(exercise_id, None, True)]
    found += [Swap(exercise_id, variant.id, True) for variant in own.variants]
    ranked = []
    for place, (other_id, other) in enumerate(exercises.items()):
        shared = len(_muscles(own) & _muscles(other))
        if other_id != exercise_id and shared and _kind(own) == _kind(other):
            ranked.append((-shared, len(_muscles(other)), place, other_id))
    found += [Swap(other_id, None, False) for *_, other_id in sorted(ranked)[:MOST_SIMILAR]]
    return tuple(found)


def _muscles(exercise: Exercise) -> frozenset[str]:
    return frozenset(_WIDER.get(muscle, muscle) for muscle in exercise.muscles)


def _kind(exercise: Exercise) -> str:
    if exercise.unit is Unit.SWINGS:
        return "swings"
    if exercise.unit is Unit.SECONDS_PER_SIDE:
        return "stretch"
    return "hold" if exercise.unit.is_timed else "reps"
