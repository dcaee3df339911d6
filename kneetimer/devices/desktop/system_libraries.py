"""Which system libraries are missing that Qt loads at run time, and the packages that have them.

Tells, and installs nothing: packaging/linux/install-qt-libs.sh does that, from the same list.
"""

from __future__ import annotations

import ctypes
import importlib.resources
import sys

from kneetimer.core.language import tr


def missing(*purposes: str) -> list[str]:
    """The packages that are not there, of those that are needed for "qt", "xcb", "wayland" or "sound"."""
    if not sys.platform.startswith("linux"):
        return []
    return [
        package for purpose, library, package in _entries() if purpose in purposes and not _loads(library)
    ]


def sentence(packages: list[str]) -> str:
    """What to do about missing packages."""
    command = f"sudo apt install {' '.join(packages)}"
    return tr("System libraries are missing. On Debian and Ubuntu: {command}", command=command)


def _entries() -> list[tuple[str, str, str]]:
    file = importlib.resources.files("kneetimer.resources").joinpath("system", "libraries.txt")
    lines = [line.split() for line in file.read_text(encoding="utf-8").splitlines()]
    return [(words[0], words[1], words[2]) for words in lines if words and words[0] != "#"]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
