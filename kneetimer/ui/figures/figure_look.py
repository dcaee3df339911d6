"""How a person wants the figures drawn, from the words in their settings. Draws nothing."""

from __future__ import annotations

from dataclasses import dataclass

from kneetimer.core.preferences import Preferences
from kneetimer.figure.body import Build
from kneetimer.figure.palette import FigurePalette, SkinTone, figure_palette


@dataclass(frozen=True, slots=True)
class FigureLook:
    palette: FigurePalette
    build: Build


def figure_look(preferences: Preferences, *, dark: bool) -> FigureLook:
    """The colours and the body shape for a theme."""
    return FigureLook(
        figure_palette(dark, SkinTone(preferences.skin_tone)), Build(preferences.body_shape)
    )
