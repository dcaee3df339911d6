"""The week on Today as values: its sessions, its runs, and its days as places for a session. No Qt."""

from __future__ import annotations

from datetime import date, timedelta

from kneetimer.core.gate import Permission
from kneetimer.core.good_days import Clash, Obstacle, judge
from kneetimer.core.language import tr
from kneetimer.core.moves import DayChoice, Refusal, day_choices, sessions_ahead
from kneetimer.core.outlook import Outlook
from kneetimer.core.record import SessionState
from kneetimer.core.run import RunState
from kneetimer.core.schedule import ComingSession, day_of
from kneetimer.ui.text import dates
from kneetimer.ui.today import run_words, week_words, words
from kneetimer.ui.today.week_days import Day, DayMark, DayPlace, MarkKind, SessionPlace


def shown_week(outlook: Outlook, week_shift: int) -> tuple[date, ...]:
    """The days of a week, counted from this one."""
    return outlook.rhythm.week_of(outlook.today + timedelta(weeks=week_shift))


def week_days(outlook: Outlook, week: tuple[date, ...]) -> tuple[Day, ...]:
    """Each day with what was done on it, what is to come and the runs."""
    marks: dict[date, list[DayMark]] = {day: [] for day in week}
    for record in sorted(outlook.records, key=lambda record: record.started):
        kept = record.state in (SessionState.FINISHED, SessionState.PARTIAL)
        kept = kept and not record.rehearsal and not record.is_practice
        if kept and day_of(record) in marks:
            counts = record.counts()
            text, short = words.session_mark(record.script.session, part_only=not counts)
            marks[day_of(record)].append(DayMark(MarkKind.DONE if counts else MarkKind.PART, text, short))
    if outlook.gate.permission is not Permission.GO and outlook.today in marks:
        marks[outlook.today].append(DayMark(MarkKind.REST, tr(week_words.REST), tr(week_words.REST)))
    for number, each in enumerate(sessions_ahead(outlook)):
        if each.day in marks:
            text, short = words.session_mark(each.session, part_only=False)
            kind = _kind(outlook, each, is_next=number == 0)
            marks[each.day].append(DayMark(kind, text, short, (each.week, each.session)))
    for day, listed in marks.items():
        for run in outlook.rhythm.runs_on(day):
            kind = MarkKind.RUN if run.state is RunState.DONE else MarkKind.RUN_PLANNED
            listed.append(DayMark(kind, tr(run_words.KINDS[run.kind]), tr(run_words.SHORT_KINDS[run.kind])))
    return tuple(_day(outlook, day, tuple(listed)) for day, listed in marks.items())


def day_places(
    outlook: Outlook, session: SessionPlace, week: tuple[date, ...]
) -> tuple[tuple[DayPlace, ...], ComingSession | None]:
    """What each day of a week is like for a session that is to be moved, and that session."""
    found = next((each for each in sessions_ahead(outlook) if (each.week, each.session) == session), None)
    if found is None:
        return (), None
    choices = day_choices(outlook, found, week)
    return tuple(_place(choice, found, outlook.today) for choice in choices), found


def moves_to(outlook: Outlook) -> tuple[ComingSession, tuple[Clash, ...]]:
    """Where the next session is if the person rests today, and why not tomorrow.

    Asked only where some session may begin at all.
    """
    first = sessions_ahead(outlook)[0]
    tomorrow = outlook.today + timedelta(days=1)
    why = day_choices(outlook, first, (tomorrow,))[0].clashes
    return first, () if first.day == tomorrow else why


def _kind(outlook: Outlook, session: ComingSession, *, is_next: bool) -> MarkKind:
    if not is_next:
        return MarkKind.PLANNED
    if outlook.gate.permission is not Permission.GO:
        return MarkKind.PROPOSED
    if outlook.due.rest.good_today:
        return MarkKind.NEXT
    return MarkKind.BONUS if outlook.due.is_bonus else MarkKind.PLANNED


def _day(outlook: Outlook, day: date, marks: tuple[DayMark, ...]) -> Day:
    note = ""
    if not marks and day >= outlook.today:
        kept = (Obstacle.BEFORE_LONG_RUN, Obstacle.NEAR_HARD_RUN)
        if any(clash.obstacle in kept for clash in judge(day, outlook.rhythm).clashes):
            note = tr(week_words.KEPT_FREE)
    today = tr(words.TODAY) if day == outlook.today else ""
    spoken = week_words.spoken(day, outlook.today, [mark.text for mark in marks] or [note])
    return Day(dates.short_day(day), str(day.day), today, marks, day, note, spoken)


def _place(choice: DayChoice, session: ComingSession, today: date) -> DayPlace:
    if choice.day == session.day:
        said = week_words.stays(choice.day, today, session.session)
    elif choice.refused is Refusal.OVER:
        said = week_words.is_over(choice.day)
    elif choice.refused is Refusal.OUT_OF_ORDER:
        said = week_words.out_of_order(choice.day, today)
    else:
        said = week_words.place(choice.day, today, choice.clashes)
    return DayPlace(said, choice.refused is None)
