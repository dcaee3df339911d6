"""What to do with an error that nobody caught: write down where it happened, tell, and go on.

An exception in a slot would otherwise vanish. Only places in the code and the kind of error are
written, never its message or any value: those could hold what a person noted about their health.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from kneetimer.core.language import tr
from kneetimer.storage.errors import StorageError
from kneetimer.storage.locations import LOG_NAME

MOST_BYTES = 256 * 1024


class CrashLog:
    """Catches what nobody caught. `tell` shows a sentence to the person."""

    def __init__(self, folder: Path, tell: Callable[[str], None], now: Callable[[], datetime]) -> None:
        self._file = folder / LOG_NAME
        self._now = now
        self._tell = tell

    def install(self) -> None:
        sys.excepthook = self._caught

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        written = self._write(kind, trace)
        if isinstance(error, StorageError):  # it says itself what is wrong, and what to do
            self._tell(str(error))
            return
        said = tr("Something went wrong inside KneeTimer. Your session and your data are kept.")
        self._tell(f"{said} {tr('It is noted in {file}.', file=self._file)}" if written else said)

    def _write(self, kind: type[BaseException], trace: TracebackType | None) -> bool:
        frames = [
            f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}"
            for frame in traceback.extract_tb(trace)
        ]
        at = self._now().astimezone(UTC)
        entry = "\n".join([f"{at:%Y-%m-%d %H:%M:%S} UTC {kind.__name__}", *frames, ""])
        try:
            if self._file.exists() and self._file.stat().st_size > MOST_BYTES:
                self._file.unlink()
            # Closed to others from its first moment, and a pipe of that name is not waited for.
            flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0)
            with open(os.open(self._file, flags, 0o600), "a", encoding="utf-8") as log:
                log.write(entry)
        except OSError:
            return False
        return True
