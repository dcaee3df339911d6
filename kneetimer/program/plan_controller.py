"""Shows the plan and carries out what is asked on its page.

Never touches a session that runs or is over: those have scripts of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core.plan_edit import DosePlace
from kneetimer.program.appearance import Appearance
from kneetimer.program.model import Model, last_of_plan, weight_steps_of
from kneetimer.program.page_controller import PageController
from kneetimer.program.plan_changes import PlanChanges
from kneetimer.program.plan_files_controller import PlanFilesController
from kneetimer.program.undo import Undo
from kneetimer.ui.plan.acts import PlanAct

if TYPE_CHECKING:
    from kneetimer.ui.plan.page import PlanPage
    from kneetimer.ui.plan.view import PlanFacts


class PlanController(PageController):
    """`days_requested` and `calendar_requested` lead to settings, `builder_requested` to the builder.

    `swap_requested` carries the place of a dose, `article_asked` the id of an answer.
    """

    builder_requested = Signal()
    swap_requested = Signal(object)
    days_requested = Signal()
    calendar_requested = Signal()
    article_asked = Signal(str)

    def __init__(
        self, appearance: Appearance, model: Model, undo: Undo, parent: QObject | None = None
    ) -> None:
        super().__init__(model, parent)
        self._appearance = appearance
        self._undo = undo
        self._page: PlanPage | None = None
        self._plans = model.plans
        self._open_at: DosePlace | None = None
        self._minutes_before = 0
        self._shown = ""  # the id of the plan that is on the page
        self.changes = PlanChanges(model, undo, self)
        self.changes.said.connect(self.said)
        self.changes.reshaped.connect(self._show_reshaped)
        self.files = PlanFilesController(appearance, model, self)
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

            self._page = PlanPage(self._appearance.theme)
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
            self.changes.log_to_show(),
            self._model.outlook,
            tuple(
                (plan_id, repository.load(plan_id).name, repository.is_own(plan_id))
                for plan_id in repository.ids()
            ),
            last_of_plan(self._model),
            weight_steps_of(self._model),
        )

    @Slot(object)
    def _open_dose(self, place: DosePlace | None) -> None:
        from kneetimer.ui.plan.view import minutes_at

        self._open_at = place
        outlook = self._model.outlook
        self._minutes_before = 0 if place is None else minutes_at(self._plans.written, outlook, place)
        self.refresh()

    @Slot(object, int)
    def _show_reshaped(self, place: DosePlace | None, minutes_before: int) -> None:
        self._open_at, self._minutes_before = place, minutes_before

    @Slot(object, str)
    def _act(self, act: PlanAct, name: str) -> None:
        match act:
            case PlanAct.BUILD:
                self.builder_requested.emit()
            case PlanAct.DAYS:
                self.days_requested.emit()
            case PlanAct.CALENDAR:
                self.calendar_requested.emit()
            case PlanAct.RENAME:
                self.changes.rename(name)
            case PlanAct.RESTART:
                self.changes.restart()
            case _:
                self.files.act(act, name)

    @Slot(bool)
    def _finisher(self, on: bool) -> None:
        self._model.choose(self._model.preferences.with_(finisher=on))

    @Slot(str)
    def _choose_plan(self, plan_id: str) -> None:
        self._model.choose(self._model.preferences.with_(plan=plan_id))

    @Slot(str, str)
    def _choose_load(self, exercise: str, load: str) -> None:
        self._model.choose(self._model.preferences.with_load_of(exercise, load))

    def _connect(self, page: PlanPage) -> None:
        page.act_requested.connect(self._act)
        page.head.plan_chosen.connect(self._choose_plan)
        page.finished.plan_chosen.connect(self._choose_plan)
        page.finished.repeat.clicked.connect(self.changes.restart)
        page.changes.undo.clicked.connect(self._undo.undo)
        page.changes.reset_all.clicked.connect(self.changes.reset_all)
        page.options.finisher.toggled.connect(self._finisher)
        page.options.ease.toggled.connect(self.changes.ease)
        page.phases.dose_asked.connect(self._open_dose)
        page.phases.dose_edited.connect(self.changes.edit_dose)
        page.phases.swap_asked.connect(self.swap_requested)
        page.phases.load_chosen.connect(self._choose_load)
        page.phases.exercise_added.connect(self.changes.add_exercise)
        page.phases.exercise_moved.connect(self.changes.move_exercise)
        page.phases.exercise_removed.connect(self.changes.remove_exercise)
        page.phases.undo_asked.connect(self._undo.undo)
        for link in page.learn:
            link.asked.connect(self.article_asked)
