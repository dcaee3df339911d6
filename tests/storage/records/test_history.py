"""What a history gives back is what happened, also after a crash and while a window has it open."""

import gc
import os
import sqlite3
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import storage_trials
from hypothesis import given, settings
from hypothesis import strategies as st
from small_plan import EXERCISES, PLAN
from stored_sessions import (
    START,
    StillClock,
    began,
    content_of,
    fill,
    sets_of,
    store,
    whole_session,
)

from kneetimer.core.folding import fold
from kneetimer.core.preferences import Knee, Preferences, ThemeChoice
from kneetimer.core.record import (
    Answered,
    Ended,
    Hurt,
    HurtAnswer,
    PaceChanged,
    Paused,
    PauseReason,
    Place,
    SessionRecord,
    SessionState,
    SetEnded,
    SetResult,
    SetState,
    WentOn,
)
from kneetimer.core.script import Step, build_script
from kneetimer.storage.engine import check
from kneetimer.storage.errors import AlreadyOpenError, NothingYetError
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.records.history import History, HistoryReader


@pytest.fixture
def history(here: Locations) -> Iterator[History]:
    with History.open_to_write(here, StillClock()) as opened:
        yield opened


def test_a_session_is_read_back_as_it_happened(history: History, here: Locations) -> None:
    """Every kind of event comes back equal, in order, and folds into the same record."""
    start = began()
    first, second, *_ = sets_of(start.script)
    events = [
        start,
        first,
        PaceChanged(second.step, own=True),
        Hurt(second.step, 3, Knee.LEFT, HurtAnswer.EASE),
        Paused(second.step, 2_500, PauseReason.SLEPT, slept_s=480),
        WentOn(second.step, 2_500, redo=False),
        SetEnded(second.step, 4, 16_000, SetState.PARTIAL),
        Ended(SessionState.PARTIAL, 63_000),
        Answered(None, 0, 'steps, "stairs" \u2192 fine\n\U0001f9b5 \ud83e \x00'),
    ]
    session_id = store(history, events)
    assert history.record_of(session_id) == fold(session_id, events)
    with HistoryReader.open(here) as reader:
        assert reader.record_of(session_id) == fold(session_id, events)
        assert reader.sessions() == [fold(session_id, events)]


def test_a_running_session_is_found_where_it_was(history: History) -> None:
    """The place saved last is where an interrupted session stands, until something newer happens."""
    start = began()
    first, second, *_ = sets_of(start.script)
    session_id = store(history, [start, first])
    history.save_place(session_id, Place(second.step, 1_000, 1_200), 70_000)
    history.save_place(session_id, Place(second.step, 6_000, 6_400, own_count=3), 75_000)
    found = history.interrupted()
    assert found is not None
    assert (found.id, found.place, found.active_ms) == (
        session_id,
        Place(second.step, 6_000, 6_400, own_count=3),
        75_000,
    )
    history.append(session_id, second)
    found = history.interrupted()
    assert found is not None
    assert found.place == Place(second.step + 1, 0, 0)


def test_a_session_that_is_over_is_not_interrupted(history: History) -> None:
    """Its end takes its place away, and a place that is saved late does not bring it back."""
    start = began()
    session_id = store(history, [start])
    history.save_place(session_id, Place(0, 500, 500), 500)
    history.append(session_id, Ended(SessionState.PARTIAL, 500))
    history.save_place(session_id, Place(0, 900, 900), 900)
    assert history.interrupted() is None
    assert content_of(history.path)["checkpoint"] == []


def test_an_interrupted_rehearsal_is_discarded(history: History) -> None:
    """Nobody is asked to go on with a rehearsal, and an interrupted session before it is still offered."""
    waiting = store(history, [began()])
    rehearsal = store(history, [began(rehearsal=True, started=START + timedelta(hours=1))])
    found = history.interrupted()
    assert found is not None
    assert found.id == waiting
    assert history.record_of(rehearsal).state is SessionState.DISCARDED


def test_every_interrupted_session_is_offered_in_turn(history: History) -> None:
    """A second interruption does not hide the first: it is asked about when the newer one is answered."""
    older = store(history, [began()])
    newer = store(history, [began(started=START + timedelta(days=1))])
    offered = []
    while (found := history.interrupted()) is not None:
        offered.append(found.id)
        history.append(found.id, Ended(SessionState.PARTIAL, 0))
    assert offered == [newer, older]


def test_sessions_come_in_order_and_without_rehearsals(history: History) -> None:
    """The newest comes first unless asked otherwise; rehearsals only when asked for."""
    days = [3, 1, 2]
    stored = {day: store(history, [began(started=START + timedelta(days=day))]) for day in days}
    rehearsal = store(history, [began(rehearsal=True, started=START)])
    assert [session.id for session in history.sessions()] == [stored[3], stored[2], stored[1]]
    assert [session.id for session in history.sessions(newest_first=False, include_rehearsals=True)] == [
        rehearsal,
        stored[1],
        stored[2],
        stored[3],
    ]


def test_repeating_a_event_stores_it_once(history: History) -> None:
    """A window that did not hear whether something was stored may store it again."""
    start = began()
    first, second, *_ = sets_of(start.script)
    session_id = history.begin(start)
    assert history.begin(start, session_id) == session_id
    assert history.append(session_id, first, sequence=2) == 2
    assert history.append(session_id, first, sequence=2) == 2
    assert history.append(session_id, second, sequence=3) == 3
    assert len(history.events_of(session_id)) == 3
    with pytest.raises(ValueError, match="another one"):
        history.append(session_id, second, sequence=2)
    with pytest.raises(ValueError, match="cannot follow"):
        history.append(session_id, second, sequence=7)


def test_what_could_not_be_read_back_is_not_stored(history: History) -> None:
    """An event of a step that the session has not would spoil the whole session."""
    session_id = history.begin(began())
    with pytest.raises(ValueError, match="step 999"):
        history.append(session_id, SetEnded(999, 1, 1, SetState.DONE))
    history.append(session_id, Ended(SessionState.PARTIAL, 0))
    with pytest.raises(ValueError, match="only answers"):
        history.append(session_id, PaceChanged(0, own=True))
    with pytest.raises(KeyError):
        history.append("unknown", Ended(SessionState.PARTIAL, 0))
    assert len(history.events_of(session_id)) == 2


def test_answers_after_the_end_keep_what_happened(history: History, here: Locations) -> None:
    """Changing the answers on the summary adds to the record, and its seal holds each time."""
    session_id = store(history, whole_session(began()))
    before = content_of(here.database)["happening"]
    history.append(session_id, Answered(7, 1, "second thoughts"))
    after = content_of(here.database)["happening"]
    assert after[: len(before)] == before
    session = history.record_of(session_id)
    assert (session.effort, session.pain, session.note) == (7, 1, "second thoughts")
    assert check.verify(here.database) == []


def test_totals_are_stored_with_a_finished_session(history: History, here: Locations) -> None:
    """Sets, reps and held time of the whole session stand beside its seal."""
    start = began()
    sets = list(sets_of(start.script))
    store(history, whole_session(start))
    with closing(sqlite3.connect(here.database)) as connection:
        totals = connection.execute("SELECT sets_done, reps_done, held_ms FROM session").fetchone()
    # warm-up 10 + 2x5; strength 2x15 + 2x2x12; finisher 2x20 s; cool-down 2x30 s
    assert totals == (len(sets), 10 + 10 + 30 + 48, 40_000 + 60_000)


@pytest.mark.parametrize(
    ("started", "local_date", "offset", "utc"),
    [
        (
            datetime(2026, 11, 20, 23, 59, 30, tzinfo=ZoneInfo("Europe/Berlin")),
            "2026-11-20",
            60,
            "2026-11-20T22:59:30",
        ),
        (
            datetime(2026, 11, 21, 0, 10, tzinfo=ZoneInfo("Europe/Berlin")),
            "2026-11-21",
            60,
            "2026-11-20T23:10:00",
        ),
        (
            datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=ZoneInfo("Europe/Berlin")),
            "2026-10-25",
            60,
            "2026-10-25T01:30:00",
        ),
        (
            datetime(2026, 1, 1, 6, 0, tzinfo=timezone(timedelta(hours=5, minutes=45))),
            "2026-01-01",
            345,
            "2026-01-01T00:15:00",
        ),
        (
            datetime(2026, 7, 4, 22, 0, tzinfo=timezone(timedelta(hours=-7))),
            "2026-07-04",
            -420,
            "2026-07-05T05:00:00",
        ),
    ],
)
def test_a_session_belongs_to_the_day_on_the_wall(
    history: History, here: Locations, started: datetime, local_date: str, offset: int, utc: str
) -> None:
    """Around midnight, at the change of clocks and far from Greenwich, the local start date is stored."""
    session_id = history.begin(began(started=started))
    row = content_of(here.database)["session"][0]
    assert local_date in row
    assert offset in row
    assert any(isinstance(value, str) and value.startswith(utc) for value in row)
    back = history.record_of(session_id).started
    assert (back.isoformat(), back.utcoffset()) == (started.isoformat(), started.utcoffset())


def test_a_start_without_an_offset_is_refused(history: History) -> None:
    """A time without its offset could move to another day later."""
    with pytest.raises(ValueError, match="offset"):
        history.begin(began(started=datetime(2026, 1, 1, 8, 0)))


def test_preferences_are_kept(history: History, here: Locations) -> None:
    """All choices come back, and a new file gives the defaults without a complaint."""
    assert history.preferences() == (Preferences(), ())
    chosen = Preferences(
        rest_sets_s=30,
        rest_of_exercise_s={"squats": 0},
        pace=1.2,
        theme=ThemeChoice.DARK,
        knee=Knee.BOTH,
        safety_accepted="1 2026-11-20T17:40:00+00:00",
    )
    history.save_preferences(chosen)
    with HistoryReader.open(here) as reader:
        assert reader.preferences() == (chosen, ())


def test_one_spoiled_preference_costs_only_itself(history: History) -> None:
    """The others stay as chosen, and one sentence names the one that went back to its default."""
    history.save_preferences(Preferences(volume=35, pace=1.5))
    with closing(sqlite3.connect(history.path)) as other:
        other.execute("UPDATE preference SET value = '{broken' WHERE name = 'volume'")
        other.execute("INSERT INTO preference VALUES ('from_the_future', '1', '')")
        other.commit()
    preferences, complaints = history.preferences()
    assert (preferences.volume, preferences.pace) == (80, 1.5)
    assert len(complaints) == 1
    assert "volume" in complaints[0]
    history.save_preferences(preferences)
    assert ("from_the_future", "1", "") in content_of(history.path)["preference"]


def test_a_damaged_session_does_not_hide_the_others(history: History) -> None:
    """A session that cannot be read is named; the rest of the history is there."""
    good = store(history, whole_session(began()))
    bad = store(history, whole_session(began(started=START + timedelta(days=2))))
    with closing(sqlite3.connect(history.path)) as other:
        other.execute(
            "UPDATE happening SET content = '{\"step\": 1}' WHERE session = ? AND sequence = 3", (bad,)
        )
        other.commit()
    assert [session.id for session in history.sessions()] == [good]
    assert len(history.unreadable) == 1
    assert bad in history.unreadable[0]


def test_readers_work_while_a_window_is_open(history: History, here: Locations) -> None:
    """The command line sees each event as soon as it is stored, and cannot write."""
    session_id = history.begin(began())
    with HistoryReader.open(here) as reader:
        for count, event in enumerate(sets_of(began().script), start=2):
            history.append(session_id, event)
            assert len(reader.events_of(session_id)) == count
        assert not hasattr(reader, "append")


def test_only_one_window_writes(history: History, here: Locations) -> None:
    """A second one is told which process has the data, and may still read."""
    with pytest.raises(AlreadyOpenError, match=str(os.getpid())) as caught:
        History.open_to_write(here, StillClock())
    assert caught.value.pid == os.getpid()
    history.begin(began())


def test_a_reader_finds_nothing_before_the_first_start(here: Locations) -> None:
    """Reading does not make a data file or a folder."""
    with pytest.raises(NothingYetError):
        HistoryReader.open(here)
    assert not here.data_dir.exists()


def test_sessions_in_a_row_do_not_stay_in_memory(history: History) -> None:
    """Each is looked back at after the next, as a summary does: of forty no more is kept than of twenty."""

    def play(days: range) -> Counter[type]:
        for day in days:
            rests = Preferences(rest_sets_s=10 + day)  # so that no two have the same steps
            script = build_script(PLAN, 1, 1, rests, EXERCISES)
            ids.append(store(history, whole_session(replace(began(), script=script))))
            for each in ids[-2:-1]:
                assert history.record_of(each).sets
        gc.collect()
        types = (type(each) for each in gc.get_objects())
        return Counter(each for each in types if each in (SessionRecord, SetResult, Step))

    ids: list[str] = []
    after_twenty = play(range(20))
    assert play(range(20, 40)) == after_twenty


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[History]:
    """One history for many examples, and whole after all of them."""
    here = locate(tmp_path_factory.mktemp("shared"))
    with History.open_to_write(here, StillClock()) as opened:
        yield opened
    assert check.verify(here.database) == []


@settings(max_examples=30, deadline=None)
@given(
    note=st.text(max_size=200),
    effort=st.none() | st.integers(0, 10),
    seconds=st.integers(0, 4_000_000_000),
    minutes=st.integers(-14 * 60, 14 * 60),
)
def test_any_note_and_any_start_come_back(
    shared: History, note: str, effort: int | None, seconds: int, minutes: int
) -> None:
    """Whatever was typed and wherever the clock stood, the record that comes back is equal."""
    started = datetime.fromtimestamp(seconds, UTC).astimezone(timezone(timedelta(minutes=minutes)))
    events = [began(started=started), Ended(SessionState.PARTIAL, 0), Answered(effort, None, note)]
    session_id = store(shared, events)
    assert shared.record_of(session_id) == fold(session_id, events)


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is a signal of Unix systems")
def test_a_killed_writer_loses_nothing_it_acknowledged(folder: Path) -> None:
    """After kill -9 at 20 random moments each event is there once, at most one more, and in order."""
    outcome = storage_trials.killed_writers(folder, 20)
    assert outcome.broken == []
    assert outcome.counts["kills"] == 20


def test_a_filled_file_is_whole(here: Locations) -> None:
    """The file that other tests damage has nothing wrong with it to begin with."""
    ids = fill(here, 3)
    assert check.verify(here.database) == []
    with HistoryReader.open(here) as reader:
        found = reader.interrupted()
        assert found is not None
        assert found.id == ids[-1]
