"""The Exercises page: all exercises as tiles, a search with filters, and one of them in full beside.

In a narrow window the open exercise takes the place of the tiles. Shows what exercises_view builds.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.key_place import FOREIGN_MODIFIERS, key_meant
from kneetimer.ui.controls.scroll_page import MARGIN, WIDEST
from kneetimer.ui.controls.text import Text
from kneetimer.ui.exercises import words
from kneetimer.ui.exercises.detail import ExerciseDetail
from kneetimer.ui.exercises.finder import Finder
from kneetimer.ui.exercises.library import ExerciseLibrary
from kneetimer.ui.exercises.tile_grid import EDGE
from kneetimer.ui.exercises.view import ExercisesView, found
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
        self._open = False  # in a narrow window: the exercise stands in place of the tiles
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.figures = StillFigures(self)
        self.finder = Finder(theme)
        self.library = ExerciseLibrary(theme, self.figures)
        self.back = Button(theme, tr(words.BACK), key="Esc", compact=True)
        self.detail = ExerciseDetail(theme, clock)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._outer = QVBoxLayout(self)
        self._lay_out()
        self._connect()

    def show_view(self, view: ExercisesView, missing: frozenset[str]) -> None:
        """Show the exercises, keeping what is open and what is looked for. `missing` are ids of kit."""
        is_first = self._view is None
        self._view = view
        self._missing = missing
        self.library.show_entries(view.entries)
        if is_first:
            self.finder.offer(view)
            assert self.library.grid is not None
            QWidget.setTabOrder(self.finder.plan, self.library.grid.shown()[0])
        self._show_found()

    def set_look(self, look: FigureLook) -> None:
        """How figures are drawn from now on."""
        self.figures.set_look(look)
        self.detail.moving.set_look(look)

    def opened(self) -> str:
        """The exercise that is shown in full; empty where none is."""
        entry = self.detail.entry()
        return entry.id if entry is not None and not self.detail.isHidden() else ""

    def open_exercise(self, exercise: str) -> None:
        """Show an exercise in full, whatever is looked for."""
        if self._view is None:
            return
        if exercise not in self.library.shown():
            self.finder.clear()
        self._show_detail(exercise)
        self._open = True
        self._arrange()

    def is_narrow(self) -> bool:
        return self._content_width() < self._theme.px(NARROW)

    def _lay_out(self) -> None:
        title = Text(self._theme, tr(words.TITLE), px=30, weight=QFont.Weight.Bold, display=True)
        self._head.setSpacing(10)
        self._head.addWidget(title)
        self._head.addStretch(1)
        self._head.addWidget(self.back)
        self._head.addWidget(self.finder)
        body = QHBoxLayout()
        body.setSpacing(8)
        body.addWidget(self.library, 1)
        right = QVBoxLayout()
        right.setContentsMargins(EDGE, EDGE, 0, 0)
        right.addWidget(self.detail)
        body.addLayout(right)
        self._outer.setSpacing(10)
        self._outer.addLayout(self._head)
        self._outer.addLayout(body, 1)

    def _connect(self) -> None:
        self.finder.changed.connect(self._show_found)
        self.finder.went_down.connect(self.library.focus_chosen)
        self.library.opened.connect(self._tile_opened)
        self.library.show_all.clicked.connect(self.finder.begin_again)
        self.back.clicked.connect(self._go_back)
        self.detail.practise_requested.connect(self.practise_requested)
        self.detail.kit_marked.connect(self.kit_marked)
        self._theme.changed.connect(self._arrange)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._to_search)

    # What is found and what is open

    @Slot()
    def _show_found(self) -> None:
        """List what was found; where what is open is not among it, the first is open."""
        if self._view is None:
            return
        known = [entry.id for entry in found(self._view, self.finder.filters, self._missing)]
        self.library.show_only(known, len(self._view.entries))
        shown = self.detail.entry()
        if known:
            self._show_detail(shown.id if shown is not None and shown.id in known else known[0])
        self._arrange()

    def _show_detail(self, exercise: str) -> None:
        assert self._view is not None
        self.detail.show_entry(next(entry for entry in self._view.entries if entry.id == exercise))
        self.library.choose(exercise)

    @Slot(str)
    def _tile_opened(self, exercise: str) -> None:
        self._show_detail(exercise)
        self._open = True
        self._arrange()
        self.detail.play.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _go_back(self) -> None:
        """Back to the tiles, which in a narrow window come out again."""
        self._open = False
        self._arrange()
        self.library.focus_chosen()

    @Slot()
    def _to_search(self) -> None:
        if self.finder.isHidden():
            self._go_back()
        self.finder.begin()

    # Places

    def _content_width(self) -> int:
        return self.width() - 2 * self._side()

    def _side(self) -> int:
        return max(MARGIN, (self.width() - self._theme.px(WIDEST)) // 2)

    @Slot()
    def _arrange(self) -> None:
        side = self._side()
        narrow = self.is_narrow()
        nothing = self._view is not None and not self.library.shown()
        alone = narrow and self._open and not nothing
        self._outer.setContentsMargins(side - EDGE, 20, side, 18)
        self._head.setContentsMargins(EDGE, 0, 0, 0)
        self.library.setVisible(not alone)
        self.detail.setVisible(alone or not (narrow or nothing))
        self.finder.setVisible(not alone)
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
        elif self.hasFocus() and event.key() in arrows and not self.library.isHidden():
            self.library.focus_chosen()
        elif self.opened() and self.detail.scroll_by_key(event.key()):
            pass
        else:
            super().keyPressEvent(event)
