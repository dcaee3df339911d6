"""Paints one posed body, layer by layer, onto a transparent layer. Decides no pose and knows no exercise."""

from kneetimer.figure.arm_painter import ArmPainter
from kneetimer.figure.body_ink import BodyInk, other
from kneetimer.figure.head_painter import HeadPainter
from kneetimer.figure.leg_painter import LegPainter
from kneetimer.figure.rig import SIDES
from kneetimer.figure.trunk_painter import TrunkPainter


class BodyPainter:
    """Paints the parts of one posed body; parts() gives them in order, each with its layer key."""

    def __init__(self, ink: BodyInk) -> None:
        """ink is the body with its layers."""
        self._ink = ink
        self._legs = LegPainter(ink)
        self._trunk = TrunkPainter(ink)
        self._head = HeadPainter(ink)
        self._arms = ArmPainter(ink)

    def parts(self) -> list[tuple[float, str, str]]:
        """Layer key, part and side of everything to paint, far to near."""
        ink = self._ink
        figure, camera, bones = ink.figure, ink.sil.camera, ink.skeleton.bones
        out: list[tuple[float, str, str]] = [
            (figure.layers.get("shirt", 0.0), "shirt", ""),
            (figure.layers.get("head", 0.1), "head", ""),
        ]
        for i, side in enumerate(ink.near_first):
            forced = figure.layers.get("leg" + side)
            if forced is not None and forced < 0:
                out.append((forced, "leg", side))
            elif ink.far_leg[side] and forced is None:
                out.append((-20.0, "leg", side))
            else:
                out.append((-0.01 + 0.001 * i, "leg", side))
                out.append((0.05 + 0.01 * i if forced is None else forced, "leg again", side))
                ink.twice.add(side)
        out.append((-0.02, "pelvis", ""))
        chest = camera.depth(bones["chest"].o)
        for side in SIDES:
            forced = figure.layers.get("arm" + side)
            if forced is not None:
                key = forced
            elif abs(camera.right[0]) > 0.5 and (ink.far_arm[side] or ink.far_arm[other(side)]):
                key = -30.0 if ink.far_arm[side] else 30.0
            else:
                wrist = camera.depth(bones["hand" + side].o)
                key = 31.0 if wrist > chest - 2 else -31.0
                key += 0.1 if side == "R" else 0.0
            out.append((key, "arm", side))
            out.append((key + 2.0, "fingers", side))
        return sorted(out)

    def paint(self, part: str, side: str) -> None:
        """Paint one of parts()."""
        match part:
            case "leg":
                self._legs.whole(side)
            case "leg again":
                self._legs.again(side)
            case "pelvis":
                self._trunk.pelvis()
            case "shirt":
                self._trunk.shirt()
            case "head":
                self._head.whole()
            case "arm":
                self._arms.whole(side)
            case "fingers":
                self._arms.fingers(side)
