"""Runs from the files of watches and apps: FIT, GPX and TCX, told apart by what is in them.

A file is somebody else's bytes: it is read up to a limit, believed only where its values can be
those of a run, and every failure is one sentence. Stores nothing.
"""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Callable
from datetime import UTC, timezone, tzinfo
from pathlib import Path

from kneetimer.core.moments import stamp
from kneetimer.core.run import FARTHEST_M, FIRST_YEAR, LAST_YEAR, LONGEST_S, Recording
from kneetimer.storage import errors
from kneetimer.storage.runs.run_told import NoRunError, Told

MOST_BYTES = 16 * 1024 * 1024
SUFFIXES = (".fit", ".gpx", ".tcx")
LONGEST_NAME = 60
LONGEST_TITLE = 200
ID_LENGTH = 32


class RunFileError(Exception):
    """Why there is no run in a file, as one sentence."""


Reader = Callable[[bytes], Told]


def read_run(path: Path, zone: tzinfo) -> Recording:
    """The run in a file. Raises RunFileError."""
    return run_in(read_bytes(path), path, zone)


def run_in(raw: bytes, path: Path, zone: tzinfo) -> Recording:
    """The run in the content of a file. `zone` is where its day is reckoned if it does not say so itself.

    Its start is a stamp. Raises RunFileError.
    """
    name = shown_name(path)
    try:
        told = _reader_of(raw)(raw)
        return _believed(told, path, raw, zone)
    except NoRunError as problem:
        raise RunFileError(f"{name} {problem}.") from problem
    # Foreign bytes can break their readers in any way, and each way means the same.
    except Exception as problem:
        raise RunFileError(f"{name} is cut short or damaged.") from problem


def read_bytes(path: Path) -> bytes:
    """The content of a file that may be one of a run. Raises RunFileError."""
    name = shown_name(path)
    try:
        if path.exists() and not path.is_file():
            raise RunFileError(f"{name} is not a file.")
        with path.open("rb") as file:
            # No more than there is: a buffer for the most would be made for each small file.
            raw = file.read(min(os.fstat(file.fileno()).st_size, MOST_BYTES) + 1)
    except OSError as problem:
        raise RunFileError(f"{name} cannot be read: {errors.reason(problem)}.") from problem
    if len(raw) > MOST_BYTES:
        raise RunFileError(f"{name} is larger than {MOST_BYTES // 2**20} MB, which no run is.")
    if not raw:
        raise RunFileError(f"{name} is empty.")
    return raw


def id_of(raw: bytes) -> str:
    """The id of the run of a file, the same wherever the file lies and whatever its name is."""
    return hashlib.sha256(raw).hexdigest()[:ID_LENGTH]


def shown_name(path: Path) -> str:
    """The name of a file as it can stand in a sentence."""
    name = "".join(sign if sign.isprintable() else "?" for sign in path.name)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _reader_of(raw: bytes) -> Reader:
    # The libraries behind the readers load slowly, and most starts of the program read no file.
    if raw[8:12] == b".FIT":
        from kneetimer.storage.runs import run_fit

        return run_fit.read
    head = raw[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"<") or raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        from kneetimer.storage.runs import run_xml

        return run_xml.read
    raise NoRunError("is not a FIT, GPX or TCX file")


def _believed(told: Told, path: Path, raw: bytes, zone: tzinfo) -> Recording:
    started = told.started if told.started.tzinfo is not None else told.started.replace(tzinfo=UTC)
    if not FIRST_YEAR < started.year < LAST_YEAR:
        raise NoRunError("has a date that cannot be right")
    if not math.isfinite(told.duration_s) or not 1 <= told.duration_s <= LONGEST_S:
        raise NoRunError("has no length that a run can have")
    metres = told.distance_m
    if metres is None or not math.isfinite(metres) or not 0 < metres <= FARTHEST_M:
        metres = None
    if told.offset is not None:
        local = (started.astimezone(UTC) + told.offset).replace(tzinfo=None)
        started = local.replace(tzinfo=timezone(told.offset))
    else:
        started = stamp(started.astimezone(zone))
    return Recording(
        id=id_of(raw),
        started=started.replace(microsecond=0),
        duration_s=round(told.duration_s),
        distance_m=None if metres is None else round(metres),
        title=told.title[:LONGEST_TITLE],
        source=shown_name(path),
    )

