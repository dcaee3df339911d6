"""What the open window costs: its pages, a press on a setting, keys in a session, waking up, and memory.

    python packaging/bench/window_bench.py

Opens the program with six weeks and with ten years of a history, each on a screen of its own, and a bare
window beside them. Times are of the window's thread, so that what else the machine does says little;
ratios are to one repaint of the bare window in the same run.
"""

from __future__ import annotations

import compileall
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))
sys.path.insert(0, str(Path(__file__).parent))

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, Qt, QTimer, Slot  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget  # noqa: E402

PAGES = ("plan", "progress", "exercises", "learn", "settings", "today")
IDLE_S = 20
PRESSES = 60
SESSIONS = {"six weeks": 18, "ten years": 1560}


def used(work: Callable[[], object]) -> float:
    """Milliseconds of this thread for some work and all that follows from it at once."""
    began = time.thread_time()
    work()
    QApplication.processEvents()
    return 1000 * (time.thread_time() - began)


def proportional_mb() -> float:
    """The memory of this process, with its share of what others use as well."""
    lines = Path("/proc/self/smaps_rollup").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def wait(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop, loop.quit)
    loop.exec()


class Wakes(QObject):
    """Counts how often the event loop wakes up."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        dispatcher.awake.connect(self._woke)

    @Slot()
    def _woke(self) -> None:
        self.count += 1


def bare() -> dict[str, float]:
    """A window of forty lines of words."""
    QApplication(sys.argv[:1])
    window = QWidget()
    column = QVBoxLayout(window)
    for line in range(40):
        column.addWidget(QLabel(f"A line of some words, the {line}th."))
    window.resize(1280, 800)
    window.show()
    QTest.qWaitForWindowExposed(window)
    wait(0.5)
    return {
        "repaint": statistics.median(used(window.repaint) for _ in range(20)),
        "memory": proportional_mb(),
    }


def program(folder: Path) -> dict[str, float]:
    """The pages, a setting and a session of the program."""
    from kneetimer.core.player import State
    from kneetimer.core.script import StepKind
    from kneetimer.core.session_keys import SessionKey
    from kneetimer.program import start as app
    from kneetimer.program.model import open_data
    from kneetimer.program.program import Program

    running = app.application()
    clock = app.Clock()
    shown = Program(*open_data(folder, clock), clock=clock)
    window = shown.window
    shown.show()
    QTest.qWaitForWindowExposed(window)
    wait(3)
    found = {"memory of Today": proportional_mb()}
    wakes = Wakes()
    for page in PAGES:
        found[f"{page}, first"] = used(lambda name=page: window.show_page(name))
        wait(2)
        wakes.count = 0
        wait(IDLE_S)
        found[f"{page}, wakes a minute"] = 60 * (wakes.count - 1) / IDLE_S  # one is the end of the waiting
    for page in PAGES:
        again = []
        for _ in range(5):
            window.show_page("today" if page != "today" else "plan")
            wait(0.3)
            again.append(used(lambda name=page: window.show_page(name)))
        found[f"{page}, again"] = statistics.median(again)
    window.show_page("settings")
    wait(1)
    stepper = shown.settings().page.controls.steppers["rest_sets_s"]
    found["a press on a setting"] = statistics.median(used(stepper.stepUp) for _ in range(12))
    wait(1)
    shown.entry.start()
    session = shown.sessions()

    def go_to(kind: StepKind) -> State:
        while (state := session.driver.state) is not None and state.step.kind is not kind:
            session.page.press(SessionKey.SKIP)
        assert state is not None
        return state

    for kind in (StepKind.READY, StepKind.WORK, StepKind.REST, StepKind.HOLD):
        go_to(kind)
        wait(1.5)
        presses = sorted(used(lambda: QTest.keyClick(session.page, Qt.Key.Key_Space)) for _ in range(PRESSES))
        found[f"Space in {kind.value}, at worst of {PRESSES}"] = presses[-1]
    found["memory of a session"] = proportional_mb()
    window.close()
    running.quit()
    return found


def main() -> int:
    if len(sys.argv) > 1:
        print(json.dumps(bare() if sys.argv[1] == "bare" else program(Path(sys.argv[1]))))
        return 0
    from desktop import Screen
    from startup_bench import fill

    with tempfile.TemporaryDirectory(prefix="kt-") as made:
        folder = Path(made)
        found: dict[str, dict[str, float]] = {}
        screen = Screen(folder, (1280, 800))
        # Compiled modules are there, as where it is installed.
        compileall.compile_dir(ROOT / "kneetimer", quiet=1)
        try:
            for name in ("bare", *SESSIONS):
                where = str(folder / name) if name in SESSIONS else "bare"
                if name in SESSIONS:
                    fill(Path(where), SESSIONS[name])
                done = subprocess.run(
                    [sys.executable, __file__, where],
                    env=screen.environment,
                    stdout=subprocess.PIPE,
                    text=True,
                    check=True,
                )
                found[name] = json.loads(done.stdout.splitlines()[-1])
        finally:
            screen.end()
    repaint, memory = found["bare"]["repaint"], found["bare"]["memory"]
    print(f"{'':<36}{'six weeks':>12}{'ten years':>12}{'of bare':>10}")
    print(f"{'a bare window: repaint, memory':<36}{repaint:9.1f} ms{memory:9.0f} MB")
    for what in found["six weeks"]:
        few, many = (found[name][what] for name in SESSIONS)
        if "wakes" in what:
            print(f"{what:<36}{few:12.0f}{many:12.0f}")
        elif "memory" in what:
            print(f"{what:<36}{few:9.0f} MB{many:9.0f} MB{few / memory:9.1f}x")
        else:
            print(f"{what:<36}{few:9.1f} ms{many:9.1f} ms{few / repaint:9.1f}x")
    return 0


if __name__ == "__main__":
    sys.exit(main())
