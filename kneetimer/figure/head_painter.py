"""Paints the head of one posed body onto its layer. Knows no mood."""

from kneetimer.figure.body_ink import GAP, BodyInk, blend
from kneetimer.figure.camera import Seen
from kneetimer.figure.ink import (
    chain_path,
    grown,
    hulls_path,
    lit_evenly,
)
from kneetimer.figure.rig import SIDES, SIGN
from kneetimer.figure.silhouette import (
    BUN,
    EAR,
    FACE,
    FRINGE,
    HAIR,
    NOSE,
    SIDEBURN,
    TEMPLE,
    seen_hulls,
)


class HeadPainter:
    """Head, hair and neck of one posed body."""

    def __init__(self, ink: BodyInk) -> None:
        """ink is the body's, shared by the painters of its parts."""
        self._ink = ink

    def whole(self) -> None:
        head = self._ink.sil.seen["head"]
        facing = head.fd
        order = (
            ("hair", "neck", "face", "fringe", "ears") if facing > -0.35 else ("neck", "face", "hair", "ears")
        )
        if facing > 0.75:
            order = ("hair", "neck", "ears", "face", "fringe")
        self._ink.layer.gap(
            hulls_path(
                [grown(c, GAP * self._ink.k) for c in (*seen_hulls(head, HAIR), *seen_hulls(head, FACE))]
            )
        )
        for part in order:
            self._part(part, head, facing)

    def _part(self, part: str, head: Seen, facing: float) -> None:
        layer, p, light = self._ink.layer, self._ink.palette, self._ink.light
        skin, hair = p.skin, p.hair
        match part:
            case "hair":
                hulls = HAIR + (BUN if self._ink.body.long_hair else ())
                circles = seen_hulls(head, hulls)
                layer.fill(hulls_path(circles), hair.shade)
                layer.fill(hulls_path([lit_evenly(c, light) for c in circles]), hair.base)
            case "neck":
                layer.fill(chain_path(self._ink.sil.neck()), blend(skin.base, skin.shade, 0.6))
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
        layer, k, colour = self._ink.layer, self._ink.k, self._ink.palette.features
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
                layer.fill(chain_path(mouth), blend(self._ink.palette.skin.shade, colour, 0.45))
