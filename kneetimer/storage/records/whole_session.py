"""Storing a session that is known from its beginning to its last happening, all of it at once.

For sessions that come from elsewhere: written down by hand, or from another computer. A session
that is being played goes through History.begin and History.append. Commits nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import astuple

from kneetimer.core import record
from kneetimer.core.record import Began, Ended, Happening, SessionState
from kneetimer.storage.records import rows, summaries
from kneetimer.storage.records.rows import Row, SessionRow

_MARKS = ", ".join("?" for _ in SessionRow.__slots__)


def check(session_id: str, happenings: Sequence[Happening]) -> record.SessionRecord:
    """The record of the happenings. Raises ValueError where no session can have happened like that."""
    folded = record.fold(session_id, happenings)
    ended = False
    for happening in happenings:
        if ended and not isinstance(happening, record.AFTER_THE_END):
            raise ValueError("something happens after the end of the session")
        if isinstance(happening, record.AFTER_THE_END) and not ended:
            raise ValueError("something is answered or corrected before the end of the session")
        ended = ended or isinstance(happening, Ended)
    if ended and folded.state is SessionState.RUNNING:
        raise ValueError("a session that has ended is not running")
    return folded


def insert(
    connection: sqlite3.Connection, session_id: str, told: Sequence[tuple[str, Happening]]
) -> None:
    """Store a session that is not there yet, or in place of what is there of it.

    `told` has each happening with its moment in UTC. Raises ValueError as `check` does.
    """
    happenings = [happening for _, happening in told]
    folded = check(session_id, happenings)
    began = happenings[0]
    assert isinstance(began, Began)
    chain: list[Row] = []
    for at, happening in told:
        chain.append(rows.link(session_id, chain[-1] if chain else None, *rows.encode(happening), at))
    digest, steps = rows.script_text(began)
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
