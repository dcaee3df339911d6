"""Which colours a phase of the session has, and how translucent surfaces come out on its tint.

Chooses among the palette's roles; holds no colours of its own.
"""

from __future__ import annotations

from PySide6.QtGui import QColor

from kneetimer.ui.session.phase_style import Look
from kneetimer.ui.shell.palette import Palette, PhaseColours

BAR_OPACITY = 0.7

_ROLES = {
    Look.READY: "ready",
    Look.REPS: "work",
    Look.HOLD: "hold",
    Look.REST: "rest",
    Look.SIDE: "ready",
    Look.PAUSED: "paused",
    Look.DONE: "done",
}


def role_of(look: Look) -> str:
    """The palette's name for the phase."""
    return _ROLES[look]


def colours_of(palette: Palette, look: Look) -> PhaseColours:
    colours: PhaseColours = getattr(palette, _ROLES[look])
    return colours


def mixed(over: str, under: str, opacity: float) -> QColor:
    """The colour seen where `over` lies on `under` with this opacity. Both are #RRGGBB."""
    top, bottom = QColor(over), QColor(under)
    return QColor(
        round(top.red() * opacity + bottom.red() * (1 - opacity)),
        round(top.green() * opacity + bottom.green() * (1 - opacity)),
        round(top.blue() * opacity + bottom.blue() * (1 - opacity)),
    )


def bar_colour(palette: Palette, look: Look) -> QColor:
    """The key bar's background on the phase's tint."""
    return mixed(palette.surface, colours_of(palette, look).tint, BAR_OPACITY)
