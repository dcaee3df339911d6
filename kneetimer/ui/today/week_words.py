"""What is said of the days of a week, and of the days to which a session can be moved."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kneetimer.core.good_days import Clash, Obstacle
from kneetimer.core.language import language_in_use, mark, tr
from kneetimer.core.run import RunKind
from kneetimer.ui.text.dates import coming_day, long_date, opening_coming_day, weekday
from kneetimer.ui.text.lists import and_list, comma_list

REST = mark("Rest")
KEPT_FREE = mark("kept free")
MOVE_HINT = mark("Drag a session to move it, or press M on it.")


def day_name(day: date, today: date) -> str:
    """ "Friday 27", or "Today"."""
    return tr("Today") if day == today else weekday_and_day(day)


def weekday_and_day(day: date) -> str:
    """ "Friday 27"."""
    return tr("{weekday} {day}", weekday=weekday(day), day=day.day)


def spoken(day: date, today: date, on_it: Sequence[str]) -> str:
    """A day as a screen reader says it: "Thursday 26, today: Session 2, Easy run"."""
    said = comma_list([each for each in on_it if each]) or tr("nothing")
    if day == today:
        return tr("{day}, today: {sessions_and_runs}", day=weekday_and_day(day), sessions_and_runs=said)
    return tr("{day}: {sessions_and_runs}", day=weekday_and_day(day), sessions_and_runs=said)


def place(day: date, today: date, clashes: Sequence[Clash]) -> str:
    """What speaks against a day for a session: "Friday 27: the day before your long run"."""
    said = and_list(list(dict.fromkeys(against(clash) for clash in clashes[:2]))) or tr("a good day")
    return tr("{day}: {why}", day=day_name(day, today), why=said)


def stays(day: date, today: date, session: int) -> str:
    return tr("{day}: session {number} is here now", day=day_name(day, today), number=session)


def is_over(day: date) -> str:
    return tr("{day}: this day is over", day=weekday_and_day(day))


def out_of_order(day: date, today: date) -> str:
    return tr("{day}: the session before it is not done by then", day=day_name(day, today))


def against(clash: Clash) -> str:
    """What one thing says against a day."""
    match clash.obstacle:
        case Obstacle.NO_REST:
            return tr("no day of rest to the next session")
        case Obstacle.WEEK_FULL:
            return tr("the week has its sessions")
        case Obstacle.BEFORE_LONG_RUN:
            return tr("the day before your long run")
        case Obstacle.NEAR_HARD_RUN:
            return tr("close to your hard run")
        case Obstacle.ON_RUN_DAY if clash.run is not None and clash.run.kind is RunKind.LONG:
            return tr("the day of your long run")
        case Obstacle.ON_RUN_DAY:
            return tr("a day with a run")


def moved(session: int, day: date, today: date) -> str:
    """Said after a move: "Session 2 is on Sunday 29 November now." """
    if day == today:
        return tr("Session {number} is today now.", number=session)
    return tr("Session {number} is on {date} now.", number=session, date=long_date(day))


def moves(session: int, day: date, *, is_there: bool) -> str:
    """The headline of a day of rest: where its session goes, or is already."""
    if is_there:
        return tr("Session {number} is on {date}", number=session, date=long_date(day))
    return tr("Session {number} moves to {date}", number=session, date=long_date(day))


def why_that_day(day: date, today: date, clashes: Sequence[Clash]) -> str:
    """Why a session goes there, and not to tomorrow."""
    if not clashes:
        return tr("{day} is the next good day.", day=opening_coming_day(day, today))
    tomorrow = language_in_use().days[(today.weekday() + 1) % 7]
    why, good = against(clashes[0]), coming_day(day, today)
    match clashes[0].obstacle:
        case Obstacle.WEEK_FULL:
            return tr("This week has its sessions, so {day} is the next good day.", day=good)
        case Obstacle.NO_REST:
            return tr(
                "{tomorrow} has {why}, so {day} is the next good day.", tomorrow=tomorrow, why=why, day=good
            )
    return tr("{tomorrow} is {why}, so {day} is the next good day.", tomorrow=tomorrow, why=why, day=good)


def would_move(session: int, day: date, today: date) -> str:
    """The line beside the week while the person has not decided yet."""
    return tr("Session {number} would move to {day}.", number=session, day=coming_day(day, today))
