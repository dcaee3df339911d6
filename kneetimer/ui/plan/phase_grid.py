"""The phases of a plan, side by side or one under the other, and the one dose that is open in them.

A layout and no widget, so that a screen reader comes straight to the phases. Changes no dose itself.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from kneetimer.core.plan_edit import DosePlace
from kneetimer.ui.plan.dose_panel import DosePanel
from kneetimer.ui.plan.rows import PhasePanel
from kneetimer.ui.plan.view import DoseView, PhaseCard
from kneetimer.ui.shell.theme import Theme

GAP = 16


class PhaseGrid(QGridLayout):
    """`dose_asked` carries a place, or None when the person is done with it; `dose_edited` place and edit.

    `exercise_added` carries a spot and an exercise, `exercise_moved` a place and how far down. `opened` says
    that the panel of another dose has come up, `leaving` that the panel with the keyboard is about to go.
    `load_chosen` carries an exercise and what it is done with.
    """

    dose_asked = Signal(object)
    dose_edited = Signal(object, object)
    swap_asked = Signal(object)
    load_chosen = Signal(str, str)
    exercise_added = Signal(object, str)
    exercise_moved = Signal(object, int)
    exercise_removed = Signal(object)
    copy_asked = Signal()
    undo_asked = Signal()
    opened = Signal()
    leaving = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = False
        self._dose: DoseView | None = None
        self._asked_in: PhasePanel | None = None
        self.panels: list[PhasePanel] = []
        self.setSpacing(GAP)

    def show_phases(self, phases: tuple[PhaseCard, ...], dose: DoseView | None) -> None:
        """Show phases; the panel of a dose opens, changes or closes."""
        if len(phases) != len(self.panels):
            self._build(len(phases))
        for panel, phase in zip(self.panels, phases, strict=True):
            panel.show_phase(phase)
        self._dose = dose
        self._show_dose(dose)

    def set_narrow(self, narrow: bool) -> None:
        self._narrow = narrow
        self._arrange()

    def is_open(self) -> bool:
        """True while a dose is being changed."""
        return self._dose is not None

    def open_panel(self) -> DosePanel | None:
        return next((panel for phase in self.panels if (panel := phase.panel()) is not None), None)

    def controls(self) -> list[QWidget]:
        """Everything that Tab comes to, from the first phase to the last."""
        return [control for panel in self.panels for control in panel.controls()]

    @Slot()
    def close_dose(self) -> None:
        """The person is done with the dose that is open."""
        self.dose_asked.emit(None)

    def _show_dose(self, dose: DoseView | None) -> None:
        shown = False
        for panel in self.panels:
            # A dose that two phases share opens where it was asked for, and only there.
            here = dose is not None and dose.place in panel.rows and not shown
            if here and self._asked_in is not None and self._asked_in is not panel:
                here = dose is not None and dose.place not in self._asked_in.rows
            before = panel.open_place()
            panel.show_dose(dose if here else None)
            shown = shown or here
            if here and panel.open_place() != before:
                self.opened.emit()

    def _build(self, number: int) -> None:
        for panel in self.panels:
            focused = panel.window().focusWidget()
            if focused is not None and panel.isAncestorOf(focused):
                self.leaving.emit()
            self.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        self._asked_in = None
        self.panels = [self._panel() for _ in range(number)]
        self._arrange()

    def _panel(self) -> PhasePanel:
        panel = PhasePanel(self._theme)
        panel.edit_asked.connect(self._edit_asked)
        panel.swap_asked.connect(self.swap_asked)
        panel.load_chosen.connect(self.load_chosen)
        panel.dose_edited.connect(self.dose_edited)
        panel.exercise_added.connect(self.exercise_added)
        panel.exercise_moved.connect(self.exercise_moved)
        panel.exercise_removed.connect(self.exercise_removed)
        panel.copy_asked.connect(self.copy_asked)
        panel.undo_asked.connect(self.undo_asked)
        panel.closed.connect(self.close_dose)
        return panel

    def _arrange(self) -> None:
        columns = 1 if self._narrow or len(self.panels) == 1 else 2
        for panel in self.panels:
            self.removeWidget(panel)
        for number, panel in enumerate(self.panels):
            self.addWidget(panel, number // columns, number % columns)
        for column in (0, 1):
            self.setColumnStretch(column, 1 if column < columns else 0)

    @Slot(object)
    def _edit_asked(self, place: DosePlace) -> None:
        panel = self.sender()
        assert isinstance(panel, PhasePanel)
        if panel is self._asked_in and self._dose is not None and self._dose.place == place:
            self.close_dose()
            return
        self._asked_in = panel
        self.dose_asked.emit(place)
