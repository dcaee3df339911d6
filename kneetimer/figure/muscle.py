"""Where each muscle lies on its bones. Does not decide which of them are lit, nor in what colour.

Rows are spheres in the bone's frame; they reach past the limb's contour on purpose, the painter cuts them
there, so a muscle's outer edge is the contour itself.
"""

import enum

from kneetimer.core.late_dataclass import dataclass
from kneetimer.figure.body import SHANK, THIGH
from kneetimer.figure.space import Vec


class Role(enum.Enum):
    """What a lit muscle does in the exercise."""

    WORKS = "works"
    HELPS = "helps"
    STRETCHES = "stretches"


@dataclass(frozen=True, slots=True)
class MuscleShape:
    """A muscle's spheres (f, u, s outwards, radius) on a bone, and the way it faces in that bone's frame."""

    bone: str
    spheres: tuple[tuple[float, float, float, float], ...]
    faces: Vec


def _on_limb(bone: str, size: float, faces: Vec, *rows: tuple[float, float, float, float]) -> MuscleShape:
    return MuscleShape(bone, tuple((f, -t * size, s, r) for t, f, s, r in rows), faces)


MUSCLES: dict[str, MuscleShape] = {
    "quads": _on_limb(
        "thigh", THIGH, (1.0, 0.0, 0.25),
        (0.17, 3.6, 0.3, 2.6), (0.28, 3.9, 0.4, 3.6), (0.42, 4.0, 0.4, 3.9), (0.58, 3.6, 0.3, 3.6),
        (0.74, 2.9, 0.1, 3.0), (0.86, 2.5, 0.0, 2.3), (0.93, 2.4, 0.0, 1.6),
    ),
    "hamstrings": _on_limb(
        "thigh", THIGH, (-1.0, 0.0, 0.15),
        (0.26, -4.6, 0.2, 2.2), (0.38, -4.3, 0.2, 3.2), (0.52, -3.7, 0.2, 3.3), (0.68, -3.2, 0.1, 2.6),
        (0.80, -3.0, 0.0, 1.7),
    ),
    "calves": _on_limb(
        "shank", SHANK, (-1.0, 0.0, 0.1),
        (0.07, -2.8, 0.0, 1.6), (0.18, -3.1, 0.0, 2.5), (0.32, -3.1, 0.0, 2.8), (0.46, -2.4, 0.0, 2.1),
        (0.58, -1.8, 0.0, 1.4), (0.68, -1.5, 0.0, 0.9),
    ),
    "adductors": _on_limb(
        "thigh", THIGH, (0.3, 0.0, -1.0),
        (0.10, 0.4, -3.4, 2.4), (0.28, 0.4, -3.6, 2.8), (0.48, 0.4, -3.2, 2.5), (0.64, 0.4, -2.9, 1.8),
    ),
    "hip-flexors": _on_limb(
        "thigh", THIGH, (1.0, 0.0, 0.0),
        (-0.10, 3.8, -0.4, 2.3), (0.04, 4.6, 0.2, 2.6), (0.18, 4.6, 0.2, 2.5), (0.30, 4.6, 0.1, 1.9),
    ),
    "glutes": MuscleShape(
        "pelvis",
        ((-2.4, 4.0, 3.8, 3.2), (-3.6, 0.8, 4.4, 4.6), (-4.0, -3.2, 4.6, 4.8), (-3.4, -7.0, 5.0, 2.8)),
        (-1.0, 0.0, 0.6),
    ),
    "abductors": MuscleShape(
        "pelvis",
        ((0.6, 3.2, 8.0, 2.2), (-0.8, 3.4, 8.2, 3.0), (-1.2, 0.6, 9.0, 3.2), (-0.6, -2.6, 9.2, 2.2),
         (0.2, -5.2, 9.4, 1.4)),
        (0.0, 0.0, 1.0),
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class LitMuscle:
    """A muscle to show, on the side "R" or "L"."""

    name: str
    side: str
    role: Role
