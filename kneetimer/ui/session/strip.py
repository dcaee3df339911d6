"""The strip as values: one block for each exercise of a session, as wide as the time it takes.

Plain values and sums, no Qt; block_strip.py draws them.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import BlockKind
from kneetimer.core.record import SessionRecord, SessionState
from kneetimer.core.script import Script


@dataclass(frozen=True, slots=True)
class StripBlock:
    """One exercise: the part it belongs to, its planned time, and how much of it was done (0 to 1).

    `over` says that its time has passed: what was not done of it was left out, and is not still to come.
    """

    block: BlockKind
    length_ms: int
    done: float = 0.0
    current: bool = False
    over: bool = False


def blocks_of(script: Script) -> tuple[StripBlock, ...]:
    """One empty block for each exercise of a script, with its rests and its time to get ready."""
    lengths = [0] * script.items
    kinds = [BlockKind.WARM_UP] * script.items
    for step in script.steps:
        lengths[step.item] += step.length_ms
        kinds[step.item] = step.block
    return tuple(StripBlock(kind, length) for kind, length in zip(kinds, lengths, strict=True))


def blocks_of_record(record: SessionRecord) -> tuple[StripBlock, ...]:
    """The blocks of a session filled by what was done of what was prescribed.

    Sets of one exercise weigh the same. Where the session is still running, the exercise at
    which it stands is the current one.
    """
    steps = record.script.steps
    shares: dict[int, list[float]] = {}
    for result in record.sets:
        shares.setdefault(steps[result.step].item, []).append(result.share)
    standing = steps[record.place.step].item if record.state is SessionState.RUNNING else None
    blocks = []
    for item, block in enumerate(blocks_of(record.script)):
        done = shares.get(item, [0.0])
        over = standing is None or item < standing
        share = sum(done) / len(done)
        blocks.append(replace(block, done=share, current=item == standing, over=over))
    return tuple(blocks)


def spans(
    blocks: Sequence[StripBlock], width: int, gap: int, part_gap: int, least: int
) -> tuple[tuple[int, int], ...]:
    """Where each block lies: its left edge and its width in whole pixels of a strip `width` wide.

    Widths follow the times, but no block is narrower than `least` while there is room. `gap`
    parts two blocks, `part_gap` two parts of the session.
    """
    if not blocks:
        return ()
    gaps = [0]
    for left, right in itertools.pairwise(blocks):
        gaps.append(gap if left.block is right.block else part_gap)
    room = max(0, width - sum(gaps))
    ends = [round(end) for end in _running_sum(_widths(blocks, room, least))]
    placed = []
    shift = 0
    start = 0
    for before, end in zip(gaps, ends, strict=True):
        shift += before
        placed.append((start + shift, end - start))
        start = end
    return tuple(placed)


def _widths(blocks: Sequence[StripBlock], room: float, least: float) -> list[float]:
    if least * len(blocks) >= room:
        return [room / len(blocks)] * len(blocks)
    narrow: set[int] = set()
    while True:
        wide_ms = sum(block.length_ms for at, block in enumerate(blocks) if at not in narrow)
        shared = room - least * len(narrow)
        widths = [
            least if at in narrow else shared * block.length_ms / max(1, wide_ms)
            for at, block in enumerate(blocks)
        ]
        too_narrow = {at for at, width in enumerate(widths) if width < least} - narrow
        if not too_narrow:
            return widths
        narrow |= too_narrow


def _running_sum(values: Sequence[float]) -> list[float]:
    total = 0.0
    sums = []
    for value in values:
        total += value
        sums.append(total)
    return sums
