"""Mends sleeping in programs that run under libfaketime; Python loads it by itself from PYTHONPATH.

Python sleeps until a moment of the clock that only counts seconds. libfaketime takes that moment for one of
the calendar, also where it is told to leave that clock alone, and the system refuses to wait for it.
"""

import select
import time


def _sleep(seconds: float) -> None:
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    select.select([], [], [], seconds)


time.sleep = _sleep
