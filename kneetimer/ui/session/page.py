"""The session page: draws what a SessionView says and tells what the person wants, by key or pointer.

Changes nothing of the session itself and knows no clock of it. Where things lie is computed in
ui/session/stage_layout.py; each part of the picture is a widget of its own that repaints only when its
values change.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QFont,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QWidget

from kneetimer.core.language import tr
from kneetimer.core.session_keys import SessionKey
from kneetimer.ui.controls.key_place import FOREIGN_MODIFIERS, key_meant
from kneetimer.ui.controls.spoken import announce, set_role
from kneetimer.ui.session import stage_words as words
from kneetimer.ui.session.cue_line import CueLine
from kneetimer.ui.session.figure_panel import FigurePanel
from kneetimer.ui.session.flash_veil import FlashVeil
from kneetimer.ui.session.key_bar import KeyBar
from kneetimer.ui.session.notice_strip import NoticeStrip
from kneetimer.ui.session.panels import SessionPanels
from kneetimer.ui.session.phase_colours import colours_of
from kneetimer.ui.session.phase_pill import PhasePill
from kneetimer.ui.session.phase_style import PhaseStyle
from kneetimer.ui.session.rehearsal_mark import RehearsalMark
from kneetimer.ui.session.ring import PhaseRing
from kneetimer.ui.session.session_strip import SessionStrip
from kneetimer.ui.session.sound_button import Heard, SoundButton
from kneetimer.ui.session.stage_layout import StageLayout, stage_layout
from kneetimer.ui.session.stage_text import StageText, TextStyle
from kneetimer.ui.session.strip import StripBlock
from kneetimer.ui.session.view import SessionView
from kneetimer.ui.shell.theme import Theme

TITLE = TextStyle(50, QFont.Weight.Bold, display=True, tracking=97)
LINE = TextStyle(25, QFont.Weight.DemiBold, most_lines=2, wrap_under=0.75, counts=True)
MARK_GAP = 16

SAME_PRESS_S = 0.25  # presenters and worn keys send a press twice

KEYS: dict[int, SessionKey] = {
    Qt.Key.Key_Space: SessionKey.MAIN,
    Qt.Key.Key_Return: SessionKey.MAIN,
    Qt.Key.Key_Enter: SessionKey.MAIN,
    Qt.Key.Key_PageDown: SessionKey.MAIN,
    Qt.Key.Key_Period: SessionKey.MAIN,  # what presenters send to make the screen black
    Qt.Key.Key_MediaPlay: SessionKey.MAIN,
    Qt.Key.Key_MediaPause: SessionKey.MAIN,
    Qt.Key.Key_MediaTogglePlayPause: SessionKey.MAIN,
    Qt.Key.Key_Right: SessionKey.SKIP,
    Qt.Key.Key_Left: SessionKey.BACK,
    Qt.Key.Key_PageUp: SessionKey.BACK,
    Qt.Key.Key_Up: SessionKey.MORE,
    Qt.Key.Key_Down: SessionKey.LESS,
    Qt.Key.Key_Plus: SessionKey.LAST_MORE,
    Qt.Key.Key_Equal: SessionKey.LAST_MORE,  # plus without Shift on many keyboards
    Qt.Key.Key_Minus: SessionKey.LAST_LESS,
    Qt.Key.Key_MediaNext: SessionKey.SKIP,
    Qt.Key.Key_MediaPrevious: SessionKey.BACK,
    Qt.Key.Key_P: SessionKey.PACE,
    Qt.Key.Key_E: SessionKey.EASIER,
    Qt.Key.Key_H: SessionKey.HURTS,
    Qt.Key.Key_Escape: SessionKey.LEAVE,
    Qt.Key.Key_Question: SessionKey.KEYS,
    Qt.Key.Key_F1: SessionKey.KEYS,
}


class SessionPage(QWidget):
    """State comes in through the show_ and set_ methods, intent goes out through signals; `panels` ask."""

    key_pressed = Signal(int)  # a SessionKey
    mute_pressed = Signal()
    voice_pressed = Signal()
    full_screen_pressed = Signal()
    load_wanted = Signal(str)
    figure_foot_taken = Signal(int)  # pixels at the foot of the figure that something else has

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """`clock` gives seconds that never run backwards."""
        super().__init__(parent)
        self._theme = theme
        self._clock = clock
        self._style = PhaseStyle.READY
        self._view: SessionView | None = None
        self._text_percent = 100
        self._main_at_s: float | None = None
        self._described: tuple[object, ...] = ()

        self._title = StageText(theme, TITLE, self)
        self._mark = RehearsalMark(theme, self)
        self._pill = PhasePill(theme, self)
        self._panel = FigurePanel(theme, self)
        self._ring = PhaseRing(theme, self)
        self._line = StageText(theme, LINE, self, align=Qt.AlignmentFlag.AlignHCenter)
        self._cue = CueLine(theme, self)
        self._strip = SessionStrip(theme, self)
        self._notices = NoticeStrip(theme, self)
        self._bar = KeyBar(theme, self)
        self._sounds = SoundButton(theme, Heard.SOUNDS, self)
        self._voice = SoundButton(theme, Heard.VOICE, self)
        self.panels = SessionPanels(theme, clock, self)
        self.veil = FlashVeil(theme, clock, self)

        set_role(self, QAccessible.Role.Grouping)
        self._strip.setAccessibleName(tr(words.STRIP))
        self.setAccessibleName(tr(words.STAGE))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._loads: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Q: self._panel.load.ask_less,
            Qt.Key.Key_W: self._panel.load.ask_more,
        }
        self._switches: dict[int, SignalInstance] = {
            Qt.Key.Key_M: self.mute_pressed,
            Qt.Key.Key_V: self.voice_pressed,
            Qt.Key.Key_F: self.full_screen_pressed,
            Qt.Key.Key_F11: self.full_screen_pressed,
        }
        self._connect(theme)

    def _connect(self, theme: Theme) -> None:
        theme.changed.connect(self.update)
        self._bar.pressed.connect(self.press)
        self.panels.closed.connect(self._focus_stage)
        self._panel.load.wanted.connect(self.load_wanted)
        self._panel.foot_taken.connect(self.figure_foot_taken)
        self._sounds.toggled.connect(self.mute_pressed)
        self._voice.toggled.connect(self.voice_pressed)

    # What is shown.

    def show_view(self, view: SessionView) -> None:
        """Show a moment of the session. Parts that look as before are not touched."""
        if view == self._view:
            return
        before = self._view
        self._view = view
        self._ring.show_moment(view.style, view.ring, view.word, view.digits, view.unit)
        self._line.show_text(view.line)
        self._strip.show_progress(view)
        if before is not None and _but_for_the_count(before) == _but_for_the_count(view):
            return
        if view.style is not self._style:
            self._style = view.style
            self.update()
        self._pill.show_phase(view.style, view.pill)
        self._panel.show_side(view.style, view.badge)
        self._panel.show_easier(view.easier)
        self._panel.show_get_set(view.get_set)
        self._panel.show_load(view.load)
        self._panel.show_steps(view.form_steps)
        self._cue.show_text(view.pause_text or view.cue)
        held = self._bar.focusWidget()
        had_focus = held is not None and held.hasFocus()
        self._bar.show_actions(view)
        if had_focus and held is not None and held.isHidden():
            self._focus_stage()  # what it was put on is gone; Qt would take the next button
        if view.title != self._title.text():
            self._title.show_text(view.title)
            self._place_title()
        self._describe(view)

    def show_steps_large(self, large: bool) -> None:
        """Show the steps in place of a figure that there is none of."""
        self._panel.show_steps_large(large)

    def show_strip(self, blocks: Sequence[StripBlock]) -> None:
        """The blocks of this session's script; how much of each is done comes with every view."""
        self._strip.show_script(blocks)

    def show_notices(self, notices: tuple[str, ...]) -> None:
        if notices != self._notices.notices():
            rows = self._notices.rows()
            self._notices.show_notices(notices)
            if rows != self._notices.rows():
                self._lay_out()

    def set_rehearsal(self, rehearsal: bool) -> None:
        self._mark.setVisible(rehearsal)
        self._place_title()

    def set_text_size(self, percent: int) -> None:
        """The person's text size for sessions. The digits stay as large as the ring allows."""
        if percent != self._text_percent:
            self._text_percent = percent
            self._lay_out()

    def set_figure_widget(self, figure: QWidget | None) -> None:
        self._panel.set_figure_widget(figure)

    def show_heard(self, *, sounds: bool, voice: bool) -> None:
        """Whether beeps and voice are on in this session."""
        self._sounds.show_on(sounds)
        self._voice.show_on(voice)

    # What the person wants.

    @Slot(int)
    def press(self, key: int) -> None:
        """A SessionKey, from wherever it comes. A panel that asks something keeps all of them out.

        A second press of the one key at once is the same press, unless something else came between.
        """
        if self.panels.open_panel() is not None:
            return
        if key == SessionKey.MAIN:
            now = self._clock()
            if self._main_at_s is not None and now - self._main_at_s < SAME_PRESS_S:
                return
            self._main_at_s = now
        else:
            self._main_at_s = None
        self.key_pressed.emit(key)

    @Slot()
    def _focus_stage(self) -> None:
        self._main_at_s = None
        if self.panels.open_panel() is None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    # How it is placed and told.

    def _layout_now(self) -> StageLayout:
        return stage_layout(self.width(), self.height(), self._notices.rows(), self._text_percent / 100)

    def _lay_out(self) -> None:
        boxes = self._layout_now()
        text_scale = boxes.scale * self._text_percent / 100
        self._title.set_scale(text_scale)
        self._mark.set_scale(boxes.scale)
        self._pill.set_scale(boxes.scale, text_scale)
        self._panel.set_scale(boxes.scale, text_scale)
        self._ring.set_text_scale(text_scale * boxes.ring_scale / boxes.scale)
        self._line.set_scale(text_scale)
        self._cue.set_scale(text_scale)
        self._notices.set_scale(boxes.scale, text_scale)
        self._bar.set_scale(boxes.scale, text_scale)
        self.panels.place(self.rect(), boxes.scale, text_scale)
        self.veil.setGeometry(self.rect())
        self._pill.setGeometry(boxes.pill)
        self._panel.setGeometry(boxes.panel)
        self._ring.setGeometry(boxes.ring)
        self._line.setGeometry(boxes.line)
        for part, room in ((self._cue, boxes.cue), (self._strip, boxes.strip)):
            part.setGeometry(room)
            part.setVisible(not room.isEmpty())
        self._notices.setGeometry(boxes.notices)
        self._bar.setGeometry(boxes.bar)
        for button, place in ((self._sounds, boxes.sounds), (self._voice, boxes.voice)):
            button.set_scale(boxes.scale)
            button.setGeometry(place)
        self._place_title()

    def _place_title(self) -> None:
        """The title, and beside it the mark of a rehearsal, for which a long title makes room."""
        boxes = self._layout_now()
        if not self._mark.isVisibleTo(self):
            self._title.setGeometry(boxes.title)
            return
        size = self._mark.sizeHint()
        gap = round(MARK_GAP * boxes.scale)
        self._title.setGeometry(boxes.title.adjusted(0, 0, -size.width() - gap, 0))
        left = boxes.title.left() + round(self._title.text_width()) + gap
        top = boxes.title.center().y() - size.height() // 2
        self._mark.setGeometry(QRect(left, top, size.width(), size.height()))

    def _describe(self, view: SessionView) -> None:
        """Tell a screen reader, once a step: exercise, side, dose and phase, and no second of it."""
        step = (view.style, view.title, view.badge, view.item, view.ring.parts, view.set)
        if step != self._described:
            self._described = step
            side = view.badge.text if view.badge else ""
            text = words.described(view.pill, view.title, side, view.dose)
            self.setAccessibleDescription(text)
            announce(self, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & FOREIGN_MODIFIERS:
            event.ignore()
            return
        if event.isAutoRepeat():
            return
        key = key_meant(event, frozenset((*KEYS, *self._switches, *self._loads)))
        is_panel_open = self.panels.open_panel() is not None
        if key in self._switches:
            self._switches[key].emit()
        elif key in self._loads and not is_panel_open:
            self._loads[key]()
        elif key not in KEYS:
            event.setAccepted(is_panel_open)
        elif is_panel_open:
            self.panels.press(KEYS[key])
        else:
            self.press(KEYS[key])

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_stage()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(colours_of(self._theme.palette, self._style).tint))


def _but_for_the_count(view: SessionView) -> tuple[object, ...]:
    """What changes only between reps and steps."""
    return (
        view.style, view.title, view.pill, view.badge, view.form_steps, view.cue, view.main, view.adjust,
        view.own_pace, view.can_change_pace, view.pause, view.pause_text, view.item, view.ring.parts,
        view.last_reps, view.held, view.easier, view.get_set, view.load,
    )  # fmt: skip
