"""The open window goes with the day: over midnight, over sleep, with the clock and with the zone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes import ClockFrom, StandingClock
from on_screen import button
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from test_program import Person

from kneetimer.core.player import Status
from kneetimer.core.run import Run, RunKind
from kneetimer.program import day_watch
from kneetimer.ui.controls.text import Text
from kneetimer.ui.progress import words as progress_words
from kneetimer.ui.progress.add_session import AddSession
from kneetimer.ui.progress.charts.calendar import Calendar
from kneetimer.ui.shell.theme import load_fonts

VIENNA = ZoneInfo("Europe/Vienna")
LATE_ON_MONDAY = datetime(2026, 3, 2, 23, 50, tzinfo=VIENNA)
MINUTE_MS = 60_000.0


class TravellingClock(StandingClock):
    """Shows the time of the zone where the machine is."""

    here = VIENNA

    def now(self) -> datetime:
        return super().now().astimezone(self.here)


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Person]:
    load_fonts()
    somebody = Person(memory_path / "data", qtbot)
    somebody.clock = TravellingClock(LATE_ON_MONDAY)
    yield somebody
    if somebody.program is not None:
        somebody.close()


def come_to_front() -> None:
    """The window is behind another one, and before it again."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)


def texts(person: Person) -> list[str]:
    """All sentences on the screen."""
    assert person.program is not None
    return [text.text() for text in person.program.window.findChildren(Text) if text.isVisible()]


def test_today_turns_at_midnight_by_itself(memory_path: Path, qtbot: QtBot) -> None:
    """A window that nobody touches shows the new day when the clock strikes twelve."""
    load_fonts()
    somebody = Person(memory_path / "data", qtbot)
    somebody.clock = ClockFrom(datetime(2026, 3, 2, 23, 59, 57, tzinfo=VIENNA))  # type: ignore[assignment]
    somebody.open()
    assert "Monday 2 March" in texts(somebody)
    qtbot.waitUntil(lambda: "Tuesday 3 March" in texts(somebody))
    somebody.close()


def test_today_says_when_a_session_would_be_done_if_it_began_now(person: Person) -> None:
    """A window that stood open for hours speaks of the time that it is, and nothing is asked anew."""
    person.clock = TravellingClock(datetime(2026, 3, 2, 17, 0, tzinfo=VIENNA))
    person.open()
    assert any("done by 17:" in text for text in texts(person))
    person.clock.ms += 120 * MINUTE_MS
    come_to_front()
    assert any("done by 19:" in text for text in texts(person))
    assert not any("done by 17:" in text for text in texts(person))


def test_a_session_waits_for_a_run_no_longer_than_it_says(person: Person) -> None:
    """After the hour from which it is good, the open window has it ready, and takes no key for a second."""
    person.clock = TravellingClock(datetime(2026, 3, 2, 17, 0, tzinfo=VIENNA))
    program = person.open()
    ran = datetime(2026, 3, 2, 15, 0, tzinfo=VIENNA)
    program.model.save(Run(ran.date(), RunKind.EASY, ran, duration_s=1800, id="ran"))
    (waits,) = {text for text in texts(person) if "18:30" in text and "Good from" in text}
    person.clock.ms += 91 * MINUTE_MS
    come_to_front()
    assert waits not in texts(person)
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_Space)
    assert program.window.current_page() == "today"
    person.clock.ms += 1000
    QTest.keyClick(program.window.windowHandle(), Qt.Key.Key_Space)
    assert program.window.current_page() == ""


def test_a_session_of_this_evening_can_be_added_where_progress_was_opened_in_the_morning(
    person: Person, qtbot: QtBot
) -> None:
    """The form takes what has ended by now, however long ago its page was filled."""
    person.clock = TravellingClock(datetime(2026, 3, 2, 8, 0, tzinfo=VIENNA))
    program = person.open()
    program.window.show_page("progress")
    person.clock.ms += 11 * 60 * MINUTE_MS
    add = program.progress().page.all_sessions
    add.add_requested.emit()
    form = program.window.findChild(AddSession)
    assert form is not None
    with qtbot.waitSignal(form.added) as said:
        qtbot.mouseClick(button(form, str(progress_words.ADD)), Qt.MouseButton.LeftButton)
    assert said.args[0].started == datetime(2026, 3, 2, 18, 20)


def test_a_night_of_sleep_is_noticed_soon(
    person: Person, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    """After the lid was closed over midnight, the window shows the new day without being touched."""
    monkeypatch.setattr(day_watch, "LONGEST_WAIT_MS", 50)
    person.open()
    person.clock.sleep(8 * 60 * MINUTE_MS)
    qtbot.waitUntil(lambda: "Tuesday 3 March" in texts(person))


def test_coming_to_the_front_shows_the_day_that_it_is(person: Person) -> None:
    """Whoever comes back to the window the next morning sees that morning; earlier, nothing moves."""
    person.open()
    come_to_front()
    assert "Monday 2 March" in texts(person)
    person.clock.ms += 11 * MINUTE_MS
    come_to_front()
    assert "Tuesday 3 March" in texts(person)


def test_another_zone_is_another_day(person: Person) -> None:
    """A machine that travels east over midnight is in the next day at once, and west in the one before."""
    person.open()
    clock = person.clock
    assert isinstance(clock, TravellingClock)
    clock.here = ZoneInfo("Europe/Helsinki")
    come_to_front()
    assert "Tuesday 3 March" in texts(person)
    clock.here = ZoneInfo("America/New_York")
    come_to_front()
    assert "Monday 2 March" in texts(person)


@pytest.mark.parametrize("page", ["today", "plan", "progress", "exercises", "learn", "settings"])
def test_every_page_and_the_reminder_follow(person: Person, page: str) -> None:
    """Wherever the window was left open, the morning's reminder is there when the lid is opened."""
    program = person.open(reminder_at="08:00")
    program.window.show_page(page)
    person.clock.sleep((10 + 8 * 60 + 5) * MINUTE_MS)
    come_to_front()
    assert "session" in program.window.banner.message()
    assert program.window.current_page() == page


def test_progress_shows_the_new_day(person: Person, qtbot: QtBot) -> None:
    """The calendar on Progress has its mark on the day that it is."""
    program = person.open()
    program.window.show_page("progress")
    qtbot.waitUntil(lambda: bool(program.window.findChildren(Calendar)))
    (calendar,) = program.window.findChildren(Calendar)
    before = calendar.grab().toImage()
    come_to_front()
    assert calendar.grab().toImage() == before
    person.clock.ms += 11 * MINUTE_MS
    come_to_front()
    assert calendar.grab().toImage() != before


def test_a_session_over_midnight_is_left_alone(person: Person) -> None:
    """A running session and its summary stay with the day on which they began; Today is the new day then."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait(60)
    before = person.at
    person.wait(10 * 60)
    come_to_front()
    assert program.window.current_page() == ""
    assert person.status is Status.RUNNING
    assert person.at != before
    person.wait(36 * 60)
    come_to_front()
    assert program.summary().page.isVisible()
    program.summary().page.finish()
    assert "Tuesday 3 March" in texts(person)


def test_a_window_at_rest_looks_once_a_minute_at_most(person: Person, qapp: QApplication) -> None:
    """Nothing wakes a resting machine more often than once a minute, and midnight is not missed."""
    watch = day_watch.DayWatch(person.clock)
    (timer,) = watch.findChildren(QTimer)
    assert timer.interval() == MINUTE_MS
    person.clock.ms += 9.5 * MINUTE_MS
    come_to_front()
    assert 30_000 <= timer.interval() <= 31_000
    watch.stop()
