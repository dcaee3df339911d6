"""Weights in the whole program: chosen on Exercises, changed in a rest, kept with each set."""

from __future__ import annotations

import csv
import io

from on_screen import numbers_of, reads, says
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from test_program import Person, person

from kneetimer.core.plan import BlockKind
from kneetimer.core.script import StepKind
from kneetimer.core.session_keys import LeaveAnswer, SessionKey
from kneetimer.storage.exchange import csv_files
from kneetimer.ui.controls.choice_row import ChoiceButton
from kneetimer.ui.progress.session_sheet import SessionSheet
from kneetimer.ui.session.load_bar import LoadBar

__all__ = ["person"]


def choose(person: Person, exercise: str) -> None:
    assert person.program is not None
    person.program.window.show_page("exercises")
    person.program.exercises().page.open_exercise(exercise)


def test_a_weight_goes_from_the_page_through_a_session_into_the_history(person: Person, qtbot: QtBot) -> None:
    """10 kg typed for squats, one more in the rest by W: sets, next session, table, sheet and chart say so.

    A red band is taken by a click.
    """
    program = person.open()
    choose(person, "bodyweight-squat")
    load = program.exercises().page.detail.load
    load.kg.setFocus()
    load.kg.selectAll()
    QTest.keyClicks(load.kg.lineEdit(), "10")
    QTest.keyClick(load.kg.lineEdit(), Qt.Key.Key_Return)
    choose(person, "clamshell")
    bands = program.exercises().page.detail.load.bands
    red = next(each for each in bands.findChildren(ChoiceButton) if each.text() == "Red")
    QTest.mouseClick(red, Qt.MouseButton.LeftButton)
    assert bands.buttons()[0].text() == "As planned (light band)"
    assert red.isChecked()
    program.window.show_page("plan")
    assert reads(program.plans.page, "10 kg")
    program.window.show_page("today")
    person.press(Qt.Key.Key_Space)
    bar = program.sessions().page.findChild(LoadBar)
    assert bar is not None
    while bar.isHidden():  # all of the warm-up, its squats too
        person.press(Qt.Key.Key_Right)
    assert (person.at, bar.accessibleName()) == ("bodyweight-squat ready 1", "What you do it with: 10 kg")
    while person.at != "bodyweight-squat rest 2":
        person.wait(1)
    person.press(Qt.Key.Key_W)
    assert bar.accessibleName() == "What you do it with: 11 kg"
    QTest.mouseClick(bar.more, Qt.MouseButton.LeftButton)
    person.press(Qt.Key.Key_Q)
    person.wait_until(StepKind.WORK)
    assert bar.isHidden()
    person.wait(70)
    program.sessions().driver.press(SessionKey.LEAVE)
    program.sessions().driver.answer_leave(LeaveAnswer.PARTIAL)
    page = program.summary().page
    qtbot.waitUntil(page.isVisible)
    page.finish()
    kept = program.model.record_of(program.sessions().session)
    squats = [each for each in kept.sets if each.exercise == "bodyweight-squat"]
    assert [each.load for each in squats] == ["", "10 kg", "11 kg"]
    clams = [each.load for each in kept.sets if each.exercise == "clamshell"]
    assert clams == ["red band"] * 4
    rows = list(csv.DictReader(io.StringIO(csv_files.sets([kept]))))
    told = [(row["load"], row["kg"]) for row in rows if row["exercise"] == "bodyweight-squat"]
    assert told == [("", ""), ("10 kg", "10.0"), ("11 kg", "11.0")]
    person.close()
    program = person.open()
    script = program.model.script()
    assert {
        step.load
        for step in script.steps
        if step.exercise == "bodyweight-squat" and step.block is BlockKind.STRENGTH
    } == {"11 kg"}
    program.window.show_page("progress")
    progress = program.progress().page
    choices = progress.holds.choice.menu().actions()
    next(each for each in choices if each.text() == "Bodyweight squats, kg").trigger()
    assert numbers_of(progress.holds)[1][1:] == ("11",)
    progress.sheets.open(kept.id)
    sheet = progress.sheets.sheet()
    assert isinstance(sheet, SessionSheet) and says(sheet, "Bodyweight squats, set 2, 11 kg")
    sheet.close()
