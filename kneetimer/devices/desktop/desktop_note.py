"""A notification of the desktop from a program without a window, which waits until it is shown.

On Linux over D-Bus, elsewhere by the system's own command. Loads no Qt; notify.py is for the open window.
"""

from __future__ import annotations

import queue
import shutil
import sys
from typing import TYPE_CHECKING

from kneetimer.devices.desktop.bus import SessionBus, is_offered
from kneetimer.devices.process import foreign_program, launcher

if TYPE_CHECKING:
    from jeepney import Message

SERVICE = "org.freedesktop.Notifications"
ANSWER_S = 5.0


def show(title: str, text: str) -> bool:
    """Show a notification. False where this system shows none, or did not answer in time."""
    if sys.platform.startswith("linux"):
        return is_offered() and _show_on_bus(title, text)
    command = _command(title, text)
    if command is None:
        return False
    try:
        return foreign_program.run(command, ANSWER_S).returncode == 0
    except OSError:
        return False


def _show_on_bus(title: str, text: str) -> bool:
    from jeepney import DBusAddress, MessageType, new_method_call

    bus = SessionBus()
    answers: queue.SimpleQueue[bool] = queue.SimpleQueue()

    def note(message: Message | None) -> None:
        shown = message is not None and message.header.message_type is MessageType.method_return
        answers.put(shown)

    service = DBusAddress("/org/freedesktop/Notifications", SERVICE, SERVICE)
    hints = {"urgency": ("y", 1), "desktop-entry": ("s", launcher.desktop_entry())}
    body: tuple[object, ...]
    body = ("KneeTimer", 0, launcher.desktop_entry(), title, text, [], hints, -1)
    bus.send(new_method_call(service, "Notify", "susssasa{sv}i", body), note)
    bus.start()
    try:
        return answers.get(timeout=ANSWER_S)
    except queue.Empty:
        return False
    finally:
        bus.close()


def _command(title: str, text: str) -> list[str] | None:
    if sys.platform == "darwin":
        # The words go in as arguments, never as a part of the script.
        script = "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run"
        return ["osascript", "-e", script, title, text]
    found = shutil.which("msg")
    return None if found is None else [found, "*", "/TIME:60", f"{title}: {text}"]
