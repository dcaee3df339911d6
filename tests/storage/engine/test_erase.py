"""Deleting everything leaves nothing of a person, and nothing of anybody else is touched."""

import shutil
from pathlib import Path

import pytest
from stored_sessions import START, StillClock, began, fill

from kneetimer.storage.engine.backup import backups_in, copy_to
from kneetimer.storage.engine.journal import journal_of
from kneetimer.storage.engine.restore import restore
from kneetimer.storage.erase import erase
from kneetimer.storage.errors import AlreadyOpenError, NotErasedError, NothingYetError
from kneetimer.storage.locations import LOG_NAME, Locations
from kneetimer.storage.records.history import History, HistoryReader

CANARY = "kneecanary7f3a"


def files_with(canary: str, folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and canary.encode() in path.read_bytes()]


def test_no_byte_is_left(here: Locations, folder: Path) -> None:
    """Data, backups, replaced files, left-over copies, journals and logs are gone with their folders."""
    fill(here, 2, note=CANARY)
    restore(backups_in(here.backups_dir)[0].path, here, START)
    shutil.copytree(here.backups_dir, here.data_dir / "kneetimer-copy-0a1b2c")
    shutil.copy(here.database, journal_of(here.database))
    shutil.copy(here.database, here.data_dir / "kneetimer-restoring.db")
    for name in (LOG_NAME, f"{LOG_NAME}.1"):
        (here.log_dir / name).write_text(CANARY)
    assert len(files_with(CANARY, folder)) >= 8
    erase(here)
    assert files_with(CANARY, folder) == []
    assert not here.data_dir.exists()
    with pytest.raises(NothingYetError):
        HistoryReader.open(here)


def test_other_files_in_the_folder_stay(here: Locations) -> None:
    """A folder that was given by hand may hold things that are not KneeTimer's."""
    fill(here, 1, note=CANARY)
    diary = here.data_dir / "diary.txt"
    diary.write_text("mine")
    photo = here.backups_dir / "photo.png"
    photo.write_bytes(b"mine too")
    second = here.data_dir.parent / "stick"
    second.mkdir()
    (second / "photo.png").write_bytes(b"mine too")
    copy_to(backups_in(here.backups_dir)[0].path, second)
    erase(here, second)
    assert [path.name for path in second.iterdir()] == ["photo.png"]
    assert (diary.read_text(), photo.read_bytes()) == ("mine", b"mine too")
    assert files_with(CANARY, here.data_dir) == []


def test_a_second_place_that_cannot_be_asked_is_named_and_all_else_goes(here: Locations) -> None:
    """A disk of the net that is gone, or here a name that no disk takes: what is on this disk is deleted."""
    fill(here, 1, note=CANARY)
    second = here.data_dir.parent / ("x" * 300)
    with pytest.raises(NotErasedError) as caught:
        erase(here, second)
    assert caught.value.left == (second,)
    assert not here.data_dir.exists()


def test_nothing_is_deleted_under_an_open_window(here: Locations) -> None:
    """The window has to be closed first."""
    with History.open_to_write(here, StillClock()) as history:
        session_id = history.begin(began())
        with pytest.raises(AlreadyOpenError):
            erase(here)
        assert history.record_of(session_id).id == session_id


def test_erasing_nothing_is_no_error(here: Locations) -> None:
    """Before the first start, or a second time, there is nothing to do."""
    erase(here)
    fill(here, 1)
    erase(here)
    erase(here)
    assert not here.data_dir.exists()
