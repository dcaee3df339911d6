"""Deleted sessions are kept as deleted until they are forgotten for good."""

from stored_sessions import START, StillClock, began, store, whole_session

from kneetimer.core.knee import AnswersOpen, CheckMoment, KneeCheck, MorningAsked, QuestionAfter
from kneetimer.core.record import Answered, Removed
from kneetimer.storage.engine import check
from kneetimer.storage.forget import deleted_sessions, forget
from kneetimer.storage.locations import Locations
from kneetimer.storage.records.history import History

CANARY = "kneecanary7f3a"


def test_what_is_forgotten_leaves_no_byte(here: Locations) -> None:
    """Its note, its events and the answers about it are gone; every other session is as it was."""
    with History.open_to_write(here, StillClock()) as history:
        gone = store(history, whole_session(began(1)))
        history.append(gone, Answered(3, 4, CANARY))
        history.save_answer(KneeCheck(CANARY, START, CheckMoment.AFTER, 7, session=gone))
        history.save_answer(MorningAsked(gone, START))
        history.save_answer(AnswersOpen(gone, START, (QuestionAfter.EFFORT,)))
        stays = store(history, whole_session(began(2)))
        history.save_answer(KneeCheck("k", START, CheckMoment.AFTER, 2, session=stays))
        history.append(gone, Removed(START))
        kept = history.record_of(stays)
        assert CANARY.encode() in here.database.read_bytes()
        assert deleted_sessions(history) == [gone]
        assert forget(history) == 1
        assert forget(history) == 0
        assert history.sessions(include_removed=True) == [kept]
        assert [each.id for each in history.knee_checks()] == ["k"]
    content = here.database.read_bytes()
    assert CANARY.encode() not in content
    assert gone.encode() not in content
    assert check.verify(here.database) == []
