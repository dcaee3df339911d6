"""Toasts: what went well is said where it moves nothing, with one action, and goes by itself."""

from __future__ import annotations

import pytest
from on_screen import part, toasted
from page_examples import light_theme
from PySide6.QtCore import QObject, QRect, Qt, QUrl, Slot
from PySide6.QtGui import QAccessible, QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from kneetimer.ui.shell import toasts
from kneetimer.ui.shell.main_window import MainWindow, Navigation, NavPage


class Opened(QObject):
    """A desktop that remembers which folders it was asked to show."""

    def __init__(self) -> None:
        super().__init__()
        self.folders: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.folders.append(url.toLocalFile())


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> MainWindow:
    """A window of usual size with one page and a foot under its navigation."""
    made = MainWindow(light_theme(), [NavPage("today", "Today", "today", QWidget())])
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show_footer(("Week 2 of 6", "3 done, 9 to go"))
    made.show_page("today")
    made.show()
    qtbot.waitExposed(made)
    return made


def place(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), widget.rect().topLeft()), widget.size())


@pytest.mark.parametrize("size", [(1280, 800), (960, 540)])
def test_a_toast_lies_over_the_navigation_and_moves_nothing(
    window: MainWindow, qtbot: QtBot, size: tuple[int, int]
) -> None:
    """Between its entries and its foot; the page and all that is in the navigation stay where they are."""
    window.resize(*size)
    nav = part(window, Navigation)
    content = window.centralWidget()
    assert content is not None
    qtbot.waitUntil(lambda: content.width() == size[0])
    before = [place(each) for each in (*nav.buttons(), nav.footer, nav)]
    window.toasts.tell("Report saved as knee-report.pdf", "/tmp")
    assert [place(each) for each in (*nav.buttons(), nav.footer, nav)] == before
    toast = place(window.toasts)
    assert nav.rect().contains(toast)
    assert not any(toast.intersects(place(each)) for each in (*nav.buttons(), nav.footer))


def test_two_at_most_and_the_newest_below(window: MainWindow, qtbot: QtBot) -> None:
    """A third takes the place of the first."""
    for sentence in ("Backup made, 212 kB.", "Short knee plan is saved.", "Rest between sets is 60 s."):
        window.toasts.tell(sentence)
    first, second = window.toasts.toasts()
    assert (first.sentence, second.sentence) == ("Short knee plan is saved.", "Rest between sets is 60 s.")
    qtbot.waitUntil(lambda: place(first).bottom() < place(second).top())


def test_a_toast_goes_by_itself_but_not_from_under_the_keyboard(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits while one of its buttons has the keyboard, and goes soon after."""
    monkeypatch.setattr(toasts, "STAYS_MS", 20)
    monkeypatch.setattr(toasts, "LOOK_AGAIN_MS", 20)
    elsewhere = QPushButton(window)
    elsewhere.show()
    window.toasts.tell("Backup made, 212 kB.", "/tmp")
    window.activateWindow()
    QTest.keyClick(window, Qt.Key.Key_F6)
    qtbot.waitUntil(window.toasts.toasts()[0].action.hasFocus)
    with qtbot.waitSignal(window.toasts.toasts()[0]._stay.timeout):
        pass
    assert toasted(window) == ["Backup made, 212 kB."]
    elsewhere.setFocus()
    qtbot.waitUntil(lambda: toasted(window) == [])
    assert not window.toasts.isVisible()


def test_its_action_its_cross_and_escape_close_it(window: MainWindow) -> None:
    """The action opens the folder; the other two choose nothing."""
    desktop = Opened()
    QDesktopServices.setUrlHandler("file", desktop, "open")
    window.toasts.tell("Report saved as knee-report.pdf", "/reports")
    window.toasts.toasts()[0].action.click()
    QDesktopServices.unsetUrlHandler("file")
    assert desktop.folders == ["/reports"]
    assert toasted(window) == []
    window.toasts.tell("Backup made, 212 kB.")
    window.toasts.toasts()[0].cross.click()
    assert toasted(window) == []
    window.toasts.tell("Backup made, 212 kB.")
    window.toasts.take_focus()
    QTest.keyClick(window.toasts.toasts()[0].cross, Qt.Key.Key_Escape)
    assert toasted(window) == []


def test_only_the_newest_change_offers_its_way_back(window: MainWindow) -> None:
    """A second change takes the first offer away: its button would undo something else."""
    window.toasts.offer_undo("Easy run on Friday deleted.")
    window.toasts.offer_undo("Rest between sets is 60 s.")
    assert toasted(window) == ["Rest between sets is 60 s."]


def test_a_session_has_no_toasts(window: MainWindow) -> None:
    """What fills the window is not covered; the toast is there again with the pages."""
    window.toasts.tell("Backup made, 212 kB.")
    window.show_session(QWidget())
    assert not window.toasts.isVisible()
    window.show_page("today")
    assert window.toasts.isVisible()


def test_a_toast_is_told_as_a_notification(window: MainWindow) -> None:
    """A screen reader finds it with its sentence, and its two buttons by name."""
    window.toasts.tell("Backup made, 212 kB.", "/tmp")
    toast = window.toasts.toasts()[0]
    told = QAccessible.queryAccessibleInterface(toast)
    assert told.role() == QAccessible.Role.Notification
    assert told.text(QAccessible.Text.Name) == "Backup made, 212 kB."
    names = [button.accessibleName() for button in (toast.action, toast.cross)]
    assert names == ["Show folder", "Close this message"]
