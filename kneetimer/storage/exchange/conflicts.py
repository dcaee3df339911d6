"""Copies of the data file that sync programs leave beside it, where two computers wrote at once.

Knows them by their names and by what they begin with. Deletes none: one that was merged gets another ending.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from kneetimer.core.language import tr
from kneetimer.storage.engine import schema
from kneetimer.storage.engine.data_file import look
from kneetimer.storage.errors import DataFileError, NotImportedError, explained
from kneetimer.storage.exchange import rescue, transfer
from kneetimer.storage.exchange.transfer import Imported
from kneetimer.storage.locations import Locations
from kneetimer.storage.records.history import History

MERGED = ".merged"

# “ (Anna's conflicted copy 2026-11-20)”, “.sync-conflict-20261120-184000-ABCD”, “_conflict-20261120”, “ (1)”.
_NAME = re.compile(r"kneetimer(?=.*conflict| \(\d+\)).+\.db", re.IGNORECASE)


def conflicts_in(locations: Locations) -> list[Path]:
    """The copies in the data folder that are data files of KneeTimer, oldest name first."""
    try:
        names = sorted(os.listdir(locations.data_dir))
    except OSError:
        return []
    return [path for name in names if _NAME.fullmatch(name) and _is_ours(path := locations.data_dir / name)]


def merge_copy(history: History, path: Path) -> Imported:
    """Add what a copy has and this history has not, after a backup, and set the copy aside.

    Raises DataFileError about the copy, NotBackedUpError or NotSavedError, and nothing is added then, or
    NotImportedError where it is merged and could not be renamed.
    """
    everything = rescue.all_in(path)
    history.back_up()
    with history.changing() as connection:
        done = transfer.merge(history, connection, everything)
    with explained(NotImportedError, path, tr("{path} is merged, but cannot be renamed", path=path)):
        path.rename(path.with_name(path.name + MERGED))
    return done


def _is_ours(path: Path) -> bool:
    try:
        look(path, schema.CURRENT.version)
    except (DataFileError, OSError):
        return False
    return True
