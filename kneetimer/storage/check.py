"""The check behind `kneetimer verify`: is the data file whole, to the last bit of its sessions?

Changes nothing, also not what a crash left half done.
"""

from __future__ import annotations

import sqlite3

from kneetimer.storage import audit, database, schema
from kneetimer.storage.audit import Finding
from kneetimer.storage.errors import DataFileError, NothingYetError
from kneetimer.storage.locations import Locations
from kneetimer.storage.schema import Schema


def verify(locations: Locations, current: Schema = schema.CURRENT) -> list[Finding]:
    """Everything that is wrong with the data file; empty where it is whole or not there yet."""
    try:
        opened = database.open_reader(locations, current)
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
