"""The frames of a figure in one size and look: painted once, kept while there is room, and put together.

Knows no widget and no time: a moment is told by its frame key, and two moments with one key look the same.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage, QPainter

from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.figure.body import Build
from kneetimer.figure.figure import Figure
from kneetimer.figure.frame_store import FrameStore
from kneetimer.figure.motion import START, Moment, Shot
from kneetimer.figure.painter import Stage
from kneetimer.figure.palette import LIGHT, FigurePalette
from kneetimer.figure.sprite import Sprite

FRAMES_PER_SECOND = 24
_FEWEST_PER_SECOND = 12
_FADE_STEPS = 8
_KEPT_STAGES = 4


class FigureFrames:
    """All frames of one picture's place. A change of size or look forgets what was painted."""

    def __init__(self) -> None:
        self.palette: FigurePalette = LIGHT
        self.build = Build.A
        self.reduced = False  # the start and the end pose are cross-faded
        self._tempo_s = {RepPhase.FIRST: 2.0, RepPhase.SECOND: 2.0}
        self.size = QSize(1, 1)  # in device pixels
        self._store = FrameStore()
        self._stages: dict[Hashable, Stage] = {}

    @property
    def used_bytes(self) -> int:
        """Memory that the kept frames take."""
        return self._store.used_bytes

    def forget(self) -> None:
        """Start anew: the look or the size is another."""
        self._stages.clear()
        self._store.clear()

    def set_tempo(self, first_s: float, second_s: float) -> None:
        """How long the two movements of a rep take, so that no more frames are painted than can be seen."""
        self._tempo_s = {RepPhase.FIRST: max(0.1, first_s), RepPhase.SECOND: max(0.1, second_s)}

    def stage(self, figure: Figure, mirrored: bool) -> Stage:
        """The stage of a figure; the last few are kept."""
        key = (figure.name, mirrored, self.size.width(), self.size.height())
        stage = self._stages.pop(key, None)
        if stage is None:
            # The session says HOLD itself.
            stage = Stage(figure, self.size, self.palette, mirrored=mirrored, body=self.build, sign=False)
        self._stages[key] = stage
        while len(self._stages) > _KEPT_STAGES:
            self._stages.pop(next(iter(self._stages)))
        return stage

    def key(self, figure: Figure | None, moment: Moment) -> Hashable:
        """What the picture of a moment depends on."""
        if not isinstance(moment, RepMoment):
            return ("shot", moment)
        if moment.phase is RepPhase.HOLD:
            return ("end",)
        if moment.phase is RepPhase.PAUSE:
            return ("pause",)
        if self.reduced:
            share = min(1.0, max(0.0, (moment.fraction - 0.3) / 0.4))
            return ("fade", moment.phase, round(share * _FADE_STEPS))
        steps = self._steps(figure, moment.phase)
        return ("move", moment.phase, min(steps, math.floor(moment.fraction * steps + 1e-6)), steps)

    def sprite(self, stage: Stage, key: Hashable) -> Sprite:
        """The body at a frame key, replayed if it was painted before.

        Only the right side's frames are kept; the left side's are the same, flipped. Exercises that change
        sides at every rep would otherwise need twice the memory.
        """
        pose = self._pose(stage.figure, key)
        full = (stage.figure.name, stage.size.width(), stage.size.height(), pose)
        sprite = self._store.find(full)
        if sprite is None:
            sprite = self.stage(stage.figure, False).body(pose)
            self._store.keep(full, sprite)
        return sprite.flipped(stage.size.width()) if stage.mirrored else sprite

    def pieces(self, figure: Figure, mirrored: bool, *, rep: bool) -> Iterator[bool]:
        """The work of painting a figure ahead, a piece at a time; True once the first picture is ready."""
        yield False
        stage = self.stage(figure, mirrored)
        yield False
        stage.background(False)
        yield False
        stage.background(stage.shows_ghost(RepMoment(RepPhase.FIRST, 0.0)))
        yield False
        self.sprite(stage, ("shot", START))
        yield False
        stage.overlay(START)
        if figure.is_hold or not rep:
            return
        painted = 0
        for phase in (RepPhase.FIRST, RepPhase.SECOND):
            steps = self._steps(figure, phase)
            for step in range(steps + 1):
                # Older frames make room; a rep that alone fills the store would push out its own.
                if painted > 0.9 * self._store.bound_bytes:
                    return
                yield True
                painted += self.sprite(stage, ("move", phase, step, steps)).image.sizeInBytes()
            if figure.motion.returns:
                return

    def paint(self, painter: QPainter, stage: Stage, key: Hashable) -> None:
        """Paint the whole picture of a frame key, in device pixels."""
        match key:
            case ("fade", RepPhase() as phase, int(step)):
                share = step / _FADE_STEPS
                self._paint_fade(painter, stage, 1 - share if phase is RepPhase.SECOND else share)
                # Nothing moves, so the arrow alone says which way the movement goes.
                self._paint_over(painter, stage, RepMoment(phase, share))
            case _:
                self._paint_layers(painter, stage, key)

    def picture(self, stage: Stage, key: Hashable) -> QImage:
        """The whole picture of a frame key on a transparent ground, put together anew."""
        image = QImage(stage.size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        with QPainter(image) as painter:
            self.paint(painter, stage, key)
        return image

    def _steps(self, figure: Figure | None, phase: RepPhase) -> int:
        """How many frames a movement has: 24 a second, fewer if they would not fit into memory."""
        seconds = self._tempo_s[phase]
        # Most figures take less than half of their picture; two movements share the frames that they can.
        fit = int(self._store.bound_bytes / (0.6 * max(1, self.size.width() * self.size.height() * 4)))
        if figure is not None and figure.swaps:
            fit = fit * 2 // 5  # each leg has frames of its own
        most = max(1, math.floor(FRAMES_PER_SECOND * seconds))
        least = max(1, math.floor(_FEWEST_PER_SECOND * seconds))
        return max(least, min(most, fit))

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
        grid = max(self._steps(figure, RepPhase.FIRST), self._steps(figure, RepPhase.SECOND))
        return RepMoment(RepPhase.FIRST, round(part * grid) / grid)

    def _paint_layers(self, painter: QPainter, stage: Stage, key: Hashable) -> None:
        moment = _moment_of(key)
        painter.drawImage(0, 0, stage.background(stage.shows_ghost(moment)))
        sprite = self.sprite(stage, key)
        painter.drawImage(sprite.corner, sprite.image)
        self._paint_over(painter, stage, moment)

    def _paint_over(self, painter: QPainter, stage: Stage, moment: Moment) -> None:
        over = stage.overlay(moment)
        if over is not None:
            painter.drawImage(over.corner, over.image)

    def _paint_fade(self, painter: QPainter, stage: Stage, share: float) -> None:
        """Start pose and end pose, one fading into the other; share is how much of the end is seen."""
        poses = QImage(stage.size, QImage.Format.Format_ARGB32_Premultiplied)
        poses.fill(Qt.GlobalColor.transparent)
        with QPainter(poses) as mixed:
            # Adding what each contributes keeps what both have in common at full strength.
            mixed.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
            for frame, strength in ((("pause",), 1 - share), (("end",), share)):
                if strength > 0:
                    sprite = self.sprite(stage, frame)
                    mixed.setOpacity(strength)
                    mixed.drawImage(sprite.corner, sprite.image)
        painter.drawImage(0, 0, stage.background(False))
        painter.drawImage(0, 0, poses)


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
