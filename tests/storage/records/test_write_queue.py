"""A session goes on when it cannot be saved, and is saved whole as soon as that works again."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
import storage_trials
from failing_disk import AVAILABLE, FailingDisk
from stored_sessions import START, StillClock, began, content_of, sets_of, store, whole_session

from kneetimer.core.folding import fold
from kneetimer.core.player import SavePlace
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Answered, Ended, Place, SessionState
from kneetimer.storage.engine import check
from kneetimer.storage.locations import Locations
from kneetimer.storage.records.history import History
from kneetimer.storage.records.write_queue import WriteQueue

needs_failing_disk = pytest.mark.skipif(
    not AVAILABLE, reason="this Python has SQLite built in, so that no failing disk can be put under it"
)


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def history(here: Locations, clock: StillClock) -> Iterator[History]:
    with History.open_to_write(here, clock) as opened:
        yield opened


def block(path: Path) -> sqlite3.Connection:
    """Another program that has the file to itself until the connection is closed."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    return other


def test_what_can_be_saved_is_saved_at_once(history: History, clock: StillClock) -> None:
    """On a good day nothing waits and nobody is told anything."""
    queue = WriteQueue(history, clock)
    events = whole_session(began())
    session_id = queue.begin(began())
    for event in events[1:]:
        assert queue.append(session_id, event)
        assert queue.append(session_id, place=SavePlace(Place(0, 0, 0), 0))
    assert (queue.pending, queue.unsaved_since, queue.trouble) == (0, None, None)
    assert history.record_of(session_id) == fold(session_id, events)


def test_what_could_not_be_saved_is_saved_later_in_order(
    history: History, here: Locations, clock: StillClock
) -> None:
    """While the file is locked the session goes on; then everything is there once, with its own time."""
    history._database.connection.execute("PRAGMA busy_timeout = 0")
    queue = WriteQueue(history, clock)
    start = began()
    first, second, third, *_ = sets_of(start.script)
    session_id = queue.begin(start)
    with closing(block(here.database)):
        assert not queue.append(session_id, first)
        clock.now += timedelta(minutes=2)
        assert not queue.append(session_id, second)
        assert not queue.append(session_id, place=SavePlace(Place(5, 900, 900), 61_000))
        assert not queue.save_preferences(Preferences(volume=5))
        assert not queue.retry()
        assert queue.pending == 2
        assert queue.unsaved_since == START
        assert "another program is using it" in str(queue.trouble)
        assert str(here.database) in str(queue.trouble)
    clock.now += timedelta(minutes=3)
    assert queue.append(session_id, third)
    assert (queue.pending, queue.unsaved_since, queue.trouble) == (0, None, None)
    found = history.interrupted()
    assert found is not None
    assert found.sets == fold(session_id, [start, first, second, third]).sets
    assert found.active_ms == 61_000
    assert history.preferences()[0].volume == 5
    times = [row[3] for row in content_of(here.database)["happening"]]
    minutes = [0, 0, 2, 5]
    assert times == [f"2026-11-20T17:4{minute}:00.000+00:00" for minute in minutes]


def test_a_session_can_begin_and_end_unsaved(history: History, here: Locations, clock: StillClock) -> None:
    """Not even the start is on the disk, and later the whole session is, sealed."""
    history._database.connection.execute("PRAGMA busy_timeout = 0")
    queue = WriteQueue(history, clock)
    events = whole_session(began(), note="fine")
    with closing(block(here.database)):
        session_id = queue.begin(began())
        for event in events[1:]:
            queue.append(session_id, event)
        assert queue.pending == len(events)
    assert queue.retry()
    assert history.sessions() == [fold(session_id, events)]
    assert check.verify(here.database) == []


def test_an_interrupted_session_goes_on(history: History, clock: StillClock) -> None:
    """A queue that never saw the session's start continues its numbers."""
    session_id = store(history, [began()])
    first, *_ = sets_of(began().script)
    queue = WriteQueue(history, clock)
    assert queue.append(session_id, first)
    assert queue.append(session_id, Ended(SessionState.PARTIAL, 40_000))
    assert queue.append(session_id, Answered(3, None, ""))
    assert len(history.events_of(session_id)) == 4
    with pytest.raises(KeyError):
        queue.append("unknown", first)


def test_a_mistake_of_the_program_does_not_block_what_follows(history: History, clock: StillClock) -> None:
    """What may not be stored is refused alone."""
    queue = WriteQueue(history, clock)
    session_id = queue.begin(began())
    first, second, *_ = sets_of(began().script)
    with pytest.raises(ValueError, match="twice"):
        queue.append(session_id, began())
    assert queue.pending == 0
    assert queue.append(session_id, first)
    history._database.connection.execute("PRAGMA busy_timeout = 0")
    with closing(block(history.path)):
        with pytest.raises(ValueError, match="twice"):
            queue.append(session_id, began())
        queue.append(session_id, Ended(SessionState.FINISHED, 60_000))
        with pytest.raises(ValueError, match="follow the end"):
            queue.append(session_id, second)
        queue.append(session_id, Answered(3, 1, ""))
    assert queue.retry()
    told = [began(), first, Ended(SessionState.FINISHED, 60_000), Answered(3, 1, "")]
    assert history.record_of(session_id) == fold(session_id, told)


def test_what_was_done_is_known_before_it_is_stored(history: History, clock: StillClock) -> None:
    """The session is finished with all its sets while not even its beginning is on the disk."""
    history._database.connection.execute("PRAGMA busy_timeout = 0")
    queue = WriteQueue(history, clock)
    events = whole_session(began())
    with closing(block(history.path)):
        session_id = queue.begin(began())
        for event in events[1:]:
            queue.append(session_id, event)
        told = queue.told(session_id)
        assert told is not None
        assert told.record() == fold(session_id, events)
        assert queue.unsaved_sessions() == (session_id,)
    assert queue.retry()
    assert queue.unsaved_sessions() == ()


@needs_failing_disk
@pytest.mark.parametrize("fail_at", range(1, 15))
def test_an_answer_that_got_lost_does_not_double_a_set(
    here: Locations, clock: StillClock, fail_at: int
) -> None:
    """Where the disk reports an error after all was written, the set is still there once."""
    with FailingDisk() as disk, History.open_to_write(here, clock) as history:
        queue = WriteQueue(history, clock)
        start = began()
        first, second, *_ = sets_of(start.script)
        session_id = queue.begin(start)
        disk.count_from_here(fail_at)
        queue.append(session_id, first)
        disk.work_again()
        assert queue.append(session_id, second)
        assert history.record_of(session_id).sets == fold(session_id, [start, first, second]).sets
        assert len(history.events_of(session_id)) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="the file is held open there and cannot be moved")
def test_a_file_that_was_moved_away_is_not_written_to_unnoticed(
    history: History, here: Locations, clock: StillClock
) -> None:
    """The person is told that the file is gone; once it is back, everything is saved to it."""
    queue = WriteQueue(history, clock)
    start = began()
    first, *_ = sets_of(start.script)
    session_id = queue.begin(start)
    away = here.data_dir / "elsewhere"
    here.database.rename(away)
    assert not queue.append(session_id, first)
    assert "moved or deleted" in str(queue.trouble)
    away.rename(here.database)
    assert queue.retry()
    assert len(history.events_of(session_id)) == 2


@pytest.mark.skipif(sys.platform == "win32", reason="the limit is one of Unix systems")
def test_a_full_disk_stops_no_session(folder: Path) -> None:
    """From the start, from a set, from the end or from the answers on: all is saved when there is space."""
    outcome = storage_trials.full_disk(folder, 5)
    assert outcome.broken == []
    assert outcome.counts["sessions on a full disk"] == 5
