"""Opening the data file with care, and one transaction at a time.

Knows nothing of sessions; history.py does.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kneetimer.storage import backup, errors, schema
from kneetimer.storage.audit import audit
from kneetimer.storage.data_file import (
    Header,
    connect,
    damaged,
    has_content,
    journal_of,
    look,
    quick_check,
    unreadable,
)
from kneetimer.storage.errors import MissingFileError, NothingYetError, NotSavedError
from kneetimer.storage.locations import (
    PRIVATE_FILE,
    Locations,
    create_folders,
    create_private_file,
    flush_folder,
)
from kneetimer.storage.lock import WriterLock
from kneetimer.storage.schema import Schema

Clock = Callable[[], datetime]
"""Tells the time as an aware datetime."""

_COPY = "kneetimer-copy-"


class Database:
    """One open connection. Reading and writing go through `reading()` and `transaction()`."""

    def __init__(self, connection: sqlite3.Connection, path: Path, lock: WriterLock | None) -> None:
        self.connection = connection
        self.path = path
        self._lock = lock
        self._temporary: tempfile.TemporaryDirectory[str] | None = None

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Queries that see one state of the file. Raises UnreadableFileError or DamagedFileError."""
        try:
            if self.connection.in_transaction:
                yield self.connection
                return
            self.connection.execute("BEGIN")
            try:
                yield self.connection
            finally:
                self._give_up()
        except sqlite3.Error as problem:
            known = unreadable(problem, self.path)
            if known is None:
                raise
            raise known from problem

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Changes that are all committed at the end, or not at all.

        Raises NotSavedError for what the machine did; an error of the program passes through.
        """
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield self.connection
            self.connection.execute("COMMIT")
        except (sqlite3.Error, OSError) as problem:
            self._give_up()
            why = errors.reason(problem)
            if why is None:
                raise
            raise NotSavedError(f"KneeTimer cannot save to {self.path}: {why}.", self.path) from problem
        except BaseException:
            self._give_up()
            raise

    def close(self) -> None:
        """Close the file and let others write. May be called again."""
        self.connection.close()
        if self._lock is not None:
            self._lock.release()
        if self._temporary is not None:
            self._temporary.cleanup()

    def keep_until_closed(self, temporary: tempfile.TemporaryDirectory[str]) -> None:
        self._temporary = temporary

    def _give_up(self) -> None:
        if self.connection.in_transaction:
            try:
                self.connection.execute("ROLLBACK")
            except sqlite3.Error as problem:
                # SQLite rolls back by itself after the worst errors; the first error is the one to tell.
                if errors.reason(problem) is None and self.connection.in_transaction:
                    raise


def open_writer(locations: Locations, clock: Clock, current: Schema = schema.CURRENT) -> Database:
    """The data file, made where there is none, brought to the current version, and locked.

    Raises FolderError, AlreadyOpenError, DataFileError, NotBackedUpError or NotSavedError.
    """
    create_folders(locations)
    lock = WriterLock(locations.lock)
    try:
        connection = _open_checked(locations, clock, current)
    except BaseException:
        lock.release()
        raise
    return Database(connection, locations.database, lock)


def open_reader(locations: Locations, current: Schema = schema.CURRENT) -> Database:
    """The data file to be read only, also while a window writes to it; never changes a byte.

    Raises DataFileError; a file of an older version is read as a migrated copy.
    """
    path = locations.database
    header = _look_or_explain(locations, current.version)
    try:
        if header.version == current.version:
            connection = connect(path, "ro")
            try:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
            except sqlite3.Error:
                connection.close()
                if not header.has_journal:
                    raise
            else:
                return Database(connection, path, None)
        # What a crash left half done must be rolled back, and a reader may not write: so in a copy.
        return _open_copy(path, current, header)
    except (sqlite3.Error, OSError) as problem:
        known = unreadable(problem, path)
        if known is None:
            raise
        raise known from problem


def recover(path: Path, current: Schema = schema.CURRENT) -> None:
    """Roll back what a crash left half done, where that gives a whole file. The caller holds the lock.

    Raises DataFileError and leaves the file as it is where it does not.
    """
    header = look(path, current.version)
    if not header.has_journal:
        return
    try:
        _try_recovery(path, current, header)
        connection = connect(path, "rw")
        try:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        finally:
            connection.close()
    except sqlite3.Error as problem:
        known = unreadable(problem, path)
        if known is None:
            raise
        raise known from problem


def _look_or_explain(locations: Locations, newest: int) -> Header:
    path = locations.database
    try:
        return look(path, newest)
    except FileNotFoundError as problem:
        copies = backup.backups_in(locations.backups_dir)
        if copies:
            raise MissingFileError(
                f"{path} is gone, but there are {len(copies)} backups of it. "
                f"Restore one: the newest is {copies[0].path}.",
                path,
            ) from problem
        raise NothingYetError(f"There is no data yet: {path} does not exist.", path) from problem


def _open_checked(locations: Locations, clock: Clock, current: Schema) -> sqlite3.Connection:
    path = locations.database
    try:
        header = _look_or_explain(locations, current.version)
    except NothingYetError:
        _create(path, current)
        header = Header(current.version, False)
    if not current.can_migrate_from(header.version):
        raise damaged(path, f"its format {header.version} was never released")
    for left_over in path.parent.glob(_COPY + "*"):
        shutil.rmtree(left_over, ignore_errors=True)
    try:
        if header.has_journal:
            _try_recovery(path, current, header)
        connection = connect(path, "rw")
    except (sqlite3.Error, OSError) as problem:
        known = unreadable(problem, path)
        if known is None:
            raise
        raise known from problem
    try:
        problems = quick_check(connection)
        if problems:
            raise damaged(path, problems[0])
        connection.execute("PRAGMA journal_mode = DELETE")
        if header.version < current.version:
            _migrate(connection, locations, clock, current)
        if os.name != "nt":
            path.chmod(PRIVATE_FILE)
    except (sqlite3.Error, OSError) as problem:
        connection.close()
        known = unreadable(problem, path)
        if known is None:
            raise
        raise known from problem
    except BaseException:
        connection.close()
        raise
    return connection


def _create(path: Path, current: Schema) -> None:
    """Make a new data file under another name first, so that a crash leaves no empty one."""
    unfinished = path.with_name(path.name + ".new")
    try:
        for left_over in (unfinished, journal_of(unfinished), journal_of(path)):
            left_over.unlink(missing_ok=True)
        create_private_file(unfinished)
        connection = connect(unfinished, "rw")
        try:
            current.create(connection)
        finally:
            connection.close()
        os.replace(unfinished, path)
        flush_folder(path.parent)
    except (sqlite3.Error, OSError) as problem:
        why = errors.reason(problem)
        if why is None:
            raise
        raise NotSavedError(f"KneeTimer cannot make its data file {path}: {why}.", path) from problem


def _migrate(connection: sqlite3.Connection, locations: Locations, clock: Clock, current: Schema) -> None:
    backup.back_up(connection, locations.backups_dir, clock())
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    try:
        connection.execute("BEGIN EXCLUSIVE")
        current.migrate(connection, version)
        wrong = connection.execute("PRAGMA foreign_key_check").fetchall()
        if wrong:
            raise damaged(locations.database, f"rows of {wrong[0][0]} lead nowhere")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _try_recovery(path: Path, current: Schema, header: Header) -> None:
    """See on copies whether SQLite can roll back what a crash left half done.

    It can while the journal is whole, and cannot tell whether it is: its checksum covers one
    byte in 200. So the sessions of the outcome are checked; what was wrong with them before
    says nothing about the journal. Raises DamagedFileError and leaves the original as it is.
    """
    rolled_back = _open_copy(path, current, header, beside=True)
    try:
        findings = audit(rolled_back.connection, current)
    finally:
        rolled_back.close()
    if findings and header.version == current.version:
        as_it_is = _open_copy(path, current, header, beside=True, with_journal=False)
        try:
            new = [finding for finding in findings if finding not in audit(as_it_is.connection, current)]
        finally:
            as_it_is.close()
        if new:
            raise damaged(path, new[0].sentence)


def _open_copy(
    path: Path, current: Schema, header: Header, *, beside: bool = False, with_journal: bool = True
) -> Database:
    """A copy of the file and its journal, rolled back, migrated and checked, in a private folder.

    A writer has it beside the file, where deleting everything finds it even after a crash.
    """
    temporary = tempfile.TemporaryDirectory(
        prefix=_COPY, dir=path.parent if beside else None, ignore_cleanup_errors=True
    )
    try:
        copy = Path(temporary.name) / path.name
        shutil.copyfile(path, copy)
        if with_journal and has_content(journal_of(path)):
            shutil.copyfile(journal_of(path), journal_of(copy))
        connection = connect(copy, "rw")
        try:
            problems = quick_check(connection)
            if problems:
                raise damaged(path, problems[0])
            if header.version < current.version:
                connection.execute("BEGIN")
                current.migrate(connection, header.version)
                connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
    except BaseException:
        temporary.cleanup()
        raise
    database = Database(connection, path, None)
    database.keep_until_closed(temporary)
    return database
