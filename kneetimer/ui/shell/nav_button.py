"""An entry of the side navigation: its icon and its word, with a bar at the page that is open."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAccessible, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kneetimer.ui.controls.drawn_button import DrawnButton
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.shell import icons
from kneetimer.ui.shell.theme import Theme, font

HEIGHT = 44
RADIUS = 12
ICON = 20
PADDING = 13
BAR = 4


class NavButton(DrawnButton, QAbstractButton):
    def __init__(self, theme: Theme, text: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon = icon
        self._bare = False
        set_role(self, QAccessible.Role.PageTab)
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        wants_ring(self, RADIUS)
        theme.changed.connect(self._restyle)

    def set_bare(self, bare: bool) -> None:
        """Show the icon alone, with the word as its tip, where there is little room."""
        self._bare = bare
        self.setToolTip(self.text() if bare else "")
        self._restyle()

    def icon_px(self) -> int:
        return self._theme.px(ICON)

    def _font(self, chosen: bool) -> QFont:
        return font(self._theme.px(16), QFont.Weight.DemiBold if chosen else QFont.Weight.Medium)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font(True))
        words = 0 if self._bare else 12 + metrics.horizontalAdvance(self.text())
        width = 2 * PADDING + self.icon_px() + words
        return QSize(round(width), max(HEIGHT, round(metrics.height()) + 20))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        chosen = self.isChecked()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rect = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            if chosen or self.underMouse():
                painter.setPen(QPen(theme.color("line"), 1))
                painter.setBrush(theme.color("surface" if chosen else "background"))
                painter.drawRoundedRect(rect, RADIUS, RADIUS)
            if chosen:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("ink"))
                painter.drawRoundedRect(QRectF(0, 11, BAR, self.height() - 22), 2, 2)
            px = self.icon_px()
            top = round((self.height() - px) / 2)
            colour = theme.palette.ink if chosen else theme.palette.soft
            painter.drawPixmap(PADDING, top, icons.icon(self._icon, colour, px, self.devicePixelRatioF()))
            if self._bare:
                return
            painter.setPen(theme.color("ink" if chosen else "soft"))
            painter.setFont(self._font(chosen))
            words = self.rect().adjusted(PADDING + px + 12, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
