"""What is about plans: the Plan page, and the builder that takes its place while a plan is being built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from kneetimer.core.plan_edit import DosePlace
from kneetimer.program.appearance import Appearance
from kneetimer.program.lazy import Lazy
from kneetimer.program.model import Model
from kneetimer.program.page_controller import PageController
from kneetimer.program.plan_controller import PlanController
from kneetimer.program.undo import Undo

if TYPE_CHECKING:
    from kneetimer.program.builder_controller import BuilderController
    from kneetimer.program.swap_controller import SwapController


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
        self.plans = PlanController(appearance, model, undo, self)
        self._needs = model, appearance, undo
        self._builder, self._swaps = Lazy(self._make_builder), Lazy(self._make_swaps)
        self.plans.builder_requested.connect(self._open_builder)
        self.plans.swap_requested.connect(self._ask_swap)
        self.plans.said.connect(self.said)
        self.plans.went_well.connect(self.went_well)

    @property
    def builder(self) -> BuilderController:
        return self._builder()

    @property
    def swaps(self) -> SwapController:
        return self._swaps()

    def _make_builder(self) -> BuilderController:
        from kneetimer.program.builder_controller import BuilderController

        made = BuilderController(*self._needs, self)
        made.opened.connect(self.turned)
        made.closed.connect(self.turned)
        made.practise.connect(self.practise)
        made.said.connect(self.said)
        made.went_well.connect(self.went_well)
        return made

    def _make_swaps(self) -> SwapController:
        from kneetimer.program.swap_controller import SwapController

        made = SwapController(*self._needs, self)
        made.said.connect(self.said)
        made.dose_edited.connect(self.plans.changes.edit_dose)
        return made

    def controller(self) -> PageController:
        """The one whose page is the one to show."""
        made = self._builder.made
        return made if made is not None and made.is_open else self.plans

    def page(self) -> QWidget:
        return self.controller().page

    @Slot()
    def _open_builder(self) -> None:
        self.builder.open()

    @Slot(object)
    def _ask_swap(self, place: DosePlace) -> None:
        self.swaps.ask(place, self.plans.page.window())
