"""Sessions are moved in the week of Today: by keyboard, by mouse and by menu, and back again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot
from run_person import EVENING, SATURDAY, THURSDAY, Person

from kneetimer.core.run import Run, RunKind, RunState
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import History
from kneetimer.ui.shell.theme import load_fonts

FRIDAY, SUNDAY = THURSDAY + timedelta(days=1), THURSDAY + timedelta(days=3)
KEY = "six-week-knee/1/1"
M, LEFT, RIGHT, ENTER = Qt.Key.Key_M, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Return


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Person]:
    """Somebody on a Thursday evening with a long run on Saturday and no session so far."""
    load_fonts()
    somebody = Person(memory_path / "data", qtbot)
    with History.open_to_write(locate(somebody.folder), lambda: EVENING) as history:
        history.save_answer(Run(SATURDAY, RunKind.LONG, state=RunState.PLANNED, id="long"))
    somebody.open()
    somebody.card.strip.setFocus(Qt.FocusReason.TabFocusReason)
    yield somebody
    somebody.close()


def stored_days(person: Person) -> dict[str, str]:
    assert person.program is not None
    person.program.model.flush()
    person.qtbot.waitUntil(lambda: person.program is None or not person.program.model.queue.waiting())
    return dict(person.preferences().chosen_days)


def spoken(person: Person) -> list[str]:
    """What a screen reader says of each day, from the first to the last."""
    shown = QAccessible.queryAccessibleInterface(person.card.strip)
    items = [shown.child(number) for number in range(shown.childCount())]
    return [item.text(QAccessible.Text.Name) for item in items if item.role() is QAccessible.Role.ListItem]


def test_the_week_is_a_list_whose_days_are_spoken(person: Person) -> None:
    """Seven items with a name each: what is done, what is to come, and what is kept free."""
    shown = QAccessible.queryAccessibleInterface(person.card.strip)
    assert shown.role() is QAccessible.Role.List
    assert spoken(person)[3:] == [
        "Thursday 26, today: Session 1",
        "Friday 27: kept free",
        "Saturday 28: Long run",
        "Sunday 29: Session 2",
    ]


def test_a_session_is_moved_by_keyboard_and_brought_back(person: Person) -> None:
    """M takes it, an arrow goes to Friday and says what speaks against it, Enter drops it, Ctrl+Z undoes."""
    person.press(M)
    assert spoken(person)[:4] == [
        "Monday 23: this day is over",
        "Tuesday 24: this day is over",
        "Wednesday 25: this day is over",
        "Today: session 1 is here now",
    ]
    person.press(RIGHT)
    assert "Friday 27: the day before your long run" in person.texts()
    person.press(ENTER)
    assert person.marks()["Fri"] == ["Session 1"]
    assert person.said() == "Session 1 is on Friday 27 November now."
    assert stored_days(person) == {KEY: FRIDAY.isoformat()}
    assert "Free day" in person.texts()  # nothing speaks against today, and the session is not today
    assert person.program is not None
    person.program.window.undo_asked.emit()
    assert person.marks()["Thu"] == ["Session 1"]
    assert stored_days(person) == {}


def test_days_that_are_not_to_be_had_take_nothing(person: Person) -> None:
    """Enter on Wednesday, which is over, leaves the session in hand; Escape leaves it where it was."""
    person.press(M, LEFT, ENTER)
    assert person.marks()["Thu"] == ["Session 1"]
    assert "Wednesday 25: this day is over" in person.texts()
    person.press(Qt.Key.Key_Escape)
    assert "this day is over" not in person.texts()
    assert stored_days(person) == {}


def test_the_second_session_stays_behind_the_first(person: Person) -> None:
    """Sunday's can go to Saturday, not to today, where the first one is."""
    person.press(Qt.Key.Key_End, M, LEFT)
    assert "Saturday 28: the day of your long run" in person.texts()
    person.press(LEFT, LEFT, ENTER)
    assert "Today: the session before it is not done by then" in person.texts()
    assert person.marks()["Sun"] == ["Session 2"]


def test_a_session_is_dropped_by_mouse(person: Person) -> None:
    """Over Friday the line beside the week says why not, over Sunday it is taken."""
    strip = person.card.strip
    strip.hand.pick_up((1, 1), strip.currentRow())
    data = QMimeData()
    data.setData("application/x-kneetimer-session", b"session")
    button, action = Qt.MouseButton.LeftButton, Qt.DropAction.MoveAction
    enter = QDragEnterEvent(QPoint(9, 9), action, data, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(strip.viewport(), enter)
    for number, says in ((4, "the day before your long run"), (6, "a good day")):
        place = strip.day_rects()[number].center()
        over = QDragMoveEvent(place.toPoint(), action, data, button, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(strip.viewport(), over)
        assert over.isAccepted()
        assert says in person.texts()
    drop = QDropEvent(QPointF(place), action, data, button, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(strip.viewport(), drop)
    assert person.marks()["Sun"] == ["Session 1"]
    assert stored_days(person) == {KEY: SUNDAY.isoformat()}


def test_the_menu_of_a_day_moves_its_session(person: Person) -> None:
    """The menu lists the other days with what speaks against them; those that are over cannot be picked."""
    strip = person.card.strip
    by_key, corner = QContextMenuEvent.Reason.Keyboard, QPoint(5, 5)
    asked = QContextMenuEvent(by_key, corner, strip.mapToGlobal(corner))
    QApplication.sendEvent(strip.viewport(), asked)
    menu = strip.findChild(QMenu)
    assert menu is not None
    offered = {action.text(): action.isEnabled() for action in menu.actions()}
    assert offered["Monday 23: this day is over"] is False
    friday = next(each for each in menu.actions() if each.text().startswith("Friday 27"))
    menu.setActiveAction(friday)
    QTest.keyClick(menu, ENTER)
    assert isinstance(friday, QAction)
    assert person.marks()["Fri"] == ["Session 1"]


def test_weeks_are_turned_by_keyboard_and_their_sessions_moved(person: Person) -> None:
    """Page Down shows the next week; its first session goes one day further."""
    person.press(Qt.Key.Key_PageDown)
    marks = person.marks()
    first = next(day for day, stands in marks.items() if "Session 1" in stands)
    numbers = [day.name for day in person.card._days]
    person.card.strip.stand_at(numbers.index(first))
    person.press(M, RIGHT, ENTER)
    assert first not in person.marks()
    assert len(stored_days(person)) == 1
    assert date.fromisoformat(next(iter(stored_days(person).values()))) > SUNDAY
