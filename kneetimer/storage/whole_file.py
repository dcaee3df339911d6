"""Files that are written in full or not at all, and read without waiting. Knows nothing of their content."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import uuid
from pathlib import Path

from kneetimer.storage.locations import create_private_file, flush_file, flush_folder

_UNFINISHED = re.compile(r"kneetimer-[0-9a-f]{8}\.part")


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file, or make it, readable for its owner only.

    It is written beside its place and renamed: a power cut leaves the old file or the new one.
    Raises OSError and leaves nothing behind then.
    """
    unfinished = path.with_name(f"kneetimer-{uuid.uuid4().hex[:8]}.part")
    create_private_file(unfinished)
    try:
        unfinished.write_bytes(content)
        flush_file(unfinished)
        os.replace(unfinished, path)
    except BaseException:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise
    flush_folder(path.parent)


def read_file(path: Path, most_bytes: int = -1) -> bytes:
    """What is in a file, `most_bytes` of it where they are given.

    Raises OSError, also for a folder, a pipe or a device: a pipe would be waited for, a device may not end.
    """
    # Looked at once it is open, so that it cannot become another thing in between.
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise IsADirectoryError(errno.EISDIR, "Not a file", str(path))
    with open(handle, "rb") as file:
        return file.read(most_bytes)


def is_unfinished(name: str) -> bool:
    """Whether a file of this name is what a crash left of a file that was being written."""
    return _UNFINISHED.fullmatch(name) is not None
