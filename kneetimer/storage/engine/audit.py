"""What is wrong with an open data file, down to a single changed bit in a session.

SQLite's own check knows its pages and not what is in them: the digests of the sessions do.
Repairs nothing.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from kneetimer.core.folding import fold
from kneetimer.core.language import tr
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
                return [Finding(tr("The tables of the file are not those of its version."))]
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
        return [Finding(tr("The file is damaged: {reason}.", reason=problem))]


def _structure(connection: sqlite3.Connection) -> list[Finding]:
    findings = []
    for (line,) in connection.execute("PRAGMA integrity_check(20)").fetchall():
        if line != "ok":
            findings.append(Finding(tr("The structure of the file is damaged: {reason}.", reason=line)))
    for table, *_ in connection.execute("PRAGMA foreign_key_check").fetchall():
        findings.append(
            Finding(tr("A row of the table {table} belongs to something that is not there.", table=table))
        )
    return findings


def _sessions(connection: sqlite3.Connection) -> list[Finding]:
    findings: list[Finding] = []
    scripts: dict[str, tuple[Step, ...]] = {}
    for digest, text in connection.execute("SELECT digest, steps FROM script"):
        try:
            scripts[digest] = rows.decode_steps(digest, text)
        except rows.UNREADABLE:
            findings.append(
                Finding(tr("The steps of the script {script} are damaged.", script=str(digest)[:8]))
            )
    checkpoints: dict[str, Checkpoint] = {}
    for session_id, *values, digest in connection.execute(
        "SELECT session, after, step, position_ms, spent_ms, active_ms, own_count, digest FROM checkpoint"
    ):
        checkpoints[session_id] = Checkpoint(*values)
        if rows.sound_checkpoint(session_id, checkpoints[session_id], digest) is None:
            findings.append(
                Finding(
                    tr("The place where the session {session} was is damaged.", session=session_id),
                    session_id,
                )
            )
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
        wrong = _wrong_with(row, _events_of(connection, row.id), checkpoint, scripts, summary)
        if wrong:
            findings.append(Finding(wrong, row.id))
    return findings


def _events_of(connection: sqlite3.Connection, session_id: str) -> list[Row]:
    # Of one session at a time: a window has this done beside it, and all of ten years fill 100 MB.
    found = connection.execute(
        "SELECT sequence, kind, at_utc, content, digest FROM happening WHERE session = ? ORDER BY sequence",
        (session_id,),
    )
    return [Row(*values) for values in found]


def _wrong_with(
    row: SessionRow,
    events: list[Row],
    checkpoint: Checkpoint | None,
    scripts: dict[str, tuple[Step, ...]],
    summary: summaries.Stored | None,
) -> str | None:
    """What is wrong with a session, in a sentence."""
    named = {"session": row.id, "began": row.started_utc}
    before: Row | None = None
    for stored in events:
        if rows.link(row.id, before, stored.kind, stored.content, stored.at_utc) != stored:
            return tr(
                "The session {session}, begun {began}, has a changed or missing event (number {event}).",
                event=stored.sequence,
                **named,
            )
        before = stored
    try:
        decoded: list[SessionEvent] = [rows.decode(each.kind, each.content, scripts) for each in events]
        folded = fold(row.id, decoded, checkpoint)
        began = decoded[0]
        assert isinstance(began, Began)
        expected = rows.session_row(row.id, began, rows.script_of(events[0]))
    except rows.UNREADABLE as problem:
        return tr("The session {session}, begun {began}, cannot be read ({reason}).", reason=problem, **named)
    assert before is not None
    if folded.state is SessionState.RUNNING:
        return (
            None
            if row == expected
            else tr("The session {session}, begun {began}, does not agree with its events.", **named)
        )
    if checkpoint is not None:
        return tr(
            "The session {session}, begun {began}, is over and still has a place where it was interrupted.",
            **named,
        )
    if row != rows.sealed(expected, folded, before):
        return tr("The session {session}, begun {began}, does not agree with its seal.", **named)
    if summary is not None and summaries.in_step(row.id, row.seal, summary) != summary_of(folded):
        return tr(
            "The session {session}, begun {began}, has a damaged summary, which the next start makes again.",
            **named,
        )
    return None


def _answers(connection: sqlite3.Connection) -> list[Finding]:
    changed = [row for row in answers.rows_in(connection) if not answers.is_whole(row)]
    return [
        *(
            Finding(tr("The {kind} {id}, written {written}, was changed or cannot be read.", **_named(row)))
            for row in changed
        ),
        *(
            Finding(
                tr("The {kind} {id}, written {written}, is filed under what it does not say.", **_named(row))
            )
            for row in answers.misfiled(connection)
        ),
    ]


def _named(row: answers.EntryRow) -> dict[str, str]:
    return {"kind": row.kind, "id": row.id, "written": row.written_utc}


def _preferences(connection: sqlite3.Connection) -> list[Finding]:
    findings = []
    for name, value, digest in connection.execute("SELECT name, value, digest FROM preference ORDER BY name"):
        if rows.digest_of(name, value) != digest:
            findings.append(Finding(tr("The setting {name} is damaged.", name=name)))
    return findings


def _plan_edits(connection: sqlite3.Connection) -> list[Finding]:
    broken = plan_edits.read(connection)[1]
    return [Finding(tr("The changes to the plan {plan} are damaged.", plan=plan)) for plan in broken]
