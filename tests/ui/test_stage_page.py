"""The session page: keys become intent, and only what changed is drawn again."""

import re
from dataclasses import replace

import pytest
from on_screen import button, key_of, lines, part, parts, reads
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot
from stage_samples import (
    BLOCKS,
    DONE,
    EVERY_PHASE,
    HOLD,
    INTERRUPTED,
    OWN_PACE,
    PAUSED,
    READY,
    REST,
    SIDE,
    SLEPT,
    WORK,
)

from kneetimer.core.exercise import Side
from kneetimer.core.knee import Limits, Sign
from kneetimer.core.player import HurtAnswered
from kneetimer.core.preferences import Knee, ThemeChoice
from kneetimer.core.record import Hurt, HurtAnswer
from kneetimer.core.session_keys import SessionKey
from kneetimer.ui.controls.zero_to_ten import ZeroToTen
from kneetimer.ui.session.block_strip import BlockStrip
from kneetimer.ui.session.cue_line import CueLine
from kneetimer.ui.session.figure_panel import FigurePanel
from kneetimer.ui.session.flash_veil import FADE_MS, FlashVeil
from kneetimer.ui.session.hold_panel import HoldPanel
from kneetimer.ui.session.hurt_form import FOLLOWS
from kneetimer.ui.session.hurt_panel import HurtPanel
from kneetimer.ui.session.hurt_question import HurtQuestion
from kneetimer.ui.session.key_bar import SLOTS, KeyBar
from kneetimer.ui.session.key_button import KeyButton
from kneetimer.ui.session.keys_panel import DOES, KEY_HEIGHT, KeysPanel, KeyTable
from kneetimer.ui.session.leave_panel import LeavePanel
from kneetimer.ui.session.load_bar import LoadBar
from kneetimer.ui.session.notice_strip import NoticeStrip
from kneetimer.ui.session.page import SessionPage
from kneetimer.ui.session.phase_colours import colours_of
from kneetimer.ui.session.phase_pill import PhasePill
from kneetimer.ui.session.rehearsal_mark import RehearsalMark
from kneetimer.ui.session.ring import PhaseRing
from kneetimer.ui.session.side_badge import SideBadge
from kneetimer.ui.session.sound_button import SoundButton
from kneetimer.ui.session.stage_text import StageText, fit
from kneetimer.ui.session.view import Badge, Held, LoadChoice, Ring, SessionView
from kneetimer.ui.session.words import KEYS
from kneetimer.ui.shell.theme import Theme, load_fonts

Key = Qt.Key
SIZES = [(1280, 800), (1024, 640), (1920, 1080)]
ANSWERS = ("Go on", "Easier", "Skip it", "Stop here")
WALL_SIT = HurtQuestion("Wall sit")
SWITCHES = ("mute_pressed", "voice_pressed", "full_screen_pressed")
NOTICES = (
    "No sound device was found. The screen flashes instead.",
    "Not saved since 18:40: another program is using it. KneeTimer keeps trying.",
    "The screen may go dark: no service keeps it on.",
)


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Wishes(QObject):
    """What a page says that the person wants, in order."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__()
        self.heard: list[object] = []
        for name in SWITCHES:
            getattr(page, name).connect(lambda name=name: self.heard.append(name))
        page.key_pressed.connect(lambda key: self.heard.append(SessionKey(key)))
        page.panels.leave_chosen.connect(lambda answer: self.heard.append(("leave", answer)))
        page.panels.hurt_chosen.connect(self.heard.append)
        page.panels.hold_chosen.connect(lambda answer: self.heard.append(("hold", answer)))


class Stage:
    """A shown page with its clock and what was heard of it."""

    def __init__(self, page: SessionPage, clock: Clock, theme: Theme) -> None:
        self.page, self.clock, self.theme = page, clock, theme
        self.wishes = Wishes(page)

    def fill_of(self, button: QAbstractButton) -> QColor:
        """Its colour between its border and its words."""
        picture = button.grab().toImage()
        return picture.pixelColor(picture.width() // 2, round(picture.height() * 0.2))

    def is_filled(self, button: QAbstractButton) -> bool:
        """Whether it is the one in ink."""
        return self.fill_of(button) == QColor(self.theme.palette.ink)

    @property
    def heard(self) -> list[object]:
        return self.wishes.heard

    def press(self, *keys: Qt.Key) -> None:
        """Press keys one after the other, a second apart, as whatever has the keyboard gets them."""
        for key in keys:
            self.clock.now += 1
            QTest.keyClick(QApplication.focusWidget() or self.page, key)

    def part(self, kind: type[QWidget]) -> QWidget:
        found = self.page.findChild(kind)
        assert found is not None
        return found

    def button(self, key: SessionKey) -> QAbstractButton:
        bar = self.page.findChild(KeyBar)
        assert bar is not None
        return key_of(bar, key)


@pytest.fixture
def stage(qtbot: QtBot) -> Stage:
    load_fonts()
    # Pages of earlier tests wait for an event loop before they go, and would all be styled again.
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme, clock = Theme(), Clock()
    theme.choose(ThemeChoice.LIGHT, high_contrast=False, text_size=100)
    page = SessionPage(theme, clock=clock)
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show_strip(BLOCKS)
    page.show_view(WORK)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    page.setFocus()
    return Stage(page, clock, theme)


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        (Key.Key_Space, SessionKey.MAIN),
        (Key.Key_Return, SessionKey.MAIN),
        (Key.Key_Enter, SessionKey.MAIN),
        (Key.Key_PageDown, SessionKey.MAIN),
        (Key.Key_Period, SessionKey.MAIN),
        (Key.Key_MediaPlay, SessionKey.MAIN),
        (Key.Key_MediaPause, SessionKey.MAIN),
        (Key.Key_MediaTogglePlayPause, SessionKey.MAIN),
        (Key.Key_Right, SessionKey.SKIP),
        (Key.Key_Left, SessionKey.BACK),
        (Key.Key_PageUp, SessionKey.BACK),
        (Key.Key_MediaNext, SessionKey.SKIP),
        (Key.Key_MediaPrevious, SessionKey.BACK),
        (Key.Key_Plus, SessionKey.LAST_MORE),
        (Key.Key_Equal, SessionKey.LAST_MORE),
        (Key.Key_Minus, SessionKey.LAST_LESS),
        (Key.Key_Up, SessionKey.MORE),
        (Key.Key_Down, SessionKey.LESS),
        (Key.Key_P, SessionKey.PACE),
        (Key.Key_H, SessionKey.HURTS),
        (Key.Key_M, "mute_pressed"),
        (Key.Key_V, "voice_pressed"),
        (Key.Key_F, "full_screen_pressed"),
        (Key.Key_F11, "full_screen_pressed"),
        (Key.Key_Escape, SessionKey.LEAVE),
        (Key.Key_Question, SessionKey.KEYS),
        (Key.Key_F1, SessionKey.KEYS),
    ],
)
def test_each_key_says_what_is_wanted(stage: Stage, key: Qt.Key, wish: object) -> None:
    """Every key of a session is one wish, and the page changes nothing by itself."""
    shown = stage.page.grab().toImage()
    stage.press(key)
    assert stage.heard == [wish]
    assert stage.page.grab().toImage() == shown


def test_a_held_key_counts_once(stage: Stage) -> None:
    """Keys that repeat by themselves while held are ignored."""
    for key in (Key.Key_Space, Key.Key_Right, Key.Key_Up):
        repeated = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, "", True)
        QApplication.sendEvent(stage.page, repeated)
    assert stage.heard == []


def test_a_bounced_press_of_the_one_key_counts_once(stage: Stage) -> None:
    """A second press within a quarter of a second is the first one again; a later one is not."""
    QTest.keyClick(stage.page, Key.Key_Space)
    stage.clock.now += 0.24
    QTest.keyClick(stage.page, Key.Key_PageDown)
    QTest.mouseClick(stage.button(SessionKey.MAIN), Qt.MouseButton.LeftButton)
    assert stage.heard == [SessionKey.MAIN]
    stage.clock.now += 0.02
    QTest.keyClick(stage.page, Key.Key_Space)
    assert stage.heard == [SessionKey.MAIN, SessionKey.MAIN]


def test_keys_of_the_window_pass_through(stage: Stage) -> None:
    """With Control, Alt or Meta a key is not the session's."""
    for held in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier):
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_F, held, "f")
        QApplication.sendEvent(stage.page, event)
        assert not event.isAccepted()
    assert stage.heard == []


@pytest.mark.parametrize(
    ("key", "wish"),
    [
        (SessionKey.BACK, SessionKey.BACK),
        (SessionKey.MAIN, SessionKey.MAIN),
        (SessionKey.SKIP, SessionKey.SKIP),
        (SessionKey.LESS, SessionKey.LESS),
        (SessionKey.MORE, SessionKey.MORE),
        (SessionKey.PACE, SessionKey.PACE),
        (SessionKey.HURTS, SessionKey.HURTS),
        (SessionKey.LEAVE, SessionKey.LEAVE),
    ],
)
def test_each_button_says_the_same_as_its_key(stage: Stage, key: SessionKey, wish: object) -> None:
    """A click is as good as the key, and leaves the keyboard to the stage."""
    QTest.mouseClick(stage.button(key), Qt.MouseButton.LeftButton)
    stage.press(Key.Key_Right)
    assert stage.heard == [wish, SessionKey.SKIP]


def test_the_last_set_can_be_corrected_by_pointer(stage: Stage) -> None:
    """In the rest after a set two buttons count one less and one more; in a set they are not there."""
    assert not stage.button(SessionKey.LAST_LESS).isVisible()
    stage.page.show_view(REST)
    QTest.mouseClick(stage.button(SessionKey.LAST_LESS), Qt.MouseButton.LeftButton)
    QTest.mouseClick(stage.button(SessionKey.LAST_MORE), Qt.MouseButton.LeftButton)
    assert stage.heard == [SessionKey.LAST_LESS, SessionKey.LAST_MORE]


def test_the_count_of_the_last_set_is_drawn(stage: Stage) -> None:
    """What the two buttons correct can be read beside them, and changes with each press."""
    bar = stage.part(KeyBar)
    stage.page.show_view(REST)
    twenty = bar.grab().toImage()
    stage.page.show_view(replace(REST, last_reps=19))
    assert bar.grab().toImage() != twenty


@pytest.mark.parametrize("press", [Key.Key_Space, Key.Key_Return])
def test_a_button_with_the_keyboard_takes_space_and_enter(stage: Stage, press: Qt.Key) -> None:
    """After Tab, Space and Enter press the marked button; arrows still belong to the session."""
    stage.press(Key.Key_Tab)
    assert stage.button(SessionKey.BACK).hasFocus()
    stage.press(press, Key.Key_Right, Key.Key_H)
    assert stage.heard == [SessionKey.BACK, SessionKey.SKIP, SessionKey.HURTS]
    assert stage.button(SessionKey.BACK).hasFocus()


def test_the_focus_can_be_seen(stage: Stage) -> None:
    """A ring of three pixels in the focus colour surrounds the button, two pixels away."""
    stage.press(Key.Key_Tab)
    button = stage.button(SessionKey.BACK)
    picture = button.grab().toImage()
    middle = picture.height() // 2
    focus, bar = stage.theme.color("focus"), button.button_rect().left()
    assert [picture.pixelColor(x, middle) == focus for x in range(3)] == [True] * 3
    assert bar == 5
    assert picture.pixelColor(3, middle) != focus
    assert picture.pixelColor(4, middle) != focus


def shortcut(key: KeyButton) -> str:
    """The key that the tip names, which is the one that is drawn on the button."""
    return re.fullmatch(r"[^(]*(?:\((.*)\))?", key.toolTip())[1] or ""


def visible_labels(stage: Stage) -> list[tuple[str, str]]:
    return [(key.text(), shortcut(key)) for key in (stage.button(key) for key in SLOTS) if key.isVisible()]


ALWAYS = [("Easier", "E"), ("It hurts", "H"), ("Leave", "Esc")]
MOVES = [("Back", "←"), ("Pause", "Space"), ("Skip", "→")]


@pytest.mark.parametrize(
    ("view", "labels"),
    [
        (WORK, [*MOVES, ("−1 rep", "↓"), ("+1 rep", "↑"), ("My pace", "P"), *ALWAYS]),
        (HOLD, [*MOVES, *ALWAYS]),
        (REST, [*MOVES, ("−15 s", "↓"), ("+15 s", "↑"), ("−1", ""), ("+1", ""), *ALWAYS]),
        (READY, [*MOVES, *ALWAYS]),
        (PAUSED, [MOVES[0], ("Go on", "Space"), MOVES[2], *ALWAYS]),
        (SLEPT, [MOVES[0], ("Go on", "Space"), MOVES[2], ("Redo", ""), *ALWAYS]),
        (INTERRUPTED, [MOVES[0], ("Go on", "Space"), MOVES[2], ("Redo", ""), *ALWAYS]),
        (DONE, []),
    ],
    ids=["work", "hold", "rest", "ready", "paused", "slept", "interrupted", "done"],
)
def test_the_bar_offers_what_can_be_done(
    stage: Stage, view: SessionView, labels: list[tuple[str, str]]
) -> None:
    """Each phase shows its own buttons with their keys; the other slots stay empty."""
    stage.page.show_view(view)
    assert visible_labels(stage) == labels


def test_buttons_keep_their_slots(stage: Stage) -> None:
    """From phase to phase no button moves."""
    places: dict[SessionKey, set[tuple[int, int, int, int]]] = {key: set() for key in SLOTS}
    for view in EVERY_PHASE.values():
        stage.page.show_view(view)
        for key in SLOTS:
            if stage.button(key).isVisible():
                places[key].add(stage.button(key).geometry().getRect())
    assert {key: len(where) for key, where in places.items()} == dict.fromkeys(SLOTS, 1)


def test_own_pace_has_done_as_its_one_key(stage: Stage) -> None:
    """At the person's own pace the filled button is Done, and the coach can be asked back."""
    stage.page.show_view(OWN_PACE)
    assert stage.button(SessionKey.MAIN).text() == "Done"
    assert stage.is_filled(stage.button(SessionKey.MAIN))
    assert stage.button(SessionKey.PACE).text() == "Coach"


def test_redo_can_be_pressed_after_the_machine_slept(stage: Stage) -> None:
    """The pause says why it came and offers to do the step again."""
    stage.page.show_view(SLEPT)
    assert stage.part(CueLine).text() == SLEPT.pause_text
    QTest.mouseClick(stage.button(SessionKey.REDO), Qt.MouseButton.LeftButton)
    assert stage.heard == [SessionKey.REDO]


@pytest.mark.parametrize("size", SIZES)
def test_targets_are_large_enough(stage: Stage, size: tuple[int, int]) -> None:
    """Every button of the bar is at least 44 by 44 of the design's pixels."""
    stage.page.resize(*size)
    scale = min(size[0] / 1280, size[1] / 800)
    for key in SLOTS:
        box = stage.button(key).button_rect()
        assert min(box.width(), box.height()) >= 44 * scale - 1


class PaintCount(QObject):
    """Counts how often each part of the page is painted, and how much of it."""

    def __init__(self, page: SessionPage) -> None:
        super().__init__()
        self.painted: list[tuple[str, QRect]] = []
        for each in (page, *page.findChildren(QWidget)):
            each.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.painted.append((type(watched).__name__, event.region().boundingRect()))
        return False

    def parts(self) -> set[str]:
        return {name for name, _ in self.painted}


def settle() -> None:
    """Lay out and paint what is due; the one may be the reason of the other."""
    for _ in range(3):
        QApplication.sendPostedEvents()


def frames(stage: Stage, *views: SessionView) -> PaintCount:
    """What is painted while these views are shown one after the other."""
    count = PaintCount(stage.page)
    settle()
    count.painted.clear()
    for view in views:
        stage.page.show_view(view)
        settle()
    return count


def test_nothing_is_painted_when_nothing_changed(stage: Stage, qtbot: QtBot) -> None:
    """The same moment again costs nothing."""
    stage.page.show_notices(NOTICES[:1])
    stage.page.show_notices(NOTICES[:1])
    same = replace(WORK, ring=replace(WORK.ring))
    assert frames(stage, same, same).painted == []


def test_a_running_rep_paints_a_corner_of_the_ring(stage: Stage, qtbot: QtBot) -> None:
    """Between two frames of a rep only the tip of the ring is drawn again."""
    moving = [replace(WORK, ring=Ring(WORK.ring.kind, 20, 11.6 + at / 50)) for at in range(1, 6)]
    count = frames(stage, *moving)
    assert count.parts() == {"PhaseRing"}
    assert max(area.width() * area.height() for _, area in count.painted) < 464 * 464 / 20


def test_a_new_second_paints_ring_and_line(stage: Stage, qtbot: QtBot) -> None:
    """When a second passes, digits and time change and nothing else."""
    stage.page.show_view(HOLD)
    later = replace(
        HOLD, digits="21", ring=Ring(HOLD.ring.kind, 0, 0.7), line="Set 1 of 1 · 2:37 left · done at 19:04"
    )
    count = frames(stage, later)
    # The line has no background of its own: the page paints the tint under it.
    assert count.parts() == {"PhaseRing", "StageText", "SessionPage"}


@pytest.mark.parametrize("view", EVERY_PHASE.values(), ids=EVERY_PHASE.keys())
def test_the_phase_colours_the_whole_page(stage: Stage, view: SessionView) -> None:
    """The background has the phase's tint, in light and in dark, also when the theme changes."""
    stage.page.show_view(view)
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
        stage.theme.choose(choice, high_contrast=False, text_size=100)
        picture = stage.page.grab().toImage()
        tint = colours_of(stage.theme.palette, view.style).tint.lower()
        points = [(2, 2), (720, 300), (1270, 400), (974, 90), (640, 696), (745, 110)]
        assert [picture.pixelColor(x, y).name() for x, y in points] == [tint] * len(points)


LONG_TITLES = [
    "Single-leg Romanian deadlifts",
    "Terminal knee extensions",
    "Next: single-leg Romanian deadlifts",
]
LONG_CUES = ["Stand tall. Hold on to the chair with the hand on your side.", SLEPT.pause_text]


def text_box(text: StageText) -> QRect:
    """The box that the drawn lines need, in the page."""
    picture = text.grab().toImage()
    background = picture.pixelColor(0, 0)
    lit = [
        QPoint(x, y)
        for y in range(picture.height())
        for x in range(picture.width())
        if picture.pixelColor(x, y) != background
    ]
    left, right = min(p.x() for p in lit), max(p.x() for p in lit)
    return QRect(QPoint(left, min(p.y() for p in lit)), QPoint(right, max(p.y() for p in lit)))


@pytest.mark.parametrize("rehearsal", [False, True])
@pytest.mark.parametrize("title", LONG_TITLES)
@pytest.mark.parametrize(("size", "percent"), [(SIZES[0], 130), (SIZES[1], 130), (SIZES[2], 80)])
def test_long_titles_are_shown_whole(
    stage: Stage, size: tuple[int, int], percent: int, title: str, rehearsal: bool
) -> None:
    """A long name gets smaller instead of being cut off or running into the pill or the mark."""
    stage.page.resize(*size)
    stage.page.set_text_size(percent)
    stage.page.set_rehearsal(rehearsal)
    stage.page.show_view(replace(WORK, title=title))
    shown = next(text for text in stage.page.findChildren(StageText) if text.text() == title)
    mark, pill = stage.part(RehearsalMark), stage.part(PhasePill)
    assert shown.text_width() <= shown.width()
    assert shown.geometry().right() < pill.geometry().left()
    assert mark.isVisible() == rehearsal
    if rehearsal:
        assert mark.geometry().left() >= shown.geometry().left() + shown.text_width()
        assert mark.geometry().right() < pill.geometry().left()
    box = text_box(shown)
    assert box.top() > 0
    assert box.bottom() < shown.height() - 1
    assert shown.fitted().px >= 22 * min(size[0] / 1280, size[1] / 800)


@pytest.mark.parametrize("cue", LONG_CUES)
@pytest.mark.parametrize("notices", [(), NOTICES])
@pytest.mark.parametrize("percent", [100, 130])
def test_long_cues_are_shown_whole_and_move_nothing(
    stage: Stage, percent: int, notices: tuple[str, ...], cue: str
) -> None:
    """A long sentence shrinks or takes two lines in its own place."""
    stage.page.set_text_size(percent)
    stage.page.show_notices(notices)
    places = [part.geometry() for part in stage.page.findChildren(QWidget)]
    stage.page.show_view(replace(WORK, cue=cue))
    shown = stage.part(CueLine)
    assert [part.geometry() for part in stage.page.findChildren(QWidget)] == places
    assert " ".join(shown.fitted().lines) == cue
    assert shown.text_width() <= shown.width()
    box = text_box(shown)
    assert box.top() > 0
    assert box.bottom() < shown.height() - 1
    assert shown.fitted().px >= 22


def test_the_side_is_marked_at_its_own_edge(stage: Stage) -> None:
    """The left leg has its badge and bar at the panel's left, the right one at its right."""
    panel = stage.part(FigurePanel)
    assert isinstance(panel, FigurePanel)
    stage.page.show_view(HOLD)
    assert stage.part(SideBadge).isVisible()
    assert panel.bar_rect().left() == 0
    assert stage.part(SideBadge).geometry().right() < panel.width() / 2
    stage.page.show_view(SIDE)
    assert stage.part(SideBadge).text() == "RIGHT LEG"
    assert panel.bar_rect().right() == panel.width()
    assert stage.part(SideBadge).geometry().left() > panel.width() / 2
    stage.page.show_view(WORK)
    assert not stage.part(SideBadge).isVisible()
    assert panel.bar_rect().isEmpty()


@pytest.mark.parametrize("percent", [80, 130])
@pytest.mark.parametrize("size", SIZES)
def test_the_form_steps_are_shown_whole(stage: Stage, size: tuple[int, int], percent: int) -> None:
    """Until there is a figure, all steps stand in the panel under the badge, in large type."""
    stage.page.resize(*size)
    stage.page.set_text_size(percent)
    stage.page.show_view(replace(WORK, badge=Badge("To the right", Side.RIGHT)))
    panel = stage.part(FigurePanel)
    assert isinstance(panel, FigurePanel)
    px, boxes = panel.steps_layout()
    assert len(boxes) == len(WORK.form_steps)
    assert boxes[0].top() > stage.part(SideBadge).geometry().bottom()
    assert boxes[-1].bottom() < panel.height()
    assert px >= 20 * min(size[0] / 1280, size[1] / 800)


def test_a_figure_takes_the_place_of_the_steps(stage: Stage) -> None:
    """A figure fills the panel under the badge; without it the steps come back."""
    stage.page.show_view(HOLD)
    panel = stage.part(FigurePanel)
    assert isinstance(panel, FigurePanel)
    with_steps = panel.grab().toImage()
    figure = QWidget()
    figure.setAutoFillBackground(True)
    stage.page.set_figure_widget(figure)
    without_steps = panel.grab().toImage()
    assert figure.isVisible()
    assert figure.geometry() == panel.figure_rect()
    badge = stage.part(SideBadge).geometry()
    accent = colours_of(stage.theme.palette, HOLD.style).accent
    assert QColor(without_steps.pixel(badge.left() + 6, badge.center().y())).name().upper() == accent
    assert with_steps != without_steps
    stage.page.set_figure_widget(None)
    assert not figure.isVisible()
    assert panel.grab().toImage() == with_steps
    figure.deleteLater()


@pytest.mark.parametrize("size", [(960, 540), (1280, 800), (1920, 1080)])
def test_what_a_set_is_done_with_covers_nothing_of_the_figure(stage: Stage, size: tuple[int, int]) -> None:
    """The load at the foot of the panel says how much of the figure it takes, and none once it is gone."""
    figure, feet = QWidget(), []
    stage.page.figure_foot_taken.connect(feet.append)
    stage.page.set_figure_widget(figure)
    stage.page.resize(*size)
    stage.page.show_view(replace(WORK, load=LoadChoice("Light band", "", "medium band")))
    load = stage.part(LoadBar)
    assert load.isVisible()
    assert figure.geometry().bottom() + 1 - feet[-1] == load.geometry().top()
    stage.page.show_view(WORK)
    assert feet[-1] == 0
    stage.page.set_figure_widget(None)
    figure.deleteLater()


def test_the_strip_fills_the_current_block_in_the_phase_colour(stage: Stage) -> None:
    """Done blocks are ink, the current one is part-filled in the accent, the others are hollow."""
    strip = stage.part(BlockStrip)
    assert isinstance(strip, BlockStrip)
    picture = stage.page.grab().toImage().copy(strip.geometry())
    middle = strip.height() // 2
    boxes = strip.block_rects()
    accent = colours_of(stage.theme.palette, WORK.style)

    def colour_in(block: int, share: float) -> str:
        return (
            picture.pixelColor(round(boxes[block].left() + boxes[block].width() * share), middle)
            .name()
            .upper()
        )

    assert colour_in(0, 0.5) == stage.theme.palette.ink
    assert colour_in(6, 0.3) == accent.accent
    assert colour_in(6, 0.7) == accent.tint
    assert colour_in(8, 0.5) == accent.tint


def test_notices_stand_above_the_bar_and_hide_nothing(stage: Stage) -> None:
    """A notice has a strip of 48 pixels of its own; when it goes everything is back in its place."""
    before = stage.page.grab().toImage()
    ring = stage.part(PhaseRing).size()
    stage.page.show_notices(NOTICES[:1])
    strip = stage.part(NoticeStrip)
    assert strip.isVisible()
    assert strip.geometry() == QRect(0, 684, 1280, 48)
    assert stage.part(PhaseRing).size() == ring
    stage.page.show_notices(())
    assert not strip.isVisible()
    assert stage.page.grab().toImage() == before


@pytest.mark.parametrize("count", [1, 2, 3])
@pytest.mark.parametrize("percent", [80, 130])
def test_several_notices_are_all_shown_whole(stage: Stage, count: int, percent: int) -> None:
    """Each notice stands on one line inside the strip, none over another."""
    stage.page.set_text_size(percent)
    stage.page.show_notices(NOTICES[:count])
    strip = stage.part(NoticeStrip)
    assert isinstance(strip, NoticeStrip)
    px, placed = strip.arranged()
    assert [notice.text for notice in placed] == list(NOTICES[:count])
    assert px >= 13
    room = strip.width() - 64
    for one in placed:
        assert one.left + one.width <= room
        assert not [
            other
            for other in placed
            if other is not one and other.row == one.row and one.left <= other.left < one.left + one.width
        ]


def test_the_page_says_the_step_to_a_screen_reader(stage: Stage) -> None:
    """The description names phase, exercise, side and dose, and changes with the step only."""
    stage.page.show_view(replace(HOLD, dose="30 s"))
    assert stage.page.accessibleDescription() == "Hold. Quad stretch. Left leg. 30 s."
    stage.page.show_view(replace(HOLD, dose="30 s", digits="21"))
    assert stage.page.accessibleDescription() == "Hold. Quad stretch. Left leg. 30 s."
    stage.page.show_view(replace(SIDE, dose="15 reps, set 1 of 2", set=(1, 2)))
    assert stage.page.accessibleDescription() == "Change sides. Clamshells. Right leg. 15 reps, set 1 of 2."


def test_a_step_is_announced_once_and_a_second_never(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is to be said at once is the new phase; rest seconds, counts and a pause's digits are not."""
    said: list[str] = []
    monkeypatch.setattr("kneetimer.ui.session.page.announce", lambda _, words: said.append(words))
    stage.page.show_view(replace(HOLD, dose="30 s"))
    for second in range(21, 15, -1):
        stage.page.show_view(replace(HOLD, dose="30 s", digits=str(second)))
    stage.page.show_view(replace(SIDE, dose="15 reps"))
    assert said == ["Hold. Quad stretch. Left leg. 30 s.", "Change sides. Clamshells. Right leg. 15 reps."]
    told = QAccessible.queryAccessibleInterface(stage.part(PhaseRing))
    assert told.text(QAccessible.Text.Description) == "6"


def test_focus_stays_where_it_was_put_when_the_step_changes(stage: Stage) -> None:
    """Tab to It hurts: the next step leaves it there, and Space presses it."""
    stage.page.show_view(WORK)
    button(stage.page, "It hurts").setFocus()
    stage.page.show_view(HOLD)
    assert button(stage.page, "It hurts").hasFocus()
    stage.press(Key.Key_Space)
    assert stage.heard == [SessionKey.HURTS]


@pytest.mark.parametrize("view", EVERY_PHASE.values(), ids=EVERY_PHASE.keys())
def test_every_control_has_a_name_and_a_tip(stage: Stage, view: SessionView) -> None:
    """Each visible control can be announced and explains itself."""
    stage.page.show_view(view)
    controls = [part for part in stage.page.findChildren(KeyButton) if part.isVisible()]
    assert controls
    assert [part.text() for part in controls if not part.accessibleName() or not part.toolTip()] == []


def test_leaving_can_be_thought_over(stage: Stage) -> None:
    """Space and Enter go on, Escape closes the panel and wishes nothing; the stage has the keyboard again."""
    for key in (Key.Key_Escape, Key.Key_Space, Key.Key_Return):
        stage.page.panels.ask_leave()
        stage.press(key)
        assert stage.page.panels.open_panel() is None
        assert stage.page.hasFocus()
    assert stage.heard == [("leave", "stay")] * 2


def test_discarding_takes_two_presses(stage: Stage) -> None:
    """The first press only asks again, in the colour of danger; opening the panel anew forgets it."""
    panel = stage.part(LeavePanel)
    assert isinstance(panel, LeavePanel)
    stage.page.panels.ask_leave()
    button(panel, "Discard").click()
    assert stage.heard == []
    assert stage.fill_of(button(panel, "Discard for good")) == QColor(stage.theme.palette.danger)
    stage.page.panels.ask_leave()
    button(panel, "Discard").click()
    assert stage.heard == []
    button(panel, "Discard for good").click()
    assert stage.heard == [("leave", "discard")]


def test_what_was_done_can_be_kept(stage: Stage) -> None:
    """Tab reaches the partial session, and Space takes it."""
    stage.page.panels.ask_leave()
    stage.press(Key.Key_Tab, Key.Key_Space)
    assert stage.heard == [("leave", "partial")]


def test_a_panel_keeps_the_keys_of_the_session_out(stage: Stage) -> None:
    """While a question is open nothing skips, pauses or counts; sound and full screen still work."""
    stage.page.panels.ask_hurt(WALL_SIT)
    stage.press(Key.Key_PageDown, Key.Key_PageUp, Key.Key_P, Key.Key_H, Key.Key_M, Key.Key_F)
    assert stage.heard == ["mute_pressed", "full_screen_pressed"]


@pytest.mark.parametrize(
    ("keys", "level"),
    [
        ([], None),
        ([Key.Key_4], 4),
        ([Key.Key_0], 0),
        ([Key.Key_1], 1),
        ([Key.Key_Right], 0),
        ([Key.Key_Right, Key.Key_Right, Key.Key_Right], 2),
        ([Key.Key_5, Key.Key_Left], 4),
        ([Key.Key_End, Key.Key_Right], 10),
        ([Key.Key_1, Key.Key_0], 0),  # pressed a second apart
    ],
)
def test_pain_is_answered_with_the_keyboard(stage: Stage, keys: list[Qt.Key], level: int | None) -> None:
    """Digits set the level and arrows move it on its scale; nothing is chosen beforehand."""
    stage.page.panels.ask_hurt(WALL_SIT)
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    part(panel, ZeroToTen).setFocus()
    stage.press(*keys)
    assert part(panel, ZeroToTen).value() == level
    button(panel, "Skip it").click()
    assert stage.heard == [HurtAnswered(level, None, HurtAnswer.SKIP)]


def test_one_then_nought_at_once_is_ten(stage: Stage) -> None:
    """Typed within 0.6 s the two digits are one number."""
    stage.page.panels.ask_hurt(WALL_SIT)
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    QTest.keyClick(part(panel, ZeroToTen), Key.Key_1)
    stage.clock.now += 0.6
    QTest.keyClick(part(panel, ZeroToTen), Key.Key_0)
    assert part(panel, ZeroToTen).value() == 10


@pytest.mark.parametrize(
    ("level", "filled", "says"),
    [
        (2, "Go on", "fine"),
        (3, "Easier", "only if it stays"),
        (5, "Easier", "only if it stays"),
        (6, "Stop here", "too much"),
        (10, "Stop here", "too much"),
    ],
)
def test_the_advice_follows_the_level(stage: Stage, level: int, filled: str, says: str) -> None:
    """Up to 2 going on is filled, up to 5 the easier version, above 5 stopping."""
    stage.page.panels.ask_hurt(WALL_SIT)
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    before = lines(panel)
    part(panel, ZeroToTen).answer(level)
    assert [answer for answer in ANSWERS if stage.is_filled(button(panel, answer))] == [filled]
    told = [line for line in lines(panel) if line not in before]
    assert any(says in line for line in told)


def test_hurt_can_be_answered_without_a_mouse(stage: Stage) -> None:
    """Level, Enter: the advised answer is one key away, as is said on it."""
    stage.page.panels.ask_hurt(WALL_SIT)
    stage.press(Key.Key_7, Key.Key_Return)
    assert stage.heard == [HurtAnswered(7, None, HurtAnswer.STOP)]


def test_the_knee_can_be_said_and_unsaid(stage: Stage) -> None:
    """A knee is told with the answer; a second click takes it back, and the next question starts empty."""
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    stage.page.panels.ask_hurt(WALL_SIT)
    button(panel, "Left").click()
    button(panel, "Both").click()
    button(panel, "Easier").click()
    stage.page.panels.ask_hurt(WALL_SIT)
    button(panel, "Right").click()
    button(panel, "Right").click()
    button(panel, "Stop here").click()
    assert stage.heard == [
        HurtAnswered(None, Knee.BOTH, HurtAnswer.EASE),
        HurtAnswered(None, None, HurtAnswer.STOP),
    ]


def test_a_sign_overrides_a_small_number(stage: Stage) -> None:
    """With pain 1 and a knee that locks, stopping is advised and told; the next question has no sign."""
    stage.page.panels.ask_hurt(WALL_SIT)
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    stage.press(Key.Key_1)
    button(panel, "It locks").click()
    assert stage.is_filled(button(panel, "Stop here"))
    assert reads(panel, "doctor or physiotherapist")
    button(panel, "Stop here").click()
    assert stage.heard == [HurtAnswered(1, None, HurtAnswer.STOP, (Sign.LOCKING,))]
    stage.page.panels.ask_hurt(WALL_SIT)
    assert panel.signs() == () and not reads(panel, "doctor or physiotherapist")


def test_stricter_limits_move_the_advice(stage: Stage) -> None:
    """Somebody who set 0 and 3 as limits is told to stop at 4."""
    stage.page.panels.ask_hurt(WALL_SIT)
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    panel.set_person(Limits(fine_up_to=0, stop_above=3), Knee.NEITHER)
    part(panel, ZeroToTen).answer(1)
    assert stage.is_filled(button(panel, "Easier"))
    part(panel, ZeroToTen).answer(4)
    assert stage.is_filled(button(panel, "Stop here"))


def test_a_level_can_be_clicked(stage: Stage) -> None:
    """Each cell is 96 pixels and takes a click."""
    stage.page.panels.ask_hurt(WALL_SIT)
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    cell = part(panel, ZeroToTen).cell_rects()[6]
    assert (cell.width(), cell.height()) == (96, 96)
    QTest.mouseClick(part(panel, ZeroToTen), Qt.MouseButton.LeftButton, pos=cell.center().toPoint())
    assert part(panel, ZeroToTen).value() == 6


def test_escape_from_the_question_keeps_what_was_chosen(stage: Stage) -> None:
    """Level, knee and sign are told without a choice of what to do, and stand there when asked again."""
    stage.page.panels.ask_hurt(WALL_SIT)
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    button(panel, "Left").click()
    button(panel, "It is swollen").click()
    stage.press(Key.Key_7, Key.Key_Escape)
    told = HurtAnswered(7, Knee.LEFT, HurtAnswer.OPEN, (Sign.SWELLING,))
    assert stage.heard == [told]
    stage.page.panels.ask_hurt(WALL_SIT, Hurt(0, 7, Knee.LEFT, HurtAnswer.OPEN, (Sign.SWELLING,)))
    assert (part(panel, ZeroToTen).value(), panel.signs()) == (7, (Sign.SWELLING,))
    assert button(panel, "Left").isChecked()
    stage.press(Key.Key_Escape)
    assert stage.heard == [told, told]


def test_with_a_sign_only_stopping_is_offered(stage: Stage) -> None:
    """Easier, skip and go on are gone while a sign is chosen, and come back with it taken back."""
    stage.page.panels.ask_hurt(WALL_SIT)
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    button(panel, "Sharp pain").click()
    offered = [a for a in ANSWERS if button(panel, a).isVisible()]
    assert offered == ["Stop here"]
    button(panel, "Sharp pain").click()
    part(panel, ZeroToTen).answer(4)
    assert all(button(panel, a).isVisible() for a in ANSWERS)


HELD = Held("You said 8 of 10 at clamshells.", "Over 5 is too much to go on with.", must_stop=False)


def hold_panel(stage: Stage, held: Held = HELD) -> HoldPanel:
    stage.page.panels.ask_hold(held)
    panel = stage.part(HoldPanel)
    assert isinstance(panel, HoldPanel)
    return panel


def test_going_on_anyway_is_no_matter_of_space(stage: Stage) -> None:
    """Space pressed again does nothing, a second later it stops; the button itself takes Enter and clicks."""
    panel = hold_panel(stage)
    QTest.keyClick(panel, Key.Key_Space)
    assert stage.heard == []
    stage.press(Key.Key_Tab, Key.Key_Tab, Key.Key_Tab)
    assert button(panel, "Go on anyway").hasFocus()
    stage.press(Key.Key_Space, Key.Key_PageDown, Key.Key_Period, Key.Key_MediaPlay)
    assert stage.heard == []
    stage.press(Key.Key_Return)
    panel = hold_panel(stage)
    QTest.mouseClick(button(panel, "Go on anyway"), Qt.MouseButton.LeftButton)
    panel = hold_panel(stage)
    stage.clock.now += 1
    stage.press(Key.Key_Space)
    assert stage.heard == [("hold", "anyway"), ("hold", "anyway"), ("hold", "stop")]


def test_with_a_sign_nothing_goes_on_anyway(stage: Stage) -> None:
    """The panel has no such button then, also not for Tab."""
    panel = hold_panel(stage, replace(HELD, must_stop=True))
    assert not button(panel, "Go on anyway").isVisible()
    stops = set()
    for _ in range(5):
        stage.press(Key.Key_Tab)
        stops.add(QApplication.focusWidget())
    offered = ("Stop the session", "Answer again", "When to see someone")
    assert stops == {button(panel, each) for each in offered}


def test_beeps_and_voice_have_a_switch_that_shows_their_state(stage: Stage) -> None:
    """Each is told by a look of its own and as checked, and can be clicked; being shown wishes nothing."""
    sounds, voice = (stage.page.findChildren(SoundButton)[n] for n in (0, 1))
    heard = sounds.grab().toImage()
    stage.page.show_heard(sounds=False, voice=True)
    assert (sounds.isChecked(), voice.isChecked()) == (False, True)
    assert sounds.grab().toImage() != heard
    assert stage.heard == []
    QTest.mouseClick(sounds, Qt.MouseButton.LeftButton)
    QTest.mouseClick(voice, Qt.MouseButton.LeftButton)
    assert stage.heard == ["mute_pressed", "voice_pressed"]


def test_tab_stays_in_the_question(stage: Stage) -> None:
    """Tab goes round the panel and never to the buttons under it."""
    stage.page.panels.ask_hurt(WALL_SIT)
    panel = stage.part(HurtPanel)
    visited = []
    for _ in range(15):
        stage.press(Key.Key_Tab)
        visited.append(QApplication.focusWidget())
    assert visited[0] is visited[13]
    assert len(set(visited)) == 13
    assert all(panel.isAncestorOf(widget) for widget in visited if widget)


@pytest.mark.parametrize("key", [Key.Key_Escape, Key.Key_F1, Key.Key_Question, Key.Key_Space])
def test_the_list_of_keys_closes_by_key(stage: Stage, key: Qt.Key, qtbot: QtBot) -> None:
    """The list goes with Escape, with the key that opened it, or with its button, and wishes nothing."""
    stage.page.panels.show_keys()
    assert stage.part(KeysPanel).isVisible()
    with qtbot.waitSignal(stage.page.panels.closed):
        stage.press(key)
    assert not stage.part(KeysPanel).isVisible()
    assert stage.heard == []


def test_panels_close_without_an_answer(stage: Stage) -> None:
    """The program can take a question back; that is no answer."""
    stage.page.panels.ask_leave()
    stage.page.panels.ask_hurt(WALL_SIT)
    assert not stage.part(LeavePanel).isVisible()
    stage.page.panels.close()
    assert stage.page.panels.open_panel() is None
    assert stage.heard == []


def test_the_smallest_window_breaks_nothing(stage: Stage) -> None:
    """A page that is squeezed to almost nothing still draws without an error."""
    for size in ((1, 1), (40, 900), (320, 200)):
        stage.page.resize(*size)
        assert not stage.page.grab().isNull()


def test_the_flash_fades_once_a_second_at_most(stage: Stage) -> None:
    """One fade of 400 ms in grey; a second one within the second is left out."""
    veil = stage.part(FlashVeil)
    assert isinstance(veil, FlashVeil)
    assert veil.flash()
    picture = stage.page.grab().toImage()
    assert veil.isVisible()
    stage.clock.now += 0.99
    assert not veil.flash()
    stage.clock.now += 0.02
    assert veil.flash()
    assert FADE_MS <= 400
    grey = picture.pixelColor(720, 300)
    assert grey.saturation() < 120


def test_with_reduced_motion_the_flash_is_a_still_border(stage: Stage, qtbot: QtBot) -> None:
    """Nothing fades: a border stands for the same time and the stage inside is untouched."""
    before = stage.page.grab().toImage()
    stage.page.veil.set_reduced_motion(True)
    stage.page.veil.flash()
    during = stage.page.grab().toImage()
    assert during.pixelColor(3, 400) == stage.theme.color("ink")
    inside = QRect(40, 90, 1200, 560)
    assert during.copy(inside) == before.copy(inside)
    qtbot.waitUntil(lambda: not stage.part(FlashVeil).isVisible())
    assert stage.page.grab().toImage() == before


def test_each_key_of_the_question_does_what_stands_on_it(stage: Stage) -> None:
    """Arrows move the knee from the watched one, A to D are signs, N none, and S skips."""
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    panel.set_person(Limits(), Knee.RIGHT)
    stage.page.panels.ask_hurt(WALL_SIT)
    assert button(panel, "Right, as watched").isChecked()
    stage.press(Key.Key_Space, Key.Key_G)  # nothing is answered yet, so there is nothing to go on with
    assert stage.heard == []
    stage.press(Key.Key_Left, Key.Key_B, Key.Key_D)
    assert panel.signs() == (Sign.LOCKING, Sign.SWELLING)
    stage.press(Key.Key_E)
    assert stage.heard == []
    stage.press(Key.Key_N, Key.Key_4, Key.Key_S)
    assert stage.heard == [HurtAnswered(4, Knee.LEFT, HurtAnswer.SKIP)]


def test_a_knee_that_was_chosen_for_you_says_nothing(stage: Stage) -> None:
    """Closed at once, the question has no answer, whatever knee is watched."""
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    panel.set_person(Limits(), Knee.RIGHT)
    stage.page.panels.ask_hurt(WALL_SIT)
    stage.press(Key.Key_Escape)
    assert stage.heard == [HurtAnswered(None, None, HurtAnswer.OPEN)]


def test_the_zones_of_the_panel_are_those_of_the_person(stage: Stage) -> None:
    """With 1 and 3 as limits the words say so, with the amber numbers between them."""
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    stage.page.panels.set_person(Limits(1, 3), Knee.RIGHT)
    stage.page.panels.ask_hurt(WALL_SIT)
    said = {text.text() for text in panel.findChildren(StageText) if text.isVisible()}
    assert {"0–1 fine", "2–3 same dose", "4–10 stop"} <= said
    stage.press(Key.Key_4)
    assert reads(panel, "too much")


def test_n_says_that_it_is_none_of_the_signs(stage: Stage) -> None:
    """B names locking and N unsays it, so that going on is offered again; nothing is chosen at first."""
    panel = stage.part(HurtPanel)
    assert isinstance(panel, HurtPanel)
    stage.page.panels.ask_hurt(WALL_SIT)
    none = button(panel, "None")
    assert not none.isChecked()
    stage.press(Key.Key_2, Key.Key_B)
    assert panel.signs() == (Sign.LOCKING,) and not button(panel, "Go on").isVisible()
    stage.press(Key.Key_N)
    assert panel.signs() == () and none.isChecked()
    stage.press(Key.Key_Return)
    assert stage.heard == [HurtAnswered(2, None, HurtAnswer.GO_ON)]


@pytest.mark.parametrize("text_percent", [100, 150, 200])
def test_the_rows_of_the_key_list_are_of_one_size_and_apart(stage: Stage, text_percent: int) -> None:
    """In text of any size the card lies in the window, and no key touches the one below it."""
    stage.page.set_text_size(text_percent)
    stage.page.panels.show_keys()
    panel = stage.part(KeysPanel)
    assert isinstance(panel, KeysPanel)
    assert panel.rect().contains(panel.card_rect())
    table = part(panel, KeyTable)
    row = table.height() / len(KEYS)
    assert table.key_px() * KEY_HEIGHT < row
    assert table.does_px() >= DOES.px


def test_a_text_takes_as_many_lines_as_make_it_large() -> None:
    """What follows an answer about pain is broken into three lines rather than written small."""
    text = "Swing lower and slower. 8 swings. Not advised at 8."
    two, three = (fit(text, replace(FOLLOWS, most_lines=most), 44, 272, 160) for most in (2, 3))
    assert len(three.lines) == 3
    assert " ".join(three.lines) == text
    assert three.px > two.px


def test_a_line_of_facts_is_broken_between_them() -> None:
    """No number is parted from what it counts."""
    style = replace(FOLLOWS, most_lines=2)
    lines = fit("Set 1 of 3 · 12 reps · 31:32 left", style, 50, 480, 200).lines
    assert lines in (("Set 1 of 3 · 12 reps ·", "31:32 left"), ("Set 1 of 3 ·", "12 reps · 31:32 left"))


def test_answers_beside_each_other_are_written_in_one_size(stage: Stage) -> None:
    """In large text the longest label sets the size of its row."""
    stage.page.set_text_size(200)
    stage.page.panels.ask_hurt(HurtQuestion(""))
    stage.press(Key.Key_8)
    rows: dict[int, set[float]] = {}
    for each in parts(stage.part(HurtPanel), KeyButton):
        rows.setdefault(each.y(), set()).add(round(each.content_px()[0], 2))
    assert len(rows) == 4  # knees, signs, what to do, and what to read
    assert all(len(sizes) == 1 for sizes in rows.values()), rows
