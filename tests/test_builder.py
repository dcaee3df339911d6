"""The plan builder in the whole program: a plan put together by keys and by mouse, tried, and saved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import zxingcpp
from on_screen import lines, reads, says, toasted
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from test_plan_controller import Person

from kneetimer.core.script import SessionKind
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan, read_plan
from kneetimer.storage.plans.plan_qr import modules_of, squeezed
from kneetimer.storage.plans.plan_writer import plan_text
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.plan.builder_page import BuilderPage
from kneetimer.ui.plan.qr_sheet import QrSheet
from kneetimer.ui.shell.theme import load_fonts

LEFT = Qt.MouseButton.LeftButton
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
MOST_ACTIONS = 15


class Builder(Person):
    """Somebody at the builder, who counts what they do."""

    actions = 0

    def to_builder(self) -> None:
        self.to_plan()
        self.picks("build")
        assert self.builder.isVisible()

    def picks(self, what: str) -> None:
        """Something of the Plan page's menu."""
        next(a for a in self.page.head.more.menu().actions() if a.data() == what).trigger()

    @property
    def builder(self) -> BuilderPage:
        return self.program.plan_room.builder.page

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.actions += 1
        QTest.keyClick(self.focus() or self.program.window, key, modifier)

    def types(self, text: str) -> None:
        self.actions += 1
        QTest.keyClicks(self.focus(), text)

    def clicks(self, widget: QWidget, at: QPoint | None = None) -> None:
        self.actions += 1
        self.qtbot.mouseClick(widget, LEFT, pos=at or widget.rect().center())

    def drags(self, widget: QWidget, to: QPoint) -> None:
        """From the middle of a widget to a point of the screen."""
        self.actions += 1
        QTest.mousePress(widget, LEFT, pos=widget.rect().center())
        goal = widget.mapFromGlobal(to)
        for step in (1, 2):
            QTest.mouseMove(widget, widget.rect().center() + (goal - widget.rect().center()) * step / 2)
        QTest.mouseRelease(widget, LEFT, pos=goal)

    def rows(self) -> list[str]:
        return [row.line.name for row in self.builder.list.rows()]

    def amounts(self) -> list[tuple[str, str]]:
        return [(row.line.name, row.amount.text()) for row in self.builder.list.rows()]

    def type_over(self, number: Stepper, text: str) -> None:
        """In place of what stands in a field, without leaving it."""
        number.setFocus(Qt.FocusReason.TabFocusReason)
        number.selectAll()
        QTest.keyClicks(number, text)

    @property
    def followed(self) -> str:
        return self.program.model.plans.written.name


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Builder]:
    load_fonts()
    somebody = Builder(memory_path / "data", qtbot)
    somebody.open()
    somebody.to_builder()
    yield somebody
    somebody.close()


def saved_strength(person: Builder) -> list[str]:
    plan = person.program.model.plans.written
    return [d.exercise for b in plan.blocks if b.kind.value == "strength" for d in b.doses]


def test_a_dose_is_shown_with_all_that_it_counts(person: Builder) -> None:
    """However long that is; it may be typed with it, or as the number alone."""
    person.builder.added.emit("lateral-band-walk", None, None)
    amount = person.builder.list.rows()[0].amount
    for typed in ("12 steps each way", "12"):
        person.type_over(amount, "8")
        person.key(Qt.Key.Key_Return)
        person.type_over(amount, typed)
        person.key(Qt.Key.Key_Return)
        assert amount.text() == "12 steps each way"
        assert person.builder.list.rows()[0].line.amount == 12


def test_three_exercises_by_keyboard(person: Builder) -> None:
    """Enter adds, Ctrl+S asks for the name first, the order is changed, and the plan is followed."""
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Return):
        person.key(key)
    assert person.rows() == ["Bodyweight squats", "Glute bridges", "Single-leg glute bridges"]
    person.key(Qt.Key.Key_S, CTRL)
    assert says(person.builder.foot, "Give the plan a name.")
    assert person.focus() is person.builder.name
    assert person.followed == "Six-week knee plan"
    person.types("Short knee plan")
    person.key(Qt.Key.Key_S, CTRL)
    assert person.actions <= MOST_ACTIONS
    assert person.followed == "Short knee plan"
    assert saved_strength(person) == ["bodyweight-squat", "glute-bridge", "single-leg-glute-bridge"]
    assert person.program.window.current_page() == "plan" and person.page.isVisible()
    file = person.program.model.where.plans_dir / "short-knee-plan.toml"
    assert read_plan(file, load_exercises()).name == "Short knee plan"
    person.program.undo.undo()
    assert person.followed == "Six-week knee plan" and not file.exists()


def test_three_exercises_by_mouse(person: Builder) -> None:
    """Two presses on +, one exercise dragged before both, a name and Save."""
    builder = person.builder
    person.clicks(builder.library.tile("glute-bridge"))
    person.clicks(builder.library.tile("step-up"))
    first = builder.list.rows()[0]
    person.drags(builder.library.tile("clamshell"), first.mapToGlobal(QPoint(60, 4)))
    assert person.rows() == ["Clamshells", "Glute bridges", "Step-ups"]
    person.drags(builder.list.rows()[2].grip, builder.list.rows()[0].mapToGlobal(QPoint(60, 4)))
    assert person.rows() == ["Step-ups", "Clamshells", "Glute bridges"]
    person.clicks(builder.name)
    person.types("Mine")
    person.clicks(builder.save)
    assert person.actions <= MOST_ACTIONS
    assert person.followed == "Mine"
    assert saved_strength(person) == ["step-up", "clamshell", "glute-bridge"]


def test_a_row_is_moved_changed_taken_out_and_comes_back_by_keys(person: Builder) -> None:
    """Alt with the arrows, minus and plus, Delete and Ctrl+Z at a row, which keeps the keyboard."""
    for exercise in ("bodyweight-squat", "glute-bridge", "wall-sit"):
        person.builder.library.tile(exercise).click()
    person.builder.list.rows()[2].setFocus(Qt.FocusReason.TabFocusReason)
    person.key(Qt.Key.Key_Up, ALT)
    assert person.rows() == ["Bodyweight squats", "Wall sit", "Glute bridges"]
    assert person.focus() is person.builder.list.rows()[1]
    person.key(Qt.Key.Key_Plus)
    assert person.builder.list.rows()[1].amount.text() == "21 s"
    person.key(Qt.Key.Key_Tab)
    person.key(Qt.Key.Key_Minus)
    assert person.builder.list.rows()[1].sets.text() == "1 set"
    person.key(Qt.Key.Key_Down, ALT)
    assert person.rows()[2] == "Wall sit"
    assert person.focus() is person.builder.list.rows()[2].sets
    person.builder.list.rows()[2].setFocus(Qt.FocusReason.TabFocusReason)
    person.key(Qt.Key.Key_Delete)
    assert person.rows() == ["Bodyweight squats", "Glute bridges"]
    assert person.focus() is person.builder.list.rows()[1]
    person.key(Qt.Key.Key_Z, CTRL)
    assert person.rows()[2] == "Wall sit"


@pytest.mark.parametrize("press", ["add", "down", "copy", "save"])
def test_a_number_that_is_still_in_its_field_is_of_its_own_exercise(person: Builder, press: str) -> None:
    """A press that leaves the field as it is takes what is typed there first, and shows what it took."""
    builder = person.builder
    for exercise in ("bodyweight-squat", "glute-bridge", "wall-sit"):
        builder.library.tile(exercise).click()
    builder.renamed.emit("Mine")
    person.type_over(builder.list.rows()[0].amount, "12")
    match press:
        case "add":
            person.clicks(builder.library.tile("step-up"))
            assert person.amounts() == [("Bodyweight squats", "12 reps"), ("Glute bridges", "20 reps"),
                                        ("Wall sit", "20 s"), ("Step-ups", "10 each leg")]  # fmt: skip
        case "down":
            person.key(Qt.Key.Key_Down, ALT)
            assert person.focus() is builder.list.rows()[1].amount
            assert person.amounts() == [("Glute bridges", "20 reps"), ("Bodyweight squats", "12 reps"),
                                        ("Wall sit", "20 s")]  # fmt: skip
        case "copy":
            next(a for a in builder.more.menu().actions() if a.data() == "six-week-knee").trigger()
            assert person.amounts()[2] == ("Bodyweight squats", "15 reps")
            builder.undo_requested.emit()
            assert person.amounts()[0] == ("Bodyweight squats", "12 reps")
            builder.renamed.emit("Mine")
    person.key(Qt.Key.Key_S, CTRL)
    plan = person.program.model.plans.written
    assert plan.name == "Mine"
    kept = {dose.exercise: dose.amounts[0] for block in plan.blocks for dose in block.doses}
    assert (kept["bodyweight-squat"], kept["glute-bridge"], kept["wall-sit"]) == (12, 20, 20)


def test_a_number_that_is_no_possible_one_is_told_before_the_plan_is_tried_or_kept(person: Builder) -> None:
    """The foot says which number and why, in place of what it said; a possible one takes it away."""
    builder = person.builder
    builder.library.tile("bodyweight-squat").click()
    builder.renamed.emit("Mine")
    before = lines(builder.foot)
    person.type_over(builder.list.rows()[0].amount, "900")
    person.clicks(builder.trial)
    assert not person.program.sessions().driver.is_running()
    assert says(builder.foot, "Reps: Bodyweight squats. It can be from 1 to 200.")
    person.key(Qt.Key.Key_S, CTRL)
    assert person.followed == "Six-week knee plan" and builder.isVisible()
    person.type_over(builder.list.rows()[0].amount, "15")
    person.key(Qt.Key.Key_Tab)
    assert lines(builder.foot) == before
    person.type_over(builder.head.weeks, "99")
    person.key(Qt.Key.Key_S, CTRL)
    assert says(builder.foot, "Weeks. It can be from 1 to 26.")
    person.type_over(builder.head.weeks, "5")
    person.key(Qt.Key.Key_S, CTRL)
    assert (person.followed, person.program.model.plans.written.weeks) == ("Mine", 5)


def test_taking_out_by_keyboard_leaves_the_page_where_it_is(person: Builder) -> None:
    """The keyboard is at the cross of the exercise that comes up; in a small window nothing scrolls."""
    person.program.window.resize(1024, 600)
    for exercise in ("bodyweight-squat", "glute-bridge", "wall-sit", "step-up", "clamshell"):
        person.builder.library.tile(exercise).click()
    bars = [area.verticalScrollBar() for area in person.builder.findChildren(QScrollArea)]
    crosses = [row.remove for row in person.builder.list.rows()]
    crosses[1].setFocus(Qt.FocusReason.TabFocusReason)
    person.qtbot.waitUntil(lambda: not crosses[1].visibleRegion().isEmpty())
    before = [bar.value() for bar in bars]
    person.key(Qt.Key.Key_Space)
    assert person.rows() == ["Bodyweight squats", "Wall sit", "Step-ups", "Clamshells"]
    cross = person.builder.list.rows()[1].remove
    person.qtbot.waitUntil(lambda: not cross.visibleRegion().isEmpty())
    assert person.focus() is cross
    assert [bar.value() for bar in bars] == before


def test_the_foot_says_what_the_plan_comes_to_and_why_it_cannot_be_saved(person: Builder) -> None:
    """An empty plan is refused with its sentence; minutes, kit and sums follow each press."""
    foot = person.builder.foot
    person.key(Qt.Key.Key_S, CTRL)
    assert lines(foot) == ["Add one exercise first."]
    person.builder.library.tile("clamshell").click()
    (before,) = (line for line in lines(foot) if line.endswith("min · Mat, Mini band"))
    assert says(foot, "In a session of week 1: Clamshells 60.")
    person.builder.list.rows()[0].sets.stepUp()
    assert not says(foot, before) and reads(foot, "Clamshells 90")
    person.program.model.choose(person.program.model.preferences.with_kit("mat", missing=True))
    person.clicks(person.builder.name)
    person.types("Mine")
    assert says(foot, "Clamshells: Mat not in your kit. You can save it all the same.")
    assert person.followed == "Six-week knee plan"
    person.key(Qt.Key.Key_S, CTRL)
    assert person.followed == "Mine"


def test_the_library_finds_by_word_kit_and_muscle(person: Builder) -> None:
    """What needs missing kit is listed again when My kit is off; a word and a muscle narrow it down."""
    library = person.builder.library
    person.program.model.choose(person.program.model.preferences.with_kit("barbell", missing=True))
    assert "deadlift" not in library.shown()
    person.clicks(library.my_kit)
    assert "deadlift" in library.shown()
    person.program.window.activateWindow()
    person.builder.setFocus()
    person.key(Qt.Key.Key_Slash)
    person.types("calf")
    assert library.shown() == ("calf-raise",)
    library.search.clear()
    calves = next(a for a in library.works.menu().actions() if a.text() == "Calves")
    calves.trigger()
    assert set(library.shown()) == {"walking-lunge", "calf-raise"}


def test_a_try_is_practice_and_the_draft_waits(person: Builder) -> None:
    """Try it now plays the draft's session as practice; afterwards it is as it was left."""
    person.builder.library.tile("step-up").click()
    person.clicks(person.builder.trial)
    driver = person.program.sessions().driver
    assert driver.is_running()
    script = driver.state.script
    assert script.kind is SessionKind.PRACTICE and script.steps[0].exercise == "step-up"
    person.program.flow.finish()
    person.program.window.show_page("plan")
    assert person.builder.isVisible() and person.rows() == ["Step-ups"]


def test_a_copy_and_a_file_are_beginnings(person: Builder, memory_path: Path) -> None:
    """A copy of the plan that is followed has its exercises; a file too, and neither is saved by itself."""
    plans = person.program.model.plans
    copy = next(a for a in person.builder.more.menu().actions() if a.data() == "six-week-knee")
    copy.trigger()
    assert "Clamshells" in person.rows()
    assert person.builder.name.text() == "Six-week knee plan, my way"
    file = memory_path / "theirs.toml"
    file.write_text(plan_text(load_plan("ten-essentials-gym"), load_exercises()), encoding="utf-8")
    person.program.plan_room.builder.begin_with_file(file)
    assert "Leg press" in person.rows() and len(plans.repository.ids()) == 3
    person.builder.undo_requested.emit()
    assert "Clamshells" in person.rows()


def test_leaving_keeps_the_draft_and_changes_nothing(person: Builder) -> None:
    """Escape goes back to the plan that is followed; the builder opens as it was left."""
    person.builder.library.tile("step-up").click()
    person.key(Qt.Key.Key_Escape)
    assert person.page.isVisible() and person.followed == "Six-week knee plan"
    person.to_builder()
    assert person.rows() == ["Step-ups"]


def test_a_plan_goes_round_as_text(person: Builder) -> None:
    """Copied as text and taken in again it is the same plan; text that is none is told what is wrong."""
    person.builder.library.tile("step-up").click()
    person.builder.name.setFocus()
    person.types("Mine")
    person.key(Qt.Key.Key_S, CTRL)
    person.picks("copy-text")
    mine = person.program.model.plans.plan
    assert 'name = "Mine"' in QApplication.clipboard().text()
    person.program.undo.undo()
    assert mine.id not in person.program.model.plans.repository.ids()
    person.picks("paste-text")
    assert person.program.model.plans.repository.load(mine.id) == mine
    assert "Mine is among your plans now." in toasted(person.program.window)
    QApplication.clipboard().setText("format = 1\nname = 3")
    person.picks("paste-text")
    assert person.program.window.banner.message().startswith("the copied text")


def test_a_plan_goes_round_as_a_qr_code(person: Builder) -> None:
    """What a camera reads off the sheet is taken in elsewhere as the same plan; a large one is told."""
    person.builder.library.tile("step-up").click()
    person.builder.renamed.emit("Knie für Läufer")  # the test's keyboard has no ü
    person.builder.save.click()
    mine = person.program.model.plans.plan
    person.picks("show-qr")
    (sheet,) = person.program.window.findChildren(QrSheet)
    person.qtbot.waitExposed(sheet)
    picture = sheet.picture.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    rows = memoryview(picture.constBits()).cast("B", (picture.height(), picture.bytesPerLine()))
    (code,) = zxingcpp.read_barcodes(rows)
    sheet.enough.click()
    person.program.undo.undo()
    assert mine.id not in person.program.model.plans.repository.ids()
    QApplication.clipboard().setText(code.text)
    person.picks("paste-text")
    assert person.program.model.plans.repository.load(mine.id) == mine
    long = replace(mine, about="Strength for the knee. " * 80)
    person.program.model.plans.plan = long
    person.picks("show-qr")
    assert "is too large for a QR code" in person.program.window.banner.message()


@pytest.mark.parametrize("plan_id", ["six-week-knee", "ten-essentials-home", "ten-essentials-gym"])
def test_the_plans_that_come_along_have_room_in_a_code(plan_id: str) -> None:
    """Their text without spaces is the same plan, and small enough for a phone to read."""
    plan = load_plan(plan_id)
    text = plan_text(plan, load_exercises())
    assert read_plan(squeezed(text), load_exercises(), plan_id) == plan
    assert len(modules_of(text)) <= 137
