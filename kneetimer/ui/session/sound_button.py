"""A switch on the stage for what is heard, which shows from far whether it is on: a sign and its key.

Off is told by shape, not by colour: the border is dashed and the sign struck through.
"""

from __future__ import annotations

import enum

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.session import stage_words as words
from kneetimer.ui.session.key_button import FOCUS_RING, PRESS_KEYS
from kneetimer.ui.session.stage_text import words_font
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.text.key_names import shown_key

RADIUS = 14.0
SIGN = 30.0
LETTER_PX = 17


class Heard(enum.Enum):
    SOUNDS = "sounds"
    VOICE = "voice"


KEYS = {Heard.SOUNDS: "M", Heard.VOICE: "V"}


class SoundButton(QPushButton):
    """Checked while it can be heard."""

    def __init__(self, theme: Theme, heard: Heard, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._heard = heard
        self._scale = 1.0
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(tr(words.HEARD[heard.value]))
        theme.changed.connect(self._restyle)
        self._restyle()

    def _letter(self) -> str:
        return shown_key(KEYS[self._heard], letter_keys=self._theme.letter_keys)

    @Slot()
    def _restyle(self) -> None:
        self.setToolTip(words.tip_with_key(tr(words.HEARD_TIPS[self._heard.value]), self._letter()))
        self.update()

    def set_scale(self, scale: float) -> None:
        self._scale = scale
        self.update()

    def show_on(self, on: bool) -> None:
        """Show a state that a person did not choose here."""
        self.blockSignals(True)
        self.setChecked(on)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # As the buttons of the bar: what is no press belongs to the session.
        if event.key() in PRESS_KEYS and not event.isAutoRepeat():
            self.click()
            return
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        scale, on = self._scale, self.isChecked()
        ink = self._theme.color("ink")
        stroke = (FOCUS_RING if self.hasFocus() else 2.0) * max(1.0, scale)
        border = QPen(self._theme.color("focus") if self.hasFocus() else ink, stroke)
        if not on:
            border.setDashPattern([3, 2])
        box = QRectF(self.rect()).adjusted(stroke / 2, stroke / 2, -stroke / 2, -stroke / 2)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(border)
            painter.setBrush(self._theme.color("raised" if self.underMouse() else "surface"))
            painter.drawRoundedRect(box, RADIUS * scale, RADIUS * scale)
            painter.setPen(QPen(ink, 2.4 * scale, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            letter = self._letter()
            share = 0.36 if letter else 0.5
            self._draw_sign(painter, QPointF(box.center().x(), box.top() + box.height() * share), on)
            chosen = words_font(LETTER_PX * scale, QFont.Weight.Bold)
            painter.setFont(chosen)
            painter.setPen(ink)
            metrics = QFontMetricsF(chosen)
            left = box.center().x() - metrics.horizontalAdvance(letter) / 2
            painter.drawText(QPointF(left, box.bottom() - 6 * scale), letter)

    def _draw_sign(self, painter: QPainter, middle: QPointF, on: bool) -> None:
        painter.save()
        painter.translate(middle)
        unit = SIGN * self._scale / 24
        painter.scale(unit, unit)
        pen = painter.pen()
        pen.setWidthF(2.0)
        painter.setPen(pen)
        path = QPainterPath()
        if self._heard is Heard.SOUNDS:
            path.moveTo(-10, -3)
            for x, y in ((-6, -3), (-1, -8), (-1, 8), (-6, 3), (-10, 3)):
                path.lineTo(x, y)
            path.closeSubpath()
            if on:
                for reach in (5.0, 9.0):
                    wave = QRectF(1 - reach, -reach, 2 * reach, 2 * reach)
                    path.arcMoveTo(wave, -40)
                    path.arcTo(wave, -40, 80)
        else:
            path.addRoundedRect(QRectF(-10, -9, 20, 14), 3, 3)
            path.moveTo(-5, 5)
            path.lineTo(-5, 10)
            path.lineTo(1, 5)
            if on:
                path.moveTo(-5, -2)
                path.lineTo(5, -2)
        painter.drawPath(path)
        if not on:
            painter.drawLine(QPointF(-10, -10), QPointF(11, 10))
        painter.restore()
