"""One line at the top of the window that says what is wrong and what to do, until it is closed."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell.theme import Theme

SIZE = 44
BAR = 6


class Banner(QWidget):
    """Hidden until `show_message`. `acted` is the button's press; `dismissed` says that a message is gone,
    by its cross or because another one stands in its place."""

    acted = Signal()
    dismissed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._waits = False  # aside, with a message to show again
        self._text = Text(theme, wrap=True)
        self.action = Button(theme, "")
        self.cross = CloseButton(theme, "Close this message")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 6, 10, 6)
        row.setSpacing(12)
        row.addWidget(self._text, 1)
        row.addWidget(self.action)
        row.addWidget(self.cross)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.action.clicked.connect(self._act)
        self.cross.clicked.connect(self.dismiss)
        theme.changed.connect(self.update)
        self.hide()

    def message(self) -> str:
        return self._text.text()

    def show_message(self, text: str, action: str = "") -> None:
        """Say one sentence, with a button where there is something to press."""
        self.dismissed.emit()
        self._text.setText(text)
        self.setAccessibleName(text)
        self.action.setText(action)
        self.action.setAccessibleName(action)
        self.action.setVisible(bool(action))
        self.action.updateGeometry()
        self._waits = False
        self.show()

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
        self.dismissed.emit()

    @Slot()
    def _act(self) -> None:
        self.acted.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), self._theme.color("surface"))
            painter.fillRect(0, 0, BAR, self.height(), self._theme.color("danger"))
            painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))


class CloseButton(QAbstractButton):
    """A drawn cross."""

    def __init__(self, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
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
            if self.underMouse():
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(self._theme.color("background"))
                painter.drawEllipse(QRectF(self.rect()))
            painter.setPen(QPen(self._theme.color("ink"), 2, c=Qt.PenCapStyle.RoundCap))
            x, y = self.width() / 2, self.height() / 2
            painter.drawLine(QLineF(x - 5, y - 5, x + 5, y + 5))
            painter.drawLine(QLineF(x - 5, y + 5, x + 5, y - 5))
