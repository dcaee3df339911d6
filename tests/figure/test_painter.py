"""What a painted figure shows: still layers, mirrored pictures, sharpness, ghost and arrow, the magnifier."""

import os
from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.figure.body import Build, body_of
from kneetimer.figure.body_ink import BodyInk
from kneetimer.figure.body_painter import BodyPainter
from kneetimer.figure.camera import Camera
from kneetimer.figure.catalogue import load_catalogue
from kneetimer.figure.figure import Figure, Works
from kneetimer.figure.framing import bounds, fit
from kneetimer.figure.ink import Layer
from kneetimer.figure.motion import START, STILL, Moment
from kneetimer.figure.other_leg import other_leg
from kneetimer.figure.painter import Stage
from kneetimer.figure.palette import DARK, LIGHT
from kneetimer.figure.rig import SIDES
from kneetimer.figure.silhouette import see

assert os.environ.get("QT_QPA_PLATFORM")
NAMES = load_catalogue().names()
SIZE = QSize(160, 160)


@pytest.fixture(params=NAMES)
def figure(request: pytest.FixtureRequest, qapp: object) -> Figure:
    return load_catalogue().named(request.param)


def named(name: str) -> Figure:
    return load_catalogue().named(name)


def ink(image: QImage) -> int:
    """How many pixels are painted."""
    alpha = bytes(image.constBits())[3::4]
    return len(alpha.translate(None, bytes(range(41))))


def count(image: QImage, *colours: str) -> int:
    """How many pixels have exactly one of the colours."""
    pixels = memoryview(bytes(image.constBits())).cast("I").tolist()
    return sum(pixels.count(QColor(c).rgb()) for c in colours)


def test_no_part_changes_its_layer_during_a_rep(figure: Figure) -> None:
    """Limbs are painted in the same order at every moment, so none jumps in front of another."""
    body = body_of(Build.A)
    camera = Camera(figure.eye, 1.0, 0.0, 0.0)
    orders = set()
    phases = () if figure.is_hold else (RepPhase.FIRST, RepPhase.SECOND)
    for moment in [START, STILL, *(RepMoment(p, i / 20) for p in phases for i in range(21))]:
        skeleton = figure.skeleton(moment)
        layers = [Layer(QRect(0, 0, 1, 1), 1, False) for _ in range(3)]
        sil = see(skeleton, body, camera)
        painter = BodyPainter(BodyInk(*layers, figure, skeleton, sil, body, LIGHT, False))
        orders.add(tuple((part, side) for _key, part, side in painter.parts()))
        for layer in layers:
            layer.end()
    assert len(orders) == 1


def test_the_picture_holds_the_whole_rep(figure: Figure, qapp: object) -> None:
    """Nothing of the body is cut off at any moment, in a wide picture and in a square one."""
    if figure.follow:
        return
    body = body_of(Build.A)
    for size in (QSize(160, 160), QSize(200, 120)):
        camera = fit(figure, Build.A, size.width(), size.height())
        for moment in (START, STILL, RepMoment(RepPhase.FIRST, 0.5), RepMoment(RepPhase.SECOND, 0.5)):
            sil = see(figure.skeleton(moment), body, camera)
            for _is_chain, circles in sil.everything(figure.layout, body.long_hair):
                for x, y, r in circles:
                    assert min(x, y) - r >= -0.5
                    assert x + r <= size.width() + 0.5
                    assert y + r <= size.height() + 0.5


def test_figures_fill_their_picture(figure: Figure) -> None:
    """Width or height of the panel is used in full, up to a small margin."""
    camera = fit(figure, Build.A, 668, 536)
    box = bounds(figure, Build.A)
    assert max(box.width * camera.k / 668, box.height * camera.k / 536) > 0.9


def test_mirroring_flips_the_picture(figure: Figure) -> None:
    """The left side's picture is the right side's, flipped, unless legs change at every rep."""
    if figure.swaps:
        return
    right = Stage(figure, SIZE, LIGHT, arrow=False).frame(START)
    left = Stage(figure, SIZE, LIGHT, arrow=False, mirrored=True).frame(START)
    flipped = left.transformed(QTransform(-1, 0, 0, 1, 0, 0))
    one, two = (bytes(image.constBits())[3::4] for image in (right, flipped))
    different = sum(abs(a - b) > 90 for a, b in zip(one, two, strict=True))
    assert different < 0.01 * len(one)


@pytest.mark.parametrize("name", ["walking-lunge", "walking-lunge.reverse", "step-up", "step-up.dumbbells"])
def test_nobody_turns_round_between_two_reps(name: str, qapp: object) -> None:
    """The left leg's rep faces and goes the way of the right leg's; its lit muscles are the left leg's."""
    right, left = named(name), other_leg(named(name))
    assert left.working_legs == ("L",)
    assert {muscle.side for muscle in left.muscles} == {"L"}
    for moment in (START, STILL, RepMoment(RepPhase.FIRST, 0.4)):
        one, two = right.skeleton(moment).bones, left.skeleton(moment).bones
        for bone, mirrored in (("head", "head"), ("footR", "footL"), ("footL", "footR"), ("handR", "handL")):
            (x, y, z), (other_x, other_y, other_z) = one[bone].o, two[mirrored].o
            assert (other_x, other_y, other_z) == pytest.approx((x, y, -z)), (moment, bone)
        assert two["head"].f[0] > 0.5  # it looks to the right of the picture, as before
    drawn = Stage(right, SIZE, LIGHT, mirrored=True, ghost=False, arrow=False).frame(STILL)
    assert drawn == Stage(left, SIZE, LIGHT, ghost=False, arrow=False).frame(STILL)


def test_a_still_shows_the_start_as_a_ghost(figure: Figure) -> None:
    """Without the ghost fewer pixels of the still are painted, and the start is the same."""
    if not figure.has_ghost:
        return
    with_ghost = Stage(figure, SIZE, LIGHT, arrow=False).frame(STILL)
    without = Stage(figure, SIZE, LIGHT, arrow=False, ghost=False).frame(STILL)
    assert ink(with_ghost) > ink(without)
    alone = Stage(figure, SIZE, LIGHT, arrow=False).frame(START)
    assert alone == Stage(figure, SIZE, LIGHT, arrow=False, ghost=False).frame(START)


def blue(image: QImage) -> int:
    """How many pixels have the arrow's colour."""
    return count(image, LIGHT.arrow)


def test_every_moving_figure_has_an_arrow(figure: Figure) -> None:
    """The still and the start show the arrow; while a hold or a pause stands it is gone."""
    assert figure.arrows
    for moment in (START, STILL, RepMoment(RepPhase.FIRST, 0.5)):
        assert blue(Stage(figure, SIZE, LIGHT, ghost=False).frame(moment)) > 30
    guide_only = blue(Stage(figure, SIZE, LIGHT, arrow=False).frame(STILL))
    for phase in (RepPhase.HOLD, RepPhase.PAUSE):
        assert blue(Stage(figure, SIZE, LIGHT).frame(RepMoment(phase, 0.5))) <= guide_only + 30


def test_lit_muscles_are_seen(figure: Figure) -> None:
    """In the still each figure shows the colour of a working or a stretched muscle."""
    tones = (LIGHT.muscle, LIGHT.stretch)
    image = Stage(figure, QSize(240, 240), LIGHT, ghost=False, arrow=False).frame(STILL)
    assert count(image, *(c for tone in tones for c in (tone.base, tone.shade))) > 40


def test_the_work_of_both_legs_is_seen(figure: Figure) -> None:
    """Where both legs work, the still shows the lit muscle of each of them, the far one's too."""
    if figure.works is not Works.BOTH or figure.name.startswith("glute-bridge"):
        return  # in a bridge seen from the side the near thigh hides the far one
    tones = (LIGHT.muscle.base, LIGHT.muscle.shade, LIGHT.muscle.far)
    for side in SIDES:
        alone = replace(figure, muscles=tuple(m for m in figure.muscles if m.side == side))
        image = Stage(alone, QSize(240, 240), LIGHT, ghost=False, arrow=False).frame(STILL)
        assert count(image, *tones) > 20, side


def test_the_magnifier_shows_what_the_foot_stands_on(qapp: object) -> None:
    """In the calf raise on a step the magnifier has the step's edge in it."""
    figure = named("calf-raise.edge")
    without = replace(figure, lens=None)
    wood = (LIGHT.wood.base, LIGHT.wood.light, LIGHT.wood.dark)
    size = QSize(240, 240)
    share = [
        count(Stage(f, size, LIGHT).frame(STILL), *wood) / fit(f, Build.A, 240, 240).k ** 2
        for f in (figure, without)
    ]
    assert share[0] > share[1] * 1.3


def test_holds_carry_the_sign_of_a_hold(figure: Figure) -> None:
    """Wall sit and stretches are marked by the stopwatch; repetitions are not."""
    assert (figure.sign is not None) == figure.is_hold


def test_painting_twice_gives_the_same_picture(figure: Figure) -> None:
    """Frames can be replayed because a moment always looks the same."""
    moment: Moment = RepMoment(RepPhase.FIRST, 0.4)
    stage = Stage(figure, SIZE, DARK)
    assert stage.frame(moment) == stage.frame(moment) == Stage(figure, SIZE, DARK).frame(moment)


@pytest.mark.parametrize("name", ["bodyweight-squat", "clamshell", "single-leg-rdl", "deadlift"])
def test_no_picture_jumps_between_frames(name: str, qapp: object) -> None:
    """From frame to frame only as much changes as in the frames around: no limb pops to another place."""
    stage = Stage(named(name), QSize(96, 96), LIGHT, ghost=False, arrow=False)
    before: bytes | None = None
    changes: list[int] = []
    for i in range(49):
        image = QImage(96, 96, QImage.Format.Format_Grayscale8)
        image.fill(QColor("white"))
        with QPainter(image) as painter:
            sprite = stage.body(RepMoment(RepPhase.FIRST, i / 48))
            painter.drawImage(sprite.corner, sprite.image)
        now = bytes(image.constBits())
        if before is not None:
            changes.append(sum(abs(a - b) > 60 for a, b in zip(before, now, strict=True)))
        before = now
    for i, change in enumerate(changes):
        around = sorted(changes[max(0, i - 5) : i + 6])
        assert change <= 2 * around[len(around) // 2] + 40, i
