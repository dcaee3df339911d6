"""A program that stands in for the services of a desktop on a private bus, and writes down what it is asked.

    python tests/desktop_services.py [--hang] NAME...

NAME is screensaver, notifications, portal or real time. Each call is a line of JSON on standard output, as
is each client that leaves the bus. With --hang calls are written down and never answered. A line of JSON on
standard input, [namespace, key, signature, value], changes a setting of the portal.
"""

import asyncio
import json
import sys
from typing import Any

from dbus_fast import DBusError, Message, Variant
from dbus_fast.aio import MessageBus
from dbus_fast.constants import NameFlag
from dbus_fast.service import ServiceInterface, dbus_method, dbus_signal

HANGS = "--hang" in sys.argv


async def asked(name: str, *values: Any) -> None:
    print(json.dumps([name, *values]), flush=True)
    if HANGS:
        await asyncio.Event().wait()


class ScreenSaver(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.ScreenSaver")
        self._cookie = 40

    @dbus_method()
    async def Inhibit(self, program: "s", reason: "s") -> "u":  # type: ignore[name-defined]  # noqa: F821
        await asked("Inhibit", program, reason)
        self._cookie += 1
        return self._cookie

    @dbus_method()
    async def UnInhibit(self, cookie: "u") -> None:  # type: ignore[name-defined]  # noqa: F821
        await asked("UnInhibit", cookie)


class Notifications(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.Notifications")
        self._number = 6

    @dbus_method()
    async def Notify(
        self,
        program: "s",  # type: ignore[name-defined]  # noqa: F821
        replaces: "u",  # type: ignore[name-defined]  # noqa: F821
        icon: "s",  # type: ignore[name-defined]  # noqa: F821
        title: "s",  # type: ignore[name-defined]  # noqa: F821
        text: "s",  # type: ignore[name-defined]  # noqa: F821
        actions: "as",  # type: ignore[valid-type]  # noqa: F722
        hints: "a{sv}",  # type: ignore[valid-type]  # noqa: F722
        expires: "i",  # type: ignore[name-defined]  # noqa: F821
    ) -> "u":  # type: ignore[name-defined]  # noqa: F821
        await asked("Notify", program, replaces, title, text)
        self._number += 1
        await self.shown(self._number)
        return self._number

    async def shown(self, number: int) -> None:
        """What happens to it on the screen: nothing."""

    @dbus_signal()
    def ActivationToken(self, number: Any, token: Any) -> "us":  # type: ignore[name-defined]  # noqa: F821
        return [number, token]

    @dbus_signal()
    def ActionInvoked(self, number: Any, key: Any) -> "us":  # type: ignore[name-defined]  # noqa: F821
        return [number, key]

    @dbus_method()
    async def CloseNotification(self, number: "u") -> None:  # type: ignore[name-defined]  # noqa: F821
        await asked("CloseNotification", number)


class PressedNotifications(Notifications):
    """A person who clicks on each notification as soon as it is on the screen."""

    async def shown(self, number: int) -> None:
        asyncio.get_running_loop().call_later(0.1, self._press, number)

    def _press(self, number: int) -> None:
        self.ActivationToken(number, "token-of-the-click")
        self.ActionInvoked(number, "default")


class Portal(ServiceInterface):
    def __init__(self) -> None:
        super().__init__("org.freedesktop.portal.Settings")
        self._settings: dict[str, dict[str, Variant]] = {}

    def change(self, namespace: str, key: str, signature: str, value: Any) -> None:
        self._settings.setdefault(namespace, {})[key] = Variant(signature, value)
        self.SettingChanged(namespace, key, Variant(signature, value))

    @dbus_method()
    async def ReadAll(self, namespaces: "as") -> "a{sa{sv}}":  # type: ignore[valid-type]  # noqa: F722
        await asked("ReadAll", namespaces)
        return {name: self._settings.get(name, {}) for name in namespaces}

    @dbus_method()
    async def Read(self, namespace: "s", key: "s") -> "v":  # type: ignore[name-defined]  # noqa: F821
        await asked("Read", namespace, key)
        return Variant("v", self._settings.get(namespace, {}).get(key, Variant("u", 0)))

    @dbus_method()
    async def ReadOne(self, namespace: "s", key: "s") -> "v":  # type: ignore[name-defined]  # noqa: F821
        await asked("ReadOne", namespace, key)
        return self._settings.get(namespace, {}).get(key, Variant("u", 0))

    @dbus_signal()
    def SettingChanged(self, namespace: Any, key: Any, value: Any) -> "ssv":  # type: ignore[name-defined]  # noqa: F821
        return [namespace, key, value]


class RealTime(ServiceInterface):
    """Grants real time to all threads of a process but its first."""

    def __init__(self) -> None:
        super().__init__("org.freedesktop.RealtimeKit1")

    @dbus_method()
    async def MakeThreadRealtimeWithPID(
        self,
        process: "t",  # noqa: F821
        thread: "t",  # noqa: F821
        level: "u",  # type: ignore[name-defined]  # noqa: F821
    ) -> None:
        await asked("MakeThreadRealtimeWithPID", process, thread, level)
        if process == thread:
            raise DBusError("org.freedesktop.DBus.Error.AccessDenied", "not this one")

    @dbus_method()
    async def MakeThreadHighPriorityWithPID(
        self,
        process: "t",  # noqa: F821
        thread: "t",  # noqa: F821
        level: "i",  # type: ignore[name-defined]  # noqa: F821
    ) -> None:
        await asked("MakeThreadHighPriorityWithPID", process, thread, level)


PORTAL = Portal()
SERVICES = {
    "screensaver": ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver", ScreenSaver),
    "notifications": ("org.freedesktop.Notifications", "/org/freedesktop/Notifications", Notifications),
    "pressed notifications": (
        "org.freedesktop.Notifications",
        "/org/freedesktop/Notifications",
        PressedNotifications,
    ),
    "portal": ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", lambda: PORTAL),
    "real time": ("org.freedesktop.RealtimeKit1", "/org/freedesktop/RealtimeKit1", RealTime),
}


def note_who_left(message: Message) -> None:
    if message.member == "NameOwnerChanged" and message.body[0].startswith(":") and not message.body[2]:
        print(json.dumps(["gone", message.body[0]]), flush=True)


async def main(names: list[str]) -> None:
    bus = await MessageBus().connect()
    bus.add_message_handler(note_who_left)
    whole_bus = "org.freedesktop.DBus"
    rule = f"type='signal',sender='{whole_bus}',member='NameOwnerChanged'"
    await bus.call(
        Message(whole_bus, "/org/freedesktop/DBus", whole_bus, "AddMatch", signature="s", body=[rule])
    )
    for name in names:
        service, path, make = SERVICES[name]
        bus.export(path, make())
        await bus.request_name(service, NameFlag.DO_NOT_QUEUE)
    print(json.dumps(["ready"]), flush=True)
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        PORTAL.change(*json.loads(line))


if __name__ == "__main__":
    asyncio.run(main([name for name in sys.argv[1:] if not name.startswith("-")]))
