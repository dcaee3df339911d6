"""The strip: where its blocks lie and how far they are filled."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from kneetimer.core.plan import BlockKind
from kneetimer.ui.session.block_strip import GAP, PART_GAP, BlockStrip
from kneetimer.ui.session.strip import StripBlock, spans
from kneetimer.ui.shell.palette import LIGHT
from kneetimer.ui.shell.theme import Theme

MINUTE = 60_000
SESSION = (
    StripBlock(BlockKind.WARM_UP, MINUTE, 1.0),
    StripBlock(BlockKind.WARM_UP, MINUTE, 1.0),
    StripBlock(BlockKind.STRENGTH, 4 * MINUTE, 0.5, current=True),
    StripBlock(BlockKind.COOL_DOWN, 2 * MINUTE),
)
kinds = st.sampled_from(list(BlockKind))
some_blocks = st.lists(
    st.builds(StripBlock, block=kinds, length_ms=st.integers(1, 60 * MINUTE)), min_size=1, max_size=20
)


def test_blocks_are_as_wide_as_their_time() -> None:
    """A block of four minutes is four times as wide as one of a minute."""
    widths = [width for _, width in spans(SESSION, 800 + GAP + 2 * PART_GAP, GAP, PART_GAP, 8)]
    assert widths == [100, 100, 400, 200]


def test_parts_of_the_session_stand_apart() -> None:
    """The gap between two parts is wider than the one between two exercises of a part."""
    placed = spans(SESSION, 844, GAP, PART_GAP, 8)
    gaps = [right[0] - sum(left) for left, right in itertools.pairwise(placed)]
    assert gaps == [GAP, PART_GAP, PART_GAP]


@settings(deadline=None)
@given(some_blocks, st.integers(400, 4000))
def test_the_strip_fills_its_width_and_hides_no_block(blocks: list[StripBlock], width: int) -> None:
    """However long the exercises are, each block can be seen and the last one ends at the edge."""
    least = 8 if width > 600 else 1
    placed = spans(blocks, width, GAP, PART_GAP, least)
    if width - PART_GAP * (len(blocks) - 1) > least * len(blocks):
        assert min(block_width for _, block_width in placed) >= least - 1
        assert sum(placed[-1]) == width


def test_a_block_is_filled_as_far_as_it_was_done(qtbot: QtBot) -> None:
    """Done blocks are full, the current one is filled to its middle in its own colour."""
    strip = BlockStrip(Theme())
    qtbot.addWidget(strip)
    strip.resize(844, 24)
    strip.show_blocks(SESSION, "work", fill="done")
    filled = [round(rect.width()) for rect in strip.fill_rects()]
    assert filled == [100, 100, 200, 0]
    picture = strip.grab().toImage()
    assert picture.pixelColor(50, 12) == QColor(LIGHT.done.accent)
    assert picture.pixelColor(300, 12) == QColor(LIGHT.work.accent)
    assert picture.pixelColor(560, 12) == picture.pixelColor(700, 12)
