"""Runs from the files of watches and apps: FIT, GPX and TCX, packed or not, told apart by what is in them.

A file is somebody else's bytes: it is read up to a limit, believed only where its values can be
those of a run, and every failure is one sentence. Stores nothing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from kneetimer.core.language import mark, tr
from kneetimer.core.run import Recording
from kneetimer.storage import errors
from kneetimer.storage.runs import packed
from kneetimer.storage.runs.activity import (
    DAMAGED,
    Contents,
    KeepOn,
    LeftOut,
    StoppedError,
    UnreadableError,
    go_on,
)
from kneetimer.storage.runs.judge import judge

LONGEST_NAME = 60
ID_LENGTH = 32
MOST_ACTIVITIES = 10_000  # one a day for 27 years
_NO_RUN_FILE = mark("{file} is not a FIT, GPX or TCX file.")
_NO_FILE = mark("{file} is not a file.")
_EMPTY = mark("{file} is empty.")
_TOO_MANY = mark("{file} has more than {most} activities in it, and is left alone.")


@dataclass(frozen=True, slots=True)
class FileReading:
    """What came of one file. `problem` is a sentence where it cannot be read, else ""."""

    name: str
    runs: tuple[Recording, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    mended: tuple[str, ...] = ()
    problem: str = ""


def readings(path: Path, now: datetime, keep_on: KeepOn = go_on) -> Iterator[FileReading]:
    """What is in a file: one reading, or one for each file that an archive has in it.

    `now` is aware: a run after it is none, and its zone is where a run's day is reckoned if its file does
    not say so itself. Raises what `keep_on` raises, and nothing else.
    """
    name = shown_name(path.name)
    try:
        if path.exists() and not path.is_file():
            raise UnreadableError(_NO_FILE)
        with path.open("rb") as file:
            head = file.read(4)
            file.seek(0)
            if head in packed.ZIPS:
                yield from _archive(name, packed.members(file), now, keep_on)
                return
            # No more than there is: a buffer for the most would be made for each small file.
            raw = file.read(min(os.fstat(file.fileno()).st_size, packed.MOST_BYTES) + 1)
        yield _reading(name, raw, now, keep_on)
    except UnreadableError as problem:
        yield FileReading(name, problem=problem.about(name))
    except (OSError, ValueError) as problem:
        why = errors.reason(problem) if isinstance(problem, OSError) else tr("its name is none")
        yield FileReading(name, problem=tr("{file} cannot be read: {reason}.", file=name, reason=why))


def _ids_of(raw: bytes) -> Iterator[str]:
    """The ids of the activities of a file, the same wherever it lies, however it is packed or called."""
    digest = hashlib.sha256(raw)
    yield digest.hexdigest()[:ID_LENGTH]
    for number in count(1):
        other = digest.copy()
        other.update(f"activity {number}".encode())
        yield other.hexdigest()[:ID_LENGTH]


def shown_name(name: str) -> str:
    """The name of a file as it can stand in a sentence."""
    name = "".join(sign if sign.isprintable() else "?" for sign in name)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _archive(
    name: str, members: Iterator[packed.Member], now: datetime, keep_on: KeepOn
) -> Iterator[FileReading]:
    is_empty = True
    for member in members:
        is_empty = False
        keep_on(member.share)
        inner = shown_name(f"{name}: {member.name.rpartition('/')[2]}")
        if member.problem is not None:
            yield FileReading(inner, problem=member.problem.about(inner))
        else:
            yield _reading(inner, member.content, now, keep_on)
    if is_empty:
        yield FileReading(
            name, left_out=(LeftOut(tr("an archive"), tr("It has no FIT, GPX or TCX file in it.")),)
        )


def _reading(name: str, raw: bytes, now: datetime, keep_on: KeepOn) -> FileReading:
    try:
        if not raw:
            raise UnreadableError(_EMPTY)
        if len(raw) > packed.MOST_BYTES:
            raise packed.too_large()
        content = packed.unpacked(raw)
        contents = _contents_of(content, keep_on)
        if len(contents.activities) + len(contents.left_out) > MOST_ACTIVITIES:
            raise UnreadableError(_TOO_MANY, most=MOST_ACTIVITIES)
        runs: list[Recording] = []
        left_out = list(contents.left_out)
        for activity, id in zip(contents.activities, _ids_of(content), strict=False):
            found = judge(activity, id, name, now)
            if isinstance(found, LeftOut):
                left_out.append(found)
            else:
                runs.append(found)
        return FileReading(name, tuple(runs), tuple(left_out), tuple(dict.fromkeys(contents.mended)))
    except UnreadableError as problem:
        return FileReading(name, problem=problem.about(name))
    except StoppedError:
        raise
    # Foreign bytes can break their readers in any way, and each way means the same.
    except Exception:
        return FileReading(name, problem=tr(DAMAGED, file=name))


def _contents_of(raw: bytes, keep_on: KeepOn) -> Contents:
    # The libraries behind the readers load slowly, and most starts of the program read no file.
    if raw[8:12] == b".FIT":
        from kneetimer.storage.runs import fit

        return fit.read(raw, keep_on)
    from kneetimer.storage.runs import markup

    if not markup.looks_like(raw):
        raise UnreadableError(_NO_RUN_FILE)
    content, said = markup.document(raw)
    try:
        found = _contents_of_markup(content, keep_on)
    except markup.MendableError:
        content, more = markup.mended(content)
        said = (*said, *more)
        try:
            found = _contents_of_markup(content, keep_on)
        except markup.MendableError as problem:
            raise UnreadableError(DAMAGED) from problem
    return Contents(found.activities, found.left_out, (*said, *found.mended))


def _contents_of_markup(content: bytes, keep_on: KeepOn) -> Contents:
    from kneetimer.storage.runs import gpx, markup, tcx

    steps = markup.steps(content, gpx.NAMES | tcx.NAMES, keep_on)
    _, path, _ = next(steps)
    if path == ("gpx",):
        return gpx.read(steps)
    if path == ("TrainingCenterDatabase",):
        return tcx.read(steps)
    raise UnreadableError(_NO_RUN_FILE)
