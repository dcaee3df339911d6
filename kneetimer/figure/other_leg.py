"""The rep of the other leg in exercises that change legs at every rep. Does not draw.

A mirrored picture would face the other way at every rep, and a walk would go to and fro. So the body itself
is mirrored between left and right, and looks and walks where it did.
"""

from dataclasses import replace
from functools import cache

from kneetimer.figure.figure import Figure, Works
from kneetimer.figure.rig import SIDES, Layout, Numbers

_OTHER = {"R": "L", "L": "R"}
# What turns or leans to a side; the rest bends forwards and back and is the same for both.
_SIDEWARD = ("yaw", "roll", "side", "turn", "tilt", "look", "z", "zc")


@cache
def other_leg(figure: Figure) -> Figure:
    """The figure with left and right changed, seen from the same place. Props stay: both sides are alike."""
    return replace(
        figure,
        name=f"{figure.name}/left",
        layout=_swapped_layout(figure.layout),
        motion=figure.motion.changed(_swapped),
        works=Works.LEFT if figure.works is Works.RIGHT else figure.works,
        muscles=tuple(replace(m, side=_OTHER[m.side]) for m in figure.muscles),
        contacts=tuple(
            replace(c, part=_swapped_name(c.part), on=_swapped_name(c.on)) for c in figure.contacts
        ),
        arrows=tuple(
            replace(a, place=replace(a.place, on=_swapped_name(a.place.on), at=_flipped(a.place.at)))
            for a in figure.arrows
        ),
    )


def _swapped(pose: Numbers) -> Numbers:
    numbers: dict[str, float] = {}
    for name, value in pose.items():
        limb, _, part = name.partition(".")
        if not part:
            numbers[name] = -value if name in _SIDEWARD else value
        else:
            # An elbow's pole is outwards on both sides already, as are turns of a limb about itself.
            flips = part == "z" and not limb.startswith("elbow")
            numbers[f"{_swapped_name(limb)}.{part}"] = -value if flips else value
    return numbers


def _swapped_layout(layout: Layout) -> Layout:
    return replace(
        layout,
        stance=_OTHER[layout.stance],
        legs={s: replace(layout.legs[_OTHER[s]], on=_swapped_name(layout.legs[_OTHER[s]].on)) for s in SIDES},
        arms={
            s: replace(arm, on=None if arm.on is None else _swapped_name(arm.on))
            for s in SIDES
            for arm in (layout.arms[_OTHER[s]],)
        },
    )


def _swapped_name(name: str) -> str:
    return name[:-1] + _OTHER[name[-1]] if name[-1:] in SIDES and name[-1:] else name


def _flipped(at: tuple[float, float, float]) -> tuple[float, float, float]:
    return (at[0], at[1], -at[2])
