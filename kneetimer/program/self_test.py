"""`kneetimer --self-test`: tries an installation by using it, in a throw-away folder with made-up data.

Draws every page and chart, plays ten seconds of a session, has the second programs answer, and writes each
kind of file. It finds what is missing from a package, not whether the program behaves: the tests do that.
"""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QTimer, QtMsgType, Slot, qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QListWidget

from kneetimer.core.session_keys import SessionKey
from kneetimer.core.utterance import Kind, Message
from kneetimer.devices.audio.clip_decoder import RecordedTakes
from kneetimer.devices.audio.clips import OPUS_RATE_HZ
from kneetimer.devices.process import second_program
from kneetimer.program import plan_picture
from kneetimer.program.program import Program
from kneetimer.storage.locations import Locations
from kneetimer.storage.plans.plan_qr import modules_of
from kneetimer.ui.plan.qr_sheet import QrPicture
from kneetimer.ui.progress.charts.card import ChartCard, PictureCard
from kneetimer.ui.text.spoken_english import SpokenEnglish

LIMIT_S = 50.0  # of all steps; with the ends of the second programs it stays under a minute
STEP_LIMIT_S = 20.0
LOOK_MS = 50
SESSION_MS = 5_000  # twice: getting ready, and then working
CHILD_LIMIT_S = 4.0  # after the window's parts, during which it had time already
PAGES = ("today", "plan", "progress", "exercises", "settings")
GRAVE = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)

# What a step gives: how long to wait, or what to wait for.
Wait = int | Callable[[], bool]


class SelfTest(QObject):
    """Goes through the steps in the event loop, as a person's keys would come, and closes the window."""

    def __init__(self, program: Program, where: Locations) -> None:
        super().__init__()
        self._program = program
        self._where = where
        self.failures = 0
        self._children = _start_children()
        self._steps = self._all_steps()
        self._waits: Wait = 0
        self._since_s = self._looked_s = program.model.clock.seconds()
        self._waited_s = self._passed_s = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        sys.excepthook = self._caught  # in place of the log's: nobody would read that one
        qInstallMessageHandler(self._heard)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        """Go on where the wait is over. An exception in a step ends the test, as a wait without end does."""
        now_s = self._program.model.clock.seconds()
        # A machine that is busy with others is no fault of the program: such time counts little.
        passed_s = min(now_s - self._looked_s, 4 * LOOK_MS / 1000)
        self._looked_s = now_s
        self._waited_s += passed_s
        self._passed_s += passed_s
        waits_ms = 1000 * (now_s - self._since_s)
        if self._waits() if callable(self._waits) else waits_ms >= self._waits:
            self._go_on(now_s)
        elif self._waited_s > STEP_LIMIT_S or self._passed_s > LIMIT_S:
            self._fail("it takes too long")
            self._end()

    def _go_on(self, now_s: float) -> None:
        self._since_s, self._waited_s = now_s, 0.0
        try:
            self._waits = next(self._steps)
        except StopIteration:
            self._end()
        except Exception:
            self._caught(*_current())
            self._end()

    def _end(self) -> None:
        self._timer.stop()
        self._program.window.close()

    def finish(self) -> int:
        """What the second programs said, and the exit code."""
        for word, child in self._children.items():
            self._judge(word, child)
        log = self._where.log_dir
        for file in log.iterdir() if log.is_dir() else ():
            self._fail(f"{file.name} is not empty:\n{file.read_text(encoding='utf-8')}")
        qInstallMessageHandler(None)
        sys.excepthook = sys.__excepthook__
        print(f"self-test: {'all works' if not self.failures else f'{self.failures} failed'}", flush=True)
        return 1 if self.failures else 0

    def _all_steps(self) -> Iterator[Wait]:
        yield 500  # what is made after the first picture
        yield from self._pages()
        yield from self._files()
        yield from self._session()

    def _pages(self) -> Iterator[Wait]:
        window = self._program.window
        for name in PAGES:
            window.show_page(name)
            yield 300
            if name == "progress":
                yield self._charts_are_drawn
            elif name == "exercises":
                yield self._figures_are_drawn
                self._program.exercises().page.open_exercise("clamshell")
                yield 300
            elif name == "settings":
                (sections,) = self._program.settings().page.findChildren(QListWidget)
                for row in range(sections.count()):
                    sections.setCurrentRow(row)
                    yield LOOK_MS
            self._judge_picture(name)

    def _charts_are_drawn(self) -> bool:
        return all(chart.is_drawn for chart in self._program.window.findChildren(ChartCard))

    def _figures_are_drawn(self) -> bool:
        return not self._program.exercises().page.figures.is_drawing

    def _files(self) -> Iterator[Wait]:
        folder = self._where.data_dir / "files"
        folder.mkdir()
        progress = self._program.progress()
        self._program.window.show_page("progress")
        yield LOOK_MS
        progress.export_to(folder, fit=True)
        progress.report_to(folder / "report.pdf")
        for number, card in enumerate(self._program.window.findChildren(PictureCard)):
            card.save_picture(folder / f"chart-{number}.svg")
            card.save_picture(folder / f"chart-{number}.png")
        yield LOOK_MS
        self._judge_files(folder)
        plans = self._program.model.plans
        code = QrPicture(modules_of(plans.repository.text_of(plans.plan)), plans.plan.name)
        code.resize(code.sizeHint())
        plan_picture.plan_in(code.grab().toImage(), "the QR code")
        self._say("a QR code is drawn and read")

    def _session(self) -> Iterator[Wait]:
        program = self._program
        takes, spoken = RecordedTakes(self), SpokenEnglish({}).spoken((Message(Kind.FINISHED),))
        assert spoken is not None, "this sentence needs no exercise"
        takes.look()
        takes.prepare([spoken])
        program.entry.rehearse(program.model.outlook.script())
        yield SESSION_MS
        program.sessions().driver.press(SessionKey.SKIP)  # over getting ready
        yield SESSION_MS
        self._judge_picture("session")
        trouble = program.sessions().audio.trouble
        is_decoded = takes.rate_hz == OPUS_RATE_HZ and takes.samples(spoken) is not None
        if not trouble and not is_decoded:
            self._fail("the recorded voice is not decoded: a part of Qt's FFmpeg plugin is missing")
        self._say(trouble or "sound and voice play")

    def _judge_picture(self, name: str) -> None:
        picture = self._program.window.grab().toImage()
        small = picture.scaled(64, 64).convertToFormat(QImage.Format.Format_RGB32)
        colours = {small.pixel(x, y) for x in range(64) for y in range(64)}
        if len(colours) < 8:
            self._fail(f"{name} is empty")
        else:
            self._say(f"{name} is drawn")

    def _judge_files(self, folder: Path) -> None:
        starts = {".pdf": b"%PDF", ".svg": b"<?xml", ".png": b"\x89PNG"}
        kinds = set()
        for file in sorted(folder.rglob("*")):
            content = file.read_bytes() if file.is_file() else b""
            if file.suffix == ".json":
                json.loads(content)
            elif file.suffix == ".fit" and content[8:12] != b".FIT":
                self._fail(f"{file.name} is no FIT file")
            elif not content.startswith(starts.get(file.suffix, b"")):
                self._fail(f"{file.name} is no {file.suffix} file")
            kinds.add(file.suffix)
        for lacking in {".pdf", ".svg", ".png", ".json", ".fit", ".csv"} - kinds:
            self._fail(f"no {lacking} file was written")
        self._say(f"files {' '.join(sorted(kinds - {''}))}")

    def _judge(self, word: str, child: subprocess.Popen[bytes]) -> None:
        """Each says at least a line, or ends in order; its input ends now, and it has to end with it."""
        try:
            said, complained = child.communicate(timeout=CHILD_LIMIT_S)
        except subprocess.TimeoutExpired:
            child.kill()
            said, complained = child.communicate()
            complained += b"\nit did not end"
        except ValueError:  # it ended before its input did
            said, complained = b"", b"it ended at once"
        lines = said.decode(errors="replace").strip().splitlines()
        answered = bool(lines) if word != second_program.WINDOW_TRIAL else child.returncode == 0
        if answered and b"Traceback" not in complained:
            self._say(f"{word} answers {' / '.join(lines)}".rstrip())
        else:
            self._fail(f"{word} does not answer:\n{complained.decode(errors='replace').strip()}")

    def _say(self, sentence: str) -> None:
        print(f"self-test: {sentence}", flush=True)

    def _fail(self, sentence: str) -> None:
        self.failures += 1
        print(f"self-test: FAILED: {sentence}", flush=True)

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """The whole text: the data is made up, and whoever packages has to know which module is missing."""
        self._fail("".join(traceback.format_exception(kind, error, trace)).rstrip())

    def _heard(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        if kind in GRAVE:
            self._fail(f"Qt says: {text}")
        elif kind is not QtMsgType.QtDebugMsg:
            self._say(f"Qt notes: {text}")


def _start_children() -> dict[str, subprocess.Popen[bytes]]:
    """The second programs, which come up while the window is tried."""
    words = dict.fromkeys(second_program.MODULES)
    if sys.platform != "linux":
        words.pop(second_program.SOUND_OUTPUT)  # the window plays itself there
    return {word: _start(word) for word in words}


def _start(word: str) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    command = second_program.command(word)
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, creationflags=flags)


def _current() -> tuple[type[BaseException], BaseException, TracebackType | None]:
    kind, error, trace = sys.exc_info()
    assert kind is not None
    assert error is not None
    return kind, error, trace
