"""The screen, notifications, media keys and the wish for less motion, on a bus of the tests' own."""

from __future__ import annotations

import gc
import os
import queue
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from jeepney import DBusAddress, Properties, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg
from private_bus import PrivateBus
from PySide6.QtGui import QIcon
from pytestqt.qtbot import QtBot

from kneetimer.devices.desktop import awake, media, notify
from kneetimer.devices.desktop.awake import ScreenAwake
from kneetimer.devices.desktop.bus import SessionBus
from kneetimer.devices.desktop.media import MediaSession, Track
from kneetimer.devices.desktop.notify import Notifier
from kneetimer.devices.desktop.system_wishes import SystemWishes

PATIENCE_S = 30.0  # for what a busy machine does late; far less than for ever
SQUATS = Track(3, "Bodyweight squats", True, 60_000, 12_000)


@pytest.fixture
def screen_awake(qtbot: QtBot) -> Iterator[ScreenAwake]:
    made = ScreenAwake()
    yield made
    made.close()


@pytest.fixture
def session_bus(bus: PrivateBus) -> Iterator[SessionBus]:
    """A connection that is not started yet."""
    made = SessionBus()
    yield made
    made.close()


@pytest.fixture
def desktop_side(bus: PrivateBus) -> Iterator[DBusConnection]:
    """What a desktop's media control has: a connection of its own."""
    with open_dbus_connection() as connection:
        yield connection


class TestScreen:
    """Keeping the screen on."""

    def test_it_is_kept_and_let_go(self, bus: PrivateBus, screen_awake: ScreenAwake, qtbot: QtBot) -> None:
        """The desktop is asked once, and what it gave is given back."""
        services = bus.offer("screensaver")
        screen_awake.keep()
        screen_awake.keep()
        qtbot.waitUntil(lambda: services.calls("Inhibit") == [["KneeTimer", "A session is running"]])
        screen_awake.let_go()
        qtbot.waitUntil(lambda: services.calls("UnInhibit") == [[41]])
        screen_awake.keep()
        qtbot.waitUntil(lambda: len(services.calls("Inhibit")) == 2)
        assert screen_awake.trouble == ""

    def test_no_garbage_is_searched_beside_the_window(
        self, bus: PrivateBus, screen_awake: ScreenAwake, qtbot: QtBot, request: pytest.FixtureRequest
    ) -> None:
        """What of Qt's is found on another thread is destroyed there, which crashes the program."""
        searches: list[threading.Thread] = []

        def note(_phase: str, _info: object) -> None:
            searches.append(threading.current_thread())

        gc.callbacks.append(note)
        request.addfinalizer(lambda: gc.callbacks.remove(note))
        services = bus.offer("screensaver")
        screen_awake.keep()
        qtbot.waitUntil(lambda: len(services.calls("Inhibit")) == 1)
        screen_awake.let_go()
        screen_awake.keep()  # its thread has ended what it began when it asks anew
        qtbot.waitUntil(lambda: len(services.calls("Inhibit")) == 2)
        assert {each for each in searches if each is not threading.main_thread()} == set()

    def test_closing_lets_go(self, bus: PrivateBus, screen_awake: ScreenAwake, qtbot: QtBot) -> None:
        """When the program ends, the screen is free before it has gone."""
        services = bus.offer("screensaver")
        screen_awake.keep()
        qtbot.waitUntil(lambda: len(services.calls("Inhibit")) == 1)
        screen_awake.close()
        qtbot.waitUntil(lambda: services.calls("UnInhibit") == [[41]])

    def test_a_desktop_without_the_service_is_said(self, screen_awake: ScreenAwake, qtbot: QtBot) -> None:
        """Where nobody keeps the screen on, a sentence says so, and goes when it is no longer wanted."""
        with qtbot.waitSignal(screen_awake.trouble_changed) as told:
            screen_awake.keep()
        assert told.args == [awake.NOT_KEPT]
        with qtbot.waitSignal(screen_awake.trouble_changed) as told:
            screen_awake.let_go()
        assert told.args == [""]

    def test_a_hung_service_holds_nobody_up(self, bus: PrivateBus, qtbot: QtBot) -> None:
        """A service that never answers costs the window nothing, and is said."""
        bus.offer("screensaver", hang=True)
        patient = ScreenAwake(answer_limit_ms=50)
        with qtbot.waitSignal(patient.trouble_changed) as told:
            patient.keep()
            assert patient.trouble == ""  # it is back before anybody has answered or given up
        assert told.args == [awake.NO_ANSWER]
        patient.let_go()
        patient.keep()
        patient.close()

    def test_doctor_names_the_service(self, bus: PrivateBus) -> None:
        """The probe says by what the screen is kept on, and asks for it no longer than that takes."""
        services = bus.offer("screensaver")
        assert awake.probe() == (True, "by org.freedesktop.ScreenSaver")
        assert services.calls("UnInhibit") == [[41]]


class TestNotifications:
    """Showing and withdrawing."""

    def test_it_is_shown_and_withdrawn(self, bus: PrivateBus, session_bus: SessionBus, qtbot: QtBot) -> None:
        """What was shown is closed by its number, once."""
        services = bus.offer("notifications")
        session_bus.start()
        notifier = Notifier(session_bus, QIcon())
        notifier.show("Paused", "Wall sit")
        qtbot.waitUntil(lambda: services.calls("Notify") == [["KneeTimer", 0, "Paused", "Wall sit"]])
        notifier.withdraw()
        notifier.withdraw()
        qtbot.waitUntil(lambda: services.calls("CloseNotification") == [[7]])

    def test_withdrawn_before_it_was_shown(
        self, bus: PrivateBus, session_bus: SessionBus, qtbot: QtBot
    ) -> None:
        """A notification whose answer comes late does not stay on the screen."""
        services = bus.offer("notifications")
        notifier = Notifier(session_bus, QIcon())
        notifier.show("Paused", "Wall sit")
        notifier.withdraw()
        session_bus.start()
        qtbot.waitUntil(lambda: services.calls("CloseNotification") == [[7]])

    def test_a_desktop_that_shows_it_is_enough(
        self, bus: PrivateBus, session_bus: SessionBus, qtbot: QtBot
    ) -> None:
        """Where the notification is on the screen, nothing else asks for attention."""
        services = bus.offer("notifications")
        session_bus.start()
        notifier = Notifier(session_bus, QIcon(), answer_ms=5_000)
        with qtbot.assertNotEmitted(notifier.unseen):
            notifier.show("Paused", "Wall sit")
            qtbot.waitUntil(lambda: len(services.calls("Notify")) == 1)
            notifier.withdraw()  # by the number that the desktop answered with
            qtbot.waitUntil(lambda: services.calls("CloseNotification") == [[7]])

    @pytest.mark.parametrize("desktop", ["no bus", "no service", "hung service"])
    def test_a_desktop_that_shows_nothing_is_noticed(
        self, bus: PrivateBus, session_bus: SessionBus, qtbot: QtBot, desktop: str
    ) -> None:
        """Without a service, or with one that hangs, the window is asked to draw attention."""
        if desktop == "hung service":
            bus.offer("notifications", hang=True)
        session_bus.start()
        notifier = Notifier(None if desktop == "no bus" else session_bus, QIcon(), answer_ms=200)
        with qtbot.waitSignal(notifier.unseen):
            notifier.show("Paused", "Wall sit")

    def test_a_click_wants_the_window(
        self, bus: PrivateBus, session_bus: SessionBus, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Who clicks on the notification gets the window, with the token that lets it come to the front."""
        monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
        bus.offer("pressed notifications")
        session_bus.start()
        notifier = Notifier(session_bus, QIcon(), answer_ms=5_000)
        with qtbot.waitSignal(notifier.pressed):
            notifier.show("Paused", "Wall sit")
        assert os.environ["XDG_ACTIVATION_TOKEN"] == "token-of-the-click"

    def test_what_was_withdrawn_asks_for_nothing(self, session_bus: SessionBus, qtbot: QtBot) -> None:
        """Somebody who goes on at once is not called afterwards."""
        withdrawn, other = (Notifier(session_bus, QIcon(), answer_ms=1) for _ in range(2))
        with qtbot.assertNotEmitted(withdrawn.unseen):
            withdrawn.show("Paused", "Wall sit")
            withdrawn.withdraw()
            with qtbot.waitSignal(other.unseen):
                other.show("Paused", "Wall sit")

    def test_doctor_knows_whether_there_are_any(self, bus: PrivateBus) -> None:
        """The probe sees the service come."""
        assert not notify.probe()[0]
        bus.offer("notifications")
        assert notify.probe() == (True, "the desktop shows them")


class TestMediaKeys:
    """The session as a player of the desktop."""

    def ask(self, connection: DBusConnection, interface: str, member: str, *body: Any) -> Any:
        address = DBusAddress(media.PATH, media.NAME, interface)
        message = new_method_call(address, member, "s" * len(body) or None, body)
        return unwrap_msg(connection.send_and_get_reply(message, timeout=PATIENCE_S))

    def player(self, connection: DBusConnection) -> dict[str, Any]:
        (properties,) = self.ask(connection, media.PROPERTIES, "GetAll", media.PLAYER)
        return {name: value for name, (_, value) in properties.items()}

    def appeared(self, connection: DBusConnection) -> bool:
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        call = new_method_call(bus, "NameHasOwner", "s", (media.NAME,))
        return bool(unwrap_msg(connection.send_and_get_reply(call))[0])

    @pytest.fixture
    def session(self, session_bus: SessionBus, desktop_side: DBusConnection, qtbot: QtBot) -> MediaSession:
        made = MediaSession(session_bus)
        session_bus.start()
        made.show(SQUATS)
        qtbot.waitUntil(lambda: self.appeared(desktop_side))
        return made

    def test_the_desktop_sees_the_step(self, session: MediaSession, desktop_side: DBusConnection) -> None:
        """Title, artist, length and place of the step, and that it runs."""
        player = self.player(desktop_side)
        assert player["PlaybackStatus"] == "Playing"
        assert player["Metadata"]["xesam:title"] == ("s", "Bodyweight squats")
        assert player["Metadata"]["xesam:artist"] == ("as", ["KneeTimer"])
        assert player["Metadata"]["mpris:length"] == ("x", 60_000_000)
        assert 12_000_000 <= player["Position"] < 60_000_000
        (identity,) = self.ask(desktop_side, media.PROPERTIES, "Get", media.ROOT, "Identity")
        assert identity == ("s", "KneeTimer")

    def test_a_change_is_announced(self, session: MediaSession, desktop_side: DBusConnection) -> None:
        """Who listens hears of the pause without asking again, and of nothing before: each announcement
        takes the media keys from a music player."""
        listen = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        rule = f"type='signal',path='{media.PATH}',member='PropertiesChanged'"
        unwrap_msg(desktop_side.send_and_get_reply(new_method_call(listen, "AddMatch", "s", (rule,))))
        session.show(Track(4, "Clamshells", True, 60_000, 0))  # a step is no news for the media keys
        session.show(Track(3, "Bodyweight squats", False, 60_000, 20_000))
        interface, changed, _ = desktop_side.receive(timeout=PATIENCE_S).body
        assert (interface, changed["PlaybackStatus"]) == (media.PLAYER, ("s", "Paused"))
        assert self.player(desktop_side)["Position"] == 20_000_000

    @pytest.mark.parametrize("member", ["PlayPause", "Play", "Pause", "Next", "Previous", "Stop"])
    def test_each_key_is_told(
        self, session: MediaSession, desktop_side: DBusConnection, qtbot: QtBot, member: str
    ) -> None:
        """What the desktop asks for comes out as its own signal, and is answered."""
        wishes = {
            "PlayPause": session.play_pause,
            "Play": session.play,
            "Pause": session.pause,
            "Next": session.next,
            "Previous": session.previous,
            "Stop": session.stop,
        }
        with qtbot.waitSignal(wishes[member]):
            assert self.ask(desktop_side, media.PLAYER, member) == ()

    def test_what_is_not_offered_is_refused(
        self, session: MediaSession, desktop_side: DBusConnection
    ) -> None:
        """An unknown call gets an error, and the session goes on answering."""
        with pytest.raises(DBusErrorResponse):
            self.ask(desktop_side, media.PLAYER, "Rewind")
        assert self.player(desktop_side)["PlaybackStatus"] == "Playing"

    def test_it_goes_with_the_session(
        self, session: MediaSession, desktop_side: DBusConnection, qtbot: QtBot
    ) -> None:
        """After the session no player is left on the desktop; the next one is there again."""
        session.hide()
        qtbot.waitUntil(lambda: not self.appeared(desktop_side))
        session.show(SQUATS)
        qtbot.waitUntil(lambda: self.appeared(desktop_side))


class TestMotion:
    """The system's wish for less motion."""

    @pytest.mark.parametrize(
        ("namespace", "key", "signature", "less", "more"),
        [
            ("org.freedesktop.appearance", "reduced-motion", "u", 1, 0),
            ("org.gnome.desktop.interface", "enable-animations", "b", False, True),
        ],
    )
    def test_it_follows_the_desktop(
        self,
        bus: PrivateBus,
        session_bus: SessionBus,
        qtbot: QtBot,
        namespace: str,
        key: str,
        signature: str,
        less: object,
        more: object,
    ) -> None:
        """What is set already is taken on, and so is each later change."""
        services = bus.offer("portal")
        services.change(namespace, key, signature, less)
        motion = SystemWishes(session_bus)
        assert not motion.reduced
        session_bus.start()
        with qtbot.waitSignal(motion.changed):
            motion.ask()
        assert motion.reduced
        with qtbot.waitSignal(motion.changed):
            services.change(namespace, key, signature, more)
        assert not motion.reduced

    def test_dark_and_contrast_follow_the_desktop(
        self, bus: PrivateBus, session_bus: SessionBus, qtbot: QtBot
    ) -> None:
        """What the portal says of them is taken on at the start and later; no wish is no answer."""
        services = bus.offer("portal")
        services.change("org.freedesktop.appearance", "color-scheme", "u", 1)
        wishes = SystemWishes(session_bus)
        session_bus.start()
        with qtbot.waitSignal(wishes.changed):
            wishes.ask()
        assert (wishes.dark, wishes.contrast) == (True, False)
        with qtbot.waitSignal(wishes.changed):
            services.change("org.freedesktop.appearance", "contrast", "u", 1)
        with qtbot.waitSignal(wishes.changed):
            services.change("org.freedesktop.appearance", "color-scheme", "u", 0)
        assert (wishes.dark, wishes.contrast) == (None, True)

    def test_a_hung_portal_changes_nothing(
        self, bus: PrivateBus, session_bus: SessionBus, qtbot: QtBot
    ) -> None:
        """Nobody waits for a portal that does not answer."""
        services = bus.offer("portal", hang=True)
        motion = SystemWishes(session_bus)
        session_bus.start()
        motion.ask()
        qtbot.waitUntil(lambda: len(services.calls("ReadAll")) == 1)
        assert not motion.reduced


def test_a_bus_that_is_not_there_answers_none(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    """Without a bus nothing is raised and nobody waits: the answer to every call is none."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/nobody")
    connection = SessionBus()
    answers: queue.SimpleQueue[object] = queue.SimpleQueue()
    hello = Properties(DBusAddress("/", "a.b", "a.b")).get("c")
    connection.send(hello, answers.put)
    connection.start()
    assert answers.get(timeout=PATIENCE_S) is None
    connection.close()
