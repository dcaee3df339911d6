"""A button of the session that shows the key which does the same.

Takes Space and Enter only while it has the keyboard, and shows that with a ring; every other
key passes through to the page.
"""

from __future__ import annotations

import enum

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from kneetimer.ui.controls.drawn_signs import ARROWS, draw_arrow
from kneetimer.ui.session import stage_words as words
from kneetimer.ui.session.phase_colours import mixed
from kneetimer.ui.session.stage_text import words_font
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.text.key_names import shown_key

FOCUS_GAP = 2.0
FOCUS_RING = 3.0
RADIUS = 12.0
CHOSEN_BAR = 4.0
PRESS_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Select)


class KeyKind(enum.Enum):
    PLAIN = "plain"
    FILLED = "filled"  # in ink: the one key's action
    CHOSEN = "chosen"  # one of several answers: an ink border and a bar
    DANGER = "danger"  # outlined: what hurts or deletes
    DANGER_FILLED = "danger-filled"


class KeyButton(QAbstractButton):
    """Its rectangle holds the focus ring too: `margin()` pixels more than the button on each side."""

    def __init__(
        self,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        px: float = 16,
        kind: KeyKind = KeyKind.PLAIN,
        one_size: bool = False,
    ) -> None:
        """With `one_size` all answers of its button group are written as large as fits the fullest."""
        super().__init__(parent)
        self._one_size = one_size
        self._theme = theme
        self._px = px
        self._kind = kind
        self._key = ""
        self._scale = 1.0
        self._text_scale = 1.0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        theme.changed.connect(self._restyle)

    def show_action(self, label: str, key: str, tip: str) -> None:
        """`key` is a name such as "Space", or an arrow sign; empty shows none."""
        if (label, key) != (self.text(), self._key):
            self._key = key
            self.setText(label)
            self.setAccessibleName(label)
        if tip != self.accessibleDescription():
            self.setAccessibleDescription(tip)
        self._restyle()

    def _hint(self) -> str:
        """The key that is shown beside the label."""
        return shown_key(self._key, letter_keys=self._theme.letter_keys)

    @Slot()
    def _restyle(self) -> None:
        self.setToolTip(words.tip_with_key(self.accessibleDescription(), self._hint()))
        for button in self._row():
            button.update()

    def set_kind(self, kind: KeyKind) -> None:
        if kind is not self._kind:
            self._kind = kind
            self.update()

    def set_scale(self, scale: float, text_scale: float) -> None:
        if (scale, text_scale) != (self._scale, self._text_scale):
            self._scale, self._text_scale = scale, text_scale
            self.update()

    def margin(self) -> int:
        """Room around the button for its focus ring."""
        return round((FOCUS_GAP + FOCUS_RING) * max(1.0, self._scale))

    def button_rect(self) -> QRectF:
        room = self.margin()
        return QRectF(self.rect()).adjusted(room, room, -room, -room)

    def content_px(self) -> tuple[float, float]:
        """Sizes of the label and of the key's name, small enough for the button."""
        px = min(each._fitting_px() for each in self._row() if each is self or not each.isHidden())
        return px, px * 13 / 16

    def _row(self) -> tuple[KeyButton, ...]:
        """The buttons whose labels have one size with its own."""
        group = self.group() if self._one_size else None
        others = group.buttons() if group is not None else []
        return (self, *(each for each in others if isinstance(each, KeyButton) and each is not self))

    def _fitting_px(self) -> float:
        px = self._px * self._text_scale
        room = self.button_rect().width() - 14 * self._scale
        needed = self._content_width(px)
        return px * room / needed if needed > room else px

    def _content_width(self, px: float) -> float:
        label = QFontMetricsF(words_font(px, QFont.Weight.DemiBold)).horizontalAdvance(self.text())
        return label + (self._key_width(px * 13 / 16) + px * 0.62 if self._hint() else 0)

    def _key_width(self, px: float) -> float:
        if self._key in ARROWS:
            return px * 2.15
        return max(
            px * 2.0,
            QFontMetricsF(words_font(px, QFont.Weight.DemiBold)).horizontalAdvance(self._hint()) + px * 1.2,
        )

    def _colours(self) -> tuple[QColor, QColor, QColor]:
        """Fill, border and text."""
        palette = self._theme.palette
        if self._kind is KeyKind.FILLED:
            fill, border, text = palette.ink, palette.ink, palette.on_ink
        elif self._kind is KeyKind.DANGER_FILLED:
            fill, border, text = palette.danger, palette.danger, palette.on_accent
        elif self._kind is KeyKind.DANGER:
            fill, border, text = palette.surface, palette.danger, palette.ink
        elif self._kind is KeyKind.CHOSEN:
            fill, border, text = palette.surface, palette.ink, palette.ink
        else:
            fill, border, text = palette.surface, palette.edge, palette.ink
        touched = 0.2 if self.isDown() else 0.1 if self.underMouse() else 0.0
        return mixed(text, fill, touched), QColor(border), QColor(text)

    def _draw_key(self, painter: QPainter, box: QRectF, px: float, colour: QColor) -> None:
        painter.setPen(QPen(colour, max(1.0, px / 13)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, px * 0.4, px * 0.4)
        if self._key in ARROWS:
            draw_arrow(painter, box.center(), px * 0.9, ARROWS[self._key], colour)
            return
        painter.setFont(words_font(px, QFont.Weight.DemiBold))
        metrics = QFontMetricsF(painter.font())
        left = box.center().x() - metrics.horizontalAdvance(self._hint()) / 2
        painter.drawText(QPointF(left, box.center().y() + metrics.capHeight() / 2), self._hint())

    def sizeHint(self) -> QSize:
        return QSize(round(132 * self._scale), round(44 * self._scale))

    def hitButton(self, pos: QPoint) -> bool:
        return self.button_rect().contains(QPointF(pos))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt's own handler would move the focus with the arrow keys, which belong to the session.
        if event.key() in PRESS_KEYS and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            if not event.isAutoRepeat():
                self.click()
            return
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        fill, border, text = self._colours()
        rect = self.button_rect()
        radius = RADIUS * self._scale
        label_px, key_px = self.content_px()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self.hasFocus():
                away = FOCUS_GAP + FOCUS_RING / 2
                painter.setPen(QPen(self._theme.color("focus"), FOCUS_RING))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(rect.adjusted(-away, -away, away, away), radius + away, radius + away)
            stroke = 2.0 if self._kind in (KeyKind.CHOSEN, KeyKind.DANGER, KeyKind.DANGER_FILLED) else 1.0
            stroke *= max(1.0, self._scale)
            inset = stroke / 2
            painter.setPen(QPen(border, stroke))
            painter.setBrush(fill)
            painter.drawRoundedRect(
                rect.adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset
            )
            if self._kind is KeyKind.CHOSEN:
                bar = CHOSEN_BAR * self._scale
                top = rect.bottom() - 2 * stroke - bar
                painter.fillRect(QRectF(rect.left() + radius, top, rect.width() - 2 * radius, bar), text)
            chosen = words_font(label_px, QFont.Weight.DemiBold)
            metrics = QFontMetricsF(chosen)
            left = rect.center().x() - self._content_width(label_px) / 2
            painter.setFont(chosen)
            painter.setPen(text)
            painter.drawText(QPointF(left, rect.center().y() + metrics.capHeight() / 2), self.text())
            if self._hint():
                width = self._key_width(key_px)
                cap_left = left + metrics.horizontalAdvance(self.text()) + label_px * 0.62
                height = key_px * 1.55
                box = QRectF(cap_left, rect.center().y() - height / 2, width, height)
                self._draw_key(painter, box, key_px, text)
