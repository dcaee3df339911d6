"""Sleep, standing still and being late are three things."""

from __future__ import annotations

import pytest

from kneetimer.core.elapsed import Away, ClockReading, away_between

BEFORE = ClockReading(1_000.0, 500_000.0)


def after(spent_ms: float, outside_ms: float) -> ClockReading:
    return ClockReading(BEFORE.monotonic_ms + spent_ms, BEFORE.outside_ms + outside_ms)


@pytest.mark.parametrize("late_ms", [0, 1_900, 5_000, 9_900])
def test_a_late_turn_of_the_program_is_no_sleep(late_ms: float) -> None:
    """Both clocks ran on: a busy machine, a slow picture, a window on its way to full screen."""
    assert away_between(BEFORE, after(100 + late_ms, 100 + late_ms), 100) is None


@pytest.mark.parametrize("slept_ms", [3_000, 720_000])
def test_a_closed_lid_is_sleep_for_as_long_as_it_was(slept_ms: float) -> None:
    """The outside clock alone ran on, however short the turn itself was."""
    assert away_between(BEFORE, after(100, 100 + slept_ms), 100) == Away(100 + slept_ms, asleep=True)


def test_a_program_that_stood_still_for_long_was_away() -> None:
    """Stopped for a minute, or asleep where no clock can tell: nothing of it was training."""
    assert away_between(BEFORE, after(60_000, 60_000), 100) == Away(60_000, asleep=False)


def test_a_clock_that_was_set_back_says_nothing() -> None:
    """The time that was spent is the one of the other clock."""
    assert away_between(BEFORE, after(100, -3_600_000), 100) is None


def test_lateness_is_reckoned_from_when_the_turn_was_due() -> None:
    """A turn that was expected after 11 s and came then is not late."""
    assert away_between(BEFORE, after(11_000, 11_000), 11_000) is None
