"""Deleting everything: the data, its backups and the logs, for good.

Deletes by name: a folder given with --data-dir may hold things that are not KneeTimer's.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from kneetimer.core.language import tr
from kneetimer.storage import errors
from kneetimer.storage.engine.backup import restorable_in
from kneetimer.storage.engine.lock import WriterLock
from kneetimer.storage.errors import NotErasedError
from kneetimer.storage.exchange import rescue
from kneetimer.storage.locations import APP, LOG_NAME, Locations
from kneetimer.storage.plans import plan_repository

_NAMES = (APP, LOG_NAME)  # older logs are named after it


def erase(locations: Locations, second_place: Path | None = None) -> None:
    """Delete all that KneeTimer keeps of a person. The history must be closed.

    `second_place` is the other folder that has backups; what else is in it stays.

    Raises AlreadyOpenError where a window has it open, FolderError where the folder cannot be
    written to, NotErasedError where something is left, naming it. May be repeated.
    """
    if not os.path.isdir(locations.data_dir):
        return
    lock = WriterLock(locations.lock)
    left: list[Path] = []
    if second_place is not None:
        found = [each.path for each in restorable_in(second_place)]
        left += [path for path in found if not _delete(path)]
        if not os.path.isdir(second_place):  # its disk is not connected: the backups on it are still there
            left.append(second_place)
    try:
        # The data file goes last and its journal after it: until then, what is half deleted
        # is still whole, and a journal without its file is never played back.
        journal = locations.database.with_name(locations.database.name + "-journal")
        last = [locations.lock, locations.database, journal]
        left += [path for path in plan_repository.files_in(locations.plans_dir) if not _delete(path)]
        for folder in (locations.backups_dir, locations.log_dir, locations.data_dir):
            left += [path for path in _ours(folder) if path not in last and not _delete(path)]
        left += [path for path in rescue.files(locations) if not _delete(path)]
        left += [path for path in last[1:] if not _delete(path)]
    finally:
        lock.release()  # deletes the lock file
    for folder in (locations.plans_dir, locations.backups_dir, locations.log_dir, locations.data_dir):
        try:
            folder.rmdir()
        except OSError:
            continue  # something of the person's own is in it, or it was never made
    if left:
        names = ", ".join(str(path) for path in left)
        raise NotErasedError(
            tr(
                "This could not be deleted: {files}. Delete it by hand, or make its folder writable "
                "and try again.",
                files=names,
            ),
            left[0],
            tuple(left),
        )


def _ours(folder: Path) -> list[Path]:
    try:
        return [folder / name for name in sorted(os.listdir(folder)) if name.startswith(_NAMES)]
    except FileNotFoundError:
        return []
    except OSError as problem:
        raise NotErasedError(
            tr(
                "The folder {folder} cannot be read: {reason}. Delete it by hand.",
                folder=folder,
                reason=errors.reason(problem),
            ),
            folder,
            (folder,),
        ) from problem


def _delete(path: Path) -> bool:
    try:
        if os.path.isdir(path) and not os.path.islink(path):
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
    except OSError:
        return False
    return True
