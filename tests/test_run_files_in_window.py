"""Files of runs by the hundred in the whole program: archives, watched folders, questions, progress."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path

from on_screen import parts
from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from run_person import EVENING, Person, person
from run_samples import even, fit_of, fit_points, fit_session, framed, gpx_of, points, service_export

from kneetimer.core.run import RunState
from kneetimer.ui.today.run_files import QuestionRow, RunFilesPanel

__all__ = ["person"]

MORNING = EVENING.replace(hour=7)


def wait_until_read(person: Person) -> None:
    assert person.program is not None
    files = person.program.runs.files
    person.qtbot.waitUntil(lambda: not files.intake.is_busy(), timeout=60_000)


def panel(person: Person) -> RunFilesPanel:
    found = person.card.findChild(RunFilesPanel)
    assert found is not None
    return found


def test_the_export_of_a_service_is_taken_in_through_the_window(person: Person, tmp_path: Path) -> None:
    """300 activities in one archive: runs once each, others told with their reasons, some asked about."""
    content, held = service_export(MORNING)
    (tmp_path / "export.zip").write_bytes(content)
    assert sum(held.values()) == 300
    person.open()
    person.drop(tmp_path / "export.zip")
    person.wait_for_files(held["runs"], timeout=60_000)
    wait_until_read(person)
    stored = person.stored()
    assert len(stored) == held["runs"]
    assert {run.started for run in stored if run.started} == {
        MORNING - timedelta(days=number)
        for number in range(300)
        if number % 6 < 3 and number % 100 != 99 and number % 60 != 59
    }
    told = panel(person)
    summary = f"{held['runs']} runs, {held['others']} others left out, {held['broken']} not readable"
    assert summary in person.texts()
    QTest.mouseClick(told.show_details, Qt.MouseButton.LeftButton)
    lines = told.findChild(QPlainTextEdit).toPlainText().splitlines()
    assert "export.zip: 99.fit.gz is cut short or damaged." in lines
    assert any(line.startswith("export.zip: 3.fit.gz, cycling of 2026-11-23 07:30: ") for line in lines)
    assert len(person.program.runs.files.intake.questions()) == held["unsure"]
    person.drop(tmp_path / "export.zip")
    wait_until_read(person)
    assert len(person.stored()) == held["runs"]


def test_everything_in_a_watched_folder_is_read_once(
    person: Person, tmp_path: Path, qapp: QApplication
) -> None:
    """250 files of years, the newest first; after a start none is read again, a new one is."""
    folder = tmp_path / "watch"
    folder.mkdir()
    for number in range(250):
        at = MORNING - timedelta(days=number * 3)
        file = folder / f"{number}.fit"
        file.write_bytes(fit_of([fit_session(at, 40, 7_000 + number)]))
        os.utime(file, (at.timestamp(),) * 2)
    person.open(watched_folder=str(folder))
    person.wait_for_files(1, timeout=60_000, or_more=True)
    assert person.stored()[-1].day == MORNING.date()
    person.wait_for_files(250, timeout=60_000)
    wait_until_read(person)
    person.close()
    for file in folder.iterdir():
        known = file.stat()
        file.write_bytes(b"x" * known.st_size)  # which would be told, if it were read
        os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    program = person.open(watched_folder=str(folder))
    wait_until_read(person)
    (folder / "new.fit").write_bytes(fit_of([fit_session(MORNING - timedelta(days=1), 40, 7_000)]))
    qapp.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    person.wait_for_files(251)
    wait_until_read(person)
    assert program.runs.files.note == ""


def test_who_is_asked_says_yes_or_no_and_is_asked_once(person: Person, tmp_path: Path) -> None:
    """Two doubtful files: one is a run, the other is not; after a start neither is asked about again."""
    folder = tmp_path / "watch"
    folder.mkdir()
    for number in (1, 2):
        way = points(even(MORNING - timedelta(days=number), 40, 10_000))
        (folder / f"{number}.gpx").write_bytes(gpx_of(("", [way])))
    person.open(watched_folder=str(folder))
    wait_until_read(person)
    assert person.stored() == []
    person.close()
    program = person.open(watched_folder=str(folder))
    first, second = parts(panel(person), QuestionRow)
    assert first.text.text() == "Wednesday 25 November, 07:30, 10.0 km, 40 min"
    first.yes.setFocus(Qt.FocusReason.TabFocusReason)
    person.press(Qt.Key.Key_Space)
    assert [(run.source, run.state) for run in person.stored()] == [("1.gpx", RunState.DONE)]
    (second,) = parts(panel(person), QuestionRow)
    assert program.window.focusWidget() is second.yes
    QTest.mouseClick(second.no, Qt.MouseButton.LeftButton)
    assert panel(person).isHidden()
    person.close()
    program = person.open(watched_folder=str(folder))
    wait_until_read(person)
    assert program.runs.files.intake.questions() == ()
    assert [run.source for run in person.stored()] == ["1.gpx"]


def test_a_sure_copy_answers_the_question(person: Person, tmp_path: Path) -> None:
    """The phone's file is asked about; the watch's file of the same run comes later, and nothing is asked."""
    (tmp_path / "phone.gpx").write_bytes(gpx_of(("", [points(even(MORNING, 60, 15_000))])))
    (tmp_path / "watch.fit").write_bytes(fit_of([fit_session(MORNING, 60, 15_000)]))
    person.open()
    person.drop(tmp_path / "phone.gpx")
    wait_until_read(person)
    assert len(parts(panel(person), QuestionRow)) == 1
    person.drop(tmp_path / "watch.fit")
    person.wait_for_files(1)
    wait_until_read(person)
    assert parts(panel(person), QuestionRow) == []
    assert person.program.runs.files.intake.questions() == ()


def test_a_run_that_is_not_sure_keeps_no_day_free(person: Person, tmp_path: Path) -> None:
    """A swim is left out and a doubtful file is asked about: neither moves the session of today."""
    (tmp_path / "swim.fit").write_bytes(fit_of([fit_session(MORNING, 95, 3_000, sport=5)]))
    (tmp_path / "maybe.gpx").write_bytes(gpx_of(("", [points(even(MORNING, 95, 24_000))])))
    person.open()
    before = person.marks()
    person.drop(tmp_path / "swim.fit", tmp_path / "maybe.gpx")
    person.qtbot.waitUntil(lambda: "1 may be a run" in person.said())
    assert person.marks() == before


def test_files_wait_while_a_session_runs(person: Person, tmp_path: Path) -> None:
    """What is dropped just before a session is read when it is over."""
    (tmp_path / "run.fit").write_bytes(fit_of([fit_session(MORNING, 40, 7_000)]))
    program = person.open()
    program.today.page.setFocus()
    person.press(Qt.Key.Key_Space)
    assert program.sessions().driver.is_running()
    person.drop(tmp_path / "run.fit")
    person.qtbot.wait(400)  # in which it is read otherwise
    assert person.stored() == []
    person.press(Qt.Key.Key_Escape)
    program.sessions().page.panels.leave_chosen.emit("discard")
    person.wait_for_files(1)


def large_fit() -> bytes:
    """16 MB of points, ten a second."""
    start = MORNING - timedelta(days=2)
    head = fit_of(fit_points(start, 0.4, 80))
    body = bytearray(head[12:-2])
    point = body[-9:]
    body += bytes(point) * ((16 * 2**20 - len(body)) // len(point))
    return framed(bytes(body))


def test_a_large_file_leaves_the_window_free_and_can_be_stopped(person: Person, tmp_path: Path) -> None:
    """While 16 MB are read the window goes on, shows how far it is, and Stop ends it."""
    (tmp_path / "large.fit").write_bytes(large_fit())
    program = person.open()
    longest_ms, clock = 0, QElapsedTimer()
    clock.start()
    beat = QTimer()
    beat.setInterval(10)

    def count() -> None:
        nonlocal longest_ms
        longest_ms = max(longest_ms, clock.restart())

    beat.timeout.connect(count)
    beat.start()
    person.drop(tmp_path / "large.fit")
    person.qtbot.waitUntil(lambda: panel(person).progress.value() > 0, timeout=20_000)
    QTest.mouseClick(panel(person).stop, Qt.MouseButton.LeftButton)
    person.qtbot.waitUntil(lambda: "Stopped: 0 runs" in person.texts(), timeout=20_000)
    beat.stop()
    assert longest_ms < 1_000
    assert not program.runs.files.intake.is_busy()
    assert person.stored() == []
