"""A summary of each session that is over, kept beside its events so that a start need not read those.

A summary names the seal of the session that it was made from: one that names another seal, or that
has changed in any bit, is as good as none, and the events are read instead. So it can be lost
and never be wrong. Commits nothing.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from kneetimer.core.record import Hurt, SessionRecord, SessionState, counts_for_plan
from kneetimer.core.script import Script, SessionKind
from kneetimer.core.summary import SessionSummary, summary_of
from kneetimer.storage.records import rows, wire

_NEVER = ":"  # as a moment that is text: after all that begin with a figure

Stored = tuple[str | None, str | None, str | None]
"""The seal, the content and the digest of a stored summary; None where there is none."""


@dataclass(frozen=True, slots=True)
class _Content:
    """What is stored of a summary: its script without steps, and all that cannot be worked out."""

    plan: str
    week: int
    session: int
    kind: SessionKind
    left_out: int
    rehearsal: bool
    started: datetime
    state: SessionState
    removed: bool
    pain: int | None
    hurts: tuple[Hurt, ...]
    worked: bool
    share: float


def write(connection: sqlite3.Connection, record: SessionRecord, seal: str) -> None:
    """Store the summary of a session that is over, in place of what is there."""
    content = wire.canonical(wire.to_wire(_content_of(summary_of(record))))
    connection.execute(
        "INSERT OR REPLACE INTO brief (session, seal, content, digest) VALUES (?, ?, ?, ?)",
        (record.id, seal, content, _digest(record.id, seal, content)),
    )


def in_step(session_id: str, seal: str | None, stored: Stored) -> SessionSummary | None:
    """The stored summary where it belongs to the session as it is now; None where it is to be made anew."""
    made_of, content, digest = stored
    if seal is None or made_of != seal or not isinstance(content, str):
        return None
    if _digest(session_id, seal, content) != digest:
        return None
    try:
        return _summary_from(session_id, wire.from_text(content, _Content))
    except rows.UNREADABLE:
        return None  # of another version of the program


def listed(
    connection: sqlite3.Connection, since: datetime | None = None, before: datetime | None = None
) -> Iterable[tuple[str, str | None, Stored]]:
    """Id and seal of every session, rehearsals apart, with what is stored of its summary; newest first.

    `since` and `before` are moments between which those that are wanted began.
    """
    found = connection.execute(
        "SELECT session.id, session.seal, brief.seal, brief.content, brief.digest FROM session"
        " LEFT JOIN brief ON brief.session = session.id"
        " WHERE started_utc >= ? AND started_utc < ? AND rehearsal = 0 ORDER BY started_utc DESC, id",
        (rows.utc_text(since) if since else "", rows.utc_text(before) if before else _NEVER),
    )
    return [(session_id, seal, (*stored,)) for session_id, seal, *stored in found]


def _digest(session_id: str, seal: str, content: str) -> str:
    # By hand: this is done for every session at every start.
    return hashlib.sha256(f"{session_id}\n{seal}\n{content}".encode()).hexdigest()


def _content_of(summary: SessionSummary) -> _Content:
    return _Content(
        summary.script.plan,
        summary.script.week,
        summary.script.session,
        summary.script.kind,
        summary.script.left_out,
        summary.rehearsal,
        summary.started,
        summary.state,
        summary.removed,
        summary.pain,
        summary.hurts,
        summary.worked,
        summary.share,
    )


def _summary_from(session_id: str, content: _Content) -> SessionSummary:
    script = Script(content.plan, content.week, content.session, (), content.kind, content.left_out)
    return SessionSummary(
        session_id,
        script,
        content.rehearsal,
        content.started,
        content.state,
        content.removed,
        content.pain,
        content.hurts,
        content.worked,
        content.share,
        counts_for_plan(script, content.state, content.rehearsal, content.removed, content.share),
    )
