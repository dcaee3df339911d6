"""The sheet on which a person makes an exercise of their own, or changes one.

Says what was typed and chosen; whether that can be an exercise, core/own_exercise.py knows.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QImage, QPixmap
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from kneetimer.core.exercise import Tempo, Unit
from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.own_exercise import NAME_CHARACTERS, STEP_CHARACTERS, STEPS, OwnExercise
from kneetimer.core.preferences import Range
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.choice_row import ChoiceRow, OptionButton
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.focus_ring import FocusRings
from kneetimer.ui.controls.sheet import finish_typing, fit_on_screen, scrolled, style_field
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.text import Text
from kneetimer.ui.figures.own_picture import decoded, encoded
from kneetimer.ui.plan import own_words as words
from kneetimer.ui.shell.theme import Theme, font

WIDTH, HEIGHT = 720, 700
PICTURE = QSize(160, 120)
PART_S = Range(0.0, 30.0, 0.5, "s")
USUAL_S = (2.0, 0.0, 2.0)
# By what it counts and by its sides, as the rows of choices have them.
UNITS = {
    (0, 0): Unit.REPS, (0, 1): Unit.REPS_PER_SIDE, (0, 2): Unit.REPS_ALTERNATING,
    (1, 0): Unit.SECONDS, (1, 1): Unit.SECONDS_PER_SIDE, (1, 2): Unit.SECONDS_PER_SIDE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnFields:
    """What stands on the sheet. `tempo_s` are the parts of a rep in seconds."""

    name: str
    unit: Unit
    tempo_s: tuple[float, float, float]
    kit: tuple[str, ...]
    steps: tuple[str, ...]
    picture: str


class OwnSheet(QDialog):
    """`wanted` carries OwnFields, `retire_wanted` asks that it be offered no more.

    `picture_asked` asks for a file, whose picture comes with `show_picture`.
    """

    wanted = Signal(object)
    retire_wanted = Signal()
    picture_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        kit: Mapping[str, str],
        own: OwnExercise | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`kit` are all pieces of kit with their names; `own` is the exercise to be changed."""
        super().__init__(parent)
        self._theme = theme
        title = tr(words.TITLE_NEW) if own is None else words.title(own.name)
        self.setWindowTitle(title)
        self._picture = ""
        self.name = _line(theme, tr(words.NAME), NAME_CHARACTERS, tr(words.NAME_HINT))
        self.counts = ChoiceRow(theme, tr(words.COUNTS), [tr(each) for each in words.COUNTED])
        self.sides = ChoiceRow(theme, tr(words.SIDES), [tr(each) for each in words.SIDED])
        self.tempo = [Stepper(theme, tr(each), PART_S) for each in (words.FIRST, words.HOLD, words.SECOND)]
        self.kit = {each: OptionButton(theme, label) for each, label in kit.items()}
        self.steps = [
            _line(theme, words.step(number + 1), STEP_CHARACTERS, tr(words.STEP_HINTS[number]))
            for number in range(STEPS)
        ]
        self.choose_picture = Button(theme, tr(words.CHOOSE))
        self.drop_picture = Button(theme, tr(words.DROP))
        self._still = QLabel()
        self._no_picture = Text(theme, tr(words.NO_PICTURE), px=15, role="soft", wrap=True)
        self._tempo_row = QWidget()
        self._message = Text(theme, "", wrap=True)
        self._message.hide()
        self.save = Button(theme, tr(words.SAVE), ButtonKind.FILLED)
        self.cancel = Button(theme, tr(words.CANCEL))
        self.retire = Button(theme, tr(words.RETIRE))
        self.retire.setVisible(own is not None)
        FocusRings(theme, self)
        self._lay_out(title)
        self._fill(own)
        self._connect()
        fit_on_screen(self, theme.px(WIDTH), theme.px(HEIGHT))

    def fields(self) -> OwnFields:
        """What stands on the sheet now."""
        tempo = [float(each.chosen() or 0.0) for each in self.tempo]
        return OwnFields(
            " ".join(self.name.text().split()),
            UNITS[self.counts.choice() or 0, self.sides.choice() or 0],
            (tempo[0], tempo[1], tempo[2]),
            tuple(each for each, option in self.kit.items() if option.isChecked()),
            tuple(" ".join(step.text().split()) for step in self.steps),
            self._picture,
        )

    def show_picture(self, picture: QImage) -> None:
        """Show a picture as the still of the exercise; why it cannot be one is said."""
        try:
            self._take_picture(encoded(picture))
        except ValueError as problem:
            self.show_message(str(problem))

    def show_message(self, text: str) -> None:
        """Say what is still missing, where it is read: above the buttons."""
        self._message.setText(text)
        self._message.setVisible(bool(text))

    def _take_picture(self, text: str) -> None:
        self._picture = text
        self.drop_picture.setVisible(bool(text))
        self._still.setVisible(bool(text))
        self._no_picture.setVisible(not text)
        if text:
            size = PICTURE * self._theme.px(100) / 100
            kept = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self._still.setPixmap(QPixmap.fromImage(decoded(text)).scaled(size, kept, smooth))
            self._still.setAccessibleName(tr(words.PICTURE))

    def _fill(self, own: OwnExercise | None) -> None:
        unit = Unit.REPS if own is None else own.unit
        counts, sides = next(place for place, each in UNITS.items() if each is unit)
        self.counts.show_choice(counts)
        self.sides.show_choice(sides)
        parts = USUAL_S if own is None or own.tempo is None else _parts_s(own.tempo)
        for stepper, seconds in zip(self.tempo, parts, strict=True):
            stepper.show_value(seconds)
        if own is not None:
            self.name.setText(own.name)
            for field, step in zip(self.steps, own.steps, strict=True):
                field.setText(step)
            for each in own.kit:
                self.kit[each].setChecked(True)
        self._take_picture("" if own is None else own.picture)
        self._follow_counts()

    def _lay_out(self, title: str) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(10)
        column.addWidget(Text(theme, title, px=24, weight=QFont.Weight.Bold, display=True))
        rows = QVBoxLayout()
        rows.setSpacing(8)
        kit = QWidget()
        flow = Flow(8, kit)
        for option in self.kit.values():
            flow.addWidget(option)
        parts: tuple[tuple[str, tuple[QWidget, ...]], ...] = (
            (tr(words.NAME), (self.name,)),
            (tr(words.COUNTS), (self.counts,)),
            (tr(words.SIDES), (self.sides,)),
            (tr(words.TEMPO), (self._tempo_row,)),
            (tr(words.KIT), (kit,)),
            (tr(words.STEPS), tuple(self.steps)),
            (tr(words.PICTURE), (self._still, self._no_picture)),
        )
        self._lay_out_tempo()
        for name, fields in parts:
            rows.addWidget(Text(theme, name, weight=QFont.Weight.DemiBold))
            for field in fields:
                rows.addWidget(field)
        pictures = QHBoxLayout()
        pictures.addWidget(self.choose_picture)
        pictures.addWidget(self.drop_picture)
        pictures.addStretch(1)
        rows.addLayout(pictures)
        rows.addWidget(Text(theme, tr(words.SPOKEN), px=15, role="soft", wrap=True))
        column.addWidget(scrolled(rows), 1)
        column.addWidget(self._message)
        foot = QHBoxLayout()
        foot.addWidget(self.retire)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        column.addLayout(foot)

    def _lay_out_tempo(self) -> None:
        row = QHBoxLayout(self._tempo_row)
        row.setContentsMargins(0, 0, 0, 0)
        for stepper in self.tempo:
            part = QVBoxLayout()
            part.addWidget(Text(self._theme, stepper.accessibleName(), px=14, role="soft"))
            stepper.setMinimumHeight(stepper.sizeHint().height())
            part.addWidget(stepper)
            row.addLayout(part)
        row.addStretch(1)

    def _connect(self) -> None:
        self.counts.chosen.connect(self._follow_counts)
        self.choose_picture.clicked.connect(self.picture_asked)
        self.drop_picture.clicked.connect(self._drop)
        self.save.clicked.connect(self._ask_save)
        self.cancel.clicked.connect(self.reject)
        self.retire.clicked.connect(self.retire_wanted)

    @Slot()
    def _follow_counts(self) -> None:
        """A hold has no tempo, and both sides cannot take turns in it."""
        timed = self.counts.choice() == 1
        self._tempo_row.setEnabled(not timed)
        in_turn = self.sides.buttons()[2]
        in_turn.setEnabled(not timed)
        if timed and self.sides.choice() == 2:
            self.sides.show_choice(1)

    @Slot()
    def _drop(self) -> None:
        self.choose_picture.setFocus()  # the button goes away with its press
        self._take_picture("")

    @Slot()
    def _ask_save(self) -> None:
        if why := finish_typing(self):
            self.show_message(why)
            return
        self.wanted.emit(self.fields())


def _line(theme: Theme, name: str, most: int, hint: str) -> QLineEdit:
    field = QLineEdit()
    field.setMaxLength(most)
    field.setPlaceholderText(hint)
    field.setAccessibleName(name)
    field.setFont(font(theme.px(16)))
    field.setMinimumHeight(max(44, theme.px(44)))
    style_field(field, theme)
    return field


def _parts_s(tempo: Tempo) -> tuple[float, float, float]:
    return (tempo.first_ms / 1000, tempo.hold_ms / 1000, tempo.second_ms / 1000)
