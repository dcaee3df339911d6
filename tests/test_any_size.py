"""The window and the stage from half a small screen to a large one; tests/test_looks.py looks at the rest."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from on_screen import part, parts
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from kneetimer.core.preferences import Preferences
from kneetimer.program import demo
from kneetimer.program.program import Program
from kneetimer.storage.locations import locate
from kneetimer.storage.plans import library, plan_file
from kneetimer.storage.records.history import History
from kneetimer.ui.shell.main_window import Navigation
from kneetimer.ui.shell.nav_button import NavButton
from tests.fakes import StandingClock
from tests.test_program import EVENING

SIZES = ((960, 540), (1024, 600), (1366, 768), (1920, 1080))
HALF_A_SCREEN = (640, 540)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The data of somebody who has trained for some weeks."""
    clock = StandingClock(EVENING)
    with History.open_to_write(locate(tmp_path), clock.now) as history:
        plan = plan_file.load_plan(Preferences().plan)
        demo.store(history, demo.six_weeks(plan, library.load_exercises(), EVENING.date()))
    return tmp_path


@pytest.fixture
def program(folder: Path, qtbot: QtBot) -> Iterator[Program]:
    clock = StandingClock(EVENING)
    history = History.open_to_write(locate(folder), clock.now)
    chosen = Preferences(safety_accepted="1", full_screen=False, sounds=False, voice=False)
    history.save_preferences(chosen.with_(get_set_s=0))
    opened = Program(locate(folder), history, None, clock=clock)
    opened.show()
    qtbot.waitExposed(opened.window)
    yield opened
    opened.window.close()
    opened.window.deleteLater()


def resize(program: Program, qtbot: QtBot, size: tuple[int, int]) -> None:
    program.window.resize(*size)
    qtbot.waitUntil(lambda: (program.window.width(), program.window.height()) == size)


def test_every_key_of_the_stage_is_in_the_window(program: Program, qtbot: QtBot) -> None:
    """Pause, It hurts and Leave can be reached in the smallest window, in each phase of a set."""
    program.entry.start()
    stage = program.sessions().page
    for size in (HALF_A_SCREEN, *SIZES):
        resize(program, qtbot, size)
        for _ in range(4):
            program.sessions().driver.tick()
            buttons = [each for each in stage.findChildren(QAbstractButton) if each.isVisible()]
            names = " ".join(button.accessibleName() or button.text() for button in buttons)
            assert "Leave" in names
            assert "It hurts" in names
            for button in buttons:
                there = QRect(button.mapTo(program.window, QPoint(0, 0)), button.size())
                assert program.window.rect().contains(there), (size, button.accessibleName())


def test_a_new_window_fits_the_screen(program: Program) -> None:
    """The desktop's own title bar has room too."""
    available = program.window.screen().availableGeometry()
    assert program.window.width() <= available.width()
    assert program.window.height() < available.height()


def test_a_narrow_window_gives_the_navigation_s_room_to_the_page(program: Program, qtbot: QtBot) -> None:
    """Its entries are icons then, which still have their names."""
    navigation = part(program.window, Navigation)
    resize(program, qtbot, (1280, 800))
    wide = navigation.width()
    resize(program, qtbot, HALF_A_SCREEN)
    assert navigation.width() < wide / 2
    assert [button.accessibleName() for button in parts(navigation, NavButton)][:2] == ["Today", "Plan"]
    assert part(navigation, NavButton, "Plan").toolTip() == "Plan"


def test_assistive_technology_opens_a_page_as_a_click_does(program: Program) -> None:
    """The first action that an entry of the navigation offers shows its page."""
    entry = part(program.window, NavButton, "Plan")
    actions = QAccessible.queryAccessibleInterface(entry).actionInterface()
    actions.doAction(actions.actionNames()[0])
    assert program.window.current_page() == "plan"
