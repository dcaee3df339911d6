"""Exercises of one's own in the whole program: made on the sheet, planned, done, kept, and taken along."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from on_screen import button, reads, says
from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtTest import QTest
from test_builder import Builder, person

from kneetimer.core.exercise import Unit
from kneetimer.core.session_keys import LeaveAnswer, SessionKey
from kneetimer.storage.exchange import transfer
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import History
from kneetimer.ui.figures.figure_view import FigureView
from kneetimer.ui.plan.own_sheet import OwnSheet

__all__ = ["person"]

NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)


def opened(person: Builder, what: str) -> OwnSheet:
    """The sheet, by the menu of the library."""
    action = next(a for a in person.builder.library.own.menu().actions() if what in a.text())
    action.trigger()
    sheet = person.program.window.findChildren(OwnSheet)[-1]
    assert sheet.isVisible()
    return sheet


def is_blue(colour: QColor) -> bool:
    """As the picture of the test, which is kept with a little loss."""
    return abs(colour.blue() - 0xAA) < 12 and abs(colour.red() - 0x33) < 12


def fill(sheet: OwnSheet, name: str, *steps: str) -> None:
    QTest.keyClicks(sheet.name, name)
    for field, step in zip(sheet.steps, steps, strict=True):
        QTest.keyClicks(field, step)


def test_an_exercise_is_made_planned_done_and_taken_along(person: Builder, memory_path: Path) -> None:
    """What is missing is said; with a picture it is saved, planned, played, and taken in elsewhere."""
    sheet = opened(person, "new")
    fill(sheet, "Heel slide", "Lie down.", "Slide one heel up.", "")
    sheet.save.click()
    assert sheet.isVisible() and reads(sheet, "Step 3 is missing.")
    QTest.keyClicks(sheet.steps[2], "Slide it back.")
    QTest.mouseClick(sheet.sides.buttons()[1], Qt.MouseButton.LeftButton)
    controller = person.program.plan_room.builder.own
    (memory_path / "note.txt").write_text("no picture")
    controller.take_picture(str(memory_path / "note.txt"))
    assert reads(sheet, "note.txt is no picture")
    still = QImage(900, 600, QImage.Format.Format_RGB32)
    still.fill(QColor("#3366aa"))
    assert still.save(str(memory_path / "still.png"))
    controller.take_picture(str(memory_path / "still.png"))
    sheet.save.click()
    assert not sheet.isVisible()
    (made,) = person.program.model.known.own
    assert (made.name, made.unit) == ("Heel slide", Unit.REPS_PER_SIDE)
    person.builder.library.tile(made.id).click()
    person.builder.name.setText("Mine")
    person.builder.renamed.emit("Mine")
    person.builder.save.click()
    assert person.followed == "Mine"
    person.program.window.show_page("today")
    person.press(Qt.Key.Key_Space)
    session = person.program.sessions()
    figure = session.page.findChild(FigureView)
    assert figure is not None and figure.isVisible() and figure.own_picture() is not None
    middle = figure.grab().toImage().pixelColor(figure.width() // 2, figure.height() // 2)
    assert is_blue(middle)
    session.driver.press(SessionKey.SKIP)
    session.driver.press(SessionKey.SKIP)
    session.driver.press(SessionKey.LEAVE)
    session.driver.answer_leave(LeaveAnswer.PARTIAL)
    kept = session.session
    person.close()
    here, there = locate(person.folder), locate(memory_path / "there")
    with History.open_to_write(here, lambda: NOW) as history:
        transfer.export(history, memory_path / "out", NOW, "test")
    with History.open_to_write(there, lambda: NOW) as history:
        transfer.import_file(
            history, memory_path / "out" / transfer.JSON_NAME, transfer.exercises_of(history)
        )
        assert history.own_exercises() == (made,)
        assert kept in {record.id for record in history.sessions()}
    person.open()
    assert person.followed == "Mine"
    assert person.program.model.exercises[made.id].name == "Heel slide"
    person.program.plan_room.plans.files.print_to(memory_path / "week.pdf")
    paper = QPdfDocument()
    paper.load(str(memory_path / "week.pdf"))
    page = paper.render(0, QSize(595, 842))
    assert any(is_blue(page.pixelColor(x, y)) for x in range(595) for y in range(842))


def test_a_tempo_that_is_no_possible_one_is_told_and_asked_of_reps_alone(person: Builder) -> None:
    """Save says which part and why; an exercise that counts seconds has no tempo to be mended."""
    sheet = opened(person, "new")
    fill(sheet, "Plank", "Lie down.", "Up on your toes.", "Stay there.")
    person.type_over(sheet.tempo[1], "99")
    person.clicks(sheet.save)
    assert sheet.isVisible() and not person.program.model.known.own
    assert says(sheet, f"{sheet.tempo[1].accessibleName()}. It can be from 0 to 30 s.")
    QTest.mouseClick(sheet.counts.buttons()[1], Qt.MouseButton.LeftButton)
    person.clicks(sheet.save)
    (made,) = person.program.model.known.own
    assert (made.unit, made.tempo) == (Unit.SECONDS, None)


def test_it_is_changed_taken_out_and_comes_back(person: Builder) -> None:
    """Another name on its tile; a name that is taken is not saved; taken out it is gone until Ctrl+Z.

    No sheet stays behind.
    """
    sheet = opened(person, "new")
    fill(sheet, "Plank", "Lie down.", "Up on your toes.", "Stay there.")
    QTest.mouseClick(sheet.counts.buttons()[1], Qt.MouseButton.LeftButton)
    sheet.save.click()
    (made,) = person.program.model.known.own
    assert (made.unit, made.tempo) == (Unit.SECONDS, None)
    sheet = opened(person, "Change Plank")
    sheet.name.clear()
    QTest.keyClicks(sheet.name, "clamshells")
    sheet.save.click()
    assert reads(sheet, "There is an exercise called Clamshells already.")
    sheet.name.clear()
    QTest.keyClicks(sheet.name, "Front plank")
    sheet.save.click()
    assert person.builder.library.tile(made.id).text() == "Front plank"
    button(opened(person, "Change Front plank"), "Take out of the library").click()
    assert made.id not in person.builder.library.shown()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not person.program.window.findChildren(OwnSheet)
    person.program.undo.undo()
    assert made.id in person.builder.library.shown()


def test_without_a_picture_the_steps_are_shown_large(person: Builder) -> None:
    """Try it now: there is no figure, and the three steps stand in its place."""
    sheet = opened(person, "new")
    fill(sheet, "Plank", "Lie down.", "Up on your toes.", "Stay there.")
    sheet.save.click()
    (made,) = person.program.model.known.own
    person.builder.library.tile(made.id).click()
    person.builder.trial.click()
    figure = person.program.sessions().page.findChild(FigureView)
    assert figure is not None and figure.isHidden()
    page = person.program.sessions().page
    assert "Up on your toes." in " ".join(
        each.accessibleDescription() for each in page.children() if hasattr(each, "accessibleDescription")
    )
    person.program.flow.finish()
