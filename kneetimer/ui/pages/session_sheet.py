"""One session of the history, opened: what was prescribed and done, the answers, and ways to correct it.

Emits what a person asked for as values; stores nothing. Without `can_edit` it can only be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from kneetimer.core.plan import BlockKind
from kneetimer.core.preferences import Range
from kneetimer.core.record import Answered, SessionRecord, SetEdit, SetResult
from kneetimer.core.session_edit import SessionEdit
from kneetimer.ui.pages.progress_view import session_name
from kneetimer.ui.strip import blocks_of_record
from kneetimer.ui.theme import Theme, font
from kneetimer.ui.widgets.block_strip import BlockStrip
from kneetimer.ui.widgets.button import Button, ButtonKind
from kneetimer.ui.widgets.focus_ring import FocusRings, wants_ring
from kneetimer.ui.widgets.stepper import Stepper
from kneetimer.ui.widgets.text import Text
from kneetimer.ui.widgets.zero_to_ten import Anchor, ZeroToTen
from kneetimer.ui.wording import progress as words
from kneetimer.ui.wording import times
from kneetimer.ui.wording.dates import long_date
from kneetimer.ui.wording.summary import EFFORT_QUESTION, PAIN_QUESTION
from kneetimer.ui.wording.today import PARTS

REPS = Range(0, 999, 1)
SECONDS = Range(0, 3600, 1, "s")
WIDTH, HEIGHT = 800, 660
NOTE_HEIGHT = 84
EFFORT_ANCHORS = (Anchor(0, 0, "rest"), Anchor(5, 5, "hard"), Anchor(10, 10, "maximal"))
PAIN_ANCHORS = (
    Anchor(0, 2, "0–2"),
    Anchor(3, 5, "3–5", "pain_amber"),
    Anchor(6, 10, "6–10", "pain_red"),
)


@dataclass(frozen=True, slots=True)
class SheetSet:
    """One set on the sheet: its name and what of how much was done, in reps or whole seconds."""

    step: int
    block: BlockKind
    name: str
    done: int
    target: int
    timed: bool


def sheet_sets(record: SessionRecord, name_of: Callable[[str], str]) -> tuple[SheetSet, ...]:
    """The sets of a session with their names."""
    return tuple(
        SheetSet(
            result.step,
            result.block,
            words.set_name(name_of(result.exercise), result.side, result.set),
            _shown(result),
            (result.target_ms or 0) // 1000 if result.target_reps is None else result.target_reps,
            result.target_reps is None,
        )
        for result in record.sets
    )


def edit_of(record: SessionRecord, amounts: Mapping[int, int], answers: Answered) -> SessionEdit | None:
    """What is different now; None where nothing is. `amounts` are reps or whole seconds by step."""
    sets = tuple(
        SetEdit(result.step, amounts[result.step] * (1000 if result.target_reps is None else 1))
        for result in record.sets
        if result.step in amounts and amounts[result.step] != _shown(result)
    )
    before = Answered(record.effort, record.pain, record.note)
    if not sets and answers == before:
        return None
    return SessionEdit(record.id, sets, None if answers == before else answers)


def _shown(result: SetResult) -> int:
    return round(result.ms / 1000) if result.target_reps is None else result.reps or 0


class SessionSheet(QDialog):
    """`edited` carries a SessionEdit, `delete_asked` the id of the session."""

    edited = Signal(object)
    delete_asked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        record: SessionRecord,
        name_of: Callable[[str], str],
        *,
        can_edit: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._record = record
        self._can_edit = can_edit
        self._amounts: dict[int, Stepper] = {}
        name = session_name(record)
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        self._effort = ZeroToTen(theme, EFFORT_QUESTION, EFFORT_ANCHORS)
        self._pain = ZeroToTen(theme, PAIN_QUESTION, PAIN_ANCHORS)
        self._note = QPlainTextEdit()
        self._save = Button(theme, words.SAVE, ButtonKind.FILLED)
        self._delete = Button(theme, words.DELETE, ButtonKind.DANGER)
        self._close = Button(theme, words.CLOSE)
        FocusRings(theme, self)
        self._lay_out(name, sheet_sets(record, name_of))
        self._effort.show_value(record.effort)
        self._pain.show_value(record.pain)
        self._note.setPlainText(record.note)
        self._note.setReadOnly(not can_edit)
        for question in (self._effort, self._pain):
            question.setEnabled(can_edit)
        self._save.clicked.connect(self._save_clicked)
        self._delete.clicked.connect(self._delete_clicked)
        self._close.clicked.connect(self.reject)
        self.resize(theme.px(WIDTH), theme.px(HEIGHT))

    def set_amount(self, step: int, amount: int) -> None:
        """Change what was done of a set: reps, or whole seconds."""
        self._amounts[step].show_value(amount)

    def effort(self) -> ZeroToTen:
        return self._effort

    def save_button(self) -> Button:
        return self._save

    def delete_button(self) -> Button:
        return self._delete

    @Slot()
    def _save_clicked(self) -> None:
        answers = Answered(self._effort.value(), self._pain.value(), self._note.toPlainText())
        finish_typing(self)
        amounts = {step: round(stepper.value() or 0) for step, stepper in self._amounts.items()}
        edit = edit_of(self._record, amounts, answers)
        if edit is not None:
            self.edited.emit(edit)
        self.accept()

    @Slot()
    def _delete_clicked(self) -> None:
        self.delete_asked.emit(self._record.id)
        self.accept()

    def _lay_out(self, name: str, sets: Sequence[SheetSet]) -> None:
        theme, record = self._theme, self._record
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 22, 28, 22)
        column.setSpacing(10)
        column.addWidget(Text(theme, name, px=24, weight=QFont.Weight.Bold, display=True))
        column.addWidget(Text(theme, self._about(), px=15, role="soft", wrap=True))
        strip = BlockStrip(theme)
        strip.setFixedHeight(18)
        strip.show_blocks(blocks_of_record(record), None, fill="done")
        strip.setAccessibleName(words.STRIP)
        column.addWidget(strip)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(6, 6, 14, 6)
        rows.setSpacing(12)
        rows.addLayout(self._set_rows(sets))
        for question in (self._effort, self._pain):
            rows.addWidget(Text(theme, question.accessibleName(), weight=QFont.Weight.DemiBold))
            rows.addWidget(question)
        rows.addWidget(Text(theme, words.NOTE, weight=QFont.Weight.DemiBold))
        self._note.setAccessibleName(words.NOTE)
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(NOTE_HEIGHT)
        self._note.setFont(font(theme.px(16)))
        style_field(self._note, theme)
        rows.addWidget(self._note)
        rows.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        column.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addWidget(self._delete)
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self._save)
        column.addLayout(foot)
        self._save.setVisible(self._can_edit)
        self._delete.setVisible(self._can_edit)

    def _about(self) -> str:
        record = self._record
        parts = [
            f"{long_date(record.started.date())} {record.started.year}",
            times.time_of_day(record.started),
            f"{times.minutes(record.active_ms)} min",
        ]
        text = ", ".join(parts)
        if record.by_hand:
            text += f". {words.WAS_ADDED}"
        if record.edited is not None:
            text += f". {words.was_edited(record.edited.date())}"
        return text

    def _set_rows(self, sets: Sequence[SheetSet]) -> QGridLayout:
        theme = self._theme
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(0, 1)
        row = 0
        block: BlockKind | None = None
        for one in sets:
            if one.block is not block:
                block = one.block
                heading = Text(theme, PARTS[block], px=15, weight=QFont.Weight.DemiBold)
                grid.addWidget(heading, row, 0, 1, 3)
                row += 1
            grid.addWidget(Text(theme, one.name, px=15, wrap=True), row, 0)
            unit = words.unit(timed=one.timed)
            if self._can_edit:
                stepper = Stepper(theme, one.name, SECONDS if one.timed else REPS)
                stepper.show_value(one.done)
                stepper.setMinimumHeight(stepper.sizeHint().height())
                self._amounts[one.step] = stepper
                grid.addWidget(stepper, row, 1)
            else:
                grid.addWidget(Text(theme, str(one.done), px=15), row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(Text(theme, f"of {one.target} {unit}", px=15, role="soft"), row, 2)
            row += 1
        return grid

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if with_control and self._can_edit:
                self._save_clicked()
            return  # a dialog's Enter would press a button that nobody looks at
        super().keyPressEvent(event)


def finish_typing(dialog: QDialog) -> None:
    """Take what stands in the field that is being typed into: a click on a button leaves it there."""
    field = dialog.focusWidget()
    if field is not None:
        field.clearFocus()


def style_field(field: QWidget, theme: Theme) -> None:
    """A field to type in: the surface with a border that can be seen."""
    wants_ring(field, 8)
    palette = QPalette(field.palette())
    palette.setColor(QPalette.ColorRole.Base, theme.color("surface"))
    palette.setColor(QPalette.ColorRole.Text, theme.color("ink"))
    field.setPalette(palette)
    p = theme.palette
    field.setStyleSheet(
        f"{type(field).__name__} {{ background: {p.surface}; color: {p.ink};"
        f" border: 1px solid {p.edge}; border-radius: 8px; padding: 4px 8px; }}"
    )
