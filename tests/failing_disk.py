"""A disk that fails or stops at a chosen operation, put between SQLite and the system.

Counts every write, flush, truncation and deletion of SQLite, and every creation, copy, flush,
rename and deletion that the program itself asks of the system. Works where Python uses SQLite as
a shared library; `AVAILABLE` tells.
"""

from __future__ import annotations

import ctypes
import errno
import os
import shutil
import sqlite3
from collections.abc import Callable
from typing import Any

Hook = Callable[[int], object]

_OK = 0
_VFS_FIELDS = [
    ("iVersion", ctypes.c_int),
    ("szOsFile", ctypes.c_int),
    ("mxPathname", ctypes.c_int),
    ("pNext", ctypes.c_void_p),
    ("zName", ctypes.c_char_p),
    ("pAppData", ctypes.c_void_p),
    *((name, ctypes.c_void_p) for name in ("xOpen", "xDelete", "xAccess", "xFullPathname")),
    *((name, ctypes.c_void_p) for name in ("xDlOpen", "xDlError", "xDlSym", "xDlClose")),
    *((name, ctypes.c_void_p) for name in ("xRandomness", "xSleep", "xCurrentTime", "xGetLastError")),
    *((name, ctypes.c_void_p) for name in ("xCurrentTimeInt64", "xSetSystemCall", "xGetSystemCall")),
    ("xNextSystemCall", ctypes.c_void_p),
]
_METHODS = ("xClose", "xRead", "xWrite", "xTruncate", "xSync", "xFileSize", "xLock", "xUnlock")
_MORE_METHODS = ("xCheckReservedLock", "xFileControl", "xSectorSize", "xDeviceCharacteristics")
_NEW_METHODS = ("xShmMap", "xShmLock", "xShmBarrier", "xShmUnmap", "xFetch", "xUnfetch")


class _Vfs(ctypes.Structure):
    _fields_ = _VFS_FIELDS


class _Methods(ctypes.Structure):
    _fields_ = [
        ("iVersion", ctypes.c_int),
        *((name, ctypes.c_void_p) for name in (*_METHODS, *_MORE_METHODS, *_NEW_METHODS)),
    ]


class _File(ctypes.Structure):
    _fields_ = [("methods", ctypes.POINTER(_Methods))]


_OPEN = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.POINTER(_File), ctypes.c_int, ctypes.c_void_p
)
_DELETE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
_WRITE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_int64)
_TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int64)
_SYNC = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int)


def _library() -> ctypes.CDLL | None:
    try:
        library = ctypes.CDLL("libsqlite3.so.0")
    except OSError:
        return None
    library.sqlite3_libversion.restype = ctypes.c_char_p
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    library.sqlite3_vfs_find.argtypes = [ctypes.c_char_p]
    library.sqlite3_vfs_register.argtypes = [ctypes.POINTER(_Vfs), ctypes.c_int]
    library.sqlite3_vfs_unregister.argtypes = [ctypes.POINTER(_Vfs)]
    return library if library.sqlite3_libversion().decode() == sqlite3.sqlite_version else None


_LIBRARY = _library()
AVAILABLE = _LIBRARY is not None


class FailingDisk:
    """Within `with`, all connections that are opened go through it.

    `fail_at` is the number of the operation that fails, counted from 1 since `count_from_here`;
    with `stays` all later ones fail as well, as on a full disk. `before_each` is called before
    each operation with its number: what the disk holds then is what a kill would leave.
    """

    def __init__(self) -> None:
        self.operations = 0
        self.fail_at: int | None = None
        self.stays = False
        self.torn = False
        self.before_each: Hook | None = None
        self.crashed: BaseException | None = None
        self._tables: dict[int, _Methods] = {}
        self._kept: list[object] = []
        self._originals: dict[tuple[object, str], Any] = {}

    def count_from_here(self, fail_at: int | None = None, *, stays: bool = False, torn: bool = False) -> None:
        self.operations = 0
        self.fail_at = fail_at
        self.stays = stays
        self.torn = torn

    def work_again(self) -> None:
        self.fail_at = None

    def __enter__(self) -> FailingDisk:
        assert _LIBRARY is not None
        self._unix = _LIBRARY.sqlite3_vfs_find(None)
        self._vfs = _Vfs.from_buffer_copy(self._unix.contents)
        self._vfs.zName = b"failing"
        self._vfs.pNext = None
        self._vfs.xOpen = self._callback(_OPEN, self._open)
        self._vfs.xDelete = self._callback(_DELETE, self._delete)
        _LIBRARY.sqlite3_vfs_register(ctypes.byref(self._vfs), 1)
        for module, name in (
            (os, "replace"),
            (os, "fsync"),
            (os, "unlink"),
            (os, "open"),
            (shutil, "copyfile"),
        ):
            original = getattr(module, name)
            self._originals[module, name] = original
            setattr(module, name, self._asking(original, creates_only=name == "open"))
        return self

    def __exit__(self, *exception: object) -> None:
        assert _LIBRARY is not None
        for (module, name), original in self._originals.items():
            setattr(module, name, original)
        _LIBRARY.sqlite3_vfs_register(self._unix, 1)
        _LIBRARY.sqlite3_vfs_unregister(ctypes.byref(self._vfs))
        if self.crashed is not None:
            raise self.crashed

    def _callback(self, prototype: Any, function: Any) -> int:
        made = prototype(function)
        self._kept.append(made)
        return int(ctypes.cast(made, ctypes.c_void_p).value or 0)

    def _fails(self) -> bool:
        self.operations += 1
        if self.before_each is not None:
            try:
                self.before_each(self.operations)
            except BaseException as problem:  # an exception cannot pass through SQLite
                self.crashed = self.crashed or problem
        if self.fail_at is None:
            return False
        return self.operations == self.fail_at or (self.stays and self.operations > self.fail_at)

    def _asking(self, original: Any, *, creates_only: bool) -> Any:
        def asking(*values: Any, **named: Any) -> Any:
            if (not creates_only or values[1] & os.O_CREAT) and self._fails():
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return original(*values, **named)

        return asking

    def _open(self, vfs: int, name: int, file: Any, flags: int, out_flags: int) -> int:
        original = ctypes.cast(self._unix.contents.xOpen, _OPEN)
        code = int(original(ctypes.addressof(self._unix.contents), name, file, flags, out_flags))
        if code == _OK:
            methods = file.contents.methods
            address = ctypes.addressof(methods.contents)
            if address not in self._tables:
                self._tables[address] = self._failing_methods(methods.contents)
            file.contents.methods = ctypes.pointer(self._tables[address])
        return code

    def _failing_methods(self, methods: _Methods) -> _Methods:
        write = ctypes.cast(methods.xWrite, _WRITE)
        truncate = ctypes.cast(methods.xTruncate, _TRUNCATE)
        sync = ctypes.cast(methods.xSync, _SYNC)

        def failing_write(file: int, data: int, size: int, offset: int) -> int:
            if self._fails():
                if self.torn:
                    write(file, data, size // 2, offset)
                return sqlite3.SQLITE_FULL
            return int(write(file, data, size, offset))

        def failing_truncate(file: int, size: int) -> int:
            return sqlite3.SQLITE_IOERR_TRUNCATE if self._fails() else int(truncate(file, size))

        def failing_sync(file: int, flags: int) -> int:
            return sqlite3.SQLITE_IOERR_FSYNC if self._fails() else int(sync(file, flags))

        copy = _Methods.from_buffer_copy(methods)
        copy.xWrite = self._callback(_WRITE, failing_write)
        copy.xTruncate = self._callback(_TRUNCATE, failing_truncate)
        copy.xSync = self._callback(_SYNC, failing_sync)
        return copy

    def _delete(self, vfs: int, name: bytes, flush_folder: int) -> int:
        if self._fails():
            return sqlite3.SQLITE_IOERR_DELETE
        original = ctypes.cast(self._unix.contents.xDelete, _DELETE)
        return int(original(ctypes.addressof(self._unix.contents), name, flush_folder))
