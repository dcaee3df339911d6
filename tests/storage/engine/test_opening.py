"""Whatever stands where the data file belongs, a person is told what it is and what to do about it."""

import os
import sqlite3
import stat
import struct
import sys
import tracemalloc
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from recorded import put_recorded
from storage_places import unwritable
from stored_sessions import START, TABLES_SINCE, StillClock, began, content_of, fill

from kneetimer.storage.engine import check, database, schema
from kneetimer.storage.engine.backup import backups_in
from kneetimer.storage.errors import (
    DamagedFileError,
    EmptyFileError,
    FolderError,
    ForeignFileError,
    MissingFileError,
    NewerFileError,
    NotAFileError,
    StorageError,
    UnreadableFileError,
)
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.records.history import History, HistoryReader

unix_only = pytest.mark.skipif(sys.platform == "win32", reason="modes and pipes of Unix systems")


def refused(here: Locations, kind: type[StorageError]) -> str:
    """The sentence that both a window and the command line are told; nothing in the folder changed."""
    before = folder_of(here)
    with pytest.raises(kind) as for_reader:
        HistoryReader.open(here)
    with pytest.raises(kind) as for_writer:
        History.open_to_write(here, StillClock())
    assert folder_of(here) == before
    assert str(for_reader.value) == str(for_writer.value)
    assert "\n" not in str(for_writer.value)
    return str(for_writer.value)


def folder_of(here: Locations) -> dict[str, bytes]:
    """The data file and what belongs to it, byte by byte."""
    return {
        path.name: path.read_bytes()
        for path in here.data_dir.iterdir()
        if path.is_file() and path != here.lock
    }


def put(here: Locations, content: bytes) -> None:
    here.data_dir.mkdir(exist_ok=True)
    here.database.write_bytes(content)


@pytest.mark.parametrize(
    ("content", "kind", "says"),
    [
        (b"", EmptyFileError, "is empty"),
        (b"S", ForeignFileError, "not a data file of KneeTimer"),
        (b"knee diary\n" * 100, ForeignFileError, "not a data file of KneeTimer"),
        (b"\x89PNG\r\n\x1a\n" + bytes(500), ForeignFileError, "not a data file of KneeTimer"),
    ],
)
def test_what_is_no_data_file_is_named(
    here: Locations, content: bytes, kind: type[StorageError], says: str
) -> None:
    """An empty file, a text or a picture is neither opened nor replaced by a new history."""
    put(here, content)
    sentence = refused(here, kind)
    assert str(here.database) in sentence
    assert says in sentence
    assert "Restore a backup" in sentence


def test_the_database_of_another_program_is_left_alone(here: Locations, folder: Path) -> None:
    """A good SQLite file without KneeTimer's mark is somebody else's."""
    with sqlite3.connect(folder / "other.db") as other:
        other.execute("CREATE TABLE session (id TEXT)")
    other.close()
    put(here, (folder / "other.db").read_bytes())
    assert "another program" in refused(here, ForeignFileError)


def test_a_newer_file_is_refused_without_a_write(here: Locations) -> None:
    """An older program does not guess at a newer format; it asks for the newer program."""
    fill(here, 1)
    content = here.database.read_bytes()
    put(here, content[:60] + struct.pack(">I", schema.CURRENT.version + 1) + content[64:])
    sentence = refused(here, NewerFileError)
    assert "newer KneeTimer" in sentence
    assert check.verify(here.database)[0].sentence == sentence


def test_a_file_that_was_cut_off_is_refused(here: Locations) -> None:
    """Half a file is damaged, not a shorter history."""
    fill(here, 2)
    put(here, here.database.read_bytes()[:12_288])
    assert "Restore a backup" in refused(here, DamagedFileError)


def test_a_lost_file_is_not_a_first_start(here: Locations) -> None:
    """Where backups are and the data file is not, the newest backup is named."""
    fill(here, 1)
    here.database.unlink()
    newest = backups_in(here.backups_dir)[0]
    assert str(newest.path) in refused(here, MissingFileError)


def test_a_folder_in_place_of_the_file_is_named(here: Locations) -> None:
    """It is not opened, and not deleted."""
    here.database.mkdir(parents=True)
    assert "is not a file" in refused(here, NotAFileError)


@unix_only
def test_a_pipe_in_place_of_the_file_does_not_hang(here: Locations) -> None:
    """Opening a pipe would wait for ever; it is refused by its kind."""
    here.data_dir.mkdir()
    os.mkfifo(here.database)
    assert "is not a file" in refused(here, NotAFileError)


@unix_only
@pytest.mark.parametrize("ending", ["-journal", "-wal", "-shm"])
def test_a_pipe_beside_the_file_does_not_hang(here: Locations, ending: str) -> None:
    """SQLite would wait for ever at a pipe with the name of its journal."""
    fill(here, 1)
    os.mkfifo(here.database.with_name(here.database.name + ending))
    assert f"{ending} is not a file" in refused(here, NotAFileError)


def test_a_read_only_folder_can_still_be_viewed(here: Locations, tmp_path: Path) -> None:
    """A window is told that it cannot write there; the history can be read."""
    there = replace(
        here,
        data_dir=tmp_path,
        database=tmp_path / "kneetimer.db",
        backups_dir=tmp_path / "backups",
        log_dir=tmp_path / "logs",
    )
    ids = fill(there, 2)
    with unwritable(tmp_path):
        with pytest.raises(FolderError, match="cannot write to the folder") as caught:
            History.open_to_write(there, StillClock())
        assert str(tmp_path) in str(caught.value)
        with HistoryReader.open(there) as reader:
            assert len(reader.sessions()) == len(ids)
        assert check.verify(there.database) == []


def test_a_missing_parent_that_cannot_be_made_is_named(here: Locations) -> None:
    """A file where a folder must be gives a sentence with the folder's name."""
    in_the_way = here.data_dir.parent / "file"
    in_the_way.write_text("not a folder")
    there = replace(here, data_dir=in_the_way / "data")
    with pytest.raises(FolderError, match="cannot use the folder") as caught:
        History.open_to_write(there, StillClock())
    assert str(there.data_dir) in str(caught.value)


@unix_only
def test_an_unreadable_file_is_named(here: Locations) -> None:
    """No permission is a different sentence from damage."""
    fill(here, 1)
    if os.geteuid() == 0:
        # Root reads any file by its mode; a loop of links is one that it cannot open either.
        here.database.unlink()
        here.database.symlink_to(here.database.name)
    else:
        here.database.chmod(0)
    with pytest.raises(UnreadableFileError, match="cannot read"):
        HistoryReader.open(here)


@unix_only
def test_only_its_owner_can_open_the_data(here: Locations) -> None:
    """Folders are 0700 and files 0600, whatever the umask; a copy that was wider is closed again."""
    before = os.umask(0)
    try:
        fill(here, 1)
        here.database.chmod(0o644)
        with History.open_to_write(here, StillClock()) as history:
            history.begin(began())
            for path in (here.data_dir, *here.data_dir.rglob("*")):
                wanted = 0o700 if path.is_dir() else 0o600
                assert stat.S_IMODE(path.stat().st_mode) == wanted, path
    finally:
        os.umask(before)


def test_opening_and_closing_changes_nothing(here: Locations) -> None:
    """Starting and leaving again leaves the file byte for byte the same."""
    fill(here, 2)
    before = folder_of(here)
    History.open_to_write(here, StillClock()).close()
    HistoryReader.open(here).close()
    assert folder_of(here) == before


NOW = schema.CURRENT.version


def _moods(connection: sqlite3.Connection) -> None:
    connection.execute("CREATE TABLE mood (word TEXT NOT NULL PRIMARY KEY) STRICT")


def _next_schema() -> schema.Schema:
    tables = (*schema.CURRENT.tables, "CREATE TABLE mood (word TEXT NOT NULL PRIMARY KEY) STRICT")
    return schema.Schema(NOW + 1, tables, {NOW: _moods})


def test_an_older_file_is_brought_up_to_date(here: Locations) -> None:
    """Each step is done once, after a backup, and keeps every row."""
    fill(here, 2)
    before = content_of(here.database)
    backups = len(backups_in(here.backups_dir))
    database.open_writer(here, StillClock(), _next_schema()).close()
    assert content_of(here.database) == {**before, "mood": []}
    assert len(backups_in(here.backups_dir)) == backups + 1
    assert content_of(backups_in(here.backups_dir)[0].path) == before
    database.open_writer(here, StillClock(), _next_schema()).close()
    assert len(backups_in(here.backups_dir)) == backups + 1


@pytest.mark.parametrize("version", range(1, NOW))
def test_a_file_of_every_released_format_is_brought_up_to_date(here: Locations, version: int) -> None:
    """What an older version recorded is there to the last bit, after a backup of the file as it was."""
    put_recorded(here.database, version)
    before = content_of(here.database)
    with History.open_to_write(here, StillClock()) as history:
        assert len(history.sessions(include_rehearsals=True, include_removed=True)) == 12
        assert len(history.knee_checks()) == (2 if version >= 2 else 0)
        with HistoryReader.open(here) as reader:
            assert reader.overview() == history.overview()
    after = content_of(here.database)
    columns = {name: len(rows[0]) for name, rows in before.items() if rows}
    for name in before.keys() - {"brief"}:
        assert [row[: columns[name]] for row in after[name]] == before[name], name
    (backup,) = backups_in(here.backups_dir)
    assert content_of(backup.path) == before
    assert check.verify(here.database) == []


def test_a_file_with_damaged_answers_is_brought_up_to_date_too(here: Locations) -> None:
    """What cannot be read any more stays as it is, is named by the check, and hides nothing else."""
    put_recorded(here.database)
    with closing(sqlite3.connect(here.database, isolation_level=None)) as connection:
        broken = ["{", '{"at": 3, "moment": {}, "signs": 7}', "[]", '{"at":"\\ud83e"}']
        for number, content in enumerate(broken):
            values = ("knee-check", f"x{number}", "2026-11-24T00:00:00.000+00:00", content, "?")
            connection.execute("INSERT INTO entry VALUES (?, ?, ?, ?, ?)", values)
    with History.open_to_write(here, StillClock()) as history:
        assert len(history.knee_checks()) == 2
        assert history.decisive_checks(START.date()) == history.knee_checks()
    assert len(check.verify(here.database)) == 4


def test_the_first_format_of_all_can_be_migrated_too(here: Locations) -> None:
    """A file of format 0 goes through every step to the newest."""
    fill(here, 1)
    with sqlite3.connect(here.database) as older:
        for later in ("preference", *TABLES_SINCE.values()):
            older.execute(f"DROP TABLE {later}")
        older.execute("PRAGMA user_version = 0")
    older.close()
    preference = next(table for table in schema.CURRENT.tables if "TABLE preference" in table)

    def add_preferences(connection: sqlite3.Connection) -> None:
        connection.execute(preference.strip())

    steps = {0: add_preferences, **schema.CURRENT.migrations, NOW: _moods}
    both = replace(_next_schema(), migrations=steps)
    database.open_writer(here, StillClock(), both).close()
    assert set(content_of(here.database)) == {
        "brief", "checkpoint", "entry", "happening", "mood", "plan_edit", "preference", "script", "session",
    }  # fmt: skip


def test_a_migration_that_fails_changes_nothing(here: Locations) -> None:
    """The old file stays as it was and is still read by the old program."""
    fill(here, 1)
    before = content_of(here.database)

    def breaks(connection: sqlite3.Connection) -> None:
        _moods(connection)
        connection.execute("DELETE FROM script")  # sessions still refer to it

    broken = replace(_next_schema(), migrations={NOW: breaks})
    with pytest.raises(RuntimeError, match="refer to nothing"):
        database.open_writer(here, StillClock(), broken)
    assert content_of(here.database) == before
    History.open_to_write(here, StillClock()).close()


def test_readers_see_an_older_file_as_a_newer_one(here: Locations) -> None:
    """The command line reads a file that no window has brought up to date yet, and leaves it so."""
    fill(here, 1)
    before = here.database.read_bytes()
    with_mood = database.open_reader(here, _next_schema())
    assert with_mood.connection.execute("SELECT count(*) FROM mood").fetchone() == (0,)
    with_mood.close()
    assert here.database.read_bytes() == before


@pytest.mark.parametrize("ending", ["", "-journal", "-wal"])
def test_a_link_to_a_disk_that_is_not_there_is_left_alone(here: Locations, folder: Path, ending: str) -> None:
    """Neither a first start nor an empty file in its place: the sentence says where the link leads."""
    fill(here, 1)
    disk = folder / "disk"
    linked = here.database.with_name(here.database.name + ending)
    if not ending:
        here.database.rename(folder / "mine")
    linked.symlink_to(disk / "kneetimer.db")
    before = folder_of(here) if ending else {}
    assert str(disk / "kneetimer.db") in refused(here, MissingFileError)
    assert linked.is_symlink() and not linked.exists()
    assert not ending or folder_of(here) == before
    assert "nothing is there" in str(check.verify(here.database)[0])


def test_verify_changes_nothing_in_a_file_of_another_mood(here: Locations) -> None:
    """A file that a database browser left in WAL mode, with a -wal beside it, is read and left as it is."""
    fill(here, 1)
    browser = sqlite3.connect(here.database, isolation_level=None)
    browser.execute("PRAGMA journal_mode = WAL")
    browser.execute("UPDATE preference SET value = value")
    try:
        before = {name: content for name, content in folder_of(here).items() if not name.endswith("-shm")}
        assert any(name.endswith("-wal") for name in before)
        assert check.verify(here.database) == []
        after = {name: content for name, content in folder_of(here).items() if not name.endswith("-shm")}
        assert after == before
    finally:
        browser.close()
    before = folder_of(here)
    assert check.verify(here.database) == []
    assert folder_of(here) == before


def test_a_long_history_is_looked_through_session_by_session(folder: Path) -> None:
    """A window has it done after a session about once a week: four times the sessions take no more memory."""
    peaks = []
    for sessions in (10, 40):
        there = locate(folder / str(sessions))
        fill(there, sessions)
        tracemalloc.start()
        try:
            assert check.verify(there.database) == []
            peaks.append(tracemalloc.get_traced_memory()[1])
        finally:
            tracemalloc.stop()
    assert peaks[1] < 1.5 * peaks[0]
