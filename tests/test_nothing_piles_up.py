"""Session after session in one window: what was made for one of them does not stay for good."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from test_program import Person, person

__all__ = ["person"]


def practise(person: Person) -> None:
    """A look at the other pages, then one set and its summary."""
    program = person.program
    assert program is not None
    for page in ("plan", "learn", "today", "exercises"):
        program.window.show_page(page)
    program.exercises().page.practise_requested.emit("clamshell", None)
    person.wait(5)
    person.wait(10 * 60)
    assert program.summary().page.isVisible()
    program.summary().page.finish()
    assert program.flow.backups.finish(60)


def kept(person: Person) -> Counter[str]:
    """All objects of Qt that the program, the window and the application hold, by their classes."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    program, app = person.program, QApplication.instance()
    assert program is not None and app is not None
    roots: tuple[QObject, ...] = (program, app, *QApplication.topLevelWidgets())
    found = {id(each): each for root in roots for each in (root, *root.findChildren(QObject))}
    return Counter(each.metaObject().className() for each in found.values())


def test_no_session_leaves_objects_behind(person: Person, qtbot: QtBot) -> None:
    """After six sets that were practised there is as much as after three: no timer, action or widget more."""
    person.open()
    for _ in range(3):
        practise(person)
    after_three = kept(person)
    for _ in range(3):
        practise(person)
    assert kept(person) - after_three == Counter()
