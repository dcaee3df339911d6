"""What may be done in the place of an exercise: its variants, and exercises that work the same muscles.

The one rule of what is similar, in which order, and what a dose becomes with another exercise in it. A
person chooses by it on the Plan page, substitute.py for missing kit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from kneetimer.core import muscle
from kneetimer.core.exercise import Exercise, Unit
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import Dose

MOST_SIMILAR = 5


@dataclass(frozen=True, slots=True)
class Swap:
    """An exercise or one of its variants. `same` is True where it is the exercise itself, another way."""

    exercise: str
    variant: str | None
    same: bool


def candidates(dose: Dose, missing: Collection[str], exercises: Mapping[str, Exercise]) -> tuple[Swap, ...]:
    """What may be done in the place of a dose as it is now: first what all kit is there for.

    Among these, and among the others, other ways to do the same come first, then what is most similar.
    """
    own = exercises[dose.exercise]
    ways = [Swap(own.id, way, True) for way in (None, *(v.id for v in own.variants)) if way != dose.variant]
    similar = similar_to(own, own.unit_of(dose.variant), exercises)[:MOST_SIMILAR]
    found = [*ways, *(Swap(other.id, None, False) for other in similar)]
    return tuple(sorted(found, key=lambda each: bool(lacking(each, missing, exercises))))


def lacking(swap: Swap, missing: Collection[str], exercises: Mapping[str, Exercise]) -> tuple[str, ...]:
    """The kit for it that is missing."""
    return tuple(kit for kit in exercises[swap.exercise].kit_of(swap.variant) if kit in missing)


def done_instead(dose: Dose, exercise: str, variant: str | None = None) -> Dose:
    """The dose with another exercise in it: sets, reps and rest stay, the tempo is its own.

    What a plan says of bands and weights is about its own exercise.
    """
    stands_for = dose.stands_for or dose.exercise
    return replace(dose, exercise=exercise, variant=variant, load="", tempo_ms=None, stands_for=stands_for)


def same_tempo(exercise: Exercise, way: str | None, other: Exercise, other_way: str | None) -> bool:
    """True where a tempo that was chosen for one fits the other: the same exercise, moving the same way."""
    return exercise.id == other.id and exercise.tempo_of(way) == exercise.tempo_of(other_way)


def done_as(dose: Dose, exercise: Exercise, variant: str | None) -> Dose:
    """The dose with its exercise done another way, and as much of it as that way asks for.

    A tempo of its own goes where the other way moves otherwise.
    """
    keeps = same_tempo(exercise, dose.variant, exercise, variant)
    own = exercise.variant(variant).amount if variant is not None and variant != dose.variant else None
    amounts = dose.amounts if own is None else (own,)
    return replace(dose, variant=variant, amounts=amounts, tempo_ms=dose.tempo_ms if keeps else None)


def similar_to(exercise: Exercise, unit: Unit, exercises: Mapping[str, Exercise]) -> tuple[Exercise, ...]:
    """The exercises that work its main muscle and are counted as `unit` is, the most similar first.

    How similar is the share of muscles that both work among those that either works; where it is the
    same, the library's order decides. Reps stand for reps, holds, stretches and swings for their own
    kind alone.
    """
    if not exercise.muscles:
        return ()  # a person's own exercise, of which nobody knows what it works
    main, wanted = muscle.parts_of(exercise.muscles[0]), muscle.worked_by(exercise)

    def unlike(other: Exercise) -> float:
        works = muscle.worked_by(other)
        return -len(wanted & works) / len(wanted | works)

    found = [
        other
        for other in exercises.values()
        if other.id != exercise.id and other.unit.sort is unit.sort and main & muscle.worked_by(other)
    ]
    return tuple(sorted(found, key=unlike))
