"""The draft of a plan that is being built: what each press makes of it, and the way back.

Stores nothing: what becomes of a draft is builder_controller.py's to say.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.core import draft as drafts
from kneetimer.core.draft import Draft, Drafted, Growth
from kneetimer.core.language import tr
from kneetimer.core.plan import BlockKind, Plan
from kneetimer.core.plan_edit import MOST_UNDO, DosePlace
from kneetimer.core.plan_shape import PlanRuleError
from kneetimer.program.model import Model
from kneetimer.ui.plan import builder_words, words
from kneetimer.ui.plan.builder_page import BuilderPage


class DraftEdits(QObject):
    """`changed` says that the draft is another one, `said` why it is not."""

    changed = Signal()
    said = Signal(str)

    def __init__(self, model: Model, page: BuilderPage, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._before: list[Draft] = []
        self.draft = empty_draft()
        self._connect(page)

    def begin(self) -> None:
        """An empty draft, with no way back to the one before."""
        self.draft, self._before = empty_draft(), []

    def known_plans(self) -> list[Plan]:
        """Every plan, with the one that is followed as it is followed."""
        plans = self._model.plans
        others = [each for each in plans.repository.ids() if each != plans.written.id]
        return [plans.plan, *(plans.repository.load(each) for each in others)]

    def change(self, draft: Draft) -> None:
        """Go on with another draft, with a way back to this one."""
        if draft == self.draft:
            return
        self._before = [*self._before, self.draft][-MOST_UNDO:]
        self.draft = draft
        self.changed.emit()

    @Slot()
    def _take_back(self) -> None:
        """Undo the last change of the draft; a name that was typed stays."""
        if self._before:
            self.draft = drafts.named(self._before.pop(), self.draft.plan.name)
            self.changed.emit()

    @Slot(str, object, object)
    def _add(self, exercise: str, kind: BlockKind | None, number: int | None) -> None:
        exercises = self._model.exercises
        try:
            added = drafts.with_one_more(
                self.draft, exercises[exercise], exercises, self.known_plans(), kind, number
            )
        except PlanRuleError as problem:
            self.said.emit(words.refused(problem.rule))
        else:
            self.change(added.draft)

    @Slot()
    def _add_stretches(self) -> None:
        exercises, known = self._model.exercises, self.known_plans()
        added = Drafted(self.draft, DosePlace(BlockKind.COOL_DOWN.value, 1, 0))
        for each in drafts.USUAL_STRETCHES:
            added = drafts.with_one_more(added.draft, exercises[each], exercises, known)
        self.change(added.draft)

    @Slot(object, object, int)
    def _move(self, place: DosePlace, kind: BlockKind, number: int) -> None:
        try:
            moved = drafts.moved_to(self.draft, place, kind, number, self._model.exercises)
        except PlanRuleError as problem:
            self.said.emit(words.refused(problem.rule))
        else:
            self.change(moved.draft)

    @Slot(object)
    def _remove(self, place: DosePlace) -> None:
        self.change(drafts.without(self.draft, place))

    @Slot(object, int)
    def _set_sets(self, place: DosePlace, sets: int) -> None:
        self.change(drafts.with_sets(self.draft, place, sets))

    @Slot(object, int)
    def _set_amount(self, place: DosePlace, amount: int) -> None:
        self.change(drafts.with_amount(self.draft, place, amount, self._model.exercises))

    @Slot(object, int)
    def _set_rests(self, kind: BlockKind, rest_s: int) -> None:
        self.change(drafts.with_rests(self.draft, kind, rest_s))

    @Slot(int)
    def _set_weeks(self, weeks: int) -> None:
        self.change(drafts.with_weeks(self.draft, weeks, self._model.exercises))

    @Slot(int)
    def _set_often(self, often: int) -> None:
        self.change(drafts.with_often(self.draft, often))

    @Slot(object)
    def _set_growth(self, growth: Growth) -> None:
        self.change(drafts.with_growth(self.draft, growth, self._model.exercises))

    @Slot(int)
    def _open_phase(self, number: int) -> None:
        self.draft = drafts.with_phase(self.draft, number)
        self.changed.emit()

    @Slot(str)
    def _rename(self, name: str) -> None:
        self.draft = drafts.named(self.draft, name)
        self.changed.emit()

    def _connect(self, page: BuilderPage) -> None:
        page.added.connect(self._add)
        page.moved.connect(self._move)
        page.removed.connect(self._remove)
        page.sets_changed.connect(self._set_sets)
        page.amount_changed.connect(self._set_amount)
        page.rests_changed.connect(self._set_rests)
        page.stretches_asked.connect(self._add_stretches)
        page.renamed.connect(self._rename)
        page.undo_requested.connect(self._take_back)
        page.head.weeks_changed.connect(self._set_weeks)
        page.head.often_changed.connect(self._set_often)
        page.head.growth_changed.connect(self._set_growth)
        page.head.phase_chosen.connect(self._open_phase)


def empty_draft() -> Draft:
    return drafts.new_draft(tr(builder_words.ABOUT), tr(builder_words.PHASE))
