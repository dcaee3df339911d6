"""One choice of a few whose words are long: set in lines like words, one of them taken.

Like a row of choices, and it may be filled anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QButtonGroup, QWidget

from kneetimer.ui.controls.choice_row import ChoiceButton, set_tab_stop
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.shell.theme import Theme


class ChoiceFlow(QWidget):
    """`chosen` says which one a person took, counted from 0."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, question: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._question = question
        self._texts: tuple[str, ...] = ()
        self._group = QButtonGroup(self)
        self._flow = Flow(8, self)
        set_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(question)
        self._group.idToggled.connect(self._toggled)

    def show_choices(self, texts: Sequence[str], taken: int) -> None:
        if tuple(texts) != self._texts:
            self._texts = tuple(texts)
            for button in self._group.buttons():
                self._group.removeButton(button)
            self._flow.clear()
            for number, text in enumerate(texts):
                button = ChoiceButton(self._theme, text)
                button.setAccessibleDescription(self._question)
                button.focused.connect(self._set_tab_stop)
                self._group.addButton(button, number)
                self._flow.addWidget(button)
        blocked = self._group.blockSignals(True)
        self._group.button(taken).setChecked(True)
        self._group.blockSignals(blocked)
        self._set_tab_stop()

    def buttons(self) -> list[ChoiceButton]:
        return [button for button in self._group.buttons() if isinstance(button, ChoiceButton)]

    @Slot()
    def _set_tab_stop(self) -> None:
        set_tab_stop(self._group)

    @Slot(int, bool)
    def _toggled(self, number: int, taken: bool) -> None:
        if taken:
            self._set_tab_stop()
            self.chosen.emit(number)
