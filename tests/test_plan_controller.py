"""The Plan page in the whole program: what a person changes by keys and mouse, and what becomes of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from fakes import StandingClock
from on_screen import part, parts, reads, says
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from stored_sessions import sets_of

from kneetimer.core.plan_edit import DosePlace, dose_at
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Began, Ended, SessionState
from kneetimer.core.script import SessionKind, StepKind, build_script
from kneetimer.program.program import Program
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan, read_plan
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.ui.controls.chip import Chip
from kneetimer.ui.controls.menu_button import ActionsButton
from kneetimer.ui.controls.scroll_page import ScrollPage
from kneetimer.ui.controls.text import Text
from kneetimer.ui.plan.dose_panel import DosePanel
from kneetimer.ui.plan.page import PlanPage
from kneetimer.ui.plan.rows import PlanRow
from kneetimer.ui.shell.nav_button import NavButton
from kneetimer.ui.shell.theme import load_fonts

EVENING = datetime.fromisoformat("2026-03-02T19:00:00+01:00")
SQUATS = DosePlace("strength", 1, 0)
CLAMSHELLS = DosePlace("strength", 1, 2)
WALL_SIT = DosePlace("finisher", 1, 0)
KNEE = load_plan("six-week-knee")
LEFT = Qt.MouseButton.LeftButton
LOWEST = 30  # what has just come up is flat until it has been laid out


class Person:
    """Somebody at the Plan page, who can close the window and open it again."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.folder = folder
        self.qtbot = qtbot
        self.clock = StandingClock(EVENING)
        self._program: Program | None = None

    def open(self, **choices: object) -> None:
        where = locate(self.folder)
        history = History.open_to_write(where, self.clock.now)
        known = history.preferences()[0]
        first = {"safety_accepted": "1", "full_screen": False, "sounds": False, "get_set_s": 0}
        history.save_preferences(replace(known, **(first | choices)))  # type: ignore[arg-type]
        self._program = Program(where, history, None, clock=self.clock)
        self.program.window.resize(1280, 800)  # as on a usual screen; that of the tests is smaller
        self.program.show()
        self.qtbot.waitExposed(self.program.window)

    @property
    def program(self) -> Program:
        assert self._program is not None
        return self._program

    @property
    def page(self) -> PlanPage:
        return self.program.plans.page

    @property
    def panel(self) -> DosePanel:
        (found,) = [phase.panel() for phase in self.page.phases.panels if phase.panel() is not None]
        assert found is not None
        return found

    def close(self) -> None:
        if self._program is None:
            return
        self.program.window.close()
        self.program.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        self._program = None

    def to_plan(self) -> None:
        self.program.window.activateWindow()
        self.click(part(self.program.window, NavButton, "Plan"))
        assert self.program.window.current_page() == "plan"

    def row(self, place: DosePlace) -> PlanRow:
        return next(phase.rows[place] for phase in self.page.phases.panels if place in phase.rows)

    def click(self, widget: QWidget) -> None:
        self.qtbot.waitUntil(lambda: widget.isVisible() and widget.height() >= LOWEST)
        self.qtbot.mouseClick(widget, LEFT)

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.program.window.focusWidget() or self.program.window, key)
            self.clock.presses += 1

    def tab_to(self, widget: QWidget) -> None:
        self.qtbot.waitUntil(widget.isVisible)
        wanted = widget.focusProxy() or widget
        for _ in range(100):
            if self.program.window.focusWidget() is wanted:
                return
            self.press(Qt.Key.Key_Tab)
        raise AssertionError(f"Tab never came to {widget.accessibleName()!r}")

    def wait(self, seconds: float) -> None:
        left = seconds * 1000
        while left > 0 and self.program.sessions().driver.is_running():
            self.clock.ms += min(2000.0, left)
            left -= 2000.0
            self.program.sessions().driver.tick()

    def did(self, plan_id: str, *sessions: tuple[int, int, int]) -> None:
        """Sessions that were done in full: week, session, days ago. The window is not open."""
        with History.open_to_write(locate(self.folder), self.clock.now) as history:
            for week, session, days_ago in sessions:
                script = build_script(load_plan(plan_id), week, session, Preferences(), load_exercises())
                start = Began(script, False, EVENING - timedelta(days=days_ago), "Europe/Vienna", False)
                end = Ended(SessionState.FINISHED, script.length_ms)
                history.add_session([start, *sets_of(script), end])

    def focus(self) -> QWidget | None:
        return self.program.window.focusWidget()


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Person]:
    load_fonts()
    somebody = Person(memory_path / "data", qtbot)
    yield somebody
    somebody.close()


def coming_squats(person: Person) -> tuple[int, int]:
    """Sets and reps of the strength squats in the session that comes next."""
    steps = person.program.model.outlook.script().steps
    step = next(s for s in steps if s.is_set and s.block.has_rests and "squat" in s.exercise)
    return step.sets, step.reps or 0


def test_the_keyboard_alone_changes_a_dose_and_takes_it_back(person: Person) -> None:
    """Edit, a row's Edit, one set more: the minutes say so at once; Ctrl+Z gives the plan back."""
    person.open()
    person.to_plan()
    person.tab_to(person.page.phases.panels[0].edit)
    person.press(Qt.Key.Key_Return)
    person.tab_to(person.row(SQUATS).edit)
    person.press(Qt.Key.Key_Return)
    assert person.focus() is person.panel.steppers["sets"]
    assert not reads(person.panel, "35 → 37 min")
    person.press(Qt.Key.Key_Up)
    assert coming_squats(person) == (3, 15)
    assert reads(person.panel, "35 → 37 min")
    assert parts(person.row(SQUATS), Chip, "changed")
    assert person.page.changes.text.text() == "One exercise differs from the plan."
    person.press(Qt.Key.Key_Escape)
    assert all(phase.panel() is None for phase in person.page.phases.panels)
    QTest.keyClick(person.program.window.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert coming_squats(person) == (2, 15)
    assert not parts(person.row(SQUATS), Chip, "changed")


def test_the_mouse_opens_a_row_and_puts_single_numbers_back(person: Person) -> None:
    """A click on a row opens it; Reset beside a number gives back that number alone."""
    person.open()
    person.to_plan()
    person.click(person.row(SQUATS))
    panel = person.panel
    panel.steppers["sets"].stepUp()
    panel.steppers["rest"].stepDown()
    assert not panel.resets["sets"].isHidden() and not panel.resets["rest"].isHidden()
    assert panel.resets["amount"].isHidden()
    person.click(panel.resets["sets"])
    dose = dose_at(person.program.model.plans.plan, SQUATS)
    assert (dose.sets, dose.rest_s, dose.rest_chosen) == (2, 40, True)
    person.click(panel.reset_dose)
    assert person.program.model.plans.plan == KNEE
    person.click(panel.done)
    assert all(phase.panel() is None for phase in person.page.phases.panels)


def test_reps_tempo_and_seconds_change_the_session(person: Person) -> None:
    """Slower squats with more reps, and a longer wall sit, are what the next session asks for."""
    person.open()
    person.to_plan()
    person.click(person.row(SQUATS))
    person.panel.steppers["amount"].stepUp()
    person.panel.steppers["tempo 0"].stepUp()
    person.click(person.row(WALL_SIT))
    assert set(person.panel.steppers) == {"sets", "amount", "rest"}
    person.panel.steppers["amount"].stepUp()
    steps = person.program.model.outlook.script().steps
    squats = next(s for s in steps if s.is_set and s.block.has_rests)
    assert squats.tempo is not None
    assert (squats.reps, squats.tempo.first_ms, squats.length_ms) == (16, 2500, 16 * 4500)
    assert {s.length_ms for s in steps if s.exercise == "wall-sit" and s.kind is StepKind.HOLD} == {21_000}
    assert person.page.changes.text.text() == "Two exercises differ from the plan."


def test_changes_outlive_the_window(person: Person) -> None:
    """After a restart the plan is as it was left, and everything can still be put back."""
    person.open()
    person.to_plan()
    person.click(person.row(SQUATS))
    person.panel.steppers["sets"].stepUp()
    person.click(person.page.options.ease)
    person.close()
    person.open()
    person.to_plan()
    assert coming_squats(person) == (3, 15)
    assert person.page.options.ease.isChecked()
    person.click(person.page.changes.reset_all)
    assert person.program.model.plans.plan == KNEE
    assert person.page.changes.text.text() == ""


def test_the_switches_take_the_finisher_away_and_ease_the_second_phase(person: Person) -> None:
    """Off, the wall sit is not in the session; eased, week 4 has two sets."""
    person.open()
    person.to_plan()
    assert person.page.options.finisher.isChecked() and not person.page.options.ease.isChecked()
    person.tab_to(person.page.options.finisher)
    person.press(Qt.Key.Key_Space)
    assert "wall-sit" not in {s.exercise for s in person.program.model.outlook.script().steps}
    person.tab_to(person.page.options.ease)
    person.press(Qt.Key.Key_Space)
    week_4 = person.program.model.outlook.script(4, 1)
    assert {s.sets for s in week_4.steps if s.is_set and s.block.has_rests} == {2}


def test_a_running_session_and_the_past_keep_their_doses(person: Person) -> None:
    """A dose that is changed while a session runs changes the next one and nothing before."""
    person.did("six-week-knee", (1, 1, 3))
    person.open()
    person.program.entry.start()
    running = person.program.sessions().driver.state
    assert running is not None
    person.program.plans.refresh()
    person.page.phases.dose_asked.emit(SQUATS)
    person.panel.steppers["sets"].stepUp()
    person.program.plans.page.head.plan_chosen.emit("ten-essentials-home")
    assert person.program.sessions().driver.state is not None
    assert person.program.sessions().driver.state.script == running.script
    person.wait(80 * 60)
    queue = person.program.model.queue
    assert queue is not None
    person.qtbot.waitUntil(lambda: not queue.waiting())
    with HistoryReader.open(locate(person.folder)) as reader:
        records = reader.sessions()
    assert [record.script.plan for record in records] == ["six-week-knee"] * 2
    assert [record.state for record in records] == [SessionState.FINISHED] * 2
    for record in records:
        squats = [r for r in record.sets if r.exercise == "bodyweight-squat" and r.block.has_rests]
        assert [result.target_reps for result in squats] == [15, 15]


def test_another_plan_and_back_loses_nothing(person: Person) -> None:
    """After two sessions, the other plan begins at its week 1; coming back goes on where it was."""
    person.did("six-week-knee", (1, 1, 7), (1, 2, 4))
    person.open()
    before = person.program.model.outlook.script()
    assert (before.plan, before.week, before.session) == ("six-week-knee", 2, 1)
    person.to_plan()
    person.click(person.row(SQUATS))
    person.panel.steppers["sets"].stepUp()
    person.page.head.others.menu().actions()[-1].trigger()
    other = person.program.model.outlook.script()
    assert (other.plan, other.week, other.session) == ("ten-essentials-home", 1, 1)
    assert person.page.head.title.text() == "Ten essentials at home"
    person.close()
    person.did("ten-essentials-home", (1, 1, 2))
    person.open()
    person.to_plan()
    assert person.page.head.title.text() == "Ten essentials at home"
    assert person.program.model.outlook.script().session == 2
    person.page.head.others.menu().actions()[0].trigger()
    again = person.program.model.outlook.script()
    assert (again.plan, again.week, again.session) == ("six-week-knee", 2, 1)
    assert coming_squats(person) == (3, 15)
    assert person.page.head.note.text().startswith("Started Mon 23 February.")


def test_after_the_last_week_the_plan_can_be_repeated(person: Person) -> None:
    """At the end the page asks what next; repeating begins at week 1, keeps the history and can be undone."""
    person.did("six-week-knee", (6, 1, 6), (6, 2, 3))
    person.open()
    person.to_plan()
    assert not person.page.finished.isHidden()
    assert set(person.page.finished.ways) == {"ten-essentials-gym", "ten-essentials-home"}
    person.click(person.page.finished.repeat)
    script = person.program.model.outlook.script()
    assert (script.week, script.session) == (1, 1)
    assert person.page.finished.isHidden()
    with HistoryReader.open(locate(person.folder)) as reader:
        assert len(reader.sessions()) == 2
    person.click(person.page.changes.undo)
    assert person.program.model.outlook.script().week == 6
    person.page.finished.repeat.click()
    person.close()
    person.open()
    script = person.program.model.outlook.script()
    assert (script.week, script.session) == (1, 1)


def test_going_on_with_another_plan_after_the_end(person: Person) -> None:
    """One press at the end of the plan follows the essentials from their first week."""
    person.did("six-week-knee", (6, 1, 6), (6, 2, 3))
    person.open()
    person.to_plan()
    person.click(person.page.finished.ways["ten-essentials-gym"])
    assert person.program.model.outlook.script().plan == "ten-essentials-gym"


def test_a_copy_is_made_followed_and_deleted(person: Person) -> None:
    """The copy has the changes in it as its own; deleting it goes back to the usual plan."""
    person.open()
    person.to_plan()
    person.click(person.row(SQUATS))
    person.panel.steppers["sets"].stepUp()
    next(a for a in person.page.head.more.menu().actions() if a.data() == "copy").trigger()
    assert person.focus() is person.page.confirm.name
    QTest.keyClicks(person.page.confirm.name, "Sam's plan")
    QTest.keyClick(person.page.confirm.name, Qt.Key.Key_Return)
    assert person.page.head.title.text() == "Sam's plan"
    assert coming_squats(person) == (3, 15)
    assert person.page.changes.text.text() == ""
    person.close()
    person.open()
    person.to_plan()
    assert person.page.head.title.text() == "Sam's plan"
    person.page.head.more.menu().actions()[-1].trigger()
    person.click(person.page.confirm.yes)
    assert person.page.head.title.text() == "Six-week knee plan"
    assert coming_squats(person) == (3, 15)  # the changes to the plan it was made from are still there
    assert list((person.folder / "plans").iterdir()) == []


def copied(person: Person, name: str) -> None:
    """Follow a copy of the six-week plan, with its first phase open for changes."""
    person.open()
    person.to_plan()
    person.click(person.page.phases.panels[0].edit)
    person.click(person.page.phases.panels[0].duplicate)
    QTest.keyClicks(person.page.confirm.name, name)
    QTest.keyClick(person.page.confirm.name, Qt.Key.Key_Return)
    assert person.page.head.title.text() == name


def entry(person: Person, text: str) -> QAction | None:
    return next((a for a in person.page.head.more.menu().actions() if a.text() == text), None)


def test_an_own_plan_gets_another_name(person: Person) -> None:
    """The name is in the page, the list of plans and the file, outlives the window, and can be undone."""
    copied(person, "Mine")
    file = person.folder / "plans" / "mine.toml"
    first = file.read_text()
    for expected in ("Knees after work", "Mine", "Knees after work"):
        rename = entry(person, "Rename this plan…")
        assert rename is not None
        rename.trigger()
        assert (person.focus(), person.page.confirm.name.accessibleName()) == (
            person.page.confirm.name,
            "Name of the plan",
        )
        if expected == "Mine":
            person.press(Qt.Key.Key_Escape)
            person.click(person.page.changes.undo)
            assert file.read_text() == first
        else:
            QTest.keyClicks(person.page.confirm.name, "  Knees  after work ")
            QTest.keyClick(person.page.confirm.name, Qt.Key.Key_Return)
            assert person.page.changes.text.text() == "This plan was called Mine."
        assert person.page.head.title.text() == expected
    person.close()
    person.open()
    person.to_plan()
    assert person.page.head.title.text() == "Knees after work"
    assert strength(person) == FOUR


@pytest.mark.parametrize("asked", ["Rename this plan…", "Delete this plan…"])
def test_a_question_goes_with_the_plan_that_it_was_about(person: Person, asked: str) -> None:
    """Whoever turns to another plan while a question is open cannot answer it for that one."""
    copied(person, "Mine")
    question = entry(person, asked)
    assert question is not None
    question.trigger()
    assert person.page.confirm.isVisible()
    person.page.head.plan_chosen.emit("six-week-knee")
    assert person.page.head.title.text() == "Six-week knee plan"
    assert not person.page.confirm.isVisible()


def test_an_empty_name_changes_nothing_and_built_in_plans_keep_theirs(person: Person) -> None:
    """An empty name changes nothing; a plan that came with KneeTimer is not renamed."""
    person.open()
    person.to_plan()
    assert entry(person, "Rename this plan…") is None
    person.close()
    copied(person, "Mine")
    rename = entry(person, "Rename this plan…")
    assert rename is not None
    rename.trigger()
    person.page.confirm.name.clear()
    QTest.keyClicks(person.page.confirm.name, "   ")
    QTest.keyClick(person.page.confirm.name, Qt.Key.Key_Return)
    assert person.page.head.title.text() == "Mine"
    assert person.page.changes.undo.isHidden()


def strength(person: Person) -> list[str]:
    """The strength exercises of the session that comes next."""
    steps = person.program.model.outlook.script().steps
    return list(dict.fromkeys(s.exercise for s in steps if s.block.value == "strength"))


FOUR = ["bodyweight-squat", "glute-bridge", "clamshell", "terminal-knee-extension"]


def test_exercises_of_an_own_plan_come_move_and_go(person: Person) -> None:
    """One is added, moved up and taken out; each is in the next session and the file, and can be undone."""
    copied(person, "Mine")
    file = person.folder / "plans" / "mine.toml"
    first = file.read_text()
    adder = next(a for a in person.page.phases.panels[0].adders if a.spot.kind.value == "strength")
    next(a for a in adder.menu().actions() if a.data() == "step-up").trigger()
    assert strength(person) == [*FOUR, "step-up"]
    assert person.page.changes.text.text() == "Added to this plan: Step-ups."
    assert reads(person.panel, "35 → 40 min")
    person.click(person.panel.up)
    assert strength(person)[-2:] == ["step-up", "terminal-knee-extension"]
    person.click(person.panel.remove)
    assert strength(person) == FOUR
    assert person.page.changes.text.text() == "Taken out of this plan: Step-ups."
    for expected in ([*FOUR[:3], "step-up", FOUR[3]], [*FOUR, "step-up"], FOUR):
        person.click(person.page.changes.undo)
        assert strength(person) == expected
    assert file.read_text() == first
    assert person.page.changes.undo.isHidden()


def test_moving_by_keyboard_keeps_the_keyboard_at_its_button(person: Person) -> None:
    """Space on Move up, three times, brings the last to the top; there the keyboard is at Move down."""
    copied(person, "Mine")
    person.click(person.row(DosePlace("strength", 1, 3)).edit)
    person.tab_to(person.panel.up)
    person.press(Qt.Key.Key_Space, Qt.Key.Key_Space, Qt.Key.Key_Space)
    assert strength(person) == [FOUR[3], *FOUR[:3]]
    assert person.focus() is person.panel.down


@pytest.mark.parametrize("how", ["reset", "reset dose", "undo"])
def test_an_error_in_a_dose_says_why_and_goes_with_its_cause(person: Person, how: str) -> None:
    """What was typed wrongly stays, with a sentence under the number, until the number is given otherwise."""
    person.open()
    person.to_plan()
    person.click(person.row(SQUATS))
    person.panel.steppers["rest"].stepUp()
    person.panel.steppers["sets"].stepUp()
    sets = person.panel.steppers["sets"]
    sets.setFocus()
    sets.selectAll()
    QTest.keyClicks(sets, "abc")
    QTest.keyClick(sets, Qt.Key.Key_Return)

    def said() -> str:
        texts = person.panel.findChildren(Text)
        return " ".join(text.text() for text in texts if text.isVisibleTo(person.panel))

    person.panel.steppers["rest"].stepUp()
    assert sets.text() == "abc" and "“abc” is not a number." in said()
    panel = person.panel
    person.click({"reset": panel.resets["sets"], "reset dose": panel.reset_dose, "undo": panel.undo}[how])
    assert sets.text() == ("3" if how == "undo" else "2")
    assert "abc" not in said()


@pytest.mark.parametrize("at", [0, 1, 3])
def test_what_is_taken_out_leaves_the_keyboard_at_its_neighbour(person: Person, at: int) -> None:
    """At the one that comes up into its place, or the last one there is; the page stays where it is."""
    copied(person, "Mine")
    person.program.window.resize(1024, 600)
    person.click(person.row(DosePlace("strength", 1, at)).edit)
    person.tab_to(person.panel.remove)
    (scroll,) = person.page.findChildren(ScrollPage)
    before = scroll.verticalScrollBar().value()
    person.press(Qt.Key.Key_Space)
    assert len(strength(person)) == 3
    near = person.row(DosePlace("strength", 1, min(at, 2))).edit
    person.qtbot.waitUntil(lambda: near.visibleRegion().boundingRect() == near.rect())
    assert person.focus() is near
    assert scroll.verticalScrollBar().value() == before


def test_a_change_of_a_dose_goes_with_its_exercise_and_outlives_the_window(person: Person) -> None:
    """Three sets of squats stay three sets of squats when they are moved, also after a restart."""
    copied(person, "Mine")
    person.click(person.row(SQUATS))
    person.panel.steppers["sets"].stepUp()
    person.click(person.panel.down)
    assert coming_squats(person) == (3, 15)
    person.close()
    person.open()
    assert strength(person)[:2] == ["glute-bridge", "bodyweight-squat"]
    assert coming_squats(person) == (3, 15)


def test_the_last_strength_exercise_stays_and_the_window_says_why(person: Person) -> None:
    """A plan without strength work is refused in one sentence; the finisher may go and come back."""
    copied(person, "Mine")
    for _ in range(3):
        person.click(person.row(SQUATS).edit)
        person.click(person.panel.remove)
    person.click(person.row(SQUATS).edit)
    person.click(person.panel.remove)
    said = person.program.window.banner.message()
    assert said == "Every week needs a strength exercise. Add another one first."
    assert strength(person) == FOUR[3:]
    person.click(person.row(WALL_SIT).edit)
    person.click(person.panel.remove)
    assert "wall-sit" not in {s.exercise for s in person.program.model.outlook.script().steps}
    adder = next(a for a in person.page.phases.panels[0].adders if a.spot.kind.value == "finisher")
    next(a for a in adder.menu().actions() if a.data() == "wall-sit").trigger()
    assert "wall-sit" in {s.exercise for s in person.program.model.outlook.script(3, 1).steps}
    assert "wall-sit" not in {s.exercise for s in person.program.model.outlook.script(4, 1).steps}


def test_of_two_equal_exercises_the_changed_one_moves(person: Person) -> None:
    """Two step-ups with the same dose in the plan, one of them with three sets: that one goes up."""
    copied(person, "Mine")
    for _ in range(2):
        adder = next(a for a in person.page.phases.panels[0].adders if a.spot.kind.value == "strength")
        next(a for a in adder.menu().actions() if a.data() == "step-up").trigger()
    person.panel.steppers["sets"].stepUp()
    person.click(person.panel.up)
    sets = [dose_at(person.program.model.plans.plan, DosePlace("strength", 1, at)).sets for at in (4, 5)]
    assert sets == [3, 2]
    person.click(person.page.changes.undo)
    sets = [dose_at(person.program.model.plans.plan, DosePlace("strength", 1, at)).sets for at in (4, 5)]
    assert sets == [2, 3]


def test_a_file_that_was_changed_by_hand_stays_and_the_window_says_so(person: Person) -> None:
    """What somebody wrote into their plan while the window was open is not written over."""
    copied(person, "Mine")
    file = person.folder / "plans" / "mine.toml"
    file.write_text(file.read_text().replace("reps = 20", "reps = 21"))
    by_hand = file.read_text()
    person.click(person.row(SQUATS).edit)
    person.click(person.panel.remove)
    assert "is not as KneeTimer left it" in person.program.window.banner.message()
    assert file.read_text() == by_hand
    assert strength(person) == FOUR


def test_a_running_session_keeps_its_exercises(person: Person) -> None:
    """An exercise that is taken out while a session runs is in that session and no longer in the next."""
    copied(person, "Mine")
    person.program.entry.start()
    running = person.program.sessions().driver.state
    assert running is not None
    person.page.phases.exercise_removed.emit(SQUATS)
    person.page.phases.exercise_moved.emit(SQUATS, 1)
    state = person.program.sessions().driver.state
    assert state is not None and state.script == running.script
    assert strength(person) == ["clamshell", "glute-bridge", "terminal-knee-extension"]
    person.wait(80 * 60)
    with HistoryReader.open(locate(person.folder)) as reader:
        (record,) = reader.sessions()
    assert "bodyweight-squat" in {result.exercise for result in record.sets if result.block.has_rests}


def test_plans_that_come_with_the_program_keep_their_exercises(person: Person) -> None:
    """There the page offers a copy, and nothing to add, move or take out."""
    person.open()
    person.to_plan()
    person.click(person.page.phases.panels[0].edit)
    person.click(person.row(SQUATS).edit)
    assert person.page.phases.panels[0].duplicate.isVisible()
    assert not any(adder.isVisible() for adder in person.page.phases.panels[0].adders)
    assert not person.panel.up.isVisible() and not person.panel.remove.isVisible()


def test_a_plan_file_comes_in_and_goes_out(person: Person, tmp_path: Path) -> None:
    """An exported plan has the changes in it; a broken file is refused with one sentence in the banner."""
    person.open()
    person.to_plan()
    person.click(person.row(SQUATS))
    person.panel.steppers["sets"].stepUp()
    file = tmp_path / "for-a-friend.toml"
    person.program.plans.files.export_to(file)
    plan = read_plan(file, load_exercises())
    assert dose_at(plan, SQUATS).sets == 3
    person.program.plans.files.import_file(file)
    others = person.page.head.others.menu().actions()
    assert others[-1].text() == "Six-week knee plan (yours)"
    file.write_text("weeks = 6")
    person.program.plans.files.import_file(file)
    told = "for-a-friend.toml, line 1 (format): this field is missing; add it, for example format = 1."
    assert person.program.window.banner.message() == told
    assert person.page.head.title.text() == "Six-week knee plan"


def test_shorter_sessions_stand_beside_start_with_their_lengths(person: Person) -> None:
    """The menu says how long each takes; what was chosen is done, and the history shows it."""
    person.open()
    short = part(person.program.today.page, ActionsButton, "Shorter sessions")
    person.qtbot.waitUntil(lambda: bool(short.menu().actions()))
    lines = [action.text() for action in short.menu().actions()]
    assert lines[0] == "These count for your plan"
    assert "Warm-up only (5:41)" in lines
    ten = next(a for a in short.menu().actions() if a.data() == "short-10")
    ten.trigger()
    assert person.program.sessions().driver.is_running()
    state = person.program.sessions().driver.state
    assert state is not None
    assert state.script.kind is SessionKind.SHORT_10
    assert state.script.length_ms <= 600_000
    person.wait(601)
    assert person.program.summary().page.isVisible()
    assert says(person.program.summary().page, "Session 1 of week 1 (10 minutes) is done")
    person.program.window.show_page("today")
    coming = person.program.model.outlook.script()
    assert (coming.week, coming.session) == (1, 1)


def test_the_short_menu_opens_by_keyboard(person: Person) -> None:
    """Tab comes to Short; Enter opens its menu and does not start the session."""
    person.open()
    short = part(person.program.today.page, ActionsButton, "Shorter sessions")
    person.tab_to(short)
    person.press(Qt.Key.Key_Return)
    assert short.menu().isVisible() and short.menu().actions()
    assert not person.program.sessions().driver.is_running()
    short.menu().hide()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800), (1920, 1080)])
def test_nothing_of_an_open_panel_is_cut_off_at_its_sides(person: Person, size: tuple[int, int]) -> None:
    """Every control of the panel lies within its card, at every size of the window."""
    person.open()
    person.program.window.resize(*size)
    person.to_plan()
    person.click(person.page.phases.panels[0].edit)
    person.click(person.row(SQUATS).edit)
    person.panel.steppers["sets"].stepUp()
    QApplication.sendPostedEvents()  # lays out
    for row in person.page.phases.panels[0].rows.values():
        for button in (row.edit, row.swap):
            assert row.rect().contains(button.geometry())
    panel = person.panel
    for control in (*panel.steppers.values(), panel.resets["sets"], panel.done, panel.undo):
        corner = control.mapTo(panel, control.rect().topLeft())
        assert corner.x() >= 0 and corner.x() + control.width() <= panel.width()


@pytest.mark.parametrize("size", [(1024, 640), (1280, 800)])
def test_days_and_calendar_are_a_press_away(person: Person, size: tuple[int, int]) -> None:
    """Beside the name where there is room, else in the menu; both lead to their place in the settings."""
    person.open()
    person.program.window.resize(*size)
    person.to_plan()
    wide = size[0] > 1200
    head = person.page.head
    person.qtbot.waitUntil(lambda: head.days.isVisible() is wide)
    for button, setting in ((head.days, "wish_days"), (head.calendar, "calendar_file")):
        person.to_plan()
        if wide:
            person.click(button)
        else:
            actions = head.more.menu().actions()
            next(action for action in actions if action.text() == button.text()).trigger()
        assert person.program.window.current_page() == "settings"
        focus = person.focus()
        assert focus is not None
        assert person.program.settings().page.pane.row(setting).isAncestorOf(focus)
