"""A made-up history for looking at the program and for pictures of it: the same every time.

Told as the events that a real session stores, and stored like those. Has
what makes histories hard: missed and partial sessions, one that crosses midnight, one at an hour
that summer time takes or gives, a rehearsal, a discarded one, a deleted one, and one that was
corrected afterwards.
Holds no data of any person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

from kneetimer.core.exercise import Exercise, Side
from kneetimer.core.knee import CheckMoment, KneeCheck
from kneetimer.core.language import Sentence, mark, tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.core.plan import BlockKind, Plan
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import (
    Answered,
    Began,
    Edited,
    Ended,
    Removed,
    SessionEvent,
    SessionState,
    SetEdit,
    SetEnded,
    state_of_set,
)
from kneetimer.core.script import Script, Step, StepKind, build_script
from kneetimer.storage.records import answers, rows, whole_session
from kneetimer.storage.records.history import History

ZONE = "Europe/Berlin"
WINTER, SUMMER = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))


@dataclass(frozen=True, slots=True)
class StorySession:
    """One session as it is told: when, which of the plan, how much of it, and the answers.

    `day` counts from the first Monday. `pain` is before, worst during, after and next morning;
    None in it means not answered. `left` is the share of its reps that the left side managed.
    A session with an `effort_at_first` was corrected the next day: the effort, and the first
    strength set to `first_set` reps.
    """

    day: int
    start: time
    week: int
    session: int
    share: float = 1.0
    left: float = 1.0
    hold: float = 1.0
    effort: int | None = None
    pain: tuple[int | None, int | None, int | None, int | None] = (None, None, None, None)
    note: Sentence | None = None
    state: SessionState = SessionState.FINISHED
    rehearsal: bool = False
    effort_at_first: int | None = None
    first_set: int = 0
    removed: bool = False


STORY = (
    StorySession(
        1, time(18, 30), 1, 1, left=0.8, hold=0.8, effort=6, pain=(4, 5, 4, 4), note=mark("First one.")
    ),
    StorySession(3, time(18, 10), 1, 2, left=0.87, hold=0.9, effort=6, pain=(4, 5, 4, 3)),
    StorySession(
        6, time(10, 0), 1, 3, left=0.87, effort=5, pain=(3, 4, 3, 3), effort_at_first=8, first_set=12
    ),
    StorySession(8, time(18, 45), 2, 1, left=0.94, hold=0.95, effort=5, pain=(3, 4, 3, 3)),
    StorySession(9, time(12, 0), 2, 2, rehearsal=True, effort=1),
    StorySession(
        13, time(1, 40), 2, 2, left=0.94, effort=6, pain=(3, 3, 3, 2), note=mark("Could not sleep.")
    ),
    StorySession(17, time(23, 50), 3, 1, left=0.94, effort=7, pain=(2, 3, 2, 2)),
    StorySession(19, time(9, 30), 3, 2, share=0.2, state=SessionState.DISCARDED),
    StorySession(20, time(8, 0), 3, 2, effort=9, removed=True),
    StorySession(21, time(18, 30), 3, 2, effort=5, pain=(2, 3, 2, 2)),
    StorySession(
        23, time(19, 5), 3, 3, share=0.62, effort=7, pain=(2, 5, 3, 2), state=SessionState.PARTIAL,
        note=mark("Stopped after the clamshells, no time."),
    ),
    StorySession(26, time(10, 20), 4, 1, left=0.92, effort=6, pain=(2, 2, 1, 1)),
    StorySession(29, time(18, 20), 4, 2, left=0.97, effort=6, pain=(1, 2, 1, None)),
)  # fmt: skip
DAYS = 31  # from the first Monday to the day of looking: the Thursday of the fifth week


@dataclass(frozen=True, slots=True)
class DemoSession:
    """The events of one session, in order, and its id."""

    id: str
    events: tuple[SessionEvent, ...]


@dataclass(frozen=True, slots=True)
class Demo:
    sessions: tuple[DemoSession, ...]
    checks: tuple[KneeCheck, ...]


def six_weeks(plan: Plan, exercises: Mapping[str, Exercise], today: date) -> Demo:
    """A person in the fifth week of a plan, with the last session the day before yesterday at the latest."""
    monday = today - timedelta(days=today.weekday() + 28)
    past = [one for one in STORY if monday + timedelta(days=one.day) < today]
    return demo_of(plan, exercises, monday, past)


def years(plan: Plan, exercises: Mapping[str, Exercise], today: date, sessions: int) -> Demo:
    """Three sessions a week for as long as it takes, the plan begun again and again."""
    weeks = -(-sessions // 3)
    monday = today - timedelta(days=today.weekday() + 7 * (weeks - 1))
    return demo_of(plan, exercises, monday, list(_many(plan, sessions)))


def demo_of(plan: Plan, exercises: Mapping[str, Exercise], monday: date, story: list[StorySession]) -> Demo:
    """The events and answers of sessions that are told from a first day on."""
    preferences = Preferences(finisher=True)
    scripts: dict[tuple[int, int], Script] = {}
    sessions = []
    checks: list[KneeCheck] = []
    for number, one in enumerate(story, start=1):
        key = (one.week, one.session)
        if key not in scripts:
            scripts[key] = build_script(plan, one.week, one.session, preferences, exercises)
        started = local_time(monday + timedelta(days=one.day), one.start)
        session_id = f"demo-{number:04}"
        sessions.append(DemoSession(session_id, _events(scripts[key], one, started)))
        checks.extend(_checks(session_id, one, started))
    return Demo(tuple(sessions), tuple(checks))


def store(history: History, demo: Demo) -> None:
    """Write everything into a history, all or nothing. Raises NotSavedError."""
    with history.changing() as connection:
        for session in demo.sessions:
            at = rows.utc_text(beginning(session))
            whole_session.insert(connection, session.id, [(at, each) for each in session.events])
        for check in demo.checks:
            answers.write(connection, check, check.at)


def beginning(session: DemoSession) -> datetime:
    """When a session began."""
    began = session.events[0]
    assert isinstance(began, Began)
    return began.started


def local_time(day: date, at: time) -> datetime:
    """A moment in Berlin with the offset that holds there; the first of two at the end of summer time."""
    begins = datetime.combine(_last_sunday(day.year, 3), time(2))
    ends = datetime.combine(_last_sunday(day.year, 10), time(3))
    naive = datetime.combine(day, at)
    return naive.replace(tzinfo=SUMMER if begins <= naive < ends else WINTER)


def _last_sunday(year: int, month: int) -> date:
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def _many(plan: Plan, sessions: int) -> Iterator[StorySession]:
    for number in range(sessions):
        week, which = divmod(number, 3)
        pain = 1 + (number * 7) % 4
        yield StorySession(
            day=week * 7 + (1, 3, 5)[which],
            start=time(18, number % 60),
            week=week % plan.weeks + 1,
            session=which + 1,
            share=0.6 if number % 17 == 5 else 1.0,
            left=0.85 + 0.05 * (number % 4),
            hold=0.8 + 0.04 * (number % 6),
            effort=None if number % 11 == 3 else 4 + number % 4,
            pain=(pain, pain + 1, pain, max(0, pain - 1)),
            state=SessionState.PARTIAL if number % 17 == 5 else SessionState.FINISHED,
        )


def _events(script: Script, one: StorySession, started: datetime) -> tuple[SessionEvent, ...]:
    events: list[SessionEvent] = [Began(script, one.rehearsal, started, ZONE, False)]
    sets = [index for index, step in enumerate(script.steps) if step.is_set]
    done = set(sets[: round(one.share * len(sets))])
    active_ms = 0
    for index, step in enumerate(script.steps):
        if step.is_set and index in done:
            reps, ms = _result(step, one)
            events.append(SetEnded(index, reps, ms, state_of_set(step, reps, ms)))
        if not done or index <= max(done):
            active_ms += step.length_ms
    events.append(Ended(one.state, active_ms))
    if one.state is not SessionState.DISCARDED:
        now = Answered(one.effort, one.pain[1], tr(one.note) if one.note else "")
        if one.effort_at_first is None:
            events.append(now)
        else:
            first = next(index for index in sets if script.steps[index].block is BlockKind.STRENGTH)
            events.append(replace(now, effort=one.effort_at_first))
            events.append(Edited(started + timedelta(days=1), (SetEdit(first, one.first_set),), answers=now))
    if one.removed:
        events.append(Removed(started + timedelta(hours=2)))
    return tuple(events)


def _result(step: Step, one: StorySession) -> tuple[int | None, int]:
    """The reps and the milliseconds of a set that was worked at."""
    if step.kind is StepKind.HOLD:
        share = one.hold if step.block is BlockKind.FINISHER else 1.0
        return None, round(step.length_ms * share / 1000) * 1000
    reps = step.reps or 0
    if step.side is Side.LEFT and step.block is BlockKind.STRENGTH and step.set == step.sets:
        reps = round(reps * one.left)
    return reps, step.length_ms


def _checks(session_id: str, one: StorySession, started: datetime) -> Iterator[KneeCheck]:
    before, _, after, morning = one.pain
    ended = started + timedelta(minutes=40)
    waking = local_time(started.date() + timedelta(days=1), time(7, 30))
    for moment, at, level in (
        (CheckMoment.BEFORE, started, before),
        (CheckMoment.AFTER, ended, after),
        (CheckMoment.MORNING, waking, morning),
    ):
        if level is not None:
            yield KneeCheck(f"{session_id}-{moment.value}", at, moment, level, Knee.LEFT, session_id)
