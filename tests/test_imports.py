"""Holds the direction of imports, which keeps the core free of windows and files. Reads sources only.

Imports inside functions count as well: hiding one there would hide a cycle, not remove it.
"""

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "kneetimer"

# For each part of the program, the other parts it may import.
MAY_IMPORT: dict[str, set[str]] = {
    "core": set(),
    "figure": {"core"},
    "storage": {"core"},
    "devices": {"core"},
    "ui": {"core", "figure"},
}
# For each part, what it may import from outside the standard library.
MAY_USE: dict[str, set[str]] = {
    "core": set(),
    "figure": {"PySide6.QtCore", "PySide6.QtGui", "shiboken6"},
    "storage": {
        "appdirs",
        "msgspec",
        "defusedxml",
        "fit_tool",
        "fitdecode",
        "icalendar",
        "segno",
        "zxingcpp",
    },
    # Widgets only for the tray that shows notifications where there is no D-Bus.
    "devices": {
        "PySide6.QtCore",
        "PySide6.QtGui",
        "PySide6.QtMultimedia",
        "PySide6.QtTextToSpeech",
        "PySide6.QtNetwork",
        "PySide6.QtWidgets",
        "jeepney",
        "wakepy",
    },
    "ui": {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg", "shiboken6", "pyqtgraph"},
}
# What only one file of its part may import, so that a change of it stays one file long.
ONE_FILE_ONLY = [
    ("storage", "appdirs"),
    ("storage", "defusedxml"),
    ("storage", "fit_tool"),
    ("storage", "fitdecode"),
    ("storage", "icalendar"),
    ("storage", "msgspec"),
    ("storage", "segno"),
    ("storage", "zxingcpp"),
    ("ui", "pyqtgraph"),
]
# The figures are mathematics; only the painters and their ink know Qt.
FIGURE_PAINTERS = re.compile(r"kneetimer\.figure\.(ink|body_ink|sprite|painter|\w+_painter)")
# What would let the core look at the machine, the clock or chance, so that a test could not repeat it.
OUTSIDE_THE_CORE = [
    "asyncio", "io", "logging", "multiprocessing", "os", "pathlib", "random", "secrets", "shutil", "socket",
    "sqlite3", "subprocess", "sys", "tempfile", "threading", "time", "uuid",
]  # fmt: skip
NETWORK = [
    "ftplib", "http", "poplib", "smtplib", "ssl", "urllib.request", "xmlrpc",
    "PySide6.QtNetwork.QNetworkAccessManager", "PySide6.QtNetwork.QTcpSocket",
]  # fmt: skip


def imported_names(tree: ast.AST, module: str, is_package: bool) -> Iterator[str]:
    """Every dotted name that the module imports anywhere, relative ones made absolute.

    `from a import b` gives a.b, because b may be a module; who cares cuts it back to a module that exists.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                above = module.split(".") if is_package else module.split(".")[:-1]
                above = above[: len(above) - node.level + 1]
                base = ".".join([*above, base] if base else above)
            yield from (f"{base}.{alias.name}" for alias in node.names)


def is_part_of(name: str, package: str) -> bool:
    """Whether the dotted name is the package or something in it."""
    return name == package or name.startswith(f"{package}.")


def users_of(part: str, *libraries: str) -> set[str]:
    """The modules of this part of the program that import one of the libraries."""
    return {
        module
        for module, names in imports().items()
        if is_part_of(module, part)
        and any(is_part_of(name, library) for name in names for library in libraries)
    }


def modules() -> dict[str, Path]:
    """All modules of the program by their dotted names."""
    found = {}
    for path in PACKAGE.rglob("*.py"):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


@cache
def imports() -> dict[str, set[str]]:
    """What each module imports. The trees are not kept: each search for garbage would go through them."""
    return {
        name: set(imported_names(ast.parse(text_of(name)), name, path.name == "__init__.py"))
        for name, path in MODULES.items()
    }


def text_of(module: str) -> str:
    return MODULES[module].read_text(encoding="utf-8")


def taken_from(library: str, module: str) -> set[str]:
    """What the module uses of a library that it imports whole or in part."""
    text = text_of(module)
    if library not in text:
        return set()
    whole = {
        node.attr
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == library
    }
    beginning = f"{library}."
    return whole | {name.removeprefix(beginning) for name in imports()[module] if name.startswith(beginning)}


def own_module(name: str, known: Iterable[str]) -> str | None:
    """The longest beginning of the dotted name that is one of the known modules."""
    parts = name.split(".")
    beginnings = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((beginning for beginning in beginnings if beginning in known), None)


def cycle_in(graph: dict[str, set[str]]) -> list[str]:
    """One cycle of the graph, as the modules along it, or nothing."""
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        cycle: list[str] = error.args[1]
        return cycle
    return []


@pytest.mark.parametrize("part", MAY_IMPORT)
def test_a_part_imports_only_the_parts_below_it(part: str) -> None:
    """Windows, files and devices know the core; the core knows none of them, nor do they know each other."""
    allowed = {f"kneetimer.{other}" for other in MAY_IMPORT[part] | {part}}
    allowed |= {"kneetimer.__version__", "kneetimer.resources"}
    wrong = [
        f"{module} imports {name}"
        for module, names in imports().items()
        if is_part_of(module, f"kneetimer.{part}")
        for name in names
        if is_part_of(name, "kneetimer") and not any(is_part_of(name, other) for other in allowed)
    ]
    assert wrong == []


@pytest.mark.parametrize("part", MAY_USE)
def test_a_part_uses_only_the_libraries_it_is_for(part: str) -> None:
    """The core runs on the standard library alone, and nothing outside ui draws widgets."""
    allowed = MAY_USE[part] | {"kneetimer"}
    wrong = [
        f"{module} imports {name}"
        for module, names in imports().items()
        if is_part_of(module, f"kneetimer.{part}")
        for name in names
        if name.partition(".")[0] not in sys.stdlib_module_names
        and not any(is_part_of(name, library) for library in allowed)
    ]
    assert wrong == []


@pytest.mark.parametrize(("part", "library"), ONE_FILE_ONLY)
def test_a_library_at_the_border_is_imported_by_one_file(part: str, library: str) -> None:
    """Replacing this library is a change of one file."""
    users = users_of(f"kneetimer.{part}", library)
    assert len(users) <= 1, users


def test_only_locations_asks_appdirs() -> None:
    """Where the data lies is decided in storage/locations.py and nowhere else."""
    assert users_of("kneetimer", "appdirs") <= {"kneetimer.storage.locations"}


def test_only_charts_know_pyqtgraph() -> None:
    """The library of the charts, slow to load, is known to ui/progress/charts and nowhere else."""
    charts = users_of("kneetimer.ui.progress.charts", "pyqtgraph")
    assert users_of("kneetimer", "pyqtgraph", "numpy") == charts


def test_only_storage_opens_the_database() -> None:
    """Every row is written and read in one part of the program."""
    others = [module for module in MODULES if not is_part_of(module, "kneetimer.storage")]
    assert set().union(*(taken_from("sqlite3", module) for module in others)) <= {"sqlite_version"}


def test_only_painters_of_figures_know_qt() -> None:
    """Poses and motion are worked out without Qt, so that they can be tested as numbers."""
    users = users_of("kneetimer.figure", "PySide6")
    assert [module for module in users if not FIGURE_PAINTERS.fullmatch(module)] == []


def test_the_core_cannot_see_the_machine() -> None:
    """The core has no clock, no files, no threads and no dice, so the same events give the same session."""
    assert users_of("kneetimer.core", *OUTSIDE_THE_CORE) == set()


def test_the_session_driver_knows_no_window() -> None:
    """What leads a session runs without Qt and without the pages, with whatever shell is put around it."""
    wrong = [
        name
        for name in imports()["kneetimer.program.session_driver"]
        if name.partition(".")[0] not in sys.stdlib_module_names and not is_part_of(name, "kneetimer.core")
    ]
    assert wrong == []


def test_nothing_reaches_for_the_network() -> None:
    """No part of the program can send or fetch anything."""
    assert users_of("kneetimer", *NETWORK) == set()
    # A pair of sockets stays inside the program: through one, a signal of the system wakes Qt.
    assert set().union(*(taken_from("socket", module) for module in MODULES)) <= {"socketpair"}


def test_threads_are_started_in_one_place() -> None:
    """Every thread is one that does not take the window's objects with it."""
    assert users_of("kneetimer", "concurrent.futures", "_thread", "PySide6.QtCore.QThreadPool") == set()
    started = set()
    for module in MODULES:
        for node in ast.walk(ast.parse(text_of(module))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("Thread"):
                started.add(module)
    assert started == {"kneetimer.devices.process.helper_thread"}


def test_no_module_needs_itself() -> None:
    """Following imports never leads back to where one started."""
    graph = {
        module: {own for name in names if (own := own_module(name, MODULES)) and own != module}
        for module, names in imports().items()
    }
    assert cycle_in(graph) == []


def test_one_place_is_asked_for_the_next_session() -> None:
    """Everything that names the next session asks core/outlook.py; nobody has a way of their own."""
    wanted = {"kneetimer.core.schedule.next_session", "kneetimer.core.steering.steered_session"}
    asking = {module for module, names in imports().items() if wanted & set(names)}
    assert asking == {"kneetimer.core.steering", "kneetimer.core.outlook"}


def test_the_reader_of_imports_sees_hidden_and_relative_ones() -> None:
    """The rules above cannot be passed by by an import in a function or with dots."""
    tree = ast.parse("def f():\n    from ..ui import text\nif x:\n    import os.path\nfrom . import plan\n")
    assert set(imported_names(tree, "kneetimer.core.script", is_package=False)) == {
        "kneetimer.ui.text",
        "os.path",
        "kneetimer.core.plan",
    }
    in_package = imported_names(ast.parse("from . import plan"), "kneetimer.core", is_package=True)
    assert set(in_package) == {"kneetimer.core.plan"}
    assert own_module("kneetimer.core.plan.Plan", {"kneetimer", "kneetimer.core"}) == "kneetimer.core"
    assert set(cycle_in({"a": {"b"}, "b": {"c"}, "c": {"a"}})) == {"a", "b", "c"}
