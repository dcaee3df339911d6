"""Another content in the open data file is noticed before anything is written into it."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from stored_sessions import StillClock, began, store, whole_session

from kneetimer.core.preferences import Preferences
from kneetimer.storage.engine.backup import backups_in
from kneetimer.storage.engine.check import verify
from kneetimer.storage.errors import NotBackedUpError, OtherFileError, UnreadableFileError
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.records.history import History

# Of the file's head: SQLite's count of its changes, and at which of them the rest of the head was written.
CHANGES, AS_OF = slice(24, 28), slice(92, 96)


def another(folder: Path, weeks: int) -> Locations:
    """The data of another computer, with one session in each of so many weeks."""
    there, clock = locate(folder), StillClock()
    with History.open_to_write(there, clock) as history:
        for week in range(1, weeks + 1):
            store(history, whole_session(began(week, started=clock.now)))
    return there


@pytest.fixture
def history(tmp_path: Path) -> History:
    """Ours, open, with two sessions in it."""
    return History.open_to_write(another(tmp_path / "ours", 2), StillClock())


def test_a_file_that_was_changed_as_often_is_no_less_another_one(history: History, tmp_path: Path) -> None:
    """Copied over ours in place, with its name, number and count of changes: nothing is written into it."""
    theirs = another(tmp_path / "theirs", 2).database.read_bytes()
    ours = history.path.read_bytes()
    same_count = bytearray(theirs)
    same_count[CHANGES] = same_count[AS_OF] = ours[CHANGES]
    history.path.write_bytes(same_count)
    assert history.is_overwritten
    with pytest.raises(OtherFileError, match="overwritten"):
        history.save_preferences(Preferences(volume=11))
    assert history.path.read_bytes() == same_count
    history.close()
    assert verify(history.path) == []


def add_a_setting(path: Path) -> None:
    """As a program that looks into data files lets somebody do."""
    with closing(sqlite3.connect(path)) as other:
        other.execute("INSERT INTO preference VALUES ('of another program', '1', '')")
        other.commit()


def touch(path: Path) -> None:
    os.utime(path, (1, 1))


@pytest.mark.parametrize("change", [add_a_setting, touch])
def test_a_change_that_takes_nothing_away_is_welcome(
    history: History, change: Callable[[Path], None]
) -> None:
    """Or a second program that looks into the file would make it another one."""
    change(history.path)
    assert not history.is_overwritten
    history.save_preferences(replace(Preferences(), volume=11))
    assert history.preferences()[0].volume == 11
    history.close()


def test_an_older_copy_of_the_same_file_is_another_one(history: History) -> None:
    """What a restored folder brings: the session that was done since is not in it."""
    before = history.path.read_bytes()
    store(history, whole_session(began(3)))
    history.path.write_bytes(before)
    assert history.is_overwritten
    history.close()


def test_no_backup_is_made_of_another_content(history: History, tmp_path: Path) -> None:
    """Or the newest backup, from which ours comes back, would have theirs."""
    history.back_up()
    before = [each.path for each in backups_in(history.path.parent / "backups")]
    history.path.write_bytes(another(tmp_path / "theirs", 3).database.read_bytes())
    with pytest.raises(NotBackedUpError, match="another program has overwritten it"):
        history.back_up()
    with pytest.raises(NotBackedUpError, match="another program has overwritten it"):
        history.back_up_beside()
    assert [each.path for each in backups_in(history.path.parent / "backups")] == before
    history.close()


def test_a_file_that_was_emptied_is_told_also_where_it_is_only_read(history: History) -> None:
    """SQLite finds no table in it, which is no mistake of the program."""
    os.truncate(history.path, 0)
    with pytest.raises(UnreadableFileError, match="another program has overwritten it"):
        history.sessions()
    assert history.is_overwritten
    history.close()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes of a name")
def test_a_pipe_in_place_of_the_file_holds_no_backup_up(history: History) -> None:
    """Nobody is waited for at its other end."""
    history.path.unlink()
    os.mkfifo(history.path)
    with pytest.raises(NotBackedUpError, match="another file has taken its place"):
        history.back_up_beside()
    history.close()
