"""Answers about the knees on the disk: kept, corrected, deleted, migrated to, and checked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta

import pytest
from stored_sessions import START, StillClock, began, content_of, make_older, store, whole_session

from kneetimer.core.knee import CheckMoment, FootNote, KneeCheck, MorningAsked, Sign
from kneetimer.core.preferences import Knee
from kneetimer.storage.engine import check, database
from kneetimer.storage.engine.backup import backups_in
from kneetimer.storage.engine.restore import restore
from kneetimer.storage.engine.schema import CURRENT, Schema
from kneetimer.storage.locations import Locations
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.storage.records.write_queue import WriteQueue

BEFORE = KneeCheck("b1", START, CheckMoment.BEFORE, 3, Knee.LEFT, None, (Sign.SWELLING,))
MORNING = KneeCheck("m1", START + timedelta(hours=14), CheckMoment.MORNING, 1, session="s1")
NOTE = FootNote("f1", START, 4, None)
VERSION_1 = Schema(1, CURRENT.tables[:6])  # five tables and an index


@pytest.fixture
def clock() -> StillClock:
    return StillClock()


@pytest.fixture
def history(here: Locations, clock: StillClock) -> Iterator[History]:
    with History.open_to_write(here, clock) as opened:
        yield opened


def test_answers_come_back_as_they_were_given(history: History, here: Locations) -> None:
    """Level, knee, signs, session and the local time with its offset are read back equal, oldest first."""
    for answer in (MORNING, NOTE, BEFORE, MorningAsked("s1", START)):
        history.save_answer(answer)
    with HistoryReader.open(here) as reader:
        assert reader.knee_checks() == [BEFORE, MORNING]
        assert reader.knee_checks()[0].at.utcoffset() == START.utcoffset()
        assert reader.foot_notes() == [NOTE]
        assert [reader.was_morning_asked(each) for each in ("s1", "s2")] == [True, False]
    assert check.verify(here.database) == []


def test_the_newest_word_counts_and_the_older_ones_stay(history: History, here: Locations) -> None:
    """An answer that is corrected has one value; what was said first is still in the file."""
    history.save_answer(BEFORE)
    history.save_answer(replace(BEFORE, level=5, session="s1"))
    assert [answer.level for answer in history.knee_checks()] == [5]
    assert len(content_of(here.database)["entry"]) == 2


def test_saving_the_same_answer_again_adds_nothing(history: History, here: Locations) -> None:
    """A save whose answer was lost can be repeated."""
    history.save_answer(BEFORE)
    history.save_answer(BEFORE)
    assert len(content_of(here.database)["entry"]) == 1


def test_a_deleted_answer_can_be_taken_back(history: History) -> None:
    """Deleting hides an answer, saving it again brings it back."""
    history.save_answer(NOTE)
    history.remove_answer(NOTE)
    assert history.foot_notes() == []
    history.save_answer(NOTE)
    assert history.foot_notes() == [NOTE]


def test_a_clock_that_was_set_back_does_not_revive_an_older_word(history: History, clock: StillClock) -> None:
    """The correction made last counts, also when the clock says that it was made first."""
    history.save_answer(BEFORE)
    clock.now -= timedelta(days=400)
    history.save_answer(replace(BEFORE, level=6))
    history.save_answer(replace(BEFORE, level=7))
    assert [answer.level for answer in history.knee_checks()] == [7]


def test_a_changed_answer_is_found_and_costs_only_itself(history: History, here: Locations) -> None:
    """A level that was changed in the file by hand is not shown, and verify names it."""
    history.save_answer(BEFORE)
    history.save_answer(MORNING)
    history.close()
    with closing(sqlite3.connect(here.database)) as connection, connection:
        connection.execute("UPDATE entry SET content = replace(content, '3', '4') WHERE id = 'b1'")
    with HistoryReader.open(here) as reader:
        assert reader.knee_checks() == [MORNING]
    (finding,) = check.verify(here.database)
    assert "b1" in finding.sentence


def test_a_file_of_the_first_version_takes_answers(here: Locations, clock: StillClock) -> None:
    """It is backed up, brought to the current version with its sessions as they were, and whole."""
    with History.open_to_write(here, clock) as old:
        session = store(old, whole_session(began(), "as it was"))
        before = old.sessions()
    make_older(here.database, 1)
    rows = content_of(here.database)
    assert "entry" not in rows
    with History.open_to_write(here, clock) as history:
        assert history.sessions() == before
        history.save_answer(replace(MORNING, session=session))
        assert len(history.knee_checks()) == 1
    after = content_of(here.database)
    assert {name: after[name] for name in rows} == rows
    assert check.verify(here.database) == []
    (backup,) = backups_in(here.backups_dir)
    assert content_of(backup.path) == rows


def test_a_reader_and_a_restore_accept_the_first_version(here: Locations, clock: StillClock) -> None:
    """Reading an old file leaves it old; a restored old backup works at the next start."""
    with History.open_to_write(here, clock) as new:
        store(new, whole_session(began()))
    make_older(here.database, 1)
    with History(database.open_writer(here, clock, VERSION_1), here, clock) as old:
        old.back_up()
    rows = content_of(here.database)
    with HistoryReader.open(here) as reader:
        assert reader.knee_checks() == []
        assert len(reader.sessions()) == 1
    assert content_of(here.database) == rows
    restore(backups_in(here.backups_dir)[0].path, here, clock())
    with History.open_to_write(here, clock) as history:
        assert len(history.sessions()) == 1
        history.save_answer(NOTE)


def test_a_keeper_stores_answers_too(history: History) -> None:
    """An answer given through the queue is on the disk, and nothing waits."""
    queue = WriteQueue(history, StillClock())
    assert queue.save_answer(BEFORE)
    assert queue.pending == 0
    assert history.knee_checks() == [BEFORE]


def test_an_open_reader_sees_what_is_answered_later(history: History, here: Locations) -> None:
    """What was read once is not told again when it has changed, here or in another program."""
    history.save_answer(BEFORE)
    with HistoryReader.open(here) as reader:
        assert reader.knee_checks() == history.knee_checks() == [BEFORE]
        history.save_answer(MORNING)
        assert reader.knee_checks() == history.knee_checks() == [BEFORE, MORNING]
        history.remove_answer(BEFORE)
        assert reader.knee_checks() == history.knee_checks() == [MORNING]


@pytest.mark.parametrize("change", ["day = '2020-01-01'", "moment = 'after'", "signs = 4", "day = NULL"])
def test_an_answer_that_queries_would_pass_over_is_named(
    history: History, here: Locations, change: str
) -> None:
    """What stands beside an answer for queries is checked against the answer itself."""
    history.save_answer(KneeCheck("k1", START, CheckMoment.BEFORE, 2))
    history.close()
    assert check.verify(here.database) == []
    with closing(sqlite3.connect(here.database, isolation_level=None)) as connection:
        connection.execute(f"UPDATE entry SET {change}")
    (finding,) = check.verify(here.database)
    assert "knee-check k1" in finding.sentence
