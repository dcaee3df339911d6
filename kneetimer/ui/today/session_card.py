"""Today's card with the session to do next: its parts, its exercises, and the ways to start it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QBoxLayout, QWidget

from kneetimer.core.language import tr
from kneetimer.ui.controls.button import MAIN_HEIGHT, Button, ButtonKind
from kneetimer.ui.controls.card import Card
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.menu_button import ActionsButton
from kneetimer.ui.controls.text import Text
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.plan import words as plan_words
from kneetimer.ui.session.labelled_strip import LabelledStrip
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import words
from kneetimer.ui.today.tile_row import TileRow
from kneetimer.ui.today.view import SessionCard

NARROW = 560  # a card narrower than this has its length under its title


class NextSessionCard(Card):
    """Says what a person wants of it; `kind_requested` carries the key of another form of the session."""

    start_requested = Signal()
    adjust_requested = Signal()
    kind_requested = Signal(str)
    exercise_requested = Signal(str)
    choices_wanted = Signal()

    def __init__(self, theme: Theme, figures: StillFigures, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, margin=18, spacing=8)
        self._view: SessionCard | None = None
        self._kicker = Text(theme, px=18, weight=QFont.Weight.DemiBold, wrap=True)
        self._length = Text(theme, weight=QFont.Weight.DemiBold)
        self._why = Text(theme, px=15, role="soft", wrap=True)
        self._instead = Text(theme, px=15, role="soft", wrap=True)
        self._strip = LabelledStrip(theme, tr(words.SESSION_STRIP))
        self._tiles = TileRow(theme, figures)
        self.start = Button(theme, tr(words.START), ButtonKind.FILLED, key="Space", main=True)
        self._gentle = Button(theme, tr(words.GENTLE), tall=True)
        self.short = ActionsButton(theme, tr(plan_words.SHORT), least_height=MAIN_HEIGHT, padding=11)
        self.short.setAccessibleName(tr(plan_words.SHORT_NAME))
        self.adjust = Button(theme, tr(words.ADJUST), tall=True, compact=True)
        self.adjust.setAccessibleName(tr(words.ADJUST_NAME))
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(4)
        self._head.addWidget(self._kicker, 1)
        self._head.addWidget(self._length)
        self.column.addLayout(self._head)
        for widget in (self._why, self._strip, self._tiles, self._instead):
            self.column.addWidget(widget)
        self.column.addSpacing(2)
        self.column.addStretch(1)
        buttons = Flow(10)
        for button in (self.start, self._gentle, self.short, self.adjust):
            buttons.addWidget(button)
        self.column.addLayout(buttons)
        self.start.clicked.connect(self.start_requested)
        self._gentle.clicked.connect(self._request_gentle)
        self.adjust.clicked.connect(self.adjust_requested)
        self.short.acted.connect(self.kind_requested)
        self.short.menu().aboutToShow.connect(self.choices_wanted)
        self._tiles.exercise_chosen.connect(self.exercise_requested)

    def show_card(self, card: SessionCard) -> None:
        if card == self._view:
            return
        self._view = card
        self._kicker.setText(card.kicker)
        self._length.setText(card.length_line)
        self._why.setText(card.why)
        self._why.setVisible(bool(card.why))
        self._instead.setText(card.instead_of)
        self._instead.setVisible(bool(card.instead_of))
        self._strip.show_parts(card.blocks, card.parts, None)
        self._tiles.show_doses(card.doses)
        kind = ButtonKind.FILLED if card.main else ButtonKind.OUTLINED
        self.start.show_text(card.start, kind, card.key)
        self._gentle.setVisible(card.offers_gentle)

    def show_choices(self, choices: Sequence[tuple[str, str]]) -> None:
        """Offer shorter sessions as (key, words); without any the button goes away."""
        self.short.show_actions(choices)
        self.short.setVisible(bool(choices))

    def arrange(self, width: int, *, low: bool) -> None:
        """Take on the width of the page; in a low window the tiles go without pictures."""
        narrow = width < self._theme.px(NARROW)
        direction = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._head.setDirection(direction)
        self._length.setWordWrap(narrow)
        self._tiles.show_pictures(not low)

    @Slot()
    def _request_gentle(self) -> None:
        self.kind_requested.emit("gentle")
