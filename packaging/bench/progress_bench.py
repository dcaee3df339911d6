"""Measures how long the Progress page takes to open, with ten years of sessions and with none.

    python packaging/bench/progress_bench.py [RUNS]

Each run is a program of its own, because the library of the charts is loaded only once in each. The
sessions are read from a data file, as far as the page needs them. Prints the medians in
milliseconds; the exit code is 1 where a limit is not held. Needs no screen.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

LIMIT_MS = 400
MOST_TIMES_EMPTY = 1.5
SESSIONS = 1900  # of 27 to 36 sets: ten years of three a week and more, 60,000 sets
RUNS = 5


def measure(sessions: int) -> dict[str, float]:
    """One opening of the page: ms for its view, to the first paint, and from there until all is drawn.

    "to_all" is the change to all weeks right after that, which reads the rest of the years.
    """
    from PySide6.QtCore import QEvent, QEventLoop, QObject
    from PySide6.QtWidgets import QApplication, QWidget

    from kneetimer.core.preferences import Preferences
    from kneetimer.core.preferences import ThemeChoice as Choice
    from kneetimer.devices.process.clock import Clock
    from kneetimer.program import demo
    from kneetimer.program.progress_controller import RECENT
    from kneetimer.storage.locations import locate
    from kneetimer.storage.plans.library import load_exercises
    from kneetimer.storage.plans.plan_file import load_plan
    from kneetimer.storage.records.history import History
    from kneetimer.ui.progress.page import ProgressPage
    from kneetimer.ui.progress.view import progress_view
    from kneetimer.ui.shell.main_window import MainWindow, NavPage
    from kneetimer.ui.shell.theme import Theme, load_fonts

    class FirstPaint(QObject):
        def __init__(self, watched: QWidget) -> None:
            super().__init__()
            self.at: float | None = None
            self.cpu_at = 0.0
            watched.installEventFilter(self)

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and self.at is None:
                self.at, self.cpu_at = time.perf_counter(), time.process_time()
            return False

    application = QApplication([])
    load_fonts()
    theme = Theme()
    theme.choose(Choice.LIGHT, high_contrast=False, text_size=100)
    exercises, plan = load_exercises(), load_plan("six-week-knee")
    now = datetime(2026, 11, 12, 20, tzinfo=UTC)
    told = demo.years(plan, exercises, now.date(), sessions)
    folder = tempfile.TemporaryDirectory()
    history = History.open_to_write(locate(Path(folder.name)), Clock().now)
    demo.store(history, told)
    past, checks = history.overview(), history.knee_checks()  # which the start has read
    page = ProgressPage(theme, can_edit=True)
    pages = [
        NavPage("today", "Today", "today", QWidget()),
        NavPage("progress", "Progress", "progress", page),
    ]
    window = MainWindow(theme, pages)
    window.show()
    application.processEvents()
    loop = QEventLoop()
    page.drawn.connect(loop.quit)
    paint = FirstPaint(page.viewport())

    start = time.perf_counter()
    since = now.date() - RECENT
    records = {session.id: session for session in history.sessions(since=since)}
    view = progress_view(past, checks, (), plan, Preferences(), now, exercises=exercises, records=records)
    shown = time.perf_counter()
    page.show_view(view)
    window.show_page("progress")
    loop.exec()
    window.repaint()
    end, cpu_end = time.perf_counter(), time.process_time()
    assert paint.at is not None
    changes = {}
    for number, name in ((3, "all"), (0, "six_weeks")):
        before = time.perf_counter()
        if name == "all":  # older sessions are read when somebody looks back at them
            records.update((session.id, session) for session in history.sessions())
        page.header.range.menu().actions()[number].trigger()
        window.repaint()
        changes[f"to_{name}"] = 1000 * (time.perf_counter() - before)
    sets = sum(len(record.sets) for record in records.values())
    history.close()
    return {
        "sessions": len(past),
        "sets": sets,
        "view": 1000 * (shown - start),
        "first_paint": 1000 * (paint.at - shown),
        "drawn": 1000 * (end - paint.at),
        "drawn_cpu": 1000 * (cpu_end - paint.cpu_at),
        **changes,
    }


def main() -> int:
    if sys.argv[1:2] == ["--once"]:
        print(json.dumps(measure(int(sys.argv[2]))))
        return 0
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    medians: dict[int, dict[str, float]] = {}
    found: dict[int, list[dict[str, float]]] = {0: [], SESSIONS: []}
    for _ in range(runs):
        for sessions, results in found.items():  # by turns, so that a busy moment hits both
            command = [sys.executable, __file__, "--once", str(sessions)]
            done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
            results.append(json.loads(done.stdout.splitlines()[-1]))
    for sessions, results in found.items():
        medians[sessions] = {
            name: statistics.median(result[name] for result in results) for name in results[0]
        }
        line = ", ".join(f"{name} {value:.0f}" for name, value in medians[sessions].items())
        print(f"progress, median of {runs}, ms: {line}")
    full, empty = medians[SESSIONS]["drawn"], medians[0]["drawn"]
    print(f"from the first paint until drawn: {full:.0f} ms, {full / empty:.2f} times the empty history")
    held = full <= LIMIT_MS and full <= MOST_TIMES_EMPTY * empty
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
