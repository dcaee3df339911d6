"""Paints a figure at a moment: ground shadow, ghost, props, body, arrow, hold sign. Keeps no time and
opens no window.

The picture is transparent; the panel behind is the caller's, in the palette's surface colour. Data always
describes the right leg working; mirrored flips the picture, which makes it the left, or draws the other leg's
rep where legs change at every one.
"""

import math
from collections import OrderedDict
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBitmap, QColor, QImage, QPainter, QPainterPath, QPen, QRegion

from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.figure.body import Build, body_of
from kneetimer.figure.body_ink import GAP, BodyInk
from kneetimer.figure.body_painter import BodyPainter
from kneetimer.figure.camera import Camera
from kneetimer.figure.figure import Arrow, Figure, Lens
from kneetimer.figure.framing import arrow_points, fit, followed, prop_points
from kneetimer.figure.ink import Layer, grown, new_paper, path
from kneetimer.figure.motion import START, STILL, Moment
from kneetimer.figure.other_leg import other_leg
from kneetimer.figure.outline import Circle, chain, hull, swollen
from kneetimer.figure.palette import FigurePalette
from kneetimer.figure.prop import MAT_TOP, Disc, FloorMark, Loop, Prism, Prop, is_moving, point_of
from kneetimer.figure.prop_painter import paint_band_back, paint_prop, prop_polygons
from kneetimer.figure.rig import Skeleton
from kneetimer.figure.sign_painter import draw_arrow, draw_guide, draw_stopwatch
from kneetimer.figure.silhouette import Silhouette, low_chains, see

__all__ = ["START", "STILL", "Stage", "paint_figure", "render_figure"]

_KEPT_STAGES = 6


@dataclass(frozen=True, slots=True)
class Sprite:
    """A part of a picture and where its upper left corner lies, in device pixels."""

    image: QImage
    corner: QPoint

    def flipped(self, width: int) -> "Sprite":
        """The same part of the picture turned left to right; width is the whole picture's."""
        # QImage.mirrored became flipped in Qt 6.9 and has warned of its end since.
        if hasattr(self.image, "flipped"):
            image = self.image.flipped(Qt.Orientation.Horizontal)
        else:
            image = self.image.mirrored(True, False)
        return Sprite(image, QPoint(width - self.corner.x() - image.width(), self.corner.y()))


class Stage:
    """All that stays the same while one figure moves in one picture: camera, scratch layer, still
    background.
    """

    def __init__(
        self,
        figure: Figure,
        size: QSize,
        palette: FigurePalette,
        *,
        mirrored: bool = False,
        body: Build = Build.A,
        ghost: bool = True,
        arrow: bool = True,
        sign: bool = True,
    ) -> None:
        """size is in device pixels, each at least 1."""
        if mirrored and figure.swaps:
            figure, mirrored = other_leg(figure), False
        self.figure = figure
        self.size = QSize(max(1, size.width()), max(1, size.height()))
        self.palette = palette
        self.mirrored = mirrored
        self.build = body
        self.ghost = ghost
        self.arrow = arrow
        self.sign = sign
        self.camera = fit(figure, body, self.size.width(), self.size.height())
        self._backgrounds: dict[bool, QImage] = {}
        self._papers: list[QImage] = []
        self._lens_grounds: dict[bool, Sprite] = {}
        self._ways: dict[Arrow, list[tuple[float, float]]] = {}
        self._overlays: dict[tuple[bool, str, bool], Sprite | None] = {}

    def frame(self, moment: Moment) -> QImage:
        """The whole picture at a moment, size device pixels, transparent."""
        image = self.background(self.shows_ghost(moment)).copy()
        with QPainter(image) as out:
            for sprite in (self.body(moment), self.overlay(moment)):
                if sprite is not None:
                    out.drawImage(sprite.corner, sprite.image)
        return image

    def shows_ghost(self, moment: Moment) -> bool:
        """Whether the start pose is shown behind the figure at this moment."""
        if not (self.ghost and self.figure.has_ghost) or moment is START:
            return False
        # Where the picture travels along with the figure, a ghost that stays behind would jump at each rep.
        return moment is STILL or not self.figure.follow

    def background(self, with_ghost: bool) -> QImage:
        """All that stands still behind the figure; made once."""
        if with_ghost not in self._backgrounds:
            self._backgrounds[with_ghost] = self._painted_background(with_ghost)
        return self._backgrounds[with_ghost]

    def overlay(self, moment: Moment) -> "Sprite | None":
        """What lies over the figure at a moment: the arrow, forwards or back, and the hold sign; made
        once each.
        """
        # With a magnifier the arrow is in it, where there is room for it.
        arrow = (
            self.arrow and bool(self.figure.arrows) and self.figure.lens is None and not self._rests(moment)
        )
        sign = self.sign and self.figure.sign is not None and moment is STILL
        way = ""
        if arrow and isinstance(moment, RepMoment):
            way = "back" if moment.phase is RepPhase.SECOND else "on"
        key = (arrow, way, sign)
        if key not in self._overlays:
            self._overlays[key] = self._painted_overlay(*key) if arrow or sign else None
        return self._overlays[key]

    def body(self, moment: Moment) -> "Sprite":
        """The figure with its shadow and all props that move or lie among its limbs, painted afresh."""
        figure, palette = self.figure, self.palette
        skeleton = figure.skeleton(moment, self.build)
        body = body_of(self.build)
        camera = followed(self.camera, figure, skeleton, moment)
        sil = see(skeleton, body, camera)
        area = self._area(skeleton, sil)
        # New memory for each frame would take as long as a quarter of the painting.
        while len(self._papers) < 3:
            self._papers.append(new_paper(self.size))
        layer, scratch, marks = (Layer(area, self.size.width(), self.mirrored, p) for p in self._papers)
        layer.clear(layer.rect)
        ink = BodyInk(layer, scratch, marks, figure, skeleton, sil, body, palette, self.mirrored)
        painter = BodyPainter(ink)
        steps: list[tuple[float, int, str, str]] = [
            (key, -1, part, side) for key, part, side in painter.parts()
        ]
        for i, prop in enumerate(figure.props):
            if self._is_background(prop):
                continue
            steps.append((prop.layer, i, "prop", ""))
            if isinstance(prop, Loop):
                steps.append((prop.back, i, "back", ""))
        for _key, index, what, side in sorted(steps):
            if index < 0:
                painter.paint(what, side)
                continue
            prop = figure.props[index]
            if what == "back" and isinstance(prop, Loop):
                paint_band_back(layer, prop, skeleton, camera, palette)
                continue
            if is_moving(prop) and not isinstance(prop, Loop) and prop.layer > -100:
                rim = GAP * camera.k
                outline = [swollen(p, 1.3 * rim) for p in prop_polygons(prop, skeleton, camera)]
                layer.gap(path(outline))
            paint_prop(layer, prop, skeleton, camera, palette)
        scratch.end()
        marks.end()
        layer.end()
        sprite = Layer(area, self.size.width(), self.mirrored)
        self._shadow(sprite, skeleton, sil)
        sprite.stamp(layer, sprite.rect)
        for guide in figure.guides:
            draw_guide(sprite.painter, guide, skeleton, camera, palette)
        if figure.lens is not None:
            self._lens(sprite, figure.lens, skeleton, moment)
        return Sprite(sprite.end(), area.topLeft())

    def _area(self, skeleton: Skeleton, sil: Silhouette) -> QRect:
        """The device pixels that the figure and its props may touch at a moment."""
        left = top = 1e9
        right = bottom = -1e9
        camera, k = sil.camera, sil.camera.k
        spots = [(x, y, r) for _c, circles in sil.everything(self.figure.layout, True) for x, y, r in circles]
        for prop in self.figure.props:
            if not self._is_background(prop):
                spots += [(*camera.point(p), r * k) for p, r in prop_points(prop, skeleton)]
        lens = self.figure.lens
        if lens is not None:
            x, y = self.camera.dx + lens.centre[0] * k, self.camera.dy - lens.centre[1] * k
            spots.append((x, y, lens.covers * lens.times * k))
            start = self.figure.skeleton(START, self.build)
            spots.append((*camera.point(point_of(lens.on, start.bones)), lens.covers * k))
        for x, y, r in spots:
            left, right = min(left, x - r), max(right, x + r)
            top, bottom = min(top, y - r), max(bottom, y + r)
        # Gaps, shadows and band edges reach a little past the circles.
        room = 2.5 * k + 2
        if self.mirrored:
            left, right = self.size.width() - right, self.size.width() - left
        box = QRectF(left - room, top - room, right - left + 2 * room, bottom - top + 2 * room)
        return box.toAlignedRect().intersected(QRect(0, 0, self.size.width(), self.size.height()))

    def _layer(self) -> Layer:
        return Layer(QRect(0, 0, self.size.width(), self.size.height()), self.size.width(), self.mirrored)

    def _is_background(self, prop: Prop) -> bool:
        if self.figure.follow and isinstance(prop, FloorMark):
            return False
        return not is_moving(prop) and prop.layer <= -300

    def _painted_background(self, with_ghost: bool) -> QImage:
        layer = self._layer()
        figure, palette = self.figure, self.palette
        skeleton = figure.skeleton(START, self.build)
        camera = self.camera
        for prop in sorted((p for p in figure.props if self._is_background(p)), key=_layer_of):
            paint_prop(layer, prop, skeleton, camera, palette)
        if with_ghost:
            body = body_of(self.build)
            sil = see(skeleton, body, camera)
            line = 0.75 * camera.k
            shapes, outlines = [], []
            for is_chain, circles in sil.everything(figure.layout, body.long_hair):
                draw = chain if is_chain else hull
                shapes.append(draw(circles))
                outlines.append(draw(grown(circles, line)))
            layer.painter.setPen(QPen(QColor(palette.ghost_line), line))
            layer.painter.setBrush(Qt.BrushStyle.NoBrush)
            for prop in figure.props:
                # Filled weights would hide the ghost's limbs and read as limbs; plates alone say enough.
                if is_moving(prop) and isinstance(prop, Disc):
                    layer.painter.drawPath(path(prop_polygons(prop, skeleton, camera)))
            layer.painter.setPen(Qt.PenStyle.NoPen)
            layer.fill(path(outlines), palette.ghost_line)
            layer.fill(path(shapes), palette.ghost)
        return layer.end()

    def _painted_overlay(self, arrow: bool, way: str, sign: bool) -> "Sprite":
        layer = self._layer()
        if arrow:
            for one in self.figure.arrows:
                points = arrow_points(self.figure, one, self.camera, self.build)
                if way == "back":
                    points.reverse()
                draw_arrow(layer.painter, points, self.camera.k, self.palette, swings=one.swings and not way)
        if sign and self.figure.sign is not None:
            draw_stopwatch(layer.painter, self.figure.sign, self.camera, self.palette, mirrored=self.mirrored)
        return cropped(layer.end())

    def _lens(self, layer: Layer, lens: Lens, skeleton: Skeleton, moment: Moment) -> None:
        """A magnifier with the working legs in it: ghost, legs and arrow, larger."""
        figure, palette, k = self.figure, self.palette, self.camera.k
        body = body_of(self.build)
        start = figure.skeleton(START, self.build)
        x, y = self.camera.point(point_of(lens.on, start.bones))
        disc = QPointF(self.camera.dx + lens.centre[0] * k, self.camera.dy - lens.centre[1] * k)
        near = Camera(
            figure.eye,
            k * lens.times,
            disc.x() - (x - self.camera.dx) * lens.times,
            disc.y() - (y - self.camera.dy) * lens.times,
        )
        radius = lens.covers * lens.times * k
        ring = QColor(palette.ghost_line)
        painter = layer.painter
        painter.setPen(QPen(ring, 0.7 * k))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QPointF(x, y), lens.covers * k, lens.covers * k)
        away = math.atan2(disc.y() - y, disc.x() - x)
        reach = lens.covers * k
        painter.drawLine(
            QPointF(x + reach * math.cos(away), y + reach * math.sin(away)),
            QPointF(disc.x() - radius * math.cos(away), disc.y() - radius * math.sin(away)),
        )
        painter.setPen(Qt.PenStyle.NoPen)

        inside = QPainterPath()
        inside.addEllipse(disc, radius, radius)
        area = layer.device_area(inside.boundingRect())
        area = area.translated(layer.area.topLeft())
        width = self.size.width()
        legs, scratch, marks = (Layer(area, width, self.mirrored) for _ in range(3))
        sil = see(skeleton, body, near)
        ink = BodyInk(legs, scratch, marks, figure, skeleton, sil, body, palette, self.mirrored)
        inker = BodyPainter(ink)
        # Hips and lit muscles lie outside the disc; leaving them out saves half of the work.
        ink.muscles = ()
        for _key, part, side in inker.parts():
            if side not in figure.working_legs:
                continue
            if part == "leg again" or (part == "leg" and side not in ink.twice):
                inker.paint(part, side)
        for finished in (scratch, marks, legs):
            finished.end()
        ground = self._lens_ground(start, near, inside, area, moment)
        painter.resetTransform()
        painter.drawImage(ground.corner - layer.area.topLeft(), ground.image)
        painter.setTransform(layer.transform)
        painter.setClipPath(inside)
        painter.resetTransform()
        painter.drawImage(area.topLeft() - layer.area.topLeft(), legs.image)
        painter.setTransform(layer.transform)
        painter.setClipping(False)
        if self.arrow and not self._rests(moment):
            back = isinstance(moment, RepMoment) and moment.phase is RepPhase.SECOND
            for one in figure.arrows:
                way = self._lens_way(one, near)
                draw_arrow(painter, way[::-1] if back else way, k * 1.15, palette)
        painter.setPen(QPen(ring, 0.9 * k))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(disc, radius, radius)
        painter.setPen(Qt.PenStyle.NoPen)

    def _lens_ground(
        self, start: Skeleton, near: Camera, inside: QPainterPath, area: QRect, moment: Moment
    ) -> Sprite:
        """The magnifier's disc with what stands still and the ghost of the legs; the same at every
        moment.
        """
        with_ghost = self.shows_ghost(moment)
        if with_ghost not in self._lens_grounds:
            ground = Layer(area, self.size.width(), self.mirrored)
            ground.fill(inside, self.palette.surface)
            ground.painter.setClipPath(inside)
            for prop in sorted((p for p in self.figure.props if self._is_background(p)), key=_layer_of):
                paint_prop(ground, prop, start, near, self.palette)
            if with_ghost:
                shapes, outlines = [], []
                for is_chain, circles in see(start, body_of(self.build), near).legs(self.figure.working_legs):
                    draw = chain if is_chain else hull
                    shapes.append(draw(circles))
                    outlines.append(draw(grown(circles, 0.75 * self.camera.k)))
                ground.fill(path(outlines), self.palette.ghost_line)
                ground.fill(path(shapes), self.palette.ghost)
            self._lens_grounds[with_ghost] = Sprite(ground.end(), area.topLeft())
        return self._lens_grounds[with_ghost]

    def _lens_way(self, arrow: Arrow, near: Camera) -> list[tuple[float, float]]:
        """The arrow's way in the magnifier; the same at every moment, so it is worked out once."""
        if arrow not in self._ways:
            self._ways[arrow] = arrow_points(self.figure, arrow, near, self.build)
        return self._ways[arrow]

    def _rests(self, moment: Moment) -> bool:
        """Whether no arrow belongs to the moment: it stands still, or goes on along a way of its own."""
        if not isinstance(moment, RepMoment):
            return False
        if moment.phase is RepPhase.SECOND:
            return not self.figure.motion.returns
        return moment.phase is not RepPhase.FIRST

    def _shadow(self, layer: Layer, skeleton: Skeleton, sil: Silhouette) -> None:
        """A soft patch on the ground below all that is near it."""
        camera = sil.camera
        ground = MAT_TOP if any(isinstance(p, Prism) and p.name == "mat" for p in self.figure.props) else 0.0
        flat = max(0.08, camera.toward[1])
        right, up = camera.right, camera.up
        k = camera.k
        chains: list[list[Circle]] = []
        for spheres in low_chains(skeleton, body_of(self.build)):
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
        colour = QColor(self.palette.shadow)
        colour.setAlphaF(0.16 if self.palette.name == "light" else 0.38)
        layer.painter.save()
        layer.painter.scale(1.0, flat)
        layer.painter.fillPath(path([chain(c) for c in chains]), colour)
        layer.painter.restore()


def _layer_of(prop: Prop) -> float:
    return prop.layer


def cropped(image: QImage) -> Sprite:
    """The smallest part of image that holds all its visible pixels, found on a grid of a few pixels."""
    mask = QRegion(QBitmap.fromImage(image.createAlphaMask()))
    area = mask.boundingRect().intersected(image.rect())
    return Sprite(image.copy(area), area.topLeft())


_stages: OrderedDict[tuple[object, ...], Stage] = OrderedDict()


def stage_for(
    figure: Figure, size: QSize, palette: FigurePalette, mirrored: bool, body: Build, ghost: bool, arrow: bool
) -> Stage:
    """A stage for these, made once and kept while it is among the last few used."""
    key = (figure, size.width(), size.height(), palette, mirrored, body, ghost, arrow)
    if key in _stages:
        _stages.move_to_end(key)
        return _stages[key]
    stage = Stage(figure, size, palette, mirrored=mirrored, body=body, ghost=ghost, arrow=arrow)
    _stages[key] = stage
    while len(_stages) > _KEPT_STAGES:
        _stages.popitem(last=False)
    return stage


def render_figure(
    figure: Figure,
    moment: Moment,
    size: QSize,
    palette: FigurePalette,
    *,
    mirrored: bool = False,
    body: Build = Build.A,
    ghost: bool = True,
    arrow: bool = True,
    ratio: float = 1.0,
) -> QImage:
    """A picture of size logical pixels on a transparent ground; ratio is the screen's device pixel ratio."""
    device = QSize(max(1, round(size.width() * ratio)), max(1, round(size.height() * ratio)))
    image = stage_for(figure, device, palette, mirrored, body, ghost, arrow).frame(moment)
    image.setDevicePixelRatio(ratio)
    return image


def paint_figure(
    painter: QPainter,
    figure: Figure,
    moment: Moment,
    rect: QRectF,
    palette: FigurePalette,
    *,
    mirrored: bool = False,
    body: Build = Build.A,
    ghost: bool = True,
    arrow: bool = True,
) -> None:
    """Paint the figure into rect (logical pixels) of an open painter."""
    ratio = painter.device().devicePixelRatioF()
    size = QSize(max(1, round(rect.width())), max(1, round(rect.height())))
    image = render_figure(
        figure, moment, size, palette, mirrored=mirrored, body=body, ghost=ghost, arrow=arrow, ratio=ratio
    )
    painter.drawImage(rect.topLeft(), image)
