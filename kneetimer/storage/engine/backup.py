"""Backups of the data file: made with care, thinned with more, and put back.

A backup is only kept once it has been read again and found whole. Never copies an open file
byte by byte.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kneetimer.core.language import tr
from kneetimer.storage import errors
from kneetimer.storage.engine import audit, schema
from kneetimer.storage.engine.data_file import connect, quick_check
from kneetimer.storage.errors import NotBackedUpError
from kneetimer.storage.locations import create_folder, create_private_file, flush_file, flush_folder

NEWEST_KEPT = 10
WEEKS_KEPT = 8
MONTHS_KEPT = 12
_TURN_S = 1.0  # what one thread waits for another one's backup; a window must not stand still for longer

_turn = threading.Lock()  # what is unfinished has the same name for all
_NAME = re.compile(r"kneetimer-(replaced-)?(\d{8}T\d{6}Z)(?:-(\d+))?\.db")
_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup and when it was made; `number` tells those of the same second apart.

    `is_replaced` where it is what a restored backup took the place of: perhaps damaged, and never thinned.
    """

    made: datetime
    number: int
    path: Path
    is_replaced: bool = False


def backups_in(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; empty where there is no folder."""
    return [each for each in restorable_in(folder) if not each.is_replaced]


def restorable_in(folder: Path) -> list[Backup]:
    """All that can be put back, newest first: the backups, and what they have replaced."""
    found = []
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    for name in names:
        match = _NAME.fullmatch(name)
        if match:
            try:
                made = datetime.strptime(match[2], _TIME).replace(tzinfo=UTC)
            except ValueError:
                continue
            found.append(Backup(made, int(match[3] or 1), folder / name, bool(match[1])))
    return sorted(found, key=_age, reverse=True)


def _age(backup: Backup) -> tuple[datetime, int]:
    return backup.made, backup.number


def back_up(connection: sqlite3.Connection, folder: Path, now: datetime) -> Path:
    """Make a backup of an open data file, check it, and thin the older ones.

    `now` is an aware datetime. Raises NotBackedUpError; no older backup is touched then.
    """
    try:
        create_folder(folder)
    except errors.FolderError as problem:
        raise NotBackedUpError(tr("No backup was made. {reason}", reason=problem), folder) from problem
    with (
        _alone(folder),
        errors.explained(NotBackedUpError, folder, tr("No backup was made in {folder}", folder=folder)),
    ):
        problems = quick_check(connection)
        if problems:
            raise NotBackedUpError(
                tr(
                    "No backup was made: the data file fails its check ({problems}). The backups in "
                    "{folder} are as they were.",
                    problems=problems[0],
                    folder=folder,
                ),
                folder,
            )
        path = _write(connection, folder, now)
        _thin(connection, folder, path)
        return path


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    if not _turn.acquire(timeout=_TURN_S):
        raise NotBackedUpError(
            tr(
                "Another backup is still being written to {folder}: the disk takes long to answer. "
                "Try again in a moment.",
                folder=folder,
            ),
            folder,
        )
    try:
        yield
    finally:
        _turn.release()


def copy_to(made: Path, folder: Path) -> Path:
    """Copy a backup into a second folder, read it again, and thin the older ones there.

    A folder that is not there is not made: its disk may be missing, and the copy would be on ours.
    Raises NotBackedUpError.
    """
    beginning = tr("No backup was made in {folder}", folder=folder)
    if not os.path.isdir(folder):
        raise NotBackedUpError(
            tr(
                "No backup was made in {folder}: it is not there. Connect its disk, or choose another.",
                folder=folder,
            ),
            folder,
        )
    with errors.explained(NotBackedUpError, folder, beginning, None):
        if folder.samefile(made.parent):
            return made
        copy, unfinished = folder / made.name, folder / "kneetimer-unfinished.tmp"
        unfinished.unlink(missing_ok=True)
        create_private_file(unfinished)
        try:
            shutil.copyfile(made, unfinished)
            flush_file(unfinished)
            if not filecmp.cmp(made, unfinished, shallow=False):
                raise NotBackedUpError(
                    tr(
                        "No backup was made in {folder}: what was written does not read back the same.",
                        folder=folder,
                    ),
                    folder,
                )
            os.replace(unfinished, copy)
            flush_folder(folder)
        except BaseException:
            unfinished.unlink(missing_ok=True)
            raise
        # What the first place still has may be the last that is whole, so that it stays here too.
        kept = {path.name for path in worth_keeping(backups_in(folder))}
        kept |= {each.path.name for each in backups_in(made.parent)}
        for backup in backups_in(folder):
            if backup.path.name not in kept:
                backup.path.unlink(missing_ok=True)
        return copy


def _write(connection: sqlite3.Connection, folder: Path, now: datetime) -> Path:
    unfinished = folder / "kneetimer-unfinished.tmp"
    unfinished.unlink(missing_ok=True)
    create_private_file(unfinished)
    try:
        copy = sqlite3.connect(unfinished, isolation_level=None)
        try:
            copy.execute("PRAGMA synchronous = OFF")  # it is flushed below, while others can write again
            counts = _copied(connection, copy)
        finally:
            copy.close()
        flush_file(unfinished)
        _compare(counts, unfinished)
        path = _free_name(folder, now)
        os.replace(unfinished, path)
        flush_folder(folder)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return path


def _copied(connection: sqlite3.Connection, copy: sqlite3.Connection) -> dict[str, int]:
    """Copy one state of the file, and how many rows each table has in it, whoever writes meanwhile."""
    connection.execute("BEGIN")
    try:
        counts = row_counts(connection)
        connection.backup(copy)
    finally:
        if connection.in_transaction:  # after the worst errors SQLite rolls back by itself
            connection.execute("ROLLBACK")
    return counts


def _compare(counts: dict[str, int], path: Path) -> None:
    copy = connect(path, "ro")
    try:
        problems = quick_check(copy)
        if problems or row_counts(copy) != counts:
            raise NotBackedUpError(
                tr(
                    "No backup was made in {folder}: what was written does not read back the same.",
                    folder=path.parent,
                ),
                path,
            )
    finally:
        copy.close()


def row_counts(connection: sqlite3.Connection) -> dict[str, int]:
    """How many rows each table has."""
    names = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    return {
        name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])
        for (name,) in names.fetchall()
    }


def worth_keeping(backups: list[Backup]) -> set[Path]:
    """The 10 newest, the newest of each of 8 weeks, the newest of each of 12 months. Newest first."""
    weeks: dict[tuple[int, int], Path] = {}
    months: dict[tuple[int, int], Path] = {}
    for backup in backups:
        weeks.setdefault(_week(backup), backup.path)
        months.setdefault((backup.made.year, backup.made.month), backup.path)
    return {
        *(backup.path for backup in backups[:NEWEST_KEPT]),
        *list(weeks.values())[:WEEKS_KEPT],
        *list(months.values())[:MONTHS_KEPT],
    }


def _thin(connection: sqlite3.Connection, folder: Path, made: Path) -> None:
    backups = backups_in(folder)
    # The one just made stays even where the machine's clock is years behind.
    kept = worth_keeping(backups) | {made}
    gone = [backup for backup in backups if backup.path not in kept]
    weeks_kept = {_week(backup) for backup in backups if backup.path in kept}
    # The last backup of a week may be the last that has a session whole. Reading every row takes
    # long, so that it is done for these only, which is about once a week.
    if any(_week(backup) not in weeks_kept for backup in gone) and audit.audit(connection, schema.CURRENT):
        gone = [backup for backup in gone if _week(backup) in weeks_kept]
    for backup in gone:
        backup.path.unlink(missing_ok=True)
    if gone:
        flush_folder(folder)


def _week(backup: Backup) -> tuple[int, int]:
    year, week, _ = backup.made.isocalendar()
    return year, week


def _free_name(folder: Path, now: datetime) -> Path:
    stamp = now.astimezone(UTC).strftime(_TIME)
    path = folder / f"kneetimer-{stamp}.db"
    number = 2
    while os.path.exists(path):
        path = folder / f"kneetimer-{stamp}-{number}.db"
        number += 1
    return path
