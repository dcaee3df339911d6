"""The coming sessions as a calendar file (.ics) that is kept up to date in place.

Events are told apart by their UID, which has the number of this installation: ours are brought up to
date, everything else in the file stays as it is, byte for byte. Times are local ones without a zone,
so that 18:00 stays 18:00. Reads no calendar but this one file.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path

from icalendar import Calendar, Event

from kneetimer import __version__
from kneetimer.core.language import tr
from kneetimer.core.moments import later
from kneetimer.storage import errors
from kneetimer.storage.exchange.calendar_text import CalendarText, NotACalendar, Spell
from kneetimer.storage.whole_file import read_file, write_whole

DOMAIN = "@kneetimer"
MOST_BYTES = 4 * 1024 * 1024

# The properties of an event that are ours to change; a calendar may add others.
_OWN = ("DTSTAMP", "SEQUENCE", "SUMMARY", "DESCRIPTION", "DTSTART", "DTEND")
_NUMBERED = re.compile(rf"(.+)\.([0-9a-f]{{8}}){DOMAIN}")


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


def uid_of(plan: str, week: int, session: int, installation: str) -> str:
    """The UID of a session of a plan on this installation, whenever it will be."""
    return f"{plan}-week-{week}-session-{session}.{installation}{DOMAIN}"


def write_calendar(path: Path, coming: Sequence[Appointment], now: datetime, installation: str) -> int:
    """Bring the calendar file up to date and return how many sessions to come are in it.

    An event that stays as it was is not touched; one that moved keeps its UID, counts its sequence
    up and keeps what a calendar added to it; one of ours that is no longer to come is taken out unless
    its time has passed. Events of earlier versions, whose UID had no number, become this
    installation's; those of another one are left alone. Raises CalendarError.
    """
    raw = _known(path)
    try:
        text = CalendarText(raw)
    except NotACalendar as problem:
        raise CalendarError(
            tr("{path} is a damaged calendar file, so nothing was written to it.", path=path)
        ) from problem
    here = now.replace(tzinfo=None)
    known: dict[str, Spell] = {}
    for spell in text.events():
        uid = _uid_here(_value(spell, "UID"), installation)
        if uid is None:
            continue
        if uid in known:
            text.replace(spell, b"")  # a calendar that copied it would show it twice
        else:
            known[uid] = spell
    for each in coming:
        if each.uid in known:
            spell = known.pop(each.uid)
            text.replace(spell, _brought_up(spell, each, now))
        else:
            text.add(_fresh(each, now).to_ical())
    for spell in known.values():
        if _start_of(_read(spell)) >= here:
            text.replace(spell, b"")
    try:
        # Of a link, what it leads to: a folder that is synchronized may lie behind it.
        write_whole(Path(os.path.realpath(path)), text.joined())
    except OSError as problem:
        raise CalendarError(
            tr("{path} cannot be written: {reason}.", path=path, reason=errors.reason(problem))
        ) from problem
    return len(coming)


def _known(path: Path) -> bytes:
    try:
        raw = read_file(path, MOST_BYTES + 1)
    except FileNotFoundError:
        return _new_calendar()
    except OSError as problem:
        raise CalendarError(
            tr("{path} cannot be read: {reason}.", path=path, reason=errors.reason(problem))
        ) from problem
    if not raw.strip():
        return _new_calendar()
    if len(raw) > MOST_BYTES:
        most = MOST_BYTES // 1024 // 1024
        raise CalendarError(
            tr("{path} is larger than {most} MB, so nothing was written to it.", path=path, most=most)
        )
    if not raw.lstrip(b"\xef\xbb\xbf \r\n").upper().startswith(b"BEGIN:VCALENDAR"):
        raise CalendarError(tr("{path} is not a calendar file, so nothing was written to it.", path=path))
    return raw


def _new_calendar() -> bytes:
    calendar = Calendar()
    calendar.add("PRODID", f"-//KneeTimer//KneeTimer {__version__}//EN")
    calendar.add("VERSION", "2.0")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("X-WR-CALNAME", "KneeTimer")
    return bytes(calendar.to_ical())


def _value(spell: Spell, name: str) -> str:
    """A property of an event as text, without its parameters; "" where there is none."""
    line = spell.unfolded(name)
    return line.partition(b":")[2].decode("utf-8", "replace").strip()


def _uid_here(uid: str, installation: str) -> str | None:
    """The UID by which an event is ours; None where it is not."""
    if not uid.endswith(DOMAIN):
        return None
    numbered = _NUMBERED.fullmatch(uid)
    if numbered is None:
        return f"{uid.removesuffix(DOMAIN)}.{installation}{DOMAIN}"
    return uid if numbered.group(2) == installation else None


def _read(spell: Spell) -> Event:
    """What an event of ours says; an empty one where somebody made it unreadable."""
    try:
        found = Event.from_ical(spell.content)
    except Exception:  # in whatever way the reader fails, the event is written anew
        return Event()
    return found if isinstance(found, Event) else Event()


def _start_of(event: Event) -> datetime:
    moment = _moment(event, "DTSTART")
    if not isinstance(moment, datetime):
        return datetime.max  # somebody made an all-day event of it: it is written anew
    return moment.replace(tzinfo=None)


def _moment(event: Event, name: str) -> object:
    """A moment of an event; None where there is none, or none that can be read."""
    try:
        return getattr(event.get(name), "dt", None)
    except ValueError:  # the library keeps what is broken, and says so when it is looked at
        return None


def _brought_up(spell: Spell, wanted: Appointment, now: datetime) -> bytes:
    """The event with its own properties as they should be, and all else as it is."""
    known = _read(spell)
    fresh = _fresh(wanted, now, _sequence(known) + 1)
    moved = _says(known) != _says(fresh)
    if not moved and _value(spell, "UID") == wanted.uid:
        return spell.content
    changes = {"UID": _lines(fresh)["UID"]}
    if moved:
        changes |= {name: line for name, line in _lines(fresh).items() if name in _OWN}
        changes["DURATION"] = b""  # an end and a length must not be there both
    return spell.changed(changes)


def _lines(event: Event) -> Mapping[str, bytes]:
    spell = next(_spells(event))
    return {name: spell.folded(name) for name in ("UID", *_OWN)}


def _spells(event: Event) -> Iterator[Spell]:
    calendar = Calendar()
    calendar.add_component(event)
    return iter(CalendarText(calendar.to_ical()).events())


def _fresh(wanted: Appointment, now: datetime, sequence: int = 0) -> Event:
    event = Event()
    event.add("UID", wanted.uid)
    event.add("DTSTAMP", now.astimezone(UTC))
    event.add("SEQUENCE", sequence)
    event.add("SUMMARY", wanted.title)
    event.add("DESCRIPTION", wanted.about)
    event.add("DTSTART", wanted.start)
    event.add("DTEND", _end_of(wanted, now.tzinfo))
    return event


def _end_of(wanted: Appointment, zone: tzinfo | None) -> datetime:
    """When the clock shows the end. Set back, it may show less than the start, which a file cannot."""
    length = timedelta(minutes=wanted.minutes)
    end = later(wanted.start.replace(tzinfo=zone), length).replace(tzinfo=None, fold=0)
    return end if end > wanted.start else wanted.start + length


def _says(event: Event) -> tuple[object, ...]:
    return (
        _moment(event, "DTSTART"),
        _moment(event, "DTEND"),
        str(event.get("SUMMARY", "")),
        str(event.get("DESCRIPTION", "")),
    )


def _sequence(event: Event) -> int:
    try:
        return max(0, int(event.get("SEQUENCE", 0)))
    except (TypeError, ValueError):
        return 0
