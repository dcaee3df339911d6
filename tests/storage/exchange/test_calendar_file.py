"""The calendar file: what a calendar reads in it, and what stays when it is written again."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from kneetimer.storage.exchange.calendar_file import Appointment, CalendarError, uid_of, write_calendar

ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
FIRST = Appointment(uid_of("p", 1, 1), datetime(2026, 11, 24, 18), 34, "Session 1", "Squats, äöü; 2 × 15")
SECOND = Appointment(uid_of("p", 1, 2), datetime(2026, 11, 27, 18), 35, "Session 2", "Bridges")


def events(path: Path) -> dict[str, Event]:
    return {str(event["UID"]): event for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def test_a_calendar_reads_the_sessions(tmp_path: Path) -> None:
    """Each session has its title, its local time without a zone, its end, and when it was written."""
    path = tmp_path / "knee.ics"
    assert write_calendar(path, [FIRST, SECOND], NOW) == 2
    read = events(path)
    assert set(read) == {FIRST.uid, SECOND.uid}
    event = read[FIRST.uid]
    assert event["DTSTART"].dt == datetime(2026, 11, 24, 18)
    assert event["DTEND"].dt == datetime(2026, 11, 24, 18, 34)
    assert event["DTSTAMP"].dt == NOW.astimezone(UTC)
    assert (event["SUMMARY"], event["DESCRIPTION"]) == (FIRST.title, FIRST.about)


def test_writing_again_changes_nothing_that_stays(tmp_path: Path) -> None:
    """The file of yesterday and of today are the same where nothing moved."""
    path = tmp_path / "knee.ics"
    write_calendar(path, [FIRST, SECOND], NOW)
    before = path.read_bytes()
    write_calendar(path, [FIRST, SECOND], NOW + timedelta(hours=5))
    assert path.read_bytes() == before


def test_a_session_that_moves_keeps_its_event(tmp_path: Path) -> None:
    """It has the same UID, the new time and a higher sequence, so that a calendar moves it too."""
    path = tmp_path / "knee.ics"
    write_calendar(path, [FIRST, SECOND], NOW)
    write_calendar(path, [FIRST, replace(SECOND, start=datetime(2026, 11, 29, 18))], NOW)
    read = events(path)
    assert len(read) == 2
    assert read[SECOND.uid]["DTSTART"].dt == datetime(2026, 11, 29, 18)
    assert (read[FIRST.uid]["SEQUENCE"], read[SECOND.uid]["SEQUENCE"]) == (0, 1)


def test_what_is_over_stays_and_what_is_no_longer_to_come_goes(tmp_path: Path) -> None:
    """After the first session its event stays in the calendar; a session that fell away does not."""
    path = tmp_path / "knee.ics"
    write_calendar(path, [FIRST, SECOND], NOW)
    write_calendar(path, [], NOW + timedelta(days=2))
    assert set(events(path)) == {FIRST.uid}


def test_events_of_others_stay(tmp_path: Path) -> None:
    """A file that holds a birthday too still holds it afterwards."""
    path = tmp_path / "mine.ics"
    path.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//me//me//EN\r\nBEGIN:VEVENT\r\nUID:birthday@home\r\n"
        "DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20261201\r\nSUMMARY:Birthday\r\nEND:VEVENT\r\n"
        "END:VCALENDAR\r\n"
    )
    write_calendar(path, [FIRST], NOW)
    write_calendar(path, [FIRST], NOW)
    read = events(path)
    assert set(read) == {"birthday@home", FIRST.uid}
    assert read["birthday@home"]["SUMMARY"] == "Birthday"


@pytest.mark.parametrize("content", [b"a letter", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"\x00\x01"])
def test_what_is_no_calendar_is_left_alone(tmp_path: Path, content: bytes) -> None:
    """A file that somebody needs for something else is named and not overwritten."""
    path = tmp_path / "letter.txt"
    path.write_bytes(content)
    with pytest.raises(CalendarError, match="nothing was written"):
        write_calendar(path, [FIRST], NOW)
    assert path.read_bytes() == content


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    """Where the file cannot be written there is one sentence, and no piece of a file."""
    with pytest.raises(CalendarError, match="cannot be written"):
        write_calendar(tmp_path / "gone" / "knee.ics", [FIRST], NOW)


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix systems")
def test_a_pipe_is_no_calendar_and_is_not_waited_for(tmp_path: Path) -> None:
    """Something that is no file is named, and nothing is written to it."""
    os.mkfifo(tmp_path / "knee.ics")
    with pytest.raises(CalendarError, match="it is not a file"):
        write_calendar(tmp_path / "knee.ics", [FIRST], NOW)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2027-03-28 01:55", "2027-03-28 03:30"),  # an hour is lost
        ("2027-10-31 02:40", "2027-10-31 03:15"),  # won: 02:15 would be before it began
        ("2027-10-31 18:00", "2027-10-31 18:35"),
    ],
)
def test_an_event_ends_when_the_clock_shows_it(tmp_path: Path, start: str, end: str) -> None:
    """A session in the night when the clocks are changed lasts its minutes and ends after its beginning."""
    path = tmp_path / "knee.ics"
    night = Appointment(uid_of("p", 1, 1), datetime.fromisoformat(start), 35, "Session 1", "")
    now = datetime(2027, 3, 20, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    write_calendar(path, [night], now)
    event = events(path)[night.uid]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (night.start, datetime.fromisoformat(end))
    before = path.read_bytes()
    write_calendar(path, [night], now + timedelta(hours=1))
    assert path.read_bytes() == before
