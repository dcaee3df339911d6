"""Holds that the real clock and the real zone are read in one file of the program, and by no test.

Reads sources only. What runs the whole program in a process of its own is not looked into: it has a clock.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
READER = ROOT / "kneetimer" / "devices" / "process" / "clock.py"
COMPOSER = ROOT / "kneetimer" / "__main__.py"  # makes the one real clock where it is given none
TEST_OF_THE_READER = ROOT / "tests" / "devices" / "test_clock.py"

# Without what tells a time: `now(zone)` reads the clock as `now()` does.
READING_METHODS = {"datetime": {"now", "today", "utcnow"}, "date": {"today"}}
READING_TIME = {
    "altzone", "asctime", "clock_gettime", "clock_gettime_ns", "ctime", "daylight", "gmtime", "localtime",
    "mktime", "strftime", "time", "time_ns", "timezone", "tzname",
}  # fmt: skip
READING_QT = {
    "currentDate", "currentDateTime", "currentDateTimeUtc", "currentMSecsSinceEpoch",
    "currentSecsSinceEpoch", "currentTime", "systemTimeZone", "systemTimeZoneId", "toLocalTime",
}  # fmt: skip
READING = READING_TIME.union(READING_QT, *READING_METHODS.values())


def readings(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Where the clock or the zone of the machine is read: the line and what stands there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "time":
            yield from ((node.lineno, each.name) for each in node.names if each.name in READING_TIME)
        if isinstance(node, ast.Attribute) and node.attr in READING:
            owner = ast.unparse(node.value).rpartition(".")[2]
            wrong = READING_METHODS.get(owner, READING_TIME if owner == "time" else READING_QT)
            if node.attr in wrong:
                yield node.lineno, ast.unparse(node)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            given = len(node.args) + len(node.keywords)
            # Without a zone both mean that of the machine.
            if (node.func.attr, given) in {("astimezone", 0), ("fromtimestamp", 1)}:
                yield node.lineno, ast.unparse(node)


def may_make_a_clock(called: ast.expr) -> bool:
    """Whether it is worth to write out what is called, which takes long."""
    return isinstance(called, ast.Name) or (
        isinstance(called, ast.Attribute) and called.attr in {"Clock", "main"}
    )


def clocks_made(tree: ast.AST) -> Iterator[int]:
    """The lines that make a clock which is the real one, or call the command line without giving one."""
    imported = {
        each.asname or each.name: f"{node.module}.{each.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for each in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and may_make_a_clock(node.func):
            called = imported.get(ast.unparse(node.func), ast.unparse(node.func))
            if called in ("kneetimer.devices.process.clock.Clock", "app.Clock"):
                yield node.lineno
            if called == "kneetimer.__main__.main" and len(node.args) + len(node.keywords) < 2:
                yield node.lineno


def sources(folder: str) -> list[Path]:
    return sorted((ROOT / folder).rglob("*.py"))


def tree_of(path: Path) -> ast.AST:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", ["kneetimer", "tests"])
def test_the_clock_and_the_zone_are_read_in_one_place(folder: str) -> None:
    """Everything but devices/process/clock.py is given its time, so that any day can be tried."""
    wrong = [
        f"{path.relative_to(ROOT)}:{line} {what}"
        for path in sources(folder)
        if path != READER
        for line, what in readings(tree_of(path))
    ]
    assert wrong == []


@pytest.mark.parametrize(("folder", "allowed"), [("kneetimer", COMPOSER), ("tests", TEST_OF_THE_READER)])
def test_the_real_clock_is_made_in_one_place(folder: str, allowed: Path) -> None:
    """The command line makes the clock and gives it on; of the tests only the clock's own has it."""
    wrong = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in sources(folder)
        if path != allowed
        for line in clocks_made(tree_of(path))
    ]
    assert wrong == []


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now()", "datetime.datetime.now(UTC)", "date.today()", "time.time()", "time.localtime(0)",
        "time.tzname[0]", "when = datetime.now", "moment.astimezone()", "datetime.fromtimestamp(3)",
        "from time import time", "QDateTime.currentDateTime()", "QTimeZone.systemTimeZone()",
    ],
)  # fmt: skip
def test_the_reader_of_sources_sees_every_way(source: str) -> None:
    """Each way to ask the machine for its time or zone is seen."""
    assert len(list(readings(ast.parse(source)))) == 1


def test_the_reader_of_sources_lets_through_what_is_given() -> None:
    """A given clock, a given zone and a clock that only counts seconds are no readings of the day."""
    source = "clock.now(); at.astimezone(zone); datetime.fromtimestamp(3, UTC); time.monotonic(); at.time()"
    assert list(readings(ast.parse(source))) == []
    made = (
        "from kneetimer.devices.process.clock import Clock\n"
        "from kneetimer.__main__ import main\nmain([]); Clock()"
    )
    assert list(clocks_made(ast.parse(made))) == [3, 3]
    assert list(clocks_made(ast.parse(made.replace("[]", "[], clock").replace("Clock()", "1")))) == []
