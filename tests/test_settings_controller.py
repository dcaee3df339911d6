"""Settings in the whole program: from Today to a rest, backups put back, everything deleted."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import SlowDisk
from on_screen import button, part, parts, reads, use
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot
from stored_sessions import StillClock, began, content_of, store, whole_session
from test_program import Person, person

from kneetimer.core.preferences import Preferences, ThemeChoice
from kneetimer.core.record import Removed
from kneetimer.core.run import RunKind
from kneetimer.program import start as app
from kneetimer.program.model import open_data
from kneetimer.program.program import Program
from kneetimer.storage.engine.backup import backups_in
from kneetimer.storage.engine.restore import examine
from kneetimer.storage.exchange.conflicts import conflicts_in, merge_copy
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.storage.records.write_queue import Batch
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.progress import words as progress_words
from kneetimer.ui.shell.nav_button import NavButton
from kneetimer.ui.today.day_panel import RunRow
from kneetimer.ui.today.session_card import NextSessionCard

__all__ = ["person"]

BACKUPS = Path(__file__).with_name("data") / "backups"


def plus(stepper: Stepper) -> None:
    """A click on the plus of a number."""
    place = stepper.rect().center()
    place.setX(stepper.width() - 22)
    target = stepper.childAt(place)
    assert target is not None
    QTest.mouseClick(target, Qt.MouseButton.LeftButton)


def back_up_now(person: Person, qtbot: QtBot) -> None:
    """Press it on the settings, and see that a backup is there."""
    assert person.program is not None
    page, folder = person.program.settings().page, person.folder / "backups"
    before = len(backups_in(folder))
    page.data.back_up.click()
    qtbot.waitUntil(lambda: len(backups_in(folder)) > before)
    qtbot.waitUntil(lambda: reads(page.data, "backed up today at"))


@pytest.fixture
def slow_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[SlowDisk]:
    made = SlowDisk(monkeypatch)
    yield made
    made.answers.set()


def test_the_summary_is_left_while_the_disk_is_slow(
    person: Person, qtbot: QtBot, slow_disk: SlowDisk
) -> None:
    """Today is there before the backup is, and the backup has the whole session with its last answer."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(36 * 60)
    program.summary().page.finish()
    assert program.window.current_page() == "today"
    assert program.today.page.isVisible()
    qtbot.waitUntil(slow_disk.asked.is_set)
    folder = person.folder / "backups"
    assert backups_in(folder) == []
    slow_disk.answers.set()
    qtbot.waitUntil(lambda: bool(backups_in(folder)))
    examined = examine(backups_in(folder)[0].path)
    assert (examined.sessions, examined.findings) == (1, ())


def test_the_end_of_a_session_that_is_stored_late_is_in_its_backup(
    person: Person, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page is left while the data file is still being written, and the backup waits for that."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(35 * 60)
    answers, write = threading.Event(), Batch.write

    def late(batch: Batch, history: History) -> None:
        answers.wait()
        write(batch, history)

    monkeypatch.setattr(Batch, "write", late)
    try:
        person.wait(60)
        program.summary().page.finish()
        assert program.today.page.isVisible()
        assert program.model.queue is not None and program.model.queue.waits
    finally:
        answers.set()
    folder = person.folder / "backups"
    qtbot.waitUntil(lambda: bool(backups_in(folder)))
    assert content_of(backups_in(folder)[0].path) == content_of(locate(person.folder).database)


def test_closing_does_not_wait_for_a_backup_for_long(
    person: Person, qtbot: QtBot, slow_disk: SlowDisk, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where a disk does not answer at all the window closes all the same, and the session is stored."""
    program = person.open()
    assert program.model.saver is not None
    program.model.saver.at_the_end_s = 0.2
    person.press(Qt.Key.Key_Space)
    person.wait(36 * 60)
    program.summary().page.finish()
    qtbot.waitUntil(slow_disk.asked.is_set)
    person.close()
    assert backups_in(person.folder / "backups") == []
    assert [each["state"] for each in person.history(capsys)] == ["finished"]
    slow_disk.answers.set()
    qtbot.waitUntil(lambda: bool(backups_in(person.folder / "backups")))


def test_nothing_is_deleted_while_a_backup_is_written(
    person: Person, qtbot: QtBot, slow_disk: SlowDisk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It would be there after everything is deleted: the person is told, and asked to try again."""
    monkeypatch.setattr("kneetimer.program.settings_controller.AT_THE_END_S", 0.05)
    program = person.open(pace=1.5)
    program.window.show_page("settings")
    data = program.settings().page.data
    data.back_up.click()
    qtbot.waitUntil(slow_disk.asked.is_set)
    data.erase.click()
    QTest.keyClicks(data.erase_word.edit, "delete")
    data.erase_yes.click()
    assert "still being written" in program.window.banner.message()
    assert program.model.preferences.pace == 1.5
    slow_disk.answers.set()
    qtbot.waitUntil(lambda: bool(backups_in(person.folder / "backups")))


def test_a_backup_that_cannot_be_made_is_told(person: Person, qtbot: QtBot) -> None:
    """The banner says so and names what is in the way, until one can be made again."""
    program = person.open()
    folder = person.folder / "backups"
    folder.rmdir()
    folder.write_text("in the way")
    program.window.show_page("settings")
    program.settings().page.data.back_up.click()
    qtbot.waitUntil(lambda: "No backup was made" in program.window.banner.message())
    assert str(folder) in program.window.banner.message()
    folder.unlink()
    program.settings().page.data.back_up.click()
    qtbot.waitUntil(program.window.banner.isHidden)
    assert backups_in(folder)


def test_from_today_a_rest_is_changed_in_two_clicks_and_the_minutes_are_there(person: Person) -> None:
    """Adjust, plus: the page says what the session takes now; a third click is back on Today."""
    program = person.open()
    before = program.model.outlook.script().length_ms
    use(program.today.page, "Adjust rest and pace", by_mouse=True)
    plus(program.settings().page.controls.steppers["rest_sets_s"])
    assert program.model.preferences.rest_sets_s == 50
    after = program.model.outlook.script().length_ms
    assert after > before
    assert reads(program.settings().page, f"→ {round(after / 60_000)} min, done at ")
    part(program.window, NavButton, "Today").click()
    assert reads(part(program.today.page, NextSessionCard), f"About {round(after / 60_000)} min")


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)])
def test_the_minutes_are_in_sight_when_settings_open_for_the_first_time(
    person: Person, qtbot: QtBot, size: tuple[int, int]
) -> None:
    """The line that says them is pinned under the section, whatever the window's size."""
    program = person.open()
    program.window.resize(*size)
    program.window.show_page("settings")
    page = program.settings().page
    assert reads(page, "35 min, done at ")
    qtbot.waitUntil(lambda: not page.foot.visibleRegion().isEmpty())
    assert page.rect().contains(page.foot.geometry())


def test_adjust_by_keys_stands_at_the_rest(person: Person) -> None:
    """From Today, Adjust and Up: the keyboard is at the rest between sets already."""
    program = person.open()
    button(program.today.page, "Adjust rest and pace").setFocus(Qt.FocusReason.TabFocusReason)
    person.press(Qt.Key.Key_Space, Qt.Key.Key_Up)
    assert program.model.preferences.rest_sets_s == 50


def test_a_rest_for_today_is_gone_after_the_session(person: Person) -> None:
    """Today's session has it; the next one has the plan's again."""
    program = person.open()
    usual = program.model.outlook.script().length_ms
    today = person.clock.now().date().isoformat()
    program.settings().page.changed.emit(
        program.model.preferences.with_(today_rest_s=120, today_rest_on=today)
    )
    assert program.model.outlook.script().length_ms > usual
    program.window.show_page("today")
    person.press(Qt.Key.Key_Space)
    person.wait(50 * 60)
    assert program.summary().page.isVisible()
    assert (program.model.preferences.today_rest_s, program.model.preferences.today_rest_on) == (None, "")


def test_a_rest_for_today_is_nothing_tomorrow(person: Person) -> None:
    """Who did not train today finds the usual rest tomorrow."""
    program = person.open()
    usual = program.model.outlook.script().length_ms
    today = person.clock.now().date().isoformat()
    program.settings().page.changed.emit(
        program.model.preferences.with_(today_rest_s=120, today_rest_on=today)
    )
    person.clock.ms += 86_400_000
    assert program.model.outlook.script().length_ms == usual


def test_a_backup_is_put_back_and_the_window_goes_on_with_it(
    person: Person, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    """A session after the backup is gone with it, a setting too; what was replaced is kept."""
    program = person.open()
    program.window.show_page("settings")
    back_up_now(person, qtbot)
    program.settings().page.controls.steppers["pace"].stepUp()
    program.window.show_page("today")
    person.press(Qt.Key.Key_Space)
    person.wait(30)
    person.close()
    program = person.open()
    assert len(person.history(capsys)) == 1
    program.window.show_page("settings")
    data = program.settings().page.data
    data.choose.click()
    data.restore_buttons[-1].click()
    data.restore_yes.click()
    assert program.model.preferences.pace == 1.0
    assert program.window.current_page() == "today"
    assert person.history(capsys) == []
    kept = [path.name for path in (person.folder / "backups").iterdir() if "replaced" in path.name]
    assert len(kept) == 1
    person.press(Qt.Key.Key_Space)
    person.wait(2)
    assert person.at == "leg-swing-forward ready 1"


def test_a_changed_backup_is_told_and_asked_about(person: Person, qtbot: QtBot) -> None:
    """What was changed stands in the question; Yes puts it back, and what it replaced is in the list."""
    program = person.open()
    spoiled = person.folder / "backups" / "kneetimer-20260101T080000Z.db"
    spoiled.write_bytes((BACKUPS / "backup-one-changed-note.db").read_bytes())
    program.window.show_page("settings")
    data = program.settings().page.data
    data.choose.click()
    qtbot.waitUntil(lambda: reads(data, "something in it was changed or damaged"))
    data.restore_buttons[0].click()
    assert reads(data, "has a changed or missing event")
    data.restore_yes.click()
    assert program.model.records != []
    program.window.show_page("settings")
    data.choose.click()
    qtbot.waitUntil(lambda: reads(data, "replaced by a backup; 0 sessions; the last one in order"))
    data.restore_buttons[0].click()
    data.restore_yes.click()
    assert not program.model.records


def test_backups_go_to_a_second_place_too(person: Person, qtbot: QtBot) -> None:
    """What is backed up is copied there; where that is not there, the settings say so, and nothing waits."""
    program = person.open()
    stick = person.folder.parent / "stick"
    stick.mkdir()
    page = program.settings().page
    page.changed.emit(program.model.preferences.with_(backup_folder=str(stick)))
    program.window.show_page("settings")
    page.data.back_up.click()
    qtbot.waitUntil(lambda: len(backups_in(stick)) == 1)
    page.data.choose.click()
    qtbot.waitUntil(lambda: reads(page.data, "0 sessions; in order\nin "))
    page.changed.emit(program.model.preferences.with_(backup_folder=str(stick / "gone")))
    page.data.back_up.click()
    qtbot.waitUntil(lambda: reads(page.data, "Connect its disk"))
    assert not (stick / "gone").exists()


def test_deleted_sessions_are_forgotten_after_a_question(person: Person) -> None:
    """What was deleted is kept until the person wants it gone; after that nothing has it, Undo neither."""
    program = person.open()
    assert program.model.history is not None
    gone = store(program.model.history, whole_session(began()))
    program.model.history.append(gone, Removed(person.clock.now()))
    program.window.show_page("settings")

    said: list[str] = []

    def agree() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            said.append(box.text())
            next(each for each in box.buttons() if each.text() == "Forget for good").click()

    QTimer.singleShot(0, program, agree)
    program.settings().page.data.forget.click()
    assert program.model.history is not None
    assert "1 deleted session" in said[0]
    assert program.model.history.sessions(include_removed=True) == []


def test_a_plan_whose_file_is_gone_is_told_on_today(person: Person) -> None:
    """The usual plan is shown meanwhile, and what brings the own one back stands above it."""
    program = person.open(plan="my-rehab")
    assert program.window.current_page() == "today"
    assert reads(program.window, "“my-rehab” is not there any more")
    assert program.model.outlook.plan.id == "six-week-knee"
    assert program.model.preferences.plan == "my-rehab"


@pytest.mark.parametrize(
    "name",
    [
        "kneetimer (Anna's conflicted copy 2026-11-20).db",
        "kneetimer.sync-conflict-20261120-184000-ABCDEFG.db",
        "kneetimer_conflict-20261120-184000.db",
        "kneetimer (1).db",
    ],
)
def test_the_copy_of_a_sync_program_is_merged(memory_path: Path, name: str) -> None:
    """Its sessions come, each once; it is kept under another ending, and other files are left alone."""
    here, there = locate(memory_path / "here"), locate(memory_path / "there")
    with History.open_to_write(there, StillClock()) as history:
        store(history, whole_session(began(2)))
    with History.open_to_write(here, StillClock()) as history:
        store(history, whole_session(began(1)))
        there.database.rename(here.data_dir / name)
        (here.data_dir / "kneetimer (2).db").write_text("no data of ours")
        (copy,) = conflicts_in(here)
        assert merge_copy(history, copy).sessions == 1
        assert len(history.sessions()) == 2
        assert conflicts_in(here) == []
    assert (here.data_dir / f"{name}.merged").exists()


def test_copies_are_offered_for_merging(person: Person, qtbot: QtBot) -> None:
    """The window asks once it is open; after Merge the sessions of the copy are there."""
    there = locate(person.folder.parent / "there")
    with History.open_to_write(there, StillClock()) as history:
        store(history, whole_session(began(2)))
    person.folder.mkdir(exist_ok=True)
    there.database.rename(person.folder / "kneetimer (conflicted copy 2026-03-01).db")
    program = person.open()
    agrees = QTimer(program)

    def agree() -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QMessageBox):
            agrees.stop()
            next(each for each in box.buttons() if each.text() == "Merge").click()

    agrees.timeout.connect(agree)
    agrees.start(10)
    qtbot.waitUntil(lambda: len(program.model.records) == 1)


def test_runs_go_on_in_the_data_that_was_put_back(person: Person, qtbot: QtBot) -> None:
    """A run from after the backup is gone with it, and the next one is stored beside the others."""
    program = person.open()
    program.window.show_page("settings")
    back_up_now(person, qtbot)
    program.window.show_page("today")
    today = person.clock.now().date()
    program.runs.open_day(today)
    program.today.page.week.panel.kinds[0].click()
    program.window.show_page("settings")
    data = program.settings().page.data
    data.choose.click()
    data.restore_buttons[0].click()
    data.restore_yes.click()
    program.runs.open_day(today)
    assert parts(program.today.page.week.panel, RunRow) == []
    program.today.page.week.panel.kinds[1].click()
    with HistoryReader.open(locate(person.folder)) as reader:
        assert [run.kind for run in reader.runs()] == [RunKind.HARD]


def test_after_deleting_everything_the_program_starts_as_new(
    person: Person, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    """No session, no setting and no backup is left, and the first start asks again."""
    program = person.open(pace=1.5)
    program.window.show_page("settings")
    back_up_now(person, qtbot)
    data = program.settings().page.data
    data.erase.click()
    QTest.keyClicks(data.erase_word.edit, "delete")
    data.erase_yes.click()
    assert program.first_start().isVisible()
    assert program.model.preferences == Preferences()
    assert backups_in(person.folder / "backups") == []
    assert person.history(capsys) == []
    person.close()
    assert person.open().model.preferences.pace == 1.0


def test_the_figures_are_drawn_as_chosen(person: Person, qtbot: QtBot) -> None:
    """Another body shape changes the pictures on Today, as soon as they are drawn anew."""
    program = person.open()
    tile = button(program.today.page, "Glute bridges, 2 × 20")
    blank = tile.grab().toImage()
    qtbot.waitUntil(lambda: tile.grab().toImage() != blank)
    before = tile.grab().toImage()
    program.settings().page.changed.emit(program.model.preferences.with_(body_shape="b", skin_tone="dark"))
    qtbot.waitUntil(lambda: tile.grab().toImage() not in (blank, before))


def test_after_a_file_that_could_not_be_opened_is_restored_progress_offers_editing(
    person: Person, qtbot: QtBot
) -> None:
    """While the file is damaged nothing can be changed; with the backup in its place everything can."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(36 * 60)
    program.summary().page.finish()  # which makes a backup
    person.close()
    database = locate(person.folder).database
    database.write_bytes(b"SQLite format 3\0" + bytes(4000))
    opened = open_data(person.folder, person.clock)
    assert not isinstance(opened, app.AlreadyOpenError)
    program = person.program = Program(*opened, clock=person.clock)
    program.show()
    program.window.show_page("progress")
    page = program.progress().page
    assert not button(page, str(progress_words.ADD_SESSION)).isVisible()
    program.window.show_page("settings")
    data = program.settings().page.data
    data.choose.click()
    data.restore_buttons[0].click()
    data.restore_yes.click()
    program.window.show_page("progress")
    assert button(page, str(progress_words.ADD_SESSION)).isVisible()
    page.sheets.open(page.table.session_at(0))
    sheet = page.sheets.sheet()
    assert sheet is not None and button(sheet, str(progress_words.SAVE)).isVisible()
    file = person.folder / "mine.fit"
    program.progress().fit_to(page.table.session_at(0), file)
    assert file.read_bytes()[8:12] == b".FIT"
    assert reads(sheet, str(file))
    program.progress().fit_to(page.table.session_at(0), person.folder)
    assert reads(sheet, "was not written")
    sheet.close()


def test_sessions_a_week_are_those_that_the_plan_is_made_for(person: Person) -> None:
    """Ten essentials may be done once or twice a week, the six-week plan twice or three times; both keep."""
    program = person.open(sessions_a_week=3)
    program.window.show_page("settings")
    row = program.settings().page.controls.choices["sessions_a_week"]

    def offered() -> list[str]:
        return [button.text() for button in row.buttons() if not button.isHidden()]

    assert offered() == ["2", "3"]
    program.plans.page.head.plan_chosen.emit("ten-essentials-home")
    program.window.show_page("today")
    program.window.show_page("settings")
    assert offered() == ["1", "2"]
    assert row.choice() == 1  # the second of seven: more than two a week it is not made for
    row.buttons()[0].click()
    assert program.model.preferences.sessions_a_week == 1
    assert len(program.model.outlook.coming()) == 6
    program.plans.page.head.plan_chosen.emit("six-week-knee")
    program.window.show_page("today")
    program.window.show_page("settings")
    assert (offered(), row.choice()) == (["2", "3"], 1)
    assert len(program.model.outlook.coming()) == 12


def commits(person: Person) -> int:
    """How often something was written: the file's own count of its changes, in its header."""
    return int.from_bytes(locate(person.folder).database.read_bytes()[24:28], "big")


def stored(person: Person) -> Preferences:
    """The choices as they are in the file, read beside the running program."""
    with HistoryReader.open(locate(person.folder)) as reader:
        return reader.preferences()[0]


def test_ten_presses_are_stored_once(person: Person, qtbot: QtBot) -> None:
    """The choices follow each press at once, and are written in one commit when the presses have ended."""
    program = person.open()
    program.window.show_page("settings")
    before = commits(person)
    for _ in range(10):
        program.settings().page.controls.steppers["change_side_s"].stepUp()
    assert program.model.preferences.change_side_s == 18
    assert commits(person) == before
    qtbot.waitUntil(lambda: stored(person).change_side_s == 18)
    assert commits(person) == before + 1


def test_a_choice_is_stored_before_another_page_is_in_sight(person: Person) -> None:
    """Whoever leaves the page at once loses nothing, be it that the machine dies on the next page."""
    program = person.open()
    program.window.show_page("settings")
    program.settings().page.controls.steppers["pace"].stepUp()
    assert stored(person).pace == 1.0
    program.window.show_page("today")
    assert stored(person).pace == 1.1


def test_a_choice_is_stored_when_the_window_closes(person: Person) -> None:
    """A press just before the end is there at the next start."""
    program = person.open()
    program.window.show_page("settings")
    program.settings().page.controls.switches["flash"].click()
    person.close()
    assert stored(person).flash


def test_what_assistive_technology_does_is_stored(person: Person) -> None:
    """The first action that a switch and a choice offer changes what is in the file, like a click."""
    program = person.open()
    program.window.show_page("settings")
    controls = program.settings().page.controls
    for control in (controls.switches["voice"], controls.choices["theme"].buttons()[2]):
        told = QAccessible.queryAccessibleInterface(control).actionInterface()
        told.doAction(told.actionNames()[0])
    program.window.show_page("today")
    assert (stored(person).voice, stored(person).theme) == (False, ThemeChoice.DARK)
