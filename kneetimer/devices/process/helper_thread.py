"""Threads beside the window's that never take the window's objects with them when they end.

The last thing a thread does is to let go of what it ran for. Were nobody else to hold that any more,
Qt's objects in it would be destroyed on that thread, while the window's thread may be handing them an
event: the program crashes. So what a thread runs for is held here as well, until the thread has ended
and the thread that starts or ends another one looks.

All are daemons, because a program that ends must not wait for a service that hangs.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

_held: dict[threading.Thread, Callable[[], object]] = {}


def start(run: Callable[[], object], name: str) -> threading.Thread:
    """Run it on a thread of that name. To be called on the window's thread, as `end`."""
    _let_go_of_ended()
    thread = threading.Thread(target=run, name=name, daemon=True)
    _held[thread] = run
    thread.start()
    return thread


def end(thread: threading.Thread, limit_s: float) -> None:
    """Wait for the thread, `limit_s` at most. What it runs for is held while it runs on."""
    thread.join(limit_s)
    _let_go_of_ended()


def _let_go_of_ended() -> None:
    for thread in [each for each in _held if not each.is_alive()]:
        del _held[thread]
