"""A folder that a sync program carries: each computer writes its own export there and reads the others'.

No computer touches another one's files, and the data file itself is never there. What two computers know of
the same session or answer is put together as an import does it; settings stay with a computer.
"""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kneetimer.core.language import mark, tr
from kneetimer.storage.errors import NotExportedError, NotImportedError, StorageError, explained
from kneetimer.storage.exchange import json_file, rescue, transfer
from kneetimer.storage.exchange.json_file import Everything, NotAnExport
from kneetimer.storage.exchange.transfer import Imported
from kneetimer.storage.locations import Locations
from kneetimer.storage.plans import plan_repository
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.storage.whole_file import read_file, write_whole

_THEIRS = re.compile(r"kneetimer-([0-9a-f]{8})\.json")
_MADE = re.compile(rb'"made": "[^"]*"')
_STAYS = mark("Nothing is lost: KneeTimer tries again by itself.")

Stamp = tuple[tuple[int, int], ...]
"""When each of some files was changed last, and its size: another one is another content."""

State = tuple[Stamp, Stamp]
"""The data of this computer as it was when it was written, and its files in the folder since then."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """The file of another computer: what is in it, or in `trouble` why nobody can tell.

    `stamp` is of this file and of the files of its `plans`.
    """

    path: Path
    stamp: Stamp
    everything: Everything | None
    plans: tuple[Path, ...] = ()
    trouble: str = ""


def name_of(installation: str) -> str:
    return f"kneetimer-{installation}.json"


def write_changed(
    where: Locations, folder: Path, installation: str, now: datetime, program: str, last: State | None
) -> State:
    """As `write`, but where all is as the `last` call left it nothing is read: years take seconds.

    The answer is for the next call. Raises as `write` does.
    """
    here: Stamp = ()
    with contextlib.suppress(OSError):  # `write` says what is wrong
        here = _stamp_of(where.database, *plan_repository.files_in(where.plans_dir))
    if (here, _own_stamp(folder, installation)) != last:
        write(where, folder, installation, now, program)
    return here, _own_stamp(folder, installation)


def _own_stamp(folder: Path, installation: str) -> Stamp:
    try:
        return _stamp_of(*_own_files(folder, installation))
    except OSError:  # `write` says what is wrong
        return ()


def write(where: Locations, folder: Path, installation: str, now: datetime, program: str) -> bool:
    """Write this computer's file and its own plans, where they are not there as they are. True where it did.

    Raises NotExportedError or DataFileError.
    """
    with HistoryReader.open(where) as reader:
        everything = rescue.all_of(reader)
        edits = reader.plan_edits()[0]
    whole = Everything(everything.sessions, everything.answers, {}, edits)
    contents = {name_of(installation): json_file.write(whole, now, program).encode("ascii")}
    contents |= transfer.plans_in(where.plans_dir, f"kneetimer-{installation}-plan-")
    with explained(
        NotExportedError,
        folder,
        tr("The folder for your computers, {folder}, cannot be used", folder=folder),
        tr(_STAYS),
    ):
        changed = [name for name, content in contents.items() if not _is_there(folder / name, content)]
        for name in changed:
            write_whole(folder / name, contents[name])
    return bool(changed)


def _is_there(path: Path, content: bytes) -> bool:
    """Whether a file has this content, but for the moment at which it was made."""
    try:
        known = read_file(path)
    except FileNotFoundError:
        return False
    return _MADE.sub(b"", known, count=1) == _MADE.sub(b"", content, count=1)


def others(folder: Path, installation: str, seen: Mapping[Path, Stamp]) -> list[Theirs]:
    """The files of other computers that are not as they were when they were `seen`, with what is in them.

    Raises NotImportedError where the folder itself cannot be read.
    """
    with explained(
        NotImportedError,
        folder,
        tr("The folder for your computers, {folder}, cannot be read", folder=folder),
        tr(_STAYS),
    ):
        names = sorted(os.listdir(folder))
    found = []
    for name in names:
        theirs = _THEIRS.fullmatch(name)
        if theirs is None or theirs[1] == installation:
            continue
        path = folder / name
        with contextlib.suppress(OSError):  # taken away while it is looked at
            plans = tuple(folder / each for each in names if each.startswith(f"{path.stem}-plan-"))
            stamp = _stamp_of(path, *plans)
            if seen.get(path) != stamp:
                found.append(_read(path, stamp, plans))
    return found


def _stamp_of(*files: Path) -> Stamp:
    return tuple((at.st_mtime_ns, at.st_size) for at in (each.stat() for each in files))


def _read(path: Path, stamp: Stamp, plans: tuple[Path, ...]) -> Theirs:
    try:
        with explained(NotImportedError, path, tr("{path} cannot be read", path=path)):
            everything = json_file.read(read_file(path, json_file.MOST_BYTES + 1))
    except NotAnExport as problem:
        sentence = tr(
            "{file} of your other computer is not taken in: {reason}.",
            file=path.name,
            reason=problem,
        )
        return Theirs(path, stamp, None, (), f"{sentence} {_STAYS}")
    except StorageError as problem:
        return Theirs(path, stamp, None, (), str(problem))
    return Theirs(path, stamp, everything, plans)


def without_known(where: Locations, found: tuple[Theirs, ...]) -> tuple[Theirs, ...]:
    """The same files, with `everything` only of those that bring something. Raises DataFileError.

    Where there are any it goes through all that is stored here, which takes its time.
    """
    if not found:
        return ()
    with HistoryReader.open(where) as reader:
        return tuple(
            each
            if each.everything is None or transfer.brings_anything(reader, each.everything)
            else replace(each, everything=None)
            for each in found
        )


def take_in(history: History, everything: Everything, exercises: Collection[str], path: Path) -> Imported:
    """Add what the file of another computer has and this one has not, after a backup.

    Where that is nothing, nothing is touched. Raises NotImportedError for exercises that nobody here knows,
    NotBackedUpError, NotSavedError or DataFileError; nothing has been added then.
    """
    transfer.check_exercises(everything, exercises, path)
    if not transfer.brings_anything(history, everything):
        return Imported(0, 0, 0, False, ())
    history.back_up()
    with history.changing() as connection:
        done = transfer.merge(history, connection, everything)
        edited = transfer.add_plan_edits(connection, everything)
    return replace(done, preferences=edited)


def forget(folder: Path, installation: str) -> list[Path]:
    """Delete this computer's files, and give those that could not be deleted."""
    left = []
    try:
        files = _own_files(folder, installation)
    except OSError:
        return [folder]
    for path in files:
        try:
            path.unlink()
        except OSError:
            left.append(path)
    return left


def _own_files(folder: Path, installation: str) -> list[Path]:
    names = sorted(os.listdir(folder))
    return [folder / name for name in names if name.startswith(f"kneetimer-{installation}")]
