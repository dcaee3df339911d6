"""`kneetimer restore`: which backups there are and what each one holds, and putting one back.

Decides nothing about a backup: engine/restore.py reads it to the last row before anything is replaced.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from kneetimer.cli.commands import WRONG_DATA, WRONG_WORDS, CommandError, is_there
from kneetimer.core.language import tr, trn
from kneetimer.storage import locations
from kneetimer.storage.engine.backup import Backup, restorable_in
from kneetimer.storage.engine.restore import Examined, examine, restore
from kneetimer.storage.errors import (
    DataFileError,
    EmptyFileError,
    ForeignFileError,
    NotAFileError,
    SpoiledBackupError,
    StorageError,
)
from kneetimer.storage.locations import Locations
from kneetimer.storage.records.history import HistoryReader


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
        sentence = tr(
            "The backup {backup} was not put back. To put it back all the same, add --damaged-too.",
            backup=chosen,
        )
        raise CommandError(sentence, WRONG_DATA) from problem
    except (NotAFileError, EmptyFileError, ForeignFileError) as problem:
        sentence = tr(
            "{file} is no backup of KneeTimer; kneetimer restore, without a file, lists those that there "
            "are.",
            file=chosen,
        )
        raise CommandError(sentence, WRONG_DATA) from problem
    except StorageError as problem:
        raise CommandError(str(problem), WRONG_DATA) from problem
    for each in done.findings:
        sys.stderr.write(f"kneetimer: {each}\n")
    print(tr("The backup {backup} is back: {content}.", backup=chosen, content=_content(held)))
    if done.kept is not None:
        print(tr("What it replaced is kept in {file}.", file=done.kept))
    return 0


def _found(file: Path, folders: list[Path]) -> Path:
    """The backup that is meant: by its path, or by its name alone."""
    for path in (file, *(folder / file for folder in folders if file.name == str(file))):
        if is_there(path):
            return path.absolute()
    sentence = tr(
        "There is no backup {backup}; kneetimer restore, without a file, lists those that there are.",
        backup=file,
    )
    raise CommandError(sentence, WRONG_DATA)


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
        if len(folders) > 1:
            print(tr("There is no backup in {folder} or {other} yet.", folder=folders[0], other=folders[1]))
        else:
            print(tr("There is no backup in {folder} yet.", folder=folders[0]))
        return 0
    last_good = ""
    for backup in sorted(found, key=_age, reverse=True):
        said, is_good = _said(backup)
        if is_good and not last_good:
            last_good = f"{backup.path}, {_disk(backup.path, where)}: {said}"
        print(f"{backup.path}: {said}")
    print(
        tr("The last good one is {backup}.", backup=last_good) if last_good else tr("None of them is good.")
    )
    return 0 if last_good else WRONG_DATA


def _age(backup: Backup) -> tuple[datetime, int]:
    return backup.made, backup.number


def _said(backup: Backup) -> tuple[str, bool]:
    """What a backup holds, and whether it is in order."""
    try:
        held = examine(backup.path)
    except StorageError:
        return tr("cannot be put back"), False
    said = [_content(held)]
    if backup.is_replaced:
        said.append(tr("replaced by a backup that was put back"))
    if held.findings:
        said.append(
            trn(
                "{number} thing in it changed or damaged",
                "{number} things in it changed or damaged",
                len(held.findings),
            )
        )
    return ", ".join(said), not held.findings


def _content(held: Examined) -> str:
    if held.last is None:
        return trn("{number} session", "{number} sessions", held.sessions)
    return trn(
        "{number} session, the last of {day}",
        "{number} sessions, the last of {day}",
        held.sessions,
        day=held.last,
    )


def _disk(path: Path, where: Locations) -> str:
    same = path.stat().st_dev == where.data_dir.stat().st_dev
    return tr("on the disk of your data") if same else tr("on another disk than your data")
