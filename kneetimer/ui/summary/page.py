"""The summary after a session: what was done of it, how hard it was, how the knee was, a note.

Shows what summary_view builds and hands over the answers as they are given: no answer is None.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.note_edit import NoteEdit
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.zero_to_ten import ScaleAnchor, ZeroToTen
from kneetimer.ui.knee.after import KneeAfter
from kneetimer.ui.session.block_strip import DESIGN_HEIGHT, BlockStrip
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.summary import words
from kneetimer.ui.summary.easier_next import EasierNext
from kneetimer.ui.summary.view import SaidWorst, SummaryView
from kneetimer.ui.today.words import SESSION_STRIP

CARD_WIDTH = 860
MOST_FACTS = 4
NOTE_PAUSE_MS = 800
PAIN_ROLES = ("surface", "pain_amber", "pain_red")


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
        self._theme = theme
        self._title = Text(theme, px=30, weight=QFont.Weight.Bold, display=True, wrap=True)
        self._lines = Text(theme, role="soft", wrap=True)
        self._rehearsal = Text(theme, weight=QFont.Weight.DemiBold, wrap=True)
        self._unsaved = Text(theme, role="danger", wrap=True)
        self._unsaved.hide()
        self._strip = BlockStrip(theme)
        self._strip.setFixedHeight(DESIGN_HEIGHT)
        self._strip.setAccessibleName(SESSION_STRIP)
        self._facts = [Text(theme, role="soft") for _ in range(MOST_FACTS)]
        self.effort = ZeroToTen(theme, words.EFFORT_QUESTION, _anchors(words.EFFORT_ANCHORS, ()))
        self.pain = ZeroToTen(theme, words.PAIN_QUESTION, _anchors(words.PAIN_ANCHORS, PAIN_ROLES))
        self._said = Text(theme, px=14, wrap=True)  # where the answer that is filled in was given
        self._worst: SaidWorst | None = None
        self.after = KneeAfter(theme)
        self.easier = EasierNext(theme)
        self.note = NoteEdit(theme, words.NOTE_NAME, words.NOTE_PLACEHOLDER)
        keys = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self.close_button = Button(theme, words.CLOSE, ButtonKind.FILLED, key=keys.replace("Return", "Enter"))
        self._writing = QTimer(self)  # a note is kept when nothing was typed for a moment
        self._writing.setSingleShot(True)
        self._writing.setInterval(NOTE_PAUSE_MS)
        self._lay_out()
        self.close_button.clicked.connect(self.finish)
        self.note.closed.connect(self.finish)
        self.effort.answered.connect(self._told)
        self.pain.answered.connect(self._told)
        self.pain.answered.connect(self._show_said)
        self.after.level.answered.connect(self.after_answered)
        self.note.textChanged.connect(self._writing.start)
        self._writing.timeout.connect(self._told)
        self.setFocusProxy(self.effort)

    def show_view(self, view: SummaryView) -> None:
        """Show a session with the answers that are stored for it already."""
        self._title.setText(view.title)
        self._lines.setText(" ".join(view.lines))
        self._lines.setVisible(bool(view.lines))
        self._rehearsal.setText(view.rehearsal)
        self._rehearsal.setVisible(bool(view.rehearsal))
        self._strip.show_blocks(view.blocks, "done", fill="done")
        self._strip.setAccessibleDescription(", ".join(view.facts))
        for number, label in enumerate(self._facts):
            label.setText(view.facts[number] if number < len(view.facts) else "")
            label.setVisible(number < len(view.facts))
        self.effort.show_value(view.effort)
        self.pain.show_value(view.pain)
        self._worst = view.said
        self._show_said()
        self.after.show_value(None)
        self.after.setVisible(not view.rehearsal)
        self.easier.show_exercises(view.easier)
        self.note.setPlainText(view.note)
        self._writing.stop()

    def show_unsaved(self, sentence: str) -> None:
        """Say that something is not saved yet, and why; "" once it is."""
        self._unsaved.setText(sentence)
        self._unsaved.setVisible(bool(sentence))

    def title(self) -> str:
        return self._title.text()

    def facts(self) -> tuple[str, ...]:
        return tuple(label.text() for label in self._facts if not label.isHidden())

    def _lay_out(self) -> None:
        card = Card(self._theme, margin=40, spacing=0, radius=22)
        column = card.column
        column.addWidget(self._title)
        column.addSpacing(6)
        column.addWidget(self._rehearsal)
        column.addWidget(self._lines)
        column.addWidget(self._unsaved)
        column.addSpacing(20)
        column.addWidget(self._strip)
        column.addSpacing(8)
        facts = QHBoxLayout()
        facts.setSpacing(16)
        for number, label in enumerate(self._facts):
            if number:
                facts.addStretch(1)
            facts.addWidget(label)
        column.addLayout(facts)
        column.addSpacing(18)
        for question, row in ((words.EFFORT_QUESTION, self.effort), (words.PAIN_QUESTION, self.pain)):
            column.addWidget(Text(self._theme, question, px=14, weight=QFont.Weight.DemiBold, role="soft"))
            column.addSpacing(9)
            column.addWidget(row)
            if row is self.pain:
                column.addSpacing(6)
                column.addWidget(self._said)
            column.addSpacing(16)
        column.addWidget(self.after)
        column.addSpacing(16)
        column.addWidget(self.easier)
        end = QHBoxLayout()
        end.setSpacing(12)
        end.addWidget(self.note, 1, Qt.AlignmentFlag.AlignTop)
        end.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(end)
        scroll = ScrollPage(self._theme, widest=CARD_WIDTH)
        scroll.add_centred(card)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

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
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.finish()
            return
        super().keyPressEvent(event)


def _anchors(listed: tuple[tuple[int, int, str], ...], roles: tuple[str, ...]) -> tuple[ScaleAnchor, ...]:
    return tuple(
        ScaleAnchor(first, last, text, roles[number] if roles else "raised")
        for number, (first, last, text) in enumerate(listed)
    )
