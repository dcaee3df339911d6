"""A folder in which new files of runs appear, looked at when the program asks. Watches nothing by itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kneetimer.core.language import tr
from kneetimer.storage import errors
from kneetimer.storage.runs.packed import may_hold_runs


@dataclass(frozen=True, slots=True)
class Found:
    """A file as it is now. `key` is another one once it has changed."""

    path: Path
    key: str


class FolderUnreadableError(Exception):
    """Why a folder cannot be looked into, as one sentence."""


def files_in(folder: Path) -> list[Found]:
    """The files of a folder that may have runs in them, packed or not, the newest first.

    Not those of the folders in it. Raises FolderUnreadableError.
    """
    found: list[tuple[float, Found]] = []
    try:
        for path in folder.iterdir():
            if not may_hold_runs(path.name):
                continue
            try:
                known = path.stat()
            except OSError:
                continue  # it went away between two looks
            key = f"{path}|{known.st_size}|{known.st_mtime_ns}"
            found.append((known.st_mtime, Found(path, key)))
    except OSError as problem:
        raise FolderUnreadableError(
            tr("The folder {folder} cannot be read: {reason}.", folder=folder, reason=errors.reason(problem))
        ) from problem
    return [each for _, each in sorted(found, key=lambda pair: (-pair[0], pair[1].key))]
