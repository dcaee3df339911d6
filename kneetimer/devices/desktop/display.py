"""Whether a window can open here, told in one sentence before Qt aborts in many.

The display is asked, with the libraries that Qt asks it with, so that names of all kinds, remote displays
and permissions mean the same here as there. Loads no Qt and opens nothing.
"""

from __future__ import annotations

import ctypes
import os
import queue
import sys
from collections.abc import Callable
from pathlib import Path

from kneetimer.core.language import mark, tr
from kneetimer.devices.desktop import system_libraries
from kneetimer.devices.process import helper_thread, second_program

ANSWER_LIMIT_S = 3.0  # a remote display that is gone may not even refuse
TRIAL_LIMIT_S = 15.0  # Qt comes up in less than one, on a machine that is busy too

XCB, WAYLAND = "xcb", "wayland"
_NEED_NO_DISPLAY = ("offscreen", "minimal")
_WHAT_TO_DO = mark("Start KneeTimer on a desktop, or with xvfb-run on a machine without a screen.")


def display_problem() -> str | None:
    """Why no window can open, with what to do; None where nothing speaks against it."""
    if not sys.platform.startswith("linux"):
        return None
    named = os.environ.get("QT_QPA_PLATFORM", "")
    platforms = _platforms(named)
    if any(platform not in (XCB, WAYLAND, *_NEED_NO_DISPLAY) for platform in platforms):
        # What else Qt can draw on needs other things, and only Qt knows them.
        if _comes_up():
            return None
        return tr("Qt opens no window on what QT_QPA_PLATFORM={platform} names.", platform=named)
    answering = [platform for platform in platforms if _answers(platform)]
    if any(not system_libraries.missing("qt", platform) for platform in answering):
        return None
    lacking = system_libraries.missing("qt", *(answering or [XCB]), "sound")
    # Qt may find libraries where only its own files point to.
    if answering and _comes_up():
        return None
    said = [] if answering else [f"{_who_is_silent(platforms)} {_WHAT_TO_DO}"]
    said += [system_libraries.sentence(lacking)] if lacking else []
    return " ".join(said)


def _platforms(named: str) -> list[str]:
    """What Qt would try, in this order."""
    if named:
        return [each.partition(":")[0].removesuffix("-egl") for each in named.split(";")]
    found = []
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("XDG_SESSION_TYPE") == WAYLAND:
        found.append(WAYLAND)
    return [*found, XCB]


def _answers(platform: str) -> bool:
    if platform in _NEED_NO_DISPLAY:
        return True
    return _in_time(_wayland_answers if platform == WAYLAND else _x_answers)


def _in_time(ask: Callable[[], bool]) -> bool:
    """Ask on a thread that may hang; what does not answer soon does not answer."""
    told: queue.SimpleQueue[bool] = queue.SimpleQueue()
    helper_thread.start(lambda: told.put(ask()), "display")
    try:
        return told.get(timeout=ANSWER_LIMIT_S)
    except queue.Empty:
        return False


def _x_answers() -> bool:
    if not os.environ.get("DISPLAY"):
        return False
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # nobody can ask; that the library is missing is what will be said
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    answers = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return bool(answers)


def _wayland_answers() -> bool:
    if os.environ.get("WAYLAND_SOCKET"):
        return True  # a connection that is open already, which asking would use up
    place = _wayland_socket()
    if place is None or not place.exists():  # the library would complain to the terminal
        return False
    try:
        wayland = ctypes.CDLL("libwayland-client.so.0")
    except OSError:
        return True
    wayland.wl_display_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(wayland.wl_display_connect(None))
    if connection.value is None:
        return False
    answers = wayland.wl_display_roundtrip(connection) >= 0
    wayland.wl_display_disconnect(connection)
    return bool(answers)


def _wayland_socket() -> Path | None:
    """Where the compositor listens; None where no place is named for it."""
    name = Path(os.environ.get("WAYLAND_DISPLAY") or "wayland-0")
    folder = os.environ.get("XDG_RUNTIME_DIR")
    if name.is_absolute():
        return name
    return Path(folder, name) if folder else None


def _who_is_silent(platforms: list[str]) -> str:
    names = {WAYLAND: "WAYLAND_DISPLAY", XCB: "DISPLAY"}
    asked = [
        f"{names[platform]}={os.environ[names[platform]]}"
        for platform in platforms
        if os.environ.get(names[platform])
    ]
    if not asked:
        return tr("There is no display to open a window on.")
    if len(asked) == 1:
        return tr("No display answers at {display}.", display=asked[0])
    return tr("No display answers at {display} or {other}.", display=asked[0], other=asked[1])


def _comes_up() -> bool:
    """Whether Qt does, in a program of its own."""
    import subprocess  # costs the first window a moment, before which Qt is hardly ever tried

    try:
        return (
            subprocess.run(
                second_program.command(second_program.WINDOW_TRIAL),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=TRIAL_LIMIT_S,
                check=False,
            ).returncode
            == 0
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
