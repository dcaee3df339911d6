"""Hours that pass in the nights when clocks are changed. The right values are reckoned by hand."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kneetimer.core.moments import in_zone, later, passed, shown, stamp

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [BERLIN, *map(ZoneInfo, ("America/Santiago", "Australia/Lord_Howe", "Pacific/Apia"))]


@pytest.mark.parametrize(
    ("zone", "start", "minutes", "end"),
    [
        ("Europe/Berlin", "2027-03-28 01:55", 35, "2027-03-28 03:30"),
        ("Europe/Berlin", "2027-10-31 02:40", 35, "2027-10-31 02:15"),
        ("Europe/Berlin", "2027-10-31 01:55", 120, "2027-10-31 02:55"),
        ("America/Santiago", "2027-04-03 23:40", 35, "2027-04-03 23:15"),  # midnight comes an hour later
        ("America/Santiago", "2027-09-04 23:50", 35, "2027-09-05 01:25"),  # the day begins at one
        ("Australia/Lord_Howe", "2027-04-04 01:50", 20, "2027-04-04 01:40"),  # by half an hour
        ("Australia/Lord_Howe", "2027-10-03 01:50", 35, "2027-10-03 02:55"),
        ("Pacific/Apia", "2011-12-29 23:50", 35, "2011-12-31 00:25"),  # a day that never was
        ("America/Los_Angeles", "2026-11-30 18:30", 35, "2026-11-30 19:05"),
    ],
)
def test_time_passes_through_a_change_of_the_clocks(zone: str, start: str, minutes: int, end: str) -> None:
    """What the clock on the wall shows after some minutes, in nights with an hour more, less or a half."""
    moment = datetime.fromisoformat(start).replace(tzinfo=ZoneInfo(zone))
    after = later(moment, timedelta(minutes=minutes))
    assert f"{after:%Y-%m-%d %H:%M}" == end
    assert passed(moment, after) == timedelta(minutes=minutes)
    assert later(after, timedelta(minutes=-minutes)).timestamp() == moment.timestamp()


@given(
    at=st.datetimes(datetime(2010, 1, 1), datetime(2038, 1, 1)),
    by=st.timedeltas(timedelta(days=-8), timedelta(days=8)),
    zone=st.sampled_from(ZONES),
)
def test_what_passes_is_what_was_added(at: datetime, by: timedelta, zone: ZoneInfo) -> None:
    """At any time of any year and zone, adding and measuring agree, and stamps agree with both."""
    moment = at.replace(tzinfo=UTC).astimezone(zone)
    after = later(moment, by)
    assert after.tzinfo is zone
    assert passed(moment, after) == stamp(after) - stamp(moment) == by
    assert (stamp(moment) < stamp(after)) == (by > timedelta())


def test_a_stamp_knows_the_hour_that_comes_twice() -> None:
    """The second 02:10 of a night is later than the first 02:40, and each keeps its offset."""
    first = datetime(2027, 10, 31, 2, 40, tzinfo=BERLIN)
    second = datetime(2027, 10, 31, 2, 10, fold=1, tzinfo=BERLIN)
    assert stamp(second) > stamp(first)
    assert stamp(first).isoformat() == "2027-10-31T02:40:00+02:00"
    assert stamp(second).isoformat() == "2027-10-31T02:10:00+01:00"
    with pytest.raises(ValueError, match="zone"):
        stamp(datetime(2027, 10, 31))


def test_a_time_that_the_clocks_skip_comes_after_the_gap() -> None:
    """Half past two in a night without it is half past three; in a night that has it twice, the first."""
    assert shown(datetime(2027, 3, 28, 2, 30), BERLIN).isoformat() == "2027-03-28T03:30:00+02:00"
    assert shown(datetime(2027, 10, 31, 2, 30), BERLIN).isoformat() == "2027-10-31T02:30:00+02:00"
    assert shown(datetime(2027, 6, 1, 7), BERLIN).isoformat() == "2027-06-01T07:00:00+02:00"


def test_a_stored_moment_takes_on_the_rules_of_its_own_zone_only() -> None:
    """What was stored in Berlin goes on by Berlin's rules; what was stored on a journey keeps its offset."""
    at_home = datetime(2027, 3, 27, 18, tzinfo=timezone(timedelta(hours=1)))
    assert later(in_zone(at_home, BERLIN), timedelta(days=1)).isoformat() == "2027-03-28T19:00:00+02:00"
    away = datetime(2027, 3, 27, 18, tzinfo=timezone(timedelta(hours=-7)))
    assert in_zone(away, BERLIN) is away
