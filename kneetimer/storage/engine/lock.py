"""One writer at a time: a lock that the system drops with its owner, however that one ends.

Readers take no lock. Loads no Qt, because commands without a window write as well. A file that a crash
left behind is not in the way: what is held is the system's lock on it, not its being there.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from pathlib import Path

from kneetimer.core.language import tr
from kneetimer.storage.errors import AlreadyOpenError, FolderError, reason, remedy
from kneetimer.storage.locations import PRIVATE_FILE

_SETTLED_S = 0.05  # a new owner has written its number long before
_MOST_BYTES = 64
# Windows lets nobody read what is locked, and the number of the owner stands at the beginning.
_LOCKED_BYTE = 1 << 30


class WriterLock:
    """Held from construction to `release()`.

    Raises AlreadyOpenError where another process holds it, FolderError where no lock file
    can be written or something else stands in its place.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = _hold(path)
        with contextlib.suppress(OSError):  # a full disk: others are told that it is open, and not by whom
            os.ftruncate(self._handle, 0)
            os.write(self._handle, f"{os.getpid()}\n".encode())

    def release(self) -> None:
        """Let others write. May be called again."""
        handle, self._handle = self._handle, None
        if handle is None:
            return
        if sys.platform == "win32":  # where nothing that is open can be deleted
            os.close(handle)
            _delete(self._path)
        else:
            _delete(self._path)
            os.close(handle)


def _hold(path: Path) -> int:
    """The open and locked file."""
    while True:
        handle = _open(path)
        try:
            if not _try_lock(handle):
                raise _already_open(handle, path)
            # Its last owner may have deleted it between the opening and the locking.
            if _is_at(handle, path):
                return handle
        except OSError as problem:
            os.close(handle)
            raise _not_writable(path, problem) from problem
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _open(path: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT
    # A pipe in its place must not hold the program up, and no child may keep the lock.
    flags |= getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOINHERIT", 0)
    try:
        handle = os.open(path, flags, PRIVATE_FILE)
    except OSError as problem:
        if os.path.exists(path) and not os.path.isfile(path):
            raise _not_a_file(path) from problem
        raise _not_writable(path, problem) from problem
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _not_a_file(path)
    if sys.platform != "win32":
        os.fchmod(handle, PRIVATE_FILE)
    return handle


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        os.lseek(handle, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except PermissionError:
            return False
        finally:
            os.lseek(handle, 0, os.SEEK_SET)
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


def _is_at(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False


def _delete(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # it stays, unlocked, which bars nobody


def _owner_in(handle: int) -> int:
    """The number of the process that holds the lock; 0 where the file does not tell."""
    last, told = b"", _content(handle)
    while told != last:  # between locking and writing, the number is that of an owner before
        time.sleep(_SETTLED_S)
        last, told = told, _content(handle)
    first = told.split(b"\n", 1)[0]
    return int(first) if first.isdigit() else 0


def _content(handle: int) -> bytes:
    os.lseek(handle, 0, os.SEEK_SET)
    return os.read(handle, _MOST_BYTES)


def _already_open(handle: int, path: Path) -> AlreadyOpenError:
    pid = _owner_in(handle)
    if pid:
        said = tr(
            "KneeTimer is already open (process {process}): use that window, or close it first.", process=pid
        )
    else:
        said = tr("KneeTimer is already open: use that window, or close it first.")
    return AlreadyOpenError(said, path, pid)


def _not_a_file(path: Path) -> FolderError:
    return FolderError(
        tr(
            "{path} is not a file: KneeTimer needs a file of that name to know that it is open. Move "
            "what is there away, or start KneeTimer with --data-dir and another folder.",
            path=path,
        ),
        path,
    )


def _not_writable(path: Path, problem: OSError) -> FolderError:
    return FolderError(
        tr(
            "KneeTimer cannot write to the folder {folder}: {why}. {remedy} You can also start KneeTimer "
            "with --data-dir and another folder.",
            folder=path.parent,
            why=reason(problem),
            remedy=remedy(problem),
        ),
        path.parent,
    )
