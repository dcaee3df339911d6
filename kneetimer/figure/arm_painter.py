"""Paints the arms of one posed body onto its layer. Paints nothing that a hand holds."""

from kneetimer.figure.body_ink import GAP, BodyInk, near_or_far
from kneetimer.figure.ink import (
    chain_path,
    grown,
    hulls_path,
    lit,
    lit_evenly,
    path,
    plain,
)
from kneetimer.figure.outline import chain, hull
from kneetimer.figure.rig import SIGN, HandShape
from kneetimer.figure.silhouette import (
    FINGERS,
    PALM,
    seen_hulls,
)


class ArmPainter:
    """Arms, sleeves and hands of one posed body."""

    def __init__(self, ink: BodyInk) -> None:
        """ink is the body's, shared by the painters of its parts."""
        self._ink = ink

    def whole(self, side: str) -> None:
        layer, sil, k, p = self._ink.layer, self._ink.sil, self._ink.k, self._ink.palette
        far = self._ink.far_arm[side]
        upper, fore, sleeve = sil.upper_arm[side], sil.forearm[side], sil.sleeve[side]
        palm = seen_hulls(sil.seen["hand" + side], PALM[self._ink.figure.layout.arms[side].shape], SIGN[side])
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
        base, shade = near_or_far(p.skin, far)
        bare = upper[len(sleeve) // 2 :]
        layer.fill(path([chain(plain(bare)), chain(plain(fore)), *[hull(c) for c in palm]]), shade)
        layer.fill(
            path([chain(lit(bare, self._ink.light)), chain(lit(fore, self._ink.light)),
                  *[hull(lit_evenly(c, self._ink.light, 0.8)) for c in palm]]),
            base,
        )  # fmt: skip
        base, shade = near_or_far(p.shirt, far)
        layer.fill(chain_path(plain(sleeve)), shade)
        layer.fill(chain_path(lit(sleeve, self._ink.light)), base)

    def fingers(self, side: str) -> None:
        layer, sil, p = self._ink.layer, self._ink.sil, self._ink.palette
        shape = self._ink.figure.layout.arms[side].shape
        hulls = seen_hulls(sil.seen["hand" + side], FINGERS[shape], SIGN[side])
        base, shade = near_or_far(p.skin, self._ink.far_arm[side])
        layer.fill(hulls_path(hulls), shade)
        layer.fill(hulls_path([lit_evenly(c, self._ink.light, 0.8) for c in hulls]), base)
        if self._ink.k > 3.2 and not self._ink.far_arm[side]:
            self._finger_lines(side, shape, shade)

    def _finger_lines(self, side: str, shape: HandShape, shade: str) -> None:
        """Thin lines between the fingers, where their outer side is seen."""
        hand, sign = self._ink.sil.seen["hand" + side], SIGN[side]
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
        self._ink.layer.fill(path(paths), shade)
