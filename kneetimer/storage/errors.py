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

from kneetimer.core.language import Sentence, mark, tr


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

# What the machine did, as the second half of a sentence.
_FULL = mark("the disk is full")
_DISK_ERROR = mark("the disk reported an error")
_NOT_WRITABLE = mark("it may not be written to")
_IN_USE = mark("another program is using it")
_NOT_OPENED = mark("it or its folder cannot be opened")
_IS_DAMAGED = mark("it is damaged")
_QUOTA = mark("your share of the disk is used up")
_TOO_LARGE = mark("the file may not grow any larger")
_READ_ONLY_DISK = mark("the disk may only be read")
_MOVED = mark("it was moved or deleted while KneeTimer was running")
OVERWRITTEN = mark("another program has overwritten it")
_NO_PERMISSION = mark("you have no permission for it")
_NO_FOLDER = mark("a part of its path is not a folder")
_NO_ANSWER = mark("its disk does not answer")
_LONG_NAME = mark("its name is too long")
_CIRCLE = mark("its link leads back to itself")

_REASONS = {
    sqlite3.SQLITE_FULL: _FULL,
    sqlite3.SQLITE_IOERR: _DISK_ERROR,
    sqlite3.SQLITE_READONLY: _NOT_WRITABLE,
    sqlite3.SQLITE_PERM: _NOT_WRITABLE,
    sqlite3.SQLITE_BUSY: _IN_USE,
    sqlite3.SQLITE_LOCKED: _IN_USE,
    sqlite3.SQLITE_CANTOPEN: _NOT_OPENED,
    sqlite3.SQLITE_AUTH: mark("it may not be opened"),
    sqlite3.SQLITE_PROTOCOL: _IN_USE,
    sqlite3.SQLITE_NOLFS: mark("it is too large for this disk"),
    sqlite3.SQLITE_NOMEM: mark("there is not enough memory"),
    sqlite3.SQLITE_INTERRUPT: mark("the work was interrupted"),
    sqlite3.SQLITE_CORRUPT: _IS_DAMAGED,
    sqlite3.SQLITE_NOTADB: _IS_DAMAGED,
}

_OS_REASONS = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _QUOTA,
    errno.EFBIG: _TOO_LARGE,
    errno.EROFS: _READ_ONLY_DISK,
    errno.EACCES: _NO_PERMISSION,
    errno.EPERM: _NO_PERMISSION,
    errno.ENOENT: mark("it is not there any more"),
    errno.ENOTDIR: _NO_FOLDER,
    errno.EISDIR: mark("it is not a file"),
    errno.EIO: _DISK_ERROR,
    errno.ENAMETOOLONG: _LONG_NAME,
    errno.ELOOP: _CIRCLE,
    # What is left of a disk of the net, or of one that was pulled out.
    errno.ENOTCONN: _NO_ANSWER,
    errno.ESTALE: _NO_ANSWER,
    errno.EHOSTDOWN: _NO_ANSWER,
    errno.EHOSTUNREACH: _NO_ANSWER,
    errno.ETIMEDOUT: _NO_ANSWER,
    errno.ENODEV: _NO_ANSWER,
    errno.ENXIO: _NO_ANSWER,
}

# What a person can do about it; where it is about who may do what, `remedy` has it.
_REMEDIES = {
    _FULL: mark("Delete something that you do not need."),
    _QUOTA: mark("Delete something that you do not need."),
    _TOO_LARGE: mark("Raise the limit for files, or use another disk."),
    _READ_ONLY_DISK: mark("Make the disk writable, or use another one."),
    _IN_USE: mark("Close that program."),
    _NOT_OPENED: mark("See that its disk is there and that you may open it."),
    _MOVED: mark("Move it back."),
    _DISK_ERROR: mark("See that the disk is connected and sound."),
    _NO_FOLDER: mark("Look at its path."),
    _NO_ANSWER: mark("Connect its disk again."),
    _LONG_NAME: mark("Choose a shorter one."),
    _CIRCLE: mark("Delete that link, or have it lead to the right place."),
}

_USED_BY_OTHERS = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL})


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
        if ending is None:
            ending = remedy(problem)
        made = kind(f"{tr('{what}: {why}.', what=beginning, why=why)} {ending}".rstrip(), path)
        made.why = why
        raise made from problem


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """The same border while the data file `path` is opened and read: raises DataFileError."""
    try:
        yield
    except (*SQLITE_TROUBLE, OSError) as problem:
        if not isinstance(problem, OSError) and code_of(problem) in DAMAGE:
            raise damaged(path, str(problem)) from problem
        if reason(problem) is None:
            raise
        raise unreadable(path, problem) from problem


def unreadable(path: Path, problem: SqliteTrouble | OSError) -> UnreadableFileError:
    """That the machine does not let a file be read, and what helps."""
    is_used = not isinstance(problem, OSError) and code_of(problem) in _USED_BY_OTHERS
    ending = tr("Try again in a moment.") if is_used else remedy(problem, tr("Make it readable for you."))
    return cannot_read(path, reason(problem), ending)


def cannot_read(path: Path, why: str | None, ending: str = "") -> UnreadableFileError:
    """That a file is not read, why not, and what helps where anything does."""
    said = tr("KneeTimer cannot read {file}: {why}.", file=path, why=why)
    return UnreadableFileError(f"{said} {ending}".rstrip(), path)


def damaged(path: Path, finding: str) -> DamagedFileError:
    sentence = tr(
        "{file} is damaged and was left as it is ({finding}). Restore a backup.", file=path, finding=finding
    )
    return DamagedFileError(sentence, path)


def code_of(problem: SqliteTrouble) -> int:
    """SQLite's primary result code; 0 for errors that did not come from SQLite itself."""
    if isinstance(problem, UnicodeDecodeError):
        return sqlite3.SQLITE_CORRUPT
    return int(getattr(problem, "sqlite_errorcode", 0) or 0) & 0xFF


def reason(problem: SqliteTrouble | OSError) -> str | None:
    """What the machine did, as the second half of a sentence; None where the program is at fault."""
    known = _reason(problem)
    if known is None and isinstance(problem, OSError):
        return tr("the system says: {reason}", reason=problem.strerror or problem)
    return None if known is None else tr(known)


def remedy(problem: SqliteTrouble | OSError, permission: str = "") -> str:
    """What a person can do about it, as a sentence, or "": `permission` where it may not be used as it was.

    That is to make it writable where none is given.
    """
    what = _reason(problem)
    if what in (_NO_PERMISSION, _NOT_WRITABLE):
        return permission or tr("Make it writable for you.")
    return tr(_REMEDIES[what]) if what in _REMEDIES else ""


def _reason(problem: SqliteTrouble | OSError) -> Sentence | None:
    if isinstance(problem, OSError):
        return _OS_REASONS.get(problem.errno or 0)
    if getattr(problem, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY_DBMOVED:
        return _MOVED
    return _REASONS.get(code_of(problem))
