"""The buttons: one filled a screen, the others outlined, with the key that presses them.

Space and Enter press a focused button. A click does not take the focus, so Space stays the one key.
"""

from __future__ import annotations

import enum
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, QSizeF, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.key_hint import draw_hint, hint_size
from kneetimer.ui.shell.theme import Theme, font
from kneetimer.ui.text.key_names import shown_key

HEIGHT = 44
MAIN_HEIGHT = 60
RADIUS = 12
HINT_GAP = 10


class ButtonKind(enum.Enum):
    """What a button is for: to train, to rest or any other act as the one thing to do; else, or to delete.

    NOT_YET is the one thing to do while something is missing for it: a press says what.
    """

    FILLED = "filled"
    REST = "rest"
    INK = "ink"
    OUTLINED = "outlined"
    DANGER = "danger"
    NOT_YET = "not-yet"
    ON_INK = "on-ink"  # outlined, on a card that is filled with ink


class Button(QAbstractButton):
    """A button of the pages. `main` makes it 60 high with larger words, `tall` only as high as one.

    `compact` leaves less room beside the words. What its press makes it say is among `says`: it is as wide
    as the longest of them, and so stays under the pointer.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        kind: ButtonKind = ButtonKind.OUTLINED,
        *,
        key: str = "",
        main: bool = False,
        tall: bool = False,
        compact: bool = False,
        says: Sequence[str] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._says = (text, *says) if says else ()
        self._kind = kind
        self._key = key
        self._main = main
        self._padding = 27 if main else 14 if compact else 20
        self._least_height = MAIN_HEIGHT if main or tall else HEIGHT
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(self._hint())
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        wants_ring(self, RADIUS)
        theme.changed.connect(self._restyle)

    def show_text(self, text: str, kind: ButtonKind, key: str = "") -> None:
        """Say something else, in another kind."""
        self._kind = kind
        self._key = key
        self.setText(text)
        self.setAccessibleName(text)
        self._restyle()

    def text_rect(self) -> QRectF:
        """Where the words stand: centred together with the key's frame."""
        metrics = QFontMetricsF(self._font())
        words = metrics.horizontalAdvance(self.text())
        hint = self._hint_size()
        total = words + (HINT_GAP + hint.width() if self._hint() else 0)
        left = (self.width() - total) / 2
        return QRectF(left, 0, words + 1, self.height())

    def hint_rect(self) -> QRectF:
        """Where the key's frame stands; empty without a key."""
        size = self._hint_size()
        left = self.text_rect().right() - 1 + HINT_GAP
        return QRectF(left, (self.height() - size.height()) / 2, size.width(), size.height())

    def _hint(self) -> str:
        """The key that is shown beside the words."""
        return shown_key(self._key, letter_keys=self._theme.letter_keys)

    @Slot()
    def _restyle(self) -> None:
        self.setAccessibleDescription(self._hint())
        self.updateGeometry()
        self.update()

    def _hint_size(self) -> QSizeF:
        return hint_size(self._theme, self._hint()) if self._hint() else QSizeF()

    def _font(self) -> QFont:
        return font(self._theme.px(18 if self._main else 15), QFont.Weight.DemiBold)

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Fill, outline and words."""
        theme = self._theme
        if not self.isEnabled():
            return theme.color("background"), theme.color("edge"), theme.color("faint")
        active = self.isDown() or self.underMouse()
        if self._kind is ButtonKind.ON_INK:
            words = theme.color("on_ink")
            return theme.color("ink"), theme.color("focus") if active else words, words
        if self._kind in (ButtonKind.FILLED, ButtonKind.REST):
            phase = theme.palette.work if self._kind is ButtonKind.FILLED else theme.palette.rest
            accent = QColor(phase.accent)
            fill = accent.darker(112) if active and not theme.palette.dark else accent
            fill = accent.lighter(108) if active and theme.palette.dark else fill
            return fill, fill, theme.color("on_accent")
        if self._kind is ButtonKind.INK:
            return theme.color("soft" if active else "ink"), theme.color("ink"), theme.color("on_ink")
        words = theme.color("danger" if self._kind is ButtonKind.DANGER else "ink")
        outline = words if self._kind is ButtonKind.DANGER else theme.color("edge")
        return theme.color("background" if active else "surface"), outline, words

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._font())
        padding = self._theme.px(self._padding)
        width = max(map(metrics.horizontalAdvance, (self.text(), *self._says))) + 2 * padding
        if self._hint():
            width += HINT_GAP + self._hint_size().width()
        height = max(self._least_height, round(metrics.height()) + 20)
        return QSize(round(width) + 1, height)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, outline, words = self._colours()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(outline, 2 if self._kind is ButtonKind.DANGER else 1)
            if not self.isEnabled() or self._kind is ButtonKind.NOT_YET:
                pen.setStyle(Qt.PenStyle.DashLine)  # in high contrast no paler colour is left
            painter.setPen(pen)
            painter.setBrush(fill)
            inset = 1.0 if self._kind is ButtonKind.DANGER else 0.5
            rect = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            radius = RADIUS + 4 if self._least_height == MAIN_HEIGHT else RADIUS
            painter.drawRoundedRect(rect, radius, radius)
            painter.setPen(words)
            painter.setFont(self._font())
            painter.drawText(self.text_rect(), Qt.AlignmentFlag.AlignVCenter, self.text())
            if self._hint():
                draw_hint(painter, self._theme, self._hint(), self.hint_rect(), words)
