"""Between the Plan page and what is stored: which plan is followed, what was changed in it, own plan files.

Part of the composition in program.py, which tells it the preferences and records and listens to it.
Never touches a session that runs or is over: those have scripts of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from kneetimer.core.moments import stamp
from kneetimer.core.outlook import Outlook, outlook_of
from kneetimer.core.plan import Plan
from kneetimer.core.plan_edit import DoseEdit, DosePlace, EditLog, PlanEdits, with_edits
from kneetimer.core.plan_shape import (
    PlanRuleError,
    Shaped,
    Spot,
    usual_dose,
    with_exercise,
    with_exercise_moved,
    without_exercise,
)
from kneetimer.core.preferences import Preferences
from kneetimer.storage.engine.database import Clock
from kneetimer.storage.errors import PlanNotSavedError
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_repository import PlanRepository, shown_name
from kneetimer.storage.plans.toml_file import FileProblem
from kneetimer.storage.records.write_queue import WriteQueue
from kneetimer.ui.plan import words
from kneetimer.ui.shell.theme import Theme

if TYPE_CHECKING:
    from kneetimer.ui.plan.page import PlanPage
    from kneetimer.ui.plan.view import PlanFacts

DEFAULT_PLAN = Preferences().plan


class PlanDesk(QObject):
    """`preferences_changed` carries all choices, `said` a sentence for the person.

    `changed` says that the plan in use is not what it was.
    """

    preferences_changed = Signal(object)
    changed = Signal()
    said = Signal(str)
    days_requested = Signal()
    calendar_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        shelf: PlanRepository,
        keeper: WriteQueue | None,
        edits: dict[str, PlanEdits],
        preferences: Preferences,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: PlanPage | None = None
        self._shelf = shelf
        self._keeper = keeper
        self._logs = {plan: EditLog(changed) for plan, changed in edits.items()}
        self._preferences = preferences
        self._person: Outlook | None = None
        self._clock = clock
        self._exercises = load_exercises()
        self._own_plan = shelf.load(self._known(preferences.plan))
        self._open_at: DosePlace | None = None
        self._minutes_before = 0

    @property
    def page(self) -> PlanPage:
        """The page, made when it is first wanted: nothing of it is needed for the first picture."""
        if self._page is None:
            from kneetimer.ui.plan.page import PlanPage

            self._page = PlanPage(self._theme)
            self._connect(self._page)
        return self._page

    @property
    def plan(self) -> Plan:
        """The plan that the person follows, with what they changed in it."""
        return with_edits(self._own_plan, self._log().now, self._exercises)

    def take_data(
        self, keeper: WriteQueue | None, edits: dict[str, PlanEdits], preferences: Preferences
    ) -> None:
        """Go on with other data: what was changed in plans there, and where to store changes from now on."""
        self._keeper = keeper
        self._logs = {plan: EditLog(changed) for plan, changed in edits.items()}
        self._open_at = None
        self.take_on(preferences)
        self.changed.emit()

    @property
    def complaints(self) -> tuple[str, ...]:
        """A sentence for each plan file of the person's that cannot be used."""
        return self._shelf.complaints

    def take_on(self, preferences: Preferences) -> None:
        """Follow the plan that the preferences name, or the usual one where there is none such."""
        self._preferences = preferences
        plan_id = self._known(preferences.plan)
        if plan_id != self._own_plan.id:
            self._own_plan = self._shelf.load(plan_id)
            self._open_at = None
            self.changed.emit()

    def show(self, outlook: Outlook) -> None:
        """Show the page for somebody who stands here."""
        self._person = outlook
        self._refresh()

    def import_file(self, path: Path) -> None:
        """Take a plan file in and say what came of it. The plan that is followed stays."""
        try:
            plan, is_new = self._shelf.take_in(path)
        except (FileProblem, PlanNotSavedError) as problem:
            self.said.emit(str(problem))
            return
        self.said.emit(words.imported(plan.name) if is_new else words.imported_before(plan.name))
        self._refresh()

    def export_to(self, path: Path) -> None:
        """Write the plan as it is followed."""
        try:
            self._shelf.export(self.plan, path)
        except PlanNotSavedError as problem:
            self.said.emit(str(problem))
            return
        self.said.emit(words.exported(self._own_plan.name, str(path)))

    def _known(self, plan_id: str) -> str:
        return plan_id if plan_id in self._shelf.ids() else DEFAULT_PLAN

    def _log(self) -> EditLog:
        return self._logs.get(self._own_plan.id, EditLog())

    def _facts(self) -> PlanFacts:
        from kneetimer.ui.plan.view import PlanFacts

        now = self._clock()
        person = self._person or outlook_of(self.plan, self._preferences, (), self._exercises, now)
        return PlanFacts(
            self._own_plan,
            self._log(),
            person.again(plan=self.plan, preferences=self._preferences, now=now),
            tuple(
                (plan_id, self._shelf.load(plan_id).name, self._shelf.is_own(plan_id))
                for plan_id in self._shelf.ids()
            ),
        )

    def _refresh(self) -> None:
        from kneetimer.ui.plan.view import plan_view

        self.page.show_view(plan_view(self._facts(), self._open_at, self._minutes_before))

    def _minutes_at(self, place: DosePlace | None) -> int:
        from kneetimer.ui.plan.view import minutes_at

        return 0 if place is None else minutes_at(self._facts(), place)

    def _keep(self, log: EditLog) -> None:
        """Take on changed edits, store them, and show what they do."""
        if self._keeper is None:
            self.said.emit(words.no_data())
            self._refresh()
            return
        self._logs[self._own_plan.id] = log
        if not self._keeper.save_plan_edits(self._own_plan.id, log.now):
            self.said.emit(str(self._keeper.trouble))
        self.changed.emit()
        self._refresh()

    def _change(self, edits: PlanEdits) -> None:
        self._keep(self._log().change(edits))

    @Slot(object)
    def _open_dose(self, place: DosePlace | None) -> None:
        self._open_at = place
        self._minutes_before = self._minutes_at(place)
        self._refresh()

    @Slot(object, object)
    def _edit_dose(self, place: DosePlace, edit: DoseEdit) -> None:
        self._change(self._log().now.with_dose(place, edit))

    @Slot(object, str)
    def _add_exercise(self, spot: Spot, exercise: str) -> None:
        plans = [self._own_plan, *(self._shelf.load(plan_id) for plan_id in self._shelf.ids())]
        dose = usual_dose(self._exercises[exercise], spot.kind, plans)
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
            shaped = change(self._own_plan, self._log().now, *about)
        except PlanRuleError as problem:
            self.said.emit(words.RULES[problem.rule])
            return
        before = self._own_plan
        minutes = self._minutes_at(shaped.place)
        differs = (shaped.plan, shaped.edits) != (before, self._log().now)
        if differs and self._store(shaped.plan):
            self._open_at, self._minutes_before = shaped.place, minutes
            self._keep(self._log().change(shaped.edits, before))

    @Slot(str)
    def _rename(self, name: str) -> None:
        before = self._own_plan
        renamed = replace(before, name=shown_name(name) or before.name)
        if renamed != before and self._shelf.is_own(before.id) and self._store(renamed):
            self._keep(self._log().change(self._log().now, before))

    def _store(self, plan: Plan) -> bool:
        """Write an own plan into its file; what is wrong is said, and then the plan is as it was."""
        if self._keeper is None:
            self.said.emit(words.no_data())
            return False
        try:
            self._own_plan = self._shelf.change(plan)
        except (FileProblem, PlanNotSavedError) as problem:
            self.said.emit(str(problem))
            return False
        return True

    @Slot()
    def _undo(self) -> None:
        log = self._log()
        before = log.before[-1].plan if log.before else None
        if before is not None:
            if not self._store(before):
                return
            self._open_at = None
        self._keep(log.undo())

    @Slot()
    def _reset_all(self) -> None:
        self._change(self._log().now.reset_all())

    @Slot(bool)
    def _ease(self, on: bool) -> None:
        self._change(replace(self._log().now, ease=on))

    @Slot()
    def _restart(self) -> None:
        self._change(replace(self._log().now, since=self._since()))

    def _since(self) -> datetime:
        # To the second, as sessions begin: one that is started right now belongs to the new round.
        return stamp(self._clock()).replace(microsecond=0)

    @Slot(bool)
    def _finisher(self, on: bool) -> None:
        self.preferences_changed.emit(self._preferences.with_(finisher=on))
        self._refresh()

    @Slot(str)
    def _choose_plan(self, plan_id: str) -> None:
        self.preferences_changed.emit(self._preferences.with_(plan=plan_id))
        self._refresh()

    @Slot(str)
    def _copy(self, name: str) -> None:
        facts = self._facts()
        try:
            copied = self._shelf.add(facts.edited, name)
        except (FileProblem, PlanNotSavedError) as problem:
            self.said.emit(str(problem))
            return
        if facts.edits.ease and self._keeper is not None:
            self._logs[copied.id] = EditLog(PlanEdits(ease=True))
            self._keeper.save_plan_edits(copied.id, PlanEdits(ease=True))
        self._choose_plan(copied.id)
        self.said.emit(words.copied(copied.name))

    @Slot()
    def _delete(self) -> None:
        plan = self._own_plan
        if not self._shelf.is_own(plan.id):
            return
        try:
            self._shelf.remove(plan.id)
        except PlanNotSavedError as problem:
            self._shelf.read_again()
            self.said.emit(str(problem))
            return
        self._logs.pop(plan.id, None)
        if self._keeper is not None:
            self._keeper.save_plan_edits(plan.id, PlanEdits())
        self._choose_plan(DEFAULT_PLAN)
        self.said.emit(words.deleted(plan.name))

    @Slot()
    def _ask_export(self) -> None:
        suggested = f"{self._own_plan.id}.toml"
        path, _ = QFileDialog.getSaveFileName(self.page.window(), words.EXPORT_TITLE, suggested, words.FILES)
        if path:
            self.export_to(Path(path))

    @Slot()
    def _ask_import(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self.page.window(), words.IMPORT_TITLE, "", words.FILES)
        if path:
            self.import_file(Path(path))

    def _connect(self, page: PlanPage) -> None:
        page.dose_asked.connect(self._open_dose)
        page.dose_edited.connect(self._edit_dose)
        page.exercise_added.connect(self._add_exercise)
        page.exercise_moved.connect(self._move_exercise)
        page.exercise_removed.connect(self._remove_exercise)
        page.undo_requested.connect(self._undo)
        page.reset_all_requested.connect(self._reset_all)
        page.finisher_changed.connect(self._finisher)
        page.ease_changed.connect(self._ease)
        page.plan_chosen.connect(self._choose_plan)
        page.copy_requested.connect(self._copy)
        page.rename_requested.connect(self._rename)
        page.export_requested.connect(self._ask_export)
        page.import_requested.connect(self._ask_import)
        page.restart_requested.connect(self._restart)
        page.delete_requested.connect(self._delete)
        page.days_requested.connect(self.days_requested)
        page.calendar_requested.connect(self.calendar_requested)
