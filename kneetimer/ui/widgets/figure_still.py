"""A figure that stands still, for lists and cards. Does not move and does not follow a session.

Pictures are painted one at a time between other events, so a page full of them opens at once and fills.
"""

from collections import deque
from weakref import ref

import shiboken6
from PySide6.QtCore import QObject, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kneetimer.figure.body import Build
from kneetimer.figure.catalogue import load_catalogue
from kneetimer.figure.motion import STILL, Shot
from kneetimer.figure.painter import render_figure
from kneetimer.figure.palette import LIGHT, FigurePalette


class _Easel(QObject):
    """Lets the waiting stills paint, one at each turn of the event loop."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: deque[ref[FigureStill]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    def ask(self, still: "FigureStill") -> None:
        self._waiting.append(ref(still))
        self._timer.start()

    @Slot()
    def _next(self) -> None:
        while self._waiting:
            still = self._waiting.popleft()()
            # A page that was closed has taken its stills along, though Python may still hold them.
            if still is not None and shiboken6.isValid(still) and still.paint_now():
                return
        self._timer.stop()


_easels: list[_Easel] = []


def _easel() -> _Easel:
    if not _easels:
        _easels.append(_Easel())
    return _easels[0]


class FigureStill(QWidget):
    """One figure as it is at the end of its movement, with ghost and arrow; the background is transparent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exercise: tuple[str, str | None, str | None] | None = None
        self._mirrored = False
        self._shot = STILL
        self._palette = LIGHT
        self._build = Build.A
        self._picture: QImage | None = None
        self._asked = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_figure(
        self,
        exercise_id: str,
        variant: str | None = None,
        mirrored: bool = False,
        *,
        view: str | None = None,
        shot: Shot = STILL,
        name: str = "",
    ) -> None:
        """Show an exercise; one without a figure leaves the place empty. name is for screen readers."""
        self.setAccessibleName(f"Figure: {name or exercise_id.replace('-', ' ')}")
        self._exercise = (exercise_id, variant, view)
        self._mirrored = mirrored
        self._shot = shot
        self._paint_anew()

    def set_palette(self, palette: FigurePalette) -> None:
        """Colours, from figure_palette(dark, skin)."""
        if palette != self._palette:
            self._palette = palette
            self._paint_anew()

    def set_build(self, build: Build) -> None:
        """Body shape."""
        if build is not self._build:
            self._build = build
            self._paint_anew()

    @property
    def is_ready(self) -> bool:
        """Whether the picture is there."""
        return self._picture is not None

    def paint_now(self) -> bool:
        """Make the picture if it is still wanted; whether there was something to do."""
        self._asked = False
        if self._exercise is None or self._picture is not None or not self.isVisible():
            return False
        catalogue = load_catalogue()
        if not catalogue.has(self._exercise[0]):
            return False
        self._picture = render_figure(
            catalogue.figure(*self._exercise),
            self._shot,
            self.size(),
            self._palette,
            mirrored=self._mirrored,
            body=self._build,
            ratio=self.devicePixelRatioF(),
        )
        self.update()
        return True

    def _paint_anew(self) -> None:
        self._picture = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, 160)

    def minimumSizeHint(self) -> QSize:
        return QSize(64, 64)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._picture is None:
            # Only what is seen asks to be painted: a long list costs what of it is on screen.
            if not self._asked and self._exercise is not None:
                self._asked = True
                _easel().ask(self)
            return
        with QPainter(self) as painter:
            painter.drawImage(0, 0, self._picture)
