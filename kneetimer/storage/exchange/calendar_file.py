"""The coming sessions as a calendar file (.ics) that is kept up to date in place.

Events are told apart by their UID: ours are replaced, what others put into the file stays. Times are
local ones without a zone, so that 18:00 stays 18:00. Reads no calendar but this one file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import TypeGuard

from icalendar import Calendar, Event

from kneetimer import __version__
from kneetimer.core.moments import later
from kneetimer.storage import errors
from kneetimer.storage.whole_file import read_file, write_whole

DOMAIN = "@kneetimer"
MOST_BYTES = 4 * 1024 * 1024


class CalendarError(Exception):
    """Why the calendar file was not written, as one sentence. The file is as it was."""


@dataclass(frozen=True, slots=True)
class Appointment:
    """One session: `uid` is the same each time it is written, `start` is local and has no zone."""

    uid: str
    start: datetime
    minutes: int
    title: str
    about: str


def uid_of(plan: str, week: int, session: int) -> str:
    """The UID of a session of a plan, whenever it will be."""
    return f"{plan}-week-{week}-session-{session}{DOMAIN}"


def write_calendar(path: Path, coming: Sequence[Appointment], now: datetime) -> int:
    """Bring the calendar file up to date and return how many sessions to come are in it.

    An event that stays as it was is not touched; one that moved keeps its UID and counts its
    sequence up; one of ours that is no longer to come is taken out unless its time has passed.
    Raises CalendarError.
    """
    calendar = _known(path)
    here = now.replace(tzinfo=None)
    events = {str(part["UID"]): part for part in calendar.subcomponents if _is_ours(part)}
    wanted = {each.uid: each for each in coming}
    kept = [
        part
        for part in calendar.subcomponents
        if not (_is_ours(part) and (str(part["UID"]) in wanted or _start_of(part) >= here))
    ]
    calendar.subcomponents = [*kept, *(_event(each, events.get(each.uid), now) for each in coming)]
    try:
        write_whole(path, calendar.to_ical())
    except OSError as problem:
        raise CalendarError(f"{path} cannot be written: {errors.reason(problem)}.") from problem
    return len(coming)


def _known(path: Path) -> Calendar:
    try:
        raw = read_file(path, MOST_BYTES + 1)
    except FileNotFoundError:
        return _new_calendar()
    except OSError as problem:
        raise CalendarError(f"{path} cannot be read: {errors.reason(problem)}.") from problem
    if not raw.strip():
        return _new_calendar()
    if len(raw) > MOST_BYTES or not raw.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR"):
        raise CalendarError(f"{path} is not a calendar file, so nothing was written to it.")
    try:
        found = Calendar.from_ical(raw)
    # Somebody else's bytes: in whatever way the reader fails, the file is left as it is.
    except Exception as problem:
        raise CalendarError(f"{path} is a damaged calendar file, so nothing was written to it.") from problem
    if not isinstance(found, Calendar):
        raise CalendarError(f"{path} is not a calendar file, so nothing was written to it.")
    return found


def _new_calendar() -> Calendar:
    calendar = Calendar()
    calendar.add("PRODID", f"-//KneeTimer//KneeTimer {__version__}//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", "KneeTimer")
    return calendar


def _is_ours(part: object) -> TypeGuard[Event]:
    return isinstance(part, Event) and str(part.get("UID", "")).endswith(DOMAIN)


def _start_of(event: Event) -> datetime:
    start = event.get("DTSTART")
    moment = getattr(start, "dt", None)
    if not isinstance(moment, datetime):
        return datetime.max  # somebody made an all-day event of it: it is written anew
    return moment.replace(tzinfo=None)


def _event(wanted: Appointment, known: Event | None, now: datetime) -> Event:
    end = _end_of(wanted, now.tzinfo)
    if known is not None and _says(known) == (wanted.start, end, wanted.title, wanted.about):
        return known
    event = Event()
    event.add("UID", wanted.uid)
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("SEQUENCE", 0 if known is None else _sequence(known) + 1)
    event.add("SUMMARY", wanted.title)
    event.add("DESCRIPTION", wanted.about)
    event.add("DTSTART", wanted.start)
    event.add("DTEND", end)
    return event


def _end_of(wanted: Appointment, zone: tzinfo | None) -> datetime:
    """When the clock shows the end. Set back, it may show less than the start, which a file cannot."""
    length = timedelta(minutes=wanted.minutes)
    end = later(wanted.start.replace(tzinfo=zone), length).replace(tzinfo=None, fold=0)
    return end if end > wanted.start else wanted.start + length


def _says(event: Event) -> tuple[object, object, str, str]:
    return (
        getattr(event.get("DTSTART"), "dt", None),
        getattr(event.get("DTEND"), "dt", None),
        str(event.get("SUMMARY", "")),
        str(event.get("DESCRIPTION", "")),
    )


def _sequence(event: Event) -> int:
    try:
        return max(0, int(event.get("SEQUENCE", 0)))
    except (TypeError, ValueError):
        return 0
