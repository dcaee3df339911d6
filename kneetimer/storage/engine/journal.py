"""Whether the journal that a crash left beside the data file can undo what was half done.

SQLite skips what it cannot read of a journal and goes on, which mixes old pages with new ones.
Reads the journal by its published format; plays nothing back.
"""

from __future__ import annotations

import enum
from pathlib import Path

from kneetimer.storage.whole_file import read_file

_MAGIC = b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7"
_CHECKED_EVERY = 200
_SECTOR = 512  # of all file systems that SQLite knows nothing else of


class Journal(enum.Enum):
    """What a journal is good for."""

    NONE = "none"
    NOT_NEEDED = "not needed"  # it was never completed, so that the file was not yet touched
    WHOLE = "whole"
    BROKEN = "broken"  # it was completed and has lost some of it since
    UNKNOWN = "unknown"  # its beginning is gone: it was never completed, or it was and is damaged


def journal_of(path: Path) -> Path:
    """Where SQLite puts the journal of a data file."""
    return path.with_name(path.name + "-journal")


def judge(path: Path) -> Journal:
    """What the journal of the data file `path` is good for. Raises OSError."""
    try:
        content = read_file(journal_of(path))
    except FileNotFoundError:
        return Journal.NONE
    if len(content) < 28 or not content.startswith(_MAGIC):
        return _by_its_pages(path, content)
    if _number(content, 8) == 0:
        return Journal.NOT_NEEDED
    at = 0
    while at + 28 <= len(content) and content.startswith(_MAGIC, at):
        records, nonce = _number(content, at + 8), _number(content, at + 12)
        sector, page = _number(content, at + 20), _number(content, at + 24)
        if not _is_size(sector, 32) or not _is_size(page, 512):
            return Journal.BROKEN
        at += sector
        for _ in range(records):
            end = at + 4 + page
            if end + 4 > len(content):
                return Journal.BROKEN
            if _number(content, end) != _checksum(content, at + 4, page, nonce):
                return Journal.BROKEN
            at = end + 4
        at += -at % sector
    return Journal.WHOLE


def _by_its_pages(path: Path, content: bytes) -> Journal:
    """What a journal without a beginning is good for.

    SQLite writes the beginning last and the data file after that. So where each page that is kept in the
    journal is still as it is in the file, the file was not touched; where one differs, nothing can undo it.
    """
    file = read_file(path)
    page = int.from_bytes(file[16:18], "big") or 512
    page = 65_536 if page == 1 else page
    if not _is_size(page, 512):
        return Journal.UNKNOWN
    records = range(_SECTOR, len(content) - page - 7, page + 8)
    for at in records:
        number = _number(content, at)
        start = (number - 1) * page
        if not 0 <= start < len(file):
            return Journal.UNKNOWN
        if content[at + 4 : at + 4 + page] != file[start : start + page]:
            return Journal.BROKEN
    return Journal.NOT_NEEDED if records else Journal.UNKNOWN


def _is_size(value: int, least: int) -> bool:
    return least <= value <= 65_536 and value & (value - 1) == 0


def _checksum(content: bytes, start: int, page: int, nonce: int) -> int:
    checked = range(page - _CHECKED_EVERY, 0, -_CHECKED_EVERY)
    return (nonce + sum(content[start + offset] for offset in checked)) & 0xFFFFFFFF


def _number(content: bytes, at: int) -> int:
    return int.from_bytes(content[at : at + 4], "big")
