"""The builder's library: every exercise as a tile, found by words, by the kit at hand and by muscle."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.choice_row import OptionButton
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.menu_button import ActionsButton, MenuButton
from kneetimer.ui.controls.scroll_box import ScrollBox
from kneetimer.ui.controls.search_field import SearchField
from kneetimer.ui.controls.text import Text
from kneetimer.ui.exercises.tile_grid import TileGrid
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.plan import builder_words as words
from kneetimer.ui.plan import own_words
from kneetimer.ui.plan.builder_view import BuilderView, found_in
from kneetimer.ui.plan.library_tile import LibraryTile
from kneetimer.ui.shell.theme import Theme


class BuilderLibrary(Card):
    """`added` names an exercise; `dragged` and `dropped` carry a point of the screen and an exercise.

    `own_asked` names the exercise of the person's own that is to be changed, "" for a new one.
    """

    added = Signal(str)
    dragged = Signal(QPoint, str)
    dropped = Signal(QPoint, str)
    own_asked = Signal(str)

    def __init__(self, theme: Theme, figures: StillFigures, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, margin=14, spacing=8)
        self._figures = figures
        self._view: BuilderView | None = None
        self._tiles: tuple[tuple[str, str], ...] = ()  # what there is a tile of: id and name
        self.grid: TileGrid | None = None
        self.search = SearchField(theme, tr(words.SEARCH), tr(words.SEARCH))
        self.my_kit = OptionButton(theme, tr(words.MY_KIT))
        self.works = MenuButton(theme, tr(words.WORKS))
        self.own = ActionsButton(theme, tr(own_words.OPEN))
        self._count = Text(theme, px=15, role="soft")
        self._nothing = Text(theme, tr(words.NOTHING_FOUND), px=16, role="soft", wrap=True)
        self._room = QVBoxLayout()
        self._scroll = ScrollBox()
        self.my_kit.setChecked(True)
        self._lay_out()
        self.search.searched.connect(self._filter)
        self.search.went_down.connect(self.focus_first)
        self.my_kit.toggled.connect(self._filter)
        self.works.chosen.connect(self._filter)
        self.own.menu().triggered.connect(self._ask_own)

    def show_view(self, view: BuilderView) -> None:
        muscles = [tr(words.ANY_MUSCLE), *(label for _, label in view.muscles)]
        if self._view is None or self._view.muscles != view.muscles:
            self.works.show_choices(muscles, 0)
        if self._view is None or self._view.own != view.own:
            self._show_own(view)
        self._view = view
        tiles = tuple((entry.id, entry.name) for entry in view.library)
        if tiles != self._tiles:
            self._tiles = tiles
            self._make_grid(view)
        assert self.grid is not None
        for entry in view.library:
            tile = self.grid.tile(entry.id)
            assert isinstance(tile, LibraryTile)
            tile.show_entry(entry)
        self._filter()

    def shown(self) -> tuple[str, ...]:
        """The ids of the exercises that are listed."""
        return tuple(tile.exercise for tile in self.grid.shown()) if self.grid else ()

    def tile(self, exercise: str) -> LibraryTile:
        assert self.grid is not None
        tile = self.grid.tile(exercise)
        assert isinstance(tile, LibraryTile)
        return tile

    @Slot()
    def focus_first(self) -> None:
        if self.grid is not None:
            self.grid.focus_chosen()

    def _show_own(self, view: BuilderView) -> None:
        self.own.menu().clear()
        self.own.menu().addAction(tr(own_words.NEW)).setData("")
        for exercise, name in view.own:
            self.own.menu().addAction(own_words.change(name)).setData(exercise)

    @Slot(QAction)
    def _ask_own(self, action: QAction) -> None:
        self.own_asked.emit(action.data())

    def _make_grid(self, view: BuilderView) -> None:
        if self.grid is not None:
            self._room.removeWidget(self.grid)
            self.grid.hide()
            self.grid.deleteLater()
        tiles = [LibraryTile(self._theme, self._figures, entry) for entry in view.library]
        for tile in tiles:
            tile.dragged.connect(self._dragged)
            tile.dropped.connect(self._dropped)
        self.grid = TileGrid(tiles)
        self.grid.setAccessibleName(tr(words.LIBRARY))
        self.grid.opened.connect(self.added)
        self.grid.reached.connect(self._reached)
        self._room.insertWidget(0, self.grid)

    def _lay_out(self) -> None:
        filters = Flow(8)
        for widget in (self.my_kit, self.works, self.own, self._count):
            filters.addWidget(widget)
        inside = QWidget()
        inside.setLayout(self._room)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._room.addWidget(self._nothing)
        self._room.addStretch(1)
        self._scroll.setWidget(inside)
        self.column.addWidget(self.search)
        self.column.addLayout(filters)
        self.column.addWidget(self._scroll, 1)

    @Slot()
    def _filter(self) -> None:
        if self._view is None or self.grid is None:
            return
        number = self.works.choice()
        works = self._view.muscles[number - 1][0] if number > 0 else ""
        ids = found_in(self._view, self.search.text(), works, my_kit=self.my_kit.isChecked())
        if ids != self.shown():
            self.grid.show_only(ids)
        self.grid.setVisible(bool(ids))
        self._nothing.setVisible(not ids)
        self._count.setText(words.found(len(ids), len(self._view.library)))

    @Slot(QWidget)
    def _reached(self, tile: QWidget) -> None:
        self._scroll.ensureWidgetVisible(tile, 0, 16)

    @Slot(QPoint)
    def _dragged(self, point: QPoint) -> None:
        self.dragged.emit(point, self._tile().exercise)

    @Slot(QPoint)
    def _dropped(self, point: QPoint) -> None:
        self.dropped.emit(point, self._tile().exercise)

    def _tile(self) -> LibraryTile:
        tile = self.sender()
        assert isinstance(tile, LibraryTile)
        return tile
