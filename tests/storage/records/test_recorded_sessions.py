"""What was recorded once is read, sealed and written to the same bits by every later version."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from recorded import put_recorded
from stored_sessions import StillClock, began, content_of

from kneetimer.core.player import SavePlace
from kneetimer.core.record import Place, SessionEvent, WentOn
from kneetimer.storage.engine import check
from kneetimer.storage.errors import OtherFileError
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.storage.records.write_queue import WriteQueue

Recorded = dict[str, list[tuple[str, SessionEvent]]]
SEALED = ("script", "session", "happening", "checkpoint", "preference", "plan_edit", "brief")


@pytest.fixture
def recorded(folder: Path) -> Locations:
    there = locate(folder / "recorded")
    put_recorded(there.database)
    return there


@pytest.fixture
def history(here: Locations) -> Iterator[History]:
    with History.open_to_write(here, StillClock()) as opened:
        yield opened


def test_recorded_sessions_are_whole_today(recorded: Locations) -> None:
    """Every digest, seal and summary of an earlier version is what this version works out too."""
    before = content_of(recorded.database)
    assert check.verify(recorded.database) == []
    History.open_to_write(recorded, StillClock()).close()
    after = content_of(recorded.database)
    assert {name: after[name] for name in SEALED} == {name: before[name] for name in SEALED}
    assert [row[:5] for row in after["entry"]] == before["entry"]
    assert check.verify(recorded.database) == []


def test_recorded_sessions_are_written_to_the_same_rows(recorded: Locations, history: History) -> None:
    """Played again event by event, at the same moments, each row has the same digest and seal."""
    before = content_of(recorded.database)
    with HistoryReader.open(recorded) as reader:
        ids = [session.id for session in reader.sessions(include_rehearsals=True, include_removed=True)]
        assert len(ids) == len(before["session"]) == 12
        for session_id in ids:
            for number, (at, event) in enumerate(reader.events_of(session_id), start=1):
                moment = datetime.fromisoformat(at)
                if number == 1:
                    history.begin(event, session_id, at=moment)  # type: ignore[arg-type]
                else:
                    history.append(session_id, event, at=moment)
        running = reader.interrupted()
        assert running is not None
        history.save_place(running.id, running.place, running.active_ms)
        history.save_preferences(reader.preferences()[0])
        for plan, edits in reader.plan_edits()[0].items():
            history.save_plan_edits(plan, edits)
    after = content_of(history.path)
    # A choice that was not there when these were recorded has a row of its own, and changes no other.
    chosen = {row[0] for row in before["preference"]}
    after["preference"] = [row for row in after["preference"] if row[0] in chosen]
    assert {name: after[name] for name in SEALED} == {name: before[name] for name in SEALED}


def effort_of(history: History, session_id: str, stored: SessionEvent) -> int:
    """How many calls of Python and steps of SQLite's machine it takes to store one more event."""
    count = 0

    def called(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    def stepped() -> int:
        nonlocal count
        count += 1
        return 0

    history._database.connection.set_progress_handler(stepped, 10)
    sys.setprofile(called)
    try:
        history.append(session_id, stored)
    finally:
        sys.setprofile(None)
        history._database.connection.set_progress_handler(None, 10)
    return count


def test_the_thousandth_event_costs_what_the_tenth_did(history: History) -> None:
    """However long a session gets, storing the next thing does not look at all those before it."""
    session_id = history.begin(began())
    efforts = [effort_of(history, session_id, WentOn(0, number, redo=False)) for number in range(1_000)]
    assert max(efforts[-100:]) <= 1.2 * max(efforts[5:105])


def test_what_was_stored_and_is_gone_is_not_written_over(history: History) -> None:
    """Where another program took away what was acknowledged, nothing follows it as if it were there."""
    first, second = WentOn(0, 1, redo=False), WentOn(0, 2, redo=False)
    session_id = history.begin(began())
    history.append(session_id, first)
    with closing(sqlite3.connect(history.path, isolation_level=None)) as other:
        other.execute("DELETE FROM happening WHERE sequence = 2")
    with pytest.raises(OtherFileError):
        history.append(session_id, second)
    assert [each for _, each in history.events_of(session_id)] == [began()]
    assert check.verify(history.path) == []


def test_a_step_of_a_session_is_one_commit(history: History) -> None:
    """All that happened at one press, and the place after it, are on the disk together or not at all."""
    queue = WriteQueue(history, StillClock())
    session_id = queue.begin(began())
    commits: list[str] = []
    history._database.connection.set_trace_callback(commits.append)
    went_on = [WentOn(0, 700, redo=False), WentOn(1, 0, redo=True)]
    assert queue.append(session_id, *went_on, place=SavePlace(Place(1, 0, 0), 5_000))
    assert queue.retry()
    history._database.connection.set_trace_callback(None)
    assert commits.count("COMMIT") == 1
    found = history.interrupted()
    assert found is not None
    assert (found.place, found.active_ms) == (Place(1, 0, 0), 5_000)
    assert len(history.events_of(session_id)) == 3
