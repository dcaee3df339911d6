"""Asks what is to be done in the place of an exercise, and has it done today or for its weeks.

Builds no session: what today or those weeks come to, the model works out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand
from PySide6.QtWidgets import QWidget

from kneetimer.core.plan import Plan
from kneetimer.core.plan_edit import DoseEdit, DosePlace, dose_at, swapped, with_edits, with_swap_on
from kneetimer.core.swap import same_tempo
from kneetimer.program.appearance import Appearance
from kneetimer.program.model import Model
from kneetimer.program.undo import Undo
from kneetimer.storage.plans import library
from kneetimer.ui.plan import swap_words, words

if TYPE_CHECKING:
    from kneetimer.ui.plan.swap_sheet import SwapSheet
    from kneetimer.ui.plan.swap_view import SwapOption


class SwappedToday(QUndoCommand):
    """Something else is done at a place on this day alone."""

    def __init__(self, model: Model, place: DosePlace, way: tuple[str, str | None]) -> None:
        super().__init__()
        self._model = model
        before = model.preferences
        after = with_swap_on(before, model.plans.written.id, place, way, model.clock.now().date())
        self._before = (before.swaps_today, before.swaps_today_on)
        self._after = (after.swaps_today, after.swaps_today_on)

    def redo(self) -> None:
        self._choose(*self._after)

    def undo(self) -> None:
        self._choose(*self._before)

    def _choose(self, swaps: object, day: str) -> None:
        chosen = self._model.preferences.with_(swaps_today=swaps, swaps_today_on=day)
        self._model.choose(chosen)


class SwapController(QObject):
    """`dose_edited` carries a place and a DoseEdit for the plan that is followed; `said` a sentence."""

    dose_edited = Signal(object, object)
    said = Signal(str)

    def __init__(
        self, model: Model, appearance: Appearance, undo: Undo, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._appearance = appearance
        self._undo = undo
        self._place: DosePlace | None = None
        self._sheet: SwapSheet | None = None

    def ask(self, place: DosePlace, over: QWidget) -> None:
        """Open the sheet over a window, for a place of the plan that is followed."""
        from kneetimer.ui.plan.swap_view import swap_view

        if self._model.queue is None:
            self.said.emit(words.no_data())
            return
        self._place = place
        view = swap_view(self._model.outlook, self._plan(), place, library.kit_label, library.muscle_label)
        self.sheet(over).open(view)

    def sheet(self, over: QWidget) -> SwapSheet:
        if self._sheet is None:
            from kneetimer.ui.plan.swap_sheet import SwapSheet

            self._sheet = SwapSheet(self._appearance.theme, over, self._model.clock.seconds)
            self._sheet.taken.connect(self._take)
            self._appearance.changed.connect(self._draw)
            self._draw()
        return self._sheet

    def _plan(self) -> Plan:
        """With the person's changes, week by week as it is written."""
        plans = self._model.plans
        return with_edits(plans.written, replace(plans.log.now, ease=False), self._model.exercises)

    @Slot()
    def _draw(self) -> None:
        if self._sheet is not None:
            self._sheet.set_look(self._appearance.figure_look)
            self._sheet.set_reduced_motion(self._appearance.reduced_motion)

    @Slot(object, bool)
    def _take(self, option: SwapOption, today: bool) -> None:
        place, plans, exercises = self._place, self._model.plans, self._model.exercises
        assert place is not None
        own, now = dose_at(plans.written, place), dose_at(self._plan(), place)
        name = exercises[now.exercise].name
        said = swap_words.swapped(name, option.name, today=today)
        if today:
            way = (option.exercise, option.variant)
            self._undo.do(SwappedToday(self._model, place, way), said)
            return
        edit = plans.log.now.doses.get(place)
        if edit is None or edit.of != own.exercise:
            edit = DoseEdit(own.exercise)
        keeps = same_tempo(exercises[now.exercise], now.variant, exercises[option.exercise], option.variant)
        self.dose_edited.emit(place, swapped(edit, own, option.exercise, option.variant, keeps_tempo=keeps))
        self.said.emit(said)
