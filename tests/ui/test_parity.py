"""Every control that is drawn here beside the native class it stands for: whoever knows that one knows ours.

What single controls do beyond their twins, test_native_controls.py says.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pytest
from page_examples import light_theme, session
from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QCheckBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kneetimer import ui
from kneetimer.core.exercise import Tempo
from kneetimer.core.plan import BlockKind
from kneetimer.core.plan_shape import Spot
from kneetimer.core.preferences import Range
from kneetimer.ui.controls import choice_row, menu_button, search_field, stepper
from kneetimer.ui.controls.answer_link import AnswerLink
from kneetimer.ui.controls.button import Button
from kneetimer.ui.controls.drawn_signs import Direction
from kneetimer.ui.controls.kg_stepper import KG, KgStepper
from kneetimer.ui.controls.note_edit import NoteEdit
from kneetimer.ui.controls.switch import Switch
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.time_stepper import TimeStepper
from kneetimer.ui.controls.zero_to_ten import ZeroToTen
from kneetimer.ui.exercises.tile import ExerciseTile
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.knee.link_button import LinkButton
from kneetimer.ui.learn.cards import CardButton
from kneetimer.ui.learn.view import AnswerCard
from kneetimer.ui.plan import draft_row
from kneetimer.ui.plan.builder_view import LibraryEntry
from kneetimer.ui.plan.library_tile import LibraryTile
from kneetimer.ui.plan.rows import AddButton
from kneetimer.ui.plan.swap_tile import SwapTile
from kneetimer.ui.plan.swap_view import SwapOption
from kneetimer.ui.progress.charts.calendar import Calendar
from kneetimer.ui.progress.charts.number_table import NumberTable
from kneetimer.ui.progress.charts.values import CalendarDay, CalendarMark, CalendarView, Numbers
from kneetimer.ui.progress.session_table import SessionTable
from kneetimer.ui.progress.view import TableRow
from kneetimer.ui.progress.words import SESSION_COLUMNS
from kneetimer.ui.session.cue_line import CUE, CueLine
from kneetimer.ui.session.hold_panel import DeliberateButton
from kneetimer.ui.session.key_button import KeyButton
from kneetimer.ui.session.sound_button import Heard, SoundButton
from kneetimer.ui.session.stage_text import StageText
from kneetimer.ui.settings.section_list import SectionList
from kneetimer.ui.shell.banner import CloseButton
from kneetimer.ui.shell.nav_button import NavButton
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today import week_card
from kneetimer.ui.today.anyway_question import AnywayButton
from kneetimer.ui.today.kit_ticks import KitTick
from kneetimer.ui.today.session_tile import SessionTile
from kneetimer.ui.today.view import DoseLine, KitHere
from kneetimer.ui.today.week_days import Day
from kneetimer.ui.today.week_strip import WeekStrip

NAME = "Wall sit"
LINES = [f"{number}" for number in range(42)]
CONTROLS = (
    QAbstractButton, QAbstractItemView, QAbstractSlider, QAbstractSpinBox, QLabel, QLineEdit, QPlainTextEdit,
)  # fmt: skip
Key = Qt.Key


@dataclass(frozen=True, slots=True)
class Pair:
    """How one of ours is made, and the native class it stands for."""

    ours: type[QWidget]
    native: Callable[[], QWidget]
    make: Callable[[Theme], QWidget]
    leaves: tuple[Key, ...] = ()  # keys that belong to what it stands in, as a safe answer or as its end
    drags: bool = False  # what leaves it with the button held is a drag

    def __str__(self) -> str:
        return self.ours.__name__


Both = Callable[[Pair], tuple[QWidget, QWidget]]


def push() -> QWidget:
    return QPushButton(NAME)


def checked_push() -> QWidget:
    button = QPushButton(NAME)
    button.setCheckable(True)
    button.setChecked(True)
    return button


def named(widget: QWidget) -> QWidget:
    widget.setAccessibleName(NAME)
    return widget


def key_button(button: KeyButton) -> QWidget:
    button.show_action(NAME, "", "")
    return button


def with_menu() -> QWidget:
    button = QPushButton(NAME)
    button.setMenu(QMenu(button))
    return button


def menu_opener(made: QPushButton) -> QWidget:
    made.menu().addAction("one")
    return made


def spin(most: int, step: int) -> Callable[[], QWidget]:
    def make() -> QWidget:
        native = QSpinBox()
        native.setRange(0, most)
        native.setSingleStep(step)
        native.setKeyboardTracking(False)
        native.setValue(45)
        return native

    return make


def halves() -> QWidget:
    native = QDoubleSpinBox()
    native.setRange(KG.least, KG.most)
    native.setSingleStep(KG.step)
    native.setDecimals(1)
    native.setValue(45)
    return native


def at_45(number: stepper.Stepper) -> QWidget:
    number.show_value(45)
    return number


def slider() -> QWidget:
    native = QSlider(Qt.Orientation.Horizontal)
    native.setRange(0, 10)
    native.setPageStep(1)
    native.setValue(3)
    return native


def answered(scale: ZeroToTen) -> QWidget:
    scale.show_value(3)
    return scale


def said(text: StageText) -> QWidget:
    text.setText(NAME)
    return text


def section_list(theme: Theme) -> QWidget:
    made = SectionList(theme, NAME, [(line, line) for line in LINES[:5]])
    made.show_values(dict.fromkeys(LINES[:5], ""))
    made.show_section("0")
    return made


def table(columns: Sequence[str], *rows: Sequence[str], numbered: bool = True) -> QWidget:
    native = QTableWidget(len(rows), len(columns))
    native.setHorizontalHeaderLabels(columns)
    if not numbered:
        native.setVerticalHeaderLabels([""] * len(rows))
    native.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    native.verticalHeader().hide()
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            native.setItem(row, column, QTableWidgetItem(cell))
    return native


def session_table(theme: Theme) -> QWidget:
    made = SessionTable(theme)
    record = session(1, 1, 1)
    made.show_rows(tuple(TableRow(record, NAME, cells, (0.0,) * 7, "") for cells in (LINES[:7], LINES[7:14])))
    return made


def search(theme: Theme) -> QWidget:
    return named(search_field._SearchEdit(None))


def listed(flow: QListView.Flow, count: int, current: int, columns: int = 0) -> Callable[[], QWidget]:
    def make() -> QWidget:
        native = QListWidget()
        native.setFlow(flow)
        native.setWrapping(bool(columns))
        native.setResizeMode(QListView.ResizeMode.Adjust)
        native.setSelectionMode(QListView.SelectionMode.SingleSelection)
        for line in LINES[:count]:
            item = QListWidgetItem(line)
            if columns:
                item.setSizeHint(QSize(45, 20))
            native.addItem(item)
        native.setCurrentRow(current)
        return native

    return make


def week_strip(theme: Theme) -> QWidget:
    strip = WeekStrip(theme)
    strip.show_days(tuple(Day(line, line, spoken=line) for line in LINES[:7]))
    return named(strip)


def calendar(theme: Theme) -> QWidget:
    days = tuple(CalendarDay(line, CalendarMark.NONE, False, line == "9", False, line, ()) for line in LINES)
    weeks = tuple(days[at : at + 7] for at in range(0, 42, 7))
    made = Calendar(theme)
    made.show_view(CalendarView(NAME, ("Mo",) * 7, ("",) * 6, weeks, False, False, (), Numbers((), ())))
    return named(made)


def number_table(theme: Theme) -> QWidget:
    made = NumberTable(theme)
    made.show_numbers(NAME, Numbers(("a", "b"), (("1", "2"), ("3", "4"))))
    return made


def tile(theme: Theme) -> QWidget:
    return ExerciseTile(theme, StillFigures(), "wall-sit", NAME, ("Quads",))


ENTER = (Key.Key_Return, Key.Key_Enter)
OPTION = SwapOption("wall-sit", None, NAME, "", "", False, Tempo(1000, 0, 1000, 0), False)
ENTRY = LibraryEntry("wall-sit", NAME, "", 0, frozenset(), frozenset(), "")
PUSHED = [
    Pair(Button, push, lambda theme: Button(theme, NAME)),
    Pair(LinkButton, push, lambda theme: LinkButton(theme, NAME)),
    Pair(AnswerLink, push, lambda theme: AnswerLink(theme, "warm-up", NAME)),
    Pair(AnywayButton, push, lambda theme: AnywayButton(theme, NAME), leaves=(Key.Key_Space,)),
    Pair(CloseButton, push, lambda theme: CloseButton(theme, NAME)),
    Pair(menu_button.ArrowButton, push, lambda theme: menu_button.ArrowButton(theme, NAME, forward=True)),
    Pair(week_card._ArrowButton, push, lambda theme: week_card._ArrowButton(theme, NAME, Direction.LEFT)),
    Pair(draft_row._Cross, push, lambda theme: named(draft_row._Cross(theme))),
    Pair(KeyButton, push, lambda theme: key_button(KeyButton(theme))),
    Pair(DeliberateButton, push, lambda theme: key_button(DeliberateButton(theme)), leaves=(Key.Key_Space,)),
    Pair(SessionTile, push, lambda theme: SessionTile(theme, StillFigures(), DoseLine("2", NAME, ""))),
    Pair(CardButton, push, lambda theme: CardButton(theme, AnswerCard("warm-up", NAME, ""))),
    Pair(LibraryTile, push, lambda theme: LibraryTile(theme, StillFigures(), ENTRY), drags=True),
    Pair(SoundButton, checked_push, lambda theme: SoundButton(theme, Heard.SOUNDS, None)),
    Pair(Switch, QCheckBox, lambda theme: Switch(theme, NAME)),
    Pair(choice_row.OptionButton, QCheckBox, lambda theme: choice_row.OptionButton(theme, NAME)),
    Pair(KitTick, QCheckBox, lambda theme: KitTick(theme, KitHere("mat", NAME, False))),
    Pair(choice_row.ChoiceButton, QRadioButton, lambda theme: choice_row.ChoiceButton(theme, NAME)),
    Pair(ExerciseTile, QRadioButton, tile),
    Pair(SwapTile, QRadioButton, lambda theme: SwapTile(theme, StillFigures(), OPTION), leaves=ENTER),
]  # fmt: skip

MENUS = [
    Pair(menu_button.MenuButton, with_menu, lambda theme: menu_button.MenuButton(theme, NAME)),
    Pair(menu_button.ActionsButton, with_menu, lambda theme: menu_button.ActionsButton(theme, NAME)),
    Pair(AddButton, with_menu, lambda theme: AddButton(theme, Spot(BlockKind.STRENGTH, 1, 3))),
    Pair(menu_button.MoreButton, with_menu, lambda theme: menu_button.MoreButton(theme, NAME)),
]
NUMBERS = [
    Pair(
        stepper.Stepper,
        spin(300, 5),
        lambda theme: at_45(stepper.Stepper(theme, NAME, Range(0, 300, 5, "s"))),
    ),
    Pair(TimeStepper, spin(24 * 60 - 1, 15), lambda theme: at_45(TimeStepper(theme, NAME))),
    Pair(KgStepper, halves, lambda theme: at_45(KgStepper(theme, NAME))),
    Pair(ZeroToTen, slider, lambda theme: answered(ZeroToTen(theme, NAME, ()))),
]
WRITTEN = [
    Pair(search_field._SearchEdit, QLineEdit, search),
    Pair(NoteEdit, QPlainTextEdit, lambda theme: NoteEdit(theme, NAME, "")),
]
ACROSS, DOWN = QListView.Flow.LeftToRight, QListView.Flow.TopToBottom
ITEMS = [
    Pair(SectionList, listed(DOWN, 5, 0), section_list),
    Pair(WeekStrip, listed(ACROSS, 7, 0), week_strip),
    Pair(Calendar, listed(ACROSS, 42, 9, columns=7), calendar),
    Pair(NumberTable, lambda: table("ab", "12", "34"), number_table),
    Pair(
        SessionTable,
        lambda: table(tuple(map(str, SESSION_COLUMNS)), LINES[:7], LINES[7:14], numbered=False),
        session_table,
    ),
]
SAID = [
    Pair(Text, QLabel, lambda theme: Text(theme, NAME)),
    Pair(StageText, QLabel, lambda theme: said(StageText(theme, CUE))),
    Pair(CueLine, QLabel, lambda theme: said(CueLine(theme))),
]
ALL = [*PUSHED, *MENUS, *NUMBERS, *WRITTEN, *ITEMS, *SAID]


@pytest.fixture
def both(qtbot: QtBot) -> Iterator[Both]:
    """Puts one of ours and its twin into a window, as large as each other."""
    window, theme = QWidget(), light_theme()
    row = QHBoxLayout(window)

    def put(pair: Pair) -> tuple[QWidget, QWidget]:
        made = pair.make(theme), pair.native()
        for each in made:
            place = QWidget()  # of its own: radio buttons beside each other would be one question
            row.addWidget(place)
            QHBoxLayout(place).addWidget(each)
            each.setFixedSize(max(240, made[0].sizeHint().width()), max(60, made[0].sizeHint().height()))
        with qtbot.waitActive(window):
            window.show()
        return made

    yield put
    window.close()


def seen(widget: QWidget) -> QAccessibleInterface:
    """What assistive technology is given for a widget."""
    return QAccessible.queryAccessibleInterface(widget)


def told(widget: QWidget) -> dict[str, object]:
    """All that is told of a widget but its name: what it is, what it can do and how it is."""
    interface = seen(widget)
    state, actions = interface.state(), interface.actionInterface()
    flags = ("checkable", "checked", "disabled", "hasPopup", "multiLine", "editable", "passwordEdit")
    return {
        "role": interface.role(),
        "actions": sorted({*actions.actionNames()} - {"SetFocus"}) if actions else [],
        "value": interface.valueInterface() is not None,
        "editable text": interface.editableTextInterface() is not None,
    } | {flag: bool(getattr(state, flag)) for flag in flags}


@pytest.mark.parametrize("pair", ALL, ids=str)
def test_it_is_told_as_its_twin_is(pair: Pair, both: Both) -> None:
    """Role, actions, state and value are those of the native class, switched off as well; it has a name."""
    ours, native = both(pair)
    assert told(ours) == told(native)
    assert seen(ours).text(QAccessible.Text.Name).strip()
    for each in (ours, native):
        each.setEnabled(False)
    assert told(ours) == told(native)


def heard(button: QWidget) -> list[str]:
    """A list that fills with what a button says."""
    assert isinstance(button, QAbstractButton)
    said: list[str] = []
    button.pressed.connect(lambda: said.append("pressed"))
    button.released.connect(lambda: said.append("released"))
    button.clicked.connect(lambda on: said.append(f"clicked {on}"))
    button.toggled.connect(lambda on: said.append(f"toggled {on}"))
    return said


@pytest.mark.parametrize("pair", PUSHED, ids=str)
def test_a_button_is_pressed_as_its_twin_is(pair: Pair, both: Both, qtbot: QtBot) -> None:
    """Space, a click, one that is taken back outside and every action say the same, Enter what Space says."""
    ours, native = both(pair)
    said = [heard(each) for each in (ours, native)]
    left, away = Qt.MouseButton.LeftButton, QPoint(-90, -90)
    place = QPoint(8, ours.height() // 2)
    for each, mine in zip((ours, native), said, strict=True):
        QTest.mouseClick(each, left, pos=place)
        if not pair.drags:
            QTest.mousePress(each, left, pos=place)
            QTest.mouseMove(each, away)
            QTest.mouseRelease(each, left, pos=away)
        actions = seen(each).actionInterface()
        for action in sorted({*actions.actionNames()} - {"SetFocus"}):
            wanted = len(mine) + (3 if action == "Press" else 0)
            actions.doAction(action)
            # A press of assistive technology is a click a tenth of a second later.
            qtbot.waitUntil(lambda said=mine, wanted=wanted: len(said) >= wanted)
    assert said[0] == said[1] != []
    for key in (Key.Key_Space, Key.Key_Return, Key.Key_Enter):
        for mine in said:
            mine.clear()
        QTest.keyClick(ours, key)
        QTest.keyClick(native, Key.Key_Space)
        assert said[0] == ([] if key in pair.leaves else said[1])
        for mine in said:
            mine.clear()
    for each in (ours, native):
        each.setEnabled(False)
        QTest.mouseClick(each, left, pos=place)
        QTest.keyClick(each, Key.Key_Space)
    assert said == [[], []]


@pytest.mark.parametrize("pair", MENUS, ids=str)
def test_a_menu_is_opened_as_that_of_its_twin(pair: Pair, both: Both, qtbot: QtBot) -> None:
    """Space, a click and the action open the menu."""
    for each in both(pair):
        assert isinstance(each, QPushButton)
        each.menu().addAction("one")
        ways: tuple[Callable[[], object], ...] = (
            lambda each=each: QTest.keyClick(each, Key.Key_Space),
            lambda each=each: QTest.mouseClick(each, Qt.MouseButton.LeftButton),
            lambda each=each: seen(each).actionInterface().doAction("ShowMenu"),
        )
        for way in ways:
            QTimer.singleShot(0, each.menu(), each.menu().close)  # the native one waits for its menu
            with qtbot.waitSignals([each.menu().aboutToShow, each.menu().aboutToHide]):
                way()


@pytest.mark.parametrize("pair", NUMBERS, ids=str)
def test_a_number_steps_as_that_of_its_twin(pair: Pair, both: Both) -> None:
    """Each key, each action and each value that is set give the same numbers, each said once."""
    ours, native = both(pair)
    said: list[list[float]] = [[], []]
    for each, mine in zip((ours, native), said, strict=True):
        assert isinstance(each, (QAbstractSlider, QSpinBox, QDoubleSpinBox))
        each.valueChanged.connect(mine.append)
        for key in (Key.Key_Up, Key.Key_Up, Key.Key_Down, Key.Key_PageUp, Key.Key_PageDown):
            QTest.keyClick(each, key)
        value, actions = seen(each).valueInterface(), seen(each).actionInterface()
        actions.doAction("Increase")
        actions.doAction("Decrease")
        value.setCurrentValue(value.maximumValue())
        QTest.keyClick(each, Key.Key_Up)
        value.setCurrentValue(value.minimumValue())
        QTest.keyClick(each, Key.Key_Down)
        mine += [value.minimumValue(), value.maximumValue(), value.minimumStepSize()]
    assert said[0] == said[1]


@pytest.mark.parametrize("pair", WRITTEN, ids=str)
def test_a_text_is_written_as_in_its_twin(pair: Pair, both: Both) -> None:
    """Typing, taking back, choosing all and what assistive technology writes give the same text."""
    texts = []
    for each in both(pair):
        assert isinstance(each, QLineEdit | QPlainTextEdit)
        said: list[str] = []

        def hear(*_: str, each: QWidget = each, said: list[str] = said) -> None:
            written = seen(each).textInterface()
            said.append(written.text(0, written.characterCount()))

        each.textChanged.connect(hear)
        QTest.keyClicks(each, "ab c")
        for key in (Key.Key_Backspace, Key.Key_Home, Key.Key_Delete, Key.Key_End):
            QTest.keyClick(each, key)
        QTest.keyClick(each, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(each, "d")
        seen(each).editableTextInterface().replaceText(0, 1, "knee")
        texts.append(said)
    assert texts[0] == texts[1]
    assert texts[0][-1] == "knee"


@pytest.mark.parametrize("pair", ITEMS, ids=str)
def test_items_are_gone_through_as_those_of_its_twin(pair: Pair, both: Both) -> None:
    """The keys come to the same items, each is told by role and name, and the action of one goes to it."""
    went = []
    for each in both(pair):
        assert isinstance(each, QAbstractItemView)
        each.setFixedSize(1000 if pair.ours is SessionTable else 330, 300)
        each.setFocus()
        at = []
        across = pair.ours in (WeekStrip, Calendar)
        keys = [Key.Key_Right, Key.Key_Right, Key.Key_Left] if across else [Key.Key_Down] * 2 + [Key.Key_Up]
        keys += [Key.Key_Down, Key.Key_Up] if pair.ours is Calendar else []
        for key in (*keys, Key.Key_Home, Key.Key_End):
            QTest.keyClick(each, key)
            at.append((each.currentIndex().row(), each.currentIndex().column()))
        interface = seen(each)
        children = [interface.child(number) for number in range(interface.childCount())]
        at.append([(child.role(), child.text(QAccessible.Text.Name)) for child in children])
        does = [child.actionInterface() for child in children]
        at.append([actions.actionNames() if actions else [] for actions in does])
        went.append(at)
    assert went[0] == went[1]


@pytest.mark.parametrize("pair", SAID, ids=str)
def test_a_text_is_read_as_that_of_its_twin(pair: Pair, both: Both) -> None:
    """Its words are its name."""
    assert {seen(each).text(QAccessible.Text.Name) for each in both(pair)} <= {NAME, ""}


def test_every_control_has_a_twin() -> None:
    """What is a native control by class is tried here, or a class that is tried is made of it."""
    for module in pkgutil.walk_packages(ui.__path__, "kneetimer.ui."):
        importlib.import_module(module.name)

    def below(native: type) -> set[type]:
        return {each for kid in native.__subclasses__() for each in (kid, *below(kid))}

    made = {each for native in CONTROLS for each in below(native)}
    ours = {each for each in made if each.__module__.startswith("kneetimer.ui.")}
    tried = {base for pair in ALL for base in pair.ours.__mro__}
    elsewhere = {NavButton, stepper._StepButton}  # a tab and the halves of a number: test_native_controls.py
    assert ours - tried == elsewhere
