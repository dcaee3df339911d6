"""Sessions to store: what happens in one, a clock that stands still, and files that hold some of them.

Uses the small plan; nothing here depends on the real one.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from datetime import datetime, timedelta, timezone
from operator import attrgetter
from pathlib import Path

from small_plan import EXERCISES, PLAN

from kneetimer.core.folding import fold
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import (
    Answered,
    Began,
    Edited,
    Ended,
    Place,
    Removed,
    SessionEvent,
    SessionRecord,
    SessionState,
    SetEnded,
    state_of_set,
)
from kneetimer.core.script import Script, Step, StepKind, build_script
from kneetimer.program.demo import Demo
from kneetimer.storage.locations import Locations
from kneetimer.storage.records.history import History

BERLIN = timezone(timedelta(hours=1))
START = datetime(2026, 11, 20, 18, 40, tzinfo=BERLIN)


def as_it_happened(events: Iterable[SessionEvent]) -> list[SessionEvent]:
    """The events without later corrections: what is folded from them is the original."""
    return [event for event in events if not isinstance(event, Edited | Removed)]


class StillClock:
    """A clock that only a test moves."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def script(week: int = 1, number: int = 1) -> Script:
    return build_script(PLAN, week, number, Preferences(), EXERCISES)


def began(week: int = 1, number: int = 1, *, started: datetime = START, rehearsal: bool = False) -> Began:
    return Began(script(week, number), rehearsal, started, "Europe/Berlin", own_pace=False)


def sets_of(
    session: Script, reps_of: Callable[[Step], int | None] = attrgetter("reps")
) -> Iterator[SetEnded]:
    """Every set of a session, done in full or with as many reps as `reps_of` says; holds always in full."""
    for index, step in enumerate(session.steps):
        if step.is_set:
            reps = None if step.kind is StepKind.HOLD else reps_of(step)
            yield SetEnded(index, reps, step.length_ms, state_of_set(step, reps, step.length_ms))


def whole_session(start: Began, note: str = "") -> list[SessionEvent]:
    """All that happens in a session that is done in full and answered."""
    sets = list(sets_of(start.script))
    active_ms = sum(each.ms for each in sets)
    return [start, *sets, Ended(SessionState.FINISHED, active_ms), Answered(4, 2, note)]


def store(history: History, events: list[SessionEvent]) -> str:
    """Store a session and return its id."""
    start = events[0]
    assert isinstance(start, Began)
    session_id = history.begin(start)
    for event in events[1:]:
        history.append(session_id, event)
    return session_id


def fill(locations: Locations, sessions: int, note: str = "") -> list[str]:
    """A data file with whole sessions two days apart, a backup, and one that was interrupted last."""
    clock = StillClock()
    with History.open_to_write(locations, clock) as history:
        ids = [
            store(history, whole_session(began(1 + day % 6, started=START + timedelta(2 * day)), note))
            for day in range(sessions)
        ]
        history.save_preferences(Preferences(volume=35))
        history.back_up()
        last = began(2, started=START + timedelta(2 * sessions))
        ids.append(store(history, [last, *list(sets_of(last.script))[:3]]))
        history.save_place(ids[-1], Place(4, 1_500, 1_500), 90_000)
    return ids


def content_of(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, read without the program."""
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
        return {
            name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables.fetchall()
        }


TABLES_SINCE = {2: "entry", 3: "plan_edit", 4: "brief"}
_ENTRY_4 = """
CREATE TABLE entry (kind TEXT NOT NULL, id TEXT NOT NULL, written_utc TEXT NOT NULL, content TEXT,
digest TEXT NOT NULL, PRIMARY KEY (kind, id, written_utc, digest)) STRICT, WITHOUT ROWID
"""


def make_older(path: Path, version: int) -> None:
    """Make a file of an earlier version out of a current one: without what came later."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        if version < 5:
            rows = connection.execute("SELECT kind, id, written_utc, content, digest FROM entry").fetchall()
            connection.execute("DROP TABLE entry")
            connection.execute(_ENTRY_4)
            connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", rows)
        for since, table in TABLES_SINCE.items():
            if since > version:
                connection.execute(f"DROP TABLE {table}")
        connection.execute(f"PRAGMA user_version = {version}")


def records_of(demo: Demo) -> list[SessionRecord]:
    """The sessions of made-up data as records."""
    return [fold(session.id, session.events) for session in demo.sessions]
