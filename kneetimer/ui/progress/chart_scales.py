"""The scales of charts: which weeks, dates and numbers stand at their axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from kneetimer.core.weeks import Period, Window
from kneetimer.ui.progress import words
from kneetimer.ui.progress.charts.values import Tick
from kneetimer.ui.text.numbers import number_text

MOST_TICKS = 7
MOST_LONG_TICKS = 5  # with the year


def period_ticks(periods: Sequence[Period], *, short: bool = False) -> tuple[Tick, ...]:
    """A name under every period, or under every few where they are many; `short` leaves "Week" out."""
    every = -(-len(periods) // (MOST_TICKS if periods[0].weeks == 1 else MOST_LONG_TICKS))
    # Counted from the end, so that the open week has its name.
    last = len(periods) - 1
    return tuple(
        Tick(x, _name(period, short=short, long_ago=periods[0].weeks > 1))
        for x, period in enumerate(periods)
        if (last - x) % every == 0
    )


def _name(period: Period, *, short: bool, long_ago: bool) -> str:
    if short and period.plan_weeks is not None:
        return words.plan_week_numbers(period.plan_weeks)
    return words.period_tick(period, long_ago=long_ago)


def day_ticks(window: Window, most: int) -> tuple[Tick, ...]:
    """Dates at the starts of weeks, few enough to stand beside each other."""
    every = -(-len(window.periods) // most)
    return tuple(
        Tick(
            (period.first - window.first).days + 3.5 * period.weeks,
            words.period_tick(replace(period, plan_weeks=None), long_ago=every > 12),
        )
        for number, period in enumerate(window.periods)
        if number % every == 0
    )


def number_ticks(top: float) -> tuple[Tick, ...]:
    """Round numbers from 0 to the top, four steps at most."""
    step = _round_step(top / 4)
    return tuple(Tick(at * step, number_text(at * step)) for at in range(int(top / step + 1e-9) + 1))


def top_of(highest: float) -> float:
    """A round number above the highest value."""
    if highest <= 0:
        return 4
    step = _round_step(highest / 4)
    return math.ceil(highest / step + 0.05) * step


def _round_step(least: float) -> float:
    size = 10.0 ** math.floor(math.log10(max(1.0, least)))
    return next(factor * size for factor in (1, 2, 2.5, 5, 10) if factor * size >= least - 1e-9)
