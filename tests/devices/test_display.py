"""Whether a window can open: the display is asked, and the answer is one sentence, never an abort."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from desktop import Desktop, end, short_folder, wait_until

from kneetimer.devices.desktop import display, system_libraries

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="displays of Linux")

NAMES = ("DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "QT_QPA_PLATFORM", "XDG_SESSION_TYPE", "XAUTHORITY")
LIST = Path(__file__).parents[2] / "resources/system/libraries.txt"
PROGRAM = [sys.executable, "-m", "kneetimer"]
Problem = Callable[..., str | None]


@pytest.fixture
def problem(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Problem:
    """What is said with these variables and no others."""

    def said(**environment: str) -> str | None:
        for name in (*NAMES, "XDG_RUNTIME_DIR"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("HOME", str(tmp_path))
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return display.display_problem()

    return said


def run(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program in a process of its own, which Qt may end."""
    kept = {name: value for name, value in os.environ.items() if name not in NAMES}
    return subprocess.run(
        [*PROGRAM, *words], env=kept | environment, capture_output=True, text=True, check=False, timeout=60
    )


@pytest.fixture
def x_server(tmp_path: Path) -> Iterator[str]:
    """A bare X server that also listens at its port; gives its number."""
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-listen", "tcp", "-noreset"],
        pass_fds=(write_end,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write_end)
    with os.fdopen(read_end, "rb") as told:
        number = told.readline().decode().strip()
    yield number
    end(server)


@pytest.mark.parametrize(
    "environment",
    [
        {"DISPLAY": ":4711"},
        {"DISPLAY": "localhost:10.0"},
        {"DISPLAY": "nowhere.invalid:0"},
        {"DISPLAY": "rubbish"},
        {"WAYLAND_DISPLAY": "wayland-77"},
        {"WAYLAND_DISPLAY": "/nowhere/wayland-0"},
        {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nowhere"},
    ],
)
def test_a_display_that_does_not_answer_is_named(environment: dict[str, str], problem: Problem) -> None:
    """Local or remote, X11 or Wayland: the variable that names it is in the sentence."""
    said = problem(**environment)
    assert said is not None
    assert f"{next(iter(environment))}={next(iter(environment.values()))}." in said
    assert "\n" not in said


def test_both_displays_that_do_not_answer_are_named(problem: Problem) -> None:
    """Who has both variables set learns that neither leads anywhere."""
    said = problem(WAYLAND_DISPLAY="wayland-7", DISPLAY=":4711", XDG_RUNTIME_DIR="/tmp")
    assert said is not None and "WAYLAND_DISPLAY=wayland-7 or DISPLAY=:4711" in said


def test_without_any_display_nothing_is_guessed(problem: Problem) -> None:
    """With no variable at all, also where the session says that it is Wayland, there is no display."""
    for environment in ({}, {"XDG_SESSION_TYPE": "wayland"}, {"DISPLAY": ""}):
        said = problem(**environment)
        assert said is not None and said.startswith("There is no display")


@pytest.mark.parametrize("environment", [{"DISPLAY": ":4711"}, {"WAYLAND_DISPLAY": "w", "DISPLAY": ":4711"}])
def test_the_window_and_doctor_say_the_same(environment: dict[str, str], tmp_path: Path) -> None:
    """The program leaves with 2 and one line, and doctor has the same sentence."""
    window = run("--data-dir", str(tmp_path), **environment)
    assert (window.returncode, window.stdout) == (2, "")
    (line,) = window.stderr.splitlines()
    doctor = run("doctor", "--data-dir", str(tmp_path), **environment)
    sentence = line.removeprefix("kneetimer: ")
    assert doctor.stdout.splitlines()[0] == f"display    DOES NOT WORK: {sentence}"


def test_a_machine_that_never_ran_an_x_server_says_the_same(tmp_path: Path) -> None:
    """Without the folder of the X servers' sockets the answer is the same: nobody looks for that folder."""
    private = ["unshare", "--user", "--map-root-user", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*private, "true"], capture_output=True).returncode:
        pytest.skip("this system lets nobody have a /tmp of their own")
    if Path(sys.executable).is_relative_to("/tmp"):
        pytest.skip("the program itself would not be there any more")
    script = 'mount -t tmpfs none /tmp && exec "$@"'
    kept = {name: value for name, value in os.environ.items() if name not in NAMES}
    done = subprocess.run(
        [*private, "sh", "-c", script, "sh", *PROGRAM],
        env=kept | {"DISPLAY": ":4711"}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith("kneetimer: No display answers at DISPLAY=:4711.")
    assert len(done.stderr.splitlines()) == 1


def test_a_server_that_answers_is_found(x_server: str, problem: Problem) -> None:
    """At its socket and at its port, as a display that is forwarded."""
    assert problem(DISPLAY=f":{x_server}") is None
    assert problem(DISPLAY=f":{x_server}.0") is None
    assert problem(DISPLAY=f"localhost:{x_server}.0") is None


def test_a_server_that_hangs_is_not_waited_for(problem: Problem) -> None:
    """Something that takes the connection and never answers costs a few seconds, not the evening."""
    with socket.create_server(("127.0.0.1", 0)) as hung:
        # Displays are counted from port 6000 on.
        said = problem(DISPLAY=f"127.0.0.1:{hung.getsockname()[1] - 6000}")
    assert said is not None and "No display answers" in said


def test_a_dead_wayland_falls_through_to_x(desktop: Desktop, tmp_path: Path) -> None:
    """What an ended session left in the environment does not keep the window from opening on X11."""
    program = desktop.start(
        *PROGRAM, "--data-dir", str(tmp_path), QT_QPA_PLATFORM="", WAYLAND_DISPLAY="wayland-77"
    )
    desktop.close(desktop.wait_for_window("KneeTimer"))
    assert program.wait() == 0


def test_a_compositor_that_hangs_is_not_waited_for(tmp_path: Path, problem: Problem) -> None:
    """One that takes the connection and never answers is named like one that is gone."""
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "wayland-0"))
        compositor.listen()
        said = problem(WAYLAND_DISPLAY="wayland-0", XDG_RUNTIME_DIR=str(tmp_path))
    if "libwayland-client0" not in system_libraries.missing("wayland"):
        assert said is not None and "No display answers at WAYLAND_DISPLAY=wayland-0." in said


@pytest.mark.screen  # the compositor is one
@pytest.mark.skipif(not shutil.which("weston"), reason="needs a compositor")
def test_a_compositor_that_answers_is_found(problem: Problem) -> None:
    """By its name in the folder of the session, or by its whole path."""
    with short_folder() as folder:
        compositor = subprocess.Popen(
            ["weston", "--backend=headless-backend.so", "--socket=wayland-9", "--idle-time=0"],
            env={**os.environ, "XDG_RUNTIME_DIR": str(folder)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            place = folder / "wayland-9"
            wait_until(place.exists, "the compositor")
            assert problem(WAYLAND_DISPLAY="wayland-9", XDG_RUNTIME_DIR=str(folder)) is None
            assert problem(WAYLAND_DISPLAY=str(place)) is None
            assert problem(WAYLAND_DISPLAY="wayland-9") is not None
        finally:
            end(compositor)


def test_a_compositor_needs_its_libraries(monkeypatch: pytest.MonkeyPatch, problem: Problem) -> None:
    """With a compositor and no X, exactly the libraries of Wayland that are not there are named."""
    loads = system_libraries._loads
    monkeypatch.setattr(
        system_libraries, "_loads", lambda library: "wayland" not in library and loads(library)
    )
    monkeypatch.setattr(display, "_wayland_answers", lambda: True)
    said = problem(WAYLAND_DISPLAY="wayland-0")
    assert said is not None and said.startswith("System libraries are missing.")
    assert "libwayland-client0 libwayland-cursor0 libwayland-egl1" in said
    assert "No display" not in said


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "offscreen:enable_fonts", "xcb;offscreen"])
def test_a_platform_without_a_display_needs_none(platform: str, problem: Problem) -> None:
    """Who names such a platform for Qt gets it."""
    assert problem(QT_QPA_PLATFORM=platform) is None


def test_a_platform_that_qt_does_not_have_is_named(problem: Problem) -> None:
    """A misspelt platform ends Qt; here it is one sentence."""
    said = problem(QT_QPA_PLATFORM="waylnad", DISPLAY=":4711")
    assert said is not None and "QT_QPA_PLATFORM=waylnad" in said


def test_every_library_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch, problem: Problem) -> None:
    """The one line to type has all packages of the list, whichever of them are there."""
    monkeypatch.setattr(system_libraries, "_loads", lambda library: False)
    monkeypatch.setattr(display, "_comes_up", lambda: False)
    said = problem(DISPLAY=":4711")
    text = LIST.read_text(encoding="utf-8")
    entries = [line.split() for line in text.splitlines() if not line.startswith("#")]
    wanted = [package for purpose, _, package in entries if purpose != "wayland"]
    assert len(wanted) >= 17
    assert said is not None and said.endswith(f"sudo apt install {' '.join(wanted)}")
