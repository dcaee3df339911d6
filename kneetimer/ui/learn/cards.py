"""Cards in as many columns as fit, under their headings: one Tab stop, and arrows among all of them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.text import Text, words_font
from kneetimer.ui.learn.view import AnswerCard, CardGroup
from kneetimer.ui.shell import icons
from kneetimer.ui.shell.theme import Theme

RADIUS = 16
INSET = 18
ICON = 34
TITLE_PX = 17
LINE_PX = 15
LEAST_WIDTH = 216
GAP = 12
EDGE = 6  # room for the focus ring
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class CardButton(QPushButton):
    """One answer. `focused` says that the keyboard came to it."""

    focused = Signal()

    def __init__(self, theme: Theme, card: AnswerCard, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.card = card
        self.setText(card.title)
        self.setAccessibleName(card.title)
        self.setAccessibleDescription(card.line)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        wants_ring(self, RADIUS)

    def height_for(self, width: int) -> int:
        """How high it is at a width: its words are broken into lines."""
        inside = width - 2 * INSET
        title = self._height(self._title_font(), self.card.title, inside)
        line = self._height(self._line_font(), self.card.line, inside)
        return INSET + self._theme.px(ICON) + 12 + title + 4 + line + INSET

    @staticmethod
    def _height(font: QFont, text: str, width: int) -> int:
        return QFontMetrics(font).boundingRect(QRect(0, 0, width, 10_000), int(_WRAPPED), text).height()

    def _title_font(self) -> QFont:
        return words_font(self._theme.px(TITLE_PX), QFont.Weight.DemiBold)

    def _line_font(self) -> QFont:
        return words_font(self._theme.px(LINE_PX))

    def sizeHint(self) -> QSize:
        width = self._theme.px(LEAST_WIDTH)
        return QSize(width, self.height_for(width))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()  # the cards' arrows are those of all of them

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, width = self._theme, self.width() - 2 * INSET
        px = theme.px(ICON)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("edge" if self.underMouse() else "line"), 1))
            painter.setBrush(theme.color("background" if self.isDown() else "surface"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
            drawn = icons.icon(f"learn-{self.card.id}", theme.palette.soft, px, self.devicePixelRatioF())
            painter.drawPixmap(INSET, INSET, drawn)
            painter.setPen(theme.color("ink"))
            painter.setFont(self._title_font())
            title = QRect(INSET, INSET + px + 12, width, self.height())
            used = painter.drawText(title, int(_WRAPPED), self.text())
            painter.setPen(theme.color("soft"))
            painter.setFont(self._line_font())
            line = QRect(INSET, used.bottom() + 5, width, self.height())
            painter.drawText(line, int(_WRAPPED), self.card.line)


class AnswerGrid(QWidget):
    """Cards of one group; those of a row are equally high."""

    def __init__(self, cards: Sequence[CardButton], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards = tuple(cards)
        for card in self._cards:
            card.setParent(self)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    def columns(self, width: int) -> int:
        return max(1, (width - 2 * EDGE + GAP) // (self._theme.px(LEAST_WIDTH) + GAP))

    def places(self, width: int) -> list[QRect]:
        """Where each card lies in a grid of this width."""
        columns, room = self.columns(width), width - 2 * EDGE + GAP
        rects: list[QRect] = []
        top = EDGE
        for first in range(0, len(self._cards), columns):
            row = self._cards[first : first + columns]
            lefts = [at * room // columns for at in range(columns + 1)]
            widths = [lefts[at + 1] - lefts[at] - GAP for at in range(len(row))]
            height = max(card.height_for(wide) for card, wide in zip(row, widths, strict=True))
            rects += [QRect(EDGE + lefts[at], top, wide, height) for at, wide in enumerate(widths)]
            top += height + GAP
        return rects

    @Slot()
    def _restyle(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        for card, rect in zip(self._cards, self.places(self.width()), strict=True):
            card.setGeometry(rect)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((rect.bottom() + 1 + EDGE for rect in self.places(width)), default=0)

    def sizeHint(self) -> QSize:
        return QSize(2 * self._theme.px(LEAST_WIDTH), self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(LEAST_WIDTH) + 2 * EDGE, self.heightForWidth(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self.updateGeometry()


class CardGroups(QWidget):
    """Groups of cards below each other. `opened` names the answer that was pressed."""

    opened = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._cards: list[CardButton] = []
        self._shown: tuple[CardGroup, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def show_groups(self, groups: Sequence[CardGroup]) -> None:
        if tuple(groups) == self._shown:
            return
        self._shown = tuple(groups)
        self._cards = []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for group in self._shown:
            heading = Text(self._theme, group.title, px=18, weight=QFont.Weight.DemiBold)
            heading.setContentsMargins(EDGE, 6, 0, 0)
            cards = [CardButton(self._theme, card) for card in group.cards]
            for card in cards:
                card.clicked.connect(self._clicked)
                card.focused.connect(self._focus_came)
            self._cards += cards
            self._column.addWidget(heading)
            self._column.addWidget(AnswerGrid(cards, self._theme))
        if self._cards:
            self._cards[0].setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def focus_on(self, article: str = "") -> None:
        """Give the keyboard to the card of an article, or to the one that had it last."""
        stops = [card for card in self._cards if card.focusPolicy() == Qt.FocusPolicy.TabFocus]
        for card in [each for each in self._cards if each.card.id == article] or stops:
            card.setFocus(Qt.FocusReason.TabFocusReason)
            return

    @Slot()
    def _clicked(self) -> None:
        card = self.sender()
        if isinstance(card, CardButton):
            self._set_tab_stop(card)
            self.opened.emit(card.card.id)

    @Slot()
    def _focus_came(self) -> None:
        card = self.sender()
        if isinstance(card, CardButton):
            self._set_tab_stop(card)

    def _set_tab_stop(self, stop: CardButton) -> None:
        for card in self._cards:
            card.setFocusPolicy(Qt.FocusPolicy.TabFocus if card is stop else Qt.FocusPolicy.NoFocus)

    def _goal(self, at: int, key: int) -> int | None:
        """The card where an arrow leads from the card `at`, across the groups too."""
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            return at + (1 if key == Qt.Key.Key_Right else -1)
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else len(self._cards) - 1
        if key not in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            return None
        down = key == Qt.Key.Key_Down
        centres = [card.mapTo(self, card.rect().center()) for card in self._cards]
        tops = [card.mapTo(self, card.rect().topLeft()).y() for card in self._cards]
        beyond = {top for top in tops if (top > tops[at] if down else top < tops[at])}
        if not beyond:
            return -1
        row = min(beyond) if down else max(beyond)
        there = [number for number, top in enumerate(tops) if top == row]
        return min(there, key=lambda number: abs(centres[number].x() - centres[at].x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((number for number, card in enumerate(self._cards) if card.hasFocus()), None)
        goal = None if at is None else self._goal(at, event.key())
        if goal is None:
            super().keyPressEvent(event)
        elif 0 <= goal < len(self._cards):
            self._cards[goal].setFocus(Qt.FocusReason.TabFocusReason)
