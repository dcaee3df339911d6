"""Choices are kept as they were made, and one bad value never costs the others."""

from __future__ import annotations

import dataclasses
import enum
import json

import pytest

from kneetimer.core.preferences import RANGES, WORDS, Preferences, from_wire, to_wire

DEFAULTS = Preferences()
# What has no range and no list of words to choose another value from.
OTHERS: dict[str, object] = {
    "rest_of_exercise_s": {"clamshell": 30},
    "load_of_exercise": {"clamshell": "red band", "wall-sit": "7.5 kg"},
    "system_voice": True,
    "wish_days": (0, 3),
    "missing_kit": ("mini-band", "mat"),
    "missing_today": ("mat",),
    "swaps_today": {"six-week-knee/strength/1/2": "side-leg-raise"},
    "chosen_days": {"six-week-knee/2/2": "2026-11-29"},
    "eased": ("clamshell",),
}


def another(name: str) -> object:
    """A value of this choice that is not its default."""
    default = getattr(DEFAULTS, name)
    if name in OTHERS:
        return OTHERS[name]
    if name in WORDS:
        return WORDS[name][-1]
    if name in RANGES:
        allowed = RANGES[name]
        value = allowed.least if allowed.least != default else allowed.most
        return type(allowed.step)(value)
    if isinstance(default, enum.Enum):
        return next(value for value in type(default) if value is not default)
    if isinstance(default, bool):
        return not default
    if name in ("today_rest_on", "missing_today_on", "swaps_today_on"):
        return "2026-03-02"
    return {"reminder_at": "18:30"}.get(name, "something")


@pytest.mark.parametrize("name", [item.name for item in dataclasses.fields(Preferences)])
def test_every_choice_comes_back_from_the_file(name: str) -> None:
    """A choice that was changed is the same after it was written and read."""
    chosen = DEFAULTS.with_(**{name: another(name)})
    read, complaints = from_wire(json.loads(json.dumps(to_wire(chosen))))
    assert complaints == ()
    assert getattr(read, name) == getattr(chosen, name) != getattr(DEFAULTS, name)


@pytest.mark.parametrize("name", RANGES)
def test_numbers_outside_of_their_range_are_refused(name: str) -> None:
    """The error names the choice and what it may be."""
    allowed = RANGES[name]
    for value in (allowed.least - allowed.step, allowed.most + allowed.step):
        with pytest.raises(ValueError, match=rf"{name} must be from {allowed.least:g} to {allowed.most:g}"):
            DEFAULTS.with_(**{name: value})


def test_a_bad_value_costs_only_itself() -> None:
    """What cannot be used goes back to its default with a sentence; the rest is kept."""
    read, complaints = from_wire({"volume": 4000, "pace": 1.5, "theme": "pink", "unheard_of": 1})
    assert (read.volume, read.pace, read.theme) == (DEFAULTS.volume, 1.5, DEFAULTS.theme)
    assert [sentence.split()[2] for sentence in complaints] == ["volume", "theme"]
