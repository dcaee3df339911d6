"""What is told about files of runs below the week: how far reading is, what came of it, what is asked.

Shows what it is given and says what a person wants; reads and stores nothing.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QProgressBar, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import run_words as words

MOST_ROWS = 5  # the others follow as these are answered
DETAILS_HEIGHT = 180
BAR_HEIGHT = 10


@dataclass(frozen=True, slots=True)
class RunQuestion:
    """A recording that may be a run: its id, when and how far it was, and the file that it is from."""

    id: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class RunFilesView:
    """`share` is how much is read, 0 to 1, or None while nothing is being read."""

    share: float | None = None
    summary: str = ""
    details: tuple[str, ...] = ()
    questions: tuple[RunQuestion, ...] = ()

    @property
    def is_empty(self) -> bool:
        return self.share is None and not self.summary and not self.questions


class RunFilesPanel(Card):
    """`answered` carries the id of a recording and whether it is a run."""

    stopped = Signal()
    closed = Signal()
    answered = Signal(str, bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, role="raised", margin=16, spacing=8, radius=12)
        self._theme = theme
        self._asked: tuple[RunQuestion, ...] = ()
        self._rows: list[QuestionRow] = []
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr(words.READING))
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(BAR_HEIGHT)
        self.stop = Button(theme, tr(words.STOP_READING), compact=True)
        reading = Text(theme, tr(words.READING), px=14, role="soft")
        self._reading = _row(reading, self.progress, self.stop, stretch=1)
        self._summary = Text(theme, wrap=True)
        self.show_details = Button(theme, tr(words.SHOW), compact=True)
        self.close_summary = Button(theme, tr(words.CLOSE_SUMMARY), compact=True)
        self._told = _row(self._summary, self.show_details, self.close_summary)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName(tr(words.DETAILS))
        self.details.setFixedHeight(DETAILS_HEIGHT)
        self._question = Text(theme, tr(words.IS_A_RUN), px=16, weight=QFont.Weight.DemiBold)
        self._note = Text(theme, tr(words.IS_A_RUN_NOTE), px=14, role="soft", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        for part in (self._reading, self._told, self.details, self._question, self._note):
            self.column.addWidget(part)
        self.column.addLayout(self._list)
        self.stop.clicked.connect(self.stopped)
        self.close_summary.clicked.connect(self.closed)
        self.show_details.clicked.connect(self._turn_details)
        self.show_view(RunFilesView())

    def show_view(self, view: RunFilesView) -> None:
        self._reading.setVisible(view.share is not None)
        self.progress.setValue(round(100 * (view.share or 0)))
        self._told.setVisible(bool(view.summary))
        self._summary.setText(view.summary)
        self.show_details.setVisible(bool(view.details))
        self.details.setPlainText("\n".join(view.details))
        if not view.summary or not view.details:
            self._open_details(False)
        self._show_questions(view.questions)
        self.setVisible(not view.is_empty)

    def show_progress(self, share: float) -> None:
        self.progress.setValue(round(100 * share))

    def _show_questions(self, asked: tuple[RunQuestion, ...]) -> None:
        self._question.setVisible(bool(asked))
        self._note.setVisible(bool(asked))
        if asked == self._asked:
            return
        self._asked = asked
        held = self.focusWidget()
        position = next((at for at, row in enumerate(self._rows) if held and row.isAncestorOf(held)), None)
        for row in self._rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [QuestionRow(self._theme, each) for each in asked[:MOST_ROWS]]
        for row in self._rows:
            row.answered.connect(self.answered)
            self._list.addWidget(row)
        if position is not None and self._rows:
            # The button that was pressed is gone with its row; the keyboard stays close to it.
            self._rows[min(position, len(self._rows) - 1)].yes.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _turn_details(self) -> None:
        self._open_details(self.details.isHidden())

    def _open_details(self, is_open: bool) -> None:
        self.details.setVisible(is_open)
        self.show_details.setText(tr(words.HIDE if is_open else words.SHOW))
        self.show_details.setAccessibleName(words.turns_details(open_=is_open))


class QuestionRow(QWidget):
    """One recording, with Yes and No."""

    answered = Signal(str, bool)

    def __init__(self, theme: Theme, asked: RunQuestion) -> None:
        super().__init__()
        self._id = asked.id
        self.text = Text(theme, asked.text, wrap=True)
        source = Text(theme, asked.source, px=14, role="soft", wrap=True)
        self.yes = Button(theme, tr(words.YES), compact=True)
        self.no = Button(theme, tr(words.NO), compact=True)
        for button in (self.yes, self.no):
            button.setAccessibleName(words.answer_to(asked.text, button.text()))
        said = QVBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.text)
        said.addWidget(source)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(said, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.yes.clicked.connect(self._say_yes)
        self.no.clicked.connect(self._say_no)

    @Slot()
    def _say_yes(self) -> None:
        self.answered.emit(self._id, True)

    @Slot()
    def _say_no(self) -> None:
        self.answered.emit(self._id, False)


def _row(*parts: QWidget, stretch: int = 0) -> QWidget:
    """Some widgets beside each other, of which one takes the room that is left."""
    row = QWidget()
    layout = QHBoxLayout(row)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(12)
    for number, part in enumerate(parts):
        layout.addWidget(part, 1 if number == stretch else 0)
    return row
