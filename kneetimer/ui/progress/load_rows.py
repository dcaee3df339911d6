"""What each set of a session was done with, to be put right: kilograms, or a band's colour.

Shows what was kept and says what stands there now; stores nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kneetimer.core.exercise import Exercise
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.record import SessionRecord
from kneetimer.core.script import Step
from kneetimer.core.weights import (
    BANDS,
    LoadKind,
    kg_of,
    kind_of_load,
    load_kind,
    load_of_band,
    load_of_kg,
)
from kneetimer.ui.controls.kg_stepper import KgStepper
from kneetimer.ui.controls.menu_button import MenuButton
from kneetimer.ui.controls.text import Text
from kneetimer.ui.progress import words
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.text.loads import opening_load


@dataclass(frozen=True, slots=True)
class LoadedSet:
    """A set that can be done with something: its name, and what it was and was to be done with."""

    step: int
    name: str
    kind: LoadKind
    load: str
    planned: str


def loaded_sets(
    record: SessionRecord, exercises: Mapping[str, Exercise], name_of: Callable[[str], str]
) -> tuple[LoadedSet, ...]:
    """The sets of a session that can be done with a weight or a band; nobody warms up with one."""
    steps = record.script.planned
    found = (
        LoadedSet(
            result.step,
            words.set_name(name_of(result.exercise), result.side, result.set, ""),
            _kind(steps[result.step], result.load, exercises.get(result.exercise)),
            result.load,
            steps[result.step].load,
        )
        for result in record.sets
        if result.block.has_rests
    )
    return tuple(each for each in found if each.kind is not LoadKind.NOTHING)


def _kind(step: Step, load: str, exercise: Exercise | None) -> LoadKind:
    """An exercise or a variant that is not known here goes by what was kept."""
    ways = () if exercise is None else (None, *(each.id for each in exercise.variants))
    return load_kind(exercise, step.variant) if exercise and step.variant in ways else kind_of_load(load)


class LoadRows(QWidget):
    """A line for each set. What stands there at first is what was kept, in whatever words.

    The lines are made when they are first looked at: they would double the time in which their sheet opens.
    """

    def __init__(self, theme: Theme, sets: tuple[LoadedSet, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sets = sets
        self._kgs: dict[int, KgStepper] = {}
        self._bands: dict[int, tuple[MenuButton, tuple[str, ...]]] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Text(theme, tr(words.LOADS_HELP), px=15, role="soft", wrap=True))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(0, 1)
        column.addLayout(self._grid)

    def showEvent(self, event: QShowEvent) -> None:
        if not self._grid.count():
            self._make_lines()
        super().showEvent(event)

    def _make_lines(self) -> None:
        found = self.previousInFocusChain()
        while found is not None and found is not self and found.focusPolicy() is Qt.FocusPolicy.NoFocus:
            found = found.previousInFocusChain()
        before = found or self
        for row, one in enumerate(self._sets):
            name, control = Text(self._theme, one.name, px=15, wrap=True), self._control(one)
            for column, widget in enumerate((name, control)):
                self._grid.addWidget(widget, row, column)
                widget.show()  # else not before the next round of events
            QWidget.setTabOrder(before, control)  # else it would come after the buttons of the sheet
            before = control

    def loads(self) -> dict[int, str]:
        """What each set was done with, by its step, as it stands here."""
        found = {each.step: each.load for each in self._sets}
        for step, stepper in self._kgs.items():
            kg = stepper.chosen() or 0.0
            if kg != (kg_of(found[step]) or 0.0):  # else the plan's own words stay
                found[step] = load_of_kg(kg)
        return found | {step: loads[menu.choice()] for step, (menu, loads) in self._bands.items()}

    def _control(self, one: LoadedSet) -> QWidget:
        if one.kind is LoadKind.WEIGHT:
            stepper = KgStepper(self._theme, words.weight_of_set(one.name))
            stepper.show_value(kg_of(one.load) or 0.0)
            stepper.setMinimumHeight(stepper.sizeHint().height())
            self._kgs[one.step] = stepper
            return stepper
        colours = (load_of_band(colour) for colour in BANDS)
        loads = tuple(dict.fromkeys(("", one.planned, one.load, *colours)))
        menu = MenuButton(self._theme, words.band_of_set(one.name))
        menu.show_choices([opening_load(each, LoadKind.BAND) for each in loads], loads.index(one.load))
        self._bands[one.step] = (menu, loads)
        return menu
