"""Measures what the figures cost, beside a bare ring: fresh frames, replayed reps, gaps, memory.

usage: python packaging/bench/figure_bench.py [--seconds S] [--all] [--check]
--check ends with exit code 1 if a bound of docs/figures.md is passed. Run it where nothing else runs.
"""

import argparse
import os
import statistics
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from kneetimer.core.pacing import RepMoment, RepPhase
from kneetimer.figure.catalogue import load_catalogue
from kneetimer.figure.frame_store import BOUND_BYTES
from kneetimer.figure.motion import START
from kneetimer.figure.painter import Stage
from kneetimer.figure.palette import figure_palette
from kneetimer.ui.figures.figure_view import FigureView

FRESH_MS = 10.0
GAP_MS = 60.0
PANEL = QSize(668, 536)
REP_S = 4.0


class Ring(QWidget):
    """The yardstick: a plain ring with a number, repainted 24 times a second."""

    def __init__(self) -> None:
        super().__init__()
        self.share = 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor("#C6380C"), 28))
            side = min(self.width(), self.height()) - 60
            box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            painter.drawArc(box, 90 * 16, -round(self.share * 5760))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{round(self.share * 20)}")


class Metronome(QWidget):
    """Drives a widget 24 times a second through reps and notes when each frame came."""

    def __init__(self, view: FigureView | None, ring: Ring | None) -> None:
        super().__init__()
        self.view = view
        self.ring = ring
        self.began = time.monotonic()
        self.stamps: list[float] = []
        self.timer = QTimer(self)
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.setInterval(1000 // 24)
        self.timer.timeout.connect(self.beat)

    def start(self) -> None:
        """Begin at the start of a rep."""
        self.began = time.monotonic()
        self.stamps = []
        self.timer.start()

    @Slot()
    def beat(self) -> None:
        now = time.monotonic()
        self.stamps.append(now)
        part = ((now - self.began) % REP_S) / REP_S
        if self.view is not None:
            phase = RepPhase.FIRST if part < 0.5 else RepPhase.SECOND
            self.view.show_moment(RepMoment(phase, part * 2 % 1.0))
        if self.ring is not None:
            self.ring.share = part
            self.ring.update()

    def run(self, application: QApplication, seconds: float) -> float:
        """Beat for some seconds; the processor time used, as a share of one core."""
        self.start()
        used, began = time.process_time(), time.monotonic()
        quit_timer = QTimer()
        quit_timer.setSingleShot(True)
        quit_timer.timeout.connect(application.quit)
        quit_timer.start(round(seconds * 1000))
        application.exec()
        self.timer.stop()
        return (time.process_time() - used) / (time.monotonic() - began)

    def gaps(self) -> int:
        """How many frames came more than 60 ms after the one before."""
        return sum((b - a) * 1000 > GAP_MS for a, b in zip(self.stamps, self.stamps[1:], strict=False))


def fresh_frames(names: list[str]) -> float:
    """Print what a fresh frame at 640 px costs for each figure; the median over them, processor ms."""
    palette = figure_palette(False)
    catalogue = load_catalogue()
    medians = []
    for name in names:
        stage = Stage(catalogue.named(name), QSize(640, 640), palette)
        stage.body(START)
        used, passed = [], []
        for i in range(12):
            moment = RepMoment(RepPhase.FIRST, i / 11)
            cpu, wall = time.thread_time(), time.perf_counter()
            stage.body(moment)
            used.append((time.thread_time() - cpu) * 1000)
            passed.append((time.perf_counter() - wall) * 1000)
        medians.append(statistics.median(used))
        print(f"  {name:30} processor {medians[-1]:5.1f} ms   passed {statistics.median(passed):5.1f} ms")
    return statistics.median(medians)


def main(arguments: list[str]) -> int:
    """Measure and print; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument(
        "--all", action="store_true", help="fresh frames of all figures, not of the plan's eight"
    )
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(arguments)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    plan = ["bodyweight-squat", "glute-bridge", "clamshell", "terminal-knee-extension", "single-leg-rdl",
            "lateral-band-walk", "walking-lunge", "leg-swing-forward"]  # fmt: skip
    print("fresh frame at 640 px")
    fresh = fresh_frames(load_catalogue().names() if options.all else plan)
    print(f"  median of all {fresh:.1f} ms (bound {FRESH_MS:.0f})")

    ring = Ring()
    ring.resize(464, 464)
    ring.show()
    bare = Metronome(None, ring).run(application, options.seconds)
    ring.hide()

    view = FigureView()
    view.resize(PANEL)
    view.frames.set_tempo(REP_S / 2, REP_S / 2)
    view.show()
    view.show_figure("bodyweight-squat")
    drummer = Metronome(view, None)
    drummer.run(application, REP_S + 0.2)
    replay = drummer.run(application, options.seconds)
    print(f"24 frames a second, share of a core: bare ring {bare:.1%}, figure replayed {replay:.1%}")

    view.show_moment(RepMoment(RepPhase.HOLD, 0.0))
    used = time.process_time()
    for i in range(1000):
        view.show_moment(RepMoment(RepPhase.HOLD, i / 1000))
    print(f"1000 moments of a hold: {(time.process_time() - used) * 1000:.1f} ms, no repaint")

    gaps = late = 0
    peak = view.frames.used_bytes
    for name, following in zip(plan, [*plan[1:], plan[0]], strict=True):
        view.show_figure(name)
        view.show_moment(START)
        view.prepare(following)
        drummer.run(application, 2.5)
        gaps += drummer.gaps()
        late += view.ahead.is_urgent
        peak = max(peak, view.frames.used_bytes)
    print(f"gaps over {GAP_MS:.0f} ms in {len(plan)} exercises and at their borders: {gaps}")
    print(f"first pictures not ready in time: {late}")
    print(f"frames kept: {peak / 1e6:.1f} MB of at most {BOUND_BYTES / 1e6:.1f} MB")
    failed = fresh > FRESH_MS or gaps > 0 or late > 0 or peak > BOUND_BYTES
    return 1 if options.check and failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
