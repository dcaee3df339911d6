"""Pictures of figures that stand still, drawn one piece at a time while the window stays free.

A picture is asked for with `picture` and is there at once if it was drawn before; otherwise `drawn`
says when it is. Keeps no time and shows nothing.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QPainter, QPixmap

from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.figures.own_picture import draw_within

# In memory: more than any page shows at once. A window that is dragged wider asks for each picture in every
# size on the way.
KEPT_PIXELS = 16_000_000

_Key = tuple[str, int, int]


class StillFigures(QObject):
    drawn = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._look: FigureLook | None = None
        self._made: OrderedDict[_Key, QPixmap] = OrderedDict()  # what was asked for last at its end
        self._wanted: dict[_Key, float] = {}
        self._pieces: Iterator[None] | None = None
        self._held = False
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.draw_a_piece)

    def set_look(self, look: FigureLook) -> None:
        """Colours and body shape; what was drawn in others is forgotten."""
        if look != self._look:
            self._look = look
            self._made.clear()
            self._pieces = None

    def picture(self, exercise: str, size: QSize, ratio: float) -> QPixmap | None:
        """The picture, `size` in device pixels at a screen's ratio; None until it is drawn."""
        key = (exercise, size.width(), size.height())
        made = self._made.get(key)
        if made is not None:
            self._made.move_to_end(key)
        elif key not in self._wanted:
            self._wanted[key] = ratio
            self._go()
        return made

    def hold(self, held: bool) -> None:
        """Draw nothing for now: nobody is looking."""
        self._held = held
        self._go()

    @property
    def is_drawing(self) -> bool:
        return self._timer.isActive()

    def _go(self) -> None:
        wanted = bool(self._wanted) and self._look is not None and not self._held
        if wanted != self._timer.isActive():
            self._timer.start() if wanted else self._timer.stop()

    @Slot()
    def draw_a_piece(self) -> None:
        """Draw the next piece of a picture: a few milliseconds of work."""
        if self._pieces is None:
            if not self._wanted or self._look is None:
                self._timer.stop()
                return
            self._pieces = self._draw(next(iter(self._wanted)), self._look)
        try:
            next(self._pieces)
        except StopIteration:
            self._pieces = None
            self._go()

    def _draw(self, key: _Key, look: FigureLook) -> Iterator[None]:
        exercise, width, height = key
        ratio = self._wanted[key]
        picture = _clear(QSize(width, height), ratio)
        yield from _pieces(picture, exercise, ratio, look)
        del self._wanted[key]
        self._made[key] = picture
        kept = sum(wide * high for _, wide, high in self._made)
        while kept > KEPT_PIXELS and len(self._made) > 1:
            (_, wide, high), _ = self._made.popitem(last=False)
            kept -= wide * high
        self.drawn.emit(exercise)


def still_picture(exercise: str, size: QSize, ratio: float, look: FigureLook) -> QPixmap:
    """The picture, drawn at once: for what is no window. `size` is in pixels of the device."""
    picture = _clear(size, ratio)
    for _ in _pieces(picture, exercise, ratio, look):
        pass
    return picture


def _clear(size: QSize, ratio: float) -> QPixmap:
    picture = QPixmap(size)
    picture.fill("transparent")
    picture.setDevicePixelRatio(ratio)
    return picture


def _pieces(picture: QPixmap, exercise: str, ratio: float, look: FigureLook) -> Iterator[None]:
    """Draw a figure piece by piece; nothing where there is none for an exercise."""
    # The window's first picture, which has no figure yet, does not wait for what draws them.
    from kneetimer.figure.catalogue import load_catalogue
    from kneetimer.figure.motion import STILL
    from kneetimer.figure.painter import Stage

    catalogue = load_catalogue()
    if not catalogue.has(exercise):
        if exercise in look.pictures:
            with QPainter(picture) as painter:
                painter.scale(1 / ratio, 1 / ratio)
                draw_within(painter, look.pictures[exercise], picture.rect())
        return
    figure = catalogue.figure(exercise)
    yield
    stage = Stage(figure, picture.size(), look.palette, body=look.build)
    yield
    behind = stage.background(stage.shows_ghost(STILL))
    yield
    body = stage.body(STILL)
    yield
    over = stage.overlay(STILL)
    with QPainter(picture) as painter:
        painter.scale(1 / ratio, 1 / ratio)
        painter.drawImage(0, 0, behind)
        painter.drawImage(body.corner, body.image)
        if over is not None:
            painter.drawImage(over.corner, over.image)
