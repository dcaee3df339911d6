"""Starts the program in its several ways: with the person's data, for a rehearsal, or with made-up data.

What the window and its parts do, program.py has.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication, QMessageBox

from kneetimer import __version__
from kneetimer.core.language import tr
from kneetimer.core.preferences import Preferences
from kneetimer.devices.process import launcher
from kneetimer.devices.process.clock import Clock
from kneetimer.devices.process.garbage import GarbageCollector
from kneetimer.devices.process.instance import Instance, ask_the_first
from kneetimer.program.model import open_data
from kneetimer.program.program import Program
from kneetimer.program.window_language import take_language
from kneetimer.storage.errors import AlreadyOpenError, StorageError
from kneetimer.storage.locations import Locations, locate
from kneetimer.storage.plans import library, plan_file
from kneetimer.storage.records.history import History
from kneetimer.ui.first_start import safety
from kneetimer.ui.shell import words
from kneetimer.ui.shell.theme import load_fonts


def run(data_dir: Path | None, clock: Clock, *, start: bool = False) -> int:
    """Open the window and stay until it is closed. Returns the exit code.

    `start` begins the coming session at once, unless something has to be answered first.
    """
    running = application()
    opened = open_data(data_dir, clock)
    if isinstance(opened, AlreadyOpenError):
        return _show_the_other(opened)
    program = Program(*opened, clock=clock)
    if program.model.history is not None:  # it holds the lock, so that it is the first
        instance = Instance(opened[0].data_dir, program)
        instance.raise_asked.connect(program.window.bring_to_front)
        program.window.closing.connect(instance.close)
    program.show(start=start)
    return int(running.exec())


def run_demo(clock: Clock, *, self_test: bool = False) -> int:
    """Open the window with a made-up history in a temporary folder, which goes with the window.

    With `self_test` the program tries itself in it, and closes it.
    """
    try:
        # Windows removes no file that a scanner looks at; the system cleans up what stays.
        made = tempfile.TemporaryDirectory(prefix="kneetimer-demo-", ignore_cleanup_errors=True)
    except OSError as problem:
        said = tr("There is no room for made-up data: {reason}.", reason=problem.strerror)
        sys.stderr.write(f"kneetimer: {said}\n")
        return 1
    with made as folder:
        running = application()
        # What went wrong is still known when the folder is gone.
        where = replace(locate(Path(folder)), log_dir=locate().log_dir)
        try:
            history = _made_up(where, clock)
        except StorageError as problem:
            sys.stderr.write(f"kneetimer: {problem}\n")
            return 1
        program = Program(where, history, None, clock=clock)
        program.window.show_mark(tr(words.MADE_UP))
        program.show()
        if self_test:
            from kneetimer.program.self_test import SelfTest

            test = SelfTest(program, where)
            running.exec()
            return test.finish()
        return int(running.exec())


def _made_up(where: Locations, clock: Clock) -> History:
    """A history that nobody lived. Raises StorageError."""
    from kneetimer.program import demo  # nobody else needs it

    history = History.open_to_write(where, clock.now)
    plan = plan_file.load_plan(Preferences().plan)
    demo.store(history, demo.six_weeks(plan, library.load_exercises(), clock.now().date()))
    history.save_preferences(Preferences(safety_accepted=safety.SAFETY_VERSION))
    return history


def rehearse(
    data_dir: Path | None,
    clock: Clock,
    week: int | None,
    session: int | None,
    speed: float,
    *,
    stay: bool = False,
) -> int:
    """Play one session in the window by itself, `speed` times faster, and end.

    With `stay` it ends when the person closes the summary.
    """
    running = application()
    opened = open_data(data_dir, clock)
    if isinstance(opened, AlreadyOpenError):
        sys.stderr.write(f"kneetimer: {opened}\n")
        return 1
    program = Program(*opened, clock=clock, speed=speed)
    if program.model.problem is not None:
        sys.stderr.write(f"kneetimer: {program.model.problem}\n")
        program.close()
        return 1
    try:
        script = program.model.outlook.script(week, session)
    except ValueError as problem:
        sys.stderr.write(f"kneetimer: {problem}.\n")
        program.close()
        return 2
    program.show()
    program.flow.rehearse(script, stay=stay)
    return int(running.exec())


def application() -> QApplication:
    """The Qt application in the person's language, with our fonts and our look."""
    # The style is the same on every system; the colours are our own. Asked for like this, because `setStyle`
    # gives back a QStyle, and to make the words of that class takes 6 ms.
    made = QApplication([*sys.argv[:1], "-style", "fusion"])
    take_language(made)
    made.setApplicationName("KneeTimer")
    made.setApplicationVersion(__version__)
    made.setDesktopFileName(launcher.desktop_entry())
    load_fonts()
    GarbageCollector(made)
    return made


def _show_the_other(problem: AlreadyOpenError) -> int:
    """Bring the window that is open already to the front, or say where it is."""
    if ask_the_first(problem.path.parent):
        return 0
    QMessageBox.information(None, "KneeTimer", str(problem))
    return 1
