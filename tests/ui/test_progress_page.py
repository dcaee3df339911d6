"""The Progress page: what it shows of a history, how it is read, saved and corrected."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from on_screen import actions, button, lines, numbers_of, part, parts, reads, says, type_over, use
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication, QImage, QPainter, QWheelEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from stored_sessions import records_of

from kneetimer.core.outlook import outlook_of
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.preferences import ThemeChoice as Choice
from kneetimer.core.record import Answered, SetEdit
from kneetimer.core.run import Run, RunKind
from kneetimer.core.session_edit import AddedSession, SessionEdit
from kneetimer.program import demo
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.ui.controls.choice_row import ChoiceRow
from kneetimer.ui.controls.stepper import Stepper
from kneetimer.ui.controls.text import Text
from kneetimer.ui.controls.zero_to_ten import ZeroToTen
from kneetimer.ui.progress import chart_words, words
from kneetimer.ui.progress.charts.number_table import NumberTable
from kneetimer.ui.progress.charts.plot import Plot
from kneetimer.ui.progress.charts.values import BarStyle, CalendarMark, ChartZone
from kneetimer.ui.progress.insight_cards import SideBars, TrendLine
from kneetimer.ui.progress.page import ProgressPage
from kneetimer.ui.progress.session_sheet import edit_of
from kneetimer.ui.progress.view import HoldChoice, ProgressView, progress_view
from kneetimer.ui.shell.palette import DARK, LIGHT
from kneetimer.ui.shell.theme import Theme, load_fonts

EXERCISES = load_exercises()
PLAN = load_plan("six-week-knee")
NOW = datetime(2026, 11, 12, 20, tzinfo=UTC)
DEMO = demo.demo_of(PLAN, EXERCISES, date(2026, 10, 12), list(demo.STORY))
RECORDS = records_of(DEMO)


def view_of(runs: tuple[Run, ...] = (), *, empty: bool = False) -> ProgressView:
    records, checks = ([], ()) if empty else (RECORDS, DEMO.checks)
    due = outlook_of(PLAN, Preferences(), records, EXERCISES, NOW, runs, checks).due
    coming = (due.week, due.session)
    return progress_view(records, checks, runs, PLAN, Preferences(), NOW, exercises=EXERCISES, coming=coming)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    load_fonts()
    made = Theme()
    made.choose(Choice.LIGHT, high_contrast=False, text_size=100)
    return made


def opened(qtbot: QtBot, theme: Theme, view: ProgressView, *, can_edit: bool = True) -> ProgressPage:
    """The page on the screen with all of its charts drawn."""
    page = ProgressPage(theme, can_edit=can_edit)
    qtbot.addWidget(page)
    page.resize(1072, 800)
    page.show_view(view)
    with qtbot.waitSignal(page.drawn):
        page.show()
    return page


def place_of(plot: Plot, x: float, y: float) -> QPoint:
    """Where a point of the axes lies in the widget."""
    place: QPoint = plot.mapFromScene(plot.box.mapViewToScene(QPointF(x, y)))
    return place


def x_range(plot: Plot) -> tuple[float, float]:
    """The part of the x axis that is shown."""
    left, right = plot.box.viewRange()[0]
    return left, right


def number(within: QWidget, words: str) -> Stepper:
    (found,) = [each for each in within.findChildren(Stepper) if each.accessibleName() == words]
    return found


def test_opening_the_program_does_not_load_the_chart_library() -> None:
    """Importing and building the page leaves pyqtgraph and numpy alone: start-up does not pay for them."""
    script = (
        "import sys; from kneetimer.ui.progress.page import ProgressPage;"
        "from PySide6.QtWidgets import QApplication; from kneetimer.ui.shell.theme import Theme;"
        "app = QApplication([]); page = ProgressPage(Theme());"
        "print([name for name in ('pyqtgraph', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_headline_says_the_weeks_in_words(qtbot: QtBot, theme: Theme) -> None:
    """Seven of the eight planned sessions, two beyond, and the open week apart."""
    page = opened(qtbot, theme, view_of())
    said = page.header.headline.text()
    assert said == "7 of 8 planned sessions in four weeks, and two more. One so far this week."


def test_a_week_is_called_by_what_the_table_and_the_plan_call_its_sessions() -> None:
    """Two weeks of the plan in one calendar week are both named, one of nothing but dates has only these."""
    chart = view_of().sessions
    assert [reading.words.partition(":")[0] for reading in chart.readings] == [
        "Week 1, 12 to 18 Oct",
        "Week 2, 19 to 25 Oct",
        "Week 3, 26 Oct to 1 Nov",
        "Weeks 3 and 4, 2 to 8 Nov",
        "Week 4, 9 to 15 Nov",
        "16 to 22 Nov",
    ]
    assert [tick.text for tick in chart.x_ticks] == ["1", "2", "3", "3–4", "4", "16 Nov"]
    assert chart.note.startswith("Weeks of the plan.")


def test_one_sentence_stands_at_the_top_and_the_proof_below_it(qtbot: QtBot, theme: Theme) -> None:
    """The rule's sentence with its numbers, both sides with the gap in words, and a line an exercise."""
    page = opened(qtbot, theme, view_of())
    assert page.insight.title.text() == "Wall sit: your hold grew"
    assert page.insight.numbers.text() == "16 s in the first session, 26 s in the last."
    sides = [text.text() for text in page.sides.findChildren(Text) if text.isVisible()]
    assert sides[2:6] == ["Terminal knee extensions", "215", "225", "left 10 fewer"]
    spoken = {bars.accessibleName() for bars in page.sides.findChildren(SideBars)}
    assert "Clamshells: left 230, right 240, left 10 fewer" in spoken
    assert len(page.trends.findChildren(TrendLine)) == 4
    button(page.trends, "Show all eight").click()
    qtbot.waitUntil(
        lambda: (
            "Wall sit: 52 of 52 s, whole dose, 2 in a row"
            in [line.accessibleName() for line in page.trends.findChildren(TrendLine) if line.isVisible()]
        )
    )


def test_before_three_sessions_nothing_is_compared(qtbot: QtBot, theme: Theme) -> None:
    """The place of the sentence says from when on there is one; no empty panels stand below it."""
    page = opened(qtbot, theme, view_of(empty=True))
    assert page.insight.numbers.text() == "After three sessions there is something to compare."
    assert page.insight.title.isHidden() and page.sides.isHidden() and page.trends.isHidden()


def test_a_week_without_a_session_so_far_is_said_in_english() -> None:
    """On the Monday after, nothing of the new week is done: none, not no."""
    monday = datetime(2026, 11, 16, 8, tzinfo=UTC)
    view = progress_view(RECORDS, DEMO.checks, (), PLAN, Preferences(), monday, exercises=EXERCISES)
    assert view.headline.endswith(" None so far this week.")


def test_weeks_show_whole_and_partial_sessions_and_the_open_week() -> None:
    """A partial session is a half-filled box on the whole ones; the open week is hatched, the next a line."""
    chart = view_of().sessions
    partial = [bar for bar in chart.bars if bar.style is BarStyle.PARTIAL]
    assert [(bar.x, bar.low, bar.high) for bar in partial] == [(3, 2, 3)]
    assert [(bar.x, bar.high) for bar in chart.bars if bar.style is BarStyle.FULL] == [
        (0, 3), (1, 2), (2, 1), (3, 2), (4, 1),
    ]  # fmt: skip
    assert [bar.x for bar in chart.bars if bar.style is BarStyle.EMPTY] == [5]
    assert [(column.left, column.right) for column in chart.columns] == [(3.5, 4.5)]
    assert [(zone.low, zone.high) for zone in chart.zones] == [(2, 3)]


def test_zones_follow_the_limits_that_were_set() -> None:
    """Somebody more cautious than the defaults sees their own borders, named."""
    careful = Preferences().with_(knee_fine=1, knee_stop=4)
    view = progress_view(RECORDS, DEMO.checks, (), PLAN, careful, NOW, exercises=EXERCISES)
    assert [(zone.low, zone.high, zone.name) for zone in view.knee_chart(Knee.LEFT).zones] == [
        (0, 1, "fine"), (1, 4, "same dose"), (4, 10, "stop"),
    ]  # fmt: skip


def test_no_line_is_told_by_its_colour_alone() -> None:
    """Lines of one chart differ in their dashes or marks, left and right in their shapes."""
    view = view_of()
    knee = view.knee_chart(Knee.LEFT)
    charts = (knee, view.holds(HoldChoice("quad-stretch")), view.dose(view.dose_choices[6]))
    for chart in charts:
        looks = [(key.style, key.hatched, key.dash, key.mark) for key in chart.keys]
        assert len(set(looks)) == len(looks)
        assert len(looks) > 1


def test_an_empty_history_shows_frames_and_no_made_up_data(qtbot: QtBot, theme: Theme) -> None:
    """Six empty weeks, one sentence each, and not a single session."""
    view = view_of(empty=True)
    page = opened(qtbot, theme, view)
    assert page.header.headline.text() == str(words.NOTHING_YET)
    for card in page.chart_cards():
        assert lines(card)[-1].endswith(".")
    assert {bar.style for bar in view.sessions.bars} == {BarStyle.EMPTY}
    assert len(view.sessions.bars) == 6
    assert page.table.row_texts() == []


def test_the_arrows_read_out_exact_values(qtbot: QtBot, theme: Theme) -> None:
    """Right goes from week to week, Escape goes back to the chart's own sentence."""
    page = opened(qtbot, theme, view_of())
    plot = part(page.sessions, Plot)
    sentence = lines(page.sessions)[-1]
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    qtbot.keyClick(plot, Qt.Key.Key_Right)
    assert says(page.sessions, "Week 2, 19 to 25 Oct: two sessions.")
    assert plot.accessibleDescription() == "Week 2, 19 to 25 Oct: two sessions."
    qtbot.keyClick(plot, Qt.Key.Key_End)
    assert says(page.sessions, "16 to 22 Nov: still to come.")
    qtbot.keyClick(plot, Qt.Key.Key_Escape)
    assert says(page.sessions, sentence)


def test_the_mouse_reads_out_what_is_under_it(qtbot: QtBot, theme: Theme) -> None:
    """Over the fourth week's bar its sessions are said."""
    page = opened(qtbot, theme, view_of())
    plot = part(page.sessions, Plot)
    qtbot.mouseMove(plot.viewport(), place_of(plot, 3.1, 1.0))
    expected = "Weeks 3 and 4, 2 to 8 Nov: two sessions and one partial."
    qtbot.waitUntil(lambda: says(page.sessions, expected))


def test_the_wheel_scrolls_the_page_and_zooms_only_when_asked_to(qtbot: QtBot, theme: Theme) -> None:
    """The chart leaves the wheel alone until zooming is switched on, and is whole again when off."""
    page = opened(qtbot, theme, view_of())
    plot = part(page.sessions, Plot)
    whole = x_range(plot)

    def turn_wheel() -> bool:
        middle = QPointF(plot.viewport().rect().center())
        event = QWheelEvent(
            middle, plot.mapToGlobal(middle), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(plot.viewport(), event)
        return bool(x_range(plot) == whole)

    assert turn_wheel()
    actions(page, words.more_of(str(words.SESSIONS_TITLE)))[str(words.ZOOM)].trigger()
    assert not turn_wheel()
    actions(page, words.more_of(str(words.SESSIONS_TITLE)))[str(words.ZOOM)].trigger()
    assert x_range(plot) == pytest.approx(whole)


def table_row(table: NumberTable, row: int) -> tuple[str, ...]:
    """The cells of a row as they stand."""
    return tuple(item.text() for at in range(table.columnCount()) if (item := table.item(row, at)))


def test_every_chart_can_be_read_as_a_table(qtbot: QtBot, theme: Theme) -> None:
    """The same numbers in rows, for people who do not see the chart, and the chart again."""
    page = opened(qtbot, theme, view_of())
    for card in (*page.chart_cards(), page.calendar):
        card.toggle_table()
        assert card.shows_table()
        (table,) = parts(card, NumberTable)
        assert [table_row(table, row) for row in range(table.rowCount())] == numbers_of(card)[1:]
        assert table.rowCount() > 0
        card.toggle_table()
        assert not card.shows_table()
    assert numbers_of(page.sessions)[4] == ("Weeks 3 and 4, 2 to 8 Nov", "2", "1", "3", "")


def test_no_column_of_the_numbers_is_cut(qtbot: QtBot, theme: Theme) -> None:
    """Where all of them fit they fill the table; in a narrow one each keeps its words, and it scrolls."""
    table = NumberTable(theme)
    qtbot.addWidget(table)
    table.resize(300, 200)
    table.show_numbers("Sessions", view_of().sessions.numbers)
    table.show()
    assert table.columnWidth(0) >= table.sizeHintForColumn(0)
    assert table.horizontalScrollBar().maximum() > 0
    table.resize(900, 200)
    columns = range(table.columnCount())
    assert sum(map(table.columnWidth, columns)) == table.viewport().width()
    assert table.horizontalScrollBar().maximum() == 0


def test_a_chart_is_saved_as_png_and_svg(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    """The pictures have the chart's own title, numbers and colours."""
    page = opened(qtbot, theme, view_of())
    before = os.umask(0)
    try:
        page.sessions.save_picture(tmp_path / "weeks.png")
        page.sessions.save_picture(tmp_path / "weeks.svg")
    finally:
        os.umask(before)
    if os.name == "posix":  # it shows how a knee is, and is closed to others whatever the umask
        assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o600}
    image = QImage(str(tmp_path / "weeks.png"))
    done = QColor(LIGHT.done.accent)
    colours = [
        image.pixelColor(x, y) for x in range(0, image.width(), 4) for y in range(0, image.height(), 4)
    ]
    assert colours.count(done) > 200
    for card in (*page.chart_cards(), page.calendar):
        title = lines(card)[0]
        file = tmp_path / f"{title}.svg"
        card.save_picture(file)
        texts = [text for text in ElementTree.parse(file).getroot().itertext() if text.strip()]
        assert any(title in text for text in texts)
    weeks = ElementTree.parse(tmp_path / "Sessions a week.svg").getroot().itertext()
    assert {"1", "3–4", "16 Nov", "4"} <= {text.strip() for text in weeks}


def test_shapes_of_an_svg_file_are_in_its_own_coordinates(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    """Office programs stretch pens with their shapes, so no shape is stretched; bars stand where they are."""
    page = opened(qtbot, theme, view_of())
    page.sessions.save_picture(tmp_path / "weeks.svg")
    groups = ElementTree.parse(tmp_path / "weeks.svg").getroot().iter("{http://www.w3.org/2000/svg}g")
    moves = [group.get("transform", "matrix(1,0,0,1,0,0)") for group in groups]
    assert {move.split(",")[:4] == ["matrix(1", "0", "0", "1"] for move in moves} == {True}
    saved, drawn = QImage(400, 400, QImage.Format.Format_RGB32), page.sessions.picture().as_image()
    renderer = QSvgRenderer(str(tmp_path / "weeks.svg"))
    with QPainter(saved) as painter:
        renderer.render(painter)
    done = QColor(LIGHT.done.accent)
    shares = [
        sum(image.pixelColor(x, y) == done for x in range(image.width()) for y in range(image.height()))
        / (image.width() * image.height())
        for image in (saved, drawn)
    ]
    assert shares[0] == pytest.approx(shares[1], rel=0.05)


def test_a_picture_that_cannot_be_saved_is_said(qtbot: QtBot, theme: Theme, tmp_path: Path) -> None:
    """A folder that is not there is named under the chart instead of passed over."""
    page = opened(qtbot, theme, view_of())
    for name in ("weeks.png", "weeks.svg"):
        page.sessions.show_reading("")
        page.sessions.save_picture(tmp_path / "missing" / name)
        assert reads(page.sessions, name)


def test_numbers_and_picture_can_be_copied(qtbot: QtBot, theme: Theme) -> None:
    """A spreadsheet takes the numbers as lines parted by tabs, a letter takes the picture."""
    page = opened(qtbot, theme, view_of())
    offered = actions(page, words.more_of(str(words.LOAD_TITLE)))
    offered[str(words.COPY_NUMBERS)].trigger()
    first, second = QGuiApplication.clipboard().text().splitlines()[:2]
    assert first.split("\t") == ["Week", "Sum", "Rated", "Not rated"]
    assert second.startswith("Week 1, 12 to 18 Oct\t")
    offered[str(words.COPY_PICTURE)].trigger()
    assert QGuiApplication.clipboard().image().width() > 400


def test_charts_change_with_the_theme(qtbot: QtBot, theme: Theme) -> None:
    """Going dark with the page open repaints bars and ground."""
    page = opened(qtbot, theme, view_of())
    plot = part(page.sessions, Plot)
    bar, ground = place_of(plot, 0.0, 0.5), place_of(plot, 1.5, 0.5)
    for palette, choice in ((LIGHT, Choice.LIGHT), (DARK, Choice.DARK)):
        theme.choose(choice, high_contrast=False, text_size=100)
        picture = plot.grab().toImage()
        assert picture.pixelColor(bar) == QColor(palette.done.accent)
        assert picture.pixelColor(ground) == QColor(palette.surface)


@pytest.mark.parametrize("choice", [Choice.LIGHT, Choice.DARK])
@pytest.mark.parametrize(("least", "most"), [(2, 3), (2, 2)])
def test_the_band_of_the_plan_is_told_in_high_contrast(
    qtbot: QtBot, theme: Theme, choice: Choice, least: int, most: int
) -> None:
    """There it has no tint but edges in the colour of what was done, and the words name no shade."""
    theme.choose(choice, high_contrast=True, text_size=100)
    page = opened(qtbot, theme, view_of())
    plot = part(page.sessions, Plot)
    bare = replace(view_of().sessions, bars=(), columns=(), zones=(ChartZone(least, most, "done"),))
    plot.show_view(bare)
    picture = plot.grab().toImage()
    edge = QColor(theme.palette.done.accent)

    def edged(level: float) -> int:
        middle = place_of(plot, 0, level).y()
        left, right = (place_of(plot, x, level).x() for x in x_range(plot))
        return max(
            sum(picture.pixelColor(x, y) == edge for x in range(left, right))
            for y in range(middle - 2, middle + 3)
        )

    assert edged(least) > 80 and edged(most) > 80
    assert edged(1) == 0
    told = chart_words.sessions_note(least, most, 1)
    assert told.endswith("Band: its 2 to 3 a week" if most > least else "Line: its 2 a week")


def test_another_span_changes_every_chart(qtbot: QtBot, theme: Theme) -> None:
    """Twelve weeks are chosen once and stay chosen when the history changes."""
    page = opened(qtbot, theme, view_of())
    page.header.range.menu().actions()[1].trigger()
    for _ in range(2):
        assert len(numbers_of(page.sessions)) == len(numbers_of(page.load)) == 1 + 12
        page.show_view(view_of())


def test_the_dose_of_one_exercise_shows_left_beside_right(qtbot: QtBot, theme: Theme) -> None:
    """Clamshells have two bars a week, and the gap is said in reps."""
    page = opened(qtbot, theme, view_of())
    button = page.dose.choice
    assert button is not None
    names = [action.text() for action in button.menu().actions()]
    button.menu().actions()[names.index("Clamshells")].trigger()
    assert says(page.dose, "470 of 480 reps, 98%. Left 230 of 240, right 240 of 240: 10 reps apart.")
    assert numbers_of(page.dose)[0][3:] == (
        "Left done",
        "Left prescribed",
        "Right done",
        "Right prescribed",
    )


def test_the_table_is_sorted_by_any_column(qtbot: QtBot, theme: Theme) -> None:
    """The newest first to begin with; by effort the hardest first, equal ones newest first."""
    page = opened(qtbot, theme, view_of())
    assert page.table.row_texts()[0] == (
        "Tue 10 Nov", "Week 4, session 2", "45 min", "294", "3:52", "6", "1 → 2",
    )  # fmt: skip
    page.table.sortByColumn(5, Qt.SortOrder.DescendingOrder)
    hardest = [(row[0], row[5]) for row in page.table.row_texts()[:3]]
    assert hardest == [("Wed 4 Nov", "7"), ("Thu 29 Oct", "7"), ("Tue 10 Nov", "6")]
    page.table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    reps = [int(row[3]) for row in page.table.row_texts()]
    assert reps == sorted(reps)


def test_the_table_is_sorted_and_copied_without_a_mouse(qtbot: QtBot, theme: Theme) -> None:
    """Its menu sorts by each column, the other way round when asked again, and copies what is shown."""
    page = opened(qtbot, theme, view_of())
    offered = actions(page, words.more_of(str(words.TABLE_TITLE)))
    offered["Sort by reps"].trigger()
    reps = [int(row[3]) for row in page.table.row_texts()]
    assert reps == sorted(reps, reverse=True)
    offered["Sort by reps"].trigger()
    assert [int(row[3]) for row in page.table.row_texts()] == sorted(reps)
    offered[str(words.COPY_NUMBERS)].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == [str(column) for column in words.SESSION_COLUMNS]
    assert [tuple(line.split("\t")) for line in lines[1:]] == page.table.row_texts()


def test_a_row_is_opened_by_a_click_and_by_enter(qtbot: QtBot, theme: Theme) -> None:
    """Both show the session of that row."""
    page = opened(qtbot, theme, view_of())
    place = page.table.visualRect(page.table.model().index(2, 1)).center()
    with qtbot.waitSignal(page.sheets.opened) as said:
        qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert said.args == [page.table.session_at(2)]
    with qtbot.waitSignal(page.sheets.opened) as said:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert said.args == [page.table.session_at(2)]
    sheet = page.sheets.sheet()
    assert sheet is not None and sheet.accessibleName() == "Week 3, session 3"
    sheet.close()


def test_after_a_deletion_the_keyboard_is_at_the_neighbour(qtbot: QtBot, theme: Theme) -> None:
    """At the session that comes up into its place; while nothing goes it stays at its own."""
    page = opened(qtbot, theme, view_of())
    gone, neighbour = page.table.session_at(2), page.table.session_at(3)
    page.table.select(gone)
    page.show_view(view_of())
    assert page.table.session_at(page.table.currentIndex().row()) == gone
    left = [record for record in RECORDS if record.id != gone]
    page.show_view(
        progress_view(left, DEMO.checks, (), PLAN, Preferences(), NOW, exercises=EXERCISES, coming=(1, 1))
    )
    assert page.table.currentIndex().row() == 2
    assert page.table.session_at(2) == neighbour


def test_a_correction_carries_only_what_was_changed(qtbot: QtBot, theme: Theme) -> None:
    """Another count of one set and another effort; the other sets are not touched."""
    page = opened(qtbot, theme, view_of())
    page.sheets.open("demo-0004")
    sheet = page.sheets.sheet()
    assert sheet is not None
    record = next(record for record in RECORDS if record.id == "demo-0004")
    hold = next(result for result in record.sets if result.exercise == "wall-sit")
    name = words.set_name("Wall sit", hold.side, hold.set, hold.load)
    type_over(number(sheet, name), "19")
    use(sheet, "Answers", by_mouse=True)
    qtbot.keyClick(part(sheet, ZeroToTen, "How hard was it?"), Qt.Key.Key_7)
    with qtbot.waitSignal(page.sheets.edit_requested) as said:
        qtbot.mouseClick(button(sheet, str(words.SAVE)), Qt.MouseButton.LeftButton)
    answers = Answered(7, record.pain, record.note)
    assert said.args[0] == SessionEdit("demo-0004", (SetEdit(hold.step, 19_000),), answers)


def test_a_number_that_is_no_possible_one_keeps_the_sheet_open(qtbot: QtBot, theme: Theme) -> None:
    """Saved from the other part, the sets come back with a sentence; what is corrected then is carried."""
    page = opened(qtbot, theme, view_of())
    page.sheets.open("demo-0004")
    sheet = page.sheets.sheet()
    assert sheet is not None
    field = number(sheet, "Wall sit, set 2")
    type_over(field, "5000")
    parts = sheet.findChildren(ChoiceRow)[0]
    parts.buttons()[1].click()
    with qtbot.assertNotEmitted(page.sheets.edit_requested):
        qtbot.mouseClick(button(sheet, str(words.SAVE)), Qt.MouseButton.LeftButton)
    assert reads(sheet, "Wall sit, set 2. 83:20 min is too long.")
    assert field.isVisible() and parts.choice() == 0
    type_over(field, "19")
    with qtbot.waitSignal(page.sheets.edit_requested) as said:
        qtbot.mouseClick(button(sheet, str(words.SAVE)), Qt.MouseButton.LeftButton)
    assert [each.amount for each in said.args[0].sets] == [19_000]


def test_saving_without_a_change_changes_nothing() -> None:
    """Opening a session and pressing Save is no correction, also for holds of odd milliseconds."""
    record = RECORDS[0]
    amounts = {
        result.step: round(result.ms / 1000) if result.reps is None else result.reps for result in record.sets
    }
    assert edit_of(record, amounts, Answered(record.effort, record.pain, record.note)) is None


def test_a_deleted_session_can_be_brought_back(qtbot: QtBot, theme: Theme) -> None:
    """Delete asks for it; what was done stands on the page, with Undo beside it until it is undone."""
    page = opened(qtbot, theme, view_of())
    page.sheets.open("demo-0004")
    sheet = page.sheets.sheet()
    assert sheet is not None
    with qtbot.waitSignal(page.sheets.delete_requested) as said:
        qtbot.mouseClick(button(sheet, str(words.DELETE)), Qt.MouseButton.LeftButton)
    assert said.args == ["demo-0004"]
    page.all_sessions.show_undo("Session 4 deleted.")
    with qtbot.waitSignal(page.all_sessions.undo_requested):
        qtbot.mouseClick(button(page, str(words.UNDO)), Qt.MouseButton.LeftButton)
    page.all_sessions.show_undo("")
    assert not button(page, str(words.UNDO)).isVisible()


def test_a_session_done_elsewhere_can_be_added(qtbot: QtBot, theme: Theme) -> None:
    """Week, session, start and minutes; answers that were not given stay unanswered."""
    page = opened(qtbot, theme, view_of())
    form = page.sheets.ask_for_session(NOW)
    assert form is not None
    form.choose(3, 2, 35)
    form.choose_start(datetime(2026, 11, 7, 9, 15))
    with qtbot.waitSignal(page.sheets.add_requested) as said:
        qtbot.mouseClick(button(form, str(words.ADD)), Qt.MouseButton.LeftButton)
    assert said.args == [AddedSession(3, 2, datetime(2026, 11, 7, 9, 15), 35, Answered(None, None, ""))]


def test_a_number_that_is_no_possible_one_keeps_the_form_open(qtbot: QtBot, theme: Theme) -> None:
    """The form says which one and why; nothing is added before it is corrected."""
    page = opened(qtbot, theme, view_of())
    form = page.sheets.ask_for_session(NOW)
    assert form is not None
    type_over(number(form, str(words.MINUTES)), "0")
    with qtbot.assertNotEmitted(page.sheets.add_requested):
        qtbot.mouseClick(button(form, str(words.ADD)), Qt.MouseButton.LeftButton)
    assert form.isVisible() and reads(form, "Minutes. It can be from 1 to ")
    type_over(number(form, str(words.MINUTES)), "35")
    with qtbot.waitSignal(page.sheets.add_requested) as said:
        qtbot.mouseClick(button(form, str(words.ADD)), Qt.MouseButton.LeftButton)
    assert said.args[0].minutes == 35


def test_the_form_begins_with_the_likely_answers(qtbot: QtBot, theme: Theme) -> None:
    """After week 4, session 2 comes week 5, at two a week; begun forty minutes ago, nothing answered."""
    page = opened(qtbot, theme, view_of())
    form = page.sheets.ask_for_session(NOW)
    assert form is not None
    with qtbot.waitSignal(page.sheets.add_requested) as said:
        qtbot.mouseClick(button(form, str(words.ADD)), Qt.MouseButton.LeftButton)
    assert said.args == [AddedSession(5, 1, datetime(2026, 11, 12, 19, 20), 40, Answered(None, None, ""))]


def test_without_a_place_to_store_nothing_can_be_changed(qtbot: QtBot, theme: Theme) -> None:
    """No button that does nothing: neither add nor save nor delete."""
    page = opened(qtbot, theme, view_of(), can_edit=False)
    assert not button(page, str(words.ADD_SESSION)).isVisible()
    page.sheets.open("demo-0001")
    sheet = page.sheets.sheet()
    assert sheet is not None
    assert not button(sheet, str(words.SAVE)).isVisible()
    assert not button(sheet, str(words.DELETE)).isVisible()
    sheet.close()


def test_corrected_and_partial_sessions_are_marked() -> None:
    """The table says which sessions are partial and which were edited; deleted ones are not there."""
    rows = {row.record.id: row.description for row in view_of().rows}
    assert rows["demo-0003"] == "edited"
    assert [words_of for words_of in rows.values() if "partial" in words_of] == ["partial"]
    assert len(rows) == 10


def test_the_calendar_shows_days_as_they_were() -> None:
    """Done, partial, nothing, today and days to come, each in words too; without runs none is named."""
    calendar = view_of().calendar()
    days = {day.words.split(":")[0]: day for week in calendar.weeks for day in week}
    assert days["Sunday 25 Oct"].mark is CalendarMark.DONE
    assert days["Wednesday 4 Nov"].mark is CalendarMark.PARTIAL
    assert days["Saturday 31 Oct"].mark is CalendarMark.NONE
    assert days["Thursday 12 Nov, today"].is_today
    assert days["Friday 13 Nov"].words == "Friday 13 Nov: still to come."
    assert calendar.keys == ()
    assert len(days) == 42


def test_the_calendar_has_runs_where_there_are_some() -> None:
    """A run has its own mark and its kind in words, also beside a session."""
    runs = (Run(date(2026, 10, 13), RunKind.EASY), Run(date(2026, 10, 14), RunKind.LONG))
    calendar = view_of(runs).calendar()
    assert [day.words for day in calendar.weeks[0] if day.ran] == [
        "Tuesday 13 Oct: Week 1, session 1; easy run.",
        "Wednesday 14 Oct: long run.",
    ]
    assert [key.name for key in calendar.keys] == ["Whole session", "Partial", "Run"]


def test_a_day_of_the_calendar_opens_its_session(qtbot: QtBot, theme: Theme) -> None:
    """A click on a filled day opens it; arrows and Enter do the same; an empty day opens nothing."""
    page = opened(qtbot, theme, view_of())
    calendar = page.calendar.calendar
    rects = calendar.day_rects(calendar.width(), calendar.height())
    with qtbot.waitSignal(page.sheets.opened) as said:
        qtbot.mouseClick(calendar.viewport(), Qt.MouseButton.LeftButton, pos=rects[1][1].center().toPoint())
    assert said.args == ["demo-0004"]
    with qtbot.assertNotEmitted(page.sheets.opened):
        qtbot.mouseClick(calendar.viewport(), Qt.MouseButton.LeftButton, pos=rects[1][2].center().toPoint())
    qtbot.keyClick(calendar, Qt.Key.Key_Left)
    assert says(page.calendar, "Tuesday 20 Oct: Week 2, session 1.")
    with qtbot.waitSignal(page.sheets.opened) as said:
        qtbot.keyClick(calendar, Qt.Key.Key_Return)
    assert said.args == ["demo-0004"]


def test_a_screen_reader_goes_from_day_to_day_of_the_calendar(qtbot: QtBot, theme: Theme) -> None:
    """The days are items of a list that lie where they are drawn; arrows go by a day and by a week."""
    page = opened(qtbot, theme, view_of())
    calendar = page.calendar.calendar
    told = QAccessible.queryAccessibleInterface(calendar)
    days = [told.child(at) for at in range(told.childCount())]
    assert (told.role(), len(days)) == (QAccessible.Role.List, 42)
    assert days[8].text(QAccessible.Text.Name) == "Tuesday 20 Oct: Week 2, session 1."
    drawn = calendar.day_rects(calendar.width(), calendar.height())[1][1].toRect()
    assert days[8].rect() == drawn.translated(calendar.mapToGlobal(QPoint(0, 0)))
    page.activateWindow()
    calendar.setFocus()
    qtbot.waitUntil(calendar.hasFocus)

    def at() -> str:
        (name,) = [day.text(QAccessible.Text.Name) for day in days if day.state().focused]
        assert says(page.calendar, name)
        return str(name)

    assert at() == "Thursday 12 Nov, today: no session."
    left, up, right = Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right
    went = ((left, "Wednesday 11"), (up, "Wednesday 4"), (right, "Thursday 5"))
    for key, name in went:
        qtbot.keyClick(calendar, key)
        assert at().startswith(name)
    for _ in range(9):
        qtbot.keyClick(calendar, Qt.Key.Key_Up)
    assert at().startswith("Thursday 15 Oct")
    assert not calendar.selectedItems()


def test_earlier_weeks_of_the_calendar_are_one_press_away(qtbot: QtBot, theme: Theme) -> None:
    """Six weeks back and forth, and no further than there is something to see."""
    long_history = demo.years(PLAN, EXERCISES, NOW.date(), 60)
    view = progress_view(
        records_of(long_history), long_history.checks, (), PLAN, Preferences(), NOW, exercises=EXERCISES
    )
    now, before = view.calendar(0), view.calendar(1)
    assert (now.has_earlier, now.has_later) == (True, False)
    assert before.has_later
    assert (before.title.split(" to ")[1], now.title.split(" to ")[0]) == ("1 Nov", "2 Nov")
    assert not view.calendar(9).has_earlier


def test_cards_stand_under_each_other_in_a_small_window(qtbot: QtBot, theme: Theme) -> None:
    """At the least window size nothing is wider than the page, and every chart keeps its height."""
    page = opened(qtbot, theme, view_of())
    page.resize(816, 640)
    qtbot.waitUntil(lambda: page.sides.geometry().left() == page.sessions.geometry().left())
    for card in page.chart_cards():
        assert card.width() <= page.content_width()
        assert part(card, Plot).height() >= 150
    assert page.sessions.geometry().left() == page.knee.geometry().left()


def test_larger_letters_cut_nothing_off(qtbot: QtBot, theme: Theme) -> None:
    """With text half as large again the cards grow and stay inside of the page."""
    theme.choose(Choice.LIGHT, high_contrast=False, text_size=150)
    page = opened(qtbot, theme, view_of())
    widget = page.widget()
    assert widget is not None
    assert widget.minimumSizeHint().width() <= page.viewport().width()


def test_sentences_make_no_claims_and_no_noise() -> None:
    """No exclamation marks, no praise and no medicine in anything the page says."""
    view = view_of()
    knee = view.knee_chart(Knee.LEFT)
    charts = (view.sessions, knee, view.load, *(view.dose(choice) for choice in view.dose_choices))
    said = [view.headline]
    for chart in charts:
        said += [chart.title, chart.note, chart.sentence, *(reading.words for reading in chart.readings)]
    forbidden = (
        "!",
        "great",
        "well done",
        "streak",
        "heal",
        "prevent",
        "improv",
        "worse",
        "better",
        "should",
    )
    assert [text for text in said if any(word in text.lower() for word in forbidden)] == []


def test_the_knee_chart_is_about_one_knee_at_a_time(qtbot: QtBot, theme: Theme) -> None:
    """Where both were asked about, the chart says which it shows; the other is one choice away."""
    checks = tuple(
        replace(check, knee=Knee.RIGHT) if check.session in ("demo-0001", "demo-0002") else check
        for check in DEMO.checks
    )
    both = progress_view(RECORDS, checks, (), PLAN, Preferences(), NOW, exercises=EXERCISES)
    page = opened(qtbot, theme, both)
    choice = page.knee.choice
    assert choice is not None and choice.isVisible()
    assert [action.text() for action in choice.menu().actions()] == ["Left knee", "Right knee"]
    left = numbers_of(page.knee)[1:]
    choice.menu().actions()[1].trigger()
    right = numbers_of(page.knee)[1:]
    assert [row[0] for row in right] == ["Tue 13 Oct", "Wed 14 Oct", "Thu 15 Oct", "Fri 16 Oct"]
    assert says(page.knee, "Right knee pain")
    assert {row[0] for row in left}.isdisjoint(row[0] for row in right)
    page.show_view(view_of())
    assert not choice.isVisible()
    assert says(page.knee, "Left knee pain")


def test_one_session_is_saved_as_a_fit_activity(qtbot: QtBot, theme: Theme) -> None:
    """The opened session asks for its file, also where nothing may be changed."""
    page = opened(qtbot, theme, view_of(), can_edit=False)
    page.sheets.open("demo-0004")
    sheet = page.sheets.sheet()
    assert sheet is not None
    with qtbot.waitSignal(page.sheets.fit_requested) as said:
        qtbot.mouseClick(button(sheet, str(words.SAVE_FIT)), Qt.MouseButton.LeftButton)
    assert said.args == ["demo-0004"]
    sheet.close()
