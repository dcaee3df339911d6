"""Undo in the whole program: one order of changes for all pages, with real widgets, files and keys."""

from __future__ import annotations

import pytest
from on_screen import parts, toasted
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from run_person import Person, person

from kneetimer.core.plan_edit import DosePlace
from kneetimer.core.run import RunKind
from kneetimer.ui.today.day_panel import RunRow

__all__ = ["person"]

SQUATS = DosePlace("strength", 1, 0)


def press_undo(person: Person) -> None:
    assert person.program is not None
    window = person.program.window
    QTest.keyClick(window.focusWidget() or window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def delete_a_run(person: Person) -> None:
    """Write a hard run down for today and delete it."""
    person.click_day(3)
    QTest.mouseClick(person.card.panel.kinds[1], Qt.MouseButton.LeftButton)
    assert [run.kind for run in person.stored()] == [RunKind.HARD]
    QTest.mouseClick(parts(person.card.panel, RunRow)[0].delete, Qt.MouseButton.LeftButton)
    assert person.stored() == []


def one_set_more(person: Person) -> None:
    assert person.program is not None
    page = person.program.plans.page
    person.program.window.show_page("plan")
    for phase in page.phases.panels:
        phase.edit.click()
    row = next(phase.rows[SQUATS] for phase in page.phases.panels if SQUATS in phase.rows)
    row.edit.click()
    panel = next(panel for phase in page.phases.panels if (panel := phase.panel()) is not None)
    panel.steppers["sets"].stepUp()
    panel.done.click()  # in the number itself these keys are the number's


@pytest.mark.parametrize("page", ["today", "plan", "progress", "exercises"])
def test_control_z_works_on_every_page(person: Person, page: str) -> None:
    """A run that was deleted on Today comes back, whichever page is open by then."""
    program = person.open()
    delete_a_run(person)
    program.window.show_page(page)
    press_undo(person)
    assert [run.kind for run in person.stored()] == [RunKind.HARD]
    assert person.said() == ""
    press_undo(person)
    assert [run.kind for run in person.stored()] == [RunKind.HARD]


def test_changes_are_undone_in_the_order_in_which_they_were_made(person: Person) -> None:
    """A run, then a dose: the banner offers the run no longer, the first Ctrl+Z is the dose's."""
    program = person.open()
    delete_a_run(person)
    assert person.said() == "Hard run today deleted."
    usual = program.model.plans.plan
    one_set_more(person)
    assert program.model.plans.plan != usual
    assert person.said() == ""
    press_undo(person)
    assert (program.model.plans.plan, person.stored()) == (usual, [])
    assert not program.plans.page.changes.undo.isVisible()
    press_undo(person)
    assert [run.kind for run in person.stored()] == [RunKind.HARD]


def test_the_plans_undo_is_the_plans(person: Person) -> None:
    """After something was deleted on another page the plan offers no Undo until that is undone."""
    program = person.open()
    one_set_more(person)
    changed = program.model.plans.plan
    program.window.show_page("today")
    delete_a_run(person)
    program.window.show_page("plan")
    assert not program.plans.page.changes.undo.isVisible()
    press_undo(person)
    assert program.plans.page.changes.undo.isVisible()
    assert program.model.plans.plan == changed
    program.plans.page.changes.undo.click()
    assert program.model.plans.plan != changed


def test_a_message_in_its_place_leaves_the_way_back_to_the_keys(person: Person) -> None:
    """A sentence in the banner stays when the run is brought back by Ctrl+Z; the toast goes."""
    program = person.open()
    delete_a_run(person)
    program.window.show_banner("The data folder is full.")
    program.window.show_page("plan")
    assert toasted(program.window) == ["Hard run today deleted."]
    assert person.said() == "The data folder is full."
    press_undo(person)
    assert [run.kind for run in person.stored()] == [RunKind.HARD]
    assert person.said() == "The data folder is full."
    assert toasted(program.window) == []


def test_nothing_is_undone_under_a_session(person: Person) -> None:
    """While a session fills the window Ctrl+Z means nothing; afterwards it does again."""
    program = person.open()
    delete_a_run(person)
    program.entry.start()
    assert program.sessions().driver.is_running()
    press_undo(person)
    assert person.stored() == []


def test_another_data_file_has_nothing_to_undo(person: Person) -> None:
    """What was done before everything was erased does not come back into the new file."""
    program = person.open()
    delete_a_run(person)
    program.model.let_go()
    program.model.open_again()
    press_undo(person)
    assert person.stored() == []
