#!/usr/bin/env python3
"""Tell when a processor stood still, as those of a shared or virtual machine do now and then.

What is on time is measured by a clock that goes on meanwhile, and no program can help it. On each
processor one watcher is scheduled before all other programs, so when it wakes up late, nothing else
could wake up there either. Where it may not be (that needs the right to real-time scheduling), it
tells nothing, and no lateness is excused.
"""

from __future__ import annotations

import gc
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass

LOOK_EVERY_S = 0.002
LEAST_S = 0.008  # shorter ones are lost in the times of a sound server
BEFORE_S, AFTER_S = 0.45, 0.06  # around the moment of a cue: from when it is laid ready until it is known


@dataclass(frozen=True, slots=True)
class Pause:
    """A processor stood still from the monotonic time `at_s` on, for `length_s`."""

    at_s: float
    length_s: float


def read(lines: Iterable[str]) -> tuple[Pause, ...]:
    """What the watcher printed."""
    return tuple(Pause(*map(float, line.split())) for line in lines)


def is_disturbed(at_s: float, pauses: Iterable[Pause]) -> bool:
    """Whether a cue that is due at `at_s` may be late or broken because of a pause."""
    return any(each.at_s < at_s + AFTER_S and at_s - BEFORE_S < each.at_s + each.length_s for each in pauses)


def main() -> None:
    """Print each pause when it is over, until it is ended."""
    try:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(50))
        processors = sorted(os.sched_getaffinity(0))
    except (AttributeError, PermissionError):
        return
    for processor in processors[1:]:
        if os.fork() == 0:
            processors = [processor]
            break
    os.sched_setaffinity(0, processors[:1])
    gc.disable()
    before_s = time.monotonic()
    while True:
        time.sleep(LOOK_EVERY_S)
        now_s = time.monotonic()
        length_s = now_s - before_s - LOOK_EVERY_S
        if length_s >= LEAST_S:
            os.write(1, f"{before_s} {length_s}\n".encode())
        before_s = now_s


if __name__ == "__main__":
    main()
