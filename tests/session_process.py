"""The real program in a process of its own that can be killed: it plays a session by itself, fast.

    python session_process.py FOLDER SPEED start|go-on

Tells how many sets it is about to store, and then a line for each that is stored.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import NoReturn

from fakes import ClockFrom

from kneetimer.__main__ import leave
from kneetimer.core.record import SetEnded
from kneetimer.program import start as app
from kneetimer.program.program import Program
from kneetimer.storage.locations import locate
from kneetimer.storage.plans.library import load_exercises
from kneetimer.storage.plans.plan_file import load_plan
from kneetimer.storage.records.history import History
from kneetimer.storage.records.write_queue import Batch

# Loaded and read here what the program loads when it is first wanted: of many, each is a copy of one process.
for _name in ("session_controller", "summary_controller", "conflicts_controller"):
    importlib.import_module(f"kneetimer.program.{_name}")
load_plan("six-week-knee")
load_exercises()
EVENING = datetime.fromisoformat("2026-11-26T18:30:00+01:00")
Tell = Callable[[str], object]


def _say_what_is_stored(tell: Tell) -> None:
    """Have each batch told as soon as it is on the disk."""
    write = Batch.write

    def write_and_tell(batch: Batch, history: History) -> None:
        sets = [each.event for each in batch.events if isinstance(each.event, SetEnded)]
        if sets:
            tell(f"writing {len(sets)}")
        write(batch, history)
        for each in sets:
            tell(f"set {each.step} {each.reps} {each.state.value}")

    Batch.write = write_and_tell  # type: ignore[method-assign]


def play(folder: Path, speed: float, how: str, tell: Tell, now: datetime = EVENING) -> NoReturn:
    """Be the program until it ends; it believes to be started at `now`."""
    running = app.application()
    where = locate(folder)
    clock = ClockFrom(now)
    history = History.open_to_write(where, clock.now)
    history.save_preferences(
        replace(history.preferences()[0], safety_accepted="1", full_screen=False, sounds=False, get_set_s=0)
    )
    _say_what_is_stored(tell)
    program = Program(where, history, None, clock=clock, speed=speed)
    program.show()
    tell("window")
    if how == "start":
        program.entry.start()
    elif how == "go-on":
        program.entry.resume("go-on")
    leave(running.exec())


if __name__ == "__main__":
    play(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3], partial(print, flush=True))
