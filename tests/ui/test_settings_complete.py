"""Settings in full: rests and where they come from, only today, search, reset, figures and the data."""

from dataclasses import replace

import pytest
from on_screen import reads, says
from page_examples import EXERCISES, PLAN, THURSDAY, light_theme, settings
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kneetimer.core.preferences import Preferences, ThemeChoice, WeekStart
from kneetimer.core.script import build_script
from kneetimer.ui.controls.setting_row import SettingRow
from kneetimer.ui.settings.page import SettingsPage
from kneetimer.ui.settings.view import BackupLine

TODAY = THURSDAY.date().isoformat()
BACKUPS = (
    BackupLine("/data/backups/b.db", "Today, 18:12", "today, 18:12"),
    BackupLine("/data/backups/a.db", "On Monday, 7:05", "on Monday, 7:05"),
)


class Stored:
    """Keeps the choices as the program does and shows the page anew."""

    def __init__(self, page: SettingsPage, preferences: Preferences) -> None:
        self.page = page
        self.keep(preferences)
        page.changed.connect(self.keep)

    def keep(self, preferences: Preferences) -> None:
        self.preferences = preferences
        view = settings(preferences)
        self.page.show_view(replace(view, data=replace(view.data, backups=BACKUPS)))


@pytest.fixture
def page(qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(light_theme())
    qtbot.addWidget(page)
    page.resize(1072, 800)
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def stored(page: SettingsPage) -> Stored:
    return Stored(page, Preferences())


def type_into(page: SettingsPage, name: str, text: str) -> None:
    edit = page.controls.steppers[name]
    assert edit is not None
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, text)
    QTest.keyClick(edit, Qt.Key.Key_Return)


def unfold(page: SettingsPage, qtbot: QtBot) -> None:
    """Show the rests of single exercises, and wait until they stand at their places."""
    QTest.mouseClick(page.rests.show_more, Qt.MouseButton.LeftButton)
    row = page.rests.each.rows["clamshell"]
    qtbot.waitUntil(lambda: row.height() >= row.heightForWidth(row.width()))


def kit_row(page: SettingsPage, name: str) -> SettingRow:
    """The row of a piece of kit."""
    (found,) = (row for row in page.kit.rows() if says(row, name))
    return found


@pytest.mark.parametrize(("typed", "seconds"), [("45", 45), ("45s", 45), ("1:30", 90), ("1 min 30", 90)])
def test_a_rest_may_be_typed_as_people_write_it(
    page: SettingsPage, stored: Stored, typed: str, seconds: int
) -> None:
    """The number, the unit, the colon and the words all mean the same rest."""
    type_into(page, "rest_sets_s", typed)
    assert stored.preferences.rest_sets_s == seconds


def test_a_pause_may_be_half_a_second(page: SettingsPage, stored: Stored) -> None:
    """Where parts of a second count, they can be typed."""
    type_into(page, "rep_pause_s", "0.5 s")
    assert stored.preferences.rep_pause_s == 0.5


def test_a_wrong_value_is_not_saved_and_says_why_until_escape(page: SettingsPage, stored: Stored) -> None:
    """The row says what is possible in place of its usual words, and Escape puts everything back."""
    usual = page.pane.row("change_side_s").caption()
    type_into(page, "change_side_s", "2:00")
    assert stored.preferences == Preferences()
    assert page.pane.row("change_side_s").caption() == "2:00 min is too long. It can be from 3 s to 1:00 min."
    stored.keep(stored.preferences)
    stepper = page.controls.steppers["change_side_s"]
    assert stepper.text() == "2:00"
    QTest.keyClick(stepper, Qt.Key.Key_Escape)
    assert (stepper.text(), page.pane.row("change_side_s").caption()) == ("8 s", usual)


def test_each_rest_says_where_it_comes_from(page: SettingsPage, stored: Stored, qtbot: QtBot) -> None:
    """Plan, your setting, this exercise: the caption changes with each step of the precedence."""
    unfold(page, qtbot)
    assert page.rests.each.rows["clamshell"].caption() == "from the plan"
    page.controls.steppers["rest_sets_s"].stepUp()
    assert page.rests.each.rows["clamshell"].caption() == "from your setting for all; the plan says 45 s"
    page.rests.each.steppers["clamshell"].stepDown()
    assert page.rests.each.rows["clamshell"].caption() == "your own for this exercise; the plan says 45 s"
    assert stored.preferences.rest_of_exercise_s == {"clamshell": 45}
    assert page.rests.each.rows["glute-bridge"].caption() == "from your setting for all; the plan says 45 s"


def test_what_the_page_shows_is_what_the_session_does(page: SettingsPage, stored: Stored) -> None:
    """For each exercise of the week, the rest on the page is the rest in the script."""
    stored.keep(Preferences(rest_sets_s=60, rest_of_exercise_s={"clamshell": 20, "wall-sit": 0}))
    script = build_script(PLAN, 2, 1, stored.preferences, EXERCISES)
    for exercise, stepper in page.rests.each.steppers.items():
        rests = {
            step.length_ms // 1000
            for step in script.steps
            if step.kind.value == "rest" and step.exercise == exercise and step.set > 1
        }
        assert rests == ({stepper.chosen()} if stepper.chosen() else set())


def test_one_rest_can_be_applied_to_all(page: SettingsPage, stored: Stored, qtbot: QtBot) -> None:
    """For all takes an exercise's own rest everywhere; Apply to all drops every own rest."""
    stored.keep(Preferences(rest_sets_s=60, rest_of_exercise_s={"clamshell": 20, "wall-sit": 90}))
    unfold(page, qtbot)
    QTest.mouseClick(page.rests.each.all_buttons["clamshell"], Qt.MouseButton.LeftButton)
    assert stored.preferences == Preferences(rest_sets_s=20)
    stored.keep(Preferences(rest_sets_s=60, rest_of_exercise_s={"clamshell": 20}))
    QTest.mouseClick(page.rests.apply_to_all, Qt.MouseButton.LeftButton)
    assert stored.preferences == Preferences(rest_sets_s=60)
    assert page.rests.apply_to_all.isHidden()


def test_an_own_rest_can_be_given_back(page: SettingsPage, stored: Stored, qtbot: QtBot) -> None:
    """Reset beside an exercise leaves the others as they are."""
    stored.keep(Preferences(rest_of_exercise_s={"clamshell": 20, "wall-sit": 90}))
    unfold(page, qtbot)
    QTest.mouseClick(page.rests.each.own_buttons["clamshell"], Qt.MouseButton.LeftButton)
    assert stored.preferences.rest_of_exercise_s == {"wall-sit": 90}


@pytest.mark.parametrize("how", ["own", "all", "everything"])
def test_an_error_in_one_rest_goes_with_its_cause(
    page: SettingsPage, stored: Stored, qtbot: QtBot, how: str
) -> None:
    """What was typed wrongly goes with Reset, with For all and with Reset all."""
    stored.keep(Preferences(rest_of_exercise_s={"clamshell": 20, "wall-sit": 90}))
    unfold(page, qtbot)
    each = page.rests.each
    stepper = each.steppers["clamshell"]
    stepper.selectAll()
    QTest.keyClicks(stepper, "abc")
    QTest.keyClick(stepper, Qt.Key.Key_Return)
    assert "“abc” is not a time." in each.rows["clamshell"].caption()
    pressed = {"own": each.own_buttons["clamshell"], "all": each.all_buttons["clamshell"]}
    QTest.mouseClick(pressed.get(how, page.reset_all), Qt.MouseButton.LeftButton)
    assert stepper.text() == ("20 s" if how == "all" else "45 s")
    assert "abc" not in each.rows["clamshell"].caption()


def test_a_rest_for_today_alone_stands_over_all_others(page: SettingsPage, stored: Stored) -> None:
    """It goes by the date, and Clear takes it away."""
    stored.keep(Preferences(rest_sets_s=60, rest_of_exercise_s={"clamshell": 20}))
    type_into(page, "today_rest_s", "90")
    today = stored.preferences.on(THURSDAY.date())
    assert {today.rest_between_sets(name, 45) for name in ("clamshell", "glute-bridge")} == {90}
    tomorrow = stored.preferences.on(THURSDAY.date().replace(day=27))
    assert tomorrow.rest_between_sets("clamshell", 45) == 20
    QTest.mouseClick(page.controls.backs["today_rest_s"], Qt.MouseButton.LeftButton)
    assert stored.preferences == Preferences(rest_sets_s=60, rest_of_exercise_s={"clamshell": 20})


def test_the_rest_of_another_day_is_not_shown(page: SettingsPage, stored: Stored) -> None:
    """What was for yesterday says nothing today."""
    stored.keep(Preferences(today_rest_s=90, today_rest_on="2026-11-25"))
    assert page.controls.steppers["today_rest_s"].chosen() is None
    stored.keep(Preferences(today_rest_s=90, today_rest_on=TODAY))
    assert page.controls.steppers["today_rest_s"].chosen() == 90


def test_the_search_finds_settings_of_all_sections(page: SettingsPage, stored: Stored) -> None:
    """Ctrl+F or a slash, a word, and the rows with it stand under the names of their sections."""
    for key, modifier in (
        (Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier),
    ):
        page.setFocus()
        QTest.keyClick(page, key, modifier)
        assert page.search.edit.hasFocus()
    QTest.keyClicks(page.search.edit, "session")
    assert page.pane.row("session_text_size").isVisible()
    assert page.pane.row("sessions_a_week").isVisible()
    assert not page.pane.row("pace").isVisible()
    assert says(page, "Look")
    assert says(page, "Days and runs")
    QTest.keyClick(page.search.edit, Qt.Key.Key_Escape)
    assert page.pane.row("pace").isVisible()
    assert not page.pane.row("theme").isVisible()


def test_return_in_the_search_goes_to_the_first_that_was_found(page: SettingsPage, stored: Stored) -> None:
    """The keyboard is at the setting, and choosing a section ends the search."""
    page.search.edit.setFocus()
    QTest.keyClicks(page.search.edit, "dark")
    QTest.keyClick(page.search.edit, Qt.Key.Key_Escape)
    QTest.keyClicks(page.search.edit, "volume")
    QTest.keyClick(page.search.edit, Qt.Key.Key_Return)
    assert page.controls.steppers["volume"].hasFocus()
    page.sections.setCurrentRow(3)
    assert page.search.text() == ""
    assert page.pane.row("theme").isVisible()


def test_a_search_is_over_when_the_page_is_left(page: SettingsPage, stored: Stored) -> None:
    """Whoever comes back finds the section that they chose, and nothing in the search."""
    QTest.keyClicks(page.search.edit, "volume")
    page.hide()
    page.show()
    assert page.search.text() == ""
    assert page.pane.row("pace").isVisible()
    assert not page.pane.row("volume").isVisible()


def test_a_search_without_a_result_says_so(page: SettingsPage, stored: Stored) -> None:
    """An empty page is explained."""
    QTest.keyClicks(page.search.edit, "weather")
    assert not page.pane.row("pace").isVisible()
    assert says(page, "No setting has these words.")
    QTest.keyClick(page.search.edit, Qt.Key.Key_Escape)
    assert not says(page, "No setting has these words.")


def test_one_setting_is_reset_and_the_reset_undone(page: SettingsPage, stored: Stored) -> None:
    """Reset stands beside what differs; Undo brings the old value back, and no other is touched."""
    assert page.controls.backs["pace"].isHidden()
    stored.keep(Preferences(pace=1.5, volume=30))
    QTest.mouseClick(page.controls.backs["pace"], Qt.MouseButton.LeftButton)
    assert stored.preferences == Preferences(volume=30)
    assert page.foot.undo.isVisible()
    QTest.mouseClick(page.foot.undo, Qt.MouseButton.LeftButton)
    assert stored.preferences == Preferences(pace=1.5, volume=30)
    assert not page.foot.undo.isVisible()


def test_all_settings_are_reset_by_keys_and_undone_by_control_z(page: SettingsPage, stored: Stored) -> None:
    """What is no matter of taste stays: the plan, the kit, the sessions a week and the read note."""
    chosen = Preferences(
        pace=1.5,
        rest_sets_s=90,
        theme=ThemeChoice.DARK,
        body_shape="b",
        missing_kit=("mat",),
        sessions_a_week=3,
        safety_accepted="1",
    )
    stored.keep(chosen)
    page.reset_all.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(page.reset_all, Qt.Key.Key_Space)
    assert stored.preferences == Preferences(missing_kit=("mat",), sessions_a_week=3, safety_accepted="1")
    QTest.keyClick(page.reset_all, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert stored.preferences == chosen


def test_undo_takes_back_the_last_change_and_no_other(page: SettingsPage, stored: Stored) -> None:
    """Ten presses on one number are one change; a change after a reset is undone without the reset."""
    stored.keep(Preferences(pace=1.5))
    page.reset_all.click()
    for _ in range(3):
        page.controls.steppers["volume"].stepDown()
    assert stored.preferences == Preferences(volume=65)
    page.foot.undo.click()
    assert stored.preferences == Preferences()
    assert not page.foot.undo.isVisible()


def test_what_was_changed_elsewhere_is_not_undone_here(page: SettingsPage, stored: Stored) -> None:
    """After another page has changed something, Undo is gone."""
    page.controls.steppers["volume"].stepDown()
    stored.keep(stored.preferences.with_(plan="ten-essentials-home"))
    assert not page.foot.undo.isVisible()
    page.undo()
    assert stored.preferences == Preferences(volume=75, plan="ten-essentials-home")


def test_figures_and_the_week_are_chosen_from_lists(page: SettingsPage, stored: Stored) -> None:
    """Keys open the list, and the taken entry is stored."""
    for name, value in (("body_shape", "b"), ("skin_tone", "brown"), ("week_starts", WeekStart.SUNDAY)):
        menu = page.controls.menus[name]
        menu.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(menu, Qt.Key.Key_Return)
        while getattr(stored.preferences, name) != value:
            menu.showMenu()
            action = next(each for number, each in enumerate(menu.menu().actions()) if number > menu.choice())
            menu.menu().setActiveAction(action)
            QTest.keyClick(menu.menu(), Qt.Key.Key_Return)
    assert (stored.preferences.body_shape, stored.preferences.skin_tone) == ("b", "brown")


def test_a_backup_is_put_back_only_after_a_yes(page: SettingsPage, stored: Stored, qtbot: QtBot) -> None:
    """Choose, take one, and say yes; Leave it asks for nothing."""
    card = page.data
    QTest.mouseClick(card.choose, Qt.MouseButton.LeftButton)
    with qtbot.assertNotEmitted(page.restore_requested):
        card.restore_buttons[1].click()
        assert card.restore_no.hasFocus()
        QTest.keyClick(card.restore_no, Qt.Key.Key_Space)
    assert not card.restore_yes.isVisible() and not card.erase_word.isVisible()
    QTest.mouseClick(card.choose, Qt.MouseButton.LeftButton)
    card.restore_buttons[1].click()
    with qtbot.waitSignal(page.restore_requested) as asked:
        QTest.mouseClick(card.restore_yes, Qt.MouseButton.LeftButton)
    assert asked.args == ["/data/backups/a.db", False]


def test_deleting_everything_takes_a_typed_word(page: SettingsPage, stored: Stored, qtbot: QtBot) -> None:
    """Neither the button nor Enter deletes before the word is there."""
    card = page.data
    QTest.mouseClick(card.erase, Qt.MouseButton.LeftButton)
    assert card.erase_word.edit.hasFocus()
    with qtbot.assertNotEmitted(page.erase_requested):
        QTest.keyClicks(card.erase_word.edit, "delet")
        QTest.keyClick(card.erase_word.edit, Qt.Key.Key_Return)
        assert not card.erase_yes.isEnabled()
    with qtbot.waitSignal(page.erase_requested):
        QTest.keyClicks(card.erase_word.edit, "e")
        QTest.keyClick(card.erase_word.edit, Qt.Key.Key_Return)
    assert card.erase_word.text() == ""


def test_every_setting_has_a_home_a_default_and_a_sentence(page: SettingsPage, stored: Stored) -> None:
    """Each choice that can be stored is on this page, but for the plan and what Today asks."""
    elsewhere = {"plan", "safety_accepted", "missing_today", "missing_today_on", "chosen_days"}
    elsewhere |= {"swaps_today", "swaps_today_on", "eased", "load_of_exercise"}
    parts = {"missing_kit": page.kit.rows(), "rest_of_exercise_s": tuple(page.rests.each.rows.values())}
    for name in set(Preferences.__dataclass_fields__) - elsewhere - {"today_rest_on"}:
        rows = parts.get(name) or (page.pane.row(name),)
        assert all(row.title() and row.caption() for row in rows), name


def test_a_time_of_day_that_is_none_is_refused_with_a_sentence(page: SettingsPage, stored: Stored) -> None:
    """Half past twenty-five stays marked in the field and changes nothing; Escape puts the time back."""
    stored.keep(Preferences(reminder_at="18:30"))
    usual = page.pane.row("reminder_at").caption()
    edit = page.controls.schedule.time
    edit.setFocus()
    edit.selectAll()
    QTest.keyClicks(edit, "25:30")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert stored.preferences.reminder_at == "18:30"
    assert page.pane.row("reminder_at").caption() == (
        "“25:30” is not a time of day. Type hours and minutes from 00:00 to 23:59, such as 18:30."
    )
    QTest.keyClick(edit, Qt.Key.Key_Escape)
    assert (page.controls.schedule.time.text(), page.pane.row("reminder_at").caption()) == ("18:30", usual)


def test_kit_is_marked_as_missing_and_the_line_says_what_the_plan_does(
    page: SettingsPage, stored: Stored
) -> None:
    """Off at the mini band names what stands in; on again, what the band is for."""
    QTest.keyClick(page.kit.switches["mini-band"], Qt.Key.Key_Space)
    assert stored.preferences.missing_kit == ("mini-band",)
    assert reads(kit_row(page, "Mini band"), "Side leg raises instead of Clamshells")
    QTest.keyClick(page.kit.switches["barbell"], Qt.Key.Key_Space)
    assert says(kit_row(page, "Barbell"), "your plan does not need it")
    QTest.keyClick(page.kit.switches["mini-band"], Qt.Key.Key_Space)
    assert stored.preferences.missing_kit == ("barbell",)
    assert says(kit_row(page, "Mini band"), "for Clamshells and Lateral band walks")


@pytest.mark.parametrize(
    ("typed", "row"),
    [
        ("your days", "wish_days"),
        ("reminder", "reminder_at"),
        ("folder runs", "watched_folder"),
        ("calendar", "calendar_file"),
        ("easy run", "run_rule"),
        ("closed", "system_timer"),
    ],
)
def test_the_search_finds_days_reminder_folder_and_calendar(
    page: SettingsPage, stored: Stored, typed: str, row: str
) -> None:
    """What belongs to the week is found by the words that people have for it."""
    QTest.keyClicks(page.search.edit, typed)
    assert page.pane.row(row).isVisible()
    assert not page.pane.row("pace").isVisible()


def test_the_search_finds_kit_and_backups(page: SettingsPage, stored: Stored) -> None:
    """A piece of kit and a line of the data are found, and cards without a hit are gone."""
    QTest.keyClicks(page.search.edit, "mini band")
    assert kit_row(page, "Mini band").isVisible()
    assert not kit_row(page, "Barbell").isVisible()
    assert not page.data.isVisible()
    page.search.clear()
    QTest.keyClicks(page.search.edit, "backup")
    assert page.data.backup_row.isVisible()
    assert not page.kit.isVisible()


def test_a_folder_and_a_calendar_are_stopped_and_the_stop_undone(page: SettingsPage, stored: Stored) -> None:
    """Stop stands beside what is kept up to date; Undo brings the file back."""
    chosen = Preferences(watched_folder="/runs", calendar_file="/home/me/knee.ics", wish_days=(1, 4))
    stored.keep(chosen)
    assert page.controls.backs["calendar_file"].text() == "Stop"
    page.controls.backs["calendar_file"].click()
    assert stored.preferences == chosen.with_(calendar_file="")
    assert page.controls.schedule.calendar.hasFocus()
    page.foot.undo.click()
    assert stored.preferences == chosen
    page.controls.backs["watched_folder"].click()
    page.controls.backs["wish_days"].click()
    assert stored.preferences == Preferences(calendar_file="/home/me/knee.ics")


def test_every_number_names_its_range(page: SettingsPage, stored: Stored) -> None:
    """Whoever points at a number reads what it can be."""
    assert page.controls.steppers["change_side_s"].toolTip() == "It can be from 3 s to 1:00 min."
    assert page.controls.steppers["pace"].toolTip() == "It can be from 0.5 to 2×."
    time = page.controls.schedule.time
    assert time.toolTip() == "Type hours and minutes from 00:00 to 23:59, such as 18:30."
    assert all(stepper.toolTip() for stepper in page.controls.steppers.values())


@pytest.mark.parametrize(
    ("typed", "shown", "hidden"),
    [("figures", {"body_shape", "skin_tone"}, {"pace", "volume"}), ("flash", {"flash"}, {"volume", "theme"})],
)
def test_a_card_is_found_by_its_title_and_a_row_by_its_own(
    page: SettingsPage, stored: Stored, typed: str, shown: set[str], hidden: set[str]
) -> None:
    """The title of a card brings all that is in it, the title of a setting only that."""
    QTest.keyClicks(page.search.edit, typed)
    assert {name for name in shown | hidden if page.pane.row(name).isVisible()} == shown


def test_the_search_finds_the_rest_of_one_exercise(page: SettingsPage, stored: Stored) -> None:
    """Its name brings up its row alone; a word that is in no name leaves the list folded."""
    QTest.keyClicks(page.search.edit, "rest clamshells")
    assert page.rests.each.rows["clamshell"].isVisible()
    assert not page.rests.each.rows["glute-bridge"].isVisible()
    page.search.clear()
    QTest.keyClicks(page.search.edit, "pace")
    assert not page.rests.each.isVisible()
    assert page.rests.show_more.text() == "Show"
    QTest.mouseClick(page.rests.show_more, Qt.MouseButton.LeftButton)
    page.search.clear()
    assert page.rests.each.rows["glute-bridge"].isVisible()
