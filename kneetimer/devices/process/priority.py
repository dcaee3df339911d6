"""Has the threads of this process go before those of programs that compute, as far as the system allows it.

Meant for a small program that mostly waits and must not be late. Raises nothing for threads that start later.
"""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jeepney.io.blocking import DBusConnection

LEVEL = 5  # of 99; the sound server's own threads have the same
LEAST_NICE = -11
# Of a processor, without a pause: what goes before all others and never waits would stop the computer,
# whoever granted it. The system ends the program then. The service that grants it allows no more.
LONGEST_US = 200_000
ANSWER_LIMIT_S = 1.0


def raise_all() -> None:
    """Raise every thread that runs now: to real time, else before others, else not at all. Linux only.

    No thread is raised where the system cannot limit it to LONGEST_US.
    May wait for ANSWER_LIMIT_S where the system's service for it hangs.
    """
    if sys.platform != "linux":
        return
    import resource  # not on every system

    try:
        resource.setrlimit(resource.RLIMIT_RTTIME, (LONGEST_US, LONGEST_US))
    except ValueError:
        pass  # a lower one is set already
    except OSError:
        return
    threads = [int(each.name) for each in Path("/proc/self/task").iterdir()]
    refused = [thread for thread in threads if not raise_one(thread)]
    if refused:
        _ask_the_service(refused)


def raise_one(thread: int) -> bool:
    """Raise a thread, of any program, to real time. False where the system refuses. Linux only."""
    if sys.platform != "linux":
        return False
    try:
        os.sched_setscheduler(thread, os.SCHED_RR | os.SCHED_RESET_ON_FORK, os.sched_param(LEVEL))
    except ProcessLookupError:
        return True  # it ended
    except OSError:
        return False
    return True


def _ask_the_service(threads: Iterable[int]) -> None:
    """RealtimeKit grants it to programs of a person's desktop; what it refuses goes on as it is."""
    from jeepney import DBusAddress, MessageType, new_method_call

    address = DBusAddress(
        "/org/freedesktop/RealtimeKit1", "org.freedesktop.RealtimeKit1", "org.freedesktop.RealtimeKit1"
    )
    with contextlib.suppress(Exception), _system_bus() as bus:
        for thread in threads:
            for method, signature, level in (
                ("MakeThreadRealtimeWithPID", "ttu", LEVEL),
                ("MakeThreadHighPriorityWithPID", "tti", LEAST_NICE),
            ):
                call = new_method_call(address, method, signature, (os.getpid(), thread, level))
                answer = bus.send_and_get_reply(call, timeout=ANSWER_LIMIT_S)
                if answer.header.message_type is MessageType.method_return:
                    break


@contextlib.contextmanager
def _system_bus() -> Iterator[DBusConnection]:
    from jeepney.io.blocking import open_dbus_connection

    connection = open_dbus_connection("SYSTEM", auth_timeout=ANSWER_LIMIT_S)
    try:
        yield connection
    finally:
        connection.close()
