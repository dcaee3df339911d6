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

from kneetimer.core.plan_edit import DoseEdit, PlanEdits
from kneetimer.core.record import Began, SessionEvent
from kneetimer.core.script import Step
from kneetimer.storage.records import answers, plan_edits, rows, whole_session, wire
from kneetimer.storage.records.answers import EntryRow

FORMAT = "kneetimer-export"
VERSION = 2
MOST_BYTES = 32 * 1024 * 1024
MOST_DEPTH = 16
MOST_STEPS = 2_000
MOST_EVENTS = 20_000
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
_TOO_DEEP = f"it is nested deeper than {MOST_DEPTH} levels"
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
            kind, content = rows.encode(event)
            is_of_2 = is_of_2 or kind in KINDS_OF_2 or _OF_2.search(content) is not None
            if isinstance(event, Began):
                digest, steps = rows.script_text(event)
                scripts.setdefault(digest, json.loads(steps))
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
    whole = _table(_parsed(raw), "the file")
    if whole.get("format") != FORMAT:
        raise NotAnExport("it is not an export of KneeTimer")
    version = whole.get("version")
    if type(version) is not int or version < 1:
        raise NotAnExport("it does not say its version")
    if version > VERSION:
        raise NotAnExport(
            f"a newer KneeTimer wrote it (version {version}, this one knows {VERSION}): "
            "install the newer KneeTimer"
        )
    _names(whole, "the file", _TOP)
    scripts = {
        str(digest): _checked(f"the script {str(digest)[:8]}", _steps, str(digest), steps)
        for digest, steps in _table(whole["scripts"], "scripts").items()
    }
    sessions: dict[str, StoredSession] = {}
    for number, each in enumerate(_list(whole["sessions"], "sessions"), start=1):
        session = _checked(f"session {number}", _session, each, scripts)
        if session.id in sessions:
            raise NotAnExport(f"session {number} has the id of another one")
        sessions[session.id] = session
    entries = [
        _checked(f"answer {number}", _entry, each)
        for number, each in enumerate(_list(whole["answers"], "answers"), start=1)
    ]
    edits = {
        _id(plan): _checked(f"the changes to {plan[:40]!r}", _edits, each)
        for plan, each in _table(whole["plan_edits"], "plan_edits").items()
    }
    preferences = _table(whole["preferences"], "preferences")
    return Everything(tuple(sessions.values()), tuple(entries), preferences, edits)


def _parsed(raw: bytes) -> object:
    if len(raw) > MOST_BYTES:
        raise NotAnExport(f"it is larger than {MOST_BYTES // 1024 // 1024} MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotAnExport("it is not text in UTF-8") from None
    if not text.strip():
        raise NotAnExport("it is empty")
    if _depth(text) > MOST_DEPTH:
        raise NotAnExport(_TOO_DEEP)
    try:
        return json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except NotAnExport:
        raise
    except json.JSONDecodeError as problem:
        raise NotAnExport(f"line {problem.lineno} is not JSON ({problem.msg})") from None
    except ValueError:
        raise NotAnExport("it holds a number that is too long") from None


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
        raise NotAnExport(f"it has more than {MOST_PARTS} lists and tables")
    return most


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    table = dict(pairs)
    if len(table) != len(pairs):
        raise NotAnExport("a table has the same name twice")
    return table


def _no_constant(name: str) -> object:
    raise NotAnExport(f"{name} is not a number")


_T = typing.TypeVar("_T")


def _checked(where: str, reader: Callable[..., _T], *values: object) -> _T:
    """What a reader makes of values, with the place in front of what is wrong with them."""
    try:
        return reader(*values)
    except NotAnExport as problem:
        raise NotAnExport(f"{where}: {problem}") from None
    except KeyError as problem:
        raise NotAnExport(f"{where}: {problem.args[0]!r} is missing or unknown") from None
    except (*rows.UNREADABLE, OverflowError) as problem:
        raise NotAnExport(f"{where}: {_plainly(str(problem))[:200]}") from None


# What the reader of types says, in the words of the other sentences.
_WORDS = {
    "int": "a whole number", "float": "a number", "str": "text", "bool": "true or false", "null": "nothing",
    "array": "a list", "object": "a table", "datetime": "a moment such as 2026-11-20T18:40:00+01:00",
    "date": "a day such as 2026-11-20",
}  # fmt: skip
_WRONG_TYPE = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_WRONG_LENGTH = re.compile(r"Expected `array` of length (\d+), got (\d+)")
_MISSING = re.compile(r"Object missing required field `([^`]+)`")
_WRONG_WORD = re.compile(r"Invalid enum value (.+)", re.DOTALL)
_NO_MOMENT = re.compile(r"Invalid RFC3339 encoded (datetime|date)")


def _plainly(problem: str) -> str:
    """The field, and the rule that it breaks."""
    rule, _, place = problem.partition(" - at `$")
    counted = re.sub(r"\[(\d+)\]", lambda at: f" {int(at[1]) + 1}", place.rstrip("`"))  # from 1, as people do
    field = counted.strip(". ").replace(".", ", ") or "it"
    if found := _WRONG_TYPE.fullmatch(rule):
        wanted, got = (" or ".join(_WORDS.get(w, w) for w in each.split(" | ")) for each in found.groups())
        return f"{field} must be {wanted}, not {got}"
    if found := _WRONG_LENGTH.fullmatch(rule):
        return f"{field} must have {found[1]} entries, not {found[2]}"
    if found := _MISSING.fullmatch(rule):
        return f"{field} lacks {found[1]!r}"
    if found := _WRONG_WORD.fullmatch(rule):
        return f"{field} cannot be {found[1][:40]}"
    if found := _NO_MOMENT.fullmatch(rule):
        return f"{field} must be {_WORDS[found[1]]}"
    return f"{field}: {rule}" if place else rule


def _made(kind: str, reader: Callable[..., _T], *values: object) -> _T:
    """What a reader makes of values; of a word that cannot be, the words that can are told."""
    try:
        return reader(*values)
    except ValueError as problem:
        found = re.match(r"((\w+)(?: \d+)?) cannot be (.+)", _plainly(str(problem)), re.DOTALL)
        words = _words_of(wire.class_of(kind), found[2]) if found else ()
        if not found or not words:
            raise
        raise NotAnExport(f"{found[1]} must be one of {', '.join(words)}, not {found[3]}") from None


def _words_of(made: type | None, field: str) -> list[str]:
    """The words that a field of a class can have; none where it has other values."""
    hint = typing.get_type_hints(made).get(field) if made else None
    for each in (hint, *typing.get_args(hint)):
        if isinstance(each, type) and issubclass(each, enum.Enum):
            return [str(word.value) for word in each]
    return []


def _steps(digest: str, values: object) -> tuple[Step, ...]:
    listed = _list(values, "its steps")
    if not 1 <= len(listed) <= MOST_STEPS:
        raise NotAnExport(f"a script has 1 to {MOST_STEPS} steps")
    if rows.digest_of(wire.canonical(values)) != digest:
        raise NotAnExport("its steps are not those that its name stands for")
    for step in listed:
        _table(step, "a step")
    steps = wire.script_from_wire({"plan": "", "week": 1, "session": 1, "steps": listed}).steps
    for step, given in zip(steps, listed, strict=True):
        _limits(step, given, "a step")
    return steps


def _session(values: object, scripts: Mapping[str, tuple[Step, ...]]) -> StoredSession:
    table = _table(values, "it")
    _names(table, "it", ["id", "happenings"])
    listed = _list(table["happenings"], "its happenings")
    if not 1 <= len(listed) <= MOST_EVENTS:
        raise NotAnExport(f"a session has 1 to {MOST_EVENTS} happenings")
    events = (_checked(f"happening {number}", _event, each, scripts) for number, each in enumerate(listed, 1))
    session = StoredSession(_id(table["id"]), tuple(events))
    folded = whole_session.check(session.id, session.events)
    script = folded.script
    if not (1 <= script.week <= 520 and 1 <= script.session <= 100 and _ID.fullmatch(script.plan)):
        raise NotAnExport("its plan, week or session is out of range")
    return session


def _event(values: object, scripts: Mapping[str, tuple[Step, ...]]) -> tuple[str, SessionEvent]:
    table = _table(values, "it")
    _names(table, "it", ["kind", "at", "fields"])
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
    table = _table(values, "it")
    _names(table, "it", ["kind", "id", "written", "fields"])
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
        raise NotAnExport(f"{kind[:40]!r} is not a kind of answer")
    return answers.row_of(kind, key, _moment(table["written"]), content)


def _edits(values: object) -> PlanEdits:
    table = _table(values, "it")
    _names(table, "it", ["doses", "ease", "since"])
    place = ["block", "first_week", "number"]
    known = [*place, *(field.name for field in dataclasses.fields(DoseEdit))]
    for dose in _list(table["doses"], "doses"):
        _names(_table(dose, "a dose"), "a dose", known, all_of=False)
    edits = plan_edits.from_wire(table)
    for place_of, edit in edits.doses.items():
        _limits(place_of, {}, "a place")
        _limits(edit, {}, "a dose")
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
            raise NotAnExport(f"{name} has more than {MOST_STEPS} entries")
        listed = given if isinstance(given, list) else [None] * len(value)
        for each, its in zip(value, listed, strict=True):
            _limits(each, its, name)
    elif isinstance(value, int) and not isinstance(value, bool):
        most = _MOST.get(name, _MOST_NUMBER)
        if not 0 <= value <= most:
            raise NotAnExport(f"{name} must be from 0 to {most}, not {value}")
    elif isinstance(value, str) and len(value) > LONGEST_TEXT:
        raise NotAnExport(f"{name} is longer than {LONGEST_TEXT} characters")
    elif isinstance(value, datetime):
        _in_reach(value, name)


def _in_reach(moment: datetime, name: str) -> None:
    if not 1970 < moment.year < 2200:
        raise NotAnExport(f"{name} must be in the years 1971 to 2199")
    if moment.utcoffset() is None:
        raise NotAnExport(f"{name} has no UTC offset")


def _moment(value: object) -> str:
    """A moment as storage writes it."""
    try:
        moment = datetime.fromisoformat(_text(value, "a moment"))
    except ValueError:
        raise NotAnExport(f"a moment must be {_WORDS['datetime'].removeprefix('a moment ')}") from None
    _in_reach(moment, "a moment")
    return rows.utc_text(moment)


def _id(value: object) -> str:
    text = _text(value, "id")
    if not _ID.fullmatch(text):
        raise NotAnExport("an id has 1 to 64 letters, digits, - and _")
    return text


def _text(value: object, name: str) -> str:
    if not isinstance(value, str):
        raise NotAnExport(f"{name} must be text")
    return value


def _table(value: object, name: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise NotAnExport(f"{name} must be a table")
    return value


def _list(value: object, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise NotAnExport(f"{name} must be a list")
    return value


def _names(table: Mapping[str, object], where: str, allowed: list[str], *, all_of: bool = True) -> None:
    unknown = sorted(set(table) - set(allowed))
    if unknown:
        raise NotAnExport(f"{where} has the unknown name {unknown[0][:40]!r}")
    missing = sorted(set(allowed) - set(table))
    if all_of and missing:
        raise NotAnExport(f"{where} lacks {missing[0]!r}")
