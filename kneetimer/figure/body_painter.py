"""Paints one posed body, layer by layer, onto a transparent layer. Decides no pose and knows no exercise."""

import itertools
import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainterPath, QPen

from kneetimer.figure.body import Body
from kneetimer.figure.camera import Seen
from kneetimer.figure.curve import smoothstep
from kneetimer.figure.figure import Figure, Works
from kneetimer.figure.ink import (
    Layer,
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
from kneetimer.figure.palette import FigurePalette, Tone
from kneetimer.figure.rig import SIDES, SIGN, Skeleton
from kneetimer.figure.silhouette import (
    BUN,
    EAR,
    FACE,
    FINGERS,
    FRINGE,
    HAIR,
    NOSE,
    PALM,
    SIDEBURN,
    SOLE_FOOT,
    SOLE_TOE,
    TIGHTS_END,
    UPPER_FOOT,
    UPPER_TOE,
    Silhouette,
    seen_hulls,
)
from kneetimer.figure.space import dot, length

GAP = 0.5
RIM = 0.3
_FAR = 4.5
_HEM = 2.6


class BodyPainter:
    """Paints the parts of one posed body; parts() gives them in order, each with its layer key."""

    def __init__(
        self, layer: Layer, scratch: Layer, figure: Figure, skeleton: Skeleton, sil: Silhouette, body: Body,
        palette: FigurePalette, mirrored: bool,
    ) -> None:  # fmt: skip
        self.layer = layer
        self.scratch = scratch
        self.figure = figure
        self.skeleton = skeleton
        self.sil = sil
        self.body = body
        self.palette = palette
        self.k = sil.camera.k
        self.light = -0.10 if mirrored else 0.10
        camera = sil.camera
        bones = skeleton.bones
        hips = {s: camera.depth(bones["thigh" + s].o) for s in SIDES}
        shoulders = {s: camera.depth(bones["upper_arm" + s].o) for s in SIDES}
        self.far_leg = {s: hips[s] < hips[_other(s)] - _FAR for s in SIDES}
        self.far_arm = {s: shoulders[s] < shoulders[_other(s)] - _FAR for s in SIDES}
        self.near_first = sorted(SIDES, key=lambda s: (figure.layers.get("leg" + s, 0.0), hips[s]))

    def parts(self) -> list[tuple[float, str, str]]:
        """Layer key, part and side of everything to paint, far to near."""
        figure, camera, bones = self.figure, self.sil.camera, self.skeleton.bones
        out: list[tuple[float, str, str]] = [(0.0, "shirt", ""), (figure.layers.get("head", 0.1), "head", "")]
        near = 0
        for i, side in enumerate(self.near_first):
            forced = figure.layers.get("leg" + side)
            if self.far_leg[side] and (forced is None or forced < 0):
                out.append((-20.0 if forced is None else forced, "leg", side))
                continue
            out.append((-0.01 + 0.001 * i, "leg", side))
            out.append((0.05 + 0.01 * i if forced is None else forced, "leg again", side))
            near += 1
        out.append((-0.02, "pelvis", ""))
        chest = camera.depth(bones["chest"].o)
        for side in SIDES:
            forced = figure.layers.get("arm" + side)
            if forced is not None:
                key = forced
            elif abs(camera.right[0]) > 0.5 and (self.far_arm[side] or self.far_arm[_other(side)]):
                key = -30.0 if self.far_arm[side] else 30.0
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
                self._leg(side, 0.0)
            case "leg again":
                self._leg_again(side)
            case "pelvis":
                self._pelvis()
            case "shirt":
                self._shirt()
            case "head":
                self._head()
            case "arm":
                self._arm(side)
            case "fingers":
                self._fingers(side)

    # Tones

    def _tights(self, side: str) -> tuple[str, str]:
        p = self.palette
        if self.figure.works is Works.RIGHT and side == "L":
            return p.idle.base, p.idle.shade
        if self.far_leg[side] and self.figure.works is Works.BOTH:
            return p.tights.far, p.tights.far
        return p.tights.base, p.tights.shade

    def _shoes(self, side: str) -> tuple[str, str]:
        p = self.palette
        if self.figure.works is Works.RIGHT and side == "L":
            return p.idle_shoe.base, p.idle_shoe.shade
        if self.far_leg[side] and self.figure.works is Works.BOTH:
            return p.shoe.far, p.shoe.far
        return p.shoe.base, p.shoe.shade

    @staticmethod
    def _near_or_far(tone: Tone, far: bool) -> tuple[str, str]:
        return (tone.far, tone.far) if far else (tone.base, tone.shade)

    # Legs

    def _leg(self, side: str, cut: float) -> None:
        """A leg from the share cut of its thigh downwards, with its muscles; the whole leg takes its hip
        along.
        """
        layer, scratch, sil, k = self.layer, self.scratch, self.sil, self.k
        thigh_all, shank_all = sil.thigh[side], sil.shank[side]
        n = len(thigh_all)
        first = max(0, min(n - 2, round(cut * (n - 1))))
        thigh = thigh_all[first:]
        shank = [c for i, c in enumerate(shank_all) if i <= TIGHTS_END * (len(shank_all) - 1)]
        base, shade = self._tights(side)

        gap_thigh = [c for i, c in enumerate(thigh_all) if i >= n * 0.33]
        layer.gap(
            path((chain(plain(gap_thigh, GAP * k)), chain(plain(shank, GAP * k)))), self.palette.surface
        )
        self._ankle(side)

        shapes = [chain(plain(thigh)), chain(plain(shank))]
        inner = [chain(lit(thigh, self.light)), chain(lit(shank, self.light))]
        if cut == 0.0:
            hip = [right if side == "R" else left for right, left in sil.torso[:3]]
            shapes.append(chain(plain(hip)))
            inner.append(chain(lit(hip, self.light)))
        shape = path(shapes)
        area = layer.device_area(shape.boundingRect())
        scratch.clear(area)
        scratch.fill(shape, shade)
        scratch.fill(path(inner), base)
        self._crease(side, shade)
        for muscle in self.figure.muscles:
            if muscle.side == side:
                self._muscle(muscle, base)
        layer.stamp(scratch, area)
        self._shoe(side)

    def _leg_again(self, side: str) -> None:
        """The thigh and all below it once more over the shirt: from mid-thigh when standing, from the hip
        when bent.
        """
        bones = self.skeleton.bones
        upright = dot(bones["thigh" + side].u, bones["pelvis"].u)
        cut = 0.36 * smoothstep(max(0.0, upright) / 0.85)
        self._leg(side, max(cut, 1e-6))

    def _crease(self, side: str, shade: str) -> None:
        """A line where the calf is pressed against the thigh."""
        bones = self.skeleton.bones
        bend = dot(bones["thigh" + side].u, bones["shank" + side].u)
        if bend > -0.1:
            return
        seen_thigh, seen_shank = self.sil.seen["thigh" + side], self.sil.seen["shank" + side]
        reach_in = 3.0 + 11.0 * smoothstep((-bend - 0.1) / 0.85)
        knee = seen_shank.point(-1.2, 0.0, 0.0)
        a = seen_thigh.point(-1.0, -24.8 + reach_in, 0.0)
        b = seen_shank.point(-1.0, -reach_in, 0.0)
        end = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        line = [
            (knee[0] * 0.65 + end[0] * 0.35, knee[1] * 0.65 + end[1] * 0.35, 0.12 * self.k),
            (*end, 0.4 * self.k),
        ]
        self.scratch.fill_atop(chain_path(line), brush(shade))

    def _ankle(self, side: str) -> None:
        shank = self.sil.shank[side]
        bare = plain(shank[-4:])
        tone = self._near_or_far(self.palette.skin, self.far_leg[side])
        self.layer.fill(chain_path(bare), tone[1])
        self.layer.fill(chain_path(lit_evenly(bare, self.light)), tone[0])

    def _shoe(self, side: str) -> None:
        sign = SIGN[side]
        foot, toe = self.sil.seen["foot" + side], self.sil.seen["toe" + side]
        sole = [*seen_hulls(foot, SOLE_FOOT, sign), *seen_hulls(toe, SOLE_TOE, sign)]
        upper = [*seen_hulls(foot, UPPER_FOOT, sign), *seen_hulls(toe, UPPER_TOE, sign)]
        base, shade = self._shoes(side)
        p = self.palette
        gap = GAP * self.k
        self.layer.gap(hulls_path([grown(c, gap) for c in (*sole, *upper)]), p.surface)
        self.layer.fill(hulls_path(sole), p.sole.far if self.far_leg[side] else p.sole.base)
        self.layer.fill(hulls_path(upper), shade)
        self.layer.fill(hulls_path([lit_evenly(c, self.light, 0.7) for c in upper]), base)
        if self.k > 2.2:
            self._laces(foot, sign)

    def _laces(self, foot: Seen, sign: float) -> None:
        painter = self.layer.painter
        facing = foot.fd * 0.75 + foot.ud * 0.6
        if facing < -0.25 and abs(foot.sd) < 0.5:
            return
        pen = QPen(QColor(self.palette.surface), 0.42 * self.k)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        out = 1.2 if foot.sd * sign > 0 else -1.2
        for f, u in ((2.6, 1.25), (3.9, 0.6), (5.2, 0.0)):
            a = foot.point(f, u - 0.15, 0.0)
            b = foot.point(f - 0.7, u - 1.1, out * sign)
            painter.drawLine(QPointF(*a), QPointF(*b))
        painter.setPen(Qt.PenStyle.NoPen)

    def _muscle(self, muscle: LitMuscle, tights: str) -> None:
        shape = MUSCLES[muscle.name]
        sign = SIGN[muscle.side]
        limb = shape.bone != "pelvis"
        seen = self.sil.seen[shape.bone + muscle.side] if limb else self.sil.seen["pelvis"]
        facing = shape.faces[0] * seen.fd + shape.faces[1] * seen.ud + shape.faces[2] * sign * seen.sd
        facing /= length(shape.faces)
        if facing < -0.55:
            return
        circles = [seen.circle(f, u, s * sign, r) for f, u, s, r in shape.spheres]
        p = self.palette
        far = self.far_leg[muscle.side]
        scratch = self.scratch
        scratch.fill_atop(chain_path(grown(circles, RIM * self.k)), brush(p.surface))
        whole = chain_path(circles)
        tone = p.stretch if muscle.role is Role.STRETCHES else p.muscle
        if muscle.role is Role.HELPS:
            period = max(4, round(2.3 * self.k))
            scratch.fill_atop(whole, stripes(tone.far if far else tone.base, tights, period))
            return
        scratch.fill_atop(whole, brush(tone.far if far else tone.base))
        if not far:
            core = [(x + self.light * r, y - 0.13 * r, r * 0.66) for x, y, r in circles]
            scratch.fill_atop(chain_path(core), brush(tone.shade))

    # Trunk

    def _pelvis(self) -> None:
        rows = self.sil.torso[:4]
        tone = self.palette.tights
        far = all(self.far_leg.values())
        base, shade = self._near_or_far(tone, far)
        right = [r for r, _l in rows]
        left = [other for _r, other in rows]
        shapes = [chain(plain(right[:3])), chain(plain(left[:3]))]
        shapes += [
            hull([low[0][:3], low[1][:3], high[0][:3], high[1][:3]]) for low, high in itertools.pairwise(rows)
        ]
        inner = [chain(lit(right[:3], self.light)), chain(lit(left[:3], self.light))]
        inner += [
            hull(lit([low[0], low[1], high[0], high[1]], self.light))
            for low, high in itertools.pairwise(rows)
        ]
        self.layer.fill(path(shapes), shade)
        self.layer.fill(path(inner), base)

    def _shirt(self) -> None:
        layer, scratch, sil = self.layer, self.scratch, self.sil
        rows = sil.torso[2:]
        pairs = list(itertools.pairwise(rows))
        shapes = [hull([a[0][:3], a[1][:3], b[0][:3], b[1][:3]]) for a, b in pairs]
        deltoids = sil.deltoids()
        shapes += [chain(d) for d in deltoids]
        inner = [hull(lit([*a, *b], self.light)) for a, b in pairs]
        inner += [chain(lit_evenly(d, self.light, 0.35)) for d in deltoids]
        shape = path(shapes)
        area = layer.device_area(shape.boundingRect())
        scratch.clear(area)
        base, shade = self.palette.shirt.base, self.palette.shirt.shade
        scratch.fill(shape, shade)
        scratch.fill(path(inner), base)
        outside = QPainterPath()
        outside.setFillRule(Qt.FillRule.OddEvenFill)
        outside.addRect(shape.boundingRect().adjusted(-9, -9, 9, 9))
        outside.addPath(path((hull(self._hem()),)))
        scratch.erase(outside)
        layer.stamp(scratch, area)

    def _hem(self) -> list[Circle]:
        """Circles whose hull is everything above the hem: a tiny ring at the hem and a wide one far up
        the trunk.
        """
        rows = self.body.torso
        low = max(i for i, row in enumerate(rows) if row.height <= _HEM)
        frame = self.skeleton.spine[low]
        seen = Seen(frame.moved(frame.at(-0.9, _HEM - rows[low].height, 0.0)), self.sil.camera)
        half = (rows[low].half + rows[low].radius) * 1.12
        deep = rows[low].radius * 1.12
        out: list[Circle] = []
        for i in range(24):
            a = math.tau * i / 24
            c, s = math.cos(a), math.sin(a)
            out.append((*seen.point(deep * c, 0.0, half * s), 0.01))
            out.append((*seen.point(6 * deep * c, 34.0, 6 * half * s), 0.01))
        return out

    # Head

    def _head(self) -> None:
        head = self.sil.seen["head"]
        facing = head.fd
        order = (
            ("hair", "neck", "face", "fringe", "ears") if facing > -0.35 else ("neck", "face", "hair", "ears")
        )
        if facing > 0.75:
            order = ("hair", "neck", "ears", "face", "fringe")
        self.layer.gap(
            hulls_path([grown(c, GAP * self.k) for c in (*seen_hulls(head, HAIR), *seen_hulls(head, FACE))]),
            self.palette.surface,
        )
        for part in order:
            self._head_part(part, head, facing)

    def _head_part(self, part: str, head: Seen, facing: float) -> None:
        layer, p, light = self.layer, self.palette, self.light
        skin, hair = p.skin, p.hair
        match part:
            case "hair":
                hulls = HAIR + (BUN if self.body.long_hair else ())
                circles = seen_hulls(head, hulls)
                layer.fill(hulls_path(circles), hair.shade)
                layer.fill(hulls_path([lit_evenly(c, light) for c in circles]), hair.base)
            case "neck":
                layer.fill(chain_path(self.sil.neck()), _blend(skin.base, skin.shade, 0.6))
            case "face":
                circles = seen_hulls(head, FACE)
                if abs(facing) < 0.8:
                    circles += seen_hulls(head, NOSE)
                layer.fill(hulls_path(circles), skin.shade)
                layer.fill(hulls_path([lit_evenly(c, light, 0.8) for c in circles]), skin.base)
                self._features(head)
            case "fringe":
                circles = seen_hulls(head, FRINGE)
                layer.fill(hulls_path([lit_evenly(c, light, 0.4) for c in circles]), hair.base)
            case "ears":
                for side in SIDES:
                    sign = SIGN[side]
                    towards = head.sd * sign
                    if towards < -0.3 or (towards < 0.3 and facing < 0.75):
                        continue
                    if facing <= 0.8:
                        layer.fill(hulls_path(seen_hulls(head, SIDEBURN, sign)), hair.base)
                    ear = seen_hulls(head, EAR, sign)
                    layer.fill(hulls_path(ear), skin.shade)
                    layer.fill(hulls_path([lit_evenly(c, light, 0.9) for c in ear]), skin.base)

    def _features(self, head: Seen) -> None:
        """Eyes, brows and mouth where they face the viewer."""
        layer, k, colour = self.layer, self.k, self.palette.features
        if k < 1.0:
            return
        for sign in (1.0, -1.0):
            if 0.86 * head.fd + 0.5 * sign * head.sd < 0.12:
                continue
            layer.fill(
                hulls_path(seen_hulls(head, (((4.55, 5.0, 1.75, 0.5), (4.5, 5.5, 1.75, 0.5)),), sign)), colour
            )
            layer.fill(
                chain_path([head.circle(4.9, 7.0, 1.0 * sign, 0.26), head.circle(4.5, 7.3, 2.6 * sign, 0.2)]),
                colour,
            )
        if head.fd > -0.25:
            visible = [s for s in (-1.5, -0.75, 0.0, 0.75, 1.5) if 0.9 * head.fd + 0.28 * s * head.sd > -0.06]
            if len(visible) > 1:
                dips = {-1.5: 0.35, -0.75: 0.06, 0.0: 0.0, 0.75: 0.06, 1.5: 0.35}
                mouth = [head.circle(4.0 - 0.28 * s * s, 1.75 + dips[s], s, 0.25) for s in visible]
                layer.fill(chain_path(mouth), _blend(self.palette.skin.shade, colour, 0.45))

    # Arms

    def _arm(self, side: str) -> None:
        layer, sil, k, p = self.layer, self.sil, self.k, self.palette
        far = self.far_arm[side]
        upper, fore, sleeve = sil.upper_arm[side], sil.forearm[side], sil.sleeve[side]
        palm = seen_hulls(sil.seen["hand" + side], PALM[self.figure.layout.arms[side].shape], SIGN[side])
        cut = len(sleeve) * 2 // 5
        layer.gap(
            path(
                [
                    chain(plain(upper[cut:], GAP * k)),
                    chain(plain(fore, GAP * k)),
                    chain(plain(sleeve[cut:], GAP * k)),
                ]
                + [hull(grown(c, GAP * k)) for c in palm]
            ),
            p.surface,
        )
        base, shade = self._near_or_far(p.skin, far)
        bare = upper[len(sleeve) // 2 :]
        layer.fill(path([chain(plain(bare)), chain(plain(fore)), *[hull(c) for c in palm]]), shade)
        layer.fill(
            path([chain(lit(bare, self.light)), chain(lit(fore, self.light)),
                  *[hull(lit_evenly(c, self.light, 0.8)) for c in palm]]),
            base,
        )  # fmt: skip
        base, shade = self._near_or_far(p.shirt, far)
        layer.fill(chain_path(plain(sleeve)), shade)
        layer.fill(chain_path(lit(sleeve, self.light)), base)

    def _fingers(self, side: str) -> None:
        layer, sil, p = self.layer, self.sil, self.palette
        hulls = seen_hulls(sil.seen["hand" + side], FINGERS[self.figure.layout.arms[side].shape], SIGN[side])
        base, shade = self._near_or_far(p.skin, self.far_arm[side])
        layer.fill(hulls_path(hulls), shade)
        layer.fill(hulls_path([lit_evenly(c, self.light, 0.8) for c in hulls]), base)


def _other(side: str) -> str:
    return "L" if side == "R" else "R"


def _blend(a: str, b: str, t: float) -> str:
    one, two = QColor(a), QColor(b)
    parts = zip((one.red(), one.green(), one.blue()), (two.red(), two.green(), two.blue()), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * t):02X}" for x, y in parts)
