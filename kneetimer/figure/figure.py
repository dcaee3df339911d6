"""A figure: everything that is known of one exercise's picture, as plain values. Does not paint itself."""

import dataclasses
import enum
from collections.abc import Sequence
from dataclasses import field, replace

from kneetimer.core.late_dataclass import dataclass
from kneetimer.figure.body import Build, body_of
from kneetimer.figure.camera import Eye
from kneetimer.figure.motion import Moment, Motion
from kneetimer.figure.muscle import LitMuscle
from kneetimer.figure.prop import Place, Prop
from kneetimer.figure.rig import Layout, Skeleton, solve

_SHORTEST_ARROW = 13.0


class Works(enum.Enum):
    """Which leg the exercise is for. Files have the right one or both; the left is made from the right."""

    RIGHT = "right"
    LEFT = "left"
    BOTH = "both"


class Span(enum.Enum):
    """When a contact must hold."""

    ALWAYS = "always"
    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Contact:
    """A body part that something carries: "floor", "mat", a prop's name, or a prop's face as "name.face"."""

    part: str
    on: str
    span: Span = Span.ALWAYS


@dataclass(frozen=True, slots=True)
class Arrow:
    """The way of one point of the body from the start to the end of the first movement.

    place is the point; shift moves the drawn arrow in the picture (right, up; units); low and high cut
    the way, as fractions of the movement; least lengthens a short way to so many units; swings draws a
    head at both ends.
    """

    place: Place
    shift: tuple[float, float] = (0.0, 0.0)
    low: float = 0.0
    high: float = 1.0
    least: float = 0.0
    swings: bool = False


@dataclass(frozen=True, slots=True)
class Guide:
    """A dashed line between two points that ought to stay in line."""

    start: Place
    end: Place


@dataclass(frozen=True, slots=True)
class Lens:
    """A round magnifier: what it looks at, the radius that it covers, and where its disc is drawn (right,
    up; units).
    """

    on: Place
    covers: float
    times: float
    centre: tuple[float, float]


# Compared by identity: the catalogue makes each figure once, and caches use it as a key.
@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """One exercise, variant or view: poses in time, camera, muscles, props and what must touch what.

    swaps: the other side is the other leg, facing the same way, and not the mirrored picture. aside: how far
    it stands from the middle, away from the corner of the working side, where there is room; units.
    """

    name: str
    eye: Eye
    layout: Layout
    motion: Motion
    works: Works
    is_hold: bool
    muscles: tuple[LitMuscle, ...]
    props: tuple[Prop, ...] = ()
    contacts: tuple[Contact, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    guides: tuple[Guide, ...] = ()
    lens: Lens | None = None
    sign: tuple[float, float] | None = None
    has_ghost: bool = True
    layers: dict[str, float] = field(default_factory=dict)
    follow: float = 0.0
    swaps: bool = False
    aside: float = 0.0

    def shallower(self, share: float) -> "Figure":
        """The figure with the movement going this share of its way; a figure of its own for caches."""
        # A short way would leave an arrow that is all head.
        arrows = tuple(replace(arrow, least=max(arrow.least, _SHORTEST_ARROW)) for arrow in self.arrows)
        return replace(
            self, name=f"{self.name}/{share:g}", motion=self.motion.shallower(share), arrows=arrows
        )

    def skeleton(self, moment: Moment, build: Build = Build.A) -> Skeleton:
        """Every bone in the world at a moment."""
        return solve(self.layout, self.motion.at(moment), body_of(build))

    @property
    def working_legs(self) -> Sequence[str]:
        """The legs drawn as working when not mirrored."""
        return {Works.RIGHT: ("R",), Works.LEFT: ("L",), Works.BOTH: ("R", "L")}[self.works]
