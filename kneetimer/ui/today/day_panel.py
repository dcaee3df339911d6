"""The runs of one day: what is there can be corrected and deleted, and one click adds another.

Shows what it is given; stores nothing.
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.run import Run, RunState
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.choice_row import ChoiceRow
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import run_words as words


@dataclass(frozen=True, slots=True)
class DayRuns:
    """A day and its runs. A day to come has plans only, a day that is over no more plans."""

    day: date
    today: date
    runs: tuple[Run, ...]

    @property
    def usual_state(self) -> RunState:
        """What a run that is added now most likely is."""
        return RunState.DONE if self.day <= self.today else RunState.PLANNED


class DayPanel(Card):
    """`added` carries the kind and the state of a run; `corrected` and `deleted` a run."""

    added = Signal(object, object)
    corrected = Signal(object)
    ran = Signal(object)
    deleted = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, role="raised", margin=16, spacing=8, radius=12)
        set_role(self, QAccessible.Role.Grouping)
        self._theme = theme
        self._view: DayRuns | None = None
        self._rows: list[RunRow] = []
        self._narrow = False
        self._title = Text(theme, px=16, weight=QFont.Weight.DemiBold)
        self._none = Text(theme, tr(words.NO_RUNS), px=14, role="soft")
        self.close_button = Button(theme, tr(words.CLOSE_DAY), compact=True)
        self.kinds = [Button(theme, tr(words.KINDS[kind]), compact=True) for kind in words.KIND_ORDER]
        self.state = ChoiceRow(theme, tr(words.STATE_QUESTION), [tr(state) for state in words.STATES])
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        self.column.addLayout(head)
        self.column.addWidget(self._none)
        self.column.addLayout(self._list)
        add = Flow(8)
        for kind, button in zip(words.KIND_ORDER, self.kinds, strict=True):
            button.setAccessibleName(words.add_run(kind))
            button.clicked.connect(self._add)
            add.addWidget(button)
        add.addWidget(self.state)
        self.column.addWidget(
            Text(theme, tr(words.ADD_RUN), px=14, weight=QFont.Weight.DemiBold, role="soft")
        )
        self.column.addLayout(add)
        self.close_button.clicked.connect(self.closed)

    def show_runs(self, view: DayRuns) -> None:
        """Show a day; what was chosen on another day does not stay."""
        if self._view is None or self._view.day != view.day:
            self.state.show_choice(words.STATE_ORDER.index(view.usual_state))
        self._view = view
        self._title.setText(words.day_title(view.day, view.today))
        self.setAccessibleName(self._title.text())
        self._none.setVisible(not view.runs)
        # Only today can a run be either; a plan for a day that is over would say nothing.
        self.state.setVisible(view.day == view.today)
        held = self.focusWidget()
        position = next((at for at, row in enumerate(self._rows) if held and row.isAncestorOf(held)), None)
        if held is not None and position is not None:
            held.clearFocus()  # else Qt gives the keyboard to what stands below, and scrolls there
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [RunRow(self._theme, run, view) for run in view.runs]
        for row in self._rows:
            row.arrange(self._narrow)
            row.corrected.connect(self.corrected)
            row.ran.connect(self.ran)
            row.deleted.connect(self.deleted)
            self._list.addWidget(row)
        if position is not None:
            # The control that was pressed is gone with its row; the keyboard stays close to it.
            near = self._rows[min(position, len(self._rows) - 1)].kind.buttons()[0] if self._rows else None
            (near or self.kinds[0]).setFocus(Qt.FocusReason.OtherFocusReason)

    def arrange(self, narrow: bool) -> None:
        """Set what can be done about a run below it, where there is no room beside it."""
        self._narrow = narrow
        for row in self._rows:
            row.arrange(narrow)

    def day(self) -> date | None:
        return self._view.day if self._view else None

    @Slot()
    def _add(self) -> None:
        assert self._view is not None
        kind = words.KIND_ORDER[[button is self.sender() for button in self.kinds].index(True)]
        choice = self.state.choice()
        state = self._view.usual_state
        if self._view.day == self._view.today and choice is not None:
            state = words.STATE_ORDER[choice]
        self.added.emit(kind, state)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)


class RunRow(QWidget):
    """One run with what can be done about it."""

    corrected = Signal(object)
    ran = Signal(object)
    deleted = Signal(object)

    def __init__(self, theme: Theme, run: Run, view: DayRuns) -> None:
        super().__init__()
        self.run = run
        self.kind = ChoiceRow(
            theme, words.run_name(run), [tr(words.SHORT_KINDS[kind]) for kind in words.KIND_ORDER]
        )
        self.kind.show_choice(words.KIND_ORDER.index(run.kind))
        self.done = Button(theme, tr(words.MARK_DONE), compact=True)
        self.delete = Button(theme, tr(words.DELETE), ButtonKind.DANGER, compact=True)
        self.delete.setAccessibleName(words.delete_run(run))
        self.done.setVisible(run.state is RunState.PLANNED and view.day <= view.today)
        said = QVBoxLayout()
        said.setSpacing(0)
        self.name = Text(theme, words.run_name(run), weight=QFont.Weight.DemiBold)
        said.addWidget(self.name)
        self.details = Text(theme, words.run_details(run), px=14, role="soft", wrap=True)
        self.details.setVisible(bool(self.details.text()))
        said.addWidget(self.details)
        controls = QHBoxLayout()
        controls.setSpacing(8)
        controls.addWidget(self.kind)
        if not self.done.isHidden():
            controls.addWidget(self.done)
        controls.addWidget(self.delete)
        controls.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addLayout(said, 1)
        self._box.addLayout(controls)
        self.kind.chosen.connect(self._correct)
        self.done.clicked.connect(self._ran)
        self.delete.clicked.connect(self._delete)

    def arrange(self, narrow: bool) -> None:
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._box.setDirection(direction)

    @Slot(int)
    def _correct(self, number: int) -> None:
        self.corrected.emit((self.run, words.KIND_ORDER[number]))

    @Slot()
    def _ran(self) -> None:
        self.ran.emit(self.run)

    @Slot()
    def _delete(self) -> None:
        self.deleted.emit(self.run)
