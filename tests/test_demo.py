"""The made-up history can be stored as a real one is."""

from datetime import UTC, date, datetime
from pathlib import Path

from kneetimer import demo
from kneetimer.core.record import Began, Edited, Removed
from kneetimer.storage.history import History
from kneetimer.storage.library import load_exercises
from kneetimer.storage.locations import locate
from kneetimer.storage.plan_file import load_plan


def test_the_demo_can_be_written_and_read_back(tmp_path: Path) -> None:
    """Every happening goes through the same door as those of a real session, and nothing changes."""
    told = demo.six_weeks(load_plan("six-week-knee"), load_exercises(), date(2026, 11, 12))

    # Each happening is one safe write, which takes its time: the two sessions that were changed do.
    some = [session for session in told.sessions if isinstance(session.happenings[-1], Edited | Removed)]
    assert {type(session.happenings[-1]) for session in some} == {Edited, Removed}

    def clock() -> datetime:
        return datetime(2026, 11, 12, 20, tzinfo=UTC)

    with History.open_to_write(locate(tmp_path), clock) as history:
        for session in some:
            began, *others = session.happenings
            assert isinstance(began, Began)
            history.begin(began, session.id)
            for happening in others:
                history.append(session.id, happening)
        for check in told.checks:
            history.save_answer(check)
        stored = {record.id: record for record in history.sessions(include_rehearsals=True)}
        assert set(history.knee_checks()) == set(told.checks)
    records = [session.record() for session in some]
    assert stored == {record.id: record for record in records if not record.removed}
