"""The strip of a running session: the blocks of its script, filled as its exercises are done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF
from PySide6.QtGui import QResizeEvent

from kneetimer.ui.session.block_strip import BlockStrip
from kneetimer.ui.session.phase_colours import role_of
from kneetimer.ui.session.phase_style import PhaseStyle
from kneetimer.ui.session.strip import StripBlock
from kneetimer.ui.session.view import SessionView

LOWER = 0.3  # of the height by which blocks are lower than the one that is on now


class SessionStrip(BlockStrip):
    """Follows the views of one session after another."""

    _script: tuple[StripBlock, ...] = ()
    _view: SessionView | None = None

    def show_script(self, blocks: Sequence[StripBlock]) -> None:
        """The blocks of this session's script; how much of each is done comes with every view."""
        self._script = tuple(blocks)
        self._show_done()

    def show_progress(self, view: SessionView) -> None:
        self._view = view
        self._show_done()

    def _show_done(self) -> None:
        """Fill in whole pixels, so that the strip repaints only when one more is filled."""
        view = self._view
        if view is None or len(view.shares) != len(self._script):
            self.show_blocks(self._script, None)
            return
        whole_ms = max(1, sum(block.length_ms for block in self._script))
        blocks = []
        for item, (block, share) in enumerate(zip(self._script, view.shares, strict=True)):
            width = max(1, self.width() * block.length_ms // whole_ms)
            over = bool(view.done) and (item < view.item or view.style is PhaseStyle.DONE)
            done = view.done[item] if over else int(share * width) / width
            blocks.append(replace(block, done=done, current=item == view.item, over=over))
        self.show_blocks(blocks, role_of(view.style))

    def block_rects(self) -> tuple[QRectF, ...]:
        """What is on now is taller than the others."""
        rects = super().block_rects()
        low = round(self.height() * LOWER)
        return tuple(
            rect if block.current else rect.adjusted(0, low, 0, 0)
            for block, rect in zip(self.blocks(), rects, strict=True)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_done()
