"""One line makes a setting: each preference has its row, control, words, search, reset, undo and export."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields

import pseudo_language
import pytest
from on_screen import says
from page_examples import light_theme, settings
from pseudo_language import pseudo
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from kneetimer.core.language import Language, use_language
from kneetimer.core.preferences import RANGES, Preferences, from_wire, to_wire
from kneetimer.ui.settings.page import SettingsPage
from kneetimer.ui.settings.table import BY_NAME, SECTIONS, Control, section_of

# What is chosen on pages of its own, what goes with another preference, and what has a list of its own.
ELSEWHERE = {"plan", "safety_accepted", "today_rest_on", "rest_of_exercise_s", "missing_kit"}
ELSEWHERE |= {"load_of_exercise"}
ELSEWHERE |= {"swaps_today", "swaps_today_on", "missing_today", "missing_today_on", "chosen_days", "eased"}
STORED = [each.name for each in fields(Preferences) if each.name not in ELSEWHERE]
OWN = {
    "wish_days": (1, 4),
    "watched_folder": "/home/me/runs",
    "reminder_at": "18:30",
    "backup_folder": "/media/stick",
    "shared_folder": "/home/me/Sync",
    "calendar_file": "/home/me/knee.ics",
}
TOGGLE = QAccessibleActionInterface.toggleAction()


class Shown:
    """A page that is shown anew with each change, as the program does."""

    def __init__(self) -> None:
        self.page = SettingsPage(light_theme())
        self.page.resize(1072, 800)
        self.page.show()
        self.page.activateWindow()
        self.keep(Preferences())
        self.page.changed.connect(self.keep)

    def keep(self, preferences: Preferences) -> None:
        self.preferences = preferences
        self.page.show_view(settings(preferences))


@pytest.fixture(scope="module")
def of_all(qapp: QApplication) -> Iterator[Shown]:
    """One page for the tests of single settings: it takes longer to make than all that they do with it."""
    made = Shown()
    yield made
    made.page.close()
    made.page.deleteLater()
    QApplication.sendPostedEvents(made.page, QEvent.Type.DeferredDelete)


@pytest.fixture
def shown(of_all: Shown) -> Shown:
    """The page as it opens: at its first section, folded, with the usual choices and nothing to undo."""
    page = of_all.page
    page.search.edit.clear()
    page.sections.setCurrentRow(0)
    if page.pane.row("today_rest_s").isVisible():
        page.rests.show_more.click()
    if page.foot.undo.isVisible():
        of_all.keep(Preferences(missing_kit=("mat",)))  # what comes from elsewhere ends what can be undone
    of_all.keep(Preferences())
    page.activateWindow()
    return of_all


@pytest.fixture
def fresh(qtbot: QtBot) -> Shown:
    """A page of its own, for a test that resizes it or leaves it with an error."""
    made = Shown()
    qtbot.addWidget(made.page)
    return made


def another(name: str) -> object:
    """A value of a setting that is not its default."""
    default, setting = getattr(Preferences(), name), BY_NAME[name]
    match setting.control:
        case Control.OWN:
            return OWN[name]
        case Control.SWITCH:
            return not default
        case Control.NUMBER:
            allowed = RANGES[name]
            return allowed.least if default != allowed.least else allowed.most
    return next(value for _, value in setting.choices or setting.menu if value not in (default, 1))


def chosen(name: str) -> Preferences:
    """Choices of which one is not as it was."""
    more = {"today_rest_on": settings().today} if name == "today_rest_s" else {}
    return Preferences().with_(**{name: another(name)}, **more)


def test_every_preference_has_a_line_in_one_section(qapp: object) -> None:
    """No preference is forgotten, none stands twice, and none is in the table that is not stored."""
    listed = [each.name for section in SECTIONS for each in (*section.settings, *section.more)]
    assert sorted(listed) == sorted([*STORED, "system_timer"])


@pytest.mark.parametrize("name", STORED)
def test_a_setting_has_its_row_its_words_and_its_control(shown: Shown, name: str) -> None:
    """Gone to by its name it is in sight, with a title, a word about it and a control with a name."""
    shown.page.go_to(name)
    row = shown.page.pane.row(name)
    assert row.isVisible()
    assert row.title() and row.caption()
    stop = row.controls()[-1]
    assert stop.accessibleName()
    focus = shown.page.window().focusWidget()
    assert focus is not None and row.isAncestorOf(focus)


@pytest.mark.parametrize("name", STORED)
def test_a_setting_is_found_by_its_name_under_its_section(shown: Shown, name: str) -> None:
    """Typed into the search, its title brings up its row, and the section is named above it."""
    QTest.keyClicks(shown.page.search.edit, str(BY_NAME[name].title))
    assert shown.page.pane.row(name).isVisible()
    assert says(shown.page, str(section_of(name).title))


def test_settings_are_found_in_the_language_that_is_spoken(qtbot: QtBot) -> None:
    """By the words of their names and captions there; the English ones, which nobody sees, find nothing."""
    use_language(pseudo_language.language())
    try:
        shown = Shown()
        qtbot.addWidget(shown.page)
        for english in ("Pause after each rep", "to turn over or to change legs"):
            shown.page.search.edit.setText(english)
            assert says(shown.page, pseudo("No setting has these words."))
            shown.page.search.edit.setText(pseudo(english).upper())
            assert not says(shown.page, pseudo("No setting has these words."))
            assert says(shown.page, pseudo(english))
    finally:
        use_language(Language())


@pytest.mark.parametrize("name", STORED)
def test_a_setting_is_given_back_and_that_undone(shown: Shown, name: str) -> None:
    """Beside what is not as it was stands a button; it gives back that setting alone, and Undo undoes it."""
    shown.page.go_to(name)
    back = shown.page.controls.backs[name]
    assert not back.isVisible()
    shown.keep(chosen(name).with_(missing_kit=("mat",)))
    QTest.mouseClick(back, Qt.MouseButton.LeftButton)
    assert shown.preferences == Preferences(missing_kit=("mat",))
    assert not back.isVisible()
    QTest.mouseClick(shown.page.foot.undo, Qt.MouseButton.LeftButton)
    assert shown.preferences == chosen(name).with_(missing_kit=("mat",))


@pytest.mark.parametrize("name", STORED)
def test_a_setting_is_exported_and_imported(name: str) -> None:
    """It comes back from the JSON of an export as it was, without a complaint."""
    wire = json.loads(json.dumps(to_wire(chosen(name))))
    assert wire[name] != to_wire(Preferences())[name]
    assert from_wire(wire) == (chosen(name), ())


@pytest.mark.parametrize("name", [each for each in STORED if BY_NAME[each].control is Control.SWITCH])
def test_what_assistive_technology_turns_is_chosen(shown: Shown, name: str) -> None:
    """The action that a screen reader offers first changes the choice, not only the picture."""
    switch = shown.page.controls.switches[name]
    told = QAccessible.queryAccessibleInterface(switch)
    told.actionInterface().doAction(told.actionInterface().actionNames()[0])
    assert shown.preferences == Preferences().with_(**{name: not getattr(Preferences(), name)})
    assert bool(told.state().checked) is getattr(shown.preferences, name)


@pytest.mark.parametrize("name", [each for each in STORED if BY_NAME[each].control is Control.BUTTONS])
def test_what_assistive_technology_takes_is_chosen(shown: Shown, name: str) -> None:
    """Each radio button that is offered can be taken by its action, and is then the choice."""
    for button, (_, value) in zip(
        shown.page.controls.choices[name].buttons(), BY_NAME[name].choices, strict=True
    ):
        assert isinstance(button, QAbstractButton)
        if not button.isHidden():
            QAccessible.queryAccessibleInterface(button).actionInterface().doAction(TOGGLE)
            assert getattr(shown.preferences, name) == value


@pytest.mark.parametrize("name", [each for each in STORED if BY_NAME[each].control is Control.NUMBER])
def test_what_assistive_technology_sets_is_chosen(shown: Shown, name: str) -> None:
    """A number set through its value is the choice; both ends of its range are told."""
    told = QAccessible.queryAccessibleInterface(shown.page.controls.steppers[name]).valueInterface()
    assert (told.minimumValue(), told.maximumValue()) == (RANGES[name].least, RANGES[name].most)
    told.setCurrentValue(another(name))
    assert shown.preferences == chosen(name)


def test_the_list_of_sections_says_what_is_chosen_in_each(shown: Shown) -> None:
    """Under the name of a section stands its present value, for assistive technology too."""
    shown.keep(Preferences(pace=0.8, sounds=False, voice=False, reminder_at="18:30", missing_kit=("mat",)))
    told = QAccessible.queryAccessibleInterface(shown.page.sections)
    assert told.role() == QAccessible.Role.List
    items = [told.child(number) for number in range(told.childCount())]
    said = {each.text(QAccessible.Text.Name): each.text(QAccessible.Text.Description) for each in items}
    assert said["Rests and pace"] == "45 s, pace 0.8×"
    assert said["Sound and voice"] == "off"
    assert said["Days and runs"] == "2 a week, 18:30"
    assert said["Kit that you have"] == "12 of 13 things"


def test_nothing_moves_under_the_pointer(fresh: Shown, qtbot: QtBot) -> None:
    """Pressing plus again and again, the button stays where it is, and so do those of the other rows."""
    page = fresh.page
    page.resize(816, 640)
    qtbot.waitUntil(lambda: page.controls.steppers["pace"].isVisible())

    def places() -> list[object]:
        QApplication.sendPostedEvents()  # what is to be laid out
        return [each.mapTo(page, each.rect().topLeft()) for each in page.controls.steppers.values()]

    before = places()
    for name in ("rest_sets_s", "rest_exercises_s", "change_side_s", "pace"):
        page.controls.steppers[name].stepUp()
        assert places() == before
    page.controls.backs["pace"].click()
    assert places() == before


@pytest.mark.parametrize("how", ["back", "all", "undo"])
def test_an_error_goes_when_the_setting_is_given_another_value(fresh: Shown, how: str) -> None:
    """What was typed wrongly stays until it is mended, and goes with Plan, Reset all and Undo."""
    page = fresh.page
    page.controls.steppers["rest_sets_s"].stepUp()
    usual = page.pane.row("rest_sets_s").caption()
    stepper = page.controls.steppers["rest_sets_s"]
    stepper.setFocus()
    stepper.selectAll()
    QTest.keyClicks(stepper, "abc")
    QTest.keyClick(stepper, Qt.Key.Key_Return)
    fresh.keep(fresh.preferences)
    assert stepper.text() == "abc"
    assert "is not a time" in page.pane.row("rest_sets_s").caption()
    presses = {"back": page.controls.backs["rest_sets_s"], "all": page.reset_all, "undo": page.foot.undo}
    QTest.mouseClick(presses[how], Qt.MouseButton.LeftButton)
    assert stepper.text() == "45 s"
    assert page.pane.row("rest_sets_s").caption() == "as the plan says" != usual
