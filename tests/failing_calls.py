"""Calls of the system that fail: the k-th open, write, fsync, rename or unlink below one folder.

A library in C is put before the system's with LD_PRELOAD, so that what fails is what SQLite and Python really
call. Works on Linux where there is a compiler; `lacking` says what is not there.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import subprocess
import sys
from pathlib import Path

# What is said to whom calls.
KINDS = {
    "open": errno.EACCES,
    "write": errno.ENOSPC,
    "fsync": errno.EIO,
    "rename": errno.EACCES,
    "unlink": errno.EIO,
}
_SOURCE = Path(__file__).with_suffix(".c")


def lacking() -> str:
    """Why the library cannot be had here, "" where it can."""
    if sys.platform != "linux":
        return "only Linux lets a library be put before the system's in this way"
    return "" if shutil.which("cc") else "there is no compiler (cc)"


def build(folder: Path) -> Path:
    """The library, made in a folder."""
    library = folder / "failing_calls.so"
    subprocess.run(["cc", "-shared", "-fPIC", "-o", library, _SOURCE, "-ldl"], check=True)
    return library


class FailingCalls:
    """The library in this process, which has it before the system's. As FailingDisk, for one kind of call.

    `operations` are the calls of that kind since `count_from_here`, on files below `folder`.
    """

    def __init__(self, folder: Path, kind: str) -> None:
        self._library = ctypes.CDLL(None)
        self._library.failing_calls_seen.restype = ctypes.c_long
        self._folder = os.fsencode(folder)
        self._kind = kind

    @property
    def operations(self) -> int:
        return int(self._library.failing_calls_seen())

    def count_from_here(self, fail_at: int = 0, *, stays: bool = False, torn: bool = False) -> None:
        self._library.failing_calls_arm(
            self._folder, self._kind.encode(), ctypes.c_long(fail_at), stays, torn, KINDS[self._kind]
        )

    def work_again(self) -> None:
        self._library.failing_calls_disarm()

    def __repr__(self) -> str:
        return self._kind

    def __enter__(self) -> FailingCalls:
        return self

    def __exit__(self, *exception: object) -> None:
        self.work_again()
