"""What to do today, by the verdict: a session with its kit, a rest with what waits, or a stop.

Only lays out; what each card says comes with the view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today.kit_ticks import KitTicks
from kneetimer.ui.today.rest_card import RestCard, WaitingCard
from kneetimer.ui.today.session_card import NextSessionCard
from kneetimer.ui.today.view import TodayView

if TYPE_CHECKING:
    from kneetimer.ui.today.hold_card import HoldCard
    from kneetimer.ui.today.stop_card import StopCard

SIDE_WIDTH = 300
NARROW = 900  # below this the card at the side stands under the other one
LOW = 720  # windows lower than this have tiles without pictures
UNLIMITED = 16_777_215  # Qt's largest size of a widget


class DayCards(QWidget):
    """The wide card of the day and the one at its side.

    The cards of a stop are made when there is one, which is on few days: `report_requested`,
    `change_requested` and `seen_told` are theirs.
    """

    report_requested = Signal()
    change_requested = Signal()
    seen_told = Signal(bool)

    def __init__(self, theme: Theme, figures: StillFigures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.session = NextSessionCard(theme, figures)
        self.kit = KitTicks(theme)
        self.rest = RestCard(theme)
        self.waiting = WaitingCard(theme)
        self._stop: tuple[StopCard, HoldCard] | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        self._grid.setColumnStretch(0, 1)
        self._is_narrow: bool | None = None
        self._width = 0  # of the page

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
            _, hold = self._stop or self._make_stop()
            hold.show_card(view.stop)
        for stop in self._stop or ():
            stop.setVisible(view.stop is not None)
        for card, shown in (
            (self.session, trains),
            (self.kit, trains),
            (self.rest, rests),
            (self.waiting, rests),
        ):
            card.setVisible(shown)

    def arrange(self, width: int, height: int) -> None:
        """Take on the width and the height that the page has."""
        self._width = width
        narrow = width < self._theme.px(NARROW)
        self.session.arrange(width, low=height < self._theme.px(LOW))
        if self._stop is not None:
            self._stop[0].arrange(width)
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
        self._place_stop()

    def _make_stop(self) -> tuple[StopCard, HoldCard]:
        from kneetimer.ui.today.hold_card import HoldCard
        from kneetimer.ui.today.stop_card import StopCard

        stop, hold = self._stop = (StopCard(self._theme), HoldCard(self._theme))
        stop.report_requested.connect(self.report_requested)
        hold.change_requested.connect(self.change_requested)
        hold.seen_told.connect(self.seen_told)
        stop.arrange(self._width)
        self._place_stop()
        return stop, hold

    def _place_stop(self) -> None:
        """Below the others, as wide as both columns."""
        for row, card in enumerate(self._stop or (), start=2):
            self._grid.addWidget(card, row, 0, 1, 1 if self._is_narrow else 2)
