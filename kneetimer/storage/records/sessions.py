"""Sessions as they are stored: read, decoded and folded into records. Writes nothing.

A session that cannot be read costs only itself: the others are there, and `unreadable` names it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kneetimer.core.folding import fold
from kneetimer.core.language import tr
from kneetimer.core.record import Checkpoint, SessionEvent, SessionRecord
from kneetimer.core.script import Step
from kneetimer.core.summary import PastSession, summary_of
from kneetimer.storage.engine.database import Database
from kneetimer.storage.errors import DamagedSessionError
from kneetimer.storage.records import rows, summaries, wire
from kneetimer.storage.records.rows import Row

EVENT_COLUMNS = "sequence, kind, at_utc, content, digest"
CHECKPOINT_COLUMNS = "after, step, position_ms, spent_ms, active_ms, own_count"

# A window that plays session after session asks for the one before each of them: were all of these kept,
# its memory would grow by as many full records.
_MOST_ASKED = 16  # what is proposed asks for the last eight at each press
_MOST_SCRIPTS = 16

_Sealed = dict[str, tuple[str, SessionRecord]]
"""Records by their ids, each with the seal that it had when it was read."""


class SessionReader:
    """The sessions of an open data file. Every method raises UnreadableFileError where it cannot be read."""

    def __init__(self, opened: Database) -> None:
        self._database = opened
        self._steps: dict[str, tuple[Step, ...]] = {}
        self._listed: _Sealed = {}  # by the last call of `sessions`
        self._asked: _Sealed = {}  # one by one, the last few, oldest first
        self._unreadable: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        return self._database.path

    @property
    def unreadable(self) -> tuple[str, ...]:
        """A sentence for each session that the last call of `sessions` or `interrupted` had to leave out."""
        return self._unreadable

    def record_of(self, session_id: str) -> SessionRecord:
        """One session. Raises KeyError where there is none, DamagedSessionError where it cannot be read."""
        with self._database.reading() as connection:
            found = connection.execute("SELECT seal FROM session WHERE id = ?", (session_id,)).fetchone()
            if found is None:
                raise KeyError(session_id)
            record = self._record_of(session_id, found[0])
            self._asked.pop(session_id, None)
            if found[0] is not None:
                self._asked[session_id] = (found[0], record)
            _drop_oldest(self._asked, _MOST_ASKED)
            _drop_oldest(self._steps, _MOST_SCRIPTS)
            return record

    def events_of(self, session_id: str) -> list[tuple[str, SessionEvent]]:
        """All that was stored of a session, each with its moment in UTC.

        Raises KeyError where there is none, DamagedSessionError where it cannot be read.
        """
        with self._database.reading():
            stored = self._rows_of(session_id)
            if not stored:
                raise KeyError(session_id)
            try:
                return [(row.at_utc, event) for row, event in zip(stored, self._decoded(stored), strict=True)]
            except rows.UNREADABLE as problem:
                raise self._damaged(session_id) from problem

    def sessions(
        self,
        *,
        newest_first: bool = True,
        include_rehearsals: bool = False,
        include_removed: bool = False,
        since: date | None = None,
    ) -> list[SessionRecord]:
        """All sessions by their start, running and discarded ones too. See `unreadable` for the rest.

        `since` is the first local day of those that are wanted.
        """
        order = "DESC" if newest_first else "ASC"
        with self._database.reading() as connection:
            wanted = connection.execute(
                "SELECT id, seal FROM session WHERE rehearsal <= ? AND local_date >= ?"
                f" ORDER BY started_utc {order}, id",
                (int(include_rehearsals), since.isoformat() if since else ""),
            ).fetchall()
            found = self._readable(wanted)
        seals = dict(wanted)
        self._listed = {each.id: (seal, each) for each in found if (seal := seals[each.id]) is not None}
        return [session for session in found if include_removed or not session.removed]

    def overview(self, since: datetime | None = None, before: datetime | None = None) -> list[PastSession]:
        """All sessions without rehearsals and deleted ones, newest first: the past in few words.

        What is still running is there in full. See `unreadable` for what had to be left out.
        `since` and `before` are moments between which those that are wanted began.
        """
        with self._database.reading() as connection:
            return self._overview(connection, since, before)[0]

    def _overview(
        self, connection: sqlite3.Connection, since: datetime | None, before: datetime | None
    ) -> tuple[list[PastSession], list[tuple[str, SessionRecord]]]:
        """The overview, and the seals and records of the sessions whose summary has to be made."""
        listed = summaries.listed(connection, since, before)
        known = {
            session_id: summary
            for session_id, seal, stored in listed
            if (summary := summaries.in_step(session_id, seal, stored)) is not None
        }
        unknown = [(session_id, seal) for session_id, seal, _ in listed if session_id not in known]
        read = {record.id: record for record in self._readable(unknown)}
        found: list[PastSession] = []
        for session_id, seal, _ in listed:
            summary = known.get(session_id)
            record = read.get(session_id)
            if summary is None and record is not None:
                summary = summary_of(record)
            one = record if record is not None and seal is None else summary
            if one is not None and not one.removed:
                found.append(one)
        return found, [(seal, read[each]) for each, seal in unknown if seal is not None and each in read]

    def interrupted(self) -> SessionRecord | None:
        """The newest session that began and has no end, rehearsals apart."""
        found = self._without_end(rehearsals=False)
        return found[0] if found else None

    def _without_end(self, *, rehearsals: bool) -> list[SessionRecord]:
        with self._database.reading() as connection:
            wanted = connection.execute(
                "SELECT id, seal FROM session WHERE state = 'running' AND rehearsal = ?"
                " ORDER BY started_utc DESC, id",
                (int(rehearsals),),
            ).fetchall()
            return self._readable(wanted)

    def _rows_of(self, session_id: str) -> list[Row]:
        found = self._database.connection.execute(
            f"SELECT {EVENT_COLUMNS} FROM happening WHERE session = ? ORDER BY sequence", (session_id,)
        )
        return [Row(*values) for values in found]

    def _checkpoint_of(self, session_id: str) -> Checkpoint | None:
        found = self._database.connection.execute(
            f"SELECT {CHECKPOINT_COLUMNS}, digest FROM checkpoint WHERE session = ?", (session_id,)
        ).fetchone()
        return rows.sound_checkpoint(session_id, Checkpoint(*found[:-1]), found[-1]) if found else None

    def _readable(self, wanted: Iterable[tuple[str, str | None]]) -> list[SessionRecord]:
        """The records of sessions by id and seal, without those that cannot be read."""
        found: list[SessionRecord] = []
        complaints: list[str] = []
        for session_id, seal in wanted:
            try:
                found.append(self._record_of(session_id, seal))
            except DamagedSessionError as problem:
                complaints.append(str(problem))
        self._unreadable = tuple(complaints)
        return found

    def _record_of(self, session_id: str, seal: str | None) -> SessionRecord:
        """A session; one that is kept is not read again while its seal is the same."""
        for kept in (self._listed, self._asked):
            sealed_as, known = kept.get(session_id, (None, None))
            if known is not None and sealed_as == seal:
                return known
        try:
            events = self._decoded(self._rows_of(session_id))
            return fold(session_id, events, self._checkpoint_of(session_id))
        except rows.UNREADABLE as problem:
            raise self._damaged(session_id) from problem

    def _damaged(self, session_id: str) -> DamagedSessionError:
        return DamagedSessionError(
            tr(
                "The session {session} in {path} cannot be read. The others can; a backup may still have it.",
                session=session_id,
                path=self.path,
            ),
            self.path,
            session_id,
        )

    def _decoded(self, events: Iterable[Row]) -> list[SessionEvent]:
        decoded = []
        for row in events:
            if row.kind == wire.BEGAN:
                self._load_steps(rows.script_of(row))
            decoded.append(rows.decode(row.kind, row.content, self._steps))
        return decoded

    def _load_steps(self, digest: str) -> None:
        """Sessions share scripts, so that each is read once."""
        if digest in self._steps:
            return
        found = self._database.connection.execute(
            "SELECT steps FROM script WHERE digest = ?", (digest,)
        ).fetchone()
        if found is not None:
            self._steps[digest] = rows.decode_steps(digest, found[0])


def _drop_oldest(kept: dict[str, Any], most: int) -> None:
    while len(kept) > most:
        del kept[next(iter(kept))]
