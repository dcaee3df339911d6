"""The rests of single exercises: each with where it comes from, and a way to use it for all.

Shows what settings_view builds and says what a person wants of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.preferences import RANGES
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.setting_row import SettingRow, keep_room
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.settings import words
from kneetimer.ui.settings.section_card import LEAST_WORDS
from kneetimer.ui.settings.view import RestLine
from kneetimer.ui.shell.theme import Theme


class RestList(QWidget):
    """`rest_chosen` carries an exercise and its seconds, None for no rest of its own.

    `all_requested` carries the seconds that are to be those of all exercises.
    """

    rest_chosen = Signal(str, object)
    all_requested = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lines: tuple[RestLine, ...] = ()
        self.steppers: dict[str, Stepper] = {}
        self.all_buttons: dict[str, Button] = {}
        self.own_buttons: dict[str, Button] = {}
        self.rows: dict[str, SettingRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 0, 0, 0)
        self._column.setSpacing(0)

    def show_lines(self, lines: Sequence[RestLine]) -> None:
        if [line.exercise for line in lines] != [line.exercise for line in self._lines]:
            self._make_rows(lines)
        self._lines = tuple(lines)
        for line in lines:
            stepper = self.steppers[line.exercise]
            stepper.show_value(line.value_s)
            stepper.setEnabled(not line.fixed)
            self.all_buttons[line.exercise].setVisible(line.own)
            self.own_buttons[line.exercise].setVisible(line.own)
            if not stepper.is_wrong():
                self.rows[line.exercise].show_caption(line.caption)

    def forget_typed(self) -> None:
        """Forget what was typed and cannot be taken."""
        for stepper in self.steppers.values():
            stepper.give_up()

    def show_found(self, wanted: Sequence[str]) -> bool:
        """Show the exercises whose names have all these words, or all where there are none to look for.
        True where something was looked for and found."""
        found = False
        for row in self.rows.values():
            fits = all(word in row.title().casefold() for word in wanted)
            row.setVisible(fits)
            found = found or (fits and bool(wanted))
        return found

    def stops(self) -> tuple[QWidget, ...]:
        """Its controls in the order of the keyboard."""
        controls = (self.own_buttons, self.all_buttons, self.steppers)
        return tuple(each[line.exercise] for line in self._lines for each in controls)

    def _make_rows(self, lines: Sequence[RestLine]) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for kept in (self.steppers, self.all_buttons, self.own_buttons, self.rows):
            kept.clear()
        for line in lines:
            stepper = Stepper(self._theme, words.rest_of(line.name), RANGES["rest_sets_s"])
            to_all = Button(self._theme, tr(words.FOR_ALL), compact=True)
            to_all.setAccessibleName(words.for_all_name(line.name))
            back = Button(self._theme, tr(words.RESET), compact=True)
            back.setAccessibleName(words.back_name(words.rest_of(line.name)))
            keep_room(to_all, back)
            stepper.changed.connect(self._stepped)
            stepper.refused.connect(self._refused)
            to_all.clicked.connect(self._to_all)
            back.clicked.connect(self._give_back)
            row = SettingRow(self._theme, line.name, back, to_all, stepper, least_words=LEAST_WORDS)
            self.steppers[line.exercise] = stepper
            self.all_buttons[line.exercise] = to_all
            self.own_buttons[line.exercise] = back
            self.rows[line.exercise] = row
            self._column.addWidget(row)

    def _exercise_of(self, control: object) -> str:
        for controls in (self.steppers, self.all_buttons, self.own_buttons):
            for exercise, widget in controls.items():
                if widget is control:
                    return exercise
        raise KeyError(control)

    @Slot(object)
    def _stepped(self, value: object) -> None:
        self.rest_chosen.emit(self._exercise_of(self.sender()), value)

    @Slot(str)
    def _refused(self, why: str) -> None:
        exercise = self._exercise_of(self.sender())
        caption = next(line.caption for line in self._lines if line.exercise == exercise)
        self.rows[exercise].show_caption(why or caption, wrong=bool(why))

    @Slot()
    def _to_all(self) -> None:
        exercise = self._exercise_of(self.sender())
        self.steppers[exercise].setFocus(Qt.FocusReason.OtherFocusReason)
        self.steppers[exercise].give_up()
        self.all_requested.emit(next(line.value_s for line in self._lines if line.exercise == exercise))

    @Slot()
    def _give_back(self) -> None:
        exercise = self._exercise_of(self.sender())
        self.steppers[exercise].setFocus(Qt.FocusReason.OtherFocusReason)
        self.steppers[exercise].give_up()
        self.rest_chosen.emit(exercise, None)
