"""Telling time that was spent from time that the machine slept, by two clocks read together."""

from __future__ import annotations

from dataclasses import dataclass

SLEPT_MS = 2_000  # beyond what was expected: longer than any hiccup of a busy machine


@dataclass(frozen=True, slots=True)
class Reading:
    """Two clocks at one moment, in ms from arbitrary beginnings."""

    monotonic_ms: float
    outside_ms: float  # goes on while the machine sleeps


def away_ms(before: Reading, after: Reading, expected_ms: float) -> float:
    """How long the machine or the program stood still between two readings; 0 for a mere hiccup.

    A clock that was set back says nothing.
    """
    spent = max(after.monotonic_ms - before.monotonic_ms, after.outside_ms - before.outside_ms)
    return spent if spent - expected_ms > SLEPT_MS else 0.0
