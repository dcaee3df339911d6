"""Paints props: boxes, rods, discs, bands, mats and floor marks. Decides no place: props ride on the
skeleton.
"""

import math
from collections.abc import Sequence

from kneetimer.figure.camera import Camera
from kneetimer.figure.ink import Layer, chain_path, path
from kneetimer.figure.outline import Polygon, hull, hull_of_points, swollen
from kneetimer.figure.palette import FigurePalette, Solid
from kneetimer.figure.prop import (
    Disc,
    FloorMark,
    Loop,
    Material,
    Prism,
    Prop,
    Rod,
    corners,
    direction_of,
    frame_of,
    point_of,
)
from kneetimer.figure.rig import Skeleton
from kneetimer.figure.space import Vec, add, along, cross, dot, length, scale, sub, unit


def solid_of(palette: FigurePalette, material: Material) -> Solid:
    """The tones of a material."""
    match material:
        case Material.IRON:
            return palette.iron
        case Material.PAD:
            return palette.pad
        case Material.WOOD:
            return palette.wood
        case Material.WALL:
            return palette.wall
        case Material.MAT:
            return palette.mat
        case Material.BAND:
            return palette.band


def prop_polygons(prop: Prop, skeleton: Skeleton, camera: Camera) -> list[Polygon]:
    """The prop's outline as polygons that all turn the same way, for ghosts and bounds."""
    bones = skeleton.bones
    match prop:
        case Prism():
            near, far = corners(prop, skeleton)
            return [hull_of_points([camera.point(p) for p in (*near, *far)])]
        case Rod():
            k = prop.radius * camera.k
            ends = [(*camera.point(point_of(p, bones)), k) for p in (prop.start, prop.end)]
            return [hull(ends)]
        case Disc():
            one, two = _rims(prop, skeleton)
            return [hull_of_points([camera.point(p) for p in (*one, *two)])]
        case Loop():
            return [p for _front, p in _band(prop, skeleton, camera)]
        case FloorMark():
            return [_mark(prop, camera)]


def paint_prop(layer: Layer, prop: Prop, skeleton: Skeleton, camera: Camera, palette: FigurePalette) -> None:
    """Paint a whole prop, of a band the near side only."""
    match prop:
        case Prism():
            _prism(layer, prop, skeleton, camera, solid_of(palette, prop.material))
        case Rod():
            _rod(layer, prop, skeleton, camera, solid_of(palette, prop.material))
        case Disc():
            _disc(layer, prop, skeleton, camera, solid_of(palette, prop.material))
        case Loop():
            solid = solid_of(palette, prop.material)
            near = [p for front, p in _band(prop, skeleton, camera) if front]
            layer.gap(path([swollen(p, 0.6 * camera.k) for p in near]))
            layer.fill(path(near), solid.base)
        case FloorMark():
            layer.fill(path([_mark(prop, camera)]), palette.mark)


def paint_band_back(
    layer: Layer, prop: Loop, skeleton: Skeleton, camera: Camera, palette: FigurePalette
) -> None:
    """Paint the far side of a band."""
    solid = solid_of(palette, prop.material)
    layer.fill(path([p for front, p in _band(prop, skeleton, camera) if not front]), solid.dark)


def _flat(camera: Camera, points: Sequence[Vec]) -> Polygon:
    out: Polygon = []
    for p in points:
        out += camera.point(p)
    return out


def _turned(flat: Polygon) -> Polygon:
    """The polygon turning the way that all polygons of a union must turn."""
    area = 0.0
    n = len(flat)
    for i in range(0, n, 2):
        area += flat[i] * flat[(i + 3) % n] - flat[(i + 2) % n] * flat[i + 1]
    if area >= 0:
        return flat
    out: Polygon = []
    for i in range(n - 2, -1, -2):
        out += (flat[i], flat[i + 1])
    return out


def _prism(layer: Layer, prop: Prism, skeleton: Skeleton, camera: Camera, solid: Solid) -> None:
    near, far = corners(prop, skeleton)
    frame = frame_of(prop.on, skeleton.bones)
    outwards = 1.0 if prop.depth[1] > prop.depth[0] else -1.0
    faces: list[tuple[Vec, list[Vec]]] = [
        (scale(frame.s, -outwards), near),
        (scale(frame.s, outwards), far),
    ]
    n = len(near)
    for i in range(n):
        j = (i + 1) % n
        edge = sub(near[j], near[i])
        # The outline turns counter-clockwise seen against s, so this points out of the prism.
        faces.append((unit(cross(edge, frame.s)), [near[i], near[j], far[j], far[i]]))
    for normal, points in faces:
        if dot(normal, camera.toward) <= 1e-6:
            continue
        if normal[1] > 0.5:
            colour = solid.light
        elif abs(dot(normal, camera.toward)) > 0.72:
            colour = solid.base
        else:
            colour = solid.dark
        layer.fill(path([_turned(_flat(camera, points))]), colour)


def _rod(layer: Layer, prop: Rod, skeleton: Skeleton, camera: Camera, solid: Solid) -> None:
    bones = skeleton.bones
    r = prop.radius * camera.k
    a, b = (camera.point(point_of(p, bones)) for p in (prop.start, prop.end))
    layer.fill(chain_path([(*a, r), (*b, r)]), solid.dark)
    layer.fill(chain_path([(a[0], a[1] - 0.1 * r, r * 0.82), (b[0], b[1] - 0.1 * r, r * 0.82)]), solid.base)
    x, y = b[0] - a[0], b[1] - a[1]
    d = math.hypot(x, y)
    if d > 2 * r:
        shift = (-abs(y) / d * 0.35 * r, -abs(x) / d * 0.35 * r)
        ends = [(a[0] + shift[0], a[1] + shift[1], 0.22 * r), (b[0] + shift[0], b[1] + shift[1], 0.22 * r)]
        layer.fill(chain_path(ends), solid.light)


def _rims(prop: Disc, skeleton: Skeleton) -> tuple[list[Vec], list[Vec]]:
    axis = unit(direction_of(prop.centre, prop.axis, skeleton.bones))
    side = unit(cross(axis, (0.0, 1.0, 0.0) if abs(axis[1]) < 0.9 else (1.0, 0.0, 0.0)))
    other = cross(axis, side)
    centre = point_of(prop.centre, skeleton.bones)
    out = []
    for shift in (-prop.thickness / 2, prop.thickness / 2):
        middle = along(centre, axis, shift)
        out.append(
            [
                along(along(middle, side, prop.radius * math.cos(a)), other, prop.radius * math.sin(a))
                for a in (math.tau * i / 28 for i in range(28))
            ]
        )
    return out[0], out[1]


def _disc(layer: Layer, prop: Disc, skeleton: Skeleton, camera: Camera, solid: Solid) -> None:
    one, two = _rims(prop, skeleton)
    layer.fill(path([hull_of_points([camera.point(p) for p in (*one, *two)])]), solid.dark)
    axis = unit(direction_of(prop.centre, prop.axis, skeleton.bones))
    face = two if dot(axis, camera.toward) >= 0 else one
    layer.fill(path([_turned(_flat(camera, face))]), solid.light if abs(axis[1]) > 0.7 else solid.base)
    if prop.radius > 4:
        middle = point_of(prop.centre, skeleton.bones)
        middle = along(middle, axis, prop.thickness / 2 if face is two else -prop.thickness / 2)
        ring = [add(middle, scale(sub(p, middle), 0.62)) for p in face]
        hub = [add(middle, scale(sub(p, middle), 0.22)) for p in face]
        layer.fill(path([_turned(_flat(camera, ring))]), solid.dark)
        layer.fill(path([_turned(_flat(camera, hub))]), solid.light)


def _band(prop: Loop, skeleton: Skeleton, camera: Camera) -> list[tuple[bool, Polygon]]:
    """The band as quadrilaterals, each with whether it is on the near side."""
    a, b = (point_of(p, skeleton.bones) for p in (prop.start, prop.end))
    e = unit(sub(b, a))
    on = frame_of(prop.start.on, skeleton.bones)
    g = cross(e, on.u)
    g = unit(g) if length(g) > 0.2 else unit(cross(e, (0.0, 1.0, 0.0)))
    u = cross(g, e)
    d = math.dist(a, b)
    outline = hull([(0.0, 0.0, prop.start_radius), (d, 0.0, prop.end_radius)])
    points = [(outline[i], outline[i + 1]) for i in range(0, len(outline), 2)]
    half = prop.width / 2
    out: list[tuple[bool, Polygon]] = []
    for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1], strict=True):
        if math.hypot(x1 - x0, y1 - y0) < 1e-6:
            continue
        normal = add(scale(e, y1 - y0), scale(g, -(x1 - x0)))
        p, q = (along(along(a, e, x), g, y) for x, y in ((x0, y0), (x1, y1)))
        quad = [along(p, u, half), along(q, u, half), along(q, u, -half), along(p, u, -half)]
        out.append((dot(normal, camera.toward) > 0, _turned(_flat(camera, quad))))
    return out


def _mark(prop: FloorMark, camera: Camera) -> Polygon:
    (x0, x1), (z0, z1) = prop.x, prop.z
    return _turned(_flat(camera, [(x0, 0.0, z0), (x1, 0.0, z0), (x1, 0.0, z1), (x0, 0.0, z1)]))
