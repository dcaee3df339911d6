"""The palettes: contrasts that must be read, and phases that colour-blind eyes must tell apart."""

import itertools

import pytest

from kneetimer.ui.session.phase_colours import bar_colour, colours_of
from kneetimer.ui.session.phase_style import PhaseStyle
from kneetimer.ui.shell.palette import DARK, DARK_CONTRAST, LIGHT, LIGHT_CONTRAST, Palette, PhaseColours

PALETTES = {
    "light": LIGHT,
    "dark": DARK,
    "light high contrast": LIGHT_CONTRAST,
    "dark high contrast": DARK_CONTRAST,
}
TINTED = ("work", "hold", "rest", "ready", "done")
PHASES = (*TINTED, "paused")
PAGES = ("background", "surface", "raised")
PAIN = ("pain_amber", "pain_red")

TEXT = 4.5  # WCAG 2.2, 1.4.3
LARGE = 3.0  # 1.4.3 for large text, 1.4.11 for edges, rings and marks
# CIELAB distances: 2.3 is just noticeable side by side, but phases are seen one after the other.
JUST_NOTICEABLE = 2.3
TINTS_APART = 3 * JUST_NOTICEABLE
ACCENTS_APART = 4 * JUST_NOTICEABLE

# Severe protanopia and deuteranopia in linear RGB: Machado, Oliveira and Fernandes, IEEE TVCG 15 (2009).
EYES = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "all colours": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
}
Rgb = tuple[float, float, float]
every_palette = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES.keys())
every_eye = pytest.mark.parametrize("eye", EYES)


def linear(colour: str) -> Rgb:
    """#RRGGBB as light, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return red, green, blue


def contrast(one: str, other: str) -> float:
    """WCAG's ratio, 1 to 21."""
    light = [0.2126 * r + 0.7152 * g + 0.0722 * b for r, g, b in (linear(one), linear(other))]
    return (max(light) + 0.05) / (min(light) + 0.05)


def as_seen(colour: str, eye: str) -> Rgb:
    light = linear(colour)
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, light, strict=True))))
        for row in EYES[eye]
    )
    return red, green, blue


def lab(light: Rgb) -> Rgb:
    """CIELAB under D65."""
    rows = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    white = (0.9505, 1.0, 1.089)
    x, y, z = (
        _root(sum(weight * part for weight, part in zip(row, light, strict=True)) / of)
        for row, of in zip(rows, white, strict=True)
    )
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(share: float) -> float:
    return float(share ** (1 / 3)) if share > (6 / 29) ** 3 else share / (3 * (6 / 29) ** 2) + 4 / 29


def distance(one: str, other: str, eye: str) -> float:
    pairs = zip(lab(as_seen(one, eye)), lab(as_seen(other, eye)), strict=True)
    return float(sum((a - b) ** 2 for a, b in pairs) ** 0.5)


def phase(palette: Palette, name: str) -> PhaseColours:
    colours: PhaseColours = getattr(palette, name)
    return colours


def too_weak(pairs: list[tuple[str, str, str]], least: float) -> list[str]:
    return [f"{name} {contrast(a, b):.2f}" for name, a, b in pairs if contrast(a, b) < least]


def too_close(colours: dict[str, str], eye: str, least: float) -> list[str]:
    return [
        f"{one} and {other} {distance(colours[one], colours[other], eye):.1f}"
        for one, other in itertools.combinations(colours, 2)
        if distance(colours[one], colours[other], eye) < least
    ]


def test_the_measures_agree_with_known_values() -> None:
    """Black on white is 21:1, #767676 on white just passes, and a protan sees no red in grey."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert distance("#FFFFFF", "#000000", "all colours") == pytest.approx(100, abs=0.1)
    assert as_seen("#808080", "protan") == pytest.approx(linear("#808080"), abs=1e-4)
    assert distance("#C00000", "#5C5C00", "deutan") < distance("#C00000", "#5C5C00", "all colours") / 2


@every_palette
def test_text_can_be_read_on_pages(palette: Palette) -> None:
    """Ink, soft, faint and danger words reach 4.5:1 on every page surface."""
    roles = ("ink", "soft", "faint", "danger")
    pairs = [(f"{r} on {s}", getattr(palette, r), getattr(palette, s)) for r in roles for s in PAGES]
    pairs += [(f"ink on {s}", palette.ink, getattr(palette, s)) for s in PAIN]
    assert too_weak(pairs, TEXT) == []


@every_palette
def test_text_can_be_read_in_a_session(palette: Palette) -> None:
    """Ink, the phase's words and the words on its fills reach 4.5:1 in every phase."""
    pairs = []
    for name in PHASES:
        colours = phase(palette, name)
        pairs += [
            (f"ink on the tint of {name}", palette.ink, colours.tint),
            (f"words of {name}", colours.text, colours.tint),
            (f"words of {name} on a panel", colours.text, palette.surface),
            (f"on the fill of {name}", palette.on_accent, colours.accent),
        ]
    pairs += [
        ("on ink", palette.on_ink, palette.ink),
        ("on danger", palette.on_accent, palette.danger),
        ("on focus", palette.on_accent, palette.focus),
    ]
    assert too_weak(pairs, TEXT) == []


@every_palette
def test_controls_can_be_seen_on_pages(palette: Palette) -> None:
    """Borders of controls, the focus ring and the charts' marks reach 3:1 on every page surface."""
    roles = ("edge", "focus", "danger", "chart_left", "chart_right")
    pairs = [(f"{r} on {s}", getattr(palette, r), getattr(palette, s)) for r in roles for s in PAGES]
    pairs += [(f"edge on {s}", palette.edge, getattr(palette, s)) for s in PAIN]
    assert too_weak(pairs, LARGE) == []


@every_palette
def test_controls_can_be_seen_in_a_session(palette: Palette) -> None:
    """On the key bar of every phase, buttons' borders and the focus ring reach 3:1."""
    pairs = []
    for style in PhaseStyle:
        bar = bar_colour(palette, style).name()
        for role in ("edge", "focus", "danger", "ink"):
            pairs.append((f"{role} on the bar of {style.value}", getattr(palette, role), bar))
        pairs.append((f"ink on the bar of {style.value}", palette.ink, bar))
    assert too_weak(pairs, LARGE) == []


@every_palette
def test_the_ring_and_the_strip_can_be_seen(palette: Palette) -> None:
    """Ring, side bar and the strip's blocks, filled or hollow, reach 3:1 on every phase's tint."""
    pairs = []
    for style in PhaseStyle:
        colours = colours_of(palette, style)
        pairs += [
            (f"ring of {style.value}", colours.accent, colours.tint),
            (f"side bar of {style.value}", colours.accent, palette.surface),
            (f"hollow block in {style.value}", palette.edge, colours.tint),
            (f"done block in {style.value}", palette.ink, colours.tint),
        ]
    assert too_weak(pairs, LARGE) == []


@every_palette
def test_what_is_left_of_the_ring_stands_out_from_what_is_gone(palette: Palette) -> None:
    """The filled part of a ring reaches 3:1 against the part that is not."""
    pairs = [(name, phase(palette, name).accent, phase(palette, name).track) for name in PHASES]
    assert too_weak(pairs, LARGE) == []


@every_eye
@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_phases_are_told_apart_by_their_tint(palette: Palette, eye: str) -> None:
    """The backgrounds of the phases differ, also for eyes that lack red or green.

    Not so a pause, which gives up the tint, nor high contrast, which has none: there the accent,
    the word, the shape and the kind of ring tell.
    """
    tints = {name: phase(palette, name).tint for name in TINTED}
    assert too_close(tints, eye, TINTS_APART) == []


@every_eye
@every_palette
def test_phases_are_told_apart_by_their_accent(palette: Palette, eye: str) -> None:
    """Rings and pills of the phases differ, also for eyes that lack red or green."""
    accents = {name: phase(palette, name).accent for name in PHASES}
    assert too_close(accents, eye, ACCENTS_APART) == []


@every_eye
@every_palette
def test_left_and_right_are_told_apart_in_charts(palette: Palette, eye: str) -> None:
    """The two series of a chart differ, also for eyes that lack red or green."""
    assert distance(palette.chart_left, palette.chart_right, eye) >= ACCENTS_APART
