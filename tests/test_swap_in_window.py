"""The sheet on which an exercise is swapped, in the whole program: by keys and mouse, today or longer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from fakes import StandingClock
from on_screen import says
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from test_plan_controller import CLAMSHELLS, KNEE, Person

from kneetimer.core.plan_edit import DosePlace, dose_at
from kneetimer.ui.plan.swap_sheet import SwapSheet
from kneetimer.ui.shell.theme import load_fonts

EXTENSIONS = DosePlace("strength", 1, 3)


class Swapper(Person):
    """Somebody at the sheet."""

    def ask(self, place: DosePlace) -> SwapSheet:
        phase = next(each for each in self.page.phases.panels if place in each.rows)
        if not phase.edit.isChecked():
            self.click(phase.edit)
        self.click(self.row(place).swap)
        assert self.sheet.isVisible()
        return self.sheet

    @property
    def sheet(self) -> SwapSheet:
        return self.program.plan_room.swaps.sheet(self.program.window)

    def names(self) -> list[str]:
        return [tile.option.name for tile in self.sheet.tiles]

    def coming(self) -> set[str]:
        steps = self.program.model.outlook.script().steps
        return {step.exercise for step in steps if step.is_set and step.block.has_rests}


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Swapper]:
    load_fonts()
    somebody = Swapper(memory_path / "data", qtbot)
    somebody.open()
    somebody.to_plan()
    yield somebody
    somebody.close()


def test_a_swap_for_today_alone_by_keys(person: Swapper) -> None:
    """Arrows choose, Enter takes it; today has it, the plan and tomorrow have not; Undo brings it back."""
    sheet = person.ask(CLAMSHELLS)
    person.press(Qt.Key.Key_Down)
    taken = next(tile.option.exercise for tile in sheet.tiles if tile.isChecked())
    assert taken != sheet.tiles[0].option.exercise
    assert "clamshell" in person.coming()
    person.press(Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert taken in person.coming() and "clamshell" not in person.coming()
    assert person.program.model.plans.plan == KNEE
    outlook = person.program.model.outlook
    tomorrow = outlook.again(now=outlook.now + timedelta(days=1)).script()
    assert "clamshell" in {step.exercise for step in tomorrow.steps}
    person.program.undo.undo()
    assert "clamshell" in person.coming()


def test_a_swap_for_its_weeks_by_mouse(person: Swapper) -> None:
    """The row says for what it stands; the plan's own can be taken again."""
    sheet = person.ask(CLAMSHELLS)
    person.click(sheet.scopes.buttons()[1])
    person.click(next(tile for tile in sheet.tiles if tile.option.exercise == "side-leg-raise"))
    assert person.program.model.plans.plan == KNEE
    assert sheet.use.text() == "Use Side leg raises"
    person.click(sheet.use)
    assert says(person.row(CLAMSHELLS), "Side leg raises")
    assert dose_at(person.program.model.plans.plan, CLAMSHELLS).exercise == "side-leg-raise"
    sheet = person.ask(CLAMSHELLS)
    person.click(sheet.scopes.buttons()[1])
    person.click(next(tile for tile in sheet.tiles if tile.option.exercise == "clamshell"))
    person.click(sheet.use)
    assert person.program.model.plans.plan == KNEE


def test_escape_keeps_what_is_planned(person: Swapper) -> None:
    """Nothing is applied by looking, and the keyboard is where it was."""
    sheet = person.ask(CLAMSHELLS)
    person.press(Qt.Key.Key_Right, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert "clamshell" in person.coming() and person.program.model.plans.plan == KNEE


def test_missing_kit_is_said_and_comes_last_but_can_be_taken(person: Swapper) -> None:
    """A leg press that is not there stands last with its kit in words, and today has it when it is chosen."""
    chosen = person.program.model.preferences
    for kit in ("leg-press", "dumbbell", "barbell"):
        chosen = chosen.with_kit(kit, missing=True)
    person.program.model.choose(chosen)
    sheet = person.ask(EXTENSIONS)
    lacking = [tile.option.lacks for tile in sheet.tiles]
    assert lacking == sorted(lacking) and lacking[-1] and not lacking[0]
    press = next(tile for tile in sheet.tiles if tile.option.exercise == "leg-press")
    assert press.option.kit == "Leg press machine: not in your kit"
    press.setChecked(True)
    assert press.option.consequence.startswith("You need: Leg press machine.")
    person.press(Qt.Key.Key_Return)
    assert "leg-press" in person.coming()


def test_minutes_are_those_of_the_session_after_the_swap(person: Swapper) -> None:
    """What a tile says comes true when it is taken."""
    sheet = person.ask(CLAMSHELLS)
    walks = next(tile for tile in sheet.tiles if tile.option.exercise == "lateral-band-walk")
    said = walks.option.minutes
    walks.setChecked(True)
    person.press(Qt.Key.Key_Return)
    minutes = round(person.program.model.outlook.script().length_ms / 60_000)
    assert said.endswith(f"{minutes} min")


def test_the_sheet_counts_the_hour_that_a_night_loses(person: Swapper) -> None:
    """From 01:55 on a session is done after three, where nothing comes between two and three."""
    person.close()
    person.clock = StandingClock(datetime(2026, 3, 29, 1, 55, tzinfo=ZoneInfo("Europe/Vienna")))
    person.open()
    person.to_plan()
    options = [tile.option.consequence for tile in person.ask(CLAMSHELLS).tiles]
    assert options and all(" done at 03:" in said for said in options)


def test_where_nothing_works_the_same_muscles_the_sheet_says_so(person: Swapper) -> None:
    """A quad stretch has no other: the one button keeps it, and nothing changes."""
    sheet = person.ask(DosePlace("cool-down", 1, 0))
    assert person.names() == [] and not sheet.use.isVisible()
    assert sheet.keep.hasFocus()
    person.press(Qt.Key.Key_Return)
    assert not sheet.isVisible() and person.program.model.plans.plan == KNEE
