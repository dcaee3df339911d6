"""One fade over the whole stage, for sessions without sound.

At most one a second and 400 ms long, in grey only; with reduced motion a plain border that
neither moves nor fades.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QVariantAnimation, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kneetimer.ui.shell.theme import Theme

FADE_MS = 400
LEAST_BETWEEN_S = 1.0
STRONGEST = 0.4
BORDER = 16


class FlashVeil(QWidget):
    def __init__(self, theme: Theme, clock: Callable[[], float], parent: QWidget | None = None) -> None:
        """`clock` gives seconds that never run backwards."""
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._last_s: float | None = None
        self._reduced_motion = False
        self._opacity = 0.0
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        self._fade = QVariantAnimation(self)
        self._fade.setDuration(FADE_MS)
        self._fade.setStartValue(STRONGEST)
        self._fade.setEndValue(0.0)
        self._fade.valueChanged.connect(self._faded)
        self._fade.finished.connect(self.hide)

    def set_reduced_motion(self, reduced: bool) -> None:
        self._reduced_motion = reduced

    def flash(self) -> bool:
        """Start one fade; False where the last one was less than a second ago."""
        now = self._clock()
        if self._last_s is not None and now - self._last_s < LEAST_BETWEEN_S:
            return False
        self._last_s = now
        self._opacity = STRONGEST
        self.show()
        self.raise_()
        self._fade.start()
        return True

    @Slot(object)
    def _faded(self, value: float) -> None:
        if not self._reduced_motion:
            self._opacity = float(value)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        ink = self._theme.color("ink")
        with QPainter(self) as painter:
            if self._reduced_motion:
                painter.setPen(QPen(ink, BORDER, j=Qt.PenJoinStyle.MiterJoin))
                half = BORDER / 2
                painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
                return
            ink.setAlphaF(self._opacity)
            painter.fillRect(event.rect(), ink)
