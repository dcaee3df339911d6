"""The exercises that were found, as tiles that are scrolled, or the sentence that there are none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.text import Text
from kneetimer.ui.exercises import words
from kneetimer.ui.exercises.tile import ExerciseTile
from kneetimer.ui.exercises.tile_grid import EDGE, TileGrid
from kneetimer.ui.exercises.view import Entry
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.shell.theme import Theme


class ExerciseLibrary(QScrollArea):
    """`opened` names the exercise whose tile was pressed."""

    opened = Signal(str)

    def __init__(self, theme: Theme, figures: StillFigures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._figures = figures
        self.grid: TileGrid | None = None
        self.show_all = Button(theme, tr(words.SHOW_ALL))
        self._nothing = QWidget()
        self._column = QVBoxLayout()
        self._lay_out()

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show what the tiles say of all exercises, which are always the same ones."""
        if self.grid is None:
            self.grid = self._make_grid(entries)
        for entry in entries:
            self.grid.tile(entry.id).show_lack(entry.lack)

    def show_only(self, exercises: Sequence[str], of: int) -> None:
        """List these exercises `of` so many."""
        assert self.grid is not None
        self.grid.show_only(exercises)
        self.grid.setVisible(bool(exercises))
        self.grid.setAccessibleDescription(words.count_line(len(exercises), of))
        self._nothing.setVisible(not exercises)

    def shown(self) -> tuple[str, ...]:
        """The ids of the exercises that are listed."""
        return tuple(tile.exercise for tile in self.grid.shown()) if self.grid else ()

    def choose(self, exercise: str) -> None:
        """Mark the one that is open."""
        assert self.grid is not None
        self.grid.choose(exercise)

    @Slot()
    def focus_chosen(self) -> None:
        """Give the keyboard to the tile of the exercise that is open, or to the first."""
        if self.grid is not None:
            self.grid.focus_chosen()

    def _make_grid(self, entries: Sequence[Entry]) -> TileGrid:
        grid = TileGrid(
            [ExerciseTile(self._theme, self._figures, each.id, each.name, each.muscles) for each in entries]
        )
        grid.setAccessibleName(tr(words.GRID))
        grid.opened.connect(self.opened)
        grid.reached.connect(self._reached)
        self._column.insertWidget(0, grid)
        return grid

    def _lay_out(self) -> None:
        nothing = QVBoxLayout(self._nothing)
        nothing.setContentsMargins(EDGE, 40, EDGE, EDGE)
        nothing.setSpacing(6)
        nothing.addWidget(Text(self._theme, tr(words.NOTHING_FOUND), px=18, weight=QFont.Weight.DemiBold))
        nothing.addWidget(Text(self._theme, tr(words.NOTHING_HELP), role="soft", wrap=True))
        nothing.addSpacing(8)
        nothing.addWidget(self.show_all)
        self._nothing.hide()
        inside = QWidget()
        inside.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 0, 18)
        self._column.setSpacing(0)
        self._column.addWidget(self._nothing)
        self._column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    @Slot(QWidget)
    def _reached(self, tile: QWidget) -> None:
        self.ensureWidgetVisible(tile, 0, 16)
