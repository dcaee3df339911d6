"""Paints pelvis and shirt of one posed body onto its layer. Paints no limb."""

import itertools
import math

from kneetimer.figure.body_ink import BodyInk, near_or_far
from kneetimer.figure.camera import Seen
from kneetimer.figure.ink import (
    lit,
    lit_evenly,
    path,
    plain,
)
from kneetimer.figure.outline import chain, hull, hull_of_points

_HEM = 4.9


class TrunkPainter:
    """Pelvis and shirt of one posed body."""

    def __init__(self, ink: BodyInk) -> None:
        """ink is the body's, shared by the painters of its parts."""
        self._ink = ink

    def pelvis(self) -> None:
        rows = self._ink.sil.torso[:6]
        tone = self._ink.palette.tights
        far = all(self._ink.far_leg.values())
        base, shade = near_or_far(tone, far)
        right = [r for r, _l in rows]
        left = [other for _r, other in rows]
        shapes = [chain(plain(right[:3])), chain(plain(left[:3]))]
        shapes += [
            hull([low[0][:3], low[1][:3], high[0][:3], high[1][:3]]) for low, high in itertools.pairwise(rows)
        ]
        inner = [chain(lit(right[:3], self._ink.light)), chain(lit(left[:3], self._ink.light))]
        inner += [
            hull(lit([low[0], low[1], high[0], high[1]], self._ink.light))
            for low, high in itertools.pairwise(rows)
        ]
        self._ink.layer.fill(path(shapes), shade)
        self._ink.layer.fill(path(inner), base)

    def shirt(self) -> None:
        layer, sil = self._ink.layer, self._ink.sil
        rows = sil.torso[3:]
        pairs = list(itertools.pairwise(rows))
        shapes = [hull([a[0][:3], a[1][:3], b[0][:3], b[1][:3]]) for a, b in pairs]
        deltoids = sil.deltoids()
        shapes += [chain(d) for d in deltoids]
        inner = [hull(lit([*a, *b], self._ink.light)) for a, b in pairs]
        inner += [chain(lit_evenly(d, self._ink.light, 0.35)) for d in deltoids]
        shape = path(shapes)
        base, shade = self._ink.palette.shirt.base, self._ink.palette.shirt.shade
        layer.painter.setClipPath(path((hull_of_points(self._hem()),)))
        layer.fill(shape, shade)
        layer.fill(path(inner), base)
        layer.painter.setClipping(False)

    def _hem(self) -> list[tuple[float, float]]:
        """Points whose hull is everything above the hem: a tiny ring at the hem and a wide one far up
        the trunk.
        """
        rows = self._ink.body.torso
        low = max(i for i, row in enumerate(rows) if row.height <= _HEM)
        frame = self._ink.skeleton.spine[low]
        seen = Seen(frame.moved(frame.at(-0.9, _HEM - rows[low].height, 0.0)), self._ink.sil.camera)
        half = (rows[low].half + rows[low].radius) * 1.12
        deep = rows[low].radius * 1.12
        out: list[tuple[float, float]] = []
        for i in range(24):
            a = math.tau * i / 24
            c, s = math.cos(a), math.sin(a)
            out.append(seen.point(deep * c, 0.0, half * s))
            out.append(seen.point(2.5 * deep * c, 32.0, 2.5 * half * s))
        return out
