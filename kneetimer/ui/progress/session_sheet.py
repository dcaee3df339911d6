"""One session of the history, opened: what was prescribed and done, the answers, and ways to correct it.

Emits what a person asked for as values; stores nothing. Without `can_edit` it can only be read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from kneetimer.core.exercise import Exercise
from kneetimer.core.knee import CheckMoment, KneeCheck
from kneetimer.core.language import tr, trc
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import BlockKind
from kneetimer.core.preferences import Range
from kneetimer.core.record import Answered, LoadEdit, SessionRecord, SessionState, SetEdit, SetResult
from kneetimer.core.schedule import day_of
from kneetimer.core.session_edit import KneeEdit, SessionEdit, becomes_whole, check_of
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.choice_row import ChoiceRow
from kneetimer.ui.controls.focus_ring import FocusRings
from kneetimer.ui.controls.sheet import finish_typing, fit_on_screen, scrolled, style_field
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.zero_to_ten import ScaleAnchor, ZeroToTen
from kneetimer.ui.knee import words as knee_words
from kneetimer.ui.knee.question import KneeQuestion, pain_anchors
from kneetimer.ui.knee.view import KneeAnswer
from kneetimer.ui.progress import words
from kneetimer.ui.progress.load_rows import LoadRows, loaded_sets
from kneetimer.ui.progress.view import exercise_name, session_name
from kneetimer.ui.session.block_strip import BlockStrip
from kneetimer.ui.session.strip import blocks_of_record
from kneetimer.ui.shell.theme import Theme, font
from kneetimer.ui.summary.view import said_worst
from kneetimer.ui.summary.words import EFFORT_QUESTION, PAIN_QUESTION
from kneetimer.ui.text import times
from kneetimer.ui.text.dates import long_date
from kneetimer.ui.text.lists import comma_list
from kneetimer.ui.today.words import PARTS

REPS = Range(0, 999, 1)
SECONDS = Range(0, 3600, 1, "s")
WIDTH, HEIGHT = 800, 660
NOTE_HEIGHT = 84
KNEE_QUESTIONS = {
    CheckMoment.BEFORE: knee_words.BEFORE_IT,
    CheckMoment.AFTER: knee_words.AFTER_IT,
    CheckMoment.MORNING: knee_words.MORNING_AFTER_IT,
}


def effort_anchors() -> tuple[ScaleAnchor, ...]:
    """What stands under a row of effort."""
    return (
        ScaleAnchor(0, 0, trc("an effort", "rest")),
        ScaleAnchor(5, 5, trc("an effort", "hard")),
        ScaleAnchor(10, 10, trc("an effort", "maximal")),
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
            words.set_name(name_of(result.exercise), result.side, result.set, result.load),
            _shown(result),
            (result.target_ms or 0) // 1000 if result.target_reps is None else result.target_reps,
            result.target_reps is None,
        )
        for result in record.sets
    )


def edit_of(
    record: SessionRecord,
    amounts: Mapping[int, int],
    answers: Answered,
    knee: Mapping[CheckMoment, KneeAnswer] | None = None,
    checks: Sequence[KneeCheck] = (),
    loads: Mapping[int, str] | None = None,
) -> SessionEdit | None:
    """What is different now; None where nothing is. `amounts` are reps or whole seconds by step.

    `loads` is what sets were done with, by step. `knee` are the answers as they stand on the sheet, `checks`
    as they are stored.
    """
    sets = _set_edits(record, amounts)
    before = Answered(record.effort, record.pain, record.note)
    changed = tuple(
        KneeEdit(moment, answer.level, answer.knee, answer.signs)
        for moment, answer in (knee or {}).items()
        if answer != knee_answer(record.id, moment, checks)
    )
    other_loads = tuple(
        LoadEdit(result.step, loads[result.step])
        for result in record.sets
        if loads and loads.get(result.step, result.load) != result.load
    )
    if not sets and not other_loads and not changed and answers == before:
        return None
    whole = becomes_whole(record, {each.step: each.amount for each in sets})
    return SessionEdit(
        record.id,
        sets,
        None if answers == before else answers,
        changed,
        SessionState.FINISHED if whole else None,
        other_loads,
    )


def knee_answer(session: str, moment: CheckMoment, checks: Sequence[KneeCheck]) -> KneeAnswer:
    """What is stored about a session at a moment; without a level where nothing is."""
    check = check_of(session, moment, checks)
    return KneeAnswer() if check is None else KneeAnswer(check.level, check.knee, check.signs)


def _set_edits(record: SessionRecord, amounts: Mapping[int, int]) -> tuple[SetEdit, ...]:
    return tuple(
        SetEdit(result.step, amounts[result.step] * (1000 if result.target_reps is None else 1))
        for result in record.sets
        if result.step in amounts and amounts[result.step] != _shown(result)
    )


def _shown(result: SetResult) -> int:
    return round(result.ms / 1000) if result.target_reps is None else result.reps or 0


class SessionSheet(QDialog):
    """`edited` carries a SessionEdit, `delete_asked` and `fit_asked` the id of the session."""

    edited = Signal(object)
    delete_asked = Signal(str)
    fit_asked = Signal(str)

    def __init__(
        self,
        theme: Theme,
        record: SessionRecord,
        exercises: Mapping[str, Exercise],
        *,
        checks: Sequence[KneeCheck] = (),
        today: date | None = None,
        can_edit: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._record = record
        self._checks = checks
        self._can_edit = can_edit
        self._amounts: dict[int, Stepper] = {}
        name_of = partial(exercise_name, exercises)
        name = session_name(record, name_of)
        self.setWindowTitle(name)
        self.setAccessibleName(name)
        self._effort = ZeroToTen(theme, tr(EFFORT_QUESTION), effort_anchors())
        self._pain = ZeroToTen(theme, tr(PAIN_QUESTION), pain_anchors())
        self._knee = {
            moment: KneeQuestion(theme, tr(question))
            for moment, question in KNEE_QUESTIONS.items()
            if moment is not CheckMoment.MORNING or today is None or today > day_of(record)
        }
        self._worst = said_worst(record, name_of)
        self._said = Text(theme, "", px=15, role="soft", wrap=True)
        self._note = QPlainTextEdit()
        loaded = loaded_sets(record, exercises, name_of) if can_edit else ()
        self._loads = LoadRows(theme, loaded)
        parts = (*map(tr, words.SHEET_PARTS), *((tr(words.SHEET_LOADS),) if loaded else ()))
        self._parts = ChoiceRow(theme, tr(words.SHEET_PARTS_QUESTION), parts)
        self._stack = QStackedWidget()
        self._whole = Text(theme, tr(words.BECOMES_WHOLE), px=15, role="soft", wrap=True)
        self._whole.hide()
        self._message = Text(theme, "", px=15, wrap=True)
        self._message.hide()
        self._save = Button(theme, tr(words.SAVE), ButtonKind.FILLED)
        self._delete = Button(theme, tr(words.DELETE), ButtonKind.DANGER)
        self._fit = Button(theme, tr(words.SAVE_FIT))
        self._close = Button(theme, tr(words.CLOSE))
        FocusRings(theme, self)
        self._lay_out(name, sheet_sets(record, name_of))
        self._fill(record, checks)
        self._connect()
        fit_on_screen(self, theme.px(WIDTH), theme.px(HEIGHT))

    def _fill(self, record: SessionRecord, checks: Sequence[KneeCheck]) -> None:
        self._effort.show_value(record.effort)
        self._pain.show_value(record.pain)
        self._show_said()
        self._note.setPlainText(record.note)
        self._note.setReadOnly(not self._can_edit)
        for moment, asked in self._knee.items():
            asked.show_answer(knee_answer(record.id, moment, checks))
        for question in (self._effort, self._pain, *self._knee.values()):
            question.setEnabled(self._can_edit)

    def _connect(self) -> None:
        self._pain.answered.connect(self._show_said)
        for stepper in self._amounts.values():
            stepper.changed.connect(self._amount_changed)
        self._parts.chosen.connect(self._stack.setCurrentIndex)
        self._save.clicked.connect(self._save_clicked)
        self._delete.clicked.connect(self._delete_clicked)
        self._fit.clicked.connect(self._fit_clicked)
        self._close.clicked.connect(self.reject)

    def show_message(self, text: str) -> None:
        """Say what came of something that was asked here: the window's own line is behind the sheet."""
        self._message.setText(text)
        self._message.show()

    @Slot()
    def _save_clicked(self) -> None:
        if why := finish_typing(self):
            areas = range(self._stack.count())
            part = next(at for at in areas if finish_typing(self._stack.widget(at) or self))
            self._parts.show_choice(part)
            self._stack.setCurrentIndex(part)
            self.show_message(why)
            return
        answers = Answered(self._effort.value(), self._pain.value(), self._note.toPlainText())
        knee = {moment: asked.answer() for moment, asked in self._knee.items()}
        loads = self._loads.loads()
        edit = edit_of(self._record, self._shown_amounts(), answers, knee, self._checks, loads)
        if edit is not None:
            self.edited.emit(edit)
        self.accept()

    @Slot(object)
    def _amount_changed(self, amount: object) -> None:
        edits = _set_edits(self._record, self._shown_amounts())
        amounts = {each.step: each.amount for each in edits}
        self._whole.setVisible(becomes_whole(self._record, amounts))

    def _shown_amounts(self) -> dict[int, int]:
        """Reps or whole seconds by step, as they stand on the sheet."""
        return {step: round(stepper.chosen() or 0) for step, stepper in self._amounts.items()}

    @Slot()
    def _delete_clicked(self) -> None:
        self.delete_asked.emit(self._record.id)
        self.accept()

    @Slot()
    def _fit_clicked(self) -> None:
        self.fit_asked.emit(self._record.id)

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
        strip.setAccessibleName(tr(words.STRIP))
        column.addWidget(strip)
        self._parts.show_choice(0)
        column.addWidget(self._parts)
        self._stack.addWidget(scrolled(self._set_rows(sets)))
        self._stack.addWidget(scrolled(self._answer_rows()))
        loads = QVBoxLayout()
        loads.addWidget(self._loads)
        self._stack.addWidget(scrolled(loads))
        column.addWidget(self._stack, 1)
        column.addWidget(self._whole)
        column.addWidget(self._message)
        foot = QHBoxLayout()
        foot.addWidget(self._delete)
        foot.addWidget(self._fit)
        foot.addStretch(1)
        foot.addWidget(self._close)
        foot.addWidget(self._save)
        column.addLayout(foot)
        self._save.setVisible(self._can_edit)
        self._delete.setVisible(self._can_edit)

    def _answer_rows(self) -> QVBoxLayout:
        theme = self._theme
        rows = QVBoxLayout()
        rows.setSpacing(12)
        questions: list[tuple[str, QWidget]] = [(tr(EFFORT_QUESTION), self._effort)]
        knee = [(tr(KNEE_QUESTIONS[moment]), asked) for moment, asked in self._knee.items()]
        questions += [knee[0], (tr(PAIN_QUESTION), self._pain), *knee[1:]]
        for text, question in questions:
            rows.addWidget(Text(theme, text, weight=QFont.Weight.DemiBold, wrap=True))
            rows.addWidget(question)
            if question is self._pain:
                rows.addWidget(self._said)
        rows.addWidget(Text(theme, tr(words.NOTE), weight=QFont.Weight.DemiBold))
        self._note.setAccessibleName(tr(words.NOTE))
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(NOTE_HEIGHT)
        self._note.setFont(font(theme.px(16)))
        style_field(self._note, theme)
        rows.addWidget(self._note)
        return rows

    @Slot()
    def _show_said(self) -> None:
        said = "" if self._worst is None else self._worst.beside(self._pain.value())
        self._said.setText(said)
        self._said.setVisible(bool(said))

    def _about(self) -> str:
        record = self._record
        when = comma_list(
            [
                tr("{date} {year}", date=long_date(record.started.date()), year=record.started.year),
                times.time_of_day(record.started),
                tr("{minutes} min", minutes=times.minutes(record.active_ms)),
            ]
        )
        said = [when]
        if record.by_hand:
            said.append(tr(words.WAS_ADDED))
        if record.edited is not None:
            said.append(words.was_edited(record.edited.date()))
        return ". ".join(said)

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
                heading = Text(theme, tr(PARTS[block]), px=15, weight=QFont.Weight.DemiBold)
                grid.addWidget(heading, row, 0, 1, 3)
                row += 1
            grid.addWidget(Text(theme, one.name, px=15, wrap=True), row, 0)
            if self._can_edit:
                stepper = Stepper(theme, one.name, SECONDS if one.timed else REPS)
                stepper.show_value(one.done)
                stepper.setMinimumHeight(stepper.sizeHint().height())
                self._amounts[one.step] = stepper
                grid.addWidget(stepper, row, 1)
            else:
                grid.addWidget(Text(theme, str(one.done), px=15), row, 1, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(
                Text(theme, words.of_target(one.target, timed=one.timed), px=15, role="soft"), row, 2
            )
            row += 1
        return grid

    def keyPressEvent(self, event: QKeyEvent) -> None:
        with_control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if with_control and self._can_edit:
                self._save_clicked()
            return  # a dialog's Enter would press a button that nobody looks at
        super().keyPressEvent(event)
