"""How long the program takes from the start of its process to its first picture, beside a bare window.

    python packaging/bench/startup_bench.py

Starts both several times in turns, on a screen of its own, and prints the medians and their ratio.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

TIMES = 7

# Prints the seconds since the process started, once the first paint of a window has been sent.
FIRST_PAINT = """
import sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget
class FirstPaint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QApplication.instance().removeEventFilter(self)
            with open("/proc/self/stat") as stat:
                started = int(stat.read().rpartition(")")[2].split()[19]) / 100
            print(time.clock_gettime(time.CLOCK_BOOTTIME) - started, flush=True)
            QTimer.singleShot(0, QApplication.instance().quit)
        return False
watch = FirstPaint()
"""
BARE = FIRST_PAINT + """
application = QApplication(sys.argv)
application.installEventFilter(watch)
window = QWidget()
window.resize(1280, 800)
window.show()
application.exec()
"""
PROGRAM = FIRST_PAINT + """
from pathlib import Path
from kneetimer import app
application = app.application()
application.installEventFilter(watch)
program = app.Program(*app.open_data(Path(sys.argv[1])))
program.show()
application.exec()
program.close()
"""


def main() -> int:
    from desktop import Screen

    with tempfile.TemporaryDirectory(prefix="kt-") as folder:
        screen = Screen(Path(folder), (1280, 800))
        try:
            taken: dict[str, list[float]] = {"bare window": [], "KneeTimer": []}
            for _ in range(TIMES):
                for name, code in (("bare window", BARE), ("KneeTimer", PROGRAM)):
                    done = subprocess.run(
                        [sys.executable, "-c", code, str(Path(folder) / "data")],
                        env=screen.environment,
                        capture_output=True,
                        text=True,
                        check=True,
                    )
                    taken[name].append(float(done.stdout.split()[0]))
        finally:
            screen.end()
    bare = statistics.median(taken["bare window"])
    for name, seconds in taken.items():
        median = statistics.median(seconds)
        print(f"{name:<14}{1000 * median:6.0f} ms to the first picture{median / bare:8.1f}x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
