"""Work that is done ahead of time, in small pieces: soon at first, then while the window is idle."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Slot

_PIECE_MS = 40


class Ahead(QTimer):
    """Takes one piece at each turn; a piece that yields True says that what was urgent is there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pieces: Iterator[bool] | None = None
        self.is_urgent = False
        self.timeout.connect(self._do_a_piece)

    def begin(self, pieces: Iterator[bool]) -> None:
        """Do this work, in place of what was left of the work before."""
        self._pieces = pieces
        self.is_urgent = True
        self.start(0)

    @Slot()
    def _do_a_piece(self) -> None:
        try:
            if self._pieces is not None and next(self._pieces):
                self.is_urgent = False
                self.setInterval(_PIECE_MS)
        except StopIteration:
            self._pieces = None
        if self._pieces is None:
            self.is_urgent = False
            self.stop()
