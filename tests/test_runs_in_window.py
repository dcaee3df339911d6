"""Runs and days in the whole program: real widgets, real files, keys and clicks; only time is told to it."""

from __future__ import annotations

import os
import stat
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from on_screen import parts
from private_bus import PrivateBus
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QScrollArea
from run_person import EVENING, SATURDAY, THURSDAY, Person, person
from run_samples import fit, gpx, tcx

from kneetimer.__main__ import main
from kneetimer.core.preferences import RunRule
from kneetimer.core.run import Run, RunKind, RunState
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import History
from kneetimer.ui.today.day_panel import RunRow

__all__ = ["person"]


def test_a_run_is_planned_with_two_clicks(person: Person) -> None:
    """A click on Saturday and one on Long run: it is stored, stands in the week, and keeps Friday free."""
    person.open()
    person.click_day(5)
    QTest.mouseClick(person.card.panel.kinds[2], Qt.MouseButton.LeftButton)
    assert [(run.day, run.kind, run.state) for run in person.stored()] == [
        (SATURDAY, RunKind.LONG, RunState.PLANNED)
    ]
    assert person.marks() == {"Thu": ["Session 1"], "Sat": ["Long run planned"], "Sun": ["Session 2"]}
    assert person.program is not None
    assert "Long run on Saturday. Leave Friday free." in person.texts()


def test_a_run_is_written_down_by_keyboard_alone(person: Person) -> None:
    """Tab to the week, arrows from today to Tuesday, Enter, Tab to Hard, Space; Escape closes the day."""
    program = person.open()
    person.card.strip.setFocus(Qt.FocusReason.TabFocusReason)
    person.press(Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Return)
    assert person.card.open_day() == THURSDAY - timedelta(days=2)
    person.press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert [(run.day, run.kind, run.state) for run in person.stored()] == [
        (THURSDAY - timedelta(days=2), RunKind.HARD, RunState.DONE)
    ]
    person.press(Qt.Key.Key_Escape)
    assert person.card.open_day() is None
    assert program.window.focusWidget() is person.card.strip


def test_space_in_the_week_does_not_start_the_session(person: Person) -> None:
    """With the keyboard in the week Space opens a day; elsewhere on the page it stays the one key."""
    program = person.open()
    person.card.strip.setFocus(Qt.FocusReason.TabFocusReason)
    person.press(Qt.Key.Key_Space)
    assert person.card.open_day() is not None
    assert not program.sessions().driver.is_running()


def test_a_click_on_a_day_leaves_space_to_the_session(person: Person) -> None:
    """After looking at a day with the mouse, Space still starts, and no run is added by it."""
    program = person.open()
    program.today.page.setFocus()
    person.click_day(5)
    person.press(Qt.Key.Key_Space)
    assert program.sessions().driver.is_running()
    assert person.stored() == []


def test_today_a_run_can_be_planned_or_done(person: Person) -> None:
    """On the day itself one more click says that it is still to come."""
    person.open()
    person.click_day(3)
    QTest.mouseClick(person.card.panel.state.buttons()[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(person.card.panel.kinds[0], Qt.MouseButton.LeftButton)
    assert [(run.day, run.state) for run in person.stored()] == [(THURSDAY, RunState.PLANNED)]
    QTest.mouseClick(parts(person.card.panel, RunRow)[0].done, Qt.MouseButton.LeftButton)
    assert [run.state for run in person.stored()] == [RunState.DONE]


def test_a_run_is_corrected_deleted_and_brought_back(person: Person) -> None:
    """Its kind changes with a click, Delete takes it away, and Undo in the banner brings it back."""
    program = person.open()
    person.click_day(3)
    QTest.mouseClick(person.card.panel.kinds[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(parts(person.card.panel, RunRow)[0].kind.buttons()[1], Qt.MouseButton.LeftButton)
    assert [run.kind for run in person.stored()] == [RunKind.HARD]
    assert program.today.page._title.text() == "Rest around your hard run"
    QTest.mouseClick(parts(person.card.panel, RunRow)[0].delete, Qt.MouseButton.LeftButton)
    assert person.stored() == []
    assert person.said() == "Hard run today deleted."
    QTest.mouseClick(program.window.toasts.toasts()[0].action, Qt.MouseButton.LeftButton)
    assert [run.kind for run in person.stored()] == [RunKind.HARD]


def test_deleting_by_keyboard_leaves_the_page_where_it_is(person: Person) -> None:
    """The keyboard is at the run that comes up into the place; in a small window nothing scrolls."""
    program = person.open()
    program.window.resize(960, 540)
    person.click_day(1)
    for _ in range(3):
        person.card.panel.kinds[0].click()
    delete = parts(person.card.panel, RunRow)[1].delete
    delete.setFocus(Qt.FocusReason.TabFocusReason)
    person.qtbot.waitUntil(lambda: not delete.visibleRegion().isEmpty())
    bars = [area.verticalScrollBar() for area in program.today.page.findChildren(QScrollArea)]
    before = [bar.value() for bar in bars]
    person.press(Qt.Key.Key_Space)
    near = parts(person.card.panel, RunRow)[1]
    person.qtbot.waitUntil(lambda: not near.visibleRegion().isEmpty())
    assert len(person.stored()) == 2
    assert near.isAncestorOf(program.window.focusWidget())
    assert max(before) > 0
    assert [bar.value() for bar in bars] == before


def test_next_week_can_be_planned_too(person: Person) -> None:
    """The arrow shows the next week, a run in it is stored on its day, and the way back is open."""
    person.open()
    QTest.mouseClick(person.card.later, Qt.MouseButton.LeftButton)
    person.click_day(6)
    QTest.mouseClick(person.card.panel.kinds[2], Qt.MouseButton.LeftButton)
    assert [run.day for run in person.stored()] == [date(2026, 12, 6)]
    assert person.marks() == {"Mon": ["Session 1"], "Wed": ["Session 2"], "Sun": ["Long run planned"]}
    QTest.mouseClick(person.card.earlier, Qt.MouseButton.LeftButton)
    assert person.marks() == {"Thu": ["Session 1"], "Sat": ["Session 2"]}


def test_a_window_made_smaller_cuts_nothing_off(person: Person) -> None:
    """From a wide window to the smallest one, with a day open, the page fits its width."""
    program = person.open()
    person.click_day(3)
    QTest.mouseClick(person.card.panel.kinds[0], Qt.MouseButton.LeftButton)
    scroll = program.today.page._scroll
    program.window.resize(1920, 640)
    person.qtbot.waitUntil(lambda: scroll.width() > 1500)
    program.window.resize(1024, 640)
    person.qtbot.waitUntil(lambda: scroll.width() < 900)
    person.qtbot.waitUntil(lambda: scroll.widget().width() <= scroll.viewport().width())


def test_dropped_files_become_runs(person: Person, tmp_path: Path) -> None:
    """Three formats at once; the copy of a run is recognised, and the broken file gives a sentence."""
    person.open()
    morning = EVENING.replace(hour=7)
    files = {
        "monday.fit": fit(morning - timedelta(days=3)),
        "monday-copy.gpx": gpx(morning - timedelta(days=3)),
        "tuesday.tcx": tcx(morning - timedelta(days=2), notes="6 x 800 intervals"),
        "broken.fit": fit(morning)[:50],
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    person.drop(*(tmp_path / name for name in files))
    person.wait_for_files(2)
    assert [run.kind for run in person.stored()] == [RunKind.EASY, RunKind.HARD]
    said = "2 runs added. 1 was known already. broken.fit is cut short or damaged."
    person.qtbot.waitUntil(lambda: person.said() == said)
    person.drop(tmp_path / "monday.fit")
    person.qtbot.waitUntil(lambda: person.said() == "1 was known already.")
    assert len(person.stored()) == 2


def test_a_file_is_chosen_by_keyboard(person: Person, tmp_path: Path) -> None:
    """Import runs opens a dialog, its name is typed, and the run of today is in the week."""
    program = person.open()
    (tmp_path / "run.gpx").write_bytes(gpx(EVENING.replace(hour=7)))
    person.card.import_button.setFocus(Qt.FocusReason.TabFocusReason)
    person.press(Qt.Key.Key_Return)
    dialog = program.window.findChild(QFileDialog)
    assert dialog is not None
    edit = dialog.findChild(QLineEdit, "fileNameEdit")
    assert edit is not None
    dialog.setDirectory(str(tmp_path))
    QTest.keyClicks(edit, "run.gpx")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    person.wait_for_files(1)
    assert person.marks()["Thu"] == ["Session 1", "Easy run"]
    assert person.said() == "1 run added."


def test_a_watched_folder_is_looked_at_when_the_window_comes_to_the_front(
    person: Person, tmp_path: Path, qapp: QApplication
) -> None:
    """What is there at the start is read, what comes later too, and a deleted run does not come back."""
    folder = tmp_path / "watch"
    folder.mkdir()
    (folder / "a.fit").write_bytes(fit(EVENING - timedelta(days=2)))
    now = EVENING.timestamp()
    os.utime(folder / "a.fit", (now, now))
    person.open(watched_folder=str(folder))
    person.wait_for_files(1)
    (folder / "b.fit").write_bytes(fit(EVENING - timedelta(days=1)))
    (folder / "notes.gpx").write_bytes(b"<gpx/>")
    for name in ("b.fit", "notes.gpx"):
        os.utime(folder / name, (now, now))
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    person.wait_for_files(2)
    settings = person.open_schedule()
    said = settings.pane.row("watched_folder").caption()
    assert "notes.gpx, a GPX file without a track: It has no points with a time." in said
    person.back_to_today()
    person.click_day(2)
    delete = parts(person.card.panel, RunRow)[0].delete
    person.qtbot.waitUntil(lambda: delete.height() > 0)
    QTest.mouseClick(delete, Qt.MouseButton.LeftButton)
    person.close()
    program = person.open()
    person.qtbot.waitUntil(lambda: not program.runs.files.intake.is_busy())
    assert [run.source for run in person.stored()] == ["a.fit"]


def test_days_are_wished_for_by_keyboard(person: Person) -> None:
    """Friday alone makes Thursday a free day, says so, and still lets the person start."""
    program = person.open()
    person.card.schedule_button.setFocus(Qt.FocusReason.TabFocusReason)
    person.press(Qt.Key.Key_Space)
    assert program.window.current_page() == "settings"
    person.press(*[Qt.Key.Key_Right] * 4, Qt.Key.Key_Space)
    person.qtbot.waitUntil(lambda: person.preferences().wish_days == (4,))
    person.back_to_today()
    assert program.today.page._title.text() == "Free day"
    assert "Your day is Friday. Next session: tomorrow." in person.texts()
    assert person.marks() == {"Fri": ["Session 1"]}
    program.today.page.setFocus()
    person.press(Qt.Key.Key_Space)
    assert program.sessions().driver.is_running()


def test_runs_and_sessions_can_be_kept_apart(person: Person) -> None:
    """With an easy run planned today the choice moves the session, and choosing back brings it back."""
    program = person.open()
    person.click_day(3)
    QTest.mouseClick(person.card.panel.state.buttons()[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(person.card.panel.kinds[0], Qt.MouseButton.LeftButton)
    assert program.today.page._title.text() == "Ready for your first session"
    settings = person.open_schedule()
    settings.controls.choices["run_rule"].buttons()[1].click()
    person.qtbot.waitUntil(lambda: person.preferences().run_rule is RunRule.APART)
    person.back_to_today()
    assert program.today.page._title.text() == "Run day"
    assert "Today is a day with a run. Better for the session: tomorrow." in person.texts()
    person.open_schedule().controls.choices["run_rule"].buttons()[0].click()
    person.back_to_today()
    assert "Better for the session" not in person.texts()


def _starts(path: Path) -> list[datetime]:
    calendar = Calendar.from_ical(path.read_bytes())
    return [event["DTSTART"].dt for event in calendar.walk("VEVENT")]


def test_the_calendar_file_follows_the_week(person: Person, tmp_path: Path) -> None:
    """It has the plan's twelve sessions on the wished days, and a long run moves the one before it."""
    file = tmp_path / "knee.ics"
    program = person.open(wish_days=(1, 4), calendar_file=str(file), reminder_at="07:15")
    before = _starts(file)
    assert before[:3] == [
        datetime(2026, 11, 27, 7, 15),
        datetime(2026, 12, 1, 7, 15),
        datetime(2026, 12, 4, 7, 15),
    ]
    assert len(before) == 12
    person.click_day(5)
    QTest.mouseClick(person.card.panel.kinds[2], Qt.MouseButton.LeftButton)
    assert _starts(file)[0] == datetime(2026, 11, 26, 7, 15)
    assert program.today.page._title.text() == "Ready for your first session"


def test_a_calendar_file_that_cannot_be_written_is_said(person: Person, tmp_path: Path) -> None:
    """The letter that was chosen by mistake stays as it is, and the window says why."""
    letter = tmp_path / "letter.ics"
    letter.write_text("Dear Sam")
    person.open(calendar_file=str(letter))
    assert person.said() == f"{letter} is not a calendar file, so nothing was written to it."
    assert letter.read_text() == "Dear Sam"


def test_the_reminder_comes_once_at_its_time(person: Person) -> None:
    """At 19:00 the open window says what is next; a second look on the same day says nothing."""
    program = person.open(reminder_at="19:00")
    program.reminder.look_at_time()
    assert person.said() == ""
    person.clock.ms += 30 * 60_000
    program.reminder.look_at_time()
    assert person.said().startswith("Your knee session is next. It takes about ")
    program.window.banner.dismiss()
    program.reminder.look_at_time()
    assert person.said() == ""


def test_nobody_is_reminded_in_a_session(person: Person) -> None:
    """Who is training already is not told to."""
    program = person.open(reminder_at="18:30")
    program.today.page.setFocus()
    person.press(Qt.Key.Key_Space)
    program.reminder.look_at_time()
    assert person.said() == ""


@pytest.fixture
def commands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder in which the commands of a system stand, and where they write what they were told."""
    folder = tmp_path / "bin"
    folder.mkdir()
    script = folder / "systemctl"
    script.write_text(f'#!/bin/sh\nprintf "%s\\n" "$*" >> "{folder}/systemctl.said"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return folder


def test_the_systems_timer_is_set_up_and_removed_with_one_click(
    person: Person, commands: Path, tmp_path: Path
) -> None:
    """Set up writes two files and tells the system, a new time changes them, Remove leaves nothing."""
    person.open(reminder_at="18:45")
    schedule = person.open_schedule().controls.schedule
    schedule.system_timer.click()
    units = tmp_path / "config" / "systemd" / "user"
    service = (units / "kneetimer-remind.service").read_text()
    assert "OnCalendar=*-*-* 18:45:00\n" in (units / "kneetimer-remind.timer").read_text()
    assert f'"remind" "--data-dir" "{person.folder}"\n' in service
    assert schedule.system_timer.text() == "Remove"
    schedule.time.stepUp()
    assert "OnCalendar=*-*-* 19:00:00\n" in (units / "kneetimer-remind.timer").read_text()
    schedule.system_timer.click()
    assert list(units.iterdir()) == []
    said = (commands / "systemctl.said").read_text().splitlines()
    assert said[:3] == [
        "--user daemon-reload",
        "--user enable kneetimer-remind.timer",
        "--user restart kneetimer-remind.timer",
    ]
    assert "--user disable --now kneetimer-remind.timer" in said


def test_the_systems_timer_goes_with_the_reminder_and_comes_back_with_an_undo(
    person: Person, commands: Path, tmp_path: Path
) -> None:
    """Reset all takes the timer away, and Undo sets it up again as it was."""
    program = person.open(reminder_at="18:45")
    settings = person.open_schedule()
    settings.controls.schedule.system_timer.click()
    settings.reset_all.click()
    units = tmp_path / "config" / "systemd" / "user"
    assert list(units.iterdir()) == []
    assert not settings.controls.schedule.system_timer.isEnabled()
    settings.foot.undo.click()
    assert program.model.preferences.reminder_at == "18:45"
    assert "OnCalendar=*-*-* 18:45:00\n" in (units / "kneetimer-remind.timer").read_text()
    assert settings.controls.schedule.system_timer.text() == "Remove"


def test_a_system_that_refuses_is_quoted_and_nothing_stays(
    person: Person, commands: Path, tmp_path: Path
) -> None:
    """Where systemd does not answer, the window says so and no file is left behind."""
    (commands / "systemctl").write_text("#!/bin/sh\necho 'Failed to connect to bus' >&2\nexit 1\n")
    person.open(reminder_at="18:45")
    schedule = person.open_schedule().controls.schedule
    schedule.system_timer.click()
    assert person.said() == "The system did not take the timer: Failed to connect to bus."
    assert list((tmp_path / "config" / "systemd" / "user").iterdir()) == []
    assert schedule.system_timer.text() == "Set up"


def _remind(person: Person) -> None:
    assert main(["remind", "--data-dir", str(person.folder)], person.clock) == 0


def test_kneetimer_remind_tells_what_is_due(
    person: Person, bus: PrivateBus, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """There is a notification where a session is due now, and none beside a window or a hard run."""
    services = bus.offer("notifications")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    _remind(person)
    now = person.clock.now()
    person.open(reminder_at=f"{now:%H:%M}")
    _remind(person)
    assert services.calls("Notify") == []
    person.close()
    _remind(person)
    assert len(services.calls("Notify")) == 1
    assert services.calls("Notify")[0][3].startswith("Your knee session is next. It takes about ")
    with History.open_to_write(locate(person.folder), person.clock.now) as history:
        history.save_answer(Run(now.date(), RunKind.HARD, id="r"))
    _remind(person)
    assert len(services.calls("Notify")) == 1
    assert capsys.readouterr().out == ""


def test_kneetimer_remind_prints_where_no_desktop_answers(
    person: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without a desktop that shows notifications the sentence is printed."""
    person.open(reminder_at=f"{person.clock.now():%H:%M}")
    person.close()
    _remind(person)
    assert capsys.readouterr().out.startswith("Your knee session is next. ")
