"""What the settings say of the data, and putting a backup back or deleting everything for a program.

The files themselves are storage's; the program closes its history before, and opens it anew after.
"""

from __future__ import annotations

from datetime import datetime

from kneetimer.storage.engine.backup import backups_in
from kneetimer.storage.engine.restore import restore
from kneetimer.storage.erase import erase
from kneetimer.storage.errors import StorageError
from kneetimer.storage.locations import Locations
from kneetimer.ui.settings import words as setting_words
from kneetimer.ui.settings.view import BackupLine, DataLines
from kneetimer.ui.shell import words
from kneetimer.ui.text import dates, times


def data_lines(where: Locations, now: datetime) -> DataLines:
    """The folder, the size of the data file, and the backups, newest first."""
    try:
        size = where.database.stat().st_size
    except OSError:
        size = 0
    backups = backups_in(where.backups_dir)
    last = max((backup.made for backup in backups), default=None)
    lines = []
    for backup in backups:
        made = backup.made.astimezone(now.tzinfo)
        day = dates.past_day(made.date(), now.date())
        lines.append(BackupLine(str(backup.path), f"{dates.sentence(day)}, {times.time_of_day(made)}"))
    return DataLines(
        str(where.data_dir), words.file_size(size), words.last_backup(last, now), tuple(lines)
    )


def put_back(path: str, where: Locations, now: datetime) -> str:
    """Put a backup in place of the closed data file, and say what came of it."""
    for backup in backups_in(where.backups_dir):
        if str(backup.path) == path:
            try:
                kept = restore(backup.path, where, now).kept
            except StorageError as problem:
                return str(problem)
            return setting_words.restored(kept.name if kept is not None else "")
    return setting_words.BACKUP_GONE


def delete_everything(where: Locations) -> str:
    """Delete the closed data file and all that belongs to it, and say what came of it."""
    try:
        erase(where)
    except StorageError as problem:
        return str(problem)
    return setting_words.ERASED
