"""What the system asks of all programs: less motion, dark or light, more contrast. Changes nothing itself.

On Linux the settings portal is asked over D-Bus and followed while the program runs; Windows and
macOS are asked once. Nothing waits: `changed` tells the answer when it comes.
"""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot

from kneetimer.devices.desktop.bus import SessionBus
from kneetimer.devices.process import helper_thread

if TYPE_CHECKING:
    from jeepney import DBusAddress, Message

SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
SETTINGS = "org.freedesktop.portal.Settings"
SCHEME = ("org.freedesktop.appearance", "color-scheme")
CONTRAST = ("org.freedesktop.appearance", "contrast")
SCHEMES = {1: True, 2: False}  # dark and light; anything else is no wish
# Where desktops keep the wish for less motion, and the value that means it.
WISHES: dict[tuple[str, str], object] = {
    ("org.freedesktop.appearance", "reduced-motion"): 1,
    ("org.gnome.desktop.interface", "enable-animations"): False,
}
SPI_GETCLIENTAREAANIMATION = 0x1042
ANSWER_LIMIT_S = 3.0


class SystemWishes(QObject):
    """`reduced` and `contrast` are False until the system has said otherwise, and `dark` is None.

    Light and dark are asked for because Qt hears of them only from desktops that it knows; many a
    compositor tells the portal alone.
    """

    changed = Signal()

    _told = Signal(object)

    def __init__(self, bus: SessionBus | None, parent: QObject | None = None) -> None:
        """`bus` is None where the system has no message bus of that kind."""
        super().__init__(parent)
        self._bus = bus
        self._wishes: dict[tuple[str, str], object] = {}  # belongs to the bus thread
        self.reduced = False
        self.dark: bool | None = None
        self.contrast = False
        self._told.connect(self._take)
        if bus is not None:
            bus.listen(self._heard)

    def ask(self) -> None:
        """Ask the system. Returns at once."""
        if self._bus is not None:
            self._ask_portal(self._bus)
        elif not sys.platform.startswith("linux"):
            helper_thread.start(self._ask_system, "system motion")

    @Slot(object)
    def _take(self, told: tuple[bool, bool | None, bool]) -> None:
        if told != (self.reduced, self.dark, self.contrast):
            self.reduced, self.dark, self.contrast = told
            self.changed.emit()

    def _tell(self, reduced: bool, dark: bool | None = None, contrast: bool = False) -> None:
        with contextlib.suppress(RuntimeError):  # the window may have gone meanwhile
            self._told.emit((reduced, dark, contrast))

    def _ask_portal(self, bus: SessionBus) -> None:
        from jeepney import MatchRule, message_bus, new_method_call

        follow = MatchRule(type="signal", interface=SETTINGS, member="SettingChanged", path=PATH)
        bus.send(message_bus.AddMatch(follow))
        names = [namespace for namespace, _ in WISHES]
        bus.send(new_method_call(_address(), "ReadAll", "as", (names,)), self._all_read)

    # On the bus thread.

    def _all_read(self, reply: Message | None) -> None:
        from jeepney import MessageType

        if reply is None or reply.header.message_type is not MessageType.method_return:
            return
        for namespace, settings in reply.body[0].items():
            for key, value in settings.items():
                self._note(namespace, key, value)
        self._tell_all()

    def _heard(self, message: Message) -> None:
        from jeepney import HeaderFields

        fields = message.header.fields
        named = (fields.get(HeaderFields.interface), fields.get(HeaderFields.member))
        if named == (SETTINGS, "SettingChanged"):
            self._note(*message.body)
            self._tell_all()

    def _tell_all(self) -> None:
        wishes = self._wishes
        reduced = any(wishes.get(wish) == value for wish, value in WISHES.items())
        scheme = wishes.get(SCHEME)
        dark = SCHEMES.get(scheme) if isinstance(scheme, int) else None
        self._tell(reduced, dark, wishes.get(CONTRAST) == 1)

    def _note(self, namespace: str, key: str, value: tuple[str, Any]) -> None:
        while isinstance(value, tuple):
            value = value[1]  # older portals wrap the value twice
        self._wishes[namespace, key] = value

    # On a thread of its own.

    def _ask_system(self) -> None:
        self._tell(_windows_reduces() if sys.platform == "win32" else _macos_reduces())


def _windows_reduces() -> bool:
    if sys.platform != "win32":
        return False
    import ctypes

    animated = ctypes.c_int(1)
    asked = ctypes.windll.user32.SystemParametersInfoW(
        SPI_GETCLIENTAREAANIMATION, 0, ctypes.byref(animated), 0
    )
    return bool(asked) and not animated.value


def _macos_reduces() -> bool:
    from kneetimer.devices.process import foreign_program

    command = ["/usr/bin/defaults", "read", "com.apple.universalaccess", "reduceMotion"]
    try:
        answer = foreign_program.run(command, ANSWER_LIMIT_S)
    except OSError:
        return False
    return answer.stdout.strip() == "1"


def _address() -> DBusAddress:
    from jeepney import DBusAddress

    return DBusAddress(PATH, SERVICE, SETTINGS)
