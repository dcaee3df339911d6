"""Easier is easier, in the whole program: what E and the pain panel change, and what stays for next time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox
from pytestqt.qtbot import QtBot
from test_program import Person, person

from kneetimer.core.player import Status
from kneetimer.core.record import SessionState
from kneetimer.core.script import StepKind
from kneetimer.ui.session.easier_badge import EasierBadge
from kneetimer.ui.session.key_button import KeyButton

__all__ = ["person"]


def badge(person: Person) -> EasierBadge | None:
    """The sign of the easier form, where it can be seen."""
    assert person.program is not None
    found = person.program.sessions().page.findChild(EasierBadge)
    assert found is not None
    return found if found.isVisible() else None


def reps(person: Person) -> int | None:
    assert person.program is not None
    state = person.program.sessions().driver.state
    assert state is not None
    return state.step.reps


def test_e_makes_the_exercise_easier_and_full_again(person: Person) -> None:
    """In the squats E shows the badge and what it asks for; pressed again the next set is in full."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait_until(StepKind.READY, "bodyweight-squat")
    person.press(Qt.Key.Key_E)
    shown = badge(person)
    assert shown is not None and shown.accessibleName() == "Easier. 10 reps, not 15"
    person.wait_until(StepKind.WORK)
    assert reps(person) == 10
    assert program.sessions().page.accessibleDescription().endswith("10 reps.")
    person.wait(3)
    person.press(Qt.Key.Key_E)
    assert badge(person) is None
    assert reps(person) == 10  # the set that runs is done as it began
    person.wait_until(StepKind.READY)
    person.wait_until(StepKind.WORK, "bodyweight-squat")
    assert reps(person) == 15


def test_easier_of_the_pain_panel_is_the_same(person: Person) -> None:
    """H, 4 and Easier: the badge, fewer squats, and the session goes on with them."""
    program = person.open()
    person.press(Qt.Key.Key_Space)
    person.wait_until(StepKind.WORK, "bodyweight-squat")
    person.wait(5)
    person.press(Qt.Key.Key_H, Qt.Key.Key_4)
    panel = program.sessions().page.panels.open_panel()
    assert panel is not None
    easier = next(each for each in panel.findChildren(KeyButton) if "asier" in each.text())
    easier.click()
    assert (person.status, reps(person), badge(person) is not None) == (Status.COUNT_IN, 10, True)


def test_a_whole_easier_session_and_the_next_one(person: Person, qtbot: QtBot) -> None:
    """E at every exercise: finished and kept as easier; what is turned on in the Summary begins so next time,
    and what is turned off again does not."""
    program = person.open()
    before_ms = program.model.script().length_ms
    person.press(Qt.Key.Key_Space)
    while person.status is Status.RUNNING:
        if badge(person) is None:  # the squats of the warm-up are eased once for both places
            person.press(Qt.Key.Key_E)
        person.wait(2)
    page = program.summary().page
    qtbot.waitUntil(page.isVisible)
    kept = program.model.record_of(program.sessions().session)
    assert kept.state is SessionState.FINISHED
    assert [each for each in kept.sets if not each.eased] == []
    switches = {each.accessibleName(): each for each in page.easier.findChildren(QCheckBox)}
    assert len(switches) == len({step.exercise for step in kept.script.steps})
    assert not any(each.isChecked() for each in switches.values())
    switches["Bodyweight squats: easier next time too"].click()
    switches["Clamshells: easier next time too"].click()
    switches["Clamshells: easier next time too"].click()
    page.finish()
    script = program.model.script()
    assert script.eased == ("bodyweight-squat",)
    assert script.length_ms < before_ms
    person.close()
    program = person.open()
    assert program.model.script().eased == ("bodyweight-squat",)
