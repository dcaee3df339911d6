"""Asks whether exercises that were done easier are to begin so the next time too.

Shows what is chosen and says what a person turns; nothing is chosen for them.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.ui.controls.setting_row import SettingRow
from kneetimer.ui.controls.switch import Switch
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.summary import words
from kneetimer.ui.summary.view import EasierExercise


class EasierNext(QWidget):
    """`chosen` names an exercise and whether it begins easier from the next session on."""

    chosen = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.switches: dict[str, Switch] = {}
        self._rows: list[SettingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_exercises(self, exercises: Sequence[EasierExercise]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.deleteLater()
        self._rows.clear()
        self.switches.clear()
        for each in exercises:
            switch = Switch(self._theme, words.easier_next(each.name))
            switch.show_state(each.next_time)
            switch.toggled.connect(self._turned)
            row = SettingRow(self._theme, words.easier_next(each.name), switch)
            row.show_caption(each.note)
            self._column.addWidget(row)
            self._rows.append(row)
            self.switches[each.id] = switch
        self.setVisible(bool(exercises))

    @Slot(bool)
    def _turned(self, on: bool) -> None:
        for exercise, switch in self.switches.items():
            if switch is self.sender():
                self.chosen.emit(exercise, on)
