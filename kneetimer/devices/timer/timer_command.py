"""Talks to the command of a system's timers, and says in one sentence what went wrong.

Knows none of the systems; those are in the modules beside this one.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kneetimer.core.language import tr
from kneetimer.devices.process import foreign_program

if TYPE_CHECKING:
    import subprocess

ANSWER_S = 5


class SystemTimerError(Exception):
    """Why the system's timer was not set up or removed, as one sentence."""


def tell(*words: str) -> None:
    """Run a command of the system. Raises SystemTimerError where it does not answer or refuses."""
    done = ask(words)
    if done.returncode != 0:
        lines = (done.stderr.strip() or done.stdout.strip()).splitlines()
        said = lines[0][:120].rstrip(".") if lines else tr("no reason given")
        raise SystemTimerError(tr("The system did not take the timer: {reason}.", reason=said))


def ask(words: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Run a command and give what came of it. Raises SystemTimerError where it does not answer."""
    try:
        return foreign_program.run(words, ANSWER_S)
    except OSError as problem:
        said = tr("The system's timers do not answer, so nothing was set up.")
        raise SystemTimerError(said) from problem


def not_written(place: Path, problem: OSError) -> str:
    """Why the files of a timer are not there."""
    return tr("The timer cannot be written to {place}: {reason}.", place=place, reason=problem.strerror)
