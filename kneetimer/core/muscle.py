"""What the words for muscles have in common, so that like can be compared with like.

Names no muscle on screen; labels are in storage/plans/library.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from kneetimer.core.exercise import Exercise

# Where words overlap, the muscles that they stand for: a raise of the leg to the side and a
# clamshell work the same one.
_PARTS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "glutes": frozenset({"gluteus-maximus", "gluteus-medius"}),
        "hip-abductors": frozenset({"gluteus-medius"}),
    }
)


def parts_of(word: str) -> frozenset[str]:
    """The muscles that a word stands for; most words stand for themselves."""
    return _PARTS.get(word, frozenset({word}))


def worked_by(exercise: Exercise) -> frozenset[str]:
    """All muscles that an exercise works, by their narrowest names."""
    return frozenset().union(*(parts_of(word) for word in exercise.muscles))
