"""Where everything on the session screen lies, for any window, computed from the 1280 x 800 design.

Pure arithmetic: it places boxes and paints nothing. Sizes follow min(width/1280, height/800);
room beyond that goes to the figure's panel, and in tall windows also to the ring. Larger text takes
its room from the strip, then from the cue, never from the digits or from the keys.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QRectF

from kneetimer.core.late_dataclass import dataclass

DESIGN_WIDTH = 1280
DESIGN_HEIGHT = 800

MARGIN = 32
RING_RIGHT = 74  # from the ring's right edge to the window's
COLUMN_GAP = 42  # between the panel and the ring
RING_OUTER = 232
PILL_HEIGHT = 58
LINE_HEIGHT = 30
LINE_SPARE = 4  # above and below, for larger text
LINE_OVERHANG = 34  # how far the line under the ring may reach beyond it on each side
STRIP_HEIGHT = 16
BAR_HEIGHT = 68
BUTTON_TOP = 12
BUTTON_HEIGHT = 44
NOTICE_HEIGHT = 48
NOTICE_ROW_HEIGHT = 32  # of each row when there is more than one
MOST_RING_GROWTH = 1.3
LEAST_PANEL_WIDTH = 440
HEARD_WIDTH = 54  # of the two switches beside the ring
HEARD_GAP = 8

# From these text sizes on the strip and the cue, which the voice says too, give their room to the words.
STRIP_GOES, CUE_GOES = 1.3, 1.6
TITLE_SHARE = 0.25  # of that room; the line under the ring has the rest

# Space that notices may take: at one row all of it together gives 48.
_TOP, _TOP_GIVES = 14, 6
_UNDER_PILL, _UNDER_PILL_GIVES = 30, 16
_UNDER_RING, _UNDER_RING_GIVES = 27, 12
_CUE, _CUE_GIVES = 79, 14


@dataclass(frozen=True, slots=True)
class StageLayout:
    """Boxes in logical pixels of the window. `scale` is that of the design, `ring_scale` that of the ring."""

    scale: float
    ring_scale: float
    title: QRect
    pill: QRect
    panel: QRect
    ring: QRect
    line: QRect
    cue: QRect
    strip: QRect
    notices: QRect
    bar: QRect
    sounds: QRect
    voice: QRect


def stage_layout(width: int, height: int, notice_rows: int = 0, text: float = 1.0) -> StageLayout:
    """The boxes of a window with rows of notices and words `text` times as large; what gives up is empty."""
    scale = max(0.1, min(width / DESIGN_WIDTH, height / DESIGN_HEIGHT))
    wide, high = width / scale, height / scale
    notice_height = notices_height(notice_rows)
    given = notice_height / NOTICE_HEIGHT
    growth = _ring_growth(wide, high)
    diameter = 2 * RING_OUTER * growth
    ring_left = wide - RING_RIGHT - diameter
    title_top = _TOP - _TOP_GIVES * given
    title_height, line_height, cue_height, strip_height = _word_heights(text, given)
    under_title = title_top + title_height
    bar_top = high - BAR_HEIGHT
    notice_top = bar_top - notice_height
    strip_top = notice_top - strip_height
    cue_top = strip_top - cue_height
    # What a tall window leaves over is split above and below the ring.
    above, below = _UNDER_PILL - _UNDER_PILL_GIVES * given, _UNDER_RING - _UNDER_RING_GIVES * given
    spare = max(0.0, cue_top - under_title - above - diameter - below - line_height) / 2
    ring_top = under_title + above + spare
    line_top = ring_top + diameter + below
    panel_top = under_title + 12 - 4 * min(1.0, given)
    panel_right = ring_left - COLUMN_GAP

    box = partial(_box, scale)
    ring_right = ring_left + diameter
    heard_left = ring_right + (RING_RIGHT - HEARD_WIDTH) / 2
    voice_top = under_title + HEARD_GAP
    title_spare = min(10.0, title_top, panel_top - under_title)
    return StageLayout(
        scale=scale,
        ring_scale=scale * growth,
        title=box(MARGIN, title_top - title_spare, panel_right + 16, under_title + title_spare),
        pill=box(ring_left, title_top, ring_right, under_title),
        panel=box(MARGIN, panel_top, panel_right, cue_top - 3),
        ring=box(ring_left, ring_top, ring_right, ring_top + diameter),
        line=box(
            ring_left - LINE_OVERHANG,
            line_top - LINE_SPARE,
            ring_right + LINE_OVERHANG,
            line_top + line_height + LINE_SPARE,
        ),
        cue=box(MARGIN, cue_top + LINE_SPARE, wide - MARGIN, strip_top - 1) if cue_height else QRect(),
        strip=box(MARGIN, strip_top, wide - MARGIN, strip_top + STRIP_HEIGHT) if strip_height else QRect(),
        notices=box(0, notice_top, wide, bar_top),
        bar=box(0, bar_top, wide, high),
        sounds=box(heard_left, title_top, heard_left + HEARD_WIDTH, under_title),
        voice=box(heard_left, voice_top, heard_left + HEARD_WIDTH, voice_top + PILL_HEIGHT),
    )


def _word_heights(text: float, given: float) -> tuple[float, float, float, float]:
    """Heights of the title, the line under the ring, the cue and the strip with what is above it.

    `given` is how much the notices take, of a row.
    """
    strip = 0.0 if text > STRIP_GOES else 14.0 + STRIP_HEIGHT
    cue = 0.0 if text > CUE_GOES else _CUE - _CUE_GIVES * given
    free = 14 + STRIP_HEIGHT - strip + _CUE - _CUE_GIVES * given - cue
    line = LINE_HEIGHT + (1 - TITLE_SHARE) * free - (0 if cue else 2 * LINE_SPARE)
    return PILL_HEIGHT + TITLE_SHARE * free, line, cue, strip


def notices_height(rows: int) -> int:
    """Of the strip of notices, in design pixels."""
    return 0 if rows == 0 else NOTICE_HEIGHT if rows == 1 else NOTICE_ROW_HEIGHT * rows


def _ring_growth(wide: float, high: float) -> float:
    """How much larger than designed the ring is, in a stage that is so wide and high in design pixels."""
    room = wide - MARGIN - LEAST_PANEL_WIDTH - COLUMN_GAP - RING_RIGHT
    return min(high / DESIGN_HEIGHT, MOST_RING_GROWTH, max(1.0, room / (2 * RING_OUTER)))


def _box(scale: float, left: float, top: float, right: float, bottom: float) -> QRect:
    """A box of the design in pixels: edges are rounded, so that neighbours meet."""
    edges = QRectF(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale)
    x, y = round(edges.left()), round(edges.top())
    return QRect(x, y, round(edges.right()) - x, round(edges.bottom()) - y)
