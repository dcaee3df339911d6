"""What to do today, by the verdict: a session with its kit, a rest with what waits, or a stop.

Only lays out; what each card says comes with the view.
"""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QWidget

from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today.hold_card import HoldCard
from kneetimer.ui.today.kit_ticks import KitTicks
from kneetimer.ui.today.rest_card import RestCard, WaitingCard
from kneetimer.ui.today.session_card import NextSessionCard
from kneetimer.ui.today.stop_card import StopCard
from kneetimer.ui.today.view import TodayView

SIDE_WIDTH = 300
NARROW = 900  # below this the card at the side stands under the other one
LOW = 720  # windows lower than this have tiles without pictures
UNLIMITED = 16_777_215  # Qt's largest size of a widget


class DayCards(QWidget):
    """The wide card of the day and the one at its side."""

    def __init__(self, theme: Theme, figures: StillFigures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.session = NextSessionCard(theme, figures)
        self.kit = KitTicks(theme)
        self.rest = RestCard(theme)
        self.waiting = WaitingCard(theme)
        self.stop = StopCard(theme)
        self.hold = HoldCard(theme)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self._is_narrow: bool | None = None

    def show_view(self, view: TodayView) -> None:
        """Show what there is to do; while an interrupted session waits only a stop is said beside it."""
        is_free = view.resume is None
        rests = is_free and view.rest is not None
        trains = is_free and view.rest is None and view.stop is None
        self.session.show_card(view.card)
        self.kit.show_kit(view.card.kit, view.card.kit_note)
        if view.rest is not None:
            self.rest.show_card(view.rest)
            self.waiting.show_card(view.rest)
        if view.stop is not None:
            self.hold.show_card(view.stop)
        for card, shown in (
            (self.session, trains),
            (self.kit, trains),
            (self.rest, rests),
            (self.waiting, rests),
            (self.stop, view.stop is not None),
            (self.hold, view.stop is not None),
        ):
            card.setVisible(shown)

    def arrange(self, width: int, height: int) -> None:
        """Take on the width and the height that the page has."""
        narrow = width < self._theme.px(NARROW)
        self.session.arrange(width, low=height < self._theme.px(LOW))
        self.stop.arrange(width)
        side = self._theme.px(SIDE_WIDTH)
        for card in (self.kit, self.waiting):
            card.setMinimumWidth(0 if narrow else side)
            card.setMaximumWidth(UNLIMITED if narrow else side)
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        for main, beside in ((self.session, self.kit), (self.rest, self.waiting)):
            self._grid.addWidget(main, 0, 0)
            self._grid.addWidget(beside, 1 if narrow else 0, 0 if narrow else 1)
        self._grid.addWidget(self.stop, 2, 0, 1, 1 if narrow else 2)
        self._grid.addWidget(self.hold, 3, 0, 1, 1 if narrow else 2)
