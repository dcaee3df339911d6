"""Two computers and one folder: each leaves its own file there and takes in the other's."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from stored_sessions import began, script, store, whole_session

from kneetimer.core.knee import CheckMoment, FootNote, KneeCheck
from kneetimer.core.plan_edit import DoseEdit, DosePlace, PlanEdits
from kneetimer.core.preferences import Knee
from kneetimer.core.record import Removed
from kneetimer.storage.errors import NotExportedError, NotImportedError
from kneetimer.storage.exchange import shared_folder
from kneetimer.storage.exchange.transfer import Imported
from kneetimer.storage.installation import id_of
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.plans.plan_writer import plan_text
from kneetimer.storage.records.history import History, HistoryReader

KNOWN = {step.exercise for step in script().steps}
NOW = datetime(2026, 3, 2, 19, tzinfo=UTC)


class Computer:
    """A data folder of its own and the folder that is carried."""

    def __init__(self, place: Path, folder: Path) -> None:
        self.where: Locations = locate(place)
        self.folder = folder
        self.history = History.open_to_write(self.where, lambda: NOW)
        self.id = id_of(self.where)
        self.seen: dict[Path, shared_folder.Stamp] = {}

    def leaves(self, now: datetime = NOW) -> bool:
        return shared_folder.write(self.where, self.folder, self.id, now, "test")

    def takes(self) -> list[Imported | str]:
        found: list[Imported | str] = []
        for each in shared_folder.others(self.folder, self.id, self.seen):
            self.seen[each.path] = each.stamp
            if each.everything is None:
                found.append(each.trouble)
            else:
                found.append(shared_folder.take_in(self.history, each.everything, KNOWN, each.path))
        return found

    def knows(self) -> set[str]:
        with HistoryReader.open(self.where) as reader:
            return {record.id for record in reader.sessions()}


@pytest.fixture
def pair(memory_path: Path) -> tuple[Computer, Computer]:
    folder = memory_path / "Sync"
    folder.mkdir()
    return Computer(memory_path / "one", folder), Computer(memory_path / "two", folder)


def test_what_was_done_on_one_comes_to_the_other_and_back(pair: tuple[Computer, Computer]) -> None:
    """A session here, a knee there: after each has left its file and taken the other's both know both."""
    one, two = pair
    here = store(one.history, whole_session(began()))
    two.history.save_answer(KneeCheck("k", NOW, CheckMoment.BEFORE, 3, Knee.LEFT))
    assert one.leaves() and two.leaves()
    assert [each.answers for each in one.takes() if isinstance(each, Imported)] == [1]
    assert [each.sessions for each in two.takes() if isinstance(each, Imported)] == [1]
    assert two.knows() == {here}
    assert [check.level for check in one.history.knee_checks()] == [3]
    names = {path.name for path in one.folder.iterdir()}
    assert names == {f"kneetimer-{one.id}.json", f"kneetimer-{two.id}.json"}


def test_nothing_is_read_or_written_twice(pair: tuple[Computer, Computer]) -> None:
    """What has not changed is not written again, though the hour has; what was seen is not read again."""
    one, two = pair
    store(one.history, whole_session(began()))
    assert one.leaves()
    assert len(two.takes()) == 1
    assert not one.leaves(NOW + timedelta(hours=3))
    assert two.takes() == []
    backups = sorted(two.where.backups_dir.iterdir())
    two.seen.clear()
    (again,) = two.takes()
    assert isinstance(again, Imported) and again.added_nothing
    assert sorted(two.where.backups_dir.iterdir()) == backups


def test_years_are_not_gone_through_where_nothing_has_changed(
    pair: tuple[Computer, Computer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The data is read to be written after a note, a plan, or the loss of the own file, and else not."""
    one, _ = pair
    file = one.folder / f"kneetimer-{one.id}.json"

    def write(last: shared_folder.State | None) -> shared_folder.State:
        return shared_folder.write_changed(one.where, one.folder, one.id, NOW, "test", last)

    def reads_nothing(last: shared_folder.State) -> bool:
        with monkeypatch.context() as closed:
            closed.setattr(HistoryReader, "open", None)
            return write(last) == last

    first = write(None)
    assert reads_nothing(first)
    one.history.save_answer(FootNote("f", NOW, 2, 3))
    second = write(first)
    assert b'"foot-note"' in file.read_bytes()
    assert reads_nothing(second)
    one.where.plans_dir.mkdir()
    (one.where.plans_dir / "mine.toml").write_text("a plan")
    third = write(second)
    assert (one.folder / f"kneetimer-{one.id}-plan-mine.toml").exists()
    assert reads_nothing(third)
    file.unlink()
    assert reads_nothing(write(third)) and file.exists()


def test_only_what_is_not_known_has_to_be_taken_in(pair: tuple[Computer, Computer]) -> None:
    """Of a file that was taken in there is nothing left to do, until there is something new in it."""
    one, two = pair
    here = store(one.history, whole_session(began()))

    def wanted() -> bool:
        one.leaves()
        found = tuple(shared_folder.others(two.folder, two.id, {}))
        (theirs,) = shared_folder.without_known(two.where, found)
        return theirs.everything is not None

    assert wanted()
    two.takes()
    assert not wanted()
    one.history.append(here, Removed(NOW))
    assert wanted()


def test_a_plan_made_later_is_seen_and_what_a_crash_left_of_one_stays_here(
    pair: tuple[Computer, Computer],
) -> None:
    """A new plan alone, with no session since, is news to the other computer; half a plan is left nowhere."""
    one, two = pair
    one.leaves()
    assert len(two.takes()) == 1
    one.where.plans_dir.mkdir()
    (one.where.plans_dir / "mine.toml").write_text(plan_text(load_plan("six-week-knee"), load_exercises()))
    (one.where.plans_dir / "kneetimer-0a1b2c3d.part").write_text("half a plan")
    assert one.leaves()
    (news,) = shared_folder.others(two.folder, two.id, two.seen)
    assert [path.name for path in news.plans] == [f"kneetimer-{one.id}-plan-mine.toml"]
    assert news.plans[0].read_bytes() == (one.where.plans_dir / "mine.toml").read_bytes()
    assert len(two.takes()) == 1
    assert two.takes() == []


def test_a_change_to_a_plan_comes_along_where_the_plan_was_not_changed_here(
    pair: tuple[Computer, Computer],
) -> None:
    """A change alone is news, once, and what was changed on this computer stays as it is."""
    one, two = pair
    theirs = PlanEdits({DosePlace("strength", 1, 0): DoseEdit("squats", sets=4)})
    ours = PlanEdits({DosePlace("strength", 1, 0): DoseEdit("squats", sets=2)})
    one.history.save_plan_edits("six-week-knee", theirs)
    one.history.save_plan_edits("another", theirs)
    two.history.save_plan_edits("another", ours)
    one.leaves()
    (came,) = two.takes()
    assert isinstance(came, Imported) and not came.added_nothing
    assert two.history.plan_edits()[0] == {"six-week-knee": theirs, "another": ours}
    two.seen.clear()
    (again,) = two.takes()
    assert isinstance(again, Imported) and again.added_nothing


def test_a_deleted_session_is_deleted_on_both(pair: tuple[Computer, Computer]) -> None:
    """What one deletes the other shows no more."""
    one, two = pair
    here = store(one.history, whole_session(began()))
    one.leaves()
    two.takes()
    one.history.append(here, Removed(NOW))
    one.leaves()
    two.takes()
    assert two.knows() == set()


def test_a_file_that_is_half_there_is_told_and_read_when_it_is_whole(pair: tuple[Computer, Computer]) -> None:
    """One sentence names it, and nothing is taken; the sync program's next word is read again."""
    one, two = pair
    store(one.history, whole_session(began()))
    one.leaves()
    file = one.folder / f"kneetimer-{one.id}.json"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    (trouble,) = two.takes()
    assert isinstance(trouble, str)
    assert trouble.startswith(f"{file.name} of your other computer is not taken in: ")
    assert trouble.endswith("KneeTimer tries again by itself.")
    assert two.knows() == set()
    file.write_bytes(whole)
    assert len(two.takes()) == 1 and len(two.knows()) == 1


def test_copies_of_a_sync_program_and_other_files_are_left_alone(pair: tuple[Computer, Computer]) -> None:
    """Only the computers' own files are read, and deleting one's own leaves the others'."""
    one, two = pair
    one.leaves()
    stray = [one.folder / "kneetimer-0badcafe (conflicted copy).json", one.folder / "holiday.json"]
    for each in stray:
        each.write_text("{}")
    assert len(two.takes()) == 1
    two.leaves()
    assert shared_folder.forget(two.folder, two.id) == []
    assert {path.name for path in one.folder.iterdir()} == {
        f"kneetimer-{one.id}.json", *(each.name for each in stray)
    }  # fmt: skip


def test_a_folder_that_is_gone_is_one_sentence(pair: tuple[Computer, Computer]) -> None:
    """Reading and writing both name the folder and say that it is tried again."""
    one, _ = pair
    one.folder.rmdir()
    with pytest.raises(NotImportedError, match=r"The folder for your computers, .*Sync, cannot be read"):
        shared_folder.others(one.folder, one.id, {})
    with pytest.raises(NotExportedError, match=r"The folder for your computers, .*Sync, cannot be used"):
        one.leaves()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
@pytest.mark.timeout(30)
def test_a_pipe_in_the_place_of_a_file_is_told_and_not_waited_for(pair: tuple[Computer, Computer]) -> None:
    """Be it that of this computer's own file or that of a plan: a sentence names it."""
    one, two = pair
    os.mkfifo(one.folder / f"kneetimer-{one.id}.json")
    with pytest.raises(NotExportedError, match=r"Sync, cannot be used: it is not a file\."):
        one.leaves()
    two.where.plans_dir.mkdir()
    os.mkfifo(two.where.plans_dir / "mine.toml")
    with pytest.raises(NotExportedError, match=r"mine\.toml cannot be read: it is not a file\."):
        two.leaves()
