"""What follows a session: a quiet moment with what was done, then three questions, one at a time, and a note.

Shows what summary_view builds and hands over the answers as they are given: no answer is None.
"""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kneetimer.core.knee import QuestionAfter
from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.note_edit import NoteEdit
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.zero_to_ten import ScaleAnchor, ZeroToTen
from kneetimer.ui.knee import words as knee_words
from kneetimer.ui.knee.after import KneeAfter
from kneetimer.ui.knee.question import pain_anchors
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.summary import words
from kneetimer.ui.summary.easier_next import EasierNext
from kneetimer.ui.summary.moment import FinishMoment
from kneetimer.ui.summary.questions import AskedQuestion, Questions
from kneetimer.ui.summary.view import SaidWorst, SummaryView

CARD_WIDTH = 900
NOTE_PAUSE_MS = 800


class SummaryPage(QWidget):
    """`answered` and `closed` carry the effort and the pain (0 to 10 or None) and the note.

    `answered` comes with each answer, for a note when its writer pauses; `after_answered` with the
    pain after the session.
    """

    answered = Signal(object, object, str)
    after_answered = Signal(object)
    closed = Signal(object, object, str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.Grouping)
        self.setAccessibleName(tr(words.PAGE))
        self._theme = theme
        self._moment = FinishMoment(theme)
        self._unsaved = Text(theme, role="danger", wrap=True)
        self._unsaved.setContentsMargins(20, 10, 20, 10)
        self._unsaved.hide()
        self._title = Text(theme, px=26, weight=QFont.Weight.Bold, display=True, wrap=True)
        self.effort = ZeroToTen(theme, tr(words.EFFORT_QUESTION), effort_anchors())
        self.pain = ZeroToTen(theme, tr(words.PAIN_QUESTION), pain_anchors())
        self._said = Text(theme, px=15, wrap=True)  # where the answer that is filled in was given
        self._worst: SaidWorst | None = None
        self.after = KneeAfter(theme)
        self._after_question = AskedQuestion(theme, tr(knee_words.AFTER), self.after.level)
        self._shown = {
            QuestionAfter.EFFORT: AskedQuestion(theme, tr(words.EFFORT_QUESTION), self.effort),
            QuestionAfter.PAIN: AskedQuestion(theme, tr(words.PAIN_QUESTION), self.pain, self._said),
            QuestionAfter.AFTER: self._after_question,
        }
        self.questions = Questions(theme, tuple(self._shown.values()))
        self.easier = EasierNext(theme)
        self.note = NoteEdit(theme, tr(words.NOTE_NAME), tr(words.NOTE_PLACEHOLDER))
        keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self.close_button = Button(theme, tr(words.CLOSE), key=keys.replace("Return", "Enter"))
        self._writing = QTimer(self)  # a note is kept when nothing was typed for a moment
        self._writing.setSingleShot(True)
        self._writing.setInterval(NOTE_PAUSE_MS)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_view(self, view: SummaryView) -> None:
        """Show a session with the answers that are stored for it already, and ask nothing yet."""
        self._moment.show_view(view)
        self._title.setText(view.title)
        self.effort.show_value(view.effort)
        self.pain.show_value(view.pain)
        self._worst = view.said
        self._show_said()
        self.after.show_value(view.after)
        self.easier.show_exercises(view.easier)
        self.note.setPlainText(view.note)
        self._writing.stop()
        self._is_rehearsal = bool(view.rehearsal)
        self._asks = view.asks
        self._stack.setCurrentIndex(0)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_unsaved(self, sentence: str) -> None:
        """Say that something is not saved yet, and why; "" once it is."""
        self._unsaved.setText(sentence)
        self._unsaved.setVisible(bool(sentence))

    def set_reduced_motion(self, reduced: bool) -> None:
        self._moment.ring.moves = not reduced

    @Slot()
    def ask(self) -> None:
        """From the quiet moment to the questions, or after a practice back to where it was begun.

        Of a rehearsal nobody's knee is asked.
        """
        if not self._asks:
            self.finish()
            return
        self._stack.setCurrentIndex(1)
        self.questions.start(but=self._after_question if self._is_rehearsal else None)

    def ask_later(self, open_: Collection[QuestionAfter]) -> None:
        """Ask what was left for later; the other questions stand there with their answers."""
        self._stack.setCurrentIndex(1)
        asked = [shown for question, shown in self._shown.items() if question not in open_]
        self.questions.start(asked=asked)

    def left(self) -> tuple[QuestionAfter, ...]:
        """The questions that nobody has come to and that have no answer. A practice has none."""
        if not self._asks:
            return ()
        unseen = self._shown.values() if self._stack.currentIndex() == 0 else self.questions.left()
        return tuple(
            question
            for question, shown in self._shown.items()
            if shown in unseen and shown.scale.value() is None
        )

    def _lay_out(self) -> None:
        card = Card(self._theme, margin=32, spacing=12, radius=22)
        column = card.column
        column.addWidget(self._title)
        column.addWidget(self.questions)
        column.addWidget(self.easier)
        end = QHBoxLayout()
        end.setSpacing(12)
        end.addWidget(self.note, 1, Qt.AlignmentFlag.AlignTop)
        end.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(end)
        asked = ScrollPage(self._theme, widest=CARD_WIDTH)
        asked.add_centred(card)
        self._stack.addWidget(self._moment)
        self._stack.addWidget(asked)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._unsaved)
        outer.addWidget(self._stack)

    def _connect(self) -> None:
        self._is_rehearsal, self._asks = False, True
        self._moment.ask_wanted.connect(self.ask)
        self._moment.later_wanted.connect(self.finish)
        self.questions.over.connect(self._to_note)
        self.close_button.clicked.connect(self.finish)
        self.note.closed.connect(self.finish)
        self.effort.answered.connect(self._told)
        self.pain.answered.connect(self._told)
        self.pain.answered.connect(self._show_said)
        self.after.level.answered.connect(self.after_answered)
        self.note.textChanged.connect(self._writing.start)
        self._writing.timeout.connect(self._told)

    @Slot()
    def _to_note(self) -> None:
        self.note.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _told(self) -> None:
        self.answered.emit(self.effort.value(), self.pain.value(), self.note.toPlainText().strip())

    @Slot()
    def _show_said(self) -> None:
        said = "" if self._worst is None else self._worst.beside(self.pain.value())
        self._said.setText(said)
        self._said.setVisible(bool(said))

    @Slot()
    def finish(self) -> None:
        """Hand over the answers as they stand."""
        self._writing.stop()
        self.closed.emit(self.effort.value(), self.pain.value(), self.note.toPlainText().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        done = enter and bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        in_moment = self._stack.currentIndex() == 0
        if event.isAutoRepeat():
            super().keyPressEvent(event)
        elif done or event.key() == Qt.Key.Key_Escape:
            self.finish()
        elif in_moment and (enter or event.key() == Qt.Key.Key_Space):
            self.ask()
        elif in_moment or not self.questions.press(event):
            super().keyPressEvent(event)


def effort_anchors() -> tuple[ScaleAnchor, ...]:
    return tuple(ScaleAnchor(first, last, tr(text), "raised") for first, last, text in words.EFFORT_ANCHORS)
