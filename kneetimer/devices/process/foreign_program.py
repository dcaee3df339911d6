"""Programs that are not ours, run as the person's own shell would run them. Never those of this package.

A packaged program is started with its own libraries in front of the system's. Programs of the system
that inherited that would load ours, or plugins of our Qt, and fail in odd places: it is put back.
"""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

LIBRARY_PATHS = ("LD_LIBRARY_PATH", "LIBPATH", "DYLD_LIBRARY_PATH")
QT_PATHS = ("QT_PLUGIN_PATH", "QML2_IMPORT_PATH")  # set by the packager; our Qt knows its place without
_BEFORE = "_ORIG"  # the packager keeps what the person had under this ending
# Tells the packager's starter that a copy of it is a program of its own and sets its paths up again.
_AFRESH = "PYINSTALLER_RESET_ENVIRONMENT"


def give_back_library_path(environment: MutableMapping[str, str] = os.environ) -> None:
    """Let everything that is started from now on find the system's libraries.

    The loader of this process read the variable when it began, so nothing changes here.
    """
    if not getattr(sys, "frozen", False):
        return
    for name in LIBRARY_PATHS:
        before = environment.pop(name + _BEFORE, None)
        if before is None:
            environment.pop(name, None)
        else:
            environment[name] = before
    for name in QT_PATHS:
        environment.pop(name, None)
    environment[_AFRESH] = "1"


def run(words: Sequence[str], limit_s: float) -> subprocess.CompletedProcess[str]:
    """Run a program and give what came of it. Raises OSError, of which a TimeoutError is one.

    On Windows it gets no console, which would flash up for a moment.
    """
    import subprocess  # costs the first window a moment, which runs no such program

    try:
        return subprocess.run(
            words,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=limit_s,
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except subprocess.TimeoutExpired as problem:
        raise TimeoutError(str(problem)) from problem
