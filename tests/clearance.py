"""How far a part of the body is from what carries it. Measures only; poses are mended in their files."""

import math
from collections.abc import Callable, Sequence

from kneetimer.figure.body import Body
from kneetimer.figure.contact import FACES, MIDDLE
from kneetimer.figure.prop import MAT_TOP, Prism, Prop, Rod, corners, frame_of, point_of
from kneetimer.figure.rig import SIGN, HandShape, Skeleton, grip_centre
from kneetimer.figure.silhouette import FACE, HAIR, PALM, SOLE_FOOT, SOLE_TOE, UPPER_FOOT, UPPER_TOE, Spheres
from kneetimer.figure.space import Frame, Vec, cross, dot, sub, unit

Ball = tuple[Vec, float]


def _hulls(frame: Frame, hulls: Sequence[Spheres], sign: float) -> list[Ball]:
    return [(frame.at(f, u, s * sign), r) for spheres in hulls for f, u, s, r in spheres]


def _sole(k: Skeleton, _b: Body, side: str) -> list[Ball]:
    sign = SIGN[side]
    return _hulls(k.bones["foot" + side], SOLE_FOOT, sign) + _hulls(k.bones["toe" + side], SOLE_TOE, sign)


def _heel(k: Skeleton, _b: Body, side: str) -> list[Ball]:
    return _hulls(k.bones["foot" + side], SOLE_FOOT, SIGN[side])[:2]


def _toes(k: Skeleton, _b: Body, side: str) -> list[Ball]:
    return _hulls(k.bones["toe" + side], SOLE_TOE, SIGN[side])


def _foot(k: Skeleton, b: Body, side: str) -> list[Ball]:
    sign = SIGN[side]
    upper = _hulls(k.bones["foot" + side], UPPER_FOOT, sign) + _hulls(k.bones["toe" + side], UPPER_TOE, sign)
    return upper + _sole(k, b, side)


def _limb(bone: str, first: int, last: int | None) -> Callable[[Skeleton, Body, str], list[Ball]]:
    def balls(k: Skeleton, b: Body, side: str) -> list[Ball]:
        spheres = {"thigh": b.thigh, "shank": b.shank, "upper_arm": b.upper_arm, "forearm": b.forearm}[bone]
        frame, sign = k.bones[bone + side], SIGN[side]
        return [(frame.at(f, u, s * sign), r) for f, u, s, r, _w in spheres[first:last]]

    return balls


def _hip(k: Skeleton, b: Body, side: str) -> list[Ball]:
    balls = [
        (k.spine[i].at(b.torso[i].front, 0.0, b.torso[i].half * SIGN[side]), b.torso[i].radius)
        for i in range(4)
    ]
    return balls + _limb("thigh", 0, 4)(k, b, side)


def _palm(k: Skeleton, _b: Body, side: str) -> list[Ball]:
    return _hulls(k.bones["hand" + side], PALM[HandShape.OPEN], SIGN[side])


def _grip(k: Skeleton, _b: Body, side: str) -> list[Ball]:
    return [(grip_centre(k.bones["hand" + side]), 0.0)]


def _rows(low: float, high: float) -> Callable[[Skeleton, Body, str], list[Ball]]:
    def balls(k: Skeleton, b: Body, _side: str) -> list[Ball]:
        return [
            (frame.at(row.front, 0.0, row.half * sign), row.radius)
            for row, frame in zip(b.torso, k.spine, strict=True)
            if low <= row.height <= high
            for sign in (1.0, -1.0)
        ]

    return balls


def _head(k: Skeleton, _b: Body, _side: str) -> list[Ball]:
    return _hulls(k.bones["head"], HAIR + FACE, 1.0)


_SIDED: dict[str, Callable[[Skeleton, Body, str], list[Ball]]] = {
    "sole": _sole,
    "heel": _heel,
    "toes": _toes,
    "foot": _foot,
    "knee": _limb("shank", 0, 3),
    "shin": _limb("shank", 0, None),
    "thigh": _limb("thigh", 3, None),
    "hip": _hip,
    "elbow": _limb("forearm", 0, 2),
    "forearm": _limb("forearm", 0, None),
    "palm": _palm,
    "grip": _grip,
}
_MIDDLE: dict[str, Callable[[Skeleton, Body, str], list[Ball]]] = {
    "seat": _rows(-5, 2),
    "back": _rows(1, 28),
    "upper_back": _rows(14, 27),
    "chest": _rows(14, 24),
    "belly": _rows(0, 14),
    "head": _head,
}


def balls_of(part: str, skeleton: Skeleton, body: Body) -> list[Ball]:
    """The spheres of a part of PARTS in the world."""
    if part in MIDDLE:
        return _MIDDLE[part](skeleton, body, "")
    return _SIDED[part[:-1]](skeleton, body, part[-1])


def clearance(part: str, on: str, props: Sequence[Prop], skeleton: Skeleton, body: Body) -> float:
    """The gap between a part and what carries it, in units; negative where it sinks in.

    A grip is measured from the middle of the closed hand to the rod's axis.
    """
    balls = balls_of(part, skeleton, body)
    if on in ("floor", "mat"):
        level = MAT_TOP if on == "mat" else 0.0
        return min(p[1] - r for p, r in balls) - level
    name, _, face = on.partition(".")
    prop = next(p for p in props if p.name == name)
    if isinstance(prop, Rod):
        a, b = (point_of(p, skeleton.bones) for p in (prop.start, prop.end))
        if part.startswith("grip"):
            return min(_from_segment(p, a, b) for p, _r in balls)
        return min(_from_segment(p, a, b) - r for p, r in balls) - prop.radius
    assert isinstance(prop, Prism)
    near, far = corners(prop, skeleton)
    i = FACES[face] if face in FACES else int(face)
    j = (i + 1) % len(near)
    outwards = unit(cross(sub(near[j], near[i]), frame_of(prop.on, skeleton.bones).s))
    del far
    return min(dot(sub(p, near[i]), outwards) - r for p, r in balls)


def _from_segment(p: Vec, a: Vec, b: Vec) -> float:
    line, to = sub(b, a), sub(p, a)
    t = max(0.0, min(1.0, dot(to, line) / max(1e-9, dot(line, line))))
    return math.dist(p, (a[0] + line[0] * t, a[1] + line[1] * t, a[2] + line[2] * t))
