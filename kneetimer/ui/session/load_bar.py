"""What the coming set is done with, at the foot of the figure's panel, with a button to each side of it.

Says that less or more is wanted; what that makes of it, the view has said already.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.session import stage_words, words
from kneetimer.ui.session.key_button import KeyButton
from kneetimer.ui.session.stage_text import TextStyle, draw_lines, fit
from kneetimer.ui.session.view import LoadChoice
from kneetimer.ui.shell.theme import Theme

WIDTH, HEIGHT = 330, 50
BUTTON = 88
GAP = 10  # from the words to each button
STYLE = TextStyle(24, QFont.Weight.DemiBold, counts=True)


class LoadBar(QWidget):
    """`wanted` carries the load that is to be taken."""

    wanted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._choice = LoadChoice("", "", "")
        self._scale = self._text_scale = 1.0
        set_role(self, QAccessible.Role.Grouping)
        self.less = KeyButton(theme, self, px=20)
        self.more = KeyButton(theme, self, px=20)
        self.less.show_action(words.LIGHTER, "Q", tr(stage_words.TIP_LIGHTER))
        self.more.show_action(words.HEAVIER, "W", tr(stage_words.TIP_HEAVIER))
        for button, name in ((self.less, stage_words.TIP_LIGHTER), (self.more, stage_words.TIP_HEAVIER)):
            button.setAccessibleName(tr(name))
        self.less.clicked.connect(self.ask_less)
        self.more.clicked.connect(self.ask_more)
        theme.changed.connect(self.update)

    def show_choice(self, choice: LoadChoice | None) -> None:
        """Show what can be chosen now; None hides it."""
        self.setVisible(choice is not None)
        if choice is not None and choice != self._choice:
            self._choice = choice
            self.setAccessibleName(stage_words.load_name(choice.text))
            self.update()

    def set_scale(self, scale: float, text_scale: float) -> None:
        self._scale, self._text_scale = scale, text_scale
        for button in (self.less, self.more):
            button.set_scale(scale, text_scale)
        room, width, height = self.less.margin(), round(BUTTON * scale), round(HEIGHT * scale)
        right = round(WIDTH * scale) - width
        for button, left in ((self.less, 0), (self.more, right)):
            button.setGeometry(QRect(left, 0, width, height).adjusted(0, 0, 2 * room, 2 * room))
        self.resize(round(WIDTH * scale) + 2 * room, height + 2 * room)
        self.update()

    @Slot()
    def ask_less(self) -> None:
        if not self.isHidden():
            self.wanted.emit(self._choice.less)

    @Slot()
    def ask_more(self) -> None:
        if not self.isHidden():
            self.wanted.emit(self._choice.more)

    def paintEvent(self, event: QPaintEvent) -> None:
        beside = (BUTTON + GAP) * self._scale + self.less.margin()
        box = QRectF(self.rect()).adjusted(beside, 0, -beside, 0)
        fitted = fit(self._choice.text, STYLE, STYLE.px * self._text_scale, box.width(), box.height())
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(STYLE.font(fitted.px))
            painter.setPen(self._theme.color("ink"))
            draw_lines(painter, fitted, box, Qt.AlignmentFlag.AlignHCenter)
