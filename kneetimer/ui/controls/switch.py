"""A switch with the word On or Off beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from kneetimer.core.language import markc, tr
from kneetimer.ui.controls.drawn_button import DrawnButton
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.shell.theme import Theme, font

HEIGHT = 44
TRACK = QSize(44, 26)
KNOB = 20
WORD_GAP = 10
ON_WORD = markc("a switch", "On")
OFF_WORD = markc("a switch", "Off")


class Switch(DrawnButton, QCheckBox):
    """A native check box. `toggled` with its new state says that a person turned it, by whatever hand."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        wants_ring(self, HEIGHT // 2)
        theme.changed.connect(self._restyle)

    def track_rect(self) -> QRectF:
        top = (self.height() - TRACK.height()) / 2
        return QRectF(self.width() - TRACK.width(), top, TRACK.width(), TRACK.height())

    def knob_centre(self) -> QPointF:
        """At the right end of the track when on, at the left when off."""
        track = self.track_rect()
        reach = track.height() / 2
        x = track.right() - reach if self.isChecked() else track.left() + reach
        return QPointF(x, track.center().y())

    def _font(self) -> QFont:
        return font(self._theme.px(15), QFont.Weight.Medium)

    def sizeHint(self) -> QSize:
        words = QFontMetricsF(self._font())
        widest = max(words.horizontalAdvance(tr(word)) for word in (ON_WORD, OFF_WORD))
        return QSize(round(widest) + WORD_GAP + TRACK.width() + 14, HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        track = self.track_rect()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(self._font())
            painter.setPen(theme.color("soft"))
            word = QRectF(0, 0, track.left() - WORD_GAP, self.height())
            alignment = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(word, alignment, tr(ON_WORD if self.isChecked() else OFF_WORD))
            radius = track.height() / 2
            painter.setPen(QPen(theme.color("ink" if self.isChecked() else "edge"), 1.5))
            painter.setBrush(theme.color("ink" if self.isChecked() else "surface"))
            painter.drawRoundedRect(track.adjusted(0.75, 0.75, -0.75, -0.75), radius, radius)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("surface" if self.isChecked() else "edge"))
            size = KNOB / 2 if self.isChecked() else KNOB / 2 - 2
            painter.drawEllipse(self.knob_centre(), size, size)
