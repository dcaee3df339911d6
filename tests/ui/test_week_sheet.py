"""A week of the plan on paper: what the sheet says, and that its PDF has all of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtPdf import QPdfDocument
from pytestqt.qtbot import QtBot

from kneetimer.core.plan import Plan
from kneetimer.core.preferences import Preferences
from kneetimer.storage.plans.library import kit_label, load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.ui.figures.figure_look import figure_look
from kneetimer.ui.plan.week_sheet import WeekSheet, week_sheet, write_sheet
from kneetimer.ui.progress.saved_file import NotWrittenError
from kneetimer.ui.shell.theme import load_fonts

EXERCISES = load_exercises()
KNEE = load_plan("six-week-knee")
LOOK = figure_look(Preferences(), dark=False)


def sheet_of(plan: Plan, week: int, *, sessions: int = 2, finisher: bool = True) -> WeekSheet:
    return week_sheet(plan, week, sessions, EXERCISES, kit_label, Preferences(finisher=finisher))


def test_the_sheet_has_the_week_as_it_is_done() -> None:
    """Week 5: its phase and kit, three boxes for squats, that week's hold; no finisher where it is off."""
    sheet = sheet_of(KNEE, 5)
    rows = {row.heading: row for row in sheet.rows if row.exercise}
    assert sheet.subtitle.startswith("Week 5 of 6, Strengthening. You need: ")
    squats = [row for row in sheet.rows if row.heading == "Bodyweight squats"][-1]
    assert (squats.dose, squats.sets) == ("3 × 20", 3)
    assert rows["Wall sit"].dose == "2 × 28 s"
    assert "Wall sit" not in {row.heading for row in sheet_of(KNEE, 5, finisher=False).rows}


@pytest.mark.parametrize("week", [1, 4])
def test_a_week_of_the_knee_plan_is_one_page(qtbot: QtBot, tmp_path: Path, week: int) -> None:
    """The page is A4 and has every exercise with its dose as text."""
    load_fonts()
    sheet = sheet_of(KNEE, week, sessions=3)
    write_sheet(sheet, LOOK, tmp_path / "week.pdf")
    document = QPdfDocument()
    document.load(str(tmp_path / "week.pdf"))
    assert document.pageCount() == 1
    assert round(document.pagePointSize(0).width()) == 595
    text = " ".join(document.getAllText(0).text().replace("‑", "-").split())
    for row in sheet.rows:
        assert row.heading in text and row.dose in text


def test_a_long_plan_goes_on_on_the_next_page(qtbot: QtBot, tmp_path: Path) -> None:
    """Twelve exercises in one part need two pages, each with the plan's name."""
    load_fonts()
    block = next(each for each in KNEE.blocks if each.kind.value == "strength")
    long = replace(block, doses=block.doses * 3)
    plan = replace(KNEE, blocks=tuple(long if each is block else each for each in KNEE.blocks))
    write_sheet(sheet_of(plan, 1), LOOK, tmp_path / "week.pdf")
    document = QPdfDocument()
    document.load(str(tmp_path / "week.pdf"))
    assert document.pageCount() == 2
    assert all("Session 2" in document.getAllText(page).text() for page in (0, 1))


def test_a_folder_in_the_place_of_the_file_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    """Nothing is written, and why is told."""
    load_fonts()
    with pytest.raises(NotWrittenError):
        write_sheet(sheet_of(KNEE, 1), LOOK, tmp_path)
