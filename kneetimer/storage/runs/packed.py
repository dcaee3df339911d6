"""Files in .gz and .zip, read piece by piece and never unpacked to the disk, with limits against bombs.

Gives content; what is in it others know.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from kneetimer.core.language import mark
from kneetimer.storage.runs.activity import DAMAGED, UnreadableError

MOST_BYTES = 20 * 2**20  # of one file of a run
MOST_MEMBERS = 200_000
MOST_TOTAL = 8 * 2**30
MOST_RATIO = 200  # XML of points is packed to a twentieth
RATIO_FROM = 2**20
MOST_PARTS = 50  # of a .gz: what is left is copied after each
DEEPEST = 2  # services pack archives into an archive
SUFFIXES = (".fit", ".gpx", ".tcx")
ZIPS = (b"PK\x03\x04", b"PK\x05\x06")  # the second is of one that is empty
GZIP = b"\x1f\x8b"

_TOO_LARGE = mark("{file} is larger than {size} MB, which no run is.")
_TOO_DEEP = mark("{file} is an archive deep in other archives, and is left alone.")
_BOMB = mark("{file} holds far more than it seems to, and is left alone.")
_LOCKED = mark("{file} is locked with a password.")
_UNKNOWN = mark("{file} is packed in a way that KneeTimer does not know.")


@dataclass(frozen=True, slots=True)
class Member:
    """A file of an archive. Where it cannot be read `problem` says why, and `content` is empty."""

    name: str
    content: bytes = b""
    problem: UnreadableError | None = None
    share: float = 0.0


def too_large() -> UnreadableError:
    return UnreadableError(_TOO_LARGE, size=MOST_BYTES // 2**20)


def may_hold_runs(name: str) -> bool:
    """True where a file of this name may have runs in it, packed or not."""
    plain = name.lower().removesuffix(".gz")
    base = plain.rpartition("/")[2]
    is_hidden = base.startswith(".") or plain.startswith("__macosx/")
    return not is_hidden and plain.endswith((*SUFFIXES, ".zip"))


def unpacked(raw: bytes) -> bytes:
    """The content of a .gz; anything else as it is. Raises UnreadableError."""
    if not raw.startswith(GZIP):
        return raw
    parts: list[bytes] = []
    room, rest = MOST_BYTES + 1, raw
    # One after the other they are one content; what follows and is none does not count.
    while rest.startswith(GZIP) and room > 0:
        if len(parts) == MOST_PARTS:
            raise UnreadableError(_BOMB)
        reader = zlib.decompressobj(wbits=31)
        try:
            parts.append(reader.decompress(rest, room))
        except zlib.error as problem:
            raise UnreadableError(DAMAGED) from problem
        room -= len(parts[-1])
        if not reader.eof and room > 0:
            raise UnreadableError(DAMAGED)
        rest = reader.unused_data
    content = b"".join(parts)
    if len(content) > MOST_BYTES:
        raise too_large()
    if len(content) > RATIO_FROM and len(content) > MOST_RATIO * len(raw):
        raise UnreadableError(_BOMB)
    return content


def members(file: IO[bytes], depth: int = 1) -> Iterator[Member]:
    """The files of an archive that may have runs in them. Raises UnreadableError where it is no archive."""
    try:
        archive = zipfile.ZipFile(file)
    # A broken directory of an archive fails in many ways, and each means the same.
    except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as problem:
        raise UnreadableError(DAMAGED) from problem
    with archive:
        infos = sorted(archive.infolist(), key=lambda info: info.header_offset)
        if len(infos) > MOST_MEMBERS or sum(info.file_size for info in infos) > MOST_TOTAL:
            raise UnreadableError(_BOMB)
        for number, info in enumerate(infos):
            if not info.is_dir() and may_hold_runs(info.filename):
                yield from _member(archive, info, number / len(infos), depth)


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, share: float, depth: int) -> Iterator[Member]:
    name = info.filename
    if info.flag_bits & 1:
        yield Member(name, problem=UnreadableError(_LOCKED), share=share)
        return
    if info.file_size > RATIO_FROM and info.file_size > MOST_RATIO * max(1, info.compress_size):
        yield Member(name, problem=UnreadableError(_BOMB), share=share)
        return
    try:
        with archive.open(info) as packed:
            if name.lower().endswith(".zip"):
                if depth >= DEEPEST:
                    raise UnreadableError(_TOO_DEEP)
                for inner in members(packed, depth + 1):
                    yield Member(f"{name}/{inner.name}", inner.content, inner.problem, share)
                return
            content = packed.read(MOST_BYTES + 1)
            if len(content) > MOST_BYTES:
                raise too_large()
            yield Member(name, unpacked(content), share=share)
    except UnreadableError as problem:
        yield Member(name, problem=problem, share=share)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError) as problem:
        if isinstance(problem, NotImplementedError):
            yield Member(name, problem=UnreadableError(_UNKNOWN), share=share)
        else:
            yield Member(name, problem=UnreadableError(DAMAGED), share=share)
