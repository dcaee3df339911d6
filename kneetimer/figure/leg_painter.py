"""Paints the legs of one posed body onto its layer. Paints no other part and decides no pose."""

import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPen

from kneetimer.figure.body_ink import GAP, BodyInk, near_or_far
from kneetimer.figure.camera import Seen
from kneetimer.figure.curve import smoothstep
from kneetimer.figure.figure import Works
from kneetimer.figure.ink import (
    brush,
    chain_path,
    grown,
    hulls_path,
    lit,
    lit_evenly,
    path,
    plain,
    stripes,
)
from kneetimer.figure.muscle import MUSCLES, LitMuscle, Role
from kneetimer.figure.outline import Circle, chain, hull
from kneetimer.figure.rig import SIGN
from kneetimer.figure.silhouette import (
    SOLE_FOOT,
    SOLE_TOE,
    TIGHTS_END,
    UPPER_FOOT,
    UPPER_TOE,
    Weighted,
    seen_hulls,
)
from kneetimer.figure.space import dot, length

RIM = 0.3


class LegPainter:
    """The legs of one posed body, with tights, shoes and lit muscles."""

    def __init__(self, ink: BodyInk) -> None:
        """ink is the body's, shared by the painters of its parts."""
        self._ink = ink

    def whole(self, side: str) -> None:
        """A whole leg with its hip, or only what the shirt may cover of one that is painted again over it."""
        twice = side in self._ink.twice
        last = len(self._ink.sil.thigh[side]) - 1
        shown = round((self._cut(side) + 0.3) * last) if twice else last
        thigh = self._ink.sil.thigh[side][: max(2, shown + 1)]
        if not twice:
            self._leg_gap(side)
            self._ankle(side)
        hip = [right if side == "R" else left for right, left in self._ink.sil.torso[:3]]
        self._tights_shape(side, [hip, thigh] if twice else [hip, thigh, self._shank(side)])
        if not twice:
            self._shoe(side)

    def again(self, side: str) -> None:
        """The leg over the shirt: from mid-thigh down when standing, from the hip down when bent."""
        first = round(self._cut(side) * (len(self._ink.sil.thigh[side]) - 1))
        self._leg_gap(side)
        self._ankle(side)
        self._tights_shape(side, [self._ink.sil.thigh[side][first:], self._shank(side)])
        self._shoe(side)

    def _cut(self, side: str) -> float:
        """The share of the thigh that the shirt's hem covers."""
        bones = self._ink.skeleton.bones
        upright = dot(bones["thigh" + side].u, bones["pelvis"].u)
        return 0.36 * smoothstep(max(0.0, upright) / 0.85)

    def _shank(self, side: str) -> Weighted:
        shank = self._ink.sil.shank[side]
        return shank[: int(TIGHTS_END * (len(shank) - 1)) + 1]

    def _leg_gap(self, side: str) -> None:
        """The gap round a leg and its shoe, from the first third of the thigh down, so that it grows out
        of the body.
        """
        thigh, by = self._ink.sil.thigh[side], GAP * self._ink.k
        lower = thigh[math.ceil(len(thigh) * 0.33) :]
        outlines = [chain(plain(lower, by)), chain(plain(self._ink.sil.shank[side], by))]
        outlines += [hull(grown(c, by)) for c in (*self._sole(side), *self._upper(side))]
        self._ink.layer.gap(path(outlines))

    def _tights_tone(self, side: str) -> tuple[str, str]:
        p = self._ink.palette
        if side not in self._ink.figure.working_legs:
            return p.idle.base, p.idle.shade
        if self._ink.far_leg[side] and self._ink.figure.works is Works.BOTH:
            return p.tights.far, p.tights.far
        return p.tights.base, p.tights.shade

    def _shoe_tone(self, side: str) -> tuple[str, str]:
        p = self._ink.palette
        if side not in self._ink.figure.working_legs:
            return p.idle_shoe.base, p.idle_shoe.shade
        if self._ink.far_leg[side] and self._ink.figure.works is Works.BOTH:
            return p.shoe.far, p.shoe.far
        return p.shoe.base, p.shoe.shade

    def _tights_shape(self, side: str, chains: list[Weighted]) -> None:
        """Parts of a leg in one piece, with the muscles cut at their contour."""
        layer, scratch = self._ink.layer, self._ink.scratch
        base, shade = self._tights_tone(side)
        shape = path([chain(plain(c)) for c in chains])
        area = layer.device_area(shape.boundingRect())
        scratch.clear(area)
        scratch.fill(shape, shade)
        scratch.fill(path([chain(lit(c, self._ink.light)) for c in chains]), base)
        self._crease(side, shade)
        lit_here = [m for m in self._ink.muscles if m.side == side]
        if lit_here:
            # Painted apart and laid on in one go: cutting each fill at the contour takes three times as long.
            self._ink.marks.clear(area)
            for muscle in lit_here:
                self._muscle(muscle)
            scratch.stamp_atop(self._ink.marks, area)
        layer.stamp(scratch, area)

    def _crease(self, side: str, shade: str) -> None:
        """A line where the calf is pressed against the thigh."""
        bones = self._ink.skeleton.bones
        bend = dot(bones["thigh" + side].u, bones["shank" + side].u)
        if bend > -0.1:
            return
        seen_thigh, seen_shank = self._ink.sil.seen["thigh" + side], self._ink.sil.seen["shank" + side]
        reach_in = 3.0 + 11.0 * smoothstep((-bend - 0.1) / 0.85)
        knee = seen_shank.point(-1.2, 0.0, 0.0)
        a = seen_thigh.point(-1.0, -24.8 + reach_in, 0.0)
        b = seen_shank.point(-1.0, -reach_in, 0.0)
        end = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        line = [
            (knee[0] * 0.65 + end[0] * 0.35, knee[1] * 0.65 + end[1] * 0.35, 0.12 * self._ink.k),
            (*end, 0.4 * self._ink.k),
        ]
        self._ink.scratch.fill_atop(chain_path(line), brush(shade))

    def _ankle(self, side: str) -> None:
        shank = self._ink.sil.shank[side]
        bare = plain(shank[-4:])
        tone = near_or_far(self._ink.palette.skin, self._ink.far_leg[side])
        self._ink.layer.fill(chain_path(bare), tone[1])
        self._ink.layer.fill(chain_path(lit_evenly(bare, self._ink.light)), tone[0])

    def _sole(self, side: str) -> list[list[Circle]]:
        foot, toe = self._ink.sil.seen["foot" + side], self._ink.sil.seen["toe" + side]
        return [*seen_hulls(foot, SOLE_FOOT, SIGN[side]), *seen_hulls(toe, SOLE_TOE, SIGN[side])]

    def _upper(self, side: str) -> list[list[Circle]]:
        foot, toe = self._ink.sil.seen["foot" + side], self._ink.sil.seen["toe" + side]
        return [*seen_hulls(foot, UPPER_FOOT, SIGN[side]), *seen_hulls(toe, UPPER_TOE, SIGN[side])]

    def _shoe(self, side: str) -> None:
        upper = self._upper(side)
        base, shade = self._shoe_tone(side)
        p = self._ink.palette
        self._ink.layer.fill(
            hulls_path(self._sole(side)), p.sole.far if self._ink.far_leg[side] else p.sole.base
        )
        self._ink.layer.fill(hulls_path(upper), shade)
        self._ink.layer.fill(hulls_path([lit_evenly(c, self._ink.light, 0.7) for c in upper]), base)
        if self._ink.k > 2.2:
            self._laces(self._ink.sil.seen["foot" + side], SIGN[side])

    def _laces(self, foot: Seen, sign: float) -> None:
        painter = self._ink.layer.painter
        if foot.ud < -0.2 or abs(foot.fd) > 0.9 or (foot.fd < -0.5 and abs(foot.sd) < 0.5):
            return
        pen = QPen(QColor(self._ink.palette.surface), 0.42 * self._ink.k)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        out = 1.2 if foot.sd * sign > 0 else -1.2
        for f, u in ((2.6, 1.25), (3.9, 0.6), (5.2, 0.0)):
            a = foot.point(f, u - 0.15, 0.0)
            b = foot.point(f - 0.7, u - 1.1, out * sign)
            painter.drawLine(QPointF(*a), QPointF(*b))
        painter.setPen(Qt.PenStyle.NoPen)

    def _muscle(self, muscle: LitMuscle) -> None:
        shape = MUSCLES[muscle.name]
        sign = SIGN[muscle.side]
        limb = shape.bone != "pelvis"
        seen = self._ink.sil.seen[shape.bone + muscle.side] if limb else self._ink.sil.seen["pelvis"]
        facing = shape.faces[0] * seen.fd + shape.faces[1] * seen.ud + shape.faces[2] * sign * seen.sd
        facing /= length(shape.faces)
        if facing < -0.55:
            return
        circles = [seen.circle(f, u, s * sign, r) for f, u, s, r in shape.spheres]
        p = self._ink.palette
        far = self._ink.far_leg[muscle.side]
        marks = self._ink.marks
        marks.fill(chain_path(grown(circles, RIM * self._ink.k)), p.surface)
        whole = chain_path(circles)
        tone = p.stretch if muscle.role is Role.STRETCHES else p.muscle
        if muscle.role is Role.HELPS:
            period = max(4, round(2.3 * self._ink.k))
            marks.painter.fillPath(whole, stripes(tone.far if far else tone.base, p.stripe, period))
            return
        marks.fill(whole, tone.far if far else tone.base)
        if not far:
            core = [(x + self._ink.light * r, y - 0.13 * r, r * 0.66) for x, y, r in circles]
            marks.fill(chain_path(core), tone.shade)
