"""What a person presses stays under the pointer: the next click meets the same control.

Every control of a page is pressed once through the window, as the system sends a click.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import shiboken6
from look_places import SQUATS, Walker
from PySide6.QtCore import QCoreApplication, QEventLoop, QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QFileDialog, QScrollArea, QWidget

from kneetimer.ui.controls.menu_button import ActionsButton, MenuButton, MoreButton
from kneetimer.ui.controls.zero_to_ten import ZeroToTen
from kneetimer.ui.settings.table import SECTIONS
from kneetimer.ui.shell.nav_button import NavButton
from kneetimer.ui.shell.theme import load_fonts

SLACK = QPoint(14, 4)  # the bar at the side that comes where a page grows, and a line of words
PLACES = [
    ("today", 100), ("plan, a dose", 100), ("an exercise", 100), ("builder", 100), ("rests", 100),
    ("look", 100), ("knee", 100), ("plan, a dose", 200), ("an exercise", 200), ("kit", 200),
    ("progress", 100), ("builder", 200),
]  # fmt: skip
# Another size of the text makes everything larger, and what opens a panel scrolls as far as that can be read.
GIVES_WAY = ("Text size on pages: ", "Reset all settings", "Edit: ", "Make a copy to ")


@pytest.fixture
def walker(text_size: int, qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Walker]:
    """Somebody with the program in front of them, who closes each question of the system at once."""
    load_fonts()
    for ask in ("getSaveFileName", "getOpenFileName", "getOpenFileNames"):
        monkeypatch.setattr(QFileDialog, ask, lambda *_, **__: ("", ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: "")

    def leave(_: QUrl) -> bool:
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", leave)
    somebody = Walker(text_size=text_size)
    somebody.window.resize(1280, 800)
    yield somebody
    somebody.close()


def settle() -> None:
    for _ in range(3):
        QCoreApplication.sendPostedEvents()
        QCoreApplication.processEvents()


def go(walker: Walker, place: str) -> QWidget:
    """Open a page as it comes, and what of it is meant."""
    program, window = walker.program, walker.window
    settings = program.settings().page
    if place in {section.name for section in SECTIONS}:
        window.show_page("settings")
        settings.go_to(place)
        return settings
    if place == "today":
        window.show_page("today")
        return program.today.page
    if place == "progress":
        page, drawn = program.progress().page, QEventLoop()
        page.drawn.connect(drawn.quit)
        window.show_page("progress")
        drawn.exec()
        return page
    if place == "an exercise":
        window.show_page("exercises")
        program.exercises().page.open_exercise("clamshell")
        return program.exercises().page
    window.show_page("plan")
    if place == "plan, a dose":
        panel = program.plans.page.phases.panels[0]
        panel.edit.click()
        panel.rows[SQUATS].edit.click()
    elif place == "builder":
        menu = program.plans.page.head.more.menu()
        next(act for act in menu.actions() if act.data() == "build").trigger()
        builder = program.plan_room.builder.page
        for exercise in ("glute-bridge", "clamshell", "wall-sit"):
            builder.library.tile(exercise).click()
        return builder
    return program.plans.page


def controls(page: QWidget) -> list[QWidget]:
    """What can be pressed now and leaves the page open."""
    return [
        each
        for each in page.findChildren(QWidget)
        if isinstance(each, QAbstractButton | ZeroToTen)
        and not isinstance(each, NavButton | MoreButton | ActionsButton)
        and each.isVisible()
        and each.isEnabled()
        and each.window() is page.window()
    ]


def name_of(control: QWidget) -> str:
    return control.accessibleName() or (control.text() if isinstance(control, QAbstractButton) else "")


def press(control: QWidget) -> None:
    if isinstance(control, MenuButton):
        other = [each for each in control.menu().actions() if each.isEnabled() and not each.isChecked()]
        if other:
            other[-1].trigger()
        return
    place = QPoint(control.width() // 2, control.height() // 2)
    if isinstance(control, ZeroToTen):
        place = control.cell_rects()[5].center().toPoint()
    window = control.window()
    QTest.mouseClick(window.windowHandle(), Qt.MouseButton.LeftButton, pos=control.mapTo(window, place))


def moved_by(control: QWidget) -> str:
    """How far a press of a control moves it, if it does and is still there."""
    around = control.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(control, 0, 60)
        around = around.parentWidget()
    settle()
    window = control.window()
    before = control.mapTo(window, QPoint(0, 0))
    press(control)
    settle()
    for each in QApplication.topLevelWidgets():
        if each is not window and each.isVisible():
            each.close() if isinstance(each, QDialog) else each.hide()
    settle()
    if not shiboken6.isValid(control) or not control.isVisible():
        return ""
    by = control.mapTo(window, QPoint(0, 0)) - before
    stays = abs(by.x()) <= SLACK.x() and abs(by.y()) <= SLACK.y()
    return "" if stays else f"by {by.x()}, {by.y()}"


@pytest.mark.parametrize(("place", "text_size"), PLACES)
def test_what_is_pressed_stays_under_the_pointer(walker: Walker, place: str) -> None:
    """Whatever a press shows, hides or says otherwise, the control that was pressed is where it was."""
    page = go(walker, place)
    settle()
    names = list(dict.fromkeys(name_of(each) for each in controls(page)))
    found, pressed = [], 0
    for name in names:
        if not page.isVisible():
            page = go(walker, place)
            settle()
        control = next((each for each in controls(page) if name_of(each) == name), None)
        if control is None or name.startswith(GIVES_WAY):
            continue
        pressed += 1
        how = moved_by(control)
        found += [f"{name} {how}"] if how else []
    assert not found, "\n".join(found)
    assert pressed > 0
