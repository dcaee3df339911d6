"""The program by assistive technology alone, over the real bus: one window for all, nothing asked of Qt.

What a screen reader comes by on each page is written down in tests/accessible, a file a page. A change there
is a change for people who cannot see; `make accessible` writes the files anew, to be read before they stay.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from at_spi import LAUNCHER, OWNER, Reader, Thing, dump
from desktop import Desktop, Screen, short_folder, wait_until
from private_bus import PrivateBus

from kneetimer.core.preferences import Preferences
from kneetimer.core.record import SessionState
from kneetimer.program import demo
from kneetimer.storage.locations import locate
from kneetimer.storage.plans import library, plan_file
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.ui.settings.table import SECTIONS, Control, Section, Setting

PROGRAM = Path(__file__).with_name("session_process.py")
WRITTEN = Path(__file__).with_name("accessible")
EVENING = datetime.fromisoformat("2026-11-26T18:30:00+01:00")  # as in session_process.py
# What a person can do something with is one of these; anything else could not be told or used.
USED = {
    "page tab", "push button", "button menu", "check box", "radio button", "spin box", "slider", "text",
    "list", "list item", "table", "cell", "menu item", "chart", "panel", "dialog",
}  # fmt: skip
WITH_VALUE = {"slider", "spin box"}
# The time of day, what counts down, and the folder of the test.
CHANGING = re.compile(
    r"\b\d{1,2}:\d\d\b|\b\d+\.(?=\)? |$)|(?<=^indicator “Count” \()\d+|(?<=“)/[^”]*(?=”)"
    r"|(?<=^label “)\d+(?= min\b)",  # how long a plan takes goes by the settings that were turned before
    re.MULTILINE,
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of somebody who has trained for six weeks."""
    made = tmp_path_factory.mktemp("data")
    with History.open_to_write(locate(made), lambda: EVENING) as history:
        plan = plan_file.load_plan(Preferences().plan)
        demo.store(history, demo.six_weeks(plan, library.load_exercises(), EVENING.date()))
    return made


@pytest.fixture(scope="module")
def reader(screen: Screen, folder: Path) -> Iterator[Reader]:
    """Somebody at the program who neither sees nor touches it."""
    with short_folder() as short:
        bus, desktop = PrivateBus(short, screen.environment), Desktop(screen, folder)
        try:
            bus.start(OWNER, LAUNCHER, "--launch-immediately")
            desktop.start(
                sys.executable, str(PROGRAM), str(folder), "1", "open",
                DBUS_SESSION_BUS_ADDRESS=bus.address, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1",
            )  # fmt: skip
            desktop.wait_for_window("KneeTimer")
            with Reader(bus) as somebody:
                somebody.find_program()
                yield somebody
        finally:
            desktop.end_programs()
            bus.end()


def stored(folder: Path) -> Preferences:
    with HistoryReader.open(locate(folder)) as history:
        return history.preferences()[0]


def open_section(reader: Reader, title: str) -> None:
    reader.use("Settings", "page tab")
    reader.use(title, "list item")
    reader.sees(title, "label")


def told(reader: Reader, page: str, role: str = "panel") -> list[Thing]:
    """Everything on a page or a sheet; it is as it was written down, or is written down now."""
    things = reader.look()
    start = next((at for at, thing in enumerate(things) if thing.role == role and thing.name), 0)
    text = CHANGING.sub("…", dump(things[start:]))
    file = WRITTEN / f"{page.lower().replace(' ', '-')}.txt"
    if os.environ.get("WRITE_ACCESSIBLE"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    assert text == file.read_text(), f"{page} is told otherwise than in {file.name}; see `make accessible`"
    return things


def lacking(things: list[Thing]) -> list[str]:
    """The controls that have no name, no right role, or no value where their role has one."""
    return [
        f"{thing.line()} in {thing.inside}"
        for thing in things
        if thing.is_control
        and (
            not thing.name.strip()
            or thing.role not in USED
            or (thing.role in WITH_VALUE and not (thing.numbers and thing.numbers[1] < thing.numbers[2]))
        )
    ]


PAGES = ("Today", "Plan", "Progress", "Exercises", "Learn")


@pytest.mark.parametrize("page", PAGES)
def test_every_control_of_a_page_is_told(reader: Reader, page: str) -> None:
    """Each has a name, a role that says what it is for, and a value where there is one."""
    reader.use(page, "page tab")
    reader.sees(page, "panel")
    wait_until(lambda: page != "Progress" or reader.all("Dose", "chart"), "the charts to be drawn")
    assert lacking(told(reader, page)) == []


@pytest.mark.parametrize("section", [str(section.title) for section in SECTIONS])
def test_every_control_of_the_settings_is_told(reader: Reader, section: str) -> None:
    """The same in each section."""
    open_section(reader, section)
    assert lacking(told(reader, f"Settings {section}")) == []


def begin_and_pause(reader: Reader) -> None:
    reader.use("Today", "page tab")
    reader.use("Start.*", "push button")
    reader.use("Pause", "push button")
    reader.sees("Go on", "push button")


def test_every_control_of_a_session_is_told(reader: Reader) -> None:
    """Of the stage, of the question what hurts, which one answer is given to, and of the way out."""
    begin_and_pause(reader)
    assert lacking(told(reader, "Session")) == []
    reader.use("It hurts", "push button")
    scale = reader.sees("Pain from 0 to 10", "slider")
    assert lacking(told(reader, "What hurts")) == []
    reader.set_number(scale, 2)
    reader.sees(".*fine to go on with.", "label", "How much does it hurt.")
    reader.use("Both", "check box", "How much does it hurt.")
    wait_until(lambda: "checked" in reader.sees("Both", "check box", "How.*").states, "both knees")
    reader.use("Go on", "push button", "How much does it hurt.")
    reader.use("Leave", "push button")
    reader.sees("Leave this session.", "dialog")
    assert lacking(told(reader, "Leave")) == []
    reader.use("Discard", "push button")
    reader.use("Discard for good", "push button")
    reader.sees("Today", "page tab")


def turn(reader: Reader, things: list[Thing], setting: Setting) -> Thing:
    """Do the first thing that is offered for a setting; what shows its value, as it was before."""
    title = str(setting.title)
    named = [thing for thing in things if title in (thing.name, thing.inside, thing.name.split(":")[0])]
    match setting.control:
        case Control.NUMBER:
            shown = next(thing for thing in named if thing.role == "spin box")
            reader.do(shown, "Increase" if shown.numbers[0] < shown.numbers[2] else "Decrease")
        case Control.SWITCH:
            shown = next(thing for thing in named if thing.role == "check box")
            reader.do(shown, shown.actions[0])
        case Control.BUTTONS:
            choices = [thing for thing in named if thing.role == "radio button"]
            shown = next(thing for thing in choices if "checked" not in thing.states)
            reader.do(shown, shown.actions[0])
        case _:
            shown = next(thing for thing in named if thing.role == "button menu")
            reader.do(shown, shown.actions[0])
            entry = next(thing for thing in menu_of(reader) if "checked" not in thing.states)
            reader.do(entry, entry.actions[0])
    return shown


def menu_of(reader: Reader) -> list[Thing]:
    """The entries of the menu that is open."""
    return wait_until(lambda: reader.all(".+", ".*menu item"), "a menu")


def test_a_day_of_the_week_is_opened(reader: Reader) -> None:
    """The action of a day does what a click on it does: its runs are shown, and gone with the next press."""
    reader.use("Today", "page tab")
    reader.use("Monday 23: .*", "list item")
    reader.sees("Monday 23 November", "label")
    reader.use("Close", "push button")
    wait_until(lambda: not reader.all("Monday 23 November", "label"), "the day to be closed")
    reader.use("Monday 23: .*", "list item")
    reader.sees("Monday 23 November", "label")
    reader.use("Close", "push button")


def test_a_day_of_the_calendar_is_opened(reader: Reader) -> None:
    """The action of a day opens what was done on it, once more after the sheet was closed."""
    reader.use("Progress", "page tab")
    for _ in range(2):
        reader.use("Tuesday 24 Nov: .*", "list item")
        reader.sees("Week 4, session 2", "dialog")
        reader.use("Cancel|Close", "push button")
        wait_until(lambda: not reader.all("Week 4, session 2", "dialog"), "the sheet to be closed")


def test_a_session_of_the_table_is_opened(reader: Reader) -> None:
    """The action of any cell does what a click on its row does, once more after the sheet was closed."""
    reader.use("Progress", "page tab")
    for cell in ("Tue 24 Nov", "Week 4, session 2"):
        reader.use(cell, "cell")
        reader.sees("Week 4, session 2", "dialog")
        reader.use("Close", "push button", "Week 4, session 2")
        wait_until(lambda: not reader.all("Week 4, session 2", "dialog"), "the sheet to be closed")


# What is written down is read before a session is played at real speed: which of its sets are done goes
# by how fast the machine is, and the minutes of a plan by what was done.
def test_a_plan_is_edited(reader: Reader, folder: Path) -> None:
    """One set more of an exercise, and what it makes of a session, without a look at the screen."""
    reader.use("Plan", "page tab")
    reader.use("Edit: Weeks 4 to 6: Strengthening")
    reader.use("Edit: Bodyweight squats", inside="Bodyweight squats, 3 × 20")
    sets = reader.sees("Sets", "spin box")
    reader.do(sets, "Increase")
    reader.sees("Bodyweight squats, 4 × 20")

    def edits() -> list[int | None]:
        with HistoryReader.open(locate(folder)) as history:
            changed = history.plan_edits()[0].get("six-week-knee")
        return [] if changed is None else [edit.sets for edit in changed.doses.values()]

    wait_until(lambda: edits() == [4], "the plan to be stored")


def test_an_exercise_is_swapped(reader: Reader, folder: Path) -> None:
    """The sheet of swaps is told like a page; what is chosen there comes into the plan."""
    reader.use("Plan", "page tab")
    reader.use("Edit: Weeks 1 to 3: Foundation")
    reader.use("Swap: Clamshells")
    reader.sees("Swap: Clamshells", "dialog")
    assert lacking(told(reader, "Swap", "dialog")) == []
    reader.use("Side leg raises", "radio button")
    reader.use("Use Side leg raises", "push button")

    def swapped() -> list[str | None]:
        with HistoryReader.open(locate(folder)) as history:
            changed = history.plan_edits()[0].get("six-week-knee")
        return [] if changed is None else [edit.exercise for edit in changed.doses.values()]

    wait_until(lambda: "side-leg-raise" in swapped(), "the swap to be stored")


def test_a_plan_is_built(reader: Reader) -> None:
    """Each press of an exercise adds it, and each line of the plan is told with its numbers."""
    reader.use("Plan", "page tab")
    reader.use("More about this plan", "button menu")
    reader.use("Build a plan…", ".*menu item")
    reader.use("Add: Wall sit", "push button")
    reader.use("Add again: Wall sit.*", "push button")
    wait_until(lambda: len(reader.all("Seconds: Wall sit", "spin box")) == 2, "both in the plan")
    assert lacking(told(reader, "Builder")) == []
    reader.use("Back", "push button")
    reader.sees("More about this plan", "button menu")


TURNED = [
    section for section in SECTIONS if any(each.control is not Control.OWN for each in section.settings)
]


def test_a_session_is_run_to_its_summary(reader: Reader, folder: Path) -> None:
    """Started, skipped to its end, and the questions of its summary answered and stored."""
    reader.use("Today", "page tab")
    reader.use("Shorter sessions.*", "button menu")
    reader.use("10 minutes.*", "menu item")
    has_worked = False
    while True:
        there = {(thing.name, thing.role): thing for thing in reader.look()}
        if ("Three questions", "push button") in there:
            break
        skip = there.get(("Skip", "push button"))
        if skip is None:
            continue  # the summary comes up
        if not has_worked and {("Work", "label"), ("Hold", "label")} & set(there):
            at = reader.sees("Session", "panel").about
            wait_until(lambda at=at: reader.sees("Session", "panel").about != at, "a rep to be done")
            has_worked = True
        reader.do(skip, skip.actions[0])
    reader.use("Three questions", "push button")
    for question, answer in (("How hard was it.", 6), ("Worst knee pain.*", 2), ("Knee pain now.*", 0)):
        reader.set_number(reader.sees(question, "slider"), answer)
        wait_until(lambda q=question, a=answer: reader.sees(q, "slider").numbers == (a, 0, 10), question)
        reader.use("Go on|. is right", "push button")
    assert lacking(reader.look()) == []
    reader.use("Done", "push button")
    reader.sees("Today", "page tab")
    with HistoryReader.open(locate(folder)) as history:
        newest = history.sessions()[0]
    assert (newest.state, newest.effort, newest.pain) == (SessionState.PARTIAL, 6, 2)


@pytest.mark.parametrize("section", TURNED, ids=[section.name for section in TURNED])
def test_every_setting_is_turned_and_stored(reader: Reader, folder: Path, section: Section) -> None:
    """The first action of each control does what a click does: it shows, and the data file has it."""
    open_section(reader, str(section.title))
    before = stored(folder)
    things = reader.look()
    idle = {thing.name for thing in things if thing.is_control and "enabled" not in thing.states}
    turned = [each for each in section.settings if each.control is not Control.OWN]
    turning = [each for each in turned if str(each.title) not in idle]
    turning.sort(key=lambda setting: not setting.needs)  # a switch that is off takes its followers along
    was = [turn(reader, things, setting) for setting in turning]

    def unchanged() -> list[str]:
        now = {thing.path: thing.line() for thing in reader.look()}
        return [thing.name for thing in was if now.get(thing.path) == thing.line()]

    wait_until(lambda: not unchanged(), f"{[thing.name for thing in was]} to show what was done")

    def kept() -> list[str]:
        now = stored(folder)
        return [each.name for each in turning if getattr(now, each.name) != getattr(before, each.name)]

    wait_until(lambda: kept() == [each.name for each in turning], "the data file to have all of them")


def test_an_export_is_made(reader: Reader, folder: Path) -> None:
    """Everything is written into a folder whose name is put into the dialog's field."""
    goal = folder / "exported"
    goal.mkdir()
    reader.use("Progress", "page tab")
    reader.use("Export", "button menu")
    reader.use("Everything as tables and JSON…", ".*menu item")
    reader.write(reader.sees("Directory:", "text"), str(goal))
    reader.use("Choose", "push button")
    wait_until(lambda: list(goal.rglob("*.json")), "the export")
