"""The window: pages by click and by key, and what fills it alone."""

import pytest
from on_screen import part
from page_examples import TODAYS, new_theme, settings
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kneetimer.core.preferences import ThemeChoice
from kneetimer.ui.controls.text import Text
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.settings.page import SettingsPage
from kneetimer.ui.shell.main_window import MainWindow, Navigation, NavPage
from kneetimer.ui.shell.nav_button import NavButton
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.summary.page import SummaryPage
from kneetimer.ui.today.page import TodayPage


@pytest.fixture
def theme(qapp: object) -> Theme:
    return new_theme()


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> MainWindow:
    today, settings_page = TodayPage(theme, StillFigures()), SettingsPage(theme)
    today.show_view(TODAYS["ready"]())
    settings_page.show_view(settings())
    window = MainWindow(
        theme,
        [
            NavPage("today", "Today", "today", today),
            NavPage("settings", "Settings", "settings", settings_page),
        ],
    )
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_page("today")
    return window


def test_a_click_opens_a_page(qtbot: QtBot, window: MainWindow) -> None:
    """The navigation opens a page, says which, and marks it."""
    button = part(window, NavButton, "Settings")
    with qtbot.waitSignal(window.page_shown) as shown:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.args == ["settings"]
    assert window.current_page() == "settings"
    assert button.isChecked()


def test_keys_open_pages(qtbot: QtBot, window: MainWindow) -> None:
    """Ctrl and a number opens a page by its place, Ctrl and comma the settings."""
    control = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(window, Qt.Key.Key_2, control)
    assert window.current_page() == "settings"
    qtbot.keyClick(window, Qt.Key.Key_1, control)
    assert window.current_page() == "today"
    qtbot.keyClick(window, Qt.Key.Key_Comma, control)
    assert window.current_page() == "settings"


def test_a_session_has_the_window_to_itself(qtbot: QtBot, window: MainWindow) -> None:
    """While a session runs there is no navigation and no key that leaves it for a page."""
    stage = QWidget()
    window.show_session(stage)
    assert stage.isVisible()
    assert not part(window, Navigation).isVisible()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert stage.isVisible()
    assert window.current_page() == ""
    window.show_page("today")
    assert part(window, Navigation).isVisible()
    assert not stage.isVisible()


def test_space_starts_from_a_window_that_was_just_opened(qtbot: QtBot, window: MainWindow) -> None:
    """The page has the keys as soon as it is shown, so Space needs no click first."""
    page = window.findChild(TodayPage)
    assert page is not None
    with qtbot.waitSignal(page.start_requested):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Space)


def test_control_q_closes_and_says_so_first(qtbot: QtBot, window: MainWindow) -> None:
    """Whoever must save something hears of it while the window is still there."""
    with qtbot.waitSignal(window.closing):
        qtbot.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    assert not window.isVisible()


def test_a_page_that_does_not_exist_is_an_error(window: MainWindow) -> None:
    """A wrong name raises and changes nothing."""
    with pytest.raises(KeyError):
        window.show_page("plan")
    assert window.current_page() == "today"


def test_a_banner_says_something_over_every_page(qtbot: QtBot, window: MainWindow) -> None:
    """The line stays when the page changes, until it is closed."""
    window.show_banner("Your sessions are not saved.")
    window.show_page("settings")
    assert window.banner.isVisible()
    qtbot.mouseClick(window.banner.cross, Qt.MouseButton.LeftButton)
    assert not window.banner.isVisible()


def test_a_page_out_of_sight_takes_on_a_new_theme(qtbot: QtBot, window: MainWindow, theme: Theme) -> None:
    """A summary that was shown before has the colours and sizes of now when it is shown again."""
    summary = SummaryPage(theme)
    window.show_session(summary)
    before = [text.font().pixelSize() for text in summary.findChildren(Text)]
    window.show_page("today")
    theme.choose(ThemeChoice.DARK, high_contrast=False, text_size=150)
    window.show_session(summary)
    texts = summary.findChildren(Text)
    assert texts
    assert [text.font().pixelSize() for text in texts] == pytest.approx([1.5 * px for px in before], abs=0.5)
    inks = {text.palette().windowText().color().name().upper() for text in texts}
    # One text warns: that something is not saved.
    assert inks == {theme.palette.ink, theme.palette.soft, theme.palette.danger}


def test_the_footer_says_where_the_plan_stands(window: MainWindow) -> None:
    """Both lines stand at the foot of the navigation."""
    window.show_footer(("Week 2 of 6", "4 done, 8 to go"))
    assert "Week 2 of 6\n4 done, 8 to go" in [label.text() for label in window.findChildren(QLabel)]


def test_made_up_data_is_marked_on_every_page(window: MainWindow) -> None:
    """The mark is there on each page, over a session or summary that fills the window, and in its title."""
    window.show_mark("Made-up data")
    for page in ("settings", "today"):
        window.show_page(page)
        assert "Made-up data" in texts_in_sight(window)
    window.show_session(QWidget())
    assert "Made-up data" in texts_in_sight(window)
    assert "Made-up data" in window.windowTitle()


def texts_in_sight(window: MainWindow) -> set[str]:
    return {label.text() for label in window.findChildren(QLabel) if label.isVisible()}
