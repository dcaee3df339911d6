"""Shows one exercise's figure and moves it with the rep. Keeps no time: it is told each moment.

The background is transparent; the panel behind is the page's and has the palette's surface colour. While
reps repeat, frames are painted once and replayed. Nothing is repainted while the moment looks the same.
"""

import math
from collections.abc import Hashable, Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QAccessible, QHideEvent, QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneetimer.core.language import tr
from kneetimer.figure.catalogue import Catalogue, load_catalogue
from kneetimer.figure.figure import Figure
from kneetimer.figure.motion import START, Moment
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.figures.ahead import Ahead
from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.figures.frames import FigureFrames
from kneetimer.ui.figures.own_picture import draw_within

TURN_MS = 300
FADED = 0.55
_PIECE_MS = 40

Shown = tuple[str, str | None, str | None, int | None]
"""Exercise, variant, view, and the range of the easier form in percent, None for the full one."""


class FigureView(QWidget):
    """A figure at a moment. show_figure says which, show_moment says when.

    `frames` are what was painted of it, `ahead` does the work of prepare().
    """

    def __init__(self, parent: QWidget | None = None, *, catalogue: Catalogue | None = None) -> None:
        super().__init__(parent)
        self._catalogue = catalogue
        self.frames = FigureFrames()
        self._figure: Figure | None = None
        self._pictures: Mapping[str, QImage] = {}  # of exercises without a figure
        self._exercise: Shown | None = None
        self._mirrored = False
        self._moment: Moment = START
        self._faded = False
        self._foot = 0
        self._shown: Hashable = None
        self._dirty = QRect()
        self.ahead = Ahead(self)
        self._turn = QVariantAnimation(self)
        self._turn.setDuration(TURN_MS)
        self._turn.setStartValue(0.0)
        self._turn.setEndValue(1.0)
        self._turn_from = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        set_role(self, QAccessible.Role.Graphic)
        self.setAccessibleName(tr("Figure"))
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
        figure = _figure_of(self._catalogue, key)
        self.setAccessibleName(_spoken(figure, name or exercise_id.replace("-", " "), mirrored=mirrored))
        if key == self._exercise and mirrored == self._mirrored:
            return
        # Where legs change at every rep the figure goes on as it faces; nobody turns round in a walk.
        turns = (
            figure is not None
            and not figure.swaps
            and key == self._exercise
            and mirrored != self._mirrored
            and not self.frames.reduced
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

    def show_moment(self, moment: Moment) -> None:
        """Show a moment of the rep; START and STILL stand still. Repaints only if the picture changes."""
        self._moment = moment
        if self._figure is None or self._turn.state() == QVariantAnimation.State.Running:
            return
        if self._sized().key(self._figure, moment) == self._shown:
            return
        self._show_frame()

    def set_look(self, look: FigureLook) -> None:
        """Colours and body shape."""
        self._pictures = look.pictures
        if self._figure is None:
            self.update()
        if (look.palette, look.build) != (self.frames.palette, self.frames.build):
            self.frames.palette, self.frames.build = look.palette, look.build
            self.frames.forget()
            self._refresh()

    @Slot(int)
    def leave_foot(self, pixels: int) -> None:
        """Keep so many of the lowest pixels free: all is drawn smaller, and nothing is made anew for that."""
        if pixels != self._foot:
            self._foot = pixels
            self.update()

    def set_reduced_motion(self, reduced: bool) -> None:
        """With reduced motion the start and the end pose are cross-faded and sides change at once."""
        if reduced != self.frames.reduced:
            self.frames.reduced = reduced
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
        figure = _figure_of(self._catalogue, (exercise_id, variant, view, range_percent))
        if figure is not None:
            self.ahead.begin(self._sized().pieces(figure, mirrored, rep=rep))

    # FigureFrames

    def _sized(self) -> FigureFrames:
        """The frames in the size that the widget has now, on the screen that it is on now."""
        ratio = self.devicePixelRatioF()
        self.frames.size = QSize(max(1, round(self.width() * ratio)), max(1, round(self.height() * ratio)))
        return self.frames

    def _show_frame(self) -> None:
        """Ask for a repaint of what differs between the last picture and the one due."""
        if self._figure is None:
            return
        key = self._sized().key(self._figure, self._moment)
        before = self._shown
        self._shown = key
        if self._foot or self.frames.reduced or not isinstance(before, tuple) or not _same_scene(before, key):
            self.update()
            return
        stage = self._sized().stage(self._figure, self._mirrored)
        sprite = self._sized().sprite(stage, key)
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

    def _refresh(self) -> None:
        self._shown = self._sized().key(self._figure, self._moment) if self._figure is not None else None
        self._dirty = QRect(QPoint(0, 0), self._sized().size)
        self.update()

    # Ahead of time

    @Slot()
    def _turned(self) -> None:
        if self._turn.state() != QVariantAnimation.State.Running:
            self._refresh()
        else:
            self.update()

    # Painting

    def own_picture(self) -> QImage | None:
        """The person's picture of an exercise that has no figure; None where there is none of that either."""
        shown = self._exercise
        return self._pictures.get(shown[0]) if shown is not None and self._figure is None else None

    def is_empty(self) -> bool:
        """Whether there is neither a figure nor a picture to see."""
        return self._figure is None and self.own_picture() is None

    def _paint_scene(self, painter: QPainter, mirrored: bool) -> None:
        assert self._figure is not None
        frames = self._sized()
        stage = frames.stage(self._figure, mirrored)
        ratio = self.devicePixelRatioF()
        key = frames.key(self._figure, self._moment)
        if not self._faded and not self._foot:
            painter.scale(1 / ratio, 1 / ratio)
            frames.paint(painter, stage, key)
            return
        # Layers that are each a little transparent would show through one another: put together first. So
        # are those that are drawn smaller, which would not meet at their edges.
        painter.setOpacity(FADED if self._faded else 1.0)
        smaller = 1 - self._foot / max(1, self.height())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.translate((1 - smaller) * self.width() / 2, 0)
        painter.scale(smaller / ratio, smaller / ratio)
        painter.drawImage(0, 0, frames.picture(stage, key))

    def sizeHint(self) -> QSize:
        return QSize(400, 400)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 96)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setClipRect(event.rect())
            if self._figure is None:
                picture = self.own_picture()
                if picture is not None:
                    painter.setOpacity(FADED if self._faded else 1.0)
                    draw_within(painter, picture, self.rect().adjusted(0, 0, 0, -self._foot))
            elif self._turn.state() == QVariantAnimation.State.Running:
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
        self.frames.forget()
        self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        self._turn.stop()
        super().hideEvent(event)


def _spoken(figure: Figure | None, name: str, *, mirrored: bool) -> str:
    """What a screen reader says of a figure: its name, and the leg where one alone works."""
    if figure is None or len(figure.working_legs) != 1:
        return tr("Figure: {name}", name=name)
    return (
        tr("Figure: {name}, left leg", name=name) if mirrored else tr("Figure: {name}, right leg", name=name)
    )


def _figure_of(own: Catalogue | None, shown: Shown) -> Figure | None:
    """The figure of what is to be shown; None for an exercise without one."""
    exercise_id, variant, view, range_percent = shown
    catalogue = own or load_catalogue()
    if not catalogue.has(exercise_id):
        return None
    if range_percent is not None:
        return catalogue.eased(exercise_id, variant, range_percent)
    return catalogue.figure(exercise_id, variant, view)


def _same_scene(before: tuple[object, ...], key: Hashable) -> bool:
    """Whether ghost and arrow are the same in both pictures, so that only the body changed."""
    return isinstance(key, tuple) and before[0] == key[0] == "move" and before[1] == key[1]
