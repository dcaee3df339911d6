"""`kneetimer restore`: which backups there are and what each one holds, and putting one back.

Decides nothing about a backup: engine/restore.py reads it to the last row before anything is replaced.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from kneetimer.cli.commands import WRONG_DATA, WRONG_WORDS, CommandError
from kneetimer.storage import locations
from kneetimer.storage.engine.backup import Backup, restorable_in
from kneetimer.storage.engine.restore import Examined, examine, restore
from kneetimer.storage.errors import DataFileError, SpoiledBackupError, StorageError
from kneetimer.storage.locations import Locations
from kneetimer.storage.records.history import HistoryReader
from kneetimer.ui.text.dates import in_digits


def restore_or_list(data_dir: Path | None, now: datetime, file: Path | None, *, spoiled: bool) -> int:
    """Put a backup back; without one, print all that could be."""
    try:
        where = locations.locate(data_dir)
    except StorageError as problem:
        raise CommandError(str(problem), WRONG_WORDS) from problem
    folders = [where.backups_dir, *_second_place(where)]
    if file is None:
        return _list(where, folders)
    chosen = _found(file, folders)
    try:
        held = examine(chosen)
        done = restore(chosen, where, now, spoiled=spoiled)
    except SpoiledBackupError as problem:
        for finding in problem.findings:
            print(finding)
        sentence = f"The backup {chosen} was not put back. To put it back all the same, add --damaged-too."
        raise CommandError(sentence, WRONG_DATA) from problem
    except StorageError as problem:
        raise CommandError(str(problem), WRONG_DATA) from problem
    for each in done.findings:
        sys.stderr.write(f"kneetimer: {each}\n")
    print(f"The backup {chosen} is back: {_content(held)}.")
    if done.kept is not None:
        print(f"What it replaced is kept in {done.kept}.")
    return 0


def _found(file: Path, folders: list[Path]) -> Path:
    """The backup that is meant: by its path, or by its name alone."""
    for path in (file, *(folder / file for folder in folders if file.name == str(file))):
        if path.exists():
            return path.absolute()
    known = "kneetimer restore, without a file, lists those that there are"
    raise CommandError(f"There is no backup {file}; {known}.", WRONG_DATA)


def _second_place(where: Locations) -> Iterator[Path]:
    """The second place for backups, where one was chosen and the data can still say which."""
    try:
        with HistoryReader.open(where) as reader:
            folder = reader.preferences()[0].backup_folder
    except DataFileError:
        return
    if folder:
        yield Path(folder)


def _list(where: Locations, folders: list[Path]) -> int:
    found = [each for folder in folders for each in restorable_in(folder)]
    if not found:
        print(f"There is no backup in {' or '.join(map(str, folders))} yet.")
        return 0
    last_good = ""
    for backup in sorted(found, key=_age, reverse=True):
        said, is_good = _said(backup)
        if is_good and not last_good:
            last_good = f"{backup.path}, {_disk(backup.path, where)}: {said}"
        print(f"{backup.path}: {said}")
    print(f"The last good one is {last_good}." if last_good else "None of them is good.")
    return 0 if last_good else WRONG_DATA


def _age(backup: Backup) -> tuple[datetime, int]:
    return backup.made, backup.number


def _said(backup: Backup) -> tuple[str, bool]:
    """What a backup holds, and whether it is in order."""
    try:
        held = examine(backup.path)
    except StorageError:
        return "cannot be put back", False
    wrong = f", {in_digits(len(held.findings), 'thing')} in it changed or damaged" if held.findings else ""
    old = ", replaced by a backup that was put back" if backup.is_replaced else ""
    return _content(held) + old + wrong, not held.findings


def _content(held: Examined) -> str:
    last = "" if held.last is None else f", the last of {held.last}"
    return in_digits(held.sessions, "session") + last


def _disk(path: Path, where: Locations) -> str:
    same = path.stat().st_dev == where.data_dir.stat().st_dev
    return "on the disk of your data" if same else "on another disk than your data"
