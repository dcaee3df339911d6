"""Has a person choose what exercises are done with: the weights and bands of the preferences.

Keeps nothing itself: the model has what was chosen, for every page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QWidget

from kneetimer.program.model import Model, weight_steps_of
from kneetimer.ui.shell.theme import Theme

if TYPE_CHECKING:
    from kneetimer.ui.exercises.loads_sheet import LoadsSheet
    from kneetimer.ui.exercises.view import ExerciseLoad


class LoadsController(QObject):
    """Opens the sheet of the coming session, and keeps it up to date while it is open."""

    def __init__(self, theme: Theme, model: Model, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._model = model
        self._sheet: LoadsSheet | None = None
        model.changed.connect(self._follow)

    def open(self, window: QWidget) -> None:
        """Show what the exercises of the coming session are done with."""
        from kneetimer.ui.exercises.loads_sheet import LoadsSheet

        sheet = self._sheet = LoadsSheet(self._theme, self._loads(), window)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.setModal(True)
        sheet.chosen.connect(self._choose)
        sheet.finished.connect(self._closed)
        sheet.open()

    @Slot(str, str)
    def _choose(self, exercise: str, load: str) -> None:
        self._model.choose(self._model.preferences.with_load_of(exercise, load))

    def _loads(self) -> tuple[ExerciseLoad, ...]:
        from kneetimer.ui.exercises.view import loads_of_session

        return loads_of_session(self._model.outlook, self._model.script(), weight_steps_of(self._model))

    @Slot()
    def _follow(self) -> None:
        if self._sheet is not None:
            self._sheet.show_loads(self._loads())

    @Slot()
    def _closed(self) -> None:
        self._sheet = None
