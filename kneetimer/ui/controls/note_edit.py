"""A note of some lines that grows as it is written. Enter makes a line; Tab leaves it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.text import words_font
from kneetimer.ui.shell.theme import Theme

LEAST_HEIGHT = 44
MOST_LINES = 5
RADIUS = 12
PADDING = 10


class NoteEdit(QPlainTextEdit):
    """`closed` is Ctrl+Enter (Command+Enter on a Mac)."""

    closed = Signal()

    def __init__(self, theme: Theme, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(0)
        wants_ring(self, RADIUS)
        self.textChanged.connect(self._fit)
        theme.changed.connect(self._restyle)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        p = self._theme.palette
        self.setFont(words_font(self._theme.px(16)))
        self.setStyleSheet(
            f"QPlainTextEdit {{ background: {p.surface}; color: {p.ink}; placeholder-text-color: {p.faint};"
            f" border: 1px solid {p.edge};"
            f" border-radius: {RADIUS}px; padding: {PADDING}px 14px; }}"
        )
        self._fit()

    @Slot()
    def _fit(self) -> None:
        line = QFontMetrics(self.font()).lineSpacing()
        # The layout of plain text measures its height in lines.
        lines = min(MOST_LINES, max(1, round(self.document().size().height())))
        height = max(LEAST_HEIGHT, lines * line + 2 * PADDING + 4)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
        fits = self.document().size().height() <= MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self.setVerticalScrollBarPolicy(policy)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.closed.emit()
            return
        super().keyPressEvent(event)
