"""Text of the session screen that always shows whole: it gets smaller before it is cut off.

Fits one or a few lines into the widget's rectangle and draws them. Knows no phases and no words.
"""

from __future__ import annotations

from itertools import combinations, pairwise

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from kneetimer.core.late_dataclass import dataclass
from kneetimer.ui.shell.theme import Theme, font

LINE_PITCH = 1.16  # of the font's pixel size, from one baseline to the next
# Of the font's pixel size: what a line needs that is centred between the tops of its capitals and
# its baseline, so that the foot of a "g" is not cut off.
INK_HEIGHT = 1.17
LEAST_PX = 6


def words_font(px: float, weight: QFont.Weight, *, display: bool = False) -> QFont:
    """The interface font for words. Digits of one width would also make hyphens as wide as digits."""
    chosen = font(px, weight, display=display)
    chosen.unsetFeature(QFont.Tag("tnum"))
    # Whole-pixel places for letters would tear words apart at large sizes.
    chosen.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return chosen


@dataclass(frozen=True, slots=True)
class TextStyle:
    """`px` is the size in the 1280 x 800 design; below `wrap_under` times that, text takes more lines.

    `counts` is for text with numbers that change while it stands.
    """

    px: float
    weight: QFont.Weight = QFont.Weight.Normal
    display: bool = False
    most_lines: int = 1
    wrap_under: float = 0.8
    tracking: float = 100.0  # distance of letters in percent
    counts: bool = False

    def font(self, px: float) -> QFont:
        if self.counts:
            return font(px, self.weight, display=self.display)
        chosen = words_font(px, self.weight, display=self.display)
        if self.tracking != 100.0:
            chosen.setLetterSpacing(QFont.SpacingType.PercentageSpacing, self.tracking)
        return chosen


@dataclass(frozen=True, slots=True)
class FittedText:
    lines: tuple[str, ...]
    px: int


def fit(text: str, style: TextStyle, px: float, width: float, height: float) -> FittedText:
    """The lines and the largest size up to `px` with which `text` lies inside `width` x `height`."""
    one = _fitting_px((text,), style, px, width, height)
    if style.most_lines == 1 or one >= px * style.wrap_under:
        return FittedText((text,), one)
    best = FittedText((text,), one)
    for count in range(2, style.most_lines + 1):
        lines = _in_lines(text, style, count)
        fitting = _fitting_px(lines, style, px, width, height)
        if fitting > best.px:
            best = FittedText(lines, fitting)
    return best


def _fitting_px(lines: tuple[str, ...], style: TextStyle, px: float, width: float, height: float) -> int:
    tallest = height / (INK_HEIGHT + LINE_PITCH * (len(lines) - 1))
    fitting = max(LEAST_PX, int(min(px, tallest) + 0.5 if px <= tallest else tallest))
    while fitting > LEAST_PX:
        widest = _widest(lines, style, fitting)
        if widest <= width:
            break
        fitting = max(LEAST_PX, min(fitting - 1, int(fitting * width / widest)))
    return fitting


def _widest(lines: tuple[str, ...], style: TextStyle, px: int) -> float:
    metrics = QFontMetricsF(style.font(px))
    return max(metrics.horizontalAdvance(line) for line in lines)


def _in_lines(text: str, style: TextStyle, count: int) -> tuple[str, ...]:
    """So many lines, parted between sentences or facts where that is about as even as any other place."""
    words = text.split()
    if len(words) < count:
        return (text,)
    splits = [
        tuple(" ".join(words[first:end]) for first, end in pairwise((0, *places, len(words))))
        for places in combinations(range(1, len(words)), count - 1)
    ]

    def unevenness(split: tuple[str, ...]) -> float:
        widest = _widest(split, style, 100)
        return widest * 0.8 if split[0].endswith((".", "?", "·")) else widest

    return min(splits, key=unevenness)


class StageText(QLabel):
    """One text in a fixed box. Its size follows the stage's scale and the person's text size."""

    def __init__(
        self,
        theme: Theme,
        style: TextStyle,
        parent: QWidget | None = None,
        *,
        role: str = "ink",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._style = style
        self._role = role
        self._align = align
        self._scale = 1.0
        self._fitted: FittedText | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    def show_text(self, text: str) -> None:
        if text != self.text():
            self._fitted = None
            self.setText(text)

    def set_scale(self, scale: float) -> None:
        """`scale` is the stage's, times the person's text size."""
        if scale != self._scale:
            self._scale = scale
            self._fitted = None
            self.update()

    def set_role(self, role: str) -> None:
        if role != self._role:
            self._role = role
            self.update()

    def fitted(self) -> FittedText:
        """The lines as drawn, and their size in pixels."""
        if self._fitted is None:
            px = self._style.px * self._scale
            self._fitted = fit(self.text(), self._style, px, self.width(), self.height())
        return self._fitted

    def text_width(self) -> float:
        fitted = self.fitted()
        return _widest(fitted.lines, self._style, fitted.px) if self.text() else 0.0

    def sizeHint(self) -> QSize:
        return QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fitted = None
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.text():
            return
        fitted = self.fitted()
        with QPainter(self) as painter:
            painter.setFont(self._style.font(fitted.px))
            painter.setPen(self._theme.color(self._role))
            draw_lines(painter, fitted, QRectF(self.rect()), self._align)


def draw_lines(painter: QPainter, fitted: FittedText, rect: QRectF, align: Qt.AlignmentFlag) -> None:
    """Draw with the painter's font and pen, centred between capitals' tops and baselines."""
    metrics = QFontMetricsF(painter.font())
    pitch = LINE_PITCH * fitted.px
    baseline = rect.center().y() + metrics.capHeight() / 2 - pitch * (len(fitted.lines) - 1) / 2
    for line in fitted.lines:
        spare = rect.width() - metrics.horizontalAdvance(line)
        share = {Qt.AlignmentFlag.AlignHCenter: 0.5, Qt.AlignmentFlag.AlignRight: 1.0}.get(align, 0.0)
        painter.drawText(QPointF(rect.left() + spare * share, baseline), line)
        baseline += pitch
