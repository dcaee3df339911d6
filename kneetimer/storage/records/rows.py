"""Events as rows of text, and the digests that notice a changed bit in them.

Each event carries a digest of itself and of the one before it; a session that is over is
sealed with a digest of its row, its totals and its last event. Reads and writes no file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import astuple, dataclass, replace
from datetime import UTC, datetime
from json.encoder import encode_basestring_ascii

from kneetimer.core import record
from kneetimer.core.record import Began, Checkpoint, SessionEvent, SessionRecord, SetState
from kneetimer.core.script import Step
from kneetimer.storage.records import wire
from kneetimer.storage.records.wire import BEGAN, canonical

UNREADABLE = (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError)
"""What decoding a damaged row may raise."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table of events, without its session."""

    sequence: int
    kind: str
    at_utc: str
    content: str
    digest: str


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One row of the table of sessions. The totals and the seal are None while it runs."""

    id: str
    plan: str
    week: int
    session: int
    rehearsal: int
    started_utc: str
    offset_minutes: int
    zone: str
    local_date: str
    script: str
    state: str
    active_ms: int | None = None
    sets_done: int | None = None
    reps_done: int | None = None
    held_ms: int | None = None
    seal: str | None = None


_MOST_TEXTS = 64
# Sessions that are read share the steps of their scripts, of which writing as text costs the most. One that
# begins has steps of its own: to keep those would only fill the memory.
_texts: dict[int, tuple[tuple[Step, ...], str, str]] = {}


def digest_of(*parts: object) -> str:
    """SHA-256 of the parts in hexadecimal digits; where one part ends counts.

    In a damaged file a part may be anything: that gives another digest, not an error.
    """
    texts = [encode_basestring_ascii(part) for part in parts if isinstance(part, str)]
    text = f"[{','.join(texts)}]"  # the same as below, sooner
    if len(texts) < len(parts):
        text = json.dumps(parts, separators=(",", ":"), default=repr)
    return hashlib.sha256(text.encode()).hexdigest()


def new_script_text(began: Began) -> tuple[str, str]:
    """The digest and the text of a script's steps: sessions with the same steps share one row."""
    text = canonical(wire.script_to_wire(began.script)["steps"])
    return digest_of(text), text


def script_text(began: Began) -> tuple[str, str]:
    """As `new_script_text`, for one of many sessions that were read."""
    steps = began.script.steps
    known = _texts.get(id(steps))
    if known is None or known[0] is not steps:
        known = (steps, *new_script_text(began))
        if len(_texts) >= _MOST_TEXTS:
            _texts.clear()
        _texts[id(steps)] = known
    return known[1], known[2]


def encode(event: SessionEvent, script: str | None = None) -> tuple[str, str]:
    """The kind and the content of an event. The steps of a script are left to their own row.

    `script` is the digest of its steps, where that is known already.
    """
    if not isinstance(event, Began):
        kind, content = wire.event_to_wire(event)
        return kind, canonical(content)
    without_steps = replace(event, script=replace(event.script, steps=()))
    kind, content = wire.event_to_wire(without_steps)
    content["script"]["steps"] = script or new_script_text(event)[0]
    return kind, canonical(content)


def decode(kind: str, content: str, scripts: Mapping[str, tuple[Step, ...]]) -> SessionEvent:
    """The event of a row. Raises one of UNREADABLE where it is not one."""
    if kind != BEGAN:
        return wire.event_from_text(kind, content)
    values = json.loads(content)
    return wire.began_from_wire(values, scripts[values["script"]["steps"]])


def decode_steps(digest: str, text: str) -> tuple[Step, ...]:
    """The steps of a script's row. Raises one of UNREADABLE where they are not its steps."""
    if digest_of(text) != digest:
        raise ValueError("the steps are not those that were stored")
    values = {"plan": "", "week": 1, "session": 1, "steps": json.loads(text)}
    return wire.script_from_wire(values).steps


def link(session_id: str, before: Row | None, kind: str, content: str, at_utc: str) -> Row:
    """The next row of a session, chained to the one before it."""
    sequence = before.sequence + 1 if before else 1
    start = before.digest if before else session_id
    return Row(sequence, kind, at_utc, content, digest_of(start, sequence, kind, at_utc, content))


def script_of(first: Row) -> str:
    """The digest of the steps that a session's first event names. Raises one of UNREADABLE."""
    return str(json.loads(first.content)["script"]["steps"])


def session_row(session_id: str, began: Began, script_digest: str) -> SessionRow:
    """The row of a session that has just begun."""
    offset = began.started.utcoffset()
    if offset is None:
        raise ValueError("a session's start needs its UTC offset")
    return SessionRow(
        id=session_id,
        plan=began.script.plan,
        week=began.script.week,
        session=began.script.session,
        rehearsal=int(began.rehearsal),
        started_utc=utc_text(began.started),
        offset_minutes=round(offset.total_seconds() / 60),
        zone=began.zone,
        local_date=began.started.date().isoformat(),
        script=script_digest,
        state=record.SessionState.RUNNING.value,
    )


def sealed(row: SessionRow, session: SessionRecord, last: Row) -> SessionRow:
    """The row of a session that is over, with its totals and its seal."""
    done = [result for result in session.sets if result.state is not SetState.SKIPPED]
    row = replace(
        row,
        state=session.state.value,
        active_ms=session.active_ms,
        sets_done=sum(result.state is SetState.DONE for result in done),
        reps_done=sum(result.reps or 0 for result in done),
        held_ms=sum(result.ms for result in done if result.target_reps is None),
        seal=None,
    )
    return replace(row, seal=seal_of(row, last.digest))


def seal_of(row: SessionRow, last_digest: str) -> str:
    """SHA-256 over a session's row and, through their chain, all of its events."""
    values = [getattr(row, name) for name in SessionRow.__slots__ if name != "seal"]
    return digest_of(values, last_digest)


def checkpoint_digest(session_id: str, checkpoint: Checkpoint) -> str:
    return digest_of(session_id, *astuple(checkpoint))


def sound_checkpoint(session_id: str, checkpoint: Checkpoint, digest: str) -> Checkpoint | None:
    """The checkpoint, or None where a bit of it has changed: the events are enough to go on."""
    return checkpoint if checkpoint_digest(session_id, checkpoint) == digest else None


def utc_text(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")
