"""What a person said about their knees, and their runs, as rows that are only ever added.

Of the rows of one answer the one written last counts, and one without content marks it as
deleted, so that two computers that have each other's rows agree. Opens nothing and commits
nothing.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import astuple, dataclass
from datetime import date, datetime, timedelta

from kneetimer.core.knee import KneeCheck
from kneetimer.storage.engine.schema import entry_columns
from kneetimer.storage.records import rows, wire
from kneetimer.storage.records.wire import Entry


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One row. `content` is None where it says that the answer was deleted."""

    kind: str
    id: str
    written_utc: str
    content: str | None
    digest: str


_COLUMNS = ", ".join(EntryRow.__slots__)


def row_of(kind: str, key: str, written_utc: str, content: str | None) -> EntryRow:
    return EntryRow(kind, key, written_utc, content, rows.digest_of(kind, key, written_utc, content))


def rows_in(connection: sqlite3.Connection, kinds: Collection[str] | None = None) -> list[EntryRow]:
    """All rows, or those of some kinds; those of one answer oldest first."""
    return [EntryRow(*values) for values in _stored(connection, kinds)]


def _stored(connection: sqlite3.Connection, kinds: Collection[str] | None) -> sqlite3.Cursor:
    wanted = "" if kinds is None else f"WHERE kind IN ({', '.join('?' for _ in kinds)})"
    return connection.execute(
        f"SELECT {_COLUMNS} FROM entry {wanted} ORDER BY kind, id, written_utc, digest", tuple(kinds or ())
    )


def newest(connection: sqlite3.Connection, kinds: Collection[str]) -> list[Entry]:
    """Every entry of some kinds as written last, without the deleted and the unreadable ones.

    `kneetimer verify` names what cannot be read.
    """
    last: dict[tuple[str, str], str | None] = {}
    for kind, key, written_utc, content, digest in _stored(connection, kinds):
        if rows.digest_of(kind, key, written_utc, content) == digest:
            last[(kind, key)] = content
    try:
        return [wire.entry_from_text(*key, content) for key, content in last.items() if content is not None]
    except rows.UNREADABLE:
        whole = {(row.kind, row.id): row for row in rows_in(connection, kinds) if is_whole(row)}
        return [decode(row) for row in whole.values() if row.content is not None]


# Everything since a day; of the time before it what names a sign, and the last days on which there
# was any answer, one of a morning, and one that lifts a sign. Only the index is asked which these are,
# which SQLite has to be told: it would go through the rows of ten years instead.
_KNEE = "entry INDEXED BY entry_by_day WHERE kind = 'knee-check'"
_LAST = f"SELECT date((SELECT day FROM {_KNEE} AND day < :since{{}} ORDER BY day DESC LIMIT 1), '-2 days')"
_MORNING, _LIFTS = " AND moment = 'morning'", " AND moment IN ('morning', 'before') AND signs = 0"
_TELLING = f"""
SELECT {_COLUMNS}, day FROM entry WHERE kind = 'knee-check' AND id IN (
    SELECT id FROM {_KNEE} AND day >= :since
    UNION SELECT id FROM {_KNEE} AND signs > 0
    UNION SELECT id FROM {_KNEE} AND day >= ({_LAST.format("")})
    UNION SELECT id FROM {_KNEE}{_MORNING} AND day >= ({_LAST.format(_MORNING)})
    UNION SELECT id FROM {_KNEE}{_LIFTS} AND day >= ({_LAST.format(_LIFTS)})
) ORDER BY id, written_utc, digest
"""
_ODD = f"SELECT 1 FROM {_KNEE} AND day IS NULL AND content IS NOT NULL LIMIT 1"


def decisive_checks(connection: sqlite3.Connection, since: date) -> list[KneeCheck] | None:
    """The answers about the knee that may say something about a day soon after `since`.

    None where that cannot be told from the rows, so that all have to be read: where one was
    deleted or put at another day, and where one is not as it was written.
    """
    if connection.execute(_ODD).fetchone():
        return None
    last: dict[str, EntryRow] = {}
    days: dict[str, str] = {}
    for *values, day in connection.execute(_TELLING, {"since": since.isoformat()}):
        row = EntryRow(*values)
        if row.content is None or not is_whole(row) or days.setdefault(row.id, day) != day:
            return None
        last[row.id] = row
    return [check for row in last.values() if isinstance(check := decode(row), KneeCheck)]


def misfiled(connection: sqlite3.Connection) -> list[EntryRow]:
    """The rows whose columns do not say what their content says, so that a query may pass them over."""
    stored = connection.execute(f"SELECT day, moment, signs, {_COLUMNS} FROM entry")
    found = [(tuple(values[:3]), EntryRow(*values[3:])) for values in stored]
    return [row for columns, row in found if columns != entry_columns(row.content)]


def is_kept(connection: sqlite3.Connection, kind: str, key: str) -> bool:
    """Whether there is an entry that is not deleted."""
    found = connection.execute(
        f"SELECT {_COLUMNS} FROM entry WHERE kind = ? AND id = ? ORDER BY written_utc, digest", (kind, key)
    )
    unchanged = [row for values in found if is_unchanged(row := EntryRow(*values))]
    return bool(unchanged) and unchanged[-1].content is not None


def deleted(connection: sqlite3.Connection, kinds: Collection[str]) -> frozenset[str]:
    """The ids of the entries of some kinds whose last word is that they are deleted."""
    last = {(row.kind, row.id): row for row in rows_in(connection, kinds) if is_whole(row)}
    return frozenset(row.id for row in last.values() if row.content is None)


def is_unchanged(row: EntryRow) -> bool:
    """True where every bit of a row is as it was written."""
    return row.digest == rows.digest_of(row.kind, row.id, row.written_utc, row.content)


def is_whole(row: EntryRow) -> bool:
    """True where a row is what was written and can be read."""
    if not is_unchanged(row):
        return False
    try:
        if row.content is not None:
            decode(row)
    except rows.UNREADABLE:
        return False
    return True


def decode(row: EntryRow) -> Entry:
    """The answer of a row that has content. Raises one of rows.UNREADABLE where it is not one."""
    assert row.content is not None
    return wire.entry_from_text(row.kind, row.id, row.content)


def write(connection: sqlite3.Connection, answer: Entry, now: datetime) -> None:
    """Add an answer, or the newest word on it. Nothing is added where it is stored as it is."""
    kind, key, content = wire.entry_to_wire(answer)
    _add(connection, kind, key, wire.canonical(content), now)


def remove(connection: sqlite3.Connection, answer: Entry, now: datetime) -> None:
    """Mark an answer as deleted."""
    kind, key, _ = wire.entry_to_wire(answer)
    _add(connection, kind, key, None, now)


def insert(connection: sqlite3.Connection, new: Iterable[EntryRow]) -> int:
    """Add rows that are not there yet and return how many that were."""
    return sum(
        connection.execute(
            "INSERT OR IGNORE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (*astuple(row), *entry_columns(row.content)),
        ).rowcount
        for row in new
    )


def _add(connection: sqlite3.Connection, kind: str, key: str, content: str | None, now: datetime) -> None:
    last = connection.execute(
        "SELECT written_utc, content FROM entry WHERE kind = ? AND id = ?"
        " ORDER BY written_utc DESC, digest DESC LIMIT 1",
        (kind, key),
    ).fetchone()
    if last is not None and last[1] == content:
        return
    written = rows.utc_text(now)
    if last is not None and written <= last[0]:
        # A clock that was set back must not make the older word the newest.
        written = rows.utc_text(datetime.fromisoformat(last[0]) + timedelta(milliseconds=1))
    insert(connection, [row_of(kind, key, written, content)])
