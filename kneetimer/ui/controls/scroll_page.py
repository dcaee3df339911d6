"""A page that scrolls when it is too small, with its content in one column of readable width."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.ui.controls.scroll_box import ScrollBox
from kneetimer.ui.shell.theme import Theme

MARGIN = 32
WIDEST = 1320


class ScrollPage(ScrollBox):
    """Put the page's widgets into `column`; `width_changed` says that they have more or less room."""

    width_changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, widest: int = WIDEST) -> None:
        super().__init__(parent)
        self._theme = theme
        self._widest = widest
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setSpacing(16)
        self.setWidget(inside)
        theme.changed.connect(self._set_margins)
        self._set_margins()

    def content_width(self) -> int:
        """The width of the column in pixels."""
        return self.viewport().width() - 2 * self.side_margin()

    def side_margin(self) -> int:
        """The room at each side of the column."""
        widest = self._theme.px(self._widest)
        return max(MARGIN, (self.viewport().width() - widest) // 2)

    def add_centred(self, widget: QWidget) -> None:
        """Put a single widget into the middle of the page."""
        self.column.setSpacing(0)
        self.column.addStretch(1)
        self.column.addWidget(widget)
        self.column.addStretch(1)

    @Slot()
    def _set_margins(self) -> None:
        side = self.side_margin()
        self.column.setContentsMargins(side, 20, side, 24)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._set_margins()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.width_changed.emit()
