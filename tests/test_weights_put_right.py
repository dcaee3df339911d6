"""What a set was done with is put right in the history: by keys and by mouse, with a way back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from on_screen import numbers_of, says, use
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from test_plan_controller import Person

from kneetimer.core.record import SessionRecord
from kneetimer.storage.exchange import csv_files
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import HistoryReader
from kneetimer.ui.controls.choice_row import ChoiceRow
from kneetimer.ui.controls.kg_stepper import KgStepper
from kneetimer.ui.controls.menu_button import MenuButton
from kneetimer.ui.progress import words
from kneetimer.ui.progress.session_sheet import SessionSheet
from kneetimer.ui.shell.theme import load_fonts

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SQUATS = "Bodyweight squats, set 2: weight"
CLAMS = "Clamshells, left, set 1: band"


class Historian(Person):
    """Somebody who looks back at the one session that they did."""

    def open_sheet(self) -> SessionSheet:
        progress = self.program.progress().page
        self.program.window.show_page("progress")
        progress.sheets.open(self.session().id)
        sheet = progress.sheets.sheet()
        assert sheet is not None
        self.qtbot.waitExposed(sheet)
        return sheet

    def session(self) -> SessionRecord:
        with HistoryReader.open(locate(self.folder)) as reader:
            (record,) = reader.sessions()
        return record

    def loads(self, exercise: str) -> list[str]:
        """Of its strength sets, as they are stored."""
        return [r.load for r in self.session().sets if r.exercise == exercise and r.block.has_rests]


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Historian]:
    load_fonts()
    somebody = Historian(memory_path / "data", qtbot)
    somebody.did("six-week-knee", (1, 1, 2))
    somebody.open()
    yield somebody
    somebody.close()


def named(sheet: SessionSheet, kind: type[QWidget], name: str) -> QWidget:
    return next(each for each in sheet.findChildren(kind) if each.accessibleName().startswith(name))


def weights_of(sheet: SessionSheet) -> QAbstractButton:
    """The choice that shows what the sets were done with."""
    return next(each for each in sheet.findChildren(ChoiceRow)[0].buttons() if each.text() == "Weights")


def test_a_weight_is_put_right_by_keyboard(person: Historian) -> None:
    """12.5 typed at the second set of squats: sheet, table, export and chart say it until it is undone."""
    before = person.session()
    sheet = person.open_sheet()
    weights_of(sheet).setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(weights_of(sheet), Qt.Key.Key_Space)
    field = named(sheet, KgStepper, SQUATS)
    assert isinstance(field, KgStepper) and field.isVisible() and field.text() == "no weight"
    for _ in range(60):
        if field.hasFocus():
            break
        QTest.keyClick(sheet.focusWidget(), Qt.Key.Key_Tab)
    field.selectAll()
    QTest.keyClicks(field.lineEdit(), "12.5")
    QTest.keyClick(field.lineEdit(), Qt.Key.Key_Return, CTRL)
    assert person.loads("bodyweight-squat") == ["", "12.5 kg"]
    assert [r.reps for r in person.session().sets] == [r.reps for r in before.sets]
    assert person.session().edited is not None
    rows = csv.DictReader(io.StringIO(csv_files.sets([person.session()])))
    assert [row["kg"] for row in rows if row["exercise"] == "bodyweight-squat"] == ["", "", "12.5"]
    chart = person.program.progress().page.holds
    choices = chart.choice.menu().actions()
    next(each for each in choices if each.text() == "Bodyweight squats, kg").trigger()
    assert numbers_of(chart)[1][1:] == ("12.5",)
    sheet = person.open_sheet()
    assert says(sheet, "Bodyweight squats, set 2, 12.5 kg")
    sheet.close()
    QTest.keyClick(person.program.window, Qt.Key.Key_Z, CTRL)
    assert person.loads("bodyweight-squat") == ["", ""]


def test_a_band_is_put_right_by_mouse(person: Historian) -> None:
    """Blue in the place of the plan's light band, and then none at all; the other sets keep theirs."""
    colours = ["Yellow band", "Red band", "Green band", "Blue band", "Black band"]
    for picked, kept in (("Blue band", "blue band"), ("No band", "")):
        sheet = person.open_sheet()
        QTest.mouseClick(weights_of(sheet), LEFT)
        menu = named(sheet, MenuButton, CLAMS)
        assert isinstance(menu, MenuButton)
        assert {each.text() for each in menu.menu().actions()} == {"No band", "Light band", *colours}
        QTest.mouseClick(menu, LEFT)
        person.qtbot.waitUntil(menu.menu().isVisible)
        action = next(each for each in menu.menu().actions() if each.text() == picked)
        QTest.mouseClick(menu.menu(), LEFT, pos=menu.menu().actionGeometry(action).center())
        use(sheet, str(words.SAVE), by_mouse=True)
        assert person.loads("clamshell") == [kept, "light band", "light band", "light band"]


def test_a_weight_that_is_no_possible_one_keeps_the_sheet_open(person: Historian) -> None:
    """Saved from another part, the weights come back with a sentence, and nothing is stored before."""
    sheet = person.open_sheet()
    QTest.mouseClick(weights_of(sheet), LEFT)
    field = named(sheet, KgStepper, SQUATS)
    assert isinstance(field, KgStepper)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field.lineEdit(), "999")
    sheet.findChildren(ChoiceRow)[0].buttons()[0].click()
    use(sheet, str(words.SAVE), by_mouse=True)
    assert says(sheet, f"{SQUATS}. It can be from 0 to 300 kg.")
    assert field.isVisible() and person.session().edited is None
    field.selectAll()
    QTest.keyClicks(field.lineEdit(), "9")
    use(sheet, str(words.SAVE), by_mouse=True)
    assert person.loads("bodyweight-squat") == ["", "9 kg"]


def test_nothing_changed_is_no_correction(person: Historian) -> None:
    """Looking at the weights and saving leaves the session as it was, its plan's words too."""
    sheet = person.open_sheet()
    QTest.mouseClick(weights_of(sheet), LEFT)
    use(sheet, str(words.SAVE), by_mouse=True)
    assert person.session().edited is None
    assert set(person.loads("clamshell")) == {"light band"}
