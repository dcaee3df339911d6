"""A line to type what is looked for. Escape empties it, and then goes on to whatever is around it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.text import words_font
from kneetimer.ui.shell.theme import Theme

HEIGHT = 44
RADIUS = 12
WIDTH = 220
MOST_CHARACTERS = 60


class SearchField(QWidget):
    searched = Signal(str)
    went_down = Signal()  # Down or Enter: on to what was found

    def __init__(self, theme: Theme, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.edit = _SearchEdit(self)
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 1, 12, 1)
        row.addWidget(self.edit)
        wants_ring(self.edit, RADIUS, around_parent=True)
        self.setFocusProxy(self.edit)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.edit.textChanged.connect(self.searched)
        self.edit.went_down.connect(self.went_down)
        theme.changed.connect(self._restyle)
        self._restyle()

    def text(self) -> str:
        return self.edit.text()

    def leave(self, event: QHideEvent) -> None:
        """The page of the search is hidden: forget what was looked for, unless it is only minimized."""
        if not event.spontaneous():
            self.clear()

    def clear(self) -> None:
        self.edit.clear()

    @Slot()
    def _restyle(self) -> None:
        self.edit.setFont(words_font(self._theme.px(16)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDTH), max(HEIGHT, self.edit.sizeHint().height() + 14))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(110), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.color("edge"), 1))
            painter.setBrush(self._theme.color("surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)


class _SearchEdit(QLineEdit):
    went_down = Signal()

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setFrame(False)
        self.setMaxLength(MOST_CHARACTERS)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.went_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)
