"""The kit that a person has: one line and one switch a piece, and what its lack changes.

Shows what settings_view builds and says what a person turned.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.setting_row import SettingRow
from kneetimer.ui.controls.switch import Switch
from kneetimer.ui.exercises.view import KitLine
from kneetimer.ui.settings import words
from kneetimer.ui.settings.section_card import LEAST_WORDS, SectionCard
from kneetimer.ui.shell.theme import Theme


class KitCard(SectionCard):
    """`kit_marked` names a piece of kit and whether it is missing. All are there until one is marked."""

    kit_marked = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, tr(words.KIT), parent=parent)
        self.switches: dict[str, Switch] = {}
        self._rows: dict[str, SettingRow] = {}

    def show_kit(self, lines: Sequence[KitLine]) -> None:
        for line in lines:
            if line.id not in self._rows:
                self._add_row(line)
            self.switches[line.id].show_state(not line.missing)
            self._rows[line.id].show_caption(line.note)

    def rows(self) -> tuple[SettingRow, ...]:
        return tuple(self._rows.values())

    def _add_row(self, line: KitLine) -> None:
        switch = Switch(self._theme, words.have_kit(line.label))
        switch.toggled.connect(self._turned)
        row = SettingRow(self._theme, line.label, switch, least_words=LEAST_WORDS)
        self.switches[line.id], self._rows[line.id] = switch, row
        self.column.addWidget(row)

    @Slot(bool)
    def _turned(self, on: bool) -> None:
        for kit, switch in self.switches.items():
            if switch is self.sender():
                self.kit_marked.emit(kit, not on)
