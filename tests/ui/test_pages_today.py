"""The Today page: what it shows in each of its states, and what a key or a click asks for."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from on_screen import button, part, use
from page_examples import THURSDAY, TODAYS, WEEK_1, light_theme, session, today
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from kneetimer.core.knee import CheckMoment, KneeCheck
from kneetimer.core.preferences import Knee, Preferences
from kneetimer.core.record import SessionState
from kneetimer.ui.figures.still_figures import StillFigures
from kneetimer.ui.shell.theme import Theme
from kneetimer.ui.today.page import TodayPage
from kneetimer.ui.today.resume_card import InterruptedCard
from kneetimer.ui.today.session_card import NextSessionCard
from kneetimer.ui.today.six_weeks import CellState
from kneetimer.ui.today.view import TodayView
from kneetimer.ui.today.week_days import MarkKind


@pytest.fixture
def theme(qapp: object) -> Theme:
    return light_theme()


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> TodayPage:
    page = TodayPage(theme, StillFigures())
    qtbot.addWidget(page)
    page.resize(1072, 800)
    page.show()
    return page


def marks(view: TodayView) -> list[tuple[str, MarkKind, str]]:
    return [(day.name, mark.kind, mark.text) for day in view.days for mark in day.marks]


def test_a_good_day_offers_the_next_session() -> None:
    """After three sessions of week 1 and one of week 2, Thursday is ready for the second of week 2."""
    view = TODAYS["ready"]()
    assert view.date_line == "Thursday 26 November"
    assert view.title == "Ready for session 2 of week 2"
    assert view.card.start == "Start session"
    assert view.card.main
    assert view.why == "Three days since you last trained. Then leave tomorrow free."
    assert view.week_note == "1 done, today the second. A third is a bonus."
    assert view.progress == ("Week 2 of 6", "4 done, 9 to go")


def test_the_week_shows_what_was_done_and_what_comes() -> None:
    """Monday's session is done and today's is next: two are what the person wants this week."""
    assert marks(TODAYS["ready"]()) == [
        ("Mon", MarkKind.DONE, "Session 1"),
        ("Thu", MarkKind.NEXT, "Session 2"),
    ]


def test_the_first_start_has_nothing_to_wait_for() -> None:
    """Without any session the page is ready for the first one and all weeks are still to come."""
    view = TODAYS["first"]()
    assert view.title == "Ready for your first session"
    states = [state for week in view.weeks for state in week.cells]
    assert states.count(CellState.NEXT) == 1
    assert states.count(CellState.DONE) == 0
    assert view.progress == ("Week 1 of 6", "0 done, 12 to go")


def test_the_card_lists_doses_kit_and_parts() -> None:
    """The doses are those of the plan, each piece of kit is named once, every part has its minutes."""
    card = TODAYS["first"]().card
    assert [(line.dose, line.name) for line in card.doses] == [
        ("2 × 15", "Bodyweight squats"),
        ("2 × 20", "Glute bridges"),
        ("2 × 15 each leg", "Clamshells"),
        ("2 × 15 each leg", "Terminal knee extensions"),
        ("2 × 20 s", "Wall sit"),
    ]
    assert card.doses[2].note == "each leg, light band"
    assert [line.name for line in card.kit] == ["Mat", "Mini band", "Long band", "Pole", "Chair"]
    assert all(line.here for line in card.kit)
    assert card.kit_note == "All there. Nothing is swapped."
    assert [name for name, _ in card.parts] == ["Warm-up", "Strength", "Wall sit", "Cool-down"]


def test_without_the_finisher_its_part_is_gone() -> None:
    """Whoever switched the wall sit off sees three parts."""
    card = today(preferences=Preferences(finisher=False)).card
    assert [name for name, _ in card.parts] == ["Warm-up", "Strength", "Cool-down"]


def test_a_rest_day_says_why_and_lets_you_start_anyway() -> None:
    """The day after a session names the next good day; Start is there and is not the advice."""
    view = TODAYS["rest-day"]()
    assert view.title == "Rest day"
    assert "Next good day: tomorrow." in view.card.why
    assert (view.card.start, view.card.main) == ("Start anyway", False)
    assert ("Fri", MarkKind.PLANNED, "Session 2") in marks(view)


def test_a_day_with_a_session_is_done() -> None:
    """After today's session the page says so and names the next good day."""
    view = TODAYS["done-today"]()
    assert view.title == "Done for today"
    assert "Saturday" in view.card.why


def test_a_third_session_is_called_a_bonus() -> None:
    """With two done this week the third is offered as what it is."""
    view = TODAYS["bonus"]()
    assert view.title == "A bonus session in week 2"
    assert view.card.start == "Start bonus"


@pytest.mark.parametrize(
    ("state", "days", "change"),
    [
        ("away-8", "Eight days", "week 1 again"),
        ("away-15", "15 days", "one set fewer"),
        ("away-29", "29 days", "Strengthening phase starts again"),
    ],
)
def test_after_a_break_the_page_says_what_changes(state: str, days: str, change: str) -> None:
    """It says how long the break was and what the plan makes of it, without a reproach."""
    view = TODAYS[state]()
    assert view.card.why.startswith("Welcome back.")
    assert days in view.card.why
    assert change in view.card.why


def test_what_was_done_before_a_break_stays_visible() -> None:
    """Weeks that come again keep their checks: they are marked as done once."""
    weeks = TODAYS["away-15"]().weeks
    assert weeks[0].cells[0] is CellState.NEXT
    assert weeks[1].cells[:2] == (CellState.AGAIN, CellState.AGAIN)


def test_one_set_fewer_shows_in_the_doses() -> None:
    """The first session after two weeks away lists one set of each strength exercise."""
    assert TODAYS["away-15"]().card.doses[0].dose == "1 × 15"


def test_the_end_of_the_plan_offers_its_last_week_again() -> None:
    """After week 6 nothing is left to go, and week 6 can be done again."""
    view = TODAYS["finished"]()
    assert view.title == "The plan is done"
    assert view.progress == ("Week 6 of 6", "2 done, 0 to go")
    assert "week 6 comes round again" in view.card.why


def test_a_session_left_early_is_shown_as_part() -> None:
    """Less than half of a session shows as a part, and the same session is next."""
    shown = marks(TODAYS["part"]())
    assert ("Mon", MarkKind.PART, "Part of 1") in shown
    assert ("Thu", MarkKind.NEXT, "Session 1") in shown
    assert ("Sat", MarkKind.PLANNED, "Session 2") in shown  # somebody who wants three a week


def test_an_interrupted_session_comes_first() -> None:
    """Its card says where it stopped; its strip is full before that place and marks it."""
    view = TODAYS["resume"]()
    assert view.resume is not None
    assert view.resume.title == "Session 2 of week 2 was interrupted"
    assert "Clamshells, set 1 of 2, right leg" in view.resume.sentence
    current = [block.current for block in view.resume.blocks]
    assert current.count(True) == 1
    before = view.resume.blocks[: current.index(True)]
    assert all(block.done == 1.0 for block in before)
    assert view.why == ""  # not "three days since you last trained", of one that was begun today


def test_an_interrupted_rehearsal_asks_nothing() -> None:
    """A rehearsal that was cut off leaves no question behind."""
    cut_off = session(1, 1, 0.1, state=SessionState.RUNNING, share=0.3, rehearsal=True)
    assert today(cut_off).resume is None


def test_space_starts_the_session(qtbot: QtBot, page: TodayPage) -> None:
    """Space, Enter and a presenter's forward key all press Start."""
    page.show_view(TODAYS["ready"]())
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_PageDown, Qt.Key.Key_MediaTogglePlayPause):
        with qtbot.waitSignal(page.start_requested):
            qtbot.keyClick(page, key)


def test_start_is_a_button_too(qtbot: QtBot, page: TodayPage) -> None:
    """A click on Start asks for the session."""
    page.show_view(TODAYS["ready"]())
    with qtbot.waitSignal(page.start_requested):
        use(page, "Start session", by_mouse=True)


def test_adjust_leads_to_the_settings(qtbot: QtBot, page: TodayPage) -> None:
    """Beside Start, rest and pace are one click away."""
    page.show_view(TODAYS["ready"]())
    with qtbot.waitSignal(page.settings_requested):
        use(page, "Adjust rest and pace", by_mouse=True)


def test_space_goes_on_with_an_interrupted_session(qtbot: QtBot, page: TodayPage) -> None:
    """While the resume card stands, Space never starts another session."""
    page.show_view(TODAYS["resume"]())
    with qtbot.assertNotEmitted(page.start_requested), qtbot.waitSignal(page.resume_requested) as asked:
        qtbot.keyClick(page, Qt.Key.Key_Space)
    assert asked.args == ["go-on"]


@pytest.mark.parametrize(
    ("name", "answer"),
    [("Redo this set", "redo"), ("Keep as partial", "partial"), ("Go on", "go-on")],
)
def test_the_answers_to_an_interruption(qtbot: QtBot, page: TodayPage, name: str, answer: str) -> None:
    """Each button of the resume card asks for its own thing."""
    page.show_view(TODAYS["resume"]())
    with qtbot.waitSignal(page.resume_requested) as asked:
        use(page, name, by_mouse=True)
    assert asked.args == [answer]


def test_discarding_asks_first(qtbot: QtBot, page: TodayPage) -> None:
    """Discard asks; "Keep it" and Space lose nothing; only the second press discards."""
    page.show_view(TODAYS["resume"]())
    card = part(page, InterruptedCard)
    with qtbot.assertNotEmitted(page.resume_requested):
        qtbot.mouseClick(card.discard, Qt.MouseButton.LeftButton)
        qtbot.keyClick(page, Qt.Key.Key_Space)
        assert card.is_asking()
        qtbot.mouseClick(card.discard_no, Qt.MouseButton.LeftButton)
    assert not card.is_asking()
    qtbot.mouseClick(card.discard, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.resume_requested) as asked:
        qtbot.mouseClick(card.discard_yes, Qt.MouseButton.LeftButton)
    assert asked.args == ["discard"]


def test_a_problem_with_the_data_offers_the_folder(qtbot: QtBot, page: TodayPage) -> None:
    """The problem stands above everything else, with a button that shows the folder."""
    page.show_view(TODAYS["problem"]())
    buttons = [w for w in page.findChildren(QWidget) if w.accessibleName() == "Show folder"]
    with qtbot.waitSignal(page.folder_requested):
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)
    page.show_view(TODAYS["ready"]())
    assert not buttons[0].isVisible()


def test_of_data_that_cannot_be_read_nothing_is_claimed(page: TodayPage) -> None:
    """No week, no session to start, no count: they might be untrue; afterwards they are back."""
    page.show_view(TODAYS["problem"]())
    seen = [label.text() for label in page.findChildren(QLabel) if label.isVisible()]
    assert "Your sessions cannot be shown now" in seen
    assert not any("session" in text and "week" in text for text in seen)
    assert not part(page, NextSessionCard).isVisible()
    page.show_view(TODAYS["ready"]())
    assert part(page, NextSessionCard).isVisible()


@pytest.mark.parametrize("state", sorted(TODAYS))
@pytest.mark.parametrize(
    ("width", "height", "text_size"), [(816, 640, 100), (1072, 800, 100), (760, 640, 150)]
)
def test_nothing_is_cut_off_at_the_sides(
    qtbot: QtBot, state: str, width: int, height: int, text_size: int
) -> None:
    """In small windows and with large text every visible part of the page lies inside of its width."""
    page = TodayPage(light_theme(text_size), StillFigures())
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show_view(TODAYS[state]())
    page.show()
    qtbot.waitExposed(page)
    for widget in page.findChildren(QWidget):
        if widget.isVisible():
            left = widget.mapTo(page, QPoint(0, 0)).x()
            assert left >= 0, widget
            assert left + widget.width() <= width, widget


def test_start_is_in_sight_without_scrolling(qtbot: QtBot) -> None:
    """In the smallest window Start stands above the lower edge, in large text too."""
    for text_size in (100, 150):
        page = TodayPage(light_theme(text_size), StillFigures())
        qtbot.addWidget(page)
        page.resize(780, 640)
        page.show_view(TODAYS["ready"]())
        page.show()
        qtbot.waitExposed(page)
        start = button(page, "Start session")
        assert start.mapTo(page, QPoint(0, start.height())).y() < 640


def test_a_tile_asks_for_its_exercise(qtbot: QtBot, page: TodayPage) -> None:
    """Each exercise is a button with its dose in its name, pressed by mouse or by Enter."""
    page.show_view(TODAYS["ready"]())
    tile = button(page, "Clamshells, 2 × 15 each leg")
    with qtbot.waitSignal(page.exercise_requested) as asked:
        qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    assert asked.args == ["clamshell"]
    with qtbot.waitSignal(page.exercise_requested):
        qtbot.keyClick(tile, Qt.Key.Key_Return)


def test_kit_that_is_not_here_changes_the_session_of_today() -> None:
    """Without the mini band side leg raises stand in; the band stays in the list to be ticked again."""
    chosen = Preferences().with_kit_on(THURSDAY.date(), "mini-band", missing=True)
    card = today(preferences=chosen).card
    assert [(line.name, line.here) for line in card.kit][:2] == [("Mat", True), ("Mini band", False)]
    assert "Side leg raises" in [line.name for line in card.doses]
    assert card.kit_note == "1 swap: Side leg raises for Clamshells."
    tomorrow = today(preferences=chosen, now=THURSDAY + timedelta(days=1)).card
    assert "Clamshells" in [line.name for line in tomorrow.doses]


def test_a_tick_is_a_check_box_that_says_what_is_here(qtbot: QtBot, page: TodayPage) -> None:
    """Space and a click untick it; what is shown is not what was pressed but what came of it."""
    page.show_view(TODAYS["ready"]())
    tick = button(page, "Mini band")
    assert isinstance(tick, QCheckBox)
    with qtbot.waitSignal(page.kit.ticked) as unticked:
        qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert unticked.args == ["mini-band", False]
    with qtbot.waitSignal(page.kit.ticked) as ticked:
        qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert ticked.args == ["mini-band", True]


def test_the_finishing_time_is_that_of_a_start_now() -> None:
    """The card's time of day is now and the length of the session, to the minute."""
    card = TODAYS["ready"]().card
    total_ms = sum(block.length_ms for block in card.blocks)
    end = THURSDAY.timestamp() + total_ms / 1000
    hour, minute = divmod(int(end // 60) % (24 * 60) + 60, 60)
    assert card.length_line.endswith(f"done by {hour}:{minute:02}")


@pytest.mark.parametrize(
    ("zone", "now", "minutes_more"),
    [
        ("Europe/Berlin", "2027-03-28 01:50", 60),
        ("Europe/Berlin", "2027-10-31 02:50", -60),
        ("America/Santiago", "2027-09-04 23:50", 60),
        ("Australia/Lord_Howe", "2027-10-03 01:50", 30),
        ("Pacific/Apia", "2027-03-28 01:50", 0),
    ],
)
def test_the_finishing_time_is_what_the_clock_will_show(zone: str, now: str, minutes_more: int) -> None:
    """In the night when the clocks are changed the hour that is lost or won, or the half hour, is counted."""
    start = datetime.fromisoformat(now).replace(tzinfo=ZoneInfo(zone))
    card = today(now=start).card
    length = timedelta(milliseconds=sum(block.length_ms for block in card.blocks))
    assert length > timedelta(minutes=20)
    by_hand = start.replace(tzinfo=None) + length + timedelta(minutes=minutes_more)
    assert card.length_line.endswith(f"done by {by_hand:%H:%M}")


def test_a_full_week_says_so() -> None:
    """On Sunday after three sessions the reason is the week, not a training day."""
    done = (session(1, 1, 6), session(1, 2, 4), session(1, 3, 2))
    sunday = THURSDAY + timedelta(days=3)
    view = today(*(replace(r, started=r.started + timedelta(days=3)) for r in done), now=sunday)
    assert view.title == "Rest day"
    assert view.card.why.startswith("Why rest. This week has its sessions. Next good day: tomorrow.")
    assert view.week_note == "3 done."


def test_sessions_of_the_past_week_do_not_count_for_this_one() -> None:
    """On Thursday after three sessions last week the week stands at none."""
    assert today(*WEEK_1).week_note == "Two sessions this week. A third is a bonus."


def test_the_parts_add_up_to_the_minutes_of_the_session() -> None:
    """Whatever is trained, the minutes under the strip are together those that stand beside them."""
    for state, make in TODAYS.items():
        card = make().card
        parts = [int(length.split()[0]) for _, length in card.parts]
        assert f"About {sum(parts)} min" in card.length_line, state
        assert all(parts), state


def test_the_session_that_waits_is_the_one_that_moves() -> None:
    """A bad morning after the last session of week 1 takes the plan back to it, on both cards."""
    records = [session(1, number, days) for number, days in ((1, 5), (2, 2))]
    about = records[-1].id
    good = KneeCheck("a", records[-1].started, CheckMoment.BEFORE, 1, Knee.RIGHT, about)
    bad = KneeCheck("b", THURSDAY, CheckMoment.MORNING, 7, Knee.RIGHT, about)
    view = today(*records, checks=(good, bad))
    assert view.rest is not None
    assert view.rest.title == "Session 2 moves to Friday 27 November"
    assert view.rest.waits == "Session 2 waits for you"
