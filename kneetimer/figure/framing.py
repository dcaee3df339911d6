"""Where a figure lies in its picture: the camera that shows a whole rep as large as the picture allows.
Draws nothing.
"""

from functools import lru_cache

from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.figure.body import Build, body_of
from kneetimer.figure.camera import Camera
from kneetimer.figure.curve import catmull_rom
from kneetimer.figure.figure import Arrow, Figure
from kneetimer.figure.motion import START, STILL, Moment
from kneetimer.figure.other_leg import other_leg
from kneetimer.figure.prop import Disc, FloorMark, Loop, Prism, Prop, Rod, corners, point_of
from kneetimer.figure.rig import Skeleton
from kneetimer.figure.silhouette import see

_BETWEEN = (0.25, 0.5, 0.75)
MARGIN = 2.5
ARROW_HALF = 4.0


@dataclass(frozen=True, slots=True)
class Bounds:
    """A box in picture units (1 unit = 1 % of body height), y downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """Units."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Units."""
        return self.bottom - self.top


class _Box:
    def __init__(self) -> None:
        self.left = self.top = 1e9
        self.right = self.bottom = -1e9

    def circle(self, x: float, y: float, r: float) -> None:
        self.left = min(self.left, x - r)
        self.right = max(self.right, x + r)
        self.top = min(self.top, y - r)
        self.bottom = max(self.bottom, y + r)


def prop_points(prop: Prop, skeleton: Skeleton) -> list[tuple[tuple[float, float, float], float]]:
    """World points of a prop, each with the radius that it spreads."""
    match prop:
        case Prism():
            near, far = corners(prop, skeleton)
            return [(p, 0.0) for p in (*near, *far)]
        case Rod():
            return [(point_of(p, skeleton.bones), prop.radius) for p in (prop.start, prop.end)]
        case Disc():
            spread = prop.radius if abs(prop.axis[1]) < 0.7 else 0.0
            centre = point_of(prop.centre, skeleton.bones)
            if spread:
                return [(centre, spread)]
            r = prop.radius
            return [((centre[0] + x, centre[1], centre[2]), 0.0) for x in (-r, r)]
        case Loop():
            return [
                (point_of(prop.start, skeleton.bones), prop.start_radius),
                (point_of(prop.end, skeleton.bones), prop.end_radius),
            ]
        case FloorMark():
            return [((x, 0.0, z), 0.0) for x in prop.x for z in prop.z]


@lru_cache(maxsize=64)
def bounds(figure: Figure, build: Build) -> Bounds:
    """The box that holds the body, its props and its arrow over the whole rep, and those of the other leg."""
    box = _Box()
    for shown in (figure, other_leg(figure)) if figure.swaps else (figure,):
        _hold_rep(box, shown, build)
    return Bounds(box.left, box.top, box.right, box.bottom)


def _hold_rep(box: _Box, figure: Figure, build: Build) -> None:
    body = body_of(build)
    camera = Camera(figure.eye, 1.0, 0.0, 0.0)
    moments: list[Moment] = [START, STILL]
    if not figure.is_hold:
        moments += [RepMoment(RepPhase.FIRST, x) for x in _BETWEEN]
        if not figure.motion.returns:
            moments += [RepMoment(RepPhase.SECOND, x) for x in (0.0, *_BETWEEN, 1.0)]
    for moment in moments:
        skeleton = figure.skeleton(moment, build)
        sil = see(skeleton, body, followed(camera, figure, skeleton, moment))
        for _is_chain, circles in sil.everything(figure.layout, body.long_hair):
            for c in circles:
                box.circle(*c)
        for prop in figure.props:
            if prop.fits:
                for p, r in prop_points(prop, skeleton):
                    box.circle(*sil.camera.point(p), r)
    for arrow in figure.arrows:
        for x, y in arrow_points(figure, arrow, camera, build):
            box.circle(x, y, ARROW_HALF)
    if figure.lens is not None:
        x, y = figure.lens.centre
        box.circle(x, -y, figure.lens.covers * figure.lens.times + 1)
        start = figure.skeleton(START, build)
        box.circle(*camera.point(point_of(figure.lens.on, start.bones)), figure.lens.covers)
    if figure.sign is not None:
        box.circle(figure.sign[0], -figure.sign[1], 8.5)


def followed(camera: Camera, figure: Figure, skeleton: Skeleton, moment: Moment) -> Camera:
    """The camera, moved along with the pelvis sideways by the share that the figure's view asks for."""
    # A still shows how far the step goes: there the start stays where it was.
    if not figure.follow or not isinstance(moment, RepMoment):
        return camera
    start = figure.skeleton(START).bones["pelvis"].o
    shift = (skeleton.bones["pelvis"].o[2] - start[2]) * figure.follow
    return Camera(figure.eye, camera.k, camera.dx - shift * camera.right[2] * camera.k,
                  camera.dy + shift * camera.up[2] * camera.k)  # fmt: skip


def fit(figure: Figure, build: Build, width: float, height: float) -> Camera:
    """The camera for a picture of this size in pixels."""
    b = bounds(figure, build)
    k = min(width / (b.width + 2 * MARGIN), height / (b.height + 2 * MARGIN))
    # The badge that names the side lies in the upper corner of that side.
    aside = min(k * figure.aside, (width - k * (b.width + 2 * MARGIN)) / 2)
    return Camera(
        figure.eye, k, width / 2 - aside - k * (b.left + b.right) / 2, height / 2 - k * (b.top + b.bottom) / 2
    )


def arrow_points(figure: Figure, arrow: Arrow, camera: Camera, build: Build) -> list[tuple[float, float]]:
    """The way of the arrow's point in the picture, evenly spaced, start first."""
    raw: list[tuple[float, float]] = []
    for i in range(9):
        fraction = arrow.low + (arrow.high - arrow.low) * i / 8
        skeleton = figure.skeleton(RepMoment(RepPhase.FIRST, fraction), build)
        x, y = camera.point(point_of(arrow.place, skeleton.bones))
        raw.append((x + arrow.shift[0] * camera.k, y - arrow.shift[1] * camera.k))
    way = catmull_rom(raw, 17)
    if arrow.least:
        (x0, y0), (x1, y1) = way[0], way[-1]
        d = max(1e-6, ((x1 - x0) ** 2 + (y1 - y0) ** 2) ** 0.5)
        stretch = max(1.0, arrow.least * camera.k / d)
        mx, my = (x0 + x1) / 2, (y0 + y1) / 2
        way = [(mx + (x - mx) * stretch, my + (y - my) * stretch) for x, y in way]
    return way
