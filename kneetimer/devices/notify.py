"""One notification of the system at a time, shown and withdrawn. Does not decide when.

On Linux the desktop's notification service is asked over D-Bus; elsewhere the system's tray shows
the message. Where there is neither, nothing is shown and nothing waits.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QIcon

from kneetimer.devices.bus import SessionBus, has_service

if TYPE_CHECKING:
    from jeepney import DBusAddress, Message
    from PySide6.QtWidgets import QSystemTrayIcon

SERVICE = "org.freedesktop.Notifications"
_FROM_SERVER = -1


class Notifier(QObject):
    """Shows a notification until it is withdrawn."""

    def __init__(self, bus: SessionBus | None, icon: QIcon, parent: QObject | None = None) -> None:
        """`bus` is None where the system has no message bus of that kind."""
        super().__init__(parent)
        self._bus = bus
        self._icon = icon
        self._shown = 0  # the service's number of what is shown; 0 while nothing is
        self._wanted = False
        self._tray: QSystemTrayIcon | None = None

    def show(self, title: str, text: str) -> None:
        """Show this, in place of what was shown before."""
        self._wanted = True
        if self._bus is None:
            self._show_in_tray(title, text)
            return
        from jeepney import new_method_call

        body: tuple[object, ...]
        body = ("KneeTimer", self._shown, "kneetimer", title, text, [], {"urgency": ("y", 1)}, _FROM_SERVER)
        self._bus.send(new_method_call(_address(), "Notify", "susssasa{sv}i", body), self._was_shown)

    def withdraw(self) -> None:
        """Take back what is shown."""
        if not self._wanted:
            return
        self._wanted = False
        if self._tray is not None:
            self._tray.hide()
        self._take_back()

    def _was_shown(self, reply: Message | None) -> None:
        """On the bus thread. The answer may come after the notification was withdrawn."""
        from jeepney import MessageType

        if reply is None or reply.header.message_type is not MessageType.method_return:
            return
        self._shown = int(reply.body[0])
        if not self._wanted:
            self._take_back()

    def _take_back(self) -> None:
        number, self._shown = self._shown, 0
        if number and self._bus is not None:
            from jeepney import new_method_call

            self._bus.send(new_method_call(_address(), "CloseNotification", "u", (number,)))

    def _show_in_tray(self, title: str, text: str) -> None:
        from PySide6.QtWidgets import QSystemTrayIcon  # the only widget here, and only when it is needed

        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon, self)
        self._tray.show()
        self._tray.showMessage(title, text, self._icon)


def probe() -> tuple[bool, str]:
    """Whether the system shows notifications, and a sentence about it."""
    if not sys.platform.startswith("linux"):
        return True, "the system's tray shows them"
    if has_service(SERVICE):
        return True, "the desktop shows them"
    return False, "The desktop offers none. A session that waits is shown in its window only."


def _address() -> DBusAddress:
    from jeepney import DBusAddress

    return DBusAddress("/org/freedesktop/Notifications", SERVICE, SERVICE)
