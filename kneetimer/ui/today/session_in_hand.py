"""The session that a person moves to another day: taken up, held over days, dropped or let go of.

Says by signals what becomes of it, and knows neither keys nor the mouse; week_strip.py does.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.ui.today.week_days import DayPlace, SessionPlace


class SessionInHand(QObject):
    """`session` is the one that is moved, None while there is none; days are counted from 0.

    `taken` says that it was taken up; whoever listens answers with `show_places`. `places_changed` says that
    the days are something else now, `held_over` over which one it is held, -1 for none, and `moved` where it
    was dropped.
    """

    taken = Signal(object)
    places_changed = Signal()
    held_over = Signal(int)
    moved = Signal(object, int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session: SessionPlace | None = None
        self.places: tuple[DayPlace, ...] = ()
        self.over = -1

    @property
    def is_empty(self) -> bool:
        return self.session is None

    def pick_up(self, session: SessionPlace, over: int = -1) -> None:
        """Take a session up, and hold it over a day."""
        self.session = session
        self.taken.emit(session)
        if over >= 0:
            self.hold_over(over)

    def show_places(self, places: tuple[DayPlace, ...]) -> None:
        """What each day is like for the session."""
        self.places = places
        self.places_changed.emit()

    def words(self) -> str:
        """What the day is like over which it is held; empty where it is held over none."""
        return self.places[self.over].words if 0 <= self.over < len(self.places) else ""

    def can_drop(self, number: int) -> bool:
        return 0 <= number < len(self.places) and self.places[number].open

    def hold_over(self, number: int) -> None:
        self.over = number
        self.held_over.emit(number)

    def drop(self, number: int) -> None:
        """Leave it on a day; on one that is not to be had it stays in hand."""
        session = self.session
        if session is not None and self.can_drop(number):
            self.let_go()
            self.move(session, number)

    def move(self, session: SessionPlace, number: int) -> None:
        """Have a session moved that is not held, or no longer."""
        self.moved.emit(session, number)

    @Slot()
    def let_go(self) -> None:
        """Leave it where it was."""
        self.session = None
        self.show_places(())
        self.hold_over(-1)
