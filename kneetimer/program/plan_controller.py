"""Shows the plan and carries out what is asked of it: changes of doses, other plans, plan files.

Never touches a session that runs or is over: those have scripts of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

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
from kneetimer.program.model import Model, last_of_plan, weight_steps_of
from kneetimer.program.page_controller import PageController
from kneetimer.program.plan_files_controller import PlanFilesController
from kneetimer.program.undo import Undo
from kneetimer.storage.errors import PlanNotSavedError
from kneetimer.storage.plans.plan_repository import shown_name
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.ui.plan import words
from kneetimer.ui.shell.theme import Theme

if TYPE_CHECKING:
    from kneetimer.ui.plan.page import PlanPage
    from kneetimer.ui.plan.view import PlanFacts


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


class PlanController(PageController):
    """`days_requested` and `calendar_requested` lead to settings, `builder_requested` to the builder.

    `swap_requested` carries the place of a dose, `article_asked` the id of an answer.
    """

    builder_requested = Signal()
    swap_requested = Signal(object)
    days_requested = Signal()
    calendar_requested = Signal()
    article_asked = Signal(str)

    def __init__(self, theme: Theme, model: Model, undo: Undo, parent: QObject | None = None) -> None:
        super().__init__(model, parent)
        self._theme = theme
        self._undo = undo
        self._page: PlanPage | None = None
        self._plans = model.plans
        self._open_at: DosePlace | None = None
        self._minutes_before = 0
        self._shown = ""  # the id of the plan that is on the page
        self.files = PlanFilesController(theme, model, self)
        self.files.said.connect(self.said)
        self.files.went_well.connect(self.went_well)
        self.files.changed.connect(self.refresh)
        model.replaced.connect(self._close_dose)
        undo.changed.connect(self._follow)

    @property
    def page(self) -> PlanPage:
        """The page, made when it is first wanted: nothing of it is needed for the first picture."""
        if self._page is None:
            from kneetimer.ui.plan.page import PlanPage

            self._page = PlanPage(self._theme)
            self._connect(self._page)
        return self._page

    def refresh(self) -> None:
        from kneetimer.ui.plan.view import plan_view

        if self._shown != self._plans.written.id:
            self._shown, self._open_at = self._plans.written.id, None
        self.page.show_view(plan_view(self._facts(), self._open_at, self._minutes_before))

    @Slot()
    def _follow(self) -> None:
        if self._page is not None:
            super()._follow()

    @Slot()
    def _close_dose(self) -> None:
        self._open_at = None

    def _facts(self) -> PlanFacts:
        from kneetimer.ui.plan.view import PlanFacts

        repository = self._plans.repository
        return PlanFacts(
            self._plans.written,
            self._log_to_show(),
            self._model.outlook,
            tuple(
                (plan_id, repository.load(plan_id).name, repository.is_own(plan_id))
                for plan_id in repository.ids()
            ),
            last_of_plan(self._model),
            weight_steps_of(self._model),
        )

    def _log_to_show(self) -> EditLog:
        """The log of this plan, with a way back only while its last change is what would be undone."""
        log, last = self._plans.log, self._undo.next()
        return log if isinstance(last, PlanChanged) and last.plan_id == self._shown else EditLog(log.now)

    def _minutes_at(self, place: DosePlace | None) -> int:
        from kneetimer.ui.plan.view import minutes_at

        return 0 if place is None else minutes_at(self._facts(), place)

    def _keep(self, log: EditLog) -> None:
        """Have changed edits kept, which shows what they do."""
        if self._model.queue is None:
            self.said.emit(words.no_data())
            self.refresh()
            return
        if log is self._plans.log:
            self._model.has_changed()
        else:
            self._undo.do(PlanChanged(self._model, log, self._put_back))

    def _change(self, edits: PlanEdits) -> None:
        self._keep(self._plans.log.change(edits))

    @Slot(object)
    def _open_dose(self, place: DosePlace | None) -> None:
        self._open_at = place
        self._minutes_before = self._minutes_at(place)
        self.refresh()

    @Slot(object, object)
    def edit_dose(self, place: DosePlace, edit: DoseEdit) -> None:
        """Change what the plan has at a place."""
        self._change(self._plans.log.now.with_dose(place, edit))

    @Slot(object, str)
    def _add_exercise(self, spot: Spot, exercise: str) -> None:
        repository = self._plans.repository
        plans = [self._plans.written, *(repository.load(plan_id) for plan_id in repository.ids())]
        dose = usual_dose(self._model.exercises[exercise], spot.kind, plans)
        self._reshape(with_exercise, spot, dose)

    @Slot(object, int)
    def _move_exercise(self, place: DosePlace, by: int) -> None:
        self._reshape(with_exercise_moved, place, by)

    @Slot(object)
    def _remove_exercise(self, place: DosePlace) -> None:
        self._reshape(without_exercise, place)

    def _reshape(self, change: Callable[..., Shaped], *about: object) -> None:
        """Change which exercises an own plan has, in its file, and show the one it was about."""
        try:
            shaped = change(self._plans.written, self._plans.log.now, *about)
        except PlanRuleError as problem:
            self.said.emit(words.RULES[problem.rule])
            return
        before = self._plans.written
        minutes = self._minutes_at(shaped.place)
        differs = (shaped.plan, shaped.edits) != (before, self._plans.log.now)
        if differs and self._store(shaped.plan):
            self._open_at, self._minutes_before = shaped.place, minutes
            self._keep(self._plans.log.change(shaped.edits, before))

    @Slot(str)
    def _rename(self, name: str) -> None:
        before = self._plans.written
        renamed = replace(before, name=shown_name(name) or before.name)
        if renamed != before and self._plans.repository.is_own(before.id) and self._store(renamed):
            self._keep(self._plans.log.change(self._plans.log.now, before))

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
        self._open_at = None
        return True

    @Slot()
    def _reset_all(self) -> None:
        self._change(self._plans.log.now.reset_all())

    @Slot(bool)
    def _ease(self, on: bool) -> None:
        self._change(replace(self._plans.log.now, ease=on))

    @Slot()
    def _restart(self) -> None:
        # To the second, as sessions begin: one that is started right now belongs to the new round.
        since = stamp(self._model.clock.now()).replace(microsecond=0)
        self._change(replace(self._plans.log.now, since=since))

    @Slot(bool)
    def _finisher(self, on: bool) -> None:
        self._model.choose(self._model.preferences.with_(finisher=on))

    @Slot(str)
    def _choose_plan(self, plan_id: str) -> None:
        self._model.choose(self._model.preferences.with_(plan=plan_id))

    def _connect(self, page: PlanPage) -> None:
        page.dose_asked.connect(self._open_dose)
        page.dose_edited.connect(self.edit_dose)
        page.exercise_added.connect(self._add_exercise)
        page.exercise_moved.connect(self._move_exercise)
        page.exercise_removed.connect(self._remove_exercise)
        page.undo_requested.connect(self._undo.undo)
        page.reset_all_requested.connect(self._reset_all)
        page.finisher_changed.connect(self._finisher)
        page.ease_changed.connect(self._ease)
        page.plan_chosen.connect(self._choose_plan)
        page.rename_requested.connect(self._rename)
        page.restart_requested.connect(self._restart)
        self.files.connect_page(page)
        page.builder_requested.connect(self.builder_requested)
        page.swap_requested.connect(self.swap_requested)
        page.days_requested.connect(self.days_requested)
        page.calendar_requested.connect(self.calendar_requested)
        for link in page.learn:
            link.asked.connect(self.article_asked)
