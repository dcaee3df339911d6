"""Weights and bands are changed where a person looks for them: from Today, and at a dose of the plan."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from on_screen import reads, says, use
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from test_plan_controller import CLAMSHELLS, SQUATS, Person

from kneetimer.core.plan import BlockKind
from kneetimer.core.plan_edit import DosePlace
from kneetimer.ui.controls.choice_row import ChoiceButton
from kneetimer.ui.controls.kg_stepper import KgStepper
from kneetimer.ui.exercises.loads_sheet import LoadsSheet
from kneetimer.ui.shell.theme import load_fonts

LEFT = Qt.MouseButton.LeftButton
WARM_UP = DosePlace("warm-up", 1, 2)


class Lifter(Person):
    """Somebody who wants to lift more today."""

    def loads(self) -> dict[str, str]:
        """What the strength work of the coming session is done with."""
        steps = (each for each in self.program.model.script().steps if each.is_set)
        return {each.exercise: each.load for each in steps if each.block is BlockKind.STRENGTH}

    def sheet(self) -> LoadsSheet:
        (found,) = self.program.window.findChildren(LoadsSheet)
        self.qtbot.waitExposed(found)
        return found

    def types_kg(self, field: QWidget, kg: str) -> None:
        assert isinstance(field, KgStepper)
        field.setFocus()
        field.selectAll()
        QTest.keyClicks(field.lineEdit(), kg)
        QTest.keyClick(field.lineEdit(), Qt.Key.Key_Return)


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Lifter]:
    load_fonts()
    somebody = Lifter(memory_path / "data", qtbot)
    somebody.open()
    yield somebody
    somebody.close()


def named(within: QWidget, kind: type[QWidget], name: str) -> QWidget:
    return next(each for each in within.findChildren(kind) if each.accessibleName() == name)


def test_from_today_by_keyboard(person: Lifter) -> None:
    """Tab comes to the button, the sheet has each exercise of the session, and what is typed is stored."""
    page = person.program.today.page
    person.tab_to(next(b for b in page.findChildren(QAbstractButton) if b.text() == "Weights and bands"))
    person.press(Qt.Key.Key_Space)
    sheet = person.sheet()
    for name in ("Bodyweight squats", "Terminal knee extensions", "Glute bridges", "Clamshells", "Wall sit"):
        assert says(sheet, name)
    assert not reads(sheet, "Leg swings")
    field = named(sheet, KgStepper, "Weight: Bodyweight squats")
    for _ in range(30):
        if field.hasFocus():
            break
        QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Tab)
    person.types_kg(field, "7.5")
    assert person.loads()["bodyweight-squat"] == "7.5 kg"
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    person.close()
    person.open()
    assert person.loads()["bodyweight-squat"] == "7.5 kg"


def test_from_today_by_mouse(person: Lifter) -> None:
    """A red band is taken by a click; a weight that cannot be keeps the sheet open, with a sentence."""
    use(person.program.today.page, "Weights and bands", by_mouse=True)
    sheet = person.sheet()
    red = next(
        each
        for each in sheet.findChildren(ChoiceButton)
        if (each.text(), each.accessibleDescription()) == ("Red", "Band: Clamshells")
    )
    QTest.mouseClick(red, LEFT)
    assert person.loads()["clamshell"] == "red band" and red.isChecked()
    person.types_kg(named(sheet, KgStepper, "Weight: Glute bridges"), "999")
    use(sheet, "Done", by_mouse=True)
    assert sheet.isVisible() and says(sheet, "It can be from 0 to 300 kg.")
    assert person.loads()["glute-bridge"] == ""
    person.types_kg(named(sheet, KgStepper, "Weight: Glute bridges"), "20")
    use(sheet, "Done", by_mouse=True)
    assert not sheet.isVisible() and person.loads()["glute-bridge"] == "20 kg"


def test_at_the_dose_on_the_plan_page(person: Lifter) -> None:
    """A click on the row, a weight typed or a band clicked; the row and every session of the plan have it."""
    person.to_plan()
    person.click(person.row(SQUATS))
    person.tab_to(person.panel.load.kg)
    person.types_kg(person.panel.load.kg, "10")
    assert person.loads()["bodyweight-squat"] == "10 kg"
    assert reads(person.row(SQUATS), "10 kg")
    person.click(person.row(CLAMSHELLS))
    blue = next(each for each in person.panel.load.bands.buttons() if each.text() == "Blue")
    person.click(blue)
    assert person.loads()["clamshell"] == "blue band" and reads(person.row(CLAMSHELLS), "blue band")
    person.click(person.row(WARM_UP))
    assert person.panel.load.isHidden()
    person.program.window.show_page("exercises")
    person.program.exercises().page.open_exercise("bodyweight-squat")
    assert person.program.exercises().page.detail.load.kg.text() == "10 kg"
