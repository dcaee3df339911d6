"""Paints one posed body, layer by layer, onto a transparent layer. Decides no pose and knows no exercise."""

import itertools
import math

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPen

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
from kneetimer.figure.outline import Circle, chain, hull, hull_of_points
from kneetimer.figure.palette import FigurePalette, Tone
from kneetimer.figure.rig import SIDES, SIGN, HandShape, Skeleton
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
    TEMPLE,
    TIGHTS_END,
    UPPER_FOOT,
    UPPER_TOE,
    Silhouette,
    Weighted,
    seen_hulls,
)
from kneetimer.figure.space import dot, length

GAP = 0.5
RIM = 0.3
_FAR = 4.5
_HEM = 4.9


class BodyPainter:
    """Paints the parts of one posed body; parts() gives them in order, each with its layer key."""

    def __init__(
        self, layer: Layer, scratch: Layer, marks: Layer, figure: Figure, skeleton: Skeleton, sil: Silhouette,
        body: Body,
        palette: FigurePalette, mirrored: bool,
    ) -> None:  # fmt: skip
        self.layer = layer
        self.scratch = scratch
        self.marks = marks
        self.figure = figure
        self.muscles = figure.muscles
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
        self.twice: set[str] = set()
        # Legs side by side keep one order, or the smallest turn of the hips would swap them.
        level = abs(hips["R"] - hips["L"]) < 1.0
        self.near_first = sorted(
            ("L", "R"), key=lambda s: (figure.layers.get("leg" + s, 0.0), 0.0 if level else hips[s])
        )

    def parts(self) -> list[tuple[float, str, str]]:
        """Layer key, part and side of everything to paint, far to near."""
        figure, camera, bones = self.figure, self.sil.camera, self.skeleton.bones
        out: list[tuple[float, str, str]] = [
            (figure.layers.get("shirt", 0.0), "shirt", ""),
            (figure.layers.get("head", 0.1), "head", ""),
        ]
        for i, side in enumerate(self.near_first):
            forced = figure.layers.get("leg" + side)
            if forced is not None and forced < 0:
                out.append((forced, "leg", side))
            elif self.far_leg[side] and forced is None:
                out.append((-20.0, "leg", side))
            else:
                out.append((-0.01 + 0.001 * i, "leg", side))
                out.append((0.05 + 0.01 * i if forced is None else forced, "leg again", side))
                self.twice.add(side)
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
                self._leg(side)
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
        if side not in self.figure.working_legs:
            return p.idle.base, p.idle.shade
        if self.far_leg[side] and self.figure.works is Works.BOTH:
            return p.tights.far, p.tights.far
        return p.tights.base, p.tights.shade

    def _shoes(self, side: str) -> tuple[str, str]:
        p = self.palette
        if side not in self.figure.working_legs:
            return p.idle_shoe.base, p.idle_shoe.shade
        if self.far_leg[side] and self.figure.works is Works.BOTH:
            return p.shoe.far, p.shoe.far
        return p.shoe.base, p.shoe.shade

    @staticmethod
    def _near_or_far(tone: Tone, far: bool) -> tuple[str, str]:
        return (tone.far, tone.far) if far else (tone.base, tone.shade)

    # Legs

    def _leg(self, side: str) -> None:
        """A whole leg with its hip, or only what the shirt may cover of one that is painted again over it."""
        twice = side in self.twice
        last = len(self.sil.thigh[side]) - 1
        shown = round((self._cut(side) + 0.3) * last) if twice else last
        thigh = self.sil.thigh[side][: max(2, shown + 1)]
        if not twice:
            self._leg_gap(side)
            self._ankle(side)
        hip = [right if side == "R" else left for right, left in self.sil.torso[:3]]
        self._tights_shape(side, [hip, thigh] if twice else [hip, thigh, self._shank(side)])
        if not twice:
            self._shoe(side)

    def _leg_again(self, side: str) -> None:
        """The leg over the shirt: from mid-thigh down when standing, from the hip down when bent."""
        first = round(self._cut(side) * (len(self.sil.thigh[side]) - 1))
        self._leg_gap(side)
        self._ankle(side)
        self._tights_shape(side, [self.sil.thigh[side][first:], self._shank(side)])
        self._shoe(side)

    def _cut(self, side: str) -> float:
        """The share of the thigh that the shirt's hem covers."""
        bones = self.skeleton.bones
        upright = dot(bones["thigh" + side].u, bones["pelvis"].u)
        return 0.36 * smoothstep(max(0.0, upright) / 0.85)

    def _shank(self, side: str) -> Weighted:
        shank = self.sil.shank[side]
        return shank[: int(TIGHTS_END * (len(shank) - 1)) + 1]

    def _leg_gap(self, side: str) -> None:
        """The gap round a leg and its shoe, from the first third of the thigh down, so that it grows out
        of the body.
        """
        thigh, by = self.sil.thigh[side], GAP * self.k
        lower = thigh[math.ceil(len(thigh) * 0.33) :]
        outlines = [chain(plain(lower, by)), chain(plain(self.sil.shank[side], by))]
        outlines += [hull(grown(c, by)) for c in (*self._sole(side), *self._upper(side))]
        self.layer.gap(path(outlines))

    def _tights_shape(self, side: str, chains: list[Weighted]) -> None:
        """Parts of a leg in one piece, with the muscles cut at their contour."""
        layer, scratch = self.layer, self.scratch
        base, shade = self._tights(side)
        shape = path([chain(plain(c)) for c in chains])
        area = layer.device_area(shape.boundingRect())
        scratch.clear(area)
        scratch.fill(shape, shade)
        scratch.fill(path([chain(lit(c, self.light)) for c in chains]), base)
        self._crease(side, shade)
        lit_here = [m for m in self.muscles if m.side == side]
        if lit_here:
            # Painted apart and laid on in one go: cutting each fill at the contour takes three times as long.
            self.marks.clear(area)
            for muscle in lit_here:
                self._muscle(muscle)
            scratch.stamp_atop(self.marks, area)
        layer.stamp(scratch, area)

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

    def _sole(self, side: str) -> list[list[Circle]]:
        foot, toe = self.sil.seen["foot" + side], self.sil.seen["toe" + side]
        return [*seen_hulls(foot, SOLE_FOOT, SIGN[side]), *seen_hulls(toe, SOLE_TOE, SIGN[side])]

    def _upper(self, side: str) -> list[list[Circle]]:
        foot, toe = self.sil.seen["foot" + side], self.sil.seen["toe" + side]
        return [*seen_hulls(foot, UPPER_FOOT, SIGN[side]), *seen_hulls(toe, UPPER_TOE, SIGN[side])]

    def _shoe(self, side: str) -> None:
        upper = self._upper(side)
        base, shade = self._shoes(side)
        p = self.palette
        self.layer.fill(hulls_path(self._sole(side)), p.sole.far if self.far_leg[side] else p.sole.base)
        self.layer.fill(hulls_path(upper), shade)
        self.layer.fill(hulls_path([lit_evenly(c, self.light, 0.7) for c in upper]), base)
        if self.k > 2.2:
            self._laces(self.sil.seen["foot" + side], SIGN[side])

    def _laces(self, foot: Seen, sign: float) -> None:
        painter = self.layer.painter
        if foot.ud < -0.2 or abs(foot.fd) > 0.9 or (foot.fd < -0.5 and abs(foot.sd) < 0.5):
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

    def _muscle(self, muscle: LitMuscle) -> None:
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
        marks = self.marks
        marks.fill(chain_path(grown(circles, RIM * self.k)), p.surface)
        whole = chain_path(circles)
        tone = p.stretch if muscle.role is Role.STRETCHES else p.muscle
        if muscle.role is Role.HELPS:
            period = max(4, round(2.3 * self.k))
            marks.painter.fillPath(whole, stripes(tone.far if far else tone.base, p.stripe, period))
            return
        marks.fill(whole, tone.far if far else tone.base)
        if not far:
            core = [(x + self.light * r, y - 0.13 * r, r * 0.66) for x, y, r in circles]
            marks.fill(chain_path(core), tone.shade)

    # Trunk

    def _pelvis(self) -> None:
        rows = self.sil.torso[:6]
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
        layer, sil = self.layer, self.sil
        rows = sil.torso[3:]
        pairs = list(itertools.pairwise(rows))
        shapes = [hull([a[0][:3], a[1][:3], b[0][:3], b[1][:3]]) for a, b in pairs]
        deltoids = sil.deltoids()
        shapes += [chain(d) for d in deltoids]
        inner = [hull(lit([*a, *b], self.light)) for a, b in pairs]
        inner += [chain(lit_evenly(d, self.light, 0.35)) for d in deltoids]
        shape = path(shapes)
        base, shade = self.palette.shirt.base, self.palette.shirt.shade
        layer.painter.setClipPath(path((hull_of_points(self._hem()),)))
        layer.fill(shape, shade)
        layer.fill(path(inner), base)
        layer.painter.setClipping(False)

    def _hem(self) -> list[tuple[float, float]]:
        """Points whose hull is everything above the hem: a tiny ring at the hem and a wide one far up
        the trunk.
        """
        rows = self.body.torso
        low = max(i for i, row in enumerate(rows) if row.height <= _HEM)
        frame = self.skeleton.spine[low]
        seen = Seen(frame.moved(frame.at(-0.9, _HEM - rows[low].height, 0.0)), self.sil.camera)
        half = (rows[low].half + rows[low].radius) * 1.12
        deep = rows[low].radius * 1.12
        out: list[tuple[float, float]] = []
        for i in range(24):
            a = math.tau * i / 24
            c, s = math.cos(a), math.sin(a)
            out.append(seen.point(deep * c, 0.0, half * s))
            out.append(seen.point(2.5 * deep * c, 32.0, 2.5 * half * s))
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
            hulls_path([grown(c, GAP * self.k) for c in (*seen_hulls(head, HAIR), *seen_hulls(head, FACE))])
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
                # Seen from the chin the hair at the temples lies behind the brow, not across the eyes.
                up = 10.0 * max(0.0, -head.ud) * max(0.0, facing)
                fringe = seen_hulls(head, FRINGE)[0]
                fringe += [head.circle(f, u + up, s, r) for f, u, s, r in TEMPLE]
                layer.fill(hulls_path([lit_evenly(fringe, light, 0.4)]), hair.base)
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
        # From above the crown the features would lie on top of one another.
        if k < 1.0 or head.ud > 0.8:
            return
        for sign in (1.0, -1.0):
            if 0.86 * head.fd + 0.5 * sign * head.sd < 0.12:
                continue
            layer.fill(
                hulls_path(seen_hulls(head, (((4.55, 5.0, 1.75, 0.5), (4.5, 5.5, 1.75, 0.5)),), sign)), colour
            )
            layer.fill(
                chain_path(
                    [head.circle(4.9, 7.2, 1.0 * sign, 0.26), head.circle(4.4, 7.15, 2.7 * sign, 0.2)]
                ),
                colour,
            )
        if head.fd > -0.25 and head.ud < 0.6:
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
            )
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
        shape = self.figure.layout.arms[side].shape
        hulls = seen_hulls(sil.seen["hand" + side], FINGERS[shape], SIGN[side])
        base, shade = self._near_or_far(p.skin, self.far_arm[side])
        layer.fill(hulls_path(hulls), shade)
        layer.fill(hulls_path([lit_evenly(c, self.light, 0.8) for c in hulls]), base)
        if self.k > 3.2 and not self.far_arm[side]:
            self._finger_lines(side, shape, shade)

    def _finger_lines(self, side: str, shape: HandShape, shade: str) -> None:
        """Thin lines between the fingers, where their outer side is seen."""
        hand, sign = self.sil.seen["hand" + side], SIGN[side]
        if shape is HandShape.GRIP:
            if -0.4 * hand.ud - 0.9 * hand.sd * sign < 0.25:
                return
            lines = [[(f, -4.75, -0.4), (f, -4.2, -1.45), (f, -2.9, -2.2)] for f in (-0.75, 0.05, 0.85)]
        else:
            if abs(hand.sd) < 0.55:
                return
            bend = -0.9 if shape is HandShape.REST else -0.2
            lines = [[(f, -4.3, 0.4 * bend), (f * 1.1, -6.3, bend)] for f in (-0.35, 0.1, 0.55)]
        paths = [chain([hand.circle(f, u, s * sign, 0.1) for f, u, s in line]) for line in lines]
        self.layer.fill(path(paths), shade)


def _other(side: str) -> str:
    return "L" if side == "R" else "R"


def _blend(a: str, b: str, t: float) -> str:
    one, two = QColor(a), QColor(b)
    parts = zip((one.red(), one.green(), one.blue()), (two.red(), two.green(), two.blue()), strict=True)
    return "#" + "".join(f"{round(x + (y - x) * t):02X}" for x, y in parts)
