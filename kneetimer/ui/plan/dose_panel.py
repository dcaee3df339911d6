"""The place where one dose of the plan is changed: its numbers, its exercise, and what that costs.

Shows one DoseView and says by signals what a person wants; decides nothing.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.plan_edit import (
    REPS,
    REST_S,
    SECONDS,
    SETS,
    TEMPO_S,
    DoseEdit,
    DosePart,
    reset_part,
)
from kneetimer.core.preferences import Range
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.setting_row import SettingRow
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.text import Text
from kneetimer.ui.exercises.load_section import LoadSection
from kneetimer.ui.plan import words
from kneetimer.ui.plan.view import DoseField, DoseView
from kneetimer.ui.shell.theme import Theme


class DosePanel(Card):
    """`edited` carries the new DoseEdit of the place; `closed` says that the person is done here.

    `moved` and `removed` say that the exercise should stand so many places further down, or go.
    `swap_asked` asks for what may be done in its place. `load_chosen` carries the exercise and what it is
    done with, wherever it stands.
    """

    edited = Signal(object)
    moved = Signal(int)
    removed = Signal()
    undo_asked = Signal()
    swap_asked = Signal()
    load_chosen = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme, view: DoseView, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, role="raised", margin=16, spacing=0, radius=12)
        self._theme = theme
        self._view = view
        self.steppers: dict[str, Stepper] = {}
        self.resets: dict[str, Button] = {}
        self._rows: dict[str, SettingRow] = {}
        self._body: QWidget | None = None
        self._heading = Text(theme, px=16, weight=QFont.Weight.DemiBold, wrap=True)
        self._consequence = Text(theme, px=16, wrap=True)
        self.load = LoadSection(theme)
        self.swap = Button(theme, tr(words.SWAP))
        self.up = Button(theme, tr(words.UP))
        self.down = Button(theme, tr(words.DOWN))
        self.remove = Button(theme, tr(words.REMOVE))
        self.reset_dose = Button(theme, tr(words.RESET_DOSE))
        self.undo = Button(theme, tr(words.UNDO))
        self.done = Button(theme, tr(words.DONE))
        self._lay_out()
        self.load.chosen.connect(self._choose_load)
        self.swap.clicked.connect(self.swap_asked)
        self.up.clicked.connect(self._move_up)
        self.down.clicked.connect(self._move_down)
        self.remove.clicked.connect(self.removed)
        self.reset_dose.clicked.connect(self._reset_dose)
        self.undo.clicked.connect(self._undo)
        self.done.clicked.connect(self.closed)
        self.show_dose(view)

    def show_dose(self, view: DoseView) -> None:
        """Show a dose anew after a change. What a person types is left alone."""
        if self._body is None or _shape(view) != _shape(self._view):
            self._build_rows(view)
        if view.exercise != self._view.exercise:
            self.load.kg.give_up()  # what was typed was about the one before
        self._view = view
        self._heading.setText(view.name)
        self.load.show_line(view.load)
        for key, field in _fields(view).items():
            self.steppers[key].show_value(_number(key, field.value))
            if not self.steppers[key].is_wrong():  # else it still says why
                self._rows[key].show_caption(field.caption)
            self.resets[key].setVisible(field.differs)
        for button in (self.up, self.down, self.remove):
            button.setVisible(view.moves is not None)
        if view.moves is not None:
            self.up.setEnabled(view.moves.up)
            self.down.setEnabled(view.moves.down)
        self.reset_dose.setVisible(bool(view.differs))
        self.undo.setVisible(view.can_undo)
        self._consequence.setText(view.consequence)

    def controls(self) -> list[QWidget]:
        """Everything that Tab comes to, from top to bottom."""
        found: list[QWidget] = []
        for key, stepper in self.steppers.items():
            found += [self.resets[key], stepper]
        # Qt passes over an order with a widget in it that takes no keyboard, as a band that is not taken.
        found += [each for each in self.load.stops() if each.focusPolicy() is not Qt.FocusPolicy.NoFocus]
        return [*found, *self._buttons()]

    def _buttons(self) -> tuple[Button, ...]:
        return (self.done, self.swap, self.up, self.down, self.remove, self.undo, self.reset_dose)

    def first_control(self) -> QWidget:
        """Where the keyboard goes when the panel opens."""
        return self.steppers["sets"]

    def _lay_out(self) -> None:
        self.column.addWidget(self._heading)
        self.column.addWidget(self._consequence)
        self.column.addSpacing(8)
        self._rows_place = QVBoxLayout()
        self._rows_place.setContentsMargins(0, 0, 0, 0)
        self.column.addLayout(self._rows_place)
        self.column.addSpacing(10)
        self.column.addWidget(self.load)
        self.column.addSpacing(10)
        buttons = Flow(8)
        for button in self._buttons():
            buttons.addWidget(button)
        self.column.addLayout(buttons)

    def _build_rows(self, view: DoseView) -> None:
        if self._body is not None:
            self._rows_place.removeWidget(self._body)
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        column = QVBoxLayout(self._body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.steppers, self.resets, self._rows = {}, {}, {}
        for number, (key, field) in enumerate(_fields(view).items()):
            stepper = Stepper(self._theme, field.title, _range(key, view))
            stepper.changed.connect(self._stepped)
            stepper.refused.connect(self._refused)
            reset = Button(self._theme, tr(words.RESET))
            reset.setAccessibleName(f"{tr(words.RESET)}: {field.title}")
            reset.clicked.connect(self._reset)
            row = SettingRow(self._theme, field.title, reset, stepper, first=number == 0)
            self.steppers[key], self.resets[key], self._rows[key] = stepper, reset, row
            column.addWidget(row)
        self._rows_place.addWidget(self._body)

    @Slot(object)
    def _stepped(self, value: object) -> None:
        key = next(key for key, stepper in self.steppers.items() if stepper is self.sender())
        assert isinstance(value, int | float)
        edit = self._view.edit
        match key:
            case "sets":
                self._change(replace(edit, sets=int(value)), key)
            case "amount":
                self._change(replace(edit, amount=int(value)), key)
            case "rest":
                self._change(replace(edit, rest_s=int(value)), key)
            case _:
                tempo = [round(field.value * 1000) for field in self._view.tempo]
                tempo[int(key[-1])] = round(value * 1000)
                try:
                    self._change(replace(edit, tempo_ms=(tempo[0], tempo[1], tempo[2])), key)
                except ValueError as problem:  # a rep of no length at all
                    self.steppers[key].show_value(_fields(self._view)[key].value)
                    self._rows[key].show_caption(str(problem))

    @Slot()
    def _reset(self) -> None:
        key = next(key for key, button in self.resets.items() if button is self.sender())
        # The button goes away with its press; the keyboard stays at the number.
        self.steppers[key].setFocus()
        self.steppers[key].give_up()
        parts = {"sets": DosePart.SETS, "amount": DosePart.AMOUNT, "rest": DosePart.REST}
        self._change(reset_part(self._view.edit, parts.get(key, DosePart.TEMPO)), key)

    @Slot(str)
    def _refused(self, why: str) -> None:
        key = next(key for key, stepper in self.steppers.items() if stepper is self.sender())
        self._rows[key].show_caption(why or _fields(self._view)[key].caption, wrong=bool(why))

    def _forget_typed(self) -> None:
        """Forget what was typed and cannot be taken; the keyboard goes where no button goes away."""
        self.done.setFocus()
        for stepper in self.steppers.values():
            stepper.give_up()
        self.load.kg.give_up()

    @Slot(str)
    def _choose_load(self, load: str) -> None:
        self.load_chosen.emit(self._view.exercise, load)

    @Slot()
    def _reset_dose(self) -> None:
        self._forget_typed()
        self._change(DoseEdit(self._view.own.exercise), "")

    @Slot()
    def _move_up(self) -> None:
        self.moved.emit(-1)

    @Slot()
    def _move_down(self) -> None:
        self.moved.emit(1)

    @Slot()
    def _undo(self) -> None:
        self._forget_typed()
        self.undo_asked.emit()

    def _change(self, edit: DoseEdit, key: str) -> None:
        if edit != self._view.edit:
            self.edited.emit(edit)


def _fields(view: DoseView) -> dict[str, DoseField]:
    fields = {"sets": view.sets, "amount": view.amount}
    fields |= {f"tempo {number}": field for number, field in enumerate(view.tempo)}
    if view.rest is not None:
        fields["rest"] = view.rest
    return fields


def _shape(view: DoseView) -> tuple[object, ...]:
    """What decides which rows there are."""
    return (view.place, view.timed, tuple((key, field.title) for key, field in _fields(view).items()))


def _range(key: str, view: DoseView) -> Range:
    if key == "amount":
        return SECONDS if view.timed else REPS
    return {"sets": SETS, "rest": REST_S}.get(key, TEMPO_S)


def _number(key: str, value: float) -> float:
    return value if key.startswith("tempo") else int(value)
