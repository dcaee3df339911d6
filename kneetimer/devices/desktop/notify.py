"""One notification of the system at a time, shown and withdrawn. Does not decide when.

On Linux the desktop's notification service is asked over D-Bus; elsewhere, and where that service is
missing or does not answer, the system's tray shows the message. `unseen` says when neither is sure to.
Nothing waits for any of them.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QIcon

from kneetimer.core.language import mark, tr
from kneetimer.devices.desktop.bus import SessionBus, has_service
from kneetimer.devices.desktop.desktop_note import SERVICE
from kneetimer.devices.process import launcher
from kneetimer.devices.process.instance import TOKEN

if TYPE_CHECKING:
    from jeepney import DBusAddress, Message
    from PySide6.QtWidgets import QSystemTrayIcon

ANSWER_MS = 3_000  # a service that takes longer is taken for one that hangs
SHOW = mark("Show KneeTimer")
_STAYS = 0  # until it is withdrawn; most desktops would take it away after some seconds
_PRESSED = "default"  # a click on the notification itself


class Notifier(QObject):
    """Shows a notification until it is withdrawn. `unseen` asks for another way to be noticed.

    `pressed` says that the person clicked on it, and wants to see the window.
    """

    unseen = Signal()
    pressed = Signal()
    _clicked = Signal(str)  # from the bus thread: with the token that lets the window come to the front
    _answered = Signal(int, bool)  # from the bus thread: which notification, and whether it is shown

    def __init__(
        self,
        bus: SessionBus | None,
        icon: QIcon,
        parent: QObject | None = None,
        *,
        answer_ms: int = ANSWER_MS,
    ) -> None:
        """`bus` is None where the system has no message bus of that kind."""
        super().__init__(parent)
        self._bus = bus
        self._icon = icon
        self._shown = 0  # the service's number of what is shown; 0 while nothing is
        self._wanted = False
        self._tray: QSystemTrayIcon | None = None
        self._title, self._text = "", ""
        self._asked = 0  # counts what was asked for, so that a late answer is told from the one waited for
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(answer_ms)
        self._patience.timeout.connect(self._fall_back)
        self._answered.connect(self._was_answered)
        self._clicked.connect(self._was_clicked)
        self._token = ""
        self._follows = False
        if bus is not None:
            bus.listen(self._heard)

    def show(self, title: str, text: str) -> None:
        """Show this, in place of what was shown before."""
        self._wanted = True
        self._title, self._text = title, text
        self._asked += 1
        if self._bus is None:
            self._fall_back()
            return
        self._patience.start()
        from jeepney import MatchRule, message_bus, new_method_call

        if not self._follows:
            self._follows = True
            self._bus.send(message_bus.AddMatch(MatchRule(type="signal", interface=SERVICE)))
        entry = launcher.desktop_entry()
        hints = {"urgency": ("y", 1), "desktop-entry": ("s", entry), "resident": ("b", True)}
        actions = [_PRESSED, tr(SHOW)]
        body: tuple[object, ...]
        body = ("KneeTimer", self._shown, entry, title, text, actions, hints, _STAYS)
        asked = self._asked

        def answer(reply: Message | None) -> None:
            self._was_shown(asked, reply)

        self._bus.send(new_method_call(_address(), "Notify", "susssasa{sv}i", body), answer)

    def withdraw(self) -> None:
        """Take back what is shown."""
        if not self._wanted:
            return
        self._wanted = False
        self._patience.stop()
        if self._tray is not None:
            self._tray.hide()
        self._take_back()

    def _was_shown(self, asked: int, reply: Message | None) -> None:
        """On the bus thread. The answer may come after the notification was withdrawn."""
        from jeepney import MessageType

        shown = reply is not None and reply.header.message_type is MessageType.method_return
        # The window may be gone before the answer to its last notification comes.
        with contextlib.suppress(RuntimeError):
            self._answered.emit(asked, shown)
        if reply is None or not shown:
            return
        self._shown = int(reply.body[0])
        if not self._wanted:
            self._take_back()

    def _take_back(self) -> None:
        number, self._shown = self._shown, 0
        if number and self._bus is not None:
            from jeepney import new_method_call

            self._bus.send(new_method_call(_address(), "CloseNotification", "u", (number,)))

    def _heard(self, message: Message) -> None:
        """On the bus thread: the token comes just before the click that it is for."""
        from jeepney import HeaderFields

        fields = message.header.fields
        member = fields.get(HeaderFields.member)
        ours = member in ("ActivationToken", "ActionInvoked")
        if not ours or fields.get(HeaderFields.interface) != SERVICE:
            return
        number, word = message.body
        if not self._shown or number != self._shown:
            return
        if member == "ActivationToken":
            self._token = word
        elif word == _PRESSED:
            token, self._token = self._token, ""
            with contextlib.suppress(RuntimeError):
                self._clicked.emit(token)

    @Slot(str)
    def _was_clicked(self, token: str) -> None:
        if token:
            os.environ[TOKEN] = token  # Qt takes it from there when the window asks to be activated
        self.pressed.emit()

    @Slot(int, bool)
    def _was_answered(self, asked: int, shown: bool) -> None:
        if asked != self._asked or not self._patience.isActive():
            return  # about another notification, or too late
        self._patience.stop()
        if not shown:
            self._fall_back()

    @Slot()
    def _fall_back(self) -> None:
        """Without the service: the tray, and on Linux, where that may show nothing either, say so."""
        if not self._wanted:
            return
        if not self._show_in_tray() or sys.platform.startswith("linux"):
            self.unseen.emit()

    def _show_in_tray(self) -> bool:
        from PySide6.QtWidgets import QSystemTrayIcon  # the only widget here, and only when it is needed

        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return False
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._icon, self)
        self._tray.show()
        self._tray.showMessage(self._title, self._text, self._icon)
        return True


def probe() -> tuple[bool, str]:
    """Whether the system shows notifications, and a sentence about it."""
    if not sys.platform.startswith("linux"):
        return True, tr("the system's tray shows them")
    if has_service(SERVICE):
        return True, tr("the desktop shows them")
    return False, tr("The desktop offers none. The window shows its messages and asks for attention.")


def _address() -> DBusAddress:
    from jeepney import DBusAddress

    return DBusAddress("/org/freedesktop/Notifications", SERVICE, SERVICE)
