"""The made-up history can be stored as a real one is."""

from datetime import UTC, date, datetime
from pathlib import Path

from stored_sessions import records_of

from kneetimer.program import demo
from kneetimer.storage.engine import check
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History


def test_the_demo_can_be_stored_and_read_back(tmp_path: Path) -> None:
    """What comes back is what was told, the file is in order, and the deleted session is not shown."""
    told = demo.six_weeks(load_plan("six-week-knee"), load_exercises(), date(2026, 11, 12))

    def clock() -> datetime:
        return datetime(2026, 11, 12, 20, tzinfo=UTC)

    with History.open_to_write(locate(tmp_path), clock) as history:
        demo.store(history, told)
        stored = history.sessions(include_rehearsals=True, newest_first=False)
        assert history.unreadable == ()
        assert set(history.knee_checks()) == set(told.checks)
    expected = [record for record in records_of(told) if not record.removed]
    assert stored == sorted(expected, key=lambda record: record.started)
    assert len(expected) == len(told.sessions) - 1
    assert check.verify(locate(tmp_path).database) == []
