"""The tables of the data file, its version, and how older files become current ones.

Opens nothing and commits nothing: database.py does. docs/data.md explains each table.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

APPLICATION_ID = 0x4B6E6565  # "Knee"

Migration = Callable[[sqlite3.Connection], None]

# Of the rows of one entry the one written last counts; one without content says that it was deleted.
_ENTRY_2 = """
CREATE TABLE entry (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    written_utc TEXT NOT NULL,
    content TEXT,
    digest TEXT NOT NULL,
    PRIMARY KEY (kind, id, written_utc, digest)
) STRICT, WITHOUT ROWID
"""

# What queries look for stands beside the content, as `entry_columns` says; the audit asks it again.
_ENTRY = """
CREATE TABLE entry (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    written_utc TEXT NOT NULL,
    content TEXT,
    digest TEXT NOT NULL,
    day TEXT,
    moment TEXT,
    signs INTEGER,
    PRIMARY KEY (kind, id, written_utc, digest)
) STRICT, WITHOUT ROWID
"""
_ENTRY_BY_DAY = "CREATE INDEX entry_by_day ON entry (kind, day, moment, signs)"

_PLAN_EDIT = """
CREATE TABLE plan_edit (
    plan TEXT NOT NULL PRIMARY KEY,
    content TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""

# A row may be missing or out of step with its session; then it is made again from the events.
_BRIEF = """
CREATE TABLE brief (
    session TEXT NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    seal TEXT NOT NULL,
    content TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT, WITHOUT ROWID
"""

# Tables without rowid keep no hidden number that a seal could not cover.
_TABLES = (
    """
CREATE TABLE script (
    digest TEXT NOT NULL PRIMARY KEY,
    steps TEXT NOT NULL
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY,
    plan TEXT NOT NULL,
    week INTEGER NOT NULL,
    session INTEGER NOT NULL,
    rehearsal INTEGER NOT NULL CHECK (rehearsal IN (0, 1)),
    started_utc TEXT NOT NULL,
    offset_minutes INTEGER NOT NULL,
    zone TEXT NOT NULL,
    local_date TEXT NOT NULL,
    script TEXT NOT NULL REFERENCES script (digest),
    state TEXT NOT NULL CHECK (state IN ('running', 'finished', 'partial', 'discarded')),
    active_ms INTEGER,
    sets_done INTEGER,
    reps_done INTEGER,
    held_ms INTEGER,
    seal TEXT,
    CHECK ((state = 'running') = (seal IS NULL))
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE happening (
    session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL CHECK (sequence >= 1),
    kind TEXT NOT NULL,
    at_utc TEXT NOT NULL,
    content TEXT NOT NULL,
    digest TEXT NOT NULL,
    PRIMARY KEY (session, sequence)
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE checkpoint (
    session TEXT NOT NULL PRIMARY KEY REFERENCES session (id) ON DELETE CASCADE,
    after INTEGER NOT NULL,
    step INTEGER NOT NULL,
    position_ms INTEGER NOT NULL,
    spent_ms INTEGER NOT NULL,
    active_ms INTEGER NOT NULL,
    own_count INTEGER,
    digest TEXT NOT NULL
) STRICT, WITHOUT ROWID
""",
    """
CREATE TABLE preference (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    digest TEXT NOT NULL
) STRICT, WITHOUT ROWID
""",
    "CREATE INDEX session_by_start ON session (started_utc)",
    _ENTRY,
    _ENTRY_BY_DAY,
    _PLAN_EDIT,
    _BRIEF,
)


@dataclass(frozen=True, slots=True)
class Schema:
    """The current tables, and the step that leads from each older version to the next one."""

    version: int
    tables: tuple[str, ...]
    migrations: Mapping[int, Migration] = field(default_factory=lambda: MappingProxyType({}))

    def create(self, connection: sqlite3.Connection) -> None:
        """Make the tables in an empty file."""
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        for table in self.tables:
            connection.execute(table.strip())
        connection.execute(f"PRAGMA user_version = {self.version}")
        connection.execute("COMMIT")

    def is_that_of(self, connection: sqlite3.Connection) -> bool:
        """Whether a file of the current version has exactly these tables."""
        stored = connection.execute("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL").fetchall()
        return sorted(_words(row[0]) for row in stored) == sorted(_words(table) for table in self.tables)

    def can_migrate_from(self, version: int) -> bool:
        return all(step in self.migrations for step in range(version, self.version))

    def migrate(self, connection: sqlite3.Connection, version: int) -> None:
        """Bring the tables from `version` to the current one. The caller holds the transaction."""
        for step in range(version, self.version):
            self.migrations[step](connection)
            connection.execute(f"PRAGMA user_version = {step + 1}")


def _words(statement: object) -> str:
    return " ".join(str(statement).split())


def entry_columns(content: str | None) -> tuple[str | None, str | None, int | None]:
    """The local day, the moment and the number of signs that the content of an entry names; else None."""
    try:
        values = json.loads(content or "")
        day, moment = str(values.get("at") or values["day"])[:10], values.get("moment")
        signs = values.get("signs")
        f"{day}{moment}".encode()  # half an emoji is in no content that was written, and no text of SQLite's
        return day, None if moment is None else str(moment), None if signs is None else len(signs)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None, None, None


def _add_entries(connection: sqlite3.Connection) -> None:
    connection.execute(_ENTRY_2.strip())


def _add_plan_edits(connection: sqlite3.Connection) -> None:
    connection.execute(_PLAN_EDIT.strip())


def _add_briefs(connection: sqlite3.Connection) -> None:
    connection.execute(_BRIEF.strip())


def _add_columns_of_entries(connection: sqlite3.Connection) -> None:
    # Made anew and not altered, so that the table reads as in a file that was made today.
    connection.execute("ALTER TABLE entry RENAME TO entry_4")
    connection.execute(_ENTRY.strip())
    stored = connection.execute("SELECT kind, id, written_utc, content, digest FROM entry_4")
    connection.executemany(
        "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        ((*row, *entry_columns(row[3])) for row in stored.fetchall()),
    )
    connection.execute("DROP TABLE entry_4")
    connection.execute(_ENTRY_BY_DAY)


CURRENT = Schema(
    version=5,
    tables=_TABLES,
    migrations=MappingProxyType(
        {1: _add_entries, 2: _add_plan_edits, 3: _add_briefs, 4: _add_columns_of_entries}
    ),
)
