"""The small widgets of the pages: what a click or a key does, and where things lie."""

import pytest
import shiboken6
from on_screen import parts
from page_examples import light_theme
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kneetimer.core.preferences import RANGES
from kneetimer.ui.controls.button import Button, ButtonKind
from kneetimer.ui.controls.choice_row import ChoiceRow
from kneetimer.ui.controls.flow import Flow
from kneetimer.ui.controls.focus_ring import FocusRing, FocusRings
from kneetimer.ui.controls.note_edit import NoteEdit
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.switch import Switch
from kneetimer.ui.controls.zero_to_ten import ScaleAnchor, ZeroToTen
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today.day_painter import DayPainter
from kneetimer.ui.today.six_weeks import CellState, SixWeeks, WeekCells
from kneetimer.ui.today.week_days import Day, DayMark, MarkKind
from kneetimer.ui.today.week_strip import WeekStrip


class Time:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def theme(qapp: object) -> Theme:
    return light_theme()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def scale(qtbot: QtBot, theme: Theme, time: Time) -> ZeroToTen:
    row = ZeroToTen(
        theme, "How hard was it?", [ScaleAnchor(0, 0, "rest"), ScaleAnchor(10, 10, "maximal")], seconds=time
    )
    qtbot.addWidget(row)
    row.resize(778, 80)
    return row


def test_a_scale_starts_unanswered(scale: ZeroToTen) -> None:
    """Nothing is chosen until a person chooses, and a screen reader hears so."""
    assert scale.value() is None
    assert scale.accessibleDescription() == "not answered"


@pytest.mark.parametrize(
    ("keys", "waits", "expected"),
    [
        ("7", 0.0, 7),
        ("10", 0.3, 10),
        ("10", 0.9, 0),
        ("110", 0.3, 10),
        ("100", 0.3, 0),
        ("0", 0.0, 0),
    ],
)
def test_digits_set_the_answer(
    qtbot: QtBot, scale: ZeroToTen, time: Time, keys: str, waits: float, expected: int
) -> None:
    """A digit is an answer, and 1 with a 0 soon after it is ten."""
    for key in keys:
        qtbot.keyClicks(scale, key)
        time.now += waits
    assert scale.value() == expected


def test_arrows_move_the_answer_and_delete_clears_it(qtbot: QtBot, scale: ZeroToTen) -> None:
    """The first arrow starts at 0, later ones move by one and stop at the ends; Delete clears."""
    for key, expected in (
        (Qt.Key.Key_Right, 0),
        (Qt.Key.Key_Right, 1),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_Left, 0),
        (Qt.Key.Key_End, 10),
        (Qt.Key.Key_Up, 10),
        (Qt.Key.Key_Down, 9),
        (Qt.Key.Key_Delete, None),
        (Qt.Key.Key_Home, 0),
        (Qt.Key.Key_Backspace, None),
    ):
        qtbot.keyClick(scale, key)
        assert scale.value() == expected


def test_a_click_answers_and_a_second_click_takes_it_back(qtbot: QtBot, scale: ZeroToTen) -> None:
    """The cell under the mouse is the answer; clicking it again leaves the question open."""
    cell = scale.cell_rects()[4].center().toPoint()
    with qtbot.waitSignal(scale.answered) as answered:
        qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=cell)
    assert answered.args == [4]
    qtbot.mouseClick(scale, Qt.MouseButton.LeftButton, pos=cell)
    assert scale.value() is None


def test_the_cells_fill_the_row_and_the_words_stay_inside(scale: ZeroToTen) -> None:
    """The last cell ends at the edge, and the words under the outer cells are not cut off."""
    assert scale.cell_rects()[-1].right() == pytest.approx(778)
    first, last = scale.anchor_rects()
    assert first.left() >= 0
    assert last.right() <= 778


def _stepper(qtbot: QtBot, theme: Theme, name: str) -> Stepper:
    stepper = Stepper(theme, name, RANGES[name])
    qtbot.addWidget(stepper)
    stepper.show()
    return stepper


def test_stepping_starts_from_what_the_plan_says(qtbot: QtBot, theme: Theme) -> None:
    """More goes on from the plan's longest rest, less from its shortest: each press does what it says."""
    stepper = _stepper(qtbot, theme, "rest_sets_s")
    chosen: list[object] = []
    stepper.changed.connect(chosen.append)
    stepper.show_value(None, (45, 60))
    assert stepper.text() == "45–60 s"
    stepper.stepUp()
    stepper.show_value(None, (45, 60))
    stepper.stepDown()
    assert chosen == [65, 40]


def test_typing_a_time_takes_it_as_people_write_it(qtbot: QtBot, theme: Theme) -> None:
    """A typed time counts with Enter, in seconds or with a colon; too long a one is not taken."""
    stepper = _stepper(qtbot, theme, "rest_sets_s")
    stepper.show_value(45, (45, 60))
    edit = stepper
    assert edit is not None
    chosen: list[object] = []
    stepper.changed.connect(chosen.append)
    refused: list[str] = []
    stepper.refused.connect(refused.append)
    for typed in ("52", "1:30", "900", "0"):
        qtbot.keySequence(edit, QKeySequence(QKeySequence.StandardKey.SelectAll))
        qtbot.keyClicks(edit, typed)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
        assert stepper.is_wrong() is (typed == "900")
    assert chosen == [52, 90, 0]
    assert refused == ["15:00 min is too long. It can be from 0 s to 5:00 min.", ""]
    assert stepper.text() == "0 s"


def test_escape_puts_back_what_was_there_before_a_wrong_value(qtbot: QtBot, theme: Theme) -> None:
    """What cannot be taken stays to be seen until Escape, and nothing is changed by it."""
    volume = _stepper(qtbot, theme, "volume")
    volume.show_value(80)
    edit = volume
    assert edit is not None
    chosen: list[object] = []
    volume.changed.connect(chosen.append)
    for typed in ("loud", "101", "12.5"):
        qtbot.keySequence(edit, QKeySequence(QKeySequence.StandardKey.SelectAll))
        qtbot.keyClicks(edit, typed)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
        volume.show_value(80)
        assert (volume.text(), volume.is_wrong()) == (typed, True)
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert (volume.text(), volume.is_wrong(), chosen) == ("80 %", False, [])


def test_clearing_a_rest_gives_it_back_to_the_plan(qtbot: QtBot, theme: Theme) -> None:
    """An emptied number follows the plan again; where there is no plan the old number stays."""
    rest = _stepper(qtbot, theme, "rest_sets_s")
    rest.show_value(90, (45, 60))
    volume = _stepper(qtbot, theme, "volume")
    volume.show_value(80)
    for stepper in (rest, volume):
        edit = stepper
        assert edit is not None
        qtbot.keySequence(edit, QKeySequence(QKeySequence.StandardKey.SelectAll))
        qtbot.keyClick(edit, Qt.Key.Key_Delete)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (rest.chosen(), rest.text()) == (None, "45–60 s")
    assert (volume.chosen(), volume.text()) == (80, "80 %")


def test_a_pace_keeps_one_decimal_through_many_steps(qtbot: QtBot, theme: Theme) -> None:
    """Ten steps up and ten down end at the same pace, at its ends nothing more happens."""
    pace = _stepper(qtbot, theme, "pace")
    pace.show_value(1.0)
    for _ in range(15):
        pace.stepUp()
    assert pace.text() == "2.0×"
    for _ in range(10):
        pace.stepDown()
    assert pace.chosen() == 1.0


def test_a_value_from_outside_does_not_disturb_typing(qtbot: QtBot, theme: Theme) -> None:
    """While somebody is typing, a refreshed page leaves their digits alone."""
    stepper = _stepper(qtbot, theme, "rest_sets_s")
    stepper.show_value(45)
    edit = stepper
    assert edit is not None
    stepper.activateWindow()
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    edit.selectAll()
    qtbot.keyClicks(edit, "7")
    stepper.show_value(45)
    qtbot.keyClicks(edit, "5")
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert stepper.chosen() == 75


def test_up_and_down_step_the_number(qtbot: QtBot, theme: Theme) -> None:
    """The arrows do what plus and minus do."""
    stepper = _stepper(qtbot, theme, "change_side_s")
    stepper.show_value(8)
    edit = stepper
    assert edit is not None
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    qtbot.keyClick(edit, Qt.Key.Key_Up)
    qtbot.keyClick(edit, Qt.Key.Key_Down)
    assert stepper.chosen() == 9


def test_a_choice_is_open_until_taken_and_enter_takes_it(qtbot: QtBot, theme: Theme) -> None:
    """A question shows no answer of its own; Enter on a choice takes that one."""
    row = ChoiceRow(theme, "Which knee?", ("Left", "Right"))
    qtbot.addWidget(row)
    row.show()
    assert row.choice() is None
    with qtbot.waitSignal(row.chosen) as chosen:
        qtbot.keyClick(row.buttons()[1], Qt.Key.Key_Return)
    assert chosen.args == [1]
    assert row.choice() == 1


def test_arrows_move_between_choices(qtbot: QtBot, theme: Theme) -> None:
    """Once one is taken, the arrow keys take its neighbour and say so."""
    row = ChoiceRow(theme, "Theme", ("System", "Light", "Dark"))
    qtbot.addWidget(row)
    row.show()
    row.show_choice(0)
    row.activateWindow()
    row.buttons()[0].setFocus()
    qtbot.waitUntil(row.buttons()[0].hasFocus)
    with qtbot.waitSignal(row.chosen) as chosen:
        qtbot.keyClick(row.buttons()[0], Qt.Key.Key_Right)
    assert chosen.args == [1]


def test_a_switch_moves_its_knob_and_says_only_what_a_person_did(qtbot: QtBot, theme: Theme) -> None:
    """On is at the right; showing a stored state says nothing, Enter and a click do."""
    switch = Switch(theme, "Sounds")
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    said: list[bool] = []

    def hear(on: bool) -> None:
        said.append(on)

    switch.clicked.connect(hear)
    off = switch.knob_centre().x()
    switch.setChecked(True)
    assert switch.knob_centre().x() > off
    assert said == []
    qtbot.keyClick(switch, Qt.Key.Key_Return)
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert said == [False, True]


def test_a_button_shows_its_key_beside_its_words(qtbot: QtBot, theme: Theme) -> None:
    """The words and the key's frame stand side by side inside of the button, which is 60 high."""
    button = Button(theme, "Start session", ButtonKind.FILLED, key="Space", main=True)
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    assert button.height() == 60
    words, hint = button.text_rect(), button.hint_rect()
    assert 0 < words.left() < words.right() <= hint.left() < hint.right() < button.width()


def test_the_ring_stands_around_what_has_the_focus(qtbot: QtBot, theme: Theme) -> None:
    """Tab shows a ring in the focus colour around the next button, outside of it, and moves it on."""
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    buttons = [Button(theme, text) for text in ("One", "Two")]
    for button in buttons:
        column.addWidget(button)
    FocusRings(theme, window)
    window.show()
    window.activateWindow()
    buttons[0].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(buttons[0].hasFocus)
    (ring,) = parts(window, FocusRing)
    assert ring.geometry().contains(buttons[0].geometry().adjusted(-4, -4, 4, 4))
    edge = (
        window.grab()
        .toImage()
        .pixelColor(buttons[0].geometry().center() + QPoint(0, buttons[0].height() // 2 + 4))
    )
    assert edge == QColor(theme.palette.focus)
    buttons[1].setFocus(Qt.FocusReason.TabFocusReason)
    (moved,) = parts(window, FocusRing)
    assert moved.geometry().contains(buttons[1].geometry())


def test_the_ring_is_never_cut_off_by_a_tight_row(qtbot: QtBot, theme: Theme) -> None:
    """A choice fills its row to the edges; its ring still shows on all four sides, and moves with the row."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    row = ChoiceRow(theme, "Theme", ("Light", "Dark"), window)
    row.move(40, 40)
    FocusRings(theme, window)
    window.show()
    window.activateWindow()
    choice = row.buttons()[0]
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(choice.hasFocus)
    for corner in (QPoint(40, 40), QPoint(90, 70)):
        row.move(corner)
        qtbot.waitUntil(lambda: bool(parts(window, FocusRing)))
        picture = window.grab().toImage()
        middle = choice.rect().center() + corner
        for edge in (
            QPoint(middle.x(), corner.y() - 4),
            QPoint(middle.x(), corner.y() + choice.height() + 3),
            QPoint(corner.x() - 4, middle.y()),
        ):
            assert picture.pixelColor(edge) == QColor(theme.palette.focus)


def test_a_ring_goes_with_its_control_while_its_row_is_laid_out(qtbot: QtBot, theme: Theme) -> None:
    """A row that loses the control with the keyboard may still be moved; the ring is gone with it."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    row = QWidget(window)
    row.setGeometry(10, 10, 120, 50)
    button = Button(theme, "One", parent=row)
    button.setGeometry(row.rect())
    FocusRings(theme, window)
    window.show()
    window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: bool(parts(window, FocusRing)))
    (ring,) = parts(window, FocusRing)
    shiboken6.delete(button)
    row.move(60, 60)
    row.resize(130, 60)
    qtbot.waitUntil(lambda: not shiboken6.isValid(ring))


def test_a_click_takes_no_focus_from_the_page(qtbot: QtBot, theme: Theme) -> None:
    """After a click on a button, Space still belongs to the page."""
    window = QWidget()
    qtbot.addWidget(window)
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button = Button(theme, "Show folder", parent=window)
    window.show()
    window.activateWindow()
    window.setFocus()
    qtbot.waitUntil(window.hasFocus)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.hasFocus()


def test_chips_go_to_the_next_line_when_one_is_full(qtbot: QtBot, theme: Theme) -> None:
    """Three buttons of 100 fit into 320 in one line and into 250 in two."""
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(10, holder)
    for _ in range(3):
        box = QWidget()
        box.setFixedSize(100, 30)
        flow.addWidget(box)
    assert [place.top() for place in flow.places(320)] == [0, 0, 0]
    assert [(place.left(), place.top()) for place in flow.places(250)] == [(0, 0), (110, 0), (0, 40)]
    assert flow.heightForWidth(250) == 70


def test_a_hidden_button_leaves_no_gap(qtbot: QtBot) -> None:
    """With the middle one of three hidden, the last stands where it stood."""
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = Flow(10, holder)
    boxes = [QWidget() for _ in range(3)]
    for box in boxes:
        box.setFixedSize(100, 30)
        flow.addWidget(box)
    middle = flow.places(320)[1]
    boxes[1].hide()
    assert flow.places(320)[2] == middle
    boxes[0].hide()
    assert flow.places(90)[2].topLeft() == QPoint(0, 0)


def test_a_week_shows_short_words_where_the_days_are_narrow(qtbot: QtBot, theme: Theme) -> None:
    """A wide day says "Session 2", a narrow one "2", and the days always fill the width."""
    week = WeekStrip(theme)
    qtbot.addWidget(week)
    mark = DayMark(MarkKind.NEXT, "Session 2", "2")
    week.show_days(
        tuple(Day("Thu", str(number), "Today" if number == 26 else "", (mark,)) for number in range(23, 30))
    )
    for width in (560, 1000):
        week.resize(width, week.sizeHint().height())
        assert week.day_rects()[-1].right() == pytest.approx(width)
    painter = DayPainter(theme)
    assert painter.words_of(mark, 135) == "Session 2"
    assert painter.words_of(mark, 70) == "2"
    week.resize(1000, 80)
    assert not week.is_stacked()
    week.resize(560, 80)
    assert week.is_stacked()


def test_done_sessions_are_told_apart_from_those_to_come(qtbot: QtBot, theme: Theme) -> None:
    """A done cell is green with a check in it, the others are empty."""
    weeks = SixWeeks(theme)
    qtbot.addWidget(weeks)
    weeks.show_weeks((WeekCells("Week 1", (CellState.DONE, CellState.NEXT, CellState.BONUS), True),))
    weeks.resize(200, weeks.sizeHint().height())
    done, coming, _ = weeks.cell_rects(weeks.week_rects()[0], 3)
    picture = weeks.grab().toImage()
    assert picture.pixelColor((done.topLeft() + QPoint(7, 7)).toPoint()) == QColor(theme.palette.done.accent)
    assert picture.pixelColor(coming.center().toPoint()) == QColor(theme.palette.raised)


def test_a_note_grows_with_its_lines_and_closes_with_control_enter(qtbot: QtBot, theme: Theme) -> None:
    """Enter makes a line and the field grows; Ctrl+Enter closes and adds nothing."""
    note = NoteEdit(theme, "Note", "A note")
    qtbot.addWidget(note)
    note.resize(400, 44)
    note.show()
    one_line = note.height()
    qtbot.keyClicks(note, "first")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    qtbot.keyClicks(note, "second")
    assert note.toPlainText() == "first\nsecond"
    assert note.height() > one_line
    with qtbot.waitSignal(note.closed):
        qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert note.toPlainText() == "first\nsecond"


def test_a_control_may_go_away_with_its_ring(qtbot: QtBot, theme: Theme) -> None:
    """When what has the focus is deleted, the next one gets its ring all the same."""
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 300)
    card = QWidget(window)
    card.setGeometry(20, 20, 200, 100)
    going = Button(theme, "Going", parent=card)
    going.move(20, 20)
    staying = Button(theme, "Staying", parent=window)
    staying.move(20, 200)
    FocusRings(theme, window)
    window.show()
    window.activateWindow()
    going.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(going.hasFocus)
    with qtbot.waitSignal(card.destroyed):
        card.deleteLater()
    staying.setFocus(Qt.FocusReason.TabFocusReason)
    (ring,) = parts(window, FocusRing)
    assert ring.geometry().contains(staying.geometry())


@pytest.mark.parametrize(("choice", "shown", "typed"), [("volume", 80, "12.5"), ("pace", 1.0, "1.25")])
def test_more_digits_than_are_kept_are_refused_and_not_rounded(
    qtbot: QtBot, theme: Theme, choice: str, shown: float, typed: str
) -> None:
    """Nothing is taken that was not typed: the sentence says how fine a number may be."""
    stepper = _stepper(qtbot, theme, choice)
    told: list[str] = []
    stepper.refused.connect(told.append)
    stepper.show_value(shown)
    edit = stepper
    assert edit is not None
    qtbot.keySequence(edit, QKeySequence(QKeySequence.StandardKey.SelectAll))
    qtbot.keyClicks(edit, typed)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert stepper.is_wrong()
    assert stepper.chosen() == shown
    assert told[-1].startswith("Only ")
