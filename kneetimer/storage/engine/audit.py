"""What is wrong with an open data file, down to a single changed bit in a session.

SQLite's own check knows its pages and not what is in them: the digests of the sessions do.
Repairs nothing.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kneetimer.core.folding import fold
from kneetimer.core.record import Began, Checkpoint, SessionEvent, SessionState
from kneetimer.core.script import Step
from kneetimer.core.summary import summary_of
from kneetimer.storage import errors
from kneetimer.storage.engine.schema import Schema
from kneetimer.storage.records import answers, plan_edits, rows, summaries
from kneetimer.storage.records.rows import Row, SessionRow


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, as a sentence; `session` is the id of the session it is about."""

    sentence: str
    session: str | None = None

    def __str__(self) -> str:
        return self.sentence


def audit(connection: sqlite3.Connection, current: Schema) -> list[Finding]:
    """Everything that is wrong with an open data file of the current version; empty where it is whole."""
    try:
        connection.execute("BEGIN")
        try:
            if not current.is_that_of(connection):
                return [Finding("The tables of the file are not those of its version.")]
            return [
                *_structure(connection),
                *_sessions(connection),
                *_answers(connection),
                *_preferences(connection),
                *_plan_edits(connection),
            ]
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
    except errors.SQLITE_TROUBLE as problem:
        if errors.code_of(problem) not in errors.DAMAGE:
            raise
        return [Finding(f"The file is damaged: {problem}.")]


def _structure(connection: sqlite3.Connection) -> list[Finding]:
    findings = []
    for (line,) in connection.execute("PRAGMA integrity_check(20)").fetchall():
        if line != "ok":
            findings.append(Finding(f"The structure of the file is damaged: {line}."))
    for table, *_ in connection.execute("PRAGMA foreign_key_check").fetchall():
        findings.append(Finding(f"A row of the table {table} belongs to something that is not there."))
    return findings


def _sessions(connection: sqlite3.Connection) -> list[Finding]:
    findings: list[Finding] = []
    scripts: dict[str, tuple[Step, ...]] = {}
    for digest, text in connection.execute("SELECT digest, steps FROM script"):
        try:
            scripts[digest] = rows.decode_steps(digest, text)
        except rows.UNREADABLE:
            findings.append(Finding(f"The steps of the script {str(digest)[:8]} are damaged."))
    events: dict[str, list[Row]] = {}
    for session_id, *values in connection.execute(
        "SELECT session, sequence, kind, at_utc, content, digest FROM happening ORDER BY session, sequence"
    ):
        events.setdefault(session_id, []).append(Row(*values))
    checkpoints: dict[str, Checkpoint] = {}
    for session_id, *values, digest in connection.execute(
        "SELECT session, after, step, position_ms, spent_ms, active_ms, own_count, digest FROM checkpoint"
    ):
        checkpoints[session_id] = Checkpoint(*values)
        if rows.sound_checkpoint(session_id, checkpoints[session_id], digest) is None:
            findings.append(Finding(f"The place where the session {session_id} was is damaged.", session_id))
    stored_summaries = {
        session_id: (seal, content, digest)
        for session_id, seal, content, digest in connection.execute(
            "SELECT session, seal, content, digest FROM brief"
        )
    }
    columns = ", ".join(SessionRow.__slots__)
    for values in connection.execute(f"SELECT {columns} FROM session ORDER BY started_utc, id"):
        row = SessionRow(*values)
        checkpoint, summary = checkpoints.get(row.id), stored_summaries.get(row.id)
        wrong = _wrong_with(row, events.get(row.id, []), checkpoint, scripts, summary)
        if wrong:
            findings.append(Finding(f"The session {row.id}, begun {row.started_utc}, {wrong}.", row.id))
    return findings


def _wrong_with(
    row: SessionRow,
    events: list[Row],
    checkpoint: Checkpoint | None,
    scripts: dict[str, tuple[Step, ...]],
    summary: summaries.Stored | None,
) -> str | None:
    """What is wrong with a session, as the end of a sentence about it."""
    before: Row | None = None
    for stored in events:
        if rows.link(row.id, before, stored.kind, stored.content, stored.at_utc) != stored:
            return f"has a changed or missing event (number {stored.sequence})"
        before = stored
    try:
        decoded: list[SessionEvent] = [rows.decode(each.kind, each.content, scripts) for each in events]
        folded = fold(row.id, decoded, checkpoint)
        began = decoded[0]
        assert isinstance(began, Began)
        expected = rows.session_row(row.id, began, rows.script_of(events[0]))
    except rows.UNREADABLE as problem:
        return f"cannot be read ({problem})"
    assert before is not None
    if folded.state is SessionState.RUNNING:
        return None if row == expected else "does not agree with its events"
    if checkpoint is not None:
        return "is over and still has a place where it was interrupted"
    if row != rows.sealed(expected, folded, before):
        return "does not agree with its seal"
    if summary is not None and summaries.in_step(row.id, row.seal, summary) != summary_of(folded):
        return "has a damaged summary, which the next start makes again"
    return None


def _answers(connection: sqlite3.Connection) -> list[Finding]:
    changed = [row for row in answers.rows_in(connection) if not answers.is_whole(row)]
    misfiled = answers.misfiled(connection)
    return [
        *(Finding(f"The {_named(row)} was changed or cannot be read.") for row in changed),
        *(Finding(f"The {_named(row)} is filed under what it does not say.") for row in misfiled),
    ]


def _named(row: answers.EntryRow) -> str:
    return f"{row.kind} {row.id}, written {row.written_utc},"


def _preferences(connection: sqlite3.Connection) -> list[Finding]:
    findings = []
    for name, value, digest in connection.execute("SELECT name, value, digest FROM preference ORDER BY name"):
        if rows.digest_of(name, value) != digest:
            findings.append(Finding(f"The setting {name} is damaged."))
    return findings


def _plan_edits(connection: sqlite3.Connection) -> list[Finding]:
    broken = plan_edits.read(connection)[1]
    return [Finding(f"The changes to the plan {plan} are damaged.") for plan in broken]
