"""A plan as a QR code, as large as the window has room for, in black on white whatever the theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.focus_ring import FocusRings
from kneetimer.ui.controls.sheet import fit_on_screen
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.text import Text
from kneetimer.ui.plan import words
from kneetimer.ui.shell.theme import Theme

MARGIN = 4  # squares of white around, without which no camera finds the code
WIDTH, HEIGHT = 1000, 760
LEAST_PX = 2

Modules = tuple[tuple[bool, ...], ...]


class QrPicture(QWidget):
    """The squares, each of the same whole number of pixels."""

    def __init__(self, modules: Modules, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = len(modules) + 2 * MARGIN
        self._black = [
            QRect(column, row, 1, 1)
            for row, squares in enumerate(modules, start=MARGIN)
            for column, black in enumerate(squares, start=MARGIN)
            if black
        ]
        set_role(self, QAccessible.Role.Graphic)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def side(self) -> int:
        """Squares in a row, with the margin."""
        return self._side

    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST_PX * self.side(), LEAST_PX * self.side())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint() * 2

    def paintEvent(self, event: QPaintEvent) -> None:
        # In pixels of the screen: squares of unequal width cost a camera what it can still make out.
        ratio = self.devicePixelRatioF()
        room = round(min(self.width(), self.height()) * ratio)
        px = max(1, room // self.side())
        left = (round(self.width() * ratio) - px * self.side()) // 2
        top = (round(self.height() * ratio) - px * self.side()) // 2
        with QPainter(self) as painter:
            painter.scale(1 / ratio, 1 / ratio)
            painter.translate(left, top)
            painter.scale(px, px)
            painter.fillRect(0, 0, self._side, self._side, Qt.GlobalColor.white)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(Qt.GlobalColor.black)
            painter.drawRects(self._black)


class QrSheet(QDialog):
    """`copy_asked` asks for the plan as text, for who has no camera at hand."""

    copy_asked = Signal()

    def __init__(self, theme: Theme, name: str, modules: Modules, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(words.qr_title(name))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        self.picture = QrPicture(modules, words.qr_title(name))
        self.copy = Button(theme, tr(words.COPY_TEXT))
        self.enough = Button(theme, tr(words.QR_DONE), ButtonKind.FILLED)
        FocusRings(theme, self)
        # Side by side: the code needs the height.
        halves = QHBoxLayout(self)
        halves.setContentsMargins(22, 22, 22, 22)
        halves.setSpacing(22)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addWidget(Text(theme, name, px=24, weight=QFont.Weight.Bold, display=True, wrap=True))
        column.addWidget(Text(theme, tr(words.QR_HELP), px=15, role="soft", wrap=True))
        column.addStretch(1)
        column.addWidget(self.copy)
        column.addWidget(self.enough)
        halves.addLayout(column, 1)
        halves.addWidget(self.picture, 3)
        self.copy.clicked.connect(self.copy_asked)
        self.enough.clicked.connect(self.accept)
        self.enough.setFocus()
        fit_on_screen(self, theme.px(WIDTH), theme.px(HEIGHT))
