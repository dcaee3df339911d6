"""Holds that tests wait for the happening: none sleeps and hopes that a time was enough.

Reads sources only. Does not look at how long a wait may last before it is given up.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent

# Where time may pass with nothing to happen in it, and why.
ALLOWED = {
    ("desktop.py", "wait_until"): "between two questions whether it has happened",
    ("devices/play_cues.py", "hold_up"): "the program that is held up is what is tried",
    ("test_not_saved.py", "test_a_disk_that_takes_seconds_holds_no_session"): "the disk is what is slow",
    ("program_trials.py", "play"): "the power fails at any moment, whatever happens in it",
    ("window_trials.py", "_steps_ms"): "the disk is what is slow",
    ("window_trials.py", "wait_for"): "between two questions whether it has happened",
    ("test_run_files_in_window.py", "test_files_wait_while_a_session_runs"): "nothing may happen in it",
}

SLEEPS = {"sleep", "qSleep", "qWait", "msleep", "usleep"}
# Of a robot, an event or a condition: a process that is waited for has its end as its happening.
WAITERS = {"qtbot", "_qtbot", "Event", "QWaitCondition"}


def sleeps(tree: ast.AST, inside: str = "") -> Iterator[tuple[str, int, str]]:
    """Where a time is waited for: the function, the line and what stands there."""
    for node in ast.iter_child_nodes(tree):
        name = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else inside
        if isinstance(node, ast.Call) and is_sleep(node):
            yield name, node.lineno, ast.unparse(node)
        yield from sleeps(node, name)


def is_sleep(call: ast.Call) -> bool:
    owner, _, method = ast.unparse(call.func).rpartition(".")
    owner = owner.rpartition(".")[2].removesuffix("()")
    if method in SLEEPS:
        # A clock of the tests is let pass; no time passes for whoever does it.
        return owner != "clock"
    if method == "wait" and owner in WAITERS and call.args:
        return True
    # What shall not come is waited for by what comes after it, not for a time.
    return any(word.arg == "wait" for word in call.keywords) and method.startswith("assert")


def test_no_test_waits_for_a_time() -> None:
    """On a machine ten times as slow every test waits for the same things."""
    wrong, seen = [], set()
    for path in sorted(TESTS.rglob("*.py")):
        name = path.relative_to(TESTS).as_posix()
        for function, line, what in sleeps(ast.parse(path.read_text(encoding="utf-8"))):
            if (name, function) in ALLOWED:
                seen.add((name, function))
            else:
                wrong.append(f"{name}:{line} {what}")
    assert wrong == []
    assert seen == set(ALLOWED), "what is allowed and not done is taken off the list"


@pytest.mark.parametrize(
    "source",
    [
        "time.sleep(1)", "sleep(1)", "QTest.qWait(50)", "qtbot.wait(1)", "self.qtbot.wait(1)",
        "person._qtbot.wait(5)", "threading.Event().wait(0.02)", "QThread.msleep(3)",
        "qtbot.assertNotEmitted(signal, wait=30)",
    ],
)  # fmt: skip
def test_the_reader_of_sources_sees_every_sleep(source: str) -> None:
    """Each way to let a time pass is seen, and where."""
    assert list(sleeps(ast.parse(f"def f():\n    {source}"))) == [("f", 2, source)]


@pytest.mark.parametrize(
    "source", ["person.clock.sleep(8)", "program.wait(30)", "qtbot.waitUntil(f)", "person.wait(36)"]
)
def test_the_reader_of_sources_lets_waiting_for_something_through(source: str) -> None:
    """A clock that is given, the end of a process and a happening are no sleeps."""
    assert list(sleeps(ast.parse(source))) == []
