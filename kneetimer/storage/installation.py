"""A number that tells this installation from every other: for calendars and activity files that are shared.

It is in a file of its own beside the data, because an export, an import or a backup must not carry
it to another computer. It says nothing about the person or the machine.
"""

from __future__ import annotations

import re
import secrets
from pathlib import Path

from kneetimer.storage.locations import Locations
from kneetimer.storage.whole_file import read_file, write_whole

_HEX = re.compile(rb"[0-9a-f]{8}")


def _file_of(locations: Locations) -> Path:
    return locations.data_dir / "kneetimer-installation"  # erase.py deletes what begins so


def id_of(locations: Locations) -> str:
    """Eight hexadecimal digits, never all zeros; made where there are none yet. Raises OSError."""
    path = _file_of(locations)
    try:
        known = read_file(path, 100).strip()
    except FileNotFoundError:
        known = b""
    if not _HEX.fullmatch(known):
        known = f"{1 + secrets.randbelow(0xFFFFFFFE):08x}".encode()
        write_whole(path, known + b"\n")
    return known.decode()


def serial_of(locations: Locations) -> int:
    """The same as a number; 1 where the folder of the data can only be read, which an export allows."""
    try:
        return int(id_of(locations), 16) or 1
    except OSError:
        return 1
