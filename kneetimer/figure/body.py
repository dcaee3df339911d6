"""The mannequin: bone lengths and the spheres that clothe each bone, for each body shape. No poses, no
painting.

Every part is spheres in a bone's frame. A sphere is (f, u, s, radius, weight); the weight, 0 to 1, says
how much shade it carries, so that shading fades where one part grows out of another. Units are 1 % of
body height.
The bones are the same in every body shape: one set of poses serves all.
"""

import enum
from collections.abc import Sequence
from functools import cache

from kneetimer.core.late_dataclass import dataclass
from kneetimer.figure.curve import MonotoneCurve, smoothstep

Sphere = tuple[float, float, float, float, float]
Chain = tuple[Sphere, ...]

THIGH = 24.8
SHANK = 24.4
UPPER_ARM = 16.8
FOREARM = 14.2
HIP_HALF = 4.6
ANKLE_HEIGHT = 4.6
BALL = (7.6, -3.2)
HEEL = (-3.5, -3.75)
CHEST_HEIGHT = 26.6
NECK_HEIGHT = 30.2
HEAD_PIVOT = (0.5, 3.6)


class Build(enum.Enum):
    """Body shapes a person can choose; the value is kept in the settings."""

    A = "a"
    B = "b"


@dataclass(frozen=True, slots=True)
class TorsoRow:
    """One level of the trunk: a left and right sphere at a height over the hip line."""

    height: float
    front: float
    half: float
    radius: float
    weight: float


@dataclass(frozen=True, slots=True)
class Body:
    """All spheres of one body shape. Limb chains run from the body outwards, for the right side (s is
    outwards).
    """

    build: Build
    shoulder_half: float
    torso: tuple[TorsoRow, ...]
    thigh: Chain
    shank: Chain
    upper_arm: Chain
    sleeve: Chain
    forearm: Chain
    long_hair: bool


_THIGH_ROWS = (
    (0.0, -0.8, 0.0, 6.2), (0.15, -0.3, 0.15, 6.2), (0.35, 0.35, 0.2, 5.8), (0.55, 0.5, 0.1, 5.15),
    (0.75, 0.35, 0.0, 4.3), (0.9, 0.2, 0.0, 3.75), (1.0, 0.25, 0.0, 3.55),
)  # fmt: skip
_SHANK_ROWS = (
    (0.0, 0.25, 0.0, 3.55), (0.10, -0.05, 0.0, 3.4), (0.24, -0.75, 0.1, 3.62), (0.36, -0.85, 0.1, 3.5),
    (0.55, -0.4, 0.0, 2.85), (0.75, 0.0, 0.0, 2.25), (0.92, 0.1, 0.0, 2.0), (1.0, 0.1, 0.0, 2.05),
)  # fmt: skip
_UPPER_ARM_ROWS = (
    (0.0, 0.0, -0.3, 3.45), (0.2, 0.1, 0.0, 3.25), (0.45, 0.15, 0.0, 2.8), (0.75, 0.05, 0.0, 2.42),
    (1.0, 0.0, 0.0, 2.2),
)  # fmt: skip
_FOREARM_ROWS = (
    (0.0, 0.0, 0.0, 2.2), (0.2, 0.05, 0.05, 2.28), (0.45, 0.0, 0.0, 2.05), (0.8, 0.0, 0.0, 1.6),
    (1.0, 0.0, 0.0, 1.5),
)  # fmt: skip
_TORSO_ROWS = (
    (-4.4, -1.9, 2.4, 4.3), (-2.0, -1.7, 4.0, 5.4), (1.0, -1.2, 4.6, 5.9), (4.5, -0.6, 4.2, 5.6),
    (8.5, 0.1, 3.6, 4.9), (11.5, 0.3, 3.5, 4.75), (15.0, 0.45, 3.9, 5.2), (19.5, 0.55, 4.7, 5.8),
    (23.0, 0.35, 5.6, 5.5), (26.0, -0.1, 6.6, 4.4), (28.2, -0.5, 5.2, 3.5), (29.8, -0.6, 2.6, 2.9),
)  # fmt: skip
# Finer levels below keep the curve of a bent back smooth.
_TORSO_LEVELS = (-4.4, -2.0, 0.6, 1.6, 4.5, 8.5, 11.5, 15.0, 19.5, 23.0, 26.0, 28.2, 29.8)


def _limb(
    rows: Sequence[Sequence[float]],
    samples: int,
    bone: float,
    thickness: float,
    fade: tuple[float, float] | None,
) -> Chain:
    t = [r[0] for r in rows]
    front, outward, radius = (MonotoneCurve(t, [r[i] for r in rows]) for i in (1, 2, 3))
    spheres: list[Sphere] = []
    for i in range(samples):
        x = i / (samples - 1)
        weight = 1.0 if fade is None else smoothstep((x - fade[0]) / (fade[1] - fade[0]))
        spheres.append((front(x) * thickness, -x * bone, outward(x), radius(x) * thickness, weight))
    return tuple(spheres)


def _torso(chest: float, waist: float, hips: float, shoulders: float) -> tuple[TorsoRow, ...]:
    heights = [r[0] for r in _TORSO_ROWS]
    front, half, radius = (MonotoneCurve(heights, [r[i] for r in _TORSO_ROWS]) for i in (1, 2, 3))
    # Only the width differs between body shapes: the depth stays, so backs rest on mats and walls in all
    # of them.
    width = MonotoneCurve((-4.4, 1.0, 9.5, 19.0, 26.0, 29.8), (hips, hips, waist, chest, shoulders, 1.0))
    return tuple(
        TorsoRow(h, front(h), half(h) * width(h), radius(h), _torso_weight(h)) for h in _TORSO_LEVELS
    )


def _torso_weight(height: float) -> float:
    return smoothstep((height - 1) / 5) * (1 - smoothstep((height - 22) / 4))


@cache
def body_of(build: Build) -> Body:
    """The spheres of a body shape."""
    a = build is Build.A
    arm = 1.04 if a else 0.93
    upper_arm = _limb(_UPPER_ARM_ROWS, 9, UPPER_ARM, arm, (0.12, 0.40))
    cut = 0.52
    sleeve = tuple((f, u, s, r + 0.3, w) for f, u, s, r, w in upper_arm if -u <= cut * UPPER_ARM)
    return Body(
        build=build,
        shoulder_half=9.5 if a else 8.7,
        torso=_torso(1.04, 1.03, 0.97, 1.05) if a else _torso(0.94, 0.86, 1.08, 0.94),
        thigh=_limb(_THIGH_ROWS, 13, THIGH, 1.0, (0.36, 0.66)),
        shank=_limb(_SHANK_ROWS, 13, SHANK, 1.0, None),
        upper_arm=upper_arm,
        sleeve=sleeve,
        forearm=_limb(_FOREARM_ROWS, 8, FOREARM, arm, None),
        long_hair=not a,
    )
