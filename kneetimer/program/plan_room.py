"""What is about plans: the Plan page, and the builder that takes its place while a plan is being built."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kneetimer.core.plan_edit import DosePlace
from kneetimer.program.appearance import Appearance
from kneetimer.program.builder_controller import BuilderController
from kneetimer.program.model import Model
from kneetimer.program.page_controller import PageController
from kneetimer.program.plan_controller import PlanController
from kneetimer.program.swap_controller import SwapController
from kneetimer.program.undo import Undo


class PlanRoom(QObject):
    """`turned` says that another of its pages is the one to show, `practise` carries a script to play now.

    `said` and `went_well` as of a page.
    """

    turned = Signal()
    practise = Signal(object)
    said = Signal(str)
    went_well = Signal(str, str)

    def __init__(
        self, model: Model, appearance: Appearance, undo: Undo, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.plans = PlanController(appearance.theme, model, undo, self)
        self.builder = BuilderController(model, appearance, undo, self)
        self.swaps = SwapController(model, appearance, undo, self)
        self.plans.builder_requested.connect(self.builder.open)
        self.builder.opened.connect(self.turned)
        self.builder.closed.connect(self.turned)
        self.builder.practise.connect(self.practise)
        for controller in (self.plans, self.builder, self.swaps):
            controller.said.connect(self.said)
        for page in (self.plans, self.builder):
            page.went_well.connect(self.went_well)
        self.plans.swap_requested.connect(self._ask_swap)
        self.swaps.dose_edited.connect(self.plans.edit_dose)

    def controller(self) -> PageController:
        """The one whose page is the one to show."""
        return self.builder if self.builder.is_open else self.plans

    def page(self) -> QWidget:
        return self.controller().page

    @Slot(object)
    def _ask_swap(self, place: DosePlace) -> None:
        self.swaps.ask(place, self.plans.page.window())
