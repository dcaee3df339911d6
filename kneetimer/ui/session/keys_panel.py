"""The list of keys of a session, each drawn as a key beside what it does."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Slot
from PySide6.QtGui import QAccessible, QFont, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.drawn_signs import ARROWS, draw_arrow
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.session import stage_words as words
from kneetimer.ui.session import words as session_words
from kneetimer.ui.session.key_button import KeyButton, KeyKind
from kneetimer.ui.session.stage_overlay import StageOverlay
from kneetimer.ui.session.stage_text import FittedText, StageText, TextStyle, draw_lines, fit, words_font
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.text.key_names import shown_keys

TITLE = TextStyle(36, QFont.Weight.Bold, display=True)
DOES = TextStyle(22, QFont.Weight.Medium)
KEY_PX = 18
ROW = 40  # so that the card with all rows is no higher than the stage
KEYS_WIDTH = 340
CARD_WIDTH = 1200  # for the longest row in large text
KEY_HEIGHT = 1.7  # of the size of its name
BETWEEN_KEYS = 4  # from one row's keys to the next row's


class KeyTable(QWidget):
    """The rows: keys on the left, what they do on the right."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._text_scale = 1.0
        self._scale = 1.0
        set_role(self, QAccessible.Role.StaticText)
        self.setAccessibleName(tr(session_words.KEYS_TITLE))
        theme.changed.connect(self._restyle)
        self._restyle()

    @Slot()
    def _restyle(self) -> None:
        self._rows = shown_keys(session_words.KEYS, letter_keys=self._theme.letter_keys)
        lines = (f"{' / '.join(keys)}: {does}" for keys, does in self._rows)
        self.setAccessibleDescription("; ".join(lines))
        self.update()

    def set_scale(self, scale: float, text_scale: float) -> None:
        self._scale, self._text_scale = scale, text_scale
        self.update()

    def key_px(self) -> float:
        """The size of the keys' names, with which no key touches the one below it."""
        row = self.height() / len(self._rows)
        return min(KEY_PX * self._text_scale, (row - BETWEEN_KEYS * self._scale) / KEY_HEIGHT)

    def does_px(self) -> int:
        """One size for all rows: that of the longest."""
        row, width = self.height() / len(self._rows), self.width() - KEYS_WIDTH * self._scale
        px = DOES.px * self._text_scale
        return min(fit(does, DOES, px, width, row).px for _, does in self._rows)

    def _draw_keys(self, painter: QPainter, keys: tuple[str, ...], middle: float, right: float) -> None:
        """Keys side by side, smaller where they would not fit."""
        px = self.key_px()
        room = right - 12 * self._scale
        needed = sum(self._key_width(key, px) + px * 0.5 for key in keys)
        px *= min(1.0, room / needed)
        left = 0.0
        for key in keys:
            width = self._key_width(key, px)
            box = QRectF(left + 1, middle - px * KEY_HEIGHT / 2, width, px * KEY_HEIGHT)
            painter.setPen(QPen(self._theme.color("edge"), max(1.0, self._scale)))
            painter.setBrush(self._theme.color("raised"))
            painter.drawRoundedRect(box, px * 0.4, px * 0.4)
            ink = self._theme.color("ink")
            if key in ARROWS:
                draw_arrow(painter, box.center(), px * 0.95, ARROWS[key], ink)
            else:
                painter.setFont(words_font(px, QFont.Weight.DemiBold))
                painter.setPen(ink)
                metrics = QFontMetricsF(painter.font())
                at = box.center() + QPointF(-metrics.horizontalAdvance(key) / 2, metrics.capHeight() / 2)
                painter.drawText(at, key)
            left += width + px * 0.5

    def _key_width(self, key: str, px: float) -> float:
        if key in ARROWS:
            return px * 2.2
        return max(
            px * 2.2, QFontMetricsF(words_font(px, QFont.Weight.DemiBold)).horizontalAdvance(key) + px * 1.2
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        row = self.height() / len(self._rows)
        keys_width = KEYS_WIDTH * self._scale
        px = self.does_px()
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for place, (keys, does) in enumerate(self._rows):
                box = QRectF(keys_width, place * row, self.width() - keys_width, row)
                self._draw_keys(painter, keys, box.center().y(), keys_width)
                painter.setFont(DOES.font(px))
                painter.setPen(self._theme.color("ink"))
                draw_lines(painter, FittedText((does,), px), box, Qt.AlignmentFlag.AlignLeft)


class KeysPanel(StageOverlay):
    def __init__(self, theme: Theme, parent: QWidget) -> None:
        table_height = ROW * len(session_words.KEYS)
        super().__init__(theme, CARD_WIDTH, 96 + table_height + 104, parent)
        self._title = StageText(theme, TITLE, self)
        self._title.show_text(tr(session_words.KEYS_TITLE))
        self._table = KeyTable(theme, self)
        self._close = KeyButton(theme, self, px=20, kind=KeyKind.FILLED)
        self._close.show_action(tr(words.CLOSE), "Esc", tr(words.CLOSE))
        self._close.clicked.connect(self._close_pressed)
        self.place(self._title, 40, 24, CARD_WIDTH - 80, 56)
        self.place(self._table, 40, 92, CARD_WIDTH - 80, table_height)
        self.place(self._close, 40, 92 + table_height + 24, 200, 56)

    def first_focus(self) -> QWidget:
        return self._close

    def scale_child(self, child: QWidget) -> None:
        if child is self._table:
            self._table.set_scale(self._scale, self._text_scale)

    @Slot()
    def _close_pressed(self) -> None:
        self.dismissed.emit()
