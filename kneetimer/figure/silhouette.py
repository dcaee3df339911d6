"""The body's spheres as a camera sees them: circles by part, ready to be outlined. No colours, no Qt."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kneetimer.figure.body import THIGH, Body, Chain
from kneetimer.figure.camera import Camera, Seen
from kneetimer.figure.curve import smoothstep
from kneetimer.figure.outline import Circle
from kneetimer.figure.rig import SIDES, SIGN, HandShape, Layout, Skeleton
from kneetimer.figure.space import Vec, dot

Spheres = tuple[tuple[float, float, float, float], ...]
Weighted = list[tuple[float, float, float, float]]

TIGHTS_END = 0.84

# Hulls of spheres (front, up, outwards, radius) in the foot's, the toe's, the hand's and the head's frame.
UPPER_FOOT: tuple[Spheres, ...] = (
    ((-2.5, -2.0, 0.0, 2.0), (-1.5, 0.5, 0.0, 2.15), (0.5, 0.3, 0.0, 2.2), (3.0, -1.4, 0.4, 2.2),
     (3.0, -1.4, -0.4, 2.2)),
    ((-2.0, -2.0, 0.3, 1.8), (3.0, -1.5, 0.4, 2.1), (3.0, -1.5, -0.4, 2.1), (7.6, -2.45, 0.8, 1.45),
     (7.6, -2.45, -0.7, 1.45)),
)  # fmt: skip
UPPER_TOE: tuple[Spheres, ...] = (
    ((0.0, 0.75, 0.8, 1.45), (0.0, 0.75, -0.7, 1.45), (2.8, 0.15, 0.3, 1.15), (2.8, 0.15, -0.5, 1.15)),
)
SOLE_FOOT: tuple[Spheres, ...] = (
    ((-3.5, -3.75, 0.9, 0.85), (-3.5, -3.75, -0.9, 0.85), (2.0, -3.75, 1.1, 0.85), (2.0, -3.75, -1.1, 0.85),
     (7.6, -3.85, 1.7, 0.75), (7.6, -3.85, -1.5, 0.75)),
)  # fmt: skip
SOLE_TOE: tuple[Spheres, ...] = (
    ((0.0, -0.65, 1.7, 0.75), (0.0, -0.65, -1.5, 0.75), (3.4, -0.65, 0.6, 0.75), (3.4, -0.65, -0.9, 0.75)),
)
PALM: dict[HandShape, tuple[Spheres, ...]] = {
    HandShape.OPEN: (((0.0, -0.9, 0.0, 1.55), (0.35, -3.3, 0.0, 1.65), (-0.35, -3.3, 0.0, 1.6)),),
    HandShape.REST: (((0.0, -0.9, 0.0, 1.55), (0.35, -3.3, 0.0, 1.65), (-0.35, -3.3, 0.0, 1.6)),),
    HandShape.GRIP: (
        ((0.0, -0.9, 0.2, 1.55), (1.0, -2.9, 1.2, 1.05), (-0.9, -2.9, 1.2, 1.05), (0.9, -4.0, 1.0, 0.95),
         (-0.8, -4.0, 1.0, 0.95)),
    ),
}  # fmt: skip
FINGERS: dict[HandShape, tuple[Spheres, ...]] = {
    HandShape.OPEN: (
        ((0.45, -3.6, 0.0, 1.3), (-0.5, -3.6, 0.0, 1.25), (0.45, -7.0, -0.2, 0.85), (-0.35, -6.8, -0.2, 0.8)),
        ((1.0, -1.6, -0.3, 0.95), (2.2, -4.2, -0.5, 0.72)),
    ),
    HandShape.REST: (
        ((0.45, -3.6, 0.0, 1.3), (-0.5, -3.6, 0.0, 1.25), (0.75, -6.3, -1.1, 0.95), (-0.2, -6.0, -1.2, 0.9)),
        ((0.9, -1.6, -0.3, 0.95), (1.9, -4.2, -1.0, 0.75)),
    ),
    HandShape.GRIP: (
        ((1.1, -3.9, 0.6, 0.9), (-1.1, -3.9, 0.6, 0.9), (1.1, -4.1, -0.8, 0.85), (-1.1, -4.0, -0.8, 0.85),
         (1.0, -2.7, -1.5, 0.85), (-1.0, -2.7, -1.5, 0.85)),
        ((1.3, -1.5, 0.1, 0.95), (1.9, -2.9, -0.9, 0.8)),
    ),
}  # fmt: skip
HAIR: tuple[Spheres, ...] = (
    ((-0.4, 7.3, 0.0, 5.5), (-1.3, 5.9, 0.0, 5.0)),
    ((-1.3, 5.9, 0.0, 5.0), (-2.2, 3.2, 1.2, 2.4), (-2.2, 3.2, -1.2, 2.4)),
)
BUN: tuple[Spheres, ...] = (((-2.6, 12.3, 0.0, 2.5), (-3.2, 11.8, 0.0, 2.2)),)
FACE: tuple[Spheres, ...] = (
    ((1.2, 7.2, 1.0, 4.1), (1.2, 7.2, -1.0, 4.1), (2.2, 1.6, 0.5, 1.9), (2.2, 1.6, -0.5, 1.9),
     (-0.6, 3.6, 2.2, 2.2), (-0.6, 3.6, -2.2, 2.2), (1.8, 4.4, 1.4, 3.3), (1.8, 4.4, -1.4, 3.3)),
)  # fmt: skip
NOSE: tuple[Spheres, ...] = (((5.5, 4.3, 0.0, 0.75), (4.7, 6.2, 0.0, 0.6)),)
FRINGE: tuple[Spheres, ...] = (
    ((2.7, 10.5, 1.7, 1.6), (2.7, 10.5, -1.7, 1.6), (-0.5, 10.4, 2.6, 1.9), (-0.5, 10.4, -2.6, 1.9)),
)  # fmt: skip
TEMPLE: Spheres = ((-2.0, 8.0, 3.5, 1.7), (-2.0, 8.0, -3.5, 1.7))
SIDEBURN: tuple[Spheres, ...] = (((-1.2, 7.6, 3.9, 1.5), (-0.7, 5.9, 4.2, 1.0)),)
EAR: tuple[Spheres, ...] = (((-1.3, 4.9, 4.5, 1.15), (-0.9, 3.7, 4.3, 0.8)),)
NECK_LOW: Spheres = ((-0.5, -0.6, 0.0, 2.85), (0.0, 1.2, 0.0, 2.75))
NECK_HIGH: Spheres = ((0.3, 1.5, 0.0, 2.7),)


def seen_hulls(seen: Seen, hulls: Iterable[Spheres], sign: float = 1.0) -> list[list[Circle]]:
    """The circles of hulls given in a frame; sign -1 mirrors them to the left side."""
    return [[seen.circle(f, u, s * sign, r) for f, u, s, r in spheres] for spheres in hulls]


def weighted(seen: Seen, spheres: Chain, sign: float) -> Weighted:
    """Circles of a limb with their shade weights."""
    ox, oy, fx, fy, ux, uy, k = seen.ox, seen.oy, seen.fx, seen.fy, seen.ux, seen.uy, seen.k
    sx, sy = seen.sx * sign, seen.sy * sign
    return [
        (ox + f * fx + u * ux + s * sx, oy + f * fy + u * uy + s * sy, r * k, w) for f, u, s, r, w in spheres
    ]


def pressed(spheres: Chain, half: float, knee: float) -> Chain:
    """A limb's spheres flattened where thigh and calf meet.

    half is half the knee's inner angle in radians; knee is the u of the knee joint in the bone's frame.
    The far side of each sphere stays in place, the near side stops at the plane that halves the knee's
    angle.
    """
    c, n = math.cos(half), math.sin(half)
    towards = -1.0 if knee == 0.0 else 1.0
    out = []
    for f, u, s, r, w in spheres:
        a = (u - knee) * towards
        room = f * c + a * n
        if room < r and a > 1.5:
            give = smoothstep((a - 1.5) / 6.0) * (r - max(room, -0.5 * r)) / 2
            out.append((f + c * give, u + n * give * towards, s, r - give, w))
        else:
            out.append((f, u, s, r, w))
    return tuple(out)


@dataclass(slots=True)
class Silhouette:
    """Circles of all parts of one posed body in one picture; the left side's are keyed "L", the right's
    "R".
    """

    camera: Camera
    seen: dict[str, Seen]
    thigh: dict[str, Weighted] = field(default_factory=dict)
    shank: dict[str, Weighted] = field(default_factory=dict)
    upper_arm: dict[str, Weighted] = field(default_factory=dict)
    sleeve: dict[str, Weighted] = field(default_factory=dict)
    forearm: dict[str, Weighted] = field(default_factory=dict)
    torso: list[tuple[tuple[float, float, float, float], tuple[float, float, float, float]]] = field(
        default_factory=list
    )

    def everything(self, layout: Layout, long_hair: bool) -> Iterator[tuple[bool, list[Circle]]]:
        """All parts as circle lists; True marks a chain, False a hull. For ghosts, shadows and bounds."""
        yield from self.legs()
        for side in SIDES:
            for limb in (self.upper_arm, self.sleeve, self.forearm):
                yield True, [c[:3] for c in limb[side]]
            shape = layout.arms[side].shape
            for circles in seen_hulls(self.seen["hand" + side], PALM[shape] + FINGERS[shape], SIGN[side]):
                yield False, circles
        for low, high in zip(self.torso, self.torso[1:], strict=False):
            yield False, [low[0][:3], low[1][:3], high[0][:3], high[1][:3]]
        for circles in self.deltoids():
            yield True, circles
        head = self.seen["head"]
        for hulls in (HAIR, FACE, NOSE, BUN if long_hair else ()):
            for circles in seen_hulls(head, hulls):
                yield False, circles
        yield True, self.neck()

    def legs(self, sides: Iterable[str] = SIDES) -> Iterator[tuple[bool, list[Circle]]]:
        """Legs with their shoes, as everything() gives them."""
        for side in sides:
            for limb in (self.thigh, self.shank):
                yield True, [c[:3] for c in limb[side]]
            for name, hulls in (("foot", UPPER_FOOT + SOLE_FOOT), ("toe", UPPER_TOE + SOLE_TOE)):
                for circles in seen_hulls(self.seen[name + side], hulls, SIGN[side]):
                    yield False, circles

    def neck(self) -> list[Circle]:
        """The neck's chain, from the collar to the skull."""
        neck, head = self.seen["neck"], self.seen["head"]
        return [neck.circle(*s) for s in NECK_LOW] + [head.circle(*s) for s in NECK_HIGH]

    def deltoids(self) -> list[list[Circle]]:
        """The bridges from the chest to both shoulders."""
        chest = self.seen["chest"]
        out = []
        for side in SIDES:
            upper = self.seen["upper_arm" + side]
            out.append([chest.circle(-0.3, 0.4, 5.5 * SIGN[side], 4.2), (upper.ox, upper.oy, 3.6 * upper.k)])
        return out


def knee_half_angle(skeleton: Skeleton, side: str) -> float:
    """Half of the inner angle of a knee, radians; a straight leg has a quarter turn."""
    bones = skeleton.bones
    c = max(-1.0, min(1.0, dot(bones["thigh" + side].u, bones["shank" + side].u)))
    return (math.pi - math.acos(c)) / 2


def see(skeleton: Skeleton, body: Body, camera: Camera) -> Silhouette:
    """Project a whole body."""
    seen = {name: Seen(frame, camera) for name, frame in skeleton.bones.items()}
    sil = Silhouette(camera, seen)
    for side in SIDES:
        sign = SIGN[side]
        half = knee_half_angle(skeleton, side)
        thigh, shank = body.thigh, body.shank
        if half < math.radians(62):
            thigh, shank = pressed(thigh, half, -THIGH), pressed(shank, half, 0.0)
        sil.thigh[side] = weighted(seen["thigh" + side], thigh, sign)
        sil.shank[side] = weighted(seen["shank" + side], shank, sign)
        sil.upper_arm[side] = weighted(seen["upper_arm" + side], body.upper_arm, sign)
        sil.sleeve[side] = weighted(seen["upper_arm" + side], body.sleeve, sign)
        sil.forearm[side] = weighted(seen["forearm" + side], body.forearm, sign)
    for row, frame in zip(body.torso, skeleton.spine, strict=True):
        level = Seen(frame, camera)
        right = level.circle(row.front, 0.0, row.half, row.radius)
        left = level.circle(row.front, 0.0, -row.half, row.radius)
        sil.torso.append(((*right, row.weight), (*left, row.weight)))
    return sil


def low_chains(skeleton: Skeleton, body: Body) -> list[list[tuple[Vec, float]]]:
    """World spheres of all long parts, coarsely: what may cast a shadow on the ground."""
    bones = skeleton.bones
    out: list[list[tuple[Vec, float]]] = []
    for side in SIDES:
        sign = SIGN[side]
        for name, spheres in (("thigh", body.thigh), ("shank", body.shank), ("upper_arm", body.upper_arm),
                              ("forearm", body.forearm)):  # fmt: skip
            frame = bones[name + side]
            out.append([(frame.at(f, u, s * sign), r) for f, u, s, r, _w in spheres[::3]])
        foot, toe, hand = bones["foot" + side], bones["toe" + side], bones["hand" + side]
        out.append(
            [(foot.at(-2.6, -3.0, 0.0), 1.8), (toe.at(0.0, 0.2, 0.0), 2.0), (toe.at(3.0, 0.0, 0.0), 1.4)]
        )
        out.append([(hand.at(0.0, -1.0, 0.0), 1.6), (hand.at(0.0, -6.0, 0.0), 1.0)])
    torso = zip(body.torso, skeleton.spine, strict=True)
    out.append([(frame.at(row.front, 0.0, 0.0), row.radius) for row, frame in torso])
    out.append([(bones["head"].at(0.0, 5.5, 0.0), 5.6), (bones["head"].at(0.0, 7.3, 0.0), 5.6)])
    return out
