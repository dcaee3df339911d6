"""How long the program takes from the start of its process to its first picture, beside a bare window.

    python packaging/bench/startup_bench.py

Starts a bare window, and the program without a history, with six weeks and with ten years of one, several
times in turns, on a screen of its own. Prints the medians of the time on the clock and of the time
on the processor, which does not depend on what else the machine does, and the ratios.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from kneetimer.devices.process.clock import Clock
from kneetimer.storage.records import answers

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

TIMES = 7
# How many sessions there are, with their answers. Whoever has trained is asked more on Today than
# whoever has not, so that it is six weeks that ten years are compared with, beside nothing. Both have just
# done the last session of the plan, which was begun anew every six weeks.
HISTORIES = {"KneeTimer, empty": 0, "KneeTimer, six weeks": 18, "KneeTimer, ten years": 1566}

# Prints the seconds since the process started, once the first paint of the window has been sent. Only the
# window is listened to: a filter on the application would be handed every event of every widget.
FIRST_PAINT = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            with open("/proc/self/stat") as stat:
                started = int(stat.read().rpartition(")")[2].split()[19]) / 100
            wall = time.clock_gettime(time.CLOCK_BOOTTIME) - started
            print(wall, time.process_time(), flush=True)
            QTimer.singleShot(0, QApplication.instance().quit)
        return False
watch = FirstPaint()
"""
BARE = (
    FIRST_PAINT
    + """
application = QApplication(sys.argv)
window = QWidget()
window.installEventFilter(watch)
window.resize(1280, 800)
window.show()
application.exec()
"""
)
PROGRAM = (
    FIRST_PAINT
    + """
from pathlib import Path
from kneetimer.devices.process.quick_start import quicken_imports
quicken_imports()
from kneetimer.program import start as app
from kneetimer.program.model import open_data
from kneetimer.program.program import Program
application = app.application()
clock = app.Clock()
program = Program(*open_data(Path(sys.argv[1]), clock), clock=clock)
program.window.installEventFilter(watch)
program.show()
application.exec()
program.close()
"""
)


def fill(folder: Path, sessions: int) -> None:
    """A data folder of somebody who has used the program for so many sessions, and begins today."""
    from kneetimer.core.knee import MorningAsked
    from kneetimer.core.plan_edit import PlanEdits
    from kneetimer.core.preferences import Preferences
    from kneetimer.program import demo
    from kneetimer.storage.locations import locate
    from kneetimer.storage.plans.library import load_exercises
    from kneetimer.storage.plans.plan_file import load_plan
    from kneetimer.storage.records.history import History
    from kneetimer.ui.first_start.safety import SAFETY_VERSION

    now = Clock().now()
    with History.open_to_write(locate(folder), Clock().now) as history:
        if sessions:
            plan = load_plan(Preferences().plan)
            told = demo.years(plan, load_exercises(), now.date(), sessions)
            demo.store(history, told)
            began = demo.beginning(told.sessions[-3 * plan.weeks])
            history.save_plan_edits(plan.id, PlanEdits(since=began))
            with history.changing() as connection:
                for each in told.sessions:
                    answers.write(connection, MorningAsked(each.id, now), now)
        history.save_preferences(Preferences(safety_accepted=SAFETY_VERSION))


def main() -> int:
    from desktop import Screen

    with tempfile.TemporaryDirectory(prefix="kt-") as folder:
        programs = {"bare window": (BARE, Path(folder))}
        for number, (name, sessions) in enumerate(HISTORIES.items()):
            programs[name] = (PROGRAM, Path(folder) / str(number))
            fill(programs[name][1], sessions)
        screen = Screen(Path(folder), (1280, 800))
        try:
            taken: dict[str, list[tuple[float, float]]] = {name: [] for name in programs}
            # Compiled modules are there, as where it is installed: one start writes them, uncounted.
            environment = {k: v for k, v in screen.environment.items() if k != "PYTHONDONTWRITEBYTECODE"}
            environment["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
            for turn in range(TIMES + 1):
                for name, (code, where) in programs.items():
                    done = subprocess.run(
                        [sys.executable, "-c", code, str(where)],
                        env=environment,
                        capture_output=True,
                        text=True,
                        check=True,
                    )
                    wall, cpu = done.stdout.split()[:2]
                    if turn:
                        taken[name].append((float(wall), float(cpu)))
        finally:
            screen.end()
    medians = {
        name: (statistics.median(each[0] for each in times), statistics.median(each[1] for each in times))
        for name, times in taken.items()
    }
    bare = medians["bare window"]
    for name, (wall, cpu) in medians.items():
        print(
            f"{name:<22}{1000 * wall:6.0f} ms to the first picture{wall / bare[0]:7.1f}x"
            f"{1000 * cpu:8.0f} ms of processor{cpu / bare[1]:7.1f}x"
        )
    full = medians["KneeTimer, ten years"]
    for name in ("empty", "six weeks"):
        wall, cpu = medians[f"KneeTimer, {name}"]
        ratios = f"{full[0] / wall:.2f} on the clock, {full[1] / cpu:.2f} on the processor"
        print(f"ten years against {name}: {ratios}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
