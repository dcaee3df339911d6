"""Today's card with the session to do next, and the picture or the list of doses at its left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kneetimer.ui.controls.button import MAIN_HEIGHT, Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.chip import Chip
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.menu_button import ActionsButton
from kneetimer.ui.controls.text import Text
from kneetimer.ui.plan import words as plan_words
from kneetimer.ui.session.labelled_strip import LabelledStrip
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import words
from kneetimer.ui.today.anyway_question import AnywayQuestion
from kneetimer.ui.today.dose_list import DoseList
from kneetimer.ui.today.view import SessionCard

LIST_WIDTH = 290
PICTURE_WIDTH = 236
PICTURE_HEIGHT = 282
UNLIMITED = 16_777_215  # Qt's largest size of a widget
NARROW = 680  # a card narrower than this has its list under the button


class NextSessionCard(Card):
    """Says what a person wants of it. Without a picture the list of doses takes its place."""

    start_requested = Signal()
    adjust_requested = Signal()
    kind_requested = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, margin=18, spacing=0)
        self._theme = theme
        self._view: SessionCard | None = None
        self._picture: Card | None = None
        self._doses = DoseList(theme)
        self._kicker = Text(theme, px=14, weight=QFont.Weight.DemiBold, role="soft")
        self._headline = Text(theme, px=22, weight=QFont.Weight.DemiBold, display=True, wrap=True)
        self._chips = Flow()
        self._instead = Text(theme, px=14, role="soft", wrap=True)
        self._strip = LabelledStrip(theme, words.SESSION_STRIP)
        self._start = Button(theme, words.START, ButtonKind.FILLED, key="Space", main=True)
        self._short = ActionsButton(theme, plan_words.SHORT, least_height=MAIN_HEIGHT, padding=11)
        self._short.setAccessibleName(plan_words.SHORT_NAME)
        self._short.hide()
        self._adjust = Button(theme, words.ADJUST, tall=True, compact=True)
        self._adjust.setAccessibleName(words.ADJUST_NAME)
        self.anyway = AnywayQuestion(theme)
        self._has_choices = False
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(24)
        self._sides.addWidget(self._doses)
        self._words = self._right_column()
        self._sides.addWidget(self._words, 1)
        self.column.addLayout(self._sides)
        self._start.clicked.connect(self._request_start)
        self._adjust.clicked.connect(self._request_adjust)
        self._short.acted.connect(self.kind_requested)
        theme.changed.connect(self._arrange)
        self._arrange()

    def set_picture(self, picture: QWidget) -> None:
        """Lay a picture at the left of the card, in place of the list of doses."""
        if self._picture is not None:
            self._sides.removeWidget(self._picture)
            self._picture.deleteLater()
        panel = Card(self._theme, role="background", margin=12, radius=12, outline=None)
        panel.column.addWidget(picture, 1)
        self._picture = panel
        self._doses.hide()
        self._sides.insertWidget(0, panel)
        self._arrange()
        self._show_head()

    def show_card(self, card: SessionCard) -> None:
        if card == self._view:
            return
        self._view = card
        self._kicker.setText(card.kicker)
        self._show_head()
        self._strip.show_parts(card.blocks, card.parts, None)
        self._doses.show_doses(card.doses)
        kind = ButtonKind.FILLED if card.main else ButtonKind.OUTLINED
        self._start.show_text(card.start, kind, card.key)
        self._show_buttons()

    def instead_of(self) -> str:
        """What stands in for exercises whose kit is missing; a line each."""
        return self._instead.text()

    def chips(self) -> tuple[str, ...]:
        """The words over the strip: how long it takes and what to fetch."""
        items = (self._chips.itemAt(number) for number in range(self._chips.count()))
        widgets = (item.widget() for item in items if item is not None)
        return tuple(chip.text() for chip in widgets if isinstance(chip, Chip))

    def start_button(self) -> Button:
        return self._start

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer shorter sessions as (key, words); without any the button goes away."""
        self._short.show_actions(choices)
        self._has_choices = bool(choices)
        self._show_buttons()

    def ask(self, question: str, yes: str) -> None:
        """Ask in place of the buttons whether to begin all the same; `anyway` has the answer."""
        self.anyway.ask(question, yes)
        self._show_buttons()

    def stop_asking(self) -> None:
        self.anyway.hide()
        self._show_buttons()

    def _show_buttons(self) -> None:
        """Nothing that starts stands beside the question, nor where nothing may begin."""
        asking = self.anyway.is_asking()
        may_start = not asking and self._view is not None and bool(self._view.start)
        self._start.setVisible(may_start)
        self._short.setVisible(may_start and self._has_choices)
        self._adjust.setVisible(not asking)

    def short_button(self) -> ActionsButton:
        return self._short

    def adjust_button(self) -> Button:
        return self._adjust

    def is_stacked(self) -> bool:
        """True where the card is so narrow that its two sides stand one over the other."""
        return self._sides.direction() is QBoxLayout.Direction.BottomToTop

    def _right_column(self) -> QWidget:
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(4, 4, 4, 0)
        column.setSpacing(0)
        column.addWidget(self._kicker)
        column.addSpacing(8)
        column.addWidget(self._headline)
        column.addSpacing(12)
        column.addLayout(self._chips)
        column.addSpacing(6)
        column.addWidget(self._instead)
        column.addStretch(1)
        column.addSpacing(14)
        column.addWidget(self._strip)
        column.addSpacing(18)
        column.addStretch(1)
        buttons = Flow(8)
        buttons.addWidget(self._start)
        buttons.addWidget(self._short)
        buttons.addWidget(self._adjust)
        column.addLayout(buttons)
        column.addWidget(self.anyway)
        right.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        return right

    def _show_head(self) -> None:
        """With a picture the headline names the exercises; the list names them itself."""
        if self._view is None:
            return
        has_picture = self._picture is not None
        self._headline.setText(self._view.names if has_picture else self._view.length_line)
        self._chips.clear()
        chips = ((self._view.minutes_chip,) if has_picture else ()) + self._view.kit
        # The list of doses says it beside each exercise.
        self._instead.setText(self._view.instead_of)
        self._instead.setVisible(has_picture and bool(self._view.instead_of))
        for text in chips:
            self._chips.addWidget(Chip(self._theme, text))

    @Slot()
    def _request_start(self) -> None:
        self.start_requested.emit()

    @Slot()
    def _request_adjust(self) -> None:
        self.adjust_requested.emit()

    @Slot()
    def _arrange(self) -> None:
        narrow = self.width() < self._theme.px(NARROW)
        # From the bottom up, so that Start stays above the list.
        direction = QBoxLayout.Direction.BottomToTop if narrow else QBoxLayout.Direction.LeftToRight
        self._sides.setDirection(direction)
        left = self._picture or self._doses
        wide = self._theme.px(PICTURE_WIDTH if self._picture else LIST_WIDTH)
        left.setMinimumWidth(0 if narrow else wide)
        left.setMaximumWidth(UNLIMITED if narrow else wide)
        if self._picture is not None:
            # Beside the words it is as high as they ask for, whatever the picture would like.
            vertical = QSizePolicy.Policy.Fixed if narrow else QSizePolicy.Policy.Ignored
            self._picture.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
            self._picture.setMinimumHeight(PICTURE_HEIGHT)
            self._picture.setMaximumHeight(PICTURE_HEIGHT if narrow else UNLIMITED)
            self._words.setMinimumHeight(0 if narrow else PICTURE_HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
