"""Opening the data file with care, and one transaction at a time.

Knows nothing of sessions; history.py does.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from kneetimer.core.language import tr, trn
from kneetimer.storage import errors
from kneetimer.storage.engine import backup, schema
from kneetimer.storage.engine.audit import Finding, audit
from kneetimer.storage.engine.data_file import connect, keeps_wal, look, newer, quick_check
from kneetimer.storage.engine.footprint import Footprint, footprint_of, stamp_of
from kneetimer.storage.engine.journal import Journal, journal_of, judge
from kneetimer.storage.engine.lock import WriterLock
from kneetimer.storage.engine.schema import Schema
from kneetimer.storage.errors import (
    DamagedFileError,
    MissingFileError,
    NothingYetError,
    NotSavedError,
    OtherFileError,
    StorageError,
    UnreadableFileError,
)
from kneetimer.storage.locations import (
    PRIVATE_FILE,
    Locations,
    create_folders,
    create_private_file,
    flush_folder,
)

Clock = Callable[[], datetime]
"""Tells the time as an aware datetime."""

_COPY = "kneetimer-copy-"
_TURN_S = 1.0  # what one thread waits for the other; a page that opens must not stand still for longer


class Database:
    """One open connection. Reading and writing go through `reading()` and `transaction()`.

    Threads take turns: whoever comes while another one reads or writes waits a second for it.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, lock: WriterLock | None) -> None:
        self.connection = connection
        self.path = path
        self._lock = lock
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._turn = threading.RLock()
        self._opened = os.stat(path) if lock is not None else None
        self._version: int | None = None  # of the file's content, as SQLite counts what others wrote
        self._footprint: Footprint | None = None
        self._stamp: tuple[int, int] | None = None

    @contextmanager
    def alone(self, kind: type[StorageError] = NotSavedError) -> Iterator[None]:
        """Have the connection for this thread. Raises `kind` where another one keeps it."""
        if not self._turn.acquire(timeout=_TURN_S):
            why = tr("the disk takes long to answer")
            raise kind(
                tr("{path} is still being written: {why}. Try again in a moment.", path=self.path, why=why),
                self.path,
                why,
            )
        try:
            yield
        finally:
            self._turn.release()

    def is_in_place(self) -> bool:
        """Whether the name of the data file still leads to the file that was opened."""
        try:
            return self._opened is None or os.path.samestat(self._opened, os.stat(self.path))
        except OSError:
            return False

    def _check_place(self) -> None:
        """Raise OtherFileError where what is written would not be in the file that the person has there."""
        why = ""
        if not os.path.exists(self.path):
            why = tr("it was moved or deleted while KneeTimer was running")
        elif not self.is_in_place():
            why = tr("another file has taken its place")
        if why:
            raise OtherFileError(
                tr("KneeTimer cannot save to {path}: {why}.", path=self.path, why=why), self.path, why
            )

    def is_overwritten(self) -> bool:
        """Whether another content was written into the open file. Raises StorageError."""
        if not self._is_touched():
            return False
        with self.alone(UnreadableFileError):
            if self.connection.in_transaction:  # it was looked at when that began
                return False
            with self._reading(of_ours=False):
                return not self._has_ours(self.connection)

    def remember(self, footprint: Footprint) -> None:
        """What the file holds now: whatever else is in it later, another program has written."""
        self._footprint, self._stamp = footprint, stamp_of(self.path)

    def _is_touched(self) -> bool:
        """Whether somebody else may have written the file since it was last written here."""
        return self._stamp is not None and stamp_of(self.path) != self._stamp

    def _look_again(self) -> bool:
        """Whether somebody else may have written the file; if so, it is read anew from now on.

        SQLite would keep its pages where its count of changes is the same by chance.
        """
        touched = self._is_touched()
        if touched:
            self.connection.execute("PRAGMA shrink_memory")
        return touched

    def _has_ours(self, connection: sqlite3.Connection) -> bool:
        footprint = self._footprint
        return schema.CURRENT.is_that_of(connection) and (footprint is None or footprint.is_in(connection))

    def _check_content(self, touched: bool) -> None:
        """Raise OtherFileError where somebody has written another content into the file. In a transaction."""
        version = int(self.connection.execute("PRAGMA data_version").fetchone()[0])
        if (touched or self._version not in (None, version)) and not self._has_ours(self.connection):
            why = tr(errors.OVERWRITTEN)
            raise OtherFileError(
                tr("KneeTimer cannot save to {path}: {why}.", path=self.path, why=why), self.path, why
            )
        self._version = version

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Queries that see one state of the file. Raises UnreadableFileError or DamagedFileError."""
        with self.alone(UnreadableFileError):
            if self.connection.in_transaction:
                yield self.connection
                return
            with self._reading():
                yield self.connection

    @contextmanager
    def _reading(self, *, of_ours: bool = True) -> Iterator[None]:
        with errors.reading(self.path):
            touched = self._look_again()
            self.connection.execute("BEGIN")
            try:
                if of_ours and touched and not schema.CURRENT.is_that_of(self.connection):
                    raise errors.cannot_read(self.path, tr(errors.OVERWRITTEN))
                yield
            finally:
                self._give_up()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Changes that are all committed at the end, or not at all.

        One inside of another belongs to it: the outer one commits. Raises NotSavedError for what the
        machine did; an error of the program passes through.
        """
        with self.alone():
            if self.connection.in_transaction:
                yield self.connection
                return
            with self._transaction():
                yield self.connection

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with errors.explained(
            NotSavedError, self.path, tr("KneeTimer cannot save to {path}", path=self.path), None
        ):
            self._check_place()
            try:
                touched = self._look_again()
                self.connection.execute("BEGIN IMMEDIATE")
                self._check_content(touched)
                yield
                footprint = footprint_of(self.connection)
                self.connection.execute("COMMIT")
                self.remember(footprint)
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
            except errors.SQLITE_TROUBLE as problem:
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
        connection = _open_to_write(locations, clock, current)
    except BaseException:
        lock.release()
        raise
    database = Database(connection, locations.database, lock)
    if current is schema.CURRENT:
        database.remember(footprint_of(connection))
    return database


def open_reader(locations: Locations, current: Schema = schema.CURRENT) -> Database:
    """The data file to be read only, also while a window writes to it; never changes a byte.

    Raises DataFileError; a file of an older version is read as a migrated copy.
    """
    path = locations.database
    _look_or_explain(locations, current)
    with errors.reading(path):
        if keeps_wal(path):
            return _open_copy(path, current)
        try:
            connection = connect(path, "ro")
        except (*errors.SQLITE_TROUBLE, DamagedFileError):
            if judge(path) is Journal.NONE:
                raise
        else:
            try:
                if _version_of(connection, path, current) == current.version:
                    return Database(connection, path, None)
            except BaseException:
                connection.close()
                raise
            connection.close()
        # What a crash left half done must be rolled back, and a reader may not write: so in a copy.
        return _open_copy(path, current)


def recover(locations: Locations, current: Schema = schema.CURRENT) -> None:
    """Roll back what a crash left half done, where that gives a whole file. The caller holds the lock.

    Raises DataFileError and leaves the file as it is where it does not.
    """
    with errors.reading(locations.database):
        _connect_to_write(locations, current).close()


def _look_or_explain(locations: Locations, current: Schema) -> None:
    path = locations.database
    try:
        look(path, current.version)
    except FileNotFoundError as problem:
        copies = backup.backups_in(locations.backups_dir)
        if copies:
            raise MissingFileError(
                trn(
                    "{file} is gone, but there is one backup of it. Restore it: {backup}.",
                    "{file} is gone, but there are {number} backups of it. Restore one: the newest "
                    "is {backup}.",
                    len(copies),
                    file=path,
                    backup=copies[0].path,
                ),
                path,
            ) from problem
        raise NothingYetError(
            tr("There is no data yet: {path} does not exist.", path=path), path
        ) from problem


def _version_of(connection: sqlite3.Connection, path: Path, current: Schema) -> int:
    """The version of an open file, by SQLite: a crash may have left another one in its header.

    Raises DataFileError where it is none that can be used, or the tables are not those of it.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > current.version:
        raise newer(path, version, current.version)
    if not current.can_migrate_from(version):
        raise errors.damaged(path, tr("its format {version} was never released", version=version))
    if version == current.version and not current.is_that_of(connection):
        raise errors.damaged(path, tr("its tables are not those of its format"))
    return version


def _open_to_write(locations: Locations, clock: Clock, current: Schema) -> sqlite3.Connection:
    path = locations.database
    try:
        _look_or_explain(locations, current)
    except NothingYetError:
        _create(path, current)
    for left_over in path.parent.glob(_COPY + "*"):
        if os.path.isdir(left_over):  # a pipe would be waited for
            shutil.rmtree(left_over, ignore_errors=True)
    with errors.reading(path):
        connection = _connect_to_write(locations, current)
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
            if _version_of(connection, path, current) < current.version:
                _migrate(connection, locations, clock, current)
            if os.name != "nt":
                path.chmod(PRIVATE_FILE)
        except BaseException:
            connection.close()
            raise
    return connection


def _connect_to_write(locations: Locations, current: Schema) -> sqlite3.Connection:
    """A checked connection. What a crash left half done is rolled back if that gives a whole file."""
    path = locations.database
    _judge_recovery(locations, current)
    connection = connect(path, "rw")
    try:
        _version_of(connection, path, current)
        problems = quick_check(connection)
        if problems:
            raise errors.damaged(path, problems[0])
    except BaseException:
        connection.close()
        raise
    return connection


def _judge_recovery(locations: Locations, current: Schema) -> None:
    """Refuse a file whose journal cannot undo what a crash left half done, before SQLite tries.

    SQLite's own checksum covers one byte in 200 of a journal, so the outcome is tried on a copy
    and its sessions are checked. Raises DamagedFileError; the original stays as it is.
    """
    path = locations.database
    journal = judge(path)
    if journal is Journal.BROKEN:
        raise errors.damaged(
            path, tr("its journal, which must undo a change that was cut short, is damaged too")
        )
    if journal not in (Journal.WHOLE, Journal.UNKNOWN):
        return
    copy = _open_copy(path, current, beside=True)
    try:
        findings = audit(copy.connection, current)
    finally:
        copy.close()
    if findings:
        known = _known_findings(locations, current)
        new = [finding for finding in findings if finding not in known]
        if new:
            raise errors.damaged(path, str(new[0]))


def _known_findings(locations: Locations, current: Schema) -> list[Finding]:
    """What was wrong with single sessions before: the newest backup has that too."""
    for copy in backup.backups_in(locations.backups_dir)[:1]:
        try:
            connection = connect(copy.path, "ro")
        except (*errors.SQLITE_TROUBLE, DamagedFileError):
            return []
        try:
            return audit(connection, current)
        finally:
            connection.close()
    return []


def _create(path: Path, current: Schema) -> None:
    """Make a new data file under another name first, so that a crash leaves no empty one."""
    unfinished = path.with_name(path.name + ".new")
    with errors.explained(NotSavedError, path, tr("KneeTimer cannot make its data file {path}", path=path)):
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


def _migrate(connection: sqlite3.Connection, locations: Locations, clock: Clock, current: Schema) -> None:
    backup.back_up(connection, locations.backups_dir, clock())
    # A step may have to replace a table that others refer to; the references are checked at the end.
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        connection.execute("BEGIN EXCLUSIVE")
        loose = len(connection.execute("PRAGMA foreign_key_check").fetchall())
        current.migrate(connection, _version_of(connection, locations.database, current))
        if len(connection.execute("PRAGMA foreign_key_check").fetchall()) > loose:
            raise RuntimeError(f"the step to format {current.version} leaves rows that refer to nothing")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("PRAGMA foreign_keys = ON")


def _open_copy(path: Path, current: Schema, *, beside: bool = False) -> Database:
    """A copy of the file and its journal, rolled back, checked and migrated, in a private folder.

    A writer has it beside the file, where deleting everything finds it even after a crash.
    """
    temporary = tempfile.TemporaryDirectory(
        prefix=_COPY, dir=path.parent if beside else None, ignore_cleanup_errors=True
    )
    try:
        copy = Path(temporary.name) / path.name
        shutil.copyfile(path, copy)
        if judge(path) is not Journal.NONE:
            shutil.copyfile(journal_of(path), journal_of(copy))
        wal = path.with_name(path.name + "-wal")
        if os.path.exists(wal):
            shutil.copyfile(wal, copy.with_name(wal.name))
        connection = connect(copy, "rw")
        try:
            version = _version_of(connection, path, current)
            problems = quick_check(connection)
            if problems:
                raise errors.damaged(path, problems[0])
            if version < current.version:
                connection.execute("BEGIN")
                current.migrate(connection, version)
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
