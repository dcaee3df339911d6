"""Time to get set: from the keyboard to the mat after Start, before anything of a session begins."""

from __future__ import annotations

from on_screen import button
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from test_program import Person, person

from kneetimer.core.player import Status
from kneetimer.storage.records.history import HistoryReader
from kneetimer.ui.session.get_set_sheet import GetSetSheet

__all__ = ["person"]


def stored(person: Person) -> int:
    """How many sessions have been begun."""
    assert person.program is not None and person.program.model.queue is not None
    with HistoryReader.open(person.program.model.where) as reader:
        return len(reader.sessions())


def sheet(person: Person) -> GetSetSheet:
    assert person.program is not None
    found = person.program.sessions().page.findChild(GetSetSheet)
    assert found is not None
    return found


def test_after_twenty_seconds_the_first_set_begins(person: Person) -> None:
    """What to fetch is named in the order of use, and nobody touches anything."""
    person.open(start=True, get_set_s=20)
    assert person.status is Status.WAITING
    assert sheet(person).isVisible()
    name = sheet(person).accessibleName()
    assert "Mat" in name and "Mini band" in name and name.index("Mat") < name.index("Mini band")
    assert "First, 12 swings: Leg swings" in name
    person.wait(19.9)
    assert (person.status, stored(person)) == (Status.WAITING, 0)
    person.wait(0.2)
    assert person.at == "leg-swing-forward work 1"
    assert not sheet(person).isVisible()


def test_it_is_no_time_of_the_session(person: Person) -> None:
    """A session that was begun after a minute has the time from then, and not a second more."""
    program = person.open(start=True, get_set_s=20)
    person.press(Qt.Key.Key_Up, Qt.Key.Key_Up)
    person.wait(59)
    assert person.status is Status.WAITING
    person.wait(2)
    state = program.sessions().driver.state
    assert state is not None
    assert state.active_ms == 1_000
    kept = program.model.record_of(program.sessions().session)
    assert (person.clock.stamp() - kept.started).total_seconds() <= 2


def test_space_starts_and_p_waits(person: Person) -> None:
    """P waits for as long as it takes; Space begins with the time to get ready."""
    person.open(start=True, get_set_s=20)
    person.wait(5)
    person.press(Qt.Key.Key_P)
    person.wait(600)
    assert person.status is Status.WAITING
    person.press(Qt.Key.Key_Space)
    assert (person.status, person.at) == (Status.RUNNING, "leg-swing-forward ready 1")


def test_escape_goes_back_and_keeps_nothing(person: Person) -> None:
    """Today again, as if Start had not been pressed."""
    program = person.open(start=True, get_set_s=20)
    person.wait(5)
    person.press(Qt.Key.Key_Escape)
    assert program.window.current_page() == "today"
    assert stored(person) == 0
    assert program.model.script().session == 1


def test_a_closed_window_leaves_no_interrupted_session(person: Person) -> None:
    """Whoever closes the window while getting set finds Today as it was."""
    person.open(start=True, get_set_s=20)
    person.wait(5)
    person.close()
    program = person.open(get_set_s=20)
    assert stored(person) == 0
    assert not program.model.records


def test_practice_and_an_interrupted_session_begin_at_once(person: Person) -> None:
    """What is gone on with does not ask for the kit again."""
    person.open(start=True, get_set_s=0)
    person.wait(20)
    person.close()
    program = person.open(get_set_s=20)
    program.flow.entry.resume("go-on")
    assert person.status is not Status.WAITING


def test_the_buttons_say_so_and_do_it(person: Person) -> None:
    """By mouse: twenty seconds more, then Start now."""
    program = person.open(start=True, get_set_s=20)
    page = program.sessions().page
    QTest.mouseClick(button(page, "20 s more"), Qt.MouseButton.LeftButton)
    person.wait(30)
    assert person.status is Status.WAITING
    QTest.mouseClick(button(page, "Start now"), Qt.MouseButton.LeftButton)
    assert person.status is Status.RUNNING
