"""Whether a window can open here, told in one sentence before Qt aborts in many.

Looks only; opens nothing.
"""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

_NO_DISPLAY = (
    "There is no display to open a window on. Start KneeTimer on a desktop, "
    "or with xvfb-run on a machine without a screen."
)
# What Qt's X11 plugin needs and aborts without; packaging/linux/install-qt-libs.sh has the whole list.
_X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
_NEED_NO_DISPLAY = ("offscreen", "minimal", "linuxfb", "eglfs", "vnc")


def display_problem() -> str | None:
    """Why no window can open, with what to do; None where nothing speaks against it."""
    if not sys.platform.startswith("linux"):
        return None
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if platform in _NEED_NO_DISPLAY:
        return None
    if os.environ.get("WAYLAND_DISPLAY") and platform != "xcb":
        return None
    display = os.environ.get("DISPLAY", "")
    if not display or _is_gone(display):
        return _NO_DISPLAY
    missing = [package for library, package in _X11_LIBRARIES.items() if not _loads(library)]
    if missing:
        return (
            "Some system libraries that windows need are missing. "
            f"On Debian and Ubuntu: sudo apt install {' '.join(missing)}"
        )
    return None


def _is_gone(display: str) -> bool:
    """True where the name is of a local X server that has no socket."""
    host, _, rest = display.partition(":")
    number = rest.partition(".")[0]
    if host or not number.isdecimal():
        return False
    folder = Path("/tmp/.X11-unix")
    return folder.is_dir() and not (folder / f"X{number}").exists()


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
