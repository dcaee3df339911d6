"""Events, scripts, answers and runs as values that JSON can hold, and back.

A new kind of event or entry is one line in a table here. What a value means, and which numbers make
sense, the core's own classes say. Sets no limits to what may come from outside: exchange/json_file.py does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any, TypeVar

from kneetimer.core import record
from kneetimer.core.knee import Answer, AnswersOpen, FootNote, KneeCheck, LookedAt, MorningAsked
from kneetimer.core.own_exercise import OwnExercise
from kneetimer.core.record import Began, SessionEvent
from kneetimer.core.run import Run
from kneetimer.core.script import Script, SessionKind, Step

BEGAN = "began"

_EVENTS: dict[str, type[SessionEvent]] = {
    BEGAN: record.Began,
    "set-ended": record.SetEnded,
    "set-corrected": record.SetCorrected,
    "paused": record.Paused,
    "went-on": record.WentOn,
    "pace-changed": record.PaceChanged,
    "easier-changed": record.EasierChanged,
    "hurt": record.Hurt,
    "ended": record.Ended,
    "answered": record.Answered,
    "edited": record.Edited,
    "removed": record.Removed,
}
_NAMES = {kind: name for name, kind in _EVENTS.items()}

Entry = Answer | Run | OwnExercise
"""What is stored beside the sessions."""

# Each kind of entry, and the field that is its key and not in its content.
_ENTRIES: dict[str, tuple[type[Entry], str]] = {
    "knee-check": (KneeCheck, "id"),
    "foot-note": (FootNote, "id"),
    "morning-asked": (MorningAsked, "session"),
    "seen": (LookedAt, "id"),
    "answers-open": (AnswersOpen, "session"),
    "run": (Run, "id"),
    "own-exercise": (OwnExercise, "id"),
}
_ENTRY_NAMES = {kind: name for name, (kind, _) in _ENTRIES.items()}
ENTRY_KINDS = frozenset(_ENTRIES)
KINDS_OF_SESSION = tuple(name for name, (_, key) in _ENTRIES.items() if key == "session")
_OFTEN_LEFT_OUT = {"variant": None, "load": "", "side": None, "reps": None, "tempo": None}

_T = TypeVar("_T")
_decoders: dict[type, Any] = {}  # to make one costs more than to use it a hundred times


def to_wire(value: object) -> Any:
    """Any value of the core as dicts, lists and words; moments and days are left to `canonical`."""
    import msgspec  # not before there is something to read or to write

    return msgspec.to_builtins(value, builtin_types=(date, datetime))


def from_wire(values: object, kind: type[_T]) -> _T:
    """The value of a class of the core. Raises ValueError, with place and rule, where it cannot be one."""
    import msgspec

    return msgspec.convert(values, kind)


def from_text(text: str, kind: type[_T]) -> _T:
    """`from_wire` of JSON text, in a tenth of the time."""
    import msgspec

    try:
        if kind not in _decoders:
            _decoders[kind] = msgspec.json.Decoder(kind)
        read: _T = _decoders[kind].decode(text)
        return read
    except msgspec.ValidationError:
        raise
    except msgspec.DecodeError:
        return from_wire(json.loads(text), kind)  # half an emoji, which is no text to msgspec


def canonical(value: object) -> str:
    """The one way to write a value as JSON, so that equal values have equal digests.

    Plain ASCII: a note may hold anything that can be typed or pasted, half an emoji too.
    """
    return json.dumps(value, allow_nan=False, sort_keys=True, separators=(",", ":"), default=_iso)


def _iso(value: date | datetime) -> str:
    return value.isoformat()


def event_to_wire(event: SessionEvent) -> tuple[str, dict[str, Any]]:
    """The kind of an event and its fields."""
    if not isinstance(event, Began):
        fields = to_wire(event)
        if not fields.get("eased", True):
            del fields["eased"]  # so that a set in full is written as it always was
        if fields.get("load", "") is None:
            del fields["load"]  # and one with the load of its script too
        if not fields.get("loads", True):
            del fields["loads"]  # and a correction of nothing of the kind
        return _NAMES[type(event)], fields
    fields = to_wire(replace(event, script=replace(event.script, steps=())))
    return BEGAN, {**fields, "script": script_to_wire(event.script)}


def event_from_wire(kind: str, fields: Mapping[str, Any]) -> SessionEvent:
    """The event read back. Raises ValueError, KeyError or TypeError where it cannot be one."""
    if kind == BEGAN:
        return began_from_wire(fields, script_from_wire(fields["script"]).steps)
    return from_wire(fields, _kind_of(kind))


def event_from_text(kind: str, text: str) -> SessionEvent:
    """An event other than the beginning, from JSON text. Raises as `event_from_wire` does."""
    return from_text(text, _kind_of(kind))


def began_from_wire(fields: Mapping[str, Any], steps: tuple[Step, ...]) -> Began:
    """The beginning of a session whose steps are stored apart from it."""
    script = script_from_wire({**fields["script"], "steps": []})
    began = from_wire({**fields, "script": to_wire(script)}, Began)
    return replace(began, script=replace(script, steps=steps))


def _kind_of(kind: str) -> type[SessionEvent]:
    if kind not in _EVENTS:
        raise ValueError(f"{kind!r} is not a kind of event")
    return _EVENTS[kind]


def class_of(kind: str) -> type | None:
    """The class of an event or of an entry; None where there is no such kind."""
    entry = _ENTRIES.get(kind)
    return entry[0] if entry else _EVENTS.get(kind)


def kind_of_entry(kind: type[Entry]) -> str:
    """The word under which an answer or a run is stored."""
    return _ENTRY_NAMES[kind]


def key_of_entry(entry: Entry) -> str:
    """What an answer or a run is known by among those of its kind."""
    return str(getattr(entry, _ENTRIES[kind_of_entry(type(entry))][1]))


def entry_to_wire(answer: Entry) -> tuple[str, str, dict[str, Any]]:
    """The kind of an answer about the knees or of a run, its key, and its other fields."""
    fields = to_wire(answer)
    kind = _ENTRY_NAMES[type(answer)]
    if fields.get("moving_s", 0) is None:
        del fields["moving_s"]  # so that a run from before there was such a field is written as it was
    return kind, str(fields.pop(_ENTRIES[kind][1])), fields


def entry_from_wire(kind: str, key: str, fields: Mapping[str, Any]) -> Entry:
    """The answer or run read back. Raises ValueError, KeyError or TypeError where it cannot be one."""
    if kind not in _ENTRIES:
        raise ValueError(f"{kind!r} is not a kind of entry")
    made, name = _ENTRIES[kind]
    return from_wire({**fields, name: key}, made)


def entry_from_text(kind: str, key: str, content: str) -> Entry:
    """`entry_from_wire` of the JSON text of the other fields."""
    if kind not in _ENTRIES or not content.startswith("{"):
        raise ValueError(f"this is no {kind}")
    made, name = _ENTRIES[kind]
    # The key goes into the text: years of answers are read at once, and that takes a fifth of the time.
    return from_text(f'{{"{name}":{json.dumps(key)},{content[1:]}', made)


def script_to_wire(script: Script) -> dict[str, Any]:
    """A script with everything that is needed to play it again."""
    fields: dict[str, Any] = {
        "plan": script.plan,
        "week": script.week,
        "session": script.session,
        "steps": [
            {name: value for name, value in to_wire(step).items() if value is not None and value != ""}
            for step in script.steps
        ],
    }
    # Left out where they say nothing new, so that most sessions are stored as they always were.
    if script.gentle:
        fields["gentle"] = True
    elif script.kind is not SessionKind.FULL:
        fields["kind"] = script.kind.value
    if script.left_out:
        fields["left_out"] = script.left_out
    if script.eased:
        fields["eased"] = list(script.eased)
    return fields


def script_from_wire(fields: Mapping[str, Any]) -> Script:
    """The script read back. Raises ValueError, KeyError or TypeError where it cannot be one."""
    values = {name: value for name, value in fields.items() if name != "gentle"}
    if from_wire(fields.get("gentle", False), bool):
        values["kind"] = SessionKind.GENTLE.value
    return from_wire({**values, "steps": [_OFTEN_LEFT_OUT | step for step in fields["steps"]]}, Script)
