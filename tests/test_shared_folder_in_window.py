"""One folder for two computers in the whole program: a setting, a toast, and one sentence where it fails."""

from __future__ import annotations

from pathlib import Path

from on_screen import button, reads, toasted
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from stored_sessions import store, whole_session
from test_program import Person, person

from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Began
from kneetimer.core.script import build_script
from kneetimer.program.saver import AT_THE_END_S
from kneetimer.storage.exchange import shared_folder
from kneetimer.storage.installation import id_of
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.plans.plan_repository import PlanRepository
from kneetimer.storage.records.history import History

__all__ = ["person"]


def other_computer(person: Person, place: Path, folder: Path) -> str:
    """Somebody's other computer did a session and left its file; the session's id."""
    where = locate(place)
    with History.open_to_write(where, person.clock.now) as history:
        script = build_script(load_plan("six-week-knee"), 1, 1, Preferences(), load_exercises())
        done = store(history, whole_session(Began(script, False, person.clock.stamp(), "UTC", False)))
    shared_folder.write(where, folder, id_of(where), person.clock.now(), "test")
    return done


def test_what_the_other_computer_did_comes_in_and_is_said(
    person: Person, memory_path: Path, qtbot: QtBot
) -> None:
    """A folder is chosen in Settings: a toast says what came and when, and the own file is there."""
    folder = memory_path / "Sync"
    folder.mkdir()
    done = other_computer(person, memory_path / "other", folder)
    program = person.open()
    program.window.show_page("settings")
    assert button(program.settings().page, "Two computers, one folder: Choose folder").isEnabled()
    program.shared.choose(str(person.folder))
    assert reads(program.window.banner, "has your data file")
    program.shared.choose(str(folder))
    program.shared.exchange()
    qtbot.waitUntil(lambda: done in {each.id for each in program.model.records})
    told = "From your other computer at 19:00: 1 session"
    assert told in toasted(program.window)
    assert told in program.settings().page.pane.row("shared_folder").caption()
    own = folder / f"kneetimer-{id_of(program.model.where)}.json"
    qtbot.waitUntil(own.exists)
    person.close()
    assert done.encode() in own.read_bytes()


def test_a_session_is_not_disturbed_and_trouble_is_said_once(
    person: Person, memory_path: Path, qtbot: QtBot
) -> None:
    """While a session runs nothing comes in; a folder that is gone is told in one sentence, once."""
    folder = memory_path / "Sync"
    folder.mkdir()
    program = person.open(shared_folder=str(folder))
    said: list[str] = []
    program.shared.said.connect(said.append)
    person.press(Qt.Key.Key_Space)
    other_computer(person, memory_path / "other", folder)
    program.shared.exchange()
    assert not program.model.records
    program.flow.finish()
    program.shared.set_busy(False)
    for each in folder.iterdir():
        each.unlink()
    folder.rmdir()
    program.shared.exchange()
    qtbot.waitUntil(lambda: len(said) == 1)
    program.shared.exchange()
    program.shared.close(AT_THE_END_S)
    assert len(said) == 1 and "Sync, cannot be read" in said[0]


def test_what_cannot_be_taken_in_is_told_once_and_tried_again(
    person: Person, memory_path: Path, qtbot: QtBot
) -> None:
    """Where no backup can be made, then no plan be stored: one sentence each, and all is there in the end."""
    folder = memory_path / "Sync"
    folder.mkdir()
    theirs = PlanRepository(locate(memory_path / "other").plans_dir, load_exercises())
    mine = theirs.add(load_plan("six-week-knee"), "My winter").id
    done = other_computer(person, memory_path / "other", folder)
    program = person.open(shared_folder=str(folder))
    said: list[str] = []
    program.shared.said.connect(said.append)
    where, repository = program.model.where, program.model.plans.repository
    where.backups_dir.mkdir(exist_ok=True)
    aside = where.backups_dir.rename(memory_path / "aside")
    where.backups_dir.write_text("no folder")
    where.plans_dir.write_text("no folder")
    for _ in range(2):
        with qtbot.waitSignal(program.shared.noted):
            program.shared.exchange()
    assert len(said) == 1 and said[0].startswith("No backup was made"), said
    assert not program.model.records
    assert said[0] == program.shared.note
    where.backups_dir.unlink()
    aside.rename(where.backups_dir)
    program.shared.exchange()
    qtbot.waitUntil(lambda: len(said) == 2)
    assert {each.id for each in program.model.records} == {done}
    assert str(where.plans_dir) in said[1]
    where.plans_dir.unlink()
    program.window.show_page("plan")
    program.shared.exchange()
    qtbot.waitUntil(lambda: mine in repository.ids())
    assert "My winter (yours)" in [each.text() for each in program.plans.page.head.others.menu().actions()]
    assert len(said) == 2


def test_what_others_left_comes_in_where_nothing_can_be_written(
    person: Person, memory_path: Path, qtbot: QtBot
) -> None:
    """Something stands in the place of this computer's file: that is told, and the session is there."""
    folder = memory_path / "Sync"
    folder.mkdir()
    done = other_computer(person, memory_path / "other", folder)
    program = person.open(shared_folder=str(folder))
    said: list[str] = []
    program.shared.said.connect(said.append)
    (folder / f"kneetimer-{id_of(program.model.where)}.json").mkdir()
    program.shared.exchange()
    qtbot.waitUntil(lambda: len(said) == 1)
    assert "Sync, cannot be used" in said[0]
    assert {each.id for each in program.model.records} == {done}
