"""Where a person's data, backups and logs live, with folders that only they can open.

The only importer of appdirs. Reads and writes no data itself.
"""

from __future__ import annotations

import errno
import os
import uuid
from dataclasses import dataclass
from pathlib import Path

import appdirs

from kneetimer.core.language import tr
from kneetimer.storage.errors import FolderError, reason, remedy

APP = "kneetimer"
DATABASE = "kneetimer.db"
LOG_NAME = "errors.log"
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


@dataclass(frozen=True, slots=True)
class Locations:
    """The folders and the one data file, all absolute."""

    data_dir: Path
    database: Path
    backups_dir: Path
    log_dir: Path

    @property
    def lock(self) -> Path:
        return self.data_dir / "kneetimer.lock"

    @property
    def plans_dir(self) -> Path:
        """Where a person's own plans are; made when the first one is."""
        return self.data_dir / "plans"


def locate(data_dir: Path | None = None) -> Locations:
    """The locations below `data_dir`, or where this system keeps the data of programs.

    Touches nothing. Raises FolderError where the system names no absolute folder.
    """
    if data_dir is not None:
        try:
            folder = Path(os.path.abspath(data_dir.expanduser()))
        except (FileNotFoundError, RuntimeError) as problem:  # deleted around us, or of nobody's home
            sentence = tr(
                "KneeTimer cannot tell where the folder {folder} is: name it with its whole path.",
                folder=data_dir,
            )
            raise FolderError(sentence, data_dir) from problem
        return _below(folder, folder / "logs")
    # The standard says that a variable which is empty or relative counts as not set; appdirs
    # would take it at its word and put health data into whatever folder is the current one.
    folder = _absolute(appdirs.user_data_dir(APP, appauthor=False), ".local/share/kneetimer")
    logs = _absolute(appdirs.user_log_dir(APP, appauthor=False), ".cache/kneetimer/log")
    return _below(folder, logs)


def around(database: Path) -> Locations:
    """The locations that belong to a data file, wherever it is."""
    folder = Path(os.path.abspath(database)).parent
    return Locations(folder, folder / database.name, folder / "backups", folder / "logs")


def _below(folder: Path, logs: Path) -> Locations:
    return Locations(folder, folder / DATABASE, folder / "backups", logs)


def _absolute(found: str, below_home: str) -> Path:
    path = Path(found)
    if path.is_absolute():
        return path
    home = Path(os.path.expanduser("~"))
    if not home.is_absolute():
        raise FolderError(
            tr("KneeTimer cannot tell where your home folder is: start it with --data-dir and a folder."),
            home,
        )
    return home / below_home


def create_folders(locations: Locations) -> None:
    """Make the folders that are missing, closed to everybody else.

    A folder that is there already keeps its mode, since `--data-dir` may name one that is
    shared with other things; the files in it are closed one by one.
    Raises FolderError, naming the folder, where one cannot be made.
    """
    for folder in (locations.data_dir, locations.backups_dir, locations.log_dir):
        create_folder(folder)


def create_folder(folder: Path) -> None:
    """Make one folder and the missing ones above it. Raises FolderError."""
    missing: list[Path] = []
    at = folder
    while not os.path.lexists(at) and at != at.parent:
        missing.append(at)
        at = at.parent
    try:
        for path in reversed(missing):
            path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        _check_is_folder(folder)
    except OSError as problem:
        raise _unusable(folder, problem) from problem


def check_writable(folder: Path) -> None:
    """Raise FolderError where no file can be made in a folder, or the folder itself could not be made.

    A file is made and deleted: modes, disks that may only be read and full ones are all told so.
    """
    at = folder
    while not os.path.lexists(at) and at != at.parent:
        at = at.parent
    trial = at / f"kneetimer-{uuid.uuid4().hex[:8]}.part"
    try:
        _check_is_folder(at)
        create_private_file(trial)
        trial.unlink()
    except OSError as problem:
        raise _unusable(folder, problem) from problem


def _check_is_folder(path: Path) -> None:
    if not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "Not a directory")


def _unusable(folder: Path, problem: OSError) -> FolderError:
    for link in (folder, *folder.parents):
        if os.path.islink(link) and not os.path.exists(link):  # a disk that is not there
            return FolderError(
                tr(
                    "KneeTimer cannot use the folder {folder}: {link} leads to {target}, and "
                    "nothing is there. Connect the disk that it is on, or start KneeTimer with "
                    "--data-dir and another folder.",
                    folder=folder,
                    link=link,
                    target=os.readlink(link),
                ),
                folder,
            )
    return FolderError(
        tr(
            "KneeTimer cannot use the folder {folder}: {reason}. {remedy} You can also start KneeTimer "
            "with --data-dir and another folder.",
            folder=folder,
            reason=reason(problem),
            remedy=remedy(problem),
        ),
        folder,
    )


def create_private_file(path: Path) -> None:
    """Make a new empty file that only its owner can open. Raises OSError where it exists."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))


def flush_folder(folder: Path) -> None:
    """Make renames and deletions in a folder survive a power cut, where the system can do that."""
    if os.name == "nt":
        return  # Windows cannot open folders; its file system journals renames
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def flush_file(path: Path) -> None:
    """Make a file's content survive a power cut."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
