"""What a set is done with, as it is written in a dose and kept with a set: kilograms, or a band's colour.

Says what an exercise can be done with, and reads and writes the words for it. A plan's own words, such as
"light band", are no more than words here. When a weight should grow, weight_step.py says.
"""

from __future__ import annotations

import enum
import re

from kneetimer.core.exercise import Exercise, Sort

LEAST_KG = 0.5
MOST_KG = 300.0
FINEST_KG = 0.5
HEAVY_KG = 25.0
BANDS = ("yellow", "red", "green", "blue", "black")
"""Colours that the usual makers sell; which of them is stronger, they do not agree on."""

# Above a weight, what is added to it: about what plates and dumbbells come in, and never over a tenth.
STEPS_KG = ((25.0, 2.5), (10.0, 1.0), (5.0, 0.5))

_KG = re.compile(r"(\d{1,3}(?:\.\d)?) kg", re.ASCII)
_BAND = re.compile(f"({'|'.join(BANDS)}) band")


class LoadKind(enum.Enum):
    """What an exercise can be made heavier with."""

    NOTHING = "nothing"
    WEIGHT = "weight"
    BAND = "band"


def load_kind(exercise: Exercise, variant: str | None = None) -> LoadKind:
    """A band where its kit has one, else kilograms; swings and stretches are done without."""
    if exercise.unit_of(variant).sort in (Sort.SWINGS, Sort.STRETCH):
        return LoadKind.NOTHING
    banded = any(kit.endswith("band") for kit in exercise.kit_of(variant))
    return LoadKind.BAND if banded else LoadKind.WEIGHT


def kind_of_load(load: str) -> LoadKind:
    """What a person's choice is; NOTHING for a plan's own words."""
    if kg_of(load) is not None:
        return LoadKind.WEIGHT
    return LoadKind.BAND if _BAND.fullmatch(load) else LoadKind.NOTHING


def kg_of(load: str) -> float | None:
    """The kilograms that words such as "7.5 kg" name; None where they name none."""
    found = _KG.fullmatch(load)
    kg = float(found[1]) if found else 0.0
    return kg if LEAST_KG <= kg <= MOST_KG else None


def band_of(load: str) -> str | None:
    """The colour of a band; None where the words name none."""
    found = _BAND.fullmatch(load)
    return found[1] if found else None


def load_of_kg(kg: float) -> str:
    """ "7.5 kg"; no words for nothing."""
    return f"{kg:g} kg" if kg > 0 else ""


def load_of_band(colour: str) -> str:
    return f"{colour} band" if colour else ""


def moved(load: str, kind: LoadKind, by: int) -> str:
    """A kilogram more, or less with `by` -1 (2.5 of heavy weights), or the next band in the list."""
    if kind is LoadKind.BAND:
        colour = band_of(load)
        at = (-1 if by > 0 else len(BANDS)) if colour is None else BANDS.index(colour)
        return load_of_band(BANDS[min(max(at + by, 0), len(BANDS) - 1)])
    kg = kg_of(load) or 0.0
    heavy = kg >= HEAVY_KG if by > 0 else kg >= HEAVY_KG + 2.5
    return load_of_kg(min(max(kg + by * (2.5 if heavy else 1.0), 0.0), MOST_KG))


def step_kg(kg: float) -> float | None:
    """What may be added to a weight at once; None where the smallest plate would be more than a tenth."""
    return next((step for least, step in STEPS_KG if kg >= least), None)
