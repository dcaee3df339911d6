"""Scripts, happenings, records and runs as plain values that JSON can hold, and back.

The shapes of `script_summary` and `record_summary` are what the command line prints; they are
documented in docs/command-line.md and stay stable.
"""

from __future__ import annotations

import dataclasses
import enum
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from kneetimer.core import record
from kneetimer.core.exercise import Side, Tempo, Unit
from kneetimer.core.knee import Answer, CheckMoment, FootNote, KneeCheck, MorningAsked, Sign
from kneetimer.core.plan import BlockKind
from kneetimer.core.preferences import Knee
from kneetimer.core.run import Run, RunKind, RunState
from kneetimer.core.script import Script, SessionKind, Step, StepKind

# Looked up, because calling an enumeration costs more than all else in reading an answer.
_MOMENTS = {moment.value: moment for moment in CheckMoment}
_KNEES: dict[str | None, Knee | None] = {None: None, **{knee.value: knee for knee in Knee}}


def _knee(value: str | None) -> Knee | None:
    return _KNEES[value]


def _signs(values: Iterable[str]) -> tuple[Sign, ...]:
    return tuple(Sign(value) for value in values)


def _set_edits(values: Iterable[Mapping[str, Any]]) -> tuple[record.SetEdit, ...]:
    return tuple(record.SetEdit(**value) for value in values)


def _answers(value: Mapping[str, Any] | None) -> record.Answered | None:
    return None if value is None else record.Answered(**value)


def _state(value: str | None) -> record.SessionState | None:
    return None if value is None else record.SessionState(value)


_KINDS: dict[str, Callable[..., record.Happening]] = {
    "began": record.Began,
    "set-ended": record.SetEnded,
    "set-corrected": record.SetCorrected,
    "paused": record.Paused,
    "went-on": record.WentOn,
    "pace-changed": record.PaceChanged,
    "hurt": record.Hurt,
    "ended": record.Ended,
    "answered": record.Answered,
    "edited": record.Edited,
    "removed": record.Removed,
}
_NAMES: dict[object, str] = {kind: name for name, kind in _KINDS.items()}

Entry = Answer | Run
"""What is stored beside the sessions."""

_ENTRIES: dict[str, type[Entry]] = {
    "knee-check": KneeCheck,
    "foot-note": FootNote,
    "morning-asked": MorningAsked,
    "run": Run,
}
_ENTRY_NAMES: dict[object, str] = {kind: name for name, kind in _ENTRIES.items()}
ENTRY_KINDS = frozenset(_ENTRIES)
ANSWER_KINDS = ENTRY_KINDS - {"run"}


def kind_of_entry(kind: type[Entry]) -> str:
    """The word under which an answer or a run is stored."""
    return _ENTRY_NAMES[kind]


_KEYS: dict[object, str] = {KneeCheck: "id", FootNote: "id", MorningAsked: "session", Run: "id"}

# How each field that is not a plain value is read back, by its name in any happening or step.
_READERS: dict[tuple[str, str], Callable[[Any], object]] = {
    ("began", "started"): datetime.fromisoformat,
    ("set-ended", "state"): record.SetState,
    ("set-corrected", "state"): record.SetState,
    ("paused", "reason"): record.PauseReason,
    ("hurt", "knee"): _knee,
    ("hurt", "answer"): record.HurtAnswer,
    ("hurt", "signs"): _signs,
    ("ended", "state"): record.SessionState,
    ("edited", "at"): datetime.fromisoformat,
    ("edited", "sets"): _set_edits,
    ("edited", "answers"): _answers,
    ("edited", "state"): _state,
    ("removed", "at"): datetime.fromisoformat,
}


def happening_to_plain(happening: record.Happening) -> tuple[str, dict[str, object]]:
    """The kind of a happening and its fields."""
    plain: dict[str, object] = {}
    for item in dataclasses.fields(happening):
        value = getattr(happening, item.name)
        plain[item.name] = script_to_plain(value) if isinstance(value, Script) else _plain(value)
    return _NAMES[type(happening)], plain


def _plain(value: object) -> object:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, record.SetEdit | record.Answered):
        return dataclasses.asdict(value)
    return value


def happening_from_plain(kind: str, plain: Mapping[str, Any]) -> record.Happening:
    """The happening read back. Raises ValueError, KeyError or TypeError where it cannot be one."""
    if kind not in _KINDS:
        raise ValueError(f"{kind!r} is not a kind of happening")
    values = dict(plain)
    if kind == "began":
        values["script"] = script_from_plain(values["script"])
    for name in list(values):
        reader = _READERS.get((kind, name))
        if reader is not None:
            values[name] = reader(values[name])
    return _KINDS[kind](**values)


def entry_to_plain(answer: Entry) -> tuple[str, str, dict[str, object]]:
    """The kind of an answer about the knees or of a run, its id, and its other fields."""
    plain = {item.name: _plain(getattr(answer, item.name)) for item in dataclasses.fields(answer)}
    key = plain.pop(_KEYS[type(answer)])
    if plain.get("moving_s", 0) is None:
        del plain["moving_s"]  # older versions know no such field
    return _ENTRY_NAMES[type(answer)], str(key), plain


def entry_from_plain(kind: str, key: str, plain: Mapping[str, Any]) -> Entry:
    """The answer or run read back. Raises ValueError, KeyError or TypeError where it cannot be one."""
    if kind not in _ENTRIES:
        raise ValueError(f"{kind!r} is not a kind of entry")
    if kind == "run":
        return _run_from_plain(key, plain)
    values = {**plain, _KEYS[_ENTRIES[kind]]: key, "at": datetime.fromisoformat(plain["at"])}
    if kind == "knee-check":
        values["moment"] = _MOMENTS[values["moment"]]
        values["knee"] = _knee(values["knee"])
        values["signs"] = _signs(values["signs"])
    return _ENTRIES[kind](**values)


def _run_from_plain(key: str, plain: Mapping[str, Any]) -> Run:
    started = plain["started"]
    values = {
        **plain,
        "id": key,
        "day": date.fromisoformat(plain["day"]),
        "kind": RunKind(plain["kind"]),
        "state": RunState(plain["state"]),
        "started": None if started is None else datetime.fromisoformat(started),
    }
    return Run(**values)


def script_to_plain(script: Script) -> dict[str, object]:
    """A script with everything that is needed to play it again."""
    plain: dict[str, object] = {
        "plan": script.plan,
        "week": script.week,
        "session": script.session,
        "steps": [_step_to_plain(step) for step in script.steps],
    }
    # Left out where they say nothing new, so that most sessions are stored as they always were.
    if script.gentle:
        plain["gentle"] = True
    elif script.kind is not SessionKind.FULL:
        plain["kind"] = script.kind.value
    if script.left_out:
        plain["left_out"] = script.left_out
    return plain


def script_from_plain(plain: Mapping[str, Any]) -> Script:
    kind = SessionKind(plain.get("kind", SessionKind.FULL.value))
    return Script(
        plan=str(plain["plan"]),
        week=int(plain["week"]),
        session=int(plain["session"]),
        steps=tuple(_step_from_plain(step) for step in plain["steps"]),
        kind=SessionKind.GENTLE if plain.get("gentle") else kind,
        left_out=int(plain.get("left_out", 0)),
    )


def _step_to_plain(step: Step) -> dict[str, object]:
    plain: dict[str, object] = {}
    for item in dataclasses.fields(step):
        value = getattr(step, item.name)
        if isinstance(value, enum.Enum):
            value = value.value
        elif isinstance(value, Tempo):
            value = dataclasses.asdict(value)
        if value is not None and value != "":
            plain[item.name] = value
    return plain


def _step_from_plain(plain: Mapping[str, Any]) -> Step:
    return Step(
        kind=StepKind(plain["kind"]),
        block=BlockKind(plain["block"]),
        item=int(plain["item"]),
        exercise=str(plain["exercise"]),
        variant=plain.get("variant"),
        load=plain.get("load", ""),
        side=Side(plain["side"]) if "side" in plain else None,
        set=int(plain["set"]),
        sets=int(plain["sets"]),
        unit=Unit(plain["unit"]),
        reps=plain.get("reps"),
        length_ms=int(plain["length_ms"]),
        tempo=Tempo(**plain["tempo"]) if "tempo" in plain else None,
        stands_for=plain.get("stands_for"),
    )


def script_summary(script: Script) -> dict[str, object]:
    """What `kneetimer preview --json` prints; seconds are numbers, whole where they can be."""
    return {
        "plan": script.plan,
        "week": script.week,
        "session": script.session,
        "seconds": _seconds(script.length_ms),
        "steps": [
            {
                "kind": step.kind.value,
                "block": step.block.value,
                "exercise": step.exercise,
                "side": step.side.value if step.side else None,
                "set": step.set,
                "sets": step.sets,
                "reps": step.reps,
                "seconds": _seconds(step.length_ms),
            }
            for step in script.steps
        ],
    }


def record_summary(session: record.SessionRecord) -> dict[str, object]:
    """One session as `kneetimer history --json` prints it."""
    return {
        "id": session.id,
        "plan": session.script.plan,
        "week": session.script.week,
        "session": session.script.session,
        "state": session.state.value,
        "rehearsal": session.rehearsal,
        "started": session.started.isoformat(),
        "seconds": _seconds(session.active_ms),
        "effort": session.effort,
        "pain": session.pain,
        "note": session.note,
        "gentle": session.script.gentle,
        "kind": session.script.kind.value,
        "by_hand": session.by_hand,
        "edited": session.edited.isoformat() if session.edited else None,
        "sets": [
            {
                "exercise": result.exercise,
                "block": result.block.value,
                "side": result.side.value if result.side else None,
                "set": result.set,
                "target_reps": result.target_reps,
                "reps": result.reps,
                "target_seconds": None if result.target_ms is None else _seconds(result.target_ms),
                "seconds": _seconds(result.ms),
                "state": result.state.value,
            }
            for result in session.sets
        ],
    }


def _seconds(ms: int) -> int | float:
    return ms // 1000 if ms % 1000 == 0 else ms / 1000
