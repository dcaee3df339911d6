"""The Exercises page: all exercises as tiles, a search with filters, and one of them in full beside.

In a narrow window the open exercise takes the place of the tiles. Shows what exercises_view builds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from time import monotonic

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.key_place import FOREIGN_MODIFIERS, key_meant
from kneetimer.ui.controls.menu_button import MenuButton
from kneetimer.ui.controls.scroll_page import MARGIN, WIDEST
from kneetimer.ui.controls.search_field import SearchField
from kneetimer.ui.controls.text import Text
from kneetimer.ui.exercises import words
from kneetimer.ui.exercises.detail import ExerciseDetail
from kneetimer.ui.exercises.tile import ExerciseTile
from kneetimer.ui.exercises.tile_grid import EDGE, TileGrid
from kneetimer.ui.exercises.view import Choice, Entry, ExercisesView, Filters, found
from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.shell.theme import Theme

NARROW = 860  # below this the tiles and the open exercise take turns
DETAIL_LEAST = 430
DETAIL_MOST = 560
ONE_LETTER = (Qt.Key.Key_P, Qt.Key.Key_Slash)


class ExercisesPage(QWidget):
    """`practise_requested` names an exercise and its variant or None; `kit_marked` a kit and its lack."""

    practise_requested = Signal(str, object)
    kit_marked = Signal(str, bool)

    def __init__(
        self, theme: Theme, clock: Callable[[], float] = monotonic, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: ExercisesView | None = None
        self._missing: frozenset[str] = frozenset()
        self._filters = Filters()
        self._choices: dict[str, tuple[Choice, ...]] = {}
        self._open = False  # in a narrow window: the exercise stands in place of the tiles
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.figures = StillFigures(self)
        self.search = SearchField(theme, words.SEARCH_NAME, words.SEARCH)
        self.muscle = MenuButton(theme, words.MUSCLE)
        self.kit = MenuButton(theme, words.KIT)
        self.plan = MenuButton(theme, words.PLAN)
        self.back = Button(theme, words.BACK, key="Esc", compact=True)
        self.show_all = Button(theme, words.SHOW_ALL)
        self.detail = ExerciseDetail(theme, clock)
        self.grid: TileGrid | None = None
        self._grid_scroll = QScrollArea()
        self._grid_column = QVBoxLayout()
        self._nothing = QWidget()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._outer = QVBoxLayout(self)
        self._lay_out()
        self._connect()

    def show_view(self, view: ExercisesView, missing: frozenset[str]) -> None:
        """Show the exercises, keeping what is open and what is looked for. `missing` are ids of kit."""
        self._view = view
        self._missing = missing
        if self.grid is None:
            self._make_grid(view)
        assert self.grid is not None
        for entry in view.entries:
            self.grid.tile(entry.id).show_lack(entry.lack)
        self._filter()

    def set_look(self, look: FigureLook) -> None:
        """How figures are drawn from now on."""
        self.figures.set_look(look)
        self.detail.moving.set_look(look)

    def set_reduced_motion(self, reduced: bool) -> None:
        self.detail.moving.set_reduced_motion(reduced)

    def shown(self) -> tuple[str, ...]:
        """The ids of the exercises that are listed."""
        return tuple(tile.exercise for tile in self.grid.shown()) if self.grid else ()

    def opened(self) -> str:
        """The exercise that is shown in full; empty where none is."""
        entry = self.detail.entry()
        return entry.id if entry is not None and not self.detail.isHidden() else ""

    def open_exercise(self, exercise: str) -> None:
        """Show an exercise in full, whatever is looked for."""
        if self._view is None:
            return
        if exercise not in self.shown():
            self.clear_filters()
        self._show_detail(exercise)
        self._open = True
        self._arrange()

    def is_narrow(self) -> bool:
        return self._content_width() < self._theme.px(NARROW)

    @Slot()
    def clear_filters(self) -> None:
        """Look for nothing: all exercises are listed."""
        self._filters = Filters()
        self.search.clear()
        if self.grid is not None:
            for button in self._filter_buttons().values():
                button.show_choice(0)
        self._filter()

    def _make_grid(self, view: ExercisesView) -> None:
        tiles = [
            ExerciseTile(self._theme, self.figures, entry.id, entry.name, entry.muscles)
            for entry in view.entries
        ]
        self.grid = TileGrid(tiles)
        self.grid.setAccessibleName(words.GRID)
        self.grid.opened.connect(self._tile_opened)
        self.grid.reached.connect(self._tile_reached)
        self._grid_column.insertWidget(0, self.grid)
        self._choices = {
            "muscle": (Choice("", words.ANY_MUSCLE), *view.muscles),
            "kit": (Choice("", words.ANY_KIT), *view.kits),
            "plan": (Choice("", words.ANY_PLAN), *view.plans),
        }
        for name, button in self._filter_buttons().items():
            button.show_choices([choice.label for choice in self._choices[name]], 0)
        QWidget.setTabOrder(self.plan, self.grid.shown()[0])

    def _lay_out(self) -> None:
        title = Text(self._theme, words.TITLE, px=30, weight=QFont.Weight.Bold, display=True)
        self._head.setSpacing(10)
        self._head.addWidget(title)
        self._head.addStretch(1)
        finder = QHBoxLayout()
        finder.setSpacing(10)
        finder.addWidget(self.search)
        for button in (self.muscle, self.kit, self.plan):
            finder.addWidget(button)
        self._finder = QWidget()
        self._finder.setLayout(finder)
        finder.setContentsMargins(0, 0, 0, 0)
        self._head.addWidget(self.back)
        self._head.addWidget(self._finder)
        self._lay_out_nothing()
        inside = QWidget()
        column = self._grid_column
        inside.setLayout(column)
        column.setContentsMargins(0, 0, 0, 18)
        column.setSpacing(0)
        column.addWidget(self._nothing)
        column.addStretch(1)
        scroll = self._grid_scroll
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        body = QHBoxLayout()
        body.setSpacing(8)
        body.addWidget(scroll, 1)
        right = QVBoxLayout()
        right.setContentsMargins(EDGE, EDGE, 0, 0)
        right.addWidget(self.detail)
        body.addLayout(right)
        self._outer.setSpacing(10)
        self._outer.addLayout(self._head)
        self._outer.addLayout(body, 1)

    def _lay_out_nothing(self) -> None:
        column = QVBoxLayout(self._nothing)
        column.setContentsMargins(EDGE, 40, EDGE, EDGE)
        column.setSpacing(6)
        column.addWidget(Text(self._theme, words.NOTHING_FOUND, px=18, weight=QFont.Weight.DemiBold))
        column.addWidget(Text(self._theme, words.NOTHING_HELP, role="soft", wrap=True))
        column.addSpacing(8)
        column.addWidget(self.show_all)
        self._nothing.hide()

    def _connect(self) -> None:
        self.search.searched.connect(self._searched)
        self.search.went_down.connect(self._to_tiles)
        self.muscle.chosen.connect(self._chose_filter)
        self.kit.chosen.connect(self._chose_filter)
        self.plan.chosen.connect(self._chose_filter)
        self.show_all.clicked.connect(self._show_everything)
        self.back.clicked.connect(self._go_back)
        self.detail.practise_requested.connect(self.practise_requested)
        self.detail.kit_marked.connect(self.kit_marked)
        self._theme.changed.connect(self._arrange)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._to_search)

    # What is found and what is open

    def _filter(self) -> None:
        if self._view is None or self.grid is None:
            return
        entries = found(self._view, self._filters, self._missing)
        self.grid.show_only([entry.id for entry in entries])
        self.grid.setVisible(bool(entries))
        self._nothing.setVisible(not entries)
        self.grid.setAccessibleDescription(words.count_line(len(entries), len(self._view.entries)))
        shown = self.detail.entry()
        if entries:
            known = [entry.id for entry in entries]
            self._show_detail(shown.id if shown is not None and shown.id in known else known[0])
        self._arrange()

    def _show_detail(self, exercise: str) -> None:
        assert self._view is not None and self.grid is not None
        entry: Entry = next(entry for entry in self._view.entries if entry.id == exercise)
        self.detail.show_entry(entry)
        self.grid.choose(exercise)

    @Slot(str)
    def _searched(self, text: str) -> None:
        self._filters = replace(self._filters, search=text)
        self._filter()

    def _filter_buttons(self) -> dict[str, MenuButton]:
        """The buttons of the filters by the names of what they choose."""
        return {"muscle": self.muscle, "kit": self.kit, "plan": self.plan}

    @Slot(int)
    def _chose_filter(self, number: int) -> None:
        for name, button in self._filter_buttons().items():
            if button is self.sender():
                chosen = self._choices[name][number].id
                self._filters = replace(self._filters, **{name: chosen})
        self._filter()

    @Slot()
    def _show_everything(self) -> None:
        self.clear_filters()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _tile_opened(self, exercise: str) -> None:
        self._show_detail(exercise)
        self._open = True
        self._arrange()
        self.detail.play.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QWidget)
    def _tile_reached(self, tile: QWidget) -> None:
        self._grid_scroll.ensureWidgetVisible(tile, 0, 16)

    @Slot()
    def _go_back(self) -> None:
        """Back to the tiles, which in a narrow window come out again."""
        self._open = False
        self._arrange()
        self._to_tiles()

    @Slot()
    def _to_tiles(self) -> None:
        if self.grid is not None:
            self.grid.focus_chosen()

    @Slot()
    def _to_search(self) -> None:
        if self._finder.isHidden():
            self._go_back()
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    # Places

    def _content_width(self) -> int:
        return self.width() - 2 * self._side()

    def _side(self) -> int:
        return max(MARGIN, (self.width() - self._theme.px(WIDEST)) // 2)

    @Slot()
    def _arrange(self) -> None:
        side = self._side()
        narrow = self.is_narrow()
        alone = narrow and self._open
        nothing = not self._nothing.isHidden()
        self._outer.setContentsMargins(side - EDGE, 20, side, 18)
        self._head.setContentsMargins(EDGE, 0, 0, 0)
        self._grid_scroll.setVisible(not alone)
        self.detail.setVisible((alone or not narrow) and not nothing)
        self._finder.setVisible(not alone)
        self.back.setVisible(alone)
        stacked = narrow and self._content_width() < self._theme.px(720)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(direction)
        if narrow:
            self.detail.setMinimumWidth(0)
            self.detail.setMaximumWidth(16_777_215)
        else:
            wide = round(self._content_width() * 0.45)
            wide = min(max(wide, self._theme.px(DETAIL_LEAST)), self._theme.px(DETAIL_MOST))
            self.detail.setFixedWidth(wide)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.figures.hold(False)

    def hideEvent(self, event: QHideEvent) -> None:
        self.figures.hold(True)
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & FOREIGN_MODIFIERS and not event.isAutoRepeat()
        key = key_meant(event, ONE_LETTER)
        arrows = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return)
        if event.key() == Qt.Key.Key_Escape:
            self._go_back()
        elif plain and key == Qt.Key.Key_P and self.opened():
            self.detail.ask_practice()
        elif plain and key == Qt.Key.Key_Slash:
            self._to_search()
        elif self.hasFocus() and event.key() in arrows and not self._grid_scroll.isHidden():
            self._to_tiles()
        elif self.opened() and self.detail.turn(event.key()):
            pass
        else:
            super().keyPressEvent(event)
