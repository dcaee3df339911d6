"""The Plan page by itself: what its view says of a plan, and the widgets that only it has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from page_examples import EXERCISES, PLAN, THURSDAY, light_theme, session
from pytestqt.qtbot import QtBot

from kneetimer.core.outlook import outlook_of
from kneetimer.core.plan import Plan
from kneetimer.core.plan_edit import DoseEdit, DosePart, DosePlace, EditLog, PlanEdits, with_edits
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import SessionRecord
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.ui.controls.menu_button import ActionsButton
from kneetimer.ui.plan.page import PlanPage
from kneetimer.ui.plan.view import PlanFacts, PlanLine, PlanView, minutes_at, plan_view
from kneetimer.ui.plan.week_tiles import WeekTile, WeekTiles
from kneetimer.ui.today.six_weeks import CellState

SQUATS = DosePlace("strength", 1, 0)
SQUATS_2 = DosePlace("strength", 4, 0)
WALL_SIT = DosePlace("finisher", 1, 0)
KNOWN = (("six-week-knee", "Six-week knee plan", False), ("mine", "Mine", True))


def facts(
    edits: PlanEdits | None = None,
    *,
    plan: Plan = PLAN,
    preferences: Preferences | None = None,
    records: Sequence[SessionRecord] = (),
) -> PlanFacts:
    log = EditLog(edits or PlanEdits())
    in_use = with_edits(plan, log.now, EXERCISES)
    outlook = outlook_of(in_use, preferences or Preferences(), records, EXERCISES, THURSDAY)
    return PlanFacts(plan, log, outlook, KNOWN)


def lines(view: PlanView) -> dict[tuple[int, DosePlace], PlanLine]:
    """Every row of the page by its phase and place."""
    return {
        (number, line.place): line
        for number, phase in enumerate(view.phases)
        for section in phase.sections
        for line in section.lines
    }


def sections(view: PlanView) -> list[list[str]]:
    return [[section.title for section in phase.sections] for phase in view.phases]


def test_warm_up_and_cool_down_stand_there_once() -> None:
    """What every week has stands apart, under that name."""
    view = plan_view(facts(), None)
    assert view.phases[2].title == "Every week"
    assert sections(view) == [
        ["Strength", "Finisher"],
        ["Strength", "Finisher"],
        ["Warm-up", "Cool-down"],
    ]


def test_doses_read_like_the_plan() -> None:
    """Sets, reps, sides, growing seconds and rests are those of each phase."""
    rows = lines(plan_view(facts(), None))
    assert [(rows[n, p].dose, rows[n, p].rest) for n, p in ((0, SQUATS), (1, SQUATS_2))] == [
        ("2 × 15", "45 s"),
        ("3 × 20", "60 s"),
    ]
    assert rows[0, WALL_SIT].dose == "2 × 20 to 24 s"
    assert rows[1, WALL_SIT].dose == "2 × 26 to 30 s"
    assert rows[1, DosePlace("strength", 4, 2)].dose == "3 × 15 steps each way"
    assert rows[2, DosePlace("cool-down", 1, 2)].dose == "30 s each side"
    assert rows[2, DosePlace("warm-up", 1, 0)].rest == ""


def test_the_rests_shown_are_the_ones_that_will_be_taken() -> None:
    """A rest for everything and one chosen here are both seen, and where each comes from is said."""
    chosen = PlanEdits({SQUATS: DoseEdit("bodyweight-squat", rest_s=30)})
    told = facts(chosen, preferences=Preferences(rest_sets_s=90))
    rows = lines(plan_view(told, None))
    assert (rows[0, SQUATS].rest, rows[1, SQUATS_2].rest) == ("30 s", "90 s")
    here, there = plan_view(told, SQUATS).dose, plan_view(told, SQUATS_2).dose
    assert here is not None and here.rest is not None and there is not None and there.rest is not None
    assert (here.rest.caption, here.rest.differs) == ("the plan says 45 s", True)
    assert (there.rest.caption, there.rest.differs) == (
        "your setting for all rests; the plan says 60 s",
        False,
    )


def test_the_consequence_is_of_a_week_that_has_the_dose() -> None:
    """In week 2 a change of phase 2 is told for week 4, before and after."""
    records = [session(1, 1, 10), session(1, 2, 7), session(2, 1, 3)]
    told = facts(records=records)
    before = minutes_at(told.plan, told.outlook, SQUATS_2)
    more = facts(PlanEdits({SQUATS_2: DoseEdit("bodyweight-squat", sets=4)}), records=records)
    dose = plan_view(more, SQUATS_2, before).dose
    assert dose is not None
    assert dose.differs == {DosePart.SETS}
    assert dose.consequence.startswith(f"A session in week 4: {before} → ")


def test_a_finisher_that_is_off_says_so() -> None:
    """Switched off it stays readable, with the word."""
    view = plan_view(facts(preferences=Preferences(finisher=False)), None)
    assert sections(view)[0][-1] == "Finisher, switched off"
    assert view.finisher is False and view.finisher_title == "Wall sit at the end"


def test_a_plan_without_the_choices_does_not_offer_them() -> None:
    """The ten essentials have neither a finisher nor a second phase to ease into."""
    view = plan_view(facts(plan=load_plan("ten-essentials-home")), None)
    assert view.finisher is None and view.ease is None
    assert sections(view) == [["Warm-up", "Strength", "Cool-down"]]
    assert view.note.startswith("Not begun yet. One or two sessions a week. Once or twice is a start")


def test_easing_is_told_with_its_weeks() -> None:
    """The phase itself says what its first weeks are like."""
    view = plan_view(facts(PlanEdits(ease=True)), None)
    note = view.phases[1].note
    assert note.startswith("More sets and harder forms")
    assert note.endswith("Week 4 with one set fewer, week 5 with fewer reps, in full from week 6")
    assert "fewer" not in view.phases[0].note


def test_the_weeks_show_this_round_alone() -> None:
    """Begun anew, the weeks are empty again although the sessions are kept."""
    records = [session(1, 1, 10), session(1, 2, 7)]
    done = plan_view(facts(records=records), None).weeks
    assert done[0].cells[:2] == (CellState.DONE, CellState.DONE)
    anew = facts(PlanEdits(since=THURSDAY - timedelta(days=1)), records=records)
    fresh = plan_view(anew, None)
    assert fresh.weeks[0].cells[0] is CellState.NEXT
    assert CellState.DONE not in {cell for week in fresh.weeks for cell in week.cells}
    assert fresh.note.startswith("Not begun yet.")


def test_other_plans_are_named_and_ones_own_marked() -> None:
    """The one that is followed has the tick."""
    view = plan_view(facts(), None)
    assert [(plan.name, plan.current) for plan in view.plans] == [
        ("Six-week knee plan", True),
        ("Mine (yours)", False),
    ]
    assert not view.is_own
    assert plan_view(facts(plan=replace(PLAN, id="mine")), None).is_own


def test_a_dose_that_is_not_there_any_more_opens_nothing() -> None:
    """After a change of plan the place of the old one leads nowhere."""
    assert plan_view(facts(), DosePlace("strength", 2, 0)).dose is None


@pytest.mark.parametrize("width", [300, 700, 960, 1400])
@pytest.mark.parametrize("number", [1, 6, 26])
def test_week_tiles_keep_to_their_place(qtbot: QtBot, width: int, number: int) -> None:
    """However many weeks and however wide: no tile overlaps another or leaves the widget."""
    tiles = WeekTiles(light_theme(), "Weeks")
    qtbot.addWidget(tiles)
    cells = (CellState.DONE, CellState.NEXT, CellState.BONUS)
    tiles.show_weeks(tuple(WeekTile(f"Week {n}", "Phase", cells, n == 2) for n in range(1, number + 1)))
    rects = tiles.tile_rects(width)
    assert len(rects) == number
    assert all(rect.left() >= 0 and rect.right() <= width + 0.01 for rect in rects)
    assert rects[-1].bottom() <= tiles.heightForWidth(width)
    for at, rect in enumerate(rects):
        assert not any(rect.intersects(other) for other in rects[at + 1 :])


def test_headings_of_a_menu_cannot_be_picked(qtbot: QtBot) -> None:
    """A line without a key only says what the lines below it are."""
    button = ActionsButton(light_theme(), "Short")
    qtbot.addWidget(button)
    button.show_actions([("", "These"), ("a", "First"), ("b", "Second")])
    heading, first, _ = button.menu().actions()
    assert not heading.isEnabled()
    with qtbot.waitSignal(button.acted) as said:
        first.trigger()
    assert said.args == ["a"]


def test_missing_kit_shows_what_is_done_instead() -> None:
    """Clamshells stay in the plan, with what is done while the band is missing; a swap is told as before."""
    shown = plan_view(facts(preferences=Preferences(missing_kit=("mini-band",))), None)
    notes = {line.name: line.note for line in lines(shown).values()}
    assert notes["Clamshells"] == "without the kit: Side leg raises, 2 × 15 each leg"
    assert notes["Lateral band walks"].startswith("without the kit: Side leg raises, 3 × ")
    assert notes["Bodyweight squats"] == ""
    with_all = plan_view(facts(), None)
    assert {line.name: line.note for line in lines(with_all).values()}["Clamshells"] == "light band"


AWKWARD = (
    "Kraftundbeweglichkeitsübungenfürläuferinnenundläuferüber50xy",
    "תוכנית ברכיים שלי עם ארבעים תרגילים",
    "🦵🏃‍♀️🔥",
    "W" * 60,
)


@pytest.mark.parametrize("name", AWKWARD)
def test_whatever_a_plan_is_called_its_page_stays_in_the_window(qtbot: QtBot, name: str) -> None:
    """In the smallest window nothing is wider than the page, and its buttons can be reached."""
    page = PlanPage(light_theme())
    qtbot.addWidget(page)
    page.resize(816, 640)
    page.show_view(plan_view(facts(plan=replace(PLAN, name=name)), None))
    page.show()
    assert page.head.title.text() == name
    qtbot.waitUntil(lambda: page.head.more.width() > 1)
    right = page.head.more.mapTo(page, page.head.more.rect().bottomRight())
    assert right.x() < page.width()
    assert page.phases.panels[0].mapTo(page, page.phases.panels[0].rect().bottomRight()).x() < page.width()


def test_names_in_a_menu_are_shortened_and_shown_as_they_are_written(qtbot: QtBot) -> None:
    """A menu is never wider than a window, and an ampersand in a name is an ampersand."""
    button = ActionsButton(light_theme(), "Other plans")
    qtbot.addWidget(button)
    button.show_actions([("long", AWKWARD[0]), ("and", "Tom & Jerry")])
    long, both = button.menu().actions()
    assert long.text().startswith(AWKWARD[0][:20]) and long.text().endswith("…")
    assert button.menu().sizeHint().width() < 500
    assert both.text() == "Tom && Jerry"  # which Qt shows as one


@pytest.mark.parametrize(
    ("least", "most", "told"),
    [
        (2, 3, "Two or three sessions"),
        (1, 7, "One to seven sessions"),
        (1, 1, "One session"),
        (3, 3, "Three sessions"),
    ],
)
def test_how_often_reads_like_a_sentence(least: int, most: int, told: str) -> None:
    """The least and the most sessions a week are said as a person would."""
    plan = replace(PLAN, sessions_least=least, sessions_most=most)
    assert plan_view(facts(plan=plan), None).note.startswith(f"Not begun yet. {told} a week. ")
