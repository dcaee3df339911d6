"""A summary of each session that is over, kept beside its happenings so that a start need not read those.

A summary names the seal of the session that it was made from: one that names another seal, or that
has changed in any bit, is as good as none, and the happenings are read instead. So it can be lost
and never be wrong. Commits nothing.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable

from kneetimer.core.record import SessionRecord
from kneetimer.core.summary import SessionSummary, summary_from_plain, summary_of, summary_to_plain
from kneetimer.storage.records import rows

Stored = tuple[str | None, str | None, str | None]
"""The seal, the content and the digest of a stored summary; None where there is none."""


def write(connection: sqlite3.Connection, told: SessionRecord, seal: str) -> None:
    """Store the summary of a session that is over, in place of what is there."""
    content = rows.canonical(summary_to_plain(summary_of(told)))
    connection.execute(
        "INSERT OR REPLACE INTO brief (session, seal, content, digest) VALUES (?, ?, ?, ?)",
        (told.id, seal, content, _digest(told.id, seal, content)),
    )


def in_step(session_id: str, seal: str | None, stored: Stored) -> SessionSummary | None:
    """The stored summary where it belongs to the session as it is now; None where it is to be made anew."""
    made_of, content, digest = stored
    if seal is None or made_of != seal or not isinstance(content, str):
        return None
    if _digest(session_id, seal, content) != digest:
        return None
    try:
        return summary_from_plain(session_id, json.loads(content))
    except rows.UNREADABLE:
        return None  # of another version of the program


def listed(connection: sqlite3.Connection) -> Iterable[tuple[str, str | None, Stored]]:
    """Id and seal of every session, rehearsals apart, with what is stored of its summary; newest first."""
    found = connection.execute(
        "SELECT session.id, session.seal, brief.seal, brief.content, brief.digest FROM session"
        " LEFT JOIN brief ON brief.session = session.id WHERE rehearsal = 0"
        " ORDER BY started_utc DESC, id"
    )
    return [(session_id, seal, (*stored,)) for session_id, seal, *stored in found]


def _digest(session_id: str, seal: str, content: str) -> str:
    # By hand: this is done for every session at every start.
    return hashlib.sha256(f"{session_id}\n{seal}\n{content}".encode()).hexdigest()
