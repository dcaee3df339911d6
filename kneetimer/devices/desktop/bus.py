"""The desktop's message bus (D-Bus), spoken to on a thread of its own that may hang without harm.

Nothing here waits: a call is sent, and its answer, if one comes, is handed to a function on that
thread. What is asked and what it means, the callers know: notify.py, media.py and system_wishes.py.
"""

from __future__ import annotations

import contextlib
import os
import queue
import selectors
import sys
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from kneetimer.devices.process import helper_thread

if TYPE_CHECKING:
    from jeepney import Message
    from jeepney.io.blocking import DBusConnection

Answer = Callable[["Message | None"], None]
"""Told the reply to a call; None where there is no bus, or it went away first."""

CLOSE_LIMIT_S = 0.3
CONNECT_LIMIT_S = 20.0  # nobody waits for it, and a desktop that has just started is busy


def is_offered() -> bool:
    """Whether this system may have such a bus at all."""
    return sys.platform.startswith("linux") and bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))


class SessionBus:
    """One connection to the bus of the person's session. Safe to use without a bus: nothing comes."""

    def __init__(self) -> None:
        self._orders: queue.SimpleQueue[tuple[Message, Answer | None] | None] = queue.SimpleQueue()
        self._listeners: list[Callable[[Message], None]] = []
        self._waiting: dict[int, Answer] = {}
        # Kept after they were told, too: the thread must not be the last that holds what one belongs to.
        self._given: list[Answer] = []
        self._thread: threading.Thread | None = None
        # The two ends of a pipe: what is written at the one wakes the thread, which waits at the other.
        self._wake: int | None = None
        self._woken = -1

    def listen(self, listener: Callable[[Message], None]) -> None:
        """Hand over every call and signal that comes in, on the bus thread. Before `start`."""
        self._listeners.append(listener)

    def start(self) -> None:
        """Connect. Returns at once, also where nobody answers; a second time does nothing."""
        if self._thread is not None:
            return
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)  # a byte that finds no room is not needed: others wait already
        self._thread = helper_thread.start(self._run, "session bus")

    def send(self, message: Message, answer: Answer | None = None) -> None:
        """Send a message; `answer` gets the reply. What is sent before `start` waits for it."""
        if answer is not None:
            self._given.append(answer)
        self._orders.put((message, answer))
        self._rouse()

    def close(self) -> None:
        """Leave the bus, and wait only a moment for that."""
        thread, self._thread = self._thread, None
        if thread is None:
            return
        self._orders.put(None)
        self._rouse()
        helper_thread.end(thread, CLOSE_LIMIT_S)
        if self._wake is not None:
            os.close(self._wake)
            self._wake = None

    def _rouse(self) -> None:
        if self._wake is not None:
            with contextlib.suppress(OSError):
                os.write(self._wake, b"!")

    # From here on, everything runs on the thread.

    def _run(self) -> None:
        woken = self._woken
        connection: DBusConnection | None = None
        try:
            # Only now: the first window must not wait for an import.
            from jeepney.io.blocking import open_dbus_connection

            connection = open_dbus_connection("SESSION", auth_timeout=CONNECT_LIMIT_S)
            self._serve(connection, woken)
        except Exception:
            # Whatever is wrong with the desktop's bus must not become the session's trouble.
            self._give_up()
        finally:
            if connection is not None:
                connection.close()
            os.close(woken)

    def _serve(self, connection: DBusConnection, woken: int) -> None:
        with selectors.DefaultSelector() as selector:
            selector.register(connection.sock, selectors.EVENT_READ)
            selector.register(woken, selectors.EVENT_READ)
            while self._carry_out(connection):
                self._receive(connection)
                for key, _ in selector.select():
                    if key.fileobj == woken:
                        os.read(woken, 4096)

    def _carry_out(self, connection: DBusConnection) -> bool:
        """Send what was ordered. False once the end was."""
        while not self._orders.empty():
            order = self._orders.get()
            if order is None:
                return False
            message, answer = order
            serial = next(connection.outgoing_serial)
            if answer is not None:
                self._waiting[serial] = answer
            connection.send(message, serial=serial)
        return True

    def _receive(self, connection: DBusConnection) -> None:
        from jeepney import HeaderFields, MessageType

        while True:
            try:
                message = connection.receive(timeout=0)
            except TimeoutError:
                return
            if message.header.message_type in (MessageType.method_return, MessageType.error):
                answer = self._waiting.pop(message.header.fields.get(HeaderFields.reply_serial, 0), None)
                if answer is not None:
                    answer(message)
            else:
                for listener in self._listeners:
                    listener(message)

    def _give_up(self) -> None:
        for answer in self._waiting.values():
            answer(None)
        self._waiting.clear()
        while True:
            order = self._orders.get()  # also what is ordered later gets its answer: none
            if order is None:
                return
            if order[1] is not None:
                order[1](None)


def has_service(name: str, limit_s: float = 2.0) -> bool:
    """Whether somebody on the bus answers to `name`, or would be started to. Waits `limit_s` at most."""
    if not is_offered():
        return False
    from jeepney import DBusAddress, MessageType, new_method_call

    whole_bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    bus = SessionBus()
    found: queue.SimpleQueue[set[str]] = queue.SimpleQueue()

    def note(message: Message | None) -> None:
        good = message is not None and message.header.message_type is MessageType.method_return
        found.put(set(message.body[0]) if message is not None and good else set())

    for question in ("ListNames", "ListActivatableNames"):
        bus.send(new_method_call(whole_bus, question), note)
    bus.start()
    try:
        return any(name in found.get(timeout=limit_s) for _ in range(2))
    except queue.Empty:
        return False
    finally:
        bus.close()
