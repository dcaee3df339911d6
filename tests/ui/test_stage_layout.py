"""Where things lie on the session screen, for any window."""

import itertools

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from kneetimer.ui.session.stage_layout import StageLayout, stage_layout

widths = st.integers(1024, 3840)
heights = st.integers(640, 2160)
rows = st.integers(0, 2)
texts = st.integers(8, 20).map(lambda tenths: tenths / 10)


def parts(layout: StageLayout) -> dict[str, QRect]:
    return {
        name: getattr(layout, name)
        for name in ("title", "pill", "panel", "ring", "line", "cue", "strip", "notices", "bar")
    }


def test_the_design_is_met_at_its_own_size() -> None:
    """At 1280 x 800 everything lies where the design puts it."""
    layout = stage_layout(1280, 800)
    assert layout.scale == 1.0
    assert layout.pill == QRect(742, 14, 464, 58)
    assert layout.panel == QRect(32, 84, 668, 536)
    assert layout.ring == QRect(742, 102, 464, 464)
    assert layout.strip == QRect(32, 702, 1216, 16)
    assert layout.bar == QRect(0, 732, 1280, 68)
    assert layout.line.center().y() + 1 == 608
    assert abs(layout.cue.center().y() - 664) <= 1
    assert layout.title.left() == 32


@given(widths, heights, rows, texts)
def test_nothing_overlaps_and_nothing_is_outside(
    width: int, height: int, notice_rows: int, text: float
) -> None:
    """In every window, with or without notices and in all text sizes, no part covers another or leaves it."""
    shown = parts(stage_layout(width, height, notice_rows, text))
    window = QRect(0, 0, width, height)
    for name, box in shown.items():
        assert window.contains(box) or box.isEmpty(), name
    for (one, box), (other, second) in itertools.combinations(shown.items(), 2):
        shared = box.intersected(second)
        # Two edges rounded apart may share a line of pixels.
        assert shared.width() <= 1 or shared.height() <= 1, f"{one} and {other}: {shared}"


@given(widths, heights, rows)
def test_the_ring_is_round_and_under_the_pill(width: int, height: int, notice_rows: int) -> None:
    """The ring is a circle and its middle is the pill's."""
    layout = stage_layout(width, height, notice_rows)
    assert abs(layout.ring.width() - layout.ring.height()) <= 1
    assert abs(layout.ring.center().x() - layout.pill.center().x()) <= 1


@given(widths, heights, texts)
def test_larger_text_takes_its_room_from_strip_and_cue(width: int, height: int, text: float) -> None:
    """First the strip gives up, then the cue; ring and keys are as large as with usual text."""
    usual, larger = stage_layout(width, height), stage_layout(width, height, 0, text)
    assert abs(larger.ring.width() - usual.ring.width()) <= 1  # an edge may be rounded apart
    assert larger.bar == usual.bar
    assert (larger.strip.isEmpty(), larger.cue.isEmpty()) == (text > 1.3, text > 1.6)
    assert larger.line.height() >= usual.line.height()


@given(widths, heights)
def test_notices_take_no_size_from_the_ring(width: int, height: int) -> None:
    """The digits are as large with two rows of notices as without."""
    assert stage_layout(width, height, 2).ring.width() == stage_layout(width, height, 0).ring.width()


def test_a_wider_window_gives_the_panel_more_room() -> None:
    """On a 16:9 screen the figure's panel is wider than the scale alone makes it."""
    layout = stage_layout(1920, 1080)
    assert layout.panel.width() > 668 * layout.scale + 100
    assert layout.ring.width() == round(464 * 1.35)


def test_a_tall_window_gives_the_ring_more_room() -> None:
    """On a 4:3 screen the digits do not stay as small as its width would make them."""
    assert stage_layout(1024, 768).ring.width() > stage_layout(1024, 640).ring.width()
