"""Shows the exercises, marks which kit is missing, and gives the script of what is to be practised."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core.practice import practice_of
from kneetimer.program.appearance import Appearance
from kneetimer.program.model import Model, weight_steps_of
from kneetimer.program.page_controller import PageController
from kneetimer.storage.plans import library, plan_file
from kneetimer.ui.exercises.page import ExercisesPage
from kneetimer.ui.exercises.view import exercises_view


class ExercisesController(PageController):
    """`practise` carries a script to play now."""

    practise = Signal(object)

    def __init__(self, model: Model, appearance: Appearance, parent: QObject | None = None) -> None:
        super().__init__(model, parent)
        self._appearance = appearance
        self._page = ExercisesPage(appearance.theme, model.clock.seconds)
        self._plans = tuple(plan_file.load_plan(name) for name in plan_file.plan_ids())
        self._page.kit_marked.connect(self._mark_kit)
        self._page.practise_requested.connect(self._practise)
        self._page.detail.load.chosen.connect(self._choose_load)
        appearance.changed.connect(self._draw)
        self._draw()

    @property
    def page(self) -> ExercisesPage:
        return self._page

    def refresh(self) -> None:
        outlook = self._model.outlook
        view = exercises_view(
            self._model.exercises,
            self._plans,
            outlook.plan,
            outlook.due.week,
            outlook.preferences,
            library.muscle_label,
            library.kit_label,
            weight_steps_of(self._model),
        )
        self._page.show_view(view, frozenset(outlook.preferences.missing_kit))

    @Slot()
    def _draw(self) -> None:
        self._page.set_look(self._appearance.figure_look)
        self._page.detail.moving.set_reduced_motion(self._appearance.reduced_motion)

    @Slot(str, bool)
    def _mark_kit(self, kit: str, missing: bool) -> None:
        self._model.choose(self._model.preferences.with_kit(kit, missing=missing))

    @Slot(str)
    def _choose_load(self, load: str) -> None:
        shown = self._page.detail.entry()
        if shown is not None:
            self._model.choose(self._model.preferences.with_load_of(shown.id, load))

    @Slot(str, object)
    def _practise(self, exercise: str, variant: str | None) -> None:
        outlook = self._model.outlook
        self.practise.emit(
            practice_of(
                outlook.plan,
                outlook.due.week,
                exercise,
                variant,
                outlook.preferences,
                self._model.exercises,
                outlook.weaker,
            )
        )
