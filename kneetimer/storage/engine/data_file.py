"""The data file from outside: what its first bytes say, connections to it, SQLite's own check.

A file is looked at before SQLite may touch it, so that whatever stands in its place is named
and left as it is. Holds no lock and no connection of its own; database.py does.
"""

from __future__ import annotations

import os
import sqlite3
import stat
from pathlib import Path

from kneetimer.core.language import mark, tr
from kneetimer.storage import errors
from kneetimer.storage.engine import schema
from kneetimer.storage.errors import (
    EmptyFileError,
    ForeignFileError,
    MissingFileError,
    NewerFileError,
    NotAFileError,
)

HEADER_BYTES = 100
_WAL = 2  # of the two bytes that say how a file is written
_MAGIC = b"SQLite format 3\x00"
# What SQLite opens with the data file; for a pipe of such a name it would wait for ever.
_BESIDE = ("-journal", "-wal", "-shm")
# Long enough for a reader's query to end, short enough not to be felt as a frozen window.
_BUSY_TIMEOUT_MS = 1_000

_NO_FILE = mark(
    "{file} is not a file: KneeTimer keeps your data in a file of that name. "
    "Move what is there away, or start KneeTimer with --data-dir and another folder."
)
_EMPTY = mark(
    "{file} is empty: KneeTimer never leaves an empty data file behind. "
    "Restore a backup, or move the file away to start anew."
)
_FOREIGN = mark(
    "{file} is not a data file of KneeTimer: it does not begin as one. "
    "Restore a backup, or move the file away to start anew."
)
_OF_ANOTHER = mark(
    "{file} belongs to another program: its mark is not that of KneeTimer. "
    "Restore a backup, or move the file away to start anew."
)


def look(path: Path, newest: int) -> None:
    """Read the header of a data file without SQLite, and say nothing where SQLite may open it.

    Raises the DataFileError that fits, also for a link that leads nowhere, and FileNotFoundError
    where nothing is there.
    """
    _check_links(path)
    try:
        os.stat(path)  # before all others: nothing there is no trouble
        for each in (path, *(path.with_name(path.name + ending) for ending in _BESIDE)):
            if os.path.lexists(each) and not stat.S_ISREG(os.stat(each).st_mode):
                raise NotAFileError(tr(_NO_FILE, file=each), each)
        with path.open("rb") as file:
            header = file.read(HEADER_BYTES)
    except FileNotFoundError:
        raise
    except OSError as problem:
        raise errors.unreadable(path, problem) from problem
    if not header:
        raise EmptyFileError(tr(_EMPTY, file=path), path)
    if len(header) < HEADER_BYTES or not header.startswith(_MAGIC):
        raise ForeignFileError(tr(_FOREIGN, file=path), path)
    if int.from_bytes(header[68:72], "big") != schema.APPLICATION_ID:
        raise ForeignFileError(tr(_OF_ANOTHER, file=path), path)
    version = int.from_bytes(header[60:64], "big")
    if version > newest:
        raise newer(path, version, newest)


def _check_links(path: Path) -> None:
    """Raise MissingFileError where a link leads nowhere: its disk is not there, and no data is gone."""
    beside = (path.with_name(path.name + ending) for ending in _BESIDE)
    for each in (path, *beside, *path.parents):
        if not os.path.islink(each):
            continue
        try:
            os.stat(each)
        except FileNotFoundError as problem:
            raise MissingFileError(
                tr(
                    "{link} leads to {target}, and nothing is there. Connect the disk that it is "
                    "on, or delete that link to start anew.",
                    link=each,
                    target=os.readlink(each),
                ),
                each,
            ) from problem
        except OSError:
            continue  # whatever else is wrong with it, whoever opens it says


def keeps_wal(path: Path) -> bool:
    """Whether SQLite would make files beside this one only to read it."""
    with path.open("rb") as file:
        return _WAL in file.read(20)[18:]


def connect(path: Path, mode: str) -> sqlite3.Connection:
    """A connection with the house's settings. `mode` is "ro" or "rw": it never makes a file."""
    # The window reads and its saver's thread writes; database.py has them take turns.
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode={mode}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # A byte that is no longer text must cost its own session only, not every query that meets it.
        connection.text_factory = _decode
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA synchronous = EXTRA")
    except errors.SQLITE_TROUBLE as problem:
        connection.close()
        if errors.code_of(problem) == sqlite3.SQLITE_ERROR:  # the statements are right: the file is not
            raise errors.damaged(path, str(problem)) from problem
        raise
    return connection


def quick_check(connection: sqlite3.Connection) -> list[str]:
    """What SQLite finds wrong with the file; empty where nothing is."""
    try:
        rows = [str(row[0]) for row in connection.execute("PRAGMA quick_check(10)")]
    except errors.SQLITE_TROUBLE as problem:
        if errors.code_of(problem) not in errors.DAMAGE:
            raise
        return [str(problem)]
    return [] if rows == ["ok"] else rows


def _decode(raw: bytes) -> str:
    return raw.decode("utf-8", errors="replace")


def newer(path: Path, version: int, newest: int) -> NewerFileError:
    return NewerFileError(
        tr(
            "{path} was written by a newer KneeTimer (its format is {version}, this one knows "
            "{newest}). Install the newer KneeTimer, or restore a backup from before the change.",
            path=path,
            version=version,
            newest=newest,
        ),
        path,
    )
