"""What is said of the days of a week, and of the days to which a session can be moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kneetimer.core.good_days import Clash, Obstacle
from kneetimer.core.language import language_in_use
from kneetimer.core.run import RunKind
from kneetimer.ui.text.dates import coming_day, long_date, sentence, weekday

REST = "Rest"
KEPT_FREE = "kept free"
MOVE_HINT = "Drag a session to move it, or press M on it."


def day_name(day: date, today: date) -> str:
    """ "Friday 27", or "Today"."""
    return "Today" if day == today else f"{weekday(day)} {day.day}"


def spoken(day: date, today: date, on_it: Sequence[str]) -> str:
    """A day as a screen reader says it: "Thursday 26, today: Session 2, Easy run"."""
    name = f"{weekday(day)} {day.day}"
    said = ", ".join(each for each in on_it if each) or "nothing"
    return f"{name}{', today' if day == today else ''}: {said}"


def place(day: date, today: date, clashes: Sequence[Clash]) -> str:
    """What speaks against a day for a session: "Friday 27: the day before your long run"."""
    said = " and ".join(dict.fromkeys(against(clash) for clash in clashes[:2])) or "a good day"
    return f"{day_name(day, today)}: {said}"


def stays(day: date, today: date, session: int) -> str:
    return f"{day_name(day, today)}: session {session} is here now"


def is_over(day: date) -> str:
    return f"{weekday(day)} {day.day}: this day is over"


def out_of_order(day: date, today: date) -> str:
    return f"{day_name(day, today)}: the session before it is not done by then"


def against(clash: Clash) -> str:
    """What one thing says against a day."""
    match clash.obstacle:
        case Obstacle.NO_REST:
            return "no day of rest to the next session"
        case Obstacle.WEEK_FULL:
            return "the week has its sessions"
        case Obstacle.BEFORE_LONG_RUN:
            return "the day before your long run"
        case Obstacle.NEAR_HARD_RUN:
            return "close to your hard run"
        case Obstacle.ON_RUN_DAY if clash.run is not None and clash.run.kind is RunKind.LONG:
            return "the day of your long run"
        case Obstacle.ON_RUN_DAY:
            return "a day with a run"


def moved(session: int, day: date, today: date) -> str:
    """Said after a move: "Session 2 is on Sunday 29 November now." """
    where = "today" if day == today else f"on {long_date(day)}"
    return f"Session {session} is {where} now."


def moves(session: int, day: date, *, is_there: bool) -> str:
    """The headline of a day of rest: where its session goes, or is already."""
    return f"Session {session} {'is on' if is_there else 'moves to'} {long_date(day)}"


def why_that_day(day: date, today: date, clashes: Sequence[Clash]) -> str:
    """Why a session goes there, and not to tomorrow."""
    if not clashes:
        return f"{sentence(coming_day(day, today))} is the next good day."
    tomorrow = language_in_use().days[(today.weekday() + 1) % 7]
    told = against(clashes[0])
    verb = "has" if clashes[0].obstacle is Obstacle.NO_REST else "is"
    if clashes[0].obstacle is Obstacle.WEEK_FULL:
        return f"This week has its sessions, so {coming_day(day, today)} is the next good day."
    return f"{tomorrow} {verb} {told}, so {coming_day(day, today)} is the next good day."


def would_move(session: int, day: date, today: date) -> str:
    """The line beside the week while the person has not decided yet."""
    return f"Session {session} would move to {coming_day(day, today)}."
