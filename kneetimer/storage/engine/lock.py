"""One writer at a time: a lock file that survives crashes of its owner without getting in the way.

The only place in storage that uses Qt. Readers take no lock.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QLockFile

from kneetimer.storage.errors import AlreadyOpenError, FolderError
from kneetimer.storage.locations import PRIVATE_FILE

_BIRTH_S = 2.0


class WriterLock:
    """Held from construction to `release()`.

    Raises AlreadyOpenError where another process holds it, FolderError where no lock file
    can be written.
    """

    def __init__(self, path: Path) -> None:
        self._lock = QLockFile(str(path))
        # A session may last for hours: age says nothing, only whether the owner is alive.
        self._lock.setStaleLockTime(0)
        if not self._lock.tryLock(0) and not (self._is_left_over(path) and self._take_over()):
            raise self._trouble(path)
        if os.name != "nt":
            path.chmod(PRIVATE_FILE)

    def release(self) -> None:
        """Let others write. May be called again."""
        self._lock.unlock()

    def _take_over(self) -> bool:
        self._lock.removeStaleLockFile()
        return self._lock.tryLock(0)

    def _is_left_over(self, path: Path) -> bool:
        """True where the owner died and its process id went to an unrelated program.

        Qt trusts a living process of the right name. On systems with advisory locks it also
        holds one on the file, which the kernel drops with its owner: that is the better witness.
        """
        if sys.platform == "win32" or self._lock.error() != QLockFile.LockError.LockFailedError:
            return False
        import fcntl  # not there on Windows

        try:
            handle = os.open(path, os.O_RDWR | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        else:
            found = os.fstat(handle)
            # An owner that was just born has made the file and not yet locked it.
            return found.st_size > 0 or abs(time.time() - found.st_mtime) > _BIRTH_S
        finally:
            os.close(handle)

    def _trouble(self, path: Path) -> AlreadyOpenError | FolderError:
        if self._lock.error() == QLockFile.LockError.LockFailedError:
            pid = int(self._lock.getLockInfo()[0]) if self._lock.getLockInfo() else 0
            return AlreadyOpenError(
                f"KneeTimer is already open (process {pid}): use that window, or close it first.",
                path,
                pid,
            )
        return FolderError(
            f"KneeTimer cannot write to the folder {path.parent}: make it writable for you and see "
            "that the disk is not full, or start KneeTimer with --data-dir and another folder.",
            path.parent,
        )
