"""A line or a paragraph of plain text in one of the interface's sizes, weights and colours."""

from __future__ import annotations

import functools
import re

from PySide6.QtCore import QRect, QSize, Qt, Slot
from PySide6.QtGui import QFont, QFontMetrics, QPalette, QShowEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kneetimer.ui.shell.theme import Theme, font

ZERO_WIDTH_SPACE = "\u200b"
WORDS = re.compile(rf"[^\s{ZERO_WIDTH_SPACE}]+")
LONGEST_WORD = 24  # letters; a longer one, as in the name of somebody's own plan, is broken into lines
PIECE = 6
_TOO_LONG = re.compile(rf"\w{{{LONGEST_WORD + 1},}}")


def breakable(path: str) -> str:
    """A path that may be broken into lines after each of its folders."""
    return re.sub(r"([/\\])", rf"\1{ZERO_WIDTH_SPACE}", path)


def words_font(px: float, weight: QFont.Weight = QFont.Weight.Normal, *, display: bool = False) -> QFont:
    """The font of running text: digits and hyphens in their natural widths, headings set a little tighter."""
    chosen = font(px, weight, display=display)
    chosen.unsetFeature(QFont.Tag("tnum"))
    if display:
        chosen.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.5)
    return chosen


# A grid asks for both of all its tiles, again and again while it is laid out.
@functools.lru_cache(maxsize=1024)
def widest_word(text: str, px: float, weight: QFont.Weight = QFont.Weight.Normal) -> int:
    """How wide the longest word of a text is."""
    metrics = QFontMetrics(words_font(px, weight))
    return max(map(metrics.horizontalAdvance, text.split()), default=0)


@functools.lru_cache(maxsize=1024)
def wrapped_height(text: str, width: int, px: float, weight: QFont.Weight = QFont.Weight.Normal) -> int:
    """How high a text is that is broken into lines of this width."""
    metrics = QFontMetrics(words_font(px, weight))
    return metrics.boundingRect(QRect(0, 0, width, 0), int(Qt.TextFlag.TextWordWrap), text).height()


def _in_pieces(text: str) -> str:
    """The text with words broken that would make a page wider than its window."""

    def broken(word: re.Match[str]) -> str:
        letters = word.group()
        return ZERO_WIDTH_SPACE.join(letters[at : at + PIECE] for at in range(0, len(letters), PIECE))

    return _TOO_LONG.sub(broken, text)


def elided_words(text: str, metrics: QFontMetrics, width: int) -> str:
    """The text with each word shortened that would not fit into a line of so many pixels."""
    return " ".join(metrics.elidedText(word, Qt.TextElideMode.ElideRight, width) for word in text.split())


class Text(QLabel):
    """Text that follows the theme. `px` is the size in the design, before the person's text size."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        px: float = 16,
        weight: QFont.Weight = QFont.Weight.Normal,
        role: str = "ink",
        display: bool = False,
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._said = ""
        self._px = px
        self._weight = weight
        self._role = role
        self._display = display
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)
        self._restyle()
        theme.changed.connect(self._restyle)

    def set_role(self, role: str) -> None:
        """Show the text in the colour of another role, such as "faint"."""
        if role != self._role:
            self._role = role
            self._restyle()

    def set_weight(self, weight: QFont.Weight) -> None:
        if weight != self._weight:
            self._weight = weight
            self._restyle()

    def text(self) -> str:
        return self._said

    def setText(self, text: str) -> None:
        self._said = text
        shown = _in_pieces(text) if self.wordWrap() else text
        self.setAccessibleName(text if shown != text else "")
        super().setText(shown)

    def minimumSizeHint(self) -> QSize:
        """One line of the longest word: a paragraph may be made as narrow as that, and is then higher."""
        if not self.wordWrap():
            return super().minimumSizeHint()
        metrics = QFontMetrics(self.font())
        shown = super().text()
        longest = max((metrics.horizontalAdvance(word) for word in WORDS.findall(shown)), default=0)
        return QSize(longest + 2, metrics.height())

    @Slot()
    def _restyle(self) -> None:
        self.setFont(words_font(self._theme.px(self._px), self._weight, display=self._display))
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.WindowText, self._theme.color(self._role))
        self.setPalette(palette)

    def showEvent(self, event: QShowEvent) -> None:
        # Qt's style sheets put back the colour that a text was made with when it is shown the first time.
        if self.palette().windowText().color() != self._theme.color(self._role):
            self._restyle()
        super().showEvent(event)
