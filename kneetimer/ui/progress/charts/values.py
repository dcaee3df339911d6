"""What a chart shows, as values: bars, lines, zones, ticks, and the same numbers in words.

Knows no Qt and no pyqtgraph, so that the page can be built and tested before either draws.
"""

from __future__ import annotations

import enum

from kneetimer.core.late_dataclass import dataclass


class BarStyle(enum.Enum):
    """FULL is filled, PARTIAL filled to its half, TARGET an outline, EMPTY a line on the ground."""

    FULL = "full"
    PARTIAL = "partial"
    TARGET = "target"
    EMPTY = "empty"


class Dash(enum.Enum):
    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"
    NONE = "none"


class Mark(enum.Enum):
    """The shape at each point, so that no line is told by its colour alone."""

    DISC = "disc"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Bar:
    """From `low` to `high` around `x`. `role` is a colour of the palette; "done" is its accent."""

    x: float
    width: float
    low: float
    high: float
    style: BarStyle = BarStyle.FULL
    role: str = "done"
    hatched: bool = False


@dataclass(frozen=True, slots=True)
class ChartLine:
    name: str
    points: tuple[tuple[float, float], ...]
    role: str = "ink"
    dash: Dash = Dash.SOLID
    mark: Mark = Mark.DISC


@dataclass(frozen=True, slots=True)
class ChartZone:
    """A horizontal band with its name written into it; without a name it is shaded, or has edges."""

    low: float
    high: float
    role: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A hatched stretch of the x axis: the week that is still open."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Key:
    """One entry of the legend: a bar's style or a line's dash and mark, and its name."""

    name: str
    role: str
    style: BarStyle | None = None
    hatched: bool = False
    dash: Dash = Dash.NONE
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class ChartReading:
    """What stands at one place of the x axis, in words."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a chart as a table."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def as_text(self) -> str:
        """Lines of cells parted by tabs, as spreadsheets take them."""
        return "\n".join("\t".join(row) for row in (self.columns, *self.rows))


@dataclass(frozen=True, slots=True)
class ChartView:
    """One chart. `note` explains it under the title, `sentence` says in words what it shows."""

    title: str
    note: str
    sentence: str
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    numbers: Numbers
    readings: tuple[ChartReading, ...] = ()
    bars: tuple[Bar, ...] = ()
    lines: tuple[ChartLine, ...] = ()
    zones: tuple[ChartZone, ...] = ()
    columns: tuple[Column, ...] = ()
    keys: tuple[Key, ...] = ()


class CalendarMark(enum.Enum):
    NONE = "none"
    PARTIAL = "partial"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day: its number, what was done on it, and all of it in words; `name` and `what` are its parts."""

    number: str
    mark: CalendarMark
    ran: bool
    is_today: bool
    ahead: bool
    words: str
    sessions: tuple[str, ...]
    name: str = ""
    what: str = ""


@dataclass(frozen=True, slots=True)
class CalendarView:
    """Some weeks of seven days; the weekdays are in the order of the first row."""

    title: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    weeks: tuple[tuple[CalendarDay, ...], ...]
    has_earlier: bool
    has_later: bool
    keys: tuple[Key, ...]
    numbers: Numbers
