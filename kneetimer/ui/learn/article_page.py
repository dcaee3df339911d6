"""One article: the short answer, then why, what KneeTimer does with it, and buttons to where it is done.

Shows what article_view builds. In a narrow window all of it stands in one column.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QFont, QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kneetimer.core.article import Pictured
from kneetimer.core.language import tr
from kneetimer.figure.motion import STILL
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.spoken import set_role
from kneetimer.ui.controls.text import Text
from kneetimer.ui.figures.figure_look import FigureLook
from kneetimer.ui.figures.figure_view import FigureView
from kneetimer.ui.knee.foot_note_panel import FootNotePanel
from kneetimer.ui.learn import words
from kneetimer.ui.learn.view import ArticleRow, ArticleView, TextBlock, ZoneBox
from kneetimer.ui.shell.theme import Theme

ONE_COLUMN = 890  # of the page; with the navigation that is a window of 1100
ASIDE = 296
FIGURE_HEIGHT = 200


class ArticlePage(ScrollPage):
    """`deed_asked` carries the Deed whose button was pressed, `next_asked` the id of another article."""

    deed_asked = Signal(object)
    next_asked = Signal(str)
    back_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        set_role(self, QAccessible.Role.Grouping)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._view: ArticleView | None = None
        self._look: FigureLook | None = None
        self._figures: list[FigureView] = []
        self.deeds: list[Button] = []
        self.read_next: list[Button] = []
        self.back = Button(theme, f"‹  {tr(words.TITLE)}", compact=True)
        self.back.setAccessibleName(tr(words.TITLE))
        self._topic = Text(theme, role="soft")
        self.foot_check = FootNotePanel(theme)
        self._note = Text(theme, role="soft", wrap=True)
        self._lay_out()
        self.back.clicked.connect(self.back_asked)
        self.width_changed.connect(self._arrange)
        theme.changed.connect(self._arrange)

    def show_article(self, view: ArticleView) -> None:
        """Show an article; another one from its top."""
        other = self._view is None or self._view.id != view.id
        if view == self._view:
            return
        self._view = view
        self._topic.setText(view.topic)
        self.setAccessibleName(view.title)
        self.setAccessibleDescription(view.spoken())
        if other:
            self.foot_check.hide()
            self._note.hide()
            self.verticalScrollBar().setValue(0)
        self._fill_left(view)
        self._fill_right(view)
        self._arrange()

    def show_back(self, to: str) -> None:
        """Name where the way back leads."""
        self.back.setText(f"‹  {to}")
        self.back.setAccessibleName(to)
        self.back.updateGeometry()

    def ask_foot_check(self, last: str) -> None:
        """Open the question for a knee-over-foot note; `last` says what was noted before."""
        self.foot_check.ask()
        self.foot_check.show()
        self.say(last)
        self.foot_check.sides[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def end_foot_check(self) -> None:
        self.foot_check.hide()

    def say(self, note: str) -> None:
        """A sentence below the buttons."""
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def set_look(self, look: FigureLook) -> None:
        self._look = look
        for figure in self._figures:
            figure.set_look(look)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.back)
        head.addWidget(self._topic)
        head.addStretch(1)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.setSpacing(36)
        left = QVBoxLayout()
        left.setSpacing(10)
        self._left, self._right = QVBoxLayout(), QVBoxLayout()
        self._left.setSpacing(8)
        self._right.setSpacing(10)
        left.addLayout(self._left)
        left.addWidget(self.foot_check)
        left.addWidget(self._note)
        left.addWidget(Text(self._theme, tr(words.NOT_ADVICE), px=14, role="soft", wrap=True))
        left.addStretch(1)
        self._aside = QWidget()
        self._right.setContentsMargins(0, 0, 0, 0)
        self._aside.setLayout(self._right)
        self._body.addLayout(left, 1)
        self._body.addWidget(self._aside, 0, Qt.AlignmentFlag.AlignTop)
        self.column.setSpacing(8)
        self.column.addLayout(head)
        self.column.addLayout(self._body)
        self.column.addStretch(1)
        self.foot_check.hide()
        self._note.hide()

    def _fill_left(self, view: ArticleView) -> None:
        _empty(self._left)
        theme = self._theme
        self._left.addWidget(
            Text(theme, view.title, px=32, weight=QFont.Weight.Bold, display=True, wrap=True)
        )
        self._left.addWidget(Text(theme, view.short, px=20, weight=QFont.Weight.DemiBold, wrap=True))
        self._left.addWidget(Text(theme, view.more, px=19, wrap=True))
        if view.zones:
            zones = QHBoxLayout()
            zones.setSpacing(8)
            for zone in view.zones:
                zones.addWidget(_Zone(theme, zone), 1)
            self._left.addSpacing(6)
            self._left.addLayout(zones)
        for block in (*view.before, *view.sections):
            self._add_block(block)
        self.deeds = [Button(theme, deed.text) for deed in view.deeds]
        if self.deeds:
            flow = Flow(10)
            for button in self.deeds:
                button.clicked.connect(self._do)
                flow.addWidget(button)
            self._left.addSpacing(8)
            self._left.addLayout(flow)

    def _add_block(self, block: TextBlock) -> None:
        theme = self._theme
        self._left.addSpacing(8)
        self._left.addWidget(Text(theme, block.title, px=19, weight=QFont.Weight.DemiBold, wrap=True))
        for paragraph in block.paragraphs:
            self._left.addWidget(Text(theme, paragraph, px=17, wrap=True))
        for row in block.rows:
            self._left.addWidget(_Line(theme, row))

    def _fill_right(self, view: ArticleView) -> None:
        _empty(self._right)
        theme = self._theme
        does = Card(theme, margin=18, spacing=8)
        does.column.addWidget(Text(theme, tr(words.DOES), weight=QFont.Weight.DemiBold, wrap=True))
        for line in view.does:
            does.column.addWidget(Text(theme, line, px=15, wrap=True))
        self._right.addWidget(does)
        self._figures = []
        for pictured in view.figures:
            self._right.addWidget(self._figure_card(pictured))
        if view.read_next:
            self._right.addSpacing(4)
            self._right.addWidget(Text(theme, tr(words.NEXT), weight=QFont.Weight.DemiBold))
        self.read_next = [Button(theme, f"{card.title}  ›", compact=True) for card in view.read_next]
        for button, card in zip(self.read_next, view.read_next, strict=True):
            button.setAccessibleName(card.title)
            button.clicked.connect(self._go_on)
            self._right.addWidget(button)
        if view.sources:
            self._right.addSpacing(4)
            self._right.addWidget(Text(theme, tr(words.SOURCES), weight=QFont.Weight.DemiBold))
            for row in view.sources:
                said = words.cited(row.label, row.text)
                self._right.addWidget(Text(theme, said, px=14, role="soft", wrap=True))

    def _figure_card(self, pictured: Pictured) -> Card:
        card = Card(self._theme, role="raised", margin=14, spacing=6)
        figure = FigureView()
        figure.setFixedHeight(self._theme.px(FIGURE_HEIGHT))
        figure.show_figure(pictured.exercise, pictured.variant, name=pictured.caption)
        figure.show_moment(STILL)
        self._figures.append(figure)
        if self._look is not None:
            figure.set_look(self._look)
        caption = Text(self._theme, pictured.caption, px=14, role="soft", wrap=True)
        caption.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        card.column.addWidget(figure)
        card.column.addWidget(caption)
        return card

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()  # the page scrolls and goes back; a scroll area would take Left for itself

    @Slot()
    def _do(self) -> None:
        pressed = self.sender()
        if self._view is not None and isinstance(pressed, Button) and pressed in self.deeds:
            self.deed_asked.emit(self._view.deeds[self.deeds.index(pressed)])

    @Slot()
    def _go_on(self) -> None:
        pressed = self.sender()
        if self._view is not None and isinstance(pressed, Button) and pressed in self.read_next:
            self.next_asked.emit(self._view.read_next[self.read_next.index(pressed)].id)

    @Slot()
    def _arrange(self) -> None:
        narrow = self.viewport().width() < self._theme.px(ONE_COLUMN)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._body.setDirection(direction)
        self._body.setAlignment(self._aside, Qt.AlignmentFlag(0) if narrow else Qt.AlignmentFlag.AlignTop)
        if narrow:
            self._aside.setMinimumWidth(0)
            self._aside.setMaximumWidth(16_777_215)
        else:
            links = (button.sizeHint().width() for button in self.read_next)
            self._aside.setFixedWidth(max(self._theme.px(ASIDE), *links, 0))


class _Zone(Card):
    """Which numbers mean what, on the colour that the row has there."""

    def __init__(self, theme: Theme, zone: ZoneBox) -> None:
        super().__init__(theme, role=zone.role, margin=14, spacing=2, radius=10, outline="edge")
        self.column.addWidget(Text(theme, zone.levels, px=22, weight=QFont.Weight.Bold, display=True))
        self.column.addWidget(Text(theme, zone.title, weight=QFont.Weight.DemiBold, wrap=True))
        self.column.addWidget(Text(theme, zone.text, px=15, wrap=True))
        self.column.addStretch(1)


class _Line(QWidget):
    """A label, and what is said of it below."""

    def __init__(self, theme: Theme, row: ArticleRow) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        column.addWidget(Text(theme, row.label, px=16, weight=QFont.Weight.DemiBold, wrap=True))
        column.addWidget(Text(theme, row.text, px=16, role="soft", wrap=True))


def _empty(box: QLayout) -> None:
    """Take out and delete everything in it."""
    while (item := box.takeAt(0)) is not None:
        inside, widget = item.layout(), item.widget()
        if inside is not None:
            _empty(inside)
            inside.deleteLater()
        elif widget is not None:
            widget.hide()
            widget.deleteLater()
