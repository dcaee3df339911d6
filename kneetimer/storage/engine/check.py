"""The check behind `kneetimer verify`: is the data file whole, to the last bit of its sessions?

Changes nothing, also not what a crash left half done.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kneetimer.storage import locations
from kneetimer.storage.engine import audit, database, schema
from kneetimer.storage.engine.audit import Finding
from kneetimer.storage.engine.schema import Schema
from kneetimer.storage.errors import DataFileError, NothingYetError


def verify(path: Path, current: Schema = schema.CURRENT) -> list[Finding]:
    """Everything that is wrong with a data file; empty where it is whole, or nothing was ever stored.

    A data file that is gone or cannot be opened is a finding too.
    """
    try:
        opened = database.open_reader(locations.around(path), current)
    except NothingYetError:
        return []
    except DataFileError as problem:
        return [Finding(str(problem))]
    try:
        return audit.audit(opened.connection, current)
    finally:
        opened.close()


def sqlite_version() -> str:
    """The version of the SQLite library that keeps the data."""
    return sqlite3.sqlite_version
