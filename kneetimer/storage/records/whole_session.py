"""Storing a session that is known from its beginning to its last event, all of it at once.

For sessions that come from elsewhere: written down by hand, or from another computer. A session
that is being played goes through History.begin and History.append. Commits nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple

from kneetimer.core import record
from kneetimer.core.folding import fold
from kneetimer.core.record import Began, Ended, SessionEvent, SessionState
from kneetimer.storage.records import rows, summaries
from kneetimer.storage.records.rows import Row, SessionRow

_MARKS = ", ".join("?" for _ in SessionRow.__slots__)


def check(session_id: str, events: Sequence[SessionEvent]) -> record.SessionRecord:
    """The record of the events. Raises ValueError where no session can have happened like that."""
    folded = fold(session_id, events)
    ended = False
    for event in events:
        if ended and not isinstance(event, record.AFTER_THE_END):
            raise ValueError("something happens after the end of the session")
        if isinstance(event, record.AFTER_THE_END) and not ended:
            raise ValueError("something is answered or corrected before the end of the session")
        ended = ended or isinstance(event, Ended)
    if ended and folded.state is SessionState.RUNNING:
        raise ValueError("a session that has ended is not running")
    return folded


def insert(
    connection: sqlite3.Connection, session_id: str, timed: Sequence[tuple[str, SessionEvent]]
) -> None:
    """Store a session that is not there yet, or in place of what is there of it.

    `timed` has each event with its moment in UTC. Raises ValueError as `check` does.
    """
    events = [event for _, event in timed]
    folded = check(session_id, events)
    began = events[0]
    assert isinstance(began, Began)
    digest, steps = rows.script_text(began)
    chain: list[Row] = []
    for at, event in timed:
        chain.append(rows.link(session_id, chain[-1] if chain else None, *rows.encode(event, digest), at))
    row = rows.session_row(session_id, began, digest)
    if folded.state is not SessionState.RUNNING:
        row = rows.sealed(row, folded, chain[-1])
    connection.execute("DELETE FROM session WHERE id = ?", (session_id,))
    connection.execute("INSERT OR IGNORE INTO script VALUES (?, ?)", (digest, steps))
    connection.execute(f"INSERT INTO session VALUES ({_MARKS})", astuple(row))
    if row.seal is not None:
        summaries.write(connection, folded, row.seal)
    connection.executemany(
        "INSERT INTO happening VALUES (?, ?, ?, ?, ?, ?)", [(session_id, *astuple(each)) for each in chain]
    )
