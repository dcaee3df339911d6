"""The past in few words: always what the events say, whatever was done to the file."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from small_plan import PLAN
from stored_sessions import START, StillClock, began, make_older, sets_of, store, whole_session

from kneetimer.core.knee import CheckMoment, KneeCheck, Sign, limits_of
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import (
    Answered,
    Edited,
    Ended,
    Hurt,
    HurtAnswer,
    Removed,
    SessionState,
    SetEdit,
)
from kneetimer.core.steering import (
    decisive_since,
    latest_level,
    morning_due,
    open_signs,
    steered_session,
    todays_answer,
    verdict_for,
)
from kneetimer.core.summary import PastSession, summary_of
from kneetimer.core.written_down import written_down
from kneetimer.storage.engine import check
from kneetimer.storage.engine.backup import backups_in
from kneetimer.storage.engine.restore import restore
from kneetimer.storage.exchange import transfer
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.records.history import History, HistoryReader


@pytest.fixture
def history(here: Locations) -> Iterator[History]:
    with History.open_to_write(here, StillClock()) as opened:
        yield opened


def from_events(where: Locations) -> list[PastSession]:
    """The overview worked out from nothing but the events."""
    with HistoryReader.open(where) as reader:
        return [
            session if session.state is SessionState.RUNNING else summary_of(session)
            for session in reader.sessions()
        ]


def expect_the_same(where: Locations) -> None:
    """What a start reads, by a reader and by the writer, is what the events say; the file is whole."""
    expected = from_events(where)
    with HistoryReader.open(where) as reader:
        assert reader.overview() == expected
        full = reader.sessions()
    day = START.date() + timedelta(days=40)
    assert steered_session(PLAN, expected, Preferences(), day, ()) == steered_session(
        PLAN, full, Preferences(), day, ()
    )


# What may be done to a history: a word, which session, and a number for the rest.
DEEDS = st.tuples(
    st.sampled_from(
        [
            "play",
            "partial",
            "begin",
            "add",
            "answer",
            "edit",
            "remove",
            "put-back",
            "import",
            "restore",
            "forget",
            "spoil",
            "reopen",
            "older",
        ]
    ),
    st.integers(0, 9),
    st.integers(0, 30),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(DEEDS, min_size=1, max_size=12))
def test_the_overview_is_what_the_events_say(deeds: list[tuple[str, int, int]]) -> None:
    """After any edits, deletions, imports, restores and damage, nothing is missing, stale or made up."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        where, elsewhere = locate(Path(folder) / "here"), locate(Path(folder) / "there")
        clock = StillClock()
        with History.open_to_write(elsewhere, clock) as other:
            store(other, whole_session(began(3, 2, started=START - timedelta(days=3)), "from elsewhere"))
            transfer.export(other, Path(folder) / "out", clock(), "1")
        history = History.open_to_write(where, clock)
        for word, which, number in deeds:
            clock.now += timedelta(minutes=1)
            history = done(history, where, clock, Path(folder) / "out", word, which, number)
            expect_the_same(where)
        assert history.overview() == from_events(where)
        history.close()
        assert check.verify(where.database) == []


def done(
    history: History, where: Locations, clock: StillClock, out: Path, word: str, which: int, number: int
) -> History:
    """Do one thing to the history and return it, opened anew where that belongs to it."""
    start = began(1 + which % 6, 1 + number % 3, started=START + timedelta(days=number))
    over = [told for told in history.sessions(include_removed=True) if told.state is not SessionState.RUNNING]
    chosen = over[which % len(over)] if over else None
    kept = chosen is not None and chosen.state is not SessionState.DISCARDED
    match word:
        case "play":
            store(history, whole_session(start))
        case "partial":
            sets = list(sets_of(start.script))[: number % 9]
            hurt = Hurt(0, number % 11, Knee.LEFT, HurtAnswer.STOP, (Sign.SWELLING,) if which == 0 else ())
            state = SessionState.DISCARDED if which == 9 else SessionState.PARTIAL
            store(history, [start, *sets, hurt, Ended(state, 60_000)])
        case "begin":
            history.begin(start)
        case "add":
            answers = Answered(None, number % 11, "")
            history.add_session(written_down(start.script, start.started, "", 1_000, answers))
        case "answer" if chosen is not None:
            history.append(chosen.id, Answered(number % 11, which, ""))
        case "edit" if chosen is not None and kept:
            step = chosen.sets[number % len(chosen.sets)].step
            state = SessionState.FINISHED if which % 2 else None
            history.append(chosen.id, Edited(clock(), (SetEdit(step, number % 4),), None, state=state))
        case "remove" if chosen is not None and kept:
            history.append(chosen.id, Removed(clock()))
        case "put-back" if chosen is not None and kept:
            history.append(chosen.id, Removed(clock(), removed=False))
        case "import":
            transfer.import_file(history, out / "kneetimer.json")
        case "restore":
            history.back_up()
            history.close()
            copies = backups_in(where.backups_dir)
            # Where a summary was changed, the person was told and wants it back all the same.
            restore(copies[number % len(copies)].path, where, clock(), spoiled=True)
            return History.open_to_write(where, clock)
        case "forget" | "spoil":
            history.close()
            change = "DELETE FROM brief"
            if word == "spoil":
                change = "UPDATE brief SET content = replace(content, '1', '2')"
            with closing(sqlite3.connect(where.database, isolation_level=None)) as connection:
                connection.execute(change)
            return History.open_to_write(where, clock)
        case "older":
            history.close()
            make_older(where.database, 3)
            return History.open_to_write(where, clock)
        case "reopen":
            history.close()
            return History.open_to_write(where, clock)
    return history


def test_a_start_after_the_first_reads_no_events(history: History, here: Locations) -> None:
    """What is known in few words is taken from there: events that are gone are not missed."""
    store(history, whole_session(began()))
    expected = history.overview()
    history.close()
    with closing(sqlite3.connect(here.database, isolation_level=None)) as connection:
        connection.execute("DELETE FROM happening")
    with HistoryReader.open(here) as reader:
        assert reader.overview() == expected


def test_a_changed_brief_is_found_and_made_again(history: History, here: Locations) -> None:
    """verify names the session; the next start reads the events instead, and then all is well."""
    session = store(history, whole_session(began()))
    history.close()
    with closing(sqlite3.connect(here.database, isolation_level=None)) as connection:
        connection.execute("UPDATE brief SET content = replace(content, '\"share\":1.0', '\"share\":0.0')")
    (finding,) = check.verify(here.database)
    assert finding.session == session and "summary" in finding.sentence
    with History.open_to_write(here, StillClock()) as again:
        (told,) = again.overview()
        assert told.share == 1.0
    assert check.verify(here.database) == []


def test_a_session_that_cannot_be_read_is_said_and_left_out(history: History, here: Locations) -> None:
    """Without its summary and with a broken event: the others are there, and a sentence names it."""
    broken, whole = store(history, whole_session(began())), store(history, whole_session(began(2)))
    history.close()
    with closing(sqlite3.connect(here.database, isolation_level=None)) as connection:
        connection.execute("DELETE FROM brief")
        connection.execute("UPDATE happening SET content = '{' WHERE session = ? AND sequence = 2", (broken,))
    with HistoryReader.open(here) as reader:
        assert [told.id for told in reader.overview()] == [whole]
        assert len(reader.unreadable) == 1 and broken in reader.unreadable[0]


UNANSWERED = Answered(None, None, "")
MOMENTS = st.tuples(
    st.one_of(st.integers(0, 60), st.integers(0, 60), st.integers(75, 120)),  # the day, mostly long ago
    st.integers(0, 23),
    st.integers(-12, 13),  # the zone in which it is told
    st.sampled_from(CheckMoment),
    st.integers(0, 10),
    st.sampled_from(["", "", "", "swelling", "changed", "moved", "deleted"]),
    st.booleans(),  # about a session, or about none
)


def told(
    day: int,
    moment: CheckMoment,
    level: int = 3,
    hour: int = 12,
    zone: int = 1,
    *,
    fate: str = "",
    about: bool = False,
) -> tuple[int, int, int, CheckMoment, int, str, bool]:
    return day, hour, zone, moment, level, fate, about


SIX = [85, 88, 91, 94, 97, 100]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.integers(80, 110), min_size=5, max_size=9, unique=True),
    st.lists(MOMENTS, max_size=5),
    st.integers(110, 125),
)
@example(SIX, [told(10, CheckMoment.AFTER, fate="swelling"), told(40, CheckMoment.AFTER)], 112)
@example(
    SIX,
    [
        told(5, CheckMoment.AFTER, fate="swelling"),
        told(12, CheckMoment.BEFORE),
        told(40, CheckMoment.AFTER),
    ],
    112,
)
@example(
    SIX,
    [
        told(10, CheckMoment.MORNING, 0),
        told(40, CheckMoment.BEFORE),
        told(101, CheckMoment.MORNING, 6, about=True),
    ],
    112,
)
@example(SIX, [told(50, CheckMoment.AFTER, 1, 23, -12), told(51, CheckMoment.AFTER, 9, 0, 13)], 112)
def test_the_answers_that_are_read_at_a_start_say_what_all_of_them_say(
    days: list[int], answers: list[tuple[int, int, int, CheckMoment, int, str, bool]], today: int
) -> None:
    """Whatever was answered, changed or deleted years ago: the knee steers today as with all answers."""
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        clock = StillClock()
        with History.open_to_write(locate(Path(folder)), clock) as history:
            for day in days:
                start = began(1, 1, started=START + timedelta(days=day))
                history.add_session(written_down(start.script, start.started, "", 1_000, UNANSWERED))
            past = history.overview()
            for number, (day, hour, zone, moment, level, fate, about) in enumerate(answers):
                at = datetime(2026, 11, 20, hour, tzinfo=timezone(timedelta(hours=zone))) + timedelta(day)
                near = min(past, key=lambda one: abs(one.started - at)).id if about else None
                signs = (Sign.SWELLING,) if fate == "swelling" else ()
                check = KneeCheck(str(number), at, moment, level, Knee.LEFT, near, signs)
                history.save_answer(check)
                if fate == "changed":
                    history.save_answer(replace(check, level=10 - level, signs=(Sign.LOCKING,)))
                if fate == "moved":
                    history.save_answer(replace(check, at=at + timedelta(days=9)))
                if fate == "deleted":
                    history.remove_answer(check)
            every = history.knee_checks()
            few = history.decisive_checks(decisive_since(past))
            now = START.date() + timedelta(days=today)
            limits = limits_of(Preferences())
            for checks in (few, every):
                assert verdict_for(past, checks, limits, now) == verdict_for(past, every, limits, now)
                assert todays_answer(past, checks, now) == todays_answer(past, every, now)
                assert open_signs(past, checks) == open_signs(past, every)
                assert latest_level(past, checks) == latest_level(past, every)
                due = morning_due(past, checks, frozenset(), now)
                assert due == morning_due(past, every, frozenset(), now)


def test_a_start_reads_few_of_many_answers(history: History) -> None:
    """Of two years of answers only those of the last weeks are read."""
    for number in range(100):
        at = START + timedelta(days=7 * number)
        session = history.add_session(written_down(began().script, at, "", 1_000, UNANSWERED))
        history.save_answer(KneeCheck(f"b{number}", at, CheckMoment.BEFORE, 2, Knee.LEFT, session))
    assert len(history.decisive_checks(decisive_since(history.overview()))) < 15
