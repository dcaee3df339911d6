"""The head of the Progress page: its title, the headline, and the buttons."""

from __future__ import annotations

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.weeks import WeekSpan
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.menu_button import MenuButton
from kneetimer.ui.controls.text import Text
from kneetimer.ui.progress import words
from kneetimer.ui.shell.theme import Theme

SPANS = tuple(WeekSpan)


class ProgressHeader(QWidget):
    """What the page is called and says in a line, and its buttons: beside it in a `row`, or below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._buttons: list[QWidget] = []
        self._shows_buttons = True
        self.headline = Text(theme, "", px=16, role="soft", wrap=True)
        self.range = MenuButton(theme, tr(words.RANGE))
        self.range.show_choices([tr(words.SPANS[span]) for span in SPANS], 0)
        titles = QVBoxLayout()
        titles.setSpacing(2)
        titles.addWidget(Text(theme, tr(words.TITLE), px=30, weight=QFont.Weight.Bold, display=True))
        titles.addWidget(self.headline)
        self._flow = Flow(gap=10)
        self._flow.addWidget(self.range)
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(10)
        self.row.addLayout(titles, 1)
        self.row.addLayout(self._flow)

    def add_button(self, button: QWidget) -> None:
        """Put a button at the right, such as the one for the report."""
        self._flow.addWidget(button)
        self.setTabOrder(self._buttons[-1] if self._buttons else self.range, button)
        self._buttons.append(button)
        button.setVisible(self._shows_buttons)

    def show_buttons(self, shown: bool) -> None:
        self._shows_buttons = shown
        for button in self._buttons:
            button.setVisible(shown)
