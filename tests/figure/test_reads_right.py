"""What a stranger would misread: kit without a name, a hidden limb, an arrow or a side in the wrong place."""

import math
import os
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor

from kneetimer.core.exercise import Exercise, SideWord
from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.figure.body import Build, body_of
from kneetimer.figure.body_painter import BodyPainter
from kneetimer.figure.camera import Camera
from kneetimer.figure.catalogue import load_catalogue
from kneetimer.figure.figure import Figure, Works
from kneetimer.figure.framing import arrow_points, fit, followed
from kneetimer.figure.motion import START, STILL, Moment
from kneetimer.figure.other_leg import other_leg
from kneetimer.figure.painter import Stage
from kneetimer.figure.palette import LIGHT
from kneetimer.figure.prop import Loop, Prop, Rod
from kneetimer.figure.rig import BONES
from kneetimer.figure.silhouette import see
from kneetimer.storage.plans.library import load_exercises

assert os.environ.get("QT_QPA_PLATFORM")
EXERCISES = load_exercises()
PANEL = QSize(660, 484)  # where the session shows a figure, at 1280 x 800
# What the badge (RIGHT LEG, RIGHT SIDE, TO THE RIGHT) takes of a corner, with its distance to the edge.
BADGE_HEIGHT = 70
BADGE_WIDTHS = {SideWord.LEG: 248, SideWord.SIDE: 261, SideWord.DIRECTION: 314}


def ways() -> Iterator[tuple[str, Exercise, str | None, bool, Figure]]:
    """Every way to do every exercise, and the easier form of each, with its figure."""
    catalogue = load_catalogue()
    for exercise in EXERCISES.values():
        for variant in (None, *(way.id for way in exercise.variants)):
            name = f"{exercise.id}.{variant}" if variant else exercise.id
            yield name, exercise, variant, False, catalogue.figure(exercise.id, variant)
            eased = exercise.eased_variant(variant)
            figure = catalogue.eased(exercise.id, eased, exercise.eased.range_percent)
            yield f"{name}, eased", exercise, eased, True, figure


WAYS = {name: rest for name, *rest in ways()}


@pytest.fixture(params=WAYS)
def way(request: pytest.FixtureRequest, qapp: object) -> tuple[Exercise, str | None, bool, Figure]:
    exercise, variant, eased, figure = WAYS[request.param]
    assert isinstance(exercise, Exercise) and isinstance(figure, Figure)
    return exercise, variant if isinstance(variant, str) else None, bool(eased), figure


def moments(figure: Figure) -> list[Moment]:
    if figure.is_hold:
        return [START, STILL]
    return [START, STILL, *(RepMoment(p, i / 4) for p in (RepPhase.FIRST, RepPhase.SECOND) for i in range(5))]


# What stands for a piece of kit in a picture, by the names of its props.
PROPS = {
    "mat": {"mat"},
    "pole": {"post", "foot"},
    "support": {"post", "base", "rail", "post-left", "post-right", "support", "support-foot"},
    "step": {"box", "step"},
    "chair": {"seat", "back", "leg1", "leg2", "leg3", "leg4"},
    "wall": {"wall"},
    "barbell": {"bar", "bar-end-left", "bar-end-right", "plate-left", "plate-right"},
}
MACHINES = {"leg-press", "curl-machine"}


def kit_of_prop(prop: Prop, allowed: set[str]) -> str:
    if isinstance(prop, Loop):
        return "mini-band" if prop.end.on in BONES else "long-band"
    if prop.name.startswith(("dumbbell", "weight", "handle")) and "dumbbell" in allowed:
        return "dumbbell"
    found = [kit for kit, names in PROPS.items() if prop.name in names and kit in allowed]
    machines = allowed & MACHINES
    return (found or sorted(machines) or [f"nothing that is named: {prop.name}"])[0]


def test_what_is_drawn_is_what_the_kit_names(way: tuple[Exercise, str | None, bool, Figure]) -> None:
    """No chair in the text and a box in the picture: each prop is of the kit, and all of it is drawn."""
    exercise, variant, eased, figure = way
    named = set(exercise.kit_of(variant))
    if eased:
        # Whoever has a support in hand already needs no wall on top.
        more = set() if "support" in named else set(exercise.eased.kit)
        named = (named | more) - set(exercise.eased.without)
    drawn = {kit_of_prop(p, named) for p in figure.props if not p.name.startswith(("mark", "track", "tick"))}
    assert drawn == named - {"space"}


def test_a_band_is_a_closed_loop_round_what_holds_it(way: tuple[Exercise, str | None, bool, Figure]) -> None:
    """Each end of a band lies round a limb or the pole, whose thickness it has."""
    *_rest, figure = way
    limbs = {"thigh": 4.4, "shank": 3.6}
    for band in (p for p in figure.props if isinstance(p, Loop)):
        for place, radius in ((band.start, band.start_radius), (band.end, band.end_radius)):
            if place.on:
                assert abs(radius - limbs[place.on[:-1]]) <= 0.6, band.name
                assert math.hypot(place.at[0], place.at[2]) < 1, band.name
                continue
            poles = [p for p in figure.props if isinstance(p, Rod) and not p.start.on]
            assert any(
                math.dist(place.at[::2], pole.start.at[::2]) < 0.1
                and pole.start.at[1] < place.at[1] < pole.end.at[1]
                and 0 <= radius - pole.radius < 0.6
                for pole in poles
            ), band.name


def test_a_loose_end_of_a_band_is_never_seen(qapp: object) -> None:
    """The two runs of the clamshell's band meet at the open knee: what is seen of it is one piece."""
    size = QSize(420, 340)
    image = Stage(load_catalogue().figure("clamshell"), size, LIGHT, ghost=False, arrow=False).frame(STILL)
    tones = {QColor(c).rgb() for c in (LIGHT.band.base, LIGHT.band.dark)}
    found = {(x, y) for x in range(size.width()) for y in range(size.height()) if image.pixel(x, y) in tones}
    sizes = []
    while found:
        edge, piece = [found.pop()], 0
        while edge:
            x, y = edge.pop()
            piece += 1
            for near in ((x + dx, y + dy) for dx in range(-9, 10) for dy in range(-9, 10)):
                if near in found:
                    found.remove(near)
                    edge.append(near)
        sizes.append(piece)
    assert sum(sizes) > 300
    assert max(sizes) > 0.95 * sum(sizes), sizes


def test_the_arrow_is_at_what_works(way: tuple[Exercise, str | None, bool, Figure]) -> None:
    """No arrow goes with the leg that does not work, unless that is the one that steps away."""
    *_rest, figure = way
    steps_back = figure.name.startswith("walking-lunge.reverse")
    for arrow in figure.arrows:
        assert arrow.place.on[-1:] != "L" or figure.works is Works.BOTH or steps_back


def test_what_goes_up_or_down_has_its_ghost_above_or_below(qapp: object) -> None:
    """Heels that rise lift the body; they do not move it sideways."""
    names = [n for n in load_catalogue().names() if n.startswith(("calf-raise", "wall-sit"))]
    assert len(names) > 5
    for name in names:
        figure = load_catalogue().named(name)
        camera = Camera(figure.eye, 1.0, 0.0, 0.0)
        spots = [camera.point(figure.skeleton(m).bones["head"].o) for m in (START, STILL)]
        across, up = (abs(a - b) for a, b in zip(*spots, strict=True))
        assert across < 0.25 * up, name


def test_the_working_side_is_on_the_side_of_its_badge(way: tuple[Exercise, str | None, bool, Figure]) -> None:
    """Seen from the front or from behind, the right leg is on the right of the picture, and steps to it."""
    exercise, variant, _eased, figure = way
    camera = Camera(figure.eye, 1.0, 0.0, 0.0)
    if not exercise.unit_of(variant).changes_side or abs(figure.eye.azimuth) < 60:
        return
    start, end = (figure.skeleton(m).bones for m in (START, STILL))
    assert camera.point(end["thighR"].o)[0] > camera.point(end["thighL"].o)[0]
    assert camera.point(end["footR"].o)[0] > camera.point(start["footR"].o)[0]


def test_a_support_that_one_faces_stays_when_sides_change(qapp: object) -> None:
    """The text says "stay there": the rail is in the same place for both legs."""
    size = QSize(200, 160)
    figure = load_catalogue().figure("leg-swing-sideways")
    without = replace(figure, props=tuple(p for p in figure.props if p.name == "rail"))
    rails = []
    for mirrored in (False, True):
        stage = Stage(without, size, LIGHT, mirrored=mirrored, ghost=False, arrow=False)
        rails.append(stage.background(False))
    alpha = [bytes(image.constBits())[3::4] for image in rails]
    assert any(alpha[0])
    assert sum(abs(a - b) > 60 for a, b in zip(*alpha, strict=True)) < 0.1 * sum(a > 60 for a in alpha[0])


def spots(figure: Figure, moment: Moment, camera: Camera) -> list[tuple[float, float, float]]:
    """Every circle of the body in the picture."""
    skeleton = figure.skeleton(moment)
    sil = see(skeleton, body_of(Build.A), followed(camera, figure, skeleton, moment))
    return [circle for _c, circles in sil.everything(figure.layout, False) for circle in circles]


def test_the_badge_of_a_side_covers_nothing(way: tuple[Exercise, str | None, bool, Figure]) -> None:
    """The corner of the badge is free of head, limbs, arrow and magnifier."""
    exercise, variant, _eased, figure = way
    if not exercise.unit_of(variant).changes_side:
        return
    camera = fit(figure, Build.A, PANEL.width(), PANEL.height())
    found = [s for m in moments(figure) for s in spots(figure, m, camera)]
    for arrow in figure.arrows:
        found += [(x, y, 3.0) for x, y in arrow_points(figure, arrow, camera, Build.A)]
    if figure.lens is not None:
        x, y = figure.lens.centre
        radius = figure.lens.covers * figure.lens.times * camera.k
        found.append((camera.dx + x * camera.k, camera.dy - y * camera.k, radius))
    width = BADGE_WIDTHS[exercise.side_word]
    corner = QRectF(PANEL.width() - width, 0, width, BADGE_HEIGHT)
    for x, y, r in found:
        near_x = min(max(x, corner.left()), corner.right())
        near_y = min(max(y, corner.top()), corner.bottom())
        assert math.hypot(x - near_x, y - near_y) >= r, (x, y, r)


@pytest.mark.parametrize("mirrored", [False, True])
def test_nothing_of_the_body_is_cut_off(
    way: tuple[Exercise, str | None, bool, Figure], mirrored: bool
) -> None:
    """Hands, feet and heads stay in the picture for the whole rep of either side."""
    *_rest, figure = way
    shown = other_leg(figure) if mirrored and figure.swaps else figure
    for size in (PANEL, QSize(200, 200)):
        camera = fit(shown, Build.A, size.width(), size.height())
        for moment in moments(shown):
            for x, y, r in spots(shown, moment, camera):
                inside = 0.5 + min(x - r, size.width() - x - r, y - r, size.height() - y - r)
                assert inside >= 0 or figure.follow, (moment, x, y)


LIMBS = [("leg", "R"), ("leg", "L"), ("arm", "R"), ("arm", "L")]


def visible(figure: Figure, monkeypatch: pytest.MonkeyPatch) -> dict[tuple[str, str], float]:
    """How many square units of each limb are seen, at the start or at the end, whichever shows more."""
    size = QSize(240, 240)
    paint = BodyPainter.paint
    part, side = LIMBS[0]

    def leave_out(self: BodyPainter, what: str, of: str) -> None:
        hidden = {"leg": ("leg", "leg again"), "arm": ("arm", "fingers")}[part]
        if not (what in hidden and of == side):
            paint(self, what, of)

    seen = dict.fromkeys(LIMBS, 0.0)
    for moment in (START, STILL):
        whole = Stage(figure, size, LIGHT, ghost=False, arrow=False).frame(moment)
        for part, side in LIMBS:
            with monkeypatch.context() as patch:
                patch.setattr(BodyPainter, "paint", leave_out)
                less = Stage(figure, size, LIGHT, ghost=False, arrow=False).frame(moment)
            one, two = (np.frombuffer(bytes(image.constBits()), np.uint32) for image in (whole, less))
            changed = int(np.count_nonzero(one != two))
            seen[part, side] = max(seen[part, side], changed / fit(figure, Build.A, 240, 240).k ** 2)
    return seen


def test_both_legs_and_both_arms_are_seen(
    way: tuple[Exercise, str | None, bool, Figure], monkeypatch: pytest.MonkeyPatch
) -> None:
    """No limb is missing: six square units of each are seen at one end of the movement, a third of a hand."""
    *_rest, figure = way
    areas = {limb: round(area, 1) for limb, area in visible(figure, monkeypatch).items()}
    if figure.name.startswith("leg-press"):
        del areas["arm", "L"]  # it holds the far handle, behind the trunk that leans back
    assert min(areas.values()) > 6, areas
