"""The colours of every role, light, dark and in high contrast. Plain values, no Qt.

Contrasts and the distances that colour-blind eyes see are held by tests/ui/test_palette.py.
"""

from __future__ import annotations

from dataclasses import replace

from kneetimer.core.late_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class PhaseColours:
    """A phase of the session: its background, the unfilled ring, the filled ring and pill, its words."""

    tint: str
    track: str
    accent: str
    text: str


@dataclass(frozen=True, slots=True)
class Palette:
    """One theme. Colours are #RRGGBB. `faint` is for pages only, never on a tint."""

    dark: bool
    background: str
    surface: str
    raised: str
    line: str
    edge: str
    ink: str
    soft: str
    faint: str
    work: PhaseColours
    hold: PhaseColours
    rest: PhaseColours
    ready: PhaseColours
    done: PhaseColours
    paused: PhaseColours
    on_accent: str
    on_ink: str
    focus: str
    danger: str
    chart_left: str
    chart_right: str
    pain_amber: str
    pain_red: str

    @property
    def caution(self) -> str:
        """Words on a page that ask to keep something in mind."""
        return self.ready.text

    @property
    def fine(self) -> str:
        """Words that say that all is well."""
        return self.done.text

    @property
    def rest_tint(self) -> str:
        """The surface of a card that advises to rest."""
        return self.rest.tint

    @property
    def rest_line(self) -> str:
        return self.rest.track


LIGHT = Palette(
    dark=False,
    background="#F6F4EF",
    surface="#FFFFFF",
    raised="#FBFAF7",
    line="#E3DED3",
    edge="#7A7467",
    ink="#1B2430",
    soft="#455060",
    faint="#646E7D",
    work=PhaseColours("#FFCDBF", "#E8BCB1", "#C6380C", "#A53006"),
    hold=PhaseColours("#DFF5EE", "#CBE0DB", "#00735F", "#00735F"),
    rest=PhaseColours("#BFDCF9", "#AFCAE5", "#14609A", "#14609A"),
    ready=PhaseColours("#FFE1A0", "#E8CE95", "#553600", "#553600"),
    done=PhaseColours("#E6FBE3", "#D2E6D1", "#2E7A42", "#2E7A42"),
    paused=PhaseColours("#F6F4EF", "#D9D4CB", "#1B2430", "#1B2430"),
    on_accent="#FFFFFF",
    on_ink="#FFFFFF",
    focus="#5B2BD6",
    danger="#B0123B",
    chart_left="#14609A",
    chart_right="#A53006",
    pain_amber="#FFF3D6",
    pain_red="#FFE3DA",
)

DARK = Palette(
    dark=True,
    background="#12171D",
    surface="#1A2129",
    raised="#212A33",
    line="#2E3945",
    edge="#7D8996",
    ink="#F0F3F6",
    soft="#BAC4CE",
    faint="#98A4B0",
    work=PhaseColours("#2E1009", "#412721", "#FF7043", "#FF7043"),
    hold=PhaseColours("#123F38", "#28514B", "#2CC3A5", "#2CC3A5"),
    rest=PhaseColours("#081D35", "#1F3248", "#5AB0EA", "#5AB0EA"),
    ready=PhaseColours("#453207", "#56451F", "#FFD166", "#FFD166"),
    done=PhaseColours("#22331F", "#374634", "#6CC481", "#6CC481"),
    paused=PhaseColours("#12171D", "#333B45", "#F0F3F6", "#F0F3F6"),
    on_accent="#14100E",
    on_ink="#14100E",
    focus="#C6B4FF",
    danger="#FF8FA6",
    chart_left="#5AB0EA",
    chart_right="#FF7043",
    pain_amber="#332A12",
    pain_red="#3A1B13",
)


def _flat(tint: str, track: str, accent: str) -> PhaseColours:
    return PhaseColours(tint, track, accent, accent)


# High contrast gives up the tints: the word, the shape and the ring still tell the phases apart.
LIGHT_CONTRAST = replace(
    LIGHT,
    background="#FFFFFF",
    surface="#FFFFFF",
    raised="#FFFFFF",
    line="#000000",
    edge="#000000",
    ink="#000000",
    soft="#000000",
    faint="#000000",
    work=_flat("#FFFFFF", "#D0D0D0", "#8F2300"),
    hold=_flat("#FFFFFF", "#D0D0D0", "#004D40"),
    rest=_flat("#FFFFFF", "#D0D0D0", "#003E73"),
    ready=_flat("#FFFFFF", "#D0D0D0", "#3D2900"),
    done=_flat("#FFFFFF", "#D0D0D0", "#0F4D20"),
    paused=_flat("#FFFFFF", "#D0D0D0", "#000000"),
    focus="#3B12A8",
    danger="#7A0026",
    chart_left="#003E73",
    chart_right="#8F2300",
)
DARK_CONTRAST = replace(
    DARK,
    background="#000000",
    surface="#000000",
    raised="#000000",
    line="#FFFFFF",
    edge="#FFFFFF",
    ink="#FFFFFF",
    soft="#FFFFFF",
    faint="#FFFFFF",
    work=_flat("#000000", "#404040", "#FF9A75"),
    hold=_flat("#000000", "#404040", "#4FE3C4"),
    rest=_flat("#000000", "#404040", "#86CBFF"),
    ready=_flat("#000000", "#404040", "#FFDB7A"),
    done=_flat("#000000", "#404040", "#8FE3A2"),
    paused=_flat("#000000", "#404040", "#FFFFFF"),
    on_accent="#000000",
    on_ink="#000000",
    focus="#D6C8FF",
    danger="#FFA3B5",
    chart_left="#86CBFF",
    chart_right="#FF9A75",
)


def choose(dark: bool, high_contrast: bool) -> Palette:
    if high_contrast:
        return DARK_CONTRAST if dark else LIGHT_CONTRAST
    return DARK if dark else LIGHT
