"""What a set is done with, in words. Which loads there are, core/weights.py says."""

from __future__ import annotations

from kneetimer.core.language import mark, tr
from kneetimer.core.weights import LoadKind, band_of, kg_of
from kneetimer.ui.text.numbers import number_text

NO_WEIGHT = mark("no weight")
BANDS = {
    "yellow": mark("yellow band"),
    "red": mark("red band"),
    "green": mark("green band"),
    "blue": mark("blue band"),
    "black": mark("black band"),
}
# What the plans that come with the program say. They are kept with sets as they are, so they are said here.
PLANNED = {
    "no weight": NO_WEIGHT,
    "light weight": mark("light weight"),
    "light band": mark("light band"),
}
OPENING_BANDS = {
    "yellow": mark("Yellow band"),
    "red": mark("Red band"),
    "green": mark("Green band"),
    "blue": mark("Blue band"),
    "black": mark("Black band"),
}


def load_text(load: str) -> str:
    """ "7.5 kg", "red band", or a plan's own words as they are; no words for nothing."""
    kg, band = kg_of(load), band_of(load)
    if kg is not None:
        return tr("{kilograms} kg", kilograms=number_text(kg))
    if band:
        return tr(BANDS[band])
    return tr(PLANNED[load]) if load in PLANNED else load


def opening_load(load: str, kind: LoadKind) -> str:
    """As it begins a line: "7.5 kg", "Red band", "No band"; a load that is none is said."""
    if not load:
        return tr("No weight") if kind is LoadKind.WEIGHT else tr("No band")
    band = band_of(load)
    said = tr(OPENING_BANDS[band]) if band else load_text(load)
    return said[:1].upper() + said[1:]
