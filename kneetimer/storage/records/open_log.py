"""The rows of one session while they are being written: each new one is chained, checked and sealed here.

The events so far stay folded, so that the thousandth costs what the first did. A log is made anew
from the rows where the file has gone on without it. Begins and commits no transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple, replace
from datetime import datetime, timedelta
from typing import Self

from kneetimer.core import record
from kneetimer.core.folding import Folding
from kneetimer.core.record import Began, Edited, Removed, SessionEvent, SessionState
from kneetimer.storage.records import rows, summaries
from kneetimer.storage.records.rows import Row, SessionRow

_NAMES = SessionRow.__slots__
_UPSERT = (
    f"INSERT INTO session ({', '.join(_NAMES)}) VALUES ({', '.join('?' for _ in _NAMES)})"
    f" ON CONFLICT (id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in _NAMES[1:])}"
)


class OpenLog:
    """One session and the last row that was stored of it."""

    def __init__(self, session_id: str, began: Began, script: str, first: Row) -> None:
        self.session_id = session_id
        self.last = first
        self._began = rows.session_row(session_id, began, script)
        self._folding = Folding(session_id)
        self._folding.add(began)

    @classmethod
    def begin(cls, connection: sqlite3.Connection, session_id: str, began: Began, at_utc: str) -> Self:
        """Store the start of a new session."""
        script, steps = rows.new_script_text(began)
        first = rows.link(session_id, None, *rows.encode(began, script), at_utc)
        log = cls(session_id, began, script, first)
        connection.execute("INSERT OR IGNORE INTO script VALUES (?, ?)", (script, steps))
        connection.execute(_UPSERT, astuple(log._began))
        _insert(connection, session_id, first)
        return log

    @classmethod
    def read(cls, session_id: str, stored: list[Row], decoded: Iterable[SessionEvent]) -> Self:
        """The log of a session that is stored already. Raises one of rows.UNREADABLE where it is damaged."""
        began, *others = decoded
        if not isinstance(began, Began):
            raise ValueError("a session's events must start with its beginning")
        log = cls(session_id, began, rows.script_of(stored[0]), stored[-1])
        for event in others:
            log._folding.add(event)
        return log

    def add(self, connection: sqlite3.Connection, event: SessionEvent, at_utc: str) -> None:
        """Store the next event; a session that is over is sealed again.

        Raises ValueError where it may not follow; the log has gone too far then, and the caller drops it.
        """
        over = self._folding.state is not SessionState.RUNNING
        if over and not isinstance(event, record.AFTER_THE_END):
            raise ValueError("only answers and corrections may follow the end of a session")
        event = self._newest(event)
        # Also the guard that nothing is stored which could not be read back.
        self._folding.add(event)
        if over and at_utc < self.last.at_utc:
            # A clock that was set back must not make an older answer the newer one once histories are joined.
            at_utc = rows.utc_text(datetime.fromisoformat(self.last.at_utc) + timedelta(milliseconds=1))
        self.last = rows.link(self.session_id, self.last, *rows.encode(event), at_utc)
        _insert(connection, self.session_id, self.last)
        if self._folding.state is not SessionState.RUNNING:
            now = self._folding.record()
            row = rows.sealed(self._began, now, self.last)
            connection.execute(_UPSERT, astuple(row))
            assert row.seal is not None
            summaries.write(connection, now, row.seal)
            connection.execute("DELETE FROM checkpoint WHERE session = ?", (self.session_id,))

    def _newest(self, event: SessionEvent) -> SessionEvent:
        """A correction that is later than those before it, also where the clock was set back since."""
        if isinstance(event, Edited | Removed):
            before = self._folding.corrected
            if before is not None and event.at <= before:
                return replace(event, at=before + timedelta(milliseconds=1))
        return event


def _insert(connection: sqlite3.Connection, session_id: str, row: Row) -> None:
    connection.execute("INSERT INTO happening VALUES (?, ?, ?, ?, ?, ?)", (session_id, *astuple(row)))
