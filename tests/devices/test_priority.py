"""The program that holds the sound output goes before programs that compute, as far as the system lets it."""

import os
import subprocess
import sys

import pytest
from private_bus import PrivateBus

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems do it by themselves")

# With two threads; `refused` where the system does not let a program raise itself.
ASKS = """
import os, resource, sys, threading
from kneetimer.devices.process import priority
def refuse(*values):
    raise PermissionError
if "refused" in sys.argv:
    os.sched_setscheduler = refuse
threading.Thread(target=sys.stdin.read, daemon=True).start()
priority.raise_all()
limit = resource.getrlimit(resource.RLIMIT_RTTIME)[1]
threads = os.listdir("/proc/self/task")
print(os.getpid(), limit, *(f"{each}:{os.sched_getscheduler(int(each))}" for each in threads))
"""


def scheduled(address: str, *words: str) -> tuple[int, int, dict[int, int]]:
    """The number of a program that asked, its limit in real time, and how each thread is scheduled then."""
    program = subprocess.Popen(
        [sys.executable, "-c", ASKS, *words],
        env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": address},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with program:
        assert program.stdout is not None
        number, limit, *threads = program.stdout.readline().split()
        program.communicate()
    assert program.returncode == 0
    pairs = (each.split(":") for each in threads)
    return int(number), int(limit), {int(thread): int(policy) for thread, policy in pairs}


def may_raise() -> bool:
    """Whether this system lets the tests themselves do it."""
    try:
        subprocess.run(
            [sys.executable, "-c", "import os; os.sched_setscheduler(0, os.SCHED_RR, os.sched_param(5))"],
            check=True,
            stderr=subprocess.DEVNULL,
        )
    except subprocess.CalledProcessError:
        return False
    return True


def test_every_thread_is_raised_to_real_time_where_the_system_lets_a_program() -> None:
    """The thread that hands out samples is not the one that asks. None of them can stop the computer."""
    if not may_raise():
        pytest.skip("this system does not let a program raise itself")
    _, limit_us, threads = scheduled("unix:path=/nowhere")
    assert len(threads) > 1
    assert {policy & ~os.SCHED_RESET_ON_FORK for policy in threads.values()} == {os.SCHED_RR}
    assert limit_us == 200_000


def test_the_desktops_service_is_asked_where_a_program_may_not_raise_itself(bus: PrivateBus) -> None:
    """For each thread; one that gets no real time asks to go before others at least."""
    service = bus.offer("real time")
    number, limit_us, threads = scheduled(bus.address, "refused")
    real_time = service.calls("MakeThreadRealtimeWithPID")
    assert {thread for _, thread, _ in real_time} == set(threads)
    assert service.calls("MakeThreadHighPriorityWithPID") == [[number, number, -11]]
    assert limit_us == 200_000


@pytest.mark.parametrize("hang", [True, False])
def test_a_system_that_grants_nothing_changes_nothing(bus: PrivateBus, hang: bool) -> None:
    """Without the service, or with one that hangs, the program goes on as it is."""
    if hang:
        bus.offer("real time", hang=True)
    _, _, threads = scheduled(bus.address, "refused")
    assert set(threads.values()) == {os.SCHED_OTHER}
