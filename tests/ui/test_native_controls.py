"""The drawn controls beside their native twins: the same keys, signals, role, value, state and actions."""

from __future__ import annotations

import pytest
from on_screen import part, parts
from page_examples import light_theme
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleInterface, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kneetimer.core.preferences import Range
from kneetimer.ui.controls.choice_row import ChoiceButton, ChoiceRow, OptionButton
from kneetimer.ui.controls.menu_button import MenuButton
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.switch import Switch
from kneetimer.ui.controls.zero_to_ten import ZeroToTen
from kneetimer.ui.shell.main_window import MainWindow, Navigation, NavPage
from kneetimer.ui.shell.nav_button import NavButton
from kneetimer.ui.shell.theme import Theme

TOGGLE = QAccessibleActionInterface.toggleAction()
KEYS = [Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Up]


@pytest.fixture
def theme(qapp: object) -> Theme:
    return light_theme()


def seen(widget: QWidget) -> QAccessibleInterface:
    """What assistive technology is given for a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface


def actions(widget: QWidget) -> list[str]:
    return list(seen(widget).actionInterface().actionNames())


def do(widget: QWidget, action: str) -> None:
    assert action in actions(widget)
    seen(widget).actionInterface().doAction(action)


def turn_wheel(widget: QWidget) -> bool:
    """Turn the wheel over the middle of a widget, and say whether it kept the turn for itself."""
    place = widget.rect().center()
    turn = QWheelEvent(
        QPointF(place), QPointF(widget.mapToGlobal(place)), QPoint(), QPoint(0, 120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, turn)
    return turn.isAccepted()


def spins(qtbot: QtBot, theme: Theme) -> tuple[Stepper, QSpinBox]:
    ours, native = Stepper(theme, "Rest", Range(0, 300, 5, "s")), QSpinBox()
    native.setRange(0, 300)
    native.setSingleStep(5)
    for each in (ours, native):
        qtbot.addWidget(each)
        each.show()
    ours.show_value(45)
    native.setValue(45)
    return ours, native


def test_keys_step_as_in_a_native_spin_box(qtbot: QtBot, theme: Theme) -> None:
    """The same keys give the same numbers, and each number is said by the native signal too."""
    ours, native = spins(qtbot, theme)
    said: dict[str, list[float]] = {"ours": [], "native": [], "changed": []}
    ours.valueChanged.connect(said["ours"].append)
    ours.changed.connect(said["changed"].append)
    native.valueChanged.connect(said["native"].append)
    for key in KEYS:
        QTest.keyClick(ours, key)
        QTest.keyClick(native, key)
    assert said["native"] == [50, 55, 50, 100, 50, 55]
    assert said["ours"] == said["changed"] == said["native"]


def test_a_number_typed_as_in_a_native_spin_box_is_said_once(qtbot: QtBot, theme: Theme) -> None:
    """Digits and Return end with one value said by both, and with the end of editing."""
    ours, native = spins(qtbot, theme)
    native.setKeyboardTracking(False)
    said: dict[str, list[float]] = {"ours": [], "native": []}
    ours.valueChanged.connect(said["ours"].append)
    native.valueChanged.connect(said["native"].append)
    for each in (ours, native):
        each.selectAll()
        QTest.keyClicks(each, "70")
        with qtbot.waitSignal(each.editingFinished):
            QTest.keyClick(each, Qt.Key.Key_Return)
    assert said["ours"] == said["native"] == [70]


def test_a_number_has_role_value_and_range_for_assistive_technology(qtbot: QtBot, theme: Theme) -> None:
    """A screen reader hears a spin button with its name, its value and both ends of its range."""
    ours, native = spins(qtbot, theme)
    assert seen(ours).role() == seen(native).role() == QAccessible.Role.SpinBox
    assert seen(ours).text(QAccessible.Text.Name) == "Rest"
    mine, theirs = seen(ours).valueInterface(), seen(native).valueInterface()
    assert mine.currentValue() == theirs.currentValue() == 45
    assert mine.minimumValue() == theirs.minimumValue() == 0
    assert mine.maximumValue() == theirs.maximumValue() == 300
    assert mine.minimumStepSize() == theirs.minimumStepSize() == 5
    assert actions(ours) == actions(native)


def test_a_number_set_by_assistive_technology_is_a_number_chosen(qtbot: QtBot, theme: Theme) -> None:
    """What a voice control sets is said like what a hand sets, whole where steps are whole."""
    ours, _ = spins(qtbot, theme)
    said: list[object] = []
    ours.changed.connect(said.append)
    seen(ours).valueInterface().setCurrentValue(90)
    assert (said, [type(each) for each in said]) == ([90], [int])
    assert (ours.text(), ours.chosen()) == ("90 s", 90)


def test_a_rest_of_the_plan_is_told_with_its_value(qtbot: QtBot, theme: Theme) -> None:
    """While the plan decides, its value is the one that is told, and nothing was chosen."""
    ours, _ = spins(qtbot, theme)
    ours.show_value(None, (45, 60))
    assert seen(ours).valueInterface().currentValue() == 45
    assert (ours.text(), ours.chosen()) == ("45–60 s", None)


def test_tenths_stay_tenths(qtbot: QtBot, theme: Theme) -> None:
    """A pace has the values of a native spin box with one decimal."""
    ours, native = Stepper(theme, "Pace", Range(0.5, 2.0, 0.1, "×")), QDoubleSpinBox()
    native.setRange(0.5, 2.0)
    native.setSingleStep(0.1)
    native.setDecimals(1)
    qtbot.addWidget(ours)
    qtbot.addWidget(native)
    ours.show_value(1.0)
    native.setValue(1.0)
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp):
        QTest.keyClick(ours, key)
        QTest.keyClick(native, key)
        assert ours.value() == pytest.approx(native.value())


def test_the_wheel_changes_no_number(qtbot: QtBot, theme: Theme) -> None:
    """A page that is scrolled under the pointer leaves the numbers that pass as they are."""
    ours, _ = spins(qtbot, theme)
    before = ours.value()
    assert not turn_wheel(ours)
    assert ours.value() == before


def test_a_held_button_repeats_from_a_quarter_of_a_second_on(qtbot: QtBot, theme: Theme) -> None:
    """More and less repeat while they are held, the first time after 250 ms."""
    ours, _ = spins(qtbot, theme)
    buttons = [each for each in ours.findChildren(QAbstractButton) if each.accessibleName()]
    assert [each.accessibleName() for each in buttons] == ["Rest: less", "Rest: more"]
    assert all(each.autoRepeat() and each.autoRepeatDelay() == 250 for each in buttons)


@pytest.mark.parametrize("made", ["switch", "option"])
def test_a_switch_is_a_check_box_to_every_hand(qtbot: QtBot, theme: Theme, made: str) -> None:
    """Space, a click and every action of assistive technology turn it, and each is said once, as natively."""
    ours = Switch(theme, "Sounds") if made == "switch" else OptionButton(theme, "Sounds")
    native = QCheckBox()
    said: dict[str, list[bool]] = {"ours": [], "native": []}
    ours.toggled.connect(said["ours"].append)
    native.toggled.connect(said["native"].append)
    for each in (ours, native):
        qtbot.addWidget(each)
        each.resize(each.sizeHint())
        each.show()
        QTest.keyClick(each, Qt.Key.Key_Space)
        QTest.mouseClick(each, Qt.MouseButton.LeftButton, pos=QPoint(8, each.height() // 2))
        for action in actions(each):
            if action != QAccessibleActionInterface.setFocusAction():
                do(each, action)
    assert said["ours"] == said["native"]
    assert len(said["ours"]) >= 3
    assert actions(ours) == actions(native)
    assert seen(ours).role() == seen(native).role() == QAccessible.Role.CheckBox
    assert seen(ours).state().checked == native.isChecked()
    assert seen(ours).text(QAccessible.Text.Name) == "Sounds"


def test_showing_a_state_is_no_turn(qtbot: QtBot, theme: Theme) -> None:
    """What the page shows by itself is seen by assistive technology and said to nobody."""
    switch = Switch(theme, "Sounds")
    qtbot.addWidget(switch)
    said: list[bool] = []
    switch.toggled.connect(said.append)
    switch.show_state(True)
    assert (said, bool(seen(switch).state().checked)) == ([], True)


def test_choices_are_radio_buttons_to_every_hand(qtbot: QtBot, theme: Theme) -> None:
    """Arrows, clicks and the action of assistive technology take a choice as in a native group."""
    ours = ChoiceRow(theme, "Theme", ("System", "Light", "Dark"))
    qtbot.addWidget(ours)
    native_row = QWidget()
    qtbot.addWidget(native_row)
    side_by_side = QHBoxLayout(native_row)
    group = QButtonGroup(native_row)
    for number in range(3):
        button = QRadioButton()
        group.addButton(button, number)
        side_by_side.addWidget(button)
    said: dict[str, list[int]] = {"ours": [], "native": []}
    ours.chosen.connect(said["ours"].append)

    def hear(number: int, taken: bool) -> None:
        if taken:
            said["native"].append(number)

    group.idToggled.connect(hear)
    for row, buttons in ((ours, ours.buttons()), (native_row, group.buttons())):
        row.show()
        row.activateWindow()
        do(buttons[2], TOGGLE)
        do(buttons[2], TOGGLE)
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton, pos=QPoint(8, buttons[0].height() // 2))
        buttons[0].setFocus()
        qtbot.waitUntil(buttons[0].hasFocus)
        QTest.keyClick(buttons[0], Qt.Key.Key_Right)
        assert [seen(each).role() for each in buttons] == [QAccessible.Role.RadioButton] * 3
        assert [bool(seen(each).state().checked) for each in buttons] == [False, True, False]
        assert all(TOGGLE in actions(each) for each in buttons)
    assert said["ours"] == said["native"] == [2, 0, 1]


def test_a_choice_button_alone_is_a_radio_button(qtbot: QtBot, theme: Theme) -> None:
    """The whole of the drawn button takes the click, not only where a native circle would be."""
    button = ChoiceButton(theme, "Left")
    qtbot.addWidget(button)
    button.resize(200, 44)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(195, 40))
    assert button.isChecked()


def test_a_question_from_0_to_10_is_a_slider(qtbot: QtBot, theme: Theme) -> None:
    """Its value, both ends and steps are those of a native slider once something is answered."""
    ours, native = ZeroToTen(theme, "How hard was it?", ()), QSlider()
    native.setRange(0, 10)
    qtbot.addWidget(ours)
    qtbot.addWidget(native)
    ours.show_value(3)
    native.setValue(3)
    for each in (ours, native):
        told = seen(each).valueInterface()
        assert seen(each).role() == QAccessible.Role.Slider
        assert (told.minimumValue(), told.currentValue(), told.maximumValue()) == (0, 3, 10)
        QTest.keyClick(each, Qt.Key.Key_Right)
        assert told.currentValue() == 4
        told.setCurrentValue(9)
        assert each.value() == 9
    assert actions(ours) == actions(native)


@pytest.mark.parametrize("level", [0, 7])
def test_a_question_is_answered_by_assistive_technology(qtbot: QtBot, theme: Theme, level: int) -> None:
    """Any value that is set is an answer, 0 as well, which a slider at 0 would not have taken."""
    ours = ZeroToTen(theme, "How is your knee now?", ())
    qtbot.addWidget(ours)
    said: list[object] = []
    ours.answered.connect(said.append)
    assert seen(ours).text(QAccessible.Text.Description) == "not answered"
    seen(ours).valueInterface().setCurrentValue(level)
    assert said == [level]
    assert seen(ours).text(QAccessible.Text.Description) == f"{level} of 10"


def test_a_question_passed_by_the_wheel_is_not_answered(qtbot: QtBot, theme: Theme) -> None:
    """A page that scrolls under the pointer must not answer what it passes, nor a mouse that only moves."""
    ours = ZeroToTen(theme, "How is your knee now?", ())
    qtbot.addWidget(ours)
    ours.resize(800, 80)
    turn_wheel(ours)
    assert ours.value() is None
    cells = [rect.center().toPoint() for rect in ours.cell_rects()]
    QTest.mousePress(ours, Qt.MouseButton.LeftButton, pos=cells[2])
    QTest.mouseMove(ours, cells[9])
    QTest.mouseRelease(ours, Qt.MouseButton.LeftButton, pos=cells[9])
    assert ours.value() == 2


def test_a_menu_button_shows_its_menu_to_assistive_technology(qtbot: QtBot, theme: Theme) -> None:
    """Its role says that there is a menu, and its action opens it, as with the native button."""
    ours, native = MenuButton(theme, "Weeks to show"), QPushButton()
    native.setMenu(QMenu(native))
    ours.show_choices(["6 weeks", "12 weeks"], 1)
    for each in (ours, native):
        qtbot.addWidget(each)
        assert seen(each).role() == QAccessible.Role.ButtonMenu
        assert bool(seen(each).state().hasPopup)
    assert actions(ours) == actions(native)
    ours.show()
    do(ours, QAccessibleActionInterface.showMenuAction())
    qtbot.waitUntil(ours.menu().isVisible)
    assert ours.menu().activeAction().text() == "12 weeks"
    ours.menu().close()


def test_an_entry_of_the_navigation_is_a_page_tab(qtbot: QtBot, theme: Theme) -> None:
    """One of a list of tabs, selected or not; its first action opens the page."""
    pages = [NavPage(name, name, "today", QWidget()) for name in ("one", "two")]
    window = MainWindow(theme, pages)
    qtbot.addWidget(window)
    one, two = parts(window, NavButton)
    assert seen(part(window, Navigation)).role() == QAccessible.Role.PageTabList
    assert [seen(each).role() for each in (one, two)] == [QAccessible.Role.PageTab] * 2
    do(two, actions(two)[0])
    assert window.current_page() == "two"
    assert [bool(seen(each).state().selected) for each in (one, two)] == [False, True]
