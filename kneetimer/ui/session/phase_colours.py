"""Which colours a phase of the session has, and how translucent surfaces come out on its tint.

Chooses among the palette's roles; holds no colours of its own.
"""

from __future__ import annotations

from PySide6.QtGui import QColor

from kneetimer.ui.session.phase_style import PhaseStyle
from kneetimer.ui.shell.palette import Palette, PhaseColours

BAR_OPACITY = 0.7

_ROLES = {
    PhaseStyle.READY: "ready",
    PhaseStyle.REPS: "work",
    PhaseStyle.HOLD: "hold",
    PhaseStyle.REST: "rest",
    PhaseStyle.SIDE: "ready",
    PhaseStyle.PAUSED: "paused",
    PhaseStyle.DONE: "done",
}


def role_of(style: PhaseStyle) -> str:
    """The palette's name for the phase."""
    return _ROLES[style]


def colours_of(palette: Palette, style: PhaseStyle) -> PhaseColours:
    colours: PhaseColours = getattr(palette, _ROLES[style])
    return colours


def mixed(over: str, under: str, opacity: float) -> QColor:
    """The colour seen where `over` lies on `under` with this opacity. Both are #RRGGBB."""
    top, bottom = QColor(over), QColor(under)
    return QColor(
        round(top.red() * opacity + bottom.red() * (1 - opacity)),
        round(top.green() * opacity + bottom.green() * (1 - opacity)),
        round(top.blue() * opacity + bottom.blue() * (1 - opacity)),
    )


def bar_colour(palette: Palette, style: PhaseStyle) -> QColor:
    """The key bar's background on the phase's tint."""
    return mixed(palette.surface, colours_of(palette, style).tint, BAR_OPACITY)
