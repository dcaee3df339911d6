"""Shows one exercise's figure and moves it with the rep. Keeps no time: it is told each moment.

The background is transparent; the panel behind is the page's and has the palette's surface colour. While
reps repeat, frames are painted once and replayed. Nothing is repainted while the moment looks the same.
"""

import math
from collections.abc import Hashable, Iterator

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QTimer, QVariantAnimation, Slot
from PySide6.QtGui import QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.figure.body import Build
from kneetimer.figure.catalogue import Catalogue, load_catalogue
from kneetimer.figure.figure import Figure
from kneetimer.figure.frame_store import FrameStore
from kneetimer.figure.motion import START, Moment, Shot
from kneetimer.figure.painter import Stage
from kneetimer.figure.palette import LIGHT, FigurePalette
from kneetimer.figure.sprite import Sprite

TURN_MS = 300
FRAMES_PER_SECOND = 24
FADED = 0.55
_FEWEST_PER_SECOND = 12
_FADE_STEPS = 8
_KEPT_STAGES = 4
_PIECE_MS = 40

Shown = tuple[str, str | None, str | None, int | None]
"""Exercise, variant, view, and the range of the easier form in percent, None for the full one."""


class FigureView(QWidget):
    """A figure at a moment. show_figure says which, show_moment says when."""

    def __init__(self, parent: QWidget | None = None, *, catalogue: Catalogue | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self._palette = LIGHT
        self._build = Build.A
        self._figure: Figure | None = None
        self._exercise: Shown | None = None
        self._mirrored = False
        self._moment: Moment = START
        self._reduced = False
        self._faded = False
        self._tempo_s = {RepPhase.FIRST: 2.0, RepPhase.SECOND: 2.0}
        self._store = FrameStore()
        self._stages: dict[Hashable, Stage] = {}
        self._shown: Hashable = None
        self._dirty = QRect()
        self._pending: Iterator[bool] | None = None
        self._has_first = True
        self._ahead = QTimer(self)
        self._turn = QVariantAnimation(self)
        self._turn.setDuration(TURN_MS)
        self._turn.setStartValue(0.0)
        self._turn.setEndValue(1.0)
        self._turn_from = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName("Figure")
        self._ahead.timeout.connect(self._prepare_a_piece)
        self._turn.valueChanged.connect(self._turned)
        self._turn.finished.connect(self._turned)

    # What is shown

    def show_figure(
        self,
        exercise_id: str,
        variant: str | None = None,
        mirrored: bool = False,
        *,
        view: str | None = None,
        name: str = "",
        range_percent: int | None = None,
    ) -> None:
        """Show an exercise's figure at its start; an exercise without one leaves the place empty.

        mirrored draws the left leg working. Going over to the other side of the same exercise turns the
        figure. name is what a screen reader says; without it the id is used. range_percent shows the easier
        form, which moves that share of the way.
        """
        key = (exercise_id, variant, view, range_percent)
        side = ""
        figure = _figure_of(self._known(), key)
        if figure is not None and len(figure.working_legs) == 1:
            side = ", left leg" if mirrored else ", right leg"
        self.setAccessibleName(f"Figure: {name or exercise_id.replace('-', ' ')}{side}")
        if key == self._exercise and mirrored == self._mirrored:
            return
        # Where legs change at every rep the figure goes on as it faces; nobody turns round in a walk.
        turns = (
            figure is not None
            and not figure.swaps
            and key == self._exercise
            and mirrored != self._mirrored
            and not self._reduced
            and self.isVisible()
        )
        self._turn.stop()
        self._exercise = key
        self._figure = figure
        self._turn_from = self._mirrored
        self._mirrored = mirrored
        if turns:
            self._turn.start()
        self._refresh()

    def clear(self) -> None:
        """Show nothing."""
        self._exercise = None
        self._figure = None
        self._turn.stop()
        self._refresh()

    def show_moment(self, moment: Moment) -> None:
        """Show a moment of the rep; START and STILL stand still. Repaints only if the picture changes."""
        self._moment = moment
        if self._figure is None or self._turn.state() == QVariantAnimation.State.Running:
            return
        if self._frame_key(moment) == self._shown:
            return
        self._show_frame()

    def set_tempo(self, first_s: float, second_s: float) -> None:
        """How long the two movements of a rep take, so that no more frames are painted than can be seen."""
        self._tempo_s = {RepPhase.FIRST: max(0.1, first_s), RepPhase.SECOND: max(0.1, second_s)}

    def set_palette(self, palette: FigurePalette) -> None:
        """Colours, from figure_palette(dark, skin)."""
        if palette != self._palette:
            self._palette = palette
            self._forget()

    def set_build(self, build: Build) -> None:
        """Body shape."""
        if build is not self._build:
            self._build = build
            self._forget()

    def set_reduced_motion(self, reduced: bool) -> None:
        """With reduced motion the start and the end pose are cross-faded and sides change at once."""
        if reduced != self._reduced:
            self._reduced = reduced
            self._turn.stop()
            self._refresh()

    def set_faded(self, faded: bool) -> None:
        """Paler while the session is paused."""
        if faded != self._faded:
            self._faded = faded
            self.update()

    def prepare(
        self,
        exercise_id: str,
        variant: str | None = None,
        mirrored: bool = False,
        *,
        view: str | None = None,
        rep: bool = True,
        range_percent: int | None = None,
    ) -> None:
        """Paint the exercise that comes next ahead, in small pieces: its first picture soon, then its rep.

        Without `rep` the first picture alone, for times in which another figure moves.
        """
        self._pending = self._pieces((exercise_id, variant, view, range_percent), mirrored, rep)
        self._has_first = False
        self._ahead.start(0)

    @property
    def cached_bytes(self) -> int:
        """Memory that the frames kept for replay take."""
        return self._store.used_bytes

    @property
    def is_preparing(self) -> bool:
        """Whether the first picture that prepare() was asked for is still to come."""
        return not self._has_first

    # Frames

    def _known(self) -> Catalogue:
        if self._catalogue is None:
            self._catalogue = load_catalogue()
        return self._catalogue

    def _device_size(self) -> QSize:
        ratio = self.devicePixelRatioF()
        return QSize(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))

    def _stage(self, figure: Figure, mirrored: bool) -> Stage:
        size = self._device_size()
        key = (figure.name, mirrored, size.width(), size.height())
        stage = self._stages.pop(key, None)
        if stage is None:
            stage = Stage(
                figure,
                size,
                self._palette,
                mirrored=mirrored,
                body=self._build,
                sign=False,  # the session says HOLD itself
            )
        self._stages[key] = stage
        while len(self._stages) > _KEPT_STAGES:
            self._stages.pop(next(iter(self._stages)))
        return stage

    def _steps(self, phase: RepPhase) -> int:
        """How many frames a movement has: 24 a second, fewer if they would not fit into memory."""
        seconds = self._tempo_s[phase]
        size = self._device_size()
        # Most figures take less than half of their picture; two movements share the frames that they can.
        fit = int(self._store.bound_bytes / (0.6 * max(1, size.width() * size.height() * 4)))
        if self._figure is not None and self._figure.swaps:
            fit = fit * 2 // 5  # each leg has frames of its own
        most = max(1, math.floor(FRAMES_PER_SECOND * seconds))
        least = max(1, math.floor(_FEWEST_PER_SECOND * seconds))
        return max(least, min(most, fit))

    def _frame_key(self, moment: Moment) -> Hashable:
        """What the picture of a moment depends on: two moments with one key look the same."""
        if not isinstance(moment, RepMoment):
            return ("shot", moment)
        if moment.phase is RepPhase.HOLD:
            return ("end",)
        if moment.phase is RepPhase.PAUSE:
            return ("pause",)
        if self._reduced:
            share = min(1.0, max(0.0, (moment.fraction - 0.3) / 0.4))
            return ("fade", moment.phase, round(share * _FADE_STEPS))
        steps = self._steps(moment.phase)
        return ("move", moment.phase, min(steps, math.floor(moment.fraction * steps + 1e-6)), steps)

    def _pose(self, figure: Figure, key: Hashable) -> RepMoment | Shot:
        """The moment whose body serves a frame key: a way back along the way out takes its frames."""
        moment = _moment_of(key)
        if not isinstance(moment, RepMoment):
            return moment
        if moment.phase is RepPhase.HOLD:
            return RepMoment(RepPhase.FIRST, 1.0)
        if moment.phase is RepPhase.PAUSE:
            return RepMoment(RepPhase.FIRST, 0.0)
        if not figure.motion.returns:
            return moment
        part = moment.fraction if moment.phase is RepPhase.FIRST else 1.0 - moment.fraction
        grid = max(self._steps(RepPhase.FIRST), self._steps(RepPhase.SECOND))
        return RepMoment(RepPhase.FIRST, round(part * grid) / grid)

    def _sprite(self, stage: Stage, key: Hashable) -> Sprite:
        """The body at a frame key, replayed if it was painted before.

        Only the right side's frames are kept; the left side's are the same, flipped. Exercises that change
        sides at every rep would otherwise need twice the memory.
        """
        pose = self._pose(stage.figure, key)
        full = (stage.figure.name, stage.size.width(), stage.size.height(), pose)
        sprite = self._store.find(full)
        if sprite is None:
            sprite = self._stage(stage.figure, False).body(pose)
            self._store.keep(full, sprite)
        return sprite.flipped(stage.size.width()) if stage.mirrored else sprite

    def _show_frame(self) -> None:
        """Ask for a repaint of what differs between the last picture and the one due."""
        if self._figure is None:
            return
        key = self._frame_key(self._moment)
        before = self._shown
        self._shown = key
        if self._reduced or not isinstance(before, tuple) or not self._same_scene(before, key):
            self.update()
            return
        stage = self._stage(self._figure, self._mirrored)
        sprite = self._sprite(stage, key)
        area = QRect(sprite.corner, sprite.image.size())
        ratio = self.devicePixelRatioF()
        both = area.united(self._dirty)
        self._dirty = area
        self.update(
            QRect(
                math.floor(both.x() / ratio) - 1,
                math.floor(both.y() / ratio) - 1,
                math.ceil(both.width() / ratio) + 3,
                math.ceil(both.height() / ratio) + 3,
            )
        )

    @staticmethod
    def _same_scene(before: tuple[object, ...], key: Hashable) -> bool:
        """Whether ghost and arrow are the same in both pictures, so that only the body changed."""
        return isinstance(key, tuple) and before[0] == key[0] == "move" and before[1] == key[1]

    def _refresh(self) -> None:
        self._shown = self._frame_key(self._moment) if self._figure is not None else None
        self._dirty = QRect(QPoint(0, 0), self._device_size())
        self.update()

    def _forget(self) -> None:
        self._stages.clear()
        self._store.clear()
        self._refresh()

    # Ahead of time

    def _pieces(self, shown: Shown, mirrored: bool, rep: bool) -> Iterator[bool]:
        """The work of prepare(), a piece at a time; True once the first picture is ready."""
        figure = _figure_of(self._known(), shown)
        if figure is None:
            return
        yield False
        stage = self._stage(figure, mirrored)
        yield False
        stage.background(False)
        yield False
        stage.background(stage.shows_ghost(RepMoment(RepPhase.FIRST, 0.0)))
        yield False
        self._sprite(stage, ("shot", START))
        yield False
        stage.overlay(START)
        if figure.is_hold or not rep:
            return
        painted = 0
        for phase in (RepPhase.FIRST, RepPhase.SECOND):
            steps = self._steps(phase)
            for step in range(steps + 1):
                # Older frames make room; a rep that alone fills the store would push out its own.
                if painted > 0.9 * self._store.bound_bytes:
                    return
                yield True
                painted += self._sprite(stage, ("move", phase, step, steps)).image.sizeInBytes()
            if figure.motion.returns:
                return

    @Slot()
    def _prepare_a_piece(self) -> None:
        if self._pending is None:
            self._ahead.stop()
            return
        try:
            if next(self._pending):
                # The first picture is there; the frames of the rep have time.
                self._has_first = True
                self._ahead.setInterval(_PIECE_MS)
        except StopIteration:
            self._pending = None
            self._has_first = True
            self._ahead.stop()

    @Slot()
    def _turned(self) -> None:
        if self._turn.state() != QVariantAnimation.State.Running:
            self._refresh()
        else:
            self.update()

    # Painting

    def _paint_scene(self, painter: QPainter, mirrored: bool) -> None:
        assert self._figure is not None
        stage = self._stage(self._figure, mirrored)
        ratio = self.devicePixelRatioF()
        key = self._frame_key(self._moment)
        fading = isinstance(key, tuple) and key[0] == "fade"
        if not (fading or self._faded):
            painter.scale(1 / ratio, 1 / ratio)
            self._paint_layers(painter, stage, key)
            return
        # Layers that are each a little transparent would show through one another: put together first.
        image = QImage(stage.size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        with QPainter(image) as inner:
            if isinstance(key, tuple) and fading:
                self._paint_fade(inner, stage, key)
            else:
                self._paint_layers(inner, stage, key)
        painter.setOpacity(FADED if self._faded else 1.0)
        painter.scale(1 / ratio, 1 / ratio)
        painter.drawImage(0, 0, image)

    def _paint_layers(self, painter: QPainter, stage: Stage, key: Hashable) -> None:
        moment = _moment_of(key)
        painter.drawImage(0, 0, stage.background(stage.shows_ghost(moment)))
        sprite = self._sprite(stage, key)
        painter.drawImage(sprite.corner, sprite.image)
        over = stage.overlay(moment)
        if over is not None:
            painter.drawImage(over.corner, over.image)

    def _paint_fade(self, painter: QPainter, stage: Stage, key: tuple[object, ...]) -> None:
        """Start pose and end pose, one fading into the other."""
        step = key[2]
        assert isinstance(step, int)
        share = step / _FADE_STEPS
        if key[1] is RepPhase.SECOND:
            share = 1 - share
        poses = QImage(stage.size, QImage.Format.Format_ARGB32_Premultiplied)
        poses.fill(Qt.GlobalColor.transparent)
        with QPainter(poses) as mixed:
            # Adding what each contributes keeps what both have in common at full strength.
            mixed.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
            for frame, strength in ((("pause",), 1 - share), (("end",), share)):
                if strength > 0:
                    sprite = self._sprite(stage, frame)
                    mixed.setOpacity(strength)
                    mixed.drawImage(sprite.corner, sprite.image)
        painter.drawImage(0, 0, stage.background(False))
        painter.drawImage(0, 0, poses)

    def sizeHint(self) -> QSize:
        return QSize(400, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._figure is None:
            return
        with QPainter(self) as painter:
            painter.setClipRect(event.rect())
            if self._turn.state() == QVariantAnimation.State.Running:
                # A turn about the upright axis: the old side narrows to a line, the new one widens from it.
                part = float(self._turn.currentValue())
                width = abs(math.cos(math.pi * part))
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
                painter.translate(self.width() / 2, 0)
                painter.scale(max(0.02, width), 1)
                painter.translate(-self.width() / 2, 0)
                self._paint_scene(painter, self._turn_from if part < 0.5 else self._mirrored)
            else:
                self._paint_scene(painter, self._mirrored)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._forget()

    def hideEvent(self, event: QHideEvent) -> None:
        self._turn.stop()
        super().hideEvent(event)


def _figure_of(catalogue: Catalogue, shown: Shown) -> Figure | None:
    """The figure of what is to be shown; None for an exercise without one."""
    exercise_id, variant, view, range_percent = shown
    if not catalogue.has(exercise_id):
        return None
    if range_percent is not None:
        return catalogue.eased(exercise_id, variant, range_percent)
    return catalogue.figure(exercise_id, variant, view)


def _moment_of(key: Hashable) -> Moment:
    match key:
        case ("shot", Shot() as shot):
            return shot
        case ("end",):
            return RepMoment(RepPhase.HOLD, 0.0)
        case ("pause",):
            return RepMoment(RepPhase.PAUSE, 0.0)
        case ("move", RepPhase() as phase, int(step), int(steps)):
            return RepMoment(phase, step / steps)
    raise AssertionError(key)
