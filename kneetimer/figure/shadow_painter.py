"""Paints the soft shadow of a figure on the ground. Knows nothing of what stands on it but a mat."""

from PySide6.QtGui import QColor

from kneetimer.figure.body import Build, body_of
from kneetimer.figure.figure import Figure
from kneetimer.figure.ink import Layer, path
from kneetimer.figure.outline import Circle, chain
from kneetimer.figure.palette import FigurePalette
from kneetimer.figure.prop import MAT_TOP, Prism
from kneetimer.figure.rig import Skeleton
from kneetimer.figure.silhouette import Silhouette, low_chains


def paint_shadow(
    layer: Layer, figure: Figure, skeleton: Skeleton, sil: Silhouette, build: Build, palette: FigurePalette
) -> None:
    """A soft patch on the ground below all that is near it."""
    camera = sil.camera
    ground = MAT_TOP if any(isinstance(p, Prism) and p.name == "mat" for p in figure.props) else 0.0
    flat = max(0.08, camera.toward[1])
    right, up = camera.right, camera.up
    k = camera.k
    chains: list[list[Circle]] = []
    for spheres in low_chains(skeleton, body_of(build)):
        run: list[Circle] = []
        for p, r in spheres:
            height = p[1] - ground - r
            if height > 9:
                if run:
                    chains.append(run)
                run = []
                continue
            x = (p[0] * right[0] + p[2] * right[2]) * k + camera.dx
            y = (camera.dy - (p[0] * up[0] + ground * up[1] + p[2] * up[2]) * k) / flat
            run.append((x, y, max(0.1, r * k * (1.18 - 0.1 * max(0.0, height)))))
        if run:
            chains.append(run)
    if not chains:
        return
    colour = QColor(palette.shadow)
    colour.setAlphaF(0.16 if palette.name == "light" else 0.38)
    layer.painter.save()
    layer.painter.scale(1.0, flat)
    layer.painter.fillPath(path([chain(c) for c in chains]), colour)
    layer.painter.restore()
