"""Changes the plan that is followed, each change with a way back: doses, exercises, its name, its beginning.

What the program's own plans have cannot be written; their changes stand beside them, in a log. Knows no page.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand

from kneetimer.core.moments import stamp
from kneetimer.core.plan import Plan
from kneetimer.core.plan_edit import DoseEdit, DosePlace, EditLog, PlanEdits
from kneetimer.core.plan_shape import (
    PlanRuleError,
    Shaped,
    Spot,
    usual_dose,
    with_exercise,
    with_exercise_moved,
    without_exercise,
)
from kneetimer.program.model import Model
from kneetimer.program.undo import Undo
from kneetimer.storage.errors import PlanNotSavedError
from kneetimer.storage.plans.plan_repository import shown_name
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.ui.plan import words


class PlanChanged(QUndoCommand):
    """A change of one plan, whose log knows what was before it."""

    def __init__(self, model: Model, log: EditLog, rewrite: Callable[[Plan], bool]) -> None:
        """`rewrite` puts an own plan back into its file, or says why it cannot."""
        super().__init__()
        self._model = model
        self._log = log
        self._rewrite = rewrite
        self.plan_id = model.plans.written.id

    def redo(self) -> None:
        self._model.keep_plan_log(self._log, self.plan_id)

    def undo(self) -> None:
        log = self._model.plans.log_of(self.plan_id)
        before = log.before[-1].plan if log.before else None
        if before is not None and not self._rewrite(before):
            return
        self._model.keep_plan_log(log.undo(), self.plan_id)


class PlanChanges(QObject):
    """`said` is a sentence about what could not be changed.

    `reshaped` comes before other exercises are shown, with the place of the one it was about, None where that
    is gone or not known, and the minutes of a session with it before.
    """

    said = Signal(str)
    reshaped = Signal(object, int)

    def __init__(self, model: Model, undo: Undo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._undo = undo
        self._plans = model.plans

    def log_to_show(self) -> EditLog:
        """The log of this plan, with a way back only while its last change is what would be undone."""
        log, last = self._plans.log, self._undo.next()
        undoable = isinstance(last, PlanChanged) and last.plan_id == self._plans.written.id
        return log if undoable else EditLog(log.now)

    @Slot(object, object)
    def edit_dose(self, place: DosePlace, edit: DoseEdit) -> None:
        """Change what the plan has at a place."""
        self._change(self._plans.log.now.with_dose(place, edit))

    @Slot()
    def reset_all(self) -> None:
        """Have all doses as the plan says."""
        self._change(self._plans.log.now.reset_all())

    @Slot(bool)
    def ease(self, on: bool) -> None:
        """Begin the second phase with less, or in full."""
        self._change(replace(self._plans.log.now, ease=on))

    @Slot()
    def restart(self) -> None:
        """Begin the plan again at week 1."""
        # To the second, as sessions begin: one that is started right now belongs to the new round.
        since = stamp(self._model.clock.now()).replace(microsecond=0)
        self._change(replace(self._plans.log.now, since=since))

    def rename(self, name: str) -> None:
        """Give an own plan another name; an empty one changes nothing."""
        before = self._plans.written
        renamed = replace(before, name=shown_name(name) or before.name)
        if renamed != before and self._plans.repository.is_own(before.id) and self._store(renamed):
            self._keep(self._plans.log.change(self._plans.log.now, before))

    @Slot(object, str)
    def add_exercise(self, spot: Spot, exercise: str) -> None:
        repository = self._plans.repository
        plans = [self._plans.written, *(repository.load(plan_id) for plan_id in repository.ids())]
        dose = usual_dose(self._model.exercises[exercise], spot.kind, plans)
        self._reshape(with_exercise, spot, dose)

    @Slot(object, int)
    def move_exercise(self, place: DosePlace, by: int) -> None:
        self._reshape(with_exercise_moved, place, by)

    @Slot(object)
    def remove_exercise(self, place: DosePlace) -> None:
        self._reshape(without_exercise, place)

    def _reshape(self, change: Callable[..., Shaped], *about: object) -> None:
        """Change which exercises an own plan has, in its file, and show the one it was about."""
        from kneetimer.ui.plan.view import minutes_at

        before, edits = self._plans.written, self._plans.log.now
        try:
            shaped = change(before, edits, *about)
        except PlanRuleError as problem:
            self.said.emit(words.refused(problem.rule))
            return
        minutes = 0 if shaped.place is None else minutes_at(before, self._model.outlook, shaped.place)
        if (shaped.plan, shaped.edits) != (before, edits) and self._store(shaped.plan):
            self.reshaped.emit(shaped.place, minutes)
            self._keep(self._plans.log.change(shaped.edits, before))

    def _change(self, edits: PlanEdits) -> None:
        self._keep(self._plans.log.change(edits))

    def _keep(self, log: EditLog) -> None:
        """Have changed edits kept, which shows what they do; where nothing is, what is shown is put right."""
        if self._model.queue is None:
            self.said.emit(words.no_data())
        if self._model.queue is None or log is self._plans.log:
            self._model.has_changed()
        else:
            self._undo.do(PlanChanged(self._model, log, self._put_back))

    def _store(self, plan: Plan) -> bool:
        """Write an own plan into its file; what is wrong is said, and then the plan is as it was."""
        if self._model.queue is None:
            self.said.emit(words.no_data())
            return False
        try:
            self._plans.rewrite(plan)
        except (FileProblem, PlanNotSavedError) as problem:
            self.said.emit(str(problem))
            return False
        return True

    def _put_back(self, plan: Plan) -> bool:
        """Write an own plan as it was; the dose that was open may not be in it."""
        if not self._store(plan):
            return False
        self.reshaped.emit(None, 0)
        return True
