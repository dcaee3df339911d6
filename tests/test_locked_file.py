"""While another program has the data file to itself, every page and every command says so in plain words."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from fakes import StandingClock
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from stored_sessions import START, StillClock

from kneetimer.__main__ import main
from kneetimer.core.preferences import Preferences
from kneetimer.program import demo
from kneetimer.program.program import Program
from kneetimer.storage.errors import StorageError
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History, HistoryReader
from kneetimer.ui.shell.theme import load_fonts

SAYS = "another program is using it"
INSIDE = "Something went wrong inside"
_HOLD = """
import sqlite3, sys
held = sqlite3.connect(sys.argv[1], isolation_level=None)
held.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Another process has the file to itself."""
    command = [sys.executable, "-c", _HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdin is not None
        assert other.stdout.readline() == "held\n"
        try:
            yield
        finally:
            other.stdin.close()
            other.wait()


@pytest.fixture
def where(memory_path: Path) -> Locations:
    """Six weeks of sessions and answers."""
    there = locate(memory_path / "data")
    plan, exercises = load_plan("six-week-knee"), load_exercises()
    with History.open_to_write(there, StillClock()) as history:
        demo.store(history, demo.six_weeks(plan, exercises, START.date()))
        history.save_preferences(
            Preferences(safety_accepted="1", full_screen=False, sounds=False, get_set_s=0)
        )
    return there


@pytest.fixture
def program(where: Locations, qtbot: QtBot) -> Iterator[Program]:
    load_fonts()
    history = History.open_to_write(where, StillClock())
    history._database.connection.execute("PRAGMA busy_timeout = 20")  # nobody has to wait for a test
    opened = Program(where, history, None, clock=StandingClock(START))
    opened.show()
    qtbot.waitExposed(opened.window)
    yield opened
    opened.window.close()
    opened.window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("page", ["today", "plan", "progress", "exercises", "learn", "settings"])
def test_a_page_that_opens_says_that_the_file_is_in_use(
    program: Program, where: Locations, page: str
) -> None:
    """No page speaks of a fault of the program; Progress, which has to read, says what is wrong."""
    with held(where.database):
        program.window.show_page("exercises" if page == "today" else "today")
        program.window.show_page(page)
    assert INSIDE not in program.window.banner.message()
    assert (SAYS in program.window.banner.message()) or page != "progress"


def test_progress_has_everything_once_the_file_is_free(program: Program, where: Locations) -> None:
    """Opened while the file was in use, the page shows the sessions when it is opened again."""
    with held(where.database):
        program.window.show_page("progress")
        while_held = len(program.progress().page.table.row_texts())
    program.window.show_page("today")
    program.window.show_page("progress")
    with HistoryReader.open(where) as reader:
        newest = reader.sessions()[0]
    rows = program.progress().page.table.row_texts()
    assert len(rows) > while_held
    assert rows[0][1] == f"Week {newest.script.week}, session {newest.script.session}"


def test_an_error_of_storage_that_nobody_expected_is_told_in_its_own_words(
    program: Program, where: Locations
) -> None:
    """Whatever reads at whatever moment: the person hears what storage has to say."""
    with held(where.database):
        try:
            HistoryReader.open(where)
        except StorageError:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
    assert SAYS in program.window.banner.message()


@pytest.mark.parametrize(
    "words",
    [
        ("history",),
        ("history", "--json"),
        ("preview",),
        ("verify",),
        ("remind",),
        ("export", "OUT"),
        ("report", "OUT/page.pdf"),
        ("import", "OUT/kneetimer.json"),
    ],
    ids=" ".join,
)
def test_a_command_says_that_the_file_is_in_use(
    where: Locations, tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """One sentence, no traceback, and an exit code that scripts can tell from success."""
    (tmp_path / "kneetimer.json").write_text(json.dumps({}))
    command = [word.replace("OUT", str(tmp_path)) for word in words]
    with held(where.database):
        try:
            code = main([*command, "--data-dir", str(where.data_dir)], StandingClock(START + timedelta(1)))
        except SystemExit as left:
            code = left.code  # type: ignore[assignment]
    said = capsys.readouterr()
    assert code
    assert SAYS in said.out + said.err
    assert "Traceback" not in said.err
