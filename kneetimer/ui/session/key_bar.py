"""The bar of keys under the stage: fixed slots, of which those that do nothing now stay empty.

Says which button was pressed; the page decides what that means.
"""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from kneetimer.core.language import Sentence, tr
from kneetimer.core.record import PauseReason
from kneetimer.core.session_keys import Adjust, MainAction, SessionKey
from kneetimer.ui.session import stage_words as words
from kneetimer.ui.session import words as session_words
from kneetimer.ui.session.key_button import KeyButton, KeyKind
from kneetimer.ui.session.phase_colours import bar_colour, colours_of
from kneetimer.ui.session.phase_style import PhaseStyle
from kneetimer.ui.session.stage_layout import BUTTON_HEIGHT, BUTTON_TOP
from kneetimer.ui.session.stage_text import TextStyle, draw_lines, fit
from kneetimer.ui.session.view import SessionView
from kneetimer.ui.shell.theme import Theme

# Left edge (from the right edge where negative) and width, in design pixels.
# Redo shares the first slot after Easier with Less: while it is offered, Up and Down still correct the count.
SLOTS = {
    SessionKey.BACK: (32, 110),
    SessionKey.MAIN: (152, 172),
    SessionKey.SKIP: (334, 104),
    SessionKey.REDO: (592, 110),
    SessionKey.LESS: (592, 104),
    SessionKey.MORE: (706, 104),
    SessionKey.LAST_LESS: (884, 44),
    SessionKey.LAST_MORE: (936, 44),
    SessionKey.PACE: (820, 120),
    SessionKey.EASIER: (448, 134),
    SessionKey.HURTS: (-288, 136),
    SessionKey.LEAVE: (-142, 110),
}
# While getting set there are few buttons, with longer words.
GET_SET_SLOTS = {SessionKey.MAIN: (32, 196), SessionKey.MORE: (240, 160), SessionKey.PACE: (412, 170)}

_MAIN_LABELS = {
    MainAction.PAUSE: session_words.PAUSE,
    MainAction.GO_ON: session_words.GO_ON,
    MainAction.DONE: session_words.DONE,
    MainAction.COUNT: session_words.COUNT,
    MainAction.DECIDE: session_words.DECIDE,
    MainAction.START: session_words.START_NOW,
}
LAST_LABEL = (816, 878)  # where "Last set: 12" stands, in two lines
LAST_STYLE = TextStyle(15, QFont.Weight.DemiBold, most_lines=2, wrap_under=0.95, counts=True)
MOST_LABEL_GROWTH = 1.1  # the labels are read from near and keep one size in their slots
REDO_AFTER = (PauseReason.SLEPT, PauseReason.STOOD_STILL, PauseReason.INTERRUPTED)


class KeyBar(QWidget):
    pressed = Signal(int)  # a SessionKey

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._style = PhaseStyle.READY
        self._scale = 1.0
        self._text_scale = 1.0
        self._last_reps: int | None = None
        self._gets_set = False
        self._shown: tuple[object, ...] = ()
        kinds = {SessionKey.MAIN: KeyKind.FILLED, SessionKey.HURTS: KeyKind.DANGER}
        self._buttons = {
            key: KeyButton(theme, self, px=18, kind=kinds.get(key, KeyKind.PLAIN)) for key in SLOTS
        }
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            self._group.addButton(button, key)
        self._buttons[SessionKey.EASIER].setCheckable(True)
        self._group.idClicked.connect(self._clicked)
        theme.changed.connect(self.update)

    def buttons(self) -> tuple[KeyButton, ...]:
        return tuple(self._buttons.values())

    def show_actions(self, view: SessionView) -> None:
        """Show what can be done now, in the phase's colours."""
        shown = (
            view.style, view.main, view.adjust, view.own_pace, view.can_change_pace, view.pause,
            view.last_reps, view.held, view.easier, view.get_set is None,
        )  # fmt: skip
        if shown == self._shown:
            return
        self._shown = shown
        self._style = view.style
        if self._gets_set is not (view.get_set is not None):
            self._gets_set = view.get_set is not None
            self._place()
        if self._gets_set:
            self._show_get_set()
            return
        over = view.style is PhaseStyle.DONE
        stops = view.held is not None and view.held.must_stop  # only what leads to an end is shown
        redo = view.pause in REDO_AFTER and view.held is None
        rest = view.adjust is Adjust.REST
        adjusts = view.adjust is not Adjust.NOTHING and not redo and not stops
        self._show(SessionKey.BACK, session_words.BACK, "←", words.TIP_BACK, not over and not stops)
        self._show(
            SessionKey.MAIN, _MAIN_LABELS[view.main], "Space", words.TIP_MAIN[view.main.value], not over
        )
        self._show(SessionKey.SKIP, session_words.SKIP, "→", words.TIP_SKIP, not over and not stops)
        self._show(SessionKey.REDO, session_words.REDO, "", words.TIP_REDO, redo)
        self._show_adjust(rest, adjusts and not over)
        last = view.last_reps is not None and not redo and not stops
        self._last_reps = view.last_reps if last else None
        self._show(SessionKey.LAST_LESS, session_words.LAST_LESS, "", words.TIP_LAST_LESS, last)
        self._show(SessionKey.LAST_MORE, session_words.LAST_MORE, "", words.TIP_LAST_MORE, last)
        self._show(
            SessionKey.PACE,
            session_words.COACH_PACE if view.own_pace else session_words.OWN_PACE,
            "P",
            words.TIP_COACH_PACE if view.own_pace else words.TIP_OWN_PACE,
            view.can_change_pace and not over and not stops,
        )
        self._show_easier(view.easier is not None, not over and not stops)
        self._show(SessionKey.HURTS, session_words.HURTS, "H", words.TIP_HURTS, not over)
        self._show(SessionKey.LEAVE, session_words.LEAVE, "Esc", words.TIP_LEAVE, not over)
        self.update()

    def _show_adjust(self, rest: bool, here: bool) -> None:
        self._show(
            SessionKey.LESS,
            session_words.LESS_REST if rest else session_words.LESS_COUNT,
            "↓",
            words.TIP_LESS_REST if rest else words.TIP_LESS_COUNT,
            here,
        )
        self._show(
            SessionKey.MORE,
            session_words.MORE_REST if rest else session_words.MORE_COUNT,
            "↑",
            words.TIP_MORE_REST if rest else words.TIP_MORE_COUNT,
            here,
        )

    def _show_get_set(self) -> None:
        """Before a session there is nothing to skip, to correct or to say about the knee."""
        for button in self._buttons.values():
            button.hide()
        main = MainAction.START
        self._show(SessionKey.MAIN, _MAIN_LABELS[main], "Space", words.TIP_MAIN[main.value], True)
        self._show(SessionKey.MORE, session_words.MORE_TIME, "↑", words.TIP_MORE_TIME, True)
        self._show(SessionKey.PACE, session_words.WAIT_FOR_ME, "P", words.TIP_WAIT, True)
        self._show(SessionKey.LEAVE, session_words.LEAVE, "Esc", words.TIP_LEAVE_UNBEGUN, True)
        self._last_reps = None
        self.update()

    def _show_easier(self, on: bool, here: bool) -> None:
        easier = self._buttons[SessionKey.EASIER]
        easier.setChecked(on)
        easier.set_kind(KeyKind.CHOSEN if on else KeyKind.PLAIN)
        tip = words.TIP_IN_FULL if on else words.TIP_EASIER
        self._show(SessionKey.EASIER, session_words.EASIER, "E", tip, here)

    def set_scale(self, scale: float, text_scale: float) -> None:
        self._scale = scale
        self._text_scale = min(text_scale, scale * MOST_LABEL_GROWTH)
        for button in self._buttons.values():
            button.set_scale(scale, self._text_scale)
        self._place()

    def _show(self, key: SessionKey, label: Sentence | str, shortcut: str, tip: Sentence, here: bool) -> None:
        button = self._buttons[key]
        button.show_action(tr(label), shortcut, tr(tip))
        button.setVisible(here)

    def _place(self) -> None:
        for key, button in self._buttons.items():
            left, width = (GET_SET_SLOTS if self._gets_set else {}).get(key, SLOTS[key])
            x = left * self._scale if left >= 0 else self.width() + left * self._scale
            slot = QRect(
                round(x),
                round(BUTTON_TOP * self._scale),
                round(width * self._scale),
                round(BUTTON_HEIGHT * self._scale),
            )
            room = button.margin()
            button.setGeometry(slot.adjusted(-room, -room, room, room))

    def _draw_last_set(self, painter: QPainter, reps: int) -> None:
        """What the two buttons beside it correct."""
        left, right = LAST_LABEL
        box = QRectF(left * self._scale, 0, (right - left) * self._scale, self.height())
        text = session_words.last_set(reps)
        fitted = fit(text, LAST_STYLE, LAST_STYLE.px * self._text_scale, box.width(), box.height())
        painter.setFont(LAST_STYLE.font(fitted.px))
        painter.setPen(self._theme.color("ink"))
        draw_lines(painter, fitted, box, Qt.AlignmentFlag.AlignRight)

    @Slot(int)
    def _clicked(self, key: int) -> None:
        self.pressed.emit(key)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place()
        super().resizeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = self._theme.palette
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), bar_colour(palette, self._style))
            if palette.surface == colours_of(palette, self._style).tint:
                painter.fillRect(QRect(0, 0, self.width(), 1), self._theme.color("edge"))
            if self._last_reps is not None:
                self._draw_last_set(painter, self._last_reps)
