"""When an answer is taken to have been given that is written into a session afterwards."""

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from small_plan import session

from kneetimer.core.knee import CheckMoment
from kneetimer.core.session_edit import KneeEdit, SessionEdit, edited_checks

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("started", "moment", "given"),
    [
        ("2027-03-27T23:40:00+01:00", CheckMoment.BEFORE, "2027-03-27T23:40:00+01:00"),
        ("2027-03-27T18:40:00+01:00", CheckMoment.MORNING, "2027-03-28T07:30:00+02:00"),
        ("2027-10-30T18:40:00+02:00", CheckMoment.MORNING, "2027-10-31T07:30:00+01:00"),
        ("2027-03-27T18:40:00-07:00", CheckMoment.MORNING, "2027-03-28T07:30:00-07:00"),  # on a journey
    ],
)
def test_an_answer_written_in_later_has_the_local_time_of_its_session(
    started: str, moment: CheckMoment, given: str
) -> None:
    """The next morning is half past seven on the wall, also after the night when the clocks were changed."""
    record = session(1, 1, datetime.fromisoformat(started))
    kept, dropped = edited_checks(SessionEdit(record.id, checks=(KneeEdit(moment, 2),)), record, [], BERLIN)
    assert ([check.at.isoformat() for check in kept], dropped) == ([given], [])


def test_an_answer_after_a_session_comes_when_it_is_over() -> None:
    """The session lasts what it lasted, and its end has the offset that holds then."""
    start = datetime(2027, 3, 28, 1, 59, tzinfo=timezone(timedelta(hours=1)))
    record = session(1, 1, start)
    assert timedelta(minutes=1) < timedelta(milliseconds=record.active_ms) < timedelta(hours=1)
    asked = SessionEdit(record.id, checks=(KneeEdit(CheckMoment.AFTER, 2),))
    ((check,), _) = edited_checks(asked, record, [], BERLIN)
    assert check.at - start == timedelta(milliseconds=record.active_ms)
    assert check.at.utcoffset() == timedelta(hours=2)
