"""Paints a figure at a moment: ground shadow, ghost, props, body, arrow, hold sign. Keeps no time and
opens no window.

The picture is transparent; the panel behind is the caller's, in the palette's surface colour. Data always
describes the right leg working; mirrored flips the picture, which makes it the left, or draws the other leg's
rep where legs change at every one.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.figure.body import Build, body_of
from kneetimer.figure.body_ink import GAP, BodyInk
from kneetimer.figure.body_painter import BodyPainter
from kneetimer.figure.figure import Figure
from kneetimer.figure.framing import arrow_points, fit, followed, prop_points
from kneetimer.figure.ink import Layer, new_paper, path
from kneetimer.figure.lens_painter import LensPainter
from kneetimer.figure.motion import START, STILL, Moment
from kneetimer.figure.other_leg import other_leg
from kneetimer.figure.outline import swollen
from kneetimer.figure.palette import FigurePalette
from kneetimer.figure.prop import Disc, Loop, is_moving, point_of
from kneetimer.figure.prop_painter import paint_band_back, paint_prop, prop_polygons
from kneetimer.figure.rig import Skeleton
from kneetimer.figure.shadow_painter import paint_shadow
from kneetimer.figure.sign_painter import draw_arrow, draw_guide, draw_stopwatch
from kneetimer.figure.silhouette import Silhouette, see
from kneetimer.figure.sprite import Sprite, cropped
from kneetimer.figure.still_painter import is_still, paint_ghost, paint_still_props


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
        self._overlays: dict[tuple[str | None, bool], Sprite | None] = {}
        self._lens: LensPainter | None = None
        if figure.lens is not None:
            width = self.size.width()
            self._lens = LensPainter(figure.lens, figure, body, self.camera, palette, width, mirrored)

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

    def overlay(self, moment: Moment) -> Sprite | None:
        """What lies over the figure at a moment: the arrow, forwards or back, and the hold sign; made
        once each.
        """
        # With a magnifier the arrow is in it, where there is room for it.
        way = self._way(moment) if self.figure.lens is None else None
        sign = self.sign and self.figure.sign is not None and moment is STILL
        key = (way, sign)
        if key not in self._overlays:
            self._overlays[key] = None if way is None and not sign else self._painted_overlay(*key)
        return self._overlays[key]

    def body(self, moment: Moment) -> Sprite:
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
            if is_still(figure, prop):
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
        paint_shadow(sprite, figure, skeleton, sil, self.build, palette)
        sprite.stamp(layer, sprite.rect)
        for guide in figure.guides:
            draw_guide(sprite.painter, guide, skeleton, camera, palette)
        if self._lens is not None:
            self._lens.paint(sprite, skeleton, with_ghost=self.shows_ghost(moment), way=self._way(moment))
        return Sprite(sprite.end(), area.topLeft())

    def _area(self, skeleton: Skeleton, sil: Silhouette) -> QRect:
        """The device pixels that the figure and its props may touch at a moment."""
        left = top = 1e9
        right = bottom = -1e9
        camera, k = sil.camera, sil.camera.k
        spots = [(x, y, r) for _c, circles in sil.everything(self.figure.layout, True) for x, y, r in circles]
        for prop in self.figure.props:
            if not is_still(self.figure, prop):
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

    def _painted_background(self, with_ghost: bool) -> QImage:
        layer = self._layer()
        figure, palette = self.figure, self.palette
        skeleton = figure.skeleton(START, self.build)
        camera = self.camera
        paint_still_props(layer, figure, skeleton, camera, palette)
        if with_ghost:
            body = body_of(self.build)
            sil = see(skeleton, body, camera)
            line = 0.75 * camera.k
            layer.painter.setPen(QPen(QColor(palette.ghost_line), line))
            layer.painter.setBrush(Qt.BrushStyle.NoBrush)
            for prop in figure.props:
                # Filled weights would hide the ghost's limbs and read as limbs; plates alone say enough.
                if is_moving(prop) and isinstance(prop, Disc):
                    layer.painter.drawPath(path(prop_polygons(prop, skeleton, camera)))
            layer.painter.setPen(Qt.PenStyle.NoPen)
            paint_ghost(layer, sil.everything(figure.layout, body.long_hair), line, palette)
        return layer.end()

    def _painted_overlay(self, way: str | None, sign: bool) -> Sprite:
        layer = self._layer()
        if way is not None:
            for one in self.figure.arrows:
                points = arrow_points(self.figure, one, self.camera, self.build)
                if way == "back":
                    points.reverse()
                draw_arrow(layer.painter, points, self.camera.k, self.palette, swings=one.swings and not way)
        if sign and self.figure.sign is not None:
            draw_stopwatch(layer.painter, self.figure.sign, self.camera, self.palette, mirrored=self.mirrored)
        return cropped(layer.end())

    def _way(self, moment: Moment) -> str | None:
        """Which way an arrow points: "on", "back", "" for both; None where no arrow belongs: the figure
        stands still, or goes on along a way of its own.
        """
        if not self.arrow or not self.figure.arrows:
            return None
        if not isinstance(moment, RepMoment):
            return ""
        if moment.phase is RepPhase.SECOND:
            return "back" if self.figure.motion.returns else None
        return "on" if moment.phase is RepPhase.FIRST else None
