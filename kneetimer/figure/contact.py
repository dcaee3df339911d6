"""The names of what touches what in a figure: parts of the body, and what carries them.

Measures nothing; tests hold that what is said to touch does.
"""

from collections.abc import Sequence

from kneetimer.figure.prop import Prism, Prop, Rod
from kneetimer.figure.rig import SIDES

FACES = {"bottom": 0, "front": 1, "top": 2, "back": 3}
"""The lines of a prop's outline that have names."""

SIDED = ("sole", "heel", "toes", "foot", "knee", "shin", "thigh", "hip", "elbow", "forearm", "palm", "grip")
MIDDLE = ("seat", "back", "upper_back", "chest", "belly", "head")
PARTS = (*MIDDLE, *(name + side for name in SIDED for side in SIDES))


def is_surface(on: str, props: Sequence[Prop]) -> bool:
    """Whether a part of the body can touch what has this name: floor, mat, a rod, a face of a prop."""
    name, _, face = on.partition(".")
    if name in ("floor", "mat"):
        return not face
    for prop in props:
        if prop.name == name:
            if isinstance(prop, Rod):
                return not face
            return isinstance(prop, Prism) and (
                face in FACES or (face.isdigit() and int(face) < len(prop.outline))
            )
    return False
