"""Backups are whole, old ones go by a rule, and one of them can be put back."""

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes import SlowDisk
from hypothesis import given
from hypothesis import strategies as st
from stored_sessions import START, StillClock, began, content_of, fill, store, whole_session

from kneetimer.core.record import Removed
from kneetimer.storage.engine import check
from kneetimer.storage.engine.backup import Backup, backups_in, copy_to, restorable_in, worth_keeping
from kneetimer.storage.engine.journal import journal_of
from kneetimer.storage.engine.restore import examine, restore
from kneetimer.storage.errors import (
    AlreadyOpenError,
    DataFileError,
    ForeignFileError,
    NotBackedUpError,
    NotRestoredError,
    SpoiledBackupError,
)
from kneetimer.storage.locations import Locations, flush_file, locate
from kneetimer.storage.records.history import History, HistoryReader

DAY = timedelta(days=1)


def test_a_backup_holds_everything(here: Locations) -> None:
    """It has the same rows, opens by itself, and its name says when it was made."""
    clock = StillClock()
    with History.open_to_write(here, clock) as history:
        store(history, whole_session(began()))
        made = history.back_up()
    assert made.name == "kneetimer-20261120T174000Z.db"
    assert content_of(made) == content_of(here.database)
    assert check.verify(made) == []
    assert [backup.path for backup in backups_in(here.backups_dir)] == [made]


def test_two_backups_in_one_second_are_both_kept(here: Locations) -> None:
    """The second does not overwrite the first, and counts as the newer."""
    with History.open_to_write(here, StillClock()) as history:
        first = history.back_up()
        store(history, whole_session(began()))
        second = history.back_up()
    assert [backup.path for backup in backups_in(here.backups_dir)] == [second, first]


def test_a_backup_beside_lets_others_write(here: Locations, monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes while a disk takes its time for the backup is stored at once, and the backup is whole."""
    with History.open_to_write(here, StillClock()) as history:
        store(history, whole_session(began()))
        then = content_of(here.database)

        def slow(path: Path) -> None:
            store(history, whole_session(began(2)))
            flush_file(path)

        monkeypatch.setattr("kneetimer.storage.engine.backup.flush_file", slow)
        made = history.back_up_beside()
        assert content_of(made) == then
        assert len(history.sessions()) == 2


def test_only_one_backup_is_written_at_a_time(here: Locations, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one thread's backup waits for the disk, another one is told so, and spoils nothing."""
    disk = SlowDisk(monkeypatch)
    with History.open_to_write(here, StillClock()) as history, ThreadPoolExecutor() as pool:
        first = pool.submit(history.back_up_beside)
        disk.asked.wait()
        try:
            with pytest.raises(NotBackedUpError, match="Another backup is still being written"):
                history.back_up()
        finally:
            disk.answers.set()
        made = first.result()
        assert [each.path for each in backups_in(here.backups_dir)] == [made]
        assert content_of(made) == content_of(here.database)


def test_a_backup_beside_is_of_the_open_file(here: Locations, folder: Path) -> None:
    """Where another file has taken its name, or none, that is said, and no backup is of the other one."""
    there = locate(folder / "other")
    with History.open_to_write(there, StillClock()):
        pass
    with History.open_to_write(here, StillClock()) as history:
        os.replace(there.database, here.database)
        with pytest.raises(NotBackedUpError, match="another file has taken its place"):
            history.back_up_beside()
        here.database.unlink()
        with pytest.raises(NotBackedUpError, match="No backup was made"):
            history.back_up_beside()
    assert backups_in(here.backups_dir) == []


def backups_of(days: list[int]) -> list[Backup]:
    newest = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
    made = sorted((newest - DAY * day for day in set(days)), reverse=True)
    return [Backup(moment, 1, Path(f"{moment:%Y-%m-%d}")) for moment in made]


def test_a_year_of_daily_backups_becomes_a_few() -> None:
    """Daily for a year, ending on a Friday: 10 days, then weeks' ends, then months' ends."""
    kept = sorted(str(path) for path in worth_keeping(backups_of(list(range(365)))))
    days = [f"2026-11-{day:02}" for day in range(11, 21)]
    # The newest of a week is its Sunday; this week's and the last two days of the week before are above.
    weeks = ["2026-10-04", "2026-10-11", "2026-10-18", "2026-10-25", "2026-11-01", "2026-11-08"]
    months = [
        "2025-12-31", "2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31",
        "2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31",
    ]  # fmt: skip
    assert kept == sorted({*days, *weeks, *months})


@given(st.lists(st.integers(0, 1500), min_size=1, max_size=60))
def test_thinning_keeps_the_newest_and_is_soon_done(days: list[int]) -> None:
    """The ten newest are always kept, at most thirty in all, and thinning again removes nothing more."""
    backups = backups_of(days)
    kept = worth_keeping(backups)
    assert {backup.path for backup in backups[:10]} <= kept
    assert len(kept) <= 30
    assert worth_keeping([backup for backup in backups if backup.path in kept]) == kept


def test_old_backups_go_and_foreign_files_stay(here: Locations) -> None:
    """Of fifteen daily backups the last ten days and an older week's end are left; other files stay."""
    clock = StillClock()
    with History.open_to_write(here, clock) as history:
        (here.backups_dir / "kneetimer-holiday.db").write_text("mine")
        for _ in range(15):
            history.back_up()
            clock.now += DAY
    left = [backup.made.day for backup in backups_in(here.backups_dir)]
    # 20 November to 4 December; Sundays are the 22nd and 29th, the 30th ends the month
    assert left == [4, 3, 2, 1, 30, 29, 28, 27, 26, 25, 22]
    assert (here.backups_dir / "kneetimer-holiday.db").read_text() == "mine"


def test_a_clock_that_is_years_behind_does_not_cost_the_new_backup(here: Locations) -> None:
    """The backup just made stays, however old the machine believes it to be."""
    clock = StillClock()
    with History.open_to_write(here, clock) as history:
        for _ in range(12):
            history.back_up()
            clock.now += DAY
        clock.now = datetime(1970, 1, 1, tzinfo=UTC)
        made = history.back_up()
    assert made.exists()


def test_a_damaged_history_does_not_push_out_good_backups(here: Locations) -> None:
    """While a session fails its check, new backups are made and no week loses its last one."""
    clock = StillClock()
    with History.open_to_write(here, clock) as history:
        session_id = store(history, whole_session(began()))
        for _ in range(10):
            history.back_up()
            clock.now += 7 * DAY
        with closing(sqlite3.connect(here.database)) as other:
            other.execute("UPDATE session SET active_ms = active_ms + 1 WHERE id = ?", (session_id,))
            other.commit()
        for _ in range(5):
            history.back_up()
            clock.now += 7 * DAY
        assert len(backups_in(here.backups_dir)) == 15
        with closing(sqlite3.connect(here.database)) as other:
            other.execute("UPDATE session SET active_ms = active_ms - 1 WHERE id = ?", (session_id,))
            other.commit()
        history.back_up()
    assert len(backups_in(here.backups_dir)) < 15


def test_a_backup_that_cannot_be_made_says_so(here: Locations) -> None:
    """A file where the folder of the backups must be is named, and the session goes on."""
    with History.open_to_write(here, StillClock()) as history:
        here.backups_dir.rmdir()
        here.backups_dir.write_text("in the way")
        with pytest.raises(NotBackedUpError, match="No backup was made") as caught:
            history.back_up()
        assert str(here.backups_dir) in str(caught.value)
        store(history, whole_session(began()))


def test_a_backup_is_put_back(here: Locations) -> None:
    """Everything is as it was then, and what was replaced is kept under another name."""
    clock = StillClock()
    with History.open_to_write(here, clock) as history:
        store(history, whole_session(began()))
        backup = history.back_up()
        store(history, whole_session(began(2)))
    then, now = content_of(backup), content_of(here.database)
    restored = restore(backup, here, START + DAY)
    assert content_of(here.database) == then
    assert restored.findings == ()
    assert restored.kept is not None
    assert content_of(restored.kept) == now
    assert restored.kept not in [found.path for found in backups_in(here.backups_dir)]
    with History.open_to_write(here, clock) as history:
        assert len(history.sessions()) == 1


@pytest.mark.parametrize("damage", [b"", b"not a database", None])
def test_a_backup_replaces_a_broken_file(here: Locations, damage: bytes | None) -> None:
    """Whatever became of the data file, or where it is gone, the backup comes back and the rest is kept."""
    fill(here, 2)
    backup = backups_in(here.backups_dir)[0].path
    if damage is None:
        here.database.unlink()
    else:
        here.database.write_bytes(damage)
    restored = restore(backup, here, START + DAY)
    assert content_of(here.database) == content_of(backup)
    assert (restored.kept.read_bytes() if restored.kept else None) == damage


def test_the_journal_of_a_broken_file_does_not_reach_the_restored_one(here: Locations) -> None:
    """It is kept beside the file that it belongs to."""
    fill(here, 2)
    backup = backups_in(here.backups_dir)[0].path
    journal_of(here.database).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + b"\x01" * 600)
    restored = restore(backup, here, START + DAY)
    assert content_of(here.database) == content_of(backup)
    assert not journal_of(here.database).exists()
    assert restored.kept is not None
    assert journal_of(restored.kept).stat().st_size == 608


def test_what_is_no_backup_is_not_restored(here: Locations) -> None:
    """A picture, a damaged backup or a wrong name gives a sentence, and the data stays."""
    fill(here, 2)
    before = here.database.read_bytes()
    picture = here.backups_dir / "knee.png"
    picture.write_bytes(b"\x89PNG" + bytes(500))
    damaged = here.backups_dir / "kneetimer-20260101T000000Z.db"
    content = bytearray(before)
    content[4096:8192] = os.urandom(4096)
    damaged.write_bytes(content)
    with pytest.raises(ForeignFileError, match=r"knee\.png"):
        restore(picture, here, START)
    with pytest.raises(NotRestoredError, match="damaged"):
        restore(damaged, here, START)
    with pytest.raises(NotRestoredError, match="There is no backup"):
        restore(here.backups_dir / "gone.db", here, START)
    assert here.database.read_bytes() == before


def test_nothing_is_restored_under_an_open_window(here: Locations) -> None:
    """The window would go on writing to a file that is no longer there."""
    fill(here, 1)
    with History.open_to_write(here, StillClock()), pytest.raises(AlreadyOpenError):
        restore(backups_in(here.backups_dir)[0].path, here, START)
    with HistoryReader.open(here) as reader:
        assert len(reader.sessions()) == 2


BACKUPS = Path(__file__).parents[2] / "data" / "backups"


def spoiled(here: Locations, statement: str) -> Path:
    """A backup of what is here, changed with another program."""
    with History.open_to_write(here, StillClock()) as history:
        made = history.back_up()
    with closing(sqlite3.connect(made)) as connection:
        connection.execute(statement)
        connection.commit()
    return made


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (x)",
        "CREATE VIEW mine AS SELECT 1",
        "CREATE TRIGGER mine AFTER INSERT ON preference BEGIN SELECT 1; END",
        "DROP TABLE brief",
    ],
)
def test_a_backup_that_could_not_be_opened_is_not_put_back(here: Locations, statement: str) -> None:
    """What the next start would refuse is refused before anything is replaced."""
    fill(here, 1)
    backup = spoiled(here, statement)
    before = here.database.read_bytes()
    with pytest.raises(NotRestoredError, match="could not open it"):
        restore(backup, here, START + DAY)
    assert here.database.read_bytes() == before
    assert check.verify(here.database) == []


def test_a_backup_with_another_programs_table_is_not_put_back(here: Locations) -> None:
    """So is one that was found in the world; nothing is left of the attempt."""
    fill(here, 1)
    before = here.database.read_bytes()
    with pytest.raises(NotRestoredError, match="was not restored"):
        restore(BACKUPS / "backup-extra-table.db", here, START + DAY)
    assert here.database.read_bytes() == before
    assert not here.database.with_name("kneetimer-restoring.db").exists()


def test_a_changed_note_in_a_backup_is_told_before_anything_is_replaced(here: Locations) -> None:
    """A backup that was changed by hand is put back only once that is known, and then it is."""
    fill(here, 1)
    before = here.database.read_bytes()
    with pytest.raises(SpoiledBackupError) as caught:
        restore(BACKUPS / "backup-one-changed-note.db", here, START + DAY)
    assert len(caught.value.findings) == 1
    assert "changed or missing event" in caught.value.findings[0]
    assert here.database.read_bytes() == before
    done = restore(BACKUPS / "backup-one-changed-note.db", here, START + DAY, spoiled=True)
    assert [finding.sentence for finding in done.findings] == list(caught.value.findings)
    assert check.verify(here.database) != []


def test_what_a_backup_holds_is_known_without_putting_it_back(here: Locations) -> None:
    """Its sessions are counted, those that were discarded or deleted left out; none of its bytes changes."""
    with History.open_to_write(here, StillClock()) as history:
        store(history, whole_session(began(1)))
        gone = store(history, whole_session(began(2, started=START + DAY)))
        history.append(gone, Removed(START + 2 * DAY, True))
        made = history.back_up()
    before = made.read_bytes()
    held = examine(made)
    assert (held.sessions, held.last, held.findings) == (1, START.date(), ())
    assert made.read_bytes() == before
    (finding,) = examine(BACKUPS / "backup-one-changed-note.db").findings
    assert finding.session is not None
    with pytest.raises(DataFileError):
        examine(BACKUPS / "backup-extra-table.db")


def test_what_was_replaced_can_be_put_back_and_is_never_thinned(here: Locations) -> None:
    """A backup put back by mistake is undone by the same list, also after a year of backups."""
    clock = StillClock()
    with History.open_to_write(here, clock) as history:
        made = history.back_up()
        store(history, whole_session(began()))
    restore(made, here, START)
    newest = restorable_in(here.backups_dir)[0]
    assert newest.is_replaced and newest.path not in [each.path for each in backups_in(here.backups_dir)]
    with History.open_to_write(here, clock) as history:
        for _ in range(30):
            clock.now += 14 * DAY
            history.back_up()
    restore(newest.path, here, clock.now)
    with HistoryReader.open(here) as reader:
        assert len(reader.sessions()) == 1


def test_a_second_place_has_the_same_backups(here: Locations, tmp_path: Path) -> None:
    """Each backup is copied there, for its owner alone; old ones go when they go in the first place."""
    second = tmp_path / "stick"
    second.mkdir()
    (second / "kneetimer-holiday.db").write_text("mine")
    clock = StillClock()
    with History.open_to_write(here, clock) as history:
        for _ in range(14):
            made = history.back_up()
            copy = copy_to(made, second)
            clock.now += DAY / 8
    assert copy.read_bytes() == made.read_bytes()
    assert copy.stat().st_mode & 0o777 == 0o600
    names = [each.path.name for each in backups_in(here.backups_dir)]
    assert [each.path.name for each in backups_in(second)] == names
    assert len(names) < 14
    assert (second / "kneetimer-holiday.db").read_text() == "mine"


@pytest.mark.parametrize("name", ["stick", "x" * 300])
def test_a_second_place_that_is_not_there_is_not_made(here: Locations, tmp_path: Path, name: str) -> None:
    """A stick that is not connected, or cannot even be asked, is named; no folder fills the first disk."""
    with History.open_to_write(here, StillClock()) as history:
        made = history.back_up()
    with pytest.raises(NotBackedUpError, match="Connect its disk") as caught:
        copy_to(made, tmp_path / name)
    assert caught.value.path == tmp_path / name
    assert not (tmp_path / "stick").exists()
