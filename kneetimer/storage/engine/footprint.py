"""What the data file held when it was last written, so that another content in it is noticed.

A program that copies another file over the open one keeps its name and its number on the disk, and SQLite's
count of changes can be the same by chance: two computers that share a file have often changed it as often.
Judges nothing but whether what was there is still there; what other programs add is welcome.
"""

from __future__ import annotations

import os
import sqlite3
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Footprint:
    """How many sessions and entries there were, and the last event of the newest session, if any."""

    sessions: int
    entries: int
    last: tuple[str, int, str] | None

    def is_in(self, connection: sqlite3.Connection) -> bool:
        """Whether a file still has all of it. Takes the tables of the current version."""
        sessions, entries = _counts(connection)
        if sessions < self.sessions or entries < self.entries:
            return False
        if self.last is None:
            return True
        session, sequence, digest = self.last
        found = connection.execute(
            "SELECT digest FROM happening WHERE session = ? AND sequence = ?", (session, sequence)
        ).fetchone()
        return found is not None and found[0] == digest


def footprint_of(connection: sqlite3.Connection) -> Footprint:
    """Takes as long for the first session as for the thousandth, but for counting them."""
    last = connection.execute(
        "SELECT session, sequence, digest FROM happening"
        " WHERE session = (SELECT id FROM session ORDER BY started_utc DESC LIMIT 1)"
        " ORDER BY sequence DESC LIMIT 1"
    ).fetchone()
    return Footprint(*_counts(connection), last)


def _counts(connection: sqlite3.Connection) -> tuple[int, int]:
    counted = connection.execute("SELECT (SELECT count(*) FROM session), (SELECT count(*) FROM entry)")
    sessions, entries = counted.fetchone()
    return sessions, entries


def stamp_of(path: Path) -> tuple[int, int] | None:
    """When a file was last written and how long it is; None where it cannot be asked."""
    try:
        told = os.stat(path)
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size
