"""Every colour of the figures, for the light and the dark theme. Does not paint; knows no Qt type."""

import enum
from dataclasses import replace
from functools import cache

from kneetimer.core.late_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Tone:
    """A colour with its shaded and its far (deeper in the picture) form, as #RRGGBB."""

    base: str
    shade: str
    far: str


@dataclass(frozen=True, slots=True)
class Solid:
    """The faces of a thing: towards the viewer, upwards, and away."""

    base: str
    light: str
    dark: str


class SkinTone(enum.Enum):
    """Skin tones a person can choose; the value is kept in the settings."""

    LIGHT = "light"
    FAIR = "fair"
    MEDIUM = "medium"
    BROWN = "brown"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class FigurePalette:
    """All colours of one theme. surface is the panel behind; the thin gaps between limbs are drawn in it.
    stripe lies between the stripes of a helping muscle."""

    name: str
    surface: str
    skin: Tone
    hair: Tone
    features: str
    shirt: Tone
    tights: Tone
    idle: Tone
    shoe: Tone
    idle_shoe: Tone
    sole: Tone
    muscle: Tone
    stripe: str
    stretch: Tone
    arrow: str
    guide: str
    ghost: str
    ghost_line: str
    shadow: str
    mark: str
    band: Solid
    mat: Solid
    iron: Solid
    pad: Solid
    wood: Solid
    wall: Solid

    def with_skin(self, tone: SkinTone) -> "FigurePalette":
        """The same palette for another skin tone."""
        dark = self.name == "dark"
        skin, hair, features = _SKINS[tone]
        if dark and tone in (SkinTone.BROWN, SkinTone.DARK):
            hair = Tone("#7A6A66", "#62544F", "#4F4441")
        elif dark:
            hair = Tone("#8C6A63", "#715550", "#5C4541")
        return replace(self, skin=skin, hair=hair, features=features)


_SKINS: dict[SkinTone, tuple[Tone, Tone, str]] = {
    SkinTone.LIGHT: (
        Tone("#F3C9AC", "#DDA988", "#CB9A7C"),
        Tone("#7A5238", "#62402B", "#523524"),
        "#5B3425",
    ),
    SkinTone.FAIR: (
        Tone("#E3A47E", "#CC8762", "#B9795A"),
        Tone("#3A2A2B", "#2C1F21", "#2C1F21"),
        "#4A2A22",
    ),
    SkinTone.MEDIUM: (
        Tone("#C98A5F", "#B07249", "#9C6644"),
        Tone("#2E2222", "#211818", "#211818"),
        "#3B211A",
    ),
    SkinTone.BROWN: (
        Tone("#A0683F", "#87542F", "#7A4C2D"),
        Tone("#2A2020", "#1D1616", "#1D1616"),
        "#2C1711",
    ),
    SkinTone.DARK: (
        Tone("#7A4B32", "#643B26", "#5C3826"),
        Tone("#241C1D", "#181213", "#181213"),
        "#1E0F0B",
    ),
}

LIGHT = FigurePalette(
    name="light",
    surface="#FFFFFF",
    skin=_SKINS[SkinTone.FAIR][0],
    hair=_SKINS[SkinTone.FAIR][1],
    features=_SKINS[SkinTone.FAIR][2],
    shirt=Tone("#5F9BA8", "#4B8492", "#44757F"),
    tights=Tone("#3D4F7A", "#2F3E63", "#28355A"),
    idle=Tone("#8793AE", "#76829E", "#76829E"),
    shoe=Tone("#33818F", "#276C79", "#235D68"),
    idle_shoe=Tone("#7A949B", "#688289", "#688289"),
    sole=Tone("#22304F", "#18233C", "#18233C"),
    stripe="#3D4F7A",
    muscle=Tone("#FF5B35", "#FF7D5E", "#D9502F"),
    stretch=Tone("#C463E8", "#D68BF0", "#A24FC0"),
    arrow="#2F6BFF",
    guide="#2F6BFF",
    ghost="#E4E9F1",
    ghost_line="#A4B0C2",
    shadow="#26324A",
    mark="#C9D2DF",
    band=Solid("#E0A500", "#F2C230", "#B88700"),
    mat=Solid("#C5C7DA", "#D5D6E5", "#A3A6C2"),
    iron=Solid("#4A5468", "#6A768D", "#363E4F"),
    pad=Solid("#8492AA", "#AEBACD", "#66748E"),
    wood=Solid("#C4AB90", "#D8C4AE", "#A58D73"),
    wall=Solid("#C6D0DF", "#D6DEEA", "#B4C0D2"),
)

DARK = FigurePalette(
    name="dark",
    surface="#1A2129",
    skin=Tone("#E3A47E", "#C5825E", "#A87050"),
    hair=Tone("#8C6A63", "#715550", "#5C4541"),
    features="#4A2A22",
    shirt=Tone("#6FAAB6", "#568F9B", "#4C7F8A"),
    tights=Tone("#6079B4", "#4E659C", "#566AA0"),
    idle=Tone("#626C7E", "#535C6D", "#535C6D"),
    shoe=Tone("#4FB3C2", "#3B97A5", "#37818C"),
    idle_shoe=Tone("#6A8288", "#586E74", "#586E74"),
    sole=Tone("#F1F4F9", "#98A4B8", "#98A4B8"),
    stripe="#27314F",
    muscle=Tone("#FF8F69", "#FFAB8E", "#E07A55"),
    stretch=Tone("#DE97F8", "#E9B3FB", "#B877D2"),
    arrow="#7FA8FF",
    guide="#A9C4FF",
    ghost="#2C3642",
    ghost_line="#5F6E83",
    shadow="#000000",
    mark="#39444F",
    band=Solid("#FFC93C", "#FFDB7A", "#D09E1B"),
    mat=Solid("#565A75", "#646884", "#434760"),
    iron=Solid("#7A879E", "#9AA6BB", "#5B677D"),
    pad=Solid("#76849D", "#95A3BB", "#59667F"),
    wood=Solid("#93806B", "#AA967F", "#76654F"),
    wall=Solid("#333D4E", "#3C475A", "#2B3443"),
)


@cache
def figure_palette(dark: bool, skin: SkinTone = SkinTone.FAIR) -> FigurePalette:
    """The palette of a theme and a skin tone."""
    return (DARK if dark else LIGHT).with_skin(skin)
