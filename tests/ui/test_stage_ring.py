"""The ring: its arcs, what a frame redraws, and digits that can be read from two metres."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from stage_samples import DONE, EVERY_PHASE, HOLD, REST, WORK

from kneetimer.ui.session.page import SessionPage
from kneetimer.ui.session.phase_colours import colours_of
from kneetimer.ui.session.ring import PhaseRing, digits_path
from kneetimer.ui.session.ring_geometry import (
    RingSize,
    arc_bounds,
    at_angle,
    changed_arc,
    filled_until,
    parts_of,
)
from kneetimer.ui.session.view import Ring, RingKind, SessionView
from kneetimer.ui.shell.theme import Theme, load_fonts

SIZE = RingSize.within(464, 464)
WINDOWS = [(1280, 800), (1024, 640), (1920, 1080)]
TEXT_SIZES = [80, 100, 130]


@pytest.fixture
def theme(qtbot: QtBot) -> Theme:
    load_fonts()
    return Theme()


def page_of(qtbot: QtBot, theme: Theme, view: SessionView, size: tuple[int, int], text: int) -> SessionPage:
    page = SessionPage(theme)
    qtbot.addWidget(page)
    page.resize(*size)
    page.set_text_size(text)
    page.show_view(view)
    page.show()
    return page


def ink_box(picture: QImage, ink: QColor, where: QRect) -> QRect:
    """The box around the ink-coloured pixels in a part of a picture."""
    part = picture.copy(where).convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(part.constBits()).cast("I")
    wanted = ink.rgb()
    width = part.bytesPerLine() // 4
    found = [at for at, pixel in enumerate(pixels) if pixel | 0xFF000000 == wanted]
    left, right = min(at % width for at in found), max(at % width for at in found)
    top, bottom = found[0] // width, found[-1] // width
    return QRect(where.left() + left, where.top() + top, right - left + 1, bottom - top + 1)


def ring_of(page: SessionPage) -> PhaseRing:
    found = page.findChild(PhaseRing)
    assert found is not None
    return found


@pytest.mark.parametrize("text", TEXT_SIZES)
@pytest.mark.parametrize("size", WINDOWS)
@pytest.mark.parametrize("digits", ["1", "47", "117"])
def test_digits_are_tall_enough_for_two_metres(
    qtbot: QtBot, theme: Theme, size: tuple[int, int], text: int, digits: str
) -> None:
    """The ink of one, two and three digits is at least 23 % of the window's height, inside the ring."""
    page = page_of(qtbot, theme, replace(HOLD, digits=digits, unit=""), size, text)
    ring = ring_of(page)
    picture = ring.grab().toImage()
    ink = ink_box(picture, theme.color("ink"), picture.rect())
    assert ink.height() >= 0.23 * size[1]
    ring_size = RingSize.within(ring.width(), ring.height())
    for corner in (ink.topLeft(), ink.topRight(), ink.bottomLeft(), ink.bottomRight()):
        away = corner.toPointF() - ring_size.centre
        assert (away.x() ** 2 + away.y() ** 2) ** 0.5 < ring_size.inner


@pytest.mark.parametrize("view", EVERY_PHASE.values(), ids=EVERY_PHASE.keys())
def test_digits_stand_on_one_baseline_in_every_phase(qtbot: QtBot, theme: Theme, view: SessionView) -> None:
    """A 4 sits as high in a rest as in a set."""
    boxes = []
    for shown in (view, HOLD):
        four = replace(shown, digits="4", word="", unit="")
        page = page_of(qtbot, theme, four, (1280, 800), 100)
        picture = ring_of(page).grab().toImage()
        boxes.append(ink_box(picture, theme.color("ink"), QRect(120, 90, 224, 284)))
    assert boxes[0] == boxes[1]


@given(st.integers(0, 9), st.integers(0, 9))
def test_counting_moves_no_digit_sideways(first: int, last: int) -> None:
    """While the last digit counts, the first one stands still."""
    one, other = digits_path(f"{first}{last}", SIZE), digits_path(f"{first}8", SIZE)
    assert one.boundingRect().left() == pytest.approx(other.boundingRect().left(), abs=0.01)


@pytest.mark.parametrize("number", ["0", "4", "12", "18", "20", "22", "30", "48", "120"])
def test_a_number_stands_in_the_middle_of_the_ring(number: str) -> None:
    """What is left of the middle is as wide as what is right of it, to a twentieth of the ring."""
    ink = digits_path(number, SIZE).boundingRect()
    assert ink.center().x() == pytest.approx(SIZE.centre.x(), abs=SIZE.inner / 20)


def test_a_set_has_a_segment_a_rep() -> None:
    """Twenty reps are twenty equal segments in the order of the clock, filled to where the set is."""
    ring = Ring(RingKind.SEGMENTS, 20, 11.5)
    arcs = parts_of(ring, SIZE)
    assert len(arcs) == 20
    assert len({round(arc.span, 6) for arc in arcs}) == 1
    assert [arc.start for arc in arcs] == sorted(arc.start for arc in arcs)
    assert filled_until(ring, SIZE) == pytest.approx(arcs[11].start + arcs[11].span / 2)


def test_many_reps_still_have_segments_that_can_be_seen() -> None:
    """Sixty segments are each wider than the gap beside them."""
    arcs = parts_of(Ring(RingKind.SEGMENTS, 60, 0), SIZE)
    assert arcs[0].span > 2 * (arcs[1].start - arcs[0].end)


@pytest.mark.parametrize(
    ("ring", "until"),
    [
        (Ring(RingKind.SOLID, 0, 1.0), 360.0),
        (Ring(RingKind.SOLID, 0, 0.25), 90.0),
        (Ring(RingKind.DOUBLE, 0, 0.5), 180.0),
        (Ring(RingKind.SEGMENTS, 1, 0.5), 180.0),
        (Ring(RingKind.SEGMENTS, 4, 4.0), 360.0),
        (Ring(RingKind.SEGMENTS, 4, 0.0), 0.0),
        (Ring(RingKind.DASHES, 36, 0.0), 0.0),
    ],
)
def test_the_ring_is_filled_by_its_share(ring: Ring, until: float) -> None:
    """A share becomes an angle from the top."""
    assert filled_until(ring, SIZE) == pytest.approx(until)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_frame_redraws_what_changed(before: float, after: float) -> None:
    """Every point of the ring between two fillings lies in what is drawn again."""
    old, new = Ring(RingKind.SOLID, 0, before), Ring(RingKind.SOLID, 0, after)
    changed = changed_arc(old, new, SIZE)
    if changed is None:
        assert abs(before - after) * 2 * 3.1416 * SIZE.outer < 0.5
        return
    bounds = arc_bounds(changed, SIZE)
    for share in (0.0, 0.3, 0.5, 0.8, 1.0):
        for radius in (SIZE.inner, SIZE.outer):
            assert bounds.contains(at_angle(SIZE, changed.start + share * changed.span, radius))


@pytest.mark.parametrize(
    ("view", "steps"),
    [
        (WORK, [11.7, 12.0, 12.4, 19.9, 20.0]),
        (HOLD, [0.7, 0.5, 0.49, 0.01, 0.0]),
        (REST, [24.0, 23.0, 10.0, 0.0]),
    ],
)
def test_partial_drawing_leaves_no_trace(
    qtbot: QtBot, theme: Theme, view: SessionView, steps: list[float]
) -> None:
    """A ring drawn frame by frame looks as one that was drawn at once."""
    page = page_of(qtbot, theme, view, (1280, 800), 100)
    qtbot.waitExposed(page)
    moving = view
    for filled in steps:
        moving = replace(moving, ring=replace(moving.ring, filled=filled), digits=str(int(filled) + 1))
        page.show_view(moving)
        QApplication.sendPostedEvents()  # paints what changed
    window = page.screen().grabWindow(page.winId(), 742, 102, 464, 464).toImage()
    other = page_of(qtbot, theme, moving, (1280, 800), 100)
    fresh = ring_of(other).grab().toImage()
    differing = [
        (x, y)
        for x in range(0, 464, 2)
        for y in range(0, 464, 2)
        if window.pixelColor(x, y).value() - fresh.pixelColor(x, y).value() not in range(-40, 41)
    ]
    assert differing == []


def test_the_end_shows_a_check_and_no_number(qtbot: QtBot, theme: Theme) -> None:
    """When a session is done there is no ring and no 0, but a check."""
    page = page_of(qtbot, theme, DONE, (1280, 800), 100)
    picture = ring_of(page).grab().toImage()
    done = colours_of(theme.palette, DONE.style)
    colours = {picture.pixelColor(x, y).name().upper() for x in range(0, 464, 3) for y in range(0, 464, 3)}
    assert {done.tint, done.accent} <= colours
    assert theme.palette.ink not in colours
    assert picture.pixelColor(232, 10).name().upper() == done.tint


@pytest.mark.parametrize("word", ["Lift", "Straighten", "Forward"])
@pytest.mark.parametrize("text", TEXT_SIZES)
def test_words_in_the_ring_touch_neither_ring_nor_digits(
    qtbot: QtBot, theme: Theme, word: str, text: int
) -> None:
    """Word, digits and unit keep clear of each other and of the ring, also in large type."""
    view = replace(WORK, word=word, digits="48", unit="seconds left")
    page = page_of(qtbot, theme, view, (1280, 800), text)
    ring = ring_of(page)
    digits = ring.digits_rect()
    word_px, unit_px = ring.fitted_word().px, ring.fitted_unit().px
    cap = 0.73
    assert ring.word_box().center().y() + word_px * cap / 2 + word_px * 0.22 <= digits.top() + 8
    assert ring.unit_box().center().y() - unit_px * cap / 2 >= digits.bottom()
    assert word_px >= 20
    assert unit_px >= 20
