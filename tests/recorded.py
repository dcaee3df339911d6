"""The data file that an earlier version wrote: every kind of row, with the digests it gave them."""

import sqlite3
from contextlib import closing
from pathlib import Path

RECORDED = Path(__file__).parent / "data" / "format-4.sql"
FORMAT = 4


def put_recorded(path: Path) -> None:
    """Make the data file `path` as it was recorded."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(RECORDED.read_text("utf-8"))
