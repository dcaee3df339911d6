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

from kneetimer.storage.errors import NotExportedError, NotImportedError, StorageError, explained
from kneetimer.storage.exchange import json_file, rescue, transfer
from kneetimer.storage.exchange.json_file import Everything, NotAnExport
from kneetimer.storage.exchange.transfer import Imported
from kneetimer.storage.locations import Locations
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.storage.whole_file import read_file, write_whole

_THEIRS = re.compile(r"kneetimer-([0-9a-f]{8})\.json")
_MADE = re.compile(r'"made": "[^"]*"')
_STAYS = "Nothing is lost: KneeTimer tries again by itself."

Stamp = tuple[tuple[int, int], ...]
"""When each of some files was changed last, and its size: another one is another content."""


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
        NotExportedError, folder, f"The folder for your computers, {folder}, cannot be used", _STAYS
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
    one, other = (_MADE.sub("", each.decode("utf-8", "replace"), count=1) for each in (known, content))
    return one == other


def others(folder: Path, installation: str, seen: Mapping[Path, Stamp]) -> list[Theirs]:
    """The files of other computers that are not as they were when they were `seen`, with what is in them.

    Raises NotImportedError where the folder itself cannot be read.
    """
    with explained(
        NotImportedError, folder, f"The folder for your computers, {folder}, cannot be read", _STAYS
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
            stamp = tuple((at.st_mtime_ns, at.st_size) for at in (each.stat() for each in (path, *plans)))
            if seen.get(path) != stamp:
                found.append(_read(path, stamp, plans))
    return found


def _read(path: Path, stamp: Stamp, plans: tuple[Path, ...]) -> Theirs:
    try:
        with explained(NotImportedError, path, f"{path} cannot be read"):
            everything = json_file.read(read_file(path, json_file.MOST_BYTES + 1))
    except NotAnExport as problem:
        sentence = f"{path.name} of your other computer is not taken in: {problem}. {_STAYS}"
        return Theirs(path, stamp, None, (), sentence)
    except StorageError as problem:
        return Theirs(path, stamp, None, (), str(problem))
    return Theirs(path, stamp, everything, plans)


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
        names = [name for name in os.listdir(folder) if name.startswith(f"kneetimer-{installation}")]
    except OSError:
        return [folder]
    for name in names:
        try:
            (folder / name).unlink()
        except OSError:
            left.append(folder / name)
    return left
