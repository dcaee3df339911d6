"""What the panels over the stage share: a veil, a card in the middle, and the keyboard kept inside.

Knows no panel's content. Places children in the card by the 1280 x 800 design.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.session.key_button import KeyButton
from kneetimer.ui.session.phase_colours import mixed
from kneetimer.ui.session.stage_text import StageText
from kneetimer.ui.shell.theme import Theme

VEIL = 0.92
RADIUS = 16


class StageOverlay(QWidget):
    """Covers its parent. `dismissed` says that Escape closed it, which chooses nothing."""

    dismissed = Signal()

    def __init__(self, theme: Theme, card_width: int, card_height: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._card_width = card_width
        self._card_height = card_height
        self._scale = 1.0
        self._text_scale = 1.0
        self._places: list[tuple[QWidget, int, int, int, int]] = []
        # Kept here because a button group takes Tab away from all but one of its checkable buttons.
        self._stops: list[QWidget] = []
        set_role(self, QAccessible.Role.Dialog)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()
        theme.changed.connect(self.update)

    def set_scale(self, scale: float, text_scale: float) -> None:
        """The stage's scale, and that times the person's text size."""
        self._scale, self._text_scale = scale, text_scale
        self._lay_out()

    def card_rect(self) -> QRect:
        width, height = round(self._card_width * self._scale), round(self._card_height * self._scale)
        return QRect((self.width() - width) // 2, (self.height() - height) // 2, width, height)

    def place(self, child: QWidget, left: int, top: int, width: int, height: int) -> None:
        """Give a child its box in the card, in design pixels, or another one."""
        self._places = [each for each in self._places if each[0] is not child]
        self._places.append((child, left, top, width, height))
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child not in self._stops:
            self._stops.append(child)

    def first_focus(self) -> QWidget:
        """The child that has the keyboard when the panel opens."""
        return self

    def open(self) -> None:
        self._lay_out()
        self.show()
        self.raise_()
        self.first_focus().setFocus(Qt.FocusReason.TabFocusReason)

    def _lay_out(self) -> None:
        card = self.card_rect()
        for child, left, top, width, height in self._places:
            box = QRect(
                card.left() + round(left * self._scale),
                card.top() + round(top * self._scale),
                round(width * self._scale),
                round(height * self._scale),
            )
            if isinstance(child, KeyButton):
                child.set_scale(self._scale, self._text_scale)
                room = child.margin()
                box = box.adjusted(-room, -room, room, room)
            elif isinstance(child, StageText):
                child.set_scale(self._text_scale)
            else:
                self.scale_child(child)
            child.setGeometry(box)
        self.update()

    def scale_child(self, child: QWidget) -> None:
        """Tell a child of another kind the scale."""

    def focusNextPrevChild(self, forward: bool) -> bool:
        stops = [child for child in self._stops if child.isVisibleTo(self)]
        if not stops:
            return False
        now = self.focusWidget()
        at = stops.index(now) if now in stops else -1 if forward else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self.dismissed.emit()
            return
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._lay_out()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        veil = QColor(palette.background)
        veil.setAlphaF(VEIL)
        radius = RADIUS * self._scale
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), veil)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(mixed(palette.edge, palette.surface, 0.6), 1))
            painter.setBrush(QColor(palette.surface))
            painter.drawRoundedRect(QRectF(self.card_rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
