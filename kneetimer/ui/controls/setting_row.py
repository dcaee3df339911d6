"""A line of the settings: what it is, a word about it, and its control at the right or below."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from kneetimer.ui.controls.text import Text
from kneetimer.ui.shell.theme import Theme

GAP = 16
SPACING = 10
MARGIN = 7
CONTROL_GAP = 8
LINE_GAP = 1
LEAST_HEIGHT = 66
LEAST_WORDS = 130  # this much room for the words, or the controls stand below
LONG_CAPTION = 60  # characters; a caption from here on is a paragraph, which wants a wider column
LEAST_PARAGRAPH = 230


def keep_room(*controls: QWidget) -> None:
    """Keep the place of controls free while they are hidden, so that nothing moves under the pointer."""
    for control in controls:
        policy = control.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        control.setSizePolicy(policy)


class SettingRow(QWidget):
    """A hairline parts it from the row above, except for the first.

    `least_words` is the room that the words want beside the controls, or the controls stand below: without
    it that goes by the words themselves, and other words may move the controls.
    """

    def __init__(
        self,
        theme: Theme,
        title: str,
        *controls: QWidget,
        caption: str = "",
        first: bool = False,
        least_words: int = 0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._first = first
        self._least_words = least_words
        self._controls = controls
        self._title = Text(theme, title, wrap=True)
        self._caption = Text(theme, caption, px=14, role="soft", wrap=True)
        self._caption.setVisible(bool(caption))
        words = QVBoxLayout()
        words.setSpacing(LINE_GAP)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(self._caption)
        words.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, MARGIN, 0, MARGIN)
        self._box.setSpacing(SPACING)
        self._box.addLayout(words, 1)
        self._control_row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._control_row.setSpacing(CONTROL_GAP)
        for control in controls:
            self._control_row.addWidget(control)
        self._box.addLayout(self._control_row)
        theme.changed.connect(self._restyle)
        self._restyle()

    def caption(self) -> str:
        return self._caption.text()

    def show_title(self, text: str) -> None:
        self._title.setText(text)

    def title(self) -> str:
        return self._title.text()

    def show_caption(self, text: str, *, strong: bool = False, wrong: bool = False) -> None:
        """Say a word about the setting: in bold where it has just changed something, or why it could not."""
        self._caption.setText(text)
        self._caption.setVisible(bool(text))
        self._caption.set_role("danger" if wrong else "ink" if strong else "soft")
        self._caption.set_weight(QFont.Weight.DemiBold if strong or wrong else QFont.Weight.Normal)

    def controls(self) -> tuple[QWidget, ...]:
        return self._controls

    def _needed(self) -> int:
        """The width of the controls side by side."""
        return sum(control.sizeHint().width() + CONTROL_GAP for control in self._controls_with_room())

    def _controls_height(self) -> int:
        return max((control.sizeHint().height() for control in self._controls_with_room()), default=0)

    def _controls_with_room(self) -> list[QWidget]:
        """Those that are shown, and those whose place stays free while they are hidden."""
        return [
            control
            for control in self._controls
            if not control.isHidden() or control.sizePolicy().retainSizeWhenHidden()
        ]

    def _stacks_at(self, width: int) -> bool:
        """Whether a width leaves too little room for the words beside the controls."""
        if self._least_words:
            return width < self._needed() + self._theme.px(self._least_words) + GAP
        longest_word = max((len(word) for word in self._title.text().split()), default=0)
        words = min(LEAST_WORDS, 10 * longest_word)
        if len(self._caption.text()) > LONG_CAPTION:
            words = LEAST_PARAGRAPH
        return width < self._needed() + self._theme.px(words) + GAP

    def _words_height(self, width: int) -> int:
        caption = 0 if self._caption.isHidden() else LINE_GAP + self._caption.heightForWidth(width)
        return self._title.heightForWidth(width) + caption

    @Slot()
    def _restyle(self) -> None:
        self.setMinimumHeight(self._least_height())
        self.update()

    def _arrange(self) -> None:
        stacked = self._stacks_at(self.width())
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        if direction is not self._box.direction():
            self._box.setDirection(direction)
        side = Qt.AlignmentFlag.AlignLeft if stacked else Qt.AlignmentFlag.AlignRight
        if not self._least_words:
            self._box.setAlignment(self._control_row, side | Qt.AlignmentFlag.AlignVCenter)
            return
        # The main control stands at the edge, and at its place from the top whatever the words are.
        away = QBoxLayout.Direction.RightToLeft if stacked else QBoxLayout.Direction.LeftToRight
        self._control_row.setDirection(away)
        over = 0 if stacked else max(0, (self._least_height() - self._controls_height()) // 2 - MARGIN)
        self._control_row.setContentsMargins(0, over, 0, 0)
        self._box.setAlignment(self._control_row, side | Qt.AlignmentFlag.AlignTop)

    def _least_height(self) -> int:
        """One height for words of one line and for none, so that saying them moves nothing."""
        return self._theme.px(LEAST_HEIGHT) if self._least_words else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """The height with the words at the side of the controls, or above them: before that is laid out."""
        if self._stacks_at(width):
            return self._words_height(width) + SPACING + self._controls_height() + 2 * MARGIN
        words = self._words_height(width - self._needed() - SPACING)
        return max(max(words, self._controls_height()) + 2 * MARGIN, self._least_height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as with the controls under the words, so that a narrow column can come to that."""
        high = max(self._controls_height() + 2 * MARGIN, self._least_height())
        return QSize(max(self._needed(), self._theme.px(LEAST_WORDS)), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._first:
            return
        with QPainter(self) as painter:
            painter.fillRect(0, 0, self.width(), 1, self._theme.color("line"))
