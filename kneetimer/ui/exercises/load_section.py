"""What an exercise is done with: kilograms or a band's colour, and the next small step where one is due.

Emits what a person chose, as weights.py writes it; keeps nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.weights import BANDS, LoadKind, band_of, kg_of, load_of_band, load_of_kg
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.choice_flow import ChoiceFlow
from kneetimer.ui.controls.kg_stepper import KgStepper
from kneetimer.ui.controls.text import Text
from kneetimer.ui.exercises import words
from kneetimer.ui.exercises.view import NO_LOAD, LoadLine
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.text.loads import load_text


class LoadSection(QWidget):
    """`chosen` carries the load, "" for what the plan says.

    Where it stands among others it is called `about` its exercise, and says only what is about that one.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, about: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._about = about
        self._line = NO_LOAD
        if about:
            self._title = Text(theme, about, weight=QFont.Weight.DemiBold, wrap=True)
        else:
            self._title = Text(theme, tr(words.LOAD_TITLE), px=14, weight=QFont.Weight.DemiBold, role="soft")
        self.kg = KgStepper(theme, words.weight_of(about))
        self.bands = ChoiceFlow(theme, words.band_of(about))
        self._note = Text(theme, role="soft", wrap=True)
        self.take = Button(theme, "", compact=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._title)
        row = QHBoxLayout()
        row.addWidget(self.kg)
        row.addWidget(self.take)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.bands)
        column.addWidget(self._note)
        self.kg.changed.connect(self._kg_chosen)
        self.kg.refused.connect(self._refused)
        self.bands.chosen.connect(self._band_chosen)
        self.take.clicked.connect(self._step_taken)

    def show_line(self, line: LoadLine) -> None:
        """Show what the exercise is done with; nothing for one that nobody makes heavier."""
        self._line = line
        self.setVisible(line.kind is not LoadKind.NOTHING)
        self.kg.setVisible(line.kind is LoadKind.WEIGHT)
        self.bands.setVisible(line.kind is LoadKind.BAND)
        if line.kind is LoadKind.WEIGHT:
            self.kg.show_value(kg_of(line.chosen) or kg_of(line.plan) or 0.0)
        elif line.kind is LoadKind.BAND:
            colours = ["", *BANDS]
            names = [words.as_the_plan_says(load_text(line.plan))]
            names += [tr(words.BANDS[colour]) for colour in BANDS]
            self.bands.show_choices(names, colours.index(band_of(line.chosen) or ""))
        self.take.setVisible(bool(line.step))
        self.take.show_text(words.take_step(load_text(line.step)), ButtonKind.OUTLINED)
        if line.kind is not LoadKind.WEIGHT:
            self.kg.give_up()  # what was typed is not about this way
        if not self.kg.is_wrong():  # else it still says why
            self._tell("")

    def stops(self) -> list[QWidget]:
        """What Tab comes to."""
        return [self.kg, self.take, *self.bands.buttons()]

    @Slot(object)
    def _kg_chosen(self, kg: object) -> None:
        assert isinstance(kg, int | float)
        self.chosen.emit(load_of_kg(kg))

    @Slot(str)
    def _refused(self, why: str) -> None:
        self._tell(why)

    def _tell(self, why: str) -> None:
        usual = "" if self._about and not self._line.step else words.load_note(load_text(self._line.step))
        self._note.setText(why or usual)
        self._note.setVisible(bool(why or usual))

    @Slot(int)
    def _band_chosen(self, number: int) -> None:
        self.chosen.emit(load_of_band(BANDS[number - 1]) if number else "")

    @Slot()
    def _step_taken(self) -> None:
        self.kg.setFocus()  # the button goes away with its press
        self.chosen.emit(self._line.step)
