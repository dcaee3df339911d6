"""The first start: a safety note, three questions and the count, by keyboard alone."""

import pytest
from page_examples import light_theme
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kneetimer.core.preferences import Knee
from kneetimer.ui.first_start import safety
from kneetimer.ui.first_start.page import FirstAnswers, FirstStartPage


@pytest.fixture
def page(qtbot: QtBot) -> FirstStartPage:
    page = FirstStartPage(light_theme())
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.activateWindow()
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    return page


def test_the_keyboard_alone_comes_through(qtbot: QtBot, page: FirstStartPage) -> None:
    """Space acknowledges, Tab and Space answer, Enter goes on and finishes."""
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert page.step() == 1
    for keys in (
        (Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Right),
        (Qt.Key.Key_Tab, Qt.Key.Key_Space),
        (Qt.Key.Key_Tab, Qt.Key.Key_Space),
        (Qt.Key.Key_Tab, Qt.Key.Key_Return),
    ):
        for key in keys:
            qtbot.keyClick(page.window().focusWidget(), key)
    assert page.step() == 2
    with qtbot.waitSignal(page.finished) as finished:
        qtbot.keyClick(page, Qt.Key.Key_Space)
    assert finished.args == [
        FirstAnswers(
            knee=Knee.RIGHT,
            sessions_a_week=2,
            coach_counts=True,
            session_text_size=100,
            safety_version=safety.SAFETY_VERSION,
        )
    ]


def test_no_question_is_answered_for_you(qtbot: QtBot, page: FirstStartPage) -> None:
    """Until all three are answered, neither Space nor a click goes on."""
    page.show_step(1)
    assert page.knee.choice() is None
    qtbot.mouseClick(page.knee.buttons()[3], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.sessions.buttons()[1], Qt.MouseButton.LeftButton)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    qtbot.mouseClick(page.go_on, Qt.MouseButton.LeftButton)
    assert page.step() == 1
    qtbot.mouseClick(page.counter.buttons()[1], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.go_on, Qt.MouseButton.LeftButton)
    assert page.step() == 2


def test_a_note_that_does_not_fit_is_scrolled_before_it_is_acknowledged(qtbot: QtBot) -> None:
    """In a small window with large text Space shows the rest of the note first."""
    page = FirstStartPage(light_theme(150))
    qtbot.addWidget(page)
    page.resize(1024, 500)
    page.show()
    qtbot.waitExposed(page)
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert page.step() == 0
    for _ in range(5):
        qtbot.keyClick(page, Qt.Key.Key_Space)
    assert page.step() == 1


def test_the_count_is_as_large_as_in_a_session(page: FirstStartPage) -> None:
    """The ink of the digits is at least 23 % of the window's height."""
    page.show_step(2)
    picture = page.digits.grab().toImage()
    background = picture.pixelColor(0, 0)
    rows = [
        y
        for y in range(picture.height())
        if any(picture.pixelColor(x, y) != background for x in range(0, picture.width(), 3))
    ]
    assert rows[-1] - rows[0] + 1 >= 0.23 * page.height()


def test_the_count_can_be_made_larger_within_its_range(qtbot: QtBot, page: FirstStartPage) -> None:
    """Larger goes up to the most that settings allow and then stops; Smaller comes back."""
    page.show_step(2)
    for _ in range(12):
        qtbot.mouseClick(page.larger, Qt.MouseButton.LeftButton)
    assert page.digits.percent() == 200
    assert not page.larger.isEnabled()
    qtbot.mouseClick(page.smaller, Qt.MouseButton.LeftButton)
    assert page.digits.percent() == 190


def test_escape_goes_one_step_back(qtbot: QtBot, page: FirstStartPage) -> None:
    """From the count to the questions to the note, and no further."""
    page.show_step(2)
    for expected in (1, 0, 0):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
        assert page.step() == expected


def test_the_sound_can_be_tried(qtbot: QtBot, page: FirstStartPage) -> None:
    """The button asks for the sound."""
    page.show_step(2)
    with qtbot.waitSignal(page.sound_test_requested):
        qtbot.mouseClick(page.play_sound, Qt.MouseButton.LeftButton)


def test_the_note_has_no_promise_and_all_warnings() -> None:
    """The note names each sign to see someone about and claims no effect."""
    lines = [safety.INTRODUCTION, *(line for _, lines in safety.SECTIONS for line in lines)]
    said = " ".join(map(str, lines)).lower()
    for sign in (
        "weight",
        "straighten",
        "locks",
        "gives way",
        "swollen",
        "fever",
        "fall",
        "dizziness",
        "pregnant",
    ):
        assert sign in said
    for claim in ("prevent", "cure", "treat", "rehab", "!"):
        assert claim not in said
