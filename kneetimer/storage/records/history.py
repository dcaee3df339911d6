"""Every session a person has done, and their preferences, kept in the data file.

`History` writes and is the only one that does; `HistoryReader` reads the same file at any time.
Computes nothing that core.record.fold does not, and shows nothing.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import astuple
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from kneetimer.core import plain, record
from kneetimer.core import preferences as choices
from kneetimer.core.brief import PastSession, brief_of
from kneetimer.core.knee import Answer, FootNote, KneeCheck, MorningAsked
from kneetimer.core.plain import Entry
from kneetimer.core.plan_edit import PlanEdits
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import (
    Began,
    Checkpoint,
    Edited,
    Ended,
    Happening,
    SessionRecord,
    SessionState,
)
from kneetimer.core.run import Run
from kneetimer.core.script import Step
from kneetimer.storage.engine import backup, database
from kneetimer.storage.engine.database import Clock, Database
from kneetimer.storage.errors import DamagedSessionError, NotSavedError
from kneetimer.storage.locations import Locations
from kneetimer.storage.records import answers, briefs, plan_edits, rows, whole_session
from kneetimer.storage.records.answers import EntryRow
from kneetimer.storage.records.rows import Row, SessionRow

_Kind = TypeVar("_Kind", KneeCheck, FootNote, MorningAsked)

_HAPPENING_COLUMNS = "sequence, kind, at_utc, content, digest"
_SESSION_COLUMNS = ", ".join(SessionRow.__slots__)
_CHECKPOINT_COLUMNS = "after, step, position_ms, spent_ms, active_ms, own_count"


class HistoryReader:
    """What is stored, read only. Every method raises UnreadableFileError where the file cannot be read."""

    def __init__(self, opened: Database) -> None:
        self._database = opened
        self._steps: dict[str, tuple[Step, ...]] = {}
        self._sealed: dict[str, tuple[str, SessionRecord]] = {}
        self._unreadable: tuple[str, ...] = ()
        self._known_answers: dict[type[Answer], tuple[Answer, ...]] = {}
        self._answers_of: tuple[int, ...] = ()  # the state of the file that they are from

    @classmethod
    def open(cls, locations: Locations) -> Self:
        """Raises DataFileError; NothingYetError where nothing was ever recorded."""
        return cls(database.open_reader(locations))

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
            found = connection.execute("SELECT state FROM session WHERE id = ?", (session_id,)).fetchone()
            if found is None:
                raise KeyError(session_id)
            return self._fold(session_id, self._rows_of(session_id), self._checkpoint_of(session_id))

    def record_or_complaint(self, session_id: str) -> tuple[SessionRecord | None, str]:
        """One session, read once while it stays as it is; or None and a sentence why not."""
        with self._database.reading() as connection:
            wanted = connection.execute("SELECT id, seal FROM session WHERE id = ?", (session_id,))
            found = self._readable(wanted.fetchall())
        if found:
            return found[0], ""
        return None, self._unreadable[0] if self._unreadable else ""

    def length_of(self, session_id: str) -> int:
        """How many happenings of a session are stored. Raises KeyError where there is no such session."""
        with self._database.reading() as connection:
            found = connection.execute(
                "SELECT max(sequence) FROM happening WHERE session = ?", (session_id,)
            ).fetchone()
        if found[0] is None:
            raise KeyError(session_id)
        return int(found[0])

    def happenings_of(self, session_id: str) -> list[tuple[str, Happening]]:
        """All that was stored of a session, each with its moment in UTC.

        Raises KeyError where there is none, DamagedSessionError where it cannot be read.
        """
        with self._database.reading():
            stored = self._rows_of(session_id)
            if not stored:
                raise KeyError(session_id)
            try:
                return [
                    (row.at_utc, happening)
                    for row, happening in zip(stored, self._decoded(stored), strict=True)
                ]
            except rows.UNREADABLE as problem:
                raise self._damaged(session_id) from problem

    def knee_checks(self) -> list[KneeCheck]:
        """All answers about the knee, oldest first."""
        return self._answers(KneeCheck)

    def telling_checks(self, since: date | None) -> list[KneeCheck]:
        """The answers about the knee that may say something about today, oldest first.

        Steering says the same with them as with all; `since` is its telling_since.
        """
        found = None
        if since is not None:
            with self._database.reading() as connection:
                found = answers.telling_checks(connection, since)
        if found is None:
            return self.knee_checks()
        return sorted(found, key=lambda check: check.at)

    def was_morning_asked(self, session_id: str) -> bool:
        """Whether the morning after a session was asked about, answered or not."""
        with self._database.reading() as connection:
            return answers.is_kept(connection, plain.kind_of_entry(MorningAsked), session_id)

    def foot_notes(self) -> list[FootNote]:
        """All knee-over-foot notes, oldest first."""
        return self._answers(FootNote)

    def answer_rows(self) -> list[EntryRow]:
        """All rows of answers that can be read, replaced and deleted ones too."""
        with self._database.reading() as connection:
            return [row for row in answers.rows_in(connection) if answers.is_whole(row)]

    def mornings_asked(self) -> frozenset[str]:
        """The sessions whose next morning was asked about, answered or not."""
        with self._database.reading() as connection:
            return answers.kept(connection, (plain.kind_of_entry(MorningAsked),))

    def runs(self) -> list[Run]:
        """All runs, planned and done, by their days."""
        with self._database.reading() as connection:
            found = [each for each in answers.newest(connection, ("run",)) if isinstance(each, Run)]
        return sorted(found, key=lambda run: (run.day, run.started is None, str(run.started), run.id))

    def deleted_runs(self) -> frozenset[str]:
        """The ids of the runs that were deleted, so that a file does not bring them back by itself."""
        with self._database.reading() as connection:
            return answers.deleted(connection, ("run",))

    def _answers(self, kind: type[_Kind]) -> list[_Kind]:
        with self._database.reading() as connection:
            version = int(connection.execute("PRAGMA data_version").fetchone()[0])
            state = (connection.total_changes, version)
            if self._answers_of != state:  # something was written, here or by another program
                self._answers_of = state
                self._known_answers.clear()
            if kind in self._known_answers:
                return [each for each in self._known_answers[kind] if isinstance(each, kind)]
            kept = answers.newest(connection, (plain.kind_of_entry(kind),))
            found = [each for each in kept if isinstance(each, kind)]
        # By number: comparing moments, each with an offset of its own, takes ten times as long.
        found.sort(key=lambda answer: answer.at.timestamp())
        self._known_answers[kind] = tuple(found)
        return found

    def sessions(
        self,
        *,
        newest_first: bool = True,
        include_rehearsals: bool = False,
        include_removed: bool = False,
    ) -> list[SessionRecord]:
        """All sessions by their start, running and discarded ones too. See `unreadable` for the rest."""
        order = "DESC" if newest_first else "ASC"
        with self._database.reading() as connection:
            wanted = connection.execute(
                f"SELECT id, seal FROM session WHERE rehearsal <= ? ORDER BY started_utc {order}, id",
                (int(include_rehearsals),),
            ).fetchall()
            found = self._readable(wanted)
        return [session for session in found if include_removed or not session.removed]

    def overview(self) -> list[PastSession]:
        """All sessions without rehearsals and deleted ones, newest first: the past in few words.

        What is still running is there in full. See `unreadable` for what had to be left out.
        """
        with self._database.reading() as connection:
            return self._overview(connection)[0]

    def _overview(
        self, connection: sqlite3.Connection
    ) -> tuple[list[PastSession], list[tuple[str, SessionRecord]]]:
        """The overview, and the seals and records of the sessions whose brief has to be made."""
        listed = briefs.listed(connection)
        known = {
            session_id: brief
            for session_id, seal, stored in listed
            if (brief := briefs.in_step(session_id, seal, stored)) is not None
        }
        unknown = [(session_id, seal) for session_id, seal, _ in listed if session_id not in known]
        told = {record.id: record for record in self._readable(unknown)}
        found: list[PastSession] = []
        for session_id, seal, _ in listed:
            brief = known.get(session_id)
            record = told.get(session_id)
            if brief is None and record is not None:
                brief = brief_of(record)
            one = record if record is not None and seal is None else brief
            if one is not None and not one.removed:
                found.append(one)
        return found, [(seal, told[each]) for each, seal in unknown if seal is not None and each in told]

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

    def preferences(self) -> tuple[Preferences, tuple[str, ...]]:
        """The choices, and a sentence for each one that could not be read and went back to its default."""
        plain: dict[str, object] = {}
        with self._database.reading() as connection:
            for name, value in connection.execute("SELECT name, value FROM preference ORDER BY name"):
                try:
                    plain[name] = json.loads(value)
                except (ValueError, RecursionError):
                    plain[name] = value  # no choice is such a text, so that it is complained about
        return choices.from_plain(plain)

    def plan_edits(self) -> tuple[dict[str, PlanEdits], tuple[str, ...]]:
        """What was changed in each plan, and a sentence for each whose changes cannot be read."""
        with self._database.reading() as connection:
            found, broken = plan_edits.read(connection)
        return found, tuple(
            f"Your changes to the plan {plan} cannot be read. The plan is as it came; a backup may have them."
            for plan in broken
        )

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _rows_of(self, session_id: str) -> list[Row]:
        found = self._database.connection.execute(
            f"SELECT {_HAPPENING_COLUMNS} FROM happening WHERE session = ? ORDER BY sequence", (session_id,)
        )
        return [Row(*values) for values in found]

    def _checkpoint_of(self, session_id: str) -> Checkpoint | None:
        found = self._database.connection.execute(
            f"SELECT {_CHECKPOINT_COLUMNS}, digest FROM checkpoint WHERE session = ?", (session_id,)
        ).fetchone()
        return rows.sound_checkpoint(session_id, Checkpoint(*found[:-1]), found[-1]) if found else None

    def _readable(self, wanted: Iterable[tuple[str, str | None]]) -> list[SessionRecord]:
        """The records of sessions by id and seal. A sealed one is read once while its seal is the same."""
        found: list[SessionRecord] = []
        complaints: list[str] = []
        for session_id, seal in wanted:
            known = self._sealed.get(session_id)
            if known is not None and known[0] == seal:
                found.append(known[1])
                continue
            try:
                session = self._fold(session_id, self._rows_of(session_id), self._checkpoint_of(session_id))
            except DamagedSessionError as problem:
                complaints.append(str(problem))
                continue
            found.append(session)
            if seal is not None:
                self._sealed[session_id] = (seal, session)
        self._unreadable = tuple(complaints)
        return found

    def _fold(self, session_id: str, happenings: list[Row], checkpoint: Checkpoint | None) -> SessionRecord:
        try:
            return record.fold(session_id, self._decoded(happenings), checkpoint)
        except rows.UNREADABLE as problem:
            raise self._damaged(session_id) from problem

    def _damaged(self, session_id: str) -> DamagedSessionError:
        return DamagedSessionError(
            f"The session {session_id} in {self.path} cannot be read. "
            "The others can; a backup may still have it.",
            self.path,
            session_id,
        )

    def _decoded(self, happenings: Iterable[Row]) -> list[Happening]:
        decoded = []
        for row in happenings:
            if row.kind == rows.BEGAN:
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


class History(HistoryReader):
    """The one writer. What a method has returned from is on the disk.

    Every writing method raises NotSavedError for what the machine did; the file is then as
    it was before, and the same call may be repeated.
    """

    def __init__(self, opened: Database, locations: Locations, clock: Clock) -> None:
        super().__init__(opened)
        self._locations = locations
        self._clock = clock

    @classmethod
    def open_to_write(cls, locations: Locations, clock: Clock) -> Self:
        """Raises FolderError, AlreadyOpenError, DataFileError, NotBackedUpError or NotSavedError."""
        return cls(database.open_writer(locations, clock), locations, clock)

    def begin(self, began: Began, session_id: str | None = None, *, at: datetime | None = None) -> str:
        """Store the start of a session and return its id.

        With an id that is stored already this changes nothing, so that a start whose
        answer was lost can be repeated.
        """
        session_id = session_id or uuid.uuid4().hex
        digest, steps = rows.script_text(began)
        kind, content = rows.encode(began)
        first = rows.link(session_id, None, kind, rows.utc_text(at or self._clock()), content)
        with self._database.transaction() as connection:
            if connection.execute("SELECT 1 FROM session WHERE id = ?", (session_id,)).fetchone():
                self._expect_same(self._rows_of(session_id)[0], kind, content)
                return session_id
            connection.execute("INSERT OR IGNORE INTO script VALUES (?, ?)", (digest, steps))
            self._insert_session(rows.session_row(session_id, began, digest))
            self._insert_happening(session_id, first)
        return session_id

    def append(
        self,
        session_id: str,
        happening: Happening,
        *,
        sequence: int | None = None,
        at: datetime | None = None,
    ) -> int:
        """Store the next happening of a session and return its sequence number, counted from 1.

        With `sequence`, repeating a happening that is stored already changes nothing. Raises
        KeyError for an unknown session, ValueError for a happening that does not follow,
        DamagedSessionError where what is stored of the session cannot be read any more.
        """
        with self._database.transaction() as connection:
            return self._append(connection, session_id, happening, sequence, at)

    def correct(
        self,
        session_id: str,
        edited: Edited,
        answers_kept: Iterable[KneeCheck] = (),
        answers_dropped: Iterable[KneeCheck] = (),
    ) -> None:
        """Store a correction of a session and of the answers about the knee around it, all or nothing.

        What is corrected stays stored. Raises as `append` does.
        """
        with self._database.transaction() as connection:
            self._append(connection, session_id, edited, None, None)
            for check in answers_kept:
                answers.write(connection, check, self._clock())
            for check in answers_dropped:
                answers.remove(connection, check, self._clock())

    def add_session(self, happenings: Sequence[Happening]) -> str:
        """Store a session that was written down later, all of it at once, and return its id."""
        session_id = uuid.uuid4().hex
        at = rows.utc_text(self._clock())
        with self._database.transaction() as connection:
            whole_session.insert(connection, session_id, [(at, each) for each in happenings])
        return session_id

    def save_answer(self, answer: Entry) -> None:
        """Store an answer about the knees, or a run. One with an id that is stored already replaces it."""
        with self._database.transaction() as connection:
            answers.write(connection, answer, self._clock())

    def remove_answer(self, answer: Entry) -> None:
        """Delete an answer or a run: a mark that `save_answer` of the same answer takes back."""
        with self._database.transaction() as connection:
            answers.remove(connection, answer, self._clock())

    def save_place(self, session_id: str, place: record.Place, active_ms: int) -> None:
        """Store where a running session is, in place of the last such note.

        The place of a session that is over says nothing and is not stored.
        """
        with self._database.transaction() as connection:
            after = connection.execute(
                "SELECT max(sequence) FROM happening JOIN session ON session.id = happening.session"
                " WHERE id = ? AND state = 'running'",
                (session_id,),
            ).fetchone()[0]
            if after is None:
                return
            checkpoint = Checkpoint(
                after, place.step, place.position_ms, place.spent_ms, active_ms, place.own_count
            )
            connection.execute(
                f"INSERT OR REPLACE INTO checkpoint (session, {_CHECKPOINT_COLUMNS}, digest)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (session_id, *astuple(checkpoint), rows.checkpoint_digest(session_id, checkpoint)),
            )

    def overview(self) -> list[PastSession]:
        """As for a reader. What had to be read from the happenings is known in few words from now on."""
        with self._database.reading() as connection:
            found, missing = self._overview(connection)
        if missing:
            try:
                with self._database.transaction() as connection:
                    for seal, told in missing:
                        briefs.write(connection, told, seal)
            except NotSavedError:
                pass  # nothing is lost: the happenings are read again the next time
        return found

    def interrupted(self) -> SessionRecord | None:
        """The newest session that began and has no end. Rehearsals without an end are discarded."""
        for session in self._without_end(rehearsals=True):
            self.append(session.id, Ended(SessionState.DISCARDED, session.active_ms))
        return super().interrupted()

    def save_preferences(self, preferences: Preferences) -> None:
        """Store all choices. Choices that a newer version has stored stay as they are."""
        with self._database.transaction():
            self.insert_preferences(preferences)

    def insert_preferences(self, preferences: Preferences) -> None:
        """`save_preferences` inside of a transaction."""
        self._database.connection.executemany(
            "INSERT INTO preference VALUES (?, ?, ?) ON CONFLICT (name)"
            " DO UPDATE SET value = excluded.value, digest = excluded.digest"
            " WHERE value <> excluded.value OR digest <> excluded.digest",
            [
                (name, text, rows.digest_of(name, text))
                for name, value in choices.to_plain(preferences).items()
                for text in (rows.canonical(value),)
            ],
        )

    def save_plan_edits(self, plan: str, edits: PlanEdits) -> None:
        """Store what was changed in one plan, in place of what was before."""
        with self._database.transaction() as connection:
            plan_edits.write(connection, plan, edits)

    @contextmanager
    def changing(self) -> Iterator[sqlite3.Connection]:
        """One transaction for transfer.py, which adds many sessions at once or none."""
        with self._database.transaction() as connection:
            yield connection

    def back_up(self) -> Path:
        """Make a backup now and thin the older ones. Raises NotBackedUpError."""
        return backup.back_up(self._database.connection, self._locations.backups_dir, self._clock())

    def _append(
        self,
        connection: sqlite3.Connection,
        session_id: str,
        happening: Happening,
        sequence: int | None,
        at: datetime | None,
    ) -> int:
        """`append` inside of a transaction."""
        kind, content = rows.encode(happening)
        stored = self._rows_of(session_id)
        if not stored:
            raise KeyError(session_id)
        if sequence is not None and sequence <= len(stored):
            self._expect_same(stored[sequence - 1], kind, content)
            return sequence
        if sequence is not None and sequence != len(stored) + 1:
            raise ValueError(f"happening {sequence} cannot follow happening {len(stored)}")
        row = rows.link(session_id, stored[-1], kind, rows.utc_text(at or self._clock()), content)
        try:
            decoded = [*self._decoded(stored), happening]
        except rows.UNREADABLE as problem:
            raise self._damaged(session_id) from problem
        ends = any(isinstance(earlier, Ended) for earlier in decoded[:-1])
        if ends and not isinstance(happening, record.AFTER_THE_END):
            raise ValueError("only answers and corrections may follow the end of a session")
        # Also the guard that nothing is committed which could not be read back.
        folded = record.fold(session_id, decoded)
        self._insert_happening(session_id, row)
        if folded.state is not SessionState.RUNNING:
            began = decoded[0]
            assert isinstance(began, Began)
            begun = rows.session_row(session_id, began, rows.script_of(stored[0]))
            over = rows.sealed(begun, folded, row)
            self._insert_session(over)
            assert over.seal is not None
            briefs.write(connection, folded, over.seal)
            connection.execute("DELETE FROM checkpoint WHERE session = ?", (session_id,))
        return row.sequence

    def _insert_session(self, row: SessionRow) -> None:
        """Insert the row of a session, or bring it up to date."""
        changed = ", ".join(f"{name} = excluded.{name}" for name in SessionRow.__slots__ if name != "id")
        marks = ", ".join("?" for _ in SessionRow.__slots__)
        self._database.connection.execute(
            f"INSERT INTO session ({_SESSION_COLUMNS}) VALUES ({marks})"
            f" ON CONFLICT (id) DO UPDATE SET {changed}",
            astuple(row),
        )

    def _insert_happening(self, session_id: str, row: Row) -> None:
        self._database.connection.execute(
            f"INSERT INTO happening (session, {_HAPPENING_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)",
            (session_id, *astuple(row)),
        )

    def _expect_same(self, stored: Row, kind: str, content: str) -> None:
        if (stored.kind, stored.content) != (kind, content):
            raise ValueError(f"happening {stored.sequence} is another one already")
