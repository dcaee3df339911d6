"""The real program in a process of its own that can be killed: it plays a session by itself, fast.

    python session_process.py FOLDER SPEED start|go-on

Prints a line for each set as soon as the program says that it is stored, and nothing before.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from fakes import ClockFrom

from kneetimer.core.player import SavePlace
from kneetimer.core.record import SessionEvent, SetEnded
from kneetimer.program import session_controller
from kneetimer.program import start as app
from kneetimer.program.program import Program
from kneetimer.program.session_log import SessionLog
from kneetimer.storage.locations import locate
from kneetimer.storage.records.history import History

EVENING = datetime.fromisoformat("2026-11-26T18:30:00+01:00")


class ToldSessionLog(SessionLog):
    """Says aloud what is stored."""

    def append(self, *events: SessionEvent, place: SavePlace | None = None) -> None:
        super().append(*events, place=place)
        for each in events:
            if isinstance(each, SetEnded):
                print(f"set {each.step} {each.reps} {each.state.value}", flush=True)


def main() -> None:
    folder, speed, how = Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
    running = app.application()
    where = locate(folder)
    clock = ClockFrom(EVENING)
    history = History.open_to_write(where, clock.now)
    history.save_preferences(
        replace(history.preferences()[0], safety_accepted="1", full_screen=False, sounds=False, get_set_s=0)
    )
    session_controller.SessionLog = ToldSessionLog  # the one place where it is made
    program = Program(where, history, None, clock=clock, speed=speed)
    program.show()
    print("window", flush=True)
    if how == "start":
        program.entry.start()
    elif how == "go-on":
        program.entry.resume("go-on")
    running.exec()


if __name__ == "__main__":
    main()
