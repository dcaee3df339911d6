"""The sheet over the window on which an exercise is swapped: what is planned, and what may take its place.

Applies nothing: it says what was taken, and for how long. Escape keeps what is planned.
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.choice_flow import ChoiceFlow
from kneetimer.ui.controls.scroll_box import ScrollBox
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.text import Text
from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.figures.moving_figure import MovingFigure
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.plan import swap_words as words
from kneetimer.ui.plan.swap_tile import PICTURE, SwapTile
from kneetimer.ui.plan.swap_view import SwapView
from kneetimer.ui.shell.theme import Theme

EDGE = 26
LEFT_WIDTH = 290
NARROW = 860
LOW = 560  # below this there is no room for large pictures
LOW_PICTURE = 84
VEIL = 0.55


class SwapSheet(QWidget):
    """Covers its parent. `taken` carries a SwapOption and whether it is for today alone."""

    taken = Signal(object, bool)

    def __init__(self, theme: Theme, over: QWidget, clock: Callable[[], float] = monotonic) -> None:
        super().__init__(over)
        self._theme = theme
        self._view: SwapView | None = None
        self._back: QWidget | None = None
        self.figures = StillFigures(self)
        self.tiles: list[SwapTile] = []
        self._group = QButtonGroup(self)
        self.planned = MovingFigure(theme, clock)
        self._moving = MovingFigure(theme, clock, self)
        self._title = Text(theme, px=26, weight=QFont.Weight.Bold, display=True, wrap=True)
        self._name = Text(theme, px=18, weight=QFont.Weight.DemiBold, wrap=True)
        self._about = Text(theme, px=15, role="soft", wrap=True)
        self._found = Text(theme, px=15, weight=QFont.Weight.DemiBold, role="soft", wrap=True)
        self._keys = Text(theme, tr(words.KEYS), px=15, role="soft")
        self._consequence = Text(theme, px=16, wrap=True)
        self.scopes = ChoiceFlow(theme, tr(words.SCOPE))
        self.keep = Button(theme, tr(words.KEEP), key="Esc")
        self.use = Button(theme, "", ButtonKind.FILLED, key="Enter")
        self._scroll, self._beside = ScrollBox(), ScrollBox()
        self._grid = QGridLayout()
        self._today = True
        self._is_wide: bool | None = None
        set_role(self, QAccessible.Role.Dialog)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._lay_out()
        self._group.buttonToggled.connect(self._chosen)
        self.scopes.chosen.connect(self._scope_chosen)
        self.keep.clicked.connect(self.close_sheet)
        self.use.clicked.connect(self._take)
        over.installEventFilter(self)
        self.hide()

    def open(self, view: SwapView) -> None:
        """Ask what to do at a place; the first that all kit is there for is chosen."""
        self._view = view
        self._back = self.window().focusWidget()
        self.setAccessibleName(view.title)
        self._title.setText(view.title)
        now = view.now
        self.planned.show_exercise(now.exercise, now.variant, now.name, now.tempo, alternates=now.alternates)
        self._name.setText(now.name)
        self._about.setText(f"{now.about} {now.kit}.")
        self._found.setText(view.found)
        self._today = view.can_today
        self.scopes.show_choices(view.scopes, 0)
        self._fill(view)
        self.use.setVisible(bool(self.tiles))
        self.setGeometry(self._over().rect())
        self._arrange()
        self.show()
        self.raise_()
        if self.tiles:
            self.tiles[0].setChecked(True)
        (self.tiles[0] if self.tiles else self.keep).setFocus(Qt.FocusReason.TabFocusReason)

    def set_look(self, look: FigureLook) -> None:
        self.figures.set_look(look)
        for moving in (self.planned, self._moving):
            moving.set_look(look)

    def set_reduced_motion(self, reduced: bool) -> None:
        for moving in (self.planned, self._moving):
            moving.set_reduced_motion(reduced)

    @Slot()
    def close_sheet(self) -> None:
        if self._back is not None:  # before the sheet goes: Qt would look for another place itself
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()

    def _over(self) -> QWidget:
        over = self.parentWidget()
        assert over is not None
        return over

    def _fill(self, view: SwapView) -> None:
        self._moving.setParent(self)
        self._moving.hide()
        for tile in self.tiles:
            self._group.removeButton(tile)
            self._grid.removeWidget(tile)
            tile.hide()
            tile.deleteLater()
        self.tiles = [SwapTile(self._theme, self.figures, option) for option in view.options]
        for tile in self.tiles:
            self._group.addButton(tile)
            tile.taken.connect(self._take)

    def _lay_out(self) -> None:
        self._card = Card(self._theme, margin=EDGE, spacing=12)
        self._left = QWidget()
        left = QVBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(6)
        left.addWidget(Text(self._theme, tr(words.NOW), px=15, weight=QFont.Weight.DemiBold, role="soft"))
        self.planned.setMinimumHeight(110)  # as small as a figure can be told apart
        self.planned.setMaximumHeight(210)
        for widget in (self.planned, self._name, self._about):
            left.addWidget(widget)
        left.addSpacing(10)
        left.addWidget(Text(self._theme, tr(words.SCOPE), px=15, weight=QFont.Weight.DemiBold, role="soft"))
        left.addWidget(self.scopes)
        left.addWidget(Text(self._theme, tr(words.STAYS), px=15, role="soft", wrap=True))
        left.addStretch(1)
        inside = QWidget()
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(6, 6, 6, 6)
        column.setSpacing(12)
        self._grid.setSpacing(12)
        column.addLayout(self._grid)
        column.addStretch(1)
        self._scroll.setWidget(inside)
        right = QVBoxLayout()
        head = QHBoxLayout()
        head.addWidget(self._found, 1)
        head.addWidget(self._keys)
        right.addLayout(head)
        right.addWidget(self._scroll, 1)
        body = self._body = QHBoxLayout()
        body.setSpacing(20)
        body.addWidget(self._beside)
        body.addLayout(right, 1)
        foot = self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        foot.setSpacing(12)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.keep)
        buttons.addWidget(self.use)
        foot.addWidget(self._consequence, 1)
        foot.addLayout(buttons)
        self._card.column.addWidget(self._title)
        self._card.column.addLayout(body, 1)
        self._card.column.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.addWidget(self._card)
        self._outer = outer

    def _arrange(self) -> None:
        wide = self.width() >= self._theme.px(NARROW)
        across = max(12, (self.width() - self._theme.px(1080)) // 2)
        down = max(12, (self.height() - self._theme.px(744)) // 2)
        self._outer.setContentsMargins(across, down, across, down)
        if wide is not self._is_wide:
            self._is_wide = wide
            # Where there is no room beside, what is planned is scrolled with what may take its place.
            if wide:
                self._beside.setWidget(self._left)
            else:
                self._beside.takeWidget()
                self._column.insertWidget(0, self._left)
                self._left.show()
            self._beside.setVisible(wide)
            down_or_across = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
            self._foot.setDirection(down_or_across)
        least = self._left.minimumSizeHint().width()
        self._beside.setFixedWidth(max(self._theme.px(LEFT_WIDTH), least))
        low = self.height() < self._theme.px(LOW)
        self.planned.setVisible(not low)
        self._keys.setVisible(wide and bool(self.tiles))
        for tile in self.tiles:
            tile.set_picture(LOW_PICTURE if low else PICTURE)
        columns = 2 if self.width() >= self._theme.px(1000) else 1
        for number, tile in enumerate(self.tiles):
            self._grid.addWidget(tile, number // columns, number % columns)

    @Slot(object, bool)
    def _chosen(self, tile: object, chosen: bool) -> None:
        assert isinstance(tile, SwapTile)
        tile.set_moves(chosen)
        if not chosen:
            return
        option = tile.option
        self._moving.setParent(tile)
        self._moving.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._moving.setGeometry(tile.picture_rect())
        self._moving.show_exercise(
            option.exercise, option.variant, option.name, option.tempo, alternates=option.alternates
        )
        self._moving.show()
        self._scroll.ensureWidgetVisible(tile, 0, 8)
        self._consequence.setText(option.consequence)
        self.use.show_text(words.use(option.name), ButtonKind.FILLED, "Enter")

    @Slot(int)
    def _scope_chosen(self, number: int) -> None:
        assert self._view is not None
        self._today = self._view.can_today and number == 0

    @Slot()
    def _take(self) -> None:
        tile = self._group.checkedButton()
        if isinstance(tile, SwapTile):
            self.close_sheet()
            self.taken.emit(tile.option, self._today)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """The keyboard stays on the sheet while it is open."""
        if not self.isVisible():
            return super().focusNextPrevChild(forward)
        chosen = self._group.checkedButton()
        scope = next((each for each in self.scopes.buttons() if each.isChecked()), None)
        stops = [
            each for each in (chosen, scope, self.keep, self.use) if each is not None and each.isVisible()
        ]
        now = self.window().focusWidget()
        at = next((number for number, each in enumerate(stops) if each is now), 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        stops[(at + (1 if forward else -1)) % len(stops)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._over().rect())
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
        # No other key goes through to the page below.

    def paintEvent(self, event: QPaintEvent) -> None:
        veil = QColor(self._theme.palette.ink if not self._theme.palette.dark else "#000000")
        veil.setAlphaF(VEIL)
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), veil)
