"""Everything as one JSON file, and back: the format of docs/export-format.md.

Reading believes nothing: size, depth, names, types, ranges and the order of events are
checked before anything else sees a value. Reads and writes no database.
"""

from __future__ import annotations

import dataclasses
import enum
import json
import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kneetimer.core.language import tr
from kneetimer.core.plan_edit import DoseEdit, PlanEdits
from kneetimer.core.record import Began, SessionEvent
from kneetimer.core.script import Step
from kneetimer.storage.exchange.json_complaint import plainly, wrong_word
from kneetimer.storage.records import answers, plan_edits, rows, whole_session, wire
from kneetimer.storage.records.answers import EntryRow

FORMAT = "kneetimer-export"
VERSION = 2
MOST_BYTES = 32 * 1024 * 1024
MOST_DEPTH = 16
MOST_STEPS = 2_000
MOST_EVENTS = 20_000
LONGEST_REASON = 300
LONGEST_TEXT = 1_000_000  # a note may be anything that was pasted
MOST_PARTS = 2_000_000

# What came with version 2. A file without any of it is written as version 1, which older programs take in.
KINDS_OF_2 = frozenset({"answers-open", "easier-changed", "own-exercise", "seen"})
NAMES_OF_2 = frozenset({"eased", "left_out", "load", "loads", "moving_s"})
WORDS_OF_2 = frozenset({"stood-still", "open"})
# In JSON text, where quotation marks of what a person wrote have a backslash before them.
_OF_2 = re.compile(
    rf'"(?:{"|".join(sorted(NAMES_OF_2))})":|"(?:reason|answer)":"(?:{"|".join(sorted(WORDS_OF_2))})"'
)

_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")
_TOP = [
    "format", "version", "made", "program", "preferences", "plan_edits", "scripts", "sessions", "answers",
]  # fmt: skip
_MOST_MS = 24 * 60 * 60 * 1000
# What a whole number may be at most, by the name of its field; the least is always 0.
_MOST: Mapping[str, int] = {
    "ms": _MOST_MS,
    "length_ms": _MOST_MS,
    "active_ms": 30 * _MOST_MS,
    "position_ms": _MOST_MS,
    "first_ms": _MOST_MS,
    "hold_ms": _MOST_MS,
    "second_ms": _MOST_MS,
    "pause_ms": _MOST_MS,
    "slept_s": 10**9,
    "amount": _MOST_MS,
    "distance_m": 1_000_000,
    "duration_s": 7 * 24 * 60 * 60,
    "level": 10,
    "effort": 10,
    "pain": 10,
}
_MOST_NUMBER = 10_000
_SCRIPT = ["plan", "week", "session", "steps", "gentle", "kind", "left_out", "eased"]


class NotAnExport(ValueError):  # noqa: N818 - a name that reads as a sentence
    """The text is no export that this version can take. `str()` says why, as the end of a sentence."""


@dataclass(frozen=True, slots=True)
class StoredSession:
    """A session with the moment in UTC of each of its events."""

    id: str
    told: tuple[tuple[str, SessionEvent], ...]

    @property
    def events(self) -> list[SessionEvent]:
        return [event for _, event in self.told]


@dataclass(frozen=True, slots=True)
class Everything:
    """All that is stored of a person, apart from where an unfinished session stood in its step."""

    sessions: tuple[StoredSession, ...]
    answers: tuple[EntryRow, ...]
    preferences: Mapping[str, object]
    plan_edits: Mapping[str, PlanEdits]


def write(everything: Everything, made: datetime, program: str) -> str:
    """The text of an export. `made` is an aware datetime, `program` the version that writes."""
    scripts: dict[str, object] = {}
    sessions = []
    is_of_2 = any(
        row.kind in KINDS_OF_2 or (row.content and _OF_2.search(row.content)) for row in everything.answers
    )
    for session in everything.sessions:
        events = []
        for at, event in session.told:
            script = None
            if isinstance(event, Began):
                script, steps = rows.script_text(event)
                scripts.setdefault(script, json.loads(steps))
            kind, content = rows.encode(event, script)
            is_of_2 = is_of_2 or kind in KINDS_OF_2 or _OF_2.search(content) is not None
            events.append({"kind": kind, "at": at, "fields": json.loads(content)})
        sessions.append({"id": session.id, "happenings": events})
    whole = {
        "format": FORMAT,
        "version": VERSION if is_of_2 else 1,
        "made": made.astimezone(UTC).isoformat(timespec="seconds"),
        "program": program,
        "preferences": dict(everything.preferences),
        "plan_edits": {plan: plan_edits.to_wire(edits) for plan, edits in everything.plan_edits.items()},
        "scripts": scripts,
        "sessions": sessions,
        "answers": [
            {
                "kind": row.kind,
                "id": row.id,
                "written": row.written_utc,
                "fields": None if row.content is None else json.loads(row.content),
            }
            for row in everything.answers
        ],
    }
    # ASCII only: a note may hold half an emoji, which no text file can.
    lines = ",\n".join(f"{json.dumps(name)}: {_lines(part)}" for name, part in whole.items())
    return f"{{\n{lines}\n}}\n"


def _lines(part: object) -> str:
    """JSON with a line for each entry of a list: json's own way to break lines takes ten times as long."""
    if not isinstance(part, list):
        return json.dumps(part, allow_nan=False)
    return "[\n" + ",\n".join(json.dumps(each, allow_nan=False) for each in part) + "\n]"


def read(raw: bytes) -> Everything:
    """What an export holds. Raises NotAnExport."""
    whole = _table(_parsed(raw), tr("the file"))
    if whole.get("format") != FORMAT:
        raise NotAnExport(tr("it is not an export of KneeTimer"))
    version = whole.get("version")
    if type(version) is not int or version < 1:
        raise NotAnExport(tr("it does not say its version"))
    if version > VERSION:
        raise NotAnExport(
            tr(
                "a newer KneeTimer wrote it (version {version}, this one knows {newest}): "
                "install the newer KneeTimer",
                version=version,
                newest=VERSION,
            )
        )
    _names(whole, tr("the file"), _TOP)
    scripts = {
        str(digest): _checked(tr("the script {script}", script=str(digest)[:8]), _steps, str(digest), steps)
        for digest, steps in _table(whole["scripts"], "scripts").items()
    }
    sessions: dict[str, StoredSession] = {}
    for number, each in enumerate(_list(whole["sessions"], "sessions"), start=1):
        session = _checked(tr("session {number}", number=number), _session, each, scripts)
        if session.id in sessions:
            raise NotAnExport(tr("session {number} has the id of another one", number=number))
        sessions[session.id] = session
    entries = [
        _checked(tr("answer {number}", number=number), _entry, each)
        for number, each in enumerate(_list(whole["answers"], "answers"), start=1)
    ]
    edits = {
        _id(plan): _checked(tr("the changes to {plan}", plan=repr(plan[:40])), _edits, each)
        for plan, each in _table(whole["plan_edits"], "plan_edits").items()
    }
    preferences = _table(whole["preferences"], "preferences")
    return Everything(tuple(sessions.values()), tuple(entries), preferences, edits)


def _parsed(raw: bytes) -> object:
    if len(raw) > MOST_BYTES:
        raise NotAnExport(tr("it is larger than {size} MB", size=MOST_BYTES // 1024 // 1024))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAnExport(tr("it is not text in UTF-8")) from None
    if not text.strip():
        raise NotAnExport(tr("it is empty"))
    if _depth(text) > MOST_DEPTH:
        raise NotAnExport(tr("it is nested deeper than {most} levels", most=MOST_DEPTH))
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except NotAnExport:
        raise
    except json.JSONDecodeError as problem:
        raise NotAnExport(
            tr("line {line} is not JSON ({reason})", line=problem.lineno, reason=problem.msg)
        ) from None
    except ValueError:
        raise NotAnExport(tr("it holds a number that is too long")) from None


def _depth(text: str) -> int:
    """How deeply lists and tables are nested, counted before a parser makes objects of them."""
    depth = most = parts = 0
    for match in re.finditer(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', text):
        sign = match[0]
        if sign in "[{":
            depth += 1
            parts += 1
            most = max(most, depth)
        elif sign in "]}":
            depth -= 1
    if parts > MOST_PARTS:
        raise NotAnExport(tr("it has more than {most} lists and tables", most=MOST_PARTS))
    return most


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise NotAnExport(tr("a table has the same name twice"))
    return table


def _no_constant(name: str) -> object:
    raise NotAnExport(tr("{name} is not a number", name=name))


_T = typing.TypeVar("_T")


def _checked(where: str, reader: Callable[..., _T], *values: object) -> _T:
    """What a reader makes of values, with the place in front of what is wrong with them."""
    try:
        return reader(*values)
    except NotAnExport as problem:
        raise NotAnExport(tr("{place}: {reason}", place=where, reason=problem)) from None
    except KeyError as problem:
        name = repr(str(problem.args[0])[:40])
        raise NotAnExport(tr("{place}: {name} is missing or unknown", place=where, name=name)) from None
    except (*rows.UNREADABLE, OverflowError) as problem:
        why = plainly(str(problem))[:LONGEST_REASON]
        raise NotAnExport(tr("{place}: {reason}", place=where, reason=why)) from None


def _made(kind: str, reader: Callable[..., _T], *values: object) -> _T:
    """What a reader makes of values; of a word that cannot be, the words that can are told."""
    try:
        return reader(*values)
    except ValueError as problem:
        found = wrong_word(str(problem))
        words = _words_of(wire.class_of(kind), found[0].partition(" ")[0]) if found else ()
        if not found or not words:
            raise
        rule = tr(
            "{field} must be one of {words}, not {there}",
            field=found[0],
            words=", ".join(words),
            there=found[1],
        )
        raise NotAnExport(rule) from None


def _words_of(made: type | None, field: str) -> list[str]:
    """The words that a field of a class can have; none where it has other values."""
    hint = typing.get_type_hints(made).get(field) if made else None
    for each in (hint, *typing.get_args(hint)):
        if isinstance(each, type) and issubclass(each, enum.Enum):
            return [str(word.value) for word in each]
    return []


def _steps(digest: str, values: object) -> tuple[Step, ...]:
    listed = _list(values, tr("its steps"))
    if not 1 <= len(listed) <= MOST_STEPS:
        raise NotAnExport(tr("a script has 1 to {most} steps", most=MOST_STEPS))
    if rows.digest_of(wire.canonical(values)) != digest:
        raise NotAnExport(tr("its steps are not those that its name stands for"))
    for step in listed:
        _table(step, tr("a step"))
    steps = wire.script_from_wire({"plan": "", "week": 1, "session": 1, "steps": listed}).steps
    for step, given in zip(steps, listed, strict=True):
        _limits(step, given, tr("a step"))
    return steps


def _session(values: object, scripts: Mapping[str, tuple[Step, ...]]) -> StoredSession:
    table = _table(values, tr("it"))
    _names(table, tr("it"), ["id", "happenings"])
    listed = _list(table["happenings"], tr("its happenings"))
    if not 1 <= len(listed) <= MOST_EVENTS:
        raise NotAnExport(tr("a session has 1 to {most} happenings", most=MOST_EVENTS))
    events = (
        _checked(tr("happening {number}", number=number), _event, each, scripts)
        for number, each in enumerate(listed, 1)
    )
    session = StoredSession(_id(table["id"]), tuple(events))
    folded = whole_session.check(session.id, session.events)
    script = folded.script
    if not (1 <= script.week <= 520 and 1 <= script.session <= 100 and _ID.fullmatch(script.plan)):
        raise NotAnExport(tr("its plan, week or session is out of range"))
    return session


def _event(values: object, scripts: Mapping[str, tuple[Step, ...]]) -> tuple[str, SessionEvent]:
    table = _table(values, tr("it"))
    _names(table, tr("it"), ["kind", "at", "fields"])
    fields = _table(table["fields"], "fields")
    kind = _text(table["kind"], "kind")
    if kind == wire.BEGAN:
        script = _table(fields["script"], "script")
        _names(script, "script", _SCRIPT, all_of=False)
        event: SessionEvent = wire.began_from_wire(fields, scripts[_text(script["steps"], "steps")])
    else:
        event = _made(kind, wire.event_from_wire, kind, fields)
    _limits(event, fields, kind)
    return _moment(table["at"]), event


def _entry(values: object) -> EntryRow:
    table = _table(values, tr("it"))
    _names(table, tr("it"), ["kind", "id", "written", "fields"])
    kind, key = _text(table["kind"], "kind"), _id(table["id"])
    fields = table["fields"]
    content = None
    if fields is not None:
        answer = _made(kind, wire.entry_from_wire, kind, key, _table(fields, "fields"))
        _names(fields, kind, list(wire.entry_to_wire(answer)[2]), all_of=False)
        _limits(answer, fields, kind)
        # As it was given and not as it would be written today: the same row must stay the same row.
        content = wire.canonical(fields)
    elif kind not in wire.ENTRY_KINDS:
        raise NotAnExport(tr("{kind} is not a kind of answer", kind=repr(kind[:40])))
    return answers.row_of(kind, key, _moment(table["written"]), content)


def _edits(values: object) -> PlanEdits:
    table = _table(values, tr("it"))
    _names(table, tr("it"), ["doses", "ease", "since"])
    place = ["block", "first_week", "number"]
    known = [*place, *(field.name for field in dataclasses.fields(DoseEdit))]
    for dose in _list(table["doses"], "doses"):
        _names(_table(dose, tr("a dose")), tr("a dose"), known, all_of=False)
    edits = plan_edits.from_wire(table)
    for place_of, edit in edits.doses.items():
        _limits(place_of, {}, tr("a place"))
        _limits(edit, {}, tr("a dose"))
        place_of.block  # noqa: B018 - raises ValueError for a block that no plan has
    if edits.since is not None:
        _in_reach(edits.since, "since")
    return edits


def _limits(value: object, given: object, name: str) -> None:
    """Raise NotAnExport for a number, text, list or moment out of range, and for a name that nothing has.

    `value` is what was made of `given`, which has all the types right.
    """
    if dataclasses.is_dataclass(value):
        parts = given if isinstance(given, dict) else {}
        known = [field.name for field in dataclasses.fields(value)]
        _names(parts, name, known, all_of=False)
        for field in known:
            if field != "script":  # its steps are shared and were checked with themselves
                _limits(getattr(value, field), parts.get(field), field)
    elif isinstance(value, tuple):
        if len(value) > MOST_STEPS:
            raise NotAnExport(tr("{name} has more than {most} entries", name=name, most=MOST_STEPS))
        listed = given if isinstance(given, list) else [None] * len(value)
        for each, its in zip(value, listed, strict=True):
            _limits(each, its, name)
    elif isinstance(value, int) and not isinstance(value, bool):
        most = _MOST.get(name, _MOST_NUMBER)
        if not 0 <= value <= most:
            raise NotAnExport(
                tr("{name} must be from 0 to {most}, not {there}", name=name, most=most, there=value)
            )
    elif isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise NotAnExport(tr("{name} is longer than {most} characters", name=name, most=LONGEST_TEXT))
    elif isinstance(value, datetime):
        _in_reach(value, name)


def _in_reach(moment: datetime, name: str) -> None:
    if not 1970 < moment.year < 2200:
        raise NotAnExport(tr("{name} must be in the years 1971 to 2199", name=name))
    if moment.utcoffset() is None:
        raise NotAnExport(tr("{name} has no UTC offset", name=name))


def _moment(value: object) -> str:
    """A moment as storage writes it."""
    try:
        moment = datetime.fromisoformat(_text(value, tr("a moment")))
    except ValueError:
        raise NotAnExport(tr("a moment must be such as 2026-11-20T18:40:00+01:00")) from None
    _in_reach(moment, tr("a moment"))
    return rows.utc_text(moment)


def _id(value: object) -> str:
    text = _text(value, "id")
    if not _ID.fullmatch(text):
        raise NotAnExport(tr("an id has 1 to 64 letters, digits, - and _"))
    return text


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise NotAnExport(tr("{name} must be text", name=name))
    return value


def _table(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise NotAnExport(tr("{name} must be a table", name=name))
    return value


def _list(value: object, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise NotAnExport(tr("{name} must be a list", name=name))
    return value


def _names(table: Mapping[str, object], where: str, allowed: list[str], *, all_of: bool = True) -> None:
    unknown = sorted(set(table) - set(allowed))
    if unknown:
        raise NotAnExport(tr("{place} has the unknown name {name}", place=where, name=repr(unknown[0][:40])))
    missing = sorted(set(allowed) - set(table))
    if all_of and missing:
        raise NotAnExport(tr("{place} lacks {name}", place=where, name=repr(missing[0])))
