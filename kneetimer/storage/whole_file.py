"""Files that are written in full or not at all. What stands in them, others know."""

from __future__ import annotations

import contextlib
import os
import re
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


def is_unfinished(name: str) -> bool:
    """Whether a file of this name is what a crash left of a file that was being written."""
    return _UNFINISHED.fullmatch(name) is not None
