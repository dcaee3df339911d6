"""A page that opens by itself answers nothing with the keys and clicks of the page before."""

from __future__ import annotations

import pytest
from on_screen import button
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from test_program import Person, person

from kneetimer.ui.session.page import SessionPage
from kneetimer.ui.summary.page import SummaryPage
from kneetimer.ui.today.page import TodayPage

__all__ = ["person"]


class Keyboard:
    """The keys and the mouse as the system sends them: to the window, not to a widget in it."""

    def __init__(self, person: Person) -> None:
        self._person = person

    @property
    def _window(self) -> QWindow:
        assert self._person.program is not None
        return self._person.program.window.windowHandle()

    def press(self, *keys: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        for key in keys:
            QTest.keyClick(self._window, key, modifier)

    def repeat(self, key: Qt.Key, times: int = 3) -> None:
        """The key is held down: the system repeats it."""
        for _ in range(times):
            held = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, autorep=True)
            QCoreApplication.sendEvent(self._window, held)

    def click(self, widget: QWidget) -> None:
        place = widget.mapTo(widget.window(), widget.rect().center())
        QTest.mouseClick(self._window, Qt.MouseButton.LeftButton, pos=place)

    def a_second_passes(self) -> None:
        self._person.clock.ms += 1000

    @property
    def shown(self) -> QWidget:
        """The page that is on the screen."""
        assert self._person.program is not None
        pages = self._person.program.window.findChildren(QWidget)
        (page,) = [
            page
            for page in pages
            if isinstance(page, (SummaryPage, TodayPage, SessionPage)) and page.isVisible()
        ]
        return page


@pytest.fixture
def keyboard(person: Person) -> Keyboard:
    person.open()
    return Keyboard(person)


def skipped_to_the_summary(keyboard: Keyboard) -> SummaryPage:
    """Start, and skip step after step until the summary comes."""
    keyboard.press(Qt.Key.Key_Space)
    for _ in range(400):
        shown = keyboard.shown
        if isinstance(shown, SummaryPage):
            return shown
        keyboard.press(Qt.Key.Key_Right)
    raise AssertionError("the session never ends")


def test_one_skip_too_many_answers_nothing(keyboard: Keyboard) -> None:
    """Right at once after the last step, and Right that is still held, leave the summary unanswered."""
    summary = skipped_to_the_summary(keyboard)
    keyboard.press(Qt.Key.Key_Right, Qt.Key.Key_5)
    keyboard.click(summary.effort)
    for _ in "before", "after":
        keyboard.repeat(Qt.Key.Key_Right)
        keyboard.repeat(Qt.Key.Key_Space)
        keyboard.a_second_passes()
    assert keyboard.shown is summary
    assert (summary.effort.value(), summary.pain.value(), summary.after.level.value()) == (None, None, None)


def test_after_a_second_the_summary_answers(keyboard: Keyboard) -> None:
    """Keys and clicks count once the page has been there for a second."""
    summary = skipped_to_the_summary(keyboard)
    keyboard.a_second_passes()
    keyboard.press(Qt.Key.Key_Space)
    keyboard.press(Qt.Key.Key_6)
    assert summary.effort.value() == 6
    keyboard.repeat(Qt.Key.Key_Right, 2)  # held on from before: it leaves nothing out
    keyboard.click(summary.pain)
    assert summary.pain.value() == 5


def test_the_key_that_closes_the_summary_starts_no_session(keyboard: Keyboard) -> None:
    """Today comes up after a session and takes Space, held or pressed again, only a second later."""
    skipped_to_the_summary(keyboard)
    keyboard.a_second_passes()
    keyboard.press(Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    today = keyboard.shown
    assert isinstance(today, TodayPage)
    keyboard.press(Qt.Key.Key_Space)
    keyboard.click(button(today, "Start session"))
    keyboard.repeat(Qt.Key.Key_Space)
    assert keyboard.shown is today
    keyboard.a_second_passes()
    keyboard.repeat(Qt.Key.Key_Space)
    assert keyboard.shown is today
    keyboard.press(Qt.Key.Key_Space)
    assert isinstance(keyboard.shown, SessionPage)


def test_the_card_of_a_cut_session_waits_to_be_read(person: Person) -> None:
    """The key that opened the program does not go on with the session that was cut short."""
    person.open()
    keyboard = Keyboard(person)
    keyboard.press(Qt.Key.Key_Space, Qt.Key.Key_Right)
    person.close()
    person.open()
    keyboard.press(Qt.Key.Key_Space)
    assert isinstance(keyboard.shown, TodayPage)
    keyboard.a_second_passes()
    keyboard.press(Qt.Key.Key_Space)
    assert isinstance(keyboard.shown, SessionPage)


def test_a_page_that_was_asked_for_answers_at_once(keyboard: Keyboard) -> None:
    """A session that was started by a key takes the next one without a pause."""
    keyboard.press(Qt.Key.Key_Space)
    session = keyboard.shown
    assert isinstance(session, SessionPage)
    keyboard.press(Qt.Key.Key_H)
    assert session.panels.open_panel() is not None


def test_a_page_that_is_asked_for_answers_at_once(person: Person, keyboard: Keyboard) -> None:
    """Ctrl+3 in the first second of another page: the next Tab is meant for Progress, and goes in order."""
    assert person.program is not None
    window = person.program.window
    window.opened_by_itself()
    keyboard.press(Qt.Key.Key_3, modifier=Qt.KeyboardModifier.ControlModifier)
    reached = []
    for _ in range(3):
        keyboard.press(Qt.Key.Key_Tab)
        focused = window.focusWidget()
        assert focused is not None
        reached.append(focused.accessibleName())
    assert reached == ["Weeks to show: 6 weeks", "Export", "Report for my physio"]
