"""A line of the settings: what it is, a word about it, and its control at the right or below."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneetimer.ui.theme import Theme
from kneetimer.ui.widgets.text import Text

GAP = 16


class SettingRow(QWidget):
    """A hairline parts it from the row above, except for the first."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        *controls: QWidget,
        caption: str = "",
        first: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._first = first
        self._controls = controls
        self._title = Text(theme, title, wrap=True)
        self._caption = Text(theme, caption, px=14, role="soft", wrap=True)
        self._caption.setVisible(bool(caption))
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._caption)
        words.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 7, 0, 7)
        self._box.setSpacing(10)
        self._box.addLayout(words, 1)
        self._control_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._control_row.setSpacing(8)
        for control in controls:
            self._control_row.addWidget(control)
        self._box.addLayout(self._control_row)
        theme.changed.connect(self.update)

    def caption(self) -> str:
        return self._caption.text()

    def show_title(self, text: str) -> None:
        self._title.setText(text)

    def show_caption(self, text: str, *, strong: bool = False) -> None:
        """Say a word about the setting, in bold where it has just changed something."""
        self._caption.setText(text)
        self._caption.setVisible(bool(text))
        self._caption.set_role("ink" if strong else "soft")
        self._caption.set_weight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)

    def is_stacked(self) -> bool:
        """True where the control stands under the words."""
        return self._box.direction() is QBoxLayout.Direction.TopToBottom

    def _arrange(self) -> None:
        shown = [control for control in self._controls if not control.isHidden()]
        needed = sum(control.sizeHint().width() + 8 for control in shown)
        longest_word = max((len(word) for word in self._title.text().split()), default=0)
        words = min(self._theme.px(130), self._theme.px(10 * longest_word))
        stacked = self.width() < needed + words + GAP
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if direction is not self._box.direction():
            self._box.setDirection(direction)
        side = Qt.AlignmentFlag.AlignLeft if stacked else Qt.AlignmentFlag.AlignRight
        self._box.setAlignment(self._control_row, side | Qt.AlignmentFlag.AlignVCenter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._first:
            return
        with QPainter(self) as painter:
            painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
