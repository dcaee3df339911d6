"""The days of the week side by side, of which any number can be on. Arrows move, Space turns."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from kneetimer.ui.controls.choice_row import OptionButton
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.shell.theme import Theme

DAYS = 7


class DayToggles(QWidget):
    """`changed` carries the numbers of the days that are on, in order; Monday is 0."""

    changed = Signal(object)

    def __init__(
        self,
        theme: Theme,
        question: str,
        shown: Sequence[str],
        spoken: Sequence[str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(question)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(6)
        self._buttons = [OptionButton(theme, name, narrow=True) for name in shown]
        self._order = list(range(DAYS))
        for button, name in zip(self._buttons, spoken, strict=True):
            button.setAccessibleName(name)
            button.setAccessibleDescription(question)
            button.toggled.connect(self._toggled)
            button.installEventFilter(self)
            self._row.addWidget(button)

    def stop(self) -> OptionButton:
        """The button that the keyboard comes to first."""
        return self._buttons[self._order[0]]

    def show_days(self, on: Sequence[int], first: int = 0) -> None:
        """Show which days are on, beginning with day `first`."""
        order = [(first + number) % DAYS for number in range(DAYS)]
        if order != self._order:
            self._order = order
            for number in order:
                self._row.removeWidget(self._buttons[number])
                self._row.addWidget(self._buttons[number])
            for before, after in itertools.pairwise(order):
                QWidget.setTabOrder(self._buttons[before], self._buttons[after])
        for number, button in enumerate(self._buttons):
            button.show_state(number in on)

    @Slot()
    def _toggled(self) -> None:
        on = tuple(number for number, button in enumerate(self._buttons) if button.isChecked())
        self.changed.emit(on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in steps:
            assert isinstance(watched, QAbstractButton)
            here = self._order.index(self._buttons.index(watched))  # type: ignore[arg-type]
            there = min(max(here + steps[Qt.Key(event.key())], 0), DAYS - 1)
            self._buttons[self._order[there]].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return super().eventFilter(watched, event)
