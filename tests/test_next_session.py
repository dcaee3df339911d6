"""Whatever names the next session names the same one: pages, footer, reminder, calendar, command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes import StandingClock
from icalendar import Calendar
from on_screen import button, part, reads
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from stored_sessions import sets_of

from kneetimer.__main__ import main
from kneetimer.core.knee import CheckMoment, KneeCheck
from kneetimer.core.plan_edit import DosePlace
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import Began, Ended, Removed, SessionState
from kneetimer.core.run import Run, RunKind, RunState
from kneetimer.core.schedule import Reason
from kneetimer.core.script import build_script
from kneetimer.program.program import Program
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History
from kneetimer.ui.controls.text import Text
from kneetimer.ui.progress import words as progress_words
from kneetimer.ui.shell.main_window import Navigation
from kneetimer.ui.shell.theme import load_fonts

SUNDAY = 6
SQUATS = DosePlace("strength", 1, 0)
THURSDAY = datetime(2026, 11, 26, 18, 30, tzinfo=ZoneInfo("Europe/Vienna"))


class Everywhere:
    """Somebody who trained twice, whose knee was worse afterwards, and who runs; and what is said of it."""

    def __init__(self, folder: Path, qtbot: QtBot, now: datetime) -> None:
        self.folder = folder / "data"
        self.calendar = folder / "knee.ics"
        self._qtbot = qtbot
        self.at(now)
        self.program: Program | None = None

    def at(self, now: datetime) -> None:
        """Live at this moment from here on; before `open`."""
        self.clock = StandingClock(now)
        self.today = now.date()

    def trained(self, *days_ago: int, worse: bool) -> None:
        """Sessions of week 1, one after the other; the morning after the last one was bad, or as always."""
        where = locate(self.folder)
        with History.open_to_write(where, self.clock.now) as history:
            for number, days in enumerate(days_ago, start=1):
                script = build_script(load_plan("six-week-knee"), 1, number, Preferences(), load_exercises())
                started = self.clock.now() - timedelta(days=days)
                start = Began(script, False, started, "Europe/Vienna", False)
                end = Ended(SessionState.FINISHED, script.length_ms)
                stored = history.add_session([start, *sets_of(script), end])
                for moment, level, later in (
                    (CheckMoment.BEFORE, 1, 0),
                    (CheckMoment.MORNING, 4 if worse else 1, 1),
                ):
                    at = started + timedelta(days=later, hours=-1)
                    history.save_answer(
                        KneeCheck(f"{number} {moment.value}", at, moment, level, Knee.LEFT, stored)
                    )

    def runs(self, *runs: Run) -> None:
        with History.open_to_write(locate(self.folder), self.clock.now) as history:
            for run in runs:
                history.save_answer(run)

    def open(self, **choices: object) -> Program:
        where = locate(self.folder)
        history = History.open_to_write(where, self.clock.now)
        first = {
            "safety_accepted": "1",
            "get_set_s": 0,
            "full_screen": False,
            "sounds": False,
            "calendar_file": str(self.calendar),
            "reminder_at": f"{self.clock.now():%H:%M}",
        }
        history.save_preferences(replace(history.preferences()[0], **(first | choices)))  # type: ignore[arg-type]
        self.program = Program(where, history, None, clock=self.clock)
        self.program.window.resize(1280, 800)  # as on a usual screen; that of the tests is smaller
        self.program.show()
        self._qtbot.waitExposed(self.program.window)
        return self.program

    def close(self) -> None:
        if self.program is not None:
            self.program.window.close()
            self.program.window.deleteLater()
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self.program = None

    def reads(self, page: QWidget, begins: str) -> None:
        """Return once a line that begins so can be read on a page."""

        def stands_there() -> bool:
            lines = (text.text() for text in page.findChildren(Text) if text.isVisible())
            return any(line.startswith(begins) for line in lines)

        self._qtbot.waitUntil(stands_there)

    # What each place says: week, session, minutes.

    def preview(self, capsys: pytest.CaptureFixture[str]) -> tuple[int, int, int]:
        capsys.readouterr()
        assert main(["preview", "--json", "--data-dir", str(self.folder)], self.clock) == 0
        told = json.loads(capsys.readouterr().out)
        return told["week"], told["session"], round(told["seconds"] / 60)

    def remind(self, capsys: pytest.CaptureFixture[str]) -> str:
        capsys.readouterr()
        assert main(["remind", "--data-dir", str(self.folder)], self.clock) == 0
        return capsys.readouterr().out

    def first_appointment(self) -> tuple[str, date, int]:
        """Its title, day and minutes."""
        calendar = Calendar.from_ical(self.calendar.read_text(encoding="utf-8"))
        event = min(calendar.walk("VEVENT"), key=lambda each: each["DTSTART"].dt)
        length = event["DTEND"].dt - event["DTSTART"].dt
        return str(event["SUMMARY"]), event["DTSTART"].dt.date(), length // timedelta(minutes=1)

    def add_form(self) -> tuple[int, int]:
        """The session that the form for one done elsewhere begins with."""
        assert self.program is not None
        self.program.window.show_page("progress")
        form = self.program.progress().page.sheets.ask_for_session(self.clock.now())
        assert form is not None
        with self._qtbot.waitSignal(self.program.progress().page.sheets.add_requested) as said:
            self._qtbot.mouseClick(button(form, str(progress_words.ADD)), Qt.MouseButton.LeftButton)
        added = said.args[0]
        return added.week, added.session


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Everywhere]:
    load_fonts()
    somebody = Everywhere(memory_path, qtbot, THURSDAY)
    yield somebody
    somebody.close()


@pytest.mark.parametrize("now", [THURSDAY + timedelta(days) for days in range(7)], ids="{:%A}".format)
def test_all_places_name_the_session_that_the_knee_allows(
    person: Everywhere, capsys: pytest.CaptureFixture[str], now: datetime
) -> None:
    """A bad morning holds week 1, session 2 with a set less; every place says so, on every day of the week.

    On Sunday the week has its two sessions since Thursday: it comes on Monday, and nobody is called
    to it before.
    """
    person.at(now)
    day = person.today + timedelta(days=person.today.weekday() == SUNDAY)
    person.trained(6, 3, worse=True)
    person.runs(Run(day + timedelta(days=2), RunKind.LONG, state=RunState.PLANNED, id="long"))
    program = person.open(missing_kit=("long-band",))
    plain = load_plan("six-week-knee")
    usual = build_script(plain, 2, 1, Preferences(), load_exercises()).length_ms
    due = program.model.outlook.due
    assert (due.week, due.session, due.sets_fewer, due.is_bonus) == (1, 2, 1, False)
    minutes = round(program.model.outlook.script().length_ms / 60_000)
    assert program.model.outlook.script().length_ms < usual
    assert program.today.page._view.card.length_line.startswith(f"About {minutes} min")
    assert reads(part(program.window, Navigation), "Week 1 of 6")
    program.reminder.look_at_time()
    sentence = f"Your knee session is next. It takes about {minutes} min." if day == person.today else ""
    assert program.window.banner.isVisible() is bool(sentence)
    assert program.window.banner.message() == sentence
    assert person.first_appointment() == ("Knee session 2 of week 1", day, minutes)
    program.window.show_page("plan")
    assert [tile.is_current for tile in program.plans.page._view.weeks] == [True] + [False] * 5
    program.plans.page.phases.dose_asked.emit(SQUATS)
    person.reads(program.plans.page, f"A session in week 1: {minutes} min")
    program.window.show_page("settings")
    person.reads(program.settings().page, f"{minutes} min, done at")
    assert person.add_form() == (1, 2)
    person.close()
    # The form has added a session; without the one that was just added everything is as before.
    with History.open_to_write(locate(person.folder), person.clock.now) as history:
        newest = max(history.sessions(), key=lambda record: record.started)
        history.append(newest.id, Removed(person.clock.now()))
    assert person.preview(capsys) == (1, 2, minutes)
    assert person.remind(capsys) == (f"{sentence}\n" if sentence else "")


@pytest.mark.parametrize("worse", [False, True], ids=["fine", "worse"])
def test_a_bonus_is_offered_everywhere_or_nowhere(
    person: Everywhere, capsys: pytest.CaptureFixture[str], worse: bool
) -> None:
    """On Sunday, after Monday and Thursday, a third session is possible; after a worse morning it is not.

    The session that is held then comes on Monday, and until then nothing calls to one.
    """
    person.at(THURSDAY + timedelta(days=3))
    person.trained(6, 3, worse=worse)
    program = person.open()
    due, tomorrow = program.model.outlook.due, person.today + timedelta(days=1)
    assert (due.is_bonus, due.week, due.session) == (not worse, 1, 2 if worse else 3)
    assert due.rest.earliest == (tomorrow if worse else person.today)
    assert program.today.page._view.title == ("Rest day" if worse else "A bonus session in week 1")
    assert ("bonus" in program.today.page._view.week_note) is not worse
    program.reminder.look_at_time()
    assert program.window.banner.isVisible() is not worse
    session = 2 if worse else 1  # a bonus is no appointment: week 2 comes after it
    title, day, _ = person.first_appointment()
    assert (title, day) == (f"Knee session {session} of week {1 if worse else 2}", tomorrow)
    program.window.show_page("plan")
    assert [tile.is_current for tile in program.plans.page._view.weeks] == [True] + [False] * 5
    person.close()
    assert (person.remind(capsys) == "") is worse


def test_all_places_wait_for_the_day_that_the_runs_leave(
    person: Everywhere, capsys: pytest.CaptureFixture[str]
) -> None:
    """With a hard run tomorrow nobody is reminded, and Today and the calendar name the same later day."""
    person.trained(6, 3, worse=False)
    person.runs(Run(person.today + timedelta(days=1), RunKind.HARD, state=RunState.PLANNED, id="hard"))
    program = person.open()
    due = program.model.outlook.due
    assert (due.week, due.session, due.reason) == (2, 1, Reason.GO_ON)
    assert due.rest.earliest > person.today + timedelta(days=1)
    title, day, _ = person.first_appointment()
    assert (title, day) == ("Knee session 1 of week 2", due.rest.earliest)
    program.reminder.look_at_time()
    assert not program.window.banner.isVisible()
    assert person.add_form() == (2, 1)
    person.close()
    assert person.remind(capsys) == ""


def test_the_plan_page_counts_missing_kit_and_todays_rest(person: Everywhere) -> None:
    """Two minutes of rest for today alone are in the minutes of Plan as in those of Today and preview."""
    program = person.open(
        missing_kit=("mini-band", "long-band"), today_rest_s=120, today_rest_on=person.today.isoformat()
    )
    minutes = round(program.model.outlook.script().length_ms / 60_000)
    plain = load_plan("six-week-knee")
    assert minutes > round(build_script(plain, 1, 1, Preferences(), load_exercises()).length_ms / 60_000)
    assert program.today.page._view.card.length_line.startswith(f"About {minutes} min")
    program.window.show_page("plan")
    program.plans.page.phases.dose_asked.emit(SQUATS)
    person.reads(program.plans.page, f"A session in week 1: {minutes} min")
