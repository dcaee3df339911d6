"""The Exercises page as a person uses it: by keys, by mouse, wide and narrow."""

from collections.abc import Iterator
from dataclasses import replace

import page_examples as examples
import pytest
from on_screen import lines, reads, says
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kneetimer.core.preferences import WORDS, Preferences
from kneetimer.figure.body import Build
from kneetimer.figure.catalogue import load_catalogue
from kneetimer.figure.palette import SkinTone
from kneetimer.storage.plans.library import EXERCISE_IDS, kit_label, load_exercises, muscle_label
from kneetimer.ui.exercises.page import ExercisesPage
from kneetimer.ui.exercises.view import AT_HAND, ExercisesView, Filters, exercises_view, found
from kneetimer.ui.figures.figure_look import figure_look
from kneetimer.ui.figures.moving_figure import MovingFigure
from kneetimer.ui.figures.still_figures import KEPT_PIXELS, StillFigures

WIDE = QSize(1072, 800)
NARROW = QSize(816, 640)


class Seconds:
    """A clock that is told the time."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def view_of(*missing: str) -> ExercisesView:
    return exercises_view(
        load_exercises(),
        (examples.PLAN,),
        examples.PLAN,
        1,
        Preferences(missing_kit=missing),
        muscle_label,
        kit_label,
    )


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
def page(qtbot: QtBot, clock: Seconds) -> Iterator[ExercisesPage]:
    page = ExercisesPage(examples.light_theme(), clock)
    qtbot.addWidget(page)
    page.set_look(figure_look(Preferences(), dark=False))
    page.resize(WIDE)
    page.show_view(view_of(), frozenset())
    page.show()
    page.activateWindow()
    qtbot.waitExposed(page)
    page.setFocus()
    yield page
    page.figures.hold(True)


def press(page: ExercisesPage, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(page.window().focusWidget(), key)


def focused_exercise(page: ExercisesPage) -> str:
    assert page.library.grid is not None
    return next((tile.exercise for tile in page.library.grid.shown() if tile.hasFocus()), "")


def test_all_exercises_are_there_and_the_first_is_open(page: ExercisesPage) -> None:
    """Nobody has to look for anything to see everything."""
    assert page.library.shown() == EXERCISE_IDS
    assert page.opened() == "bodyweight-squat"
    steps = load_exercises()["bodyweight-squat"].steps
    assert len(steps) >= 4 and all(says(page.detail, step) for step in steps)


def test_arrows_move_among_tiles_enter_opens_and_escape_goes_back(page: ExercisesPage) -> None:
    """The grid is one stop of the keyboard: three to the right, one row down, and in."""
    press(page, Qt.Key.Key_Down)
    assert focused_exercise(page) == "bodyweight-squat"
    press(page, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert page.library.grid is not None
    columns = page.library.grid.columns(page.library.grid.width())
    below = EXERCISE_IDS[1 + columns]
    assert focused_exercise(page) == below
    assert page.opened() == "bodyweight-squat"
    press(page, Qt.Key.Key_Return)
    assert page.opened() == below
    assert focused_exercise(page) == ""
    press(page, Qt.Key.Key_Escape)
    assert focused_exercise(page) == below


def test_home_and_end_reach_the_first_and_the_last_tile(page: ExercisesPage) -> None:
    """The last tile is scrolled into sight when the keyboard comes to it."""
    press(page, Qt.Key.Key_Down, Qt.Key.Key_End)
    assert focused_exercise(page) == EXERCISE_IDS[-1]
    assert page.library.grid is not None
    tile = page.library.grid.tile(EXERCISE_IDS[-1])
    assert not tile.visibleRegion().isEmpty()
    press(page, Qt.Key.Key_Home)
    assert focused_exercise(page) == EXERCISE_IDS[0]


def test_a_click_opens_a_tile(page: ExercisesPage) -> None:
    """The mouse does what Enter does."""
    assert page.library.grid is not None
    QTest.mouseClick(page.library.grid.tile("glute-bridge"), Qt.MouseButton.LeftButton)
    assert page.opened() == "glute-bridge"


def test_typing_finds_by_name_muscle_kit_and_variant(page: ExercisesPage) -> None:
    """All words have to fit somewhere, in any order and however they are spelled."""
    page.finder.search.setFocus()
    QTest.keyClicks(page.finder.search.edit, "band BRIDGE")
    assert page.library.shown() == ("glute-bridge",)
    assert page.opened() == "glute-bridge"
    press(page, Qt.Key.Key_Escape)
    QTest.keyClicks(page.finder.search.edit, "barbell")
    assert page.library.shown() == ("deadlift",)
    press(page, Qt.Key.Key_Escape)
    QTest.keyClicks(page.finder.search.edit, "calves")
    assert page.library.shown() == ("walking-lunge", "calf-raise")
    press(page, Qt.Key.Key_Down)
    assert focused_exercise(page) == "walking-lunge"


def test_nothing_found_says_so_and_one_press_shows_all_again(page: ExercisesPage) -> None:
    """An empty page never looks broken, and there is a way out of it by Tab and Space."""
    page.finder.search.setFocus()
    QTest.keyClicks(page.finder.search.edit, "swimming")
    assert page.library.shown() == ()
    assert page.opened() == ""
    assert page.library.show_all.isVisible()
    page.library.show_all.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Space)
    assert page.library.shown() == EXERCISE_IDS
    assert page.finder.search.text() == ""
    assert page.detail.isVisible()


def test_filters_are_taken_from_their_lists_by_keys(page: ExercisesPage) -> None:
    """Enter opens the list, arrows and Enter take an entry; two filters work together."""
    page.finder.muscle.setFocus(Qt.FocusReason.TabFocusReason)
    press(page, Qt.Key.Key_Return)
    menu = page.finder.muscle.menu()
    assert menu.isVisible()
    while menu.activeAction() is None or menu.activeAction().text() != "Hamstrings":
        QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert page.finder.muscle.text() == "Hamstrings"
    assert "clamshell" not in page.library.shown()
    before = page.library.shown()
    page.finder.kit.showMenu()
    action = next(a for a in page.finder.kit.menu().actions() if a.text() == "Barbell")
    page.finder.kit.menu().setActiveAction(action)
    QTest.keyClick(page.finder.kit.menu(), Qt.Key.Key_Return)
    assert page.library.shown() == ("deadlift",)
    assert set(page.library.shown()) < set(before)


def test_a_wide_word_for_a_muscle_finds_its_parts() -> None:
    """Who looks for glutes also finds what works the gluteus medius."""
    ids = [entry.id for entry in found(view_of(), Filters(muscle="glutes"), frozenset())]
    assert {"clamshell", "glute-bridge", "step-up", "side-leg-raise"} <= set(ids)
    assert "calf-raise" not in ids


def test_the_plan_filter_shows_what_the_plan_has() -> None:
    """Ten of the exercises in the gym are not in the plan for home."""
    ids = [entry.id for entry in found(view_of(), Filters(plan="six-week-knee"), frozenset())]
    assert "clamshell" in ids
    assert "leg-press" not in ids


def test_only_what_i_have_leaves_out_what_needs_missing_kit() -> None:
    """What is marked as missing is left out, whether one piece of an exercise's kit is missing or all."""
    missing = frozenset({"mini-band"})
    ids = {entry.id for entry in found(view_of("mini-band"), Filters(kit=AT_HAND), missing)}
    assert set(EXERCISE_IDS) - ids == {"clamshell", "lateral-band-walk"}


def test_marking_kit_as_missing_asks_for_it_and_the_page_then_says_what_changes(
    page: ExercisesPage, qtbot: QtBot
) -> None:
    """The button beside the mini band says that it is missing; the tile and the plan's line follow."""
    page.open_exercise("clamshell")
    with qtbot.waitSignal(page.kit_marked) as marked:
        page.detail.kit_buttons["mini-band"].setFocus(Qt.FocusReason.TabFocusReason)
        press(page, Qt.Key.Key_Space)
    assert marked.args == ["mini-band", True]
    page.show_view(view_of("mini-band"), frozenset({"mini-band"}))
    assert page.library.grid is not None
    assert page.library.grid.tile("clamshell").accessibleDescription().endswith(". Missing: Mini band")
    entry = page.detail.entry()
    assert entry is not None
    assert entry.in_plan == "In your plan you do Side leg raises instead."
    assert page.detail.kit_buttons["mini-band"].hasFocus()
    with qtbot.waitSignal(page.kit_marked) as marked:
        press(page, Qt.Key.Key_Space)
    assert marked.args == ["mini-band", False]


def test_a_variant_changes_the_figure_the_note_and_the_kit(page: ExercisesPage) -> None:
    """Goblet squats show a weight, say how it is held, and need a dumbbell."""
    page.open_exercise("bodyweight-squat")
    goblet = page.detail.ways.buttons()[1]
    QTest.mouseClick(goblet, Qt.MouseButton.LeftButton)
    way = page.detail.way()
    assert way is not None
    assert (way.id, list(page.detail.kit_buttons)) == ("goblet", ["dumbbell"])
    page.open_exercise("glute-bridge")
    page.open_exercise("bodyweight-squat")
    way = page.detail.way()
    assert way is not None and way.id is None


def test_a_front_view_is_offered_where_there_is_one(page: ExercisesPage) -> None:
    """Squats have a picture from the front, calf raises have none."""
    assert load_catalogue().has("bodyweight-squat", None, "front")
    page.open_exercise("bodyweight-squat")
    assert page.detail.views.isVisible()
    page.open_exercise("calf-raise")
    assert not page.detail.views.isVisible()


def test_sides_are_offered_where_an_exercise_has_sides(page: ExercisesPage) -> None:
    """The left leg is shown when it is asked for, and a screen reader hears which it is."""
    page.open_exercise("clamshell")
    QTest.mouseClick(page.detail.sides.buttons()[0], Qt.MouseButton.LeftButton)
    assert page.detail.moving.figure.accessibleName() == "Figure: Clamshells, left leg"
    page.open_exercise("glute-bridge")
    assert not page.detail.sides.isVisible()


def moves(figure: MovingFigure) -> bool:
    """Whether its clock runs."""
    clocks = figure.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return any(clock.isActive() for clock in clocks)


def test_the_figure_moves_at_the_tempo_while_it_is_seen(page: ExercisesPage, clock: Seconds) -> None:
    """Half-way down after one of two seconds; nothing runs once the page is hidden."""
    moving = page.detail.moving
    assert moves(moving)
    start = moving.figure.grab().toImage()
    clock.now += 1.0
    moving.show_now()
    assert moving.figure.grab().toImage() != start
    clock.now += 3.0
    moving.show_now()
    assert moving.figure.grab().toImage() == start
    page.hide()
    assert not moves(moving)
    page.show()
    assert moves(moving)


def test_after_some_reps_the_figure_rests_until_something_else_is_shown(
    page: ExercisesPage, clock: Seconds
) -> None:
    """Nothing is painted for who reads on; another exercise moves again, and so does this one when asked."""
    moving = page.detail.moving
    clock.now += 60.0
    moving.show_now()
    assert not moves(moving)
    assert page.detail.play.text() == "Play"
    page.open_exercise("clamshell")
    assert moves(moving)
    assert page.detail.play.text() == "Pause"
    clock.now += 60.0
    moving.show_now()
    QTest.mouseClick(page.detail.play, Qt.MouseButton.LeftButton)
    assert moves(moving)


def test_behind_another_window_the_figure_stands_still_and_goes_on_afterwards(
    page: ExercisesPage, clock: Seconds, qtbot: QtBot
) -> None:
    """However long the other window had the keyboard: its reps begin anew, and it rests only after these."""
    moving = page.detail.moving
    start = moving.figure.grab().toImage()
    clock.now += 1.0
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not moves(moving))
    clock.now += 600.0
    page.activateWindow()
    qtbot.waitUntil(lambda: moves(moving))
    moving.show_now()
    assert moves(moving) and moving.figure.grab().toImage() == start
    clock.now += 60.0
    moving.show_now()
    assert not moves(moving)


def test_the_movement_can_be_stopped_and_started(page: ExercisesPage) -> None:
    """What moves can be stopped, by its button."""
    QTest.mouseClick(page.detail.play, Qt.MouseButton.LeftButton)
    assert not moves(page.detail.moving)
    assert page.detail.play.text() == "Play"
    QTest.mouseClick(page.detail.play, Qt.MouseButton.LeftButton)
    assert moves(page.detail.moving)


def test_with_less_motion_the_figure_waits_to_be_asked(page: ExercisesPage) -> None:
    """Nothing on the page moves by itself, and Play still shows the movement."""
    page.detail.moving.set_reduced_motion(True)
    assert not moves(page.detail.moving)
    QTest.mouseClick(page.detail.play, Qt.MouseButton.LeftButton)
    assert moves(page.detail.moving)


def test_in_a_narrow_window_the_open_exercise_takes_the_place_of_the_tiles(page: ExercisesPage) -> None:
    """Enter opens it alone, Escape brings the tiles back with the keyboard at the same one."""
    page.resize(NARROW)
    assert page.is_narrow()
    assert page.opened() == ""
    press(page, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return)
    assert page.opened() == EXERCISE_IDS[1]
    assert page.library.grid is not None and not page.library.grid.isVisible()
    press(page, Qt.Key.Key_Escape)
    assert page.library.grid.isVisible()
    assert focused_exercise(page) == EXERCISE_IDS[1]


def test_in_a_narrow_window_nothing_found_is_said_whatever_is_open(page: ExercisesPage) -> None:
    """A thing is ticked off elsewhere while the one exercise that was found is open alone."""
    page.resize(NARROW)
    next(a for a in page.finder.kit.menu().actions() if a.text() == "Only what I have").trigger()
    QTest.keyClicks(page.finder.search.edit, "terminal")
    page.open_exercise(page.library.shown()[0])
    assert page.detail.isVisible() and not page.library.isVisible()
    page.show_view(view_of(), frozenset({"long-band"}))
    assert reads(page, "Nothing found") and page.finder.isVisible()


def test_practice_is_asked_for_by_key_and_by_button(page: ExercisesPage, qtbot: QtBot) -> None:
    """P and the filled button mean the way that is shown."""
    page.open_exercise("single-leg-rdl")
    with qtbot.waitSignal(page.practise_requested) as asked:
        press(page, Qt.Key.Key_P)
    assert asked.args == ["single-leg-rdl", None]
    QTest.mouseClick(page.detail.ways.buttons()[1], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.practise_requested) as asked:
        QTest.mouseClick(page.detail.practise, Qt.MouseButton.LeftButton)
    assert asked.args == ["single-leg-rdl", "supported"]


def test_typing_a_p_in_the_search_starts_nothing(page: ExercisesPage, qtbot: QtBot) -> None:
    """Letters that are typed are searched for."""
    page.finder.search.setFocus()
    with qtbot.assertNotEmitted(page.practise_requested):
        QTest.keyClicks(page.finder.search.edit, "press")
    assert page.library.shown() == ("leg-press",)


def test_slash_and_the_find_key_go_to_the_search(page: ExercisesPage) -> None:
    """The search is one key away, from a tile and from an open exercise in a narrow window."""
    press(page, Qt.Key.Key_Slash)
    assert page.finder.search.edit.hasFocus()
    page.resize(NARROW)
    page.open_exercise("clamshell")
    page.setFocus()
    QTest.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page.finder.search.edit.hasFocus()


def test_pictures_come_one_piece_at_a_time(qtbot: QtBot) -> None:
    """Asking for twenty pictures draws none of them at once; afterwards each is there and kept."""
    figures = StillFigures()
    figures.set_look(figure_look(Preferences(), dark=False))
    size = QSize(120, 96)
    assert [figures.picture(name, size, 1.0) for name in EXERCISE_IDS] == [None] * len(EXERCISE_IDS)
    drawn: list[str] = []
    figures.drawn.connect(drawn.append)
    for _ in range(5):
        figures.draw_a_piece()
    assert drawn == [EXERCISE_IDS[0]]
    picture = figures.picture(EXERCISE_IDS[0], size, 1.0)
    assert picture is not None and not picture.isNull()
    figures.hold(True)
    assert not figures.is_drawing
    figures.set_look(figure_look(Preferences(), dark=True))
    assert figures.picture(EXERCISE_IDS[0], size, 1.0) is None


def test_a_window_that_is_dragged_wider_keeps_no_picture_of_each_size(qtbot: QtBot) -> None:
    """Of a picture in ever greater sizes the first are let go, and what is asked for again stays."""
    figures = StillFigures()
    figures.set_look(figure_look(Preferences(), dark=False))

    def drawn(size: QSize) -> None:
        while figures.picture("wall-sit", size, 1.0) is None:
            figures.draw_a_piece()

    drawings: list[str] = []
    figures.drawn.connect(drawings.append)
    small, sizes = QSize(120, 96), [QSize(2000 + step, 1600) for step in range(8)]
    for size in (small, *sizes):
        drawn(size)
        drawn(small)
    assert len(drawings) == 1 + len(sizes)
    kept = [size for size in (small, *sizes) if figures.picture("wall-sit", size, 1.0) is not None]
    assert kept[0] == small and kept[-1] == sizes[-1]
    assert sum(size.width() * size.height() for size in kept) <= KEPT_PIXELS


def test_the_words_for_figures_are_those_that_figures_know() -> None:
    """Every body shape and skin tone that can be stored can be drawn, and no other is missing."""
    assert set(WORDS["body_shape"]) == {build.value for build in Build}
    assert set(WORDS["skin_tone"]) == {tone.value for tone in SkinTone}
    look = figure_look(replace(Preferences(), body_shape="b", skin_tone="dark"), dark=False)
    assert look != figure_look(Preferences(), dark=False)


def test_the_figure_stays_while_the_words_are_scrolled_by_keys(page: ExercisesPage, qtbot: QtBot) -> None:
    """Beside the words the figure does not move; Page Down reads on to the kit, and Page Up back."""
    page.resize(NARROW)
    page.open_exercise("lateral-band-walk")
    page.detail.play.setFocus()
    kit = page.detail.kit_buttons["mini-band"]
    figure = page.detail.moving
    qtbot.waitUntil(lambda: kit.isVisible() and kit.visibleRegion().isEmpty())
    place = figure.mapTo(page, figure.rect().topLeft())
    QTest.keyClick(page.detail.play, Qt.Key.Key_PageDown)
    assert not kit.visibleRegion().isEmpty()
    assert figure.mapTo(page, figure.rect().topLeft()) == place
    QTest.keyClick(page.detail.play, Qt.Key.Key_PageUp)
    assert kit.visibleRegion().isEmpty()


def test_a_wrong_weight_says_why_until_another_exercise_is_looked_at(page: ExercisesPage) -> None:
    """The sentence stays while the page is shown anew; another exercise has neither it nor what was typed."""
    page.open_exercise("bodyweight-squat")
    load = page.detail.load
    load.kg.selectAll()
    QTest.keyClicks(load.kg, "abc")
    QTest.keyClick(load.kg, Qt.Key.Key_Return)
    page.open_exercise("bodyweight-squat")
    assert load.kg.text() == "abc" and reads(load, "“abc” is not a number.")
    page.open_exercise("glute-bridge")
    assert load.kg.text() != "abc" and not reads(load, "abc")


def test_a_wrong_weight_goes_with_the_way_that_has_none(page: ExercisesPage) -> None:
    """With a band the sentence about kilograms is gone, and it does not come back with the weight."""
    page.open_exercise("glute-bridge")
    load, ways = page.detail.load, page.detail.ways.buttons()
    told, weight = lines(load), load.kg.text()
    load.kg.selectAll()
    QTest.keyClicks(load.kg, "abc")
    QTest.keyClick(load.kg, Qt.Key.Key_Return)
    assert reads(load, "“abc” is not a number.")
    QTest.mouseClick(ways[1], Qt.MouseButton.LeftButton)
    assert load.bands.isVisible() and not reads(load, "abc")
    QTest.mouseClick(ways[0], Qt.MouseButton.LeftButton)
    assert (lines(load), load.kg.text()) == (told, weight)


def test_tab_goes_through_the_detail_from_top_to_bottom(page: ExercisesPage, qtbot: QtBot) -> None:
    """Movement, ways, weight, kit, practice: each comes into sight when the keyboard reaches it."""
    page.resize(NARROW)
    page.open_exercise("glute-bridge")
    detail = page.detail
    detail.play.setFocus()
    passed = []
    for _ in range(4):
        QTest.keyClick(page.window().focusWidget(), Qt.Key.Key_Tab)
        passed.append(page.window().focusWidget())
        assert not passed[-1].visibleRegion().isEmpty()
    kit = detail.kit_buttons.values()
    assert passed == [detail.ways.buttons()[0], detail.load.kg, *kit, detail.practise]
