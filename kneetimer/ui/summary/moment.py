"""The quiet moment after a session, to be read from the mat: what was done, and what comes next.

Asks nothing and never closes by itself. Shows what summary_view builds.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.text import Text
from kneetimer.ui.session.block_strip import DESIGN_HEIGHT, BlockStrip
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.summary import words
from kneetimer.ui.summary.finish_rows import FinishRows
from kneetimer.ui.summary.view import SummaryView
from kneetimer.ui.today.words import SESSION_STRIP

WIDTH = 900


class FinishMoment(QWidget):
    """`ask_wanted` goes on to the questions, `later_wanted` leaves them for another time."""

    ask_wanted = Signal()
    later_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = Text(theme, px=36, weight=QFont.Weight.Bold, display=True, wrap=True)
        self._strip = BlockStrip(theme)
        self._strip.setFixedHeight(DESIGN_HEIGHT)
        self._strip.setAccessibleName(SESSION_STRIP)
        self._facts: tuple[str, ...] = ()
        self._facts_line = Text(theme, px=22, weight=QFont.Weight.DemiBold, wrap=True)
        self._rows_name = Text(theme, px=15, role="soft", wrap=True)
        self._rows = FinishRows(theme)
        self._rehearsal = Text(theme, px=18, weight=QFont.Weight.DemiBold, wrap=True)
        self._lines = Text(theme, px=18, wrap=True)
        self.later = Button(theme, words.LATER, key="Esc")
        self.ask = Button(theme, words.THREE_QUESTIONS, ButtonKind.INK, key="Space")
        self._lay_out()
        self.ask.clicked.connect(self.ask_wanted)
        self.later.clicked.connect(self.later_wanted)
        theme.changed.connect(self.update)

    def show_view(self, view: SummaryView) -> None:
        self._title.setText(view.title)
        self._strip.show_blocks(view.blocks, "done", fill="done")
        self._strip.setAccessibleDescription(", ".join(view.facts))
        self._facts = view.facts
        self._facts_line.setText(words.SEPARATOR.join(view.facts))
        self._rows.show_rows(view.rows)
        self._rows_name.setText(words.ROWS_FIRST if view.is_first else words.ROWS)
        self._rows_name.setVisible(bool(view.rows))
        self._rehearsal.setText(view.rehearsal)
        self._rehearsal.setVisible(bool(view.rehearsal))
        self._lines.setText(" ".join(view.lines))
        self._lines.setVisible(bool(view.lines))
        self.later.setVisible(view.asks)
        self.ask.show_text(words.THREE_QUESTIONS if view.asks else words.CLOSE, ButtonKind.INK, "Space")

    def facts(self) -> tuple[str, ...]:
        return self._facts

    def _lay_out(self) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 16, 0, 16)
        column.setSpacing(12)
        for widget in (
            self._title, self._rehearsal, self._strip, self._facts_line, self._rows_name, self._rows,
            self._lines,
        ):  # fmt: skip
            column.addWidget(widget)
        scroll = ScrollPage(self._theme, widest=WIDTH)
        scroll.add_centred(content)
        end = QHBoxLayout()
        end.setContentsMargins(40, 12, 40, 20)
        end.setSpacing(12)
        end.addStretch(1)
        end.addWidget(self.later, 0, Qt.AlignmentFlag.AlignRight)
        end.addWidget(self.ask, 0, Qt.AlignmentFlag.AlignRight)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll, 1)
        outer.addLayout(end)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(self._theme.palette.done.tint))
