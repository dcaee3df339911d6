"""Tiles in as many columns as fit, with one Tab stop: arrows, Home and End move among them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QWidget

from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.exercises.tile import ExerciseTile

GAP = 12
EDGE = 6  # room for the focus ring


class TileGrid(QWidget):
    """`opened` names the exercise whose tile was pressed; `reached` the tile that the keyboard is at."""

    opened = Signal(str)
    reached = Signal(QWidget)

    def __init__(self, tiles: Sequence[ExerciseTile], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, QAccessible.Role.Grouping)
        self._tiles = tuple(tiles)
        self._shown: tuple[ExerciseTile, ...] = ()
        self._group = QButtonGroup(self)
        for number, tile in enumerate(self._tiles):
            tile.setParent(self)
            tile.focused.connect(self._focus_came)
            self._group.addButton(tile, number)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        # Assistive technology toggles where a mouse clicks.
        self._group.idToggled.connect(self._toggled)
        self._group.idClicked.connect(self._clicked)
        self.show_only([tile.exercise for tile in self._tiles])

    def show_only(self, exercises: Sequence[str]) -> None:
        """Show these exercises, in the order of the tiles."""
        wanted = set(exercises)
        self._shown = tuple(tile for tile in self._tiles if tile.exercise in wanted)
        for tile in self._tiles:
            tile.setVisible(tile.exercise in wanted)
        self._set_tab_stop()
        self._place()
        self.updateGeometry()

    def choose(self, exercise: str) -> None:
        """Mark a tile as the one that is open."""
        blocked = self._group.blockSignals(True)
        self.tile(exercise).setChecked(True)
        self._group.blockSignals(blocked)
        self._set_tab_stop()

    def shown(self) -> tuple[ExerciseTile, ...]:
        return self._shown

    def tile(self, exercise: str) -> ExerciseTile:
        return next(tile for tile in self._tiles if tile.exercise == exercise)

    def columns(self, width: int) -> int:
        """How many tiles stand side by side in a grid of this width."""
        return max(1, (width - 2 * EDGE + GAP) // (_least(self._tiles) + GAP))

    def _tile_height(self, width: int) -> int:
        """Of all tiles in a grid of this width, so that they stay in lines whichever are shown."""
        columns = self.columns(width)
        narrowest = (width - 2 * EDGE + GAP) // columns - GAP
        return max(tile.height_at(narrowest) for tile in self._tiles)

    def focus_chosen(self) -> None:
        """Give the keyboard to the open tile, or to the first."""
        stop = self._stop()
        if stop is not None:
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def _stop(self) -> ExerciseTile | None:
        chosen = self._group.checkedButton()
        if isinstance(chosen, ExerciseTile) and chosen in self._shown:
            return chosen
        return self._shown[0] if self._shown else None

    @Slot()
    def _set_tab_stop(self) -> None:
        stop = self._stop()
        for tile in self._tiles:
            tile.setFocusPolicy(Qt.FocusPolicy.TabFocus if tile is stop else Qt.FocusPolicy.NoFocus)

    @Slot()
    def _focus_came(self) -> None:
        tile = self.sender()
        if isinstance(tile, ExerciseTile):
            self.reached.emit(tile)

    @Slot(int, bool)
    def _toggled(self, number: int, taken: bool) -> None:
        if taken:
            self._set_tab_stop()
            self.opened.emit(self._tiles[number].exercise)

    @Slot(int)
    def _clicked(self, number: int) -> None:
        """A tile that is never open, as in the plan builder, does the same at each press."""
        if not self._tiles[number].isCheckable():
            self._toggled(number, True)

    def _place(self) -> None:
        columns = self.columns(self.width())
        room = self.width() - 2 * EDGE + GAP
        height = self._tile_height(self.width())
        for number, tile in enumerate(self._shown):
            row, column = divmod(number, columns)
            left, right = column * room // columns, (column + 1) * room // columns - GAP
            tile.setGeometry(EDGE + left, EDGE + row * (height + GAP), right - left, height)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        rows = -(-len(self._shown) // self.columns(width))
        return rows * (self._tile_height(width) + GAP) - GAP + 2 * EDGE if rows else 0

    def sizeHint(self) -> QSize:
        return QSize(3 * (_least(self._tiles) + GAP), self.heightForWidth(max(1, self.width())))

    def minimumSizeHint(self) -> QSize:
        return QSize(_least(self._tiles) + 2 * EDGE, self.heightForWidth(max(1, self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
        self.updateGeometry()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        at = next((number for number, tile in enumerate(self._shown) if tile.hasFocus()), None)
        if at is None:
            super().keyPressEvent(event)
            return
        columns = self.columns(self.width())
        goals = {
            Qt.Key.Key_Right: at + 1,
            Qt.Key.Key_Left: at - 1,
            Qt.Key.Key_Down: at + columns,
            Qt.Key.Key_Up: at - columns,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: len(self._shown) - 1,
        }
        if event.key() not in goals:
            super().keyPressEvent(event)
            return
        goal = goals[Qt.Key(event.key())]
        if 0 <= goal < len(self._shown):
            self._shown[goal].setFocus(Qt.FocusReason.TabFocusReason)


def _least(tiles: Sequence[ExerciseTile]) -> int:
    """The width that the widest of them needs."""
    return max(tile.least_width() for tile in tiles)
