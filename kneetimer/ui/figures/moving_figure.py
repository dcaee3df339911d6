"""A figure that moves at its exercise's tempo, by a clock of its own that stands while nobody sees it.

After some reps it rests, until it shows something else or is asked to play; with less motion it waits for
that from the start. While another window has the keyboard it stands still.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from kneetimer.core import pacing
from kneetimer.core.exercise import Tempo
from kneetimer.figure.catalogue import load_catalogue
from kneetimer.figure.motion import STILL
from kneetimer.ui.controls.card import Card
from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.figures.figure_view import FigureView
from kneetimer.ui.figures.frames import FRAMES_PER_SECOND
from kneetimer.ui.shell.theme import Theme

FRONT = "front"
REPS_SHOWN = 5  # enough to follow one with one's eyes and to try it; then nothing is painted any more


class MovingFigure(Card):
    """`playing_changed` says when it starts or stops by itself or by `set_playing`."""

    playing_changed = Signal(bool)

    def __init__(
        self, theme: Theme, clock: Callable[[], float] = monotonic, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, parent, role="raised", margin=10, radius=12, outline=None)
        self._clock = clock
        self._tempo: Tempo | None = None
        self._exercise = ""
        self._variant: str | None = None
        self._view: str | None = None
        self._name = ""
        self._alternates = False
        self._left = False
        self._playing = True
        self._rests = False  # stopped by itself
        self._is_behind = False  # another window has the keyboard
        self._reduced = False
        self._from_s = clock()
        self.figure = FigureView()
        self.column.addWidget(self.figure, 1)
        self._timer = QTimer(self)
        self._timer.setInterval(1000 // FRAMES_PER_SECOND)
        self._timer.timeout.connect(self.show_now)

    def show_exercise(
        self, exercise: str, variant: str | None, name: str, tempo: Tempo, *, alternates: bool
    ) -> None:
        """Show a way to do an exercise from the start of its first rep."""
        if (exercise, variant, tempo) == (self._exercise, self._variant, self._tempo):
            return
        self._exercise, self._variant, self._name, self._tempo = exercise, variant, name, tempo
        self._alternates = alternates
        if not self.has_front():
            self._view = None
        self._from_s = self._clock()
        self.figure.frames.set_tempo(tempo.first_ms / 1000, tempo.second_ms / 1000)
        self._show_anew()

    def set_left(self, left: bool) -> None:
        """Which leg works; without a word about it, it is the right one."""
        self._left = left
        self._show_anew()

    def set_front(self, front: bool) -> None:
        """Look from the front where there is such a picture, or else from the side."""
        self._view = FRONT if front and self.has_front() else None
        self._show_anew()

    def has_front(self) -> bool:
        """Whether there is a picture from the front of what is shown."""
        catalogue = load_catalogue()
        return catalogue.has(self._exercise, self._variant, FRONT) or (
            self._variant is None and catalogue.has(self._exercise, None, FRONT)
        )

    def set_look(self, look: FigureLook) -> None:
        self.figure.set_look(look)

    def set_reduced_motion(self, reduced: bool) -> None:
        if reduced != self._reduced:
            self._reduced = reduced
            self.figure.set_reduced_motion(reduced)
            self.set_playing(not reduced)

    def set_playing(self, playing: bool) -> None:
        self._rests = False
        if playing == self._playing:
            return
        self._playing = playing
        self._from_s = self._clock()
        self._run()
        self.show_now()
        self.playing_changed.emit(playing)

    def is_playing(self) -> bool:
        return self._playing

    @Slot()
    def show_now(self) -> None:
        """Show the moment that the clock is at."""
        if self._tempo is None:
            return
        position_ms = max(0, round((self._clock() - self._from_s) * 1000))
        if self._timer.isActive() and position_ms >= REPS_SHOWN * self._tempo.rep_ms:
            self.set_playing(False)
            self._rests = True
            return
        left = self._left
        if self._alternates:
            left = pacing.reps_completed(self._tempo, position_ms) % 2 == 0  # left first, as everywhere
        self.figure.show_figure(self._exercise, self._variant, left, view=self._view, name=self._name)
        self.figure.show_moment(pacing.rep_moment(self._tempo, position_ms) if self._playing else STILL)

    def _show_anew(self) -> None:
        """Show something else: what rested moves again."""
        if self._rests:
            self.set_playing(True)
        self.show_now()

    def _run(self) -> None:
        if self._playing and self.isVisible() and not self._is_behind:
            self._timer.start()
        else:
            self._timer.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._is_behind = False  # it hears nothing of the window while it is hidden
        self._from_s = self._clock()
        self._run()
        self._show_anew()

    def event(self, event: QEvent) -> bool:
        # An ActivationChange comes to the window alone, these two to all that is seen in it.
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            was_behind, self._is_behind = self._is_behind, event.type() is QEvent.Type.WindowDeactivate
            if was_behind:
                self._from_s = self._clock()  # the reps that nobody was shown are not counted
            self._run()
        return super().event(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        super().hideEvent(event)
