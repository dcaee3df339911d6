"""What is looked for on the Exercises page: a line to type in, and a list each of muscles, kit and plans.

Finds nothing itself; view.found does.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.menu_button import MenuButton
from kneetimer.ui.controls.search_field import SearchField
from kneetimer.ui.exercises import words
from kneetimer.ui.exercises.view import Choice, ExercisesView, Filters
from kneetimer.ui.shell.theme import Theme


class Finder(QWidget):
    """`changed` says that `filters` are others; `went_down` leads on to what was found."""

    changed = Signal()
    went_down = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filters = Filters()
        self._choices: dict[str, tuple[Choice, ...]] = {}
        self.search = SearchField(theme, tr(words.SEARCH_NAME), tr(words.SEARCH))
        self.muscle = MenuButton(theme, tr(words.MUSCLE))
        self.kit = MenuButton(theme, tr(words.KIT))
        self.plan = MenuButton(theme, tr(words.PLAN))
        self._buttons = {"muscle": self.muscle, "kit": self.kit, "plan": self.plan}  # by fields of Filters
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.search)
        for button in self._buttons.values():
            row.addWidget(button)
            button.chosen.connect(self._chose)
        self.search.searched.connect(self._searched)
        self.search.went_down.connect(self.went_down)

    def offer(self, view: ExercisesView) -> None:
        """Offer what there is to choose from; nothing is chosen."""
        self._choices = {
            "muscle": (Choice("", tr(words.ANY_MUSCLE)), *view.muscles),
            "kit": (Choice("", tr(words.ANY_KIT)), *view.kits),
            "plan": (Choice("", tr(words.ANY_PLAN)), *view.plans),
        }
        for name, button in self._buttons.items():
            button.show_choices([choice.label for choice in self._choices[name]], 0)

    def clear(self) -> None:
        """Look for nothing."""
        self.filters = Filters()
        self.search.clear()
        if self._choices:
            for button in self._buttons.values():
                button.show_choice(0)
        self.changed.emit()

    @Slot()
    def begin_again(self) -> None:
        """Look for nothing, with the keyboard at the line."""
        self.clear()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Have the keyboard at the line, whose words are replaced by what is typed."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    @Slot(str)
    def _searched(self, text: str) -> None:
        self.filters = replace(self.filters, search=text)
        self.changed.emit()

    @Slot(int)
    def _chose(self, number: int) -> None:
        for name, button in self._buttons.items():
            if button is self.sender():
                self.filters = replace(self.filters, **{name: self._choices[name][number].id})
        self.changed.emit()
