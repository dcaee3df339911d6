"""Things the figure stands on, leans on, holds or wears, as data. Does not draw them.

A point of a prop is given in the world or in a bone's frame, so a bar rides in the hands and a plate on
the feet.
"""

import enum
from collections.abc import Mapping

from kneetimer.core.late_dataclass import dataclass
from kneetimer.figure.rig import SIDES, Skeleton, grip_centre
from kneetimer.figure.space import WORLD, Frame, Vec, add, mix, scale

MAT_TOP = 1.4


class Material(enum.Enum):
    """What a prop is made of; the palette gives each its tones."""

    IRON = "iron"
    PAD = "pad"
    WOOD = "wood"
    WALL = "wall"
    MAT = "mat"
    BAND = "band"


@dataclass(frozen=True, slots=True)
class Place:
    """A point in the frame on ("" is the world)."""

    at: Vec
    on: str = ""


@dataclass(frozen=True, slots=True)
class Prism:
    """A convex outline in a frame's f-u plane, extruded from near to far along s. Boxes, planks, walls,
    mats.
    """

    name: str
    layer: float
    material: Material
    outline: tuple[tuple[float, float], ...]
    depth: tuple[float, float]
    on: str = ""
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Rod:
    """A round bar between two points."""

    name: str
    layer: float
    material: Material
    start: Place
    end: Place
    radius: float
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Disc:
    """A flat cylinder round an axis (a world direction, or one of the frame's when the centre has a
    frame).
    """

    name: str
    layer: float
    material: Material
    centre: Place
    axis: Vec
    radius: float
    thickness: float
    fits: bool = True


@dataclass(frozen=True, slots=True)
class Loop:
    """A flat band round two round things; its far side lies on layer back, its near side on layer."""

    name: str
    layer: float
    back: float
    material: Material
    start: Place
    start_radius: float
    end: Place
    end_radius: float
    width: float
    fits: bool = True


@dataclass(frozen=True, slots=True)
class FloorMark:
    """A thin stripe on the floor, to show travel."""

    name: str
    layer: float
    x: tuple[float, float]
    z: tuple[float, float]
    fits: bool = True


Prop = Prism | Rod | Disc | Loop | FloorMark


def frame_of(name: str, bones: Mapping[str, Frame]) -> Frame:
    """The frame that a prop names: a bone, "world" or "", or "hands", midway between the two hands."""
    if name in ("", "world"):
        return WORLD
    if name == "hands":
        right, left = (grip_centre(bones["hand" + side]) for side in SIDES)
        return WORLD.moved(mix(right, left, 0.5))
    if name == "feet":
        right_foot, left_foot = (bones["foot" + side] for side in SIDES)
        return right_foot.moved(mix(right_foot.o, left_foot.o, 0.5))
    return bones[name]


def point_of(place: Place, bones: Mapping[str, Frame]) -> Vec:
    """The world point of a place."""
    if place.on in ("", "world"):
        return place.at
    return frame_of(place.on, bones).at(*place.at)


def direction_of(place: Place, axis: Vec, bones: Mapping[str, Frame]) -> Vec:
    """An axis given in the frame of a place, in the world."""
    frame = frame_of(place.on, bones)
    return add(add(scale(frame.f, axis[0]), scale(frame.u, axis[1])), scale(frame.s, axis[2]))


def is_moving(prop: Prop) -> bool:
    """Whether a prop follows the body."""
    if isinstance(prop, Prism):
        return prop.on not in ("", "world")
    if isinstance(prop, Rod):
        return bool(prop.start.on or prop.end.on)
    if isinstance(prop, Disc):
        return bool(prop.centre.on)
    return isinstance(prop, Loop)


def corners(prop: Prism, skeleton: Skeleton) -> tuple[list[Vec], list[Vec]]:
    """The outline's world points at the first and at the second depth."""
    frame = frame_of(prop.on, skeleton.bones)
    near, far = prop.depth
    return (
        [frame.at(f, u, near) for f, u in prop.outline],
        [frame.at(f, u, far) for f, u in prop.outline],
    )
