"""The troubles that storage knows: each says in one plain sentence which file, what is wrong, what to do.

Only what a person's machine can cause is here. A mistake in the program raises something else
and is never wrapped.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class StorageError(Exception):
    """A known trouble with a file or folder. `str()` is ready to be shown; `path` is what it is about.

    `why` is what the machine did, for where there is no room for more: "the disk is full", or "".
    """

    def __init__(self, sentence: str, path: Path, why: str = "") -> None:
        super().__init__(sentence)
        self.path = path
        self.why = why


class FolderError(StorageError):
    """The folder of the data cannot be made or written to. What is in it may still be read."""


class AlreadyOpenError(StorageError):
    """Another KneeTimer is writing; `pid` is its process id, 0 where it could not be told."""

    def __init__(self, sentence: str, path: Path, pid: int) -> None:
        super().__init__(sentence, path)
        self.pid = pid


class DataFileError(StorageError):
    """The data file cannot be used as it is. It was not changed."""


class NothingYetError(DataFileError):
    """There is no data file and no backup: nothing has been recorded here yet."""


class MissingFileError(DataFileError):
    """The data file is gone although there are backups of it."""


class NotAFileError(DataFileError):
    """A folder, a pipe or a device stands where the data file belongs."""


class EmptyFileError(DataFileError):
    """The data file has no content, which KneeTimer never leaves behind."""


class ForeignFileError(DataFileError):
    """The file is not a KneeTimer data file."""


class NewerFileError(DataFileError):
    """The data file was written by a newer KneeTimer."""


class DamagedFileError(DataFileError):
    """The data file is one of KneeTimer's and fails its checks."""


class UnreadableFileError(DataFileError):
    """The system does not let KneeTimer read or write the data file."""


class DamagedSessionError(StorageError):
    """One session cannot be read; the others can. `session` is its id."""

    def __init__(self, sentence: str, path: Path, session: str) -> None:
        super().__init__(sentence, path)
        self.session = session


class NotSavedError(StorageError):
    """Something could not be written. Nothing of it is in the file, or all of it is; trying again is safe."""


class OtherFileError(NotSavedError):
    """What stands in the place of the data file is not the file that was opened, or nothing is there."""


class NotBackedUpError(StorageError):
    """No backup was made. Older backups are untouched."""


class NotExportedError(StorageError):
    """An export is not complete. The files that were written are whole."""


class NotImportedError(StorageError):
    """A file was not imported. The data is as it was."""


class NotRestoredError(StorageError):
    """A backup was not restored. The data file is as it was."""


class SpoiledBackupError(NotRestoredError):
    """A backup was not restored, because something in it is damaged; `findings` has a sentence for each."""

    def __init__(self, sentence: str, path: Path, findings: tuple[str, ...]) -> None:
        super().__init__(sentence, path)
        self.findings = findings


class PlanNotSavedError(StorageError):
    """A plan file could not be written or deleted. What was there before is as it was."""


class NotErasedError(StorageError):
    """Some of a person's data could not be deleted; `left` names it."""

    def __init__(self, sentence: str, path: Path, left: tuple[Path, ...]) -> None:
        super().__init__(sentence, path)
        self.left = left


DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

# Python gives the second where SQLite quotes bytes of a damaged file that are no text.
SQLITE_TROUBLE = (sqlite3.Error, UnicodeDecodeError)
SqliteTrouble = sqlite3.Error | UnicodeDecodeError

_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk reported an error",
    sqlite3.SQLITE_READONLY: "it may not be written to",
    sqlite3.SQLITE_PERM: "it may not be written to",
    sqlite3.SQLITE_BUSY: "another program is using it",
    sqlite3.SQLITE_LOCKED: "another program is using it",
    sqlite3.SQLITE_CANTOPEN: "it or its folder cannot be opened",
    sqlite3.SQLITE_AUTH: "it may not be opened",
    sqlite3.SQLITE_PROTOCOL: "another program is using it",
    sqlite3.SQLITE_NOLFS: "it is too large for this disk",
    sqlite3.SQLITE_NOMEM: "there is not enough memory",
    sqlite3.SQLITE_INTERRUPT: "the work was interrupted",
    sqlite3.SQLITE_CORRUPT: "it is damaged",
    sqlite3.SQLITE_NOTADB: "it is damaged",
}

_OS_REASONS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is used up",
    errno.EFBIG: "the file may not grow any larger",
    errno.EROFS: "the disk may only be read",
    errno.EACCES: "it may not be written to",
    errno.EPERM: "it may not be written to",
    errno.ENOENT: "it is not there any more",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.EISDIR: "it is not a file",
    errno.EIO: "the disk reported an error",
}


# What a person can do about it while KneeTimer tries again.
_REMEDIES = {
    "the disk is full": "Delete something that you do not need.",
    "your share of the disk is used up": "Delete something that you do not need.",
    "the file may not grow any larger": "Raise the limit for files, or use another disk.",
    "the disk may only be read": "Make the disk writable, or use another one.",
    "it may not be written to": "Make it writable for you.",
    "another program is using it": "Close that program.",
    "it or its folder cannot be opened": "See that its disk is there and that you may open it.",
    "it was moved or deleted while KneeTimer was running": "Move it back.",
    "the disk reported an error": "See that the disk is connected and sound.",
}

_IN_USE = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})


@contextmanager
def explained(
    kind: type[StorageError], path: Path, beginning: str, ending: str | None = ""
) -> Iterator[None]:
    """The border that errors of SQLite and of the system do not cross: outside of it they are of `kind`.

    The sentence is `beginning`, what the machine did, and `ending`, or where that is None what helps.
    A mistake of the program passes through.
    """
    try:
        yield
    except (*SQLITE_TROUBLE, OSError) as problem:
        why = reason(problem)
        if why is None:
            raise
        ending = _REMEDIES.get(why, "") if ending is None else ending
        made = kind(f"{beginning}: {why}. {ending}".rstrip(), path)
        made.why = why
        raise made from problem


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """The same border while the data file `path` is opened and read: raises DataFileError."""
    try:
        yield
    except (*SQLITE_TROUBLE, OSError) as problem:
        code = 0 if isinstance(problem, OSError) else code_of(problem)
        why = reason(problem)
        if code in DAMAGE:
            raise damaged(path, str(problem)) from problem
        if why is None:
            raise
        ending = "Try again in a moment" if code in _IN_USE else "Make it readable for you"
        raise UnreadableFileError(f"KneeTimer cannot open {path}: {why}. {ending}.", path) from problem


def damaged(path: Path, finding: str) -> DamagedFileError:
    return DamagedFileError(f"{path} is damaged and was left as it is ({finding}). Restore a backup.", path)


def code_of(problem: SqliteTrouble) -> int:
    """SQLite's primary result code; 0 for errors that did not come from SQLite itself."""
    if isinstance(problem, UnicodeDecodeError):
        return sqlite3.SQLITE_CORRUPT
    return int(getattr(problem, "sqlite_errorcode", 0) or 0) & 0xFF


def reason(problem: SqliteTrouble | OSError) -> str | None:
    """What the machine did, as the second half of a sentence; None where the program is at fault."""
    if isinstance(problem, OSError):
        return _OS_REASONS.get(problem.errno or 0) or f"the system says: {problem.strerror or problem}"
    if getattr(problem, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
        return "it was moved or deleted while KneeTimer was running"
    return _REASONS.get(code_of(problem))
