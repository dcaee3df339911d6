"""A plan, a phase and an exercise of thirty wide letters, on every page of the smallest common window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from looks import faults, settle
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from test_builder import Builder
from test_own_exercise_in_window import fill, opened

from kneetimer.core.session_keys import LeaveAnswer, SessionKey
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.ui.shell.theme import load_fonts

WIDE = "W" * 30
SMALL = (1024, 600)
FINE = re.compile("W…” of|of QLineEdit “Name of the plan”")


@pytest.fixture
def person(memory_path: Path, qtbot: QtBot) -> Iterator[Builder]:
    """Somebody who made an exercise and a plan of these names, and follows it."""
    load_fonts()
    somebody = Builder(memory_path / "data", qtbot)
    somebody.open()
    somebody.program.window.resize(*SMALL)
    somebody.to_builder()
    sheet = opened(somebody, "new")
    fill(sheet, WIDE, "Lie down.", "Slide one heel up.", "Slide it back.")
    sheet.save.click()
    (made,) = somebody.program.model.known.own
    somebody.builder.library.tile(made.id).click()
    somebody.builder.name.setText(WIDE)
    somebody.builder.renamed.emit(WIDE)
    yield somebody
    somebody.close()


def wrong(person: Builder, root: QWidget | None = None) -> list[str]:
    """What is wrong with how it looks now. That a name is shortened or goes on in its field is right."""
    window = person.program.window
    settle(window, root or window, *SMALL)
    assert (window.width(), window.height()) == SMALL
    return [str(each) for each in faults(root or window) if not FINE.search(each.what)]


def test_nothing_is_cut_or_wider_than_the_window(person: Builder) -> None:
    """In the builder, on all pages, in a session and in its summary."""
    assert wrong(person) == []
    person.builder.save.click()
    assert person.followed == WIDE
    for page in ("today", "plan", "exercises", "progress", "settings", "learn"):
        person.program.window.show_page(page)
        assert wrong(person) == [], page
    person.program.entry.start()
    driver = person.program.sessions().driver
    assert wrong(person) == []
    driver.press(SessionKey.SKIP)
    assert wrong(person) == []
    driver.press(SessionKey.SKIP)
    driver.press(SessionKey.LEAVE)
    driver.answer_leave(LeaveAnswer.PARTIAL)
    assert wrong(person) == []


def test_a_phase_of_a_wide_name(person: Builder) -> None:
    """On Today and on Plan, where it stands with its weeks."""
    knee = load_plan("six-week-knee")
    phases = tuple(replace(each, name=WIDE) for each in knee.phases)
    added = person.program.model.plans.repository.add(replace(knee, phases=phases), WIDE)
    person.page.head.plan_chosen.emit(added.id)
    for page in ("today", "plan"):
        person.program.window.show_page(page)
        assert wrong(person) == [], page
