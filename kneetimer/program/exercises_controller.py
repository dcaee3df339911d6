"""Stands between the Exercises page and the rest of the program: builds its view, carries out its wishes.

Stores nothing; the program keeps the settings and plays what is practised.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core.plan import Plan
from kneetimer.core.practice import practice_of
from kneetimer.core.preferences import Preferences
from kneetimer.core.script import Script
from kneetimer.storage.plans import library, plan_file
from kneetimer.ui.exercises.page import ExercisesPage
from kneetimer.ui.exercises.view import exercises_view
from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.shell.theme import Theme


class ExerciseDesk(QObject):
    """`changed` carries settings with other kit, `practise` a script to play now."""

    changed = Signal(object)
    practise = Signal(object)

    def __init__(self, theme: Theme, clock: Callable[[], float], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page = ExercisesPage(theme, clock)
        self._exercises = library.load_exercises()
        self._plans: tuple[Plan, ...] = ()
        self._plan: Plan | None = None
        self._week = 1
        self._preferences = Preferences()
        self.page.kit_marked.connect(self._mark_kit)
        self.page.practise_requested.connect(self._practise)

    def show(self, plan: Plan, week: int, preferences: Preferences) -> None:
        """Bring the page up to date. `plan` is the chosen one as it is written."""
        if not self._plans:
            self._plans = tuple(plan_file.load_plan(name) for name in plan_file.plan_ids())
        self._plan, self._week, self._preferences = plan, week, preferences
        view = exercises_view(
            self._exercises,
            self._plans,
            plan,
            week,
            preferences,
            library.muscle_label,
            library.kit_label,
        )
        self.page.show_view(view, frozenset(preferences.missing_kit))

    def take_on(self, preferences: Preferences, look: FigureLook) -> None:
        """Draw and move figures as the settings say."""
        self.page.set_look(look)
        self.page.set_reduced_motion(preferences.reduced_motion)

    @Slot(str, bool)
    def _mark_kit(self, kit: str, missing: bool) -> None:
        self.changed.emit(self._preferences.with_kit(kit, missing=missing))

    @Slot(str, object)
    def _practise(self, exercise: str, variant: str | None) -> None:
        if self._plan is None:
            return
        script: Script = practice_of(
            self._plan, self._week, exercise, variant, self._preferences, self._exercises
        )
        self.practise.emit(script)
