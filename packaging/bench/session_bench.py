"""What a running session costs: processor time, frame gaps and repaints, beside a bare ring.

    python packaging/bench/session_bench.py

Opens the program on a screen of its own and plays parts of a session in real time. Prints a table;
the bare ring, a window that paints nothing but an arc and two digits 24 times a second, is the yardstick.
Each part begins with its time to get ready, which is not measured.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, Slot  # noqa: E402
from PySide6.QtGui import QPainter, QPaintEvent, QPen  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

SECONDS = 12
GAP_MS = 60.0


class BareRing(QWidget):
    """The yardstick."""

    def __init__(self) -> None:
        super().__init__()
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(42)
        self._timer.timeout.connect(self._move)
        self.resize(1280, 800)

    def start(self) -> None:
        self._timer.start()

    @Slot()
    def _move(self) -> None:
        self._angle += 32
        self.update(742, 102, 464, 464)

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(Qt.GlobalColor.darkGreen, 28))
            painter.drawArc(756, 116, 436, 436, 1440, -self._angle)
            painter.drawText(960, 340, str(self._angle % 100))


class Paints(QObject):
    """Notes when anything of a window was painted."""

    def __init__(self) -> None:
        super().__init__()
        self.at: list[float] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.at.append(time.perf_counter())
        return False


def measure(seconds: float) -> tuple[float, list[float]]:
    """Percent of a core over some real seconds, and when something was painted."""
    paints = Paints()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(paints)
    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    began, used = time.perf_counter(), time.process_time()
    loop.exec()
    share = 100 * (time.process_time() - used) / (time.perf_counter() - began)
    application.removeEventFilter(paints)
    return share, paints.at


def gaps(at: list[float]) -> tuple[int, float]:
    """How many gaps between paints are over 60 ms, and the longest, in ms."""
    lengths = [1000 * (b - a) for a, b in itertools.pairwise(at)]
    return sum(length > GAP_MS for length in lengths), max(lengths, default=0.0)


def play() -> None:
    """Run inside of the screen: print one row a part."""
    from kneetimer.core import player
    from kneetimer.core.preferences import Preferences
    from kneetimer.core.script import StepKind
    from kneetimer.core.session_keys import SessionKey
    from kneetimer.program import start as app
    from kneetimer.program.program import Program
    from kneetimer.storage.locations import locate
    from kneetimer.storage.records.history import History

    application = app.application()
    ring = BareRing()
    ring.show()
    ring.start()
    measure(1)
    bare, painted = measure(SECONDS)
    row("bare ring", bare, bare, painted)
    ring.close()
    with tempfile.TemporaryDirectory() as folder:
        where = locate(Path(folder))
        clock = app.Clock()
        history = History.open_to_write(where, clock.now)
        chosen = Preferences(safety_accepted="1", sounds=False, full_screen=False, get_set_s=0)
        history.save_preferences(chosen)
        program = Program(where, history, None, clock=clock)
        program.show()
        program.entry.start()

        def go_to(found: Callable[[player.State], bool]) -> None:
            while program.sessions().driver.state is not None and not found(program.sessions().driver.state):
                program.sessions().page.press(SessionKey.SKIP)

        for name, exercise, kind in (
            ("squats", "bodyweight-squat", StepKind.WORK),
            ("glute bridges", "glute-bridge", StepKind.WORK),
            ("clamshells, left", "clamshell", StepKind.WORK),
            ("a hold", "wall-sit", StepKind.HOLD),
        ):
            # From getting ready on, as a session comes to it: then the figure is drawn ahead.
            go_to(lambda state, e=exercise: (state.step.exercise, state.step.kind) == (e, StepKind.READY))
            state = program.sessions().driver.state
            assert state is not None
            measure(state.remaining_ms / 1000 + 0.05)
            first, painted = measure(SECONDS)
            if kind is StepKind.HOLD:
                print(f"{name:<28}{first:6.1f} %{first / bare:9.1f}x")
            else:
                row(f"{name}, first {SECONDS} s", first, bare, painted)
                again, painted = measure(SECONDS)
                row(f"{name}, replayed", again, bare, painted)
        program.sessions().page.press(SessionKey.MAIN)
        measure(2)
        paused, painted = measure(4)
        print(f"{'paused':<28}{paused:6.1f} %{'':>10}{len(painted):>8} repaints")
        program.window.close()
    application.quit()


def row(name: str, share: float, yardstick: float, painted: list[float]) -> None:
    late, longest = gaps(painted)
    print(
        f"{name:<28}{share:6.1f} %{share / yardstick:9.1f}x{late:>8} gaps over {GAP_MS:g} ms, "
        f"longest {longest:.0f} ms"
    )


def main() -> int:
    if len(sys.argv) > 1:
        play()
        return 0
    from desktop import Screen

    print(f"{'part of a session':<28}{'core':>8}{'of ring':>10}")
    with tempfile.TemporaryDirectory(prefix="kt-") as folder:
        screen = Screen(Path(folder), (1280, 800))
        try:
            return subprocess.run(
                [sys.executable, __file__, "inside"], env=screen.environment, check=False
            ).returncode
        finally:
            screen.end()


if __name__ == "__main__":
    sys.exit(main())
