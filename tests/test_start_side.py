"""The weaker side first and one set more for it, from the record of a person, in the whole program."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from on_screen import button
from PySide6.QtCore import Qt
from stored_sessions import sets_of
from test_program import EVENING, Person, person

from kneetimer.__main__ import main
from kneetimer.core.exercise import Side
from kneetimer.core.preferences import Preferences
from kneetimer.core.record import Began, Ended, SessionState
from kneetimer.core.script import Step, StepKind, build_script
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History
from kneetimer.ui.today.session_tile import SessionTile

__all__ = ["person"]


def fewer(step: Step) -> int | None:
    less = 4 if step.exercise == "clamshell" and step.side is Side.RIGHT else 0
    return step.reps and step.reps - less


def right_does_less(person: Person) -> None:
    """Two sessions of week 1 in which the right leg stopped early in every clamshell set."""
    with History.open_to_write(locate(person.folder), person.clock.now) as history:
        for number, days_ago in ((1, 7), (2, 3)):
            script = build_script(load_plan("six-week-knee"), 1, number, Preferences(), load_exercises())
            start = Began(script, False, EVENING - timedelta(days=days_ago), "Europe/Vienna", False)
            end = Ended(SessionState.FINISHED, script.length_ms)
            history.add_session([start, *sets_of(script, fewer), end])


def skip_to_clamshells(person: Person) -> None:
    while not person.at.startswith("clamshell"):
        person.press(Qt.Key.Key_Right)


def test_the_right_leg_that_stopped_early_begins(person: Person, capsys: pytest.CaptureFixture[str]) -> None:
    """Chosen in the settings, the clamshells begin on the right: on the stage and in the terminal."""
    right_does_less(person)
    program = person.open()
    program.window.show_page("settings")
    program.settings().page.go_to("start_side")
    button(program.settings().page, "Weaker first").click()
    program.model.flush()
    program.window.show_page("today")
    person.press(Qt.Key.Key_Space)
    skip_to_clamshells(person)
    state = program.sessions().driver.state
    assert state is not None and state.step.side is Side.RIGHT
    assert "right" in program.sessions().page.accessibleDescription().lower()
    person.close()
    capsys.readouterr()
    assert main(["preview", "--json", "--data-dir", str(person.folder)], person.clock) == 0
    steps = json.loads(capsys.readouterr().out)["steps"]
    assert next(each["side"] for each in steps if each["exercise"] == "clamshell") == "right"


def test_the_right_leg_has_one_set_more(person: Person) -> None:
    """Today says so with the time that it takes; the session has three sets on the right, two on the left."""
    right_does_less(person)
    program = person.open()
    before_ms = program.model.script().length_ms
    program.model.choose(program.model.preferences.with_(extra_weaker_set=True))
    longer_ms = program.model.script().length_ms - before_ms
    assert 60_000 < longer_ms < 180_000  # a rest and a set
    tiles = program.today.page.findChildren(SessionTile)
    notes = [tile.accessibleDescription() for tile in tiles if tile.text() == "Clamshells"]
    assert any("one set more with the right leg" in note for note in notes), notes
    person.press(Qt.Key.Key_Space)
    state = program.sessions().driver.state
    assert state is not None
    sets = [
        (step.side.value if step.side else "", step.set, step.sets)
        for step in state.script.steps
        if step.kind is StepKind.WORK and step.exercise == "clamshell"
    ]
    assert sets == [("left", 1, 2), ("right", 1, 3), ("left", 2, 2), ("right", 2, 3), ("right", 3, 3)]
