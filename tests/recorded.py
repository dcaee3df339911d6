"""The data file that an earlier version wrote: every kind of row, with the digests it gave them."""

import sqlite3
from contextlib import closing
from pathlib import Path

from stored_sessions import TABLES_SINCE

RECORDED = Path(__file__).parent / "data" / "format-4.sql"
FORMAT = 4


def put_recorded(path: Path, version: int = FORMAT) -> None:
    """Make the data file `path` as it was recorded, or as a still earlier version would have had it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(RECORDED.read_text("utf-8"))
        for since, table in TABLES_SINCE.items():
            if since > version:
                connection.execute(f"DROP TABLE {table}")
        connection.execute(f"PRAGMA user_version = {version}")
