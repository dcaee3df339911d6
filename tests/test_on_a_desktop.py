"""The program on a whole desktop with its services: it asks them, follows them, and never waits for them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from desktop import Desktop, Screen, Sound, short_folder, wait_until
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
from private_bus import PrivateBus
from test_real_window import BUSY_S, PROGRAM, history_of, prepared, shows

from kneetimer.devices.desktop import media
from kneetimer.ui.shell import palette

LATE_S = 30.0  # for what a busy machine does late; whoever waits for a service waits longer


def environment(bus: PrivateBus) -> dict[str, str]:
    return {"DBUS_SESSION_BUS_ADDRESS": bus.address, "QT_QPA_PLATFORMTHEME": "xdgdesktopportal"}


def test_light_dark_and_contrast_follow_the_system(desktop: Desktop, bus: PrivateBus, tmp_path: Path) -> None:
    """Whoever changes the system's look sees the open window change with it."""
    services = bus.offer("portal")
    folder = prepared(tmp_path / "data", full_screen=False, sounds=False)
    desktop.start(*PROGRAM, "--data-dir", str(folder), "--start", **environment(bus))
    desktop.wait_for_window("KneeTimer")
    shows(desktop, palette.LIGHT.ready.tint, "getting ready by day")
    services.change("org.freedesktop.appearance", "color-scheme", "u", 1)
    shows(desktop, palette.DARK.ready.tint, "getting ready by night")
    services.change("org.freedesktop.appearance", "contrast", "u", 1)
    shows(desktop, palette.DARK_CONTRAST.ready.tint, "more contrast by night")
    services.change("org.freedesktop.appearance", "color-scheme", "u", 2)
    shows(desktop, palette.LIGHT_CONTRAST.ready.tint, "more contrast by day")


def test_the_screen_stays_on_from_start_to_summary(
    desktop: Desktop, bus: PrivateBus, memory_path: Path
) -> None:
    """The desktop is asked when a session begins and released when its summary is shown."""
    services = bus.offer("screensaver")
    program = desktop.start(
        *PROGRAM, "rehearse", "--speed", "400", "--data-dir", str(memory_path), **environment(bus)
    )
    desktop.wait_for_window("KneeTimer")
    assert program.wait(BUSY_S) == 0
    assert (len(services.calls("Inhibit")), services.calls("UnInhibit")) == (1, [[41]])


def test_a_killed_program_leaves_nothing_on_the_bus(
    desktop: Desktop, bus: PrivateBus, tmp_path: Path
) -> None:
    """The desktop sees the program go, and with it all that it had asked for."""
    services = bus.offer("screensaver")
    folder = prepared(tmp_path / "data", full_screen=False, sounds=False)
    program = desktop.start(*PROGRAM, "--data-dir", str(folder), "--start", **environment(bus))
    wait_until(lambda: services.calls("Inhibit"), "the screen to be kept on")
    before = len(services.calls("gone"))
    program.kill()
    wait_until(lambda: len(services.calls("gone")) > before, "the program to leave the bus")


def test_a_headset_pauses_a_session(desktop: Desktop, bus: PrivateBus, tmp_path: Path) -> None:
    """Play/Pause of the desktop is the one key, also while another window has the keyboard."""
    folder = prepared(tmp_path / "data", full_screen=False, sounds=False)
    desktop.start(*PROGRAM, "--data-dir", str(folder), "--start", **environment(bus))
    desktop.wait_for_window("KneeTimer")
    shows(desktop, palette.LIGHT.ready.tint, "getting ready")
    address = DBusAddress(media.PATH, media.NAME, media.PLAYER)
    with open_dbus_connection() as headset:
        wait_until(lambda: media.NAME in _names(headset), "the session to be a player")
        headset.send(new_method_call(address, "PlayPause"))
        shows(desktop, palette.LIGHT.paused.tint, "the pause")
        headset.send(new_method_call(address, "Next"))
        headset.send(new_method_call(address, "Play"))
        shows(desktop, palette.LIGHT.work.tint, "the first set")


def _names(connection: object) -> list[str]:
    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    names: list[str] = connection.send_and_get_reply(new_method_call(bus, "ListNames")).body[0]  # type: ignore[attr-defined]
    return names


@pytest.mark.parametrize("hung", ["services", "bus"])
def test_a_hung_desktop_leaves_the_session_on_time(
    desktop: Desktop, bus: PrivateBus, memory_path: Path, hung: str
) -> None:
    """Services, or a bus, that do not answer make no session late and keep no program from ending."""
    if hung == "services":
        bus.offer("screensaver", "notifications", "portal", hang=True)
    theme = {"QT_QPA_PLATFORMTHEME": ""}  # Qt's own portal theme is not what is tried here
    program = desktop.start(
        *PROGRAM, "rehearse", "--speed", "400", "--data-dir", str(memory_path), **environment(bus) | theme
    )
    desktop.wait_for_window("KneeTimer")
    if hung == "bus":
        bus.stand_still()
    began = time.monotonic()
    assert program.wait(BUSY_S) == 0
    (told,) = history_of(memory_path)
    planned = float(str(told["seconds"])) / 400
    assert told["state"] == "finished"
    assert time.monotonic() - began < planned + LATE_S


@pytest.mark.parametrize("lost", ["dies", "hangs"])
def test_a_lost_sound_server_leaves_the_session_on_time(
    screen: Screen, tmp_path: Path, memory_path: Path, lost: str
) -> None:
    """In the middle of its sounds a session loses the sound server, and plays on to its end in time."""
    with short_folder() as folder:
        sound = Sound(folder)
        desktop = Desktop(screen, tmp_path, sound)
        try:
            ears = sound.recording()
            program = desktop.start(*PROGRAM, "rehearse", "--speed", "400", "--data-dir", str(memory_path))
            wait_until(lambda: any(ears.samples()), "the first sound")
            heard_at = time.monotonic()
            if lost == "dies":
                sound.end()
            else:
                sound.stop()
            assert program.wait(BUSY_S) == 0
            took = time.monotonic() - heard_at
        finally:
            desktop.end_programs()
            sound.end()
    (told,) = history_of(memory_path)
    assert told["state"] == "finished"
    assert took < float(str(told["seconds"])) / 400 + LATE_S
