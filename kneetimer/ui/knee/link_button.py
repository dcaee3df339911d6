"""A button that looks like a link: underlined words, as high as any other target."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent

from kneetimer.ui.controls.button import Button


class LinkButton(Button):
    """Leads to more of the same page; what it does is a button's."""

    def sizeHint(self) -> QSize:
        size = super().sizeHint()
        return QSize(round(QFontMetricsF(self._font()).horizontalAdvance(self.text())) + 2, size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        words = self._font()
        words.setUnderline(True)
        with QPainter(self) as painter:
            painter.setPen(self._theme.color("ink"))
            painter.setFont(words)
            painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignCenter, self.text())
