"""What holds for every figure over its whole rep: contact, planted feet, knees, balance, the working leg."""

import math
from functools import cache

import pytest
from clearance import balls_of, clearance

from kneetimer.core.exercise import Exercise
from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.figure.body import FOREARM, SHANK, THIGH, UPPER_ARM, Build, body_of
from kneetimer.figure.catalogue import load_catalogue
from kneetimer.figure.contact import PARTS
from kneetimer.figure.figure import Figure, Span, Works
from kneetimer.figure.motion import START, STILL, Moment
from kneetimer.figure.prop import MAT_TOP
from kneetimer.figure.rig import SIDES, LegKind, Skeleton
from kneetimer.figure.space import dot, sub, unit
from kneetimer.storage.plans.library import load_exercises

NAMES = load_catalogue().names()
LIMIT = 0.5  # per cent of body height
FIRST = [RepMoment(RepPhase.FIRST, i / 24) for i in range(25)]
SECOND = [RepMoment(RepPhase.SECOND, i / 24) for i in range(25)]

# The plan's exercises, and for each the leg that "RIGHT LEG" on the badge must mean.
ONE_LEGGED = {
    "terminal-knee-extension",
    "single-leg-glute-bridge",
    "single-leg-rdl",
    "clamshell",
    "leg-swing-forward",
    "leg-swing-sideways",
    "walking-lunge",
    "step-up",
    "side-leg-raise",
    "quad-stretch",
    "hamstring-stretch",
    "figure-four-stretch",
    "calf-raise.single-leg",
}
TWO_LEGGED = {
    "bodyweight-squat",
    "glute-bridge",
    "lateral-band-walk",
    "deadlift",
    "leg-press",
    "calf-raise",
    "wall-sit",
    "hamstring-curl",
}
STANDS = {"leg-swing-forward", "leg-swing-sideways", "quad-stretch", "hamstring-stretch"}


def moments(figure: Figure) -> list[Moment]:
    """Every moment worth looking at: holds only stand still, and a way back along the way out is the same."""
    if figure.is_hold:
        return [START, STILL]
    return [START, STILL, *FIRST, *([] if figure.motion.returns else SECOND)]


@cache
def skeleton(figure: Figure, moment: Moment, build: Build = Build.A) -> Skeleton:
    """The bones at a moment, worked out once for all tests."""
    return figure.skeleton(moment, build)


def eased(exercise: Exercise, variant: str | None) -> Figure:
    """The figure of the easier form, as far as its exercise says that it goes."""
    way = exercise.eased_variant(variant)
    return load_catalogue().eased(exercise.id, way, exercise.eased.range_percent)


# Every figure as it is, and the easier form of every way to do every exercise.
FIGURES = {name: load_catalogue().named(name) for name in NAMES}
FIGURES |= {
    found.name: found
    for exercise in load_exercises().values()
    for variant in (None, *(way.id for way in exercise.variants))
    for found in (eased(exercise, variant),)
}


@pytest.fixture(params=FIGURES)
def figure(request: pytest.FixtureRequest) -> Figure:
    return FIGURES[request.param]


@pytest.mark.parametrize("build", Build)
def test_bodies_touch_what_carries_them(figure: Figure, build: Build) -> None:
    """Feet, backs, hands and seats stay within 0.5 % of body height of what carries them, the whole rep."""
    body = body_of(build)
    for moment in moments(figure):
        bones_now = skeleton(figure, moment, build)
        for contact in figure.contacts:
            at_start = moment is START or moment == RepMoment(RepPhase.FIRST, 0.0)
            at_end = moment is STILL or moment == RepMoment(RepPhase.FIRST, 1.0)
            if (contact.span is Span.START and not at_start) or (contact.span is Span.END and not at_end):
                continue
            gap = clearance(contact.part, contact.on, figure.props, bones_now, body)
            assert abs(gap) <= LIMIT, (moment, contact, gap)


@pytest.mark.parametrize("build", Build)
def test_nothing_sinks_into_the_ground(figure: Figure, build: Build) -> None:
    """No part goes more than 0.5 % of body height into the floor, or into the mat that it lies on."""
    body = body_of(build)
    ground = "mat" if any(p.name == "mat" for p in figure.props) else "floor"
    for moment in moments(figure):
        bones_now = skeleton(figure, moment, build)
        for part in PARTS:
            if not part.startswith("grip"):
                assert clearance(part, ground, figure.props, bones_now, body) >= -LIMIT, (moment, part)


def test_something_carries_every_figure(figure: Figure) -> None:
    """Each figure names at least one contact, so the contact test cannot pass by naming none."""
    assert figure.contacts


def test_planted_feet_and_hands_reach_their_places(figure: Figure) -> None:
    """A leg or an arm that is told where to be gets there: feet exactly, hands within 0.5 %."""
    for moment in moments(figure):
        for limb, miss in skeleton(figure, moment).missed.items():
            assert miss <= (1e-6 if limb.startswith("foot") else LIMIT), (moment, limb, miss)


def test_standing_feet_do_not_slip(figure: Figure) -> None:
    """The ball of a foot that carries weight throughout stays on its spot for the whole rep."""
    for contact in figure.contacts:
        stem, side = contact.part[:-1], contact.part[-1]
        still = (
            contact.span is Span.ALWAYS and stem in ("sole", "toes") and contact.on.split(".")[0] != "plate"
        )
        if not still:
            continue
        spots = [skeleton(figure, m).bones["toe" + side].o for m in moments(figure)]
        for spot in spots:
            assert math.dist(spot, spots[0]) < 1e-6, contact


def test_knees_never_bend_backwards(figure: Figure) -> None:
    """In every moment the shin lies behind the thigh's line, never in front of it."""
    for moment in moments(figure):
        bones = skeleton(figure, moment).bones
        for side in SIDES:
            thigh, shank = bones["thigh" + side], bones["shank" + side]
            down = sub((0.0, 0.0, 0.0), shank.u)
            assert dot(down, thigh.f) <= 1e-6, (moment, side)


def test_a_knee_that_is_to_be_straight_is_straight() -> None:
    """At the end of the knee extension and in the hamstring stretch at most ten degrees of bend are left."""
    for name in ("terminal-knee-extension", "hamstring-stretch"):
        bones = load_catalogue().named(name).skeleton(STILL).bones
        bend = math.degrees(math.acos(dot(bones["thighR"].u, bones["shankR"].u)))
        assert 0 <= bend <= 10, (name, bend)


def test_elbows_never_bend_backwards(figure: Figure) -> None:
    """In every moment the forearm lies in front of the upper arm's line."""
    for moment in moments(figure):
        bones = skeleton(figure, moment).bones
        for side in SIDES:
            upper, fore = bones["upper_arm" + side], bones["forearm" + side]
            down = sub((0.0, 0.0, 0.0), fore.u)
            assert dot(down, upper.f) >= -1e-6, (moment, side)


def test_bones_keep_their_length(figure: Figure) -> None:
    """Thigh, shin, upper arm and forearm are as long in every moment."""
    for moment in moments(figure):
        bones = skeleton(figure, moment).bones
        for side in SIDES:
            for upper, lower, size in (
                ("thigh", "shank", THIGH),
                ("shank", "foot", SHANK),
                ("upper_arm", "forearm", UPPER_ARM),
                ("forearm", "hand", FOREARM),
            ):
                span = math.dist(bones[upper + side].o, bones[lower + side].o)
                assert span == pytest.approx(size, abs=0.03), (moment, upper, side)


def test_movement_is_smooth(figure: Figure) -> None:
    """No joint travels more than 3 % of body height in a sixtieth of a second of the fastest tempo used."""
    if figure.is_hold:
        return
    seconds = 1.25 if "swing" in figure.name else 2.0
    frames = round(seconds * 60)
    for phase in (RepPhase.FIRST, RepPhase.SECOND):
        before = None
        for i in range(0, frames + 1, 3):
            bones = figure.skeleton(RepMoment(phase, i / frames)).bones
            if before is not None:
                for name, frame in bones.items():
                    assert math.dist(frame.o, before[name].o) <= 3 * 3.0, (phase, i, name)
            before = bones


def test_a_rep_ends_where_the_next_begins(figure: Figure) -> None:
    """The way out meets the way back without a jump, and a rep ends as it began, or a step further on."""
    end = figure.skeleton(RepMoment(RepPhase.FIRST, 1.0)).bones
    back = figure.skeleton(RepMoment(RepPhase.SECOND, 0.0)).bones
    start = figure.skeleton(START).bones
    last = figure.skeleton(RepMoment(RepPhase.SECOND, 1.0)).bones
    travel = sub(last["pelvis"].o, start["pelvis"].o)
    for name in end:
        assert math.dist(end[name].o, back[name].o) < 1e-6, name
        moved = sub(last[name].o, start[name].o)
        assert math.dist(moved, travel) < 0.05, name
    assert abs(travel[1]) < 1e-6
    if figure.name.split("/")[0].split(".")[0] not in ("walking-lunge", "lateral-band-walk"):
        assert travel == (0.0, 0.0, 0.0)


def test_every_exercise_of_the_plan_says_which_leg_works() -> None:
    """One-legged exercises light one leg, two-legged ones both; none of the twenty is left out."""
    catalogue = load_catalogue()
    for name in ONE_LEGGED:
        assert catalogue.named(name).works is Works.RIGHT, name
    for name in TWO_LEGGED:
        assert catalogue.named(name).works is Works.BOTH, name
    assert len({n.split(".")[0] for n in ONE_LEGGED | TWO_LEGGED}) == 20


def test_lit_muscles_belong_to_the_working_leg(figure: Figure) -> None:
    """Only the leg of the badge has lit muscles, and it has at least one."""
    lit = {m.side for m in figure.muscles}
    assert lit == set(figure.working_legs)


def test_the_working_leg_is_the_right_one_of_a_real_body(figure: Figure) -> None:
    """Right is where a person's right is: with the face forwards and the head up, on the side away from
    the left.

    Checked by handedness, so a mirrored skeleton would fail: front x up points to the right hip.
    """
    for moment in (START, STILL):
        pelvis = skeleton(figure, moment).bones["pelvis"]
        bones = skeleton(figure, moment).bones
        f, u = pelvis.f, pelvis.u
        right = (f[1] * u[2] - f[2] * u[1], f[2] * u[0] - f[0] * u[2], f[0] * u[1] - f[1] * u[0])
        hips = unit(sub(bones["thighR"].o, bones["thighL"].o))
        assert dot(right, hips) > 0.999


def test_the_leg_of_the_badge_is_the_one_that_does_the_work() -> None:
    """In one-legged exercises the right leg is the one that moves, is lifted, or carries the body."""
    for name in ONE_LEGGED:
        figure = load_catalogue().named(name)
        start, end = figure.skeleton(START).bones, figure.skeleton(STILL).bones

        def turned(side: str, start: object = start, end: object = end) -> float:
            total = 0.0
            for bone in ("thigh", "shank"):
                a, b = start[bone + side].u, end[bone + side].u  # type: ignore[index]
                total += math.degrees(math.acos(max(-1.0, min(1.0, dot(a, b)))))
            return total

        right_ball = math.dist(start["toeR"].o, end["toeR"].o)
        left_ball = math.dist(start["toeL"].o, end["toeL"].o)
        if name in {"single-leg-rdl", "single-leg-glute-bridge", "step-up", "terminal-knee-extension"}:
            # The standing leg works: it stays on its spot and the body moves over it.
            assert right_ball < 1e-6 < left_ball or name == "terminal-knee-extension", name
            assert turned("R") > 10, name
        elif name == "calf-raise.single-leg":
            assert end["footR"].o[1] > start["footR"].o[1] + 3, name
        elif name == "walking-lunge":
            assert end["footR"].o[0] > end["footL"].o[0] + 30, name
        elif name == "hamstring-stretch":
            assert end["footR"].o[1] > end["footL"].o[1] + 15, name
        elif name == "figure-four-stretch":
            # The right ankle lies across the left thigh.
            knee, hip = end["shankL"].o, end["thighL"].o
            line = sub(knee, hip)
            along = dot(sub(end["footR"].o, hip), line) / dot(line, line)
            assert 0.4 < along < 1.0, name
        else:
            assert turned("R") > 3 * turned("L"), name


def test_the_upper_leg_works_when_lying_on_the_side() -> None:
    """For the right leg one lies on the left side: the right hip is above the left."""
    for name in ("clamshell", "side-leg-raise"):
        bones = load_catalogue().named(name).skeleton(STILL).bones
        assert bones["thighR"].o[1] > bones["thighL"].o[1] + 8


def test_feet_touch_in_the_clamshell() -> None:
    """The heels stay together while the knee opens."""
    figure = load_catalogue().named("clamshell")
    body = body_of(Build.A)
    for moment in moments(figure):
        bones_now = skeleton(figure, moment)
        gap = min(
            math.dist(p, q) - r - s
            for p, r in balls_of("footR", bones_now, body)
            for q, s in balls_of("footL", bones_now, body)
        )
        assert abs(gap) <= 1.0, (moment, gap)


def test_legs_that_stand_keep_the_body_over_the_foot() -> None:
    """Free-standing figures would not fall over: the weight's line stays between heel and toe tip."""
    weights = {
        "head": 0.081,
        "chest": 0.25,
        "pelvis": 0.247,
        **{b + s: w for s in SIDES for b, w in (("upper_arm", 0.028), ("forearm", 0.022), ("thigh", 0.1))},
        **{b + s: w for s in SIDES for b, w in (("shank", 0.0465), ("foot", 0.0145))},
    }
    lengths = {"upper_arm": UPPER_ARM, "forearm": FOREARM, "thigh": THIGH, "shank": SHANK}
    for name in (
        "bodyweight-squat",
        "bodyweight-squat.sumo",
        "single-leg-rdl",
        "calf-raise",
        "terminal-knee-extension",
    ):
        figure = load_catalogue().named(name)
        for moment in moments(figure):
            bones = skeleton(figure, moment).bones
            x = 0.0
            for bone, weight in weights.items():
                frame = bones[bone]
                half = lengths.get(bone.rstrip("RL"), 0.0) / 2
                x += weight * (frame.o[0] - frame.u[0] * half)
            feet = [s for s in SIDES if figure.layout.legs[s].kind is LegKind.PLANT]
            toe = max(bones["toe" + s].at(3.4, 0.0, 0.0)[0] for s in feet)
            heel = min(bones["toe" + s].at(-11.0, 0.0, 0.0)[0] for s in feet)
            assert heel <= x / sum(weights.values()) <= toe, (name, moment)


def test_the_mat_is_as_thick_as_the_poses_assume() -> None:
    """Feet planted on a mat are planted on its top."""
    for name in ("glute-bridge", "single-leg-glute-bridge"):
        figure = load_catalogue().named(name)
        assert figure.motion.at(START)["plantR.y"] == MAT_TOP
