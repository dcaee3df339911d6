"""How a person wants the figures drawn, from the words in their settings. Draws nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from types import MappingProxyType

from PySide6.QtGui import QImage

from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.preferences import Preferences
from kneetimer.figure.body import Build
from kneetimer.figure.palette import FigurePalette, SkinTone, figure_palette


@dataclass(frozen=True, slots=True)
class FigureLook:
    """`pictures` are the stills of a person's own exercises, by their ids."""

    palette: FigurePalette
    build: Build
    pictures: Mapping[str, QImage] = field(default_factory=dict, hash=False)


NO_PICTURES: Mapping[str, QImage] = MappingProxyType({})


def figure_look(
    preferences: Preferences, *, dark: bool, pictures: Mapping[str, QImage] = NO_PICTURES
) -> FigureLook:
    """The colours and the body shape for a theme, and the person's own pictures."""
    palette = figure_palette(dark, SkinTone(preferences.skin_tone))
    return FigureLook(palette, Build(preferences.body_shape), pictures)
