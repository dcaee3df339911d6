"""One line at the top of the window that says what is wrong and what to do, until it is closed."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QAccessible, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.drawn_button import DrawnButton
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.spoken import announce, set_role
from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell import words
from kneetimer.ui.shell.theme import Theme

SIZE = 44
BAR = 6


class Banner(QWidget):
    """Hidden until `show_message`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._waits = False  # aside, with a message to show again
        set_role(self, QAccessible.Role.AlertMessage)
        self._text = Text(theme, wrap=True)
        self.cross = CloseButton(theme, tr(words.CLOSE_MESSAGE))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 10, 6)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self.cross)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.cross.clicked.connect(self.dismiss)
        theme.changed.connect(self.update)
        self.hide()

    def message(self) -> str:
        return self._text.text()

    def show_message(self, text: str) -> None:
        """Say one sentence."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._waits = False
        self.show()
        announce(self, text)

    def take_back(self, text: str) -> None:
        """The cause of this sentence is gone, and so is it, where it is still the one that stands."""
        if text and text == self.message() and (self._waits or not self.isHidden()):
            self.dismiss()

    def step_aside(self) -> None:
        """Keep what is said for later: it is about the pages, and something else fills the window."""
        self._waits = self._waits or not self.isHidden()
        self.hide()

    def come_back(self) -> None:
        """Say again what stepped aside."""
        if self._waits:
            self._waits = False
            self.show()

    @Slot()
    def dismiss(self) -> None:
        self._waits = False
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("surface"))
            painter.fillRect(0, 0, BAR, self.height(), self._theme.color("danger"))
            painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))


class CloseButton(DrawnButton, QAbstractButton):
    """A drawn cross."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None, *, role: str = "ink") -> None:
        super().__init__(parent)
        self._theme = theme
        self._role = role
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        wants_ring(self, SIZE // 2)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(SIZE, SIZE)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            colour = self._theme.color(self._role)
            if self.underMouse():
                painter.setPen(QPen(colour, 1))
                painter.drawEllipse(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setPen(QPen(colour, 2, c=Qt.PenCapStyle.RoundCap))
            x, y = self.width() / 2, self.height() / 2
            painter.drawLine(QLineF(x - 5, y - 5, x + 5, y + 5))
            painter.drawLine(QLineF(x - 5, y + 5, x + 5, y - 5))
