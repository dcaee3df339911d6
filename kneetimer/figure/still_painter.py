"""Paints what stands still behind a figure: props and the ghost of its start. Paints nothing that moves."""

from collections.abc import Iterable

from kneetimer.figure.camera import Camera
from kneetimer.figure.figure import Figure
from kneetimer.figure.ink import Layer, grown, path
from kneetimer.figure.outline import Circle, chain, hull
from kneetimer.figure.palette import FigurePalette
from kneetimer.figure.prop import FloorMark, Prop, is_moving
from kneetimer.figure.prop_painter import paint_prop
from kneetimer.figure.rig import Skeleton


def is_still(figure: Figure, prop: Prop) -> bool:
    """Whether a prop belongs to the background, which is painted once."""
    if figure.follow and isinstance(prop, FloorMark):
        return False
    return not is_moving(prop) and prop.layer <= -300


def paint_still_props(
    layer: Layer, figure: Figure, skeleton: Skeleton, camera: Camera, palette: FigurePalette
) -> None:
    """Paint the props of the background, far to near."""
    for prop in sorted((p for p in figure.props if is_still(figure, p)), key=_layer_of):
        paint_prop(layer, prop, skeleton, camera, palette)


def paint_ghost(
    layer: Layer, parts: Iterable[tuple[bool, list[Circle]]], line: float, palette: FigurePalette
) -> None:
    """Paint a pose as one flat shape with an outline of line pixels; parts are chains (True) and hulls."""
    shapes, outlines = [], []
    for is_chain, circles in parts:
        draw = chain if is_chain else hull
        shapes.append(draw(circles))
        outlines.append(draw(grown(circles, line)))
    layer.fill(path(outlines), palette.ghost_line)
    layer.fill(path(shapes), palette.ghost)


def _layer_of(prop: Prop) -> float:
    return prop.layer
