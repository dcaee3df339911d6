"""The exercises of the coming session side by side, in as many lines as their room asks for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today.session_tile import SessionTile
from kneetimer.ui.today.view import DoseLine

GAP = 8


class TileRow(QWidget):
    """`exercise_chosen` carries the id of the exercise whose tile was pressed."""

    exercise_chosen = Signal(str)

    def __init__(self, theme: Theme, figures: StillFigures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self._tiles: list[SessionTile] = []
        self._columns = 0
        self._with_pictures = True
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._arrange)

    def show_doses(self, doses: Sequence[DoseLine]) -> None:
        """Show these exercises; what stays the same stays, with the keyboard on it."""
        if [tile.line for tile in self._tiles] == list(doses):
            return
        known = {tile.line: tile for tile in self._tiles}
        for tile in self._tiles:
            self._grid.removeWidget(tile)
            if tile.line not in doses:
                tile.hide()
                tile.deleteLater()
        self._tiles = []
        for line in doses:
            tile = known.get(line) or SessionTile(self._theme, self._figures, line)
            if line not in known:
                tile.clicked.connect(self._clicked)
            tile.show_picture(self._with_pictures)
            self._tiles.append(tile)
        self._columns = 0
        self._arrange()

    def show_pictures(self, shown: bool) -> None:
        """Leave the pictures out where the window is low."""
        self._with_pictures = shown
        for tile in self._tiles:
            tile.show_picture(shown)

    @Slot()
    def _arrange(self) -> None:
        if not self._tiles:
            return
        least = max(tile.least_width() for tile in self._tiles)
        fit = max(1, (self.width() + GAP) // (least + GAP))
        lines = -(-len(self._tiles) // fit)
        columns = -(-len(self._tiles) // lines)
        if columns == self._columns:
            return
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)
        self._columns = columns
        for at, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, at // columns, at % columns)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    @Slot()
    def _clicked(self) -> None:
        tile = self.sender()
        if isinstance(tile, SessionTile):
            self.exercise_chosen.emit(tile.line.exercise)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
