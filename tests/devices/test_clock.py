"""The zone of the machine, by the rules of the C library, against the tables of zones that Python reads."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kneetimer.core.moments import later, stamp
from kneetimer.devices.process.clock import Clock, LocalZone

ZONES = ["Europe/Berlin", "America/Santiago", "Australia/Lord_Howe", "Pacific/Apia", "America/Los_Angeles"]

pytestmark = pytest.mark.skipif(not hasattr(time, "tzset"), reason="this system has no zone for one program")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Where TZ can be set; afterwards the zone is that of before."""
    yield monkeypatch
    monkeypatch.undo()
    time.tzset()


def live_in(zone: str, machine: pytest.MonkeyPatch) -> None:
    machine.setenv("TZ", zone)
    time.tzset()


@pytest.mark.parametrize("zone", ZONES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.datetimes(datetime(2011, 1, 1), datetime(2036, 1, 1)))
def test_the_zone_has_all_its_clock_changes(zone: str, machine: pytest.MonkeyPatch, at: datetime) -> None:
    """At any moment of 25 years the local time, its offset and its fold are those of the zone."""
    live_in(zone, machine)
    expected = at.replace(tzinfo=UTC).astimezone(ZoneInfo(zone))
    local = at.replace(tzinfo=UTC).astimezone(LocalZone())
    assert (local.replace(tzinfo=None), local.fold) == (expected.replace(tzinfo=None), expected.fold)
    assert (local.utcoffset(), local.tzname()) == (expected.utcoffset(), expected.tzname())
    assert local.astimezone(UTC) == at.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "shown", "fold", "offset"),
    [
        ("Europe/Berlin", "2027-03-28 02:30", 0, "+01:00"),  # skipped: Python's rule is the offset before
        ("Europe/Berlin", "2027-03-28 02:30", 1, "+02:00"),
        ("Europe/Berlin", "2027-10-31 02:30", 0, "+02:00"),
        ("Europe/Berlin", "2027-10-31 02:30", 1, "+01:00"),
        ("Australia/Lord_Howe", "2027-04-04 01:45", 0, "+11:00"),
        ("Australia/Lord_Howe", "2027-04-04 01:45", 1, "+10:30"),
        ("America/Santiago", "2027-09-05 00:00", 0, "-04:00"),
    ],
)
def test_a_time_on_the_clock_has_its_offset(
    zone: str, shown: str, fold: int, offset: str, machine: pytest.MonkeyPatch
) -> None:
    """Times that a night has twice or not at all are told apart by `fold`, as everywhere in Python."""
    live_in(zone, machine)
    moment = datetime.fromisoformat(shown).replace(tzinfo=LocalZone(), fold=fold)
    assert stamp(moment).isoformat() == f"{shown.replace(' ', 'T')}:00{offset}"


def test_35_minutes_of_a_night_in_berlin(machine: pytest.MonkeyPatch) -> None:
    """At 01:55 in the night of 28 March a session of 35 minutes is done at 03:30."""
    live_in("Europe/Berlin", machine)
    start = datetime(2027, 3, 28, 1, 55, tzinfo=LocalZone())
    assert later(start, timedelta(minutes=35)).isoformat() == "2027-03-28T03:30:00+02:00"


def test_years_that_no_c_library_knows_do_not_stop_the_program(machine: pytest.MonkeyPatch) -> None:
    """A file with a date far away gets some offset, and no error."""
    live_in("Asia/Tokyo", machine)
    assert datetime(1, 1, 1, tzinfo=LocalZone()).utcoffset() == timedelta(hours=9)
    assert datetime.max.replace(tzinfo=LocalZone()).utcoffset() == timedelta(hours=9)
    early = datetime(1, 1, 1, tzinfo=UTC).astimezone(LocalZone())
    assert early.replace(tzinfo=None) == datetime(1, 1, 1, 9)


def test_the_clock_follows_a_computer_that_travels(machine: pytest.MonkeyPatch) -> None:
    """The zone is the one of this moment, with its name, also where it changed since the start."""
    clock = Clock()
    for zone, offset in (("Asia/Tokyo", 9), ("America/Phoenix", -7)):
        machine.setenv("TZ", zone)
        assert clock.now().utcoffset() == timedelta(hours=offset)
        assert clock.stamp().tzinfo == timezone(timedelta(hours=offset))
        assert clock.zone() == zone


@pytest.mark.parametrize(
    ("told", "name"),
    [
        (":Europe/Berlin", "Europe/Berlin"),
        ("/usr/share/zoneinfo/Europe/Berlin", "Europe/Berlin"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "CET"),
        ("", "UTC"),
    ],
)
def test_the_zone_is_named_however_tz_tells_it(told: str, name: str, machine: pytest.MonkeyPatch) -> None:
    """A name, a file of the system, a rule and nothing at all are what TZ may be."""
    if told.startswith("/") and not Path(told).exists():
        pytest.skip("this system keeps its zones elsewhere")
    live_in(told, machine)
    assert Clock().zone() == name
