"""The Learn page: short answers as cards, a search over all of them, and one of them in full.

Shows what the view builds; what a button of an article does, the controller knows.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFont, QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.key_place import FOREIGN_MODIFIERS, key_meant
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.search_field import SearchField
from kneetimer.ui.controls.text import Text
from kneetimer.ui.learn import words
from kneetimer.ui.learn.article_page import ArticlePage
from kneetimer.ui.learn.cards import EDGE, CardGroups
from kneetimer.ui.learn.view import ArticleView, CardGroup
from kneetimer.ui.shell.theme import Theme

NARROW = 780
SEARCH_WIDTH = 336


class LearnPage(QWidget):
    """`opened` names an article that is wanted, `searched` what is looked for.

    `left` is a step back from the first article that was opened: to the cards, or to where it was opened.
    """

    opened = Signal(str)
    searched = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._groups: tuple[CardGroup, ...] = ()
        self._trail: list[str] = []  # articles that were opened one from the other
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.search = SearchField(theme, tr(words.SEARCH_NAME), tr(words.SEARCH))
        self.cards = CardGroups(theme)
        self.article = ArticlePage(theme)
        self.safety = Button(theme, tr(words.SAFETY_NOTE))
        self._nothing = Text(theme, tr(words.NOTHING_FOUND), px=18, wrap=True)
        self._all = ScrollPage(theme)
        self._stack = QStackedWidget()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()

    def show_cards(self, groups: tuple[CardGroup, ...]) -> None:
        """Show cards; none is what a search does not find."""
        self.cards.show_groups(groups)
        empty = not any(group.cards for group in groups)
        self.cards.setVisible(not empty)
        self._nothing.setVisible(empty)

    def show_article(self, view: ArticleView) -> None:
        """Show an article in full; one that was read before is a step back."""
        if view.id in self._trail:
            del self._trail[self._trail.index(view.id) + 1 :]
        else:
            self._trail.append(view.id)
        self.article.show_article(view)
        if self._stack.currentWidget() is not self.article:
            self._stack.setCurrentWidget(self.article)
        self.article.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_trail(self) -> None:
        """What is opened next was not opened from another article."""
        self._trail.clear()

    def current(self) -> str:
        """The id of the article that is open; empty while the cards are shown."""
        return self._trail[-1] if self._trail and self._stack.currentWidget() is self.article else ""

    @Slot()
    def show_all(self) -> None:
        """Go to the cards, with the keyboard where it was."""
        last = self._trail[0] if self._trail else ""
        self._trail.clear()
        self._stack.setCurrentWidget(self._all)
        self.cards.focus_on(last)

    @Slot()
    def go_back(self) -> None:
        """One step back: to the article before, else out of the first one."""
        if len(self._trail) > 1:
            self.opened.emit(self._trail[-2])
        elif self.current():
            self.left.emit()

    def _lay_out(self) -> None:
        theme = self._theme
        self._head.setSpacing(18)
        self._head.setContentsMargins(EDGE, 0, EDGE, 0)
        self._head.addWidget(Text(theme, tr(words.TITLE), px=30, weight=QFont.Weight.Bold, display=True))
        self._head.addWidget(Text(theme, tr(words.NOTE), role="soft"))
        self._head.addStretch(1)
        self._head.addWidget(self.search)
        foot = QHBoxLayout()
        foot.setContentsMargins(EDGE, 0, EDGE, 0)
        foot.setSpacing(14)
        foot.addWidget(Text(theme, tr(words.NOT_ADVICE), px=15, role="soft", wrap=True), 1)
        foot.addWidget(self.safety)
        column = self._all.column
        column.setSpacing(8)
        column.addLayout(self._head)
        column.addWidget(self._nothing)
        column.addWidget(self.cards)
        column.addLayout(foot)
        column.addStretch(1)
        self._nothing.hide()
        self._stack.addWidget(self._all)
        self._stack.addWidget(self.article)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._arrange()

    def _connect(self) -> None:
        self.search.searched.connect(self.searched)
        self.search.went_down.connect(self._to_cards)
        self.cards.opened.connect(self._open)
        self.article.next_asked.connect(self.opened)
        self.article.back_asked.connect(self.go_back)
        self.safety.clicked.connect(self._open_safety)
        self._all.width_changed.connect(self._arrange)
        self._theme.changed.connect(self._arrange)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._to_search)

    @Slot(str)
    def _open(self, article: str) -> None:
        self._trail.clear()
        self.opened.emit(article)

    @Slot()
    def _open_safety(self) -> None:
        self._open("see-someone")

    @Slot()
    def _to_cards(self) -> None:
        self.cards.focus_on()

    @Slot()
    def _to_search(self) -> None:
        self._stack.setCurrentWidget(self._all)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.edit.selectAll()

    @Slot()
    def _arrange(self) -> None:
        narrow = self._all.viewport().width() < self._theme.px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(direction)
        self.search.setMinimumWidth(0 if narrow else self._theme.px(SEARCH_WIDTH))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.search.leave(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & FOREIGN_MODIFIERS
        alt_left = event.key() == Qt.Key.Key_Left and event.modifiers() & Qt.KeyboardModifier.AltModifier
        arrows = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return)
        if (event.key() == Qt.Key.Key_Escape or alt_left) and self.current():
            self.go_back()
        elif event.key() == Qt.Key.Key_Escape:
            self._to_cards()
        elif plain and key_meant(event, (Qt.Key.Key_Slash,)) == Qt.Key.Key_Slash:
            self._to_search()
        elif self.current() and self.article.scroll_by_key(event.key()):
            pass
        elif self.hasFocus() and event.key() in arrows:
            self._to_cards()
        else:
            super().keyPressEvent(event)
