"""The Settings page: each change is said at once with all choices, and its consequence stands beside it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from on_screen import part, says
from page_examples import light_theme, settings
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kneetimer.core.preferences import Knee, Preferences, ThemeChoice
from kneetimer.ui.controls.answer_link import AnswerLink
from kneetimer.ui.controls.choice_row import ChoiceRow, OptionButton
from kneetimer.ui.controls.day_toggles import DayToggles
from kneetimer.ui.settings.page import SettingsPage
from kneetimer.ui.settings.table import BY_NAME, SECTIONS


class Stored:
    """Takes the choices as the program does: keeps them and shows the page anew."""

    def __init__(self, page: SettingsPage) -> None:
        self.page = page
        self.preferences = Preferences()
        self.times = 0
        page.show_view(settings(self.preferences))
        page.changed.connect(self.keep)

    def keep(self, preferences: Preferences) -> None:
        self.times += 1
        self.preferences = preferences
        self.page.show_view(settings(preferences, 34, 34 + self.times))


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(light_theme())
    qtbot.addWidget(page)
    page.resize(1072, 800)
    page.show()
    return page


@pytest.fixture
def stored(page: SettingsPage) -> Stored:
    return Stored(page)


def test_a_step_is_stored_at_once(page: SettingsPage, stored: Stored) -> None:
    """One press of plus changes that one choice and no other."""
    page.controls.steppers["change_side_s"].stepUp()
    assert stored.times == 1
    assert stored.preferences == Preferences(change_side_s=9)


def test_a_rest_leaves_the_plan_and_comes_back(qtbot: QtBot, page: SettingsPage, stored: Stored) -> None:
    """The first step starts from the plan's rest; the Plan button appears and gives it back."""
    button = page.controls.backs["rest_sets_s"]
    assert button.isHidden()
    assert page.pane.row("rest_sets_s").caption() == "as the plan says"
    page.controls.steppers["rest_sets_s"].stepUp()
    assert stored.preferences.rest_sets_s == 50
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert stored.preferences.rest_sets_s is None
    assert button.isHidden()


def open_section(page: SettingsPage, name: str) -> None:
    """Choose a section in the list by its place, as a click there does."""
    page.sections.setCurrentRow([each.name for each in SECTIONS].index(name))


def is_tinted(page: SettingsPage, name: str) -> bool:
    """Whether the row stands out from the card around it."""
    row = page.pane.row(name)
    card = row.parentWidget()
    assert card is not None
    picture, left = card.grab().toImage(), row.geometry().left()
    beside = picture.pixelColor(left - 6, row.geometry().center().y())
    return beside != picture.pixelColor(left - 6, 8)


def test_the_changed_row_is_tinted_and_the_consequence_stands_pinned(
    qtbot: QtBot, page: SettingsPage, stored: Stored
) -> None:
    """The row is lit for a while and keeps its words; what the change does stands under the section."""
    assert says(page, "34 min, done at 19:04")
    page.controls.steppers["change_side_s"].stepUp()
    assert is_tinted(page, "change_side_s")
    assert not is_tinted(page, "pace")
    assert page.pane.row("change_side_s").caption() == "to turn over or to change legs"
    assert says(page, "34 → 35 min, done at 19:05")
    qtbot.waitUntil(lambda: not is_tinted(page, "change_side_s"), timeout=20_000)
    assert says(page, "34 → 35 min, done at 19:05")


def test_the_consequence_counts_the_hour_that_a_night_loses() -> None:
    """35 minutes from 01:55 on it is half past three, where half past two does not come."""
    night = datetime(2027, 3, 28, 1, 55, tzinfo=ZoneInfo("Europe/Berlin"))
    assert settings(before=34, after=35, now=night).consequence == "34 → 35 min, done at 03:30"


def test_a_look_has_no_consequence(qtbot: QtBot, page: SettingsPage, stored: Stored) -> None:
    """A section that changes no time says so in the place of the minutes."""
    open_section(page, "look")
    qtbot.mouseClick(page.controls.choices["theme"].buttons()[2], Qt.MouseButton.LeftButton)
    assert stored.preferences.theme is ThemeChoice.DARK
    assert says(page, "Nothing here changes your session.")
    assert not says(page, "34 → 35 min, done at 19:05")


def test_every_switch_and_choice_changes_its_own_setting(
    qtbot: QtBot, page: SettingsPage, stored: Stored
) -> None:
    """Whatever is pressed, exactly that setting differs from the defaults afterwards."""
    defaults = Preferences()
    for name, switch in page.controls.switches.items():
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
        assert stored.preferences == defaults.with_(**{name: not getattr(defaults, name)})
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
        assert stored.preferences == defaults
    for name, value in (
        ("coach_counts", False),
        ("theme", ThemeChoice.LIGHT),
        ("knee", Knee.RIGHT),
        ("sessions_a_week", 3),
    ):
        number = [each for _, each in BY_NAME[name].choices].index(value)
        qtbot.mouseClick(page.controls.choices[name].buttons()[number], Qt.MouseButton.LeftButton)
        assert getattr(stored.preferences, name) == value


def test_showing_stored_choices_says_nothing(page: SettingsPage) -> None:
    """A page that is shown with other choices stores none of them again."""
    said: list[object] = []
    page.changed.connect(said.append)
    page.show_view(settings(Preferences(rest_sets_s=90, sounds=False, theme=ThemeChoice.DARK, pace=1.3)))
    assert said == []
    assert page.controls.steppers["rest_sets_s"].text() == "90 s"
    assert page.controls.steppers["pace"].text() == "1.3×"
    assert not page.controls.switches["sounds"].isChecked()


def test_without_sound_there_is_nothing_to_test(page: SettingsPage) -> None:
    """Volume and the test button wait until sounds are on."""
    page.show_view(settings(Preferences(sounds=False)))
    assert not page.controls.test_sound.isEnabled()
    assert not page.controls.steppers["volume"].isEnabled()


def test_the_buttons_ask_for_their_things(qtbot: QtBot, page: SettingsPage, stored: Stored) -> None:
    """Test sound, Show folder and Back up now each say what a person wants."""
    for signal, button in (
        (page.sound_test_requested, page.controls.test_sound),
        (page.folder_requested, page.data.show_folder),
        (page.backup_requested, page.data.back_up),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_safety_note_can_be_read_again(qtbot: QtBot, page: SettingsPage, stored: Stored) -> None:
    """The note opens and closes on the page."""
    open_section(page, "knee")
    assert page.pane.safety_text.isHidden()
    qtbot.mouseClick(page.pane.safety_button, Qt.MouseButton.LeftButton)
    assert page.pane.safety_text.isVisible()
    qtbot.mouseClick(page.pane.safety_button, Qt.MouseButton.LeftButton)
    assert page.pane.safety_text.isHidden()


def test_tab_reaches_every_control(qtbot: QtBot, page: SettingsPage, stored: Stored) -> None:
    """From the list, Tab comes past every stepper, switch, choice and button of each section."""
    page.activateWindow()
    for section in SECTIONS:
        open_section(page, section.name)
        page.sections.setFocus()
        qtbot.waitUntil(page.sections.hasFocus)
        wanted: set[QWidget | None] = {page.search.edit, page.sections, page.reset_all}
        for each in section.settings:
            stop = page.pane.row(each.name).controls()[-1]
            if isinstance(stop, ChoiceRow):
                stop = stop.buttons()[stop.choice() or 0]
            if stop.isVisible() and stop.isEnabled():
                wanted.add(part(stop, OptionButton, "Monday") if isinstance(stop, DayToggles) else stop)
        reached: set[QWidget | None] = set()
        for _ in range(30):
            qtbot.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
            reached.add(page.window().focusWidget())
        assert wanted <= reached, section.name


def test_every_control_has_a_name(page: SettingsPage, stored: Stored) -> None:
    """A screen reader hears a name for everything that takes the focus."""
    silent = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not (widget.accessibleName() or widget.focusProxy())
    ]
    assert silent == []


@pytest.mark.parametrize(("width", "text_size"), [(560, 100), (816, 100), (760, 150), (880, 200)])
def test_nothing_is_cut_off_at_the_sides(qtbot: QtBot, width: int, text_size: int) -> None:
    """In small windows and with large text every visible part lies inside of the page's width."""
    page = SettingsPage(light_theme(text_size))
    qtbot.addWidget(page)
    page.resize(width, 640)
    page.show_view(settings(Preferences(rest_sets_s=90, rest_exercises_s=120, wish_days=(1,))))
    page.show()
    qtbot.waitExposed(page)
    for section in SECTIONS:
        open_section(page, section.name)
        page.rests.set_unfolded(True)
        qtbot.waitUntil(lambda: not page.pane.row("pace").isVisible() or page.pane.row("pace").width() > 100)
        for widget in page.findChildren(QWidget):
            if widget.isVisible():
                left = widget.mapTo(page, QPoint(0, 0)).x()
                assert left >= 0, widget
                assert left + widget.width() <= width, (section.name, widget)


def test_tab_follows_the_page(qtbot: QtBot, page: SettingsPage, stored: Stored) -> None:
    """Tab goes from the search over the list into the section; rows that come later have their places."""
    stored.keep(Preferences(rest_of_exercise_s={"clamshell": 30}))
    page.activateWindow()
    page.rests.set_unfolded(True)
    page.controls.steppers["volume"].stepDown()
    steppers, each = page.controls.steppers, page.rests.each
    answer = next(link for link in page.findChildren(AnswerLink) if link.isVisible())
    for first, then in (
        (page.search.edit, page.sections),
        (page.sections, steppers["rest_sets_s"]),
        (page.rests.show_more, steppers["today_rest_s"]),
        (steppers["today_rest_s"], page.rests.apply_to_all),
        (page.rests.apply_to_all, each.steppers["bodyweight-squat"]),
        (each.steppers["glute-bridge"], each.own_buttons["clamshell"]),
        (each.own_buttons["clamshell"], each.all_buttons["clamshell"]),
        (each.steppers["wall-sit"], answer),
        (answer, page.foot.undo),
        (page.foot.undo, page.reset_all),
    ):
        first.setFocus()
        qtbot.keyClick(first, Qt.Key.Key_Tab)
        assert page.window().focusWidget() is then


def test_what_gets_the_keyboard_comes_into_sight(qtbot: QtBot, page: SettingsPage, stored: Stored) -> None:
    """Tab comes to rows that were scrolled away, and the page follows."""
    page.resize(816, 400)
    page.activateWindow()
    last = page.controls.switches["finisher"]
    qtbot.waitUntil(lambda: last.visibleRegion().isEmpty())
    page.controls.steppers["rep_pause_s"].setFocus()
    qtbot.keyClick(page.controls.steppers["rep_pause_s"], Qt.Key.Key_Tab)
    assert page.window().focusWidget() is last
    assert not last.visibleRegion().isEmpty()


def test_going_to_a_setting_shows_its_card(qtbot: QtBot, page: SettingsPage, stored: Stored) -> None:
    """The days of the week stand where one looks first, and the keyboard is at them."""
    page.resize(816, 500)
    page.activateWindow()
    page.go_to("wish_days")
    qtbot.waitUntil(lambda: 0 < page.pane.row("wish_days").mapTo(page, QPoint(0, 0)).y() < 320)
    assert part(page.controls.schedule.days, OptionButton, "Monday").hasFocus()


def test_a_list_opens_at_what_is_chosen(page: SettingsPage, stored: Stored) -> None:
    """Down from there is the next one, not the first."""
    stored.keep(Preferences(skin_tone="medium"))
    menu = page.controls.menus["skin_tone"]
    menu.showMenu()
    active = menu.menu().activeAction()
    assert active is not None
    assert active.text() == menu.text()
    menu.menu().close()


def test_keys_scroll_the_page_and_others_do_no_harm(qtbot: QtBot, page: SettingsPage, stored: Stored) -> None:
    """Page Down shows what lies below; a special key that Qt has no name for does nothing."""
    page.resize(816, 400)
    page.setFocus()
    last = page.controls.switches["finisher"]
    qtbot.waitUntil(lambda: last.visibleRegion().isEmpty())
    for _ in range(3):
        qtbot.keyClick(page, Qt.Key.Key_PageDown)
    assert not last.visibleRegion().isEmpty()
    place = last.mapTo(page, QPoint(0, 0))
    nameless = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(page, nameless)
    assert last.mapTo(page, QPoint(0, 0)) == place


def test_a_page_that_goes_at_once_is_not_scrolled_to_its_setting(qtbot: QtBot) -> None:
    """The window is closed before the page that was asked for has been laid out: nothing is left to fail."""
    page = SettingsPage(light_theme())
    page.show_view(settings(Preferences()))
    page.go_to("wish_days")
    with qtbot.captureExceptions() as failed:
        page.deleteLater()
        QApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)
        with qtbot.waitCallback() as later:
            QTimer.singleShot(0, later)
    assert failed == []
