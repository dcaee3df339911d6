"""Backups of the data file: made with care, thinned with more, and put back.

A backup is only kept once it has been read again and found whole. Never copies an open file
byte by byte.
"""

from __future__ import annotations

import os
import re
import sqlite3
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kneetimer.storage import errors
from kneetimer.storage.engine import audit, schema
from kneetimer.storage.engine.data_file import connect, quick_check
from kneetimer.storage.errors import NotBackedUpError
from kneetimer.storage.locations import create_folder, create_private_file, flush_file, flush_folder

NEWEST_KEPT = 10
WEEKS_KEPT = 8
MONTHS_KEPT = 12

_NAME = re.compile(r"kneetimer-(\d{8}T\d{6}Z)(?:-(\d+))?\.db")
_TIME = "%Y%m%dT%H%M%SZ"


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup and when it was made; `number` tells those of the same second apart."""

    made: datetime
    number: int
    path: Path


def backups_in(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; empty where there is no folder."""
    found = []
    try:
        names = os.listdir(folder)
    except OSError:
        return []
    for name in names:
        match = _NAME.fullmatch(name)
        if match:
            try:
                made = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
            except ValueError:
                continue
            found.append(Backup(made, int(match[2] or 1), folder / name))
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
        raise NotBackedUpError(f"No backup was made. {problem}", folder) from problem
    with errors.explained(NotBackedUpError, folder, f"No backup was made in {folder}"):
        problems = quick_check(connection)
        if problems:
            raise NotBackedUpError(
                f"No backup was made: the data file fails its check ({problems[0]}). "
                f"The backups in {folder} are as they were.",
                folder,
            )
        path = _write(connection, folder, now)
        _thin(connection, folder, path)
        return path


def _write(connection: sqlite3.Connection, folder: Path, now: datetime) -> Path:
    unfinished = folder / "kneetimer-unfinished.tmp"
    unfinished.unlink(missing_ok=True)
    create_private_file(unfinished)
    try:
        copy = sqlite3.connect(unfinished, isolation_level=None)
        try:
            connection.backup(copy)
        finally:
            copy.close()
        flush_file(unfinished)
        _compare(connection, unfinished)
        path = _free_name(folder, now)
        os.replace(unfinished, path)
        flush_folder(folder)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
    return path


def _compare(connection: sqlite3.Connection, path: Path) -> None:
    copy = connect(path, "ro")
    try:
        problems = quick_check(copy)
        if problems or row_counts(copy) != row_counts(connection):
            raise NotBackedUpError(
                f"No backup was made: what was written to {path.parent} does not read back the same.", path
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
    while path.exists():
        path = folder / f"kneetimer-{stamp}-{number}.db"
        number += 1
    return path
