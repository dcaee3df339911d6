"""What the exercises of a session are done with, one under the other, each changed at once.

Shows what it is given and says what a person chose; keeps nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.focus_ring import FocusRings
from kneetimer.ui.controls.sheet import finish_typing, fit_on_screen, scrolled
from kneetimer.ui.controls.text import Text
from kneetimer.ui.exercises import words
from kneetimer.ui.exercises.load_section import LoadSection
from kneetimer.ui.exercises.view import ExerciseLoad
from kneetimer.ui.shell.theme import Theme

WIDTH, HEIGHT = 620, 640


class LoadsSheet(QDialog):
    """`chosen` carries the id of an exercise and its load, "" for what the plan says."""

    chosen = Signal(str, str)

    def __init__(self, theme: Theme, loads: tuple[ExerciseLoad, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr(words.LOADS_TITLE))
        self._sections = {each.exercise: LoadSection(theme, each.name) for each in loads}
        self._done = Button(theme, tr(words.LOADS_DONE), ButtonKind.FILLED)
        FocusRings(theme, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(10)
        column.addWidget(Text(theme, tr(words.LOADS_TITLE), px=24, weight=QFont.Weight.Bold, display=True))
        column.addWidget(Text(theme, tr(words.LOADS_HELP), px=15, role="soft", wrap=True))
        rows = QVBoxLayout()
        rows.setSpacing(18)
        for section in self._sections.values():
            rows.addWidget(section)
            section.chosen.connect(self._choose)
        column.addWidget(scrolled(rows), 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._done)
        column.addLayout(foot)
        self._done.clicked.connect(self._finish)
        self.show_loads(loads)
        fit_on_screen(self, theme.px(WIDTH), theme.px(HEIGHT))

    def show_loads(self, loads: tuple[ExerciseLoad, ...]) -> None:
        """Show what the same exercises are done with now."""
        for each in loads:
            if each.exercise in self._sections:
                self._sections[each.exercise].show_line(each.line)

    @Slot(str)
    def _choose(self, load: str) -> None:
        exercise = next(each for each, section in self._sections.items() if section is self.sender())
        self.chosen.emit(exercise, load)

    @Slot()
    def _finish(self) -> None:
        """A number that cannot be taken keeps the sheet open; its section says why."""
        if not finish_typing(self):
            self.accept()
