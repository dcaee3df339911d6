"""The calendar file: what a calendar reads in it, and what stays when it is written again."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar, Event

from kneetimer.storage.exchange.calendar_file import Appointment, CalendarError, uid_of
from kneetimer.storage.exchange.calendar_file import write_calendar as write_numbered

CASES = Path(__file__).parents[2] / "data" / "calendar"
HERE, ELSEWHERE = "0badcafe", "12345678"
ZONE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 23, 9, tzinfo=ZONE)
FIRST = Appointment(
    uid_of("p", 1, 1, HERE), datetime(2026, 11, 24, 18), 34, "Session 1", "Squats, äöü; 2 × 15"
)
SECOND = Appointment(uid_of("p", 1, 2, HERE), datetime(2026, 11, 27, 18), 35, "Session 2", "Bridges")


def write_calendar(path: Path, coming: Sequence[Appointment], now: datetime, number: str = HERE) -> int:
    return write_numbered(path, coming, now, number)


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


@pytest.mark.parametrize(
    "content",
    [b"a letter", b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", b"\x00\x01", b"BEGIN:VCALENDAR\r\n" + b" " * 2**22],
    ids=["letter", "cut", "noise", "large"],
)
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


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_to_a_calendar_stays_one(tmp_path: Path) -> None:
    """What is written is in the file that it leads to, where another program looks for it."""
    shared = tmp_path / "synchronized.ics"
    write_calendar(shared, [], NOW)
    (tmp_path / "knee.ics").symlink_to(shared)
    write_calendar(tmp_path / "knee.ics", [FIRST], NOW)
    assert (tmp_path / "knee.ics").is_symlink()
    assert b"BEGIN:VEVENT" in shared.read_bytes()


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
    night = Appointment(uid_of("p", 1, 1, HERE), datetime.fromisoformat(start), 35, "Session 1", "")
    now = datetime(2027, 3, 20, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    write_calendar(path, [night], now)
    event = events(path)[night.uid]
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (night.start, datetime.fromisoformat(end))
    before = path.read_bytes()
    write_calendar(path, [night], now + timedelta(hours=1))
    assert path.read_bytes() == before


def test_a_file_in_an_old_encoding_comes_back_as_it_was(tmp_path: Path) -> None:
    """Every byte of another program's event is there again; ours stands before the calendar's end."""
    path = tmp_path / "mine.ics"
    before = (CASES / "calendar-latin1.ics").read_bytes()
    path.write_bytes(before)
    write_calendar(path, [FIRST], NOW)
    head, ours, _ = path.read_bytes().partition(b"BEGIN:VEVENT\r\nSUMMARY:Session 1")
    assert ours and head + b"END:VCALENDAR\r\n" == before
    write_calendar(path, [], NOW)
    assert path.read_bytes() == before


def test_unusual_line_ends_and_folds_of_others_stay(tmp_path: Path) -> None:
    """Unix line ends, a fold inside of a word and blank lines at the end are kept; no others come."""
    path = tmp_path / "mine.ics"
    before = (
        b"BEGIN:VCALENDAR\nVERSION:2.0\nX-ODD;A=b:caf\n \xc3\xa9\nBEGIN:VEVENT\nUID:a@x\nSUMM\n ARY:Tea\n"
        b"END:VEVENT\nEND:VCALENDAR\n\n"
    )
    path.write_bytes(before)
    write_calendar(path, [FIRST], NOW)
    assert b"\r" not in path.read_bytes()
    write_calendar(path, [], NOW)
    assert path.read_bytes() == before


def test_what_a_calendar_added_to_our_event_stays_when_it_moves(tmp_path: Path) -> None:
    """Alarm and category are kept; time and sequence are new, and the alarm's own text is not ours."""
    path = tmp_path / "knee.ics"
    write_calendar(path, [FIRST], NOW)
    added = (
        b"CATEGORIES:Sport\r\nX-MOZ-LASTACK:20261101T000000Z\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\n"
        b"DESCRIPTION:Knees\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n"
    )
    path.write_bytes(path.read_bytes().replace(b"END:VEVENT", added + b"END:VEVENT"))
    write_calendar(path, [replace(FIRST, start=datetime(2026, 11, 25, 7))], NOW)
    event = events(path)[FIRST.uid]
    assert event["DTSTART"].dt == datetime(2026, 11, 25, 7)
    assert event["SEQUENCE"] == 1
    assert added in path.read_bytes()
    assert len(event.walk("VALARM")) == 1


def test_several_calendars_in_a_file_are_kept(tmp_path: Path) -> None:
    """Two calendars one after the other are no damage: ours goes into the first, and is found there again."""
    path = tmp_path / "mine.ics"
    one = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//%b//EN\r\nEND:VCALENDAR\r\n"
    before = one % b"first" + one % b"second"
    path.write_bytes(before)
    write_calendar(path, [FIRST], NOW)
    write_calendar(path, [FIRST], NOW)
    first, second = Calendar.from_ical(path.read_bytes(), multiple=True)
    assert [str(event["UID"]) for event in first.walk("VEVENT")] == [FIRST.uid]
    assert second.walk("VEVENT") == []
    write_calendar(path, [], NOW)
    assert path.read_bytes() == before


def test_two_installations_share_a_file(tmp_path: Path) -> None:
    """The sessions of two people in one file have names of their own, and neither takes out the other's."""
    path = tmp_path / "family.ics"
    theirs = replace(FIRST, uid=uid_of("p", 1, 1, ELSEWHERE))
    write_calendar(path, [FIRST], NOW)
    write_calendar(path, [theirs], NOW, ELSEWHERE)
    assert set(events(path)) == {FIRST.uid, theirs.uid}
    write_calendar(path, [], NOW)
    assert set(events(path)) == {theirs.uid}


def test_events_of_earlier_versions_become_this_installations(tmp_path: Path) -> None:
    """An event without a number gets it in its place: it is neither doubled nor lost."""
    path = tmp_path / "knee.ics"
    write_calendar(path, [FIRST, SECOND], NOW)
    old = path.read_bytes().replace(f".{HERE}@".encode(), b"@")
    assert b"UID:p-week-1-session-1@kneetimer" in old
    path.write_bytes(old)
    write_calendar(path, [FIRST, SECOND], NOW)
    assert set(events(path)) == {FIRST.uid, SECOND.uid}
    assert path.read_bytes().count(b"BEGIN:VEVENT") == 2
