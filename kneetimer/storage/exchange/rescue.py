"""What could not be stored, in a file beside the data, until a start takes it in.

A rescue file is an export that holds only what waited, so that nothing new reads or merges it. Taking one
in twice adds nothing. When one is written, the program's saver decides.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kneetimer.core import preferences as choices
from kneetimer.core.language import tr
from kneetimer.storage.engine import database
from kneetimer.storage.errors import NotSavedError, StorageError, explained, reason
from kneetimer.storage.locations import Locations, around
from kneetimer.storage.records import answers, rows, wire
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.storage.records.write_queue import WriteQueue
from kneetimer.storage.whole_file import read_file, write_whole

if TYPE_CHECKING:  # most starts find no such file and write none
    from kneetimer.storage.exchange.json_file import Everything

_ENDING = ".json"
SET_ASIDE = ".not-taken-in"


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of one rescue file: that all of it is stored now, or why it stays where it is."""

    path: Path
    trouble: str = ""


def folders(locations: Locations) -> list[Path]:
    """Where a rescue file may be, the best place first: with the data, with the backups, on another disk."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    other = runtime if os.path.isabs(runtime) else tempfile.gettempdir()
    return [locations.data_dir, locations.backups_dir, Path(other)]


def files(locations: Locations) -> list[Path]:
    """The rescue files of a data folder that wait to be taken in, the oldest first."""
    found = []
    for folder in folders(locations):
        try:
            names = os.listdir(folder)
        except OSError:
            continue  # a disk that is not there has nothing to take in
        ours = (each for each in names if each.startswith(_beginning(locations)) and each.endswith(_ENDING))
        found += [folder / each for each in ours]
    return sorted(found, key=lambda path: path.name)


def name_of(locations: Locations, now: datetime, what: str = "") -> str:
    """The name of a new rescue file."""
    return f"{_beginning(locations)}{now:%Y%m%dT%H%M%S}-{os.getpid()}{what}{_ENDING}"


def _beginning(locations: Locations) -> str:
    # The folder for running programs is shared by all data folders of a person.
    whose = hashlib.sha256(os.fsencode(locations.data_dir)).hexdigest()[:8]
    return f"kneetimer-rescue-{whose}-"


def content_of(queue: WriteQueue, now: datetime) -> Everything:
    """All that waits, each session from its beginning."""
    from kneetimer.storage.exchange.json_file import Everything, StoredSession

    batch = queue.batch()
    sessions = []
    for session in queue.unsaved_sessions():
        told = queue.told(session)
        assert told is not None
        sessions.append(StoredSession(session, tuple(told.events)))
    entries = []
    for answer, stays in batch.answers:
        kind, key, plain = wire.entry_to_wire(answer)
        content = wire.canonical(plain) if stays else None
        entries.append(answers.row_of(kind, key, rows.utc_text(now), content))
    chosen = {} if batch.preferences is None else choices.to_wire(batch.preferences)
    return Everything(tuple(sessions), tuple(entries), chosen, batch.plan_edits)


def all_of(reader: HistoryReader) -> Everything:
    """All that is stored, choices apart. Raises DataFileError."""
    from kneetimer.storage.exchange.json_file import Everything, StoredSession

    records = reader.sessions(newest_first=False, include_rehearsals=True, include_removed=True)
    return Everything(
        tuple(StoredSession(each.id, tuple(reader.events_of(each.id))) for each in records),
        tuple(reader.answer_rows()),
        {},
        {},
    )


def all_in(path: Path) -> Everything:
    """All that is stored in a data file that is not the open one, such as a backup. Raises DataFileError."""
    with HistoryReader(database.open_reader(around(path))) as reader:
        return all_of(reader)


def write(everything: Everything, places: Sequence[Path], now: datetime, program: str) -> Path:
    """Write a rescue file at the first of the places that takes it, only readable by its owner.

    Raises NotSavedError where none does.
    """
    from kneetimer.storage.exchange import json_file

    content = json_file.write(everything, now, program).encode("ascii")
    why = ""
    for path in places:
        try:
            write_whole(path, content)
        except OSError as problem:
            why = why or reason(problem) or ""
            continue
        return path
    first = places[0]
    raise NotSavedError(
        tr("Nothing could be put aside at {first} or elsewhere: {why}.", first=first, why=why), first, why
    )


def take_in(history: History, locations: Locations) -> list[TakenIn]:
    """Store what earlier runs could not, and delete the files that are in the data file now."""
    return [_take_in(history, path) for path in files(locations)]


def _take_in(history: History, path: Path) -> TakenIn:
    from kneetimer.storage.exchange import json_file, transfer

    try:
        with explained(NotSavedError, path, tr("{path} cannot be read", path=path)):
            everything = json_file.read(read_file(path, json_file.MOST_BYTES + 1))
        with history.changing() as connection:
            left_out = transfer.merge(history, connection, everything).left_out
            if everything.preferences:
                history.save_preferences(choices.from_wire(everything.preferences)[0])
            for plan, edits in everything.plan_edits.items():
                history.save_plan_edits(plan, edits)
    except (StorageError, json_file.NotAnExport) as problem:
        return TakenIn(path, str(problem))
    # Where it cannot be moved or deleted, the next start takes it in again, which adds nothing.
    with contextlib.suppress(OSError):
        if left_out:
            return TakenIn(path.rename(path.with_name(path.name + SET_ASIDE)), " ".join(left_out))
        path.unlink(missing_ok=True)
    return TakenIn(path)
