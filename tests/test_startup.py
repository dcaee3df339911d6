"""What a start of the program loads, in a process of its own."""

import ast
import os
import subprocess
import sys
from pathlib import Path

FIRST_WINDOW = """
import pathlib, sys
from datetime import datetime
from kneetimer.devices.desktop.display import display_problem
from kneetimer.devices.process.clock import Clock
from kneetimer.program import start as app
from kneetimer.program.model import open_data
from kneetimer.program.program import Program
class ClockAt(Clock):  # by hand: what the other tests share loads half of the library of Python
    def now(self):
        return datetime.fromisoformat("2026-11-26T18:30:00+01:00")
assert display_problem() is None
running = app.application()
clock = ClockAt()
program = Program(*open_data(pathlib.Path(sys.argv[1]), clock), clock=clock)
program.show()
print(*sys.modules)
program.close()
"""

PACKAGE = Path(__file__).resolve().parents[1] / "kneetimer"


def test_the_first_window_loads_nothing_that_only_later_pages_need(tmp_path: Path) -> None:
    """Sound, charts, tables and the session are loaded when they are wanted, so the window opens soon."""
    answer = subprocess.run(
        [sys.executable, "-c", FIRST_WINDOW, str(tmp_path)],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    loaded = set(answer.stdout.split())
    assert "kneetimer.ui.first_start.page" in loaded  # new data: that is the first page
    pages = {
        f"kneetimer.ui.{name}.page"
        for name in ("plan", "progress", "exercises", "learn", "settings", "session")
    }
    controllers = {
        f"kneetimer.program.{name}_controller" for name in ("session", "progress", "exercises", "learn")
    }
    libraries = {"PySide6.QtMultimedia", "PySide6.QtTextToSpeech", "pyqtgraph", "numpy", "jeepney", "wakepy"}
    libraries |= {"subprocess", "difflib", "statistics", "fitdecode", "defusedxml", "segno", "zxingcpp"}
    libraries |= {"PySide6.QtNetwork"}
    figures = {"kneetimer.figure.catalogue", "kneetimer.figure.painter"}  # drawn after the first picture
    assert loaded & (pages | controllers | libraries | figures) == set()


def test_values_of_the_window_are_late_dataclasses() -> None:
    """A frozen value takes its decorator from core/late_dataclass.py: the library's takes a start longer."""
    for file in sorted(PACKAGE.rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        if (
            "@dataclass(frozen=True, slots=True)" in source
            and "storage" not in file.relative_to(PACKAGE).parts
        ):
            taken = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.ImportFrom)]
            origins = {node.module for node in taken if "dataclass" in {name.name for name in node.names}}
            assert origins == {"kneetimer.core.late_dataclass"}, file
