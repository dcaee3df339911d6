"""The reminder as a task of the Windows Task Scheduler: told as XML, kept by the system itself."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

from kneetimer.devices.timer.timer_command import SystemTimerError, ask, tell

NAME = "KneeTimer reminder"
NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"
FIRST_DAY = "2020-01-01"  # any day that is over: from then on each day

_known: bool | None = None  # whether it is set up; asking the system takes a process each time


def is_possible() -> bool:
    """True with the scheduler, and with the command that shows a message: not every Windows has that."""
    return shutil.which("schtasks") is not None and shutil.which("msg") is not None


def is_installed() -> bool:
    global _known
    if _known is None:
        try:
            _known = ask(("schtasks", "/Query", "/TN", NAME)).returncode == 0
        except SystemTimerError:
            _known = False
    return _known


def install(command: Sequence[str], at: str) -> None:
    """Have the system run a command each day at a time such as "18:30". Raises SystemTimerError."""
    global _known
    with tempfile.TemporaryDirectory(prefix="kneetimer-") as folder:
        file = Path(folder) / "task.xml"
        # The scheduler takes UTF-16 with its mark, whatever letters the paths have.
        file.write_text(task(command, at), encoding="utf-16")
        tell("schtasks", "/Create", "/TN", NAME, "/XML", str(file), "/F")
    _known = True


def remove() -> None:
    """Take the task away again. Raises SystemTimerError where the system keeps it."""
    global _known
    tell("schtasks", "/Delete", "/TN", NAME, "/F")
    _known = False


def program() -> str | None:
    """What the task that is set up starts; None where there is none, or the system does not say."""
    try:
        told = ask(("schtasks", "/Query", "/TN", NAME, "/XML")).stdout
        # The text is decoded already, and says an encoding that it had before.
        root = ElementTree.fromstring(told.partition("?>")[2] or told)
    except (SystemTimerError, ElementTree.ParseError):
        return None
    return root.findtext(f".//{{{NAMESPACE}}}Command")


def task(command: Sequence[str], at: str) -> str:
    """The task as the scheduler reads it: each day at a time, only while the person is logged in."""
    root = ElementTree.Element("Task", {"version": "1.2", "xmlns": NAMESPACE})
    _add(root, "RegistrationInfo", Description="KneeTimer reminder")
    trigger = _add(_add(root, "Triggers"), "CalendarTrigger", StartBoundary=f"{FIRST_DAY}T{at}:00")
    _add(trigger, "ScheduleByDay", DaysInterval="1")
    principal = _add(
        _add(root, "Principals"), "Principal", LogonType="InteractiveToken", RunLevel="LeastPrivilege"
    )
    principal.set("id", "Author")
    _add(
        root,
        "Settings",
        MultipleInstancesPolicy="IgnoreNew",
        DisallowStartIfOnBatteries="false",
        StopIfGoingOnBatteries="false",
        StartWhenAvailable="false",  # a reminder that was missed says nothing any more
        ExecutionTimeLimit="PT5M",
    )
    actions = _add(root, "Actions")
    actions.set("Context", "Author")
    # The program is a name alone; its arguments are one line, in the quotes that Windows programs read.
    program = _without_console(command[0])
    _add(actions, "Exec", Command=program, Arguments=subprocess.list2cmdline(list(command[1:])))
    return '<?xml version="1.0" encoding="UTF-16"?>\n' + ElementTree.tostring(root, encoding="unicode")


def _without_console(program: str) -> str:
    """The Python that opens no console window, where it lies beside the other one."""
    quiet = Path(program).with_name("pythonw.exe")
    return str(quiet) if Path(program).name == "python.exe" and quiet.exists() else program


def _add(parent: ElementTree.Element, name: str, **texts: str) -> ElementTree.Element:
    """An element with elements of words in it."""
    added = ElementTree.SubElement(parent, name)
    for inner, text in texts.items():
        ElementTree.SubElement(added, inner).text = text
    return added
