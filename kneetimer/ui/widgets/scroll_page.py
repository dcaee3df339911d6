"""A page that scrolls when it is too small, with its content in one column of readable width."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kneetimer.ui.theme import Theme

MARGIN = 32
WIDEST = 1320


class ScrollPage(QScrollArea):
    """Put the page's widgets into `column`. The keys of a page reach the page, not the scroll bar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, widest: int = WIDEST) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widest = widest
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setSpacing(16)
        self.setWidget(inside)
        theme.changed.connect(self._set_margins)
        self._set_margins()

    def content_width(self) -> int:
        """The width of the column in pixels."""
        return self.viewport().width() - 2 * self._side_margin()

    def _side_margin(self) -> int:
        widest = self._theme.px(self._widest)
        return max(MARGIN, (self.viewport().width() - widest) // 2)

    @Slot()
    def _set_margins(self) -> None:
        side = self._side_margin()
        self.column.setContentsMargins(side, 20, side, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_margins()
        super().resizeEvent(event)
