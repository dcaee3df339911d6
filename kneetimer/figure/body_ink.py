"""What the painters of a body's parts share: its pose, its layers, which limbs are far. Paints nothing."""

from dataclasses import dataclass, field

from PySide6.QtGui import QColor

from kneetimer.figure.body import Body
from kneetimer.figure.figure import Figure
from kneetimer.figure.ink import (
    Layer,
)
from kneetimer.figure.muscle import LitMuscle
from kneetimer.figure.palette import FigurePalette, Tone
from kneetimer.figure.rig import SIDES, Skeleton
from kneetimer.figure.silhouette import (
    Silhouette,
)

GAP = 0.5
_FAR = 4.5


@dataclass(slots=True)
class BodyInk:
    """One posed body and all that is needed to paint it; the painters of its parts share it."""

    layer: Layer
    scratch: Layer
    marks: Layer
    figure: Figure
    skeleton: Skeleton
    sil: Silhouette
    body: Body
    palette: FigurePalette
    mirrored: bool
    muscles: tuple[LitMuscle, ...] = field(init=False)
    k: float = field(init=False)
    light: float = field(init=False)
    far_leg: dict[str, bool] = field(init=False)
    far_arm: dict[str, bool] = field(init=False)
    near_first: list[str] = field(init=False)
    twice: set[str] = field(init=False, default_factory=set)

    def __post_init__(self) -> None:
        """Which limbs are far, and which leg is nearer, follows from where the viewer stands."""
        self.muscles = self.figure.muscles
        self.k = self.sil.camera.k
        self.light = -0.10 if self.mirrored else 0.10
        camera = self.sil.camera
        bones = self.skeleton.bones
        hips = {s: camera.depth(bones["thigh" + s].o) for s in SIDES}
        shoulders = {s: camera.depth(bones["upper_arm" + s].o) for s in SIDES}
        self.far_leg = {s: hips[s] < hips[other(s)] - _FAR for s in SIDES}
        self.far_arm = {s: shoulders[s] < shoulders[other(s)] - _FAR for s in SIDES}
        # Legs side by side keep one order, or the smallest turn of the hips would swap them.
        level = abs(hips["R"] - hips["L"]) < 1.0
        layers = self.figure.layers
        self.near_first = sorted(
            ("L", "R"), key=lambda s: (layers.get("leg" + s, 0.0), 0.0 if level else hips[s])
        )


def other(side: str) -> str:
    """The side across."""
    return "L" if side == "R" else "R"


def near_or_far(tone: Tone, far: bool) -> tuple[str, str]:
    """The base colour and the shade of a part, faded where it is far."""
    return (tone.far, tone.far) if far else (tone.base, tone.shade)


def blend(a: str, b: str, t: float) -> str:
    """The colour t of the way from one to another, each #RRGGBB."""
    one, two = QColor(a), QColor(b)
    parts = zip((one.red(), one.green(), one.blue()), (two.red(), two.green(), two.blue()), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * t):02X}" for x, y in parts)
