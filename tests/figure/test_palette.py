"""Colours that must be told apart on the panel, in grey and by colour-blind eyes."""

import dataclasses

import pytest

from kneetimer.figure.palette import DARK, LIGHT, FigurePalette, SkinTone, figure_palette

BOTH = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])


def channels(colour: str) -> tuple[float, float, float]:
    """Linear red, green and blue of #RRGGBB."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return r, g, b


def contrast(a: str, b: str) -> float:
    """WCAG contrast of two colours, which is a contrast of their greys."""
    one, two = sorted(0.2126 * r + 0.7152 * g + 0.0722 * bl for r, g, bl in (channels(a), channels(b)))
    return (two + 0.05) / (one + 0.05)


def protan(colour: str) -> tuple[float, float, float]:
    """The linear colour that an eye without long-wave cones sees (Vienot, Brettel and Mollon 1999)."""
    r, g, b = channels(colour)
    return (0.11238 * r + 0.88762 * g, 0.11238 * r + 0.88762 * g, 0.00401 * r - 0.00401 * g + b)


@BOTH
def test_body_parts_stand_out_from_the_panel(palette: FigurePalette) -> None:
    """Legs, shoes, shirt and hair have at least 3:1 on the panel, idle and far ones too."""
    for tone in (palette.tights, palette.idle, palette.shirt, palette.shoe):
        assert contrast(tone.base, palette.surface) >= 3.0, tone
    assert contrast(palette.tights.far, palette.surface) >= 3.0
    for skin in SkinTone:
        hair = figure_palette(palette.name == "dark", skin).hair.base
        assert contrast(hair, palette.surface) >= 3.0, skin


@BOTH
def test_lit_muscles_are_seen_in_grey(palette: FigurePalette) -> None:
    """Without colour a lit muscle still differs from the tights, and its rim from both."""
    for lit in (palette.muscle.base, palette.stretch.base):
        assert contrast(lit, palette.tights.base) >= 1.8
    assert contrast(palette.muscle.base, palette.stripe) >= 2.5
    assert contrast(palette.surface, palette.tights.base) >= 3.0
    assert contrast(palette.surface, palette.muscle.base) >= 3.0


@BOTH
def test_working_and_stretched_muscles_differ_for_colour_blind_eyes(palette: FigurePalette) -> None:
    """The two meanings keep different colours for protan eyes: blue differs by a wide margin."""
    works, stretches = protan(palette.muscle.base), protan(palette.stretch.base)
    assert abs(works[2] - stretches[2]) >= 0.4


@BOTH
def test_arrows_stand_out(palette: FigurePalette) -> None:
    """Arrows have at least 3:1 on the panel and on the ghost that they start from."""
    assert contrast(palette.arrow, palette.surface) >= 3.0
    assert contrast(palette.arrow, palette.ghost) >= 3.0


@BOTH
def test_the_ghost_has_a_visible_outline(palette: FigurePalette) -> None:
    """The ghost's line has at least 2:1 on the panel, so the start pose can be seen at all."""
    assert contrast(palette.ghost_line, palette.surface) >= 2.0


def test_a_skin_tone_changes_skin_and_hair_only() -> None:
    """Clothes, muscles and signs look the same whoever is drawn."""
    for dark in (False, True):
        pictures = [dataclasses.asdict(figure_palette(dark, tone)) for tone in SkinTone]
        assert len({p["skin"]["base"] for p in pictures}) == len(SkinTone)
        for p in pictures:
            for key in ("skin", "hair", "features"):
                p.pop(key)
        assert all(p == pictures[0] for p in pictures)
