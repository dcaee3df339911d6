"""The session as a media player (MPRIS): desktop, headset and lock screen show it and steer it.

Linux only, over D-Bus; on other systems media keys reach the window as keys. Says what was asked
for and changes nothing of the session.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from kneetimer.core.language import tr
from kneetimer.core.late_dataclass import dataclass
from kneetimer.devices.desktop.bus import SessionBus, is_offered
from kneetimer.devices.process import launcher

if TYPE_CHECKING:
    from jeepney import Message

NAME = "org.mpris.MediaPlayer2.kneetimer"
PATH = "/org/mpris/MediaPlayer2"
ROOT = "org.mpris.MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
PROPERTIES = "org.freedesktop.DBus.Properties"
ARTIST = "KneeTimer"

NOTHING_TO_DO = ("org.freedesktop.DBus.Peer", PROPERTIES, "Seek", "SetPosition", "Quit")
_DO_NOT_QUEUE = 4
_UNKNOWN_METHOD = "org.freedesktop.DBus.Error.UnknownMethod"
_INTROSPECTION = f"""<!DOCTYPE node PUBLIC "-//freedesktop//DTD D-BUS Object Introspection 1.0//EN"
"http://www.freedesktop.org/standards/dbus/1.0/introspect.dtd">
<node>
<interface name="{ROOT}"><method name="Raise"/><method name="Quit"/></interface>
<interface name="{PLAYER}">
<method name="Next"/><method name="Previous"/><method name="Pause"/><method name="PlayPause"/>
<method name="Stop"/><method name="Play"/>
<property name="PlaybackStatus" type="s" access="read"/>
<property name="Metadata" type="a{{sv}}" access="read"/>
<property name="Position" type="x" access="read"/>
</interface>
</node>"""

Properties = dict[str, tuple[str, Any]]


@dataclass(frozen=True, slots=True)
class Track:
    """What a desktop shows of a step: its place in the session, its name, and how far it is (in ms)."""

    number: int
    title: str
    playing: bool
    length_ms: int
    position_ms: int


class MediaSession(QObject):
    """Appears on the bus with the first `show` and goes with `hide`.

    The signals say what a person asked for with a media key; they come on the window's thread.
    """

    play_pause = Signal()
    play = Signal()
    pause = Signal()
    next = Signal()
    previous = Signal()
    stop = Signal()
    raise_window = Signal()

    def __init__(self, bus: SessionBus | None, parent: QObject | None = None) -> None:
        """`bus` is None where the system has no message bus of that kind."""
        super().__init__(parent)
        self._bus = bus
        self._track: Track | None = None
        self._at_s = 0.0
        self._requests = {
            "PlayPause": self.play_pause,
            "Play": self.play,
            "Pause": self.pause,
            "Next": self.next,
            "Previous": self.previous,
            "Stop": self.stop,
        }
        if bus is not None:
            bus.listen(self._heard)

    def show(self, track: Track) -> None:
        """Show a step that runs or is paused."""
        if self._bus is None:
            return
        from jeepney import message_bus

        before = self._track
        # One assignment each: the bus thread reads them.
        self._at_s = time.monotonic()
        self._track = track
        if before is None:
            self._bus.send(message_bus.RequestName(NAME, _DO_NOT_QUEUE))
        elif before.playing != track.playing:
            # Not at each step: desktops give the media keys to whoever announced something last, and
            # a music player that the person started meanwhile would lose them. Who asks gets the step.
            self._announce()

    def hide(self) -> None:
        """The session is over."""
        if self._bus is None or self._track is None:
            return
        from jeepney import message_bus

        self._track = None
        self._bus.send(message_bus.ReleaseName(NAME))

    def _announce(self) -> None:
        from jeepney import DBusAddress, new_signal

        assert self._bus is not None
        changed = {name: self._player()[name] for name in ("PlaybackStatus", "Metadata")}
        emitter = DBusAddress(PATH, interface=PROPERTIES)
        self._bus.send(new_signal(emitter, "PropertiesChanged", "sa{sv}as", (PLAYER, changed, [])))

    # On the bus thread.

    def _heard(self, message: Message) -> None:
        from jeepney import HeaderFields, MessageType, new_error, new_method_return

        fields = message.header.fields
        is_call = message.header.message_type is MessageType.method_call
        if not is_call or fields.get(HeaderFields.path) != PATH:
            return
        assert self._bus is not None
        interface, member = fields.get(HeaderFields.interface, ""), fields[HeaderFields.member]
        try:
            signature, body = self._answer(interface, member, message.body)
            self._bus.send(new_method_return(message, signature, body))
        except KeyError:
            text = f"{interface}.{member} is not offered"
            self._bus.send(new_error(message, _UNKNOWN_METHOD, "s", (text,)))

    def _answer(self, interface: str, member: str, body: Any) -> tuple[str | None, tuple[Any, ...]]:
        """The signature and the values of the reply. Raises KeyError for what there is not."""
        if interface == PROPERTIES and member == "GetAll":
            return "a{sv}", (self._properties(body[0]),)
        if interface == PROPERTIES and member == "Get":
            return "v", (self._properties(body[0])[body[1]],)
        if member == "Introspect":
            return "s", (_INTROSPECTION,)
        if interface in NOTHING_TO_DO or member in NOTHING_TO_DO:
            return None, ()
        if member == "Raise":
            self.raise_window.emit()
        else:
            self._requests[member].emit()
        return None, ()

    def _properties(self, interface: str) -> Properties:
        return {ROOT: self._root, PLAYER: self._player}[interface]()

    def _root(self) -> Properties:
        return {
            "CanQuit": ("b", False),
            "CanRaise": ("b", True),
            "HasTrackList": ("b", False),
            "Identity": ("s", ARTIST),
            "DesktopEntry": ("s", launcher.desktop_entry()),
            "SupportedUriSchemes": ("as", []),
            "SupportedMimeTypes": ("as", []),
        }

    def _player(self) -> Properties:
        track = self._track
        if track is None:
            status, metadata, position_ms = "Stopped", {}, 0
        else:
            status = "Playing" if track.playing else "Paused"
            passed_ms = 1000 * (time.monotonic() - self._at_s) if track.playing else 0.0
            position_ms = min(track.length_ms, track.position_ms + round(passed_ms))
            metadata = {
                "mpris:trackid": ("o", f"/org/kneetimer/step/{track.number}"),
                "mpris:length": ("x", 1000 * track.length_ms),
                "xesam:title": ("s", track.title),
                "xesam:artist": ("as", [ARTIST]),
            }
        return {
            "PlaybackStatus": ("s", status),
            "Metadata": ("a{sv}", metadata),
            "Position": ("x", 1000 * position_ms),
            "Rate": ("d", 1.0),
            "MinimumRate": ("d", 1.0),
            "MaximumRate": ("d", 1.0),
            "Volume": ("d", 1.0),
            "CanGoNext": ("b", True),
            "CanGoPrevious": ("b", True),
            "CanPlay": ("b", True),
            "CanPause": ("b", True),
            "CanSeek": ("b", False),
            "CanControl": ("b", True),
        }


def probe() -> tuple[bool, str]:
    """Whether media keys steer a session while its window has no keyboard, and a sentence about it."""
    if not sys.platform.startswith("linux"):
        return True, tr("while the window has the keyboard")
    if is_offered():
        return True, tr("the desktop can show and steer a session")
    return False, tr("There is no message bus. Media keys work while the window has the keyboard.")
