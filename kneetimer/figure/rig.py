"""From the numbers of a pose to the place of every bone. Pure maths: no time, no painting, no files.

The order is pelvis, spine, legs, head, arms. What stays the same through a figure (which foot stands,
what a hand holds on to) is its Layout; what changes is a flat mapping of names to numbers, so any two
poses can be mixed.
"""

import enum
import math
from collections.abc import Mapping
from dataclasses import field

from kneetimer.core.late_dataclass import dataclass
from kneetimer.figure.body import (
    ANKLE_HEIGHT,
    BALL,
    CHEST_HEIGHT,
    FOREARM,
    HEAD_PIVOT,
    HEEL,
    HIP_HALF,
    NECK_HEIGHT,
    SHANK,
    THIGH,
    UPPER_ARM,
    Body,
)
from kneetimer.figure.curve import smoothstep
from kneetimer.figure.space import (
    WORLD,
    Frame,
    Vec,
    add,
    along,
    cross,
    dot,
    limb_frame,
    reach,
    scale,
    sub,
    unit,
)

Numbers = Mapping[str, float]

SIDES = ("R", "L")
SIGN = {"R": 1.0, "L": -1.0}


class Anchor(enum.Enum):
    """What fixes the pelvis in the world."""

    STANCE = "stance"  # a standing foot; the shin's lean and the knee's bend build up from it
    PELVIS = "pelvis"  # x, y, z of the hip line
    BACK = "back"  # the spine 24 units above the hip line rests at x, y


class LegKind(enum.Enum):
    """How a leg finds its place."""

    PLANT = "plant"  # the foot is laid on something, the knee follows
    REACH = "reach"  # the ankle goes to a point, the foot follows the shin
    FREE = "free"  # joint angles


class HandShape(enum.Enum):
    """How the fingers are held."""

    OPEN = "open"
    REST = "rest"
    GRIP = "grip"


class Palm(enum.Enum):
    """What the palm is laid on, if not left to the forearm."""

    FLOOR = "floor"  # flat, palm down
    WALL = "wall"  # flat, fingers up, palm forward
    POST = "post"  # round an upright rod
    BAR = "bar"  # round a rod that runs sideways, overhand
    RAIL = "rail"  # round a rod that runs forward


@dataclass(frozen=True, slots=True)
class LegRule:
    """How one leg is solved; on names the frame of a reached ankle ("" is the world)."""

    kind: LegKind = LegKind.PLANT
    on: str = ""


@dataclass(frozen=True, slots=True)
class ArmRule:
    """How one arm is solved; on is None for joint angles, else the frame that the wrist's target is given
    in.
    """

    on: str | None = None
    shape: HandShape = HandShape.REST
    palm: Palm | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """What stays the same through all poses of a figure."""

    anchor: Anchor = Anchor.STANCE
    stance: str = "R"
    legs: Mapping[str, LegRule] = field(default_factory=lambda: {"R": LegRule(), "L": LegRule()})
    arms: Mapping[str, ArmRule] = field(default_factory=lambda: {"R": ArmRule(), "L": ArmRule()})


def _defaults() -> dict[str, float]:
    n = dict.fromkeys(
        ("yaw", "pitch", "roll", "lumbar", "thorax", "side", "turn", "neck", "look", "tilt",
         "x", "y", "z", "shank", "bend", "zc"), 0.0,
    )  # fmt: skip
    for side in SIDES:
        for name, keys in (
            ("plant", ("x", "y", "z", "yaw", "heel", "drop", "tilt", "roll")),
            ("leg", ("flex", "abd", "rot", "knee", "ankle", "toe")),
            ("ankle", ("x", "y", "z")),
            ("pole", ("x", "y", "z")),
            ("arm", ("flex", "abd", "rot", "elbow")),
            ("hand", ("x", "y", "z")),
            ("elbow", ("x", "y", "z")),
            ("wrist", ("bend", "turn")),
        ):
            for key in keys:
                n[f"{name}{side}.{key}"] = 0.0
        n[f"plant{side}.z"] = 5.0 * SIGN[side]
        n[f"plant{side}.yaw"] = 7.0
        n[f"arm{side}.flex"] = 4.0
        n[f"arm{side}.abd"] = 8.0
        n[f"arm{side}.elbow"] = 14.0
        n[f"elbow{side}.x"] = -1.0
        n[f"elbow{side}.y"] = -0.3
        n[f"elbow{side}.z"] = 0.5
    n["y"] = 53.0
    n["shank"] = 2.0
    n["bend"] = 4.0
    return n


DEFAULTS: Numbers = _defaults()


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Every bone's frame by name, and the spine's frame at each level of the trunk.

    missed holds how far each planted foot and each reaching hand stayed from its target, in units.
    """

    bones: Mapping[str, Frame]
    spine: tuple[Frame, ...]
    missed: Mapping[str, float]


_LIMB_BONES = ("thigh", "shank", "foot", "toe", "upper_arm", "forearm", "hand")
BONES = ("pelvis", "chest", "neck", "head", *(name + side for side in SIDES for name in _LIMB_BONES))


def _spine(pelvis: Frame, n: Numbers, heights: tuple[float, ...]) -> list[Frame]:
    """Frames along the bent trunk at rising heights over the hip line, by the midpoint rule."""
    lumbar, thorax, side, turn = n["lumbar"], n["thorax"], n["side"], n["turn"]
    flat = Frame(pelvis.o, pelvis.f, pelvis.u, pelvis.s)
    if not (lumbar or thorax or side or turn):
        return [flat.moved(along(pelvis.o, pelvis.u, h)) for h in heights]

    def bent(y: float) -> Frame:
        k = smoothstep((y - 3) / 18)
        frame = flat.pitch(lumbar * smoothstep((y - 3) / 9) + thorax * smoothstep((y - 11) / 12))
        return frame.roll(side * k).yaw(turn * k)

    out: list[Frame] = []
    y, o = 0.0, pelvis.o
    for h in heights:
        if h <= 0:
            out.append(flat.moved(along(pelvis.o, pelvis.u, h)))
            continue
        while y < h - 1e-9:
            step = min(2.0, h - y)
            o = along(o, bent(y + step / 2).u, step)
            y += step
        out.append(bent(h).moved(o))
    return out


def _foot(n: Numbers, side: str) -> tuple[Frame, Frame]:
    """Foot and toe frames of a foot laid on something."""
    p = "plant" + side
    sign = SIGN[side]
    flat = WORLD.yaw(n[p + ".yaw"] * sign).pitch(-n[p + ".tilt"]).roll(n[p + ".roll"] * sign)
    sole: Vec = (n[p + ".x"], n[p + ".y"], n[p + ".z"])
    flat = flat.moved(along(sole, flat.u, ANKLE_HEIGHT))
    heel = n[p + ".heel"]
    pivot = (BALL[0], BALL[1]) if heel >= 0 else HEEL
    # The heel hangs over an edge by drop; the forefoot stays flat as it does when the heel rises.
    heel -= n[p + ".drop"]
    about = flat.at(pivot[0], pivot[1], 0.0)
    turned = flat.pitch(heel)
    foot = turned.moved(sub(about, sub(turned.at(pivot[0], pivot[1], 0.0), turned.o)))
    ball = foot.at(BALL[0], BALL[1], 0.0)
    toe = foot.pitch(-heel) if pivot is not HEEL else foot
    return foot, toe.moved(ball)


def _follow_foot(n: Numbers, side: str, shank: Frame) -> tuple[Frame, Frame]:
    """Foot and toe frames of a foot that hangs on its shin."""
    ankle = along(shank.o, shank.u, -SHANK)
    foot = shank.moved(ankle).pitch(-n[f"leg{side}.ankle"])
    return foot, foot.moved(foot.at(BALL[0], BALL[1], 0.0)).pitch(-n[f"leg{side}.toe"])


def _bent_leg(hip: Vec, ankle: Vec, pole: Vec) -> tuple[Frame, Frame, Vec]:
    knee, end, p = reach(hip, ankle, pole, THIGH, SHANK)
    thigh = limb_frame(hip, knee, p)
    shank = limb_frame(knee, end, p)
    return thigh, shank, end


def solve(layout: Layout, n: Numbers, body: Body) -> Skeleton:
    """Place every bone of body for the numbers n (all names of DEFAULTS present)."""
    bones: dict[str, Frame] = {}
    missed: dict[str, float] = {}
    planted: dict[str, tuple[Frame, Frame]] = {}
    for side in SIDES:
        if layout.legs[side].kind is LegKind.PLANT:
            planted[side] = _foot(n, side)

    axes = WORLD.yaw(n["yaw"]).pitch(n["pitch"]).roll(n["roll"])
    pelvis = axes.moved(_pelvis_origin(layout, n, axes, planted))
    if layout.anchor is Anchor.STANCE:
        pelvis = _within_reach(pelvis, planted)
    bones["pelvis"] = pelvis

    heights = tuple(row.height for row in body.torso)
    spine = _spine(pelvis, n, (*heights[:-2], CHEST_HEIGHT, *heights[-2:], NECK_HEIGHT))
    bones["chest"] = spine.pop(len(heights) - 2)
    neck = spine.pop()
    bones["neck"] = neck.pitch(0.45 * n["neck"])
    head = neck.moved(bones["neck"].at(HEAD_PIVOT[0], HEAD_PIVOT[1], 0.0))
    bones["head"] = head.roll(n["tilt"]).pitch(n["neck"]).yaw(n["look"])

    for side in sorted(SIDES, key=lambda s: layout.legs[s].kind is LegKind.REACH):
        _solve_leg(layout, n, side, bones, planted, missed)
    for side in SIDES:
        _solve_arm(layout, n, side, bones, body, missed)
    return Skeleton(bones, tuple(spine), missed)


def _pelvis_origin(
    layout: Layout, n: Numbers, axes: Frame, planted: Mapping[str, tuple[Frame, Frame]]
) -> Vec:
    if layout.anchor is Anchor.PELVIS:
        return (n["x"], n["y"], n["z"])
    if layout.anchor is Anchor.BACK:
        rest = _spine(axes, n, (24.0,))[0].o
        return (n["x"] - rest[0], n["y"] - rest[1], n["z"])
    foot = planted[layout.stance][0]
    lean = math.radians(n["shank"])
    back = math.radians(n["shank"] - n["bend"])
    x = foot.o[0] + SHANK * math.sin(lean) + THIGH * math.sin(back)
    y = foot.o[1] + SHANK * math.cos(lean) + THIGH * math.cos(back)
    half = HIP_HALF * SIGN[layout.stance]
    return (x - axes.s[0] * half, y - axes.s[1] * half, n["zc"])


def _within_reach(pelvis: Frame, planted: Mapping[str, tuple[Frame, Frame]]) -> Frame:
    limit = 0.998 * (THIGH + SHANK)
    for _ in range(3):
        drop = 0.0
        for side, (foot, _toe) in planted.items():
            hip = pelvis.at(0, 0, HIP_HALF * SIGN[side])
            flat = (hip[0] - foot.o[0]) ** 2 + (hip[2] - foot.o[2]) ** 2
            top = foot.o[1] + math.sqrt(max(0.0, limit * limit - flat))
            drop = max(drop, hip[1] - top)
        if drop <= 0:
            break
        pelvis = pelvis.moved(sub(pelvis.o, (0.0, drop, 0.0)))
    return pelvis


def _solve_leg(
    layout: Layout,
    n: Numbers,
    side: str,
    bones: dict[str, Frame],
    planted: Mapping[str, tuple[Frame, Frame]],
    missed: dict[str, float],
) -> None:
    pelvis = bones["pelvis"]
    rule = layout.legs[side]
    sign = SIGN[side]
    hip = pelvis.at(0, 0, HIP_HALF * sign)
    pole: Vec = (n[f"pole{side}.x"], n[f"pole{side}.y"], n[f"pole{side}.z"])
    if rule.kind is LegKind.PLANT:
        foot, toe = planted[side]
        if pole == (0.0, 0.0, 0.0):
            pole = add(foot.f, scale(pelvis.f, 0.35))
        thigh, shank, end = _bent_leg(hip, foot.o, pole)
        missed["foot" + side] = math.dist(end, foot.o)
    elif rule.kind is LegKind.REACH:
        target: Vec = (n[f"ankle{side}.x"], n[f"ankle{side}.y"], n[f"ankle{side}.z"])
        goal = bones[rule.on].at(*target) if rule.on else target
        thigh, shank, end = _bent_leg(hip, goal, pole)
        missed["foot" + side] = math.dist(end, goal)
        foot, toe = _follow_foot(n, side, shank)
    else:
        p = "leg" + side
        thigh = pelvis.moved(hip).pitch(-n[p + ".flex"]).roll(-n[p + ".abd"] * sign).yaw(n[p + ".rot"] * sign)
        shank = thigh.moved(along(hip, thigh.u, -THIGH)).pitch(n[p + ".knee"])
        foot, toe = _follow_foot(n, side, shank)
    bones["thigh" + side] = thigh
    bones["shank" + side] = shank
    bones["foot" + side] = foot
    bones["toe" + side] = toe


def _solve_arm(
    layout: Layout, n: Numbers, side: str, bones: dict[str, Frame], body: Body, missed: dict[str, float]
) -> None:
    chest = bones["chest"]
    rule = layout.arms[side]
    sign = SIGN[side]
    shoulder = chest.at(-0.4, 0, body.shoulder_half * sign)
    if rule.on is None:
        p = "arm" + side
        upper = (
            chest.moved(shoulder).pitch(-n[p + ".flex"]).roll(-n[p + ".abd"] * sign).yaw(n[p + ".rot"] * sign)
        )
        fore = upper.moved(along(shoulder, upper.u, -UPPER_ARM)).pitch(-n[p + ".elbow"])
    else:
        local: Vec = (n[f"hand{side}.x"], n[f"hand{side}.y"], n[f"hand{side}.z"])
        target = bones[rule.on].at(*local) if rule.on else local
        e: Vec = (n[f"elbow{side}.x"], n[f"elbow{side}.y"], n[f"elbow{side}.z"])
        pole = add(add(scale(chest.f, e[0]), scale(chest.u, e[1])), scale(chest.s, e[2] * sign))
        goal = target
        for _ in range(4 if _holds_a_rod(rule) else 1):
            elbow, end, bent = reach(shoulder, goal, pole, UPPER_ARM, FOREARM)
            upper = limb_frame(shoulder, elbow, scale(bent, -1.0))
            fore = limb_frame(elbow, end, scale(bent, -1.0))
            if not _holds_a_rod(rule):
                break
            # A hand on a rod is placed by the middle of its grip; the wrist follows from the forearm.
            held = grip_centre(_hand(rule.palm, fore, sign).moved(end))
            goal = add(goal, sub(target, held))
            end = held
        missed["hand" + side] = math.dist(end, target)
    wrist = along(fore.o, fore.u, -FOREARM)
    bones["upper_arm" + side] = upper
    bones["forearm" + side] = fore
    hand = _hand(rule.palm, fore, sign).moved(wrist)
    bones["hand" + side] = hand.yaw(n[f"wrist{side}.turn"] * sign).pitch(-n[f"wrist{side}.bend"])


def _holds_a_rod(rule: ArmRule) -> bool:
    return rule.palm in (Palm.POST, Palm.BAR, Palm.RAIL)


def grip_centre(hand: Frame) -> Vec:
    """The point in a closed hand that the middle of a held rod passes."""
    return hand.at(0.0, -3.0, 0.0)


def _hand(palm: Palm | None, fore: Frame, sign: float) -> Frame:
    """The hand's axes: -u along the fingers, f to the thumb, -s (right hand) out of the palm."""
    if palm is None:
        return fore
    if palm is Palm.WALL:
        u: Vec = (0.0, -1.0, 0.0)
        s: Vec = (-sign, 0.0, 0.0)
        return Frame(fore.o, cross(u, s), u, s)
    if palm is Palm.FLOOR:
        u = unit((fore.u[0], 0.0, fore.u[2]))
        s = (0.0, sign, 0.0)
        return Frame(fore.o, cross(u, s), u, s)
    if palm is Palm.POST:
        f: Vec = (0.0, 1.0, 0.0)
    elif palm is Palm.BAR:
        f = (0.0, 0.0, -sign)
    else:
        f = (1.0, 0.0, 0.0)
    u = unit(sub(fore.u, scale(f, dot(fore.u, f))))
    return Frame(fore.o, f, u, cross(f, u))
