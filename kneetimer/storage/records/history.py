"""Every session a person has done, and their preferences, kept in the data file.

`History` writes and is the only one that does; `HistoryReader` reads the same file at any time.
Computes nothing that core.folding.fold does not, and shows nothing.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import astuple
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

from kneetimer.core import preferences as choices
from kneetimer.core import record
from kneetimer.core.knee import AnswersOpen, FootNote, KneeCheck, LookedAt, MorningAsked
from kneetimer.core.language import tr
from kneetimer.core.own_exercise import OwnExercise
from kneetimer.core.plan_edit import PlanEdits
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Began, Checkpoint, Edited, Ended, SessionEvent, SessionRecord, SessionState
from kneetimer.core.run import Run
from kneetimer.core.summary import PastSession
from kneetimer.storage import errors
from kneetimer.storage.engine import backup, database
from kneetimer.storage.engine.data_file import connect
from kneetimer.storage.engine.database import Clock, Database
from kneetimer.storage.errors import NotBackedUpError, NotSavedError, StorageError
from kneetimer.storage.locations import Locations
from kneetimer.storage.records import answers, plan_edits, rows, summaries, whole_session, wire
from kneetimer.storage.records.answers import EntryRow
from kneetimer.storage.records.open_log import OpenLog
from kneetimer.storage.records.sessions import CHECKPOINT_COLUMNS, SessionReader
from kneetimer.storage.records.wire import Entry

_PATIENCE_MS = 10_000  # of a backup for which nobody waits, where the disk is slow to take what is written

_Kind = TypeVar("_Kind", KneeCheck, FootNote, MorningAsked, LookedAt, AnswersOpen, OwnExercise)


class HistoryReader(SessionReader):
    """What is stored, read only. Every method raises UnreadableFileError where the file cannot be read."""

    def __init__(self, opened: Database) -> None:
        super().__init__(opened)
        self._known_answers: dict[type[Entry], tuple[Entry, ...]] = {}
        self._answers_of: tuple[int, ...] = ()  # the state of the file that they are from

    @classmethod
    def open(cls, locations: Locations) -> Self:
        """Raises DataFileError; NothingYetError where nothing was ever recorded."""
        return cls(database.open_reader(locations))

    def knee_checks(self) -> list[KneeCheck]:
        """All answers about the knee, oldest first."""
        return self._answers(KneeCheck)

    def decisive_checks(self, since: date | None) -> list[KneeCheck]:
        """The answers about the knee that may say something about today, oldest first.

        Steering says the same with them as with all; `since` is its decisive_since.
        """
        found = None
        if since is not None:
            with self._database.reading() as connection:
                found = answers.decisive_checks(connection, since)
        if found is None:
            return self.knee_checks()
        return sorted(found, key=lambda check: check.at)

    def was_morning_asked(self, session_id: str) -> bool:
        """Whether the morning after a session was asked about, answered or not."""
        with self._database.reading() as connection:
            return answers.is_kept(connection, wire.kind_of_entry(MorningAsked), session_id)

    def foot_notes(self) -> list[FootNote]:
        """All knee-over-foot notes, oldest first."""
        return self._answers(FootNote)

    def seen(self) -> list[LookedAt]:
        """When somebody had a look at a knee, oldest first."""
        return self._answers(LookedAt)

    def answers_open(self) -> list[AnswersOpen]:
        """The questions after sessions that were left for later, oldest first."""
        return self._answers(AnswersOpen)

    def answer_rows(self) -> list[EntryRow]:
        """All rows of answers that can be read, replaced and deleted ones too."""
        with self._database.reading() as connection:
            return [row for row in answers.rows_in(connection) if answers.is_whole(row)]

    def runs(self) -> list[Run]:
        """All runs, planned and done, by their days."""
        with self._database.reading() as connection:
            found = [each for each in answers.newest(connection, ("run",)) if isinstance(each, Run)]
        return sorted(found, key=lambda run: (run.day, run.started is None, str(run.started), run.id))

    def own_exercises(self) -> tuple[OwnExercise, ...]:
        """The exercises that the person made, by their names; those that are offered no more too."""
        return tuple(sorted(self._answers(OwnExercise), key=lambda own: (own.name.casefold(), own.id)))

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
            kept = answers.newest(connection, (wire.kind_of_entry(kind),))
            found = [each for each in kept if isinstance(each, kind)]
        # By number: comparing moments, each with an offset of its own, takes ten times as long.
        found.sort(key=lambda answer: answer.at.timestamp())
        self._known_answers[kind] = tuple(found)
        return found

    def preferences(self) -> tuple[Preferences, tuple[str, ...]]:
        """The choices, and a sentence for each one that could not be read and went back to its default."""
        fields: dict[str, object] = {}
        with self._database.reading() as connection:
            for name, value in connection.execute("SELECT name, value FROM preference ORDER BY name"):
                try:
                    fields[name] = json.loads(value)
                except (ValueError, TypeError, RecursionError):
                    fields[name] = value  # no choice is such a text, so that it is complained about
        return choices.from_wire(fields)

    def plan_edits(self) -> tuple[dict[str, PlanEdits], tuple[str, ...]]:
        """What was changed in each plan, and a sentence for each whose changes cannot be read."""
        with self._database.reading() as connection:
            found, broken = plan_edits.read(connection)
        return found, tuple(
            tr(
                "Your changes to the plan {plan} cannot be read. The plan is as it came; a backup "
                "may have them.",
                plan=plan,
            )
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


class History(HistoryReader):
    """The one writer. What a method has returned from is on the disk.

    Every writing method raises NotSavedError for what the machine did; the file is then as
    it was before, and the same call may be repeated.
    """

    def __init__(self, opened: Database, locations: Locations, clock: Clock) -> None:
        super().__init__(opened)
        self._locations = locations
        self._clock = clock
        self._log: OpenLog | None = None  # of the session that was written last

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
        at_utc = rows.utc_text(at or self._clock())
        with self._database.transaction() as connection:
            if connection.execute("SELECT 1 FROM session WHERE id = ?", (session_id,)).fetchone():
                self._expect_same(session_id, 1, began)
            else:
                self._log = OpenLog.begin(connection, session_id, began, at_utc)
        return session_id

    def append(
        self,
        session_id: str,
        event: SessionEvent,
        *,
        sequence: int | None = None,
        at: datetime | None = None,
    ) -> int:
        """Store the next event of a session and return its sequence number, counted from 1.

        With `sequence`, repeating an event that is stored already changes nothing. Raises
        KeyError for an unknown session, ValueError for an event that does not follow,
        DamagedSessionError where what is stored of the session cannot be read any more.
        """
        at_utc = rows.utc_text(at or self._clock())
        with self._database.transaction() as connection:
            log = self._log_of(connection, session_id)
            stored = log.last.sequence
            if sequence is not None and sequence <= stored:
                self._expect_same(session_id, sequence, event)
                return sequence
            if sequence is not None and sequence != stored + 1:
                raise ValueError(f"event {sequence} cannot follow event {stored}")
            self._log = None  # until it is known to have taken the event in
            log.add(connection, event, at_utc)
            self._log = log
            return log.last.sequence

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
            self.append(session_id, edited)
            for check in answers_kept:
                answers.write(connection, check, self._clock())
            for check in answers_dropped:
                answers.remove(connection, check, self._clock())

    def add_session(self, events: Sequence[SessionEvent]) -> str:
        """Store a session that was written down later, all of it at once, and return its id."""
        session_id = uuid.uuid4().hex
        at = rows.utc_text(self._clock())
        with self._database.transaction() as connection:
            whole_session.insert(connection, session_id, [(at, each) for each in events])
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
                f"INSERT OR REPLACE INTO checkpoint (session, {CHECKPOINT_COLUMNS}, digest)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (session_id, *astuple(checkpoint), rows.checkpoint_digest(session_id, checkpoint)),
            )

    def overview(self, since: datetime | None = None, before: datetime | None = None) -> list[PastSession]:
        """As for a reader. What had to be read from the events is known in few words from now on."""
        with self._database.reading() as connection:
            found, missing = self._overview(connection, since, before)
        if missing:
            try:
                with self._database.transaction() as connection:
                    for seal, told in missing:
                        summaries.write(connection, told, seal)
            except NotSavedError:
                pass  # nothing is lost: the events are read again the next time
        return found

    def interrupted(self) -> SessionRecord | None:
        """The newest session that began and has no end. Rehearsals without an end are discarded."""
        for session in self._without_end(rehearsals=True):
            self.append(session.id, Ended(SessionState.DISCARDED, session.active_ms))
        return super().interrupted()

    def save_preferences(self, preferences: Preferences) -> None:
        """Store all choices. Choices that a newer version has stored stay as they are."""
        texts = {name: wire.canonical(value) for name, value in choices.to_wire(preferences).items()}
        with self._database.transaction() as connection:
            connection.executemany(
                "INSERT INTO preference VALUES (?, ?, ?) ON CONFLICT (name)"
                " DO UPDATE SET value = excluded.value, digest = excluded.digest"
                " WHERE value <> excluded.value OR digest <> excluded.digest",
                [(name, text, rows.digest_of(name, text)) for name, text in texts.items()],
            )

    def save_plan_edits(self, plan: str, edits: PlanEdits) -> None:
        """Store what was changed in one plan, in place of what was before."""
        with self._database.transaction() as connection:
            plan_edits.write(connection, plan, edits)

    @property
    def is_elsewhere(self) -> bool:
        """Whether the file that is open stands no longer in its place, so that another one may be there."""
        return not self._database.is_in_place()

    @property
    def is_overwritten(self) -> bool:
        """Whether another content was written into the open file, so that ours is in its backups alone."""
        try:
            return self._database.is_overwritten()
        except StorageError:
            return False  # whoever writes next is told why

    def changing(self) -> AbstractContextManager[sqlite3.Connection]:
        """One transaction: what is written inside of it is on the disk at its end, or nothing of it."""
        return self._database.transaction()

    def back_up(self) -> Path:
        """Make a backup now and thin the older ones. Raises NotBackedUpError."""
        _expect_ours(self)
        with self._database.alone(NotBackedUpError):
            return backup.back_up(self._database.connection, self._locations.backups_dir, self._clock())

    def back_up_beside(self) -> Path:
        """As `back_up`, for another thread, by a connection of its own: nobody waits for a slow disk.

        Where another file has taken the place of the open one, or was written into it, no backup is made: it
        would be of that.
        """
        path, folder = self._database.path, self._locations.backups_dir
        _expect_ours(self, in_place=True)  # a pipe would be waited for
        with errors.explained(NotBackedUpError, folder, tr("No backup was made in {folder}", folder=folder)):
            own = connect(path, "ro")
        with closing(own):
            _expect_ours(self, in_place=True)
            own.execute(f"PRAGMA busy_timeout = {_PATIENCE_MS}")
            return backup.back_up(own, folder, self._clock())

    def _log_of(self, connection: sqlite3.Connection, session_id: str) -> OpenLog:
        """The session to write on in, read anew unless the file still ends where the open log does."""
        last = connection.execute(
            "SELECT digest FROM happening WHERE session = ? ORDER BY sequence DESC LIMIT 1", (session_id,)
        ).fetchone()
        if last is None:
            raise KeyError(session_id)
        log = self._log
        if log is not None and (log.session_id, log.last.digest) == (session_id, last[0]):
            return log
        stored = self._rows_of(session_id)
        try:
            return OpenLog.read(session_id, stored, self._decoded(stored))
        except rows.UNREADABLE as problem:
            raise self._damaged(session_id) from problem

    def _expect_same(self, session_id: str, sequence: int, event: SessionEvent) -> None:
        """Raise ValueError where another event is stored under this number."""
        stored = self._database.connection.execute(
            "SELECT kind, content FROM happening WHERE session = ? AND sequence = ?", (session_id, sequence)
        ).fetchone()
        if stored != rows.encode(event):
            raise ValueError(f"event {sequence} is another one already")


def _expect_ours(history: History, *, in_place: bool = False) -> None:
    """Raise NotBackedUpError where the newest backup would no longer have what was ours."""
    why = ""
    if in_place and history.is_elsewhere:
        why = tr("it was moved, or another file has taken its place")
    elif history.is_overwritten:
        why = tr(errors.OVERWRITTEN)
    if why:
        sentence = tr("No backup was made of {path}: {why}.", path=history.path, why=why)
        raise NotBackedUpError(sentence, history.path, why)
