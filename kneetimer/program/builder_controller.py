"""Builds a plan: keeps the draft and the way back in it, and makes it a plan that is followed on Save.

Until then nothing that is followed or stored changes, and leaving the page keeps the draft.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QUndoCommand

from kneetimer.core import draft as drafts
from kneetimer.core.draft import Draft
from kneetimer.core.language import tr
from kneetimer.core.plan import Plan
from kneetimer.program.appearance import Appearance
from kneetimer.program.file_dialog import ask_for
from kneetimer.program.model import Model
from kneetimer.program.page_controller import PageController
from kneetimer.program.plan_picture import plan_source
from kneetimer.program.undo import Undo
from kneetimer.storage.errors import PlanNotSavedError
from kneetimer.storage.plans import library
from kneetimer.storage.plans.toml_text import FileProblem
from kneetimer.ui.plan import builder_words, words

if TYPE_CHECKING:
    from kneetimer.program.draft_edits import DraftEdits
    from kneetimer.program.own_exercises_controller import OwnExercisesController
    from kneetimer.ui.plan.builder_page import BuilderPage
    from kneetimer.ui.plan.own_sheet import OwnSheet


class PlanSaved(QUndoCommand):
    """A plan was built: it is stored and followed, and the one before is followed again on the way back."""

    def __init__(self, model: Model, plan: Plan) -> None:
        super().__init__()
        self._model = model
        self._plan = plan
        self._before = model.plans.written.id

    def redo(self) -> None:
        self._model.choose(self._model.preferences.with_(plan=self._plan.id))

    def undo(self) -> None:
        self._model.choose(self._model.preferences.with_(plan=self._before))
        try:
            self._model.plans.repository.remove(self._plan.id)
        except PlanNotSavedError as problem:
            self._model.said.emit(str(problem))


class BuilderController(PageController):
    """`opened` and `closed` say that the builder takes the place of the Plan page, or gives it back.

    `practise` carries a script to play now.
    """

    opened = Signal()
    closed = Signal()
    practise = Signal(object)

    def __init__(
        self, model: Model, appearance: Appearance, undo: Undo, parent: QObject | None = None
    ) -> None:
        super().__init__(model, parent)
        self._appearance = appearance
        self._undo = undo
        self._page: BuilderPage | None = None
        self._edits: DraftEdits | None = None
        self._own: OwnExercisesController | None = None
        self.is_open = False

    @property
    def page(self) -> BuilderPage:
        if self._page is None:
            from kneetimer.ui.plan.builder_page import BuilderPage

            self._page = BuilderPage(self._appearance.theme)
            self._connect(self._page)
            self._appearance.changed.connect(self._draw)
            self._draw()
        return self._page

    @property
    def edits(self) -> DraftEdits:
        """The draft, made with the page."""
        if self._edits is None:
            from kneetimer.program.draft_edits import DraftEdits

            self._edits = DraftEdits(self._model, self.page, self)
            self._edits.changed.connect(self.refresh)
            self._edits.said.connect(self.said)
        return self._edits

    @property
    def own(self) -> OwnExercisesController:
        """What makes exercises of the person's own, made when it is first wanted."""
        if self._own is None:
            from kneetimer.program.own_exercises_controller import OwnExercisesController

            self._own = OwnExercisesController(self._appearance.theme, self._model, self._undo, self)
            self._own.said.connect(self.said)
        return self._own

    @Slot()
    def refresh(self) -> None:
        from kneetimer.ui.plan.builder_view import builder_view

        self.page.show_view(
            builder_view(
                self.edits.draft,
                self._model.outlook.again(plan=self.edits.draft.plan),
                library.kit_label,
                library.muscle_label,
                [(plan.id, plan.name) for plan in self.edits.known_plans()],
                [each.id for each in self._model.known.own],
            )
        )

    @Slot()
    def open(self) -> None:
        """Show the builder with the draft as it was left."""
        self.is_open = True
        self.opened.emit()
        self.page.begin()

    @Slot()
    def leave(self) -> None:
        self.is_open = False
        self.closed.emit()

    @Slot()
    def _follow(self) -> None:
        if self._page is not None:
            super()._follow()

    @Slot()
    def _draw(self) -> None:
        self.page.set_look(self._appearance.figure_look)

    # Where it comes from and where it goes.

    @Slot(str)
    def _begin_with(self, plan_id: str) -> None:
        """Begin with a copy of a plan, or with an empty one."""
        from kneetimer.program.draft_edits import empty_draft

        plan = next((each for each in self.edits.known_plans() if each.id == plan_id), None)
        self.edits.change(empty_draft() if plan is None else self._copy_of(plan))

    @Slot()
    def _ask_file(self) -> None:
        asked = ask_for(self.page.window(), tr(words.IMPORT_TITLE), words.files())
        asked.fileSelected.connect(self._chose_file)

    @Slot(str)
    def _chose_file(self, path: str) -> None:
        self.begin_with_file(Path(path))

    def begin_with_file(self, path: Path) -> None:
        """Begin with what is in a plan file or in a picture of its code.

        The file stays as it is, and is among the plans only on Save.
        """
        try:
            plan = self._model.plans.repository.read(plan_source(path), path.name)
        except FileProblem as problem:
            self.said.emit(str(problem))
            return
        self.edits.change(drafts.draft_of(plan, plan.name))

    def _copy_of(self, plan: Plan) -> Draft:
        names = [each.name for each in self.edits.known_plans()]
        return drafts.draft_of(plan, builder_words.name_of_copy(plan.name, names))

    @Slot(str)
    def open_own(self, own: str) -> OwnSheet | None:
        """Open the sheet on which an exercise is made, or the one with that id is changed."""
        return self.own.open(own, self.page.window())

    @Slot()
    def _try(self) -> None:
        """Do a session of the draft as practice."""
        outlook = self._model.outlook
        week = self.edits.draft.open_phase.first_week
        preferences = outlook.preferences.on(outlook.today)
        plan = outlook.again(plan=self.edits.draft.plan).plan_done
        self.practise.emit(drafts.trial_script(plan, week, preferences, self._model.exercises))

    @Slot()
    def _save(self) -> None:
        if self._model.queue is None:
            self.said.emit(words.no_data())
            return
        plan = replace(self.edits.draft.plan, name=" ".join(self.edits.draft.plan.name.split()))
        try:
            stored = self._model.plans.repository.add(plan, plan.name)
        except (FileProblem, PlanNotSavedError) as problem:
            self.said.emit(str(problem))
            return
        self._undo.do(PlanSaved(self._model, stored), builder_words.saved(stored.name))
        self.edits.begin()
        self.leave()

    def _connect(self, page: BuilderPage) -> None:
        page.begun.connect(self._begin_with)
        page.file_asked.connect(self._ask_file)
        page.try_requested.connect(self._try)
        page.save_requested.connect(self._save)
        page.left.connect(self.leave)
        page.library.own_asked.connect(self.open_own)
