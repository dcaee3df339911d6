"""A whole desktop for tests: a screen of its own, a window manager, keys, clicks, pictures and sound.

Does not know KneeTimer: a test starts the program in it as a person would and looks at what comes.
Ends the processes it started and no others.

    def test_start_opens_the_window(desktop: Desktop, tmp_path: Path) -> None:
        desktop.start(sys.executable, "-m", "kneetimer", "--data-dir", str(tmp_path))
        window = desktop.wait_for_window("KneeTimer")
        desktop.key("space")
        wait_until(lambda: desktop.screenshot(window).pixelColor(9, 9) == work_tint, "the work phase")

`desktop_with_sound` is the same with a sound server; `desktop.sound.recording()` hears it from then on.
"""

import os
import re
import select
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import time
from array import array
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtGui import QImage

SCREEN = (1280, 800)
ANSWER_S = 30.0  # how long anything may take before the test fails; reached only when something is wrong
ASK_EVERY_S = 0.02
ASK_AGAIN_S = 3.0  # before a request that had no effect is made once more
SOUND_RATE = 48_000  # samples a second, one channel

Answer = TypeVar("Answer")


class DesktopError(AssertionError):
    """The desktop did not do or show what a test waited for."""


def wait_until(question: Callable[[], Answer], what: str, timeout_s: float = ANSWER_S) -> Answer:
    """Ask until the answer is true and return it; `what` ends the sentence "waited ... s for ..."."""
    end_at = time.monotonic() + timeout_s
    while not (answer := question()):
        if time.monotonic() > end_at:
            raise DesktopError(f"waited {timeout_s:g} s for {what}")
        time.sleep(ASK_EVERY_S)
    return answer


def end(process: "subprocess.Popen[bytes]", grace_s: float = 5.0) -> None:
    """Ask the process to end, insist after the grace, and collect it."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(grace_s)
        except subprocess.TimeoutExpired:
            process.kill()
    process.wait()


@dataclass(frozen=True, slots=True)
class Window:
    """A window on the screen: its X id, its title and where its content lies, in device pixels."""

    id: int
    title: str
    x: int
    y: int
    width: int
    height: int


class Servers:
    """Background programs that write to one log and end together, also when the tests are killed."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self.folder = folder
        self.environment = dict(environment)
        self._log = folder / "servers.log"
        self._running: list[subprocess.Popen[bytes]] = []

    def start(self, *command: str, pass_fds: tuple[int, ...] = ()) -> None:
        with self._log.open("ab") as log:
            self._running.append(
                subprocess.Popen(
                    ["setpriv", "--pdeathsig", "TERM", *command],
                    env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, pass_fds=pass_fds,
                )
            )  # fmt: skip

    def wait_until(self, question: Callable[[], object], what: str) -> None:
        """As wait_until, but gives up at once when one of the programs has ended."""

        def answered() -> object:
            if any(process.poll() is not None for process in self._running):
                raise DesktopError(f"a program ended before {what} was ready")
            return question()

        wait_until(answered, what)

    def said(self) -> str:
        return self._log.read_text(errors="replace")

    def stop(self) -> None:
        """Let them stand still, as programs that hang do, until they are ended."""
        for process in self._running:
            process.send_signal(signal.SIGSTOP)

    def end(self) -> None:
        while self._running:
            self._running[-1].send_signal(signal.SIGCONT)
            end(self._running.pop())


class Screen:
    """An X server with a window manager. Starting one takes about a third of a second, so share it."""

    def __init__(self, folder: Path, size: tuple[int, int] = SCREEN) -> None:
        """Raises DesktopError, with what the programs said, when they do not start."""
        environment = {name: value for name, value in os.environ.items() if name != "WAYLAND_DISPLAY"}
        self._servers = Servers(folder, environment | {"QT_QPA_PLATFORM": "xcb"})
        self.size = size
        try:
            self.environment["DISPLAY"] = self._start_xvfb(*size)
            self._servers.start("openbox", "--sm-disable")
            self._servers.wait_until(self._is_managed, "the window manager")
        except BaseException as error:
            self.end()
            raise DesktopError(f"no screen: {error}\n{self._servers.said()}") from error

    @property
    def environment(self) -> dict[str, str]:
        return self._servers.environment

    def end(self) -> None:
        self._servers.end()

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False, timeout=ANSWER_S
        )

    def xdotool(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return self.run("xdotool", *words)

    def picture(self) -> QImage:
        """The whole screen as it is now. Xvfb keeps it in a file, in the old format of xwd."""
        dump = (self._servers.folder / "Xvfb_screen0").read_bytes()
        header = struct.unpack(">25I", dump[:100])
        (width, height), bytes_per_line, colours = header[4:6], header[12], header[19]
        pixels = dump[header[0] + 12 * colours :]
        return QImage(pixels, width, height, bytes_per_line, QImage.Format.Format_RGB32).copy()

    def _start_xvfb(self, width: int, height: int) -> str:
        """Start Xvfb on a free display, which it chooses and writes into a pipe."""
        read_end, write_end = os.pipe()
        with os.fdopen(read_end, "rb", buffering=0) as answer:
            try:
                self._servers.start(
                    "Xvfb", "-displayfd", str(write_end), "-screen", "0", f"{width}x{height}x24",
                    "-fbdir", str(self._servers.folder), "-nolisten", "tcp", "-noreset",
                    pass_fds=(write_end,),
                )  # fmt: skip
            finally:
                os.close(write_end)
            ready = select.select([answer], [], [], ANSWER_S)[0]
            # The line's end matters: Xvfb ends with an error when nobody reads it.
            number = answer.readline().decode().strip() if ready else ""
        if not number:
            raise DesktopError("Xvfb named no display")
        return f":{number}"

    def _is_managed(self) -> bool:
        # xdotool complains about every question on desktops until a window manager is there.
        return not self.xdotool("get_desktop").stderr


class Sound:
    """A sound server with one output that nobody hears and every test can record. Starts in two seconds."""

    OUTPUT = "ears"

    def __init__(self, folder: Path) -> None:
        """Raises DesktopError when the server does not answer."""
        self._heard = folder / "heard.raw"
        socket = folder / "sound"
        self.environment = {"PULSE_SERVER": f"unix:{socket}"}
        self._servers = Servers(folder, os.environ | self.environment)
        try:
            # The output comes first: when the server answers, it is there.
            self._servers.start(
                "pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--disable-shm=yes",
                "--use-pid-file=no",
                "-L", f"module-null-sink sink_name={self.OUTPUT} rate={SOUND_RATE} channels=2",
                "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1",
            )  # fmt: skip
            self._servers.wait_until(socket.exists, "the sound server")
            # One recorder for all tests: an idle output takes two seconds until it gives the first sample.
            self._servers.start(
                "parec", f"--device={self.OUTPUT}.monitor", "--raw", "--format=s16le", "--channels=1",
                f"--rate={SOUND_RATE}", "--latency-msec=5", str(self._heard),
            )  # fmt: skip
            self._servers.wait_until(self._has_recorded, "the recorder")
        except BaseException as error:
            self.end()
            raise DesktopError(f"no sound: {error}\n{self._servers.said()}") from error

    def end(self) -> None:
        self._servers.end()

    def stop(self) -> None:
        """Let it stand still, as a sound server that hangs, until it is ended."""
        self._servers.stop()

    def recording(self) -> "Recording":
        """What is played from now on."""
        return Recording(self._heard, self._heard.stat().st_size // 2 * 2)

    def _has_recorded(self) -> bool:
        return self._heard.exists() and self._heard.stat().st_size > 0


@dataclass(frozen=True, slots=True)
class Recording:
    """What a sound server plays from a moment on, in a file that grows."""

    file: Path
    start: int

    def samples(self) -> "array[int]":
        """All samples so far: 16 bits, SOUND_RATE a second."""
        with self.file.open("rb") as raw:
            raw.seek(self.start)
            heard = raw.read()
        return array("h", heard[: len(heard) // 2 * 2])


class Program:
    """A program that a test started on the desktop, and what it printed."""

    def __init__(self, command: tuple[str, ...], environment: Mapping[str, str], log: Path) -> None:
        self._log = log
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                command, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
            )

    @property
    def pid(self) -> int:
        return self.process.pid

    def said(self) -> str:
        return self._log.read_text(errors="replace")

    def wait(self, timeout_s: float = ANSWER_S) -> int:
        """The exit code, once it has ended by itself."""
        try:
            return self.process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            raise DesktopError(f"still running after {timeout_s:g} s:\n{self.said()}") from None

    def kill(self) -> None:
        """End it as a power cut would: at once, with no chance to save."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@dataclass(slots=True)
class Desktop:
    """What a person has in front of them: a screen, a keyboard, a mouse and perhaps ears."""

    screen: Screen
    folder: Path
    sound: Sound | None = None
    _programs: list[Program] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """For a program that a test starts itself; start() uses it too."""
        return self.screen.environment | (self.sound.environment if self.sound else {})

    def start(self, *command: str, **environment: str) -> Program:
        """Start a program on this desktop; `environment` adds to or replaces its variables."""
        log = self.folder / f"program-{len(self._programs)}.log"
        program = Program(command, self.environment | environment, log)
        self._programs.append(program)
        return program

    def end_programs(self) -> None:
        while self._programs:
            end(self._programs.pop().process)

    def windows(self, title: str = "") -> list[Window]:
        """The visible windows whose titles match this regular expression somewhere."""
        return [window for window in map(self._window, self._numbers(title)) if window]

    def wait_for_window(self, title: str, timeout_s: float = ANSWER_S) -> Window:
        """The window of this title (a regular expression), once it is on the screen and has the keyboard."""

        def active() -> Window | None:
            for program in self._programs:
                if program.process.poll() not in (None, 0):
                    raise DesktopError(f"the program ended with {program.process.poll()}:\n{program.said()}")
            # Of this one alone: to ask for all, again and again, takes the processors from what is awaited.
            number = self.screen.xdotool("getactivewindow").stdout.strip()
            # The window manager says so before the X server has heard of it, which sends the keys.
            if not number or number != self.screen.xdotool("getwindowfocus", "-f").stdout.strip():
                return None
            window = self._window(number)
            return window if window and re.search(title, window.title) else None

        try:
            return wait_until(active, f"an active window {title!r}", timeout_s) or pytest.fail("unreachable")
        except DesktopError as error:
            printed = "\n".join(program.said() for program in self._programs)
            raise DesktopError(f"{error}; windows: {self.windows()}\n{printed}") from None

    def wait_until_gone(self, title: str) -> None:
        """Return when no window of this title is left."""
        wait_until(lambda: not self.windows(title), f"the window {title!r} to go")

    def key(self, *names: str) -> None:
        """Press keys one after the other: names as xdotool knows them, such as space, Right, ctrl+q."""
        self._do("key", "--clearmodifiers", *names)

    def type(self, text: str) -> None:
        """Type the text into whatever has the keyboard."""
        self._do("type", "--clearmodifiers", "--delay", "1", "--", text)

    def point_at(self, x: int, y: int) -> None:
        """Move the mouse to a place of the screen."""
        self._do("mousemove", str(x), str(y))

    def click(self, x: int, y: int, window: Window | None = None, button: int = 1) -> None:
        """Click at a place of the screen, or of the window's content; button 3 is the right one."""
        if window:
            x, y = window.x + x, window.y + y
        self._do("mousemove", str(x), str(y), "click", str(button))

    def close(self, window: Window) -> None:
        """Close the window as its title bar's button does, and return when it is gone.

        A window manager that is still busy putting a window up can lose a key, so a window that stays is
        asked again, as a person would.
        """
        ask_at = 0.0

        def gone() -> bool:
            nonlocal ask_at
            if str(window.id) not in self._numbers():
                return True
            if time.monotonic() > ask_at:
                # It may go between the question and the key, so what xdotool says of that is not an error.
                self.screen.xdotool(
                    "windowactivate", "--sync", str(window.id), "key", "--clearmodifiers", "alt+F4"
                )
                ask_at = time.monotonic() + ASK_AGAIN_S
            return False

        wait_until(gone, f"{window} to go")

    def screenshot(self, window: Window | None = None, save_as: Path | None = None) -> QImage:
        """The screen, or the part where the window's content lies, as it is now."""
        picture = self.screen.picture()
        if window:
            picture = picture.copy(window.x, window.y, window.width, window.height)
        if save_as and not picture.save(str(save_as)):
            raise DesktopError(f"cannot write {save_as}")
        return picture

    def _do(self, *words: str) -> None:
        answer = self.screen.xdotool(*words)
        if answer.returncode or answer.stderr:
            raise DesktopError(f"xdotool {' '.join(words)}: {answer.stderr.strip()}")

    def _numbers(self, title: str = "") -> list[str]:
        """The X ids of the visible windows of this title."""
        return self.screen.xdotool("search", "--onlyvisible", "--name", title or ".").stdout.split()

    def _window(self, number: str) -> Window | None:
        title = self.screen.xdotool("getwindowname", number)
        # Not xdotool: some of its versions count the frame around the content twice.
        about = self.screen.run("xwininfo", "-id", number)
        if title.returncode or about.returncode:
            return None  # it went away between two questions
        line = r"^ *(Absolute upper-left .|Width|Height): +(-?\d+)$"
        place = dict(re.findall(line, about.stdout, re.MULTILINE))
        left, top = int(place["Absolute upper-left X"]), int(place["Absolute upper-left Y"])
        width, height = int(place["Width"]), int(place["Height"])
        return Window(int(number), title.stdout.rstrip("\n"), left, top, width, height)


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    if sys.platform != "linux":
        pytest.skip("the tests' own desktop is an X server, which only Linux has at hand")
    with short_folder() as folder:
        started = Screen(folder)
        yield started
        started.end()


@pytest.fixture(scope="module")
def sound() -> Iterator[Sound]:
    """A server for the tests of one file: while it runs it plays and records silence, which costs time."""
    with short_folder() as folder:
        started = Sound(folder)
        yield started
        started.end()


@pytest.fixture
def desktop(screen: Screen, tmp_path: Path) -> Iterator[Desktop]:
    """A desktop with nothing on it and no sound device."""
    made = Desktop(screen, tmp_path)
    yield made
    made.end_programs()


@pytest.fixture
def desktop_with_sound(screen: Screen, sound: Sound, tmp_path: Path) -> Iterator[Desktop]:
    """A desktop with nothing on it and a sound device that can be recorded."""
    made = Desktop(screen, tmp_path, sound)
    yield made
    made.end_programs()


@contextmanager
def short_folder() -> Iterator[Path]:
    # Not pytest's own folders: the path of a socket may have 107 characters only.
    folder = Path(tempfile.mkdtemp(prefix="kt-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
