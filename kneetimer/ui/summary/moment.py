"""The quiet moment after a session, to be read from the mat: what was done, and what comes next.

Asks nothing and never closes by itself. Shows what summary_view builds.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.text import Text
from kneetimer.ui.session.block_strip import DESIGN_HEIGHT, BlockStrip
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.summary import words
from kneetimer.ui.summary.finish_rows import FinishRows
from kneetimer.ui.summary.plan_ring import SessionRing
from kneetimer.ui.summary.view import SummaryView
from kneetimer.ui.text.lists import comma_list
from kneetimer.ui.today.words import SESSION_STRIP

WIDTH = 1152
BESIDE = 1000  # narrower, and the ring stands below what was done
RING_ROOM = 64


class FinishMoment(QWidget):
    """`ask_wanted` goes on to the questions, `later_wanted` leaves them for another time."""

    ask_wanted = Signal()
    later_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._when = Text(theme, px=18, role="soft", wrap=True)
        self._title = Text(theme, px=36, weight=QFont.Weight.Bold, display=True, wrap=True)
        self._strip = BlockStrip(theme)
        self._strip.setFixedHeight(DESIGN_HEIGHT)
        self._strip.setAccessibleName(tr(SESSION_STRIP))
        self._facts: tuple[str, ...] = ()
        self._facts_line = Text(theme, px=20, weight=QFont.Weight.DemiBold, wrap=True)
        self._first = Text(theme, tr(words.ROWS_FIRST), role="soft", wrap=True)
        self._rows = FinishRows(theme)
        self._rehearsal = Text(theme, px=18, weight=QFont.Weight.DemiBold, wrap=True)
        self._lines = Text(theme, px=18, wrap=True)
        self.ring = SessionRing(theme)
        self._ring_title = Text(theme, px=30, weight=QFont.Weight.Bold, display=True)
        self._ring_note = Text(theme, px=18, role="soft")
        self._next = Text(theme, px=24, weight=QFont.Weight.Bold, display=True, wrap=True)
        self._next_note = Text(theme, px=18, role="soft", wrap=True)
        self.later = Button(theme, tr(words.LATER), key="Esc")
        self.ask = Button(theme, tr(words.THREE_QUESTIONS), ButtonKind.INK, key="Space")
        self._lay_out()
        self.ask.clicked.connect(self.ask_wanted)
        self.later.clicked.connect(self.later_wanted)
        theme.changed.connect(self.update)

    def show_view(self, view: SummaryView) -> None:
        self._when.setText(view.when)
        self._title.setText(view.title)
        self._strip.show_blocks(view.blocks, "done", fill="done")
        self._strip.setAccessibleDescription(comma_list(view.facts))
        self._facts = view.facts
        self._facts_line.setText(words.SEPARATOR.join(view.facts))
        self._rows.show_rows(view.rows, compared=not view.is_first)
        self._first.setVisible(bool(view.rows) and view.is_first and view.ring is not None)
        self._rehearsal.setText(view.rehearsal)
        self._rehearsal.setVisible(bool(view.rehearsal))
        self._lines.setText(" ".join(view.lines))
        self._lines.setVisible(bool(view.lines))
        self._beside.setVisible(view.ring is not None)
        if view.ring is not None:
            self.ring.show_ring(view.ring)
            self._ring_title.setText(view.ring.title)
            self._ring_note.setText(view.ring.note)
        self._next.setText(view.next.title if view.next is not None else "")
        self._next_note.setText(view.next.note if view.next is not None else "")
        self.later.setVisible(view.asks)
        self.ask.show_text(tr(words.THREE_QUESTIONS if view.asks else words.CLOSE), ButtonKind.INK, "Space")

    def facts(self) -> tuple[str, ...]:
        return self._facts

    def _lay_out(self) -> None:
        content = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, content)
        self._sides.setContentsMargins(0, 16, 0, 16)
        self._sides.setSpacing(RING_ROOM)
        self._beside = QWidget()
        beside = QVBoxLayout(self._beside)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(8)
        for part in (self.ring, self._ring_title, self._ring_note):
            beside.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        done = QVBoxLayout()
        done.setSpacing(12)
        for widget in (
            self._when, self._title, self._rehearsal, self._lines, self._strip, self._facts_line, self._rows,
            self._first,
        ):  # fmt: skip
            done.addWidget(widget)
        self._sides.addWidget(self._beside, 0, Qt.AlignmentFlag.AlignCenter)
        self._sides.addLayout(done, 1)
        self._scroll = ScrollPage(self._theme, widest=WIDTH)
        self._scroll.add_centred(content)
        self._scroll.width_changed.connect(self._arrange)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._scroll, 1)
        outer.addWidget(self._foot())

    def _foot(self) -> QWidget:
        """What comes next, and the two ways on; it never scrolls away."""
        foot = Card(self._theme, margin=24, spacing=0, radius=0, outline=None)
        coming = QVBoxLayout()
        coming.setSpacing(2)
        coming.addWidget(self._next)
        coming.addWidget(self._next_note)
        row = QHBoxLayout()
        row.setContentsMargins(40, 0, 40, 0)
        row.setSpacing(12)
        row.addLayout(coming, 1)
        row.addWidget(self.later)
        row.addWidget(self.ask)
        foot.column.addLayout(row)
        return foot

    @Slot()
    def _arrange(self) -> None:
        narrow = self._scroll.content_width() < self._theme.px(BESIDE)
        self._sides.setDirection(
            QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(self._theme.palette.done.tint))
