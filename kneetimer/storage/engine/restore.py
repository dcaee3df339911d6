"""Putting a backup back in place of the data file, and keeping what it replaces.

At every moment either the old file or the restored one is in place, whole.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from kneetimer.core.language import tr
from kneetimer.core.record import SessionState
from kneetimer.storage import errors
from kneetimer.storage.engine import database, schema
from kneetimer.storage.engine.audit import Finding, audit
from kneetimer.storage.engine.backup import row_counts
from kneetimer.storage.engine.data_file import connect, look, quick_check
from kneetimer.storage.engine.journal import journal_of
from kneetimer.storage.engine.lock import WriterLock
from kneetimer.storage.errors import (
    DataFileError,
    MissingFileError,
    NotAFileError,
    NotRestoredError,
    SpoiledBackupError,
)
from kneetimer.storage.locations import (
    Locations,
    around,
    create_folders,
    create_private_file,
    flush_file,
    flush_folder,
)
from kneetimer.storage.records.sessions import SessionReader


@dataclass(frozen=True, slots=True)
class Restored:
    """What came of it: where the replaced file is kept (None where there was none), and what is
    wrong with single sessions of the restored one."""

    kept: Path | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Examined:
    """What a backup holds: how many sessions, the day of the last one, and what is wrong with it."""

    sessions: int
    last: date | None
    findings: tuple[Finding, ...]


def examine(chosen: Path) -> Examined:
    """Read a backup to the last row, also of an older version. Changes nothing.

    Raises DataFileError where it is none that could be put back.
    """
    opened = database.open_reader(around(chosen))
    try:
        if not schema.CURRENT.is_that_of(opened.connection):  # an older one may have had more
            raise errors.damaged(chosen, tr("its tables are not those of KneeTimer"))
        done = [each for each in SessionReader(opened).overview() if each.state is not SessionState.DISCARDED]
        days = [each.started.date() for each in done]
        return Examined(len(days), max(days, default=None), tuple(audit(opened.connection, schema.CURRENT)))
    finally:
        opened.close()


def restore(chosen: Path, locations: Locations, now: datetime, *, spoiled: bool = False) -> Restored:
    """Put the backup `chosen` in place of the data file. The history must be closed.

    One in which single sessions or answers are damaged only with `spoiled`, once the person knows.
    Raises AlreadyOpenError, FolderError, DataFileError about the backup, SpoiledBackupError or
    NotRestoredError; the data file is as it was then.
    """
    create_folders(locations)
    lock = WriterLock(locations.lock)
    beginning = tr("The backup {backup} was not restored", backup=chosen)
    try:
        with errors.explained(NotRestoredError, chosen, beginning, tr("Your data is as it was.")):
            return _restore(chosen, locations, now, spoiled=spoiled)
    finally:
        lock.release()


def _restore(chosen: Path, locations: Locations, now: datetime, *, spoiled: bool) -> Restored:
    path = locations.database
    try:
        look(chosen, schema.CURRENT.version)
    except FileNotFoundError as problem:
        raise NotRestoredError(
            tr("There is no backup {backup}. Choose another one.", backup=chosen), chosen
        ) from problem
    side = path.with_name("kneetimer-restoring.db")
    side.unlink(missing_ok=True)
    journal_of(side).unlink(missing_ok=True)
    try:
        findings = _copy(chosen, side)
        if findings and not spoiled:
            sentences = tuple(finding.sentence for finding in findings)
            raise SpoiledBackupError(
                tr(
                    "In the backup {backup} something was changed or damaged: {finding}",
                    backup=chosen,
                    finding=sentences[0],
                ),
                chosen,
                sentences,
            )
        kept = _keep_old(locations, now)
        # A journal that stayed would be played back into the restored file. By now it is either
        # rolled back or kept beside the copy of the damaged file that it belongs to.
        if os.path.exists(journal_of(path)):
            journal_of(path).unlink()
            flush_folder(path.parent)
        os.replace(side, path)
        flush_folder(path.parent)
    except BaseException:
        side.unlink(missing_ok=True)
        raise
    return Restored(kept, findings)


def _copy(chosen: Path, side: Path) -> tuple[Finding, ...]:
    """Copy a backup to the side file, bring the copy to the current version and check it."""
    source = connect(chosen, "ro")
    try:
        problems = quick_check(source)
        if problems:
            raise NotRestoredError(
                tr(
                    "The backup {backup} is damaged ({finding}). Choose another one.",
                    backup=chosen,
                    finding=problems[0],
                ),
                chosen,
            )
        create_private_file(side)
        copy = sqlite3.connect(side, isolation_level=None)
        try:
            source.backup(copy)
        finally:
            copy.close()
        flush_file(side)
        restored = connect(side, "ro")
        try:
            if quick_check(restored) or row_counts(restored) != row_counts(source):
                raise NotRestoredError(
                    tr(
                        "The backup {backup} was not restored: its copy does not read back the same.",
                        backup=chosen,
                    ),
                    chosen,
                )
        finally:
            restored.close()
        _migrate(side)
        _check_opens(chosen, side)
        return _findings(side)
    finally:
        source.close()


def _migrate(side: Path) -> None:
    """Bring the copy of an older backup to the current tables, so that it can be audited."""
    connection = connect(side, "rw")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == schema.CURRENT.version or not schema.CURRENT.can_migrate_from(version):
            return
        connection.execute("BEGIN IMMEDIATE")
        schema.CURRENT.migrate(connection, version)
        connection.execute("COMMIT")
    finally:
        connection.close()
    flush_file(side)


def _findings(side: Path) -> tuple[Finding, ...]:
    connection = connect(side, "ro")
    try:
        return tuple(audit(connection, schema.CURRENT))
    finally:
        connection.close()


def _check_opens(chosen: Path, side: Path) -> None:
    """Refuse what the program would refuse at its next start, while the old file is still in place."""
    try:
        database.open_reader(around(side)).close()
    except DataFileError as problem:
        raise NotRestoredError(
            tr(
                "The backup {backup} was not restored, because KneeTimer could not open it: its "
                "tables are not those of KneeTimer, or something was added to them. Choose another one.",
                backup=chosen,
            ),
            chosen,
        ) from problem


def _keep_old(locations: Locations, now: datetime) -> Path | None:
    """Copy the data file, whatever its state, to the backups, under a name that is never thinned."""
    path = locations.database
    try:
        look(path, schema.CURRENT.version)
        database.recover(locations)
    except FileNotFoundError:
        return None
    except (MissingFileError, NotAFileError) as problem:
        raise NotRestoredError(tr("The backup was not restored: {reason}", reason=problem), path) from problem
    except DataFileError:
        pass  # it is kept as it is, with its journal
    stamp = now.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    kept = locations.backups_dir / f"kneetimer-replaced-{stamp}.db"
    number = 2
    while os.path.exists(kept):
        kept = locations.backups_dir / f"kneetimer-replaced-{stamp}-{number}.db"
        number += 1
    for source, copy in ((path, kept), (journal_of(path), journal_of(kept))):
        if os.path.exists(source):
            create_private_file(copy)
            shutil.copyfile(source, copy)
            flush_file(copy)
    flush_folder(locations.backups_dir)
    return kept
