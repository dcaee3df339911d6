"""Corrected, deleted and written-down sessions on the disk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from stored_sessions import (
    START,
    StillClock,
    as_it_happened,
    began,
    content_of,
    script,
    store,
    whole_session,
)

from kneetimer.core.folding import fold
from kneetimer.core.record import (
    Answered,
    Edited,
    Removed,
    SessionEvent,
    SessionState,
    SetEdit,
)
from kneetimer.core.written_down import written_down
from kneetimer.storage.engine import check
from kneetimer.storage.locations import Locations
from kneetimer.storage.records.history import History

LATER = START + timedelta(days=1)


@pytest.fixture
def history(here: Locations) -> Iterator[History]:
    with History.open_to_write(here, StillClock()) as opened:
        yield opened


def test_a_correction_keeps_what_happened(history: History, here: Locations) -> None:
    """The corrected session reads back corrected, the file is whole, the original can still be told."""
    events = whole_session(began())
    session = store(history, events)
    original = history.record_of(session)
    first = original.sets[0].step
    history.append(session, Edited(LATER, (SetEdit(first, 3),), Answered(9, 0, "was harder")))
    told = history.record_of(session)
    assert (told.sets[0].reps, told.effort, told.edited) == (3, 9, LATER)
    stored = [event for _, event in history.events_of(session)]
    assert fold(session, as_it_happened(stored)) == original
    history.close()
    assert check.verify(here.database) == []
    (row,) = content_of(here.database)["session"]
    assert row[13] == sum(result.reps or 0 for result in told.sets)


def test_a_deleted_session_is_out_of_the_list_and_comes_back(history: History) -> None:
    """Deleting takes one session out of the lists; undo puts it back as it was."""
    keep, gone = store(history, whole_session(began())), store(history, whole_session(began(2)))
    before = history.sessions()
    history.append(gone, Removed(LATER))
    assert [session.id for session in history.sessions()] == [keep]
    assert {session.id for session in history.sessions(include_removed=True)} == {keep, gone}
    history.append(gone, Removed(LATER + timedelta(minutes=1), removed=False))
    assert history.sessions() == before


def test_a_running_session_cannot_be_corrected(history: History) -> None:
    """What is still being done is not edited from outside; nothing is stored."""
    session = history.begin(began())
    with pytest.raises(ValueError, match="over"):
        history.append(session, Edited(LATER))
    assert len(history.events_of(session)) == 1


def test_a_session_done_elsewhere_is_added_whole(history: History, here: Locations) -> None:
    """It is one of the sessions, marked, sealed like the others, and never offered to be resumed."""
    told = written_down(script(2, 1), START, "Europe/Berlin", 1_500_000, Answered(5, 1, "hotel room"))
    session = history.add_session(told)
    assert history.record_of(session) == fold(session, told)
    assert history.record_of(session).by_hand
    assert history.interrupted() is None
    history.append(session, Removed(LATER))
    assert history.sessions() == []
    history.close()
    assert check.verify(here.database) == []


@pytest.mark.parametrize("cut", [1, 2])
def test_a_session_that_cannot_have_happened_is_not_added(
    history: History, here: Locations, cut: int
) -> None:
    """An answer before the end, or a set after it, is refused and leaves nothing behind."""
    told: list[SessionEvent] = written_down(script(), START, "", 1, Answered(None, None, ""))
    wrong = [*told[:-2], told[-1], told[-2]] if cut == 1 else [*told, told[1]]
    with pytest.raises(ValueError, match="end"):
        history.add_session(wrong)
    rows = content_of(here.database)
    assert (rows["session"], rows["happening"], rows["script"]) == ([], [], [])


def test_a_partial_session_can_be_made_whole(history: History) -> None:
    """A correction of the state changes what counts for the plan."""
    session = history.add_session(
        written_down(script(), START, "", 1, Answered(None, None, ""), dict.fromkeys(strength_sets(), 0))
    )
    assert not history.record_of(session).counts()
    history.append(session, Edited(LATER, state=SessionState.FINISHED))
    assert history.record_of(session).counts()


def strength_sets() -> list[int]:
    steps = script().steps
    return [at for at, step in enumerate(steps) if step.is_set and step.block.value == "strength"]


@pytest.mark.parametrize("back", [timedelta(milliseconds=1), timedelta(days=1), timedelta(days=20_000)])
def test_a_correction_made_after_the_clock_was_set_back_counts(history: History, back: timedelta) -> None:
    """Of two corrections the one that was made last holds, whatever the clock said; its undo too."""
    session = store(history, whole_session(began()))
    step = history.record_of(session).sets[0].step
    history.append(session, Edited(LATER, (SetEdit(step, 3),), Answered(9, 0, "first")))
    history.append(session, Edited(LATER - back, (SetEdit(step, 7),), Answered(1, 2, "second")))
    told = history.record_of(session)
    assert (told.sets[0].reps, told.effort, told.note) == (7, 1, "second")
    history.append(session, Removed(LATER - back))
    assert history.record_of(session).removed
    history.append(session, Removed(LATER - 2 * back, removed=False))
    assert not history.record_of(session).removed


def test_a_correction_is_later_than_one_from_a_computer_with_a_wrong_clock(history: History) -> None:
    """An edit that came with an import and is dated years ahead does not win for ever."""
    session = store(history, whole_session(began()))
    history.append(session, Edited(LATER.replace(year=2099), answers=Answered(9, 9, "of a wrong clock")))
    history.append(session, Edited(LATER, answers=Answered(2, 1, "right")))
    assert history.record_of(session).note == "right"
