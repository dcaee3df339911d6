"""The plan builder: the library beside the plan, and a foot that says whether it can be kept.

Shows what builder_view builds and says by signals what a person wants. Nothing here is a plan before
Save: what is shown is a draft.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import (
    QFont,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kneetimer.core.draft import DraftRule
from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.focus_ring import wants_ring
from kneetimer.ui.controls.key_place import FOREIGN_MODIFIERS, key_meant
from kneetimer.ui.controls.menu_button import MoreButton
from kneetimer.ui.controls.scroll_box import ScrollBox
from kneetimer.ui.controls.text import Text, words_font
from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.plan import builder_words as words
from kneetimer.ui.plan.builder_foot import BuilderFoot
from kneetimer.ui.plan.builder_head import BuilderHead
from kneetimer.ui.plan.builder_library import BuilderLibrary
from kneetimer.ui.plan.builder_view import BuilderView
from kneetimer.ui.plan.draft_list import DraftList
from kneetimer.ui.shell.theme import Theme

MARGIN = 24
LIBRARY = 320
STACKED = 900  # below this the library stands above the plan
LEAST_PLAN = 520  # its height there
NAME_CHARACTERS = 60
NEW, FILE = "", "\n"  # no plan has such an id


class BuilderPage(QWidget):
    """`added` carries an exercise, and a part and a number or None; `moved` a place, a part and a number.

    `begun` carries the plan that the draft is to be a copy of; "" stands for an empty one.
    """

    added = Signal(str, object, object)
    moved = Signal(object, object, int)
    removed = Signal(object)
    sets_changed = Signal(object, int)
    amount_changed = Signal(object, int)
    rests_changed = Signal(object, int)
    stretches_asked = Signal()
    renamed = Signal(str)
    begun = Signal(str)
    file_asked = Signal()
    undo_requested = Signal()
    try_requested = Signal()
    save_requested = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._view: BuilderView | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.figures = StillFigures(self)
        self.back = Button(theme, tr(words.BACK), key="Esc", compact=True)
        self.name = QLineEdit()
        self.more = MoreButton(theme, tr(words.MORE))
        self.trial = Button(theme, tr(words.TRY))
        self.save = Button(theme, tr(words.SAVE), ButtonKind.FILLED, key="Ctrl+S")
        self.library = BuilderLibrary(theme, self.figures)
        self.head = BuilderHead(theme)
        self.list = DraftList(theme, self.figures)
        self.foot = BuilderFoot(theme)
        self._top = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._scroll = ScrollBox()
        self._ghost = Text(theme, px=15, weight=QFont.Weight.DemiBold, parent=self)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        self._restyle()

    def show_view(self, view: BuilderView) -> None:
        before, self._view = self._view, view
        if view.name != self.name.text():
            self.name.setText(view.name)
        if before is None or before.plans != view.plans:
            self._show_menu(view)
        self.library.show_view(view)
        self.head.show_view(view)
        self.list.show_parts(view.parts)
        self.foot.show_view(view)
        self.save.show_text(
            tr(words.SAVE), ButtonKind.NOT_YET if view.blocks else ButtonKind.FILLED, "Ctrl+S"
        )
        self.trial.setEnabled(bool(view.totals))

    def set_look(self, look: FigureLook) -> None:
        self.figures.set_look(look)

    def begin(self) -> None:
        """The keyboard is at the first exercise of the library."""
        self.library.focus_first()

    def _show_menu(self, view: BuilderView) -> None:
        self.more.menu().clear()
        self.more.menu().addAction(tr(words.NEW)).setData(NEW)
        for plan_id, name in view.plans:
            self.more.menu().addAction(words.copy_of(name)).setData(plan_id)
        self.more.menu().addAction(tr(words.FILE)).setData(FILE)

    def _lay_out(self) -> None:
        self._top.setSpacing(12)
        named = QHBoxLayout()
        named.setSpacing(12)
        named.addWidget(self.back)
        named.addWidget(self.name, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        for button in (self.more, self.trial, self.save):
            buttons.addWidget(button)
        self._top.addLayout(named, 1)
        self._top.addLayout(buttons)
        self._top.setAlignment(buttons, Qt.AlignmentFlag.AlignRight)
        self.name.setMaxLength(NAME_CHARACTERS)
        self.name.setPlaceholderText(tr(words.NAME_HINT))
        self.name.setAccessibleName(tr(words.NAME))
        self.name.setFrame(False)
        wants_ring(self.name, 8)
        right = self._right = Card(self._theme, margin=0, spacing=0)
        right.column.setContentsMargins(1, 1, 1, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.list, 1)
        self._scroll.setWidget(inside)
        right.column.addWidget(self._scroll, 1)
        right.column.addWidget(self.foot)
        self._body.setSpacing(12)
        self._body.addWidget(self.library)
        self._body.addWidget(right, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN + 8, 20, MARGIN + 8, 8)
        outer.setSpacing(12)
        outer.addLayout(self._top)
        whole, both = ScrollBox(), QWidget()
        both.setLayout(self._body)
        self._body.setContentsMargins(0, 0, 0, 0)
        whole.setWidget(both)
        outer.addWidget(whole, 1)
        self._ghost.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._ghost.setMargin(8)
        self._ghost.setAutoFillBackground(True)
        self._ghost.hide()

    def _connect(self) -> None:
        for asked in (self.library.added, self.library.dropped, self.list.stretches_asked):
            asked.connect(self.list.take_typed)
        self.more.menu().triggered.connect(self.list.take_typed)
        self.back.clicked.connect(self.left)
        self.name.textEdited.connect(self.renamed)
        self.more.menu().triggered.connect(self._begin_with)
        self.trial.clicked.connect(self._ask_try)
        self.save.clicked.connect(self._ask_save)
        self.library.added.connect(self._add)
        self.library.dragged.connect(self._library_dragged)
        self.library.dropped.connect(self._library_dropped)
        self.list.dragging.connect(self._show_ghost)
        self.list.moved.connect(self.moved)
        self.list.removed.connect(self.removed)
        self.list.sets_changed.connect(self.sets_changed)
        self.list.amount_changed.connect(self.amount_changed)
        self.list.rests_changed.connect(self.rests_changed)
        self.list.stretches_asked.connect(self.stretches_asked)
        self._theme.changed.connect(self._restyle)
        save = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self._ask_save)

    @Slot(str)
    def _add(self, exercise: str) -> None:
        self.added.emit(exercise, None, None)

    @Slot(QPoint, str)
    def _library_dragged(self, point: QPoint, exercise: str) -> None:
        self.list.show_spot(point)
        self._show_ghost(point, self.library.tile(exercise).text())

    @Slot(QPoint, str)
    def _library_dropped(self, point: QPoint, exercise: str) -> None:
        self.list.forget_spot()
        self._show_ghost(point, "")
        spot = self.list.spot_at(point)
        if spot is not None:
            self.added.emit(exercise, *spot)

    @Slot(QPoint, str)
    def _show_ghost(self, point: QPoint, name: str) -> None:
        """The name of what is dragged goes along with the pointer."""
        self._ghost.setVisible(bool(name))
        if name:
            self._ghost.setText(name)
            self._ghost.adjustSize()
            self._ghost.move(self.mapFromGlobal(point) + QPoint(14, 8))
            self._ghost.raise_()

    @Slot(object)
    def _begin_with(self, action: object) -> None:
        plan_id = action.data()  # type: ignore[attr-defined]
        if plan_id == FILE:
            self.file_asked.emit()
        else:
            self.begun.emit(plan_id)

    @Slot()
    def _ask_try(self) -> None:
        if not self.foot.refuses(self):
            self.try_requested.emit()

    @Slot()
    def _ask_save(self) -> None:
        if self._view is None or self.foot.refuses(self):
            return
        if not self._view.blocks:
            self.save_requested.emit()
            return
        self.foot.show_refused()
        if self._view.rule is DraftRule.NEEDS_NAME:
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _restyle(self) -> None:
        p = self._theme.palette
        self.name.setFont(words_font(self._theme.px(28), QFont.Weight.Bold, display=True))
        self.name.setStyleSheet(
            f"QLineEdit {{ background: transparent; color: {p.ink}; border: none;"
            f" border-bottom: 2px solid {p.edge}; padding: 2px 0; }}"
        )
        self._ghost.setStyleSheet(f"background: {p.surface}; border: 1px solid {p.edge}; border-radius: 8px;")
        self._arrange()

    def _arrange(self) -> None:
        room = self.width() - 2 * (MARGIN + 8)
        stacked = room < self._theme.px(STACKED)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._body.setDirection(direction)
        self._top.setDirection(direction)
        # One above the other, each has the height to be used and the page scrolls.
        self.library.setMinimumHeight(self._theme.px(LIBRARY) if stacked else 0)
        self._right.setMinimumHeight(self._theme.px(LEAST_PLAN) if stacked else 0)
        self.library.setMinimumWidth(0 if stacked else self._theme.px(LIBRARY))
        self.library.setMaximumWidth(16_777_215 if stacked else self._theme.px(LIBRARY))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.figures.hold(False)

    def hideEvent(self, event: QHideEvent) -> None:
        self.figures.hold(True)
        self.library.search.leave(event)
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & FOREIGN_MODIFIERS and not event.isAutoRepeat()
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Undo):
            self.undo_requested.emit()
        elif plain and key_meant(event, (Qt.Key.Key_Slash,)) == Qt.Key.Key_Slash:
            self.library.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self.hasFocus() and event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
            self.library.focus_first()
        else:
            super().keyPressEvent(event)
