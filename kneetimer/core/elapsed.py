"""Telling time that was spent from time that the machine slept, by two clocks read together.

A machine that sleeps stops the one clock and not the other. A program that only gets its turn late finds
both run on: that is lateness, and the time was spent. Where the clocks cannot tell (some systems keep both
running), lateness beyond what any load explains counts as standing still.
"""

from __future__ import annotations

from kneetimer.core.late_dataclass import dataclass

SLEPT_MS = 2_000  # by which the outside clock ran on alone
STOOD_STILL_MS = 10_000  # beyond what was expected, with both clocks running


@dataclass(frozen=True, slots=True)
class ClockReading:
    """Two clocks at one moment, in ms from arbitrary beginnings."""

    monotonic_ms: float
    outside_ms: float  # goes on while the machine sleeps


@dataclass(frozen=True, slots=True)
class Away:
    """Time in which nothing was trained."""

    ms: float
    asleep: bool  # else the program stood still


def away_between(before: ClockReading, after: ClockReading, expected_ms: float) -> Away | None:
    """How the machine or the program was away between two readings; None where it was merely late.

    An outside clock that was set back says nothing.
    """
    spent = after.monotonic_ms - before.monotonic_ms
    outside = after.outside_ms - before.outside_ms
    if outside - spent > SLEPT_MS:
        return Away(outside, asleep=True)
    if spent - expected_ms > STOOD_STILL_MS:
        return Away(spent, asleep=False)
    return None
